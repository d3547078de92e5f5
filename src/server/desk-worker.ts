import { parentPort } from "node:worker_threads";
import { comparisonReport, type RunSubject, runDocument, runPageOf, versionsOf } from "../exchange/index.ts";
import { addressOf, prepare, Recording } from "../experiment/index.ts";
import { briefOf, type ComparisonPage, LANGUAGES, type Language } from "../words/index.ts";
import { titlesAsTables } from "./describe.ts";
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
}

function run({ subject, seed, replication, scale, version }: RunTask): RunTexts {
  const prepared = prepare(subject.scenario);
  const recorded = new Recording(prepared, { seed, replication, scale }).finish();
  const versions = versionsOf(version, recorded.header.engineVersion);
  const result = (language: Language) => JSON.stringify(runDocument(subject, recorded, versions, language));
  const { titles: _titles, ...page } = runPageOf(subject, prepared, recorded, versions);
  return {
    digest: recorded.digest,
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

answerCalls(parentPort as NonNullable<typeof parentPort>, {
  run,
  stage,
  brief: (text: string) => JSON.stringify(briefOf(JSON.parse(text) as ComparisonPage)),
  report: (document: ComparisonPage, language: Language) => comparisonReport(document, language),
});
