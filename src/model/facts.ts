import { type Digest, textWord } from "./digest.ts";
import { BEYOND } from "./ids.ts";

/**
 * Facts: what a log holds. Every kind is declared once, here: its number (never reused), which slots it fills and under
 * which names, and who it is about. The log's text form, the digest, patterns of duties and the measures are derived
 * from this table.
 *
 * A fact is one reusable row of numbers while a simulation runs (`Fact`); it becomes an object only when it is kept.
 */

/** Slots of a fact: `item` is a lineage (64 bits), `actor` to `wait` are words of the log's dictionary, `x` and `y` numbers. */
export type Slot = "item" | "actor" | "other" | "what" | "how" | "x" | "y";

export interface FactKind {
  readonly code: number;
  /** about single copies: millions at full size, kept only on request */
  readonly bulk: boolean;
  readonly slots: Readonly<Partial<Record<Slot, string>>>;
  /** the slot of whoever did it */
  readonly doer: "actor" | "other";
}

const define = (
  code: number,
  bulk: boolean,
  slots: Partial<Record<Slot, string>>,
  doer: FactKind["doer"] = "actor",
): FactKind => ({ code, bulk, slots, doer });

export const FACT_KINDS = {
  "scenario.began": define(1, false, {}),
  /** an item went online; version 0 is the original's own */
  "content.posted": define(2, true, { item: "item", actor: "platform", how: "origin", x: "version" }),
  "content.blocked": define(3, true, { item: "item", actor: "platform", how: "origin", x: "version" }),
  "content.removed": define(4, true, {
    item: "item",
    actor: "platform",
    how: "by",
    what: "status",
    x: "postedAt",
    y: "views",
  }),
  "content.restored": define(5, true, { item: "item", actor: "platform", x: "removedAt" }),
  "content.restricted": define(6, true, { item: "item", actor: "platform", what: "territory" }),
  "content.reported": define(7, true, { item: "item", actor: "platform", how: "category", what: "status" }),
  "content.flagged": define(8, true, { item: "item", actor: "platform", how: "by", what: "status" }),
  "content.kept": define(9, true, { item: "item", actor: "platform", what: "status" }),
  "content.appealed": define(10, true, { item: "item", actor: "platform" }),
  /** a review was finished: how long it waited (x) and lasted (y), milliseconds; `item` is empty for ordinary work */
  "review.finished": define(11, true, {
    item: "item",
    actor: "platform",
    what: "lane",
    how: "verdict",
    x: "waited",
    y: "lasted",
  }),
  /** an item waits for a reviewer, or is taken up at once */
  "content.queued": define(17, true, { item: "item", actor: "platform", what: "lane" }),
  "stream.ended": define(12, false, { item: "item", actor: "platform", how: "by", x: "views" }),
  "original.posted": define(13, false, { item: "item", actor: "platform", what: "original", how: "form" }),
  "original.removed": define(14, false, {
    item: "item",
    actor: "platform",
    what: "original",
    how: "by",
    x: "postedAt",
    y: "views",
  }),
  /** the first time that something happened to any item of the incident */
  "incident.reported": define(15, false, { item: "item", actor: "platform" }),
  "incident.confirmed": define(16, false, { item: "item", actor: "platform" }),
  "hash.found": define(20, false, { actor: "platform", x: "version" }),
  "hash.made": define(21, false, { actor: "platform", x: "version" }),
  "hash.shared": define(22, false, { actor: "platform", x: "version" }),
  /** a platform matches this version from now on, at upload and among what is up */
  "hash.ingested": define(23, false, { actor: "platform", x: "version" }),
  "hash.withdrawn": define(24, false, { actor: "platform", x: "version" }),
  "matching.switched": define(25, false, { actor: "platform", x: "block", y: "sweep" }),
  "message.sent": define(
    30,
    false,
    { actor: "to", other: "from", what: "message", x: "message-number", y: "items" },
    "other",
  ),
  "message.delivered": define(31, false, {
    actor: "to",
    other: "from",
    what: "message",
    x: "message-number",
    y: "items",
  }),
  "message.opened": define(32, false, {
    actor: "to",
    other: "from",
    what: "message",
    x: "message-number",
    y: "items",
  }),
  "message.lost": define(33, false, { actor: "to", other: "from", what: "message", x: "message-number" }),
  "decision.taken": define(40, false, { actor: "actor", what: "decision", how: "option" }),
  "state.entered": define(41, false, { actor: "actor", what: "role", how: "state" }),
  "order.fulfilled": define(42, false, { actor: "platform", other: "from", x: "message-number", y: "items" }),
  "crisis.entered": define(43, false, { actor: "actor", x: "reviewers" }),
  "crisis.left": define(44, false, { actor: "actor", x: "reviewers" }),
  "note.made": define(45, false, { actor: "actor", what: "note" }),
  "duty.started": define(50, false, {
    actor: "debtor",
    other: "creditor",
    what: "duty",
    item: "item",
    x: "instance",
    y: "dueAt",
  }),
  "duty.stopped": define(51, false, {
    actor: "debtor",
    what: "duty",
    item: "item",
    x: "instance",
    y: "dueAt",
  }),
  "duty.suspended": define(52, false, {
    actor: "debtor",
    what: "duty",
    item: "item",
    x: "instance",
    y: "left",
  }),
  "duty.restarted": define(53, false, {
    actor: "debtor",
    what: "duty",
    item: "item",
    x: "instance",
    y: "dueAt",
  }),
  "duty.expired": define(54, false, {
    actor: "debtor",
    what: "duty",
    item: "item",
    x: "instance",
    y: "dueAt",
  }),
  /** somebody freed the debtor of it */
  "duty.waived": define(55, false, {
    actor: "debtor",
    what: "duty",
    item: "item",
    x: "instance",
    y: "left",
  }),
  "duty.extended": define(56, false, {
    actor: "debtor",
    what: "duty",
    item: "item",
    x: "instance",
    y: "dueAt",
  }),
  "duty.renewed": define(57, false, {
    actor: "debtor",
    what: "duty",
    item: "item",
    x: "instance",
    y: "dueAt",
  }),
  /** an open standard, judged when the clock has ended: it would have been in time until `dueAt` */
  "duty.judged": define(58, false, {
    actor: "debtor",
    what: "duty",
    item: "item",
    x: "instance",
    y: "dueAt",
  }),
  /** what the scenario brought up (an inject): told to one party, or to everybody */
  "inject.delivered": define(65, false, { actor: "to", what: "inject", how: "form" }),
  /** an inject's effect on a party ends */
  "inject.ended": define(66, false, { actor: "to", what: "inject" }),
  "views.counted": define(60, false, { actor: "platform", what: "mark", x: "views", y: "online" }),
  "reach.counted": define(61, false, { actor: "platform", what: "territory", x: "views" }),
  "queue.counted": define(62, false, { actor: "platform", x: "waiting", y: "busy" }),
  /** after a removal: the file is kept whole, only out of sight */
  "content.held": define(80, true, { item: "item", actor: "platform", what: "status", how: "form" }),
  /** put aside as evidence; x: until when, 0 for without end; y: 1 where it was no longer online */
  "content.preserved": define(81, true, {
    item: "item",
    actor: "platform",
    what: "status",
    x: "until",
    y: "down",
  }),
  /** deleted for good: `lost` as evidence, or `preserved` */
  "content.purged": define(82, true, { item: "item", actor: "platform", what: "status", how: "evidence" }),
  /** the uploader was told what was done, with `reasons` or as a bare `notice` */
  "user.informed": define(83, true, { item: "item", actor: "platform", what: "status", how: "form" }),
  /** the uploader must not be told; x: until when, 0 for without end */
  "information.withheld": define(84, true, { item: "item", actor: "platform", what: "status", x: "until" }),
  "complaint.made": define(85, true, { item: "item", actor: "platform", what: "status", how: "to" }),
  "complaint.decided": define(86, true, { item: "item", actor: "platform", what: "by", how: "result" }),
  /** x: share of later views and copies that it prevents; y: 1 where it says of the item's origin what is not true */
  "content.labelled": define(87, true, {
    item: "item",
    actor: "platform",
    what: "status",
    how: "label",
    x: "effect",
    y: "wrong",
  }),
  "content.unlabelled": define(108, true, { item: "item", actor: "platform", what: "status", how: "label" }),
  "content.demoted": define(88, true, { item: "item", actor: "platform", what: "status", x: "by" }),
  /** something was done to what a whole platform shows of the event; x: share of views and copies that is left */
  "reach.changed": define(89, false, { actor: "platform", what: "measure", x: "left" }),
  /** x: until when, 0 for without end */
  "account.restricted": define(90, true, { item: "item", actor: "platform", what: "from", x: "until" }),
  "account.restored": define(91, true, { item: "item", actor: "platform", how: "why" }),
  /** a restricted account tried: nothing went online */
  "account.refused": define(92, true, { item: "item", actor: "platform", how: "what" }),
  "account.struck": define(93, true, { item: "item", actor: "platform", x: "strikes" }),
  /** x: share of the service's whole audience that is cut off; y: lawful views an hour that this prevents */
  "access.blocked": define(94, false, {
    actor: "platform",
    other: "by",
    what: "territory",
    how: "means",
    x: "share",
    y: "lawful-views",
  }),
  "access.unblocked": define(95, false, {
    actor: "platform",
    other: "by",
    what: "territory",
    how: "means",
    x: "share",
    y: "lawful-views",
  }),
  /** the hash just found is of lawful material */
  "hash.mistaken": define(96, false, { actor: "platform", x: "version", how: "status" }),
  /** a platform no longer matches this version */
  "hash.dropped": define(97, false, { actor: "platform", x: "version" }),
  "hash.feedback": define(98, false, { item: "item", actor: "platform", how: "verdict", x: "version" }),
  "hash.relabelled": define(99, false, { actor: "platform", what: "labels", x: "version" }),
  /** a member did not take a shared hash in: none of its labels is wanted there */
  "hash.passed-over": define(100, false, { actor: "platform", x: "version" }),
  "ledger.published": define(101, false, { actor: "actor", what: "entry", x: "count", y: "since" }),
  /** reviewers from outside sit in a service from now on: so many, until when */
  "oversight.began": define(102, false, { actor: "platform", other: "by", x: "reviewers", y: "until" }),
  /** they leave, after so many milliseconds */
  "oversight.ended": define(103, false, { actor: "platform", other: "by", x: "reviewers", y: "stayed" }),
  /** reviewers from outside saw it otherwise, and their verdict holds */
  "verdict.corrected": define(104, true, { item: "item", actor: "platform", what: "status", how: "verdict" }),
  /** so many removals were looked at again, of which so many were found wrong: by who looked, never by the truth */
  "removals.sampled": define(105, false, { actor: "platform", other: "by", x: "looked", y: "wrong" }),
  /** a label of provenance was looked at; x: 1 where it says what is not true */
  "label.controlled": define(106, true, {
    item: "item",
    actor: "platform",
    what: "label",
    how: "verdict",
    x: "wrong",
  }),
  /** what came of a debtor's clocks of a duty since it was last looked at */
  "pledge.followed": define(107, false, {
    actor: "debtor",
    other: "by",
    what: "duty",
    x: "kept",
    y: "broken",
  }),
  /** passed on by a third party */
  "message.relayed": define(110, false, {
    actor: "by",
    other: "from",
    what: "message",
    x: "message-number",
    y: "items",
  }),
  /** served by posting in public, for want of a contact point */
  "message.posted": define(111, false, {
    actor: "to",
    other: "from",
    what: "message",
    x: "message-number",
    y: "items",
  }),
  /** not sent, or not all of it: so many items were left out */
  "message.withheld": define(112, false, {
    actor: "to",
    other: "from",
    what: "message",
    how: "why",
    y: "items",
  }),
  /** nobody knows where to send it */
  "message.undeliverable": define(113, false, {
    actor: "to",
    other: "from",
    what: "message",
    x: "message-number",
  }),
  /** a decision waits for a desk: so many wait now */
  "decision.queued": define(114, false, { actor: "actor", what: "decision", x: "waiting" }),
  /** a decision that waited is taken up, after so many milliseconds */
  "decision.begun": define(115, false, { actor: "actor", what: "decision", x: "waited" }),
  "status.set": define(116, false, { actor: "actor", other: "by", what: "status" }),
  "status.cleared": define(117, false, { actor: "actor", other: "by", what: "status" }),
  /** a consequence that a protocol threatens: a sum of money or years, and which failure it is. No verdict on guilt */
  "sanction.incurred": define(118, false, {
    actor: "actor",
    other: "by",
    what: "sanction",
    how: "sanction-kind",
    x: "amount",
    y: "failures",
  }),
  /** a failure for which a sanction is not incurred yet: so many of those needed */
  "failure.counted": define(119, false, {
    actor: "actor",
    other: "by",
    what: "sanction",
    x: "failures",
    y: "needed",
  }),
  /** something that nobody may do in this model was asked for and not done */
  "action.refused": define(120, false, { actor: "actor", other: "target", what: "action", how: "why" }),
  /** what was claimed of an original is no longer believed */
  "claim.corrected": define(121, false, { actor: "actor", what: "original", how: "why" }),
  /** of one of several incidents */
  "incident.began": define(122, false, { what: "incident" }),
  "incident.ended": define(123, false, { what: "incident" }),
  "items.held": define(124, false, { actor: "actor", x: "message-number", y: "items" }),
  "items.released": define(125, false, { actor: "actor", x: "message-number", y: "items" }),
  /** a demand names what another mechanism has named to this service before: so many of its items */
  "demand.repeated": define(72, false, {
    actor: "to",
    other: "from",
    what: "message",
    x: "message-number",
    y: "items",
  }),
  /** a service was asked the opposite of what another mechanism (`against`) asks of the same items: `obeyed` or `set-aside` */
  "demand.contradicted": define(73, false, {
    actor: "actor",
    other: "from",
    what: "against",
    how: "outcome",
    x: "message-number",
    y: "items",
  }),
  /** at a table an actor is played by a `person` or by the `model` from now on */
  "seat.handed": define(34, false, { actor: "actor", how: "player" }),
  /** a decision that a person may take is open; x numbers it, y: until when, milliseconds */
  "decision.opened": define(35, false, { actor: "actor", what: "decision", x: "number", y: "dueAt" }),
  /** a person took it */
  "decision.answered": define(36, false, {
    actor: "actor",
    what: "decision",
    how: "option",
    x: "number",
  }),
  /** nobody took it in time: the default policy acts */
  "decision.lapsed": define(37, false, { actor: "actor", what: "decision", x: "number" }),
  /** control brought something up that no plan and no protocol foresees: an improvised inject, or what a free action leads to */
  "action.ruled": define(38, false, { actor: "actor", what: "inject" }),
  /** the plan's row will not come at its time: `held` or `skipped`; `released` takes a hold away */
  "inject.held": define(39, false, { what: "inject", how: "form" }),
  "cap.reached": define(70, false, { x: "items" }),
  "scenario.ended": define(71, false, { how: "why" }),
} as const satisfies Record<string, FactKind>;

export type FactName = keyof typeof FACT_KINDS;

export const FACT_NAMES: readonly FactName[] = Object.keys(FACT_KINDS) as FactName[];

/** Name by number; holes are undefined. */
export const FACT_BY_CODE: readonly (FactName | undefined)[] = (() => {
  const table: (FactName | undefined)[] = [];
  for (const name of FACT_NAMES) table[FACT_KINDS[name].code] = name;
  return table;
})();

const HAS_ITEM = 1;
const HAS_ACTOR = 2;
const HAS_OTHER = 4;
const HAS_WHAT = 8;
const HAS_HOW = 16;
const HAS_X = 32;
const HAS_Y = 64;

const SLOT_BITS: Readonly<Record<Slot, number>> = {
  item: HAS_ITEM,
  actor: HAS_ACTOR,
  other: HAS_OTHER,
  what: HAS_WHAT,
  how: HAS_HOW,
  x: HAS_X,
  y: HAS_Y,
};

const MASKS = new Uint8Array(128);
export const IS_BULK = new Uint8Array(128);
for (const name of FACT_NAMES) {
  const kind: FactKind = FACT_KINDS[name];
  for (const slot of Object.keys(kind.slots) as Slot[]) MASKS[kind.code] |= SLOT_BITS[slot];
  IS_BULK[kind.code] = kind.bulk ? 1 : 0;
}

/** Names that facts use, numbered for one log. Number 0 is the empty word. Only texts leave a log, never these numbers. */
export class Dictionary {
  private readonly numbers = new Map<string, number>([["", 0]]);
  private readonly texts: string[] = [""];
  /** 32-bit hashes of the texts, by number: what a digest sees */
  hashes = Int32Array.of(textWord(""));

  /** The number of a text, given now if it has none. */
  number(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const next = this.texts.length;
    this.numbers.set(word, next);
    this.texts.push(word);
    if (next === this.hashes.length) {
      const larger = new Int32Array(2 * next);
      larger.set(this.hashes);
      this.hashes = larger;
    }
    this.hashes[next] = textWord(word);
    return next;
  }

  /** The text of a number; the empty text for one never given. */
  text(number: number): string {
    return this.texts[number] ?? "";
  }

  get size(): number {
    return this.texts.length;
  }
}

/** One fact as a row of numbers. Reused: who wants to keep it copies it. */
export class Fact {
  /** position in the full order of facts, from 1 */
  number = 0;
  kind = 0;
  at = 0;
  /** number of the fact that caused it, 0 for none */
  cause = 0;
  /** dictionary number of the wait between cause and this fact, 0 for none */
  wait = 0;
  itemHi = 0;
  itemLo = 0;
  actor = 0;
  other = 0;
  what = 0;
  how = 0;
  x = 0;
  y = 0;
  /** how many items the one it is about stands for: 1 but at a scale */
  weight = 1;
}

const bits = new Float64Array(1);
const halves = new Int32Array(bits.buffer);
/** stands before a weight, which only a fact about an item that stands for several has */
const WEIGHT = textWord("weight");

/** Words of the longest fact. */
const MOST_WORDS = 20;

/** Folds a fact into a digest, in blocks of four words: all that was recorded of it, names by their hashes. */
export function foldFact(digest: Digest, fact: Fact, hashes: Int32Array): void {
  const { held } = digest;
  const first = digest.makeRoom(MOST_WORDS);
  const mask = MASKS[fact.kind];
  bits[0] = fact.at;
  held[first] = fact.kind ^ (hashes[fact.wait] << 7);
  held[first + 1] = halves[0];
  held[first + 2] = halves[1];
  held[first + 3] = fact.cause;
  const isItem = (mask & HAS_ITEM) !== 0;
  held[first + 4] = isItem ? fact.itemHi : 0;
  held[first + 5] = isItem ? fact.itemLo : 0;
  held[first + 6] = (mask & HAS_ACTOR) !== 0 ? hashes[fact.actor] : 0;
  held[first + 7] = (mask & HAS_HOW) !== 0 ? hashes[fact.how] : 0;
  let at = first + 8;
  if ((mask & (HAS_OTHER | HAS_WHAT | HAS_Y)) !== 0) {
    bits[0] = (mask & HAS_Y) !== 0 ? fact.y + 0 : 0;
    held[at] = (mask & HAS_OTHER) !== 0 ? hashes[fact.other] : 0;
    held[at + 1] = (mask & HAS_WHAT) !== 0 ? hashes[fact.what] : 0;
    held[at + 2] = halves[0];
    held[at + 3] = halves[1];
    at += 4;
  }
  if ((mask & HAS_X) !== 0) {
    bits[0] = fact.x + 0;
    held[at] = halves[0];
    held[at + 1] = halves[1];
    held[at + 2] = 0;
    held[at + 3] = 0;
    at += 4;
  }
  if (fact.weight !== 1) {
    bits[0] = fact.weight;
    held[at] = WEIGHT;
    held[at + 1] = 0;
    held[at + 2] = halves[0];
    held[at + 3] = halves[1];
    at += 4;
  }
  digest.take(at - first);
}

/** A kept fact, as it stands in a log file: fields named as in `FACT_KINDS`. */
export interface FactRecord {
  readonly n: number;
  readonly at: number | "beyond";
  readonly kind: FactName;
  readonly cause?: number;
  readonly wait?: string;
  /** how many items the one it is about stands for, where that is not 1 */
  readonly weight?: number;
  readonly [field: string]: unknown;
}

const hexWord = (word: number) => (word >>> 0).toString(16).padStart(8, "0");

/** Sixteen hexadecimal digits that name an item by its lineage. */
export function itemName(hi: number, lo: number): string {
  return hexWord(hi) + hexWord(lo);
}

/** The object form of a fact. */
export function toRecord(fact: Fact, dictionary: Dictionary): FactRecord {
  const name = FACT_BY_CODE[fact.kind] as FactName;
  const record: Record<string, unknown> = {
    n: fact.number,
    at: fact.at >= BEYOND ? "beyond" : fact.at,
    kind: name,
  };
  if (fact.cause !== 0) record.cause = fact.cause;
  if (fact.wait !== 0) record.wait = dictionary.text(fact.wait);
  const slots: FactKind["slots"] = FACT_KINDS[name].slots;
  if (slots.item !== undefined && (fact.itemHi !== 0 || fact.itemLo !== 0))
    record[slots.item] = itemName(fact.itemHi, fact.itemLo);
  if (slots.actor !== undefined) record[slots.actor] = dictionary.text(fact.actor);
  if (slots.other !== undefined) record[slots.other] = dictionary.text(fact.other);
  if (slots.what !== undefined) record[slots.what] = dictionary.text(fact.what);
  if (slots.how !== undefined) record[slots.how] = dictionary.text(fact.how);
  if (slots.x !== undefined) record[slots.x] = fact.x;
  if (slots.y !== undefined) record[slots.y] = fact.y;
  if (fact.weight !== 1) record.weight = fact.weight;
  return record as unknown as FactRecord;
}

/** Reads a record back into a row of numbers. Throws on a kind that is not declared (a programmer's or a stranger's log). */
export function fromRecord(record: FactRecord, dictionary: Dictionary, into: Fact): Fact {
  const kind: FactKind | undefined = FACT_KINDS[record.kind];
  if (kind === undefined) throw new Error(`model/unknown_fact: ${String(record.kind)}`);
  const { slots } = kind;
  const word = (field: string | undefined) =>
    field === undefined ? 0 : dictionary.number(String(record[field] ?? ""));
  const number = (field: string | undefined) => (field === undefined ? 0 : Number(record[field] ?? 0));
  const item = slots.item === undefined ? undefined : (record[slots.item] as string | undefined);
  into.number = record.n;
  into.kind = kind.code;
  into.at = record.at === "beyond" ? BEYOND : record.at;
  into.cause = record.cause ?? 0;
  into.wait = record.wait === undefined ? 0 : dictionary.number(record.wait);
  into.itemHi = item === undefined ? 0 : Number.parseInt(item.slice(0, 8), 16) | 0;
  into.itemLo = item === undefined ? 0 : Number.parseInt(item.slice(8), 16) | 0;
  into.actor = word(slots.actor);
  into.other = word(slots.other);
  into.what = word(slots.what);
  into.how = word(slots.how);
  into.x = number(slots.x);
  into.y = number(slots.y);
  into.weight = record.weight ?? 1;
  return into;
}

/** Who listens to facts while they happen: a recorder, the measures, the duties. */
export interface FactListener {
  onFact(fact: Fact): void;
}
