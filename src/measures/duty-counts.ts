import type { Fact } from "../model/index.ts";
import type { Cells } from "./cells.ts";
import type { OrderTruth } from "./order-truth.ts";
import { DUTY_KINDS, type LogWords } from "./words.ts";

interface OrderDuty {
  readonly message: number;
  readonly kind: number;
  readonly weight: number;
  outcome: "open" | "met" | "missed";
  dueAt: number;
  stoppedAt: number | undefined;
}

/** Numbers of one line of duties, by kind. */
class Line {
  readonly started: Float64Array;
  readonly met: Float64Array;
  /** at this moment */
  readonly suspended: Float64Array;
  readonly missed: Float64Array;
  /** instants at which the missed ones were due, and at which those done late were done */
  readonly due: Float64Array;
  readonly lateStops: Float64Array;
  readonly lateStopped: Float64Array;

  constructor(cells: Cells) {
    const each = () => cells.take(DUTY_KINDS.length);
    this.started = each();
    this.met = each();
    this.suspended = each();
    this.missed = each();
    this.due = each();
    this.lateStops = each();
    this.lateStopped = each();
  }
}

/**
 * Duties counted without remembering each: there may be one for every copy. Only what is suspended and what an order
 * started is remembered singly.
 */
export class DutyCounts {
  readonly all: Line;
  /** the part of `all` that orders started which were unlawful in truth; filled by `settle` */
  readonly wrongful: Line;
  private readonly suspended = new Map<number, number>();
  private readonly ofOrders = new Map<number, OrderDuty>();
  private readonly words: LogWords;
  private readonly orders: OrderTruth;

  constructor(words: LogWords, cells: Cells, orders: OrderTruth) {
    this.words = words;
    this.orders = orders;
    this.all = new Line(cells);
    this.wrongful = new Line(cells);
  }

  clear(): void {
    if (this.suspended.size > 0) this.suspended.clear();
    if (this.ofOrders.size > 0) this.ofOrders.clear();
  }

  start(fact: Fact): void {
    const kind = this.words.dutyKind.of(fact.what);
    this.all.started[kind] += fact.weight;
    const message = this.orders.orderBehind(fact);
    if (message !== undefined) {
      this.ofOrders.set(keyOf(fact), {
        message,
        kind,
        weight: fact.weight,
        outcome: "open",
        dueAt: fact.y,
        stoppedAt: undefined,
      });
    }
  }

  /** Stopped in the very millisecond is in time. */
  stop(fact: Fact): void {
    const kind = this.words.dutyKind.of(fact.what);
    const key = keyOf(fact);
    const wasSuspended = this.suspended.delete(key);
    if (wasSuspended) this.all.suspended[kind] -= fact.weight;
    const order = this.ofOrders.get(key);
    if (order !== undefined) order.stoppedAt = fact.at;
    if (wasSuspended || fact.at <= fact.y) {
      this.all.met[kind] += fact.weight;
      if (order !== undefined) order.outcome = "met";
    } else {
      this.all.lateStops[kind] += fact.weight;
      this.all.lateStopped[kind] += fact.at * fact.weight;
    }
  }

  expire(fact: Fact): void {
    const kind = this.words.dutyKind.of(fact.what);
    this.all.missed[kind] += fact.weight;
    this.all.due[kind] += fact.y * fact.weight;
    const order = this.ofOrders.get(keyOf(fact));
    if (order !== undefined) {
      order.outcome = "missed";
      order.dueAt = fact.y;
    }
  }

  suspend(fact: Fact): void {
    const kind = this.words.dutyKind.of(fact.what);
    if (!this.suspended.has(keyOf(fact))) this.all.suspended[kind] += fact.weight;
    this.suspended.set(keyOf(fact), kind);
  }

  restart(fact: Fact): void {
    if (this.suspended.delete(keyOf(fact)))
      this.all.suspended[this.words.dutyKind.of(fact.what)] -= fact.weight;
  }

  /** Sets aside what unlawful orders started. May be asked again later in the same run. */
  settle(): void {
    if (this.ofOrders.size === 0) return;
    const { started, met, suspended, missed, due, lateStops, lateStopped } = this.wrongful;
    for (const cells of [started, met, suspended, missed, due, lateStops, lateStopped]) cells.fill(0);
    for (const [key, duty] of this.ofOrders) {
      if (!this.orders.isWrongful(duty.message)) continue;
      const { kind, weight } = duty;
      started[kind] += weight;
      if (this.suspended.has(key)) suspended[kind] += weight;
      if (duty.outcome === "met") met[kind] += weight;
      if (duty.outcome !== "missed") continue;
      missed[kind] += weight;
      due[kind] += duty.dueAt * weight;
      if (duty.stoppedAt === undefined) continue;
      lateStops[kind] += weight;
      lateStopped[kind] += duty.stoppedAt * weight;
    }
  }
}

/** Instances are numbered; the duty's own word keeps apart logs that number each duty by itself. */
function keyOf(fact: Fact): number {
  return fact.what * 4_294_967_296 + fact.x;
}
