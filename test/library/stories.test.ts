import { describe, expect, test } from "vitest";
import { type FactRecord, toRecord } from "../../src/model/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { meanOf, meansOf } from "./means.ts";
import { readShipped, readShippedWith } from "./shipped.ts";

const SEEDS = 12;

const means = (id: string, variant?: string, seeds = SEEDS) =>
  meansOf(readShipped(id, variant).scenario, seeds);

function factsOf(id: string, variant: string, seed: number): readonly FactRecord[] {
  const facts: FactRecord[] = [];
  const simulation: Simulation = new Simulation(compile(readShipped(id, variant).scenario), {
    keep: "actors",
    onKept: (fact) => facts.push(toRecord(fact, simulation.dictionary)),
  });
  simulation.reset(seed, 0);
  simulation.run();
  return facts;
}

describe("everybody asks at once", () => {
  test("repeats and contradictions are counted, and what comes second is set aside only where that is stated", () => {
    const [stated, silent] = [means("too-many-demands"), means("too-many-demands", "no-rule")];
    expect(meanOf(stated, "demands.repeated")).toBeGreaterThan(10);
    expect(meanOf(stated, "demands.contradicted")).toBeGreaterThan(0.5);
    expect(meanOf(stated, "demands.set-aside")).toBeGreaterThan(0);
    expect(meanOf(silent, "demands.contradicted")).toBeGreaterThan(0.5);
    expect(meanOf(silent, "demands.set-aside")).toBe(0);
  });

  test("every contradiction ends as the stated order has it", () => {
    const { precedence = [], protocols } = readShipped("too-many-demands").scenario;
    expect(protocols.length).toBeGreaterThan(precedence.length);
    const met = Array.from({ length: SEEDS }, (_, seed) => factsOf("too-many-demands", "base", seed + 1))
      .flat()
      .filter(({ kind }) => kind === "demand.contradicted");
    expect(met.length).toBeGreaterThan(5);
    // Nothing is set aside for the sake of the one that comes last, and nobody prevails over the one that comes first.
    for (const { against, outcome } of met) {
      if (against === precedence.at(-1)) expect(outcome).toBe("obeyed");
      if (against === precedence[0]) expect(outcome).toBe("set-aside");
    }
  });
});

describe("a second attack and the same team", () => {
  test("decisions wait for the only desk, and the second original stays up longer for it", () => {
    const [one, two] = [means("second-attack"), means("second-attack", "two-desks")];
    expect(meanOf(one, "decisions.waited")).toBeGreaterThan(4 * meanOf(two, "decisions.waited"));
    expect(meanOf(one, "decisions.wait")).toBeGreaterThan(10 * 60_000);
    expect(meanOf(one, "original.online.second")).toBeGreaterThan(meanOf(two, "original.online.second"));
  });

  test("each incident is assessed by itself, and what is sent about one is not taken for the other", () => {
    const facts = factsOf("second-attack", "base", 1);
    const assessed = facts.filter(
      ({ kind, decision }) => kind === "decision.taken" && decision === "assess-footage",
    );
    expect(assessed.length).toBeGreaterThanOrEqual(2);
    expect(facts.filter(({ kind }) => kind === "incident.began").map(({ incident }) => incident)).toEqual([
      "first",
      "elsewhere",
    ]);
  });
});

describe("harassment of a minor, through hotlines", () => {
  test("a hotline that works at night shortens what a file abroad is up, and secures more of it as evidence", () => {
    const [day, night] = [means("image-of-a-minor"), means("image-of-a-minor", "night-desk-abroad")];
    expect(meanOf(night, "item.hours@file-hosting")).toBeLessThan(
      0.8 * meanOf(day, "item.hours@file-hosting"),
    );
    expect(meanOf(night, "evidence.unsecured")).toBeLessThan(meanOf(day, "evidence.unsecured"));
  });

  test("command instead of hotlines takes more lawful items with it", () => {
    expect(meanOf(means("image-of-a-minor", "officer-notice"), "lawful.removed")).toBeGreaterThan(
      meanOf(means("image-of-a-minor"), "lawful.removed"),
    );
  });

  test("nothing is ever kept of what was put aside but as evidence, and private messages are never searched", () => {
    const base = means("image-of-a-minor");
    expect(meanOf(base, "evidence.lost")).toBe(0);
    expect(base.has("private.scanned")).toBe(false);
  });
});

describe("sixty small hosts", () => {
  test("coverage grows with the days and ends at those who can be written to; a register of addresses changes that", () => {
    const [base, known] = [means("sixty-hosts"), means("sixty-hosts", "everybody-has-an-address")];
    const at = (mark: string) => meanOf(base, `alert.coverage.small.at.${mark}`);
    expect(at("PT6H")).toBeLessThan(at("P1D"));
    expect(at("P1D")).toBeLessThanOrEqual(at("P3D"));
    expect(at("P3D")).toBeGreaterThan(0.55);
    expect(at("P3D")).toBeLessThan(0.75);
    expect(meanOf(known, "alert.coverage.small.at.P3D")).toBeGreaterThan(0.9);
    expect(meanOf(base, "alert.unreached.small.carrying")).toBeGreaterThan(15);
    expect(meanOf(known, "alert.unreached.small.carrying")).toBeLessThan(5);
    expect(meanOf(base, "messages.undeliverable")).toBeGreaterThan(20);
  });

  test("are sixty, a third of them without an address, and none is written twice", () => {
    const { platforms } = compile(readShipped("sixty-hosts").scenario);
    const small = platforms.filter(({ kind }) => kind === "small-local");
    expect(small).toHaveLength(60);
    expect(small.filter(({ id }) => id.startsWith("silent-host-"))).toHaveLength(20);
    expect(Object.keys(readShipped("sixty-hosts").scenario.platforms)).toHaveLength(5);
  });
});

const activation = (all: ReadonlyMap<string, number>) => meanOf(all, "time.activation");

const never = (seat: string) => [
  seat,
  {
    decisions: {
      attend: {
        present: { value: 0, assumed: [0, 0.1], because: "Away." },
        absent: { value: 1, assumed: [0.9, 1], because: "Away." },
      },
    },
  },
];

describe("five seats", () => {
  test("without its founders' majority the board acts later at night, unless the elected members are on call", () => {
    const [base, elected, onCall] = [
      means("five-seats", undefined, 100),
      means("five-seats", "founders-in-the-minority", 100),
      means("five-seats", "elected-on-call", 100),
    ];
    expect(activation(elected)).toBeGreaterThan(activation(base));
    expect(activation(onCall)).toBeLessThan(activation(elected));
  });

  test("two of five are no quorum: nothing is ever activated", () => {
    const away = readShippedWith("five-seats", "three-away", {
      actors: Object.fromEntries(["seat-three", "seat-four", "seat-five"].map(never)),
    });
    expect(meansOf(away, SEEDS).has("time.activation")).toBe(false);
  });
});
