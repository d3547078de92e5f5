import { describe, expect, test } from "vitest";
import type { Chunk } from "../../src/experiment/index.ts";
import { ChunkDealer } from "../../src/runner/chunk-dealer.ts";

const ALL = [
  { setting: 0, from: 0, to: 1000 },
  { setting: 1, from: 0, to: 1000 },
];

/** Deals all to one hand that takes so long for each replication. */
function dealAll(dealer: ChunkDealer, msEach = 1): Chunk[] {
  const dealt: Chunk[] = [];
  for (let chunk = dealer.deal(); chunk !== undefined; chunk = dealer.deal()) {
    dealt.push(chunk);
    dealer.note(chunk, msEach * (chunk.to - chunk.from));
  }
  return dealt;
}

const sizes = (chunks: readonly Chunk[]) => chunks.map(({ from, to }) => to - from);

describe("chunks are dealt", () => {
  test("of the size asked for, the last ones smaller", () => {
    const dealt = dealAll(new ChunkDealer([{ setting: 0, from: 3, to: 20 }], 2, { chunk: 7 }));
    expect(dealt.map(({ from, to }) => [from, to])).toEqual([
      [3, 10],
      [10, 17],
      [17, 20],
    ]);
  });

  test("each replication once", () => {
    const dealt = dealAll(new ChunkDealer(ALL, 2));
    for (const setting of [0, 1]) {
      const of = dealt.filter((each) => each.setting === setting);
      expect(of[0].from).toBe(0);
      for (let i = 1; i < of.length; i++) expect(of[i].from).toBe(of[i - 1].to);
      expect(of.at(-1)?.to).toBe(1000);
    }
  });

  test("starting with one replication, growing until they take as long as wanted", () => {
    const dealt = dealAll(new ChunkDealer(ALL, 2, { chunkMs: 50 }));
    expect(sizes(dealt).slice(0, 2)).toEqual([1, 1]);
    expect(Math.max(...sizes(dealt))).toBe(50);
  });

  test("one by one where a replication takes longer than a chunk should", () => {
    expect(new Set(sizes(dealAll(new ChunkDealer(ALL, 2), 3000)))).toEqual(new Set([1]));
  });

  test("smaller near the end, so that no hand waits long for another", () => {
    const dealt = dealAll(new ChunkDealer([{ setting: 0, from: 0, to: 1000 }], 4, { chunkMs: 1e6 }));
    expect(Math.max(...sizes(dealt))).toBeLessThanOrEqual(125);
    expect(sizes(dealt).at(-1)).toBe(1);
  });

  test("of the setting that is furthest behind", () => {
    const dealt = dealAll(new ChunkDealer(ALL, 1, { chunk: 10 }));
    expect(dealt.slice(0, 5).map(({ setting }) => setting)).toEqual([0, 1, 0, 1, 0]);
  });
});
