import { describe, expect, test } from "vitest";
import type * as Measures from "../../src/measures/index.ts";
import type { FactRecord } from "../../src/model/index.ts";
import type * as Simulated from "../../src/simulation/index.ts";
import { checkBehaviour } from "../../src/verification/index.ts";
import { withMutant } from "../mutants/grow.ts";
import { lawfulItems, meanOf, factsOf as of, play } from "./replays.ts";
import { readShipped } from "./shipped.ts";

const EVE = "election-eve";
const HOST = "file-hosting";

const HOUR = 3_600_000;
const DETECTING = ["large-platform", "video-platform"];
const inspected = (facts: readonly FactRecord[]) =>
  of(facts, "content.posted").filter(
    ({ platform, at }) => DETECTING.includes(String(platform)) && Number(at) < 36 * HOUR,
  );
const isWrong = ({ wrong }: FactRecord) => wrong === 1;
const labelledWrongly = (facts: readonly FactRecord[]) =>
  of(facts, "content.labelled").filter(isWrong).length;
/** How often somebody opened what came to the alert desk, between two hours. */
const answered = (facts: readonly FactRecord[], from: number, until: number) =>
  of(facts, "message.opened").filter(
    ({ to, at }) => to === "alert-desk" && Number(at) > from * HOUR && Number(at) < until * HOUR,
  ).length;

const refusedIn = (facts: readonly FactRecord[]) => of(facts, "action.refused");
const lawfulHit = (facts: readonly FactRecord[]) => {
  const lawful = lawfulItems(facts);
  return facts.filter(
    ({ kind, item }) => (kind === "content.removed" || kind === "content.labelled") && lawful.has(item),
  ).length;
};
/** Everything that the foreign host and what it shows went through. */
const onHost = (facts: readonly FactRecord[]) =>
  facts
    .filter(({ platform, actor }) => platform === HOST || actor === HOST)
    .map(({ kind, at, item, how, views }) => [kind, at, item, how, views]);

const place = () => ({ source: "no-hack-back.yaml", line: 1, column: 1 });

/** What a log says of refusals under an engine: how often one was recorded in the first replication. */
const refusalsUnder = (mutations: Parameters<typeof withMutant>[0]) =>
  withMutant(mutations, async (open) => {
    const { compile, headerOf, Simulation } = await open<typeof Simulated>("simulation");
    const { MeasureFold } = await open<typeof Measures>("measures");
    const compiled = compile(readShipped(EVE, "offer-taken-up").scenario);
    const fold = new MeasureFold(headerOf(compiled, { seed: 1, replication: 0 }), compiled.dictionary);
    const simulation = new Simulation(compiled, { listener: fold });
    fold.reset();
    simulation.reset(1, 0);
    simulation.run();
    fold.finish();
    return fold.measures().find(({ id }) => id === "actions.refused")?.value;
  });

describe("a provenance label", () => {
  const runs = play(readShipped(EVE).scenario, 30);
  test("is wrong in its stated share of what is genuine, and right in its stated share of the forgery", () => {
    let [genuine, wrong, forged, right] = [0, 0, 0, 0];
    for (const facts of runs) {
      const lawful = lawfulItems(facts);
      // Put on by the detector itself: its cause is the wait for the inspection.
      const labelled = new Set(
        of(facts, "content.labelled")
          .filter(({ wait }) => wait === "inspection")
          .map(({ item }) => item),
      );
      const gone = new Map(of(facts, "content.removed").map(({ item, at }) => [item, Number(at)]));
      for (const { item, at } of inspected(facts)) {
        // Removed or labelled by somebody else before anybody could inspect it: says nothing of the detector.
        if ((gone.get(item) ?? Number.POSITIVE_INFINITY) < Number(at) + 3 * HOUR) continue;
        if (lawful.has(item)) {
          genuine++;
          if (labelled.has(item)) wrong++;
        } else {
          forged++;
          if (labelled.has(item)) right++;
        }
      }
    }
    expect(genuine).toBeGreaterThan(3000);
    expect(forged).toBeGreaterThan(300);
    expect(Math.abs(wrong / genuine - 0.06)).toBeLessThan(0.015);
    expect(Math.abs(right / forged - 0.7)).toBeLessThan(0.1);
  });

  test("that is wrong is counted as such, and is taken back only where somebody objected", () => {
    for (const facts of runs) {
      const lawful = lawfulItems(facts);
      for (const { item, wrong } of of(facts, "content.labelled"))
        expect(wrong).toBe(lawful.has(item) ? 1 : 0);
      const objected = new Set(of(facts, "complaint.made").map(({ item }) => item));
      for (const { item } of of(facts, "content.unlabelled")) expect(objected.has(item)).toBe(true);
    }
  });

  test("hits more of what is genuine than no label does", () => {
    const without = meanOf(EVE, "without-provenance-labels", 20, labelledWrongly);
    expect(without).toBeLessThan(meanOf(EVE, "base", 20, labelledWrongly) / 2);
  });
});

describe("the alert channel", () => {
  test("is deaf while it is attacked, and observers then write to the services themselves", () => {
    for (const facts of play(readShipped(EVE).scenario, 20)) {
      expect(answered(facts, 3, 10)).toBe(0);
      const direct = of(facts, "message.sent").filter(
        ({ from, message, at }) =>
          from === "observers" && message === "notice" && Number(at) > 3 * HOUR && Number(at) < 10.75 * HOUR,
      );
      expect(direct.length).toBeGreaterThan(0);
    }
    const waiting = play(readShipped(EVE, "no-fallback").scenario, 20);
    for (const facts of waiting)
      expect(
        of(facts, "message.sent").some(({ from, message }) => from === "observers" && message === "notice"),
      ).toBe(false);
  });

  test("carries forged notices, which do less harm where services ask back", () => {
    const [careful, hasty, untouched] = ["base", "nobody-asks-back", "channel-holds"].map((variant) =>
      meanOf(EVE, variant, 25, lawfulHit),
    );
    expect(careful).toBeGreaterThan(untouched);
    expect(hasty).toBeGreaterThan(careful);
  });

  test("makes services wary once the desk could tell them", () => {
    let found = 0;
    for (const facts of play(readShipped(EVE).scenario, 20)) {
      const notes = of(facts, "note.made");
      const wary = notes.filter(({ note }) => note === "wary-of-forged-notices");
      const forged = notes.filter(({ note }) => note === "forged-notice");
      if (wary.length > 0) expect(Number(forged[0]?.at)).toBeLessThan(Number(wary[0].at));
      for (const { actor, at } of wary) {
        found++;
        const after = of(facts, "decision.taken").filter(
          (fact) =>
            fact.actor === actor && fact.decision === "check-sender" && Number(fact.at) > Number(at) + HOUR,
        );
        expect(after).toEqual([]);
      }
    }
    expect(found).toBeGreaterThan(10);
  });
});

describe("the offer to hack back", () => {
  test("is found in check, with who may take it up", () => {
    const { scenario } = readShipped(EVE);
    const protocol = scenario.protocols.find(({ id }) => id === "no-hack-back");
    if (protocol === undefined) throw new Error("the scenario does not declare it");
    const found = checkBehaviour(protocol, scenario.protocols, place).filter(
      ({ code }) => code === "verification/intrusion",
    );
    // Declared as a fault that the promise itself has, so no error; and told each time.
    expect(found.map(({ severity, details }) => [severity, details.machine])).toEqual([
      ["warning", "roles.tempted-service"],
    ]);
  });

  test("is made, and whoever takes it up is refused and turns to the police", () => {
    let refused = 0;
    for (const facts of play(readShipped(EVE, "offer-taken-up").scenario, 10)) {
      const offered = new Set(
        of(facts, "message.opened")
          .filter(({ message }) => message === "offer-of-intrusion")
          .map(({ to }) => to),
      );
      for (const { actor, why, action } of refusedIn(facts)) {
        refused++;
        expect([action, why]).toEqual(["intrude", "private-actor"]);
        expect(offered.has(actor)).toBe(true);
      }
      const told = of(facts, "message.sent").filter(({ message }) => message === "crime-report");
      expect(told.length).toBe(offered.size);
    }
    expect(refused).toBeGreaterThan(10);
  });

  test("changes nothing on the foreign host, taken up or declined", () => {
    const [yes, no] = ["offer-taken-up", "offer-declined"].map((variant) =>
      play(readShipped(EVE, variant).scenario, 10),
    );
    expect(yes.flatMap(refusedIn).length).toBeGreaterThan(0);
    expect(no.flatMap(refusedIn)).toEqual([]);
    expect(yes.map(onHost)).toEqual(no.map(onHost));
  });

  test("is refused by the engine itself: without its refusal none is recorded", async () => {
    expect(await refusalsUnder([])).toBeGreaterThan(0);
    const file = "simulation/actor-effects.ts";
    const from = `        return this.refuse(
          "intrude",`;
    expect(await refusalsUnder([{ file, from, to: `        if (world.now >= 0) return;\n${from}` }])).toBe(0);
  });
});
