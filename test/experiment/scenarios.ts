import type { Scenario } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";

/** A scenario from a few lines of YAML; a fault in them is the test's own. */
export function scenarioOf(text: string, variant?: string): Scenario {
  const result = parseScenario(text, { source: "test.yaml", variant, read: () => ({ fault: "missing" }) });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.scenario;
}

/** Two platforms that copy from each other, and one rule of removal. */
export const CASCADE = `
schemaVersion: 1
id: cascade
horizon: P2D
platforms:
  near: { halfLife: PT1H, offspring: { near: 0.8, far: 0.4 }, views: 100 }
  far: { halfLife: PT2H, offspring: { near: 0.2, far: 0.5 }, views: 10 }
originals:
  first: { platform: near }
rules:
  removal: { after: { exponential: { mean: PT2H } }, found: 0.9 }
`;
