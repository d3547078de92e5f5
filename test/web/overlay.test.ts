import { expect, test } from "vitest";
import type { Mark } from "../../src/model/index.ts";
import {
  countChanges,
  idFor,
  NO_CHANGE,
  overlayOf,
  type PartyChange,
} from "../../web/src/scenario/overlay.ts";

const assumed = (low: number, high: number): Mark => ({
  kind: "assumed",
  low,
  high,
  because: { en: "Before.", fr: "Avant." },
});
const written = (change: PartyChange) =>
  overlayOf({ parties: new Map([["platforms.host", change]]) }, "To see.").platforms;

test("nothing changed writes nothing", () => {
  expect(overlayOf(NO_CHANGE, "")).toEqual({});
  expect(countChanges(NO_CHANGE)).toBe(0);
});

test("night cover is hours and days, and says that the contact point is known", () => {
  const contact = { hours: "always", opens: "09:00", closes: "17:00", days: [1], languages: ["en"] } as const;
  expect(written({ contact })).toEqual({
    host: { contact: { hours: "always", days: [1, 2, 3, 4, 5, 6, 7], reachable: true, languages: ["en"] } },
  });
  expect(written({ contact: { ...contact, hours: "hours", languages: [] } })).toEqual({
    host: { contact: { hours: { opens: "09:00", closes: "17:00" }, days: [1], reachable: true } },
  });
  expect(written({ contact: { ...contact, hours: "nobody" } })).toEqual({
    host: { contact: { reachable: false } },
  });
});

test("a number keeps a mark whose range holds what was thought before and what is asked now", () => {
  const numbers = new Map([
    ["review.reviewers", { value: 40, mark: assumed(2, 12) }],
    ["matching.recall", { value: 0.5, mark: { kind: "unmarked" } as Mark }],
  ]);
  expect(written({ numbers })).toEqual({
    host: {
      review: { reviewers: { value: 40, assumed: [2, 40], because: "To see." } },
      matching: { recall: { value: 0.5, assumed: [0.5, 0.5], because: "To see." } },
    },
  });
});

test("a delay keeps its law and is stretched", () => {
  const delay = {
    law: { kind: "lognormal", median: 3_600_000, sigma: 0.7 },
    mark: assumed(600_000, 7_200_000),
  } as const;
  const delays = new Map([["triageUrgent", { ms: 300_000, delay }]]);
  expect(written({ delays })).toEqual({
    host: {
      delays: {
        triageUrgent: {
          lognormal: { median: "PT5M", sigma: 0.7 },
          assumed: ["PT5M", "PT2H"],
          because: "To see.",
        },
      },
    },
  });
});

test("options are written as shares", () => {
  const decisions = new Map([
    [
      "answer",
      new Map([
        ["comply", 75],
        ["refuse", 25],
      ]),
    ],
  ]);
  expect(written({ decisions })).toEqual({
    host: {
      decisions: {
        answer: {
          comply: { value: 0.75, assumed: [0, 1], because: "To see." },
          refuse: { value: 0.25, assumed: [0, 1], because: "To see." },
        },
      },
    },
  });
});

test("every change is counted, and protocols stand in their order", () => {
  const change = { protocols: ["b", "a"], parties: new Map([["actors.desk", { members: [] }]]) };
  expect(overlayOf(change, "")).toEqual({ protocols: ["b", "a"], actors: { desk: { members: [] } } });
  expect(countChanges(change)).toBe(2);
});

test("a name becomes an id that no other variant has", () => {
  expect(idFor("Une permanence, la nuit !", new Set())).toBe("une-permanence-la-nuit");
  expect(idFor("Été", new Set(["ete", "ete-2"]))).toBe("ete-3");
  expect(idFor("</script>", new Set())).toBe("script");
  expect(idFor("夜", new Set())).toBe("variant");
  expect(idFor("x".repeat(500), new Set())).toHaveLength(56);
});
