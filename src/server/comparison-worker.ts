import { parentPort, workerData } from "node:worker_threads";
import { type ComparedSubject, comparisonCsv, comparisonDocument } from "../exchange/index.ts";
import {
  type ComparedFirst,
  type ComparisonRequest,
  ComparisonRun,
  engineIdentity,
  identityName,
  type MovedNumber,
  nameOfRow,
} from "../experiment/index.ts";
import { HAS_VALUE } from "../measures/index.ts";
import { RunnerError, ThreadBackend, withKnownResults } from "../runner/index.ts";
import { FileResultStore } from "../store/index.ts";
import { briefOf, LANGUAGES, type Language, SIMULATION_MARK } from "../words/index.ts";

/**
 * Entry of the thread that one comparison is led in: it deals work to threads of its own, keeps every finished replication
 * where the command line keeps them too, and makes the documents. So a comparison that is started again goes on where it
 * was, and reckoning intervals holds up nobody who asks the server for something else.
 */

export interface ComparisonTask {
  /** `run` does what is missing; the others only read what is there */
  readonly mode: "run" | "csv" | "picks";
  readonly request: Omit<ComparisonRequest, "variants">;
  readonly subjects: readonly ComparedSubject[];
  readonly moved: readonly MovedNumber[];
  readonly source: string;
  readonly version: string;
  /** where nobody named the variants, and not all were taken */
  readonly choice?: ComparedFirst["choice"];
  /** where finished replications are kept, and how many bytes they may take */
  readonly folder: string;
  readonly keep: number;
  readonly threads?: number;
  readonly pick?: { readonly variant: string; readonly measure: string };
}

export interface ComparisonTexts {
  readonly digest: string;
  readonly isPartial: boolean;
  readonly replications: number;
  readonly results: Readonly<Record<Language, string>>;
  /** the same without what is no headline */
  readonly briefs: Readonly<Record<Language, string>>;
}

export interface Picked {
  readonly replication: number;
  readonly value: number;
}

export type ComparisonReport =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "document"; readonly texts: ComparisonTexts; readonly isLast: boolean }
  | { readonly kind: "csv"; readonly text: string }
  | {
      readonly kind: "picks";
      readonly picks: { readonly low: Picked; readonly median: Picked; readonly high: Picked } | null;
    }
  | { readonly kind: "end" }
  | {
      readonly kind: "failed";
      readonly code: string;
      readonly details: Readonly<Record<string, string | number>>;
    };

const PROGRESS_MS = 250;
/** A document of what is there so far costs some reckoning: it is made for at most a tenth of the time. */
const PARTIAL_SHARE = 9;

const port = parentPort as NonNullable<typeof parentPort>;
const tell = (report: ComparisonReport) => port.postMessage(report);
const task = workerData as ComparisonTask;
const { subjects, request } = task;
const run = new ComparisonRun({
  ...request,
  variants: subjects.map(({ name, scenario }) => ({ name, scenario })),
});
const known = new FileResultStore(task.folder, identityName(engineIdentity()), task.keep);

const byLanguage = (made: readonly object[]) =>
  Object.fromEntries(LANGUAGES.map((each, place) => [each, JSON.stringify(made[place])])) as Record<
    Language,
    string
  >;

function texts(): ComparisonTexts {
  const comparison = run.comparison();
  const documents = LANGUAGES.map((language) => ({
    mark: SIMULATION_MARK[language],
    ...comparisonDocument(task, comparison, language),
  }));
  return {
    digest: comparison.digest,
    isPartial: comparison.isPartial,
    replications: comparison.replications,
    results: byLanguage(documents),
    briefs: byLanguage(documents.map(briefOf)),
  };
}

async function lead(): Promise<void> {
  const called = new AbortController();
  port.on("message", () => called.abort());
  const backend = withKnownResults(
    new ThreadBackend(task.threads === undefined ? {} : { threads: task.threads }),
    known,
  );
  let told = 0;
  let nextDocument = performance.now() + 1000;
  const look = () => {
    const now = performance.now();
    if (now - told < PROGRESS_MS) return;
    told = now;
    tell({ kind: "progress", done: run.done, total: run.total });
    if (now < nextDocument) return;
    const made = texts();
    if (made.replications > 0) tell({ kind: "document", texts: made, isLast: false });
    nextDocument = performance.now() + Math.max(1000, PARTIAL_SHARE * (performance.now() - now));
  };
  try {
    for (let chunks = run.next(); chunks.length > 0; chunks = run.next())
      await backend.run(
        { seed: request.seed, settings: run.settings, chunks },
        {
          onResult(result) {
            run.add(result);
            look();
          },
          signal: called.signal,
        },
      );
  } catch (error) {
    if (!(error instanceof RunnerError && error.code === "runner/aborted")) throw error;
  } finally {
    await backend.close();
  }
  tell({ kind: "progress", done: run.done, total: run.total });
  tell({ kind: "document", texts: texts(), isLast: true });
}

/** Takes in what is kept, and runs nothing. */
async function readKnown(): Promise<void> {
  for (let chunks = run.next(); chunks.length > 0; chunks = run.next()) {
    const before = run.done;
    for (const { setting, from, to } of chunks)
      for (const result of await known.read(run.settings[setting].id, request.seed, from, to))
        run.add(result);
    if (run.done === before) return;
  }
}

/** Pieces of a table are told together: each message between threads costs. */
const CSV_PIECE = 1 << 18;

async function tellCsv(): Promise<void> {
  await readKnown();
  let held = "";
  for (const text of comparisonCsv(run.rows())) {
    held += text;
    if (held.length < CSV_PIECE) continue;
    tell({ kind: "csv", text: held });
    held = "";
  }
  tell({ kind: "csv", text: held });
}

/** The replications of a variant in which a measure is least, in the middle and greatest, under the scenario's own kernel. */
async function tellPicks(): Promise<void> {
  await readKnown();
  const wanted = task.pick;
  const found: Picked[] = [];
  const own = run.comparison().kernels[0];
  for (const { variant, kernel, layout, result } of run.rows()) {
    if (variant !== wanted?.variant || kernel !== own) continue;
    const slot = layout.findIndex((row) => nameOfRow(row) === wanted.measure);
    if (slot >= 0 && result.status[slot] === HAS_VALUE)
      found.push({ replication: result.replication, value: result.values[slot] });
  }
  found.sort((a, b) => a.value - b.value || a.replication - b.replication);
  const picks =
    found.length === 0
      ? null
      : { low: found[0], median: found[(found.length - 1) >> 1], high: found[found.length - 1] };
  tell({ kind: "picks", picks });
}

const WORK = { run: lead, csv: tellCsv, picks: tellPicks } as const;

WORK[task.mode]()
  .catch((error: unknown) => {
    const isRunner = error instanceof RunnerError;
    tell({
      kind: "failed",
      code: isRunner ? error.code : "server/failed",
      details: isRunner ? error.details : { problem: String(error) },
    });
  })
  .finally(() => {
    tell({ kind: "end" });
    port.close();
  });
