import type { Fact } from "../model/index.ts";
import type { Cells } from "./cells.ts";
import { type LogWords, NOTHING } from "./words.ts";

/** Views and copies as the run itself counted them at its marks, and what had been removed by then. */
export class Counted {
  /** views so far, by the latest count */
  readonly views: Float64Array;
  readonly counts: Float64Array;
  /** cell mark * platforms + platform */
  readonly viewsAt: Float64Array;
  readonly onlineAt: Float64Array;
  readonly removedAt: Float64Array;
  readonly countedAt: Float64Array;
  /** 1 for a service that had carried something by then, and for one that an alert had reached */
  readonly carriedAt: Float64Array;
  readonly alertedAt: Float64Array;
  readonly viewsAtActivation: Float64Array;
  readonly countedAtActivation: Float64Array;
  private readonly platforms: number;
  private readonly words: LogWords;

  constructor(words: LogWords, cells: Cells, platforms: number, marks: number) {
    this.words = words;
    this.platforms = platforms;
    this.views = cells.take(platforms);
    this.counts = cells.take(platforms);
    this.viewsAt = cells.take(marks * platforms);
    this.onlineAt = cells.take(marks * platforms);
    this.removedAt = cells.take(marks * platforms);
    this.countedAt = cells.take(marks * platforms);
    this.carriedAt = cells.take(marks * platforms);
    this.alertedAt = cells.take(marks * platforms);
    this.viewsAtActivation = cells.take(platforms);
    this.countedAtActivation = cells.take(platforms);
  }

  cell(mark: number, platform: number): number {
    return mark * this.platforms + platform;
  }

  /** By platform, so far: unlawful items `removed` and `posted`, and whether an alert came. */
  count(
    fact: Fact,
    { removed, posted, alerted }: Readonly<Record<"removed" | "posted" | "alerted", Float64Array>>,
  ): void {
    const platform = this.words.platform.of(fact.actor);
    this.views[platform] = fact.x;
    this.counts[platform]++;
    const mark = this.words.mark.of(fact.what);
    if (mark !== NOTHING) {
      const cell = this.cell(mark, platform);
      this.viewsAt[cell] = fact.x;
      this.onlineAt[cell] = fact.y;
      this.removedAt[cell] = removed[platform];
      this.countedAt[cell] = 1;
      this.carriedAt[cell] = posted[platform] > 0 ? 1 : 0;
      this.alertedAt[cell] = alerted[platform];
    } else if (fact.what === this.words.activation && this.countedAtActivation[platform] === 0) {
      this.viewsAtActivation[platform] = fact.x;
      this.countedAtActivation[platform] = 1;
    }
  }
}
