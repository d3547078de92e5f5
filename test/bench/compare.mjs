/**
 * A comparison as a team would ask for it, through the command line: one line of JSON.
 *
 *     node test/bench/compare.mjs SCENARIO VARIANTS REPLICATIONS SCALE
 *
 * REPLICATIONS of 0: as many as the command takes by itself.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [scenario, variants, replications, scale] = process.argv.slice(2);
const main = resolve(import.meta.dirname, "../../dist/cli/main.js");
const data = mkdtempSync(join(tmpdir(), "golden-hour-bench-"));
const startedAt = performance.now();
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [
    main,
    "compare",
    scenario,
    "--variants",
    variants,
    ...(replications === "0" ? [] : ["--replications", replications]),
    "--scale",
    scale,
    "--json",
  ],
  { encoding: "utf8", maxBuffer: 1 << 29, env: { ...process.env, GOLDEN_HOUR_DATA: data } },
);
const seconds = (performance.now() - startedAt) / 1000;
rmSync(data, { recursive: true, force: true });
if (status !== 0) throw new Error(stderr.split("\n")[0]);
const { tables, kernels, family, variants: compared, replications: ran } = JSON.parse(stdout);

// By variant and headline measure: what pairing is worth, or why there is no number.
const pairing = tables
  .filter(({ kernel }) => kernel === kernels[0])
  .flatMap(({ variant, measures }) =>
    measures
      .filter(({ role }) => role === "headline")
      .map(({ id, platform, difference, verdict }) => ({
        variant,
        measure: platform === undefined ? id : `${id}@${platform}`,
        why: difference === null ? (verdict.why ?? verdict.kind) : null,
        paired: difference?.variancePaired ?? null,
        unpaired: difference?.varianceUnpaired ?? null,
        correlation: difference?.correlation ?? null,
      })),
  );
console.log(
  JSON.stringify({
    seconds,
    pairing,
    kernels,
    headlines: family.measures,
    variants: compared.length,
    replications: ran,
  }),
);
