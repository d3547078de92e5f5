import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/model/index.ts";
import { parseProtocol, parseScenario, SCENARIO_CODES } from "../../src/scenario/index.ts";
import { BROKEN_FILES, type BrokenFile } from "../broken/table.ts";
import { readerBeside, readerOf } from "./reader.ts";

const FOLDER = join(import.meta.dirname, "../broken");

function diagnose({ file, kind }: BrokenFile): readonly Diagnostic[] {
  const text = readFileSync(join(FOLDER, file), "utf8");
  const result =
    kind === "scenario"
      ? parseScenario(text, { source: file, read: readerBeside(FOLDER) })
      : parseProtocol(text, { source: file });
  return result.ok ? [] : result.diagnostics;
}

function inShort(given: readonly Diagnostic[], file: string): string[] {
  return given.map(
    ({ source, line, column, code }) => `${source === file ? "" : `${source} `}${line}:${column} ${code}`,
  );
}

/** Holds a diagnostic to what the list of codes says about its details. */
function expectDeclared({ code, details }: Diagnostic): void {
  const declared: readonly string[] | undefined = SCENARIO_CODES[code as keyof typeof SCENARIO_CODES];
  expect(declared).toBeDefined();
  for (const name of declared?.filter((each) => !each.endsWith("?")) ?? []) {
    expect(details).toHaveProperty(name);
  }
  const known = [...(declared ?? []).map((each) => each.replace("?", "")), "variant"];
  for (const name of Object.keys(details)) expect(known).toContain(name);
}

describe("a broken file", () => {
  it.each(BROKEN_FILES.map((each) => [each.file, each] as const))(
    "%s is told every fault at its place, the first time and the second",
    (_, broken) => {
      const first = diagnose(broken);
      expect(inShort(first, broken.file)).toEqual(broken.faults);
      expect(diagnose(broken)).toEqual(first);
      for (const each of first) expectDeclared(each);
    },
  );

  it("is one of at least forty, ten of them with three faults or more", () => {
    expect(BROKEN_FILES.length).toBeGreaterThanOrEqual(40);
    expect(BROKEN_FILES.filter((each) => each.faults.length >= 3).length).toBeGreaterThanOrEqual(10);
  });
});

const bomb = (() => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level <= 9; level += 1) {
    const alias = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${new Array(9).fill(alias).join(", ")}]`);
  }
  return lines.join("\n");
})();

const utf16 = Buffer.from("schemaVersion: 1\nid: abroad\n", "utf16le");

/** Files too large or too strange to keep: made here, with the only code that reading them must give. */
const MADE: Readonly<Record<string, { readonly text: () => string; readonly code: string }>> = {
  "50 MB of text": { text: () => "a: b\n".repeat(10_000_000), code: "scenario/too_large" },
  "one byte above the limit, by two-byte letters": {
    text: () => `#${"é".repeat(524_288)}`,
    code: "scenario/too_large",
  },
  "100,000 opened lists": { text: () => "[".repeat(100_000), code: "scenario/too_deep" },
  "100,000 opened tables": { text: () => "{a: ".repeat(100_000), code: "scenario/too_deep" },
  "100,000 dashes in a row": { text: () => "- ".repeat(100_000), code: "scenario/too_deep" },
  "100,000 keys in a row": { text: () => "a: ".repeat(100_000), code: "scenario/too_deep" },
  "100,000 question marks in a row": { text: () => "? ".repeat(100_000), code: "scenario/too_deep" },
  "100 levels of indentation": {
    text: () => Array.from({ length: 100 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    code: "scenario/too_deep",
  },
  "65 levels through aliases": {
    text: () =>
      `a: &a ${"[".repeat(40)}${"]".repeat(40)}\n` +
      `b: &b ${"[".repeat(40)}*a${"]".repeat(40)}\nc: ${"[".repeat(40)}*b${"]".repeat(40)}`,
    code: "scenario/too_deep",
  },
  "a billion laughs": { text: () => bomb, code: "scenario/alias_expands" },
  "101 aliases": {
    text: () => `a: &a 1\nb: [${new Array(101).fill("*a").join(", ")}]`,
    code: "scenario/too_many_aliases",
  },
  "an alias inside itself": { text: () => "a: &a [*a]", code: "scenario/unknown_alias" },
  "a megabyte of closed brackets": {
    text: () => "]".repeat(1_000_000),
    code: "scenario/too_many_parts",
  },
  "UTF-16 read as UTF-8": { text: () => utf16.toString("utf8"), code: "scenario/wrong_encoding" },
  "UTF-16 with its mark": {
    text: () => Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]).toString("utf8"),
    code: "scenario/wrong_encoding",
  },
  "a byte order mark": { text: () => "\uFEFFid: a", code: "scenario/wrong_encoding" },
  "a NUL": { text: () => "id: a\u0000b", code: "scenario/wrong_encoding" },
  "bytes that are not UTF-8": {
    text: () => Buffer.from([0x69, 0x64, 0x3a, 0x20, 0xe9]).toString("utf8"),
    code: "scenario/wrong_encoding",
  },
  "the lexer's own marks": { text: () => "\u0002\u001f\u0018", code: "scenario/wrong_encoding" },
  nothing: { text: () => "", code: "scenario/empty" },
};

describe("text that no scenario is", () => {
  it.each(Object.entries(MADE))("%s is refused as what it is, the first time and the second", (_, made) => {
    for (let time = 0; time < 2; time += 1) {
      for (const kind of ["scenario", "protocol"]) {
        const given = made.text();
        const result =
          kind === "scenario"
            ? parseScenario(given, { source: "made.yaml", read: readerOf({}) })
            : parseProtocol(given, { source: "made.yaml" });
        expect(result.ok ? [] : result.diagnostics.map((each) => each.code)).toEqual([made.code]);
      }
    }
  });

  it("says where an unlawful character stands", () => {
    const result = parseProtocol("id: a\ntitle: b\u0000", { source: "made.yaml" });
    expect(result.ok ? [] : result.diagnostics).toMatchObject([
      { line: 2, column: 9, details: { found: "nul" } },
    ]);
  });

  it("counts the faults that it does not list", () => {
    const text = `schemaVersion: 1\nid: much\n${Array.from({ length: 1000 }, (_, n) => `k${n}: 1`).join("\n")}`;
    const result = parseScenario(text, { source: "much.yaml", read: readerOf({}) });
    const diagnostics = result.ok ? [] : result.diagnostics;
    expect(diagnostics).toHaveLength(201);
    expect(diagnostics.at(-1)).toMatchObject({
      code: "scenario/more_faults",
      details: { shown: 200, left: 802 },
    });
  });

  it("takes 30,000 keys, and finds the last one doubled", () => {
    const keys = Array.from({ length: 30_000 }, (_, n) => `k${n}: 1`);
    const result = parseScenario([...keys, "k0: 1"].join("\n"), { source: "much.yaml", read: readerOf({}) });
    const codes = result.ok ? [] : result.diagnostics.map((each) => each.code);
    expect(codes).toContain("scenario/more_faults");
  });
});
