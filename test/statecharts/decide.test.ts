import { describe, expect, test } from "vitest";
import { PROTOCOL_IDS, readShippedProtocol } from "../library/shipped.ts";
import { listMutations } from "./mutations.ts";
import { findAltered, findNeverUsed, isNamed } from "./trial.ts";

/** One change in so many is tried here, counted along the definition; all of them in the soak. */
const EVERY = 16;

describe("the statecharts decide: a transition, guard or effect less, or a delay twice as long", () => {
  test.each(PROTOCOL_IDS)("in %s alters the facts of one of 100 seeds, or is named as never used", (id) => {
    const protocol = readShippedProtocol(id);
    const mutations = listMutations(protocol);
    expect(mutations.length).toBeGreaterThan(20);
    const same = mutations
      .filter((_, index) => index % EVERY === 0)
      .filter((mutation) => findAltered(mutation) === undefined);
    const unused = same.length === 0 ? [] : findNeverUsed(protocol);
    const unnamed = same.filter((mutation) => !isNamed(mutation, unused));
    expect(unnamed.map(({ name }) => name)).toEqual([]);
  });
});
