import { expect, test } from "vitest";
import {
  Dictionary,
  FACT_BY_CODE,
  FACT_KINDS,
  FACT_NAMES,
  Fact,
  fromRecord,
  toRecord,
} from "../../src/model/index.ts";

test("every kind of fact has a number of its own, below the size of the tables by number", () => {
  const codes = FACT_NAMES.map((name) => FACT_KINDS[name].code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const name of FACT_NAMES) {
    expect(FACT_BY_CODE[FACT_KINDS[name].code]).toBe(name);
    expect(FACT_KINDS[name].code).toBeLessThan(128);
  }
});

test("a fact comes back from its record as it went, whatever its kind", () => {
  const dictionary = new Dictionary();
  for (const name of FACT_NAMES) {
    const fact = new Fact();
    const slots: Readonly<Record<string, string | undefined>> = FACT_KINDS[name].slots;
    fact.kind = FACT_KINDS[name].code;
    fact.number = 7;
    fact.at = -1500;
    fact.cause = 3;
    fact.wait = dictionary.number("spread");
    if (slots.item !== undefined) [fact.itemHi, fact.itemLo] = [-5, 9];
    for (const slot of ["actor", "other", "what", "how"] as const) {
      if (slots[slot] !== undefined) fact[slot] = dictionary.number(`${slot}-word`);
    }
    for (const slot of ["x", "y"] as const) if (slots[slot] !== undefined) fact[slot] = 2.5;
    const record = JSON.parse(JSON.stringify(toRecord(fact, dictionary)));
    const read = fromRecord(record, dictionary, new Fact());
    expect({ name, ...read }).toEqual({ name, ...fact });
  }
});
