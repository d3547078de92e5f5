import { killOften } from "../server/killed.ts";
import type { SoakResult } from "./parts.ts";

const TIMES = 20;
const SEED = 20_303;

/** A server killed twenty times in the midst of writes and of a comparison. */
export async function soak(): Promise<SoakResult> {
  const { faults, acknowledged, digests } = await killOften(TIMES, SEED);
  const [found, wanted] = digests;
  const failures =
    found === wanted ? faults : [...faults, `the comparison ended with ${found}, not ${wanted}`];
  return { rows: [{ kills: TIMES, acknowledged, missing: faults.length, digest: `${found}` }], failures };
}
