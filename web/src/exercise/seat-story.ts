import type { FactName } from "../../../src/model/index.ts";
import type { Deed, FactWords, SeatFact, TableItem } from "./table-types.ts";

/** What a seat knows, folded from its own numbered stream and from nothing else. */

export interface OpenDecision {
  readonly number: number;
  readonly decision: string;
  readonly openedAt: number;
  /** when the protocol's own rule acts, milliseconds of exercise time */
  readonly dueAt: number;
  /** number of the fact it came of */
  readonly because: number | undefined;
}

export interface HeldDuty {
  readonly number: number;
  /** `protocol/duty` */
  readonly duty: string;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly state: "running" | "stopped" | "expired" | "suspended" | "waived";
  /** when it stopped, ran out or was waived */
  readonly endedAt: number | undefined;
}

/** Something that came in: a message, or what control brings up. */
export interface Received {
  readonly n: number;
  readonly at: number;
  readonly kind: "message" | "inject";
  /** of a message */
  readonly message: string;
  /** the actor who wrote a message; of anything else its words say whom it is from */
  readonly from: string;
  readonly words: FactWords | undefined;
}

export interface DoneHere {
  readonly seq: number;
  readonly at: number;
  readonly deed: Deed;
}

const ENDS: Readonly<Partial<Record<FactName, HeldDuty["state"]>>> = {
  "duty.stopped": "stopped",
  "duty.expired": "expired",
  "duty.suspended": "suspended",
  "duty.waived": "waived",
};
const GOES_ON: ReadonlySet<string> = new Set(["duty.restarted", "duty.extended", "duty.renewed"]);

export class SeatStory {
  readonly roles = new Map<string, { readonly state: string; readonly since: number }>();
  readonly open = new Map<number, OpenDecision>();
  /** every decision that was open here, by its number: what it was about */
  readonly asked = new Map<number, string>();
  readonly duties = new Map<string, HeldDuty>();
  readonly inbox: Received[] = [];
  readonly read = new Set<number>();
  readonly facts: SeatFact[] = [];
  readonly counts = new Map<FactName, number>();
  readonly done: DoneHere[] = [];
  /** what control showed to everybody */
  readonly released: DoneHere[] = [];
  /** by the seat's own number of what was written: what it says now */
  readonly corrected = new Map<number, string>();
  isPlayedByPeople = false;
  private seen = 0;

  hear(items: readonly TableItem[]): void {
    for (; this.seen < items.length; this.seen++) this.take(items[this.seen]);
  }

  private take({ seq, at, learnt, words, done }: TableItem): void {
    for (const [kind, count] of Object.entries(learnt?.counts ?? {}))
      this.counts.set(kind as FactName, count ?? 0);
    for (const fact of learnt?.facts ?? []) {
      this.facts.push(fact);
      this.fold(fact, words?.[String(fact.n)]);
    }
    if (done === undefined) return;
    if (done.kind === "corrected") this.corrected.set(Number(done.data.own), done.texts.text ?? "");
    (done.kind === "released" ? this.released : this.done).push({ seq, at, deed: done });
    if (done.kind === "acknowledged") this.read.add(Number(done.data.fact));
  }

  private fold(fact: SeatFact, words: FactWords | undefined): void {
    const { kind, at, n } = fact;
    switch (kind) {
      case "state.entered":
        this.roles.set(String(fact.role), { state: String(fact.state), since: at });
        return;
      case "seat.handed":
        this.isPlayedByPeople = fact.player === "person";
        if (!this.isPlayedByPeople) this.open.clear();
        return;
      case "decision.opened":
        this.asked.set(Number(fact.number), String(fact.decision));
        this.open.set(Number(fact.number), {
          number: Number(fact.number),
          decision: String(fact.decision),
          openedAt: at,
          dueAt: Number(fact.dueAt),
          because: fact.cause,
        });
        return;
      case "decision.answered":
      case "decision.lapsed":
        this.open.delete(Number(fact.number));
        return;
      case "message.opened":
        this.inbox.push({
          n,
          at,
          kind: "message",
          message: String(fact.message),
          from: String(fact.from),
          words,
        });
        return;
      case "inject.delivered":
        this.inbox.push({ n, at, kind: "inject", message: "", from: "", words });
        return;
      default:
        this.foldDuty(fact);
    }
  }

  private foldDuty(fact: SeatFact): void {
    const { kind, at } = fact;
    if (!kind.startsWith("duty.")) return;
    const key = `${String(fact.duty)} ${String(fact.instance)}`;
    const known = this.duties.get(key);
    if (kind === "duty.started") {
      this.duties.set(key, {
        number: Number(fact.instance),
        duty: String(fact.duty),
        startedAt: at,
        dueAt: Number(fact.dueAt),
        state: "running",
        endedAt: undefined,
      });
      return;
    }
    if (known === undefined) return;
    const ends = ENDS[kind];
    if (ends !== undefined) this.duties.set(key, { ...known, state: ends, endedAt: at });
    else if (GOES_ON.has(kind))
      this.duties.set(key, { ...known, state: "running", dueAt: Number(fact.dueAt), endedAt: undefined });
  }
}
