/**
 * The record of an exercise: entries in order, each holding the hash of the one before, so that nothing can be taken out or
 * changed unseen. Names and what people typed stand beside the chain, which holds only their salted digests: they can be
 * deleted, and the chain still verifies.
 *
 * Hashes and salts are handed in: this room has no cryptography of its own.
 */

import type { Scenario, TableRole } from "../model/index.ts";
import type { BranchPast } from "./branched.ts";
import { SharedList, SharedMap } from "./shared.ts";

/** Makes the hexadecimal SHA-256 of a text (UTF-8). */
export type Hash = (text: string) => string;

/** Who made an entry: never a name. */
export interface Author {
  readonly role: TableRole | "system";
  readonly participant?: string;
  readonly seat?: string;
}

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** An entry before it has its place in the chain. */
export interface Draft {
  readonly kind: string;
  readonly by: Author;
  /** codes, ids and numbers */
  readonly data: Readonly<Record<string, Plain>>;
  /** names and free text, by what they are */
  readonly texts?: Readonly<Record<string, string>>;
}

export interface Entry {
  /** position, from 1, without a gap */
  readonly n: number;
  /** exercise time, milliseconds */
  readonly at: number;
  /** UTC, ISO 8601 */
  readonly real: string;
  readonly kind: string;
  readonly by: Author;
  readonly data: Readonly<Record<string, Plain>>;
  /** digests of its texts */
  readonly texts: Readonly<Record<string, string>>;
  /** hash of the entry before; of the heading for the first */
  readonly before: string;
  readonly hash: string;
}

/** A text beside the chain. */
export interface KeptText {
  readonly digest: string;
  readonly salt: string;
  readonly text: string;
}

/** What the chain hangs on: the three things that were played, by their hashes, and how the exercise is marked. */
export interface RecordHeading {
  readonly format: "golden-hour-exercise";
  readonly formatVersion: 1;
  readonly exercise: string;
  readonly marking: string;
  readonly scenario: string;
  readonly protocols: string;
  readonly parameters: string;
  readonly engineVersion: number;
}

export interface ExerciseRecord {
  readonly heading: RecordHeading;
  readonly entries: readonly Entry[];
  readonly texts: ReadonlyMap<string, KeptText>;
}

/**
 * The heading with the hashes of what is played in the end: rows of the plan may be changed until STARTEX, and each change
 * is an entry that holds the hashes from there on. What was planned first stays readable in the heading itself.
 */
export function pinnedIn({ heading, entries }: Pick<ExerciseRecord, "heading" | "entries">): RecordHeading {
  const changed = entries.findLast(({ kind }) => kind === "rows-changed");
  if (changed === undefined) return heading;
  const { scenario, protocols, parameters } = changed.data;
  return {
    ...heading,
    scenario: String(scenario),
    protocols: String(protocols),
    parameters: String(parameters),
  };
}

/** Keys in order, so that the same entry always has the same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`);
  return `{${fields.join(",")}}`;
}

/** What a record holds, in a form to which one more entry costs the same however many there are. */
interface Growth {
  readonly entries: SharedList<Entry>;
  readonly texts: SharedMap<string, KeptText>;
}

const GROWTH = new WeakMap<ExerciseRecord, Growth>();

function growthOf(record: ExerciseRecord): Growth {
  const known = GROWTH.get(record);
  if (known !== undefined) return known;
  const growth = { entries: SharedList.of(record.entries), texts: SharedMap.of(record.texts) };
  GROWTH.set(record, growth);
  return growth;
}

/** The list of all entries is made when somebody asks for it. */
function grown(heading: RecordHeading, growth: Growth): ExerciseRecord {
  let all: readonly Entry[] | undefined;
  const record: ExerciseRecord = {
    heading,
    get entries() {
      all ??= growth.entries.slice();
      return all;
    },
    texts: growth.texts,
  };
  GROWTH.set(record, growth);
  return record;
}

export function beginRecord(
  heading: RecordHeading,
  texts: ReadonlyMap<string, KeptText> = new Map(),
): ExerciseRecord {
  return grown(heading, { entries: SharedList.of([]), texts: SharedMap.of(texts) });
}

/** The entry of a number, without a look at the others. */
export function entryAt(record: ExerciseRecord, n: number): Entry | undefined {
  return growthOf(record).entries.at(n - 1);
}

/** Entries above a number, in order. */
export function entriesAfter(record: ExerciseRecord, n: number): readonly Entry[] {
  return growthOf(record).entries.slice(n);
}

/** A record with an entry that was made before: one that is read back. */
export function withEntry(record: ExerciseRecord, entry: Entry): ExerciseRecord {
  const { entries, texts } = growthOf(record);
  return grown(record.heading, { entries: entries.and(entry), texts });
}

const digestOf = (hash: Hash, salt: string, text: string) => hash(`${salt}:${text}`);

/** Everything of an entry but its own hash. */
function hashOf(hash: Hash, entry: Entry): string {
  return hash(canonical({ ...entry, hash: undefined }));
}

export interface When {
  readonly at: number;
  readonly real: string;
}

/** Adds an entry, at a cost that does not grow with the record. `salt` gives another one for each text. */
export function append(
  record: ExerciseRecord,
  draft: Draft,
  when: When,
  tools: { readonly hash: Hash; readonly salt: () => string },
): ExerciseRecord {
  const { hash, salt } = tools;
  const { entries, texts: before } = growthOf(record);
  let texts = before;
  const digests: Record<string, string> = {};
  for (const [name, text] of Object.entries(draft.texts ?? {})) {
    const own = salt();
    const digest = digestOf(hash, own, text);
    texts = texts.and(digest, { digest, salt: own, text });
    digests[name] = digest;
  }
  const last = entries.at(entries.length - 1);
  const bare: Entry = {
    n: entries.length + 1,
    at: when.at,
    real: when.real,
    kind: draft.kind,
    by: draft.by,
    data: draft.data,
    texts: digests,
    before: last?.hash ?? hash(canonical(record.heading)),
    hash: "",
  };
  const entry = { ...bare, hash: hashOf(hash, bare) };
  return grown(record.heading, { entries: entries.and(entry), texts });
}

/** What an entry's text says; undefined once it was deleted. */
export function textOf(record: ExerciseRecord, entry: Entry, name: string): string | undefined {
  const digest = entry.texts[name];
  return digest === undefined ? undefined : record.texts.get(digest)?.text;
}

export type RecordFault =
  | { readonly code: "record/gap"; readonly n: number }
  | { readonly code: "record/chain_broken"; readonly n: number }
  | { readonly code: "record/entry_changed"; readonly n: number }
  | { readonly code: "record/text_changed"; readonly digest: string }
  | { readonly code: "record/text_of_nothing"; readonly digest: string };

/** The first thing that is wrong with a record; undefined where it is whole. Texts that were deleted are no fault. */
export function faultOf({ heading, entries, texts }: ExerciseRecord, hash: Hash): RecordFault | undefined {
  let before = hash(canonical(heading));
  const named = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const { n } = entry;
    if (n !== index + 1) return { code: "record/gap", n: index + 1 };
    if (entry.before !== before) return { code: "record/chain_broken", n };
    if (hashOf(hash, entry) !== entry.hash) return { code: "record/entry_changed", n };
    before = entry.hash;
    for (const digest of Object.values(entry.texts)) named.add(digest);
  }
  for (const [digest, kept] of texts) {
    if (kept.digest !== digest || digestOf(hash, kept.salt, kept.text) !== digest)
      return { code: "record/text_changed", digest };
    if (!named.has(digest)) return { code: "record/text_of_nothing", digest };
  }
  return undefined;
}

/** What deletion leaves behind: which digests have no text any more. */
export interface Receipt {
  readonly real: string;
  readonly deleted: readonly string[];
  /** number and hash of the entry that says so */
  readonly entry: number;
  readonly hash: string;
}

/**
 * Deletes all names and free texts, or those of one participant, for good. The chain keeps their digests, whose salts go
 * with them, and an entry that says what was deleted.
 */
export function deleteTexts(
  record: ExerciseRecord,
  by: Author,
  when: When,
  tools: { readonly hash: Hash; readonly salt: () => string },
  of?: { readonly participant: string },
): { readonly record: ExerciseRecord; readonly receipt: Receipt } {
  // Their name came in by the door: an entry about them, not by them.
  const isMeant = (entry: Entry) =>
    of === undefined ||
    entry.by.participant === of.participant ||
    (entry.by.role === "system" && entry.data.participant === of.participant);
  const meant = new Set(record.entries.filter(isMeant).flatMap(({ texts }) => Object.values(texts)));
  const deleted = [...record.texts.keys()].filter((digest) => meant.has(digest)).sort();
  const gone = new Set(deleted);
  const texts = new Map([...record.texts].filter(([digest]) => !gone.has(digest)));
  const draft: Draft = { kind: "texts-deleted", by, data: { digests: deleted } };
  const after = append({ ...record, texts }, draft, when, tools);
  const entry = after.entries[after.entries.length - 1];
  return { record: after, receipt: { real: when.real, deleted, entry: entry.n, hash: entry.hash } };
}

/** Whether a receipt is that of this record: its entry stands there, and nothing that it names has a text. */
export function isReceiptOf({ entries, texts }: ExerciseRecord, receipt: Receipt): boolean {
  const entry = entries[receipt.entry - 1];
  return entry?.hash === receipt.hash && receipt.deleted.every((digest) => !texts.has(digest));
}

/** When retention ends, milliseconds since 1970: so many days after ENDEX. */
export function keptUntil(endedAt: number, retentionDays: number): number {
  return endedAt + retentionDays * 86_400_000;
}

/**
 * What was played, for who wants to tell a record again from its one file. It holds the seed and the whole plan: nothing for
 * players before ENDEX. It stands beside the chain, whose heading holds the hashes of what it leads to.
 */
export interface Played {
  /** the exercise's file as it was given */
  readonly file: unknown;
  readonly seed: number;
  readonly address: string;
  /** of a copy of another exercise: what was done there before it went its own way */
  readonly past?: BranchPast;
}

/** A record as one file: JSON Lines, the heading first, then entries, then texts, and last what was played where that is told. */
export function writeRecord({ heading, entries, texts }: ExerciseRecord, played?: Played): string {
  const kept = [...texts.values()].sort((a, b) => (a.digest < b.digest ? -1 : 1));
  return [
    canonical(heading),
    ...entries.map((entry) => canonical({ entry })),
    ...kept.map((text) => canonical({ text })),
    ...(played === undefined ? [] : [canonical({ played })]),
    "",
  ].join("\n");
}

export type ReadRecord =
  | { readonly ok: true; readonly record: ExerciseRecord; readonly played?: Played }
  | { readonly ok: false; readonly code: "record/not_a_record" | "record/version"; readonly line: number }
  | { readonly ok: false; readonly code: RecordFault["code"]; readonly fault: RecordFault };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const TEXTS_OF_ENTRY = ["real", "kind", "before", "hash"] as const;

function isEntry(value: unknown): value is Entry {
  if (!isObject(value)) return false;
  const { n, at, by, data, texts } = value;
  return (
    typeof n === "number" &&
    typeof at === "number" &&
    isObject(by) &&
    isObject(data) &&
    isObject(texts) &&
    Object.values(texts).every((digest) => typeof digest === "string") &&
    TEXTS_OF_ENTRY.every((field) => typeof value[field] === "string")
  );
}

function isKeptText(value: unknown): value is KeptText {
  if (!isObject(value)) return false;
  return ["digest", "salt", "text"].every((field) => typeof value[field] === "string");
}

function isPlayed(value: unknown): value is Played {
  if (!isObject(value)) return false;
  const { file, seed, address, past } = value;
  return (
    isObject(file) &&
    Number.isSafeInteger(seed) &&
    typeof address === "string" &&
    (past === undefined || isPast(past))
  );
}

function isPast(value: unknown): value is BranchPast {
  if (!isObject(value)) return false;
  const { opening, moves, at, epoch } = value;
  return (
    Array.isArray(opening) &&
    opening.every(isObject) &&
    Array.isArray(moves) &&
    moves.every((each) => isObject(each) && typeof each.at === "number" && isObject(each.move)) &&
    typeof at === "number" &&
    Number.isSafeInteger(epoch)
  );
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Reads a file back and looks at the whole chain; nothing of it is taken where anything is wrong. */
export function readRecord(file: string, hash: Hash): ReadRecord {
  const lines = file.split("\n").filter((line) => line !== "");
  const heading = parsed(lines[0] ?? "");
  if (!isObject(heading) || heading.format !== "golden-hour-exercise")
    return { ok: false, code: "record/not_a_record", line: 1 };
  if (heading.formatVersion !== 1) return { ok: false, code: "record/version", line: 1 };
  const entries: Entry[] = [];
  const texts = new Map<string, KeptText>();
  let played: Played | undefined;
  for (const [index, line] of lines.slice(1).entries()) {
    const given = parsed(line);
    if (isObject(given) && isEntry(given.entry)) entries.push(given.entry);
    else if (isObject(given) && isKeptText(given.text)) texts.set(given.text.digest, given.text);
    else if (isObject(given) && isPlayed(given.played)) played = given.played;
    else return { ok: false, code: "record/not_a_record", line: index + 2 };
  }
  const record: ExerciseRecord = { heading: heading as unknown as RecordHeading, entries, texts };
  const fault = faultOf(record, hash);
  if (fault !== undefined) return { ok: false, code: fault.code, fault };
  return { ok: true, record, ...(played === undefined ? {} : { played }) };
}

/**
 * The hashes of a record's heading: of the scenario as it is played, of its protocols, and of what else determines the run.
 * Same scenario, seed, scale and variant, same hashes.
 */
export function hashesOf(
  { protocols, ...scenario }: Scenario,
  { seed, scale, variant }: { readonly seed: number; readonly scale: number; readonly variant: string },
  hash: Hash,
): Pick<RecordHeading, "scenario" | "protocols" | "parameters"> {
  return {
    scenario: hash(canonical(scenario)),
    protocols: hash(canonical(protocols)),
    parameters: hash(canonical({ seed, scale, variant })),
  };
}
