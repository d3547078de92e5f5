import {
  type Inject,
  type InjectAct,
  isText,
  type MselRow,
  rowIdOf,
  type TableCommand,
  type TableRole,
} from "../model/index.ts";
import type { Move } from "../simulation/index.ts";
import { criterionOf, partsOfRow, wordlessInject } from "./added-rows.ts";
import type { Author, Draft, Plain } from "./record.ts";
import { may } from "./rights.ts";
import { BY_ITSELF, RIGHT_FOR, type TableRefusal, THROUGH_A_FREEZE, whyNot } from "./table-rules.ts";
import { isOwnWord, type Participant, stretchOf, type TableSession, takenAtStart } from "./table-session.ts";

/** What is asked of the table, and what it comes to: entries and moves, or a refusal. Nothing is changed here. */

/** Who asks. The server itself lets people into the waiting room and notes that they are gone. */
export type Asker = { readonly participant: string } | "system";

export interface Now {
  /** exercise time at which the simulation stands, milliseconds */
  readonly at: number;
  /** milliseconds of the outside world */
  readonly wall: number;
}

export type Proposal =
  | {
      readonly ok: true;
      readonly entries: readonly Draft[];
      /** in order, at `now.at`; where one cannot be made, nothing of the command is */
      readonly moves: readonly Move[];
    }
  /** it was done before: the number of the entry */
  | { readonly ok: true; readonly repeated: number }
  | { readonly ok: false; readonly code: TableRefusal };

const MINUTE_MS = 60_000;

export const SLOWEST_TABLE = 1;
export const FASTEST_TABLE = 60;

/** Roles that lead an exercise: who has one is chosen by the director. */
const leads = (role: TableRole | undefined) =>
  role === "director" || role === "controller" || role === "facilitator";

const refuse = (code: TableRefusal): Proposal => ({ ok: false, code });

/** What a command comes to, or why not. It changes nothing: the session changes by its entries. */
export function propose(
  session: TableSession,
  command: TableCommand,
  { by, now, id }: { readonly by: Asker; readonly now: Now; readonly id: string },
): Proposal {
  const known = session.done.get(id);
  if (known !== undefined) return { ok: true, repeated: known };
  const right = RIGHT_FOR[command.kind];
  if (by === "system") {
    if (!BY_ITSELF.has(command.kind)) return refuse("exercise/not_allowed");
    return new Asked(session, now, { role: "system" }, undefined, id).answer(command);
  }
  if (right === undefined) return refuse("exercise/not_allowed");
  const participant = session.participants.get(by.participant);
  if (participant === undefined) return refuse("exercise/unknown_participant");
  const { role, seat } = participant;
  if (role === undefined) return refuse("exercise/waiting");
  if (!may(role, right, stretchOf(session))) return refuse(whyNot(role, right, session));
  if (session.isFrozen && !THROUGH_A_FREEZE.has(command.kind)) return refuse("exercise/frozen");
  const author: Author = { role, participant: participant.id, ...(seat === undefined ? {} : { seat }) };
  return new Asked(session, now, author, participant, id).answer(command);
}

/** One command at work. */
class Asked {
  private readonly session: TableSession;
  private readonly now: Now;
  private readonly author: Author;
  private readonly participant: Participant | undefined;
  private readonly id: string;

  constructor(
    session: TableSession,
    now: Now,
    author: Author,
    participant: Participant | undefined,
    id: string,
  ) {
    this.session = session;
    this.now = now;
    this.author = author;
    this.participant = participant;
    this.id = id;
  }

  private accept(
    kind: string,
    data: Readonly<Record<string, Plain>>,
    { texts = {}, moves = [] }: { texts?: Readonly<Record<string, string>>; moves?: readonly Move[] } = {},
  ): Proposal {
    const { author, id, now } = this;
    for (const text of Object.values(texts)) if (!isText(text)) return refuse("exercise/bad_text");
    const written = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
    const entry: Draft = {
      kind,
      by: author,
      data: { ...data, command: id, wall: now.wall },
      texts: written,
    };
    return { ok: true, entries: [entry], moves };
  }

  answer(command: TableCommand): Proposal {
    const { session, now } = this;
    switch (command.kind) {
      case "enter":
        return this.accept(
          "entered",
          { participant: command.participant, language: command.language },
          { texts: textsAtDoor(command) },
        );
      case "leave":
        return this.accept("left", { participant: command.participant });
      case "admit":
        return this.admit(command);
      case "remove":
        return this.remove(command.participant);
      case "start":
        return this.start();
      case "pause":
        if (session.isPaused) return refuse("exercise/nothing_to_change");
        return this.accept(
          "paused",
          { why: command.why, time: now.at },
          { texts: { reason: command.reason } },
        );
      case "resume":
        if (!session.isPaused) return refuse("exercise/nothing_to_change");
        return this.accept("resumed", { time: now.at });
      case "speed": {
        const { speed } = command;
        if (!(speed >= SLOWEST_TABLE && speed <= FASTEST_TABLE)) return refuse("exercise/bad_speed");
        return this.accept("speed-set", { speed, time: now.at });
      }
      case "next-move":
        return this.nextMove();
      case "step":
        // In discussion the model plays to the next move already.
        if (session.isStepping || session.mode === "discussion") return refuse("exercise/nothing_to_change");
        return command.to === "minute"
          ? this.accept("stepped", { time: now.at, to: "minute", until: now.at + MINUTE_MS })
          : this.accept("stepped", { time: now.at, to: "decision" });
      case "step-over":
        if (!session.isStepping) return refuse("exercise/nothing_to_change");
        return this.accept("step-ended", {
          time: now.at,
          why: command.why,
          asked: command.asked.map(({ actor, decision }) => ({ actor, decision })),
        });
      case "cancel":
        if (session.phase !== "planned") return refuse("exercise/already_started");
        return this.accept("cancelled", {}, { texts: { reason: command.reason } });
      case "end": {
        if (session.phase !== "running") return refuse("exercise/not_started");
        const data = { time: now.at };
        const isLeft = this.author.role === "system";
        return this.accept("ended", isLeft ? { ...data, why: "left-alone" } : data, {
          moves: [{ kind: "end" }],
        });
      }
      case "hot-wash":
        if (session.phase !== "ended") return refuse("exercise/nothing_to_change");
        return this.accept("hot-wash-begun", {});
      case "close":
        if (session.phase === "closed") return refuse("exercise/nothing_to_change");
        return this.accept("closed", {});
      case "no-duff":
        if (session.isFrozen) return refuse("exercise/frozen");
        return this.accept("no-duff", { time: now.at });
      case "resume-no-duff":
        if (!session.isFrozen) return refuse("exercise/not_frozen");
        return this.accept("no-duff-over", { time: now.at });
      case "hand-over":
        return this.handOver(command);
      case "step-out":
        return this.stepOut();
      case "decide":
        return this.decide(command);
      case "decide-for-model":
        return this.decideForModel(command);
      case "message":
        return this.message(command);
      case "tell-control":
        return this.accept("control-told", {}, { texts: { text: needed(command.text) } });
      case "free-action":
        return this.withVoice(() =>
          this.accept("free-action", {}, { texts: { text: needed(command.text) } }),
        );
      case "rule-action":
        return this.rule(command);
      case "row":
        return this.row(command);
      case "add-row":
        return this.addRow(command.row);
      case "shift":
        return this.accept(
          "shifted",
          { from: command.from, by: command.by },
          { moves: [{ kind: "shift", from: command.from, by: command.by }] },
        );
      case "improvise":
        return this.improvise(command);
      case "acknowledge":
        return this.withSeat(() => this.accept("acknowledged", { fact: command.fact }));
      case "record-room":
        return this.recordRoom(command);
      case "note":
        return this.note(command);
      case "rate":
        return this.rate(command);
      case "release":
        return this.accept("released", { entry: command.entry }, { texts: { text: command.text } });
      case "correct":
        return this.correct(command);
      case "correct-own":
        return this.correctOwn(command);
      case "hot-wash-form":
        return this.handIn(command);
      default:
        return command satisfies never;
    }
  }

  private nextMove(): Proposal {
    const { session, now } = this;
    const next = session.moves.find(({ number }) => number > session.move);
    if (next === undefined) return refuse("exercise/no_more_moves");
    const { number, at, speed } = next;
    const data = { move: number, goal: at, time: now.at };
    return this.accept("move-begun", speed === undefined ? data : { ...data, speed });
  }

  private admit(command: Extract<TableCommand, { readonly kind: "admit" }>): Proposal {
    const { session, author } = this;
    const { participant, role, seat } = command;
    const found = session.participants.get(participant);
    if (found === undefined) return refuse("exercise/unknown_participant");
    if (leads(role) && author.role !== "director") return refuse("exercise/not_allowed");
    const fault = this.whyNotMoved(found, role);
    if (fault !== undefined) return refuse(fault);
    if ((role === "player") !== (seat !== undefined)) return refuse("exercise/unknown_seat");
    const freed = found.seat === seat && command.deciding ? [] : this.leaving(found);
    if (seat === undefined)
      return this.accept("admitted", { participant, role, seat: null, deciding: false }, { moves: freed });
    const { actor, player } = session.seats.get(seat) ?? {};
    if (actor === undefined) return refuse("exercise/unknown_seat");
    const isTaken = [...session.participants.values()].some(
      (each) => each.seat === seat && each.isDeciding && each.id !== participant,
    );
    if (command.deciding && isTaken) return refuse("exercise/seat_taken");
    const isHandedNow = command.deciding && session.phase === "running" && player === "model";
    return this.accept(
      "admitted",
      { participant, role, seat, deciding: command.deciding },
      { moves: isHandedNow ? [...freed, { kind: "seat", actor, by: "person" }] : freed },
    );
  }

  /** Who leads is moved by who leads it all only, and the last of these by nobody: without one, nothing could end. */
  private whyNotMoved(found: Participant, to: TableRole | undefined): TableRefusal | undefined {
    if (!leads(found.role)) return undefined;
    if (this.author.role !== "director") return "exercise/not_allowed";
    if (found.role !== "director" || to === "director") return undefined;
    const others = [...this.session.participants.values()].filter(
      ({ id, role }) => role === "director" && id !== found.id,
    );
    return others.length === 0 ? "exercise/last_director" : undefined;
  }

  private remove(participant: string): Proposal {
    const { session } = this;
    const found = session.participants.get(participant);
    if (found === undefined) return refuse("exercise/unknown_participant");
    const fault = this.whyNotMoved(found, undefined);
    if (fault !== undefined) return refuse(fault);
    return this.accept("removed", { participant }, { moves: this.leaving(found) });
  }

  /** Who leaves a seat in which they decided leaves it to the model. */
  private leaving({ seat, isDeciding }: Participant): readonly Move[] {
    const { session } = this;
    const state = seat === undefined ? undefined : session.seats.get(seat);
    if (!isDeciding || state === undefined || state.player === "model" || session.phase !== "running")
      return [];
    return [{ kind: "seat", actor: state.actor, by: "model" }];
  }

  private start(): Proposal {
    const { session, now } = this;
    const taken = takenAtStart(session);
    const seated = [...taken].flatMap((seat): Move[] => {
      const actor = session.seats.get(seat)?.actor;
      return actor === undefined ? [] : [{ kind: "seat", actor, by: "person" }];
    });
    const patience: Move[] = session.patience > 0 ? [{ kind: "patience", ms: session.patience }] : [];
    // Whoever sits down later has as much time as those who sit there from the beginning.
    return this.accept("started", { time: now.at }, { moves: [...patience, ...seated] });
  }

  /** With what needs a seat that decides. */
  private withSeat(then: (actor: string, seat: string) => Proposal): Proposal {
    const { participant, session } = this;
    const seat = participant?.seat;
    const state = seat === undefined ? undefined : session.seats.get(seat);
    if (seat === undefined || state === undefined) return refuse("exercise/unknown_seat");
    if (participant?.isDeciding !== true) return refuse("exercise/advising");
    return then(state.actor, seat);
  }

  /** With what speaks for an actor: not while the model does, for which control may speak. */
  private withVoice(then: (actor: string, seat: string) => Proposal): Proposal {
    return this.withSeat((actor, seat) =>
      this.session.seats.get(seat)?.player === "model"
        ? refuse("exercise/played_by_model")
        : then(actor, seat),
    );
  }

  private handOver(command: Extract<TableCommand, { readonly kind: "hand-over" }>): Proposal {
    const { session, participant } = this;
    const { seat, to } = command;
    const state = session.seats.get(seat);
    if (state === undefined) return refuse("exercise/unknown_seat");
    if (participant?.role === "player") {
      if (participant.seat !== seat) return refuse("exercise/not_yours");
      if (!participant.isDeciding) return refuse("exercise/advising");
    }
    if (state.player === to) return refuse("exercise/nothing_to_change");
    return this.accept(
      "handed-over",
      { seat, to },
      { texts: { note: command.note }, moves: [{ kind: "seat", actor: state.actor, by: to }] },
    );
  }

  private stepOut(): Proposal {
    const { participant } = this;
    if (participant?.seat === undefined) return refuse("exercise/unknown_seat");
    return this.accept("stepped-out", { participant: participant.id }, { moves: this.leaving(participant) });
  }

  private decide(command: Extract<TableCommand, { readonly kind: "decide" }>): Proposal {
    const { decision, option, reason } = command;
    return this.withSeat((actor) =>
      this.accept(
        "decided",
        { actor, decision, option },
        { texts: { reason }, moves: [{ kind: "decide", actor, decision, option }] },
      ),
    );
  }

  private decideForModel(command: Extract<TableCommand, { readonly kind: "decide-for-model" }>): Proposal {
    const { session } = this;
    const { actor, decision, option, reason } = command;
    if (!session.actors.has(actor)) return refuse("exercise/unknown_actor");
    if ([...session.seats.values()].some((each) => each.actor === actor && each.player === "person"))
      return refuse("exercise/played_by_people");
    return this.accept(
      "decided",
      { actor, decision, option, forModel: true },
      { texts: { reason }, moves: [{ kind: "decide", actor, decision, option }] },
    );
  }

  private message(command: Extract<TableCommand, { readonly kind: "message" }>): Proposal {
    const { session, participant } = this;
    const { to, message, text } = command;
    if (!session.actors.has(to)) return refuse("exercise/unknown_actor");
    const send = (from: string) =>
      this.accept(
        "message",
        { from, to, message },
        { texts: { text: needed(text) }, moves: [{ kind: "tell", from, to, message }] },
      );
    if (participant?.role === "player") return this.withVoice(send);
    // Control speaks for whom the model plays.
    const { from } = command;
    if (from === undefined || !session.actors.has(from)) return refuse("exercise/unknown_actor");
    if ([...session.seats.values()].some((each) => each.actor === from && each.player === "person"))
      return refuse("exercise/played_by_people");
    return send(from);
  }

  private rule(command: Extract<TableCommand, { readonly kind: "rule-action" }>): Proposal {
    const { session } = this;
    const action = session.actions.get(command.action);
    const actor = action === undefined ? undefined : session.seats.get(action.seat)?.actor;
    if (action === undefined || actor === undefined) return refuse("exercise/unknown_action");
    if (action.isRuled) return refuse("exercise/action_ruled");
    const { ruling } = command;
    const row = `action-${command.action}`;
    const acts: readonly InjectAct[] = ruling.kind === "effect" ? ruling.acts : [];
    const inject: Inject = { ...RULED, to: [actor], acts };
    const moves: Move[] = ruling.kind === "none" ? [] : [{ kind: "bring", row, inject, actor }];
    const told = ruling.kind === "none" ? "" : ruling.text;
    if (ruling.kind === "message" && told === "") return refuse("exercise/bad_text");
    return this.accept(
      "action-ruled",
      { action: command.action, ruling: ruling.kind, row, acts: plainActs(acts) },
      { texts: { text: told, reason: command.reason }, moves },
    );
  }

  private row(command: Extract<TableCommand, { readonly kind: "row" }>): Proposal {
    const { session } = this;
    const { number, does, reason } = command;
    const row = session.rows.get(number);
    if (row === undefined) return refuse("exercise/unknown_row");
    if ((does === "skip" || does === "hold") && reason === "") return refuse("exercise/reason_needed");
    return this.accept(
      `row-${does}`,
      { number, row },
      { texts: { reason }, moves: [{ kind: "row", row, does }] },
    );
  }

  private addRow(row: MselRow): Proposal {
    const { session } = this;
    const id = rowIdOf(row.number);
    if (session.rows.has(row.number) || [...session.rows.values()].includes(id))
      return refuse("exercise/row_exists");
    for (const actor of row.to) if (!session.actors.has(actor)) return refuse("exercise/unknown_actor");
    const { data, texts } = partsOfRow(row);
    return this.accept(
      "row-added",
      { number: row.number, row: id, plan: data },
      { texts, moves: [{ kind: "add", row: id, inject: wordlessInject(row), ...criterionOf(row) }] },
    );
  }

  private improvise(command: Extract<TableCommand, { readonly kind: "improvise" }>): Proposal {
    const { session } = this;
    const { to, acts, title, text } = command;
    for (const actor of to) if (!session.actors.has(actor)) return refuse("exercise/unknown_actor");
    const row = `improvised-${session.entries + 1}`;
    const inject: Inject = { ...RULED, to, acts };
    return this.accept(
      "improvised",
      { row, to: [...to], acts: plainActs(acts) },
      { texts: { title: needed(title), text }, moves: [{ kind: "bring", row, inject }] },
    );
  }

  private recordRoom(command: Extract<TableCommand, { readonly kind: "record-room" }>): Proposal {
    const { session } = this;
    const { actor, decision, option, text, reason, dissent } = command;
    if (!session.actors.has(actor)) return refuse("exercise/unknown_actor");
    const isInProtocol = decision !== undefined && option !== undefined;
    const moves: Move[] = isInProtocol ? [{ kind: "decide", actor, decision, option }] : [];
    return this.accept(
      "room-decided",
      { actor, decision: decision ?? null, option: option ?? null, outside: !isInProtocol },
      { texts: { text: isInProtocol ? text : needed(text), reason, dissent }, moves },
    );
  }

  /** What it is about is one of what the exercise has: anything else would be text in the chain. */
  private note(command: Extract<TableCommand, { readonly kind: "note" }>): Proposal {
    const { session } = this;
    const { note, row, task, seat, text, tag } = command;
    if (row !== "" && !session.rows.has(row)) return refuse("exercise/unknown_row");
    if (seat !== "" && !session.seats.has(seat)) return refuse("exercise/unknown_seat");
    if (task !== "" && !session.rated.task.has(task)) return refuse("exercise/unknown_task");
    return this.accept("note", { note, row, task, seat }, { texts: { text: needed(text), tag } });
  }

  private rate(command: Extract<TableCommand, { readonly kind: "rate" }>): Proposal {
    const { of, about, rating, evidence, text } = command;
    if (!this.session.rated[of].has(about)) return refuse("exercise/unknown_task");
    return this.accept("rated", { of, about, rating, evidence: [...evidence] }, { texts: { text } });
  }

  private correctOwn({ own, text }: Extract<TableCommand, { readonly kind: "correct-own" }>): Proposal {
    const { session, author } = this;
    const entry = session.own.get(author.seat ?? "")?.[own - 1];
    if (entry === undefined) return refuse("exercise/unknown_entry");
    const { participant: writer } = author;
    if (writer === undefined || !isOwnWord(session, { id: writer, seat: author.seat }, own))
      return refuse("exercise/not_yours");
    return this.accept("corrected", { entry, own }, { texts: { text: needed(text) } });
  }

  /** A later one stands for an earlier one of the same person; once it is closed there are no more. */
  private handIn(command: Extract<TableCommand, { readonly kind: "hot-wash-form" }>): Proposal {
    const { session, participant } = this;
    if (session.phase === "closed") return refuse("exercise/ended");
    if (command.anonymous === true && session.formsBy.has(participant?.id ?? ""))
      return refuse("exercise/form_given");
    const { answers, texts } = command;
    return this.accept("hot-wash-form", { answers: { ...answers } }, { texts: { ...texts } });
  }

  private correct({ entry, text }: Extract<TableCommand, { readonly kind: "correct" }>): Proposal {
    const { session, author } = this;
    const writer = session.writers.get(entry);
    // Which numbers the record has tells how much else was done.
    if (writer === undefined || author.role === "player") return refuse("exercise/unknown_entry");
    if (writer !== author.participant && author.role !== "director") return refuse("exercise/not_yours");
    return this.accept("corrected", { entry }, { texts: { text: needed(text) } });
  }
}

/** A text that must be there: what is empty is refused as a bad one. */
function needed(text: string): string {
  return text === "" ? "\0" : text;
}

/** What is brought up by hand; its words stand in the record, not in the model. */
export const RULED: Inject = {
  at: 0,
  kind: "information",
  title: { en: "Control", fr: "Animation" },
  to: [],
  acts: [],
};

/** Acts as plain data. */
function plainActs(acts: readonly InjectAct[]): Plain {
  return JSON.parse(JSON.stringify(acts)) as Plain;
}

/** What somebody said of themselves at the door stands beside the chain: the name always, the rest where it was said. */
function textsAtDoor({
  name,
  function: does = "",
  part = "",
}: Extract<TableCommand, { readonly kind: "enter" }>) {
  return { name, ...(does === "" ? {} : { function: does }), ...(part === "" ? {} : { part }) };
}
