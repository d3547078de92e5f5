import { describe, expect, test } from "vitest";
import { LEARNING, type SeatUpdate, Views } from "../../src/exercise/index.ts";
import {
  FACT_KINDS,
  type Fact,
  type FactKind,
  type FactRecord,
  type Inject,
  IS_BULK,
  type Slot,
  toRecord,
} from "../../src/model/index.ts";
import { type CompiledScenario, compile, type Move, Simulation } from "../../src/simulation/index.ts";
import { loadScenario } from "../builders/library.ts";
import { SCENARIO_IDS as SHIPPED } from "../library/shipped.ts";
import { ClocksShown, countedBy } from "./clocks-shown.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const UNTIL = 4 * HOUR;
const HIDDEN_AT = 25 * MINUTE;
const SEED = 11;

interface Watched {
  readonly records: readonly FactRecord[];
  readonly updates: ReadonlyMap<string, readonly SeatUpdate[]>;
}

/** Plays the first hours at a small scale, with every fact and every view kept. */
function watch(compiled: CompiledScenario, actors: readonly string[], hidden?: Move): Watched {
  const records: FactRecord[] = [];
  const views = new Views(compiled.dictionary, actors);
  const simulation = new Simulation(compiled, {
    listener: views,
    scale: 0.002,
    keep: "all",
    onKept: (fact: Fact) => records.push(toRecord(fact, compiled.dictionary)),
  });
  simulation.reset(SEED, 0);
  simulation.runUntil(HIDDEN_AT);
  if (hidden !== undefined) simulation.act(HIDDEN_AT, hidden);
  simulation.runUntil(UNTIL);
  views.known(UNTIL);
  return { records, updates: new Map(actors.map((actor) => [actor, views.take(actor)])) };
}

const slotsOf = ({ kind }: FactRecord): FactKind["slots"] => FACT_KINDS[kind].slots;
const inSlot = (record: FactRecord, slot: Slot): unknown => {
  const field = slotsOf(record)[slot];
  return field === undefined ? undefined : record[field];
};

/** Whether a fact names an actor, or nobody and so everybody. */
const concerns = (record: FactRecord, actor: string): boolean => {
  const named = [inSlot(record, "actor"), inSlot(record, "other")].filter(
    (each) => each !== undefined && each !== "",
  );
  return named.length === 0 || named.includes(actor);
};

const NUMBERS = ["message-number", "version", "instance", "number", "views", "x", "y"];

/** A fact without what is only numbering. */
function plain({ n: _n, cause: _c, wait: _w, ...record }: FactRecord): string {
  for (const field of NUMBERS) if (field in record) delete (record as Record<string, unknown>)[field];
  return JSON.stringify(record);
}

/** When two runs first differ in anything that names an actor; Infinity for never. */
function firstDifference(a: readonly FactRecord[], b: readonly FactRecord[], actor: string): number {
  const own = (records: readonly FactRecord[]) => records.filter((each) => concerns(each, actor));
  const [left, right] = [own(a), own(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    if (left[i] === undefined || right[i] === undefined || plain(left[i]) !== plain(right[i]))
      return Math.min(Number(left[i]?.at ?? Infinity), Number(right[i]?.at ?? Infinity));
  }
  return Number.POSITIVE_INFINITY;
}

const secret: Inject = {
  at: 0,
  kind: "information",
  title: { en: "secret", fr: "secret" },
  to: [],
  acts: [],
};
const quantity = (value: number) => ({ value, mark: { kind: "unmarked" as const } });

/** Something that happens to one party only, another kind of thing for each scenario in turn. */
function hide(turn: number, actors: readonly string[], platforms: readonly string[]): Move {
  const [from] = actors;
  const to = actors[actors.length - 1];
  const platform = platforms[0];
  const acts: Inject["acts"][] = [
    [],
    [{ matchingDown: platform, lasts: quantity(HOUR) }],
    [{ mirror: platform, copies: 20 }],
    [{ wrongHash: platform }],
    [{ reviewers: platform, factor: quantity(0.25), lasts: quantity(2 * HOUR) }],
    [{ send: "update", from, to: { actor: to } }],
    [{ unreachable: to, lasts: quantity(HOUR) }],
  ];
  if (turn % 8 === 7) return { kind: "tell", from, to, message: "alert" };
  return {
    kind: "bring",
    row: "what-nobody-else-knows",
    inject: { ...secret, to: [to], acts: acts[turn % 8] },
  };
}

/** What a view shows before an instant, byte for byte. */
const before = (updates: readonly SeatUpdate[] | undefined, time: number) =>
  JSON.stringify((updates ?? []).filter(({ at }) => at < time));

let compared = 0;
let began = 0;
let changed = 0;
const clocks = { atOnce: 0, later: 0, never: 0, counted: 0 };

/** Facts of clocks that their debtor learns of. */
const CLOCKS = (Object.keys(LEARNING) as FactRecord["kind"][]).filter(
  (kind) => kind.startsWith("duty.") && LEARNING[kind].by.length > 0,
);

/** A fact of a clock without the numbers that each seat has of its own. */
const clockOf = ({ kind, debtor, creditor, duty, dueAt, left }: FactRecord, at: number) =>
  JSON.stringify([at, kind, debtor, creditor, duty, dueAt, left]);

describe("what a seat is sent", () => {
  test.each(SHIPPED.map((id, turn) => [id, turn] as const))("%s", (id, turn) => {
    const scenario = loadScenario(id);
    const platforms = Object.keys(scenario.platforms).sort();
    const actors = [...Object.keys(scenario.actors), ...platforms].sort();
    const compiled = compile(scenario);
    const open = watch(compiled, actors);
    const hidden = watch(compiled, actors, hide(turn, actors, platforms));

    // Two runs that differ only in something hidden: byte-identical until it could be known.
    for (const actor of actors) {
      const time = firstDifference(open.records, hidden.records, actor);
      const [left, right] = [open, hidden].map(({ updates }) => before(updates.get(actor), time));
      expect([actor, right]).toEqual([actor, left]);
      compared += (open.updates.get(actor) ?? []).filter(({ at }) => at < time && at > HIDDEN_AT).length;
      if (time < Number.POSITIVE_INFINITY) changed++;
    }

    const expected = new ClocksShown(hidden.records);
    for (const actor of actors) {
      const updates = hidden.updates.get(actor) ?? [];
      expect(updates.map(({ seq }) => seq)).toEqual(updates.map((_, index) => index + 1));
      const facts = updates.flatMap((each) => each.facts);
      expect(facts.map(({ n }) => n)).toEqual(facts.map((_, index) => index + 1));
      // Nothing is told before it happened, nothing that names only others, and no name of a row of the plan.
      for (const fact of facts) expect([fact, concerns(fact as FactRecord, actor)]).toEqual([fact, true]);
      const sent = JSON.stringify(updates);
      for (const row of [...Object.keys(scenario.injects), "what-nobody-else-knows"])
        expect(sent.includes(`"${row}"`)).toBe(false);

      // The twin: whatever the actor learns is there, at the instant at which it happened.
      for (const [kind, { by, how }] of Object.entries(LEARNING)) {
        const isOfClock =
          kind.startsWith("duty.") || kind === "message.delivered" || kind.startsWith("demand.");
        if (by.length === 0 || isOfClock) continue;
        const learnt = hidden.records.filter(
          (record) =>
            record.kind === kind &&
            (by.includes("everyone") ||
              by.some((who) => who !== "everyone" && inSlot(record, who) === actor) ||
              (by[0] === "actor" && inSlot(record, "actor") === "")) &&
            how?.includes(String(inSlot(record, "how"))) !== false,
        );
        if (IS_BULK[FACT_KINDS[kind as FactRecord["kind"]].code] === 1) {
          const counted = updates
            .map(({ counts }) => counts?.[kind as FactRecord["kind"]])
            .findLast((n) => n !== undefined);
          const there = learnt.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
          expect([kind, counted ?? 0]).toEqual([kind, there]);
        } else {
          const shown = facts.filter((fact) => fact.kind === kind).map(({ at }) => at);
          expect([actor, kind, shown]).toEqual([actor, kind, learnt.map(({ at }) => at)]);
        }
      }
      // Clocks are shown to whoever owes, each at its instant, and to nobody else.
      const owed = expected.of(actor);
      const due = owed.filter(({ from }) => from <= UNTIL).map(({ record, from }) => clockOf(record, from));
      const shown = facts.filter(({ kind }) => kind.startsWith("duty."));
      expect([actor, shown.map((fact) => clockOf(fact as FactRecord, fact.at)).sort()]).toEqual([
        actor,
        due.sort(),
      ]);
      for (const { record, from } of owed) {
        if (from === Number.POSITIVE_INFINITY) clocks.never++;
        else if (from > Number(record.at)) clocks.later++;
        else clocks.atOnce++;
      }
      // Those about single items are counted, as all that is about single items, and no minute too early.
      for (const { at, counts = {} } of updates)
        for (const [kind, counted] of Object.entries(counts)) {
          const name = kind as FactRecord["kind"];
          expect([actor, kind, at, counted]).toEqual([
            actor,
            kind,
            at,
            countedBy(hidden.records, name, actor, at),
          ]);
          if (kind.startsWith("duty.")) clocks.counted++;
        }
      for (const kind of CLOCKS) {
        const last = updates.flatMap(({ counts }) => counts?.[kind] ?? []).at(-1) ?? 0;
        expect([actor, kind, last]).toEqual([actor, kind, countedBy(hidden.records, kind, actor, UNTIL)]);
      }
      // That another attack begins, and that one is over, is told to nobody: people find out.
      expect([actor, facts.filter(({ kind }) => kind.startsWith("incident."))]).toEqual([actor, []]);
      began += hidden.records.filter(({ kind }) => kind === "incident.began").length;
      // A message that was opened is known, and so is its arrival.
      const opened = hidden.records.filter(
        ({ kind, to }) => kind === "message.opened" && to === actor,
      ).length;
      const arrived = facts.filter(({ kind, to }) => kind === "message.delivered" && to === actor).length;
      expect(arrived).toBeGreaterThanOrEqual(opened);
    }
  });

  test("and the comparison looked at something", () => {
    expect(compared).toBeGreaterThan(400);
    expect(began).toBeGreaterThan(SHIPPED.length);
    expect(changed).toBeGreaterThan(SHIPPED.length);
    for (const [when, many] of Object.entries(clocks)) expect([when, many > 5]).toEqual([when, true]);
  });
});
