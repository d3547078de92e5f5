import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { readerOf } from "../scenario/reader.ts";
import { changedIn, livesOf } from "./scenarios.ts";

const SEEDS = 20;
const read = (file: string) => readFileSync(join(import.meta.dirname, file), "utf8");
const TEXTS = {
  "response.yaml": read("protocols/response.yaml"),
  "bystander.yaml": read("protocols/bystander.yaml"),
};

function parse(change: (text: string) => string = (text) => text): Scenario {
  const result = parseScenario(change(read("response.yaml")), { source: "response", read: readerOf(TEXTS) });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.scenario;
}

const withPress = (more: string) => (text: string) =>
  text
    .replace("\nactors:\n", `\nactors:\n  aaa: { kind: press${more} }\n  zzz: { kind: press${more} }\n`)
    .replace("protocols: [", "protocols: [bystander, ");

describe("what some actors do among themselves changes no draw of anybody else", () => {
  it.each([
    ["statuses, messages and decisions", ""],
    ["decisions that wait for a desk", ", desks: 1"],
    ["nothing at all: they cannot be reached", ", contact: { reachable: false }"],
  ])("%s", (_, more) => {
    const base = parse();
    const larger = parse(withPress(more));
    expect(larger.protocols.map(({ id }) => id)).toContain("bystander");
    let facts = 0;
    for (let seed = 0; seed < SEEDS; seed++) {
      const before = livesOf(base, seed);
      const after = livesOf(larger, seed);
      expect(changedIn(before.lives, after.lives)).toEqual([]);
      const there = new Set(after.others);
      expect(before.others.filter((fact) => !there.has(fact))).toEqual([]);
      expect(after.others.length).toBeGreaterThan(before.others.length);
      facts += before.others.length;
    }
    expect(facts).toBeGreaterThan(10 * SEEDS);
  });
});

const COOKBOOK = join(import.meta.dirname, "../../scenarios/cookbook");

/** Examples whose actors have statuses, desks, relays, claims, counted failures, held items or several incidents. */
const EXAMPLES = [
  "23-contact-points",
  "24-deconfliction",
  "26-threat-to-life",
  "37-relay",
  "42-two-incidents",
  "44-priority-queues",
  "45-status-under-inquiry",
  "46-sanctions",
  "56-uncertain-facts",
];

describe("a run goes on from a snapshot as it would have gone on without one", () => {
  it.each(EXAMPLES)("%s", (name) => {
    const result = parseScenario(readFileSync(join(COOKBOOK, `${name}.yaml`), "utf8"), {
      source: name,
      read: (id) => ({ source: id, text: readFileSync(join(COOKBOOK, "protocols", `${id}.yaml`), "utf8") }),
    });
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    const compiled = compile(result.scenario);
    const whole = new Simulation(compiled);
    whole.reset(1, 0);
    const digest = whole.run().digest.hex();
    for (const minutes of [5, 35, 75, 125, 1450, 2900]) {
      const first = new Simulation(compiled);
      first.reset(1, 0);
      first.runUntil(minutes * 60_000);
      const second = new Simulation(compiled);
      second.reset(7, 3);
      second.restore(first.snapshot());
      expect(second.run().digest.hex()).toBe(digest);
    }
  });
});
