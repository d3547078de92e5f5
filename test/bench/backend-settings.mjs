/** What the bench of the backends runs: one shipped scenario under two variants, at full size. */
import { resolve } from "node:path";
import { FULL_SCALE, Results, settingOf } from "../../dist/experiment/index.js";
import { parseScenario } from "../../dist/scenario/index.js";
import { openFile, readLibrary } from "../../dist/store/index.js";
import { root } from "./material.mjs";

export const SCENARIO = "livestreamed-attack";

const library = readLibrary(resolve(root, "scenarios"));
const opened = openFile(library, library.scenarios.find(({ id }) => id === SCENARIO).path);

export const settings = ["base", "orders-only"].map((variant) => {
  const parsed = parseScenario(opened.text, { ...opened, variant });
  if (!parsed.ok) throw new Error(`${SCENARIO} under ${variant} cannot be read`);
  return settingOf(parsed.scenario, { scale: FULL_SCALE, vary: false });
});

/** Runs replications `from` to below `to` of each setting; seconds by the clock, and the digest of what came. */
export async function runOn(backend, { seed, from, to }) {
  const results = new Results(settings.map(({ id }) => id));
  const chunks = settings.map((_, setting) => ({ setting, from, to }));
  const startedAt = performance.now();
  await backend.run({ seed, settings, chunks }, { onResult: (result) => results.add(result) });
  return { seconds: (performance.now() - startedAt) / 1000, digest: results.digest() };
}
