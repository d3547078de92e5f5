import { describe, expect, test } from "vitest";
import { type FactRecord, toRecord } from "../../src/model/index.ts";
import { type CompiledScenario, compile, Simulation } from "../../src/simulation/index.ts";
import { readShipped } from "./shipped.ts";

const SEEDS = 20;

const compiled = new Map<string, CompiledScenario>();

function factsOf(variant: string, seed: number): FactRecord[] {
  const ready = compiled.get(variant) ?? compile(readShipped("livestreamed-attack", variant).scenario);
  compiled.set(variant, ready);
  const facts: FactRecord[] = [];
  const simulation: Simulation = new Simulation(ready, {
    keep: "all",
    onKept: (fact) => facts.push(toRecord(fact, simulation.dictionary)),
  });
  simulation.reset(seed, 0);
  simulation.run();
  return facts;
}

const isAnnulled = (facts: readonly FactRecord[]) =>
  facts.some((fact) => fact.kind === "message.sent" && fact.message === "annulment");

describe("the Union order, with all that is voluntary switched off", () => {
  const runs = Array.from({ length: SEEDS }, (_, index) => factsOf("orders-only", index + 1));

  test("removes and restricts no more than the addresses it names", () => {
    for (const facts of runs) {
      const named = facts.filter(
        (fact) => fact.kind === "message.delivered" && fact.message === "removal-order",
      );
      const ordered = named.reduce((sum, fact) => sum + Number(fact.items), 0);
      const gone = facts.filter(
        (fact) => fact.kind === "content.removed" || fact.kind === "content.restricted",
      );
      expect(ordered).toBeGreaterThan(0);
      expect(gone.length).toBeLessThanOrEqual(ordered);
      expect(
        gone.filter((fact) => fact.kind === "content.removed").every((fact) => fact.by === "order"),
      ).toBe(true);
      expect(facts.some((fact) => fact.kind === "content.blocked" || fact.kind === "content.reported")).toBe(
        false,
      );
    }
  });

  test("never reaches the private messenger or those who hold the file", () => {
    for (const facts of runs) {
      const reached = facts.filter((fact) => fact.kind === "message.sent").map((fact) => fact.to);
      expect(reached).not.toContain("messenger");
      expect(reached).not.toContain("holders");
    }
  });

  test("views outside the Union go on where a host only restricts", () => {
    const restricted = runs.filter((facts) => facts.some((fact) => fact.kind === "content.restricted"));
    expect(restricted.length).toBeGreaterThan(SEEDS / 4);
    let inside = 0;
    let outside = 0;
    for (const facts of restricted) {
      for (const fact of facts) {
        if (fact.kind !== "reach.counted") continue;
        if (fact.territory === "union") inside += Number(fact.views);
        else outside += Number(fact.views);
      }
    }
    expect(outside).toBeGreaterThan(3 * inside);
  });

  test("a breach found by the home authority brings back what was removed", () => {
    const seed = Array.from({ length: 100 }, (_, index) => index + 1).find((each) => {
      const facts = factsOf("orders-only", each);
      return isAnnulled(facts) && facts.some((fact) => fact.kind === "content.restored");
    });
    expect(seed).toBeDefined();
  });
});
