/**
 * Random draws without a stream: every draw is a function of what it is about.
 *
 * Philox4x32-10: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC'11 (2011). A keyed bijection of 128-bit counters; equal counters give equal words, different ones unrelated words.
 */

import { PHILOX_WORDS, philox } from "./philox.ts";

const TWO_POW_32 = 4294967296;
const UNIT_32 = 1 / TWO_POW_32;
const UNIT_52 = 1 / 4503599627370496;

/**
 * Philox generator under one key. Make one, rekey it for each replication, ask it for blocks.
 * All words are 32-bit integers; any number is taken modulo 2^32.
 */
export class Draws {
  /** First int32 word of the last block. */
  w0 = 0;
  /** Second int32 word of the last block. */
  w1 = 0;
  /** Third int32 word of the last block. */
  w2 = 0;
  /** Fourth int32 word of the last block. */
  w3 = 0;

  private key0 = 0;
  private key1 = 0;

  /**
   * Chooses the 64-bit key for (seed, replication, epoch): half of a Philox block under a key of its own. The block is a
   * bijection of the four words; half of it collides only by the 64-bit birthday bound.
   */
  rekey(seedHi: number, seedLo: number, replication: number, epoch: number): void {
    this.key0 = 0x243f6a88;
    this.key1 = 0x85a308d3 | 0;
    this.block(seedHi, seedLo, replication, epoch);
    this.key0 = this.w0;
    this.key1 = this.w1;
  }

  /** Sets the key itself, for checking against published vectors. */
  useKey(key0: number, key1: number): void {
    this.key0 = key0 | 0;
    this.key1 = key1 | 0;
  }

  /**
   * Fills w0..w3 with the block of the counter (keyHi, keyLo, purpose, index): four independent draws about one thing.
   */
  block(keyHi: number, keyLo: number, purpose: number, index: number): void {
    philox(keyHi, keyLo, purpose, index, this.key0, this.key1);
    this.w0 = PHILOX_WORDS[0];
    this.w1 = PHILOX_WORDS[1];
    this.w2 = PHILOX_WORDS[2];
    this.w3 = PHILOX_WORDS[3];
  }

  /**
   * One block as a uniform in the open interval (0, 1): an odd multiple of 2^-53, symmetric about one half.
   */
  uniform(keyHi: number, keyLo: number, purpose: number, index: number): number {
    this.block(keyHi, keyLo, purpose, index);
    return ((this.w0 >>> 0) * 1048576 + (this.w1 >>> 12) + 0.5) * UNIT_52;
  }
}

/** An int32 word as a uniform in the open interval (0, 1): the middle of its cell of width 2^-32. */
export function unit(word: number): number {
  return ((word >>> 0) + 0.5) * UNIT_32;
}

/**
 * The two 32-bit words (unsigned) of a seed.
 * @throws RangeError unless the seed is a safe integer and not negative
 */
export function splitSeed(seed: number): [hi: number, lo: number] {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`seed must be a safe integer >= 0, got ${seed}`);
  const hi = Math.floor(seed / TWO_POW_32);
  return [hi, seed - hi * TWO_POW_32];
}

/** murmur3's 32-bit finaliser (A. Appleby, public domain): a bijection in which each input bit moves each output bit. */
function finalise(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * 64-bit hash of the UTF-16 code units of a text, as two int32 words: for ids and purposes. Not cryptographic.
 * Two lanes in the manner of murmur3, each code unit entering both; the length enters at the end.
 */
export function hashText(text: string): { hi: number; lo: number } {
  let h1 = 0x3c6ef372;
  let h2 = 0x510e527f;
  for (let i = 0; i < text.length; i++) {
    const unit16 = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ unit16, 0x9e3779b1);
    h1 = (((h1 << 15) | (h1 >>> 17)) + h2) | 0;
    h2 = Math.imul(h2 ^ h1 ^ (unit16 << 16), 0x85ebca77);
    h2 = (((h2 << 13) | (h2 >>> 19)) + h1) | 0;
  }
  h1 ^= text.length;
  h2 ^= text.length;
  h1 = (h1 + h2) | 0;
  h2 = (h2 + h1) | 0;
  h1 = finalise(h1);
  h2 = finalise(h2);
  h1 = (h1 + h2) | 0;
  h2 = finalise((h2 + h1) | 0);
  return { hi: h1, lo: h2 };
}

/**
 * A random word for each of several things, told apart by their hashes, from 64 random bits that they share (half of a
 * block): each word uniform, any two of them unrelated. For many small draws about one thing, where a block for each would
 * cost more than what they decide.
 */
export function wordFor(hi: number, lo: number, hash: number): number {
  return finalise((Math.imul(hi ^ hash, 0x9e3779b1) + lo) | 0);
}

/**
 * The 64-bit key of a child from its parent's key and what makes the child this one: an item's name by descent.
 * Make one and reuse it; `child` writes its result to `hi` and `lo` (int32 words).
 */
export class LineageKey {
  hi = 0;
  lo = 0;

  /**
   * Key of the child (kind, target, index) of a parent. All arguments are 32-bit words. For one parent and two of the
   * three words fixed, the third never collides; otherwise keys collide only by the 64-bit birthday bound.
   */
  child(parentHi: number, parentLo: number, kind: number, targetHash: number, index: number): void {
    this.stem(parentHi, parentLo, kind, targetHash);
    this.tip(this.hi, this.lo, index);
  }

  /** What the keys of all children of one kind and target have in common: what `tip` makes their keys of. */
  stem(parentHi: number, parentLo: number, kind: number, targetHash: number): void {
    // Each step is a bijection of (a, b), so nothing of the parent is lost. Each word enters alone, into one lane, when
    // the other already depends on all before it: what one word changes, another does not undo.
    let a = Math.imul(parentHi ^ (parentHi >>> 15), 0x85ebca6b);
    let b = (Math.imul(parentLo ^ (parentLo >>> 16), 0x2c1b3c6d) + ((a << 13) | (a >>> 19))) | 0;
    a = (Math.imul(a ^ (b >>> 15) ^ b, 0x9e3779b1) + kind) | 0;
    b = (Math.imul(b ^ (a >>> 13) ^ a, 0xcc9e2d51) + targetHash) | 0;
    this.hi = a;
    this.lo = b;
  }

  /** The key of the child with this index, from the stem of its siblings. */
  tip(stemHi: number, stemLo: number, index: number): void {
    let a = stemHi;
    let b = stemLo;
    a = (Math.imul(a ^ (a >>> 16) ^ (b >>> 11) ^ b, 0xc2b2ae35) + index) | 0;
    b = Math.imul(b ^ (b >>> 14) ^ (a >>> 9) ^ a, 0x297a2d39);
    a = Math.imul(a ^ (a >>> 15) ^ b, 0x7feb352d);
    b = Math.imul(b ^ (b >>> 16) ^ (a >>> 12), 0x846ca68b);
    a = (Math.imul(a ^ (a >>> 15) ^ (b >>> 14), 0x85ebca6b) + b) | 0;
    b = Math.imul(b ^ (b >>> 13) ^ (a >>> 16), 0xc2b2ae35);
    this.hi = a ^ (a >>> 16) ^ (b >>> 15);
    this.lo = b ^ (b >>> 16);
  }
}
