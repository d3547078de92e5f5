import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import {
  chartMachine,
  machinesOf,
  type Protocol,
  statesBelow,
  textOfName,
  textOfOption,
  textOfState,
  textOfWait,
} from "../../src/model/index.ts";
import { parseProtocol, parseReference } from "../../src/scenario/index.ts";
import { ProtocolTeller, protocolPage, sayName } from "../../src/words/index.ts";
import { LIBRARY, PROTOCOL_IDS, readShippedProtocol } from "./shipped.ts";

const reference = LIBRARY.reference.map(({ path }) => {
  const result = parseReference(readFileSync(path, "utf8"), { source: path });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.reference;
});
/** Longer terms first: "removal notice" is one, and holds no "notice" of another law. */
const glossary = reference
  .flatMap((each) => each.glossary)
  .sort((one, other) => other.en.length - one.en.length);

/** Texts that are rightly the same in both languages, and why. */
const SAME: ReadonlyMap<string, string> = new Map([
  ["Questions", "the same word"],
  ["Sanctions", "the same word"],
  ["Commission", "the same word"],
  ["Police", "the same word"],
  ["Service", "the same word"],
  ["spread-model.md section 5.", "nothing but a citation"],
]);

/** French words that the English text holds only as a part of another meaning. */
const plain = (text: string) => text.toLowerCase().replaceAll("’", "'").replaceAll("\u00a0", " ");

/** Without the names of facts and files, which are the same in every language. */
const withoutCitations = (text: string) => text.replaceAll(/\S*[/_]\S*/g, " ");

/** A term in the singular or plural, as whole words. */
function patternOf(term: string): RegExp {
  const words = plain(term)
    .split(" ")
    .map((word) => `${word.replaceAll(/[^\p{L}\p{N}']/gu, "").replace(/y$/, "(?:y|ies)")}(?:s|es|x|e|ée?s?)?`)
    .join(" ");
  return new RegExp(`(?<![\\p{L}])${words}(?![\\p{L}])`, "gu");
}

const holds = (text: string, term: string) => patternOf(term).test(plain(text));

/** Terms of the glossary that an English text holds: what a longer one has taken holds no shorter one. */
function termsIn(text: string): typeof glossary {
  let left = plain(withoutCitations(text));
  return glossary.filter(({ en }) => {
    const found = patternOf(en).test(left);
    left = left.replaceAll(patternOf(en), " ");
    return found;
  });
}

interface Found {
  readonly path: string;
  readonly en: unknown;
  readonly fr: unknown;
}

/** What names of documents hold in lower case: these are published so, in any language. */
const OF_REFERENCES: ReadonlySet<string> = new Set([
  "section",
  "sections",
  "article",
  "articles",
  "via",
  "newsroom",
  "min",
  "technadu",
  "threadreaderapp",
  "ensoundmedia",
]);

/** Whether a source is more than a reference: it holds a law, which each language names, or words of a sentence. */
function isProse(source: string): boolean {
  const words = source
    .split(/\s+/)
    .filter((each) => !/[/_\d]/.test(each) && !/\w\.\w/.test(each))
    .join(" ");
  const told = words.match(/(?<!\p{L})\p{Ll}{2,}(?!\p{L})/gu) ?? [];
  return (
    told.some((each) => !OF_REFERENCES.has(each)) ||
    /Regulation|\b(?:Act|Law|Rules|Code)\b|NetzDG,|DSA,/.test(source)
  );
}

/** Every text in two languages of a file, and every title, story, description or reason that is in one only. */
function textsOf(value: unknown, path: string): Found[] {
  if (typeof value !== "object" || value === null) return [];
  const table = value as Readonly<Record<string, unknown>>;
  if ("en" in table || "fr" in table) return [{ path, en: table.en, fr: table.fr }];
  return Object.entries(table).flatMap(([key, each]) => {
    const isText =
      ["title", "story", "instrument"].includes(key) ||
      key === "description" ||
      // Why a number is assumed, or a fault is one of the real protocol, is read by whoever reads what comes of the file.
      key === "because";
    const sources = key === "source" ? [each] : key === "sources" && Array.isArray(each) ? each : [];
    const prose = sources.filter((one) => typeof one === "string" && isProse(one));
    if (prose.length > 0) return prose.map((one) => ({ path: `${path}.${key}`, en: one, fr: undefined }));
    if (isText && typeof each === "string") return [{ path: `${path}.${key}`, en: each, fr: undefined }];
    return textsOf(each, `${path}.${key}`);
  });
}

const FILES = [...LIBRARY.scenarios, ...LIBRARY.protocols, ...LIBRARY.platforms, ...LIBRARY.reference]
  // The glossary is what the others are held to.
  .filter(({ id }) => id !== "register" && id !== "glossary")
  .map(({ id, path }) => [id, textsOf(parse(readFileSync(path, "utf8")), "")] as const);

/** Examples of the cookbook, their protocols, and exercises: read like what is shipped to be run. */
const SHIPPED = join(import.meta.dirname, "../../scenarios");
const OTHERS = ["cookbook", "exercises"].flatMap((folder) =>
  readdirSync(join(SHIPPED, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => {
      const path = join(folder, name);
      return [path, textsOf(parse(readFileSync(join(SHIPPED, path), "utf8")), "")] as const;
    }),
);

/** What is wrong with texts: missing, the same by accident, or another word than the glossary's. */
function faultsOf(texts: readonly Found[]): string[] {
  return texts.flatMap(({ path, en, fr }) => {
    if (typeof en !== "string" || typeof fr !== "string" || en === "" || fr === "")
      return [`${path}: one language only`];
    if (en === fr) return SAME.has(en) ? [] : [`${path}: the same in both: ${en}`];
    return termsIn(en)
      .filter((term) => ![term.fr, ...term.also].some((each) => holds(fr, each)))
      .map((term) => `${path}: ${term.en} is ${term.fr}: ${fr}`);
  });
}

/** States, options, delays and other names of a protocol that have no text; the last are those that its page names. */
function withoutTexts(protocol: Protocol): string[] {
  const machines = machinesOf(protocol);
  const states = machines.flatMap((machine) =>
    statesBelow(chartMachine(machine, protocol))
      .slice(1)
      .map(({ id }) => id.split("."))
      .filter(([name, ...keys]) => textOfState(protocol, name, keys) === undefined)
      .map((keys) => keys.join(".")),
  );
  const options = Object.entries(protocol.decisions).flatMap(([decision, each]) =>
    Object.keys(each.options)
      .filter((option) => textOfOption(protocol, decision, option) === undefined)
      .map((option) => `${decision}.${option}`),
  );
  const waits = Object.keys(protocol.delays).filter((name) => textOfWait(protocol, name) === undefined);
  const spy = vi.spyOn(ProtocolTeller.prototype, "quote");
  protocolPage(protocol, machines, "fr");
  const named = new Set(spy.mock.calls.map(([name]) => name));
  spy.mockRestore();
  // A guard's clauses are made before it is known which of its parameters are there.
  const names = [...named].filter(
    (name) =>
      name !== "undefined" &&
      textOfName(protocol, name) === undefined &&
      sayName(name, "en") === sayName(name, "fr"),
  );
  return [...states, ...options, ...waits, ...names];
}

/** The cookbook's protocols, and those of its clocks. */
const IN_COOKBOOK = readdirSync(join(SHIPPED, "cookbook"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml") && /(?:^|\/)protocols\//.test(name))
  .map((name) => {
    const result = parseProtocol(readFileSync(join(SHIPPED, "cookbook", name), "utf8"), { source: name });
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    return [name, result.protocol] as const;
  });

describe("what people read instead of the names in a protocol", () => {
  test.each(IN_COOKBOOK)("cookbook/%s: every state, option, wait and name has a text", (_, protocol) => {
    expect(withoutTexts(protocol)).toEqual([]);
  });

  test.each(PROTOCOL_IDS)("%s: every state, option, wait and name has a text", (id) => {
    expect(withoutTexts(readShippedProtocol(id))).toEqual([]);
  });

  test("a state, an option, a wait and a flag without one are found", () => {
    const protocol = readShippedProtocol("life-of-a-copy");
    const { texts, decisions } = readShippedProtocol("hash-sharing");
    const without = { ...protocol, decisions, texts: { ...protocol.texts, waits: {}, states: {} } };
    expect(withoutTexts(protocol)).toEqual([]);
    expect(withoutTexts(without)).toEqual(
      expect.arrayContaining(["item.visible.kept", "open-label.open", "appealFiled"]),
    );
    expect(withoutTexts({ ...protocol, texts: { ...protocol.texts, names: {} } })).toContain("crisis");
    expect(texts?.options?.decline.fr).toBe("pas de libellé");
  });
});

describe("what a clock stands on is named in the language of the page", () => {
  test.each(PROTOCOL_IDS)("%s", (id) => {
    const protocol = readShippedProtocol(id);
    const [english, french] = (["en", "fr"] as const).map((language) =>
      plain(JSON.stringify(protocolPage(protocol, machinesOf(protocol), language))),
    );
    for (const { instrument } of Object.values(protocol.duties)) {
      expect(english).toContain(plain(instrument.en));
      expect(french).toContain(plain(instrument.fr));
      if (!instrument.fr.includes(instrument.en)) expect(french).not.toContain(plain(`, ${instrument.en}`));
    }
  });
});

describe("every text of the library is there in English and French, in the glossary's words", () => {
  test.each(FILES)("%s", (_, texts) => {
    expect(faultsOf(texts)).toEqual([]);
  });

  test.each(OTHERS)("%s", (_, texts) => {
    expect(texts.length).toBeGreaterThan(0);
    expect(faultsOf(texts)).toEqual([]);
  });

  test("a reason or a description in one language is found wherever it stands", () => {
    const file =
      "a: { value: 1, assumed: [0, 2], because: Invented. }\nb: [{ states: { c: { description: Up. } } }]";
    expect(textsOf(parse(file), "").map(({ path }) => path)).toEqual([
      ".a.because",
      ".b.0.states.c.description",
    ]);
  });

  test("words beside a reference are found where they are in one language, and a reference is none", () => {
    const file =
      'a: { value: 1, source: "facts/a.md section 2.1: nobody knows" }\nsources: ["facts/a.md section 2", "Law of May"]';
    expect(textsOf(parse(file), "").map(({ en }) => en)).toEqual([
      "facts/a.md section 2.1: nobody knows",
      "Law of May",
    ]);
    for (const cited of [
      "facts/incidents.json platform-youtube/netzdg_precision_youtube_2018h2",
      "incidents.json christchurch-2019/stream_length: Facebook newsroom, C. Sonderby, 18 Mar 2019 (via Metro, AP)",
      "https://gifct.org/incident-response, https://gifct.org/incident-response-activity",
    ])
      expect(isProse(cited)).toBe(false);
    for (const prose of ["Regulation (EU) 2021/784, article 3(3)", "a/b: fewer than 200 views"])
      expect(isProse(prose)).toBe(true);
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
