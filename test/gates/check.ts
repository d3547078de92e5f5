/** `npm run gates` runs all gates over this checkout; `npm run gates -- purity` runs one. */
import { join } from "node:path";
import { formatFinding, type GateReport } from "./finding.ts";
import { checkIds } from "./ids.ts";
import { checkImports } from "./imports.ts";
import { checkPurity } from "./purity.ts";

const GATES: Readonly<Record<string, (root: string) => GateReport | Promise<GateReport>>> = {
  imports: checkImports,
  purity: checkPurity,
  ids: checkIds,
};

const root = join(import.meta.dirname, "../..");
const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(GATES)) {
  const gate = GATES[name];
  if (gate === undefined) throw new Error(`no gate ${name}; there are ${Object.keys(GATES).join(", ")}`);
  const { findings, seen } = await gate(root);
  for (const finding of findings) console.log(formatFinding(finding));
  console.log(`${name}: ${seen.length} files read, ${findings.length} faults`);
  if (findings.length > 0) process.exitCode = 1;
}
