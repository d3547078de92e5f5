import type {
  Condition,
  InjectAct,
  Mark,
  MselRow,
  Quantity,
  RowTrigger,
  Selector,
  Text,
} from "../../model/index.ts";
import { formatDuration } from "../../model/index.ts";
import { type Language, MSEL_KEYWORDS, type MselKeyword } from "../../words/index.ts";
import { plainWord } from "./plain-word.ts";

/**
 * Conditions, triggers and acts as a line that a person can read and edit in a cell:
 *
 *     condition   state ACTOR [role ROLE] in STATE, STATE
 *                 happened FACT [actor A] [other B] [what W] [how H] [at-least N]
 *                 all (C; C)    any (C; C)    not (C)
 *     trigger     time    by-hand    when C until D+0 02:00:00    unless C
 *     acts        send MESSAGE from A to WHOM [items original|N] [wrong SHARE] [lawful N];
 *                 unreachable A for PT1H;   matching-down P for PT1H;   reviewers P times 0.5 for PT2H;
 *                 wrong-hash P;   mirror P copies 20;   excerpts P copies 5;   appeals P copies 9;   corrected ORIGINAL
 *     WHOM        self   sender   everyone   actor A   kind K   kinds K, L   member M
 *                 and after the last three: member M, jurisdiction J, public yes|no, hosting original|items
 *     a number's mark follows it in brackets:   PT1H (source "…")   0.5 (assumed 0.3 to 0.8 because "…")
 *
 * A word that holds more than letters, digits and . _ / - stands between double quotes, a quote in it twice. The words that
 * belong to the form are in the language of the sheet; a reader takes those of either.
 */

const BARE = /^[\p{L}\p{N}._/-]+$/u;

const quoted = (word: string): string => (BARE.test(word) ? word : `"${word.replaceAll('"', '""')}"`);
const inQuotes = (text: string): string => `"${text.replaceAll('"', '""')}"`;

type Say = (key: MselKeyword) => string;
const sayIn =
  (language: Language): Say =>
  (key) =>
    MSEL_KEYWORDS[key][language];

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(" ");

export function writeCondition(given: Condition, language: Language): string {
  const say = sayIn(language);
  const write = (condition: Condition): string => {
    if ("all" in condition) return `${say("all")} (${condition.all.map(write).join("; ")})`;
    if ("any" in condition) return `${say("any")} (${condition.any.map(write).join("; ")})`;
    if ("not" in condition) return `${say("not")} (${write(condition.not)})`;
    if ("state" in condition) {
      const { actor, role, in: states } = condition.state;
      const inRole = role === undefined ? undefined : joined(say("role"), role);
      return joined(say("state"), actor, inRole, say("in"), states.map(quoted).join(", "));
    }
    const { fact, atLeast, ...fields } = condition.happened;
    const named = (["actor", "other", "what", "how"] as const).flatMap((key) => {
      const word = fields[key];
      return word === undefined ? [] : [say(key), quoted(word)];
    });
    const often = atLeast === undefined ? undefined : joined(say("atLeast"), String(atLeast));
    return joined(say("happened"), fact, ...named, often);
  };
  return write(given);
}

/** `offset`: how the sheet writes a time. */
export function writeTrigger(
  trigger: RowTrigger,
  language: Language,
  offset: (at: number) => string,
): string {
  const say = sayIn(language);
  switch (trigger.kind) {
    case "time":
      return say("time");
    case "manual":
      return say("byHand");
    case "condition":
      return joined(say("when"), writeCondition(trigger.when, language), say("until"), offset(trigger.until));
    case "contingency":
      return joined(say("unless"), writeCondition(trigger.unless, language));
  }
}

/** Once where both languages say the same. */
const inTheirLanguages = ({ en, fr }: Text): string[] => (en === fr ? [en] : [en, fr]).map(inQuotes);

function writeMark(mark: Mark, say: Say, number: (value: number) => string): string | undefined {
  switch (mark.kind) {
    case "unmarked":
      return undefined;
    case "sourced":
      return `(${joined(say("source"), ...inTheirLanguages(mark.source))})`;
    case "assumed": {
      const range = joined(say("assumed"), number(mark.low), say("to"), number(mark.high));
      const reasons = mark.because.en === "" ? [] : inTheirLanguages(mark.because);
      return `(${reasons.length === 0 ? range : joined(range, say("because"), ...reasons)})`;
    }
  }
}

function writeSelector(selector: Selector, say: Say): string {
  if (typeof selector === "string") return say(selector);
  if ("actor" in selector) return joined(say("actor"), selector.actor);
  const parts: string[] = [];
  if ("kind" in selector) {
    const { kind, jurisdiction } = selector;
    parts.push(typeof kind === "string" ? joined(say("kind"), kind) : joined(say("kinds"), kind.join(", ")));
    if (jurisdiction !== undefined) parts.push(joined(say("jurisdiction"), jurisdiction));
  }
  if (selector.member !== undefined) parts.push(joined(say("member"), selector.member));
  if (selector.public !== undefined) parts.push(joined(say("public"), say(selector.public ? "yes" : "no")));
  if (selector.hosting !== undefined) parts.push(joined(say("hosting"), say(selector.hosting)));
  return parts.join(" ");
}

export function writeActs(acts: readonly InjectAct[], language: Language): string {
  const say = sayIn(language);
  const amount = ({ value, mark }: Quantity) => joined(String(value), writeMark(mark, say, String));
  const lasting = ({ value, mark }: Quantity) =>
    joined(say("lasting"), formatDuration(value), writeMark(mark, say, formatDuration));
  const write = (act: InjectAct): string => {
    if ("send" in act) {
      const { items, wrong, lawful } = act;
      const which = items === "original" ? say("original") : String(items);
      return joined(
        say("send"),
        act.send,
        say("from"),
        act.from,
        say("to"),
        writeSelector(act.to, say),
        items === undefined ? undefined : joined(say("items"), which),
        wrong === undefined ? undefined : joined(say("wrong"), amount(wrong)),
        lawful === undefined ? undefined : joined(say("lawful"), String(lawful)),
      );
    }
    if ("unreachable" in act) return joined(say("unreachable"), act.unreachable, lasting(act.lasts));
    if ("matchingDown" in act) return joined(say("matchingDown"), act.matchingDown, lasting(act.lasts));
    if ("reviewers" in act)
      return joined(say("reviewers"), act.reviewers, say("times"), amount(act.factor), lasting(act.lasts));
    if ("wrongHash" in act) return joined(say("wrongHash"), act.wrongHash);
    if ("corrected" in act) return joined(say("corrected"), act.corrected);
    const count = joined(say("copies"), String(act.copies));
    if ("mirror" in act) return joined(say("mirror"), act.mirror, count);
    if ("excerpts" in act) return joined(say("excerpts"), act.excerpts, count);
    return joined(say("appeals"), act.appeals, count);
  };
  return acts.map(write).join(";\n");
}

/** Rule for the owners of an expected action, and who they are: `any`, `all: a, b`. */
export const writeOwners = (
  { owner, actors }: NonNullable<MselRow["expects"]>,
  words: Readonly<Record<"all" | "any", string>>,
): string => (actors.length === 0 ? words[owner] : `${words[owner]}: ${actors.join(", ")}`);

interface Token {
  readonly text: string;
  /** between quotes: never a word of the form */
  readonly isQuoted: boolean;
  /** from 1 */
  readonly at: number;
}

/** Where a written form could not be read: the place in the cell (from 1), what stands there and what could. */
export interface Misread {
  readonly at: number;
  readonly found: string;
  readonly expected: string;
}

export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Misread };

/** An own kind of error, which no caller outside sees. */
class MisreadError extends Error {
  readonly fault: Misread;

  constructor(fault: Misread) {
    super("exchange/misread");
    this.fault = fault;
  }
}

const TOKEN = /\s+|"((?:[^"]|"")*)"|([();,])|([^\s();,"]+)/gy;
const MOST_TOKENS = 20_000;
const MOST_DEPTH = 32;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, within, sign, word] = match;
    place = match.index + whole.length;
    const at = match.index + 1;
    if (within !== undefined) tokens.push({ text: within.replaceAll('""', '"'), isQuoted: true, at });
    else if ((sign ?? word) !== undefined) tokens.push({ text: sign ?? word, isQuoted: false, at });
    if (tokens.length > MOST_TOKENS) break;
  }
  if (place < text.length)
    throw new MisreadError({ at: place + 1, found: text.slice(place, place + 20), expected: '"' });
  return tokens;
}

const BY_WORD: ReadonlyMap<string, ReadonlySet<MselKeyword>> = (() => {
  const found = new Map<string, Set<MselKeyword>>();
  for (const [key, words] of Object.entries(MSEL_KEYWORDS) as [MselKeyword, Record<Language, string>][])
    for (const word of [words.en, words.fr]) {
      const plain = plainWord(word);
      found.set(plain, (found.get(plain) ?? new Set<MselKeyword>()).add(key));
    }
  return found;
})();

/** Goes through the tokens of one cell. */
class Reader {
  private readonly tokens: readonly Token[];
  private readonly length: number;
  private place = 0;
  private depth = 0;

  constructor(text: string) {
    this.tokens = tokensOf(text);
    this.length = text.length;
  }

  get isAtEnd(): boolean {
    return this.place >= this.tokens.length;
  }

  fail(expected: string): never {
    const token = this.tokens[this.place];
    throw new MisreadError({
      at: token?.at ?? this.length + 1,
      found: (token?.text ?? "").slice(0, 40),
      expected,
    });
  }

  private is(key: MselKeyword): boolean {
    const token = this.tokens[this.place];
    return token !== undefined && !token.isQuoted && BY_WORD.get(plainWord(token.text))?.has(key) === true;
  }

  take(key: MselKeyword): boolean {
    if (!this.is(key)) return false;
    this.place++;
    return true;
  }

  need(key: MselKeyword): void {
    if (!this.take(key)) this.fail(MSEL_KEYWORDS[key].en);
  }

  isSign(sign: string): boolean {
    const token = this.tokens[this.place];
    return token !== undefined && !token.isQuoted && token.text === sign;
  }

  takeSign(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.place++;
    return true;
  }

  needSign(sign: string): void {
    if (!this.takeSign(sign)) this.fail(sign);
  }

  oneOf<T extends MselKeyword>(keys: readonly T[]): T {
    for (const key of keys) if (this.take(key)) return key;
    return this.fail(keys.map((key) => MSEL_KEYWORDS[key].en).join(", "));
  }

  word(what: string): string {
    const token = this.tokens[this.place];
    if (token === undefined || (!token.isQuoted && /^[();,]$/.test(token.text))) return this.fail(what);
    this.place++;
    return token.text;
  }

  number(what: string): number {
    const token = this.tokens[this.place];
    const value = token === undefined || token.isQuoted ? Number.NaN : Number(token.text);
    if (!Number.isFinite(value)) return this.fail(what);
    this.place++;
    return value;
  }

  words(what: string): string[] {
    const all = [this.word(what)];
    while (this.takeSign(",")) all.push(this.word(what));
    return all;
  }

  /** What is left, as it was typed. */
  rest(): string {
    const left = this.tokens.slice(this.place).map(({ text }) => text);
    this.place = this.tokens.length;
    return left.join(" ");
  }

  condition(): unknown {
    if (++this.depth > MOST_DEPTH) this.fail("…");
    const found = this.conditionWithin();
    this.depth--;
    return found;
  }

  private conditionWithin(): unknown {
    const kind = this.oneOf(["state", "happened", "all", "any", "not"]);
    switch (kind) {
      case "state": {
        const actor = this.word("actor");
        const role = this.take("role") ? { role: this.word("role") } : {};
        this.need("in");
        return { state: { actor, ...role, in: this.words("state") } };
      }
      case "happened": {
        const asked: Record<string, unknown> = { fact: this.word("fact") };
        for (;;) {
          const key = (["actor", "other", "what", "how", "atLeast"] as const).find(
            (each) => !(each in asked) && this.take(each),
          );
          if (key === undefined) return { happened: asked };
          asked[key] = key === "atLeast" ? this.number("1, 2, 3 …") : this.word(MSEL_KEYWORDS[key].en);
        }
      }
      case "not": {
        this.needSign("(");
        const within = this.condition();
        this.needSign(")");
        return { not: within };
      }
      default: {
        this.needSign("(");
        const parts = [this.condition()];
        while (this.takeSign(";")) parts.push(this.condition());
        this.needSign(")");
        return { [kind]: parts };
      }
    }
  }

  /** A number or a duration with its mark, as a file has it. */
  private quantity<T>(one: () => T): unknown {
    const value = one();
    if (!this.takeSign("(")) return value;
    if (this.take("source")) {
      const source = this.inOneOrBoth();
      this.needSign(")");
      return { value, source };
    }
    this.need("assumed");
    const low = one();
    this.need("to");
    const range = { value, assumed: [low, one()] };
    const because = this.take("because") ? { because: this.inOneOrBoth() } : {};
    this.needSign(")");
    return { ...range, ...because };
  }

  /** What somebody wrote of a number: one text, or the English one and then the French one. */
  private inOneOrBoth(): unknown {
    const en = this.word("…");
    return this.isSign(")") ? en : { en, fr: this.word("…") };
  }

  private selector(): unknown {
    for (const key of ["self", "sender", "everyone"] as const) if (this.take(key)) return key;
    if (this.take("actor")) return { actor: this.word("actor") };
    const found: Record<string, unknown> = {};
    if (this.take("kinds")) found.kind = this.words("kind");
    else if (this.take("kind")) found.kind = this.word("kind");
    for (;;) {
      if (!("member" in found) && this.take("member")) found.member = this.word("member");
      else if ("kind" in found && !("jurisdiction" in found) && this.take("jurisdiction"))
        found.jurisdiction = this.word("jurisdiction");
      else if (!("public" in found) && this.take("public"))
        found.public = this.oneOf(["yes", "no"]) === "yes";
      else if (!("hosting" in found) && this.take("hosting"))
        found.hosting = this.oneOf(["original", "items"]);
      else break;
    }
    if (!("kind" in found) && !("member" in found))
      this.fail("self, sender, everyone, actor, kind, kinds, member");
    return found;
  }

  act(): unknown {
    const lasts = () => {
      this.need("lasting");
      return this.quantity(() => this.word("PT1H"));
    };
    const amount = () => this.quantity(() => this.number("0.5"));
    const copies = () => {
      this.need("copies");
      return this.number("20");
    };
    const key = this.oneOf([
      "send",
      "unreachable",
      "matchingDown",
      "reviewers",
      "wrongHash",
      "mirror",
      "excerpts",
      "appeals",
      "corrected",
    ]);
    const whom = this.word(key);
    switch (key) {
      case "send": {
        this.need("from");
        const act: Record<string, unknown> = { send: whom, from: this.word("actor") };
        this.need("to");
        act.to = this.selector();
        if (this.take("items")) act.items = this.take("original") ? "original" : this.number("original, 20");
        if (this.take("wrong")) act.wrong = amount();
        if (this.take("lawful")) act.lawful = this.number("20");
        return act;
      }
      case "unreachable":
      case "matchingDown":
        return { [key]: whom, lasts: lasts() };
      case "reviewers": {
        this.need("times");
        const factor = amount();
        return { reviewers: whom, factor, lasts: lasts() };
      }
      case "mirror":
      case "excerpts":
      case "appeals":
        return { [key]: whom, copies: copies() };
      default:
        return { [key]: whom };
    }
  }
}

function read<T>(text: string, work: (reader: Reader) => T): Reading<T> {
  try {
    const reader = new Reader(text);
    const value = work(reader);
    if (!reader.isAtEnd) reader.fail("");
    return { ok: true, value };
  } catch (error) {
    if (error instanceof MisreadError) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** A condition as a file has it; whether its names are known is for its schema. */
export const readCondition = (text: string): Reading<unknown> => read(text, (reader) => reader.condition());

/** `duration`: the time that a text names, as a duration in a file. */
export const readTrigger = (text: string, duration: (text: string) => string | undefined): Reading<unknown> =>
  read(text, (reader) => {
    if (reader.take("time")) return { kind: "time" };
    if (reader.take("byHand")) return { kind: "manual" };
    if (reader.take("unless")) return { kind: "contingency", unless: reader.condition() };
    if (!reader.take("when")) reader.fail("time, by-hand, when, unless");
    const when = reader.condition();
    reader.need("until");
    const until = duration(reader.rest());
    return until === undefined ? reader.fail("D+0 02:00:00") : { kind: "condition", when, until };
  });

export const readActs = (text: string): Reading<readonly unknown[]> =>
  read(text, (reader) => {
    const acts: unknown[] = [];
    while (!reader.isAtEnd) {
      acts.push(reader.act());
      if (!reader.isAtEnd) reader.needSign(";");
    }
    return acts;
  });
