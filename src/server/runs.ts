import type { RunSubject } from "../exchange/index.ts";
import { addressOf } from "../experiment/index.ts";
import type { Store, StoredRun } from "../store/index.ts";
import type { Language } from "../words/index.ts";
import { assumed } from "./assumed.ts";
import type { Command, Run, Stage, Update } from "./contract.ts";
import type { RunTask, RunTexts, StageAnswer, StageAsked } from "./desk-worker.ts";
import { ExerciseHost } from "./exercise-host.ts";
import { newId } from "./ids.ts";
import {
  type Entry,
  type Forwarded,
  type Hold,
  HoldLost,
  type Ledger,
  type LedgerListener,
  type Told,
} from "./ledger.ts";
import { textOfVariant } from "./own-ledger.ts";
import { HttpProblem, shelfProblem } from "./problem.ts";
import type { Shelf } from "./shelf.ts";
import { OPENING, Story } from "./story.ts";
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
  /** runs replications at full speed: whoever asks it may have to wait for one to end */
  readonly desk: ThreadCaller;
  readonly clock: ServerClock;
  /** of the product */
  readonly version: string;
  readonly log: (what: string, details?: Readonly<Record<string, unknown>>) => void;
}

export interface RunsParts extends RunsOptions {
  readonly ledger: Ledger;
  /** compiles scenarios for their pages, while the desk runs others */
  readonly drawer: ThreadCaller;
}

/** What whoever shows runs is told. */
export interface RunListener {
  /** numbered, written down, in order, and not told before */
  onUpdates(run: string, updates: readonly Update[]): void;
  onResult(run: Run): void;
  /** there is no such run any longer */
  onRemoved(run: string): void;
}

export interface NewRun {
  readonly scenario: string;
  readonly variant: string;
  readonly seed: number;
  readonly replication: number;
  readonly scale: number;
  /** assumed numbers that were moved, by path */
  readonly assume?: Readonly<Record<string, number>>;
}

/** Sessions whose simulation is in memory at the same time, and runs that are followed without one. */
const MOST_HOSTS = 16;
const MOST_FOLLOWED = 200;
const MOST_RUNS = 2000;
/** Facts of stages that are kept at hand. */
const MOST_STAGES = 64;
/** How long a session that nobody moves or watches stays in memory, and one that plays to nobody goes on, milliseconds. */
const REST_AFTER = 60_000;
const PAUSE_AFTER = 30 * 60_000;
/** How long somebody who asks for something waits for a run that changes hands, milliseconds. */
const PATIENCE = 30_000;
const UPDATES_IN_A_PAGE = 500;

/** A run that is followed here, whoever plays it. */
interface Followed {
  readonly story: Story;
  watchers: number;
  /** wall time since which nobody watches here */
  aloneSince: number;
  /** ends when all that was written before it was asked for is in the story */
  reading: Promise<void>;
}

/** A run that is played here. */
interface Open {
  readonly host: ExerciseHost;
  readonly hold: Hold;
  /** the last write that was asked for; writes are one after the other */
  writing: Promise<void>;
  isWriting: number;
  /** commands on their way, by the client's name for them */
  readonly coming: Map<string, Promise<Told>>;
  isWatchedElsewhere: boolean;
}

/**
 * Every run there is: its result, computed once at full speed, and its session. A run is played by the one server that holds
 * it: that one numbers what happens and writes it down. Every server follows what is written, and tells its own watchers.
 */
export class Runs implements LedgerListener {
  listener: RunListener | undefined;
  private readonly options: RunsParts;
  private readonly ledger: Ledger;
  private readonly open = new Map<string, Open>();
  private readonly opening = new Map<string, Promise<Open | undefined>>();
  private readonly followed = new Map<string, Followed>();
  private readonly stages = new Map<string, Promise<StageAnswer>>();
  /** runs that could not be taken over, and until when that is not tried again */
  private readonly refused = new Map<string, number>();
  private isLooking = false;
  private isClosed = false;

  constructor(options: RunsParts) {
    this.options = options;
    this.ledger = options.ledger;
    this.ledger.listener = this;
  }

  /** Results that were not finished when the server ended are computed now, and what was playing goes on. */
  async resume(): Promise<void> {
    const { log } = this.options;
    for (const { id } of this.options.store.list("run")) {
      const run = await this.ledger.run(id);
      if (run === undefined) continue;
      if (run.status === "running") this.compute(run).catch((error: unknown) => log("run", { error }));
      const phase = (await this.lastUpdate(run.id))?.clock.phase;
      if (phase === "playing" || phase === "moving")
        await this.host(run.id).catch((error: unknown) => log("run", { error }));
    }
  }

  private async subject(run: StoredRun): Promise<RunSubject> {
    const { scenario, variant } = run;
    const own = await this.ledger.variantOf(run);
    const found = await this.options.shelf.subject({ scenario, variant, own });
    if (!found.ok) throw shelfProblem(found);
    return withAssumed(found.subject, run.assume);
  }

  private ask({ seed, replication, scale }: Omit<StageAsked, "subject">, subject: RunSubject) {
    return this.options.drawer.call<StageAnswer>("stage", { subject, seed, replication, scale });
  }

  /** What a page needs once of a run: compiled once, elsewhere than where requests are answered. */
  private stageOf(run: StoredRun, subject?: RunSubject): Promise<StageAnswer> {
    const known = this.stages.get(run.id);
    if (known !== undefined) return known;
    const coming = (async () => this.ask(run, subject ?? (await this.subject(run))))();
    this.stages.set(run.id, coming);
    coming.catch(() => this.stages.delete(run.id));
    for (const old of this.stages.keys()) {
      if (this.stages.size <= MOST_STAGES) break;
      this.stages.delete(old);
    }
    return coming;
  }

  private async currentStage(run: StoredRun, subject?: RunSubject): Promise<StageAnswer> {
    const stage = await this.stageOf(run, subject);
    if (stage.address !== run.address) throw new HttpProblem("run/outdated");
    return stage;
  }

  async create(asked: NewRun): Promise<Run> {
    const { ledger } = this;
    if ((await ledger.count()) >= MOST_RUNS)
      throw new HttpProblem("server/busy", { limit: String(MOST_RUNS) });
    const own = textOfVariant(this.options.store.get("variant", `${asked.scenario}.${asked.variant}`));
    const found = await this.options.shelf.subject({ ...asked, own });
    if (!found.ok) throw shelfProblem(found);
    const subject = withAssumed(found.subject, asked.assume);
    const stage = await this.ask(asked, subject);
    const run: StoredRun = {
      kind: "run",
      id: newId("r"),
      createdAt: this.options.clock.today(),
      ...asked,
      assume: { ...asked.assume },
      title: subject.scenario.title,
      variantTitle: subject.variantTitle,
      address: stage.address,
      status: "running",
      digest: null,
      problem: null,
    };
    await ledger.create(run, own);
    this.stages.set(run.id, Promise.resolve(stage));
    this.compute(run, subject).catch((error: unknown) => this.options.log("run", { error }));
    return this.tell(run);
  }

  private async compute(run: StoredRun, given?: RunSubject): Promise<void> {
    const { ledger } = this;
    const hold = await ledger.hold("result", run.id);
    if (hold === undefined) return;
    try {
      const { finished, documents } = await this.resultOf(run, given);
      // Whoever ends the server ends its threads: that is no fault of the run.
      if (this.isClosed || (await ledger.run(run.id)) === undefined) return;
      await ledger.finish(finished, documents);
      this.onResult(finished);
    } finally {
      await hold.release();
    }
  }

  private async resultOf(run: StoredRun, given?: RunSubject) {
    const { desk, version } = this.options;
    const { seed, replication, scale } = run;
    try {
      const subject = given ?? (await this.subject(run));
      const task: RunTask = { subject, seed, replication, scale, version };
      const { digest, results, page, end } = await desk.call<RunTexts>("run", task);
      const texts = Object.entries(results).map(([language, text]) => [`result-${language}`, text] as const);
      const finished: StoredRun = { ...run, status: "done", digest };
      return { finished, documents: { ...Object.fromEntries(texts), page, end } };
    } catch (error) {
      this.options.log("run failed", { run: run.id, error });
      const { code } = error as { readonly code?: unknown };
      const problem = typeof code === "string" ? code : "server/failed";
      const finished: StoredRun = { ...run, status: "failed", problem };
      return { finished, documents: {} };
    }
  }

  async list(): Promise<readonly Run[]> {
    return Promise.all((await this.ledger.runs()).map((run) => this.tell(run)));
  }

  private async stored(id: string): Promise<StoredRun> {
    const run = await this.ledger.run(id);
    if (run === undefined) throw new HttpProblem("run/unknown", { found: id });
    return run;
  }

  async get(id: string): Promise<Run> {
    return this.tell(await this.stored(id));
  }

  private async lastUpdate(id: string): Promise<Update | undefined> {
    const head = await this.ledger.head(id);
    const [last] = head === 0 ? [] : await this.ledger.read(id, head - 1, 1);
    return last === undefined ? undefined : updateOf(last);
  }

  private async tell({ kind: _kind, ...run }: StoredRun): Promise<Run> {
    const wall = this.options.clock.now();
    const clock =
      this.open.get(run.id)?.host.clock(wall) ??
      this.followed.get(run.id)?.story.clockAt(wall) ??
      (await this.lastUpdate(run.id))?.clock ??
      OPENING;
    return { ...run, clock };
  }

  async remove(id: string): Promise<void> {
    await this.stored(id);
    await this.forget(id);
    await this.ledger.remove(id);
  }

  private async forget(id: string): Promise<void> {
    const open = this.open.get(id);
    this.open.delete(id);
    this.followed.delete(id);
    this.stages.delete(id);
    this.listener?.onRemoved(id);
    if (open === undefined) return;
    await Promise.allSettled([open.host.close(), open.writing]);
    await open.hold.release();
  }

  /** A text that belongs to a run's result. */
  async document(id: string, name: "page" | "end" | `result-${Language}`): Promise<string> {
    const { status, problem } = await this.stored(id);
    if (status === "failed") throw new HttpProblem("run/failed", { found: problem ?? "" });
    const text = await this.ledger.document(id, name);
    if (text === undefined) throw new HttpProblem("run/not_finished");
    return text;
  }

  /** A run that is finished, as the desk makes it again. */
  async task(id: string): Promise<RunTask> {
    await this.document(id, "page");
    const run = await this.stored(id);
    const { seed, replication, scale, address } = run;
    const subject = await this.subject(run);
    if (addressOf(subject.scenario, { seed, replication }, scale) !== address)
      throw new HttpProblem("run/outdated");
    return { subject, seed, replication, scale, version: this.options.version };
  }

  // ---- what is written of runs, whoever plays them

  /** The story of a run up to what is written by now. */
  private async follow(id: string): Promise<Followed> {
    let followed = this.followed.get(id);
    if (followed === undefined) {
      await this.stored(id);
      followed = this.followed.get(id) ?? this.beginToFollow(id);
    }
    if (followed.watchers === 0) followed.aloneSince = this.options.clock.now();
    await this.catchUp(id, followed);
    return followed;
  }

  private beginToFollow(id: string): Followed {
    if (this.followed.size >= MOST_FOLLOWED) this.followLess();
    const aloneSince = this.options.clock.now();
    const followed = { story: new Story(), watchers: 0, aloneSince, reading: Promise.resolve() };
    this.followed.set(id, followed);
    return followed;
  }

  private followLess(): void {
    const idle = [...this.followed].filter(([id, { watchers }]) => watchers === 0 && !this.open.has(id));
    idle.sort(([, a], [, b]) => a.aloneSince - b.aloneSince);
    const [oldest] = idle;
    if (oldest === undefined) throw new HttpProblem("server/busy", { limit: String(MOST_FOLLOWED) });
    this.followed.delete(oldest[0]);
  }

  private catchUp(id: string, followed: Followed): Promise<void> {
    followed.reading = followed.reading.catch(() => {}).then(() => this.readOn(id, followed));
    return followed.reading;
  }

  private async readOn(id: string, { story }: Followed): Promise<void> {
    for (;;) {
      const page = await this.ledger.read(id, story.head, UPDATES_IN_A_PAGE);
      if (page.length === 0) return;
      this.take(id, story, page.map(updateOf));
      if (page.length < UPDATES_IN_A_PAGE) return;
    }
  }

  /** What is written goes into the story and to whoever watches, once and in order. */
  private take(id: string, story: Story, updates: readonly Update[]): void {
    const fresh = story.take(updates, this.options.clock.now());
    if (fresh === undefined) throw new Error(`server/gap_in_stream ${id} ${story.head} ${updates[0].seq}`);
    if (fresh.length > 0 && this.followed.get(id)?.story === story) this.listener?.onUpdates(id, fresh);
  }

  /** What a page needs, and the story that it follows from there on. */
  async look(id: string): Promise<{ readonly stage: Stage; readonly story: Story }> {
    const run = await this.stored(id);
    const [{ facts }, { story }] = await Promise.all([this.currentStage(run), this.follow(id)]);
    return { stage: { run: await this.tell(run), ...facts, head: story.head }, story };
  }

  async stage(id: string): Promise<Stage> {
    return (await this.look(id)).stage;
  }

  /** Somebody watches from now on, or no longer does. */
  watch(id: string, story: Story): void {
    const followed = this.followed.get(id);
    if (followed?.story !== story) throw new HttpProblem("run/unknown", { found: id });
    followed.watchers++;
  }

  unwatch(id: string): void {
    const followed = this.followed.get(id);
    if (followed === undefined) return;
    followed.watchers--;
    if (followed.watchers === 0) followed.aloneSince = this.options.clock.now();
  }

  async updates(
    id: string,
    since: number,
    most: number,
  ): Promise<{ readonly updates: readonly Update[]; readonly head: number }> {
    await this.stored(id);
    const page = await this.ledger.read(id, since, Math.min(most, UPDATES_IN_A_PAGE));
    return { updates: page.map(updateOf), head: await this.ledger.head(id) };
  }

  /** Updates above a number, in order, for who catches up. */
  async page(id: string, since: number, most: number): Promise<readonly Update[]> {
    return (await this.ledger.read(id, since, most)).map(updateOf);
  }

  // ---- sessions that are played here

  /** The host of a run's session, brought back to where it was if need be; undefined where another server plays it. */
  private async host(id: string): Promise<Open | undefined> {
    const known = this.open.get(id);
    if (known !== undefined) return known;
    const coming = this.opening.get(id) ?? this.wake(id).finally(() => this.opening.delete(id));
    this.opening.set(id, coming);
    return coming;
  }

  private async wake(id: string): Promise<Open | undefined> {
    const run = await this.stored(id);
    this.makeRoom();
    const hold = await this.ledger.hold("session", id);
    if (hold === undefined) return undefined;
    try {
      return await this.playOn(run, hold);
    } catch (error) {
      await hold.release();
      throw error;
    }
  }

  private async playOn(run: StoredRun, hold: Hold): Promise<Open> {
    const { id, seed, replication, scale, address } = run;
    const subject = await this.subject(run);
    await this.currentStage(run, subject);
    // Whoever held it before wrote nothing after this one did.
    const { story } = await this.follow(id);
    const { scenario } = subject;
    const task = { run: id, scenario, seed, replication, scale, address };
    const wall = this.options.clock.now();
    const host = new ExerciseHost(task, scenario.horizon ?? null, wall, (error) =>
      this.drop(id, host, error),
    );
    host.takeUp(story, wall);
    const open: Open = {
      host,
      hold,
      writing: Promise.resolve(),
      isWriting: 0,
      coming: new Map(),
      isWatchedElsewhere: false,
    };
    // Somebody may have deleted it meanwhile.
    await this.stored(id);
    if (this.isClosed) throw new HoldLost(id);
    this.open.set(id, open);
    return open;
  }

  /** Sessions that nobody needs at the moment make room for others. */
  private makeRoom(): void {
    const wall = this.options.clock.now();
    const idle = [...this.open].filter(([id, open]) => this.isIdle(id, open, wall));
    idle.sort(([a], [b]) => this.aloneSince(a) - this.aloneSince(b));
    for (const [id, open] of idle) {
      if (this.open.size < MOST_HOSTS && wall - this.aloneSince(id) < REST_AFTER) continue;
      this.layDown(id, open);
    }
    if (this.open.size >= MOST_HOSTS) throw new HttpProblem("server/busy", { limit: String(MOST_HOSTS) });
  }

  private aloneSince(id: string): number {
    return this.followed.get(id)?.aloneSince ?? 0;
  }

  private isAlone(id: string, { isWatchedElsewhere }: Open): boolean {
    return !isWatchedElsewhere && (this.followed.get(id)?.watchers ?? 0) === 0;
  }

  private isIdle(id: string, open: Open, wall: number): boolean {
    return this.isAlone(id, open) && open.isWriting === 0 && !open.host.isMoving(wall);
  }

  /** Ends a session that is at rest; it is woken again when somebody needs it. */
  private layDown(id: string, open: Open): void {
    this.open.delete(id);
    this.endSession(id, open).catch((error: unknown) => this.options.log("session", { run: id, error }));
  }

  private async endSession(id: string, { host, hold, writing }: Open): Promise<void> {
    await Promise.allSettled([host.close(), writing]);
    try {
      await this.ledger.rest(id);
    } finally {
      await hold.release();
    }
  }

  /** The session here counts for nothing any longer: what is written is taken up when it is needed again. */
  private drop(id: string, host: ExerciseHost, error: unknown): void {
    const open = this.open.get(id);
    if (open?.host !== host) return;
    this.open.delete(id);
    if (!(error instanceof HoldLost)) this.options.log("session failed", { run: id, error });
    Promise.allSettled([host.close(), open.hold.release()]).catch(() => {});
    // Somebody else may have gone on with it already.
    this.onGrowth(id);
  }

  /**
   * Does what is asked, here or where the run is played. A run that changes hands is waited for; under its name a command is
   * done once.
   */
  async command(id: string, command: Command, name?: string): Promise<Told> {
    const { ledger } = this;
    const asked = { command, name: name ?? (ledger.isShared ? newId("k") : undefined) };
    const give = this.options.clock.now() + PATIENCE;
    while (this.options.clock.now() < give && !this.isClosed) {
      const open = await this.host(id);
      const { name: called } = asked;
      try {
        if (open !== undefined) return await this.carryOut(id, open, asked);
        const told = called === undefined ? undefined : await ledger.forward(id, { command, name: called });
        if (told !== undefined) return told;
      } catch (error) {
        if (!(error instanceof HoldLost)) throw error;
      }
      await new Promise((done) => setTimeout(done, ledger.patienceMs));
    }
    throw new HttpProblem("server/away");
  }

  private carryOut(
    id: string,
    open: Open,
    asked: { command: Command; name: string | undefined },
  ): Promise<Told> {
    const { command, name } = asked;
    if (name === undefined) return this.doOnce(id, open, command, undefined);
    const before = this.followed.get(id)?.story.answerTo(name);
    if (before !== undefined) return Promise.resolve(before);
    const coming = open.coming.get(name) ?? this.doOnce(id, open, command, name);
    open.coming.set(name, coming);
    return coming.finally(() => open.coming.delete(name));
  }

  private async doOnce(id: string, open: Open, command: Command, name: string | undefined): Promise<Told> {
    const answer = open.host.command(command, this.options.clock.now(), name);
    if (!answer.ok) throw new HttpProblem(answer.code);
    const { seq, clock } = answer.update;
    await this.publish(id, open, answer.update);
    return { seq, clock };
  }

  /** A look at all clocks: up to ten times a second. A session whose last update is still being written waits its turn. */
  tick(): void {
    const wall = this.options.clock.now();
    for (const [id, open] of this.open) {
      if (open.isWriting > 0) continue;
      const update = this.lookAt(id, open, wall);
      if (update !== undefined) this.publish(id, open, update).catch(() => {});
      else if (this.isIdle(id, open, wall) && wall - this.aloneSince(id) > REST_AFTER) this.layDown(id, open);
    }
    for (const [id, { watchers, aloneSince }] of this.followed)
      if (watchers === 0 && !this.open.has(id) && !this.opening.has(id) && wall - aloneSince > REST_AFTER)
        this.followed.delete(id);
  }

  private lookAt(id: string, open: Open, wall: number): Update | undefined {
    const { host } = open;
    if (!this.isAlone(id, open) || !host.isMoving(wall) || wall - this.aloneSince(id) <= PAUSE_AFTER)
      return host.look(wall);
    const paused = host.command({ kind: "pause" }, wall, "nobody-watches");
    return paused.ok ? paused.update : undefined;
  }

  /** Written down first, told afterwards. Where it cannot be written, the session here ends. */
  private publish(id: string, open: Open, update: Update): Promise<void> {
    const { hold, host } = open;
    const { seq, clock } = update;
    const isMoving = clock.phase === "playing" || clock.phase === "moving";
    const written = open.writing.then(() => hold.append([{ seq, text: JSON.stringify(update) }], isMoving));
    open.isWriting++;
    const story = this.followed.get(id)?.story;
    open.writing = written.then(() => {
      open.isWriting--;
      return story === undefined ? undefined : this.take(id, story, [update]);
    });
    open.writing.catch((error: unknown) => this.drop(id, host, error));
    return open.writing;
  }

  // ---- what other servers do

  onGrowth(id: string): void {
    const followed = this.followed.get(id);
    if (followed === undefined || this.open.has(id)) return;
    this.catchUp(id, followed).catch((error: unknown) => this.options.log("follow", { run: id, error }));
  }

  onResult(run: StoredRun): void {
    this.tell(run)
      .then((told) => this.listener?.onResult(told))
      .catch((error: unknown) => this.options.log("result", { run: run.id, error }));
  }

  onRemoved(id: string): void {
    this.forget(id).catch((error: unknown) => this.options.log("remove", { run: id, error }));
  }

  onLost(id: string): void {
    const open = this.open.get(id);
    if (open !== undefined) this.drop(id, open.host, new HoldLost(id));
  }

  async onForwarded(id: string, asked: Forwarded): Promise<Told | undefined> {
    const open = this.open.get(id) ?? (await this.opening.get(id));
    return open === undefined ? undefined : this.carryOut(id, open, asked);
  }

  /** With several servers, about once a second: takes over what nobody plays any longer, and misses no update. */
  async lookAround(): Promise<void> {
    if (this.isLooking || this.isClosed) return;
    this.isLooking = true;
    try {
      const { session, result } = await this.ledger.orphans();
      for (const id of session) await this.takeOver(id);
      for (const id of result) {
        const run = await this.ledger.run(id);
        if (run?.status === "running")
          this.compute(run).catch((error: unknown) => this.options.log("run", { run: id, error }));
      }
      const here = [...this.followed].filter(([, { watchers }]) => watchers > 0).map(([id]) => id);
      const elsewhere = await this.ledger.watched(here, [...this.open.keys()]);
      for (const [id, open] of this.open) {
        if (open.isWatchedElsewhere && !elsewhere.has(id)) this.noteAlone(id);
        open.isWatchedElsewhere = elsewhere.has(id);
      }
      for (const id of here) this.onGrowth(id);
    } finally {
      this.isLooking = false;
    }
  }

  private noteAlone(id: string): void {
    const followed = this.followed.get(id);
    if (followed?.watchers === 0) followed.aloneSince = this.options.clock.now();
  }

  private async takeOver(id: string): Promise<void> {
    const wall = this.options.clock.now();
    if (this.open.has(id) || this.isClosed || wall < (this.refused.get(id) ?? 0)) return;
    try {
      await this.host(id);
      this.refused.delete(id);
    } catch (error) {
      // Full, outdated, or deleted meanwhile: maybe another server can.
      this.refused.set(id, wall + REST_AFTER);
      if (!(error instanceof HttpProblem)) this.options.log("take over", { run: id, error });
    }
  }

  /** How many sessions are hosted: for metrics. */
  get hosted(): number {
    return this.open.size;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.allSettled(this.opening.values());
    const all = [...this.open];
    this.open.clear();
    await Promise.allSettled(all.map(([id, open]) => this.endSession(id, open)));
  }
}

function updateOf({ text }: Entry): Update {
  return JSON.parse(text) as Update;
}

/** The subject with assumed numbers moved, which its pages then name. */
function withAssumed(subject: RunSubject, assume: NewRun["assume"]): RunSubject {
  const { subjects, moved } = assumed([subject], assume);
  return moved.length === 0 ? subject : { ...subjects[0], moved };
}
