import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROTOCOL_IDS, readShippedProtocol } from "../library/shipped.ts";
import { listMutations } from "./mutations.ts";
import { judgeChange } from "./trial.ts";

/** One change in so many is tried here, counted along the definition; all of them in the soak. */
const EVERY = 10;

/** Where `npm run soak decide` found each change to alter the facts: tried first, searched anew when it no longer does. */
const FOUND = new Map<string, string>(
  Object.entries(JSON.parse(readFileSync(join(import.meta.dirname, "decided.json"), "utf8"))),
);

describe("the statecharts decide: a transition, guard or effect less, or a delay twice as long", () => {
  test.each(PROTOCOL_IDS)("in %s alters the facts of one of 100 seeds, or is named as never used", (id) => {
    const mutations = listMutations(readShippedProtocol(id));
    expect(mutations.length).toBeGreaterThan(20);
    const tried = mutations.filter((_, index) => index % EVERY === 0);
    expect(
      tried
        .filter((mutation) => judgeChange(mutation, FOUND.get(mutation.name)) === "alters nothing")
        .map(({ name }) => name),
    ).toEqual([]);
  });
});
