import {
  BEYOND,
  Dictionary,
  type DutyForm,
  type DutyOutcome,
  FACT_KINDS,
  Fact,
  type FactName,
  type FactRecord,
  fromRecord,
  itemName,
  type LogDuty,
  MESSAGES,
  type Outcome,
} from "../model/index.ts";
import type { LogShape } from "./definition.ts";
import { OrderTruth } from "./order-truth.ts";
import { LogWords, NOTHING } from "./words.ts";

/** What it means that the time of a clock is up. */
const EXPIRED = {
  deadline: "missed",
  "minimum-wait": "met",
  window: "lapsed",
  expiry: "lapsed",
} as const satisfies Record<DutyForm, Outcome>;

type Open = { -readonly [Field in keyof DutyOutcome]: DutyOutcome[Field] } & { order: number | undefined };

/**
 * Judges the duties of a log, in the order in which they started. A duty stopped in the very millisecond in which it
 * was due is met. `facts` may be all of a run or those about actors; without those about copies nothing can be said
 * about orders that were unlawful in truth.
 */
export function dutiesOf(facts: Iterable<FactRecord>, header: LogShape): DutyOutcome[] {
  const judge = new DutyJudge(header);
  for (const record of facts) judge.hear(record);
  return judge.outcomes();
}

class DutyJudge {
  private readonly dictionary = new Dictionary();
  private readonly words: LogWords;
  private readonly orders: OrderTruth;
  private readonly titles: ReadonlyMap<string, LogDuty>;
  private readonly instances = new Map<string, Open>();
  private readonly fact = new Fact();
  private now = 0;

  constructor(header: LogShape) {
    this.words = new LogWords(header, this.dictionary, MESSAGES);
    this.orders = new OrderTruth(this.words);
    this.titles = new Map(header.duties.map((duty) => [`${duty.protocol}/${duty.id}`, duty]));
  }

  hear(record: FactRecord): void {
    const fact = fromRecord(record, this.dictionary, this.fact);
    this.now = fact.at;
    if (FACT_KINDS[record.kind].bulk) {
      if (record.kind === "content.removed" && this.words.speech.of(fact.what) !== NOTHING)
        this.orders.lawfulRemoval(fact);
      return;
    }
    if (record.kind.startsWith("message.")) this.orders.heard(fact);
    this.orders.follow(fact);
    this.listen[record.kind]?.();
  }

  private readonly listen: Partial<Record<FactName, () => void>> = {
    "duty.started": () => this.start(),
    "duty.stopped": () => this.change((duty) => this.stop(duty)),
    "duty.suspended": () =>
      this.change((duty) => {
        duty.outcome = "suspended";
        duty.dueAt = null;
      }),
    "duty.restarted": () =>
      this.change((duty) => {
        duty.outcome = "open";
        duty.dueAt = this.due();
      }),
    "duty.extended": () =>
      this.change((duty) => {
        duty.dueAt = this.due();
      }),
    "duty.renewed": () =>
      this.change((duty) => {
        duty.dueAt = this.due();
      }),
    "duty.expired": () =>
      this.change((duty) => {
        duty.outcome = EXPIRED[duty.form];
        duty.dueAt = this.fact.y;
        duty.expiredBy = this.fact.number;
      }),
    "duty.waived": () =>
      this.change((duty) => {
        duty.outcome = "waived";
        duty.stoppedAt = this.fact.at;
        duty.stoppedBy = this.fact.number;
      }),
    "duty.judged": () =>
      this.change((duty) => {
        duty.outcome = this.fact.at <= this.fact.y ? "judged-met" : "judged-missed";
        duty.dueAt = this.fact.y;
      }),
  };

  private start(): void {
    const { fact, dictionary } = this;
    const name = dictionary.text(fact.what);
    const duty = this.titles.get(name);
    if (duty === undefined) throw new Error(`measures/unknown_duty: ${name}`);
    this.instances.set(`${name} ${fact.x}`, {
      id: duty.id,
      protocol: duty.protocol,
      instance: fact.x,
      title: duty.title,
      instrument: duty.instrument,
      kind: duty.kind,
      form: duty.form ?? "deadline",
      counterfactual: duty.counterfactual,
      debtor: dictionary.text(fact.actor),
      creditor: dictionary.text(fact.other),
      item: fact.itemHi === 0 && fact.itemLo === 0 ? null : itemName(fact.itemHi, fact.itemLo),
      startedAt: fact.at,
      dueAt: this.due(),
      stoppedAt: null,
      outcome: "open",
      wrongfulOrder: false,
      startedBy: fact.number,
      stoppedBy: null,
      expiredBy: null,
      order: this.orders.orderBehind(fact),
    });
  }

  private change(how: (duty: Open) => void): void {
    const duty = this.instances.get(`${this.dictionary.text(this.fact.what)} ${this.fact.x}`);
    if (duty !== undefined) how(duty);
  }

  /** Until when it is in time, as the fact at hand says; null where nobody knows it. */
  private due(): number | null {
    return this.fact.y >= BEYOND && this.fact.at < BEYOND ? null : this.fact.y;
  }

  private stop(duty: Open): void {
    const { fact } = this;
    const wasSuspended = duty.outcome === "suspended";
    const isBefore = wasSuspended || fact.at < fact.y;
    const inTime = isBefore || fact.at === fact.y;
    duty.stoppedAt = fact.at;
    duty.stoppedBy = fact.number;
    switch (duty.form) {
      case "deadline":
        duty.outcome = inTime ? "met" : "missed";
        break;
      case "minimum-wait":
        duty.outcome = isBefore ? "too-early" : "met";
        break;
      case "window":
        duty.outcome = inTime ? "used" : "lapsed";
        break;
      case "expiry":
        duty.outcome = inTime ? "ended" : "lapsed";
        break;
    }
    if (!inTime) duty.dueAt = fact.y;
  }

  outcomes(): DutyOutcome[] {
    return [...this.instances.values()].map(({ order, ...duty }) => ({
      ...duty,
      ...(duty.outcome === "too-early" && duty.dueAt !== null && duty.stoppedAt !== null
        ? { earlyBy: duty.dueAt - duty.stoppedAt }
        : {}),
      ...((duty.outcome === "missed" || duty.outcome === "judged-missed") &&
      duty.dueAt !== null &&
      duty.dueAt < BEYOND
        ? { lateBy: (duty.stoppedAt ?? this.now) - duty.dueAt }
        : {}),
      wrongfulOrder: order !== undefined && this.orders.isWrongful(order),
    }));
  }
}
