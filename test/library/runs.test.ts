import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkProtocols, findSupercritical } from "../../src/verification/index.ts";
import { runUnder } from "./run-checks.ts";
import { LIBRARY, PROTOCOL_IDS, readShipped, readShippedProtocol, SCENARIO_IDS } from "./shipped.ts";

/**
 * A tenth of the seeds that the soak runs, others under each variant: the first three as shipped, the rest with
 * fewer items and little of the ordinary work that takes most of a run's time.
 */
const EACH = 10;
const AS_SHIPPED = 3;
const ALL_SEEDS = 100;
const seedsOf = (place: number) =>
  Array.from({ length: EACH }, (_, index) => ((place * EACH + index) % ALL_SEEDS) + 1);

const ALL: readonly (readonly [string, string, number])[] = SCENARIO_IDS.flatMap((id) =>
  readShipped(id).variants.map((variant, place) => [id, variant, place] as const),
);

/** Objects with both languages, wherever they stand in a value. */
function bilingual(value: unknown): { readonly en: string; readonly fr: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const own = value as { readonly en?: unknown; readonly fr?: unknown };
  if (typeof own.en === "string" || typeof own.fr === "string") return [own as { en: string; fr: string }];
  return Object.values(value).flatMap(bilingual);
}

/** Titles and other texts as their author wrote them, by key. */
function textsAt(value: unknown, keys: ReadonlySet<string>): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    keys.has(key) && !Array.isArray(value) ? [each] : textsAt(each, keys),
  );
}

describe("every shipped scenario, under each of its variants", () => {
  test.each(ALL)("%s, %s: verifies, and runs without a crash or a measure missing", (id, variant, place) => {
    const { scenario } = readShipped(id, variant);
    expect(checkProtocols(scenario)).toEqual([]);
    expect(findSupercritical(scenario)).toBeUndefined();
    const seeds = seedsOf(place);
    expect(runUnder(id, variant, seeds.slice(0, AS_SHIPPED))).toEqual([]);
    expect(runUnder(id, variant, seeds.slice(AS_SHIPPED), "small")).toEqual([]);
  });
});

describe("every shipped file", () => {
  const files = [...LIBRARY.scenarios, ...LIBRARY.protocols, ...LIBRARY.platforms];

  test("is named as its id says", () => {
    for (const { path } of [...LIBRARY.scenarios, ...LIBRARY.protocols])
      expect((parse(readFileSync(path, "utf8")) as { id: string }).id).toBe(basename(path, ".yaml"));
    for (const id of SCENARIO_IDS) expect(readShipped(id).scenario.id).toBe(id);
    for (const id of PROTOCOL_IDS) expect(readShippedProtocol(id).id).toBe(id);
  });

  test.each(files)("$id says the same in English and in French, in different words", ({ path }) => {
    const raw: unknown = parse(readFileSync(path, "utf8"));
    const texts = textsAt(raw, new Set(["title", "story", "reason"]));
    expect(texts.length).toBeGreaterThan(0);
    for (const each of texts) expect(each).toMatchObject({ en: expect.any(String), fr: expect.any(String) });
    for (const { en, fr } of bilingual(raw)) {
      expect(en.length).toBeGreaterThan(1);
      expect(fr).not.toBe(en);
    }
  });
});
