import {
  type Condition,
  type Criterion,
  type Dictionary,
  FACT_KINDS,
  type Fact,
  type FactsAsked,
  factsAskedIn,
  type InjectKind,
  IS_BULK,
  type StateAsked,
} from "../model/index.ts";

/** A condition that is looked at from an instant on, for who wants to know when it first holds. */
export interface Watched {
  readonly condition: Condition;
  /** looked at once this row of the plan was told, by its name in the simulation; from the beginning where absent */
  readonly after?: string;
  /** whether what happened before that row was told counts for nothing */
  readonly countsFromRow?: boolean;
}

/** When a condition first held, and the fact that it hung on. */
export interface FirstHeld {
  readonly at: number;
  readonly fact: number;
}

interface Counter {
  readonly kind: number;
  readonly actor: number;
  readonly other: number;
  readonly what: number;
  readonly how: number;
  count: number;
  /** number of the last fact that was counted */
  last: number;
}

const DELIVERED = FACT_KINDS["inject.delivered"].code;

const isSo = (wanted: number, found: number) => wanted < 0 || wanted === found;

/**
 * Follows conditions through a run, as the plan's own conditions are followed: by counts of facts and by who is in which
 * state. It hears every fact and is asked to look after each step.
 */
export class ConditionWatch {
  private readonly dictionary: Dictionary;
  private readonly watched: Watched[] = [];
  /** by place: two conditions may ask the same from other instants on */
  private readonly counters: Map<FactsAsked, Counter>[] = [];
  private readonly byKind: Counter[][] = [];
  private readonly rows = new Map<number, number[]>();
  private readonly isInState: (asked: StateAsked) => boolean;
  private readonly waiting = new Set<number>();
  /** by place, in the order in which they were added */
  readonly held: (FirstHeld | undefined)[] = [];
  /** when each row of the plan was told first, by its name in the simulation */
  readonly told = new Map<string, number>();
  private isNew = false;
  private fact = 0;

  constructor(
    watched: readonly Watched[],
    dictionary: Dictionary,
    isInState: (asked: StateAsked) => boolean,
  ) {
    this.dictionary = dictionary;
    this.isInState = isInState;
    this.add(watched);
  }

  /** More of them, that nothing before now counts for. */
  add(watched: readonly Watched[]): void {
    const { dictionary } = this;
    const word = (text: string | undefined) => (text === undefined ? -1 : dictionary.number(text));
    for (const each of watched) {
      const place = this.watched.length;
      const { condition, after } = each;
      this.watched.push(each);
      this.held.push(undefined);
      const counters = new Map<FactsAsked, Counter>();
      this.counters.push(counters);
      if (after === undefined) this.wait(place);
      else {
        const row = dictionary.number(after);
        this.rows.set(row, [...(this.rows.get(row) ?? []), place]);
      }
      for (const question of factsAskedIn(condition)) {
        const { fact, actor, other, what, how } = question;
        const kind = FACT_KINDS[fact].code;
        const counter: Counter = {
          kind,
          actor: word(actor),
          other: word(other),
          what: word(what),
          how: word(how),
          count: 0,
          last: 0,
        };
        counters.set(question, counter);
        this.byKind[kind] ??= [];
        this.byKind[kind].push(counter);
      }
    }
  }

  private wait(place: number): void {
    this.waiting.add(place);
    this.isNew = true;
  }

  hear(fact: Fact): void {
    const { kind } = fact;
    if (kind === DELIVERED) this.beginCounting(fact);
    const counters = this.byKind[kind];
    if (counters !== undefined)
      for (const each of counters)
        if (
          isSo(each.actor, fact.actor) &&
          isSo(each.other, fact.other) &&
          isSo(each.what, fact.what) &&
          isSo(each.how, fact.how)
        ) {
          each.count += fact.weight;
          each.last = fact.number;
          this.isNew = true;
        }
    if (IS_BULK[kind] !== 0) return;
    this.isNew = true;
    this.fact = fact.number;
    if (kind !== DELIVERED) return;
    const row = this.dictionary.text(fact.what);
    if (!this.told.has(row)) this.told.set(row, fact.at);
    for (const place of this.rows.get(fact.what) ?? []) this.waiting.add(place);
  }

  /** A row is told for the first time: what it asks for is counted from here on. */
  private beginCounting({ what }: Fact): void {
    if (this.told.has(this.dictionary.text(what))) return;
    for (const place of this.rows.get(what) ?? []) {
      if (this.watched[place].countsFromRow !== true) continue;
      for (const counter of this.counters[place].values()) {
        counter.count = 0;
        counter.last = 0;
      }
    }
  }

  /** After a step: what holds now for the first time. */
  look(now: number): void {
    if (!this.isNew) return;
    this.isNew = false;
    for (const place of this.waiting) {
      if (this.held[place] !== undefined || !this.holds(this.watched[place].condition, place)) continue;
      this.held[place] = { at: now, fact: this.lastCounted(place) };
      this.waiting.delete(place);
    }
  }

  /** The last fact that its questions counted; where it asks for states alone, the last one of all. */
  private lastCounted(place: number): number {
    const questions = factsAskedIn(this.watched[place].condition);
    const last = Math.max(0, ...questions.map((each) => this.counters[place].get(each)?.last ?? 0));
    return last > 0 ? last : this.fact;
  }

  private holds(condition: Condition, place: number): boolean {
    if ("all" in condition) return condition.all.every((each) => this.holds(each, place));
    if ("any" in condition) return condition.any.some((each) => this.holds(each, place));
    if ("not" in condition) return !this.holds(condition.not, place);
    if ("state" in condition) return this.isInState(condition.state);
    const { happened } = condition;
    return (this.counters[place].get(happened)?.count ?? 0) >= (happened.atLeast ?? 1);
  }
}

/**
 * The same condition asked of one actor: questions about facts that do not say whose they are ask for this one's. Of a
 * message that is whoever sends it.
 */
export function askedOf(condition: Condition, actor: string): Condition {
  if ("all" in condition) return { all: condition.all.map((each) => askedOf(each, actor)) };
  if ("any" in condition) return { any: condition.any.map((each) => askedOf(each, actor)) };
  if ("not" in condition) return { not: askedOf(condition.not, actor) };
  if (!("happened" in condition)) return condition;
  const { happened } = condition;
  const { doer } = FACT_KINDS[happened.fact];
  return { happened: { ...happened, [doer]: happened[doer] ?? actor } };
}

/**
 * The questions of an expected action: one for each who owes it. `row`: its name in the simulation. Where it is to be done
 * within a time of its row, it is the answer to that row: what happened before the row was told does not count. Without such
 * a time it counts from STARTEX, and so it always does for a row of the kind `expected-action`, which tells nobody anything:
 * it marks when they should have acted (exercise conventions, section 5.1).
 */
export function watchedAfter(
  row: string,
  kind: InjectKind,
  { when, actors, within }: Criterion,
): readonly Watched[] {
  if (when === undefined) return [];
  const countsFromRow = within !== undefined && kind !== "expected-action";
  if (actors.length === 0) return [{ condition: when, after: row, countsFromRow }];
  return actors.map((actor) => ({ condition: askedOf(when, actor), after: row, countsFromRow }));
}
