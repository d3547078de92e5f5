import { strict as assert } from "node:assert";
import type { FactRecord } from "../../../src/model/index.ts";
import type { Bench, Construct } from "../rows.ts";

const HOUR = 3_600_000;
const PROTOCOL = "scenarios/cookbook/protocols/30-order-and-its-copies.yaml";

const isLawful = ({ origin }: FactRecord) => String(origin).startsWith("lookalike");

const removedIn = (bench: Bench, variant?: string) => {
  const { facts } = bench.play({ variant });
  const up = facts.filter(({ kind, at }) => kind === "content.posted" && Number(at) <= 2 * HOUR);
  const removed = new Set(facts.filter(({ kind }) => kind === "content.removed").map(({ item }) => item));
  const original = up.find(({ origin }) => origin === "original");
  const identical = up.filter((each) => !isLawful(each) && each.version === original?.version);
  const edited = up.filter((each) => !isLawful(each) && each.version !== original?.version);
  const lawful = up.filter(isLawful);
  const gone = (items: readonly FactRecord[]) => items.filter(({ item }) => removed.has(item)).length;
  return { all: removed.size, identical, edited, lawful, gone };
};

export const construct: Construct = {
  number: 30,
  title: "Identical or similar copies of what an order names",
  field: "effect removeNamed: copies",
  example: "scenarios/cookbook/30-copies-of-what-is-named.yaml",
  proves:
    "an order takes the one item that it names, or all of its version that are up, or edits too, with the lawful ones mistaken for them",
  remove: {
    file: PROTOCOL,
    path: [
      "roles",
      "service",
      "machine",
      "states",
      "reading",
      "on",
      "breadth.similar",
      "actions",
      0,
      "params",
      "copies",
    ],
  },
  disable: {
    file: "simulation/actor-effects.ts",
    from: 'copies === "named" ? message.items',
    to: 'copies !== "" ? message.items',
  },
  holds: (bench) => {
    assert.equal(removedIn(bench).all, 1);
    const exact = removedIn(bench, "identical");
    assert.ok(exact.identical.length > 5 && exact.edited.length > 5);
    assert.equal(exact.gone(exact.identical), exact.identical.length);
    assert.equal(exact.all, exact.identical.length);
    const similar = removedIn(bench, "similar");
    assert.equal(similar.gone(similar.identical), similar.identical.length);
    assert.equal(similar.gone(similar.edited), similar.edited.length);
    // One in ten of about a hundred, three standard deviations either way.
    const mistaken = similar.gone(similar.lawful) / similar.lawful.length;
    assert.ok(mistaken > 0.01 && mistaken < 0.19, `${mistaken}`);
  },
};
