import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { hasReportedUnit } from "../../src/words/index.ts";
import { goldenHour, ROOT } from "./command.ts";

/** Words that no French sentence has, and every English one of some length has one of. */
const ENGLISH =
  /(?<![\p{L}-])(?:the|of|and|with|which|who|from|nobody|when|every|to|is|are|not|by|its|after)(?![\p{L}-])/iu;

/** Without where something was read: a source is cited as it is called, and the facts' own file is English. */
const withoutSources = (line: string) =>
  line.replaceAll(
    /\((?:[^()]|\([^()]*\))*(?:facts\/|section|article|NetzDG|Law |principle)(?:[^()]|\([^()]*\))*\)/g,
    " ",
  );

/** What is the same in every language: names and places in files, commands, and where something was read. */
const withoutNames = (line: string) =>
  withoutSources(line)
    .replaceAll(/\[(?:facts\/|Invented)[^\]]*\]/g, " ")
    // Ids, addresses, options and what may be typed for them.
    .replaceAll(/[\w.@/-]*[\w][._/:-][\w.@/:-]*/g, " ")
    .replaceAll(/--[\w-]+/g, " ");

/** Lines in which a word of English is left. */
const leftIn = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => ENGLISH.test(withoutNames(line)));

/** Every English text of what ships that is a phrase, with its French. */
function textsIn(value: unknown): (readonly [string, string])[] {
  if (typeof value !== "object" || value === null) return [];
  const { en, fr } = value as { readonly en?: unknown; readonly fr?: unknown };
  if (typeof en === "string" && typeof fr === "string") return [[en, fr]];
  return Object.values(value).flatMap(textsIn);
}

const FILES = readdirSync(join(ROOT, "scenarios"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => parse(readFileSync(join(ROOT, "scenarios", name), "utf8")) as unknown);
const TEXTS = FILES.flatMap(textsIn);
const inFrench = TEXTS.map(([, fr]) => fr).join("\n");
/** Of two words at least, and no part of any French text. */
const PHRASES = [...new Set(TEXTS.map(([en]) => en))].filter(
  (en) => en.length > 11 && en.includes(" ") && !inFrench.includes(en),
);

const flat = (text: string) => text.replaceAll(/\s+/g, " ");

const COMMANDS: readonly (readonly string[])[] = [
  [
    "check",
    "scenarios/sixty-hosts.yaml",
    "scenarios/cookbook/43-capacity-and-hours.yaml",
    "scenarios/cookbook/protocols/51-forbidden-actions.yaml",
    "scenarios/cookbook/protocols/19-finality.yaml",
    "scenarios/protocols/eu-removal-order.yaml",
    "scenarios/protocols/netzdg.yaml",
    "scenarios/protocols/french-2020.yaml",
    "--story",
  ],
  ["list"],
  ["list", "--models"],
  ["coverage", "unclear-order", "--variant", "base", "--seeds", "1"],
  ...["run", "compare", "check", "list", "new", "diff", "coverage", "export", "rehearse"].map((name) => [
    name,
    "--help",
  ]),
];

describe("what the command line prints in French has no English left in it", () => {
  test.each(COMMANDS.map((each) => [each.join(" ").slice(0, 60), each] as const))(
    "%s",
    async (_, command) => {
      const { code, stdout } = await goldenHour(...command, "--lang", "fr");
      expect(code).toBe(0);
      expect(stdout.length).toBeGreaterThan(100);
      expect(leftIn(stdout)).toEqual([]);
      const said = flat(stdout.split("\n").map(withoutSources).join("\n"));
      expect(PHRASES.filter((each) => said.includes(flat(each)))).toEqual([]);
    },
  );

  test("the same in English is found by both", async () => {
    const { stdout } = await goldenHour("list", "--models", "--lang", "en");
    expect(leftIn(stdout).length).toBeGreaterThan(10);
    expect(PHRASES.filter((each) => flat(stdout).includes(flat(each))).length).toBeGreaterThan(0);
  });

  test("every unit of a reported figure has its French", () => {
    const units = FILES.flatMap((file) =>
      ((file as { readonly reported?: readonly { readonly unit: string }[] }).reported ?? []).map(
        ({ unit }) => unit,
      ),
    );
    expect(units.length).toBeGreaterThan(20);
    expect([...new Set(units)].filter((unit) => !hasReportedUnit(unit))).toEqual([]);
  });
});
