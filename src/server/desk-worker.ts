import { parentPort } from "node:worker_threads";
import {
  comparisonBrief,
  comparisonReport,
  comparisonWorkbook,
  LOG_FORMATS,
  type LogEnd,
  type LogFormatName,
  type RunSubject,
  runDocument,
  runPageOf,
  runReport,
  runWorkbook,
  versionsOf,
} from "../exchange/index.ts";
import { addressOf, prepare, Recording } from "../experiment/index.ts";
import { FACT_KINDS, type FactRecord, IS_BULK, toRecord } from "../model/index.ts";
import { briefOf, type ComparisonPage, LANGUAGES, type Language } from "../words/index.ts";
import { titlesAsTables } from "./describe.ts";
import { MOST_ITEM_FACTS, TOO_MANY_FACTS } from "./item-limit.ts";
import { type StageFacts, stageFacts } from "./stage-facts.ts";
import { answerCalls } from "./threads.ts";

/** Entry of the thread that runs replications at full speed, with their story, and makes pages that take long. */

export interface RunTask {
  readonly subject: RunSubject;
  readonly seed: number;
  readonly replication: number;
  readonly scale: number;
  /** of the product */
  readonly version: string;
}

/** What a run left behind, as texts. */
export interface RunTexts {
  readonly digest: string;
  /** what `run --json` prints, by language, without what hangs on the machine */
  readonly results: Readonly<Record<Language, string>>;
  /** the run's page, ready for its sentences */
  readonly page: string;
  /** last line of its log, as JSON */
  readonly end: string;
}

function run({ subject, seed, replication, scale, version }: RunTask): RunTexts {
  const prepared = prepare(subject.scenario);
  const recorded = new Recording(prepared, { seed, replication, scale }).finish();
  const versions = versionsOf(version, recorded.header.engineVersion);
  const result = (language: Language) => JSON.stringify(runDocument(subject, recorded, versions, language));
  const { titles: _titles, ...page } = runPageOf(subject, prepared, recorded, versions);
  const { digest, measures, outcome } = recorded;
  const end: LogEnd = { digest, events: outcome.events, facts: outcome.facts, measures };
  return {
    digest,
    end: JSON.stringify(end),
    results: Object.fromEntries(LANGUAGES.map((each) => [each, result(each)])) as Record<Language, string>,
    page: JSON.stringify({ page, titles: titlesAsTables(subject) }),
  };
}

export interface StageAsked {
  readonly subject: RunSubject;
  readonly seed: number;
  readonly replication: number;
  readonly scale: number;
}

/** What a page needs of a run before its stream, and the address of the run by the scenario as it stands now. */
export interface StageAnswer {
  readonly address: string;
  readonly facts: StageFacts;
}

function stage({ subject, seed, replication, scale }: StageAsked): StageAnswer {
  const which = { seed, replication };
  return {
    address: addressOf(subject.scenario, which, scale),
    facts: stageFacts(subject, which, scale),
  };
}

/** Pages and workbooks of a run, which need its titles: run again, since what determines a run grows it again. */
async function show(
  { subject, seed, replication, scale, version }: RunTask,
  format: "html" | "xlsx",
  language: Language,
): Promise<string | Uint8Array> {
  const prepared = prepare(subject.scenario);
  const recorded = new Recording(prepared, { seed, replication, scale }).finish();
  const page = runPageOf(subject, prepared, recorded, versionsOf(version, recorded.header.engineVersion));
  return format === "html" ? runReport(page, language) : runWorkbook(page, language);
}

/**
 * A run in a form for other programs. It is run again with its facts about single items, but for ordinary reviews, where the
 * form is made of those; the others take what is told of actors. A run with more of them than a file may hold has no such
 * file: one that tells only of the first would be taken for the whole.
 */
function exportRun(
  { subject, seed, replication, scale }: RunTask,
  format: LogFormatName,
  language: Language,
): string {
  const prepared = prepare(subject.scenario);
  const { dictionary } = prepared.compiled;
  const { needsItems, write } = LOG_FORMATS[format];
  const facts: FactRecord[] = [];
  const left = new Map<number, number>();
  const { header } = new Recording(prepared, {
    seed,
    replication,
    scale,
    onFact(fact) {
      if (IS_BULK[fact.kind] !== 0) {
        if (!needsItems || fact.kind === REVIEWED) return;
        const room = left.get(fact.kind) ?? MOST_ITEM_FACTS;
        if (room === 0) throw Object.assign(new Error(TOO_MANY_FACTS), { code: TOO_MANY_FACTS });
        left.set(fact.kind, room - 1);
      }
      facts.push(toRecord(fact, dictionary));
    },
  }).finish();
  return [...write({ header, kept: needsItems ? "all" : "actors", facts }, language)].join("");
}

const REVIEWED = FACT_KINDS["review.finished"].code;

answerCalls(parentPort as NonNullable<typeof parentPort>, {
  run,
  show,
  exportRun,
  stage,
  workbook: comparisonWorkbook,
  twoPages: comparisonBrief,
  brief: (text: string) => JSON.stringify(briefOf(JSON.parse(text) as ComparisonPage)),
  report: (document: ComparisonPage, language: Language) => comparisonReport(document, language),
});
