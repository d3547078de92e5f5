/**
 * A 128-bit fingerprint of a sequence of 32-bit words, folded as the words come: the block function of MurmurHash3
 * x86_128 (A. Appleby, public domain). It tells outcomes apart; it is not cryptographic and proves nothing against
 * somebody who wants two logs to collide.
 */
const C1 = 0x239b961b;
const C2 = 0xab0e9789 | 0;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93 | 0;

const floats = new Float64Array(1);
const words = new Int32Array(floats.buffer);
// Word order must not depend on the machine; every platform Node runs on is little-endian, and the fingerprint of the arithmetic says so.

function final(h: number): number {
  let x = h;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

function hex(h: number): string {
  return (h >>> 0).toString(16).padStart(8, "0");
}

/** Words held back before they are folded together: a multiple of four. */
const HELD = 4096;

export class Digest {
  private h1 = 0;
  private h2 = 0;
  private h3 = 0;
  private h4 = 0;
  /** words folded already */
  private length = 0;
  /** words not yet folded; see `makeRoom` */
  readonly held = new Int32Array(HELD);
  private count = 0;

  /** Starts again, as if nothing had been folded. */
  reset(): void {
    this.h1 = this.h2 = this.h3 = this.h4 = 0;
    this.length = 0;
    this.count = 0;
  }

  /** What was folded so far, as numbers for `loadState`. */
  saveState(): readonly number[] {
    this.fold();
    return [this.h1, this.h2, this.h3, this.h4, this.length, ...this.held.subarray(0, this.count)];
  }

  /** Goes on from what `saveState` gave. */
  loadState(state: readonly number[]): void {
    [this.h1, this.h2, this.h3, this.h4, this.length] = state;
    this.count = state.length - 5;
    this.held.set(state.slice(5));
  }

  /**
   * For who takes in many words at a time: where in `held` the next ones may be written, room for so many. `take` then
   * says how many were.
   */
  makeRoom(most: number): number {
    if (this.count > HELD - most) this.fold();
    return this.count;
  }

  /** Takes in words that were written where `makeRoom` said. */
  take(written: number): void {
    this.count += written;
  }

  /** Takes in four 32-bit words: the same as four times `word`. */
  four(a: number, b: number, c: number, d: number): void {
    const at = this.makeRoom(4);
    const { held } = this;
    held[at] = a;
    held[at + 1] = b;
    held[at + 2] = c;
    held[at + 3] = d;
    this.count = at + 4;
  }

  /** Takes in one 32-bit word. */
  word(value: number): void {
    if (this.count === HELD) this.fold();
    this.held[this.count++] = value;
  }

  /** Takes in the 64 bits of a double; -0 counts as 0. */
  float(value: number): void {
    floats[0] = value + 0;
    this.word(words[0]);
    this.word(words[1]);
  }

  /** Takes in a text by its length and its UTF-16 code units. */
  text(value: string): void {
    this.word(value.length);
    for (let i = 0; i < value.length; i++) this.word(value.charCodeAt(i));
  }

  /** Folds what is held back, in blocks of four words; up to three stay for later. */
  private fold(): void {
    const { held, count } = this;
    let { h1, h2, h3, h4 } = this;
    const whole = count & ~3;
    for (let i = 0; i < whole; i += 4) {
      let k = Math.imul(held[i], C1);
      h1 ^= Math.imul((k << 15) | (k >>> 17), C2);
      h1 = (Math.imul((((h1 << 19) | (h1 >>> 13)) + h2) | 0, 5) + 0x561ccd1b) | 0;
      k = Math.imul(held[i + 1], C2);
      h2 ^= Math.imul((k << 16) | (k >>> 16), C3);
      h2 = (Math.imul((((h2 << 17) | (h2 >>> 15)) + h3) | 0, 5) + 0x0bcaa747) | 0;
      k = Math.imul(held[i + 2], C3);
      h3 ^= Math.imul((k << 17) | (k >>> 15), C4);
      h3 = (Math.imul((((h3 << 15) | (h3 >>> 17)) + h4) | 0, 5) + 0x96cd1c35) | 0;
      k = Math.imul(held[i + 3], C4);
      h4 ^= Math.imul((k << 18) | (k >>> 14), C1);
      h4 = (Math.imul((((h4 << 13) | (h4 >>> 19)) + h1) | 0, 5) + 0x32ac3b17) | 0;
    }
    this.h1 = h1;
    this.h2 = h2;
    this.h3 = h3;
    this.h4 = h4;
    this.length = (this.length + whole) | 0;
    for (let i = whole; i < count; i++) held[i - whole] = held[i];
    this.count = count - whole;
  }

  /** The fingerprint of what was taken in so far: 32 hexadecimal digits. More may be taken in afterwards. */
  hex(): string {
    this.fold();
    const rest = new Digest();
    rest.loadState([this.h1, this.h2, this.h3, this.h4, this.length, ...this.held.subarray(0, this.count)]);
    const total = this.length + this.count;
    // The last words are filled up with zeros to a block; their number enters at the end.
    while ((rest.count & 3) !== 0) rest.word(0);
    rest.fold();
    let h1 = rest.h1 ^ total;
    let h2 = rest.h2 ^ total;
    let h3 = rest.h3 ^ total;
    let h4 = rest.h4 ^ total;
    h1 = (h1 + h2 + h3 + h4) | 0;
    h2 = (h2 + h1) | 0;
    h3 = (h3 + h1) | 0;
    h4 = (h4 + h1) | 0;
    h1 = final(h1);
    h2 = final(h2);
    h3 = final(h3);
    h4 = final(h4);
    h1 = (h1 + h2 + h3 + h4) | 0;
    h2 = (h2 + h1) | 0;
    h3 = (h3 + h1) | 0;
    h4 = (h4 + h1) | 0;
    return hex(h1) + hex(h2) + hex(h3) + hex(h4);
  }
}

/** A 32-bit hash of a text, stable for ever: names enter a digest by it, never by a number given as they were found. */
export function textWord(value: string): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < value.length; i++) {
    h = Math.imul(h ^ value.charCodeAt(i), 0x01000193);
  }
  return final(h ^ value.length);
}
