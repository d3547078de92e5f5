import type { CompiledRole } from "./compile.ts";
import type { Asking } from "./content-acts.ts";
import type { Workload } from "./workload.ts";
import type { World } from "./world.ts";

/** A wait under way: whose, what for, which time, and since when. */
export interface Running {
  readonly protocol: number;
  readonly owner: number;
  readonly name: string;
  readonly keyLo: number;
  readonly index: number;
  readonly since: number;
}

export interface Message {
  readonly number: number;
  /** number of the message that began the exchange: an answer about the same items keeps it */
  readonly exchange: number;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  /** number of the protocol under which it was sent, -1 for what the scenario brings up */
  readonly protocol: number;
  readonly items: readonly number[];
  /** how many it names: as many as `items`, but at a scale some that it names may not be simulated */
  readonly named: number;
  fact: number;
  /** which time this sender sends this kind to this receiver */
  readonly time: number;
  readonly sentAt: number;
  /** number of the incident that it is about, -1 for none in particular */
  readonly incident: number;
  readonly language: string | undefined;
  /** milliseconds that it gives its receiver */
  readonly within: number | undefined;
  /** who passes it on, -1 for nobody */
  readonly via: number;
  /** where it is on its way: straight to its receiver, to who passes it on, there, or from there */
  leg: "straight" | "to-relay" | "at-relay" | "from-relay";
  /** since when it is there */
  legSince: number;
  /** items named that are still up where it was delivered */
  outstanding: number;
}

export interface Instance {
  readonly number: number;
  readonly role: number;
  readonly actor: number;
  row: number;
  state: string;
  /** the message that it last heard, or that it was opened for */
  message: Message | undefined;
  /** the message that it was opened for, if it was: it hears of no other exchange */
  readonly openedFor: Message | undefined;
  readonly timers: number[];
  /** names this role of this actor, or the message that opened it, in draws */
  readonly keyLo: number;
  /** how often it did what, so that each time has its own draws */
  readonly counts: Map<string, number>;
  /** number of the incident that it serves, -1 for all */
  readonly incident: number;
  /** the incident that it was last told of, -1 for none */
  told: number;
}

/** The exchange that a statechart's doings belong to: of the message that opened it, else of the one at hand; 0 for none. */
export function exchangeOf({ openedFor }: Instance, message: Message | undefined): number {
  return (openedFor ?? message)?.exchange ?? 0;
}

export interface Timer extends Running {
  readonly instance: number;
  readonly timer: number;
  cause: number;
  readonly word: number;
}

export interface Choice extends Omit<Running, "since"> {
  readonly instance: number;
  readonly decision: string;
  cause: number;
  readonly message: Message | undefined;
  /** waits for a desk */
  isWaiting: boolean;
  /** when it was asked for */
  readonly askedAt: number;
  since: number;
  /** when it is taken if nobody takes it before; a person is given longer than the model would need */
  due: number;
  /** when the model takes it by itself */
  modelDue: number;
  /** the fact that it is open to a person, 0 where it is not */
  opened: number;
  isTaken: boolean;
  /** number among the decisions of its actor: who takes it sees no other */
  readonly own: number;
}

/** What a message is about. */
export interface Named extends Pick<Message, "items" | "named"> {
  /** what was to be named before lawful items were mixed up with it */
  readonly meant?: readonly number[];
}
export const NOTHING_NAMED: Named = { items: [], named: 0 };

/** What the actors' wishes mean for items and hashes. */
export interface ItemOrders {
  confirm(row: number): void;
  /** does what is asked of items, reach or access; false for what is nothing of the kind */
  act(type: string, params: Readonly<Record<string, unknown>>, asking: Asking): boolean;
}

/** What the parts of the actors' runtime share: who is at work, and how they reach each other. */
export interface Stage {
  readonly world: World;
  readonly workload: Workload;
  readonly orders: ItemOrders;
  readonly roles: readonly CompiledRole[];
  /** by number */
  readonly instances: readonly Instance[];
  /** the statechart at work */
  readonly current: Instance;
  /** how often an instance has done something, this time not counted */
  countIn(instance: Instance, what: string): number;
  /** Does several things for one reason: each hangs on it, and so does what comes after. */
  keepingCause(work: () => void): void;
  /** Opens the statecharts that a message opens. */
  openFor(message: Message): void;
  /** Tells every role of an actor what happened; of an incident, only those that serve it. */
  tell(actor: number, event: string, message?: Message, incident?: number): void;
  /** What was claimed of an original is no longer believed; nothing happens where nothing was claimed. */
  correct(original: number, by: number, why: string): void;
  /** Takes an instance a step further and works off what that set going. */
  stepTo(instance: Instance, code: number): void;
}

/** The incident that an instance is about now: its own, or that of the message at hand; -1 for all. */
export function incidentAt({ incident, message }: Instance): number {
  return incident >= 0 ? incident : (message?.incident ?? -1);
}

/** Whose counters a statechart moves and reads: its actor's; those that serve a further incident have their own. */
export function tallyOf(actor: string, { incident }: Instance): string {
  return incident > 0 ? `${actor}|${incident}` : actor;
}

/** The number of a quantity among a word's parameters. */
export const value = (quantity: unknown) => (quantity as { value: number }).value;
