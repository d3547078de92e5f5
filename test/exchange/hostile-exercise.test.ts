import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mammoth from "mammoth";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { writeRecord } from "../../src/exercise/index.ts";
import { WATCH_GIVEN } from "../builders/evening-watch.ts";
import { fileOf, PlayedExercise } from "../builders/exercise.ts";
import { ATTACKS, attacked, LONG, REFUSED, readYamlFile } from "../builders/hostile.ts";
import { loadScenario } from "../builders/library.ts";
import { goldenHour, STACK } from "../cli/command.ts";
import { readTable } from "./readers.ts";

/**
 * Whatever stands in the texts and names of an exercise, or is typed by those who play it, stays a text: in what is printed,
 * and in every sheet, document and record that leaves.
 */

const MINUTE = 60_000;
let folder: string;
let file: string;
let record: string;
const at = (name: string) => join(folder, name);

interface Rows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly overview: object;
}

/** Numbers of rows as nobody gives them, each its own, of at most forty signs. */
const NUMBERS = [
  (place: number) => `=${place}+1"><svg onload=x>`,
  (place: number) => `@SUM(${place})</script>`,
  (place: number) => `-${place} __proto__ {{7*7}}`,
  (place: number) => `+${place}|' /C calc'!A0`,
];

/** Every text and every name that is a text; senders, controllers and numbers of rows too. */
function hostile(given: object): object {
  const { rows, overview, ...rest } = attacked(given) as Rows;
  return {
    ...rest,
    overview: { ...overview, contact: ATTACKS[4] },
    rows: rows.map((row, place) => ({
      ...row,
      number: NUMBERS[place % NUMBERS.length](place),
      from: ATTACKS[place % ATTACKS.length],
      controller: ATTACKS[(place + 1) % ATTACKS.length],
    })),
  };
}

/** Rows of a file of an exercise. */
const rowsOf = (path: string) => (parse(readFileSync(path, "utf8")) as Rows).rows;

/** Whom each row is from: a text that serves both languages may stand once, or once in each. */
const senders = (path: string) =>
  rowsOf(path).map(({ number, from }) => [number, (from as { en?: string } | undefined)?.en ?? from]);

/** People who type nothing but attacks. */
function played(): PlayedExercise {
  const exercise = new PlayedExercise(
    fileOf(hostile(WATCH_GIVEN) as Record<string, unknown>),
    loadScenario("second-attack"),
  );
  const [a, b, c, d, e] = ATTACKS;
  exercise.seat("mira", "player", "ministry");
  exercise.seat("cora", "controller");
  exercise.seat("eva", "evaluator");
  exercise.ask("director", { kind: "start" });
  const { number, options } = exercise.goToDecision("interior-ministry", 30 * MINUTE);
  exercise.go(exercise.now + MINUTE);
  exercise.ask("mira", { kind: "decide", decision: number, option: options[0], reason: a });
  exercise.ask("mira", { kind: "message", to: "file-hosting", message: "update", text: b });
  const action = exercise.ask("mira", { kind: "free-action", text: c });
  exercise.ask("cora", { kind: "rule-action", action, ruling: { kind: "message", text: d }, reason: e });
  exercise.ask("cora", { kind: "improvise", title: a, text: b, to: ["interior-ministry"], acts: [] });
  exercise.ask("cora", { kind: "row", number: exercise.file.rows[1].number, does: "skip", reason: c });
  const note = { kind: "note", note: "area", text: d, tag: "", row: "", task: "", seat: "ministry" } as const;
  const noted = exercise.ask("eva", note);
  exercise.ask("eva", { kind: "correct", entry: noted, text: e });
  exercise.ask("director", { kind: "pause", why: "discussion", reason: a });
  exercise.ask("director", { kind: "resume" });
  exercise.go(60 * MINUTE);
  exercise.ask("director", { kind: "end" });
  exercise.ask("eva", { kind: "rate", of: "task", about: "see", evidence: [noted], text: b, rating: "S" });
  exercise.ask("director", { kind: "hot-wash" });
  exercise.ask("mira", { kind: "hot-wash-form", answers: { pace: 4 }, texts: { strengths: c } });
  return exercise;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-hostile-exercise-"));
  file = at("constructor.yaml");
  const shipped = readYamlFile("exercises/first-three-hours.yaml");
  writeFileSync(file, stringify({ ...hostile(shipped), id: "constructor", scale: 0.02 }));
  record = at("record.jsonl");
  const { record: kept, seed, address } = played();
  writeFileSync(record, writeRecord(kept, { file: hostile(WATCH_GIVEN), seed, address }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing that steers a terminal or turns the writing. */
const STEERING = /(?![\n\r\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const TAGS = /<(?:img|iframe|script|svg[^>]*onload|a href="(?!#))/i;

interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function expectQuiet(output: Output, code = 0): void {
  expect(output).toMatchObject({ code });
  for (const text of [output.stdout, output.stderr]) {
    expect(STEERING.test(text)).toBe(false);
    expect(text).not.toMatch(STACK);
  }
}

test("it is checked and rehearsed in both languages, and printed as it stands", async () => {
  const rehearse = ["rehearse", file, "--replications", "2"];
  const [checked, english, french, json] = await Promise.all([
    goldenHour("check", file),
    goldenHour(...rehearse),
    goldenHour(...rehearse, "--lang", "fr"),
    goldenHour(...rehearse, "--json"),
  ]);
  for (const output of [checked, english, french, json]) expectQuiet(output);
  for (const { stdout } of [english, french]) {
    expect(stdout).toMatch(/onerror|__proto__/);
    // A name that is longer than its column is cut or wrapped: a table stays within the page.
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
  }
  expect((JSON.parse(json.stdout) as { marking: string }).marking).toContain("EXERCISE");
  expect(({} as { broken?: unknown }).broken).toBeUndefined();
});

test.each(["csv", "xlsx"])("its list of events as %s comes back, and no cell is a formula", async (form) => {
  const [sheet, copy, again] = [at(`one.${form}`), at(`copy-${form}.yaml`), at(`two.${form}`)];
  expectQuiet(await goldenHour("msel", "export", file, "--to", form, "--out", sheet));
  const read = await goldenHour("msel", "import", sheet, "--exercise", file, "--accept", copy);
  expectQuiet(read);
  expectQuiet(await goldenHour("msel", "export", copy, "--to", form, "--out", again));

  expect(senders(copy)).toEqual(senders(file));
  if (form === "csv") {
    expect(readFileSync(again).equals(readFileSync(sheet))).toBe(true);
    for (const line of readTable(readFileSync(sheet, "utf8").replace(/^.*?\n(?=[^\n]*,[^\n]*,)/s, "")))
      for (const cell of Object.values(line)) expect(/^[=+@-]/.test(cell)).toBe(false);
  } else {
    const cells = (await readSheet(sheet)).flat().filter((cell) => typeof cell === "string");
    expect(cells.some((cell) => cell.startsWith("=HYPERLINK("))).toBe(true);
    expect(await readSheet(again)).toEqual(await readSheet(sheet));
  }
});

test("as CEXF it is one object with no other members than its own", async () => {
  const output = await goldenHour("msel", "export", file, "--to", "cexf");
  expectQuiet(output);
  const cexf = JSON.parse(output.stdout) as {
    readonly exercise: object;
    readonly injects: readonly object[];
  };
  expect(Object.getPrototypeOf(cexf.exercise)).toBe(Object.prototype);
  expect(cexf.injects.length).toBeGreaterThan(20);
  expect(output.stdout).toContain("onerror");
});

const DOCUMENTS = [
  ["report", () => record, []],
  ["manual", () => file, []],
  ["handbook", () => file, []],
  ["brief", () => file, ["--seat", "order-desk"]],
] as const;

test.each(DOCUMENTS)(
  "its %s opens as DOCX, HTML and Markdown with attacks for text",
  async (name, source, more) => {
    const paths = ["docx", "html", "md"].map((to) => at(`${name}.${to}`));
    const outputs = await Promise.all(
      ["docx", "html", "md"].map((to, place) =>
        goldenHour("report", source(), "--document", name, ...more, "--to", to, "--out", paths[place]),
      ),
    );
    for (const output of outputs) expectQuiet(output);
    const { value, messages } = await mammoth.extractRawText({ path: paths[0] });
    expect(messages.filter(({ type }) => type === "error")).toEqual([]);
    expect(value).toContain(ATTACKS[0].slice(0, 20));
    const [html, markdown] = paths.slice(1).map((path) => readFileSync(path, "utf8"));
    expect(html).not.toMatch(TAGS);
    expect(html).not.toMatch(/<!--/);
    expect(html).toContain("&lt;img src=x onerror=");
    for (const line of markdown.split("\n"))
      expect(line.replaceAll("<br>", "").replaceAll("<!-- -->", "")).not.toMatch(/(?<!\\)<[a-z!/]/i);
    // No address that was typed is one that can be followed: HTML has no such tag, and Markdown no such bracket.
    expect(markdown).not.toMatch(/(?<!\\)\]\(/);
    for (const text of [value, html, markdown]) expect(STEERING.test(text)).toBe(false);
  },
);

test("signs that are no text are refused at their places, and so is what is too long", async () => {
  const shipped = readYamlFile("exercises/first-three-hours.yaml") as unknown as Rows &
    Record<string, unknown>;
  const signs = Object.values(REFUSED);
  const bad = {
    ...shipped,
    id: "strange",
    title: { en: LONG, fr: signs[0] },
    aim: { en: signs[1], fr: "x" },
    scope: { en: signs[2], fr: signs[3] },
    marking: { en: signs[4], fr: "x" },
    rows: shipped.rows.map((row, place) =>
      place === 0 ? { ...row, from: signs[1], number: signs[2] } : row,
    ),
  };
  writeFileSync(at("strange.yaml"), stringify(bad));
  for (const args of [["check"], ["rehearse"], ["msel", "export"], ["report"]]) {
    const form = { msel: ["--to", "csv"], report: ["--to", "md", "--document", "manual"] }[args[0]] ?? [];
    expectQuiet(await goldenHour(...args, at("strange.yaml"), ...form), 2);
  }
  const json = await goldenHour("check", at("strange.yaml"), "--json");
  expectQuiet(json, 2);
  const { diagnostics } = JSON.parse(json.stdout) as {
    diagnostics: readonly { code: string; path: string }[];
  };
  const paths = (code: string) =>
    diagnostics.filter((each) => each.code.endsWith(code)).map(({ path }) => path);
  expect(paths("/strange_sign").sort()).toEqual(
    ["aim.en", "marking.en", "rows.0.from", "rows.0.number", "scope.en", "scope.fr", "title.fr"].sort(),
  );
  expect(paths("/too_long")).toContain("title.en");
});

test("a file's name, too, is only a name", async () => {
  const name = at("\u001b]0;owned\u0007\u001b[2J\u202e<script>.yaml");
  for (const args of [
    ["rehearse", name],
    ["report", name, "--to", "md"],
    ["msel", "export", name, "--to", "csv"],
    ["msel", "import", name, "--exercise", "first-three-hours"],
    ["msel", "import", at("one.csv"), "--exercise", name],
  ]) {
    const output = await goldenHour(...args);
    expectQuiet(output, 2);
    expect(output.stderr).toContain("<script>");
  }
});
