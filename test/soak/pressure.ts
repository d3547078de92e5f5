import { halve, REVIEWED } from "../rights/full-queue.ts";
import type { SoakResult } from "./parts.ts";

/** Reviews of lawful items that a comparison rests on. */
const ENOUGH = 800;

/** With a full queue, half of every deadline raises wrongful removals in every scenario. */
export function soak(): SoakResult {
  const rows = REVIEWED.map((id) => ({ id, ...halve(id, ({ judged }) => judged >= ENOUGH) }));
  return {
    rows,
    failures: rows
      .filter(({ judged, before, after, waiting }) => judged < ENOUGH / 2 || after <= before || waiting <= 60)
      .map(({ id }) => `${id}: half of every deadline does not raise wrongful removals`),
  };
}
