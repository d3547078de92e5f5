import { type Chunk, gapsOf, type Work } from "../experiment/index.ts";

/** Which replications are still to come, by place of the setting. */
export class Wanted {
  private readonly left: ReadonlyMap<number, Set<number>>;
  private count = 0;

  constructor({ chunks }: Pick<Work, "chunks">) {
    const left = new Map<number, Set<number>>();
    for (const { setting, from, to } of chunks) {
      const numbers = left.get(setting) ?? new Set();
      left.set(setting, numbers);
      for (let i = from; i < to; i++) numbers.add(i);
    }
    this.left = left;
    for (const numbers of left.values()) this.count += numbers.size;
  }

  get isComplete(): boolean {
    return this.count === 0;
  }

  isMissing(setting: number, replication: number): boolean {
    return this.left.get(setting)?.has(replication) === true;
  }

  isThere({ setting, from, to }: Chunk): boolean {
    for (let i = from; i < to; i++) if (this.isMissing(setting, i)) return false;
    return true;
  }

  /** Takes one off the list. False when it was not on it. */
  take(setting: number, replication: number): boolean {
    if (this.left.get(setting)?.delete(replication) !== true) return false;
    this.count--;
    return true;
  }

  /** What is missing, in unbroken pieces, in the order of settings; of each setting at most so many replications. */
  missing(most = Number.POSITIVE_INFINITY): Chunk[] {
    return [...this.left].flatMap(([setting, numbers]) => {
      const chunks: Chunk[] = [];
      let seen = 0;
      for (const replication of numbers) {
        if (seen++ >= most) break;
        const last = chunks.at(-1);
        if (last !== undefined && last.to === replication)
          chunks[chunks.length - 1] = { ...last, to: replication + 1 };
        else chunks.push({ setting, from: replication, to: replication + 1 });
      }
      return chunks;
    });
  }

  /** What is missing of some chunks. */
  missingOf(chunks: readonly Chunk[]): Chunk[] {
    return chunks.flatMap(({ setting, from, to }) =>
      gapsOf(from, to, (replication) => !this.isMissing(setting, replication)).map((gap) => ({
        setting,
        ...gap,
      })),
    );
  }
}
