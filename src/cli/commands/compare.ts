import { join } from "node:path";
import {
  comparisonBrief,
  comparisonCsv,
  comparisonDocument,
  comparisonReport,
  comparisonWorkbook,
} from "../../exchange/index.ts";
import {
  type ComparedFirst,
  ComparisonRun,
  comparedFirst,
  engineIdentity,
  identityName,
  TORNADO_OF_REPORT,
  withOneHeadline,
} from "../../experiment/index.ts";
import {
  type Backend,
  InlineBackend,
  QueueBackend,
  RunnerError,
  ThreadBackend,
  withKnownResults,
} from "../../runner/index.ts";
import { codeOf, FileInProgress, FileResultStore } from "../../store/index.ts";
import { comparisonPage, type Language, PROGRESS, SIMULATION_MARK, sayNotice } from "../../words/index.ts";
import { withAssumed } from "../assumed.ts";
import { type CheckedScenario, type House, loadScenario } from "../compose.ts";
import type { Config } from "../config.ts";
import { layOut } from "../layout.ts";
import { print, printAside, printJson, startProgress } from "../output.ts";
import { EXIT, type ExitCode, FaultyFiles, Problem } from "../problem.ts";

/** Compares variants of a scenario over many replications. */

export const BACKENDS = ["inline", "threads", "bullmq"] as const;

export interface CompareOptions {
  /** those that the scenario compares first, if not given */
  readonly variants?: readonly string[];
  readonly baseline: string;
  readonly replications: number;
  readonly precision?: number;
  readonly assumptions: "fixed" | "vary";
  readonly scale: number;
  readonly seed: number;
  readonly backend: (typeof BACKENDS)[number];
  readonly chunk?: number;
  /** replications at each end of each assumed range; without it, some for a report and none otherwise */
  readonly sensitivity?: number;
  /** assumed numbers at other values, by path */
  readonly assume?: ReadonlyMap<string, number>;
  readonly csv?: string;
  readonly report?: string;
  readonly xlsx?: string;
  readonly brief?: string;
  readonly json: boolean;
}

function tornadoOf({ sensitivity, report, brief }: CompareOptions) {
  if (sensitivity !== undefined) return { sensitivity };
  return (report ?? brief) === undefined ? { sensitivity: 0 } : TORNADO_OF_REPORT;
}

interface Loaded extends CheckedScenario {
  readonly name: string;
}

export async function compare(
  house: House,
  config: Config,
  language: Language,
  argument: string,
  options: CompareOptions,
): Promise<ExitCode> {
  const { loaded: written, choice } = load(house, argument, options);
  const { subjects: loaded, moved } = withAssumed(written, options.assume);
  const { backend, seed } = options;
  const run = new ComparisonRun({
    ...options,
    variants: loaded.map(({ name, scenario }) => ({ name, scenario })),
    ...tornadoOf(options),
  });
  // Files are begun before anything is run: a path that cannot be written is told at once.
  const files = {
    csv: begin(options.csv),
    report: begin(options.report),
    xlsx: begin(options.xlsx),
    brief: begin(options.brief),
  };
  const startedAt = performance.now();
  try {
    const isWhole = await advance(run, seed, backendOf(backend, options, config), config, language);
    const comparison = run.comparison();
    const timing = { wallMs: performance.now() - startedAt };
    const about = { source: argument, subjects: loaded, version: house.version, choice, moved };
    const document = { ...comparisonDocument(about, comparison, language), timing };
    if (files.csv !== undefined) finish(files.csv, comparisonCsv(run.rows()));
    if (files.report !== undefined) finish(files.report, [comparisonReport(document, language)]);
    if (files.xlsx !== undefined) finish(files.xlsx, [await comparisonWorkbook(document, language)]);
    if (files.brief !== undefined) finish(files.brief, [await comparisonBrief(document, language)]);
    if (options.json) await printJson({ mark: SIMULATION_MARK[language], ...document });
    else await print(layOut(comparisonPage(document, language), config));
    return isWhole ? EXIT.ok : EXIT.interrupted;
  } finally {
    for (const begun of Object.values(files)) begun?.file.discard();
  }
}

/** The scenario under the baseline and each variant; faults of all of them at once. */
function load(
  house: House,
  argument: string,
  options: CompareOptions,
): { readonly loaded: readonly Loaded[]; readonly choice?: ComparedFirst["choice"] } {
  const { variants, baseline } = options;
  const first = loadScenario(house, argument, baseline);
  const { names, choice }: ComparedFirst =
    variants === undefined ? comparedFirst(first.scenario, baseline) : { names: variants };
  const others = [...new Set(names)].filter((name) => name !== baseline);
  const loaded: Loaded[] = [{ ...first, name: baseline }];
  const faults: FaultyFiles["diagnostics"][number][] = [];
  for (const name of others) {
    try {
      loaded.push({ ...loadScenario(house, argument, name), name });
    } catch (error) {
      if (!(error instanceof FaultyFiles)) throw error;
      faults.push(...error.diagnostics);
    }
  }
  if (faults.length > 0) throw new FaultyFiles(faults);
  if (loaded.length < 2) throw new Problem("cli/nothing_to_compare", { found: baseline });
  return { loaded: withOneHeadline(loaded), choice };
}

/** Where finished replications are kept. */
export function resultsFolder({ data }: Pick<Config, "data">): string {
  return join(data, "results");
}

function backendOf(name: CompareOptions["backend"], { chunk }: CompareOptions, config: Config): Backend {
  const cut = chunk === undefined ? {} : { chunk };
  // Workers anywhere keep results where all of them find them.
  if (name === "bullmq") return new QueueBackend({ ...config.redis, ...cut });
  const backend = name === "inline" ? new InlineBackend(cut) : new ThreadBackend(cut);
  const known = new FileResultStore(resultsFolder(config), identityName(engineIdentity()), config.keep);
  return withKnownResults(backend, known);
}

/** Runs what is to be run. False when it was called off: what came until then stands. */
async function advance(
  run: ComparisonRun,
  seed: number,
  backend: Backend,
  config: Config,
  language: Language,
): Promise<boolean> {
  const called = new AbortController();
  const stop = () => called.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const progress = startProgress(config, run.total, PROGRESS.replications[language]);
  try {
    for (let chunks = run.next(); chunks.length > 0; chunks = run.next()) {
      await backend.run(
        { seed, settings: run.settings, chunks },
        {
          onResult(result) {
            run.add(result);
            progress.update(run.done);
          },
          onNotice: (notice) => printAside(sayNotice(notice, language)),
          signal: called.signal,
        },
      );
    }
    return true;
  } catch (error) {
    if (error instanceof RunnerError && error.code === "runner/aborted") return false;
    if (isOfDisk(error))
      throw new Problem("cli/file_not_written", { found: config.data, problem: codeOf(error) });
    throw error;
  } finally {
    progress.stop();
    process.removeListener("SIGINT", stop);
    process.removeListener("SIGTERM", stop);
    await backend.close();
  }
}

/** Whether the disk refused: the folder of finished replications is the only thing that is written meanwhile. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && "path" in error;
}

interface Begun {
  readonly path: string;
  readonly file: FileInProgress;
}

function begin(path: string | undefined): Begun | undefined {
  return path === undefined ? undefined : { path, file: inFile(path, () => new FileInProgress(path)) };
}

function finish({ path, file }: Begun, pieces: Iterable<string | Uint8Array>): void {
  inFile(path, () => {
    for (const piece of pieces) file.write(piece);
    file.finish();
  });
}

/** What the disk refuses is told in one sentence. */
function inFile<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Problem("cli/file_not_written", { found: path, problem: codeOf(error) });
  }
}
