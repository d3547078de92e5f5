import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mammoth from "mammoth";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import {
  ATTACKS,
  attacked,
  hostileScenario,
  LONG,
  REFUSED,
  readYamlFile,
  refusedScenario,
} from "../builders/hostile.ts";
import { goldenHour, STACK } from "../cli/command.ts";
import {
  readArchive,
  readCloudEvents,
  readHashes,
  readOcel,
  readOrders,
  readStatements,
  readTable,
  readXes,
} from "./readers.ts";

/** Whatever stands in a scenario's texts stays a text: in what is printed, and in every file that leaves. */

let folder: string;
let file: string;
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-hostile-"));
  file = at("constructor.yaml");
  writeFileSync(file, hostileScenario());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing that steers a terminal or turns the writing. */
const STEERING = /(?![\n\r\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

function expectQuiet({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): void {
  for (const text of [stdout, stderr]) {
    expect(STEERING.test(text)).toBe(false);
    expect(text).not.toMatch(STACK);
  }
}

/** A page with these texts in it holds none of their elements: what opens a tag is written as an entity. */
function expectText(html: string): void {
  expect(html).not.toMatch(/<(?:img|iframe|script|a href="javascript|svg[^>]*onload)/i);
  expect(html).not.toMatch(/<!--/);
  expect(html).toContain("&lt;img src=x onerror=");
}

test("signs that are no text are refused, each at its place, along with what is too long", async () => {
  const { text, at: places } = refusedScenario();
  writeFileSync(at("starter.yaml"), text);
  const checked = await goldenHour("check", at("starter.yaml"));
  expect(checked.code).toBe(2);
  expectQuiet(checked);
  const json = await goldenHour("check", at("starter.yaml"), "--json");
  expectQuiet(json);
  const { diagnostics } = JSON.parse(json.stdout) as {
    diagnostics: readonly { code: string; path: string; sentence: string }[];
  };
  const strange = diagnostics.filter(({ code }) => code === "scenario/strange_sign");
  expect(strange.map(({ path }) => path).sort()).toEqual(Object.values(places).sort());
  for (const sign of Object.keys(REFUSED))
    expect(strange.some(({ sentence }) => sentence.includes(sign))).toBe(true);
  const long = diagnostics.filter(({ code }) => code === "scenario/too_long");
  expect(long.map(({ path }) => path)).toContain("story.fr");
  expect(long[0].sentence).toContain(String(LONG.length).slice(0, 2));
  expectQuiet(await goldenHour("run", at("starter.yaml")));
});

const SMALL = ["--replications", "2", "--scale", "0.05", "--backend", "inline", "--sensitivity", "0"];
const ENDINGS: Readonly<Record<string, string>> = { report: "html", brief: "docx" };
const filesOf = (...options: readonly string[]) =>
  options.flatMap((option) => [`--${option}`, at(`c.${ENDINGS[option] ?? option}`)]);

test("the rest goes through every command, and is printed as it stands", async () => {
  const checked = await goldenHour("check", file);
  expect(checked).toMatchObject({ code: 0 });
  const outputs = await Promise.all([
    goldenHour(
      "run",
      file,
      "--scale",
      "0.05",
      "--log",
      at("log.jsonl"),
      "--report",
      at("run.html"),
      "--xlsx",
      at("run.xlsx"),
    ),
    goldenHour("run", file, "--replications", "2", "--scale", "0.05", "--lang", "fr"),
    goldenHour("compare", file, ...SMALL, ...filesOf("csv", "report", "xlsx", "brief")),
    goldenHour("coverage", file, "--seeds", "2"),
    goldenHour("list"),
  ]);
  for (const output of [checked, ...outputs]) {
    expect(output).toMatchObject({ code: 0 });
    expectQuiet(output);
  }
  expect(outputs[0].stdout).toContain("onerror");
  expect(({} as { broken?: unknown }).broken).toBeUndefined();
});

test("a file's name, too, is only a name: every command that is given one says so without steering the terminal", async () => {
  const name = at("\u001b]0;owned\u0007\u001b[2J\u202e<script>.yaml");
  const odd = [
    ["run", name],
    ["check", name],
    ["coverage", name],
    ["hindcast", name],
    ["diff", name, name],
    ["export", name, "--to", "text"],
    ["new", name],
    ["run", "night-watch", "--variant", name],
    [name],
  ];
  for (const output of await Promise.all(odd.map((args) => goldenHour(...args)))) {
    expect(output.code).toBe(2);
    expectQuiet(output);
    expect(`${output.stdout}${output.stderr}`).toContain("<script>");
  }
  // A file that is there by that name is run like any other.
  writeFileSync(name, readFileSync(file));
  for (const args of [
    ["check", name],
    ["coverage", name, "--seeds", "1"],
  ]) {
    const output = await goldenHour(...args);
    expect(output.code).toBe(0);
    expectQuiet(output);
  }
  // Nothing was reported of it, so there is nothing to hold it against: said, and no failure of the product.
  const held = await goldenHour("hindcast", file);
  expect(held.code).toBe(2);
  expectQuiet(held);
});

test("a hostile protocol is told apart from another and exported; what opens a tag is no tag there", async () => {
  const protocol = at("protocol.yaml");
  writeFileSync(protocol, stringify(attacked(readYamlFile("protocols/hotline-routing.yaml"))));
  const forms = ["text", "mermaid", "scxml", "xstate"];
  const outputs = await Promise.all([
    goldenHour("diff", "hotline-routing", protocol),
    ...forms.map((form) => goldenHour("export", protocol, "--to", form)),
  ]);
  for (const output of outputs) {
    expect(output).toMatchObject({ code: 0 });
    expectQuiet(output);
  }
  const [difference, text, mermaid, scxml, xstate] = outputs.map(({ stdout }) => stdout);
  for (const told of [difference, text]) expect(told).toContain("onerror");
  const tags = /<(?:img|iframe|script|svg[^>]*onload)/i;
  expect(mermaid).not.toMatch(tags);
  // Comments of XML hold what they hold, up to their own end.
  expect(scxml.replaceAll(/<!--(?:(?!--)[\s\S])*-->/g, "")).not.toMatch(tags);
  JSON.parse(xstate);
});

test("pages hold the attacks as text", () => {
  for (const name of ["run.html", "c.html"]) expectText(readFileSync(at(name), "utf8"));
});

test("workbooks and the brief open elsewhere, with texts for cells and no formula", async () => {
  for (const name of ["run.xlsx", "c.xlsx"]) {
    const sheets = await Promise.all([1, 2, 3, 4, 5].map((sheet) => readSheet(at(name), sheet)));
    const cells = sheets.flat(2).filter((cell) => typeof cell === "string");
    expect(cells.some((cell) => cell.startsWith("=HYPERLINK("))).toBe(true);
    for (const [[mark]] of sheets) expect(mark).toBe("SIMULATION");
  }
  const { value } = await mammoth.extractRawText({ path: at("c.docx") });
  expect(value).toContain(ATTACKS[0].slice(0, 20));
});

test("every export of its log is read by its readers", async () => {
  const read: Readonly<Record<string, (text: string) => unknown>> = {
    cloudevents: readCloudEvents,
    ocel: readOcel,
    xes: readXes,
    events: readTable,
    statements: readStatements,
    "statements-csv": readArchive,
    orders: readOrders,
    "orders-html": (text) => expect(text).not.toMatch(/<(?:img|svg|iframe|script)/i),
    hashes: readHashes,
  };
  const outputs = await Promise.all(
    Object.keys(read).map(
      async (to) => [to, await goldenHour("export", at("log.jsonl"), "--to", to)] as const,
    ),
  );
  for (const [to, output] of outputs) {
    expect(output).toMatchObject({ code: 0 });
    expect(output.stderr).toBe("");
    read[to](output.stdout);
    // What spreadsheets would reckon stands behind an apostrophe.
    if (to.endsWith("csv") || to === "events")
      for (const row of readTable(output.stdout))
        for (const cell of Object.values(row)) expect(/^[=+@]/.test(cell)).toBe(false);
  }
});
