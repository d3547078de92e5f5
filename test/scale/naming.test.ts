import { beforeAll, describe, expect, test } from "vitest";
import { headerFor, prepare } from "../../src/experiment/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import { notesOf } from "../../src/words/index.ts";
import { type NamedScenario, pageOf, runComparison } from "../builders/comparison.ts";
import { readShipped } from "../library/shipped.ts";
import { type Agreement, agreementOf, runAtScales } from "./agreement.ts";

/** Orders that name so many items, one by one, round after round: at a scale they name others. */

const SCALE = 0.1;
const TWO_HOURS = 7_200_000;
const short = (variant: string): Scenario => ({
  ...readShipped("christchurch-2019", variant).scenario,
  horizon: TWO_HOURS,
});
const headerAt = (scenario: Scenario, scale: number) =>
  headerFor(prepare(scenario), { seed: 1, replication: 0 }, scale);

describe("orders that name a number of items again and again", () => {
  test.each([
    ["eu-removal-order", true],
    ["french-2020", true],
    // An alert service does so too, but to small services only; a body refers once.
    ["base", false],
    ["content-incident-protocol", false],
  ] as const)("are known by what is sent, how often and to whom: %s", (variant, names) => {
    const scenario = short(variant);
    expect(headerAt(scenario, SCALE).namesItems === true).toBe(names);
    // At full size everybody names what they name.
    expect(headerAt(scenario, 1).namesItems).toBeUndefined();
    const codes = notesOf(headerAt(scenario, SCALE), false, "en").map(({ code }) => code);
    expect(codes.includes("naming")).toBe(names);
  });

  test.each(["eu-removal-order", "french-2020"])(
    "leave nothing told at a scale but what is the same in every seed: %s",
    (variant) => {
      const sides = runAtScales({ scenario: short(variant), scales: [SCALE], seed: 3, replications: 3 });
      const found: readonly Agreement[] = agreementOf(sides);
      const told = found.filter(({ survives }) => survives);
      expect(told.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["time.assessment", "stream.length", "stream.views"]),
      );
      for (const { name, row } of told) expect([name, row.difference?.isAlike]).toEqual([name, true]);
      for (const lost of ["items.total", "item.hours", "views.total", "lawful.removed", "original.online"])
        expect(told.map(({ name }) => name)).not.toContain(lost);
    },
  );
});

describe("a comparison at a scale, where one variant has such orders", () => {
  let variants: readonly NamedScenario[] = [];
  beforeAll(() => {
    variants = ["base", "eu-removal-order", "hash-sharing-off"].map((name) => ({
      name,
      title: { en: name, fr: name },
      scenario: { ...readShipped("christchurch-2019", name).scenario, horizon: 6 * TWO_HOURS },
    }));
  });

  test("gives no verdict and no number on items against it, and on the others as ever", () => {
    const run = runComparison(variants, { replications: 2, scale: SCALE });
    const comparison = run.comparison();
    const row = (variant: string, id: string) =>
      comparison.tables
        .find((table) => table.variant === variant)
        ?.measures.find((each) => each.id === id && each.platform === undefined);
    expect(row("eu-removal-order", "item.hours")).toMatchObject({
      baseline: null,
      variant: null,
      difference: null,
      verdict: { kind: "none", why: "scale" },
    });
    expect(row("hash-sharing-off", "item.hours")?.difference?.estimate).toEqual(expect.any(Number));
    expect(row("eu-removal-order", "time.assessment")?.difference?.estimate).toEqual(expect.any(Number));
    for (const { points } of comparison.tradeOff)
      expect(points.map(({ id }) => id)).toEqual(["base", "hash-sharing-off"]);
    expect(comparison.distributions.some(({ variant }) => variant === "eu-removal-order")).toBe(false);
    const page = pageOf(variants, run);
    expect(page.tables).toHaveLength(4);
  });
});
