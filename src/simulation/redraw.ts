import {
  cdf,
  type Distribution,
  exponentialOfWord,
  kernelCdf,
  remaining,
  unit,
  wordFor,
} from "../engine/index.ts";
import type { CompiledDelay, Route } from "./compile.ts";
import { FLAG, STATUS } from "./items.ts";
import { CHILD, PRIORITY, PURPOSE } from "./purposes.ts";
import { ENTRY, type World } from "./world.ts";

/**
 * Going on from an instant in an epoch of one's own: what is still to come of single items is drawn anew, each wait given
 * that it has lasted until now. All times in milliseconds.
 */

/** New due time of a wait that began at `since`: drawn anew, given that it has lasted until now. */
export function redrawWait(
  world: World,
  delay: CompiledDelay,
  keyHi: number,
  keyLo: number,
  index: number,
  since: number,
): number {
  world.draws.block(keyHi, keyLo, delay.purpose, index);
  const from = world.now > since ? world.now : since;
  return from + Math.floor(remaining(delay.law as Distribution, unit(world.draws.w0), from - since));
}

/**
 * New due time of a wait that may never end: with probability `chance` it follows the delay. Given that it has lasted
 * until now, the chance that it still ends is p S(e) / (1 - p + p S(e)), S the delay's survival.
 */
export function redrawFound(
  world: World,
  delay: CompiledDelay,
  chance: number,
  keyHi: number,
  keyLo: number,
  purpose: number,
  index: number,
  since: number,
): number {
  if (delay.never || chance <= 0) return Number.POSITIVE_INFINITY;
  const elapsed = world.now - since;
  const survival = 1 - cdf(delay.law as Distribution, elapsed);
  const still = (chance * survival) / (1 - chance + chance * survival);
  world.draws.block(keyHi, keyLo, purpose, index);
  if (unit(world.draws.w0) >= still) return Number.POSITIVE_INFINITY;
  return world.now + Math.floor(remaining(delay.law as Distribution, unit(world.draws.w1), elapsed));
}

/** Children not yet born are drawn anew for every item, given its age. Pending births must have been cancelled. */
export function redrawOffspring(world: World): void {
  const { items, compiled } = world;
  for (let i = 0; i < items.publishedCount; i++) {
    const row = items.published[i];
    if ((items.flags[row] & FLAG.lawful) !== 0) continue;
    const law = compiled.laws[items.law[row]];
    const mark = compiled.fertility > 0 ? world.marks[row] : 1;
    const age = world.now - items.born[row];
    items.brood[row] = -1;
    if ((items.flags[row] & FLAG.live) !== 0)
      goOnBreeding(world, row, law.captures, CHILD.capture, mark, age / law.live);
    if (law.live === 0 || law.recording) {
      const share = kernelCdf(law.kernel, Math.max(0, age - law.live));
      goOnBreeding(world, row, law.routes, CHILD.copy, mark, share);
    }
  }
}

/** What was expected so far has come or not: the gap from there to the next child forgets it. */
function goOnBreeding(
  world: World,
  row: number,
  routes: readonly Route[],
  kind: number,
  mark: number,
  share: number,
): void {
  const { items, draws, broods, list } = world;
  draws.block(items.keyHi[row], items.keyLo[row], PURPOSE.first, kind);
  const { w0, w1 } = draws;
  for (const route of routes) {
    const word = wordFor(w0, w1, route.hash);
    const total = route.mean * mark;
    const level = total * share + exponentialOfWord(word);
    if (level >= total) continue;
    const brood = world.openBrood(row, route, level);
    // A child of this very millisecond comes in the next: what happened until now stays.
    if (items.status[row] === STATUS.online) {
      world.findNextChild(brood, route);
      if (list.given[0] < world.now + 1) list.given[0] = world.now + 1;
      world.postChild(brood, route);
    } else broods.setRests(brood, true);
  }
}

/** Bare removals not yet done are drawn anew. Pending ones must have been cancelled. */
export function redrawRemovals(world: World): void {
  const { items, rules } = world;
  if (rules === undefined) return;
  for (let i = 0; i < items.publishedCount; i++) {
    const row = items.published[i];
    if (items.status[row] !== STATUS.online || (items.flags[row] & FLAG.lawful) !== 0) continue;
    const pair = rules[items.platform[row]];
    const rule = (items.flags[row] & FLAG.original) !== 0 ? pair.original : pair.copy;
    const due = redrawFound(
      world,
      rule.delay,
      rule.found,
      items.keyHi[row],
      items.keyLo[row],
      rule.delay.purpose,
      0,
      items.since[row],
    );
    items.due[row] = due;
    if (due < Number.POSITIVE_INFINITY) world.post(due, PRIORITY.removal, ENTRY.removal, row);
  }
}

/** Whether a single item that is due hangs on chance: a lookalike's arrival or a re-upload, not an original's own time. */
export function redrawSingle(world: World, row: number): number {
  const { items, compiled } = world;
  const parent = items.parent[row];
  const keyHi = items.keyHi[row];
  const keyLo = items.keyLo[row];
  if ((items.flags[row] & FLAG.lawful) !== 0)
    return redrawWait(world, compiled.lookalikes[-1 - parent].arrives, keyHi, keyLo, 0, 0);
  if ((items.flags[row] & FLAG.reupload) === 0) return -1;
  return redrawWait(
    world,
    compiled.platforms[items.platform[parent]].reuploadDelay as CompiledDelay,
    keyHi,
    keyLo,
    0,
    items.since[parent],
  );
}
