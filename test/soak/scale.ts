import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readShipped } from "../library/shipped.ts";
import { agreementOf, runAtScales } from "../scale/agreement.ts";
import { scalePage } from "../scale/page.ts";
import type { SoakResult } from "./parts.ts";

const SCENARIO = "christchurch-2019";
const VARIANT = "base";
const SEED = 1;
const REPLICATIONS = 50;
const DOCS = join(import.meta.dirname, "../../docs");

/** All of the largest shipped incident at full size and at scales; writes what it finds into the documentation. */
export function soak(): SoakResult {
  const { scenario } = readShipped(SCENARIO, VARIANT);
  const sides = runAtScales({ scenario, scales: [0.1, 0.01], seed: SEED, replications: REPLICATIONS });
  const found = agreementOf(sides);
  const run = { scenario: SCENARIO, variant: VARIANT, seed: SEED, replications: REPLICATIONS, sides, found };
  mkdirSync(DOCS, { recursive: true });
  writeFileSync(join(DOCS, "scale.md"), scalePage(run));
  const told = found.filter(({ survives, isTotal }) => survives && isTotal);
  return {
    rows: sides.map(({ scale, attempts, events }) => ({
      scale,
      "attempts simulated": Math.round(attempts / REPLICATIONS),
      events: Math.round(events / REPLICATIONS),
      totals: told.filter((each) => each.scale === scale).length,
      "zero in the interval": told.filter((each) => each.scale === scale && each.alone === "not at all")
        .length,
      "apart by what matters": told.filter((each) => each.scale === scale && each.alone === "by what matters")
        .length,
    })),
    failures: told
      .filter(({ together }) => together === "by what matters")
      .map(({ scale, name }) => `${name} at scale ${scale} is not what it is at full size`),
  };
}
