import { killTableOften } from "../server/killed-table.ts";
import type { SoakResult } from "./parts.ts";

const TIMES = 50;
const SEED = 4711;

/** A server killed fifty times in the midst of an exercise. */
export async function soak(): Promise<SoakResult> {
  const { faults, ...counted } = await killTableOften(TIMES, SEED);
  return { rows: [{ kills: TIMES, ...counted, missing: faults.length }], failures: faults };
}
