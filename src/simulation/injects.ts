import {
  type Condition,
  FACT_KINDS,
  type Fact,
  type FactsAsked,
  factsAskedIn,
  type Inject,
} from "../model/index.ts";
import { BEGINNING, KIND } from "./facts-out.ts";
import { InjectActs, type InjectParts, isLasting, type LastingAct, partyOf } from "./inject-acts.ts";
import { PRIORITY } from "./purposes.ts";
import { ENTRY, type World } from "./world.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What may be done to a row by hand. */
export type RowMove = "send" | "hold" | "release" | "skip";
export type RowFault = "unknown_row" | "row_done";

/** Where a row of the plan stands: it waits for its time or condition, is held, was skipped, was told, or its contingency was not needed. */
export type RowState = "armed" | "held" | "skipped" | "sent" | "not-needed";

interface Row {
  readonly inject: Inject;
  readonly id: string;
  readonly word: number;
  readonly kind: number;
  state: RowState;
  /** when it is due or, with a condition, next looked at; Infinity by hand only */
  dueAt: number;
  /** its time came while it was held: it is told once it is released */
  isOverdue: boolean;
}

interface Lasting {
  readonly act: LastingAct;
  readonly row: number;
}

/**
 * What the scenario brings up at set times, under conditions or by hand: told to those whom it names, and done where it
 * has acts. Nothing is drawn for an inject itself; a message that it sends travels like any other.
 *
 * An entry's subject is twice a row's place, or twice the place of what ends, plus one.
 */
export class Injects {
  private readonly parts: InjectParts;
  private readonly world: World;
  private readonly acts: InjectActs;
  private readonly given: readonly (readonly [id: string, inject: Inject])[];
  private readonly words: Readonly<Record<"inject" | "held" | "skipped" | "released", number>>;
  /** questions about what has happened, by the kind of fact */
  private readonly asked = new Map<FactsAsked, { readonly kind: number; readonly words: FactWords }>();
  private readonly byKind: FactsAsked[][] = [];
  private rows: Row[] = [];
  private lasting: Lasting[] = [];
  /** answers to those questions so far, in the order of `asked` */
  private counts: number[] = [];

  constructor(parts: InjectParts) {
    this.parts = parts;
    this.world = parts.world;
    this.acts = new InjectActs(parts);
    const { scenario, dictionary } = parts.world.compiled;
    this.given = Object.keys(scenario.injects)
      .sort()
      .map((id) => [id, scenario.injects[id]] as const);
    this.words = {
      inject: dictionary.number("inject"),
      held: dictionary.number("held"),
      skipped: dictionary.number("skipped"),
      released: dictionary.number("released"),
    };
    for (const [, { when, unless }] of this.given)
      for (const condition of [when, unless])
        if (condition !== undefined) for (const question of factsAskedIn(condition)) this.watch(question);
    if (this.asked.size > 0) parts.world.facts.alsoWatch([...this.byKind.keys()], (fact) => this.count(fact));
  }

  private watch(question: FactsAsked): void {
    const { dictionary } = this.world.compiled;
    const { fact, actor, other, what, how } = question;
    const kind = FACT_KINDS[fact].code;
    const word = (text: string | undefined) => (text === undefined ? -1 : dictionary.number(text));
    const words = { actor: word(actor), other: word(other), what: word(what), how: word(how) };
    this.asked.set(question, { kind, words });
    this.byKind[kind] ??= [];
    this.byKind[kind].push(question);
  }

  private count(fact: Fact): void {
    let place = 0;
    for (const { kind, words } of this.asked.values()) {
      if (kind === fact.kind && fits(words, fact)) this.counts[place] += fact.weight;
      place++;
    }
  }

  reset(): void {
    this.acts.reset();
    this.rows = [];
    this.lasting = [];
    this.counts = Array.from(this.asked, () => 0);
    for (const [id, inject] of this.given) this.add(id, inject);
  }

  saveState(): object {
    const { rows, lasting, counts } = this;
    return { rows, lasting, counts, acts: this.acts.saveState() };
  }

  loadState(state: object): void {
    const { acts, rows, ...own } = state as { readonly acts: object; readonly rows: readonly Row[] };
    Object.assign(this, own);
    // Questions are known by the scenario's own data, not by a copy of it.
    const given = new Map(this.given);
    this.rows = rows.map((row) => ({ ...row, inject: given.get(row.id) ?? row.inject }));
    this.acts.loadState(acts);
  }

  private add(id: string, inject: Inject): Row {
    const { dictionary } = this.world.compiled;
    const row: Row = {
      inject,
      id,
      word: dictionary.number(id),
      kind: dictionary.number(inject.kind),
      state: "armed",
      dueAt: inject.manual === true ? Number.POSITIVE_INFINITY : inject.at,
      isOverdue: false,
    };
    this.rows.push(row);
    this.arm(row);
    return row;
  }

  private arm(row: Row): void {
    if (row.dueAt < Number.POSITIVE_INFINITY)
      this.world.post(row.dueAt, PRIORITY.action, ENTRY.inject, 2 * this.rows.indexOf(row));
  }

  /** An inject is due, or what one did ends. */
  due(subject: number): void {
    if (subject % 2 === 0) this.rowDue(this.rows[subject / 2]);
    else this.end(this.lasting[(subject - 1) / 2]);
  }

  private rowDue(row: Row): void {
    const { now } = this.world;
    // Moved to another time meanwhile.
    if (row.dueAt !== now || (row.state !== "armed" && row.state !== "held")) return;
    const { when, unless, until } = row.inject;
    if (when !== undefined && !this.holds(when)) {
      row.dueAt = now + MINUTE;
      if (row.dueAt <= (until ?? row.inject.at + DAY)) this.arm(row);
      else row.state = "not-needed";
      return;
    }
    if (unless !== undefined && this.holds(unless)) {
      row.state = "not-needed";
      return;
    }
    if (row.state === "held") row.isOverdue = true;
    else this.deliver(row, BEGINNING);
  }

  /** Whether a condition holds now. */
  private holds(condition: Condition): boolean {
    if ("all" in condition) return condition.all.every((each) => this.holds(each));
    if ("any" in condition) return condition.any.some((each) => this.holds(each));
    if ("not" in condition) return !this.holds(condition.not);
    if ("state" in condition) return this.parts.actors.isInState(condition.state);
    const place = [...this.asked.keys()].indexOf(condition.happened);
    return this.counts[place] >= (condition.happened.atLeast ?? 1);
  }

  private wordOf(party: string): number {
    const { compiled } = this.world;
    const number = compiled.actorNumbers.get(party);
    return number === undefined ? 0 : compiled.actors[number].word;
  }

  private record(kind: number, row: Row, party: number): number {
    const { world } = this;
    const how = kind === KIND["inject.delivered"] ? row.kind : 0;
    world.cause = world.facts.about(kind, party, 0, row.word, how, 0, 0, world.cause, world.wait);
    world.wait = 0;
    return world.cause;
  }

  private deliver(row: Row, cause: number): void {
    const { world } = this;
    const { to, acts } = row.inject;
    row.state = "sent";
    let delivered = cause;
    for (const party of to.length > 0 ? to.map((id) => this.wordOf(id)) : [0]) {
      world.cause = cause;
      world.wait = cause === BEGINNING ? this.words.inject : 0;
      delivered = this.record(KIND["inject.delivered"], row, party);
    }
    for (const act of acts) {
      world.cause = delivered;
      world.wait = 0;
      if (isLasting(act)) this.begin(act, row);
      else this.acts.perform(act);
    }
  }

  private begin(act: LastingAct, row: Row): void {
    const { world } = this;
    const until = world.now + act.lasts.value;
    this.acts.change(act, false, until);
    this.lasting.push({ act, row: this.rows.indexOf(row) });
    world.post(until, PRIORITY.action, ENTRY.inject, 2 * (this.lasting.length - 1) + 1);
  }

  private end({ act, row }: Lasting): void {
    const { world } = this;
    world.cause = BEGINNING;
    world.wait = this.words.inject;
    this.record(KIND["inject.ended"], this.rows[row], this.wordOf(partyOf(act)));
    this.acts.change(act, true, world.now);
  }

  /** Where the rows stand, in the order in which they were added. */
  states(): readonly { readonly id: string; readonly state: RowState; readonly dueAt: number }[] {
    return this.rows.map(({ id, state, dueAt }) => ({ id, state, dueAt }));
  }

  /** Control does something to a row now; a code where that cannot be. A row that was told may be told again. */
  move(id: string, does: RowMove): RowFault | undefined {
    const row = this.rows.find((each) => each.id === id);
    if (row === undefined) return "unknown_row";
    if (does === "send") {
      this.deliver(row, BEGINNING);
      return undefined;
    }
    const isOpen = row.state === "armed" || row.state === "held";
    const isPossible =
      does === "hold" ? row.state === "armed" : does === "release" ? row.state === "held" : isOpen;
    if (!isPossible) return "row_done";
    const { world, words } = this;
    const { held, released, skipped } = words;
    const how = does === "hold" ? held : does === "release" ? released : skipped;
    const told = world.facts.about(KIND["inject.held"], 0, 0, row.word, how, 0, 0, BEGINNING, 0);
    row.state = does === "hold" ? "held" : does === "release" ? "armed" : "skipped";
    if (does === "release" && row.isOverdue) this.deliver(row, told);
    return undefined;
  }

  /**
   * Rows that are still to come at or after an instant come so much later, or earlier but never before now, milliseconds.
   * What waits for a condition is not moved.
   */
  shift(from: number, by: number): void {
    for (const row of this.rows) {
      const isToCome = row.state === "armed" || row.state === "held";
      if (!isToCome || row.isOverdue || row.inject.when !== undefined) continue;
      if (row.dueAt < from || row.dueAt === Number.POSITIVE_INFINITY) continue;
      row.dueAt = Math.max(this.world.now, row.dueAt + by);
      this.arm(row);
    }
  }

  /**
   * A row that the plan did not have when the run began. What it would have to wait for was not counted until now, so one
   * with a condition waits for a hand; so does one whose time has passed.
   */
  insert(id: string, inject: Inject): void {
    const { when, unless, at } = inject;
    const isByHand = when !== undefined || unless !== undefined || at < this.world.now;
    this.add(id, isByHand ? { ...inject, manual: true } : inject);
  }

  /** Control brings up what no plan holds, as a consequence of what an actor did where one is named: told and done now. */
  bring(id: string, inject: Inject, actor: string | undefined): void {
    const { world } = this;
    const row = this.add(id, { ...inject, manual: true });
    const who = actor === undefined ? 0 : this.wordOf(actor);
    const ruled = world.facts.about(KIND["action.ruled"], who, 0, row.word, 0, 0, 0, BEGINNING, 0);
    this.deliver(row, ruled);
  }
}

interface FactWords {
  readonly actor: number;
  readonly other: number;
  readonly what: number;
  readonly how: number;
}

const isSo = (wanted: number, found: number) => wanted < 0 || wanted === found;

function fits(words: FactWords, fact: Fact): boolean {
  return (
    isSo(words.actor, fact.actor) &&
    isSo(words.other, fact.other) &&
    isSo(words.what, fact.what) &&
    isSo(words.how, fact.how)
  );
}
