import { describe, expect, test } from "vitest";
import {
  decisionsOf,
  EMPTY_SEAT,
  foldSeat,
  type SeatOverview,
  type SeatUpdate,
  Stage,
} from "../../src/exercise/index.ts";
import type { FactRecord } from "../../src/model/index.ts";
import type { Move } from "../../src/simulation/index.ts";
import { loadScenario } from "../builders/library.ts";

const MINUTE = 60_000;
const scenario = loadScenario("five-seats");
const actors = [...Object.keys(scenario.actors), ...Object.keys(scenario.platforms)].sort();
const opening: Move[] = [
  { kind: "patience", ms: 45 * MINUTE },
  ...actors.map((actor): Move => ({ kind: "seat", actor, by: "person" })),
];

describe("a seat at a glance", () => {
  const stage = new Stage(scenario, {
    seed: 6,
    replication: 0,
    scale: 0.01,
    address: "",
    views: actors,
    opening,
  });
  const facts: FactRecord[] = [];
  const seats = new Map<string, SeatOverview>(actors.map((actor) => [actor, EMPTY_SEAT]));
  const all = new Map<string, SeatUpdate[]>(actors.map((actor) => [actor, []]));
  let looked = 0;

  test("shows what is open to it, and where its roles are, at every instant", () => {
    for (let at = 0; at <= 300 * MINUTE; at += 7 * MINUTE) {
      let piece = stage.advance(at, 1e9);
      const pieces = [piece];
      while (!piece.isThere) {
        piece = stage.advance(at, 1e9);
        pieces.push(piece);
      }
      for (const each of pieces) {
        facts.push(...each.facts);
        for (const [actor, updates] of Object.entries(each.learnt ?? {})) {
          all.get(actor)?.push(...updates);
          seats.set(actor, updates.reduce(foldSeat, seats.get(actor) ?? EMPTY_SEAT));
        }
      }
      for (const actor of actors) {
        const seat = seats.get(actor) ?? EMPTY_SEAT;
        const open = stage.openTo(actor);
        looked += open.length;
        expect(seat.open.map(({ number, decision, dueAt }) => ({ number, decision, due: dueAt }))).toEqual(
          open.map(({ number, decision, due }) => ({ number, decision, due })),
        );
        const roles = Object.fromEntries(
          facts
            .filter((each) => each.kind === "state.entered" && each.actor === actor)
            .map(({ role, state, at: since }) => [role, { state, since }]),
        );
        expect(seat.roles).toEqual(roles);
      }
    }
    expect(looked).toBeGreaterThan(20);
    expect([...seats.values()].every(({ isPlayedByPeople }) => isPlayedByPeople)).toBe(true);
  });

  test("knows the clocks that it owes, each with its time", () => {
    const owed = [...seats.values()].flatMap(({ duties }) => duties);
    expect(owed.length).toBeGreaterThan(2);
    for (const { dueAt, startedAt } of owed) expect(dueAt).toBeGreaterThanOrEqual(startedAt);
  });

  test("cannot be made of updates with one missing", () => {
    const [updates] = [...all.values()].filter(({ length }) => length > 2);
    expect(() => [updates[0], updates[2]].reduce(foldSeat, EMPTY_SEAT)).toThrow(RangeError);
  });

  test("is told its own choices with all their options, and what the default takes most often", () => {
    for (const actor of actors)
      for (const { options, usual } of decisionsOf(scenario, actor)) expect(options).toContain(usual);
    const taken = facts.filter(({ kind }) => kind === "decision.taken");
    for (const { actor, decision, option } of taken) {
      const known = decisionsOf(scenario, String(actor)).filter((each) => each.decision === decision);
      expect(known.some(({ options }) => options.includes(String(option)))).toBe(true);
    }
  });
});
