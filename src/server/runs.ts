import type { RunSubject } from "../exchange/index.ts";
import { addressOf } from "../experiment/index.ts";
import type { VariantText } from "../scenario/index.ts";
import type { Store, StoredRun, StoredVariant } from "../store/index.ts";
import type { Language } from "../words/index.ts";
import type { Clock, Command, Run, Snapshot, Stage, Update } from "./contract.ts";
import type { RunTask, RunTexts } from "./desk-worker.ts";
import { ExerciseHost } from "./exercise-host.ts";
import { newId } from "./ids.ts";
import { HttpProblem, shelfProblem } from "./problem.ts";
import type { Shelf } from "./shelf.ts";
import { type StageFacts, stageFacts } from "./stage-facts.ts";
import type { ThreadCaller } from "./threads.ts";

/** Wall clocks, handed in so that tests can hold them. */
export interface ServerClock {
  /** milliseconds from anywhere, never going back */
  now(): number;
  /** an ISO instant */
  today(): string;
}

export interface RunsOptions {
  readonly store: Store;
  readonly shelf: Shelf;
  readonly desk: ThreadCaller;
  readonly clock: ServerClock;
  /** of the product */
  readonly version: string;
  readonly log: (what: string, details?: Readonly<Record<string, unknown>>) => void;
}

/** What whoever shows runs is told. */
export interface RunListener {
  /** numbered, written down, and not told before; the text is the update as JSON */
  onUpdates(
    published: readonly { readonly run: string; readonly update: Update; readonly text: string }[],
  ): void;
  onResult(run: Run): void;
}

export interface NewRun {
  readonly scenario: string;
  readonly variant: string;
  readonly seed: number;
  readonly replication: number;
  readonly scale: number;
}

/** Sessions whose simulation is in memory at the same time. */
const MOST_HOSTS = 16;
const MOST_RUNS = 2000;
/** How long a session that nobody moves or watches stays in memory, and one that plays to nobody goes on, milliseconds. */
const REST_AFTER = 60_000;
const PAUSE_AFTER = 30 * 60_000;

interface Open {
  readonly host: ExerciseHost;
  readonly stage: StageFacts;
  /** commands that were done, by the client's name for them */
  readonly done: Map<string, { readonly seq: number; readonly clock: Clock }>;
  watchers: number;
  /** wall time since which nobody watches */
  aloneSince: number;
}

const COMMANDS_KEPT = 200;

/** Every run there is: its result, computed once at full speed, and its session, hosted as long as somebody needs it. */
export class Runs {
  listener: RunListener | undefined;
  private readonly options: RunsOptions;
  private readonly open = new Map<string, Open>();
  private readonly opening = new Map<string, Promise<Open>>();

  constructor(options: RunsOptions) {
    this.options = options;
  }

  /** Results that were not finished when the server ended are computed now, and what was playing goes on. */
  async resume(): Promise<void> {
    const { store, log } = this.options;
    for (const run of store.list("run")) {
      if (run.status === "running") this.compute(run).catch((error: unknown) => log("run", { error }));
      const phase = this.lastClock(run)?.phase;
      if (phase === "playing" || phase === "moving")
        await this.host(run.id).catch((error: unknown) => log("run", { error }));
    }
  }

  private ownVariant({ scenario, variant }: Pick<NewRun, "scenario" | "variant">): VariantText | undefined {
    return textOfVariant(this.options.store.get("variant", `${scenario}.${variant}`));
  }

  private async subject(of: Pick<NewRun, "scenario" | "variant">): Promise<RunSubject> {
    const { scenario, variant } = of;
    const found = await this.options.shelf.subject({ scenario, variant, own: this.ownVariant(of) });
    if (!found.ok) throw shelfProblem(found);
    return found.subject;
  }

  async create(asked: NewRun): Promise<Run> {
    const { store, clock } = this.options;
    if (store.list("run").length >= MOST_RUNS)
      throw new HttpProblem("server/busy", { limit: String(MOST_RUNS) });
    const subject = await this.subject(asked);
    const { seed, replication, scale } = asked;
    const run: StoredRun = {
      kind: "run",
      id: newId("r"),
      createdAt: clock.today(),
      ...asked,
      title: subject.scenario.title,
      variantTitle: subject.variantTitle,
      address: addressOf(subject.scenario, { seed, replication }, scale),
      status: "running",
      digest: null,
      problem: null,
    };
    store.put(run);
    this.compute(run, subject).catch((error: unknown) => this.options.log("run", { error }));
    return this.tell(run);
  }

  private async compute(run: StoredRun, given?: RunSubject): Promise<void> {
    const { store, desk, version } = this.options;
    const { seed, replication, scale } = run;
    try {
      const subject = given ?? (await this.subject(run));
      const task: RunTask = { subject, seed, replication, scale, version };
      const { digest, results, page } = await desk.call<RunTexts>("run", task);
      if (store.get("run", run.id) === undefined) return;
      store.together(() => {
        for (const [language, text] of Object.entries(results))
          store.putDocument("run", run.id, `result-${language}`, text);
        store.putDocument("run", run.id, "page", page);
        store.put({ ...run, status: "done", digest });
      });
    } catch (error) {
      if (store.get("run", run.id) === undefined) return;
      this.options.log("run failed", { run: run.id, error });
      const { code } = error as { readonly code?: unknown };
      store.put({ ...run, status: "failed", problem: typeof code === "string" ? code : "server/failed" });
    }
    const stored = store.get("run", run.id);
    if (stored !== undefined) this.listener?.onResult(this.tell(stored));
  }

  list(): readonly Run[] {
    return this.options.store.list("run").map((run) => this.tell(run));
  }

  private stored(id: string): StoredRun {
    const run = this.options.store.get("run", id);
    if (run === undefined) throw new HttpProblem("run/unknown", { found: id });
    return run;
  }

  get(id: string): Run {
    return this.tell(this.stored(id));
  }

  private lastClock({ id }: StoredRun): Clock | undefined {
    const { store } = this.options;
    const [last] = store.updates(id, store.head(id) - 1, 1);
    return last === undefined ? undefined : (JSON.parse(last.text) as Update).clock;
  }

  private tell({ kind: _kind, ...run }: StoredRun): Run {
    const open = this.open.get(run.id);
    const clock = open?.host.clock(this.options.clock.now()) ??
      this.lastClock({ kind: "run", ...run }) ?? {
        phase: "ready",
        speed: 1,
        position: 0,
        frontier: 0,
        endsAt: null,
      };
    return { ...run, clock };
  }

  async remove(id: string): Promise<void> {
    this.stored(id);
    const open = this.open.get(id);
    this.open.delete(id);
    await open?.host.close();
    this.options.store.remove("run", id);
  }

  /** A text that belongs to a run's result. */
  document(id: string, name: "page" | `result-${Language}`): string {
    const { status, problem } = this.stored(id);
    if (status === "failed") throw new HttpProblem("run/failed", { found: problem ?? "" });
    const text = this.options.store.document("run", id, name);
    if (text === undefined) throw new HttpProblem("run/not_finished");
    return text;
  }

  // ---- sessions

  /** The host of a run's session, brought back to where it was if need be. */
  private async host(id: string): Promise<Open> {
    const known = this.open.get(id);
    if (known !== undefined) return known;
    const coming = this.opening.get(id) ?? this.wake(this.stored(id)).finally(() => this.opening.delete(id));
    this.opening.set(id, coming);
    return coming;
  }

  private async wake(run: StoredRun): Promise<Open> {
    const { store, clock, log } = this.options;
    this.makeRoom();
    const subject = await this.subject(run);
    const { id, seed, replication, scale, address } = run;
    if (addressOf(subject.scenario, { seed, replication }, scale) !== address)
      throw new HttpProblem("run/outdated");
    const task = { run: id, scenario: subject.scenario, seed, replication, scale, address };
    const wall = clock.now();
    const stage = stageFacts(subject, { seed, replication }, scale);
    const host = new ExerciseHost(task, subject.scenario.horizon ?? null, wall, (error) => {
      log("session failed", { run: id, error });
      this.open.delete(id);
    });
    for (let since = 0; ; ) {
      const page = store.updates(id, since, UPDATES_IN_A_PAGE);
      if (page.length === 0) break;
      host.remember(
        page.map(({ text }) => JSON.parse(text) as Update),
        wall,
      );
      since = page[page.length - 1].seq;
    }
    const open: Open = { host, stage, done: new Map(), watchers: 0, aloneSince: wall };
    // Somebody may have deleted it meanwhile.
    this.stored(id);
    this.open.set(id, open);
    return open;
  }

  /** Sessions that nobody needs at the moment make room for others. */
  private makeRoom(): void {
    const wall = this.options.clock.now();
    const idle = [...this.open].filter(([, { host, watchers }]) => watchers === 0 && !host.isMoving(wall));
    idle.sort(([, a], [, b]) => a.aloneSince - b.aloneSince);
    for (const [id, { host, aloneSince }] of idle) {
      if (this.open.size < MOST_HOSTS && wall - aloneSince < REST_AFTER) continue;
      this.open.delete(id);
      host.close().catch(() => {});
    }
    if (this.open.size >= MOST_HOSTS) throw new HttpProblem("server/busy", { limit: String(MOST_HOSTS) });
  }

  async stage(id: string): Promise<Stage> {
    const { stage, host } = await this.host(id);
    return { run: this.get(id), ...stage, head: host.head };
  }

  /** Somebody watches from now on, or no longer does. */
  async watch(id: string): Promise<void> {
    (await this.host(id)).watchers++;
  }

  unwatch(id: string): void {
    const open = this.open.get(id);
    if (open === undefined) return;
    open.watchers--;
    if (open.watchers === 0) open.aloneSince = this.options.clock.now();
  }

  async command(
    id: string,
    command: Command,
    name?: string,
  ): Promise<{ readonly seq: number; readonly clock: Clock }> {
    const open = await this.host(id);
    const { host, done } = open;
    const before = name === undefined ? undefined : done.get(name);
    if (before !== undefined) return before;
    const answer = host.command(command, this.options.clock.now(), name);
    if (!answer.ok) throw new HttpProblem(answer.code);
    const { seq, clock } = answer.update;
    this.publish([{ host, update: answer.update }]);
    if (name !== undefined) {
      done.set(name, { seq, clock });
      for (const old of done.keys()) {
        if (done.size <= COMMANDS_KEPT) break;
        done.delete(old);
      }
    }
    return { seq, clock };
  }

  /** A look at all clocks: up to ten times a second. */
  tick(): void {
    const wall = this.options.clock.now();
    const drafts: { host: ExerciseHost; update: Update }[] = [];
    for (const [id, { host, watchers, aloneSince }] of this.open) {
      if (watchers === 0 && host.isMoving(wall) && wall - aloneSince > PAUSE_AFTER) {
        const paused = host.command({ kind: "pause" }, wall, "nobody-watches");
        if (paused.ok) drafts.push({ host, update: paused.update });
        continue;
      }
      const update = host.draft(wall);
      if (update !== undefined) drafts.push({ host, update });
      else if (watchers === 0 && !host.isMoving(wall) && wall - aloneSince > REST_AFTER) {
        this.open.delete(id);
        host.close().catch(() => {});
      }
    }
    if (drafts.length > 0) this.publish(drafts);
  }

  /** Written down first, told afterwards. */
  private publish(drafts: readonly { readonly host: ExerciseHost; readonly update: Update }[]): void {
    const published = drafts.map(({ host, update }) => ({
      run: host.run,
      update,
      text: JSON.stringify(update),
    }));
    this.options.store.append(published.map(({ run, update: { seq }, text }) => ({ run, seq, text })));
    for (const { host, update } of drafts) host.publish(update);
    this.listener?.onUpdates(published);
  }

  updates(
    id: string,
    since: number,
    most: number,
  ): { readonly updates: readonly Update[]; readonly head: number } {
    this.stored(id);
    const { store } = this.options;
    const page = store.updates(id, since, Math.min(most, UPDATES_IN_A_PAGE));
    return { updates: page.map(({ text }) => JSON.parse(text) as Update), head: store.head(id) };
  }

  /** All that came after an update, in one piece. */
  snapshot(id: string, from: number): Snapshot {
    const open = this.open.get(id);
    if (open === undefined) throw new HttpProblem("run/unknown", { found: id });
    const { host } = open;
    const common = { from, seq: host.head, clock: host.clock(this.options.clock.now()) };
    const now = host.latest === undefined ? {} : { now: host.latest };
    if (from === 0) return { ...common, facts: [...host.facts], samples: [...host.samples], ...now };
    const facts: Snapshot["facts"] = [];
    const samples: Snapshot["samples"] = [];
    for (let since = from; since < host.head; ) {
      const page = this.options.store.updates(id, since, UPDATES_IN_A_PAGE);
      if (page.length === 0) break;
      for (const { seq, text } of page) {
        const update = JSON.parse(text) as Update;
        for (const each of update.facts) facts.push(each);
        for (const each of update.samples) samples.push(each);
        since = seq;
      }
    }
    return { ...common, facts, samples, ...now };
  }

  head(id: string): number {
    return this.open.get(id)?.host.head ?? this.options.store.head(id);
  }

  /** How many sessions are hosted: for metrics. */
  get hosted(): number {
    return this.open.size;
  }

  async close(): Promise<void> {
    await Promise.all([...this.open.values()].map(({ host }) => host.close()));
    this.open.clear();
  }
}

const UPDATES_IN_A_PAGE = 500;

/** A variant that was made by form, as it is written into a scenario's file. */
export function textOfVariant(stored: StoredVariant | undefined): VariantText | undefined {
  if (stored === undefined) return undefined;
  const { variant: id, title, question, overlay } = stored;
  return { id, title, ...(question === undefined ? {} : { question }), overlay };
}
