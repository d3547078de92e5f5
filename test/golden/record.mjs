/**
 * Records the golden logs anew: `npx tsx test/golden/record.mjs`. Only with a change that is meant to alter what
 * happens: it moves the engine version, or content of the library, and its commit says why.
 */
import { writeFileSync } from "node:fs";
import { GOLDEN, pathOf, play, write } from "./logs.ts";

for (const each of GOLDEN) {
  const log = play(each);
  writeFileSync(pathOf(each), write(log));
  console.log(`${each.id} ${each.variant}: ${log.head.digest}, ${log.facts.length} facts`);
}
