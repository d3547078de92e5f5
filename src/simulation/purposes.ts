import { textWord } from "../model/index.ts";

/**
 * What a draw is for. A block of four draws is a function of (seed, epoch, key, purpose, index): numbers here are part of
 * the engine version, never reused for something else.
 */
export const PURPOSE = {
  /** when the first child comes, on each target platform */
  first: 1,
  /** an upload's own: thinning, and block where its parent's draws do not give it */
  child: 2,
  mark: 3,
  sweep: 4,
  reupload: 5,
  report: 6,
  scan: 7,
  review: 8,
  category: 9,
  ordinary: 11,
  channel: 12,
  decision: 13,
  wrongItem: 14,
  lookalike: 15,
  population: 16,
  /** how many lookalikes */
  count: 17,
  /** whether an upload is simulated at a scale; from index 1, whether a message names it */
  scale: 18,
  /** whether the uploader of an item whose account is restricted comes back with another one */
  account: 30,
  /** whether a lawful item's kind of speech is recognised; where an item comes from */
  speech: 31,
  provenance: 32,
  /** of a version: whether it still matches what it was edited from, whether it is a translation, its hash's quality */
  edit: 33,
  translation: 34,
  quality: 35,
  /** whether a copy of what an order names is found, by the order's number between two actors */
  copies: 36,
  /** whether reviewers from outside see a verdict, and what they would have said */
  secondLook: 37,
  /** which removals a sample takes, by round; what who looks again finds; the same of labels of provenance */
  sampling: 38,
  secondReview: 39,
  labelControl: 40,
} as const;

/** Purpose of a named delay, the same wherever the name is used. */
export const delayPurpose = (name: string): number => textWord(`delay:${name}`);
/** Purpose of what a judge calls in time of a clock. */
export const judgePurpose = (duty: string): number => textWord(`judge:${duty}`);
/** Purpose of a named chance. */
export const chancePurpose = (name: string): number => textWord(`chance:${name}`);

/** Purpose of the draws of an item's children of a kind (`CHILD`) on a platform. */
export const childrenPurpose = (kind: number, platform: string): number =>
  textWord(`children:${kind}:${platform}`);

/** Kinds of child: part of a lineage; `kinds` is a bound on their numbers. */
export const CHILD = { original: 1, copy: 2, capture: 3, reupload: 4, lookalike: 5, kinds: 8 } as const;

/** Order of entries due in the same millisecond. */
export const PRIORITY = {
  /** an item's removal, or its statechart's timers: before anything is born */
  removal: 0,
  /** blocking and sweeping switch on: what is born at the same instant counts as after */
  switch: 1,
  /** messages, decisions, reviews, timers of actors and hashes: what may stop a clock */
  action: 2,
  birth: 3,
  /** a deadline's own timer: done in the very millisecond is in time */
  deadline: 4,
  mark: 5,
  end: 6,
} as const;
