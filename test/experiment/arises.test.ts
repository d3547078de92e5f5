import { beforeAll, describe, expect, test } from "vitest";
import {
  type Comparison,
  type ComparisonRun,
  prepare,
  whatDoesNotArise,
} from "../../src/experiment/index.ts";
import { comparisonPage } from "../../src/words/index.ts";
import { type NamedScenario, pageOf, runComparison } from "../builders/comparison.ts";
import { loadScenario } from "../builders/library.ts";
import { load } from "../closed-forms/estimate.ts";

/** Steps of a protocol: what a variant does not know how to do is neither late nor early in it. */

const SCENARIO = "christchurch-2019";
/** Nobody has hashes in it. */
const WITHOUT = "without-hashes";
const named = (name: string): NamedScenario => {
  const scenario = loadScenario(SCENARIO, name === "base" || name === WITHOUT ? undefined : name);
  const few = { ...scenario, horizon: 3_600_000, headline: ["time.activation", "item.hours"] };
  const protocols = scenario.protocols.map(({ hash, ...rest }) =>
    name === WITHOUT ? rest : { ...rest, hash },
  );
  return { name, title: { en: name, fr: name }, scenario: { ...few, protocols } };
};

let variants: readonly NamedScenario[] = [];
let run: ComparisonRun;
let comparison: Comparison;
beforeAll(() => {
  variants = ["base", "content-incident-protocol", WITHOUT].map(named);
  run = runComparison(variants, { replications: 8, precision: 0.5 });
  comparison = run.comparison();
});

const rowOf = (variant: string, id: string) =>
  comparison.tables
    .find((table) => table.variant === variant)
    ?.measures.find((row) => row.id === id && row.platform === undefined);

describe("a step that nothing in a variant can bring about", () => {
  test("is known from its statecharts: who activates, who shares hashes, who assesses", () => {
    const [base, protocol, alone] = variants.map(({ scenario }) => whatDoesNotArise(prepare(scenario)));
    expect([base.has("time.activation"), protocol.has("time.activation")]).toEqual([true, false]);
    expect([base, protocol].map((each) => each.has("time.assessment"))).toEqual([false, false]);
    expect([base.has("time.hash.shared"), alone.has("time.hash.shared")]).toEqual([false, true]);
    // What a protocol is for is an outcome, whether it comes or not.
    for (const each of [base, protocol, alone])
      for (const id of ["time.removal.first", "item.hours", "original.online"])
        expect(each.has(id)).toBe(false);
  });

  test("is all of them where there are no statecharts", () => {
    const bare = whatDoesNotArise(prepare(load("test/closed-forms", "two-phase")));
    expect(bare.has("time.report") && bare.has("time.confirmation") && bare.has("time.activation")).toBe(
      true,
    );
  });

  test("is not asked of a role that nobody plays", () => {
    const { scenario } = named("content-incident-protocol");
    const idle = {
      ...scenario,
      protocols: scenario.protocols.map((protocol) => ({
        ...protocol,
        roles: Object.fromEntries(
          Object.entries(protocol.roles).map(([id, role]) => [id, { ...role, for: { kind: "court" } }]),
        ),
      })),
    };
    expect(whatDoesNotArise(prepare(scenario)).has("time.activation")).toBe(false);
    expect(whatDoesNotArise(prepare(idle)).has("time.activation")).toBe(true);
  });

  test("gets neither a verdict nor a number there, whichever side it is", () => {
    expect(rowOf("content-incident-protocol", "time.activation")).toMatchObject({
      verdict: { kind: "none", why: "not-in-baseline" },
      baseline: null,
      difference: null,
    });
    expect(rowOf(WITHOUT, "time.hash.shared")).toMatchObject({
      verdict: { kind: "none", why: "not-in-variant" },
      variant: null,
      difference: null,
    });
    expect(rowOf(WITHOUT, "time.hash.shared")?.baseline?.replications).toBe(8);
    expect(rowOf("content-incident-protocol", "time.assessment")?.verdict.kind).not.toBe("none");
  });

  test("is nothing that a wanted precision waits for, and no distribution", () => {
    expect(comparison.precision?.slowest?.name ?? "").not.toContain("time.activation");
    const shown = comparison.distributions.filter(({ measure }) => measure === "time.activation");
    expect(new Set(shown.map(({ variant }) => variant))).toEqual(new Set(["content-incident-protocol"]));
  });

  test("is said so in both languages", () => {
    const page = pageOf(variants, run);
    const said = (language: "en" | "fr") =>
      JSON.stringify(comparisonPage(page, language)).replaceAll(/[\u00a0\u202f]/g, " ");
    expect(said("en")).toContain("does not arise under the baseline");
    expect(said("en")).toContain("does not arise under this variant");
    expect(said("fr")).toContain("n’existe pas dans la référence");
  });
});
