import type { FactRecord, TableRole } from "../../../src/model/index.ts";
import { timeOf } from "../live/story.ts";
import type { RecordEntry, TableItem, TableStage } from "./table-types.ts";

/** The whole exercise as control sees it, folded from the numbered stream of those who see everything. */

export interface Person {
  readonly id: string;
  readonly name: string;
  /** what they said at the door that they do, and as what they would come in; empty where they did not */
  readonly does: string;
  readonly part: string;
  readonly language: string;
  /** undefined in the waiting room */
  readonly role: TableRole | undefined;
  readonly seat: string | undefined;
  readonly isDeciding: boolean;
  /** exercise time and real time of the last thing they did */
  readonly lastAt: number;
  readonly lastReal: string;
}

export interface Asked {
  readonly actor: string;
  readonly number: number;
  readonly decision: string;
  readonly openedAt: number;
  readonly dueAt: number;
}

export interface FreeAction {
  readonly n: number;
  readonly at: number;
  readonly seat: string;
  readonly text: string;
  readonly ruling: { readonly kind: string; readonly text: string } | undefined;
}

export type RowStatus = "armed" | "sent" | "held" | "skipped";

export interface RowStanding {
  readonly status: RowStatus;
  readonly at: number;
  readonly reason: string;
  readonly acknowledged: boolean;
}

export interface Written {
  readonly entry: RecordEntry;
  readonly texts: Readonly<Record<string, string>>;
}

export interface Rated {
  readonly n: number;
  readonly rating: string;
  readonly text: string;
  readonly evidence: readonly number[];
}

type Texts = Readonly<Record<string, string>>;

export class ControlStory {
  readonly people = new Map<string, Person>();
  /** who plays a seat */
  readonly players = new Map<string, "person" | "model">();
  readonly open = new Map<string, Asked>();
  /** what each actor was ever asked to decide, by `actor number` */
  readonly asked = new Map<string, string>();
  readonly actions = new Map<number, FreeAction>();
  /** by the row's name in the simulation */
  readonly rows = new Map<string, RowStanding>();
  /** rows that were added or brought up by hand, by that name */
  readonly added: { readonly row: string; readonly at: number; readonly title: string }[] = [];
  readonly shifts: { readonly from: number; readonly by: number; readonly n: number }[] = [];
  readonly entries: Written[] = [];
  readonly facts: FactRecord[] = [];
  /** where each actor stands, by actor and role */
  readonly states = new Map<string, Map<string, { readonly state: string; readonly since: number }>>();
  readonly ratings = new Map<string, Rated>();
  readonly corrected = new Map<number, string>();
  private seen = 0;

  constructor(stage: Pick<TableStage, "seats">) {
    for (const { id } of stage.seats ?? []) this.players.set(id, "model");
  }

  hear(items: readonly TableItem[]): void {
    for (; this.seen < items.length; this.seen++) this.take(items[this.seen]);
  }

  private take({ entry, texts = {}, facts = [] }: TableItem): void {
    for (const fact of facts) this.fold(fact);
    if (entry === undefined) return;
    this.entries.push({ entry, texts });
    this.touch(entry);
    this.write(entry, texts);
  }

  private touch({ by, at, real }: RecordEntry): void {
    const known = this.people.get(by.participant ?? "");
    if (known !== undefined) this.people.set(known.id, { ...known, lastAt: at, lastReal: real });
  }

  private fold(fact: FactRecord): void {
    this.facts.push(fact);
    const at = timeOf(fact);
    const actor = String(fact.actor);
    const key = `${actor} ${String(fact.number)}`;
    switch (fact.kind) {
      case "decision.opened": {
        const { number, dueAt, decision } = fact;
        this.asked.set(key, String(decision));
        this.open.set(key, {
          actor,
          number: Number(number),
          decision: String(decision),
          openedAt: at,
          dueAt: Number(dueAt),
        });
        return;
      }
      case "decision.answered":
      case "decision.lapsed":
        this.open.delete(key);
        return;
      case "seat.handed":
        if (fact.player === "model") this.closeAll(actor);
        return;
      case "state.entered": {
        const roles = this.states.get(actor) ?? new Map();
        roles.set(String(fact.role), { state: String(fact.state), since: at });
        this.states.set(actor, roles);
        return;
      }
      case "inject.delivered":
        this.standing(String(fact.inject), "sent", at);
        return;
      case "inject.held":
        this.standing(
          String(fact.inject),
          fact.form === "released" ? "armed" : (String(fact.form) as RowStatus),
          at,
        );
        return;
      default:
    }
  }

  private closeAll(actor: string): void {
    for (const [key, each] of this.open) if (each.actor === actor) this.open.delete(key);
  }

  private standing(row: string, status: RowStatus, at: number, reason?: string): void {
    const known = this.rows.get(row);
    if (known?.status === "sent" && status === "sent") return;
    this.rows.set(row, { status, at, reason: reason ?? known?.reason ?? "", acknowledged: false });
  }

  private write({ kind, n, at, by, data, real }: RecordEntry, texts: Texts): void {
    const of = String(data.participant ?? "");
    switch (kind) {
      case "entered":
        this.people.set(of, {
          id: of,
          name: texts.name ?? "",
          does: texts.function ?? "",
          part: texts.part ?? "",
          language: String(data.language),
          role: undefined,
          seat: undefined,
          isDeciding: false,
          lastAt: at,
          lastReal: real,
        });
        return;
      case "admitted":
        this.admit(of, data);
        return;
      case "removed":
      case "stepped-out":
        this.leave(of);
        return;
      case "started":
        for (const { seat, isDeciding } of this.people.values())
          if (seat !== undefined && isDeciding) this.players.set(seat, "person");
        return;
      case "handed-over":
        this.players.set(String(data.seat), data.to === "person" ? "person" : "model");
        return;
      case "free-action":
        this.actions.set(n, { n, at, seat: by.seat ?? "", text: texts.text ?? "", ruling: undefined });
        return;
      case "action-ruled": {
        const action = this.actions.get(Number(data.action));
        const ruling = { kind: String(data.ruling), text: texts.text ?? "" };
        if (action !== undefined) this.actions.set(action.n, { ...action, ruling });
        return;
      }
      case "row-hold":
      case "row-skip":
        this.standing(String(data.row), kind === "row-hold" ? "held" : "skipped", at, texts.reason ?? "");
        return;
      case "row-release":
        this.standing(String(data.row), "armed", at, "");
        return;
      case "row-added":
      case "improvised":
        this.added.push({
          row: String(data.row),
          at: Number(data.time ?? at),
          title: texts.title ?? String(data.number),
        });
        return;
      case "shifted":
        this.shifts.push({ from: Number(data.from), by: Number(data.by), n });
        return;
      case "rated":
        this.ratings.set(`${String(data.of)} ${String(data.about)}`, {
          n,
          rating: String(data.rating),
          text: texts.text ?? "",
          evidence: (data.evidence as readonly number[] | undefined) ?? [],
        });
        return;
      case "corrected":
        this.corrected.set(Number(data.entry), texts.text ?? "");
        return;
      default:
    }
  }

  private admit(id: string, data: RecordEntry["data"]): void {
    const known = this.people.get(id);
    if (known === undefined) return;
    const seat = typeof data.seat === "string" ? data.seat : undefined;
    const isDeciding = data.deciding === true;
    this.people.set(id, { ...known, role: data.role as TableRole, seat, isDeciding });
    const hasStarted = this.entries.some(({ entry }) => entry.kind === "started");
    if (seat !== undefined && isDeciding && hasStarted) this.players.set(seat, "person");
  }

  private leave(id: string): void {
    const known = this.people.get(id);
    if (known === undefined) return;
    if (known.seat !== undefined && known.isDeciding) this.players.set(known.seat, "model");
    this.people.set(id, { ...known, role: undefined, seat: undefined, isDeciding: false });
  }
}
