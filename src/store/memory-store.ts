import type {
  ArchiveLine,
  DocumentOwner,
  RecordKind,
  RecordOf,
  StoredRecord,
  StoredUpdate,
} from "./records.ts";
import type { BesideChain, Store, StoredEntry } from "./store.ts";

/** Keeps everything in memory, for tests: as texts, so that what comes back is never what was put in. */
export class MemoryStore implements Store {
  private readonly records = new Map<string, string>();
  private readonly documents = new Map<
    string,
    { readonly of: DocumentOwner; readonly id: string; readonly name: string; readonly text: string }
  >();
  private readonly chains = new Map<string, readonly StoredEntry[]>();
  private readonly beside = new Map<string, readonly BesideChain[]>();
  private readonly streams = new Map<string, { readonly seq: number; readonly text: string }[]>();

  put<K extends RecordKind>(record: RecordOf<K>): void {
    this.records.set(`${record.kind} ${record.id}`, JSON.stringify(record));
  }

  get<K extends RecordKind>(kind: K, id: string): RecordOf<K> | undefined {
    const text = this.records.get(`${kind} ${id}`);
    return text === undefined ? undefined : (JSON.parse(text) as RecordOf<K>);
  }

  list<K extends RecordKind>(kind: K): readonly RecordOf<K>[] {
    return [...this.records.values()]
      .map((text) => JSON.parse(text) as StoredRecord)
      .filter((record): record is RecordOf<K> => record.kind === kind)
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
  }

  remove(kind: RecordKind, id: string): boolean {
    if (!this.records.delete(`${kind} ${id}`)) return false;
    for (const [key, { of, id: owner }] of this.documents)
      if (of === kind && owner === id) this.documents.delete(key);
    if (kind === "run") this.streams.delete(id);
    if (kind === "exercise") {
      this.chains.delete(id);
      this.beside.delete(id);
    }
    return true;
  }

  putDocument(of: DocumentOwner, id: string, name: string, text: string): void {
    this.documents.set(`${of} ${id} ${name}`, { of, id, name, text });
  }

  document(of: DocumentOwner, id: string, name: string): string | undefined {
    return this.documents.get(`${of} ${id} ${name}`)?.text;
  }

  append(updates: readonly Omit<StoredUpdate, "kind">[]): void {
    this.together(() => {
      for (const { run, seq, text } of updates) {
        const stream = this.streams.get(run) ?? [];
        if (seq <= (stream.at(-1)?.seq ?? 0)) throw new Error(`store/number_taken: ${run} ${seq}`);
        this.streams.set(run, [...stream, { seq, text }]);
      }
    });
  }

  updates(
    run: string,
    since: number,
    most: number,
  ): readonly { readonly seq: number; readonly text: string }[] {
    return (this.streams.get(run) ?? []).filter(({ seq }) => seq > since).slice(0, most);
  }

  head(run: string): number {
    return this.streams.get(run)?.at(-1)?.seq ?? 0;
  }

  appendEntries(exercise: string, entries: readonly StoredEntry[], texts: readonly BesideChain[]): void {
    const before = this.entries(exercise);
    const after = [...before, ...entries];
    const wrong = after.findIndex(({ n }, index) => index > 0 && n <= after[index - 1].n);
    if (wrong >= 0) throw new Error(`store/number_taken: ${exercise} ${after[wrong].n}`);
    this.chains.set(exercise, after);
    this.beside.set(exercise, [...this.texts(exercise), ...texts]);
  }

  entries(exercise: string): readonly StoredEntry[] {
    return this.chains.get(exercise) ?? [];
  }

  texts(exercise: string): readonly BesideChain[] {
    return this.beside.get(exercise) ?? [];
  }

  dropTexts(exercise: string, digests: readonly string[], entries: readonly StoredEntry[]): void {
    const gone = new Set(digests);
    this.appendEntries(exercise, entries, []);
    this.beside.set(
      exercise,
      this.texts(exercise).filter(({ digest }) => !gone.has(digest)),
    );
  }

  together<T>(work: () => T): T {
    const tables = [this.records, this.documents, this.streams, this.chains, this.beside];
    const before = tables.map((table) => new Map<string, unknown>(table));
    try {
      return work();
    } catch (error) {
      tables.forEach((table, place) => {
        const target = table as Map<string, unknown>;
        target.clear();
        for (const [key, value] of before[place]) target.set(key, value);
      });
      throw error;
    }
  }

  *everything(): Iterable<ArchiveLine> {
    for (const kind of ["variant", "run", "comparison"] as const) yield* this.list(kind);
    for (const { of, ...each } of this.documents.values())
      if (of !== "exercise") yield { kind: "document", of, ...each };
    for (const [run, stream] of this.streams)
      for (const { seq, text } of stream) yield { kind: "update", run, seq, text };
  }

  close(): void {}
}
