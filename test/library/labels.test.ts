import { describe, expect, test } from "vitest";
import type { FactRecord } from "../../src/model/index.ts";
import { lawfulItems, mean, meanOf, factsOf as of, play, withEffect } from "./replays.ts";
import { readShipped, readShippedWith } from "./shipped.ts";

const HOUR = 3_600_000;
const RUMOUR = "rumour-without-footage";
const ADDRESS = "forged-address";

/** Views of one item of 100,000 by an instant, at a half-life of six hours, if nothing lowers them. */
const seen = (at: number) => 100_000 * (1 - 2 ** (-at / (6 * HOUR)));

const viewsIn = (facts: readonly FactRecord[]) =>
  Number(of(facts, "views.counted", "large-platform").at(-1)?.views);

/** When services first showed the official word, and when the fact-checkers corrected what was believed. */
const stepsOf = (facts: readonly FactRecord[]) => ({
  shown: Math.min(...of(facts, "reach.changed").map(({ at }) => Number(at))),
  rated: Number(of(facts, "claim.corrected").at(0)?.at ?? Number.POSITIVE_INFINITY),
});

const ratedAt = (facts: readonly FactRecord[]) =>
  Number(of(facts, "decision.taken").find(({ decision }) => decision === "rate-claim")?.at);

const lawfulRemovedOn = (platform: string) => (facts: readonly FactRecord[]) =>
  of(facts, "content.removed", platform).filter(({ item }) => lawfulItems(facts).has(item)).length;

const labelledIn = (facts: readonly FactRecord[]) => of(facts, "content.labelled", "large-platform").length;

describe("a label by trusted third parties", () => {
  const alone = readShippedWith(RUMOUR, "alone", {
    originals: {
      "board-version": null,
      message: {
        platform: "large-platform",
        views: { value: 100_000, assumed: [1, 1e6], because: "A test's own" },
        halfLife: { value: "PT6H", assumed: ["PT1H", "P1D"], because: "A test's own" },
        offspring: null,
      },
    },
    platforms: {
      "large-platform": { offspring: { "large-platform": null, messenger: null, holders: null } },
    },
  });

  test("leaves its stated share of the views that come after it, and the official word its own", () => {
    let labelled = 0;
    for (const facts of play(alone, 20)) {
      const lawful = lawfulItems(facts);
      const labels = of(facts, "content.labelled", "large-platform").filter(({ item }) => !lawful.has(item));
      const changes = [...of(facts, "reach.changed", "large-platform"), ...labels];
      let [beside, service, since, views] = [1, 1, 0, 0];
      for (const fact of changes.toSorted((one, other) => Number(one.at) - Number(other.at))) {
        views += beside * service * (seen(Number(fact.at)) - seen(since));
        since = Number(fact.at);
        if (fact.kind === "reach.changed") service = Number(fact.left);
        else beside = 1 - Number(fact.effect);
      }
      views += beside * service * (seen(72 * HOUR) - seen(since));
      expect(viewsIn(facts)).toBeCloseTo(views, 3);
      expect(labels.map(({ effect }) => effect)).toEqual(labels.length === 0 ? [] : [0.25]);
      labelled += labels.length;
    }
    expect(labelled).toBeGreaterThan(12);
  });

  test("never removes anything lawful, which removal does", () => {
    const labelling = ["large-platform", "local-platform"];
    for (const facts of play(readShipped(RUMOUR).scenario, 20)) {
      const down = facts.filter(
        ({ kind, platform }) =>
          (kind === "content.removed" || kind === "content.blocked") && labelling.includes(String(platform)),
      );
      expect(down).toEqual([]);
      expect(of(facts, "content.labelled").length).toBeGreaterThan(20);
    }
    expect(meanOf(RUMOUR, "removal", 20, lawfulRemovedOn("large-platform"))).toBeGreaterThan(5);
  });

  test("is worth views in the middle: less seen than without it, more than after removal", () => {
    const [label, nothing, removal] = ["base", "ratings-without-consequence", "removal"].map((variant) =>
      meanOf(RUMOUR, variant, 40, viewsIn),
    );
    expect(label).toBeLessThan(nothing);
    expect(removal).toBeLessThan(label);
  });

  test("that hit a joke or a report is taken back after an objection that succeeds, and nothing else is", () => {
    let taken = 0;
    for (const facts of play(readShipped(RUMOUR).scenario, 20)) {
      const lawful = lawfulItems(facts);
      const reversed = of(facts, "complaint.decided").filter(({ result }) => result === "reversed");
      const back = of(facts, "content.unlabelled");
      expect(back.map(({ item }) => item)).toEqual(reversed.map(({ item }) => item));
      for (const { item, at } of back) {
        expect(lawful.has(item)).toBe(true);
        const labels = of(facts, "content.labelled").filter((fact) => fact.item === item);
        expect(Number(labels[0].at)).toBeLessThan(Number(at));
      }
      taken += back.length;
    }
    expect(taken).toBeGreaterThan(20);
  });

  test("goes round by round to what has none yet: ratings name nothing twice", () => {
    const byHand = readShipped(ADDRESS, "by-hand").scenario;
    const again = withEffect(byHand, "send", (params) => ({ ...params, onlyNew: false }));
    // Thirty a round; the same thirty where nobody remembers what was named.
    expect(mean(play(byHand, 10).map(labelledIn))).toBeGreaterThan(60);
    expect(mean(play(again, 10).map(labelledIn))).toBeLessThan(36);
  });
});

describe("claim, denial, official information, rating, correction", () => {
  test("a denial is shown only once what is believed is corrected, and at once where nobody believed it", () => {
    for (const facts of play(readShipped(ADDRESS).scenario, 20)) {
      const { shown, rated } = stepsOf(facts);
      expect(shown).toBeGreaterThanOrEqual(rated);
    }
    const believed = play(readShipped(ADDRESS, "believed-at-once").scenario, 20).map(stepsOf);
    expect(mean(believed.map(({ shown }) => shown))).toBeLessThan(4 * HOUR);
  });

  test("a word of those concerned lets the fact-checkers rate sooner", () => {
    const rated = meanOf(RUMOUR, "base", 40, ratedAt);
    expect(rated).toBeLessThan(meanOf(RUMOUR, "silent-waterworks", 40, ratedAt) - HOUR / 2);
  });

  test("of the real address less is taken down where the forgery is labelled than where it is removed", () => {
    const real = lawfulRemovedOn("video-platform");
    expect(meanOf(ADDRESS, "base", 20, real)).toBe(0);
    expect(meanOf(ADDRESS, "removal", 20, real)).toBeGreaterThan(1);
  });
});
