import {
  FACT_BY_CODE,
  FACT_KINDS,
  type FactKind,
  type FactName,
  IS_BULK,
  KINDS_FOR_SEATS,
  type Slot,
} from "../model/index.ts";

/**
 * Who learns of a fact: the actors in these slots of it, or everybody. What is true but nobody at work would know (what an
 * item is in truth, what stands on other services, that a message was lost) is learnt by nobody.
 */
type Learner = "actor" | "other" | "everyone";

interface Learning {
  readonly by: readonly Learner[];
  /** slots that are ground truth: a seat is not told them */
  readonly but?: readonly Slot[];
  /** numbers that count what others do, too: a seat has its own instead, one sequence for each name */
  readonly own?: Readonly<Partial<Record<Slot, string>>>;
  /** only facts with one of these words in `how` */
  readonly how?: readonly string[];
}

const nobody: Learning = { by: [] };
const actor: Learning = { by: ["actor"] };
const both: Learning = { by: ["actor", "other"] };
const message = (...by: Learner[]): Learning => ({ by, own: { x: "message" } });
const item: Learning = { by: ["actor"], own: { item: "item" }, but: ["y"] };
const hash: Learning = { by: ["actor"], own: { x: "version" } };
const duty: Learning = { by: ["actor"], own: { x: "duty", item: "item" } };

/** Of facts about single copies a seat is told how many there were, of those that its own service sees. */
export const LEARNING: Readonly<Record<FactName, Learning>> = {
  "scenario.began": nobody,
  "scenario.ended": nobody,
  "cap.reached": nobody,
  "content.posted": nobody,
  "content.blocked": actor,
  "content.removed": actor,
  "content.restored": actor,
  "content.restricted": actor,
  "content.reported": actor,
  "content.flagged": actor,
  "content.kept": actor,
  "content.appealed": actor,
  "review.finished": actor,
  "content.queued": actor,
  "content.held": actor,
  "content.preserved": actor,
  "content.purged": actor,
  "user.informed": actor,
  "information.withheld": actor,
  "complaint.made": actor,
  "complaint.decided": actor,
  "content.labelled": actor,
  "content.unlabelled": actor,
  "content.demoted": actor,
  "account.restricted": actor,
  "account.restored": actor,
  "account.refused": actor,
  "account.struck": actor,
  "hash.feedback": actor,
  "verdict.corrected": actor,
  "label.controlled": actor,

  "stream.ended": item,
  "original.posted": nobody,
  "original.removed": item,
  "incident.reported": nobody,
  "incident.confirmed": nobody,
  "hash.found": hash,
  "hash.made": hash,
  "hash.shared": hash,
  "hash.ingested": hash,
  "hash.withdrawn": hash,
  "hash.mistaken": nobody,
  "hash.dropped": hash,
  "hash.relabelled": hash,
  "hash.passed-over": hash,
  "matching.switched": actor,
  "reach.changed": actor,
  "access.blocked": { by: ["actor", "other"], but: ["x", "y"] },
  "access.unblocked": { by: ["actor", "other"], but: ["x", "y"] },
  "views.counted": nobody,
  "reach.counted": nobody,
  "queue.counted": actor,

  "message.sent": message("other"),
  /**
   * Who it is for learns of it when somebody opens it, or when a statechart of theirs acts on it. Who sent it has a receipt
   * that it arrived, not that it was read.
   */
  "message.delivered": message("actor", "other"),
  "message.opened": message("actor"),
  "message.lost": nobody,
  "message.relayed": message("actor"),
  "message.posted": message("other"),
  "message.withheld": { by: ["other"] },
  "message.undeliverable": message("other"),
  "order.fulfilled": message("actor"),
  "demand.repeated": message("actor"),
  "demand.contradicted": message("actor"),
  "items.held": message("actor"),
  "items.released": message("actor"),

  "decision.taken": actor,
  "decision.queued": actor,
  "decision.begun": actor,
  "decision.opened": actor,
  "decision.answered": actor,
  "decision.lapsed": actor,
  "seat.handed": actor,
  "state.entered": actor,
  "crisis.entered": actor,
  "crisis.left": actor,
  "note.made": actor,
  "status.set": both,
  "status.cleared": both,
  "sanction.incurred": both,
  "failure.counted": { by: ["other"] },
  "action.refused": actor,

  "duty.started": duty,
  "duty.stopped": duty,
  "duty.suspended": duty,
  "duty.restarted": duty,
  "duty.expired": duty,
  "duty.waived": duty,
  "duty.extended": duty,
  "duty.renewed": duty,
  /** how a court sees it later is nothing that the debtor knows at the time */
  "duty.judged": nobody,
  "pledge.followed": { by: ["other"] },

  "ledger.published": { by: ["everyone"] },
  "oversight.began": both,
  "oversight.ended": both,
  "removals.sampled": both,
  "claim.corrected": { by: ["everyone"], but: ["how"] },
  /** when another attack begins, and when one is over, is for people to find out: the world is told it, nobody at work */
  "incident.began": nobody,
  "incident.ended": nobody,

  /** what only control looks at sends nothing to a seat */
  "inject.delivered": {
    by: ["actor"],
    own: { what: "inject" },
    how: KINDS_FOR_SEATS,
  },
  "inject.ended": nobody,
  "inject.held": nobody,
  "action.ruled": nobody,
};

/** A kind of fact as views need it, by its number. */
export interface Learnable {
  readonly name: FactName;
  readonly isBulk: boolean;
  readonly learning: Learning;
  readonly slots: readonly (readonly [Slot, string])[];
}

/** Holes are kinds that nobody learns of. */
export const LEARNABLE: readonly (Learnable | undefined)[] = FACT_BY_CODE.map((name, code) => {
  if (name === undefined || LEARNING[name].by.length === 0) return undefined;
  const { slots }: FactKind = FACT_KINDS[name];
  const learning = LEARNING[name];
  const told = (Object.entries(slots) as [Slot, string][]).filter(
    ([slot]) => learning.but?.includes(slot) !== true,
  );
  return { name, isBulk: IS_BULK[code] === 1, learning, slots: told };
});
