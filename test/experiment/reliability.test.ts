import { describe, expect, test } from "vitest";
import { FEWEST_CASES, prepare, type ReliabilityRow, runReplications } from "../../src/experiment/index.ts";
import { ReliabilityFold } from "../../src/measures/index.ts";
import { Dictionary, Fact, type FactRecord, fromRecord, type Scenario } from "../../src/model/index.ts";
import { reliabilityBlocks } from "../../src/words/index.ts";
import { readShipped } from "../library/shipped.ts";

const reliabilityOf = (scenario: Scenario, replications: number) =>
  runReplications(prepare(scenario), { seed: 1, replications }).reliability;

function rowsOf(scenario: Scenario, replications: number): ReadonlyMap<string, ReliabilityRow> {
  const told = reliabilityOf(scenario, replications);
  if ("refused" in told) throw new Error("refused");
  return new Map(told.actors.map((row) => [row.actor, row]));
}

const SHAPE: ConstructorParameters<typeof ReliabilityFold>[0] = {
  horizon: 100_000,
  marks: [],
  platforms: [
    { id: "service", kind: "large-social", title: { en: "", fr: "" }, members: [], public: true, lanes: [] },
  ],
  actors: [{ id: "desk", kind: "competent-authority", title: { en: "", fr: "" } }],
  originals: [],
  duties: [
    {
      id: "hour",
      protocol: "law",
      title: { en: "", fr: "" },
      instrument: { en: "", fr: "" },
      kind: "law",
      source: { en: "", fr: "" },
      within: 10,
      counterfactual: false,
    },
    {
      id: "mark",
      protocol: "law",
      title: { en: "", fr: "" },
      instrument: { en: "", fr: "" },
      kind: "benchmark",
      source: { en: "", fr: "" },
      within: 10,
      counterfactual: false,
    },
  ],
  protocols: [],
  hasLookalikes: true,
};

/** Good and bad of a party after these facts: kept, broken, right alerts, wrong, right orders, false, answered, silent. */
function countsOf(party: number, records: readonly Partial<FactRecord>[]): number[] {
  const dictionary = new Dictionary();
  const fold = new ReliabilityFold(SHAPE, dictionary);
  for (const [index, record] of records.entries())
    fold.onFact(fromRecord({ n: index + 1, at: 0, ...record } as FactRecord, dictionary, new Fact()));
  fold.finish();
  return Array.from(fold.counts.subarray(party * 8, party * 8 + 8));
}
const [SERVICE, DESK] = [0, 1];
const delivered = (message: string, number = 1) =>
  ({
    kind: "message.delivered",
    to: "service",
    from: "desk",
    message,
    "message-number": number,
    items: 2,
  }) as const;
const removed = (status: string, cause: number) =>
  ({
    kind: "content.removed",
    platform: "service",
    by: "order",
    status,
    cause,
    postedAt: 0,
    views: 0,
    item: "00000000000000ff",
  }) as const;

const started = (duty: string, instance: number) =>
  ({ kind: "duty.started", debtor: "service", creditor: "desk", duty, instance, dueAt: 10 }) as const;

describe("what counts as a case", () => {
  test("an order that took something lawful down is false, and nobody's to answer; a right one that was obeyed is answered", () => {
    const facts = [delivered("removal-order"), removed("lawful:news", 1)];
    expect(countsOf(DESK, facts)).toEqual([0, 0, 0, 0, 0, 1, 0, 0]);
    expect(countsOf(SERVICE, facts)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    const right = [delivered("removal-order"), removed("unlawful", 1)];
    expect(countsOf(DESK, right)).toEqual([0, 0, 0, 0, 1, 0, 0, 0]);
    expect(countsOf(SERVICE, right)).toEqual([0, 0, 0, 0, 0, 0, 1, 0]);
  });

  test("a notice is an alert, wrong where it took something lawful down; nothing that others see is silence", () => {
    expect(countsOf(DESK, [delivered("notice"), removed("lawful:news", 1)])).toEqual([
      0, 0, 0, 1, 0, 0, 0, 0,
    ]);
    const decided = {
      kind: "decision.taken",
      actor: "service",
      decision: "answer",
      option: "ignore",
      cause: 1,
    } as const;
    expect(countsOf(SERVICE, [delivered("notice"), decided])).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    const sent = {
      kind: "message.sent",
      to: "desk",
      from: "service",
      message: "report-back",
      "message-number": 2,
      items: 0,
    } as const;
    expect(countsOf(SERVICE, [delivered("notice"), decided, { ...sent, cause: 2 }])[6]).toBe(1);
  });

  test("a duty stopped in time is kept, one that ran out is broken, a benchmark is nobody's", () => {
    const stopped = {
      kind: "duty.stopped",
      debtor: "service",
      duty: "law/hour",
      instance: 1,
      dueAt: 10,
      at: 10,
    } as const;
    const expired = {
      kind: "duty.expired",
      debtor: "service",
      duty: "law/hour",
      instance: 2,
      dueAt: 10,
      at: 10,
    } as const;
    const facts = [started("law/hour", 1), started("law/hour", 2), started("law/mark", 3), stopped, expired];
    expect(countsOf(SERVICE, facts)).toEqual([1, 1, 0, 0, 0, 0, 0, 0]);
  });

  test("a clock that a false order started is nobody's to keep", () => {
    const begun = {
      kind: "duty.started",
      debtor: "service",
      creditor: "desk",
      duty: "law/hour",
      instance: 1,
      dueAt: 10,
      cause: 1,
    } as const;
    const expired = {
      kind: "duty.expired",
      debtor: "service",
      duty: "law/hour",
      instance: 1,
      dueAt: 10,
      at: 10,
    } as const;
    const facts = [delivered("removal-order"), begun, removed("lawful:news", 1), expired];
    expect(countsOf(SERVICE, facts)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe("the index over runs", () => {
  const scenario = readShipped("unlawful-order").scenario;

  test("is good cases over all cases, with an interval that holds it; below 20 cases there is none", () => {
    const rows = rowsOf(scenario, 40);
    const desk = rows.get("interior-ministry") as ReliabilityRow;
    const { kept, rightAlerts, rightOrders, answered } = desk.counts;
    const sum = Object.values(desk.counts).reduce((total, each) => total + each, 0);
    expect(desk.cases).toBe(sum);
    expect(desk.cases).toBeGreaterThanOrEqual(FEWEST_CASES);
    expect(desk.index).toBeCloseTo((kept + rightAlerts + rightOrders + answered) / sum, 12);
    expect(desk.low).toBeLessThan(desk.index as number);
    expect(desk.high).toBeGreaterThan(desk.index as number);
    expect(desk.counts.falseOrders).toBeGreaterThan(0);
    const one = rowsOf(scenario, 1);
    for (const { cases, index, low, high } of one.values())
      if (cases < FEWEST_CASES) expect([index, low, high]).toEqual([null, null, null]);
    expect([...one.values()].some(({ cases }) => cases < FEWEST_CASES)).toBe(true);
  });

  test("says not enough, in both languages, and names who it will not rate", () => {
    const one = reliabilityOf(scenario, 1);
    for (const [language, words] of [
      ["en", "not enough"],
      ["fr", "pas assez"],
    ] as const)
      expect(JSON.stringify(reliabilityBlocks(one, (actor) => actor, language))).toContain(words);
    const { scenario: real } = readShipped("halle-2019");
    const told = reliabilityOf({ ...real, cap: 200 }, 1);
    expect(told).toEqual({ refused: "real" });
    expect(JSON.stringify(reliabilityBlocks(told, (actor) => actor, "en"))).toContain("nobody real is rated");
  });

  test("who orders more that is lawful is rated lower", () => {
    const index = (variant?: string) =>
      rowsOf(readShipped("unlawful-order", variant).scenario, 30).get("interior-ministry")?.index as number;
    const careful = readShipped("night-watch").scenario;
    expect(index()).toBeLessThan(rowsOf(careful, 30).get("interior-ministry")?.index as number);
  });
});
