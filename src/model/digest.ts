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

export class Digest {
  private h1 = 0;
  private h2 = 0;
  private h3 = 0;
  private h4 = 0;
  private a = 0;
  private b = 0;
  private c = 0;
  private held = 0;
  private length = 0;

  /** Starts again, as if nothing had been folded. */
  reset(): void {
    this.h1 = this.h2 = this.h3 = this.h4 = 0;
    this.a = this.b = this.c = 0;
    this.held = 0;
    this.length = 0;
  }

  /** What was folded so far, as numbers for `loadState`. */
  saveState(): readonly number[] {
    return [this.h1, this.h2, this.h3, this.h4, this.a, this.b, this.c, this.held, this.length];
  }

  /** Goes on from what `saveState` gave. */
  loadState(state: readonly number[]): void {
    [this.h1, this.h2, this.h3, this.h4, this.a, this.b, this.c, this.held, this.length] = state;
  }

  /** Folds four 32-bit words at once. Mixing it with `word` is fine: order is what counts. */
  four(k1: number, k2: number, k3: number, k4: number): void {
    if (this.held !== 0) {
      this.word(k1);
      this.word(k2);
      this.word(k3);
      this.word(k4);
      return;
    }
    let k = Math.imul(k1, C1);
    k = (k << 15) | (k >>> 17);
    let h1 = this.h1 ^ Math.imul(k, C2);
    h1 = (h1 << 19) | (h1 >>> 13);
    h1 = (Math.imul((h1 + this.h2) | 0, 5) + 0x561ccd1b) | 0;
    k = Math.imul(k2, C2);
    k = (k << 16) | (k >>> 16);
    let h2 = this.h2 ^ Math.imul(k, C3);
    h2 = (h2 << 17) | (h2 >>> 15);
    h2 = (Math.imul((h2 + this.h3) | 0, 5) + 0x0bcaa747) | 0;
    k = Math.imul(k3, C3);
    k = (k << 17) | (k >>> 15);
    let h3 = this.h3 ^ Math.imul(k, C4);
    h3 = (h3 << 15) | (h3 >>> 17);
    h3 = (Math.imul((h3 + this.h4) | 0, 5) + 0x96cd1c35) | 0;
    k = Math.imul(k4, C4);
    k = (k << 18) | (k >>> 14);
    let h4 = this.h4 ^ Math.imul(k, C1);
    h4 = (h4 << 13) | (h4 >>> 19);
    h4 = (Math.imul((h4 + h1) | 0, 5) + 0x32ac3b17) | 0;
    this.h1 = h1;
    this.h2 = h2;
    this.h3 = h3;
    this.h4 = h4;
    this.length = (this.length + 4) | 0;
  }

  /** Folds one 32-bit word. */
  word(value: number): void {
    if (this.held === 3) {
      const { a, b, c } = this;
      this.held = 0;
      this.four(a, b, c, value | 0);
      return;
    }
    if (this.held === 0) this.a = value | 0;
    else if (this.held === 1) this.b = value | 0;
    else this.c = value | 0;
    this.held++;
  }

  /** Folds the 64 bits of a double; -0 counts as 0. */
  float(value: number): void {
    floats[0] = value + 0;
    this.word(words[0]);
    this.word(words[1]);
  }

  /** Folds a text by its UTF-16 code units and its length. */
  text(value: string): void {
    this.word(value.length);
    for (let i = 0; i < value.length; i++) this.word(value.charCodeAt(i));
  }

  /** The fingerprint of what was folded so far: 32 hexadecimal digits. More may be folded afterwards. */
  hex(): string {
    const copy = new Digest();
    copy.h1 = this.h1;
    copy.h2 = this.h2;
    copy.h3 = this.h3;
    copy.h4 = this.h4;
    copy.length = this.length;
    const total = this.length + this.held;
    if (this.held !== 0) copy.four(this.a, this.held > 1 ? this.b : 0, this.held > 2 ? this.c : 0, 0);
    let h1 = copy.h1 ^ total;
    let h2 = copy.h2 ^ total;
    let h3 = copy.h3 ^ total;
    let h4 = copy.h4 ^ total;
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

/** The two 32-bit words of a double, as `Digest.float` folds them. */
export function floatWords(value: number): readonly [number, number] {
  floats[0] = value + 0;
  return [words[0], words[1]];
}

/** A 32-bit hash of a text, stable for ever: names enter a digest by it, never by a number given as they were found. */
export function textWord(value: string): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < value.length; i++) {
    h = Math.imul(h ^ value.charCodeAt(i), 0x01000193);
  }
  return final(h ^ value.length);
}
