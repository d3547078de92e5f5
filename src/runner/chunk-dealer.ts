import type { Chunk } from "../experiment/index.ts";
import type { ChunkOptions } from "./backend.ts";

const CHUNK_MS = 1000;
/** Chunks grow by at most this factor at a time: the first replications of a setting are slower than the others. */
const GROWTH = 8;

interface Range {
  readonly setting: number;
  next: number;
  readonly to: number;
}

/**
 * Deals work out in chunks: always of the setting that is furthest behind, so that all settings advance together and the
 * unbroken prefix of all of them is long whenever the work is stopped. Chunks start with one replication and grow until
 * they take about as long as wanted; near the end they shrink, so that no hand waits long for another.
 */
export class ChunkDealer {
  private readonly ranges: Range[];
  private readonly fixed: number | undefined;
  private readonly chunkMs: number;
  private readonly hands: number;
  /** size of the next chunk, by setting */
  private readonly sizes = new Map<number, number>();
  private left: number;

  constructor(chunks: readonly Chunk[], hands: number, { chunk, chunkMs = CHUNK_MS }: ChunkOptions = {}) {
    this.ranges = chunks.map(({ setting, from, to }) => ({ setting, next: from, to }));
    this.left = chunks.reduce((sum, { from, to }) => sum + to - from, 0);
    this.fixed = chunk;
    this.chunkMs = chunkMs;
    this.hands = hands;
  }

  /** The next chunk; undefined once all were dealt. */
  deal(): Chunk | undefined {
    let behind: Range | undefined;
    for (const range of this.ranges)
      if (range.next < range.to && (behind === undefined || range.next < behind.next)) behind = range;
    if (behind === undefined) return undefined;
    const { setting, next: from } = behind;
    const to = Math.min(behind.to, from + this.sizeFor(setting));
    behind.next = to;
    this.left -= to - from;
    return { setting, from, to };
  }

  private sizeFor(setting: number): number {
    if (this.fixed !== undefined) return this.fixed;
    const share = Math.ceil(this.left / (2 * this.hands));
    return Math.max(1, Math.min(share, Math.floor(this.sizes.get(setting) ?? 1)));
  }

  /** Learns how long a chunk took, in milliseconds. */
  note({ setting, from, to }: Chunk, ms: number): void {
    const size = to - from;
    const wanted = (size * this.chunkMs) / Math.max(ms, 0.01);
    this.sizes.set(setting, Math.min(wanted, size * GROWTH));
  }
}
