import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  BUILT_IN_DELAYS,
  EFFECTS,
  eventsHeard,
  FACT_KINDS,
  GUARDS,
  MESSAGES,
  machinesOf,
  type Protocol,
  type Word,
} from "../../src/model/index.ts";
import {
  BUILT_IN_WAIT_NAMES,
  EFFECT_PHRASES,
  GUARD_PHRASES,
  hasFactClause,
  LANGUAGES,
  ProtocolTeller,
  protocolPage,
} from "../../src/words/index.ts";
import { EVERYTHING, SHIPPED } from "../exchange/statechart/shipped.ts";

test("the page of a protocol tells where its known faults are in its own words", () => {
  const faulty = SHIPPED.filter(([, { declaredFaults }]) => (declaredFaults ?? []).length > 0);
  expect(faulty.length).toBeGreaterThan(8);
  for (const [, protocol] of faulty)
    for (const language of LANGUAGES) {
      const page = JSON.stringify(protocolPage(protocol, machinesOf(protocol), language));
      expect(page).not.toMatch(/roles\.|\.states\.|duties\./);
      for (const { because } of protocol.declaredFaults ?? [])
        expect(page).toContain(JSON.stringify(because[language].replace(/\.$/, "").slice(-20)).slice(1, -1));
    }
});

test("the page of a protocol tells every sanction, with its source, in both languages", () => {
  const threatening = SHIPPED.filter(([, { sanctions }]) => Object.keys(sanctions ?? {}).length > 0);
  expect(threatening.length).toBeGreaterThan(4);
  for (const [, protocol] of threatening)
    for (const language of LANGUAGES) {
      const page = JSON.stringify(protocolPage(protocol, machinesOf(protocol), language)).replaceAll(
        "\u00a0",
        " ",
      );
      for (const { title, source } of Object.values(protocol.sanctions ?? {}))
        for (const text of [title, source])
          expect(page).toContain(JSON.stringify(text[language]).slice(1, -1));
    }
});

type Which = "one" | "other";

const schemaOf = ({ params }: Word) =>
  z.toJSONSchema(params, { io: "input", unrepresentable: "any" }) as Schema;

/** Every parameter of a word, filled with a value that its schema takes: one, or another one. */
function parameters(word: Word, which: Which = "one"): Record<string, unknown> {
  const schema = schemaOf(word);
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([key, each]) => [key, sample(each, schema, which)]),
  );
}

const isNeeded = (word: Word, key: string) => schemaOf(word).required?.includes(key) === true;

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly description?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly minimum?: number;
}

function sample(given: Schema, root: Schema, which: Which): unknown {
  const { $ref, anyOf, properties, additionalProperties } = given;
  if ($ref !== undefined) return sample(root.$defs?.[$ref.split("/").at(-1) ?? ""] ?? {}, root, which);
  if (given.const !== undefined) return given.const;
  if (given.enum !== undefined) return which === "one" ? given.enum.at(-1) : given.enum[0];
  if (anyOf !== undefined) return sample(anyOf[0], root, which);
  const name = which === "one" ? "zebra" : "gnu";
  const number = Math.max(given.minimum ?? 0, 0) + (which === "one" ? 0.37 : 0.61);
  switch (given.type) {
    case "string":
      return given.description?.includes("ISO 8601") === true ? (which === "one" ? "PT7H" : "PT9H") : name;
    case "boolean":
      return which === "one";
    case "number":
      return number;
    case "integer":
      return Math.ceil(number * 10);
    case "array":
      return [sample(given.items ?? {}, root, which)];
    case "object": {
      if (properties === undefined)
        return {
          [name]: sample(typeof additionalProperties === "object" ? additionalProperties : {}, root, which),
        };
      const needed = Object.entries(properties).filter(([key]) => given.required?.includes(key) === true);
      return Object.fromEntries(needed.map(([key, each]) => [key, sample(each, root, which)]));
    }
    default:
      return name;
  }
}

/** What a name would be said as if nobody had given it words. */
const readable = (name: string) => name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

const WORDS: readonly (readonly [string, "guard" | "effect", Word])[] = [
  ...Object.entries<Word>(GUARDS).map(([name, word]) => [name, "guard", word] as const),
  ...Object.entries<Word>(EFFECTS).map(([name, word]) => [name, "effect", word] as const),
];

describe("every guard and effect has its phrase in both languages", () => {
  test("and nothing else has", () => {
    expect(Object.keys(GUARD_PHRASES).sort()).toEqual(Object.keys(GUARDS).sort());
    expect(Object.keys(EFFECT_PHRASES).sort()).toEqual(Object.keys(EFFECTS).sort());
  });

  test.each(WORDS)(
    "%s, a %s: not its bare name, not the same in both, no parameter unsaid",
    (name, kind, word) => {
      const whole = parameters(word);
      const others = parameters(word, "other");
      const say = (params: Record<string, unknown>, language: "en" | "fr") => {
        const teller = new ProtocolTeller(EVERYTHING, language, "none");
        return kind === "guard"
          ? teller.guard({ type: name, params: params as never })
          : teller.effect({ type: name, params: params as never });
      };
      for (const language of LANGUAGES) {
        const said = say(whole, language);
        expect(said).not.toMatch(/undefined|NaN|\[object/);
        expect(said).not.toMatch(new RegExp(`^[“«s]*${readable(name)}[”»s]*$`));
        for (const key of Object.keys(whole)) {
          const { [key]: _, ...without } = whole;
          const changed = [...(isNeeded(word, key) ? [] : [without]), { ...without, [key]: others[key] }];
          const same = changed.every((each) => say(each, language) === said);
          expect({ key, same }).toEqual({ key, same: false });
        }
      }
      expect(say(whole, "fr")).not.toBe(say(whole, "en"));
    },
  );
});

const withEverything: Protocol = {
  ...EVERYTHING,
  decisions: {
    choose: {
      title: { en: "Choose", fr: "Choisir" },
      options: { yes: { value: 1, mark: { kind: "unmarked" } } },
      takes: { law: { kind: "fixed", value: 1 }, mark: { kind: "unmarked" } },
    },
  },
  duties: SHIPPED.map(([, { duties }]) => duties).find((duties) => Object.keys(duties).length > 0) ?? {},
};

test.each(LANGUAGES)("every event that a statechart may hear is said in words (%s)", (language) => {
  const teller = new ProtocolTeller(withEverything, language, "none");
  for (const scope of ["actor", "item", "hash"] as const) {
    const unsaid = eventsHeard(scope, withEverything).filter((event) => !teller.knows(event));
    expect(unsaid).toEqual([]);
  }
  expect(teller.knows("nothing.such")).toBe(false);
});

test("every built-in wait, and every fact that a shipped clock hangs on, has words", () => {
  expect([...BUILT_IN_WAIT_NAMES].sort()).toEqual(Object.keys(BUILT_IN_DELAYS).sort());
  const facts = SHIPPED.flatMap(([, { duties }]) =>
    Object.values(duties).flatMap((duty) =>
      Object.values(duty).flatMap((value: unknown) => {
        const patterns = Array.isArray(value) ? value : [value];
        return patterns.flatMap((each: unknown) =>
          typeof each === "object" && each !== null && "fact" in each ? [String(each.fact)] : [],
        );
      }),
    ),
  );
  expect(facts.length).toBeGreaterThan(5);
  for (const fact of facts) expect(Object.keys(FACT_KINDS)).toContain(fact);
  expect(facts.filter((fact) => !hasFactClause(fact))).toEqual([]);
});

const text = (protocol: Protocol, language: "en" | "fr") =>
  protocolPage(protocol, machinesOf(protocol), language)
    .flatMap((block) =>
      block.kind === "list"
        ? block.items
        : block.kind === "paragraph" || block.kind === "heading"
          ? [block.text]
          : [],
    )
    .join("\n")
    .replaceAll("\u00a0", " ");

describe("a protocol in plain sentences", () => {
  test.each(SHIPPED)(
    "%s: names every state, choice, option, wait and clock, in both languages",
    (_, protocol) => {
      for (const language of LANGUAGES) {
        const said = text(protocol, language);
        expect(said).not.toMatch(/undefined|NaN|\[object/);
        for (const { title } of Object.values(protocol.decisions)) expect(said).toContain(title[language]);
        for (const { title } of Object.values(protocol.duties)) expect(said).toContain(title[language]);
        for (const { title } of Object.values(protocol.roles)) expect(said).toContain(title[language]);
      }
      for (const message of MESSAGES) expect(text(protocol, "en")).not.toContain(`“${message}-`);
    },
  );

  test("says where a number was read, what is assumed, and what each part rests on", () => {
    const protocol: Protocol = {
      ...EVERYTHING,
      delays: {
        short: {
          law: { kind: "fixed", value: 60_000 },
          mark: { kind: "sourced", source: { en: "a book", fr: "a book" } },
        },
        drawn: {
          law: { kind: "exponential", mean: 60_000 },
          mark: {
            kind: "assumed",
            low: 1000,
            high: 3_600_000,
            because: { en: "a guess", fr: "une supposition" },
          },
        },
        later: EVERYTHING.delays.later,
      },
    };
    const said = text(protocol, "en");
    expect(said).toContain("“short”: 1 min [read in a book]");
    expect(said).toContain("[assumed, 1 s to 1 h: a guess]");
    expect(said).toContain("“calm” [assumed]");
    expect(said).toContain("“closed” [recalled]");
    const french = text(protocol, "fr");
    expect(french).toContain("[lu dans a book]");
    expect(french).toContain("[de mémoire]");
  });
});
