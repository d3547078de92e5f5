import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROTOCOL_IDS, readShippedProtocol } from "../library/shipped.ts";
import { listMutations } from "../statecharts/mutations.ts";
import { judgeChange, NEVER_USED } from "../statecharts/trial.ts";
import type { SoakResult } from "./parts.ts";

const FOUND = join(import.meta.dirname, "../statecharts/decided.json");

/**
 * Every single change to every protocol alters the facts of one of 100 seeds, or is named as never used. Writes down
 * where each was found, so that the next time need not search again: a seed is run again in any case, and what took no
 * part is looked for anew here in all 100 seeds.
 */
export function soak(): SoakResult {
  const failures: string[] = [];
  const before: Readonly<Record<string, string>> = JSON.parse(readFileSync(FOUND, "utf8"));
  const found: Record<string, string> = {};
  const rows = PROTOCOL_IDS.map((id) => {
    const judged = listMutations(readShippedProtocol(id)).map((mutation) => ({
      name: mutation.name,
      judgement: judgeChange(
        mutation,
        before[mutation.name] === NEVER_USED ? undefined : before[mutation.name],
      ),
    }));
    for (const { name, judgement } of judged) {
      if (judgement === "alters nothing") failures.push(name);
      else found[name] = judgement === NEVER_USED ? NEVER_USED : judgement.altered;
    }
    const count = (which: string) => judged.filter(({ judgement }) => judgement === which).length;
    return {
      id,
      changes: judged.length,
      "never used": count(NEVER_USED),
      "alters nothing": count("alters nothing"),
    };
  });
  writeFileSync(FOUND, `${JSON.stringify(found, undefined, 2)}\n`);
  return { rows, failures };
}
