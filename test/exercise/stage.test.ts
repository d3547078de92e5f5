import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadScenario, openHouse } from "../../src/cli/compose.ts";
import { STAGE_COLUMNS, STAGE_MEASURES, Stage, type StagePiece } from "../../src/exercise/index.ts";
import { addressOf, prepare, Recording } from "../../src/experiment/index.ts";

const SEED = 6;
const { scenario } = loadScenario(openHouse(), "private-messenger");
const which = { seed: SEED, replication: 0 };
const options = { ...which, scale: 1, address: addressOf(scenario, which) };
const recorded = new Recording(prepare(scenario), which).finish();

const measured = (id: string, platform: string) =>
  recorded.measures.find((each) => each.id === id && each.platform === platform)?.value;

type Sent = { readonly at: number; readonly from: string };
const isSent = ({ kind }: { readonly kind: string }) => kind === "message.sent";

/** Takes a stage to its end by leaps of exercise time, at most so many entries at once. */
function play(stage: Stage, leaps: readonly number[], entries: number): StagePiece[] {
  const pieces: StagePiece[] = [];
  let to = 0;
  for (let i = 0; ; i++) {
    to += leaps[i % leaps.length];
    const piece = stage.advance(to, entries);
    pieces.push(piece);
    if (piece.endedAt !== undefined) return pieces;
  }
}

describe("a replication taken forward by exercise time", () => {
  test("has the facts and the digest of a run, whatever the leaps", () => {
    const leap = fc.integer({ min: 60_000, max: 40_000_000 });
    fc.assert(
      fc.property(
        fc.array(leap, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 5000 }),
        (leaps, entries) => {
          const pieces = play(new Stage(scenario, options), leaps, entries);
          expect(pieces.at(-1)?.digest).toBe(recorded.digest);
          expect(pieces.flatMap(({ facts }) => facts)).toEqual(recorded.facts);
          const times = pieces.flatMap(({ samples }) => samples).map(({ at }) => at);
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        },
      ),
      { numRuns: 8, seed: 1 },
    );
  });

  test("shows at the end what the measures say", () => {
    const stage = new Stage(scenario, options);
    const last = play(stage, [1e9], 1e9).at(-1)?.samples.at(-1);
    for (const [place, { id }] of stage.header.platforms.entries())
      for (const column of [...STAGE_MEASURES, "views.total"] as const) {
        const shown = last?.values[place * STAGE_COLUMNS.length + STAGE_COLUMNS.indexOf(column)];
        expect([column, id, shown]).toEqual([column, id, measured(column, id) ?? 0]);
      }
  });

  test("tells of a message the exchange that it began, not one that was due in the same instant", () => {
    const sent = recorded.facts.filter(isSent) as unknown as readonly Sent[];
    expect(sent.length).toBeGreaterThan(0);
    for (const { at, from: other } of sent.slice(0, 5)) {
      const parties = [...Object.keys(scenario.platforms), ...Object.keys(scenario.actors)];
      const [from, to] = parties.filter((each) => each !== other);
      const answer = new Stage(scenario, options).apply({ kind: "tell", from, to, message: "update" }, at);
      const told = answer.facts.filter(isSent) as unknown as readonly (Sent & { "message-number": number })[];
      expect(told.some((each) => each.at === at && each.from === other)).toBe(true);
      expect(told.find((each) => each["message-number"] === answer.began)).toMatchObject({ at, from, to });
    }
  });

  test("goes on from anywhere without telling twice what is known, or leaving anything out", () => {
    const all = play(new Stage(scenario, options), [3_600_000], 700);
    for (const cut of [0, 1, 2, Math.floor(all.length / 2), all.length - 2]) {
      const before = all.slice(0, cut + 1);
      const facts = before.flatMap((piece) => piece.facts);
      const samples = before.flatMap((piece) => piece.samples);
      const stage = new Stage(scenario, options);
      const known = { at: before[cut].at, fact: facts.at(-1)?.n ?? 0, sample: samples.at(-1)?.at ?? -1 };
      const rest = [stage.skipTo(known), ...play(stage, [1e9], 1e9)];
      expect([...facts, ...rest.flatMap((piece) => piece.facts)]).toEqual(recorded.facts);
      const whole = [...samples, ...rest.flatMap((piece) => piece.samples)];
      expect(whole).toEqual(all.flatMap((piece) => piece.samples));
    }
  });

  test("stops at each decision, none left out", () => {
    const stage = new Stage(scenario, options);
    const stops: number[] = [];
    for (let taken = 0; ; taken = stops.length) {
      const piece = stage.advanceToDecision(taken, 1e9);
      if (piece.endedAt !== undefined) break;
      stops.push(...piece.facts.filter(({ kind }) => kind === "decision.taken").map(() => piece.at));
    }
    const taken = recorded.facts.filter(({ kind }) => kind === "decision.taken").map(({ at }) => at);
    expect(stops).toEqual(taken.slice(0, stops.length));
    expect(stops.length).toBe(taken.length);
  });
});
