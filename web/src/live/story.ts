import type { FactRecord, LogHeader } from "../../../src/model/index.ts";
import type { Stage } from "../api/types.ts";

/** Facts up to an instant, as pictures need them. A fold over facts in order; what was folded is never folded again. */

export const timeOf = ({ at }: Pick<FactRecord, "at">): number =>
  at === "beyond" ? Number.POSITIVE_INFINITY : at;

/** How many of the facts, which stand in the order of time, are not later than an instant. */
export function countUntil(facts: readonly FactRecord[], at: number): number {
  let low = 0;
  let high = facts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(facts[middle]) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One stay of an actor's role in a state. */
export interface Stay {
  readonly role: string;
  readonly state: string;
  readonly from: number;
  /** number of the fact by which it was entered */
  readonly fact: number;
}

export interface SentMessage {
  readonly number: number;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly sentAt: number;
  deliveredAt?: number;
  openedAt?: number;
  lostAt?: number;
}

/** What pictures are made of, for all facts that are known; an instant picks from it. */
export class Story {
  readonly stays = new Map<string, Stay[]>();
  readonly messages: SentMessage[] = [];
  readonly decisions: number[] = [];
  /** instants at which a service took in a hash, by service */
  readonly hashes = new Map<string, number>();
  private readonly byNumber = new Map<string, SentMessage>();
  private seen = 0;

  /** Folds what came since the last time. */
  hear(facts: readonly FactRecord[]): void {
    for (; this.seen < facts.length; this.seen++) this.take(facts[this.seen]);
  }

  get count(): number {
    return this.seen;
  }

  private take(fact: FactRecord): void {
    const at = timeOf(fact);
    switch (fact.kind) {
      case "state.entered": {
        const actor = String(fact.actor);
        const stay = { role: String(fact.role), state: String(fact.state), from: at, fact: fact.n };
        const known = this.stays.get(actor);
        if (known === undefined) this.stays.set(actor, [stay]);
        else known.push(stay);
        break;
      }
      case "decision.taken":
        this.decisions.push(at);
        break;
      case "message.sent": {
        const [from, to] = [String(fact.from), String(fact.to)];
        const number = Number(fact["message-number"]);
        const message = { number, kind: String(fact.message), from, to, sentAt: at };
        this.messages.push(message);
        this.byNumber.set(keyOf(fact), message);
        break;
      }
      case "message.delivered":
        this.mark(fact, (message) => {
          message.deliveredAt = at;
        });
        break;
      case "message.opened":
        this.mark(fact, (message) => {
          message.openedAt = at;
        });
        break;
      case "message.lost":
        this.mark(fact, (message) => {
          message.lostAt = at;
        });
        break;
      case "hash.ingested":
        if (!this.hashes.has(String(fact.platform))) this.hashes.set(String(fact.platform), at);
        break;
      default:
    }
  }

  private mark(fact: FactRecord, how: (message: SentMessage) => void): void {
    const message = this.byNumber.get(keyOf(fact));
    if (message !== undefined) how(message);
  }
}

/** One sending has one number; what goes to many has as many receivers under it. */
const keyOf = (fact: FactRecord): string => `${String(fact["message-number"])} ${String(fact.to)}`;

/** A row of a lane: one role of one actor, its stays up to an instant, each until the next begins. */
export interface LaneRow {
  readonly role: string;
  readonly stays: readonly (Stay & { readonly until: number })[];
}

/** The roles that an actor has, in the order in which they were first entered; those of one kind of message together. */
export function laneRows(stays: readonly Stay[], at: number): LaneRow[] {
  const rows = new Map<string, (Stay & { until: number })[]>();
  for (const stay of stays) {
    if (stay.from > at) break;
    const row = rows.get(stay.role);
    if (row === undefined) rows.set(stay.role, [{ ...stay, until: at }]);
    else {
      (row.at(-1) as { until: number }).until = stay.from;
      row.push({ ...stay, until: at });
    }
  }
  return [...rows].map(([role, inside]) => ({ role, stays: inside }));
}

/** The columns of a sample by name, over all services or of one. */
export class Columns {
  private readonly names: readonly string[];
  private readonly places: ReadonlyMap<string, number>;

  constructor({ columns, header }: Pick<Stage, "columns"> & { readonly header: LogHeader }) {
    this.names = columns;
    this.places = new Map(header.platforms.map(({ id }, n) => [id, n]));
  }

  /** `platform` absent: of all together. NaN where the server counts no such thing. */
  value(values: readonly number[], column: string, platform?: string): number {
    const place = this.names.indexOf(column);
    if (place < 0) return Number.NaN;
    const width = this.names.length;
    if (platform !== undefined) return values[(this.places.get(platform) ?? 0) * width + place] ?? Number.NaN;
    let sum = 0;
    for (let p = place; p < values.length; p += width) sum += values[p];
    return sum;
  }
}
