import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseReference } from "../../src/scenario/index.ts";
import { LIBRARY } from "./shipped.ts";

const reference = LIBRARY.reference.map(({ path }) => {
  const result = parseReference(readFileSync(path, "utf8"), { source: path });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.reference;
});
const glossary = reference.flatMap((each) => each.glossary);

/** Texts that are rightly the same in both languages, and why. */
const SAME: ReadonlyMap<string, string> = new Map([
  ["Questions", "the same word"],
  ["Sanctions", "the same word"],
]);

/** French words that the English text holds only as a part of another meaning. */
const plain = (text: string) => text.toLowerCase().replaceAll("’", "'").replaceAll("\u00a0", " ");

/** A term in the singular or plural, as whole words. */
function holds(text: string, term: string): boolean {
  const words = plain(term)
    .split(" ")
    .map((word) => `${word.replaceAll(/[^\p{L}\p{N}']/gu, "").replace(/y$/, "(?:y|ies)")}(?:s|es|x|e|ée?s?)?`)
    .join(" ");
  return new RegExp(`(?<![\\p{L}])${words}(?![\\p{L}])`, "u").test(plain(text));
}

interface Found {
  readonly path: string;
  readonly en: unknown;
  readonly fr: unknown;
}

/** Every text in two languages of a file, and every title, story or description that is in one only. */
function textsOf(value: unknown, path: string): Found[] {
  if (typeof value !== "object" || value === null) return [];
  const table = value as Readonly<Record<string, unknown>>;
  if ("en" in table || "fr" in table) return [{ path, en: table.en, fr: table.fr }];
  return Object.entries(table).flatMap(([key, each]) => {
    const isText = ["title", "story"].includes(key) || (key === "description" && path === "");
    if (isText && typeof each === "string") return [{ path: `${path}.${key}`, en: each, fr: undefined }];
    return textsOf(each, `${path}.${key}`);
  });
}

const FILES = [...LIBRARY.scenarios, ...LIBRARY.protocols, ...LIBRARY.platforms]
  .filter(({ id }) => id !== "register")
  .map(({ id, path }) => [id, textsOf(parse(readFileSync(path, "utf8")), "")] as const);

/** What is wrong with texts: missing, the same by accident, or another word than the glossary's. */
function faultsOf(texts: readonly Found[]): string[] {
  return texts.flatMap(({ path, en, fr }) => {
    if (typeof en !== "string" || typeof fr !== "string" || en === "" || fr === "")
      return [`${path}: one language only`];
    if (en === fr) return SAME.has(en) ? [] : [`${path}: the same in both: ${en}`];
    return glossary
      .filter((term) => holds(en, term.en) && !holds(fr, term.fr))
      .map((term) => `${path}: ${term.en} is ${term.fr}: ${fr}`);
  });
}

describe("every text of the library is there in English and French, in the glossary's words", () => {
  test.each(FILES)("%s", (_, texts) => {
    expect(faultsOf(texts)).toEqual([]);
  });

  test("a missing one, one that is the same by accident, and another word are found", () => {
    const en = "Two hashes and a removal order";
    expect(faultsOf([{ path: "a", en, fr: undefined }])).toHaveLength(1);
    expect(faultsOf([{ path: "a", en, fr: en }])).toHaveLength(1);
    expect(faultsOf([{ path: "a", en, fr: "Deux hachages et un ordre de retrait" }])).toHaveLength(2);
    expect(faultsOf([{ path: "a", en, fr: "Deux empreintes et une injonction de retrait" }])).toEqual([]);
    expect(faultsOf([{ path: "a", en: "Competent authorities", fr: "Autorités compétentes" }])).toEqual([]);
    expect(glossary.length).toBeGreaterThan(8);
  });
});
