import type { VariantText } from "../scenario/index.ts";
import type { Store, StoredRun, StoredVariant } from "../store/index.ts";
import type { Entry, Hold, Ledger, LedgerListener } from "./ledger.ts";

interface Waiting {
  readonly run: string;
  readonly entries: readonly Entry[];
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/** Everything in the store of this server, which has it to itself: it holds whatever it wants to. */
export class OwnLedger implements Ledger {
  readonly isShared = false;
  readonly patienceMs = 0;
  listener: LedgerListener | undefined;
  private readonly store: Store;
  private waiting: Waiting[] = [];

  constructor(store: Store) {
    this.store = store;
  }

  async create(run: StoredRun): Promise<void> {
    this.store.put(run);
  }

  async run(id: string): Promise<StoredRun | undefined> {
    return this.store.get("run", id);
  }

  async variantOf({ scenario, variant }: StoredRun): Promise<VariantText | undefined> {
    return textOfVariant(this.store.get("variant", `${scenario}.${variant}`));
  }

  async runs(): Promise<readonly StoredRun[]> {
    return this.store.list("run");
  }

  async count(): Promise<number> {
    return this.store.list("run").length;
  }

  async finish(run: StoredRun, documents: Readonly<Record<string, string>>): Promise<void> {
    const { store } = this;
    if (store.get("run", run.id) === undefined) return;
    store.together(() => {
      for (const [name, text] of Object.entries(documents)) store.putDocument("run", run.id, name, text);
      store.put(run);
    });
  }

  async document(id: string, name: string): Promise<string | undefined> {
    return this.store.document("run", id, name);
  }

  async remove(id: string): Promise<boolean> {
    return this.store.remove("run", id);
  }

  async hold(_what: string, id: string): Promise<Hold> {
    return {
      append: (entries) => this.append(id, entries),
      release: async () => {},
    };
  }

  /** What is asked for in one turn of the event loop is written in one transaction: many updates wait for one look at the disk. */
  private append(run: string, entries: readonly Entry[]): Promise<void> {
    return new Promise((done, fail) => {
      this.waiting.push({ run, entries, done, fail });
      if (this.waiting.length === 1) setImmediate(() => this.commit());
    });
  }

  private commit(): void {
    const together = this.waiting;
    this.waiting = [];
    try {
      this.write(together);
    } catch (error) {
      // One that cannot be written keeps none of the others from it.
      if (together.length === 1) together[0].fail(error);
      else for (const each of together) this.writeAlone(each);
      return;
    }
    for (const { done } of together) done();
  }

  private writeAlone(each: Waiting): void {
    try {
      this.write([each]);
      each.done();
    } catch (error) {
      each.fail(error);
    }
  }

  private write(together: readonly Waiting[]): void {
    this.store.append(together.flatMap(({ run, entries }) => entries.map((entry) => ({ run, ...entry }))));
  }

  async read(id: string, since: number, most: number): Promise<readonly Entry[]> {
    return this.store.updates(id, since, most);
  }

  async head(id: string): Promise<number> {
    return this.store.head(id);
  }

  async rest(): Promise<void> {}

  async forward(): Promise<undefined> {
    return undefined;
  }

  async orphans() {
    return { session: [], result: [] };
  }

  async watched(): Promise<ReadonlySet<string>> {
    return new Set();
  }

  isThere(): boolean {
    return true;
  }

  async close(): Promise<void> {
    if (this.waiting.length > 0) this.commit();
  }
}

/** A variant that was made by form, as it is written into a scenario's file. */
export function textOfVariant(stored: StoredVariant | undefined): VariantText | undefined {
  if (stored === undefined) return undefined;
  const { variant: id, title, question, overlay } = stored;
  return { id, title, ...(question === undefined ? {} : { question }), overlay };
}
