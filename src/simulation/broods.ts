import { type Draws, exponentialOfWord, kernelQuantile } from "../engine/index.ts";
import type { Route } from "./compile.ts";
import { wordsInLines } from "./lines.ts";

/**
 * Children that an item has on one platform, drawn one after the other. They come as a Poisson stream whose clock is the
 * number of children expected so far: the gaps on that clock are exponential with mean 1, whatever the rate, and the
 * route says at which age so many are expected. So nothing is drawn that does not happen, the next child is the only one in
 * the event list, and another rate moves the same children earlier or later.
 *
 * Draws are a function of what the siblings' keys have in common and of the place among them: one block serves two siblings,
 * for each a fate and the gap to the next.
 *
 * Plain columns: a brood is one record of one cache line.
 */

/** Words of a record, and places in it; `LEVEL` and `BORN` are doubles. */
const WORDS = 16;
const PARENT = 0;
/** next brood of the same parent, -1 at the end */
const SIBLING = 1;
const VERSION = 3;
/** what the children's keys have in common: see `LineageKey` */
const STEM_HI = 4;
const STEM_LO = 5;
/** place of the next child among its parent's children on this platform */
const INDEX = 6;
const ROUTE = 7;
const STATES = 8;
/** draws of the odd sibling, kept since the block was drawn */
const KEPT_FATE = 9;
const KEPT_GAP = 10;
/** fact of the parent's going online, modulo 2^32 */
const FACT = 11;
const LEVEL = 6;
const BORN = 7;

const RESTS = 1;
const LISTED = 2;
const FIRST = 512;

const wordsFor = (broods: number) => wordsInLines(broods * WORDS);
const numbersOf = (words: Int32Array<ArrayBuffer>) =>
  new Float64Array(words.buffer, words.byteOffset, words.length / 2);

export class Broods {
  private words: Int32Array<ArrayBuffer>;
  private numbers: Float64Array<ArrayBuffer>;
  private count = 0;

  /** Draws of the child last taken: its fate, and its place among its siblings. */
  fate = 0;
  index = 0;

  constructor(expected = FIRST) {
    this.words = wordsFor(expected);
    this.numbers = numbersOf(this.words);
  }

  clear(): void {
    this.count = 0;
  }

  /** A new brood, whose first child comes when `level` children are expected. Returns its number. */
  add(
    parent: number,
    sibling: number,
    route: number,
    stemHi: number,
    stemLo: number,
    version: number,
    born: number,
    fact: number,
    level: number,
  ): number {
    const brood = this.count++;
    const at = brood * WORDS;
    if (at === this.words.length) this.grow();
    const { words, numbers } = this;
    words[at + PARENT] = parent;
    words[at + SIBLING] = sibling;
    words[at + VERSION] = version;
    words[at + STEM_HI] = stemHi;
    words[at + STEM_LO] = stemLo;
    words[at + INDEX] = 0;
    words[at + ROUTE] = route;
    words[at + STATES] = 0;
    words[at + FACT] = fact;
    numbers[brood * 8 + LEVEL] = level;
    numbers[brood * 8 + BORN] = born;
    return brood;
  }

  parentOf(brood: number): number {
    return this.words[brood * WORDS + PARENT];
  }

  siblingOf(brood: number): number {
    return this.words[brood * WORDS + SIBLING];
  }

  versionOf(brood: number): number {
    return this.words[brood * WORDS + VERSION];
  }

  stemHiOf(brood: number): number {
    return this.words[brood * WORDS + STEM_HI];
  }

  stemLoOf(brood: number): number {
    return this.words[brood * WORDS + STEM_LO];
  }

  routeOf(brood: number): number {
    return this.words[brood * WORDS + ROUTE];
  }

  factOf(brood: number): number {
    return this.words[brood * WORDS + FACT] >>> 0;
  }

  bornOf(brood: number): number {
    return this.numbers[brood * 8 + BORN];
  }

  /** Children expected by the time of the next one. */
  levelOf(brood: number): number {
    return this.numbers[brood * 8 + LEVEL];
  }

  /** Place of the next child among its siblings. */
  indexOf(brood: number): number {
    return this.words[brood * WORDS + INDEX];
  }

  /** A brood that rests has no entry in the event list although children may be left. */
  rests(brood: number): boolean {
    return (this.words[brood * WORDS + STATES] & RESTS) !== 0;
  }

  setRests(brood: number, rests: boolean): void {
    if (rests) this.words[brood * WORDS + STATES] |= RESTS;
    else this.words[brood * WORDS + STATES] &= ~RESTS;
  }

  /** A listed brood has an entry of its own for each child that is left. */
  isListed(brood: number): boolean {
    return (this.words[brood * WORDS + STATES] & LISTED) !== 0;
  }

  setListed(brood: number): void {
    this.words[brood * WORDS + STATES] |= LISTED;
  }

  /** Takes the next child into `fate` and `index`, and goes on to the one after it. */
  take(brood: number, route: Route, draws: Draws): void {
    const { words } = this;
    const at = brood * WORDS;
    const index = words[at + INDEX]++;
    let gap: number;
    if ((index & 1) === 0) {
      draws.block(words[at + STEM_HI], words[at + STEM_LO], route.purpose, index >>> 1);
      this.fate = draws.w0;
      gap = draws.w1;
      words[at + KEPT_FATE] = draws.w2;
      words[at + KEPT_GAP] = draws.w3;
    } else {
      this.fate = words[at + KEPT_FATE];
      gap = words[at + KEPT_GAP];
    }
    this.index = index;
    this.numbers[brood * 8 + LEVEL] += exponentialOfWord(gap);
  }

  /** Beyond 2^53 ms ages begin again: all that was born before is infinitely old. */
  forgetBirths(): void {
    for (let brood = 0; brood < this.count; brood++)
      this.numbers[brood * 8 + BORN] = Number.NEGATIVE_INFINITY;
  }

  /** Where the brood stands, for `rewind`. */
  mark(brood: number): Int32Array {
    return this.words.slice(brood * WORDS, (brood + 1) * WORDS);
  }

  rewind(brood: number, mark: Int32Array): void {
    this.words.set(mark, brood * WORDS);
  }

  /** Puts parents in the place of broods, and so fetches these from memory. */
  findParents(broods: Int32Array, count: number): void {
    const { words } = this;
    for (let i = 0; i < count; i++) broods[i] = words[broods[i] * WORDS + PARENT];
  }

  private grow(): void {
    const words = wordsFor((this.words.length / WORDS) * 2);
    words.set(this.words);
    this.words = words;
    this.numbers = numbersOf(words);
  }
}

/** What `findAge` is given and gives back: a double handed to a call that is not inlined would cost an allocation. */
export const LEVEL_TO_AGE = new Float64Array(1);

/**
 * Puts in the place of a level the age in milliseconds at which so many children are expected; Infinity when they never
 * are. `mark`: how many times the route's mean the parent is expected to have.
 */
export function findAge(route: Route, mark: number): void {
  const level = LEVEL_TO_AGE[0];
  const total = route.mean * mark;
  if (level >= total) {
    LEVEL_TO_AGE[0] = Number.POSITIVE_INFINITY;
    return;
  }
  const { law } = route;
  // A product where there is one: a quotient is waited for.
  const share = mark === 1 ? level * route.perChild : level / total;
  LEVEL_TO_AGE[0] = Math.floor(
    route.isCapture ? share * law.live : law.live + kernelQuantile(law.kernel, share),
  );
}
