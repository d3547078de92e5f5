import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { ComparedSubject, RunSubject } from "../exchange/index.ts";
import {
  type ComparedFirst,
  comparedFirst,
  type MovedNumber,
  TORNADO_OF_REPORT,
  withOneHeadline,
} from "../experiment/index.ts";
import type { StoredComparison } from "../store/index.ts";
import type { Language } from "../words/index.ts";
import { assumed } from "./assumed.ts";
import type { ComparisonReport, ComparisonTask, ComparisonTexts, Picked } from "./comparison-worker.ts";
import type { Comparison } from "./contract.ts";
import { newId } from "./ids.ts";
import { textOfVariant } from "./own-ledger.ts";
import { HttpProblem, shelfProblem } from "./problem.ts";
import type { RunsOptions } from "./runs.ts";

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = join(import.meta.dirname, "../../dist/server/comparison-worker.js");

const MOST_COMPARISONS = 2000;
const MOST_WAITING = 50;
const MOST_READERS = 2;

export interface ComparisonsOptions extends RunsOptions {
  /** where finished replications are kept, and how many bytes they may take */
  readonly results: string;
  readonly keep: number;
  /** one for each core if not given */
  readonly threads?: number;
}

export interface NewComparison {
  readonly scenario: string;
  readonly variants?: readonly string[];
  readonly baseline: string;
  readonly replications: number;
  readonly precision?: number;
  readonly assumptions: "fixed" | "vary";
  readonly scale: number;
  readonly seed: number;
  readonly sensitivity?: number;
  readonly assume?: Readonly<Record<string, number>>;
}

/** Scenarios that are compared, the baseline first. */
interface Gathered {
  readonly subjects: readonly ComparedSubject[];
  readonly moved: readonly MovedNumber[];
  /** where nobody named the variants, and not all were taken */
  readonly choice?: ComparedFirst["choice"];
}

interface Leading {
  readonly id: string;
  readonly worker: Worker;
  isCalledOff: boolean;
  texts?: Pick<ComparisonTexts, "results" | "briefs">;
}

/**
 * Every comparison there is. One at a time is led, on all cores; the others wait in order. What is finished is kept
 * replication by replication, so one that was cut short by a crash goes on where it was.
 */
export class Comparisons {
  onProgress: ((comparison: Comparison) => void) | undefined;
  /** how one ended, and how many seconds after it was asked for */
  onEnd: ((status: Comparison["status"], seconds: number) => void) | undefined;
  private readonly options: ComparisonsOptions;
  private leading: Leading | undefined;
  private isStarting = false;
  private readers = 0;
  private isClosed = false;

  constructor(options: ComparisonsOptions) {
    this.options = options;
  }

  /** What ran when the server ended goes on. */
  resume(): void {
    for (const each of this.options.store.list("comparison"))
      if (each.status === "running") this.options.store.put({ ...each, status: "waiting" });
    this.startNext();
  }

  private async subjects(
    of: {
      readonly scenario: string;
      readonly baseline: string;
      readonly assume?: Readonly<Record<string, number>>;
    } & { readonly names?: readonly string[] },
  ): Promise<Gathered> {
    const { shelf, store } = this.options;
    const load = async (variant: string): Promise<RunSubject> => {
      const own = textOfVariant(store.get("variant", `${of.scenario}.${variant}`));
      const found = await shelf.subject({ scenario: of.scenario, variant, own });
      if (!found.ok) throw shelfProblem(found);
      return found.subject;
    };
    const base = await load(of.baseline);
    const { names, choice }: ComparedFirst =
      of.names === undefined ? comparedFirst(base.scenario, of.baseline) : { names: of.names };
    const others = [...new Set(names)].filter((name) => name !== of.baseline);
    if (others.length === 0) throw new HttpProblem("comparison/nothing_to_compare");
    const subjects: ComparedSubject[] = [
      { name: of.baseline, scenario: base.scenario, variantTitle: base.variantTitle },
    ];
    for (const name of others) {
      const { scenario, variantTitle } = await load(name);
      subjects.push({ name, scenario, variantTitle });
    }
    return { ...assumed(withOneHeadline(subjects), of.assume), ...(choice === undefined ? {} : { choice }) };
  }

  async create(asked: NewComparison): Promise<Comparison> {
    const { store, clock } = this.options;
    const all = store.list("comparison");
    const waiting = all.filter(({ status }) => status === "waiting").length;
    if (all.length >= MOST_COMPARISONS || waiting >= MOST_WAITING)
      throw new HttpProblem("server/busy", {
        limit: String(waiting >= MOST_WAITING ? MOST_WAITING : MOST_COMPARISONS),
      });
    const { subjects, choice } = await this.subjects({ ...asked, names: asked.variants });
    const { scenario, baseline, replications, assumptions, scale, seed } = asked;
    const stored: StoredComparison = {
      kind: "comparison",
      id: newId("c"),
      createdAt: clock.today(),
      scenario,
      title: subjects[0].scenario.title,
      variants: subjects.map(({ name: id, variantTitle: title }) => ({ id, title })),
      baseline,
      replications,
      precision: asked.precision ?? null,
      assumptions,
      scale,
      seed,
      sensitivity: asked.sensitivity ?? null,
      assume: { ...asked.assume },
      choice: choice ?? null,
      status: "waiting",
      done: 0,
      total: 0,
      digest: null,
      problem: null,
    };
    store.put(stored);
    this.startNext();
    return this.get(stored.id);
  }

  private task(
    stored: StoredComparison,
    { subjects, moved }: Pick<Gathered, "subjects" | "moved">,
    mode: ComparisonTask["mode"],
  ): ComparisonTask {
    const { version, results: folder, keep, threads } = this.options;
    const {
      baseline,
      seed,
      replications,
      precision,
      assumptions,
      scale,
      sensitivity,
      scenario: source,
    } = stored;
    const request = {
      baseline,
      seed,
      replications,
      ...(precision === null ? {} : { precision }),
      assumptions,
      scale,
      ...(sensitivity === null ? TORNADO_OF_REPORT : { sensitivity }),
    };
    return {
      mode,
      request,
      subjects,
      moved,
      source,
      version,
      folder,
      keep,
      ...(stored.choice === null ? {} : { choice: stored.choice }),
      ...(threads === undefined ? {} : { threads }),
    };
  }

  private startNext(): void {
    if (this.leading !== undefined || this.isStarting || this.isClosed) return;
    const next = this.options.store.list("comparison").find(({ status }) => status === "waiting");
    if (next === undefined) return;
    this.isStarting = true;
    this.lead(next)
      .catch((error: unknown) => {
        this.options.log("comparison", { comparison: next.id, error });
        this.change(next.id, {
          status: "failed",
          problem: error instanceof HttpProblem ? error.code : "server/failed",
        });
      })
      .finally(() => {
        this.isStarting = false;
        this.startNext();
      });
  }

  private async lead(stored: StoredComparison): Promise<void> {
    const { id } = stored;
    const names = stored.variants.map((each) => each.id);
    const gathered = await this.subjects({ ...stored, names });
    if (this.isClosed || this.options.store.get("comparison", id)?.status !== "waiting") return;
    this.change(id, { status: "running" });
    const worker = new Worker(ENTRY, { workerData: this.task(stored, gathered, "run") });
    const leading: Leading = { id, worker, isCalledOff: false };
    this.leading = leading;
    await new Promise<void>((done) => {
      worker.on("message", (report: ComparisonReport) => this.heard(leading, report));
      worker.on("error", (error) => {
        this.options.log("comparison failed", { comparison: id, error });
        if (!this.isClosed) this.change(id, { status: "failed", problem: "server/failed" });
        done();
      });
      worker.on("exit", () => done());
    });
    this.leading = undefined;
  }

  private heard(leading: Leading, report: ComparisonReport): void {
    const { store } = this.options;
    const { id } = leading;
    if (this.isClosed || store.get("comparison", id) === undefined) return;
    switch (report.kind) {
      case "progress":
        return this.change(id, { done: report.done, total: report.total });
      case "document": {
        const { texts, isLast } = report;
        leading.texts = texts;
        if (!isLast) return this.change(id, {});
        return store.together(() => {
          for (const [language, text] of Object.entries(texts.results))
            store.putDocument("comparison", id, `result-${language}`, text);
          this.change(id, { status: texts.isPartial ? "cancelled" : "done", digest: texts.digest });
        });
      }
      case "failed":
        this.options.log("comparison failed", { comparison: id, code: report.code, ...report.details });
        return this.change(id, { status: "failed", problem: report.code });
      default:
    }
  }

  private change(id: string, changed: Partial<StoredComparison>): void {
    const { store } = this.options;
    const stored = store.get("comparison", id);
    if (stored === undefined) return;
    // How far it has come is known without being written down: what is finished is kept apart.
    const isProgress = Object.keys(changed).every((key) => key === "done" || key === "total");
    if (isProgress) this.progress = { id, done: stored.done, total: stored.total, ...changed };
    else store.put({ ...stored, ...this.progressOf(id), ...changed });
    const { status } = changed;
    if (status === "done" || status === "cancelled" || status === "failed")
      this.onEnd?.(status, (Date.parse(this.options.clock.today()) - Date.parse(stored.createdAt)) / 1000);
    this.onProgress?.(this.get(id));
  }

  private progress: { readonly id: string; readonly done: number; readonly total: number } | undefined;

  private progressOf(id: string): { readonly done: number; readonly total: number } | undefined {
    if (this.progress?.id !== id) return undefined;
    const { done, total } = this.progress;
    return { done, total };
  }

  private stored(id: string): StoredComparison {
    const found = this.options.store.get("comparison", id);
    if (found === undefined) throw new HttpProblem("comparison/unknown", { found: id });
    return found;
  }

  get(id: string): Comparison {
    return this.tell(this.stored(id));
  }

  list(): readonly Comparison[] {
    return this.options.store.list("comparison").map((each) => this.tell(each));
  }

  private tell({ kind: _kind, ...rest }: StoredComparison): Comparison {
    return { ...rest, ...this.progressOf(rest.id) };
  }

  /** Calls it off: what has been finished stands as a comparison of fewer replications. */
  cancel(id: string): Comparison {
    const { status } = this.stored(id);
    if (status === "waiting") this.change(id, { status: "cancelled" });
    else if (status !== "running") throw new HttpProblem("comparison/over");
    else if (this.leading?.id === id && !this.leading.isCalledOff) {
      this.leading.isCalledOff = true;
      this.leading.worker.postMessage("stop");
    }
    return this.get(id);
  }

  /** Goes on with one that was called off or failed. */
  resumeOne(id: string): Comparison {
    const { status } = this.stored(id);
    if (status !== "cancelled" && status !== "failed") throw new HttpProblem("comparison/over");
    this.change(id, { status: "waiting", problem: null, digest: null });
    this.startNext();
    return this.get(id);
  }

  async remove(id: string): Promise<void> {
    this.stored(id);
    this.options.store.remove("comparison", id);
    if (this.leading?.id === id) await this.leading.worker.terminate();
  }

  /** What is there: the whole, or the unbroken prefix so far. */
  result(id: string, language: Language): string {
    const { status, problem } = this.stored(id);
    const text =
      (this.leading?.id === id ? this.leading.texts?.results[language] : undefined) ??
      this.options.store.document("comparison", id, `result-${language}`);
    if (text !== undefined) return text;
    if (status === "failed") throw new HttpProblem("run/failed", { found: problem ?? "" });
    throw new HttpProblem("comparison/nothing_yet");
  }

  /** As `result`; `null` while it is on its way and no replication of every variant is there: that is no fault. */
  resultSoFar(id: string, language: Language): string {
    const { status } = this.stored(id);
    const isComing = status === "waiting" || status === "running";
    try {
      return this.result(id, language);
    } catch (error) {
      if (isComing && error instanceof HttpProblem && error.code === "comparison/nothing_yet") return "null";
      throw error;
    }
  }

  /** As `resultSoFar` without what is no headline: a hundredth of it, for who looks on while it runs. */
  async briefSoFar(id: string, language: Language): Promise<string> {
    const known = this.leading?.id === id ? this.leading.texts?.briefs[language] : undefined;
    if (known !== undefined) return known;
    const whole = this.resultSoFar(id, language);
    return whole === "null" ? whole : this.options.desk.call<string>("brief", whole);
  }

  /** Has a thread read what is kept of a comparison, and hands over what it tells. */
  private async *read(
    id: string,
    mode: "csv" | "picks",
    pick?: ComparisonTask["pick"],
  ): AsyncGenerator<ComparisonReport> {
    const stored = this.stored(id);
    if (this.readers >= MOST_READERS) throw new HttpProblem("server/busy", { limit: String(MOST_READERS) });
    this.readers++;
    let worker: Worker | undefined;
    try {
      const names = stored.variants.map((each) => each.id);
      const gathered = await this.subjects({ ...stored, names });
      const opened = new Worker(ENTRY, { workerData: { ...this.task(stored, gathered, mode), pick } });
      worker = opened;
      const held: ComparisonReport[] = [];
      let wake: () => void = nothing;
      const push = (report: ComparisonReport) => {
        held.push(report);
        wake();
      };
      opened.on("message", push);
      opened.on("error", (error) =>
        push({ kind: "failed", code: "server/failed", details: { problem: String(error) } }),
      );
      for (;;) {
        const next = held.shift();
        if (next === undefined) {
          await new Promise<void>((done) => {
            wake = done;
          });
          continue;
        }
        if (next.kind === "end") return;
        if (next.kind === "failed") throw new Error(`${next.code} ${JSON.stringify(next.details)}`);
        yield next;
      }
    } finally {
      this.readers--;
      await worker?.terminate();
    }
  }

  /** The table of single replications, in pieces. */
  async *csv(id: string): AsyncGenerator<string> {
    for await (const report of this.read(id, "csv")) if (report.kind === "csv") yield report.text;
  }

  async picks(
    id: string,
    pick: { readonly variant: string; readonly measure: string },
  ): Promise<{ readonly low: Picked; readonly median: Picked; readonly high: Picked } | null> {
    for await (const report of this.read(id, "picks", pick)) if (report.kind === "picks") return report.picks;
    return null;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.leading?.worker.terminate();
  }
}

function nothing(): void {}
