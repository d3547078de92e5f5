import { describe, expect, it } from "vitest";
import { type MeasureLister, parseScenario } from "../../src/scenario/index.ts";
import { readerOf } from "./reader.ts";

function codesOf(text: string, measures?: MeasureLister): string[] {
  const result = parseScenario(`schemaVersion: 1\nid: x\n${text}`, {
    source: "x",
    read: readerOf({}),
    measures,
  });
  const found = result.ok ? result.warnings : result.diagnostics;
  return found.map(({ code, line, path }) => `${line} ${code} ${path}`);
}

const CLIP = "originals: { clip: { platform: agora } }\n";

const rules = (rule: string) => codesOf(`horizon: PT2H\nplatforms: { agora: {} }\n${CLIP}rules: ${rule}`);
const lanes = (first: number, second: number) =>
  codesOf(
    `horizon: PT2H\nplatforms: { agora: { review: { reviewers: 2, lanes: [{ id: a, perHour: ${first}, service: PT30M }, { id: b, perHour: ${second}, service: { exponential: { mean: PT1H } } }] } } }\n${CLIP}`,
  );
const known: MeasureLister = ({ marks, originals, platforms }) =>
  new Set(["a", ...marks.map(String), ...originals, ...platforms.map(({ id }) => `a@${id}`)]);

describe("bare rules", () => {
  it("that can come only at or after the horizon are told", () => {
    expect(rules("{ switches: [{ at: PT1H }, { at: PT2H }] }")).toEqual([
      "6 scenario/rule_after_horizon rules.switches.1.at",
    ]);
    expect(rules("{ removal: { after: PT3H, platforms: { agora: { after: { fixed: P1D } } } } }")).toEqual([
      "6 scenario/rule_after_horizon rules.removal.after",
      "6 scenario/rule_after_horizon rules.removal.platforms.agora.after",
    ]);
  });

  it("that may come before it, or never on purpose, are not", () => {
    expect(
      rules("{ removal: { after: { exponential: { mean: P1D } } }, switches: [{ at: never }] }"),
    ).toEqual([]);
  });
});

describe("ordinary review work", () => {
  it("that takes all that the reviewers can do, or more, is told", () => {
    expect(lanes(2, 1)).toEqual(["4 scenario/overloaded_queue platforms.agora.review.reviewers"]);
  });

  it("below that is not", () => {
    expect(lanes(2, 0.9)).toEqual([]);
    expect(lanes(0, 0)).toEqual([]);
  });
});

describe("variants that a scenario compares first", () => {
  it("are among its own, each once", () => {
    const text = `platforms: { agora: {} }\n${CLIP}compared: [less, les, other, less]\nvariants: { less: { overlay: {} }, other: { overlay: {} } }\n`;
    expect(codesOf(text, known)).toEqual([
      "5 scenario/unknown_variant compared.1",
      "5 scenario/listed_twice compared.3",
    ]);
  });
});

describe("measures that a scenario names", () => {
  it("must be among those that it can have, and in a variant those that it names itself", () => {
    const text =
      `platforms: { agora: {}, bazaar: {} }\n${CLIP}headline: [a, b, "3600000", clip, a@bazaar]\n` +
      "variants: { less: { overlay: { platforms: { bazaar: null } } }, other: { overlay: { headline: [c] } } }\n";
    expect(codesOf(text, known)).toEqual([
      "5 scenario/unknown_measure headline.1",
      "6 scenario/unknown_measure variants.other.overlay.headline.0",
    ]);
  });
});
