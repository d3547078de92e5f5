import { BEYOND } from "../../model/index.ts";
import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";
import { MINUTE } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { hasActors, originalsOf } from "./header.ts";
import { BOUNDS } from "./origins.ts";

type OfOriginal = (tally: Tally, original: number) => number;

type IsMeant = (tally: Tally, original: number) => boolean;

const hasCome: IsMeant = ({ originals }, original) => originals.came[original] > 0;

const isStream: IsMeant = ({ originals }, original) => originals.isStream[original] === 1;

const isRecorded: IsMeant = ({ originals }, original) => originals.isRecorded[original] === 1;

const isTold: IsMeant = ({ originals }, original) => originals.isTold[original] === 1;

const originalOnline: OfOriginal = (tally, original) => {
  const { originals } = tally;
  const running = originals.came[original] - originals.went[original];
  const length = originals.area[original] + running * tally.judgedAt;
  return running > 0 || length >= BEYOND ? tally.open(length) : length;
};

const streamLength: OfOriginal = (tally, original) => {
  const { hasEnded, endedAt, startedAt } = tally.originals;
  const end = hasEnded[original] === 1 ? endedAt[original] : tally.judgedAt;
  const length = end - startedAt[original];
  return hasEnded[original] === 0 || end >= BEYOND ? tally.open(length) : length;
};

/** All of its time but the stream's. */
const recordingOnline: OfOriginal = (tally, original) =>
  originalOnline(tally, original) - streamLength(tally, original);

const removedAfter: OfOriginal = (tally, original) => {
  const { isAnswered, answeredAfter, toldAt } = tally.originals;
  if (isAnswered[original] === 1)
    return answeredAfter[original] < BEYOND ? answeredAfter[original] : tally.open(answeredAfter[original]);
  return tally.open(tally.judgedAt - toldAt[original]);
};

/** At least so many while it is up. */
const originalViews: OfOriginal = (tally, original) => {
  const { originals } = tally;
  return originals.isUp(original) ? tally.open(originals.seen[original]) : originals.seen[original];
};

const recordingViews: OfOriginal = (tally, original) =>
  originalViews(tally, original) - tally.originals.seenLive[original];

const streamViews: OfOriginal = (tally, original) => {
  const { hasEnded, seenLive } = tally.originals;
  return hasEnded[original] === 1 ? seenLive[original] : tally.open(0);
};

/** One original's, by its place in the header. */
const ofOne = (isMeant: IsMeant, of: OfOriginal) => (tally: Tally, row: Row) =>
  isMeant(tally, row.index) ? of(tally, row.index) : tally.absent();

/** All originals that are meant, put together by `join`; open as soon as one of them is, absent where none is meant. */
const ofAll =
  (isMeant: IsMeant, of: OfOriginal, join: (a: number, b: number) => number) => (tally: Tally) => {
    let joined: number | undefined;
    for (let original = 0; original < tally.originals.came.length; original++) {
      if (!isMeant(tally, original)) continue;
      const value = of(tally, original);
      joined = joined === undefined ? value : join(joined, value);
    }
    return joined ?? tally.absent();
  };

const longest = (isMeant: IsMeant, of: OfOriginal) => ofAll(isMeant, of, Math.max);

const together = (isMeant: IsMeant, of: OfOriginal) => ofAll(isMeant, of, (a, b) => a + b);

/**
 * The originals, one by one or all of them: the longest time, the sum of views. They stay whole at a scale, but how long one is
 * up may hang on which copy of it is recognised first.
 */
export const ORIGINALS_MEASURES: readonly MeasureEntry[] = [
  measure("original.online", "ms", "run", "lower-better", MINUTE, {
    kind: "length",
    reads: ["original.posted", "original.removed", ...BOUNDS],
    read: longest(hasCome, originalOnline),
  }),
  measure("original.online.<original>", "ms", "run", "lower-better", MINUTE, {
    kind: "length",
    reads: ["original.posted", "original.removed", ...BOUNDS],
    names: originalsOf,
    read: ofOne(hasCome, originalOnline),
  }),
  measure("original.views", "views", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["original.posted", "original.removed", "stream.ended", "content.restored"],
    survivesScale: false,
    read: together(hasCome, originalViews),
  }),
  measure("original.views.<original>", "views", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["original.posted", "original.removed", "stream.ended", "content.restored"],
    survivesScale: false,
    names: originalsOf,
    read: ofOne(hasCome, originalViews),
  }),
  measure("original.flagged", "items", "run", "none", 1, {
    kind: "sum",
    reads: ["original.posted", "content.flagged"],
    survivesNaming: true,
    exists: hasActors,
    read: together(hasCome, ({ originals }, original) => originals.flagged[original]),
  }),
  measure("original.removed.after", "ms", "run", "lower-better", MINUTE, {
    kind: "length",
    reads: ["original.posted", "original.removed", "content.restored", "message.delivered", ...BOUNDS],
    exists: hasActors,
    read: longest(isTold, removedAfter),
  }),
  measure("stream.length", "ms", "run", "lower-better", MINUTE, {
    kind: "length",
    reads: ["original.posted", "stream.ended", ...BOUNDS],
    survivesNaming: true,
    survivesScale: true,
    read: longest(isStream, streamLength),
  }),
  measure("stream.views", "views", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["original.posted", "stream.ended"],
    survivesNaming: true,
    read: together(isStream, streamViews),
  }),
  measure("stream.reported", "items", "run", "none", 1, {
    kind: "sum",
    reads: ["original.posted", "stream.ended", "content.reported"],
    survivesNaming: true,
    exists: hasActors,
    read: together(isStream, ({ originals }, original) => originals.reportedLive[original]),
  }),
  measure("recording.online", "ms", "run", "lower-better", MINUTE, {
    kind: "length",
    reads: ["original.posted", "original.removed", "stream.ended", "content.restored", ...BOUNDS],
    read: longest(isRecorded, recordingOnline),
  }),
  measure("recording.views", "views", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["original.posted", "original.removed", "stream.ended", "content.restored"],
    survivesScale: false,
    read: together(isRecorded, recordingViews),
  }),
];
