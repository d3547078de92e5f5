/**
 * Children that an item will have if nothing stops it: drawn whole when it goes online, kept in order of age. Only the
 * next child of each brood stands in the event list; so a million uploads to come cost no more there than their parents.
 *
 * Layout is for the memory's sake: a brood's head is one cache line, a child a quarter of one, and children stand in the order
 * in which they will be read.
 */

/**
 * Words of a child: age (a double); its draw against blocking, whose last two bits say whether it is a capture and whether
 * it founds a version; and its place among its parent's children on one platform, with the platform in the last byte.
 * Its key follows from its parent's.
 */
const CHILD_WORDS = 4;
const IS_CAPTURE = 1;
const IS_MUTANT = 2;
const DRAW_BITS = ~3;
/** A platform's number takes eight bits of a word; the rest counts children. */
export const MOST_CHILDREN = 1 << 24;
/** Words of a brood's head: next and end place, parent, its platform, version and key, states, born and fact (doubles). */
const HEAD_WORDS = 16;
const NEXT = 0;
const END = 1;
const PARENT = 2;
const EPOCH = 3;
const VERSION = 4;
const RESTS = 5;
const ONLINE = 6;
const LISTED = 7;
const KEY_HI = 12;
const KEY_LO = 13;
const BORN = 4;
const FACT = 5;
const FIRST = 512;
/** So many children are sorted by insertion, more by the native sort, whose call alone costs as much. */
const FEW = 64;

export class Broods {
  private words = new Int32Array(FIRST * CHILD_WORDS);
  private ages = new Float64Array(this.words.buffer);
  private count = 0;
  private heads = new Int32Array(FIRST * HEAD_WORDS);
  private headNumbers = new Float64Array(this.heads.buffer);
  private broods = 0;
  /** children of the brood being drawn, in the order of drawing */
  private drawn = new Int32Array(64 * CHILD_WORDS);
  private drawnAges = new Float64Array(this.drawn.buffer);
  private drawnCount = 0;
  private sorter = new Float64Array(64);

  // The child last read.
  /** place among its parent's children on its platform */
  index = 0;
  block = 0;
  isMutant = false;
  isCapture = false;
  platform = 0;

  clear(): void {
    this.count = 0;
    this.broods = 0;
  }

  /** Begins a brood; what is added until `close` belongs to it. */
  open(): void {
    this.drawnCount = 0;
  }

  /** `block` is a draw: an int32 word, of which the two last bits are not used. */
  add(
    age: number,
    index: number,
    platform: number,
    block: number,
    isCapture: boolean,
    isMutant: boolean,
  ): void {
    if (index >= MOST_CHILDREN) throw new RangeError("simulation/too_many_children");
    const place = this.drawnCount++;
    const at = place * CHILD_WORDS;
    if (at === this.drawn.length) {
      const drawn = new Int32Array(this.drawn.length * 2);
      drawn.set(this.drawn);
      this.drawn = drawn;
      this.drawnAges = new Float64Array(drawn.buffer);
    }
    this.drawnAges[place * 2] = age;
    this.drawn[at + 2] = (block & DRAW_BITS) | (isCapture ? IS_CAPTURE : 0) | (isMutant ? IS_MUTANT : 0);
    this.drawn[at + 3] = (index << 8) | platform;
  }

  /** Ends the brood and puts it in order. Returns its number, -1 for one without children. */
  close(
    parent: number,
    keyHi: number,
    keyLo: number,
    epoch: number,
    version: number,
    born: number,
    fact: number,
  ): number {
    const size = this.drawnCount;
    if (size === 0) return -1;
    const brood = this.broods++;
    const at = brood * HEAD_WORDS;
    if (at === this.heads.length) this.growHeads();
    this.heads[at + NEXT] = this.count;
    this.heads[at + END] = this.count + size;
    this.heads[at + PARENT] = parent;
    this.heads[at + EPOCH] = epoch;
    this.heads[at + VERSION] = version;
    this.heads[at + RESTS] = 0;
    this.heads[at + ONLINE] = 1;
    this.heads[at + LISTED] = 0;
    this.heads[at + KEY_HI] = keyHi;
    this.heads[at + KEY_LO] = keyLo;
    this.headNumbers[brood * 8 + BORN] = born;
    this.headNumbers[brood * 8 + FACT] = fact;
    this.reserve(size);
    this.settle(size);
    this.count += size;
    return brood;
  }

  parentOf(brood: number): number {
    return this.heads[brood * HEAD_WORDS + PARENT];
  }

  keyHiOf(brood: number): number {
    return this.heads[brood * HEAD_WORDS + KEY_HI];
  }

  keyLoOf(brood: number): number {
    return this.heads[brood * HEAD_WORDS + KEY_LO];
  }

  epochOf(brood: number): number {
    return this.heads[brood * HEAD_WORDS + EPOCH];
  }

  versionOf(brood: number): number {
    return this.heads[brood * HEAD_WORDS + VERSION];
  }

  factOf(brood: number): number {
    return this.headNumbers[brood * 8 + FACT];
  }

  isOnline(brood: number): boolean {
    return this.heads[brood * HEAD_WORDS + ONLINE] !== 0;
  }

  setOnline(brood: number, isOnline: boolean): void {
    this.heads[brood * HEAD_WORDS + ONLINE] = isOnline ? 1 : 0;
  }

  /** A brood that rests has no entry in the event list although children are left. */
  rests(brood: number): boolean {
    return this.heads[brood * HEAD_WORDS + RESTS] !== 0;
  }

  setRests(brood: number, rests: boolean): void {
    this.heads[brood * HEAD_WORDS + RESTS] = rests ? 1 : 0;
  }

  /** When the next child is due, Infinity when none is left. */
  nextDue(brood: number): number {
    const at = brood * HEAD_WORDS;
    const next = this.heads[at + NEXT];
    if (next >= this.heads[at + END]) return Number.POSITIVE_INFINITY;
    return this.headNumbers[brood * 8 + BORN] + this.ages[next * 2];
  }

  /** A listed brood has an entry of its own for each child that is left. */
  isListed(brood: number): boolean {
    return this.heads[brood * HEAD_WORDS + LISTED] !== 0;
  }

  /** Lists the brood and calls back with the due time of each child that is left. */
  list(brood: number, visit: (due: number) => void): void {
    const at = brood * HEAD_WORDS;
    this.heads[at + LISTED] = 1;
    const born = this.headNumbers[brood * 8 + BORN];
    for (let place = this.heads[at + NEXT]; place < this.heads[at + END]; place++)
      visit(born + this.ages[place * 2]);
  }

  /** Leaves out children that were due before an instant. */
  skipUntil(brood: number, time: number): void {
    while (this.nextDue(brood) < time) this.heads[brood * HEAD_WORDS + NEXT]++;
  }

  /** Fetches a brood's head from memory; what it returns means nothing. */
  touch(brood: number): number {
    return this.heads[brood * HEAD_WORDS + NEXT];
  }

  /** Fetches the next child from memory; what it returns means nothing. */
  touchNext(brood: number): number {
    return this.words[this.heads[brood * HEAD_WORDS + NEXT] * CHILD_WORDS + 2];
  }

  /** Reads the next child and goes on to the one after it. */
  take(brood: number): void {
    const at = this.heads[brood * HEAD_WORDS + NEXT]++ * CHILD_WORDS;
    const { words } = this;
    const draw = words[at + 2];
    const last = words[at + 3];
    this.block = draw & DRAW_BITS;
    this.isCapture = (draw & IS_CAPTURE) !== 0;
    this.isMutant = (draw & IS_MUTANT) !== 0;
    this.index = last >>> 8;
    this.platform = last & 255;
  }

  /** Beyond 2^53 ms ages begin again: all that was born before is infinitely old. */
  forgetBirths(): void {
    for (let brood = 0; brood < this.broods; brood++) {
      this.headNumbers[brood * 8 + BORN] = Number.NEGATIVE_INFINITY;
    }
  }

  private copy(from: number, to: number): void {
    const { drawn, words } = this;
    const source = from * CHILD_WORDS;
    const target = to * CHILD_WORDS;
    words[target] = drawn[source];
    words[target + 1] = drawn[source + 1];
    words[target + 2] = drawn[source + 2];
    words[target + 3] = drawn[source + 3];
  }

  /**
   * Puts the children drawn in order of age, equal ages in the order of drawing: age and place in one double, where both
   * fit exactly.
   */
  private settle(size: number): void {
    const { drawnAges, count } = this;
    if (size === 1) {
      this.copy(0, count);
      return;
    }
    let step = FEW;
    while (step < size) step *= 2;
    let largest = 0;
    for (let i = 0; i < size; i++) if (drawnAges[i * 2] > largest) largest = drawnAges[i * 2];
    if (largest * step >= 9_007_199_254_740_992) {
      this.settleVast(size);
      return;
    }
    if (this.sorter.length < size) this.sorter = new Float64Array(step);
    const keys = this.sorter;
    if (size <= FEW) {
      for (let i = 0; i < size; i++) {
        const key = drawnAges[i * 2] * step + i;
        let j = i - 1;
        while (j >= 0 && keys[j] > key) {
          keys[j + 1] = keys[j];
          j--;
        }
        keys[j + 1] = key;
      }
    } else {
      for (let i = 0; i < size; i++) keys[i] = drawnAges[i * 2] * step + i;
      keys.subarray(0, size).sort();
    }
    for (let i = 0; i < size; i++) {
      const key = keys[i];
      this.copy(key - Math.floor(key / step) * step, count + i);
    }
  }

  /** Ages so great that a place no longer fits beside them. */
  private settleVast(size: number): void {
    const { drawnAges, count } = this;
    const places = Array.from({ length: size }, (_, i) => i);
    places.sort((a, b) => drawnAges[a * 2] - drawnAges[b * 2] || a - b);
    for (let i = 0; i < size; i++) this.copy(places[i], count + i);
  }

  private reserve(size: number): void {
    let capacity = this.words.length / CHILD_WORDS;
    if (this.count + size <= capacity) return;
    while (capacity < this.count + size) capacity *= 2;
    const words = new Int32Array(capacity * CHILD_WORDS);
    words.set(this.words);
    this.words = words;
    this.ages = new Float64Array(words.buffer);
  }

  private growHeads(): void {
    const heads = new Int32Array(this.heads.length * 2);
    heads.set(this.heads);
    this.heads = heads;
    this.headNumbers = new Float64Array(heads.buffer);
  }
}
