import {
  type Dictionary,
  FACT_KINDS,
  type Fact,
  type FactListener,
  type FactName,
  itemName,
} from "../model/index.ts";
import { LEARNABLE, type Learnable } from "./learning.ts";

/** A fact as the seat of its actor sees it. */
export interface SeatFact {
  /** the seat's own number of it, from 1 */
  readonly n: number;
  readonly at: number;
  readonly kind: FactName;
  /** the seat's number of the fact that caused it, where it knows of that */
  readonly cause?: number;
  /** the fact's fields as `FACT_KINDS` names them; numbers of messages, items, versions, duties and injects are the seat's own */
  readonly [field: string]: unknown;
}

/** What a seat learns at one instant, or how much of what it counts there was by the end of a minute. */
export interface SeatUpdate {
  /** without a gap, from 1 */
  readonly seq: number;
  readonly at: number;
  readonly facts: readonly SeatFact[];
  /** facts about single copies so far, by their kind: only those that changed */
  readonly counts?: Readonly<Partial<Record<FactName, number>>>;
}

/** What of an update stays on the server: which row of the plan, and which exchange of messages, a fact is about. */
export interface SeatLinks {
  readonly rows: ReadonlyMap<number, string>;
  readonly exchanges: ReadonlyMap<number, number>;
}

/** Times in a log of copies are counted by the minute. */
const MINUTE = 60_000;

const SENT = FACT_KINDS["message.sent"].code;
const RELAYED = FACT_KINDS["message.relayed"].code;
const DELIVERED = FACT_KINDS["message.delivered"].code;
const INJECT = FACT_KINDS["inject.delivered"].code;
const FIRST_DUTY = FACT_KINDS["duty.started"].code;
const LAST_DUTY = FACT_KINDS["duty.judged"].code;
const isDuty = (kind: number) => kind >= FIRST_DUTY && kind <= LAST_DUTY;

/** What an actor does itself shows that it knows what it acts on. */
const DOINGS: ReadonlySet<number> = new Set(
  (
    [
      "message.opened",
      "message.sent",
      "state.entered",
      "decision.taken",
      "decision.queued",
      "decision.begun",
      "decision.opened",
      "note.made",
      "crisis.entered",
      "crisis.left",
    ] as const
  ).map((name) => FACT_KINDS[name].code),
);

/** A fact before it has the seat's numbers. */
interface Raw {
  readonly number: number;
  readonly cause: number;
  readonly kind: Learnable;
  readonly code: number;
  readonly fields: readonly (readonly [field: string, value: string | number, own: string | undefined])[];
  readonly how: string;
}

/**
 * The view of one actor: what it has learnt, and only that, in an order and with numbers of its own.
 *
 * A clock's fact that is not about a single item goes to its debtor, and to nobody else, exactly if the debtor knows its
 * cause:
 * - a fact that was told here: at once;
 * - another fact of a clock: as that one;
 * - a message to here, or its arrival, however it came: when the debtor first does something (`DOINGS`) that comes of it, and
 *   from then on at once; never where nothing ever comes of it;
 * - a fact that is only counted here: at once where it starts a clock at its own instant, and from then on what it causes
 *   later; never otherwise.
 * Facts of clocks about single items are counted by the minute, as all that is about single items.
 */
class SeatView {
  readonly updates: SeatUpdate[] = [];
  readonly rows = new Map<number, string>();
  readonly exchanges = new Map<number, number>();
  private seq = 0;
  private facts = 0;
  private open: { readonly at: number; readonly facts: SeatFact[] } | undefined;
  private readonly counts = new Map<FactName, number>();
  private readonly changed = new Set<FactName>();
  private countedUntil = Number.POSITIVE_INFINITY;
  /** the seat's numbers of facts that it knows */
  private readonly known = new Map<number, number>();
  /** facts that are counted only, of the instant at hand */
  private readonly counted = new Set<number>();
  private countedAt = Number.NaN;
  private readonly names = new Map<string, Map<string | number, number>>();
  /** what arrived and was not opened yet, with what came of it: by the number of its fact, and the facts of each such bundle */
  private readonly heldUnder = new Map<number, number>();
  private readonly bundles = new Map<number, Raw[]>();
  /** messages to here that were opened, and their ways through others, by the numbers of their facts */
  private readonly read = new Set<number>();
  /** facts that are only counted here, and from which a clock is known */
  private readonly starters = new Set<number>();

  /** Whether the cause of a clock's fact is known, or becomes known together with it. */
  private knows(number: number, at: number): boolean {
    if (this.counted.has(number) && this.countedAt === at) this.starters.add(number);
    return (
      this.known.has(number) ||
      this.starters.has(number) ||
      this.heldUnder.has(number) ||
      this.read.has(number)
    );
  }

  /** Something is on its way here: what hangs on it is known once it is opened. */
  expect(number: number): void {
    this.bundles.set(number, []);
    this.heldUnder.set(number, number);
  }

  /** What is on its way here was passed on by somebody: what hangs on either is known once it is opened. */
  passedOn(cause: number, number: number): void {
    const root = this.heldUnder.get(cause);
    if (root !== undefined) this.heldUnder.set(number, root);
    else if (this.read.has(cause)) this.read.add(number);
  }

  hear(raw: Raw, at: number, isReceiver: boolean): void {
    if (isDuty(raw.code) && !this.knows(raw.cause, at)) return;
    const root = this.heldUnder.get(raw.cause);
    if (root === undefined) {
      if (raw.code !== DELIVERED || !isReceiver) return this.learn(raw, at);
      this.bundles.set(raw.number, [raw]);
      this.heldUnder.set(raw.number, raw.number);
      return;
    }
    if (DOINGS.has(raw.code)) {
      for (const each of this.bundles.get(root) ?? []) {
        this.heldUnder.delete(each.number);
        this.learn(each, at);
      }
      this.bundles.delete(root);
      // What is left under it are the message itself and its ways here: of later facts they are a cause that is known.
      for (const [number, under] of this.heldUnder)
        if (under === root) {
          this.heldUnder.delete(number);
          this.read.add(number);
        }
      return this.learn(raw, at);
    }
    this.heldUnder.set(raw.number, root);
    this.bundles.get(root)?.push(raw);
  }

  count(name: FactName, weight: number, at: number, number: number): void {
    this.settle(at);
    if (this.countedAt !== at) this.counted.clear();
    this.countedAt = at;
    this.counted.add(number);
    this.counts.set(name, (this.counts.get(name) ?? 0) + weight);
    this.changed.add(name);
    this.countedUntil = Math.ceil(at / MINUTE) * MINUTE;
  }

  private learn({ number, cause, kind, code, fields, how }: Raw, at: number): void {
    if (kind.learning.how?.includes(how) === false) return;
    this.settle(at);
    const n = ++this.facts;
    this.known.set(number, n);
    const because = this.known.get(cause);
    const told: Record<string, unknown> = { n, at, kind: kind.name };
    if (because !== undefined) told.cause = because;
    for (const [field, value, own] of fields) {
      told[field] = own === undefined ? value : this.ownNumber(own, value);
      if (code === INJECT && own === "inject") this.rows.set(n, String(value));
      if (own === "message") this.exchanges.set(n, Number(value));
    }
    this.open ??= { at, facts: [] };
    this.open.facts.push(told as SeatFact);
  }

  private ownNumber(name: string, value: string | number): number {
    const numbers = this.names.get(name) ?? new Map<string | number, number>();
    this.names.set(name, numbers);
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size + 1);
    return numbers.size;
  }

  /** Time has come to `at`: what lies before it is complete. */
  settle(at: number): void {
    const { open, countedUntil } = this;
    if (open !== undefined && open.at < at && open.at <= countedUntil) this.tellFacts();
    if (countedUntil < at) this.tellCounts();
    if (this.open !== undefined && this.open.at < at) this.tellFacts();
  }

  private tellFacts(): void {
    if (this.open === undefined) return;
    this.updates.push({ seq: ++this.seq, ...this.open });
    this.open = undefined;
  }

  private tellCounts(): void {
    const counts = Object.fromEntries([...this.changed].sort().map((name) => [name, this.counts.get(name)]));
    this.updates.push({ seq: ++this.seq, at: this.countedUntil, facts: [], counts });
    this.changed.clear();
    this.countedUntil = Number.POSITIVE_INFINITY;
  }
}

/**
 * Views of all actors, from the facts as they happen. What one of them is told is a function of the facts that it learns
 * and of their times alone: neither how many others there were nor how the run was cut into pieces shows in it.
 */
export class Views implements FactListener {
  private readonly dictionary: Dictionary;
  private readonly seats: ReadonlyMap<number, SeatView>;
  private readonly byId: ReadonlyMap<string, SeatView>;

  constructor(dictionary: Dictionary, actors: readonly string[]) {
    this.dictionary = dictionary;
    this.byId = new Map(actors.map((id) => [id, new SeatView()]));
    this.seats = new Map([...this.byId].map(([id, seat]) => [dictionary.number(id), seat]));
  }

  onFact(fact: Fact): void {
    const kind = LEARNABLE[fact.kind];
    if (kind === undefined) return;
    const { by } = kind.learning;
    if (fact.kind === SENT) this.seats.get(fact.actor)?.expect(fact.number);
    // Who it is for is not named by who passes it on.
    if (fact.kind === RELAYED) for (const seat of this.seats.values()) seat.passedOn(fact.cause, fact.number);
    // Told to nobody in particular is told to everybody.
    const isForAll = by[0] === "everyone" || (fact.actor === 0 && by[0] === "actor");
    if (isForAll) for (const seat of this.seats.values()) this.tell(seat, kind, fact, false);
    else
      for (const who of by) {
        const seat = this.seats.get(who === "actor" ? fact.actor : fact.other);
        if (seat === undefined || (who === "other" && by.length > 1 && fact.other === fact.actor)) continue;
        this.tell(seat, kind, fact, who === "actor");
      }
  }

  private tell(seat: SeatView, kind: Learnable, fact: Fact, isReceiver: boolean): void {
    const isOfItem = isDuty(fact.kind) && (fact.itemHi !== 0 || fact.itemLo !== 0);
    if (kind.isBulk || isOfItem) return seat.count(kind.name, fact.weight, fact.at, fact.number);
    seat.hear(this.rawOf(kind, fact), fact.at, isReceiver);
  }

  private rawOf(kind: Learnable, fact: Fact): Raw {
    const { dictionary } = this;
    const fields = kind.slots.map(([slot, field]) => {
      const own = kind.learning.own?.[slot];
      if (slot === "item") return [field, itemName(fact.itemHi, fact.itemLo), own] as const;
      if (slot === "x" || slot === "y") return [field, fact[slot], own] as const;
      return [field, dictionary.text(fact[slot]), own] as const;
    });
    const { number, cause, kind: code } = fact;
    return { number, cause, kind, code, fields, how: dictionary.text(fact.how) };
  }

  /** Everything up to and including an instant has happened. */
  known(at: number): void {
    for (const seat of this.seats.values()) seat.settle(at + 1);
  }

  /** What an actor has learnt since this was asked last; empty for one who has no view. */
  take(actor: string): readonly SeatUpdate[] {
    return this.byId.get(actor)?.updates.splice(0) ?? [];
  }

  /** What facts of an actor's view are about, by their numbers there. */
  linksOf(actor: string): SeatLinks {
    const seat = this.byId.get(actor);
    return { rows: seat?.rows ?? new Map(), exchanges: seat?.exchanges ?? new Map() };
  }
}
