import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type FactRecord, type Scenario, type Text, toRecord } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { compile, headerOf, Simulation } from "../../src/simulation/index.ts";
import { openFile } from "../../src/store/index.ts";
import { goldenHour } from "../cli/command.ts";
import { LIBRARY, readShipped, readShippedWith, SCENARIO_IDS } from "../library/shipped.ts";

function readOwn(): Scenario {
  const file = openFile(LIBRARY, join(import.meta.dirname, "one-order.yaml"));
  if (!file.ok) throw new Error(JSON.stringify(file.diagnostics));
  const result = parseScenario(file.text, file);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.scenario;
}

function factsOf(scenario: Scenario, seed: number): FactRecord[] {
  const facts: FactRecord[] = [];
  const simulation: Simulation = new Simulation(compile(scenario), {
    keep: "all",
    onKept: (fact) => facts.push(toRecord(fact, simulation.dictionary)),
  });
  simulation.reset(seed, 0);
  simulation.run();
  return facts;
}

const reachOf = (facts: readonly FactRecord[], platform: string, territory: string) =>
  Number(
    facts.find(
      (fact) => fact.kind === "reach.counted" && fact.platform === platform && fact.territory === territory,
    )?.views,
  );

describe("an order that the host carries out in the Union only", () => {
  const facts = factsOf(readOwn(), 1);

  test("leaves every view elsewhere, and takes those in the Union from then on", () => {
    const restricted = facts.filter(({ kind }) => kind === "content.restricted");
    expect(restricted.length).toBeGreaterThan(0);
    expect(facts.some(({ kind }) => kind === "content.removed")).toBe(false);
    // Twelve half-lives: what is not yet seen by the horizon is less than a thousandth.
    expect(reachOf(facts, "host", "elsewhere")).toBeGreaterThan(74_900);
    expect(reachOf(facts, "host", "elsewhere")).toBeLessThanOrEqual(75_000);
    expect(reachOf(facts, "host", "union")).toBeLessThan(10_000);
    expect(reachOf(facts, "host", "union")).toBeGreaterThan(0);
  });

  test("names nothing on a private messenger, where all goes on", () => {
    const reached = facts.filter(({ kind }) => kind === "message.sent").map(({ to }) => to);
    expect(reached).toContain("host");
    expect(reached).not.toContain("messenger");
    expect(reachOf(facts, "messenger", "union")).toBeGreaterThan(24_900);
  });
});

/** No matching, search, report or re-upload anywhere: whoever removes was ordered to. */
const PASSIVE = { matching: null, scan: null, reports: null, reupload: null };

describe("the Union order on real incidents, with all that is voluntary switched off", () => {
  const real = SCENARIO_IDS.filter((id) => readShipped(id).scenario.incident.real);

  test.each(real)("removes in %s at most the addresses it names", (id) => {
    const ids = Object.keys(readShipped(id).scenario.platforms);
    const overlay = {
      protocols: ["life-of-a-copy", "eu-removal-order"],
      platforms: Object.fromEntries(ids.map((each) => [each, PASSIVE])),
    };
    const scenario = readShippedWith(id, "orders-alone", overlay);
    for (const seed of [1, 2, 3]) {
      const facts = factsOf({ ...scenario, cap: 2000 }, seed);
      const delivered = facts.filter(
        ({ kind, message }) => kind === "message.delivered" && message === "removal-order",
      );
      const named = delivered.reduce((sum, { items }) => sum + Number(items), 0);
      const gone = facts.filter(({ kind }) => kind === "content.removed" || kind === "content.restricted");
      expect(delivered.length).toBeGreaterThan(0);
      expect(gone.length).toBeLessThanOrEqual(named);
      expect(gone.every(({ kind, by }) => kind === "content.restricted" || by === "order")).toBe(true);
      for (const { to } of facts.filter(({ kind }) => kind === "message.sent"))
        expect(scenario.platforms[String(to)]?.public).not.toBe(false);
    }
  });

  test.each(real)(
    "is counterfactual in %s: in the header, in text of both languages and in JSON",
    async (id) => {
      const variant = readShipped(id).variants.find((each) =>
        readShipped(id, each).scenario.protocols.some(({ inForce }) => inForce?.from === "2022-06-07"),
      ) as string;
      const header = headerOf(compile(readShipped(id, variant).scenario), { seed: 1, replication: 0 });
      const law = header.protocols.filter(({ counterfactual }) => counterfactual);
      expect(law).toHaveLength(1);
      expect(law[0].binding).toBe("law");
      const duties = header.duties.filter(({ protocol }) => protocol === law[0].id);
      expect(duties.length).toBeGreaterThan(0);
      expect(duties.every(({ counterfactual }) => counterfactual)).toBe(true);
      if (id !== "halle-2019") return;
      const [english, french, json] = await Promise.all([
        goldenHour("run", id, "--variant", variant),
        goldenHour("run", id, "--variant", variant, "--lang", "fr"),
        goldenHour("run", id, "--variant", variant, "--json"),
      ]);
      expect(english.stdout).toContain("*counterfactual*");
      expect(french.stdout).toContain("*contrefactuel*");
      expect(json.stdout).toContain("counterfactual");
      const { duties: told } = JSON.parse(json.stdout) as {
        duties: readonly { readonly instrument: Text; readonly counterfactual?: boolean }[];
      };
      const ofLaw = told.filter(({ instrument }) =>
        duties.some((duty) => duty.instrument.en === instrument.en),
      );
      expect(ofLaw.length).toBeGreaterThan(0);
      expect(ofLaw.every(({ counterfactual }) => counterfactual === true)).toBe(true);
    },
  );
});

/** Everybody always takes this option of a decision, after so many milliseconds where that is given. */
function decided(scenario: Scenario, decision: string, option: string, takes?: number): Scenario {
  const forget = <T extends { readonly decisions: object }>(parties: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(parties).map(([id, party]) => [
        id,
        { ...party, decisions: { ...party.decisions, [decision]: {} } },
      ]),
    );
  return {
    ...scenario,
    platforms: forget(scenario.platforms),
    actors: forget(scenario.actors),
    protocols: scenario.protocols.map((protocol) => {
      const known = protocol.decisions[decision];
      if (known === undefined) return protocol;
      const options = Object.fromEntries(
        Object.entries(known.options).map(([id, share]) => [id, { ...share, value: id === option ? 1 : 0 }]),
      );
      const law = takes === undefined ? known.takes.law : { kind: "fixed" as const, value: takes };
      const changed = { ...known, options, takes: { ...known.takes, law } };
      return { ...protocol, decisions: { ...protocol.decisions, [decision]: changed } };
    }),
  };
}

describe("several orders to one host", () => {
  const { scenario } = readShipped("livestreamed-attack", "eu-one-hour-order");

  test("end one by one: an annulment concerns its own order", () => {
    const facts = factsOf(decided(scenario, "own-check", "breach"), 1);
    const annulments = facts.filter(
      ({ kind, message }) => kind === "message.delivered" && message === "annulment",
    );
    const restoring = facts.filter(({ kind, state }) => kind === "state.entered" && state === "restoring");
    expect(annulments.length).toBeGreaterThan(3);
    expect(restoring.map(({ at, actor }) => `${at} ${actor}`)).toEqual(
      annulments.map(({ at, to }) => `${at} ${to}`),
    );
  });

  test("run their hour anew after an answer, and what is late then hangs on that answer", () => {
    const asking = decided(scenario, "answer-order", "clarify");
    const facts = factsOf(decided(asking, "choose-scope", "everywhere", 7_200_000), 1);
    const restarts = new Map(
      facts.flatMap((fact) => (fact.kind === "duty.restarted" ? [[fact.instance, fact] as const] : [])),
    );
    const late = facts.filter(({ kind, instance }) => kind === "duty.expired" && restarts.has(instance));
    expect(late.length).toBeGreaterThan(3);
    for (const { instance, cause, at } of late) {
      expect(cause).toBe(restarts.get(instance)?.cause);
      expect(Number(at) - Number(restarts.get(instance)?.at)).toBe(3_600_000);
    }
  });
});
