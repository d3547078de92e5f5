import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { decodeResult, encodeResult, ID_PATTERN, type ReplicationResult } from "../model/index.ts";
import { codeOf } from "./read-file.ts";

/** Finished replications, by setting and seed: a content address, so what is found never has to be run again. */
export interface ResultStore {
  /** What is there of replications `from` to `to` (not included), in their order. */
  read(setting: string, seed: number, from: number, to: number): Promise<readonly ReplicationResult[]>;
  /** Keeps results of one seed; of two for the same replication the first stays. */
  write(seed: number, results: readonly ReplicationResult[]): Promise<void>;
}

/** Keeps results as long as the process runs. */
export class MemoryResultStore implements ResultStore {
  private readonly shelves = new Map<string, Map<number, ReplicationResult>>();

  async read(setting: string, seed: number, from: number, to: number): Promise<ReplicationResult[]> {
    const shelf = this.shelves.get(shelfOf(setting, seed));
    const found = Array.from({ length: to - from }, (_, i) => shelf?.get(from + i));
    return found.filter((result) => result !== undefined);
  }

  async write(seed: number, results: readonly ReplicationResult[]): Promise<void> {
    for (const result of results) {
      const name = shelfOf(result.setting, seed);
      const shelf = this.shelves.get(name) ?? new Map();
      this.shelves.set(name, shelf);
      if (!shelf.has(result.replication)) shelf.set(result.replication, result);
    }
  }
}

function shelfOf(setting: string, seed: number): string {
  if (!ID_PATTERN.test(setting) || !Number.isSafeInteger(seed)) throw new Error("store/not_an_id");
  return `${setting}-${seed}`;
}

/** Begins each record; no other bytes of a record need to be looked at to know that it is one. */
const MAGIC = Buffer.from([0x89, 0x47, 0x48, 0x52]);
/** magic, length and checksum of what follows */
const HEAD = 12;
const LONGEST = 1 << 24;
const WINDOW = 1 << 16;
/** Records that are appended by one call of the system lie side by side, whoever else appends at the same time. */
const MOST_AT_ONCE = 1 << 20;

interface Place {
  readonly at: number;
  readonly length: number;
}

/** What is known of a file: where each replication's record lies, and how far it was read. */
interface Index {
  readonly file: string;
  readonly places: Map<number, Place>;
  end: number;
}

/** Ends the name of each file of results: nothing else is ever counted or deleted. */
const SUFFIX = ".results";
/** The size is looked at again when so large a part of what is allowed was written. */
const LOOKS = 64;

/**
 * Keeps results in files below a folder, one for each setting and seed, to which records are only ever appended, each with
 * its checksum. What was written is there after a kill; a torn record is passed over, at the end of a file or in its middle.
 * Several processes may write at the same time.
 *
 * All files together take no more than `most` bytes, those of other namespaces among them: the file that was used longest ago
 * goes first, as a whole. What was deleted is run again when it is asked for, and nothing else is lost by it, so whoever has
 * such a file open, here or in another process, need not be asked.
 */
export class FileResultStore implements ResultStore {
  private readonly root: string;
  private readonly folder: string;
  private readonly most: number;
  private readonly indices = new Map<string, Index>();
  /** bytes written since the size of all was looked at; nothing was yet */
  private unweighed = Number.POSITIVE_INFINITY;

  /**
   * `namespace`: what must be the same for results to be the same (engine, arithmetic); a folder of that name is used.
   * `most`: bytes that all namespaces of the folder may take together, more or less a 64th.
   */
  constructor(folder: string, namespace: string, most = Number.POSITIVE_INFINITY) {
    if (!ID_PATTERN.test(namespace)) throw new Error("store/not_an_id");
    this.root = folder;
    this.folder = join(folder, namespace);
    this.most = most;
  }

  private path(setting: string, seed: number): string {
    return join(this.folder, `${shelfOf(setting, seed)}${SUFFIX}`);
  }

  async read(setting: string, seed: number, from: number, to: number): Promise<ReplicationResult[]> {
    const path = this.path(setting, seed);
    const handle = openIfThere(path);
    if (handle === undefined) return [];
    try {
      const index = this.indexOf(path, handle);
      readOn(handle, index);
      const found: ReplicationResult[] = [];
      for (let i = from; i < to; i++) {
        const place = index.places.get(i);
        const record = place === undefined ? undefined : recordAt(handle, place.at, place.at + place.length);
        const result = record === undefined ? undefined : decodeResult(record);
        if (result?.replication === i) found.push({ setting, ...result });
      }
      if (found.length > 0) touch(handle);
      return found;
    } finally {
      closeSync(handle);
    }
  }

  async write(seed: number, results: readonly ReplicationResult[]): Promise<void> {
    mkdirSync(this.folder, { recursive: true });
    const byPath = new Map<string, Buffer[]>();
    for (const result of results) {
      const path = this.path(result.setting, seed);
      const records = byPath.get(path) ?? [];
      byPath.set(path, records);
      records.push(toRecord(encodeResult(result)));
    }
    for (const [path, records] of byPath) this.unweighed += append(path, records);
    if (this.unweighed * LOOKS < this.most) return;
    this.unweighed = 0;
    makeRoom(this.root, this.most);
  }

  /** What is known of the file that stands there now: another one may have been deleted and begun anew since. */
  private indexOf(path: string, handle: number): Index {
    const { ino, birthtimeMs, size } = fstatSync(handle);
    const file = `${ino} ${birthtimeMs}`;
    const known = this.indices.get(path);
    if (known?.file === file && known.end <= size) return known;
    const index = { file, places: new Map(), end: 0 };
    this.indices.set(path, index);
    return index;
  }
}

/** Marks a file as used now. */
function touch(handle: number): void {
  const now = Date.now() / 1000;
  try {
    futimesSync(handle, now, now);
  } catch {
    // Of a file that is only lent, nothing is marked: it goes a little earlier.
  }
}

interface Weighed {
  readonly path: string;
  readonly size: number;
  /** when it was used last, in milliseconds */
  readonly usedAt: number;
}

/** Deletes files of results below a folder until all take at most so many bytes, longest unused first. */
function makeRoom(root: string, most: number): void {
  if (most === Number.POSITIVE_INFINITY) return;
  const files = foldersIn(root).flatMap((folder) => weigh(folder));
  let total = files.reduce((sum, { size }) => sum + size, 0);
  files.sort((a, b) => a.usedAt - b.usedAt || (a.path < b.path ? -1 : 1));
  for (const { path, size, usedAt } of files) {
    if (total <= most) return;
    // Somebody may have used it meanwhile, or deleted it.
    if (weighOne(path)?.usedAt === usedAt) remove(path);
    total -= size;
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Held by another process, or not ours to delete: it is asked again the next time.
  }
}

function foldersIn(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && ID_PATTERN.test(entry.name))
    .map(({ name }) => join(root, name));
}

function weigh(folder: string): Weighed[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .flatMap((name) => weighOne(join(folder, name)) ?? []);
}

function weighOne(path: string): Weighed | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? { path, size: found.size, usedAt: found.mtimeMs } : undefined;
}

function toRecord(bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD);
  MAGIC.copy(head);
  head.writeUInt32LE(bytes.length, 4);
  head.writeUInt32LE(crc32(bytes), 8);
  return Buffer.concat([head, bytes]);
}

/** How many bytes were appended. */
function append(path: string, records: readonly Buffer[]): number {
  const handle = openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o644);
  try {
    let held: Buffer[] = [];
    let size = 0;
    const flush = () => {
      const bytes = Buffer.concat(held);
      // A disk that takes only a part is full: the torn rest is passed over when it is read.
      if (writeSync(handle, bytes) !== bytes.length)
        throw Object.assign(new Error("store/disk_full"), { code: "ENOSPC" });
      held = [];
      size = 0;
    };
    for (const record of records) {
      held.push(record);
      size += record.length;
      if (size >= MOST_AT_ONCE) flush();
    }
    if (size > 0) flush();
    fsyncSync(handle);
    return records.reduce((sum, { length }) => sum + length, 0);
  } finally {
    closeSync(handle);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Reads the records that were appended since the last time. */
function readOn(handle: number, index: Index): void {
  const { size } = fstatSync(handle);
  let at = index.end;
  while (at + HEAD <= size) {
    const record = recordAt(handle, at, size);
    const result = record === undefined ? undefined : decodeResult(record);
    if (record === undefined || result === undefined) {
      const next = findMagic(handle, at + 1, size);
      // Nothing whole follows: it may be on its way, so it is looked at again the next time.
      if (next === undefined) return;
      at = next;
      continue;
    }
    const length = HEAD + record.length;
    if (!index.places.has(result.replication)) index.places.set(result.replication, { at, length });
    at += length;
    index.end = at;
  }
}

/** The bytes of a record that begins there and ends before `end`; undefined where none does, or a torn one. */
function recordAt(handle: number, at: number, end: number): Buffer | undefined {
  const head = Buffer.alloc(HEAD);
  if (readSync(handle, head, 0, HEAD, at) !== HEAD || !head.subarray(0, MAGIC.length).equals(MAGIC))
    return undefined;
  const length = head.readUInt32LE(4);
  if (length > LONGEST || at + HEAD + length > end) return undefined;
  const bytes = Buffer.alloc(length);
  if (readSync(handle, bytes, 0, length, at + HEAD) !== length) return undefined;
  return crc32(bytes) === head.readUInt32LE(8) ? bytes : undefined;
}

/** Where a record may begin next. */
function findMagic(handle: number, from: number, size: number): number | undefined {
  const window = Buffer.alloc(WINDOW);
  for (let at = from; at < size; at += WINDOW - MAGIC.length + 1) {
    const got = readSync(handle, window, 0, WINDOW, at);
    const place = window.subarray(0, got).indexOf(MAGIC);
    if (place !== -1) return at + place;
  }
  return undefined;
}
