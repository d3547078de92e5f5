import { describe, expect, it } from "vitest";
import { kernelFromHalfLife } from "../../src/engine/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { meanShare } from "../../src/verification/criticality.ts";
import { findSupercritical } from "../../src/verification/index.ts";

function radiusOf(body: string): number | undefined {
  const text = `schemaVersion: 1\nid: any\noriginals: { clip: { platform: a } }\n${body}`;
  const result = parseScenario(text, { source: "any.yaml", read: () => ({ fault: "missing" }) });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  const found = findSupercritical(result.scenario, result.parsed.place);
  if (found !== undefined) expect(found).toMatchObject({ code: "scenario/supercritical", line: 4 });
  return found === undefined ? undefined : Number(found.details.radius);
}

const GROWING = "platforms: { a: { offspring: { a: 1.2 }, halfLife: PT1H } }\n";

describe("a scenario would grow without end", () => {
  it.each([
    ["when each item has one successor or more", GROWING, 1.2],
    ["at exactly one", "platforms: { a: { offspring: { a: 1 } } }\n", 1],
    ["through two platforms", "platforms: { a: { offspring: { b: 2 } }, b: { offspring: { a: 0.5 } } }\n", 1],
    ["when removal finds too few", `${GROWING}rules: { removal: { after: PT0S, found: 0.1 } }\n`, 1.08],
    [
      "when what goes comes back",
      "platforms: { a: { offspring: { a: 0.5 } } }\nreupload: { probability: 1 }\nrules: { removal: { after: PT0S } }\n",
      1,
    ],
    [
      "when its variants pass every block",
      `${GROWING}mutation: 0.1\nrules: { switches: [{ at: PT1H, block: 1 }] }\n`,
      1.2,
    ],
    ["when a switch never comes", `${GROWING}rules: { switches: [{ at: never, block: 1 }] }\n`, 1.2],
  ])("%s", (_, body, radius) => {
    expect(radiusOf(body)).toBeCloseTo(radius, 5);
  });
});

describe("a scenario comes to an end", () => {
  it.each([
    ["by its horizon", `${GROWING}horizon: P1D\n`],
    ["by its cap", `${GROWING}cap: 1000\n`],
    ["by its population", `${GROWING}population: 1000\n`],
    ["below one", "platforms: { a: { offspring: { a: 0.999 } } }\n"],
    [
      "by removal: n 1.2 at an exponential age of one half-life",
      `${GROWING}rules: { removal: { after: { exponential: { mean: PT1H } } } }\n`,
    ],
    [
      "by removal that a switch brings",
      `${GROWING}rules: { switches: [{ at: P1D, removal: { after: PT30M } }] }\n`,
    ],
    ["by blocking", `${GROWING}rules: { switches: [{ at: PT1H, block: 0.2 }] }\n`],
    [
      "where growth is out of reach",
      "platforms: { a: { offspring: { a: 0.5 } }, b: { offspring: { b: 2 } } }\n",
    ],
    [
      "with a long chain just below one",
      "platforms: { a: { offspring: { a: 0.99, b: 50 } }, b: { offspring: { b: 0.99 } } }\n",
    ],
  ])("%s", (_, body) => {
    expect(radiusOf(body)).toBeUndefined();
  });
});

describe("the mean share of offspring born by a random age", () => {
  const exponential = kernelFromHalfLife("exponential", 3_600_000, 1);
  const power = kernelFromHalfLife("power-law", 3_600_000, 0.25);
  const HOUR = 3_600_000;

  it.each([
    ["one half-life", { kind: "fixed", value: HOUR } as const, 0.5],
    ["exponential", { kind: "exponential", mean: HOUR } as const, Math.LN2 / (1 + Math.LN2)],
    [
      "gamma of shape 1 as exponential",
      { kind: "gamma", mean: HOUR, shape: 1 } as const,
      Math.LN2 / (1 + Math.LN2),
    ],
    ["never", { kind: "never" } as const, 1],
    ["the same either time", { kind: "empirical", values: [HOUR, HOUR] } as const, 0.5],
    [
      "a shift by a half-life",
      { kind: "shifted", by: HOUR, then: { kind: "fixed", value: 0 } } as const,
      0.5,
    ],
    ["lognormal, nearly fixed", { kind: "lognormal", median: HOUR, sigma: 0.001 } as const, 0.5],
  ])("%s", (_, law, expected) => {
    expect(meanShare(exponential, law)).toBeCloseTo(expected, 5);
    expect(meanShare(power, { kind: "fixed", value: HOUR })).toBeCloseTo(0.5, 5);
  });

  it("by quantiles comes near the closed form", () => {
    const exact = meanShare(exponential, { kind: "exponential", mean: HOUR });
    const shifted = { kind: "shifted", by: 0, then: { kind: "lognormal", median: HOUR, sigma: 1 } } as const;
    expect(Math.abs(meanShare(exponential, shifted) - meanShare(exponential, shifted.then))).toBeLessThan(
      1e-9,
    );
    expect(exact).toBeGreaterThan(0.4);
  });
});
