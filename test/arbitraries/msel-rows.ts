import * as fc from "fast-check";
import {
  ACTOR_KINDS,
  type Condition,
  FACT_NAMES,
  formatDuration,
  INJECT_KINDS,
  MESSAGES,
  METHODS,
  type MselRow,
  mselRow,
  PLANNING_STATUSES,
} from "../../src/model/index.ts";

/** Rows of a list of events with everything that a file may hold, and texts that a spreadsheet would misread. */

export const PARTIES = ["platform-a", "police-unit", "hotline", "board", "all-stars", "ngo-1"] as const;
export const OBJECTIVES = ["speed", "rights"] as const;

const AWKWARD = [
  "=1+1",
  "+33 1 23 45 67 89",
  "-00:05:00",
  "@control",
  "'=quoted",
  "''-",
  '"quoted"',
  'a "b" c',
  "a,b;c\td",
  "first\nsecond",
  "first\r\nsecond",
  "\rreturn",
  " space ",
  "شرطة الإنترنت",
  "\u202eevil",
  "nul\u0000nul",
  "_x0041_",
  "constructor",
  "__proto__",
  "0012",
  "1.0",
  "TRUE",
  "#REF!",
  "sep=;",
  "\ufeffmark",
  "<b>&amp;</b>",
  "émoji 🚨",
  "half \ud83d",
  "½ ﬁ Œ",
];
const words = fc.oneof(
  fc.constantFrom(...AWKWARD),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
);
const text = fc.oneof(words, fc.record({ en: words, fr: words }));
const word = fc.oneof(
  fc.constantFrom("open", "state", "in", "at-least", "a b", 'say "so"', "x;y", "(z)", "état", "de", "3"),
  fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 }),
);
const party = fc.constantFrom(...PARTIES);
const at = fc.oneof(
  fc.constantFrom(0, -300_000, 1, -1, 86_400_000, 3_599_999),
  fc.integer({ min: -400_000_000, max: 4_000_000_000 }),
);
const duration = at.map(formatDuration);
const long = fc.integer({ min: 1, max: 900_000_000 }).map(formatDuration);
const size = fc.oneof(
  fc.integer({ min: 0, max: 1_000_000_000 }),
  fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
);
const reason = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc
    .record({
      en: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
      fr: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
    })
    .filter(({ en, fr }) => en !== fr),
);

const marked = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(
    value,
    fc.record({ value, source: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }) }),
    fc.tuple(value, fc.option(reason, { nil: undefined })).map(([given, because]) => ({
      value: given,
      assumed: [given, given],
      ...(because === undefined ? {} : { because }),
    })),
  );

const condition: fc.Arbitrary<Condition> = fc.letrec<{ whole: Condition; part: Condition }>((tie) => ({
  whole: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("part"),
    fc.record({ all: fc.array(tie("whole"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("whole"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("whole") }),
  ),
  part: fc.oneof(
    fc.record({
      state: fc.record(
        { actor: party, role: party, in: fc.array(word, { minLength: 1, maxLength: 3 }) },
        { requiredKeys: ["actor", "in"] },
      ),
    }),
    fc.record({
      happened: fc.record(
        {
          fact: fc.constantFrom(...FACT_NAMES),
          actor: party,
          other: party,
          what: word,
          how: word,
          atLeast: fc.integer({ min: 1, max: 1_000_000 }),
        },
        { requiredKeys: ["fact"] },
      ),
    }),
  ),
})).whole;

const wide = { public: fc.boolean(), hosting: fc.constantFrom("original", "items") };
const kind = fc.constantFrom(...ACTOR_KINDS);
const selector = fc.oneof(
  fc.constantFrom("self", "sender", "everyone"),
  fc.record({ actor: party }),
  fc.record(
    {
      kind: fc.oneof(kind, fc.array(kind, { minLength: 1, maxLength: 3 })),
      member: party,
      jurisdiction: party,
      ...wide,
    },
    { requiredKeys: ["kind"] },
  ),
  fc.record({ member: party, ...wide }, { requiredKeys: ["member"] }),
);
const copies = fc.integer({ min: 1, max: 10_000 });
const share = fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs);
const act = fc.oneof(
  fc.record(
    {
      send: fc.constantFrom(...MESSAGES),
      from: party,
      to: selector,
      items: fc.oneof(fc.constant("original"), copies),
      wrong: marked(share),
      lawful: copies,
    },
    { requiredKeys: ["send", "from", "to"] },
  ),
  fc.record({ unreachable: party, lasts: marked(long) }),
  fc.record({ matchingDown: party, lasts: marked(long) }),
  fc.record({ reviewers: party, factor: marked(size), lasts: marked(long) }),
  fc.record({ wrongHash: party }),
  fc.record({ mirror: party, copies }),
  fc.record({ excerpts: party, copies }),
  fc.record({ appeals: party, copies }),
  fc.record({ corrected: party }),
);
const trigger = fc.oneof(
  fc.record({ kind: fc.constant("time") }),
  fc.record({ kind: fc.constant("manual") }),
  fc.record({ kind: fc.constant("condition"), when: condition, until: duration }),
  fc.record({ kind: fc.constant("contingency"), unless: condition }),
);
const actors = fc.uniqueArray(party, { maxLength: 4 });

/** A row as a file has it. */
const inFile = fc.record(
  {
    number: fc.oneof(
      fc.constantFrom("ADMIN-1", "1.03", "=7", "+8", "-9", "@10", "0012", "'=x", "E=mc"),
      fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 }),
    ),
    kind: fc.constantFrom(...INJECT_KINDS),
    title: text,
    at: duration,
    due: duration,
    move: fc.integer({ min: 0, max: 99 }),
    groupOrder: fc.integer({ min: 0, max: 5000 }),
    from: words,
    to: actors,
    method: fc.constantFrom(...METHODS),
    subject: text,
    text,
    trigger,
    acts: fc.array(act, { maxLength: 3 }),
    expects: fc.record(
      { text, when: condition, owner: fc.constantFrom("all", "any"), actors, within: duration },
      { requiredKeys: ["text"] },
    ),
    objective: fc.constantFrom(...OBJECTIVES),
    controller: words,
    notesController: text,
    notesEvaluator: text,
    score: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
    planningStatus: fc.constantFrom(...PLANNING_STATUSES),
    visibility: fc.constantFrom("shown", "hidden"),
    rowStyle: fc
      .record(
        {
          colour: fc.constantFrom("#ff8800", "#00AAff", "#ffffff"),
          height: fc.integer({ min: 1, max: 500 }),
        },
        { requiredKeys: [] },
      )
      .filter((style) => Object.keys(style).length > 0),
  },
  { requiredKeys: ["number", "title"] },
);

export const rowName = (number: string): string => number;

export const mselRows = (maxLength: number): fc.Arbitrary<readonly MselRow[]> =>
  fc
    .uniqueArray(inFile, { maxLength, selector: ({ number }) => number })
    .map((rows) => rows.map((row) => mselRow.parse(row) as MselRow));
