import {
  ARCHIVE,
  type ArchiveLine,
  archiveHead,
  archiveLine,
  type DocumentOwner,
  type RecordKind,
  type RecordOf,
  type StoredUpdate,
} from "./records.ts";

/**
 * What the server keeps: runs, comparisons, variants made by form, the texts that belong to them, and the numbered streams
 * of runs. What a method has done when it returns is there after a crash.
 */
export interface Store {
  put<K extends RecordKind>(record: RecordOf<K>): void;
  get<K extends RecordKind>(kind: K, id: string): RecordOf<K> | undefined;
  /** oldest first */
  list<K extends RecordKind>(kind: K): readonly RecordOf<K>[];
  /** with all that belongs to it; false where there is none */
  remove(kind: RecordKind, id: string): boolean;

  putDocument(of: DocumentOwner, id: string, name: string, text: string): void;
  document(of: DocumentOwner, id: string, name: string): string | undefined;

  /** All of them or none. */
  append(updates: readonly Omit<StoredUpdate, "kind">[]): void;
  /** Texts of updates above `since`, in order, at most so many. */
  updates(
    run: string,
    since: number,
    most: number,
  ): readonly { readonly seq: number; readonly text: string }[];
  /** number of the last update; 0 where there is none */
  head(run: string): number;

  /**
   * Entries of the record of an exercise, in order and each number once, with the texts that stand beside the chain: all
   * of them or none.
   */
  appendEntries(exercise: string, entries: readonly StoredEntry[], texts: readonly BesideChain[]): void;
  /** all of them, in order */
  entries(exercise: string): readonly StoredEntry[];
  texts(exercise: string): readonly BesideChain[];
  /** For good; with the entries that say so, all of it or nothing. */
  dropTexts(exercise: string, digests: readonly string[], entries: readonly StoredEntry[]): void;

  /** Several changes as one: all are there afterwards, or none. */
  together<T>(work: () => T): T;
  /** everything, in an order that can be read in again */
  everything(): Iterable<ArchiveLine>;
  close(): void;
}

/** An entry of a record as JSON, by its number. */
export interface StoredEntry {
  readonly n: number;
  readonly text: string;
}

/** A name or what somebody typed, with its salt, as JSON, by the digest that the chain holds. */
export interface BesideChain {
  readonly digest: string;
  readonly text: string;
}

export type StoreFault = "store/in_use" | "store/not_ours" | "store/newer";

/** The world's fault: another process has the file, it is not ours, or it was written by a later version. */
export class StoreError extends Error {
  readonly code: StoreFault;
  readonly file: string;

  constructor(code: StoreFault, file: string, options?: ErrorOptions) {
    super(`${code} ${file}`, options);
    this.name = "StoreError";
    this.code = code;
    this.file = file;
  }
}

/** All of a store as lines of JSON: a head, one line for each thing, and how many there were. */
export function* exportStore(store: Store): Generator<string> {
  yield `${JSON.stringify({ kind: "archive", format: ARCHIVE, version: 1 })}\n`;
  let count = 0;
  for (const line of store.everything()) {
    count++;
    yield `${JSON.stringify(line)}\n`;
  }
  yield `${JSON.stringify({ kind: "end", count })}\n`;
}

export type ImportResult =
  | { readonly ok: true; readonly added: number; readonly known: number }
  | {
      readonly ok: false;
      readonly line: number;
      readonly fault: "not-json" | "not-an-archive" | "bad-record" | "stranger" | "cut-short";
    };

/**
 * Takes in what another store gave out. Every line is checked before any is written; what is there already under the same
 * name stays as it is. Nothing is opened as a database.
 */
export function importInto(store: Store, text: string): ImportResult {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const read: ArchiveLine[] = [];
  for (const [index, each] of lines.entries()) {
    const value = parseJson(each);
    if (value === undefined) return { ok: false, line: index + 1, fault: "not-json" };
    if (index === 0) {
      if (!archiveHead.safeParse(value).success) return { ok: false, line: 1, fault: "not-an-archive" };
      continue;
    }
    if (index === lines.length - 1) {
      const { kind, count } = value as { readonly kind?: unknown; readonly count?: unknown };
      if (kind !== "end" || count !== read.length) return { ok: false, line: index + 1, fault: "cut-short" };
      return write(store, read);
    }
    const line = archiveLine.safeParse(value);
    if (!line.success) return { ok: false, line: index + 1, fault: "bad-record" };
    read.push(line.data);
  }
  return { ok: false, line: lines.length, fault: lines.length === 0 ? "not-an-archive" : "cut-short" };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The record that a line is, or belongs to. */
function owner(line: ArchiveLine): string {
  if (line.kind === "document") return `${line.of} ${line.id}`;
  return line.kind === "update" ? `run ${line.run}` : `${line.kind} ${line.id}`;
}

/** Records first: what belongs to one that was there already is passed over, and what belongs to none is refused. */
function write(store: Store, lines: readonly ArchiveLine[]): ImportResult {
  const fresh = new Set<string>();
  const known = new Set<string>();
  for (const line of lines) {
    if (line.kind === "document" || line.kind === "update") continue;
    (store.get(line.kind, line.id) === undefined ? fresh : known).add(`${line.kind} ${line.id}`);
  }
  const stranger = lines.findIndex((line) => !fresh.has(owner(line)) && !known.has(owner(line)));
  if (stranger >= 0) return { ok: false, line: stranger + 2, fault: "stranger" };
  store.together(() => {
    for (const line of lines) {
      if (!fresh.has(owner(line))) continue;
      if (line.kind === "document") store.putDocument(line.of, line.id, line.name, line.text);
      else if (line.kind === "update") store.append([line]);
      else store.put(line);
    }
  });
  return { ok: true, added: fresh.size, known: known.size };
}
