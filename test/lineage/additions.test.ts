import { assert, constantFrom, nat, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { bareScenarios, changedIn, livesOf, parse, type Raw, type RawPlatform } from "./scenarios.ts";

/** Ids before and after all others, so that whatever counts by place would notice. */
const PLACES = ["aaa", "zzz"] as const;
const NEW: RawPlatform = { halfLife: "PT40M", offspring: {} };
const RUNS = { numRuns: 40, seed: 11 };

const small = bareScenarios({
  from: 6,
  to: 13,
  halfLives: [20, 90],
  ages: [30, 400],
  originals: 2,
  switchedAt: [30, 300],
  shares: 10,
  isAgain: true,
});

function withPlatform(raw: Raw, id: string, added: RawPlatform, bred: number): Raw {
  const known = Object.entries(raw.platforms).map(([key, platform]) => {
    const offspring = bred > 0 ? { ...platform.offspring, [id]: bred } : platform.offspring;
    return [key, { ...platform, offspring }];
  });
  return { ...raw, platforms: { ...Object.fromEntries(known), [id]: added } };
}

/** Holds that what a base run holds is also in the run of a larger scenario; counts what there was to hold. */
function expectUnchanged(larger: (raw: Raw, place: string) => Raw) {
  let items = 0;
  let more = 0;
  assert(
    property(small, constantFrom(...PLACES), nat(1000), (raw, place, seed) => {
      const base = livesOf(parse(raw), seed).lives;
      const other = livesOf(parse(larger(raw, place)), seed).lives;
      items += base.size;
      if (other.size > base.size) more++;
      expect(changedIn(base, other)).toEqual([]);
    }),
    RUNS,
  );
  expect(items).toBeGreaterThan(5 * RUNS.numRuns);
  return more;
}

describe("nothing that is added changes what was drawn for anything else", () => {
  it("a platform that nobody uploads to", () => {
    expect(expectUnchanged((raw, place) => withPlatform(raw, place, NEW, 0))).toBe(0);
  });

  it("a platform with an original of its own", () => {
    const more = expectUnchanged((raw, place) => {
      const larger = withPlatform(raw, place, { ...NEW, offspring: { [place]: 0.5 } }, 0);
      return { ...larger, originals: { ...larger.originals, [place]: { platform: place } } };
    });
    expect(more).toBe(RUNS.numRuns);
  });

  it("a platform that the others upload to, and that uploads back", () => {
    const more = expectUnchanged((raw, place) => {
      const [known] = Object.keys(raw.platforms);
      return withPlatform(raw, place, { ...NEW, offspring: { [place]: 0.3, [known]: 0.3 } }, 0.4);
    });
    expect(more).toBeGreaterThan(RUNS.numRuns / 2);
  });

  it("another original", () => {
    const more = expectUnchanged((raw, place) => {
      const [platform] = Object.keys(raw.platforms);
      return { ...raw, originals: { ...raw.originals, [place]: { platform, at: "PT10M" } } };
    });
    expect(more).toBe(RUNS.numRuns);
  });

  it("a later end", () => {
    const base = { numRuns: 30, seed: 12 };
    assert(
      property(small, nat(1000), (raw, seed) => {
        const early = livesOf(parse({ ...raw, horizon: "PT3H" }), seed).lives;
        const late = livesOf(parse({ ...raw, horizon: "PT6H" }), seed).lives;
        for (const [item, life] of early) {
          expect(late.get(item)).toMatchObject({
            born: life.born,
            platform: life.platform,
            version: life.version,
          });
          expect(late.get(item)?.fate.startsWith(life.fate)).toBe(true);
        }
      }),
      base,
    );
  });
});
