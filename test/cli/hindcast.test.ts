import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CASCADE } from "../experiment/scenarios.ts";
import { goldenHour, goldenHourJson } from "./command.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-hindcast-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, ...rows: readonly string[]) => {
  const file = join(folder, name);
  const figures = rows.map(
    (row, n) => `  - { id: figure_${n}, unit: items, source: invented, confidence: confirmed, ${row} }\n`,
  );
  writeFileSync(
    file,
    `${CASCADE.replace("found: 0.9", "found: { value: 0.9, assumed: [0, 1] }")}reported:\n${figures.join("")}`,
  );
  return file;
};

interface Hindcast {
  readonly note: string;
  readonly seeds: number;
  readonly scenarios: readonly { readonly rows: readonly Record<string, unknown>[] }[];
  readonly summary: {
    readonly notGiven: number;
    readonly hold: number;
    readonly fail: number;
    readonly holds: boolean;
  };
}

test("lists every figure with its range, source, quantiles and verdict", async () => {
  const file = write(
    "good.yaml",
    "status: predicted, measure: items.total, low: 1",
    "status: left-out, value: 3, reason: nothing shows it",
  );
  const json = await goldenHourJson<Hindcast>("hindcast", file, "--replications", "10");
  expect(json.note).toContain("not proof");
  expect(json.seeds).toBe(10);
  const [predicted, left] = json.scenarios[0].rows;
  expect(predicted).toMatchObject({
    id: "figure_0",
    reported: { value: null, low: 1, high: null },
    source: "invented",
    status: "predicted",
    holds: true,
    simulated: { p5: expect.any(Number), median: expect.any(Number), p95: expect.any(Number) },
  });
  expect(left).toMatchObject({
    status: "left-out",
    reason: "nothing shows it",
    simulated: null,
    holds: null,
  });
  expect(json.summary).toMatchObject({ notGiven: 1, hold: 1, fail: 0, holds: true });
});

test("ends with 1 when fewer than 80 % hold, and says it is no proof", async () => {
  const file = write(
    "bad.yaml",
    "status: predicted, measure: items.total, low: 1000000",
    "status: fitted, measure: items.total, low: 1",
  );
  const { code, stdout } = await goldenHour("hindcast", file, "--replications", "5");
  expect(code).toBe(1);
  expect(stdout).toContain("not proof");
  expect(stdout).toContain("1 of 2 figures fail");
  expect(stdout.split("\n").filter((line) => [...line].length > 100)).toEqual([]);
});

test("with all assumptions at one end says how many fail", async () => {
  const file = write("far.yaml", "status: predicted, measure: items.removed, low: 1");
  const [asGiven, far] = await Promise.all([
    goldenHourJson<Hindcast>("hindcast", file, "--replications", "5"),
    goldenHourJson<Hindcast>("hindcast", file, "--replications", "5", "--assumptions", "far-low"),
  ]);
  expect(asGiven.summary.fail).toBe(0);
  expect(far.summary.fail).toBe(1);
});
