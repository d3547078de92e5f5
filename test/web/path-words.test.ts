import { expect, test } from "vitest";
import { numbersOf } from "../../src/scenario/index.ts";
import { PATH } from "../../web/src/words/path.ts";
import { readShipped, SCENARIO_IDS } from "../library/shipped.ts";

/** Fields of a file that stand behind an id, or as the last of a path whose names are all fields. */
function fieldsOf(path: string): string[] {
  const [top, , field] = path.split(".");
  if (["platforms", "originals", "lookalikes", "actors", "injects"].includes(top)) return [top, field];
  return [top];
}

test("every field that the number of a shipped scenario stands in is named in both languages", () => {
  const fields = new Set(
    SCENARIO_IDS.flatMap((id) => numbersOf(readShipped(id).scenario).flatMap(({ path }) => fieldsOf(path))),
  );
  expect(fields.size).toBeGreaterThan(20);
  expect([...fields].filter((each) => !Object.hasOwn(PATH, each))).toEqual([]);
  for (const { en, fr } of Object.values(PATH)) expect([en, fr]).not.toContain("");
  // Rightly the same in both: words of both languages.
  const same = Object.values(PATH).flatMap(({ en, fr }) => (en === fr ? [en] : []));
  expect(same).toEqual(["captures", "options"]);
});
