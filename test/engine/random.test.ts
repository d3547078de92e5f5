import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Draws, hashText, LineageKey, splitSeed, unit, wordFor } from "../../src/engine/index.ts";

const word = fc.integer({ min: -2147483648, max: 2147483647 });
const hex = (...words: number[]) => words.map((w) => (w >>> 0).toString(16).padStart(8, "0")).join(" ");
const parse = (text: string) => text.split(" ").map((part) => Number.parseInt(part, 16));
const wordsOf = (draws: Draws) => [draws.w0, draws.w1, draws.w2, draws.w3];

/** Counts keys that occur twice, in place. */
function repeats(keys: Float64Array | BigUint64Array | Uint32Array): number {
  keys.sort();
  let count = 0;
  for (let i = 1; i < keys.length; i++) if (keys[i] === keys[i - 1]) count++;
  return count;
}

/** The share of output bits that a flipped input bit moves, least and most over all pairs of bits. */
function avalanche(inputs: number, apply: (words: number[]) => readonly [number, number]): [number, number] {
  const draws = new Draws();
  draws.rekey(1, 2, 3, 4);
  const rounds = 2000;
  let least = 1;
  let most = 0;
  for (let bit = 0; bit < inputs * 32; bit++) {
    const moved = new Float64Array(64);
    for (let i = 0; i < rounds; i++) {
      draws.block(i, bit, 0, 0);
      const words = [i & 1, i >>> 1, ...wordsOf(draws)].slice(-inputs);
      // Half of the inputs are small structured words, as kinds and indices are.
      if (i % 2 === 0) for (let j = 0; j < inputs; j++) words[j] &= 7;
      const [hi, lo] = apply(words);
      words[bit >> 5] ^= 1 << (bit & 31);
      const [hi2, lo2] = apply(words);
      for (let out = 0; out < 32; out++) {
        moved[out] += ((hi ^ hi2) >>> out) & 1;
        moved[out + 32] += ((lo ^ lo2) >>> out) & 1;
      }
    }
    for (const count of moved) {
      least = Math.min(least, count / rounds);
      most = Math.max(most, count / rounds);
    }
  }
  return [least, most];
}

describe("Philox4x32-10", () => {
  it.each([
    ["00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
    ["ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"],
    ["243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"],
  ])("gives the published words for counter %s and key %s", (counter, key, expected) => {
    const [c0, c1, c2, c3] = parse(counter);
    const [k0, k1] = parse(key);
    const draws = new Draws();
    draws.useKey(k0, k1);
    draws.block(c0, c1, c2, c3);
    expect(hex(...wordsOf(draws))).toBe(expected);
  });

  it("agrees with the definition in big integers", () => {
    const mask = 0xffffffffn;
    const reference = (counter: number[], key: number[]) => {
      let [a, b, c, d] = counter.map((w) => BigInt(w >>> 0));
      let [k0, k1] = key.map((w) => BigInt(w >>> 0));
      for (let i = 0; i < 10; i++) {
        const p = 0xd2511f53n * a;
        const q = 0xcd9e8d57n * c;
        [a, b, c, d] = [(q >> 32n) ^ b ^ k0, q & mask, (p >> 32n) ^ d ^ k1, p & mask];
        k0 = (k0 + 0x9e3779b9n) & mask;
        k1 = (k1 + 0xbb67ae85n) & mask;
      }
      return [a, b, c, d].map(Number);
    };
    fc.assert(
      fc.property(fc.array(word, { minLength: 4, maxLength: 4 }), word, word, (counter, k0, k1) => {
        const draws = new Draws();
        draws.useKey(k0, k1);
        draws.block(counter[0], counter[1], counter[2], counter[3]);
        expect(hex(...wordsOf(draws))).toBe(hex(...reference(counter, [k0, k1])));
      }),
    );
  });
});

describe("draws", () => {
  it("a draw depends on what it is about, not on what was drawn before", () => {
    fc.assert(
      fc.property(word, word, word, word, fc.array(word), (a, b, purpose, index, others) => {
        const fresh = new Draws();
        fresh.rekey(1, 2, 3, 0);
        const used = new Draws();
        used.rekey(9, 9, 9, 9);
        used.rekey(1, 2, 3, 0);
        for (const other of others) used.block(other, 0, 0, 0);
        expect(used.uniform(a, b, purpose, index)).toBe(fresh.uniform(a, b, purpose, index));
      }),
    );
  });

  it("seed, replication and epoch each open other draws", () => {
    const seen = new BigUint64Array(4 * 4 * 500 * 8);
    const draws = new Draws();
    let n = 0;
    for (let hi = 0; hi < 4; hi++)
      for (let lo = 0; lo < 4; lo++)
        for (let replication = 0; replication < 500; replication++)
          for (let epoch = 0; epoch < 8; epoch++) {
            draws.rekey(hi, lo, replication, epoch);
            draws.block(0, 0, 0, 0);
            seen[n++] = (BigInt(draws.w0 >>> 0) << 32n) | BigInt(draws.w1 >>> 0);
          }
    expect(repeats(seen)).toBe(0);
  });

  it("uniforms lie strictly between 0 and 1, even at the ends of the words", () => {
    expect(unit(0)).toBeGreaterThan(0);
    expect(unit(-1)).toBeLessThan(1);
    expect(unit(0) + unit(-1)).toBe(1);
    expect(unit(-2147483648)).toBeCloseTo(0.5, 9);
    fc.assert(
      fc.property(word, word, word, word, (a, b, c, d) => {
        const draws = new Draws();
        const u = draws.uniform(a, b, c, d);
        expect(u > 0 && u < 1).toBe(true);
        expect((u * 2 ** 53) % 2).toBe(1);
      }),
    );
  });

  it("uniforms fill (0, 1) evenly and neighbours are unrelated", () => {
    const draws = new Draws();
    draws.rekey(0, 7, 0, 0);
    const n = 100_000;
    const cells = new Float64Array(64);
    let product = 0;
    let last = 0.5;
    for (let i = 0; i < n; i++) {
      const u = draws.uniform(0, 0, 0, i);
      cells[Math.floor(u * 64)]++;
      product += (u - 0.5) * (last - 0.5);
      last = u;
    }
    let chi = 0;
    for (const count of cells) chi += (count - n / 64) ** 2 / (n / 64);
    expect(chi).toBeLessThan(120);
    expect(Math.abs((product / n) * 12)).toBeLessThan(0.02);
  });
});

describe("seeds", () => {
  it("a seed is split without loss, and only whole numbers from 0 are seeds", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const [hi, lo] = splitSeed(seed);
        expect(hi * 2 ** 32 + lo).toBe(seed);
      }),
    );
    for (const bad of [-1, 0.5, 2 ** 53, NaN]) expect(() => splitSeed(bad)).toThrow(RangeError);
  });
});

describe("hashes of texts", () => {
  it("the same text has the same hash; two hundred thousand similar texts have different ones", () => {
    expect(hashText("platform-1")).toEqual(hashText("platform-1"));
    const keys: bigint[] = [];
    const add = (text: string) => {
      const { hi, lo } = hashText(text);
      keys.push((BigInt(hi >>> 0) << 32n) | BigInt(lo >>> 0));
    };
    for (let i = 0; i < 100_000; i++) add(`item-${i}`);
    for (let a = 0; a < 256; a++) for (let b = 0; b < 256; b++) add(String.fromCharCode(a, b));
    for (let i = 3; i < 1000; i++) add("a".repeat(i));
    for (let i = 0; i < 1000; i++) add("\u0000".repeat(i + 2000));
    expect(repeats(BigUint64Array.from(keys))).toBe(0);
  });

  it("either half of a hash alone is as good as 32 bits can be", () => {
    const n = 300_000;
    for (const half of ["hi", "lo"] as const) {
      const words = Uint32Array.from({ length: n }, (_, i) => hashText(`a${i}`)[half]);
      const expected = (n * n) / 2 / 2 ** 32;
      expect(Math.abs(repeats(words) - expected)).toBeLessThan(6 * Math.sqrt(expected));
    }
  });
});

describe("lineage", () => {
  it("two million children of structured parents have different keys, and each half is as good as 32 bits can be", () => {
    const key = new LineageKey();
    const lists: [string, (i: number) => void][] = [
      ["counted parents", (i) => key.child(0, i >> 5, i & 1, (i >> 1) & 3, (i >> 3) & 3)],
      ["counted in both words", (i) => key.child(i >> 11, (i >> 4) & 127, (i >> 2) & 3, i & 3, 0)],
      ["one parent, small words", (i) => key.child(1, 2, i & 127, (i >> 7) & 127, i >> 14)],
      ["high bits", (i) => key.child(i << 25, (i >> 7) << 25, (i >> 14) << 25, 5, 6)],
      ["targets in high bits", (i) => key.child(0, i & 1023, 0, (i >> 10) << 20, 0)],
      ["a long line", () => key.child(key.hi, key.lo, 0, 1, 0)],
      [
        "a line of brothers",
        (i) => (i % 8 ? key.child(key.hi, key.lo, 1, 7, i % 8) : key.child(0, i, 0, 0, 0)),
      ],
    ];
    const n = 2_000_000;
    const all = new Float64Array(n);
    for (const [name, make] of lists) {
      const m = 300_000;
      const hi = new Uint32Array(m);
      const lo = new Uint32Array(m);
      const mixed = new Float64Array(m);
      for (let i = 0; i < m; i++) {
        make(i);
        hi[i] = key.hi;
        lo[i] = key.lo;
        mixed[i] = (key.hi >>> 0) * 1048576 + (key.lo >>> 12);
      }
      const expected = (m * m) / 2 / 2 ** 32;
      const bound = 6 * Math.sqrt(expected);
      const isEven = [hi, lo].map((half) => Math.abs(repeats(half) - expected) < bound);
      expect([name, ...isEven, repeats(mixed)]).toEqual([name, true, true, 0]);
    }
    for (let i = 0; i < n; i++) {
      key.child(0, i >> 6, i & 3, (i >> 2) & 3, (i >> 4) & 3);
      // The upper 53 of 64 bits: about 0.0002 collisions are to be expected.
      all[i] = (key.hi >>> 0) * 2097152 + (key.lo >>> 11);
    }
    expect(repeats(all)).toBe(0);
  });

  it("each bit of parent, kind, target and index moves each bit of the key in about half of all cases", () => {
    const key = new LineageKey();
    const [least, most] = avalanche(5, ([a, b, c, d, e]) => {
      key.child(a, b, c, d, e);
      return [key.hi, key.lo];
    });
    expect(least).toBeGreaterThan(0.43);
    expect(most).toBeLessThan(0.57);
  });
});

describe("words out of one block", () => {
  const blocks = 200_000;
  /** Blocks by the sixteenth into which the words for two hashes fall: chi-square of 255 degrees of freedom. */
  function togetherness(one: number, other: number): number {
    const draws = new Draws();
    draws.rekey(0, 5, 0, 0);
    const counts = new Float64Array(256);
    for (let i = 0; i < blocks; i++) {
      draws.block(0, i, 1, 2);
      const [a, b] = [wordFor(draws.w0, draws.w1, one), wordFor(draws.w0, draws.w1, other)];
      counts[((a >>> 28) << 4) | (b >>> 28)]++;
    }
    return counts.reduce((sum, count) => sum + (count - blocks / 256) ** 2 / (blocks / 256), 0);
  }

  it("words for hashes that are alike, or not, have nothing to do with each other", () => {
    const pairs = [
      ...Array.from({ length: 32 }, (_, bit) => [0x1234567, 0x1234567 ^ (1 << bit)] as const),
      [hashText("agora").lo, hashText("plaza").lo] as const,
      [0, -1] as const,
    ];
    // 255 plus 5 standard deviations of 22.6, and as little below.
    for (const [one, other] of pairs) expect(Math.abs(togetherness(one, other) - 255)).toBeLessThan(113);
  });

  it("does not see words that hang together", () => {
    expect(togetherness(7, 7)).toBeGreaterThan(1e6);
  });
});
