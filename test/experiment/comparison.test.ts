import { describe, expect, test } from "vitest";
import {
  compareMeasures,
  FEWEST,
  familyOf,
  meanInterval,
  nameOfRow,
  prepare,
  Replicator,
} from "../../src/experiment/index.ts";
import { CASCADE, scenarioOf } from "./scenarios.ts";
import { compareOne, exponentials, type Said, uniforms } from "./sides.ts";

const HOUR = 3_600_000;
const N = 200;
const items = exponentials(N, 1).map((x) => 100 * x);

describe("a variant identical to the baseline", () => {
  const replicator = new Replicator(prepare(scenarioOf(CASCADE)));
  const replications = Array.from({ length: 40 }, (_, i) => {
    replicator.run(3, i);
    const { values, status, weights } = replicator;
    return { values: values.slice(), status: status.slice(), weights: weights.slice() };
  });
  const side = { layout: replicator.layout, replications };
  const family = familyOf(["items.total", "item.hours"], 1);

  test("differs by exactly zero on every measure, and is never better or worse", () => {
    for (const { id, difference, verdict } of compareMeasures(side, side, { family })) {
      expect([id, difference?.estimate ?? 0]).toEqual([id, 0]);
      expect(difference?.isAlike).toBe(true);
      expect(["better", "worse", "depends-on"]).not.toContain(verdict.kind);
    }
  });

  test("makes no difference that matters wherever there is a direction, known to be one setting or not", () => {
    for (const options of [
      { family, isSameSetting: false },
      { family, isSameSetting: true },
    ]) {
      for (const { id, verdict, baseline, difference } of compareMeasures(side, side, options)) {
        const isEnough = baseline?.interval.kind !== "too-few" && (difference?.pairs ?? 0) >= FEWEST;
        if (verdict.kind === "none" || (!isEnough && !options.isSameSetting)) continue;
        expect([id, verdict.kind]).toEqual([id, "no-difference"]);
      }
    }
  });

  test("needs no number of replications where it is known to be the same setting", () => {
    const few = { ...side, replications: replications.slice(0, 2) };
    const compared = compareMeasures(few, few, { family, isSameSetting: true });
    expect(new Set(compared.map(({ verdict }) => verdict.kind))).toEqual(new Set(["no-difference", "none"]));
  });

  test("names every row once, with its platform", () => {
    const names = compareMeasures(side, side, { family }).map((row) => nameOfRow(row));
    expect(new Set(names).size).toBe(side.layout.length);
    expect(names).toContain("items.total@near");
  });
});

const duties = (share: readonly Said[], count: readonly Said[]) => ({
  "duties.met.share.law": share,
  "duties.started.law": count,
});

describe("a verdict on a measure", () => {
  test("is better or worse by the measure's own direction", () => {
    const fewer = items.map((x) => 0.5 * x);
    expect(compareOne("items.total", { "items.total": items }, { "items.total": fewer }).verdict.kind).toBe(
      "better",
    );
    expect(compareOne("items.total", { "items.total": fewer }, { "items.total": items }).verdict.kind).toBe(
      "worse",
    );
  });

  test("is no difference that matters when the difference is surely smaller than that", () => {
    const hardly = items.map((x) => 0.99 * x);
    expect(compareOne("items.total", { "items.total": items }, { "items.total": hardly }).verdict).toEqual({
      kind: "no-difference",
    });
  });

  test("cannot be told yet while the interval holds both, and says how many replications it takes", () => {
    const other = exponentials(N, 2).map((x) => 90 * x);
    const { verdict } = compareOne("items.total", { "items.total": items }, { "items.total": other });
    expect(verdict).toMatchObject({ kind: "cannot-tell-yet", why: "interval" });
    expect(verdict.kind === "cannot-tell-yet" && (verdict.needed ?? 0)).toBeGreaterThan(N);
  });

  test("cannot be told from a few replications, however much they differ", () => {
    const [few, other] = [items.slice(0, 10), items.slice(0, 10).map((x) => x / 10)];
    expect(compareOne("items.total", { "items.total": few }, { "items.total": other }).verdict).toMatchObject(
      {
        kind: "cannot-tell-yet",
        why: "too-few",
      },
    );
  });

  test("is withheld from volumes, and at a scale that the measure does not survive", () => {
    const half = items.map((x) => x / 2);
    const volume = compareOne("items.removed", { "items.removed": items }, { "items.removed": half });
    expect(volume.verdict).toEqual({ kind: "none", why: "no-direction" });
    const peak = "items.online.peak";
    const sides = [{ [peak]: items }, { [peak]: half }] as const;
    expect(compareOne(peak, ...sides).verdict.kind).toBe("better");
    expect(compareOne(peak, ...sides, { scale: 0.1 })).toMatchObject({
      baseline: null,
      variant: null,
      difference: null,
      verdict: { kind: "none", why: "scale" },
    });
    const sums = [{ "items.total": items }, { "items.total": half }] as const;
    expect(compareOne("items.total", ...sums, { scale: 0.1 }).verdict.kind).toBe("better");
  });

  test("is withheld where a measure exists in one side only, or in other replications", () => {
    const some: Said[] = items.map((x, i) => (i % 2 === 0 ? x : "absent"));
    expect(compareOne("items.total", { "items.total": items }, { "items.total": some }).verdict).toEqual({
      kind: "none",
      why: "absent",
    });
    const without = compareOne("items.total", { "items.total": items }, { "items.online": items });
    expect(without).toMatchObject({
      variant: null,
      difference: null,
      verdict: { kind: "none", why: "absent" },
    });
  });

  test("on duties met is withheld where other duties were started, or none", () => {
    const started = items.map(() => 4);
    const met = items.map((): Said => ({ ratio: 0.5, of: 4 }));
    const all = items.map((): Said => ({ ratio: 1, of: 3 }));
    const fewer = compareOne(
      "duties.met.share.law",
      duties(met, started),
      duties(
        all,
        items.map(() => 3),
      ),
    );
    expect(fewer.verdict).toEqual({ kind: "none", why: "not-alike" });
    const nothing = items.map((): Said => ({ ratio: 0, of: 0 }));
    const none = compareOne(
      "duties.met.share.law",
      duties(met, started),
      duties(
        nothing,
        items.map(() => 0),
      ),
    );
    expect(none.verdict).toEqual({ kind: "none", why: "absent" });
  });
});

describe("what has not come by the end", () => {
  /** The original goes after three hours, give or take; or in four of ten cases within the hour, and never else. */
  const chance = uniforms(N, 3);
  const jitter = uniforms(N, 4);
  const three = jitter.map((u) => (2.5 + u) * HOUR);
  const sometimes = (horizon: number): Said[] =>
    chance.map((u, i) => (u < 0.4 ? jitter[i] * HOUR : { open: horizon * HOUR }));

  test.each([4, 72])(
    "40 % within an hour and the rest never does not beat all in three, seen at %d h",
    (horizon) => {
      const id = "original.online";
      const { verdict, variant, difference } = compareOne(id, { [id]: three }, { [id]: sometimes(horizon) });
      expect(["better", "no-difference"]).not.toContain(verdict.kind);
      expect(variant?.is).toBe("restricted-mean");
      expect(variant?.open).toBe(N - (variant?.n ?? 0));
      expect(difference?.openOnlyInVariant).toBe(variant?.open);
    },
  );

  test("nor do fewer hours up to the end, where more was left online", () => {
    const gone = three.map((x) => (10 * x) / HOUR);
    const left = chance.map((u, i) => 4 * jitter[i] + 6 * 3 + u);
    const { verdict } = compareOne(
      "item.hours",
      { "item.hours": gone, "items.online": gone.map(() => 0) },
      { "item.hours": left, "items.online": gone.map(() => 6) },
    );
    expect(verdict).toMatchObject({ kind: "cannot-tell-yet", why: "open-cases" });
  });

  test("is worse where the restricted mean says so too", () => {
    const id = "original.online";
    expect(compareOne(id, { [id]: three }, { [id]: sometimes(72) }).verdict.kind).toBe("worse");
  });

  test("lies above all that has come: the median is not reached, and the difference is bounded on one side", () => {
    const id = "original.online";
    const { variant, difference } = compareOne(id, { [id]: three }, { [id]: sometimes(72) });
    expect(variant?.median.value).toBeNull();
    expect(variant?.p5.value).toBeLessThan(HOUR);
    expect(difference?.median.value).toBeNull();
    expect(difference?.median.interval).toMatchObject({ high: null });
  });
});

describe("a difference of pairs", () => {
  test("tells what pairing was worth", () => {
    const other = items.map((x, i) => 0.9 * x + jittered[i]);
    const { difference } = compareOne("items.total", { "items.total": items }, { "items.total": other });
    expect(difference?.correlation).toBeGreaterThan(0.99);
    expect(difference?.variancePaired).toBeLessThan(0.05 * (difference?.varianceUnpaired ?? 0));
  });

  test("of ratios is one of sums over sums, not of means of ratios", () => {
    const of = items.map((_, i) => (i % 2 === 0 ? 1 : 99));
    const side = (rare: number, common: number): Said[] =>
      of.map((count, i) => ({ ratio: (count === 1 ? rare : common) + 0.01 * jittered[i], of: count }));
    const id = "uploads.blocked.share";
    const { baseline, variant, difference } = compareOne(
      id,
      { [id]: side(0.1, 0.5) },
      { [id]: side(0.9, 0.5) },
    );
    expect(baseline?.estimate).toBeCloseTo(0.5, 1);
    expect(variant?.estimate).toBeCloseTo(0.51, 1);
    expect(difference?.estimate).toBeCloseTo(0.008, 4);
  });

  test("has a wider interval in the family than alone", () => {
    const other = exponentials(N, 2).map((x) => 90 * x);
    const { difference } = compareOne(
      "items.total",
      { "items.total": items },
      { "items.total": other },
      { family: familyOf(["items.total", "item.hours", "items.online"], 5) },
    );
    const [alone, together] = [difference?.interval, difference?.familyInterval];
    if (alone?.kind !== "interval" || together?.kind !== "interval") throw new Error("no interval");
    expect(together.level).toBeCloseTo(1 - 0.05 / 15, 12);
    expect(together.low ?? 0).toBeLessThan(alone.low ?? 0);
    expect(together.high ?? 0).toBeGreaterThan(alone.high ?? 0);
  });
});

const jittered = uniforms(N, 9);

function ends(values: readonly number[]): readonly [number, number] {
  const found = meanInterval(values);
  if (found.kind !== "interval") throw new Error("no interval");
  return [found.low ?? 0, found.high ?? 0];
}

describe("an interval of a mean", () => {
  test("is not given by fewer than 30 replications, nor where hardly any differs from the rest", () => {
    expect(meanInterval(items.slice(0, 29))).toEqual({ kind: "too-few", why: "replications" });
    const rare = items.map((_, i) => (i < 5 ? 1 : 0));
    expect(meanInterval(rare)).toEqual({ kind: "too-few", why: "few-differ" });
    expect(meanInterval(items.map((_, i) => (i < 6 ? 1 : 0))).kind).toBe("interval");
  });

  test("of equal values is their value, with the share of others that there may be", () => {
    expect(meanInterval(items.map(() => 7))).toMatchObject({ kind: "constant", value: 7 });
    const found = meanInterval(items.map(() => 7));
    expect(found.kind === "constant" && found.othersAtMost).toBeCloseTo(1 - 0.025 ** (1 / N), 10);
  });

  test("moves with the values, turns with their sign and grows with their unit", () => {
    const [low, high] = ends(items);
    expect(ends(items.map((x) => x + 1000))[0]).toBeCloseTo(low + 1000, 8);
    expect(ends(items.map((x) => 3 * x))[1]).toBeCloseTo(3 * high, 8);
    expect(ends(items.map((x) => -x))[0]).toBeCloseTo(-high, 8);
  });

  test("of something beyond all clocks does not exist", () => {
    expect(meanInterval([...items, Number.POSITIVE_INFINITY])).toEqual({ kind: "too-few", why: "no-end" });
  });
});
