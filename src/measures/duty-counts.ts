import type { Fact } from "../model/index.ts";
import type { Cells } from "./cells.ts";
import type { OrderTruth } from "./order-truth.ts";
import { DUTY_FORMS, DUTY_KINDS, type DutyFormWord, type LogWords } from "./words.ts";

/** Ways in which a clock may end. */
export const DUTY_ENDS = [
  "met",
  "missed",
  "tooEarly",
  "waived",
  "used",
  "lapsed",
  "ended",
  "judgedMet",
  "judgedMissed",
] as const;
export type DutyEnd = (typeof DUTY_ENDS)[number];

interface OrderDuty {
  readonly message: number;
  readonly kind: number;
  readonly weight: number;
  outcome: "open" | DutyEnd;
  dueAt: number;
  stoppedAt: number | undefined;
}

/** Numbers of one line of duties, by kind. */
class Line {
  readonly started: Float64Array;
  /** at this moment */
  readonly suspended: Float64Array;
  /** instants at which the missed ones were due, and at which those done late were done */
  readonly due: Float64Array;
  readonly lateStops: Float64Array;
  readonly lateStopped: Float64Array;
  readonly ends: Readonly<Record<DutyEnd, Float64Array>>;

  constructor(cells: Cells) {
    const each = () => cells.take(DUTY_KINDS.length);
    this.started = each();
    this.suspended = each();
    this.due = each();
    this.lateStops = each();
    this.lateStopped = each();
    this.ends = Object.fromEntries(DUTY_ENDS.map((end) => [end, each()])) as Line["ends"];
  }

  clear(): void {
    const { started, suspended, due, lateStops, lateStopped, ends } = this;
    for (const cells of [started, suspended, due, lateStops, lateStopped, ...Object.values(ends)])
      cells.fill(0);
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

  private formOf(fact: Fact): DutyFormWord {
    return DUTY_FORMS[this.words.dutyForm.of(fact.what)];
  }

  private close(fact: Fact, end: DutyEnd): void {
    this.all.ends[end][this.words.dutyKind.of(fact.what)] += fact.weight;
    const order = this.ofOrders.get(keyOf(fact));
    if (order !== undefined) order.outcome = end;
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

  /** Stopped in the very millisecond is in time, and no longer too early. */
  stop(fact: Fact): void {
    const kind = this.words.dutyKind.of(fact.what);
    const wasSuspended = this.endSuspension(fact);
    const order = this.ofOrders.get(keyOf(fact));
    if (order !== undefined) order.stoppedAt = fact.at;
    const isInTime = wasSuspended || fact.at <= fact.y;
    switch (this.formOf(fact)) {
      case "deadline":
        if (isInTime) this.close(fact, "met");
        else {
          this.all.lateStops[kind] += fact.weight;
          this.all.lateStopped[kind] += fact.at * fact.weight;
        }
        return;
      case "minimum-wait":
        // Once the time was up it is kept, whatever comes.
        if (wasSuspended || fact.at < fact.y) this.close(fact, "tooEarly");
        else if (fact.at === fact.y) this.close(fact, "met");
        return;
      case "window":
        if (isInTime) this.close(fact, "used");
        return;
      case "expiry":
        if (isInTime) this.close(fact, "ended");
        return;
      case "judged":
        return;
    }
  }

  expire(fact: Fact): void {
    const kind = this.words.dutyKind.of(fact.what);
    switch (this.formOf(fact)) {
      case "minimum-wait":
        return this.close(fact, "met");
      case "window":
      case "expiry":
        return this.close(fact, "lapsed");
      default: {
        this.close(fact, "missed");
        this.all.due[kind] += fact.y * fact.weight;
        const order = this.ofOrders.get(keyOf(fact));
        if (order !== undefined) order.dueAt = fact.y;
      }
    }
  }

  waive(fact: Fact): void {
    this.endSuspension(fact);
    this.close(fact, "waived");
  }

  judge(fact: Fact): void {
    this.close(fact, fact.at <= fact.y ? "judgedMet" : "judgedMissed");
  }

  suspend(fact: Fact): void {
    const kind = this.words.dutyKind.of(fact.what);
    if (!this.suspended.has(keyOf(fact))) this.all.suspended[kind] += fact.weight;
    this.suspended.set(keyOf(fact), kind);
  }

  restart(fact: Fact): void {
    this.endSuspension(fact);
  }

  private endSuspension(fact: Fact): boolean {
    if (!this.suspended.delete(keyOf(fact))) return false;
    this.all.suspended[this.words.dutyKind.of(fact.what)] -= fact.weight;
    return true;
  }

  /** Sets aside what unlawful orders started. May be asked again later in the same run. */
  settle(): void {
    if (this.ofOrders.size === 0) return;
    const { wrongful } = this;
    wrongful.clear();
    for (const [key, duty] of this.ofOrders) {
      if (!this.orders.isWrongful(duty.message)) continue;
      const { kind, weight, outcome } = duty;
      wrongful.started[kind] += weight;
      if (this.suspended.has(key)) wrongful.suspended[kind] += weight;
      if (outcome !== "open") wrongful.ends[outcome][kind] += weight;
      if (outcome !== "missed") continue;
      wrongful.due[kind] += duty.dueAt * weight;
      if (duty.stoppedAt === undefined) continue;
      wrongful.lateStops[kind] += weight;
      wrongful.lateStopped[kind] += duty.stoppedAt * weight;
    }
  }
}

/** Instances are numbered; the duty's own word keeps apart logs that number each duty by itself. */
function keyOf(fact: Fact): number {
  return fact.what * 4_294_967_296 + fact.x;
}
