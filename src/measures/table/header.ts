import { formatDuration, type PlatformKind } from "../../model/index.ts";
import type { LogShape } from "../definition.ts";
import { DUTY_KINDS, lanesOf, SPEECHES } from "../words.ts";

/** Services without staff of their own for this. */
const SMALL_KINDS: ReadonlySet<string> = new Set(["small-local", "community"] satisfies PlatformKind[]);

/** Kinds of speech that every scenario with lookalikes tells apart. */
const USUAL_SPEECHES = 5;

// What a header must hold for a measure to exist, or for a platform to have a row of it.

export const marksOf = (shape: LogShape) => shape.marks.map(formatDuration);

export const originalsOf = (shape: LogShape) => shape.originals.map(({ id }) => id);

export const hasActors = (shape: LogShape) => shape.protocols.length > 0 || shape.actors.length > 0;

/** Whether a protocol of the scenario uses a word that the first engine did not know. */
export const usesWord = (shape: LogShape, word: string) => shape.words?.includes(word) === true;

export const hasLookalikes = (shape: LogShape) => shape.hasLookalikes;

export const hasReview = (shape: LogShape) => lanesOf(shape).length > 0;

export const hasLane = (shape: LogShape, index: number, platform: number) =>
  shape.platforms[platform].lanes.includes(lanesOf(shape)[index]);

export const reviews = (shape: LogShape, _index: number, platform: number) =>
  shape.platforms[platform].lanes.length > 0;

export const hasDutyKind = (shape: LogShape, index: number) =>
  shape.duties.some(({ kind }) => kind === DUTY_KINDS[index]);

export const hasDuties = (shape: LogShape) => shape.duties.length > 0;

/** Who works together in any group of the protocol. */
export const isMember = (shape: LogShape, platform: number) => shape.platforms[platform].members.length > 0;

export const isOutside = (shape: LogShape, platform: number) => !isMember(shape, platform);

export const isSmall = (shape: LogShape, platform: number) => SMALL_KINDS.has(shape.platforms[platform].kind);

/** Small services, and somebody whom nobody knows how to reach. */
export const hasHiddenAndSmall = (shape: LogShape) =>
  usesWord(shape, "reachable") && shape.platforms.some((_, platform) => isSmall(shape, platform));

export const hasOutside = (shape: LogShape) => {
  const members = shape.platforms.filter((_, platform) => isMember(shape, platform)).length;
  return members > 0 && members < shape.platforms.length;
};

/** Whether a statechart of the scenario may do one of these. */
export const says =
  (...words: readonly string[]) =>
  (shape: LogShape) =>
    shape.words?.some((word) => words.includes(word)) === true;

export const hasLookalikesAndSays =
  (...words: readonly string[]) =>
  (shape: LogShape) =>
    hasLookalikes(shape) && says(...words)(shape);

export const saysStaff = (shape: LogShape, platform: number) => shape.platforms[platform].staff !== undefined;

export const hasStaff = (shape: LogShape, platform: number) =>
  isSmall(shape, platform) && saysStaff(shape, platform);

export const comparesMessages = (shape: LogShape, platform: number) =>
  !shape.platforms[platform].public && shape.platforms[platform].messagesPerHour !== undefined;

export const anyPlatform = (is: (shape: LogShape, platform: number) => boolean) => (shape: LogShape) =>
  shape.platforms.some((_, platform) => is(shape, platform));

/** Kinds of speech beyond the usual five have a row only where a scenario has them. */
export const hasSpeech = (shape: LogShape, index: number) =>
  hasLookalikes(shape) &&
  (index < USUAL_SPEECHES ||
    SPEECHES[index] === "other" ||
    shape.speeches?.includes(SPEECHES[index]) === true);
