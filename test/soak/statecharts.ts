import { FEATURES } from "../arbitraries/machines.ts";
import { runEquivalence } from "../protocol/equivalence.ts";
import type { SoakResult } from "./parts.ts";

const MACHINES = 1300;
const EACH = 200;

/** Tables against XState's own actor, over so many machines that each feature of the language is in at least 200. */
export function soak(): SoakResult {
  const warn = console.warn;
  // XState's development build warns each time a finished actor is sent something, which is what is tested.
  console.warn = () => undefined;
  const { differences, features } = runEquivalence({ machines: MACHINES, steps: 80, seed: 20_260 });
  console.warn = warn;
  return {
    rows: FEATURES.map((feature) => ({ feature, machines: features[feature] })),
    failures: [
      ...differences.map((difference) => JSON.stringify(difference)),
      ...FEATURES.filter((feature) => features[feature] < EACH).map(
        (feature) => `${feature} is in ${features[feature]} machines only`,
      ),
    ],
  };
}
