import { type Dictionary, FACT_KINDS, type Fact, type FactListener, MESSAGES } from "../model/index.ts";
import { Cells } from "./cells.ts";
import { Coordination } from "./coordination.ts";
import { Counted } from "./counted.ts";
import { HAS_VALUE, IS_ABSENT, IS_OPEN, type LogShape } from "./definition.ts";
import { DutyCounts } from "./duty-counts.ts";
import { Exposure } from "./exposure.ts";
import { OrderTruth } from "./order-truth.ts";
import { Originals } from "./originals.ts";
import { Oversight } from "./oversight.ts";
import { Treatment } from "./treatment.ts";
import { LogWords, lanesOf, NOTHING } from "./words.ts";
import { Workload } from "./workload.ts";

const codeOf = (name: keyof typeof FACT_KINDS): number => FACT_KINDS[name].code;
const POSTED = codeOf("content.posted");
const BLOCKED = codeOf("content.blocked");
const REMOVED = codeOf("content.removed");
const QUEUED = codeOf("content.queued");
const REVIEWED = codeOf("review.finished");
const REPORTED = codeOf("content.reported");
const FLAGGED = codeOf("content.flagged");
const KEPT = codeOf("content.kept");
const RESTORED = codeOf("content.restored");
const RESTRICTED = codeOf("content.restricted");
const APPEALED = codeOf("content.appealed");

/** What the facts so far add up to: all that the measures are made of. */
export class Tally implements FactListener {
  readonly exposure: Exposure;
  readonly originals: Originals;
  readonly workload: Workload;
  readonly counted: Counted;
  readonly coordination: Coordination;
  readonly orders: OrderTruth;
  readonly treatment: Treatment;
  readonly oversight: Oversight;
  readonly duties: DutyCounts;
  readonly horizon: number | undefined;
  readonly marks: readonly number[];
  readonly platforms: number;
  /** what the header says of each platform's people and private messages */
  readonly effort: LogShape["platforms"];
  /** the instant of the latest fact */
  now = 0;
  ended = false;
  capped = false;
  /** status of the measure that is being read */
  answer = HAS_VALUE;
  /**
   * What the measure that is being read was divided by; 1 where it is no ratio. Not a number while none is read, which is a
   * double as its values will be: were it a whole number until then, all that was compiled to tally facts would be dropped.
   */
  weight = Number.NaN;
  private readonly cells = new Cells();
  private readonly words: LogWords;
  private readonly rare: readonly (((fact: Fact) => void) | undefined)[];

  constructor(shape: LogShape, dictionary: Dictionary) {
    const words = new LogWords(shape, dictionary, MESSAGES);
    const platforms = shape.platforms.length;
    this.words = words;
    this.horizon = shape.horizon;
    this.marks = shape.marks;
    this.platforms = platforms;
    this.effort = shape.platforms;
    this.exposure = new Exposure(words, this.cells, platforms, shape.horizon);
    this.originals = new Originals(words, this.cells, shape.originals.length);
    this.workload = new Workload(words, this.cells, platforms, lanesOf(shape).length);
    this.counted = new Counted(words, this.cells, platforms, shape.marks.length);
    this.coordination = new Coordination(words, this.cells, platforms, MESSAGES.length);
    this.orders = new OrderTruth(words);
    this.treatment = new Treatment(words, this.cells, platforms, this.exposure, shape);
    this.oversight = new Oversight(words, this.cells, platforms);
    this.duties = new DutyCounts(words, this.cells, this.orders);
    this.rare = this.listenToRare();
  }

  reset(): void {
    this.cells.clear();
    this.exposure.clear();
    this.originals.clear();
    this.coordination.clear();
    this.orders.clear();
    this.treatment.clear();
    this.oversight.clear();
    this.duties.clear();
    this.now = 0;
    this.ended = this.capped = false;
  }

  onFact(fact: Fact): void {
    this.now = fact.at;
    switch (fact.kind) {
      case POSTED:
        this.exposure.post(fact);
        break;
      case BLOCKED:
        this.exposure.block(fact);
        break;
      case REMOVED:
        this.exposure.remove(fact);
        if (this.words.speech.of(fact.what) !== NOTHING) {
          this.orders.lawfulRemoval(fact);
          this.treatment.removeLawful(fact);
        } else if (this.treatment.keepsEvidence) this.treatment.remove(fact);
        break;
      case QUEUED:
        break;
      case REVIEWED:
        this.workload.finish(fact);
        break;
      case REPORTED:
        this.exposure.report(fact);
        this.originals.report(fact);
        break;
      case FLAGGED:
        this.exposure.flag(fact);
        this.originals.flag(fact);
        break;
      case KEPT:
        this.exposure.keep(fact);
        break;
      case RESTORED:
        this.exposure.restore(fact);
        this.originals.restore(fact);
        if (this.treatment.keepsEvidence) this.treatment.restore(fact);
        break;
      case RESTRICTED:
        this.exposure.restrict(fact);
        break;
      case APPEALED:
        this.exposure.appeal(fact);
        break;
      default:
        this.rare[fact.kind]?.(fact);
        this.orders.follow(fact);
    }
  }

  private listenToRare(): ((fact: Fact) => void)[] {
    const { exposure, originals, coordination, duties, counted, workload, orders, treatment, oversight } =
      this;
    const table = {
      "original.posted": (fact) => originals.post(fact),
      "original.removed": (fact) => originals.remove(fact),
      "stream.ended": (fact) => originals.endStream(fact),
      "incident.reported": (fact) => {
        coordination.firstReport ??= fact.at;
      },
      "incident.confirmed": (fact) => {
        coordination.firstConfirmation ??= fact.at;
      },
      "hash.found": (fact) => coordination.found.add(fact.x),
      "hash.made": (fact) => {
        coordination.hashed.add(fact.x);
        treatment.scan(fact);
      },
      "hash.shared": (fact) => coordination.share(fact),
      "hash.ingested": (fact) => {
        coordination.ingest(fact);
        treatment.ingest(fact);
      },
      "hash.withdrawn": () => coordination.withdrawn++,
      "hash.mistaken": (fact) => treatment.mistake(fact),
      "hash.dropped": (fact) => treatment.drop(fact),
      "hash.feedback": (fact) => treatment.feedback(fact),
      "hash.relabelled": (fact) => treatment.relabelled[this.words.platform.of(fact.actor)]++,
      "matching.switched": (fact) => treatment.scan(fact),
      "content.preserved": (fact) => treatment.preserve(fact),
      "content.purged": (fact) => treatment.purge(fact),
      "user.informed": (fact) => treatment.inform(fact),
      "information.withheld": (fact) => treatment.withhold(fact),
      "complaint.made": (fact) => treatment.complain(fact),
      "complaint.decided": (fact) => treatment.decide(fact),
      "content.labelled": (fact) => treatment.label(fact),
      "content.unlabelled": (fact) => treatment.unlabel(fact),
      "account.restricted": (fact) => {
        treatment.accounts[this.words.platform.of(fact.actor)] += fact.weight;
      },
      "account.struck": (fact) => {
        treatment.struck[this.words.platform.of(fact.actor)] += fact.weight;
      },
      "account.refused": (fact) => {
        treatment.refused[this.words.platform.of(fact.actor)] += fact.weight;
      },
      "access.blocked": (fact) => treatment.block(fact),
      "access.unblocked": (fact) => treatment.unblock(fact),
      "ledger.published": (fact) => {
        treatment.ledgers[this.words.platform.of(fact.actor)]++;
      },
      "oversight.began": (fact) => oversight.begin(fact),
      "oversight.ended": (fact) => oversight.end(fact),
      "verdict.corrected": (fact) => oversight.correct(fact),
      "removals.sampled": (fact) => oversight.sample(fact),
      "label.controlled": (fact) => oversight.control(fact),
      "pledge.followed": (fact) => oversight.follow(fact),
      "message.sent": (fact) => {
        coordination.send(fact);
        orders.heard(fact);
      },
      "message.delivered": (fact) => {
        coordination.deliver(fact);
        originals.tell(fact);
        orders.heard(fact);
      },
      "message.opened": (fact) => {
        coordination.open(fact);
        treatment.open(fact);
        orders.heard(fact);
      },
      "message.lost": () => coordination.lost++,
      "message.withheld": () => coordination.withheld++,
      "demand.repeated": (fact) => {
        coordination.repeated += fact.y;
      },
      "demand.contradicted": (fact) => coordination.contradict(fact),
      "message.relayed": () => coordination.relayed++,
      "message.undeliverable": () => coordination.undeliverable++,
      "decision.queued": (fact) => coordination.queue(fact),
      "decision.begun": (fact) => coordination.begin(fact),
      "sanction.incurred": (fact) => coordination.sanction(fact),
      "action.refused": () => coordination.refused++,
      "claim.corrected": (fact) => {
        coordination.correction ??= fact.at;
      },
      "decision.taken": (fact) => coordination.decide(fact),
      "order.fulfilled": () => coordination.ordersFulfilled++,
      "crisis.entered": () => coordination.crises++,
      "note.made": (fact) => this.note(fact),
      "duty.started": (fact) => duties.start(fact),
      "duty.stopped": (fact) => duties.stop(fact),
      "duty.suspended": (fact) => duties.suspend(fact),
      "duty.restarted": (fact) => duties.restart(fact),
      "duty.expired": (fact) => duties.expire(fact),
      "duty.waived": (fact) => duties.waive(fact),
      "duty.judged": (fact) => duties.judge(fact),
      "views.counted": (fact) =>
        counted.count(fact, {
          removed: exposure.removed,
          posted: exposure.posted,
          alerted: coordination.alerted,
        }),
      "queue.counted": (fact) => workload.count(fact),
      "cap.reached": () => {
        this.capped = true;
      },
      "scenario.ended": (fact) => this.end(fact),
    } as const satisfies Partial<Record<keyof typeof FACT_KINDS, (fact: Fact) => void>>;
    const byCode: ((fact: Fact) => void)[] = [];
    for (const [name, listen] of Object.entries(table))
      byCode[codeOf(name as keyof typeof FACT_KINDS)] = listen;
    return byCode;
  }

  private note(fact: Fact): void {
    if (fact.what !== this.words.activated || this.coordination.activation !== undefined) return;
    this.coordination.activation = fact.at;
    this.exposure.activate();
  }

  private end(fact: Fact): void {
    this.ended = true;
    if (fact.how === this.words.capped) this.capped = true;
  }

  /** Up to when it is judged: a run that ended early had nothing left to happen, so what is up stays up to the horizon. */
  get judgedAt(): number {
    return this.ended && this.horizon !== undefined && this.horizon > this.now ? this.horizon : this.now;
  }

  /** True when the run ended before an instant because nothing was left to happen up to it. */
  isQuietUntil(instant: number): boolean {
    return this.ended && (this.horizon === undefined || instant <= this.horizon);
  }

  /** Says that the measure being read has not come, or still runs: so much had passed. */
  open(passed: number): number {
    this.answer = IS_OPEN;
    return passed;
  }

  /** Says by what the measure being read was divided, so that batches can add up both parts. */
  per(weight: number): void {
    this.weight = weight;
  }

  /** Says that the measure being read does not exist in this run. */
  absent(): number {
    this.answer = IS_ABSENT;
    return 0;
  }
}
