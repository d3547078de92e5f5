import { assert, integer, nat, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../src/model/index.ts";
import {
  bareScenarios,
  type Life,
  livesOf,
  parse,
  type Raw,
  type RawDelay,
  type RawRule,
} from "./scenarios.ts";

const CASES = 60;
const large = bareScenarios({
  from: 14,
  to: 20,
  halfLives: [40, 90],
  ages: [90, 700],
  originals: 5,
  switchedAt: [120, 420],
  shares: 5,
  isAgain: false,
});

const shorten = (text: string, by: number) => formatDuration((parseDuration(text) as number) * by);

/** The same law at a smaller scale: every draw is shorter. */
function scaled(after: RawDelay, by: number): RawDelay {
  if (typeof after === "string") return shorten(after, by);
  if ("exponential" in after) return { exponential: { mean: shorten(after.exponential.mean, by) } };
  return { gamma: { ...after.gamma, mean: shorten(after.gamma.mean, by) } };
}

const towards = (share: number, by: number) => share + (1 - share) * by;

type Faster = (raw: Raw, by: number) => Raw;

const changeRules =
  (change: (rule: RawRule, by: number) => RawRule): Faster =>
  (raw, by) => {
    if (raw.rules === undefined) return raw;
    const { removal, switches } = raw.rules;
    return {
      ...raw,
      rules: {
        removal: change(removal, by),
        switches: switches.map((each) =>
          each.removal === undefined ? each : { ...each, removal: change(each.removal, by) },
        ),
      },
    };
  };

const changeSwitches =
  (part: "sweep" | "block"): Faster =>
  (raw, by) => {
    if (raw.rules === undefined) return raw;
    const { removal, switches } = raw.rules;
    return {
      ...raw,
      rules: { removal, switches: switches.map((each) => ({ ...each, [part]: towards(each[part], by) })) },
    };
  };

const WAYS: Readonly<Record<string, Faster>> = {
  "shorter removal ages": changeRules((rule, by) => ({ ...rule, after: scaled(rule.after, 1 - by) })),
  "a higher chance to be found": changeRules((rule, by) => ({ ...rule, found: towards(rule.found, by) })),
  "more blocking at upload": changeSwitches("block"),
  "a more thorough sweep": changeSwitches("sweep"),
};

const posted = (lives: ReadonlyMap<string, Life>) =>
  new Map([...lives].filter(([, life]) => life.outcome === "posted"));

describe("a faster response never gives more items in any single replication, and none that the slower one lacks", () => {
  it.each(Object.entries(WAYS))("%s", (name, faster) => {
    let ofSize = 0;
    let differing = 0;
    const needsSwitch = name.includes("blocking") || name.includes("sweep");
    const cases = needsSwitch ? large.filter(({ rules }) => (rules?.switches.length ?? 0) > 0) : large;
    assert(
      property(cases, integer({ min: 4, max: 8 }), nat(1000), (raw, tenths, seed) => {
        const slow = posted(livesOf(parse(raw), seed).lives);
        const fast = posted(livesOf(parse(faster(raw, tenths / 10)), seed).lives);
        if (slow.size >= 20) ofSize++;
        if (fast.size < slow.size) differing++;
        expect(fast.size).toBeLessThanOrEqual(slow.size);
        for (const [item, { born, platform, version }] of fast)
          expect(slow.get(item)).toMatchObject({ born, platform, version });
      }),
      { numRuns: CASES, seed: 23 },
    );
    // Else the rule would hold of nothing.
    expect(ofSize).toBeGreaterThanOrEqual(CASES / 2);
    expect(differing).toBeGreaterThanOrEqual(CASES / 4);
  });
});
