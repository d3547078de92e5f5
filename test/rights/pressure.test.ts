import { describe, expect, test } from "vitest";
import type { Scenario } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { compile, headerOf } from "../../src/simulation/index.ts";
import { goldenHour } from "../cli/command.ts";
import { readShipped } from "../library/shipped.ts";
import { halveDeadlines, removalsOf, withoutPressure } from "./deadlines.ts";
import { flood, halve, REVIEWED } from "./full-queue.ts";

/** Reviews of lawful items that a comparison rests on at least; in the soak, four times as many. */
const LEAST = 200;
/** With so many, what has not shown will not. */
const ENOUGH = 800;

const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1);

const headerFor = (scenario: Scenario) => headerOf(compile(scenario), { seed: 1, replication: 0 });

describe("with a full queue", () => {
  test("most scenarios are looked at", () => {
    expect(REVIEWED.length).toBeGreaterThan(10);
  });

  test.each(REVIEWED)("halving every deadline raises wrongful removals in %s", (id) => {
    const { judged, before, after, waiting } = halve(
      id,
      (sofar) => sofar.judged >= ENOUGH || (sofar.judged >= LEAST && sofar.after > sofar.before),
    );
    // The model's own word for full: 60 jobs for each reviewer.
    expect(waiting).toBeGreaterThan(60);
    expect(judged).toBeGreaterThanOrEqual(LEAST);
    expect(after).toBeGreaterThan(before);
  });

  test.each(REVIEWED)("halving changes none in %s where reviewers feel no deadline", (id) => {
    const { full, platform } = flood(id);
    const calm = withoutPressure(full);
    const [run, runHalved] = [calm, halveDeadlines(calm)].map((each) => removalsOf(each, platform));
    const seed = SEEDS.find((each) => run(each).byReview > 0);
    expect(seed).toBeDefined();
    expect(runHalved(seed ?? 1).byReview).toBe(run(seed ?? 1).byReview);
  });
});

const noteOf = (stdout: string) =>
  (JSON.parse(stdout) as { notes: { code: string; text: string }[] }).notes.find(
    ({ code }) => code === "no-pressure",
  );
const flat = (output: string) => output.replaceAll(/\s+/g, " ");

describe("what an output says", () => {
  test("that deadlines do not matter, where reviewers feel none", async () => {
    const { scenario } = readShipped("livestreamed-attack");
    expect(headerFor(scenario).pressureMatters).toBe(true);
    expect(headerFor(withoutPressure(scenario)).pressureMatters).toBe(false);
    expect(headerFor(readShipped("livestreamed-attack", "no-pressure").scenario).pressureMatters).toBe(false);
    const [text, french, json, many] = await Promise.all([
      goldenHour("run", "livestreamed-attack", "--variant", "no-pressure"),
      goldenHour("run", "livestreamed-attack", "--variant", "no-pressure", "--lang", "fr"),
      goldenHour("run", "livestreamed-attack", "--variant", "no-pressure", "--json"),
      goldenHour("run", "livestreamed-attack", "--variant", "no-pressure", "--replications", "2", "--json"),
    ]);
    const note = noteOf(json.stdout);
    expect(note).toBeDefined();
    expect(noteOf(many.stdout)).toBeDefined();
    expect(flat(text.stdout)).toContain(flat((note?.text ?? "").slice(0, 60)));
    expect(french.stdout).not.toContain((note?.text ?? "").slice(0, 30));
  });

  test("that exposure has no verdict, where there is nothing lawful to be hit", () => {
    const { scenario } = readShipped("livestreamed-attack");
    expect(headerFor(scenario).hasLookalikes).toBe(true);
    expect(headerFor({ ...scenario, lookalikes: {} }).hasLookalikes).toBe(false);
    const text = [
      "schemaVersion: 1",
      "id: bare",
      "horizon: P1D",
      "platforms: { a: {} }",
      "originals: { x: { platform: a } }",
      "protocols: [empty]",
    ].join("\n");
    const empty = [
      "schemaVersion: 1",
      "id: empty",
      'version: "1"',
      "title: Nothing",
      "description: Nothing",
      "binding: practice",
      "item: { id: copy, initial: up, states: { up: { entry: [publish] } } }",
    ].join("\n");
    const result = parseScenario(text, { source: "bare", read: (name) => ({ source: name, text: empty }) });
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    const codes = result.warnings.map(({ code }) => code);
    expect(codes).toContain("scenario/no_lookalikes");
  });
});
