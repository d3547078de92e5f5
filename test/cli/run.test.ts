import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLog } from "../../src/exchange/index.ts";
import { digestOf, measure } from "../../src/measures/index.ts";
import { CASCADE } from "../experiment/scenarios.ts";
import { goldenHour, goldenHourAlone, goldenHourJson, MAIN, runProcess, STACK } from "./command.ts";

const SHIPPED = "livestreamed-attack";

interface RunJson {
  readonly scenario: string;
  readonly variant: string;
  readonly seed: number;
  readonly address: string;
  readonly digest: string;
  readonly versions: Record<string, string | number>;
  readonly notes: readonly { readonly code: string; readonly text: string }[];
  readonly measures: readonly {
    readonly id: string;
    readonly unit: string;
    readonly platform?: string;
    readonly value: number | null;
    readonly status?: string;
  }[];
  readonly duties: readonly Record<string, unknown>[];
  readonly dutiesTotal: number;
  readonly dutiesTruncated: boolean;
  readonly criticalPaths: readonly {
    readonly of: string;
    readonly steps: readonly { readonly at: number; readonly waited: number }[];
  }[];
  readonly assumptions: readonly unknown[];
  readonly timing: Record<"wallMs" | "events" | "attempts" | "peakRssBytes", number>;
}

const values = (
  rows: readonly { readonly id: string; readonly platform?: string; readonly value: number | null }[],
) => rows.map(({ id, platform, value }) => [id, platform, value]);

let folder = "";
const own = () => join(folder, "cascade.yaml");
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-cli-"));
  writeFileSync(own(), CASCADE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("one run", () => {
  test("is the same twice, logged or not, and another with another seed or replication", async () => {
    const log = join(folder, "run.jsonl");
    // What a process has run before changes nothing.
    const alone = await goldenHourAlone("run", SHIPPED, "--seed", "1", "--json");
    const first = JSON.parse(alone.stdout) as RunJson;
    const [again, logged, other, next] = await Promise.all([
      goldenHourJson<RunJson>("run", SHIPPED),
      goldenHourJson<RunJson>("run", SHIPPED, "--log", log),
      goldenHourJson<RunJson>("run", SHIPPED, "--seed", "2"),
      goldenHourJson<RunJson>("run", SHIPPED, "--replication", "1"),
    ]);
    expect(again.digest).toBe(first.digest);
    expect(logged.digest).toBe(first.digest);
    expect(again.measures).toEqual(first.measures);
    expect(logged.measures).toEqual(first.measures);
    expect(again.address).toBe(first.address);
    expect(new Set([first.digest, other.digest, next.digest]).size).toBe(3);
    expect(new Set([first.address, other.address, next.address]).size).toBe(3);

    const reading = readLog(readFileSync(log, "utf8").trimEnd().split("\n"));
    expect(reading.ok).toBe(true);
    if (!reading.ok) return;
    expect(digestOf(reading.log)).toBe(first.digest);
    expect(reading.end.digest).toBe(first.digest);
    expect(values(measure(reading.log))).toEqual(values(first.measures));
  });

  test("has everything in its JSON that was promised", async () => {
    const json = await goldenHourJson<RunJson>("run", SHIPPED);
    expect(json).toMatchObject({ scenario: SHIPPED, variant: "base", seed: 1, mark: "SIMULATION" });
    for (const key of ["address", "digest"] as const) expect(json[key]).toMatch(/^[0-9a-f]{32}$/);
    expect(json.versions).toMatchObject({ "golden-hour": expect.any(String), engine: expect.any(Number) });
    const keys = ["id", "instrument", "kind", "debtor", "item", "startedAt", "dueAt", "stoppedAt", "outcome"];
    expect(json.duties.length).toBeGreaterThan(0);
    expect(json.dutiesTotal).toBeGreaterThanOrEqual(json.duties.length);
    expect(json.dutiesTruncated).toBe(json.dutiesTotal > json.duties.length);
    for (const duty of json.duties) expect(Object.keys(duty)).toEqual(expect.arrayContaining(keys));
    const totals = new Map(
      json.measures.filter(({ platform }) => platform === undefined).map(({ id, value }) => [id, value]),
    );
    const promised = [
      "items.total",
      "items.removed",
      "items.online",
      "uploads.attempted",
      "uploads.blocked",
      "item.hours",
      "views.total",
    ];
    const each = new Set(json.measures.filter(({ platform }) => platform !== undefined).map(({ id }) => id));
    expect([...totals.keys()]).toEqual(expect.arrayContaining(promised));
    expect([...each]).toEqual(expect.arrayContaining(promised));
    expect(totals.get("uploads.attempted")).toBe(
      (totals.get("items.total") ?? 0) + (totals.get("uploads.blocked") ?? 0),
    );
    for (const value of Object.values(json.timing)) expect(value).toBeGreaterThan(0);
    expect(json.assumptions.length).toBeGreaterThan(0);
    expect(json.notes[0].code).toBe("simulation");
    for (const path of json.criticalPaths) {
      const waited = path.steps.reduce((sum, step) => sum + step.waited, 0);
      expect(waited).toBe(path.steps.at(-1)?.at);
    }
  });

  test("is told in text that fits, is marked, and has no colours in a pipe", async () => {
    for (const language of ["en", "fr"]) {
      const { code, stdout, stderr } = await goldenHour("run", SHIPPED, "--lang", language);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.split("\n")[0]).toContain("SIMULATION");
      expect(stdout).toContain("T+00:00");
      expect(stdout).not.toContain("\u001b");
      expect(stdout).not.toMatch(/undefined|NaN|\[object/);
      expect(stdout.split("\n").filter((line) => [...line].length > 100)).toEqual([]);
    }
  });

  test("under a law that was not in force says counterfactual", async () => {
    const variant = ["run", "halle-2019", "--variant", "eu-removal-order"];
    const [text, json] = await Promise.all([goldenHour(...variant), goldenHourJson<RunJson>(...variant)]);
    expect(text.stdout).toContain("*counterfactual*");
    expect(json.notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["real-incident", "counterfactual"]),
    );
  });

  test("of one's own file needs only its path", async () => {
    const { code, stdout } = await goldenHour("run", own());
    expect(code).toBe(0);
    expect(stdout).toContain("cascade");
    expect(stdout.replaceAll(/\s*\|?\s+/g, " ")).toContain("no verdict on exposure");
  });
});

describe("many replications", () => {
  interface Many {
    readonly capped: number;
    readonly replications: number;
    readonly measures: readonly {
      readonly id: string;
      readonly platform?: string;
      readonly n: number;
      readonly open: number;
      readonly mean: number | null;
    }[];
  }

  test("are those of the seed, and say of each measure what they say together", async () => {
    const many = await goldenHourJson<Many>("run", own(), "--seed", "9", "--replications", "3");
    const each = await Promise.all(
      [0, 1, 2].map((k) => goldenHourJson<RunJson>("run", own(), "--seed", "9", "--replication", String(k))),
    );
    const totals = each.map(
      ({ measures }) => measures.find(({ id }) => id === "items.total")?.value ?? Number.NaN,
    );
    const row = many.measures.find(({ id }) => id === "items.total");
    expect(row).toMatchObject({
      unit: "items",
      n: 3,
      open: 0,
      variance: expect.any(Number),
      low: expect.any(Number),
      high: expect.any(Number),
    });
    expect(row?.mean).toBeCloseTo((totals[0] + totals[1] + totals[2]) / 3, 9);
    expect(many).toMatchObject({ capped: 0, replications: 3 });
    for (const { n, open } of many.measures) expect(n + open).toBe(3);
  });

  test("are told in text", async () => {
    const { code, stdout } = await goldenHour("run", own(), "--replications", "20");
    expect(code).toBe(0);
    expect(stdout).toContain("SIMULATION");
    expect(stdout).toContain("20 replications");
    expect(stdout.split("\n").filter((line) => [...line].length > 100)).toEqual([]);
  });
});

describe("what goes wrong outside", () => {
  test("a log that cannot be written gives one sentence and leaves nothing", async () => {
    for (const place of [join(folder, "no", "such", "log"), folder, "/dev/null"]) {
      const before = readdirSync(folder);
      const { code, stdout, stderr } = await goldenHour("run", own(), "--log", place);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
      expect(stderr).not.toMatch(STACK);
      expect(readdirSync(folder)).toEqual(before);
    }
  });

  test("a log replaces an older log and no other file, least of all the scenario", async () => {
    const log = join(folder, "again.jsonl");
    for (let times = 0; times < 2; times++)
      expect((await goldenHour("run", own(), "--log", log)).code).toBe(0);
    const other = join(folder, "other.txt");
    writeFileSync(other, "kept for years\n");
    for (const place of [other, own()]) {
      const before = readFileSync(place, "utf8");
      for (const language of ["en", "fr"]) {
        const { code, stdout, stderr } = await goldenHour("run", own(), "--log", place, "--lang", language);
        expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
        expect(stderr.trimEnd().split("\n")).toHaveLength(1);
        expect(stderr).toContain(place);
      }
      expect(readFileSync(place, "utf8")).toBe(before);
    }
  });

  test("a reader who has seen enough is no error", async () => {
    const { code, stderr } = await runProcess("bash", [
      "-c",
      `set -o pipefail; "${process.execPath}" "${MAIN}" run ${SHIPPED} --json | head -c 10 > /dev/null`,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends long work with %i, one sentence, and no file", async (signal, exit) => {
    const endless = join(folder, "endless.yaml");
    const growing = CASCADE.replace("near: 0.8", "near: 2.5").replace(
      "PT2H } }, found: 0.9",
      "P9D } }, found: 0.1",
    );
    writeFileSync(endless, growing.replace("P2D", "P30D"));
    const written = () => readdirSync(folder).filter((name) => name.startsWith("endless.jsonl"));
    const { code, stdout, stderr } = await runProcess(
      process.execPath,
      [MAIN, "run", endless, "--log", join(folder, "endless.jsonl")],
      {},
      (kill) => {
        // The work has begun when its file is there.
        const timer = setInterval(() => {
          if (written().length === 0) return;
          clearInterval(timer);
          kill(signal);
        }, 50);
      },
    );
    expect({ code, stdout }).toEqual({ code: exit, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).not.toMatch(STACK);
    expect(written()).toEqual([]);
  });
});
