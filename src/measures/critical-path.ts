import { BEYOND, type DutyOutcome, FACT_KINDS, type FactKind, type FactRecord } from "../model/index.ts";
import type { LogShape } from "./definition.ts";
import { dutiesOf } from "./duties.ts";
import { NOTHING, speechOf } from "./words.ts";

/** One step on the way to an outcome: what happened, and the wait that led to it. */
export interface PathStep {
  readonly fact: number;
  readonly kind: FactRecord["kind"];
  readonly at: number;
  /** milliseconds since the fact that caused it, or since the incident's start where nothing did */
  readonly waited: number;
  /** names the wait; empty for what follows in the same instant */
  readonly wait: string;
  readonly item?: string;
  readonly actor?: string;
  readonly other?: string;
  readonly what?: string;
  readonly how?: string;
  /** took no time */
  readonly instant: boolean;
  /** more than 1: so many reviews of other jobs that this one had to wait for, taken together */
  readonly count: number;
  /** the chain goes on before this step, but the log did not keep it */
  readonly broken: boolean;
}

/** Looks a fact up by its number. */
export type FactLookup = ReadonlyMap<number, FactRecord> | ((number: number) => FactRecord | undefined);

export interface CriticalPath {
  readonly of: "duty" | "original" | "last-removal";
  /** `protocol/duty`, or the original's id, or empty */
  readonly id: string;
  readonly instance?: number;
  readonly outcome?: DutyOutcome["outcome"];
  /** number of the fact it ends with */
  readonly fact: number;
  readonly steps: readonly PathStep[];
}

/**
 * The chain of causes that ends with a fact, from the start: whose wait the outcome hung on. Consecutive reviews of
 * other jobs, each of which only freed a reviewer for the next, are taken together.
 */
export function criticalPath(facts: FactLookup, from: number): PathStep[] {
  const find = typeof facts === "function" ? facts : (number: number) => facts.get(number);
  const steps: { -readonly [Field in keyof PathStep]: PathStep[Field] }[] = [];
  let later: FactRecord | undefined;
  let queue: (typeof steps)[number] | undefined;
  for (let record = find(from); record !== undefined; ) {
    const causedBy: number = record.cause ?? 0;
    if (causedBy >= record.n) throw new Error(`measures/cause_after_effect: ${record.n}`);
    const cause: FactRecord | undefined = causedBy === 0 ? undefined : find(causedBy);
    const broken = causedBy !== 0 && cause === undefined;
    const isOthers =
      isReview(record) && isReview(later) && (record.item === undefined || record.item !== later?.item);
    if (isOthers && queue !== undefined) {
      queue.waited += waitOf(record, cause, broken);
      queue.count++;
      queue.broken = broken;
      queue.instant = queue.waited === 0;
    } else {
      const step = stepOf(record, waitOf(record, cause, broken), broken);
      steps.push(step);
      queue = isOthers ? step : undefined;
    }
    later = record;
    record = cause;
  }
  return steps.reverse();
}

const isReview = (record: FactRecord | undefined) => record?.kind === "review.finished";

const timeOf = (record: FactRecord) => (record.at === "beyond" ? BEYOND : record.at);

/** Since its cause, or since the incident's start where it has none; 0 where the cause was not kept. */
function waitOf(record: FactRecord, cause: FactRecord | undefined, broken: boolean): number {
  const at = timeOf(record);
  if (broken) return 0;
  return at - (cause === undefined ? Math.min(0, at) : timeOf(cause));
}

function stepOf(record: FactRecord, waited: number, broken: boolean): PathStep {
  const { slots }: FactKind = FACT_KINDS[record.kind];
  const word = (field: string | undefined) => {
    const text = field === undefined ? undefined : record[field];
    return typeof text === "string" && text !== "" ? text : undefined;
  };
  return {
    fact: record.n,
    kind: record.kind,
    at: timeOf(record),
    waited,
    wait: record.wait ?? "",
    ...withoutGaps({
      item: word(slots.item),
      actor: word(slots.actor),
      other: word(slots.other),
      what: word(slots.what),
      how: word(slots.how),
    }),
    instant: waited === 0 && !broken,
    count: 1,
    broken,
  };
}

function withoutGaps<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/**
 * The paths that a reader asks for: to each duty's end (what stopped it; else its expiry; else its start), to each
 * original's removal, and to the last removal of an unlawful item.
 */
export function criticalPaths(facts: readonly FactRecord[], header: LogShape): CriticalPath[] {
  const byNumber = new Map(facts.map((record) => [record.n, record]));
  const path = (fact: number) => ({ fact, steps: criticalPath(byNumber, fact) });
  const duties = dutiesOf(facts, header).map(
    (duty): CriticalPath => ({
      of: "duty",
      id: `${duty.protocol}/${duty.id}`,
      instance: duty.instance,
      outcome: duty.outcome,
      ...path(duty.stoppedBy ?? duty.expiredBy ?? duty.startedBy),
    }),
  );
  const originals = facts
    .filter(({ kind }) => kind === "original.removed")
    .map((record): CriticalPath => ({ of: "original", id: String(record.original), ...path(record.n) }));
  const last = facts.findLast(
    ({ kind, status }) => kind === "content.removed" && speechOf(String(status)) === NOTHING,
  );
  return [
    ...duties,
    ...originals,
    ...(last === undefined ? [] : [{ of: "last-removal" as const, id: "", ...path(last.n) }]),
  ];
}
