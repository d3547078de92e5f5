import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  assumptionsOf,
  ComparisonRun,
  KERNELS,
  type MeasureComparison,
  nameOfRow,
  PER_SETTING,
  type ReplicationResult,
} from "../../src/experiment/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import { numbersOf, parseScenario } from "../../src/scenario/index.ts";
import { openFile } from "../../src/store/index.ts";
import { LIBRARY } from "../library/shipped.ts";
import { comparisonOf, complete, requestOf } from "./run-comparison.ts";
import { CASCADE, scenarioOf } from "./scenarios.ts";

const HEADLINE = `${CASCADE}headline: [item.hours, items.removed]
lookalikes:
  news: { platform: near, count: 3, arrives: { fixed: PT1H }, views: 10 }
`;
const slow = scenarioOf(HEADLINE);
const fast = scenarioOf(HEADLINE.replace("mean: PT2H", "mean: PT20M"));

/** The cascade when so many of its items are found, each after such a time. */
function under(after: string, found: number): Scenario {
  return scenarioOf(
    HEADLINE.replace("exponential: { mean: PT2H }", after).replace("found: 0.9", `found: ${found}`),
  );
}

describe("a comparison", () => {
  test("of a variant with itself differs by nothing, anywhere, under either kernel", () => {
    const { tables, headlines } = comparisonOf({ base: slow, same: scenarioOf(HEADLINE) });
    expect(tables.map(({ kernel }) => kernel)).toEqual([...KERNELS]);
    for (const { measures } of tables) {
      for (const { difference } of measures) {
        expect(difference?.isAlike).toBe(true);
        expect(difference?.estimate ?? 0).toBe(0);
      }
    }
    expect(headlines.map(({ verdict }) => verdict.kind)).toEqual(["no-difference", "none"]);
  });

  test("says which is better, the scenario's own kernel first, and by how much in pairs", () => {
    const { headlines, replications, isPartial, kernels } = comparisonOf({ slow, fast });
    expect([replications, isPartial, kernels[0]]).toEqual([60, false, slow.kernel]);
    const [hours, total] = headlines;
    expect(hours).toMatchObject({ measure: "item.hours", verdict: { kind: "better" }, turnsOver: false });
    expect(hours.byKernel.every(({ estimate }) => (estimate as number) < 0)).toBe(true);
    // A volume: neither way is better.
    expect(total.verdict).toEqual({ kind: "none", why: "no-direction" });
  });

  test("gives no verdict on exposure where nothing lawful is there to be hit", () => {
    const bare = comparisonOf({
      slow: scenarioOf(CASCADE),
      fast: scenarioOf(CASCADE.replace("PT2H", "PT20M")),
    });
    // It names no headline: the usual ones stand in.
    const hours = bare.headlines.find(({ measure }) => measure === "item.hours");
    expect(hours?.verdict).toEqual({ kind: "none", why: "no-lookalikes" });
  });

  test("is the same document in whatever order its results come", () => {
    const results: ReplicationResult[] = [];
    const request = requestOf({ slow, fast }, { replications: 30 });
    const inOrder = complete(new ComparisonRun(request), 1, (result) => results.push(result));
    const backwards = new ComparisonRun(request);
    for (const result of results.reverse()) backwards.add(result);
    expect(backwards.next()).toEqual([]);
    expect(backwards.comparison()).toEqual(inOrder);
  });

  test("that is cut short is one of the unbroken prefix, and says so", () => {
    const run = new ComparisonRun(requestOf({ slow, fast }));
    const results: ReplicationResult[] = [];
    complete(new ComparisonRun(requestOf({ slow, fast })), 1, (result) => results.push(result));
    // One replication of one setting is missing in the middle.
    const missing = results.find(({ replication }) => replication === 35);
    for (const result of results) if (result !== missing) run.add(result);
    expect(run.comparison()).toEqual({
      ...comparisonOf({ slow, fast }, { replications: 35 }),
      wanted: 60,
      isPartial: true,
    });
    expect(run.next()).toEqual([
      { setting: run.settings.findIndex(({ id }) => id === missing?.setting), from: 35, to: 36 },
    ]);
  });

  test("that goes on asks for what is not there and nothing else", () => {
    const shorter: ReplicationResult[] = [];
    complete(new ComparisonRun(requestOf({ slow, fast }, { replications: 20 })), 1, (r) => shorter.push(r));
    const longer = new ComparisonRun(requestOf({ slow, fast }, { replications: 30 }));
    for (const result of shorter) longer.add(result);
    let ran = 0;
    complete(longer, 1, () => ran++);
    expect(ran).toBe(10 * longer.settings.length);
  });

  test("stops at the precision that was asked for, or goes on to the end and names what is slow", () => {
    const asked = { replications: 1000, precision: 0.5 };
    const { precision, replications, isPartial } = comparisonOf({ slow, fast }, asked);
    expect(precision?.stoppedAt).toBe(replications);
    expect([replications < 1000, replications % 100, isPartial]).toEqual([true, 0, false]);
    const never = comparisonOf({ slow, fast }, { replications: 250, precision: 0.0001 });
    expect(never.replications).toBe(250);
    expect(never.precision?.stoppedAt).toBeNull();
    expect(never.precision?.slowest?.name).toMatch(/^fast item/);
  });

  test("counts as open what had not come by the end: removing less never beats removing all", () => {
    const all = under("fixed: PT3H", 1);
    const some = under("fixed: PT1H", 0.4);
    const { tables } = comparisonOf({ all, some }, { replications: 100 });
    const better = tables.flatMap(({ measures }) =>
      measures.filter(({ verdict }) => verdict.kind === "better").map(nameOfRow),
    );
    // After an hour fewer are online, and that is all that may be said for it.
    expect(better.filter((name) => !name.startsWith("items.online.at.PT1H"))).toEqual([]);
  });
});

const UNSURE = HEADLINE.replace(
  "found: 0.9",
  "found: { value: 0.6, assumed: [0.1, 1], because: nobody knows }",
);

describe("what we do not know", () => {
  const asked = { assumptions: "vary", replications: 40 } as const;
  const varied = comparisonOf(
    { slow: scenarioOf(UNSURE), fast: scenarioOf(UNSURE.replace("PT2H", "PT20M")) },
    asked,
  );

  test("is drawn for each setting, and the verdict counts settings under both kernels", () => {
    expect(varied.replications).toBe(40 * PER_SETTING);
    const [{ doubt, verdict }] = varied.headlines;
    expect(doubt?.kernels.map(({ kernel, settings, perSetting }) => [kernel, settings, perSetting])).toEqual(
      varied.kernels.map((kernel) => [kernel, 40, PER_SETTING]),
    );
    expect(verdict).toEqual(doubt?.verdict);
  });

  test("makes no difference to a variant that is the baseline by another name", () => {
    const { headlines } = comparisonOf({ base: scenarioOf(UNSURE), same: scenarioOf(UNSURE) }, asked);
    expect(headlines[0].verdict.kind).toBe("no-difference");
  });

  test("leaves intervals to replications that know nothing of each other: one for each draw", () => {
    const [{ measures }] = varied.tables;
    const hours = measures.find((row) => nameOfRow(row) === "item.hours");
    expect([hours?.difference?.pairs, hours?.baseline?.replications]).toEqual([40, 40]);
  });

  test("is shown one assumption at a time: each end of each range against the assumed values", () => {
    const { tornado } = comparisonOf(
      { slow: scenarioOf(UNSURE), fast: scenarioOf(UNSURE.replace("PT2H", "PT20M")) },
      { replications: 30, sensitivity: 30 },
    );
    const [{ measure, bars }] = tornado;
    expect(measure).toBe("item.hours");
    expect(bars.map(({ path }) => path).sort()).toEqual(
      assumptionsOf(scenarioOf(UNSURE))
        .map(({ path }) => path)
        .sort(),
    );
    for (const { low, high } of bars) expect([low === null, high === null]).toEqual([false, false]);
  });
});

describe("a tornado over many ranges", () => {
  test("looks at all with a few replications, and closely at those that move most", () => {
    const variants = {
      slow: scenarioOf(UNSURE),
      fast: scenarioOf(UNSURE.replace("PT2H", "PT20M")),
    };
    const screened = comparisonOf(variants, {
      replications: 30,
      sensitivity: 30,
      screen: { replications: 2, keep: 1 },
    });
    const [{ bars, screened: how, replications }] = screened.tornado;
    const ranges = assumptionsOf(variants.slow).length;
    expect([bars.length, replications, how]).toEqual([1, 30, { ranges, replications: 2 }]);
    const all = comparisonOf(variants, { replications: 30, sensitivity: 30 }).tornado[0];
    expect(all.bars.find(({ path }) => path === bars[0].path)).toEqual(bars[0]);
  });
});

/** One host, one order, and that names lawful items only; nothing else removes anything. */
function underUnlawfulOrder(answer: "comply" | "ignore"): Scenario {
  const file = openFile(LIBRARY, join(import.meta.dirname, "../rights/one-order.yaml"));
  if (!file.ok) throw new Error(JSON.stringify(file.diagnostics));
  const text = file.text
    .replace(
      "answer-order: { comply: 1, clarify: 0, impossible: 0, ignore: 0 }",
      `answer-order: { ${answer}: 1, ${["comply", "clarify", "impossible", "ignore"]
        .filter((option) => option !== answer)
        .map((option) => `${option}: 0`)
        .join(", ")} }`,
    )
    .replace("count: 5, arrives: { fixed: PT1H }", "count: 200, arrives: { fixed: PT1M }")
    .replace("union-only: 1", "union-only: 0")
    .replace("everywhere: 0", "everywhere: 1")
    .concat("headline: [item.hours, views.total, lawful.removed, duties.met.share.law]\n");
  const read: typeof file.read = (name, kind) => {
    const found = file.read(name, kind);
    if (!("text" in found) || !found.text.includes(ALL_RIGHT)) return found;
    return { ...found, text: found.text.replace(ALL_RIGHT, "wrong: { value: 1, assumed: [0, 1]") };
  };
  const parsed = parseScenario(text, { ...file, read });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  expect(
    numbersOf(parsed.scenario).filter(({ path, value }) => path.endsWith(".wrong") && value === 1),
  ).toHaveLength(1);
  return parsed.scenario;
}

/** The share of wrong addresses in an order, as the protocol has it. */
const ALL_RIGHT = "wrong: { value: 0.03, assumed: [0, 0.15]";

describe("an order that is unlawful in truth", () => {
  test("is never better obeyed than refused, whatever is measured", () => {
    const { tables } = comparisonOf(
      { refused: underUnlawfulOrder("ignore"), obeyed: underUnlawfulOrder("comply") },
      { replications: 40 },
    );
    const measures = tables.flatMap((table): readonly MeasureComparison[] => table.measures);
    const kinds = (id: string) =>
      measures.filter((each) => each.id === id).map(({ verdict }) => verdict.kind);
    expect(kinds("lawful.removed")).toContain("worse");
    expect(measures.filter(({ verdict }) => verdict.kind === "better").map(nameOfRow)).toEqual([]);
  });
});
