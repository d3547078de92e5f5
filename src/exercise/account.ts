import type { Measure } from "../measures/index.ts";
import {
  type AccountAction,
  type AccountAuthor,
  type AccountCorrection,
  type AccountDecision,
  type AccountEntry,
  type AccountPause,
  type AccountPerson,
  type AccountRow,
  type AccountRun,
  type DutyOutcome,
  type ExerciseAccount,
  type ExerciseFile,
  epochOfUtc,
  type FactRecord,
  type MselRow,
  PAUSE_REASONS,
  type RowEnd,
  realAt,
  rowIdOf,
  type Scenario,
  type Sight,
  type SightOfNews,
  TABLE_ROLES,
  type Typed,
} from "../model/index.ts";
import { addedRow } from "./added-rows.ts";
import { type BranchPast, goneBefore } from "./branched.ts";
import {
  choicesOf,
  coverageOfRoles,
  type ExpectedOf,
  expectedOf,
  hotWashOf,
  judgeExpected,
  loadsOf,
  notesOf,
  rateObjectives,
  type Written,
  watchedOf,
} from "./evaluation.ts";
import { movesOfRecord, type RecordedMove, sessionOf } from "./moves-of-record.ts";
import { type Entry, type ExerciseRecord, pinnedIn, textOf } from "./record.ts";
import { type Retold, retell } from "./retelling.ts";
import { EMPTY_SEAT, foldSeat } from "./seat-state.ts";
import type { TimedMove } from "./stage.ts";
import { evolve } from "./table-fold.ts";
import type { SeatFact } from "./view.ts";

/** What an account is made of. */
export interface AccountSource {
  readonly file: ExerciseFile;
  readonly record: ExerciseRecord;
  /** as it is played: under its variant and with the rows of the file (`playedScenario`) */
  readonly scenario: Scenario;
  readonly seed: number;
  readonly address: string;
  /** of a copy of another exercise: what was done there before it went its own way */
  readonly past?: BranchPast;
}

/** What reached a seat before a decision: the latest so many are shown. */
const NEWS_SHOWN = 12;

/**
 * Everything that is told of an exercise, from its file, its record and one more run of the same moves; after ENDEX also
 * from a run of the same seed in which nobody sat anywhere. It takes as long as these runs: not for a thread that answers.
 */
export function accountOf(source: AccountSource): ExerciseAccount {
  return new Account(source).whole();
}

/** What people said at the door beside their name: for those who let them in, and for no report. */
const FOR_CONTROL: ReadonlySet<string> = new Set(["function", "part"]);

class Account {
  private readonly source: AccountSource;
  private readonly written: readonly Written[];
  private readonly entries: readonly AccountEntry[];
  /** of a copy, what went before stands first: it is of no entry here */
  private readonly moves: readonly (TimedMove & Partial<RecordedMove>)[];
  private readonly retold: Retold;
  private readonly hasEnded: boolean;
  private readonly expected: readonly ExpectedOf[];
  private readonly stretches: ExerciseAccount["stretches"];

  constructor(source: AccountSource) {
    this.source = source;
    const { file, record, scenario, seed, address } = source;
    this.written = writtenOf(source);
    this.entries = this.written.map(({ entry }) => entry);
    const { opening, moves } = movesOfRecord(file, scenario, record.entries);
    const { past } = source;
    this.moves = [...goneBefore(past, opening), ...moves];
    this.hasEnded = record.entries.some(({ kind }) => kind === "ended");
    this.stretches = stretchesOf(source);
    this.expected = expectedOf({ rows: [...file.rows, ...this.addedRows().map(({ row }) => row)] });
    const seen = record.entries.flatMap(({ kind, data }) =>
      kind === "decided" || kind === "room-decided" ? [String(data.actor)] : [],
    );
    const parties = new Set([...Object.keys(scenario.actors), ...Object.keys(scenario.platforms)]);
    const views = [...new Set([...file.seats.map(({ actor }) => actor), ...seen])].filter((each) =>
      parties.has(each),
    );
    this.retold = retell(
      scenario,
      {
        seed,
        replication: 0,
        scale: file.scale,
        address,
        views: views.sort(),
        opening: past?.opening ?? opening,
        until: Math.max(0, ...record.entries.map(({ at }) => at)),
        watched: watchedOf(expectedOf(file)),
      },
      this.moves,
    );
  }

  whole(): ExerciseAccount {
    const { source, retold, entries, written, hasEnded } = this;
    const { file, record, scenario, seed, address } = source;
    const heading = pinnedIn(record);
    const { at, facts, header } = retold;
    const notes = notesOf(written);
    const rows = this.rows();
    const sentAt = new Map(
      rows.flatMap(({ id, sentAt: [first] }) => (first === undefined ? [] : [[id, first]])),
    );
    const moment = (kind: string) => entries.find((each) => each.kind === kind)?.real;
    const [startedAt, endedAt] = [moment("started"), moment("ended")];
    return {
      file,
      header,
      scenario: scenario.title,
      ...(scenario.story === undefined ? {} : { story: scenario.story }),
      hasEnded,
      at,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(endedAt === undefined ? {} : { endedAt }),
      ...(source.past === undefined ? {} : { branchedAt: source.past.at }),
      entries,
      facts,
      stretches: this.stretches,
      decisions: this.decisions(),
      actions: this.actions(),
      rows,
      pauses: this.pauses(),
      people: peopleOf(source),
      expectations: judgeExpected(this.expected, { held: retold.held, sentAt, at, hasEnded }, notes),
      objectives: rateObjectives(file, written),
      notes,
      coverage: coverageOfRoles(scenario.protocols, retold.parts),
      choices: choicesOf(scenario.protocols, facts),
      loads: loadsOf(file, entries, facts, at),
      hotWash: hotWashOf(written),
      played: runOf(retold),
      ...(hasEnded ? { alone: this.alone() } : {}),
      deleted: new Set(
        record.entries
          .flatMap(({ texts }) => Object.values(texts))
          .filter((digest) => !record.texts.has(digest)),
      ).size,
      receipt: {
        exercise: heading.exercise,
        scenario: heading.scenario,
        protocols: heading.protocols,
        parameters: heading.parameters,
        engineVersion: heading.engineVersion,
        address,
        ...(hasEnded ? { seed } : {}),
        scale: file.scale,
        variant: file.variant,
        entries: record.entries.length,
        head: record.entries.at(-1)?.hash ?? "",
      },
    };
  }

  /** The same seed to the same instant with nobody in any seat, and with the plan as it was written. */
  private alone(): AccountRun {
    const { file, scenario, seed, address } = this.source;
    const { at } = this.retold;
    const { past } = this.source;
    const opening = past?.opening ?? [];
    const options = { seed, replication: 0, scale: file.scale, address, opening, until: at };
    // A copy's alone is what the model makes of the instant at which it went off.
    return runOf(retell(scenario, options, [...goneBefore(past, []), { at, move: { kind: "end" } }]));
  }

  private seatOf(actor: string): { readonly seat?: string } {
    const seat = this.source.file.seats.find((each) => each.actor === actor)?.id;
    return seat === undefined ? {} : { seat };
  }

  // ---- decisions, and what could be seen

  private decisions(): readonly AccountDecision[] {
    const { facts } = this.retold;
    const taken = this.entries.flatMap((entry) =>
      entry.kind === "decided" || entry.kind === "room-decided" ? [this.decided(entry)] : [],
    );
    const lapsed = facts.flatMap((fact) => (fact.kind === "decision.lapsed" ? [this.lapsed(fact)] : []));
    return [...taken, ...lapsed].sort((a, b) => a.at - b.at || (a.fact ?? 0) - (b.fact ?? 0));
  }

  private opened(actor: string, number: unknown): FactRecord | undefined {
    return this.retold.facts.find(
      (fact) => fact.kind === "decision.opened" && fact.actor === actor && fact.number === number,
    );
  }

  private decided(entry: AccountEntry): AccountDecision {
    const { data, at, real, by, kind } = entry;
    const actor = String(data.actor);
    const how = kind === "room-decided" ? "room" : by.role === "player" ? "person" : "control";
    const opened = this.opened(actor, data.decision);
    const answered = this.retold.facts.find(
      (fact) => fact.kind === "decision.answered" && fact.actor === actor && fact.number === data.decision,
    );
    const saw = this.sightOf(actor, at, { kind: "decision.answered", number: data.decision });
    return {
      at,
      real,
      actor,
      ...this.seatOf(actor),
      how,
      ...(opened === undefined ? {} : openedWith(opened)),
      ...(typeof data.option === "string" ? { option: data.option } : {}),
      entry,
      ...(answered === undefined ? {} : { fact: answered.n }),
      ...(saw === undefined ? {} : { saw }),
    };
  }

  private lapsed(fact: FactRecord): AccountDecision {
    const actor = String(fact.actor);
    const at = timeOf(fact);
    const opened = this.opened(actor, fact.number);
    const taken = this.retold.facts.find((each) => each.kind === "decision.taken" && each.cause === fact.n);
    const saw = this.sightOf(actor, at, { kind: "decision.lapsed", number: fact.number });
    return {
      at,
      real: realAt(this.stretches, at),
      actor,
      ...this.seatOf(actor),
      how: "lapsed",
      decision: String(fact.decision),
      ...(opened === undefined ? {} : openedWith(opened)),
      ...(taken === undefined ? {} : { option: String(taken.option) }),
      fact: fact.n,
      ...(saw === undefined ? {} : { saw }),
    };
  }

  /** The fold of a seat's own view up to an instant, without what the decision itself brought. */
  private sightOf(
    actor: string,
    at: number,
    own: { readonly kind: string; readonly number: unknown },
  ): Sight | undefined {
    const view = this.retold.views.get(actor);
    if (view === undefined) return undefined;
    let seat = EMPTY_SEAT;
    const facts = new Map<number, SeatFact>();
    for (const update of view.updates) {
      if (update.at > at) break;
      const cut = update.facts.findIndex((fact) => fact.kind === own.kind && fact.number === own.number);
      const seen = cut < 0 ? update.facts : update.facts.slice(0, cut);
      seat = foldSeat(seat, { ...update, facts: seen });
      for (const fact of seen) facts.set(fact.n, fact);
      if (cut >= 0) break;
    }
    const news = seat.inbox.slice(-NEWS_SHOWN).flatMap((n) => {
      const fact = facts.get(n);
      return fact === undefined ? [] : [this.newsOf(fact, view.links)];
    });
    return {
      at,
      roles: Object.entries(seat.roles).map(([role, { state, since }]) => ({ role, state, since })),
      open: seat.open
        .filter(({ number }) => number !== own.number)
        .map(({ decision, dueAt }) => ({ decision, dueAt })),
      duties: seat.duties
        .filter(({ state }) => state === "running")
        .map(({ duty, dueAt }) => ({ duty, dueAt })),
      news,
      newsTotal: seat.inbox.length,
      counts: seat.counts,
    };
  }

  private newsOf(
    fact: SeatFact,
    links: { readonly rows: ReadonlyMap<number, string>; readonly exchanges: ReadonlyMap<number, number> },
  ): SightOfNews {
    const { at, n } = fact;
    if (fact.kind === "inject.delivered") {
      const row = links.rows.get(n) ?? "";
      const { title, text, from } = this.wordsOfRow(row);
      return {
        at,
        kind: "inject",
        ...(title === undefined ? {} : { title }),
        ...(text === undefined ? {} : { text }),
        ...(from === undefined ? {} : { from }),
      };
    }
    const text = this.typedInto(links.exchanges.get(n));
    return {
      at,
      kind: "message",
      from: String(fact.from ?? ""),
      message: String(fact.message ?? ""),
      ...(text === undefined ? {} : { text }),
    };
  }

  /** What somebody typed into the message that began an exchange. */
  private typedInto(exchange: number | undefined): Typed | undefined {
    if (exchange === undefined) return undefined;
    for (const [place, number] of this.retold.exchanges)
      if (number === exchange) return this.entries[(this.moves[place].entry ?? 0) - 1]?.texts.text;
    return undefined;
  }

  private wordsOfRow(row: string): {
    readonly title?: SightOfNews["title"];
    readonly text?: SightOfNews["text"];
    readonly from?: SightOfNews["from"];
  } {
    const { file, scenario } = this.source;
    const planned = file.rows.find(({ number }) => rowIdOf(number) === row);
    if (planned !== undefined) return planned;
    if (Object.hasOwn(scenario.injects, row)) return scenario.injects[row];
    return this.entries.find(({ kind, data }) => BROUGHT.has(kind) && data.row === row)?.texts ?? {};
  }

  // ---- what control did

  private actions(): readonly AccountAction[] {
    const { seats } = this.source.file;
    return this.entries.flatMap((entry) => {
      if (entry.kind !== "free-action") return [];
      const seat = entry.by.seat ?? "";
      const actor = seats.find(({ id }) => id === seat)?.actor ?? "";
      const ruled = this.entries.find(
        ({ kind, data }) => kind === "action-ruled" && data.action === entry.entry,
      );
      if (ruled === undefined) return [{ entry, seat, actor }];
      const acts = Array.isArray(ruled.data.acts) ? ruled.data.acts.length : 0;
      return [{ entry, seat, actor, ruling: { kind: String(ruled.data.ruling), entry: ruled, acts } }];
    });
  }

  private rows(): readonly AccountRow[] {
    const { file, scenario } = this.source;
    const planned = new Set(file.rows.map(({ number }) => rowIdOf(number)));
    const own = Object.keys(scenario.injects).filter((id) => !planned.has(id));
    const made = this.entries.filter(({ kind }) => BROUGHT.has(kind));
    const states = new Map(this.retold.rows.map(({ id, state }) => [id, state]));
    const isKnown = ({ data }: AccountEntry) => states.has(String(data.row));
    return [
      ...file.rows.map(({ number, title, at }) =>
        this.row(number, rowIdOf(number), "plan", title, at, states),
      ),
      ...own.map((id) => {
        const { title, at, manual } = scenario.injects[id];
        return this.row(id, id, "scenario", title, manual === true ? undefined : at, states);
      }),
      ...made.filter(isKnown).map(({ entry, kind, data, texts }) => {
        const from = kind === "improvised" ? "improvised" : "ruling";
        return this.row(
          String(entry),
          String(data.row),
          from,
          texts.title ?? texts.text ?? "",
          undefined,
          states,
        );
      }),
      ...this.addedRows().map(({ id, row: { number, title, at } }) => {
        const named = title.en === "" && title.fr === "" ? number : title;
        return this.row(number, id, "added", named, at, states);
      }),
    ];
  }

  /** Rows that were added while it ran, with what is left of their words, in the order in which that was done. */
  private addedRows(): readonly { readonly id: string; readonly row: MselRow }[] {
    return this.entries.flatMap(({ kind, data, texts }) => {
      if (kind !== "row-added") return [];
      const kept = Object.entries(texts).flatMap(([name, text]) => (text === null ? [] : [[name, text]]));
      return [{ id: String(data.row), row: addedRow(data as Entry["data"], Object.fromEntries(kept)) }];
    });
  }

  private row(
    number: string,
    id: string,
    from: AccountRow["from"],
    title: AccountRow["title"],
    plannedAt: number | undefined,
    states: ReadonlyMap<string, string>,
  ): AccountRow {
    const { facts, views } = this.retold;
    const told = facts.filter((fact) => fact.kind === "inject.delivered" && fact.inject === id).map(timeOf);
    const acknowledged = this.entries.flatMap(({ kind, by, data }) => {
      if (kind !== "acknowledged" || by.seat === undefined) return [];
      const actor = this.source.file.seats.find((each) => each.id === by.seat)?.actor ?? "";
      return views.get(actor)?.links.rows.get(Number(data.fact)) === id ? [by.seat] : [];
    });
    return {
      number,
      id,
      from,
      title,
      ...(plannedAt === undefined ? {} : { plannedAt }),
      sentAt: [...new Set(told)],
      end: told.length > 0 ? "sent" : endOfRow(states.get(id)),
      handled: this.entries.filter(
        ({ kind, data }) => kind.startsWith("row-") && data.row === id && kind !== "row-added",
      ),
      acknowledged: [...new Set(acknowledged)],
    };
  }

  private pauses(): readonly AccountPause[] {
    return this.entries.flatMap((entry, place): AccountPause[] => {
      const kind = entry.kind === "paused" ? "pause" : entry.kind === "no-duff" ? "no-duff" : undefined;
      if (kind === undefined) return [];
      const ends = kind === "pause" ? "resumed" : "no-duff-over";
      const over = this.entries.slice(place + 1).find((each) => each.kind === ends || each.kind === "ended");
      const [from, to] = [epochOfUtc(entry.real), over === undefined ? undefined : epochOfUtc(over.real)];
      const why = PAUSE_REASONS.find((each) => each === entry.data.why);
      return [
        {
          kind,
          entry,
          ...(why === undefined ? {} : { why }),
          ...(over === undefined ? {} : { until: over.real }),
          ...(from === undefined || to === undefined ? {} : { lasted: to - from }),
        },
      ];
    });
  }
}

/** Entries whose words go with something that was brought up by hand. */
const BROUGHT: ReadonlySet<string> = new Set(["improvised", "action-ruled"]);

const timeOf = ({ at }: FactRecord) => (at === "beyond" ? Number.POSITIVE_INFINITY : at);

function endOfRow(state: string | undefined): RowEnd {
  if (state === "held" || state === "skipped" || state === "not-needed") return state;
  return "not-come";
}

const openedWith = (opened: FactRecord) => ({
  decision: String(opened.decision),
  openedAt: timeOf(opened),
  dueAt: Number(opened.dueAt),
});

function runOf({ measures, duties, dutiesTotal, digest }: Retold): AccountRun {
  return {
    measures: measures.map((each: Measure) => ({ ...each })),
    duties: duties.map((each: DutyOutcome) => ({ ...each })),
    dutiesTotal,
    digest,
  };
}

/** What of an entry's data says who somebody is, or only serves the server. */
const NOT_TOLD: ReadonlySet<string> = new Set(["participant", "command", "wall"]);

/** The entries of a record for who reads them: without names where none were asked for, and without anybody's key. */
export function entriesTold(source: Pick<AccountSource, "file" | "record">): readonly AccountEntry[] {
  return writtenOf(source).map(({ entry }) => entry);
}

/** Entries as they are told: without names where none were asked for, and without anybody's key. */
function writtenOf({ file, record }: Pick<AccountSource, "file" | "record">): readonly Written[] {
  const corrections = new Map<number, AccountCorrection[]>();
  for (const entry of record.entries) {
    if (entry.kind !== "corrected") continue;
    const of = Number(entry.data.entry);
    const { n, at, real } = entry;
    const text = textOf(record, entry, "text") ?? null;
    corrections.set(of, [...(corrections.get(of) ?? []), { entry: n, at, real, by: authorOf(entry), text }]);
  }
  return record.entries.map((entry) => {
    const { n, at, real, kind, data } = entry;
    const names = Object.keys(entry.texts).filter((name) =>
      name === "name" ? file.namesPersons : !FOR_CONTROL.has(name),
    );
    return {
      author: entry.by.participant ?? "",
      entry: {
        entry: n,
        at,
        real,
        kind,
        by: authorOf(entry),
        data: Object.fromEntries(Object.entries(data).filter(([key]) => !NOT_TOLD.has(key))),
        texts: Object.fromEntries(names.map((name) => [name, textOf(record, entry, name) ?? null])),
        corrections: corrections.get(n) ?? [],
      },
    };
  });
}

function authorOf({ by: { role, seat } }: Entry): AccountAuthor {
  return seat === undefined ? { role } : { role, seat };
}

/** Who took part, as they were last admitted; by name only where the file asked for names. */
function peopleOf({ file, record }: AccountSource): readonly AccountPerson[] {
  const people = new Map<string, AccountPerson>();
  const names = new Map<string, Typed>();
  for (const entry of record.entries) {
    const { kind, data } = entry;
    const id = String(data.participant ?? "");
    if (kind === "entered" && Object.hasOwn(entry.texts, "name"))
      names.set(id, textOf(record, entry, "name") ?? null);
    const role = TABLE_ROLES.find((each) => each === data.role);
    if (kind !== "admitted" || role === undefined) continue;
    const name = names.get(id);
    people.set(id, {
      role,
      isDeciding: data.deciding === true,
      ...(typeof data.seat === "string" ? { seat: data.seat } : {}),
      ...(file.namesPersons && name !== undefined ? { name } : {}),
    });
  }
  return [...people.values()];
}

/** Where exercise time ran and how fast: a fold of the session's pace. */
function stretchesOf({ file, record, scenario }: AccountSource): ExerciseAccount["stretches"] {
  if (file.mode === "discussion") return leapsOf(record);
  const stretches: { from: number; to: number; real: number; speed: number }[] = [];
  let session = sessionOf(file, scenario);
  let last: (typeof stretches)[number] | undefined;
  for (const entry of record.entries) {
    const before = session.pace;
    session = evolve(session, entry);
    const { pace } = session;
    if (pace === before) continue;
    if (last !== undefined) last.to = Math.max(last.from, pace.time);
    last = undefined;
    if (!pace.isRunning && !session.isStepping) continue;
    last = {
      from: pace.time,
      to: Number.MAX_SAFE_INTEGER,
      real: epochOfUtc(entry.real) ?? 0,
      // What a step brings happens when it was asked for.
      speed: session.isStepping ? Number.MAX_SAFE_INTEGER : pace.speed,
    };
    stretches.push(last);
  }
  return stretches;
}

/** In discussion the model plays to the next move at once: what it brings happens when that was asked for. */
function leapsOf({ entries }: ExerciseRecord): ExerciseAccount["stretches"] {
  return entries.map(({ at, real }, place) => ({
    from: at,
    to: entries[place + 1]?.at ?? Number.MAX_SAFE_INTEGER,
    real: epochOfUtc(real) ?? 0,
    speed: Number.MAX_SAFE_INTEGER,
  }));
}
