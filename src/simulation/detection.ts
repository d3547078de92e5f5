import { kernelCdf, kernelQuantileOfShare, quantile, unit } from "../engine/index.ts";
import { FLAG } from "./items.ts";
import { PURPOSE } from "./purposes.ts";
import type { World } from "./world.ts";

/** When an item is found: by users who report what they see, and by the platform's own search. */

const UNIT_EXPONENTIAL = { kind: "exponential", mean: 1 } as const;

/** Milliseconds until the first user report of this item (its own draw against its views to come), Infinity for never. */
export function untilReport(world: World, row: number, time: number): number {
  const { items, compiled } = world;
  const platform = compiled.platforms[items.platform[row]];
  const law = compiled.laws[items.law[row]];
  const mark = compiled.fertility > 0 && (items.flags[row] & FLAG.lawful) === 0 ? world.marks[row] : 1;
  const u = world.drawUniform(items.keyHi[row], items.keyLo[row], PURPOSE.report, time);
  // The effort is never below u: where even u is beyond all views to come, no report comes.
  if (law.live === 0 && u >= platform.reportPerView * law.views * mark) return Number.POSITIVE_INFINITY;
  return untilEffort(world, row, time, u, mark);
}

/** The same for a report that comes once views are as many as `u` asks for. */
function untilEffort(world: World, row: number, time: number, u: number, mark: number): number {
  const { items, compiled } = world;
  const platform = compiled.platforms[items.platform[row]];
  const law = compiled.laws[items.law[row]];
  const keyHi = items.keyHi[row];
  const keyLo = items.keyLo[row];
  const age = world.now - items.born[row];
  let effort = quantile(UNIT_EXPONENTIAL, u);
  if (age < law.live) {
    const rate = platform.reportLive * law.liveViews * mark;
    const liveLeft = law.live - age;
    if (rate * liveLeft >= effort)
      return world.adjust(Math.floor(effort / rate), keyHi, keyLo, PURPOSE.report, time);
    effort -= rate * liveLeft;
  }
  if (law.live > 0 && !law.recording) return Number.POSITIVE_INFINITY;
  const total = platform.reportPerView * law.views * mark;
  if (!(total > 0)) return Number.POSITIVE_INFINITY;
  const past = Math.max(0, age - law.live);
  const share = kernelCdf(law.kernel, past) + effort / total;
  if (share >= 1) return Number.POSITIVE_INFINITY;
  const wait = Math.max(0, law.live + kernelQuantileOfShare(law.kernel, share) - age);
  return world.adjust(Math.floor(wait), keyHi, keyLo, PURPOSE.report, time);
}

/** Milliseconds until the platform's own search finds this item, Infinity for the share that it misses. */
export function untilScan(world: World, row: number, time: number): number {
  const { items, compiled, draws } = world;
  const platform = compiled.platforms[items.platform[row]];
  const chance = (items.flags[row] & FLAG.lawful) !== 0 ? platform.scanFalseAlarm : platform.scanRecall;
  if (chance <= 0 || platform.scanDelay.never) return Number.POSITIVE_INFINITY;
  draws.block(items.keyHi[row], items.keyLo[row], PURPOSE.scan, time);
  if (unit(draws.w0) >= chance) return Number.POSITIVE_INFINITY;
  return world.adjust(
    Math.floor(platform.scanDelay.at(unit(draws.w1))),
    items.keyHi[row],
    items.keyLo[row],
    PURPOSE.scan,
    time,
  );
}
