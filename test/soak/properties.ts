import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SoakResult } from "./parts.ts";

const root = resolve(import.meta.dirname, "../..");
/** `npm test` takes seed 1. */
const SEEDS = Array.from({ length: 20 }, (_, i) => i + 2);

/** Every file of tests that states a property, run with other examples than those of `npm test`. */
export function soak(): SoakResult {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .filter((file) => readFileSync(join(root, "test", file), "utf8").includes("fc.assert("));
  const failures: string[] = [];
  for (const seed of SEEDS) {
    const { status, stdout } = spawnSync("npx", ["vitest", "run", ...files.map((file) => `test/${file}`)], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, PROPERTY_SEED: String(seed), NO_COLOR: "1" },
      maxBuffer: 1 << 26,
    });
    if (status === 0) continue;
    const told = stdout.split("\n").filter((line) => /FAIL|Counterexample|AssertionError/.test(line));
    failures.push(`PROPERTY_SEED=${seed}: ${told.slice(0, 6).join("; ")}`);
  }
  return { rows: [{ files: files.length, seeds: SEEDS.length, failed: failures.length }], failures };
}
