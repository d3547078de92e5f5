import type { ArchiveLine, RecordKind, RecordOf, StoredRecord, StoredUpdate } from "./records.ts";
import type { Store } from "./store.ts";

/** Keeps everything in memory, for tests: as texts, so that what comes back is never what was put in. */
export class MemoryStore implements Store {
  private readonly records = new Map<string, string>();
  private readonly documents = new Map<
    string,
    { readonly of: "run" | "comparison"; readonly id: string; readonly name: string; readonly text: string }
  >();
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
    return true;
  }

  putDocument(of: "run" | "comparison", id: string, name: string, text: string): void {
    this.documents.set(`${of} ${id} ${name}`, { of, id, name, text });
  }

  document(of: "run" | "comparison", id: string, name: string): string | undefined {
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

  together<T>(work: () => T): T {
    const before = [this.records, this.documents, this.streams].map(
      (table) => new Map<string, unknown>(table),
    );
    try {
      return work();
    } catch (error) {
      [this.records, this.documents, this.streams].forEach((table, place) => {
        const target = table as Map<string, unknown>;
        target.clear();
        for (const [key, value] of before[place]) target.set(key, value);
      });
      throw error;
    }
  }

  *everything(): Iterable<ArchiveLine> {
    for (const kind of ["variant", "run", "comparison"] as const) yield* this.list(kind);
    for (const each of this.documents.values()) yield { kind: "document", ...each };
    for (const [run, stream] of this.streams)
      for (const { seq, text } of stream) yield { kind: "update", run, seq, text };
  }

  close(): void {}
}
