import {
  assumptionsOf,
  type MovedNumber,
  type Prepared,
  type Recorded,
  whatDoesNotArise,
} from "../experiment/index.ts";
import { type UnconfirmedStep, unconfirmedSteps } from "../measures/index.ts";
import { SCHEMA_VERSION, type Scenario, type Text } from "../model/index.ts";
import {
  type Language,
  notesOf,
  type ProtocolTitles,
  type RunPage,
  SIMULATION_MARK,
} from "../words/index.ts";

/**
 * What is shown of one run: on its page, as JSON from the command line, and by the server. Made in one place, so that all of
 * them show the same numbers.
 */

/** A resolved scenario with the names that stand outside its log. */
export interface RunSubject {
  readonly scenario: Scenario;
  readonly variantTitle: Text;
  readonly titles: ProtocolTitles;
  /** assumed numbers that do not stand as the scenario has them; absent: none */
  readonly moved?: readonly MovedNumber[];
}

export type Versions = Readonly<Record<string, string | number>>;

/** Duties of single items can be hundreds of thousands; the measures count them all. */
const MOST_DUTIES = 10_000;
const MOST_PATHS = 1000;
/** Missed duties of law whose paths are told on a page. */
const PATHS_OF_DUTIES = 3;

/** What determines how a result was made. */
export function versionsOf(version: string, engineVersion: number): Versions {
  return { "golden-hour": version, engine: engineVersion, schema: SCHEMA_VERSION };
}

/** What a page may show: of what nothing in the scenario can bring about there is nothing to wait for. */
export function shownOf<M extends { readonly id: string }>(
  measures: readonly M[],
  prepared: Prepared,
): readonly M[] {
  const never = whatDoesNotArise(prepared);
  return measures.filter(({ id }) => !never.has(id));
}

/** What the outcome passed through and nobody has confirmed: the critical paths and the duties with their clocks. */
function unconfirmedOf({ paths, facts }: Recorded, { protocols }: Scenario): UnconfirmedStep[] {
  const records = new Map(facts.map((each) => [each.n, each]));
  for (const { steps } of paths) for (const { record: each } of steps) records.set(each.n, each);
  const all = [...records.values()].sort((a, b) => a.n - b.n);
  return unconfirmedSteps(paths, all, protocols);
}

/** Duties of actors before those of single items, where there is no room for all; in the order in which they started. */
function listDuties({ duties }: Recorded): Recorded["duties"] {
  if (duties.length <= MOST_DUTIES) return duties;
  const ofActors = duties.filter(({ item }) => item === null);
  const listed = new Set([...ofActors, ...duties.filter(({ item }) => item !== null)].slice(0, MOST_DUTIES));
  return duties.filter((duty) => listed.has(duty));
}

/** The page of a run, ready for its sentences. */
export function runPageOf(
  { scenario, variantTitle, titles, moved }: RunSubject,
  prepared: Prepared,
  recorded: Recorded,
  versions: Versions,
): RunPage {
  const { header, outcome } = recorded;
  const missed = recorded.duties.filter(({ kind, outcome: how }) => kind === "law" && how === "missed");
  const told = new Set(
    missed.slice(0, PATHS_OF_DUTIES).map(({ protocol, id, instance }) => `${protocol}/${id} ${instance}`),
  );
  return {
    header,
    title: scenario.title,
    variantTitle,
    titles,
    facts: recorded.facts,
    capped: outcome.isCapped,
    duties: recorded.duties,
    dutiesTotal: recorded.dutiesTotal,
    measures: shownOf(recorded.measures, prepared),
    headline: scenario.headline,
    paths: recorded.paths.filter((path) => path.of !== "duty" || told.has(`${path.id} ${path.instance}`)),
    unconfirmed: unconfirmedOf(recorded, scenario),
    assumptions: assumptionsOf(scenario),
    ...(moved === undefined || moved.length === 0 ? {} : { moved }),
    digest: recorded.digest,
    versions,
  };
}

/** A run as JSON: what `run --json` prints, without what hangs on the machine. */
export function runDocument(
  { scenario, moved }: Pick<RunSubject, "scenario" | "moved">,
  recorded: Recorded,
  versions: Versions,
  language: Language,
) {
  const { header, outcome, digest } = recorded;
  const duties = listDuties(recorded);
  return {
    mark: SIMULATION_MARK[language],
    scenario: header.scenario,
    variant: header.variant,
    seed: header.seed,
    replication: header.replication,
    scale: header.scale,
    address: header.address,
    digest,
    versions,
    real: header.real,
    notes: notesOf(header, outcome.isCapped, language),
    capped: outcome.isCapped,
    measures: recorded.measures.map(({ status, ...measure }) =>
      status === "value" ? measure : { ...measure, status },
    ),
    duties,
    dutiesTotal: recorded.dutiesTotal,
    dutiesTruncated: duties.length < recorded.dutiesTotal,
    criticalPaths: recorded.paths.slice(0, MOST_PATHS).map(({ steps, ...path }) => ({
      ...path,
      steps: steps.map(({ record: _record, ...step }) => step),
    })),
    unconfirmed: unconfirmedOf(recorded, scenario),
    assumptions: assumptionsOf(scenario),
    ...(moved === undefined || moved.length === 0 ? {} : { moved }),
  };
}
