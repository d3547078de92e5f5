import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import type { ArchiveLine, DocumentOwner, RecordKind, RecordOf, StoredUpdate } from "./records.ts";
import { type BesideChain, type Store, type StoredEntry, StoreError } from "./store.ts";

/** `GHst`: this file is ours. */
const APPLICATION = 0x47_48_73_74;

/** One step each, in order; a step that was published never changes. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE records (
     kind TEXT NOT NULL, id TEXT NOT NULL, created TEXT NOT NULL, body TEXT NOT NULL,
     PRIMARY KEY (kind, id)) WITHOUT ROWID;
   CREATE TABLE documents (
     owner TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,
     PRIMARY KEY (owner, id, name));
   CREATE TABLE updates (
     run TEXT NOT NULL, seq INTEGER NOT NULL, text TEXT NOT NULL,
     PRIMARY KEY (run, seq)) WITHOUT ROWID;`,
  `CREATE TABLE entries (
     exercise TEXT NOT NULL, n INTEGER NOT NULL, text TEXT NOT NULL,
     PRIMARY KEY (exercise, n)) WITHOUT ROWID;
   CREATE TABLE beside (
     exercise TEXT NOT NULL, digest TEXT NOT NULL, text TEXT NOT NULL,
     PRIMARY KEY (exercise, digest)) WITHOUT ROWID;`,
];

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/**
 * One file, crash-safe: what was acknowledged is there after a crash, what was deleted is overwritten. One process at a
 * time holds it, for as long as it is open.
 */
export class FileStore implements Store {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();
  private depth = 0;

  /** @throws StoreError where another process has it, or it is none of ours */
  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true });
    this.database = open(file);
  }

  private statement(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const fresh = this.database.prepare(sql);
    this.statements.set(sql, fresh);
    return fresh;
  }

  put<K extends RecordKind>(record: RecordOf<K>): void {
    this.statement("INSERT OR REPLACE INTO records (kind, id, created, body) VALUES (?, ?, ?, ?)").run(
      record.kind,
      record.id,
      record.createdAt,
      JSON.stringify(record),
    );
  }

  get<K extends RecordKind>(kind: K, id: string): RecordOf<K> | undefined {
    const row = this.statement("SELECT body FROM records WHERE kind = ? AND id = ?").get(kind, id);
    return row === undefined ? undefined : (JSON.parse((row as { body: string }).body) as RecordOf<K>);
  }

  list<K extends RecordKind>(kind: K): readonly RecordOf<K>[] {
    const rows = this.statement("SELECT body FROM records WHERE kind = ? ORDER BY created, id").all(kind);
    return rows.map((row) => JSON.parse((row as { body: string }).body) as RecordOf<K>);
  }

  remove(kind: RecordKind, id: string): boolean {
    const isThere = this.together(() => {
      const { changes } = this.statement("DELETE FROM records WHERE kind = ? AND id = ?").run(kind, id);
      if (changes === 0) return false;
      this.statement("DELETE FROM documents WHERE owner = ? AND id = ?").run(kind, id);
      if (kind === "run") this.statement("DELETE FROM updates WHERE run = ?").run(id);
      if (kind === "exercise")
        for (const table of ["entries", "beside"])
          this.statement(`DELETE FROM ${table} WHERE exercise = ?`).run(id);
      return true;
    });
    if (kind === "exercise") this.emptyLog();
    return isThere;
  }

  putDocument(of: DocumentOwner, id: string, name: string, text: string): void {
    this.statement("INSERT OR REPLACE INTO documents (owner, id, name, text) VALUES (?, ?, ?, ?)").run(
      of,
      id,
      name,
      text,
    );
  }

  document(of: DocumentOwner, id: string, name: string): string | undefined {
    const row = this.statement("SELECT text FROM documents WHERE owner = ? AND id = ? AND name = ?").get(
      of,
      id,
      name,
    );
    return (row as { text: string } | undefined)?.text;
  }

  append(updates: readonly Omit<StoredUpdate, "kind">[]): void {
    this.together(() => {
      const insert = this.statement("INSERT INTO updates (run, seq, text) VALUES (?, ?, ?)");
      for (const { run, seq, text } of updates) insert.run(run, seq, text);
    });
  }

  updates(
    run: string,
    since: number,
    most: number,
  ): readonly { readonly seq: number; readonly text: string }[] {
    const rows = this.statement(
      "SELECT seq, text FROM updates WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?",
    ).all(run, since, most);
    return rows.map((row) => {
      const { seq, text } = row as { seq: number; text: string };
      return { seq, text };
    });
  }

  head(run: string): number {
    const row = this.statement("SELECT max(seq) AS head FROM updates WHERE run = ?").get(run);
    return (row as { head: number | null }).head ?? 0;
  }

  appendEntries(exercise: string, entries: readonly StoredEntry[], texts: readonly BesideChain[]): void {
    this.together(() => {
      const entry = this.statement("INSERT INTO entries (exercise, n, text) VALUES (?, ?, ?)");
      for (const { n, text } of entries) entry.run(exercise, n, text);
      const beside = this.statement("INSERT INTO beside (exercise, digest, text) VALUES (?, ?, ?)");
      for (const { digest, text } of texts) beside.run(exercise, digest, text);
    });
  }

  entries(exercise: string): readonly StoredEntry[] {
    const rows = this.statement("SELECT n, text FROM entries WHERE exercise = ? ORDER BY n").all(exercise);
    return rows.map((row) => {
      const { n, text } = row as StoredEntry;
      return { n, text };
    });
  }

  texts(exercise: string): readonly BesideChain[] {
    const rows = this.statement("SELECT digest, text FROM beside WHERE exercise = ? ORDER BY digest").all(
      exercise,
    );
    return rows.map((row) => {
      const { digest, text } = row as BesideChain;
      return { digest, text };
    });
  }

  dropTexts(exercise: string, digests: readonly string[], entries: readonly StoredEntry[]): void {
    this.together(() => {
      const drop = this.statement("DELETE FROM beside WHERE exercise = ? AND digest = ?");
      for (const digest of digests) drop.run(exercise, digest);
      this.appendEntries(exercise, entries, []);
    });
    this.emptyLog();
  }

  /** The log of writes still has what was deleted: it is written into the file and emptied. */
  private emptyLog(): void {
    if (this.depth === 0) this.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  together<T>(work: () => T): T {
    if (this.depth > 0) return work();
    this.depth++;
    this.database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.database.exec("COMMIT");
      return result;
    } catch (error) {
      this.database.exec("ROLLBACK");
      throw error;
    } finally {
      this.depth--;
    }
  }

  *everything(): Iterable<ArchiveLine> {
    for (const kind of ["variant", "run", "comparison"] as const) yield* this.list(kind);
    const keys = this.statement(
      "SELECT owner, id, name FROM documents WHERE owner <> 'exercise' ORDER BY owner, id, name",
    ).all();
    for (const key of keys) {
      const { owner, id, name } = key as { owner: "run" | "comparison"; id: string; name: string };
      yield { kind: "document", of: owner, id, name, text: this.document(owner, id, name) as string };
    }
    for (const { id: run } of this.list("run")) {
      let since = 0;
      for (let page = this.updates(run, since, 500); page.length > 0; page = this.updates(run, since, 500)) {
        for (const { seq, text } of page) yield { kind: "update", run, seq, text };
        since = page[page.length - 1].seq;
      }
    }
  }

  close(): void {
    release(this.database);
  }
}

/**
 * Gives the file back. The library closes a connection only once its statements were collected as garbage, so the lock is
 * let go by hand: without a write-ahead log, the exclusive mode ends at the next look into the file.
 */
function release(database: Database.Database): void {
  try {
    database.exec("PRAGMA journal_mode = DELETE");
    database.exec("PRAGMA locking_mode = NORMAL");
    database.exec("SELECT count(*) FROM sqlite_master");
  } finally {
    database.close();
  }
}

function open(file: string): Database.Database {
  const database = new Database(file);
  try {
    const number = (pragma: string) =>
      Number((database.prepare(`PRAGMA ${pragma}`).get() as Record<string, number>)[pragma]);
    // The lock is held from the first write on until the file is closed, or its process ends, however it ends.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA secure_delete = ON");
    database.exec("PRAGMA foreign_keys = ON");
    database.exec("BEGIN EXCLUSIVE");
    const application = number("application_id");
    const version = number("user_version");
    const isEmpty =
      (database.prepare("SELECT count(*) AS n FROM sqlite_master").get() as { n: number }).n === 0;
    if (application !== APPLICATION && !(isEmpty && application === 0))
      throw new StoreError("store/not_ours", file);
    if (version > MIGRATIONS.length) throw new StoreError("store/newer", file);
    for (const step of MIGRATIONS.slice(version)) database.exec(step);
    database.exec(`PRAGMA application_id = ${APPLICATION}`);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    database.exec("COMMIT");
    return database;
  } catch (error) {
    if (error instanceof StoreError) {
      database.exec("ROLLBACK");
      release(database);
      throw error;
    }
    database.close();
    const code = codeOf(error);
    if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"))
      throw new StoreError("store/in_use", file, { cause: error });
    if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT"))
      throw new StoreError("store/not_ours", file, { cause: error });
    throw error;
  }
}
