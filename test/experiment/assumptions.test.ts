import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressOf,
  assumptionsOf,
  drawAssumptions,
  isEndless,
  KERNELS,
  oneAtATime,
  prepare,
  Replicator,
  withKernel,
} from "../../src/experiment/index.ts";
import { NO_REASON, type Platform, type Quantity, type Scenario } from "../../src/model/index.ts";
import { BASE, canonicalText, numbersOf, parseScenario, writeScenario } from "../../src/scenario/index.ts";
import { openFile } from "../../src/store/index.ts";
import { LIBRARY, readShipped, SCENARIO_IDS } from "../library/shipped.ts";
import { scenarioOf } from "./scenarios.ts";

/** Settings that are looked at: of a scenario as it stands, and of each of its variants, which share most of it. */
const SETTINGS = { base: 200, other: 30 };

const SHIPPED = SCENARIO_IDS.flatMap((id) =>
  readShipped(id).variants.map((variant) => [id, variant] as const),
);

/** How nearly shares add up in a file. */
const EXACT = 1e-6;

const indices = (count: number) => Array.from({ length: count }, (_, index) => index);

const valuesOf = (scenario: Scenario) => new Map(numbersOf(scenario).map(({ path, value }) => [path, value]));

const assumed = (value: number, low: number, high: number): Quantity => ({
  value,
  mark: { kind: "assumed", low, high, because: NO_REASON },
});

const viewsOf = ({ platforms }: Scenario) => platforms.near.views.value;
const offspringOf = ({ platforms }: Scenario) => platforms.near.offspring.near.value;
const mutationOf = ({ platforms }: Scenario) => platforms.near.mutation?.value ?? Number.NaN;

/** Values that are marked as assumed, or whose written form is. Statecharts hold their parameters as written. */
function countMarks(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, each) => sum + countMarks(each), 0);
  const { kind, assumed: range } = value as { readonly kind?: unknown; readonly assumed?: unknown };
  return inner + (kind === "assumed" || Array.isArray(range) ? 1 : 0);
}

/** What is written at each path: number and mark. */
const rangesOf = (scenario: Scenario) =>
  new Map(numbersOf(scenario).map(({ path, value, mark }) => [path, JSON.stringify([value, mark])]));

/** The table whose shares a number must add up with, or the number alone. */
const tablesByPath = (scenario: Scenario) =>
  new Map(numbersOf(scenario).map(({ path, sharesIn }) => [path, sharesIn ?? path]));

const TEXT = `
schemaVersion: 1
id: guesses
horizon: P2D
platforms:
  near:
    halfLife: { value: PT1H, assumed: [PT20M, PT3H] }
    tail: { value: 0.5, assumed: [0.25, 1] }
    views: { value: 100, assumed: [50, 400] }
    mutation: { value: 0.1, assumed: [0, 0.5] }
    offspring: { near: { value: 0.8, source: a report } }
    review: { reviewers: { value: 2, assumed: [1, 8] }, lanes: [{ id: all, service: PT1M }] }
originals:
  first: { platform: near, form: livestream, stream: { length: { value: P1D, assumed: [PT1H, P9D] } } }
channels:
  - { delay: { exponential: { mean: PT10M }, assumed: [PT0S, PT1H] } }
fertility: { tail: { value: 2, assumed: [0.5, 4] } }
variants:
  popular: { overlay: { platforms: { near: { views: { value: 1000, assumed: [500, 4000] } } } } }
  reported: { overlay: { platforms: { near: { views: { source: a report, assumed: null } } } } }
`;

/** Without what shared profiles say of decisions that no protocol here takes: in the scenario's own file it is a slip. */
function withKnownDecisions(scenario: Scenario): Scenario {
  const known = new Set(scenario.protocols.flatMap(({ decisions }) => Object.keys(decisions)));
  const platforms = Object.entries(scenario.platforms).map(([name, platform]) => {
    const decisions = Object.entries(platform.decisions).filter(([decision]) => known.has(decision));
    return [name, { ...platform, decisions: Object.fromEntries(decisions) }];
  });
  return { ...scenario, platforms: Object.fromEntries(platforms) };
}

describe("assumptions", () => {
  test.each(SHIPPED)("%s, %s: are all that is marked as one", (id, variant) => {
    const { scenario } = readShipped(id, variant);
    expect(assumptionsOf(scenario)).toHaveLength(countMarks({ ...scenario, variants: {}, reported: [] }));
  });

  test("say the number, its range, its unit and why", () => {
    const [halfLife] = assumptionsOf(scenarioOf(TEXT)).filter(({ path }) => path.endsWith("halfLife"));
    expect(halfLife).toEqual({
      path: "platforms.near.halfLife",
      value: 3_600_000,
      low: 1_200_000,
      high: 10_800_000,
      unit: "ms",
      because: NO_REASON,
    });
  });
});

describe("a draw of every assumption", () => {
  test.each(SHIPPED)("%s, %s: gives a scenario that its author could have written", (id, variant) => {
    const { scenario } = readShipped(id, variant);
    const assumptions = assumptionsOf(scenario);
    const paths = new Set(assumptions.map(({ path }) => path));
    const others = [...valuesOf(scenario)].filter(([path]) => !paths.has(path));
    for (const setting of indices(variant === BASE ? SETTINGS.base : SETTINGS.other)) {
      const drawn = drawAssumptions(scenario, 3, setting);
      const numbers = valuesOf(drawn);
      const outside = assumptions.filter(({ path, low, high, unit }) => {
        const value = numbers.get(path) as number;
        return !(low <= value && value <= high) || (unit === "ms" && !Number.isInteger(value));
      });
      expect(outside).toEqual([]);
      expect(others.filter(([path, value]) => numbers.get(path) !== value)).toEqual([]);
      const sums = tablesOf(drawn).filter(
        ({ sum, isWhole }) => sum > 1 + EXACT || (isWhole && sum < 1 - EXACT),
      );
      expect(sums).toEqual([]);
      const people = [
        ...Object.values(drawn.platforms).flatMap(({ review, staff }) => [
          review?.reviewers.value ?? 1,
          staff?.people.value ?? 1,
        ]),
        ...Object.values(drawn.actors).map(({ desks }) => desks?.value ?? 1),
      ];
      expect(people.filter((each) => !Number.isInteger(each) || each < 1)).toEqual([]);
      expect(isEndless(drawn)).toBe(false);
    }
  });

  test.each(SCENARIO_IDS)("%s: reads without a fault once it is written", (id) => {
    const { scenario } = readShipped(id);
    const file = LIBRARY.scenarios.find((each) => each.id === id);
    const opened = openFile(LIBRARY, file?.path ?? "");
    if (!opened.ok) throw new Error(JSON.stringify(opened.diagnostics));
    for (const setting of indices(3)) {
      const drawn = withKnownDecisions(drawAssumptions(scenario, 5, setting));
      const result = parseScenario(writeScenario({ ...drawn, variants: {}, compared: [] }), {
        source: id,
        read: opened.read,
      });
      if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
      // Protocols are named in the file, not written.
      const { protocols } = scenario;
      expect(canonicalText(result.scenario)).toBe(canonicalText({ ...drawn, protocols }));
    }
  });

  test.each(SHIPPED)("%s, %s: can be made ready, and run as it stands", (id, variant) => {
    const drawn = { ...drawAssumptions(readShipped(id, variant).scenario, 1, 7), cap: 500 };
    const replicator = new Replicator(prepare(drawn));
    if (variant === BASE) expect(replicator.run(1, 7).attempts).toBeGreaterThan(0);
    else expect(replicator.layout.length).toBeGreaterThan(0);
  });

  test.each(SCENARIO_IDS)("%s: gives every variant the same numbers where they assume the same", (id) => {
    const base = readShipped(id).scenario;
    for (const variant of readShipped(id).variants) {
      const other = readShipped(id, variant).scenario;
      const [here, there] = [rangesOf(base), rangesOf(other)];
      const changed = new Set(
        [...tablesByPath(base), ...tablesByPath(other)].flatMap(([path, table]) =>
          here.get(path) === there.get(path) ? [] : [table],
        ),
      );
      const shared = [...tablesByPath(base)].flatMap(([path, table]) => (changed.has(table) ? [] : [path]));
      expect(shared.length).toBeGreaterThan(100);
      for (const setting of indices(5)) {
        const [a, b] = [base, other].map((each) => {
          const values = valuesOf(drawAssumptions(each, 2, setting));
          return shared.map((path) => [path, values.get(path)]);
        });
        expect(b).toEqual(a);
      }
    }
  });

  test("lies as low or as high in a variant's own range as in the scenario's", () => {
    const [base, popular, reported] = ["base", "popular", "reported"].map((variant) =>
      scenarioOf(TEXT, variant),
    );
    for (const setting of indices(50)) {
      const [few, many, known] = [base, popular, reported].map((each) =>
        viewsOf(drawAssumptions(each, 9, setting)),
      );
      expect(many).toBeCloseTo(10 * few, 6);
      expect(known).toBe(100);
    }
  });

  test("has what is written as its median, and is as even in factors as in the number", () => {
    const count = 4000;
    const scenario = scenarioOf(TEXT);
    const draws = indices(count).map((setting) => drawAssumptions(scenario, 1, setting));
    const below = (limit: number, of: (scenario: Scenario) => number) =>
      draws.filter((each) => of(each) < limit).length / count;
    for (const [share, wanted] of [
      [below(100, viewsOf), 1 / 2],
      [below(Math.sqrt(50 * 100), viewsOf), 1 / 4],
      [below(Math.sqrt(100 * 400), viewsOf), 3 / 4],
      [below(0.1, mutationOf), 1 / 2],
      [below(0.05, mutationOf), 1 / 4],
      [below(0.3, mutationOf), 3 / 4],
    ]) {
      // Four standard errors of a share, the largest that they can be.
      expect(Math.abs(share - wanted)).toBeLessThan(2 / Math.sqrt(count));
    }
  });

  test("keeps to what its place may hold: whole reviewers, a stream within the horizon, a tail above 1, a mean that lasts", () => {
    const scenario = scenarioOf(TEXT);
    const drawn = indices(500).map((setting) => drawAssumptions(scenario, 4, setting));
    const reviewers = drawn.map(({ platforms }) => platforms.near.review?.reviewers.value ?? 0);
    expect(new Set(reviewers)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    const horizon = scenario.horizon ?? 0;
    const lengths = drawn.map(({ originals }) => originals.first.stream?.length.value ?? 0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(horizon);
    expect(Math.max(...lengths)).toBeGreaterThan(0.9 * horizon);
    expect(Math.min(...drawn.map(({ fertility }) => fertility?.tail.value ?? 0))).toBeGreaterThan(1);
    for (const { channels } of drawn) expect(channels[0].delay.law).toMatchObject({ kind: "exponential" });
    const still = oneAtATime(scenario).find(({ path, end }) => path === "channels.0.delay" && end === "low");
    expect(still?.scenario.channels[0].delay.law).toEqual({ kind: "exponential", mean: 1 });
  });

  test("moves no other number when one range changes", () => {
    const before = scenarioOf(TEXT);
    const after = scenarioOf(TEXT.replace("[50, 400]", "[90, 110]"));
    for (const setting of indices(20)) {
      const [a, b] = [before, after].map((each) => valuesOf(drawAssumptions(each, 6, setting)));
      const moved = [...a].flatMap(([path, value]) => (b.get(path) === value ? [] : [path]));
      expect(moved).toEqual(["platforms.near.views"]);
    }
  });

  test("is the same whatever was drawn before, and another for another index or seed", () => {
    const scenario = scenarioOf(TEXT);
    const first = drawAssumptions(scenario, 8, 3);
    for (const setting of indices(10)) drawAssumptions(scenario, 8, setting);
    // As it arrives in another process.
    const fresh = JSON.parse(JSON.stringify(scenario)) as Scenario;
    expect(drawAssumptions(fresh, 8, 3)).toEqual(first);
    const which = { seed: 8, replication: 0 };
    const addresses = [8, 9].flatMap((seed) =>
      indices(50).map((setting) => addressOf(drawAssumptions(scenario, seed, setting), which)),
    );
    expect(new Set([...addresses, addressOf(scenario, which)]).size).toBe(101);
  });

  test("leaves a scenario without assumptions as it is", () => {
    const scenario = scenarioOf(TEXT.replace(/, assumed: \[[^\]]*\]/g, ", source: a report"));
    expect(assumptionsOf(scenario)).toEqual([]);
    expect(drawAssumptions(scenario, 1, 1)).toEqual(scenario);
    expect(oneAtATime(scenario)).toEqual([]);
  });
});

interface SumOfShares {
  readonly sum: number;
  /** told in full: options always are, an audience where it was written so */
  readonly isWhole: boolean;
}

const sumOf = (table: Readonly<Record<string, Quantity>>) =>
  Object.values(table).reduce((sum, { value }) => sum + value, 0);

function tablesOf(scenario: Scenario): SumOfShares[] {
  const parties = [...Object.values(scenario.platforms), ...Object.values(scenario.actors)];
  const options = [
    ...parties.flatMap(({ decisions }) => Object.values(decisions)),
    ...scenario.protocols.flatMap(({ decisions }) => Object.values(decisions).map((each) => each.options)),
  ];
  return [
    ...options.map((table) => ({ sum: sumOf(table), isWhole: true })),
    ...Object.values(scenario.platforms).map(({ audience }) => ({ sum: sumOf(audience), isWhole: false })),
  ];
}

/** Some shares of 1 together, or of less, each assumed within a range around it, sourced or unmarked. */
const shares = (full: boolean) =>
  fc
    .array(
      fc.record({
        weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
        down: fc.double({ min: 0, max: 1, noNaN: true }),
        up: fc.double({ min: 0, max: 1, noNaN: true }),
        isAssumed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => {
      const sum = parts.reduce((all, { weight }) => all + weight, 0) / (full ? 1 : 0.8);
      return Object.fromEntries(
        parts.map(({ weight, down, up, isAssumed }, place): [string, Quantity] => {
          const value = weight / sum;
          return [
            `o${place}`,
            isAssumed
              ? assumed(value, value * down, value + (1 - value) * up)
              : { value, mark: { kind: "sourced", source: { en: "", fr: "" } } },
          ];
        }),
      );
    });

const outsideOf = (table: Readonly<Record<string, Quantity>>) =>
  Object.values(table).filter(
    ({ value, mark }) => mark.kind === "assumed" && !(mark.low <= value && value <= mark.high),
  );

describe("shares that must add up", () => {
  const base = scenarioOf(TEXT);
  const withPlatform = (change: Partial<Platform>): Scenario => ({
    ...base,
    platforms: { near: { ...base.platforms.near, ...change } },
  });

  test("do so after every draw and at every end, each within its range", () => {
    fc.assert(
      fc.property(shares(true), shares(true), shares(false), fc.nat(), (options, whole, part, setting) => {
        const choices = withPlatform({ decisions: { choose: options }, audience: whole });
        const others = withPlatform({ audience: part });
        const made = [choices, others].flatMap((scenario) => [
          drawAssumptions(scenario, 1, setting),
          ...oneAtATime(scenario).map((each) => each.scenario),
        ]);
        for (const { platforms } of made) {
          const { decisions, audience } = platforms.near;
          expect([...outsideOf(decisions.choose ?? {}), ...outsideOf(audience)]).toEqual([]);
          const [chosen, seen] = [decisions.choose ?? {}, audience].map(sumOf);
          expect(seen).toBeLessThan(1 + EXACT);
          if (decisions.choose === undefined) continue;
          expect(seen).toBeGreaterThan(1 - EXACT);
          expect(Math.abs(chosen - 1)).toBeLessThan(EXACT);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("reach every value of a range that begins at the least of numbers", () => {
    const whole = {
      a: assumed(0.05725952295832045, Number.MIN_VALUE, 0.05725952295832045),
      b: assumed(0.17133210085969236, 0, 0.17133210085969236),
      c: assumed(0.7714083761819872, 0, 0.8286678991403076),
    };
    const shared = withPlatform({ audience: whole });
    const made = [
      ...indices(100).map((setting) => drawAssumptions(shared, 1, setting)),
      ...oneAtATime(shared).map(({ scenario }) => scenario),
    ];
    for (const { platforms } of made) {
      const { audience } = platforms.near;
      expect(outsideOf(audience)).toEqual([]);
      expect(Math.abs(sumOf(audience) - 1)).toBeLessThan(EXACT);
    }
  });

  test("of two options move together, whichever is the larger", () => {
    for (const setting of indices(100)) {
      const [seldom, often] = [0.2, 0.8].map((yes) => {
        const options = { no: assumed(1 - yes, 0, 1), yes: assumed(yes, 0, 1) };
        const drawn = drawAssumptions(withPlatform({ decisions: { choose: options } }), 2, setting);
        return drawn.platforms.near.decisions.choose.yes.value;
      });
      expect(seldom < 0.2).toBe(often < 0.8);
    }
  });

  test("where one option alone is assumed, leave the rest to the others as they were to each other", () => {
    const scenario = withPlatform({
      decisions: {
        choose: {
          a: assumed(0.5, 0.1, 0.9),
          b: { value: 0.3, mark: { kind: "sourced", source: { en: "", fr: "" } } },
          c: { value: 0.2, mark: { kind: "unmarked" } },
        },
      },
    });
    for (const setting of indices(20)) {
      const { a, b, c } = drawAssumptions(scenario, 2, setting).platforms.near.decisions.choose;
      expect(a.value + b.value + c.value).toBeCloseTo(1, 12);
      expect(b.value / c.value).toBeCloseTo(1.5, 9);
    }
  });
});

/** Nothing bounds it but its own spread, which may be too much. */
const UNBOUNDED = `
schemaVersion: 1
id: unbounded
platforms:
  near:
    halfLife: PT1H
    views: { value: 100, assumed: [50, 400] }
    offspring: { near: { value: 0.6, assumed: [0.3, 5] } }
originals:
  first: { platform: near }
`;

describe("a scenario without horizon, cap or population", () => {
  const scenario = scenarioOf(UNBOUNDED);

  test("never grows without end in a draw", () => {
    const bounded = { ...scenario, horizon: 1000 * 3_600_000 };
    let pulled = 0;
    for (const setting of indices(100)) {
      const drawn = drawAssumptions(scenario, 1, setting);
      const free = drawAssumptions(bounded, 1, setting);
      expect(isEndless(drawn)).toBe(false);
      expect(offspringOf(drawn)).toBeLessThan(1);
      // Only what spreads is held back, and only where it must be.
      expect(drawn.platforms.near.views.value).toBe(free.platforms.near.views.value);
      if (offspringOf(free) < 1) expect(offspringOf(drawn)).toBe(offspringOf(free));
      else pulled++;
      if (offspringOf(drawn) < 0.9) new Replicator(prepare(drawn)).run(1, setting);
    }
    expect(pulled).toBeGreaterThan(20);
  });

  test("is held back at an end of a range, which says where it stopped", () => {
    const [low, high] = oneAtATime(scenario).filter(({ path }) => path.includes("offspring"));
    expect(low.value).toBe(0.3);
    expect(isEndless(high.scenario)).toBe(false);
    expect(high.value).toBe(offspringOf(high.scenario));
    expect(high.value).toBeGreaterThan(0.6);
  });

  test("is told as endless when another kernel makes it so", () => {
    const rules = scenarioOf(`
schemaVersion: 1
id: slow-start
platforms: { near: { halfLife: PT1H, tail: 0.25, offspring: { near: 1.5 } } }
originals: { first: { platform: near } }
rules: { removal: { after: PT2H } }
`);
    expect(KERNELS.map((kernel) => isEndless(withKernel(rules, kernel)))).toEqual([true, false]);
  });
});

describe("one assumption at a time", () => {
  test("stands at each end of its range, and no other number moves but shares that must add up", () => {
    const { scenario } = readShipped(SCENARIO_IDS[0]);
    const written = valuesOf(scenario);
    const tables = new Map(numbersOf(scenario).map(({ path, sharesIn }) => [path, sharesIn]));
    const ends = oneAtATime(scenario);
    const assumptions = assumptionsOf(scenario);
    expect(ends.map(({ path, end }) => `${path} ${end}`)).toEqual(
      assumptions.flatMap(({ path }) => [`${path} low`, `${path} high`]),
    );
    for (const [place, { path, end, value, scenario: changed }] of ends.entries()) {
      const { low, high } = assumptions[Math.floor(place / 2)];
      const numbers = valuesOf(changed);
      expect(numbers.get(path)).toBeCloseTo(value, 9);
      if (tables.get(path) === undefined) expect(value).toBe(end === "low" ? low : high);
      const others = [...numbers].filter(([other, there]) => other !== path && there !== written.get(other));
      for (const [other] of others) expect(tables.get(other)).toBe(tables.get(path));
      if (tables.get(path) === undefined) expect(others).toEqual([]);
    }
  });
});

test("a kernel is chosen without a change to anything else", () => {
  const scenario = scenarioOf(TEXT);
  expect(withKernel(scenario, scenario.kernel)).toBe(scenario);
  expect(withKernel(scenario, "power-law")).toEqual({ ...scenario, kernel: "power-law" });
});
