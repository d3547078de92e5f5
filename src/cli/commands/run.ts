import { closeSync, constants, openSync, readSync, statSync } from "node:fs";
import {
  beginsLikeLog,
  endLine,
  FactLines,
  headerLine,
  runDocument,
  runPageOf,
  runReport,
  runWorkbook,
  shownOf,
  versionsOf,
} from "../../exchange/index.ts";
import {
  assumptionsOf,
  headerFor,
  type Prepared,
  prepare,
  type Recorded,
  Recording,
  ReplicationRun,
} from "../../experiment/index.ts";
import { codeOf, FileInProgress } from "../../store/index.ts";
import {
  type Language,
  notesOf,
  PROGRESS,
  replicationsPage,
  runPage,
  SIMULATION_MARK,
} from "../../words/index.ts";
import { withAssumed } from "../assumed.ts";
import { type CheckedScenario, type House, loadScenario } from "../compose.ts";
import type { Config } from "../config.ts";
import { Interruption, Pace } from "../interruption.ts";
import { layOut } from "../layout.ts";
import { print, printJson, startProgress, writeWhole } from "../output.ts";
import { EXIT, type ExitCode, Problem } from "../problem.ts";

/** Replays a scenario: once with its story, or many times for its numbers. */

export interface RunOptions {
  readonly variant?: string;
  readonly seed: number;
  readonly replication: number;
  readonly replications?: number;
  /** from above 0 to 1, which is full size */
  readonly scale: number;
  /** assumed numbers at other values, by path */
  readonly assume?: ReadonlyMap<string, number>;
  readonly log?: string;
  readonly report?: string;
  readonly xlsx?: string;
  readonly json: boolean;
}

/** Entries that are taken before the first breath. */
const FIRST_PIECE = 4096;

export async function run(
  house: House,
  config: Config,
  language: Language,
  argument: string,
  options: RunOptions,
): Promise<ExitCode> {
  const written = loadScenario(house, argument, options.variant);
  const { subjects, moved } = withAssumed([written], options.assume);
  const checked = { ...subjects[0], moved };
  const prepared = prepare(checked.scenario);
  const interruption = new Interruption();
  try {
    if (options.replications === undefined)
      await replay(house, config, language, checked, prepared, options, interruption);
    else
      await replicate(
        house,
        config,
        language,
        checked,
        prepared,
        options,
        options.replications,
        interruption,
      );
  } finally {
    interruption.done();
  }
  return EXIT.ok;
}

const peakMemory = () => process.resourceUsage().maxRSS * 1024;

async function replay(
  house: House,
  config: Config,
  language: Language,
  checked: CheckedScenario,
  prepared: Prepared,
  options: RunOptions,
  interruption: Interruption,
): Promise<void> {
  const startedAt = performance.now();
  const recorded =
    options.log === undefined
      ? await record(prepared, options, interruption)
      : await recordTo(options.log, prepared, options, interruption);
  const wallMs = performance.now() - startedAt;
  const versions = versionsOf(house.version, recorded.header.engineVersion);
  const { report, xlsx } = options;
  if ((report ?? xlsx) !== undefined) {
    const page = runPageOf(checked, prepared, recorded, versions);
    if (report !== undefined) writeWhole(report, runReport(page, language));
    if (xlsx !== undefined) writeWhole(xlsx, await runWorkbook(page, language));
  }
  if (options.json) {
    const { events, attempts } = recorded.outcome;
    const timing = { wallMs, events, attempts, peakRssBytes: peakMemory() };
    await printJson({ ...runDocument(checked, recorded, versions, language), timing });
  } else await print(replayText(house, config, language, checked, prepared, recorded));
}

type OnFact = ConstructorParameters<typeof Recording>[1]["onFact"];

async function record(
  prepared: Prepared,
  { seed, replication, scale }: RunOptions,
  interruption: Interruption,
  onFact?: OnFact,
): Promise<Recorded> {
  const recording = new Recording(prepared, { seed, replication, scale, onFact });
  const pace = new Pace(FIRST_PIECE);
  do await interruption.breathe();
  while (recording.advance(Math.ceil(pace.next())));
  return recording.finish();
}

/** Writes every fact while it happens; the file is there whole or not at all. */
async function recordTo(
  path: string,
  prepared: Prepared,
  options: RunOptions,
  interruption: Interruption,
): Promise<Recorded> {
  let file: FileInProgress | undefined;
  inLog(path, () => refuseOthers(path));
  try {
    const opened = inLog(path, () => new FileInProgress(path));
    file = opened;
    const lines = new FactLines(prepared.compiled.dictionary);
    inLog(path, () => opened.write(headerLine(headerFor(prepared, options, options.scale), "all")));
    const recorded = await record(prepared, options, interruption, (fact) => {
      const line = lines.line(fact);
      inLog(path, () => opened.write(line));
    });
    const { digest, measures, outcome } = recorded;
    const end = { digest, events: outcome.events, facts: outcome.facts, measures };
    inLog(path, () => {
      opened.write(endLine(end));
      refuseOthers(path);
      opened.finish();
    });
    return recorded;
  } finally {
    file?.discard();
  }
}

/** A log may be written over, any other file not. A scenario never begins like a log: it would not be a valid one. */
function refuseOthers(path: string): void {
  // What is no plain file is refused when the log is begun.
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const bytes = Buffer.alloc(64);
    const length = readSync(handle, bytes, 0, bytes.length, 0);
    if (!beginsLikeLog(bytes.toString("utf8", 0, length)))
      throw new Problem("cli/not_a_log", { found: path });
  } finally {
    closeSync(handle);
  }
}

/** What the disk refuses is told in one sentence. */
function inLog<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem("cli/log_not_written", { found: path, problem: codeOf(error) });
  }
}

function replayText(
  house: House,
  config: Config,
  language: Language,
  checked: CheckedScenario,
  prepared: Prepared,
  recorded: Recorded,
): string {
  const versions = versionsOf(house.version, recorded.header.engineVersion);
  const page = runPage(runPageOf(checked, prepared, recorded, versions), language);
  return layOut(page, config);
}

async function replicate(
  house: House,
  config: Config,
  language: Language,
  { scenario, variantTitle }: CheckedScenario,
  prepared: Prepared,
  { seed, scale, json }: RunOptions,
  replications: number,
  interruption: Interruption,
): Promise<void> {
  const startedAt = performance.now();
  const many = new ReplicationRun(prepared, { seed, replications, scale });
  const progress = startProgress(config, replications, PROGRESS.replications[language]);
  const pace = new Pace(1);
  try {
    do {
      await interruption.breathe();
      progress.update(many.done);
    } while (many.advance(Math.ceil(pace.next())));
  } finally {
    progress.stop();
  }
  const { measures, capped, events, attempts, reliability } = many.result();
  const wallMs = performance.now() - startedAt;
  const header = headerFor(prepared, { seed, replication: 0 }, scale);
  if (!json) {
    const page = {
      header,
      title: scenario.title,
      variantTitle,
      replications,
      capped,
      measures: shownOf(measures, prepared),
      assumptions: assumptionsOf(scenario),
      reliability,
    };
    return print(layOut(replicationsPage(page, language), config));
  }
  await printJson({
    mark: SIMULATION_MARK[language],
    scenario: header.scenario,
    variant: header.variant,
    seed,
    replications,
    scale,
    versions: versionsOf(house.version, header.engineVersion),
    real: header.real,
    notes: notesOf(header, false, language),
    capped,
    measures,
    reliability,
    assumptions: assumptionsOf(scenario),
    timing: { wallMs, events, attempts, peakRssBytes: peakMemory() },
  });
}
