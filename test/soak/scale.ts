import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readShipped } from "../library/shipped.ts";
import { agreementOf, runAtScales } from "../scale/agreement.ts";
import { type Run, scalePage } from "../scale/page.ts";
import type { SoakResult } from "./parts.ts";

const SCENARIO = "christchurch-2019";
const VARIANTS = ["base", "content-incident-protocol", "eu-removal-order", "french-2020"];
const SEED = 1;
const REPLICATIONS = 50;
const DOCS = join(import.meta.dirname, "../../docs");

function runVariant(variant: string): Run {
  const { scenario } = readShipped(SCENARIO, variant);
  const sides = runAtScales({ scenario, scales: [0.1, 0.01], seed: SEED, replications: REPLICATIONS });
  return {
    scenario: SCENARIO,
    variant,
    seed: SEED,
    replications: REPLICATIONS,
    sides,
    found: agreementOf(sides),
  };
}

/** All of the largest shipped incident at full size and at scales; writes what it finds into the documentation. */
export function soak(): SoakResult {
  const runs = VARIANTS.map(runVariant);
  mkdirSync(DOCS, { recursive: true });
  writeFileSync(join(DOCS, "scale.md"), scalePage(runs));
  const told = runs.flatMap(({ variant, found }) =>
    found.filter(({ survives }) => survives).map((each) => ({ variant, ...each })),
  );
  const count = (of: string, at: number, alone: string) =>
    told.filter((each) => each.variant === of && each.scale === at && each.alone === alone).length;
  return {
    rows: runs.flatMap(({ variant, sides }) =>
      sides.map(({ scale, attempts, events }) => ({
        variant,
        scale,
        "attempts simulated": Math.round(attempts / REPLICATIONS),
        events: Math.round(events / REPLICATIONS),
        "zero in the interval": count(variant, scale, "not at all"),
        "apart by less than matters": count(variant, scale, "less than matters"),
        "apart by what matters": count(variant, scale, "by what matters"),
      })),
    ),
    failures: told
      .filter(({ together }) => together !== "not at all")
      .map(
        ({ variant, scale, name }) => `${variant}: ${name} at scale ${scale} is not what it is at full size`,
      ),
  };
}
