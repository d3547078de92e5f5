import { runUnder } from "../library/run-checks.ts";
import { readShipped, SCENARIO_IDS } from "../library/shipped.ts";
import type { SoakResult } from "./parts.ts";

const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);

/** Every scenario under every variant, and so under every protocol that it declares, with 100 seeds. */
export function soak(): SoakResult {
  const failures: string[] = [];
  const rows = SCENARIO_IDS.map((id) => {
    const { variants } = readShipped(id);
    const protocols = new Set(
      variants.flatMap((variant) => readShipped(id, variant).scenario.protocols.map((each) => each.id)),
    );
    const found = variants.flatMap((variant) => runUnder(id, variant, SEEDS));
    failures.push(...found);
    return {
      id,
      variants: variants.length,
      protocols: protocols.size,
      runs: variants.length * SEEDS.length,
      failures: found.length,
    };
  });
  return { rows, failures };
}
