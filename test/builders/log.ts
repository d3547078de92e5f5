import {
  Dictionary,
  type EventLog,
  FACT_KINDS,
  Fact,
  type FactListener,
  type FactName,
  type FactRecord,
  fromRecord,
  itemName,
  type LogDuty,
  type LogHeader,
  type LogPlatform,
} from "../../src/model/index.ts";

/** A log in a few words: say what happened, in order; numbers and causes are filled in. */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export function platformOf(id: string, more: Partial<LogPlatform> = {}): LogPlatform {
  return {
    id,
    kind: "large-social",
    title: { en: id, fr: id },
    members: [],
    public: true,
    lanes: ["incident"],
    ...more,
  };
}

export function dutyOf(id: string, more: Partial<LogDuty> = {}): LogDuty {
  return {
    id,
    protocol: "some-law",
    title: { en: id, fr: id },
    instrument: { en: "A law", fr: "Une loi" },
    kind: "law",
    source: { en: "invented", fr: "invented" },
    within: HOUR,
    counterfactual: false,
    ...more,
  };
}

export function headerOf(more: Partial<LogHeader> = {}): LogHeader {
  return {
    format: "golden-hour-log",
    formatVersion: 1,
    engineVersion: 1,
    scenario: "a-scenario",
    variant: "",
    seed: 1,
    replication: 0,
    scale: 1,
    address: "",
    startsAt: "2030-01-07T12:00:00Z",
    real: false,
    horizon: 24 * HOUR,
    marks: [HOUR, 24 * HOUR],
    platforms: [platformOf("here"), platformOf("there")],
    actors: [{ id: "police", kind: "referral-unit", title: { en: "Police", fr: "Police" } }],
    originals: [{ id: "the-original", platform: "here", item: "" }],
    duties: [dutyOf("one-hour")],
    protocols: [],
    hasLookalikes: true,
    pressureMatters: true,
    ...more,
  };
}

type Fields = Readonly<Record<string, unknown>> & { readonly cause?: number; readonly wait?: string };

export class LogBuilder {
  readonly header: LogHeader;
  private readonly records: FactRecord[] = [];
  private items = 0;
  private now = 0;

  constructor(header: Partial<LogHeader> = {}) {
    this.header = headerOf(header);
    this.add("scenario.began", 0);
  }

  /** A fact of any kind, with its fields as they stand in a log; the answer is its number. */
  add(kind: FactName, at: number, fields: Fields = {}): number {
    const n = this.records.length + 1;
    this.records.push({ n, at, kind, ...fields });
    this.now = at;
    return n;
  }

  /** An item goes online; the answer is its name. */
  posted(platform: string, at: number, fields: Fields = {}): string {
    const item = this.newItem();
    this.add("content.posted", at, { item, platform, origin: "copy", version: 0, ...fields });
    return item;
  }

  newItem(): string {
    this.items++;
    return itemName(0x9e37_79b9 ^ this.items, this.items);
  }

  blocked(platform: string, at: number, fields: Fields = {}): number {
    return this.add("content.blocked", at, {
      item: this.newItem(),
      platform,
      origin: "copy",
      version: 0,
      ...fields,
    });
  }

  removed(item: string, platform: string, at: number, fields: Fields = {}): number {
    return this.add("content.removed", at, {
      item,
      platform,
      by: "review",
      status: "unlawful",
      postedAt: this.postedAt(item),
      views: 0,
      ...fields,
    });
  }

  private postedAt(item: string): number {
    const posted = this.records.find((record) => record.kind === "content.posted" && record.item === item);
    return typeof posted?.at === "number" ? posted.at : 0;
  }

  /** A duty of the built-in law starts; the answer is its instance. */
  dutyStarts(instance: number, at: number, dueAt: number, fields: Fields = {}): number {
    return this.add("duty.started", at, {
      debtor: "here",
      creditor: "police",
      duty: "some-law/one-hour",
      instance,
      dueAt,
      ...fields,
    });
  }

  dutyStops(instance: number, at: number, dueAt: number, fields: Fields = {}): number {
    return this.add("duty.stopped", at, {
      debtor: "here",
      duty: "some-law/one-hour",
      instance,
      dueAt,
      ...fields,
    });
  }

  dutyExpires(instance: number, dueAt: number, fields: Fields = {}): number {
    return this.add("duty.expired", dueAt, {
      debtor: "here",
      duty: "some-law/one-hour",
      instance,
      dueAt,
      ...fields,
    });
  }

  counted(platform: string, at: number, mark: string, views: number, online: number): number {
    return this.add("views.counted", at, { platform, mark, views, online });
  }

  /** The run ends, and the log with it. */
  ended(at = this.header.horizon ?? this.now, why = "horizon"): EventLog {
    this.add("scenario.ended", at, { why });
    return this.log();
  }

  log(): EventLog {
    return { header: this.header, kept: "all", facts: [...this.records] };
  }
}

/** Tells a log's facts to a listener as a simulation does: one reused row, words numbered as they come. */
export function stream(log: EventLog, listener: FactListener, dictionary: Dictionary): void {
  const fact = new Fact();
  for (const record of log.facts) listener.onFact(fromRecord(record, dictionary, fact));
}

/** A dictionary that has met the words of a log in another order. */
export function shuffledDictionary(log: EventLog): Dictionary {
  const dictionary = new Dictionary();
  dictionary.number("a word of no fact");
  for (const record of log.facts.toReversed()) {
    for (const slot of Object.values(FACT_KINDS[record.kind].slots)) {
      const word = record[slot];
      if (typeof word === "string") dictionary.number(word);
    }
  }
  return dictionary;
}
