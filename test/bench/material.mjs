/** What the bench runs: the shipped full-size incident, and two plain scenarios of its own. Read as a user's are. */
import { resolve } from "node:path";
import { prepare } from "../../dist/experiment/index.js";
import { parseScenario } from "../../dist/scenario/index.js";
import { findShipped, openFile, readLibrary } from "../../dist/store/index.js";

export const root = resolve(import.meta.dirname, "../..");
export const FULL_SIZE = "christchurch-2019";
export const SEED = 1;

function parse(text, options) {
  const result = parseScenario(text, options);
  if (result.ok) return prepare(result.scenario);
  const { source, line, code } = result.diagnostics.find(({ severity }) => severity === "error");
  throw new Error(`${source}:${line} ${code}`);
}

/** The shipped incident at full size. */
export function fullSize() {
  const library = readLibrary(resolve(root, "scenarios"));
  const file = findShipped(library, FULL_SIZE);
  if (file === undefined) throw new Error(`${FULL_SIZE} is not in the library`);
  const opened = openFile(library, file.path);
  if (!opened.ok) throw new Error(`${file.path} cannot be read`);
  return parse(opened.text, opened);
}

const plain = (id, lines) =>
  parse(["schemaVersion: 1", `id: ${id}`, ...lines].join("\n"), {
    source: `${id}.yaml`,
    read: () => ({ fault: "missing" }),
  });

/** Bare rules whose size is the offspring of the original; what becomes of each attempt does not depend on it. */
export function scaled(offspring) {
  return plain("scaled", [
    "kernel: power-law",
    "horizon: P1D",
    "platforms: { agora: { kind: large-social, halfLife: PT4H, tail: 0.5, offspring: { agora: 0.6 } } }",
    `originals: { clip: { platform: agora, offspring: { agora: ${offspring} } } }`,
    "rules:",
    "  removal: { copies: { after: { exponential: { mean: PT2H } } } }",
    "  switches: [{ at: PT1H, block: 0.6 }]",
  ]);
}

/** Rule (c) on one platform: each item goes at its own age of one half-life, so that it breeds 1/2: two items on average. */
export function tiny() {
  return plain("tiny", [
    "kernel: exponential",
    "platforms: { agora: { kind: large-social, halfLife: PT1H, offspring: { agora: 1 } } }",
    "originals: { clip: { platform: agora } }",
    "rules: { removal: { after: PT1H } }",
  ]);
}
