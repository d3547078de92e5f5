import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLog } from "../../src/exchange/index.ts";
import { digestOf, measure } from "../../src/measures/index.ts";
import { goldenHour, goldenHourJson } from "./command.ts";

/** Some six thousand copies: most of them come after what stays whole. */
const LARGE = `
schemaVersion: 1
id: large
horizon: P2D
platforms:
  near: { halfLife: PT30M, offspring: { near: 0.5, far: 0.1 }, views: 100 }
  far: { halfLife: PT30M, offspring: { far: 0.5 }, views: 10 }
originals:
  first: { platform: near, offspring: { near: 3000, far: 100 } }
rules:
  removal: { after: { exponential: { mean: PT6H } }, found: 0.9 }
`;

interface ScaledJson {
  readonly scale: number;
  readonly address: string;
  readonly digest: string;
  readonly notes: readonly { readonly code: string }[];
  readonly measures: readonly {
    readonly id: string;
    readonly platform?: string;
    readonly value?: number | null;
    readonly mean?: number | null;
    readonly status?: string;
  }[];
  readonly timing: { readonly attempts: number };
}

const NOT_TOLD = "not-at-this-scale";
let folder = "";
const own = () => join(folder, "large.yaml");
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-scale-"));
  writeFileSync(own(), LARGE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const find = ({ measures }: ScaledJson, id: string) =>
  measures.find((row) => row.id === id && row.platform === undefined);

describe("a run at a scale", () => {
  test("simulates less, has an address of its own, and says what it cannot say by a field", async () => {
    const [full, tenth, one] = await Promise.all([
      goldenHourJson<ScaledJson>("run", own()),
      goldenHourJson<ScaledJson>("run", own(), "--scale", "0.1"),
      goldenHourJson<ScaledJson>("run", own(), "--scale", "1"),
    ]);
    expect([one.scale, one.address, one.digest]).toEqual([1, full.address, full.digest]);
    expect(tenth.scale).toBe(0.1);
    expect(tenth.address).not.toBe(full.address);
    expect(tenth.timing.attempts).toBeLessThan(full.timing.attempts / 1.5);
    expect(find(tenth, "items.total")?.value).toBeGreaterThan(1.5 * tenth.timing.attempts);
    expect(find(tenth, "items.online.peak")).toMatchObject({ value: null, status: NOT_TOLD });
    expect(find(full, "items.online.peak")?.status).toBeUndefined();
    expect(tenth.notes.map(({ code }) => code)).toContain("scale");
    expect(full.notes.map(({ code }) => code)).not.toContain("scale");
  });

  test("keeps its weights in a stored log, which measures and digests as the run did", async () => {
    const path = join(folder, "scaled.jsonl");
    const run = await goldenHourJson<ScaledJson>("run", own(), "--scale", "0.3", "--log", path);
    const reading = readLog(readFileSync(path, "utf8").trimEnd().split("\n"));
    if (!reading.ok) throw new Error(JSON.stringify(reading.fault));
    const { log } = reading;
    expect(log.header.scale).toBe(0.3);
    expect(new Set(log.facts.map(({ weight }) => weight)).size).toBe(2);
    expect(digestOf(log)).toBe(run.digest);
    expect(measure(log).map(({ status, ...row }) => (status === "value" ? row : { ...row, status }))).toEqual(
      run.measures,
    );
  });

  test("says so in both languages, and prints no number for what would be another", async () => {
    const said = { en: "not at this scale", fr: "pas à cette échelle" };
    for (const [language, words] of Object.entries(said)) {
      for (const more of [[], ["--replications", "3"]]) {
        const { stdout } = await goldenHour("run", own(), "--scale", "0.1", "--lang", language, ...more);
        expect(stdout).toContain(language === "en" ? "At scale 0.1" : "À l’échelle 0,1");
        expect(stdout.split("\n").filter((line) => line.includes(words)).length).toBeGreaterThan(1);
        expect(stdout.split("\n").filter((line) => [...line].length > 100)).toEqual([]);
      }
    }
  });

  test("takes many replications too", async () => {
    const many = await goldenHourJson<ScaledJson>("run", own(), "--scale", "0.1", "--replications", "3");
    expect(many.scale).toBe(0.1);
    expect(find(many, "items.total")?.mean).toBeGreaterThan(1000);
    expect(find(many, "items.online.peak")).toMatchObject({ mean: null, status: NOT_TOLD });
  });

  test.each(["0", "1.01", "-0.1", "0,1", "all", ""])("of %j is refused in one sentence", async (scale) => {
    const { code, stderr, stdout } = await goldenHour("run", own(), `--scale=${scale}`);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain("--scale");
  });
});
