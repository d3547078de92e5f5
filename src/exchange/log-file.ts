import {
  BEYOND,
  type Dictionary,
  type EventLog,
  FACT_BY_CODE,
  FACT_KINDS,
  type Fact,
  type FactKind,
  type FactName,
  type FactRecord,
  inBoth,
  itemName,
  type LogDuty,
  type LogHeader,
} from "../model/index.ts";
import { SIMULATION_MARK } from "../words/index.ts";

/**
 * The log as a file: JSON Lines. The first line is the header, then one line for each kept fact in order, and last what
 * the run itself said at its end, by which a reader sees that the file is whole.
 */

/** The last line: what the run said when it ended. */
export interface LogEnd {
  readonly digest: string;
  /** entries taken from the event list */
  readonly events: number;
  /** facts of the run, kept or not */
  readonly facts: number;
  readonly measures: readonly LogMeasure[];
}

export interface LogMeasure {
  readonly id: string;
  readonly unit: string;
  readonly platform?: string;
  /** null: it has no value in this replication */
  readonly value: number | null;
}

/** What stands on everything that leaves the product: nobody shall take it for a record of what happened. */
const MARK = SIMULATION_MARK.en;

export function headerLine(header: LogHeader, kept: EventLog["kept"]): string {
  return `${JSON.stringify({ ...header, kept, mark: MARK })}\n`;
}

export function endLine(end: LogEnd): string {
  return `${JSON.stringify({ end: true, ...end })}\n`;
}

/** Whether a file that begins like this is one of our logs: none of its other lines is looked at. */
export function beginsLikeLog(text: string): boolean {
  return /^\{"format":"golden-hour-log"[,}]/.test(text);
}

interface LineShape {
  readonly head: string;
  readonly item?: string;
  readonly actor?: string;
  readonly other?: string;
  readonly what?: string;
  readonly how?: string;
  readonly x?: string;
  readonly y?: string;
}

const key = (name: string | undefined) => (name === undefined ? undefined : `,${JSON.stringify(name)}:`);

const SHAPES: readonly (LineShape | undefined)[] = FACT_BY_CODE.map((name) => {
  if (name === undefined) return undefined;
  const { slots }: FactKind = FACT_KINDS[name];
  return {
    head: `,"kind":${JSON.stringify(name)}`,
    item: key(slots.item),
    actor: key(slots.actor),
    other: key(slots.other),
    what: key(slots.what),
    how: key(slots.how),
    x: key(slots.x),
    y: key(slots.y),
  };
});

/** JSON knows no NaN and no infinity: both become null, as `JSON.stringify` has it. */
const numberText = (value: number) => (Number.isFinite(value) ? String(value + 0) : "null");

/**
 * Writes facts as lines, each the JSON of `toRecord`, without making the record: a full log has millions of lines.
 */
export class FactLines {
  private readonly dictionary: Dictionary;
  private readonly quoted: string[] = [];

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  private word(number: number): string {
    const known = this.quoted[number];
    if (known !== undefined) return known;
    const made = JSON.stringify(this.dictionary.text(number));
    // A number not given yet has no text: it must be asked again.
    if (number < this.dictionary.size) this.quoted[number] = made;
    return made;
  }

  line(fact: Fact): string {
    const shape = SHAPES[fact.kind];
    if (shape === undefined) throw new Error(`exchange/unknown_fact: ${fact.kind}`);
    const at = fact.at >= BEYOND ? '"beyond"' : numberText(fact.at);
    let line = `{"n":${fact.number},"at":${at}${shape.head}`;
    if (fact.cause !== 0) line += `,"cause":${fact.cause}`;
    if (fact.wait !== 0) line += `,"wait":${this.word(fact.wait)}`;
    if (shape.item !== undefined && (fact.itemHi !== 0 || fact.itemLo !== 0)) {
      line += `${shape.item}"${itemName(fact.itemHi, fact.itemLo)}"`;
    }
    if (shape.actor !== undefined) line += shape.actor + this.word(fact.actor);
    if (shape.other !== undefined) line += shape.other + this.word(fact.other);
    if (shape.what !== undefined) line += shape.what + this.word(fact.what);
    if (shape.how !== undefined) line += shape.how + this.word(fact.how);
    if (shape.x !== undefined) line += shape.x + numberText(fact.x);
    if (shape.y !== undefined) line += shape.y + numberText(fact.y);
    if (fact.weight !== 1) line += `,"weight":${numberText(fact.weight)}`;
    return `${line}}\n`;
  }
}

/** Why a text is not a log. */
export interface LogFault {
  readonly code:
    | "exchange/not_json"
    | "exchange/not_a_log"
    | "exchange/newer_format"
    | "exchange/bad_header"
    | "exchange/bad_fact"
    | "exchange/out_of_order"
    | "exchange/bad_end"
    | "exchange/cut_short"
    | "exchange/after_the_end";
  /** from 1 */
  readonly line: number;
  readonly field?: string;
}

export type LogReading =
  | { readonly ok: true; readonly log: EventLog; readonly end: LogEnd }
  | { readonly ok: false; readonly fault: LogFault };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string" && value.length <= 10_000;
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
const isAmount = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isAmounts = (value: unknown) => Array.isArray(value) && value.every(isAmount);
const isYesNo = (value: unknown): value is boolean => typeof value === "boolean";
const isTitle = (value: unknown) => isFields(value) && isText(value.en) && isText(value.fr);
/** Logs of before instruments had a name in each language hold one for both. */
const isTextOrTitle = (value: unknown) => isText(value) || isTitle(value);
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    Array.isArray(value) &&
    value.every((entry) => isFields(entry) && wrongField(entry, checks) === undefined);

type Check = (value: unknown) => boolean;

function wrongField(given: Fields, checks: Readonly<Record<string, Check>>): string | undefined {
  for (const [name, check] of Object.entries(checks)) if (!check(given[name])) return name;
  return undefined;
}

const HEADER_CHECKS = {
  engineVersion: isWhole,
  scenario: isText,
  variant: isText,
  seed: isWhole,
  replication: isWhole,
  scale: (value: unknown) => isAmount(value) && value > 0 && value <= 1,
  address: isText,
  startsAt: isText,
  real: isYesNo,
  horizon: optional(isAmount),
  marks: isAmounts,
  platforms: listOf({
    id: isText,
    kind: isText,
    title: isTitle,
    members: isTexts,
    public: isYesNo,
    lanes: isTexts,
  }),
  actors: listOf({ id: isText, kind: isText, title: isTitle }),
  originals: listOf({ id: isText, platform: isText, item: isText }),
  duties: listOf({
    id: isText,
    protocol: isText,
    title: isTitle,
    instrument: isTextOrTitle,
    kind: (value) => ["law", "voluntary", "own-target", "benchmark"].includes(value as string),
    source: isTextOrTitle,
    clock: optional(isText),
    within: isAmount,
    counterfactual: isYesNo,
  }),
  protocols: listOf({
    id: isText,
    version: isText,
    title: isTitle,
    binding: isText,
    reconstructed: isYesNo,
    counterfactual: isYesNo,
  }),
  calendars: optional(listOf({ id: isText, timeZone: isText, from: isAmounts, offsets: isAmounts })),
  hasLookalikes: isYesNo,
  pressureMatters: isYesNo,
  namesItems: optional(isYesNo),
} as const satisfies Record<string, Check>;

const END_CHECKS: Readonly<Record<string, Check>> = {
  digest: isText,
  events: isWhole,
  facts: isWhole,
  measures: listOf({
    id: isText,
    unit: isText,
    platform: optional(isText),
    value: (value) => value === null || isAmount(value),
  }),
};

const ITEM = /^[0-9a-f]{16}$/;
const isNumberOrNull = (value: unknown) => value === null || isAmount(value);

/** The first field of a fact that does not fit its kind; undefined when it is one. */
function wrongFactField(given: Fields): string | undefined {
  if (!isWhole(given.n) || given.n < 1) return "n";
  if (given.at !== "beyond" && !isAmount(given.at)) return "at";
  if (typeof given.kind !== "string" || !Object.hasOwn(FACT_KINDS, given.kind)) return "kind";
  if (given.cause !== undefined && (!isWhole(given.cause) || given.cause < 1 || given.cause >= given.n))
    return "cause";
  if (given.wait !== undefined && !isText(given.wait)) return "wait";
  const { slots }: FactKind = FACT_KINDS[given.kind as FactName];
  const { item } = slots;
  if (item !== undefined && given[item] !== undefined && !(isText(given[item]) && ITEM.test(given[item])))
    return item;
  for (const name of [slots.actor, slots.other, slots.what, slots.how]) {
    if (name !== undefined && !isText(given[name])) return name;
  }
  for (const name of [slots.x, slots.y]) if (name !== undefined && !isNumberOrNull(given[name])) return name;
  if (given.weight !== undefined && !(slots.item !== undefined && isAmount(given.weight) && given.weight > 1))
    return "weight";
  const known = ["n", "at", "kind", "cause", "wait", "weight", ...Object.values(slots)];
  return Object.keys(given).find((name) => !known.includes(name));
}

/**
 * Reads a log from its lines (without their line ends). What comes from elsewhere is checked field by field: a log that
 * breaks its form is refused with the line where it does, never half-read. `onFact`: hears each fact instead of its being
 * kept, for logs that are larger than memory.
 */
export function readLog(lines: Iterable<string>, onFact?: (fact: FactRecord) => void): LogReading {
  let header: LogHeader | undefined;
  let kept: EventLog["kept"] = "all";
  let end: LogEnd | undefined;
  const facts: FactRecord[] = [];
  let number = 0;
  let last = 0;
  const refuse = (code: LogFault["code"], field?: string): LogReading => ({
    ok: false,
    fault: field === undefined ? { code, line: number } : { code, line: number, field },
  });
  for (const line of lines) {
    number++;
    if (end !== undefined) {
      if (line === "") continue;
      return refuse("exchange/after_the_end");
    }
    const given = parseLine(line);
    if (given === undefined) return refuse("exchange/not_json");
    if (header === undefined) {
      if (given.format !== "golden-hour-log") return refuse("exchange/not_a_log");
      if (given.formatVersion !== 1) return refuse("exchange/newer_format");
      const wrong = wrongField(given, HEADER_CHECKS);
      if (wrong !== undefined) return refuse("exchange/bad_header", wrong);
      if (given.kept !== "all" && given.kept !== "actors") return refuse("exchange/bad_header", "kept");
      if (given.mark !== MARK) return refuse("exchange/bad_header", "mark");
      const { kept: keptFacts, mark: _mark, ...rest } = given;
      kept = keptFacts as EventLog["kept"];
      header = withNamesInBoth(rest as unknown as LogHeader);
      continue;
    }
    if (given.end === true) {
      const wrong = wrongField(given, END_CHECKS);
      if (wrong !== undefined) return refuse("exchange/bad_end", wrong);
      const { end: _, ...rest } = given;
      end = rest as unknown as LogEnd;
      continue;
    }
    const wrong = wrongFactField(given);
    if (wrong !== undefined) return refuse("exchange/bad_fact", wrong);
    const fact = given as unknown as FactRecord;
    if (fact.n <= last) return refuse("exchange/out_of_order", "n");
    last = fact.n;
    if (onFact === undefined) facts.push(fact);
    else onFact(fact);
  }
  if (header === undefined) return refuse("exchange/not_a_log");
  if (end === undefined) return refuse("exchange/cut_short");
  return { ok: true, log: { header, kept, facts }, end };
}

/** Instruments as they are held now, from a log that may name them once for both languages. */
function withNamesInBoth(header: LogHeader): LogHeader {
  const duties = header.duties.map((duty) => ({
    ...duty,
    instrument: inBoth(duty.instrument as string | LogDuty["instrument"]),
    source: inBoth(duty.source as string | LogDuty["source"]),
  }));
  return { ...header, duties };
}

function parseLine(line: string): Fields | undefined {
  try {
    const given: unknown = JSON.parse(line);
    return isFields(given) ? given : undefined;
  } catch {
    return undefined;
  }
}
