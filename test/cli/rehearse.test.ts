import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { goldenHour, goldenHourJson } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "golden-hour-rehearse-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const SHIPPED = join(import.meta.dirname, "../../scenarios/exercises/first-three-hours.yaml");

/** The shipped exercise on a small part of its volume, in a file of somebody's own. */
const own = join(folder, "mine.yaml");
const text = readFileSync(SHIPPED, "utf8").replace("id: first-three-hours", "id: mine");
writeFileSync(own, text.replace("scale: 0.2", "scale: 0.02"));

test("a rehearsal of an own file reads within 100 columns, marked, in the language asked for", async () => {
  const { code, stdout, stderr } = await goldenHour("rehearse", own, "--replications", "3", "--lang", "fr");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const lines = stdout.split("\n");
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  expect(lines[0]).toContain("EXERCICE");
  expect(stdout).toMatch(/À la main seulement\s: CTL-1/);
  expect(stdout.toLowerCase()).toContain("quand les gens prennent tout leur temps");
  for (const seat of ["order-desk", "live-desk", "large-desk", "host-desk"])
    expect(lines.some((line) => line.startsWith(seat))).toBe(true);
});

test("the same seed gives the same rehearsal for machines, and exercises are listed for them", async () => {
  const args = ["rehearse", own, "--replications", "2", "--seed", "5", "--json"];
  const [first, second, listed] = await Promise.all([
    goldenHourJson(...args),
    goldenHourJson(...args),
    goldenHourJson("list", "--json"),
  ]);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ exercise: "mine", replications: 2, seed: 5, realTime: 2_700_000 });
  const { exercises } = listed as { exercises: { id: string; rows: number }[] };
  expect(exercises.map(({ id, rows }) => [id, rows >= 25])).toEqual([
    ["first-three-hours", true],
    ["half-a-day-of-demands", true],
    ["two-attacks-one-team", true],
  ]);
});

test("a faulty exercise is refused with every fault at its place", async () => {
  const path = join(folder, "faulty.yaml");
  const faulty = text.replace("id: mine", "id: faulty").replace("actor: file-hosting", "actor: file-host");
  writeFileSync(path, faulty.replace("objective: aware", "objective: awar"));
  for (const command of ["check", "rehearse"]) {
    const { code, stdout, stderr } = await goldenHour(command, path);
    expect(code).toBe(2);
    const told = command === "check" ? stdout : stderr;
    expect(told).toMatch(/faulty\.yaml:\d+:\d+ .*“file-host”.*file-hosting/);
    expect(told).toMatch(/faulty\.yaml:\d+:\d+ .*objective “awar”.*aware/);
  }
});

/** Faults of an exercise, each with what stands there in the shipped one, and what is told of it: code, path, hint. */
const FAULTS: readonly (readonly [was: string, is: string, code: string, path: string, hint: string])[] = [
  ["id: mine", "id: My_Exercise", "bad_id", "id", "an id"],
  [
    "variant: eu-one-hour-order",
    "variant: eu-one-hour-orders",
    "unknown_variant",
    "variant",
    "eu-one-hour-order",
  ],
  ["scale: 0.2", "scale: 2", "above_one", "scale", "between 0 and 1"],
  ["mode: seats", "mode: seat", "not_one_of", "mode", "seats"],
  ["type: tabletop", "type: table-top", "not_one_of", "type", "tabletop"],
  ["duration: PT3H", "duration: 3 hours", "bad_duration", "duration", "PT3H"],
  ["speed: 4", "speed: 400", "out_of_range", "speed", "at most 60"],
  ["contact: exercise-control@valdoria.example", "contact: [1]", "wrong_type", "overview.contact", "text"],
  ["- id: host-desk", "- id: live-desk", "listed_twice", "seats.3.id", "live-desk"],
  ["actor: file-hosting", "actor: file-hostin", "unknown_party", "seats.3.actor", "file-hosting"],
  ["at: PT40M", "at: PT200M", "moves_out_of_order", "moves.2", "Move 2"],
  ['number: "0.02"', 'number: "0.01"', "row_number_twice", "rows.1.number", "0.01"],
  [
    "to: [livestream-service]",
    "to: [livestream-servic]",
    "unknown_party",
    "rows.1.to.0",
    "livestream-service",
  ],
  ["method: phone", "method: telephone", "not_one_of", "rows.1.method", "phone"],
  ["objective: life", "objective: lives", "unknown_objective", "rows.2.objective", "lives"],
  [
    "fact: stream.ended",
    "fact: stream.end",
    "not_one_of",
    "rows.4.expects.when.happened.fact",
    "stream.ended",
  ],
  [
    "what: assess-footage",
    "what: asses-footage",
    "unknown_word",
    "rows.8.expects.when.happened.what",
    "assess-footage",
  ],
  ["within: PT30M", "whithin: PT30M", "unknown_key", "rows.8.expects.whithin", "within"],
  [
    "assumed: [PT5M, PT45M]",
    "assumed: [PT15M, PT45M]",
    "range_excludes_value",
    "rows.10.acts.0.lasts.assumed",
    "PT15M",
  ],
  [
    "matchingDown: large-platform",
    "matchingDown: interior-ministry",
    "unknown_platform",
    "rows.11.acts.0.matchingDown",
    "interior-ministry",
  ],
  [
    "wrongHash: large-platform",
    "wrongHsh: large-platform",
    "unknown_key",
    "rows.15.acts.0.wrongHsh",
    "wrongHash",
  ],
  ["until: PT165M", "until: PT60M", "until_before_time", "rows.16.trigger.until", "PT60M"],
  ["kind: manual", "kind: by-hand", "not_one_of", "rows.27.trigger.kind", "manual"],
  ["\nnotes:", "\nnote:", "unknown_key", "note", "notes"],
];

test("two dozen faults of an exercise are told at once, each with its line, column, path and what is meant", async () => {
  const path = join(folder, "mine-too.yaml");
  const broken = FAULTS.reduce((given, [was, is]) => {
    expect(given).toContain(was);
    return given.replace(was, is);
  }, text);
  writeFileSync(path, broken);
  const { code, stdout } = await goldenHour("check", path, "--json");
  expect(code).toBe(2);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly {
      readonly code: string;
      readonly path: string;
      readonly line: number;
      readonly column: number;
    }[];
  };
  const lines = broken.split("\n");
  for (const [, is, short, where, hint] of FAULTS) {
    const found = diagnostics.find((each) => each.path === where && each.code.endsWith(`/${short}`));
    expect(found, `${short} at ${where}`).toBeDefined();
    expect(JSON.stringify(found)).toContain(hint);
    // It points to the line on which it stands, or to the move or the row that it is a part of.
    expect(lines[(found?.line ?? 0) - 1].length).toBeGreaterThanOrEqual(found?.column ?? 0);
    if (short !== "moves_out_of_order") expect(lines[(found?.line ?? 0) - 1]).toContain(is.trim());
  }
  expect(diagnostics.some((each) => each.code === "scenario/missing" && each.path === "notes")).toBe(true);
});
