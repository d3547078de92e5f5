/**
 * Which rows say nothing at a scale: those of measures that do not survive it, and those that too few uploads stand behind,
 * which is found from the runs themselves.
 *
 * An upload that stands for 1/F brings as many views and hours as 1/F uploads, but at one moment and to one service. A service
 * that gets five such uploads instead of five hundred single ones is empty for hours in which it would have hosted
 * something, and whoever asks what it hosts by then (who sends alerts, who reviews, who learns a hash) acts otherwise. So a row
 * of one service is told only where enough uploads stand behind it. Their effective number is the square of the sum of
 * weights over the sum of their squares (L. Kish, Survey Sampling, 1965); no weight is above 1/F, so it is at least the sum of
 * weights times F. One over its root is how far, as a share, the choice of what was simulated moves a sum.
 *
 * In a row of several services, what each of them is moved by counts as far as it contributes, and all are taken to be moved the
 * same way. What uploads bring by themselves is not held to that (`carriedByUploads`): there only chance is larger.
 *
 * And where services learn hashes, the original is recognised by the first of its copies that is found, which at a scale comes
 * later: of copies that were not simulated none can be the first. What happens until then is larger by a fifth or more. So where
 * an original stays up for more than a tenth of all the time simulated, nothing that hangs on items is told; and of what is
 * counted at a mark the same holds of the time up to the mark.
 */
import { parseDuration } from "../model/index.ts";
import type { Row } from "./definition.ts";

/** What is moved further than this share is not told: the smallest difference of sums that matters. 400 effective uploads. */
const ROUGH = 0.05;

/** Where at most this share of a service's uploads can have been left out, it counts as simulated in whole. */
const WHOLE = 0.01;

/** The share of a run's time that originals may be up, so long as it hangs on a first when they go. */
const START = 0.1;

const ATTEMPTS = "uploads.attempted";
const AT_MARK = /\.at\.(P[0-9A-Z.]+[A-Z])/;
/** A row that is there where services learn hashes. */
const LEARNT = "versions.found";

/** What measures found in one replication. */
export interface RunAtScale {
  /** by row */
  readonly values: ArrayLike<number>;
  /** what ratios were divided by, 1 in other rows */
  readonly weights?: ArrayLike<number>;
  /** uploads of unlawful items that were simulated, whatever they stand for; where it is not said, as few as can be */
  readonly attempts?: number;
}

/** Tells the rows of a layout that are not told at a scale. At full size all are. */
export class RowsAtScale {
  private readonly layout: readonly Row[];
  private readonly scale: number;
  /** rows of measures that do not survive */
  private readonly declared: readonly number[];
  /** by id, of rows of single services: their places, by platform */
  private readonly ofOne = new Map<string, Map<number, number>>();
  /** instants that rows are counted at, by place */
  private readonly marks: ReadonlyMap<number, number>;
  /** by id, of rows of all services together: their places */
  private readonly ofAll: ReadonlyMap<string, number>;

  constructor(layout: readonly Row[], scale: number) {
    this.layout = layout;
    this.scale = scale;
    this.declared = layout.flatMap(({ definition }, slot) => (definition.survivesScale ? [] : [slot]));
    this.marks = new Map(
      layout.flatMap(({ id }, slot) => {
        const mark = parseDuration(AT_MARK.exec(id)?.[1] ?? "");
        return mark === undefined ? [] : [[slot, mark] as const];
      }),
    );
    this.ofAll = new Map(
      layout.flatMap(({ id, platform }, slot) => (platform === undefined ? [[id, slot] as const] : [])),
    );
    if (scale === 1) return;
    for (const [slot, { id, platform, over }] of layout.entries()) {
      if (platform === undefined) continue;
      const slots = this.ofOne.get(id) ?? new Map<number, number>();
      this.ofOne.set(id, slots.set(over[0], slot));
    }
  }

  /** Places of the rows that are not told of these runs, taken together; without any, those that never are. */
  lostIn(runs: readonly RunAtScale[]): ReadonlySet<number> {
    const { scale, layout, declared } = this;
    if (scale === 1) return new Set();
    const lost = new Set(declared);
    if (runs.length === 0) return lost;
    const sums = meansOf(runs, layout);
    const simulated = runs.reduce((sum, { attempts = 0 }) => sum + attempts, 0) / runs.length;
    const many = (this.of(ATTEMPTS, sums) - simulated) / (1 - scale);
    const moved = this.movedAt(sums, many);
    const isLearnt = this.ofAll.has(LEARNT) && many > WHOLE * this.of(ATTEMPTS, sums);
    for (const [slot, { platform, over, definition }] of layout.entries()) {
      if (isLearnt && !definition.survivesNaming && this.isStart(slot, sums)) lost.add(slot);
      const by = platform === undefined ? this.movedTogether(slot, sums, moved) : (moved.get(over[0]) ?? 0);
      if (by > ROUGH) lost.add(slot);
    }
    return lost;
  }

  private of(id: string, sums: Float64Array): number {
    return sums[this.ofAll.get(id) ?? -1] ?? 0;
  }

  /** Whether much of all the time that a row tells of passed while an original was up. */
  private isStart(slot: number, sums: Float64Array): boolean {
    const time = Math.min(this.marks.get(slot) ?? Number.POSITIVE_INFINITY, this.of("time.end", sums));
    return this.of("original.online", sums) > START * time;
  }

  /** By platform: the share by which sums of it are moved, at most; 1 is all of it. `many`: uploads of those that count many. */
  private movedAt(sums: Float64Array, many: number): ReadonlyMap<number, number> {
    const { scale } = this;
    const moved = new Map<number, number>();
    for (const [platform, slot] of this.ofOne.get(ATTEMPTS) ?? []) {
      const isWhole = many <= WHOLE * sums[slot];
      moved.set(platform, isWhole ? 0 : Math.min(1, 1 / Math.sqrt(sums[slot] * scale)));
    }
    return moved;
  }

  private movedTogether(slot: number, sums: Float64Array, moved: ReadonlyMap<number, number>): number {
    const { id, over, definition } = this.layout[slot];
    if (definition.carriedByUploads) return 0;
    const slots = this.ofOne.get(id) ?? this.ofOne.get(id.slice(0, id.lastIndexOf(".")));
    if (slots === undefined) return 0;
    let all = 0;
    let off = 0;
    let most = 0;
    for (const platform of over) {
      const own = slots.get(platform);
      if (own === undefined) continue;
      const part = Math.abs(sums[own]);
      const by = moved.get(platform) ?? 0;
      all += part;
      off += part * by;
      most = Math.max(most, by);
    }
    // Where nothing was found it may be that nothing was there to be found: any of them may have brought some.
    return all === 0 ? most : off / all;
  }
}

/** Of each row the mean of what was found; of a ratio, of what stands above its line. */
function meansOf(runs: readonly RunAtScale[], layout: readonly Row[]): Float64Array {
  const means = new Float64Array(layout.length);
  for (const { values, weights } of runs)
    for (let slot = 0; slot < means.length; slot++)
      means[slot] += (values[slot] * (weights?.[slot] ?? 1)) / runs.length;
  return means;
}
