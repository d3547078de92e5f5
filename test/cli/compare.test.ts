import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, RedisServer } from "../builders/redis.ts";
import { startWorkers, type WorkerProcess } from "../builders/workers.ts";
import { CASCADE } from "../experiment/scenarios.ts";
import { goldenHourAt, MAIN, runProcess, STACK } from "./command.ts";

const FOUND = "{ value: 0.9, assumed: [0.5, 1], because: no source }";
const TWO = `${CASCADE}headline: [item.hours, items.removed]
lookalikes:
  news: { platform: near, count: 3, arrives: { fixed: PT1H }, views: 10 }
variants:
  quick: { title: Quick, overlay: { rules: { removal: { after: { exponential: { mean: PT20M } }, found: ${FOUND} } } } }
  same: { title: The same, overlay: {} }
`;

interface CompareJson {
  readonly digest: string;
  readonly command: string;
  readonly choice?: { readonly by: string; readonly taken: number; readonly of: number };
  readonly replications: number;
  readonly isPartial: boolean;
  readonly variants: readonly {
    readonly name: string;
    readonly settings: readonly { readonly id: string }[];
  }[];
  readonly headlines: readonly {
    readonly variant: string;
    readonly measure: string;
    readonly verdict: { readonly kind: string };
  }[];
  readonly tables: readonly {
    readonly variant: string;
    readonly measures: readonly { readonly difference: { readonly estimate: number | null } | null }[];
  }[];
}

let folder = "";
const own = () => join(folder, "two.yaml");
const data = () => join(folder, "data");
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-compare-"));
  writeFileSync(own(), TWO);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Environment = Readonly<Record<string, string>>;

function compare(args: readonly string[], more: Environment = {}) {
  const env = { ...process.env, GOLDEN_HOUR_DATA: data(), GOLDEN_HOUR_LANG: "en", ...more };
  return goldenHourAt({ env }, "compare", ...args);
}

async function compareJson(args: readonly string[], more: Environment = {}): Promise<CompareJson> {
  const { code, stdout, stderr } = await compare([...args, "--json"], more);
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout) as CompareJson;
}

describe("a comparison on the command line", () => {
  test("says which variant is better, and that one that is the same differs by nothing", async () => {
    const { headlines, tables, replications, isPartial } = await compareJson([own(), "--replications", "60"]);
    expect([replications, isPartial]).toEqual([60, false]);
    const hours = headlines.filter(({ measure }) => measure === "item.hours");
    expect(hours.map(({ variant, verdict }) => [variant, verdict.kind])).toEqual([
      ["quick", "better"],
      ["same", "no-difference"],
    ]);
    const same = tables.filter(({ variant }) => variant === "same").flatMap(({ measures }) => measures);
    expect(new Set(same.map(({ difference }) => difference?.estimate ?? 0))).toEqual(new Set([0]));
  });

  test("reads the same on every backend, whatever the chunks; what is kept is not run again", async () => {
    const server = await RedisServer.start();
    let workers: readonly WorkerProcess[] = [];
    try {
      workers = await startWorkers(server.url, 1);
      const args = [own(), "--replications", "50", "--seed", "9"];
      const digests: string[] = [];
      for (const more of [
        ["--backend", "inline", "--chunk", "1"],
        ["--backend", "threads", "--chunk", "7"],
        ["--backend", "bullmq", "--chunk", "64"],
      ]) {
        const fresh = { REDIS_URL: server.url, GOLDEN_HOUR_DATA: join(folder, `data-${more[1]}`) };
        digests.push((await compareJson([...args, ...more], fresh)).digest);
      }
      expect(new Set(digests).size).toBe(1);
      // The store grows by what is new, and by nothing when all is known.
      const inline = { GOLDEN_HOUR_DATA: join(folder, "data-inline") };
      const size = () => sizeOf(join(folder, "data-inline"));
      const before = size();
      expect((await compareJson([...args, "--backend", "inline"], inline)).digest).toBe(digests[0]);
      expect(size()).toBe(before);
      await compareJson([own(), "--replications", "75", "--seed", "9", "--backend", "inline"], inline);
      expect(size() / before).toBeCloseTo(1.5, 1);
    } finally {
      for (const worker of workers) await worker.stop();
      await server.stop();
    }
  });

  test("writes every replication as CSV and a report that stands alone", async () => {
    const [csv, report] = [join(folder, "all.csv"), join(folder, "report.html")];
    const asked = [own(), "--variants", "quick", "--replications", "40", "--sensitivity", "0"];
    const { code, stdout, stderr } = await compare([...asked, "--csv", csv, "--report", report]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("SIMULATION");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    // Two variants under two kernels, and the heading.
    expect(readFileSync(csv, "utf8").trimEnd().split("\n")).toHaveLength(1 + 2 * 2 * 40);
    const html = readFileSync(report, "utf8");
    expect(html).toContain("SIMULATION");
    expect(html).not.toMatch(/(?:src|href)\s*=\s*["'](?:https?:)?\/\//);
  });

  test("tells what to type to get the same again, and a shell that types it gets the same", async () => {
    const odd = join(folder, "the \u2019s and 'two' $HOME.yaml");
    writeFileSync(odd, TWO);
    const asked = [
      ["--baseline", "quick", "--replications", "20", "--assumptions", "vary", "--scale", "0.0000005"],
      ["--variants", "quick", "--replications", "300", "--precision", "0.9", "--seed", "7", "--chunk", "3"],
      ["--variants", "quick", "--replications", "20", "--assume", "rules.removal.found=0.6"],
    ];
    for (const args of asked) {
      const first = await compareJson([odd, ...args], { GOLDEN_HOUR_DATA: join(folder, "data-first") });
      const script = `"$NODE" "$MAIN" ${first.command.replace(/^golden-hour /, "")} --json`;
      // Nothing that was kept may answer for it.
      const env = {
        ...process.env,
        NODE: process.execPath,
        MAIN,
        GOLDEN_HOUR_DATA: join(folder, "data-again"),
      };
      const { code, stdout, stderr } = await runProcess("sh", ["-c", script], { env });
      expect([code, stderr]).toEqual([0, ""]);
      const again = JSON.parse(stdout) as CompareJson;
      expect([again.digest, again.replications, again.command]).toEqual([
        first.digest,
        first.replications,
        first.command,
      ]);
    }
  });

  test("that is called off gives what came, marked as partial", async () => {
    const args = [
      MAIN,
      "compare",
      "livestreamed-attack",
      "--variants",
      "as-in-2019",
      "--replications",
      "5000",
    ];
    const env = { ...process.env, GOLDEN_HOUR_DATA: join(folder, "data-off"), GOLDEN_HOUR_LANG: "en" };
    const kept = join(folder, "data-off");
    const ended = await runProcess(process.execPath, [...args, "--json"], { env }, (kill) => {
      // Once something was kept, something can be said.
      const watch = setInterval(() => {
        if (!existsSync(kept)) return;
        clearInterval(watch);
        kill("SIGINT");
      }, 50);
    });
    expect([ended.code, ended.stderr]).toEqual([130, ""]);
    const { isPartial, replications } = JSON.parse(ended.stdout) as CompareJson;
    expect(isPartial).toBe(true);
    expect(replications).toBeLessThan(5000);
  });
});

async function told(args: readonly string[], code: number, more: Environment = {}): Promise<string> {
  const ended = await compare(args, more);
  expect([ended.code, ended.stdout]).toEqual([code, ""]);
  expect(ended.stderr).not.toMatch(STACK);
  return ended.stderr;
}

const namesOf = ({ variants }: CompareJson) => variants.map(({ name }) => name);

describe("variants that nobody named", () => {
  const MANY = ["one", "two", "three", "four", "five"];
  const withMany = (compared: string) => {
    const path = join(folder, `many${compared.length}.yaml`);
    const variants = MANY.map((name) => `  ${name}: { overlay: {} }\n`).join("");
    writeFileSync(path, `${CASCADE}headline: [item.hours]\n${compared}variants:\n${variants}`);
    return path;
  };
  const few = ["--replications", "2", "--backend", "inline"];

  test("are the first three by their ids, which is said", async () => {
    const path = withMany("");
    const found = await compareJson([path, ...few]);
    expect(namesOf(found)).toEqual(["base", "five", "four", "one"]);
    expect(found.choice).toEqual({ by: "order", taken: 3, of: 5 });
    const { stdout } = await compare([path, ...few]);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "No variants were named: the first 3 of 5 by their ids were taken.",
    );
    const french = await compare([path, ...few], { GOLDEN_HOUR_LANG: "fr" });
    expect(french.stdout.replaceAll(/\s+/g, " ")).toContain(
      "les 3 premières sur 5 par identifiant ont été prises",
    );
  });

  test("are those that the file compares first, whatever stands against them", async () => {
    const path = withMany("compared: [five, two]\n");
    const found = await compareJson([path, ...few]);
    expect(namesOf(found)).toEqual(["base", "five", "two"]);
    expect(found.choice).toEqual({ by: "scenario", taken: 2, of: 5 });
    expect(found.command).toContain("--variants five,two ");
    expect(namesOf(await compareJson([path, ...few, "--baseline", "two"]))).toEqual(["two", "five"]);
  });

  test("are all where there are no more, or where they are named: then nothing is said", async () => {
    const all = await compareJson([
      withMany("compared: [five, two]\n"),
      ...few,
      "--variants",
      MANY.join(","),
    ]);
    expect([namesOf(all), all.choice]).toEqual([["base", ...MANY], undefined]);
    const two = await compareJson([own(), ...few]);
    expect([namesOf(two), two.choice]).toEqual([["base", "quick", "same"], undefined]);
  });
});

describe("what cannot be compared is told in a sentence", () => {
  test("an unknown variant, with the nearest name", async () => {
    expect(await told([own(), "--variants", "quik"], 2)).toContain("quick");
    expect(await told([own(), "--baseline", "bse"], 2)).toContain("base");
  });

  test("nothing but the baseline, and numbers that are none", async () => {
    expect(await told([own(), "--variants", "base"], 2)).toContain("--variants");
    expect(await told([own(), "--scale", "0"], 2)).toContain("--scale");
    expect(await told([own(), "--precision", "half"], 2)).toContain("--precision");
    expect(await told([own(), "--variants", "quick,,same"], 2)).toContain("--variants");
    expect(await told([own(), "--backend", "cloud"], 2)).toContain("bullmq");
  });

  test("numbers to be moved that nobody assumes, or beyond their ranges: all of them at once", async () => {
    expect(await told([own(), "--assume", "rules.removal.found"], 2)).toContain("PATH=VALUE");
    const wrong = ["--assume", "rules.removal.fond=0.6", "--assume", "rules.removal.found=2"];
    const sentence = await told([own(), "--variants", "quick", ...wrong], 2);
    expect(sentence).toContain("rules.removal.fond,");
    expect(sentence).toContain("rules.removal.found=2 (0.5 … 1)");
    expect(sentence).toContain("“rules.removal.found”");
  });

  test("a place that cannot be written, before anything is run", async () => {
    expect(await told([own(), "--csv", join(folder, "nowhere", "all.csv")], 2)).toContain("nowhere");
  });

  test("a folder for finished replications that is none", async () => {
    const kept = join(folder, "a-file");
    writeFileSync(kept, "");
    expect(await told([own(), "--replications", "40"], 2, { GOLDEN_HOUR_DATA: kept })).toContain(kept);
  });

  test("no Redis: which setting names it, and what starts one", async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    const sentence = await told([own(), "--backend", "bullmq"], 3, { REDIS_URL: url });
    expect(sentence).toContain("REDIS_URL");
    expect(sentence).toContain("redis-server");
    expect(sentence.trimEnd().split("\n")).toHaveLength(1);
  });
});

/** Bytes of all files of a folder. */
function sizeOf(path: string): number {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
