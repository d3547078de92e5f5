import { describe, expect, test } from "vitest";
import { criticalPath, criticalPaths, timeInStates, viewsByTerritory } from "../../src/measures/index.ts";
import type { FactRecord } from "../../src/model/index.ts";
import { HOUR, LogBuilder, MINUTE } from "../builders/log.ts";

const byNumber = (facts: readonly FactRecord[]) => new Map(facts.map((fact) => [fact.n, fact]));

describe("a critical path", () => {
  test("leads from the start to the outcome and names each wait", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 0);
    const reported = story.add("content.reported", 10 * MINUTE, {
      item,
      platform: "here",
      category: "right",
      status: "unlawful",
      cause: 2,
      wait: "report",
    });
    const reviewed = story.add("review.finished", 14 * MINUTE, {
      item,
      platform: "here",
      lane: "incident",
      verdict: "unlawful",
      waited: 0,
      lasted: 4 * MINUTE,
      cause: reported,
      wait: "review",
    });
    const removed = story.removed(item, "here", 14 * MINUTE, { cause: reviewed });
    const path = criticalPath(byNumber(story.ended().facts), removed);
    expect(path.map(({ kind, wait, waited, instant }) => [kind, wait, waited, instant])).toEqual([
      ["content.posted", "", 0, true],
      ["content.reported", "report", 10 * MINUTE, false],
      ["review.finished", "review", 4 * MINUTE, false],
      ["content.removed", "", 0, true],
    ]);
    expect(path[0]).toMatchObject({ item, actor: "here", how: "copy", count: 1, broken: false });
  });

  test("takes the reviews of other jobs in the queue together, and keeps the item's own apart", () => {
    const story = new LogBuilder();
    let cause = 1;
    for (let job = 1; job <= 50; job++) {
      cause = story.add("review.finished", job * MINUTE, {
        platform: "here",
        lane: "incident",
        verdict: "ordinary",
        waited: 0,
        lasted: MINUTE,
        cause,
        wait: "review",
      });
    }
    const item = story.newItem();
    cause = story.add("review.finished", 51 * MINUTE, {
      item,
      platform: "here",
      lane: "incident",
      verdict: "unlawful",
      waited: 0,
      lasted: MINUTE,
      cause,
      wait: "queue",
    });
    const removed = story.removed(item, "here", 51 * MINUTE, { cause });
    const path = criticalPath(byNumber(story.ended().facts), removed);
    expect(path.map(({ kind, count, waited }) => [kind, count, waited])).toEqual([
      ["scenario.began", 1, 0],
      ["review.finished", 50, 50 * MINUTE],
      ["review.finished", 1, MINUTE],
      ["content.removed", 1, 0],
    ]);
    expect(path.reduce((sum, { waited }) => sum + waited, 0)).toBe(51 * MINUTE);
  });

  test("says where the log kept no more", () => {
    const story = new LogBuilder();
    const reported = story.add("incident.reported", MINUTE, { platform: "here", cause: 1 });
    const sent = story.add("message.sent", HOUR, {
      to: "here",
      from: "police",
      message: "alert",
      "message-number": 1,
      items: 0,
      cause: reported,
    });
    const facts = story.ended().facts.filter(({ n }) => n !== reported);
    expect(criticalPath(byNumber(facts), sent)).toMatchObject([{ fact: sent, broken: true, waited: 0 }]);
  });

  test("is followed to each duty's end, to each original's removal and to the last unlawful item's", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 0, { origin: "original" });
    story.add("original.posted", 0, { item, platform: "here", original: "the-original", form: "recording" });
    story.dutyStarts(1, MINUTE, HOUR);
    story.dutyStarts(2, MINUTE, 2 * HOUR);
    const stopped = story.dutyStops(1, 2 * MINUTE, HOUR);
    const removed = story.removed(item, "here", 2 * MINUTE);
    const original = story.add("original.removed", 2 * MINUTE, {
      item,
      platform: "here",
      original: "the-original",
      by: "review",
      postedAt: 0,
      views: 0,
      cause: removed,
    });
    const lawful = story.posted("here", 3 * MINUTE, { origin: "lookalike:news" });
    story.removed(lawful, "here", 4 * MINUTE, { status: "lawful:news" });
    const expired = story.dutyExpires(2, 2 * HOUR);
    const { facts, header } = story.ended();
    expect(criticalPaths(facts, header).map(({ of, id, outcome, fact }) => [of, id, outcome, fact])).toEqual([
      ["duty", "some-law/one-hour", "met", stopped],
      ["duty", "some-law/one-hour", "missed", expired],
      ["original", "the-original", undefined, original],
      ["last-removal", "", undefined, removed],
    ]);
  });

  test("refuses a log in which an effect comes before its cause", () => {
    const facts: FactRecord[] = [{ n: 1, at: 0, kind: "scenario.began", cause: 1 }];
    expect(() => criticalPath(byNumber(facts), 1)).toThrow("measures/cause_after_effect");
  });
});

test("time in a state runs to the next state of the same role, or to the end", () => {
  const story = new LogBuilder({ horizon: 5 * HOUR });
  const enter = (at: number, state: string, role = "some-law/police") =>
    story.add("state.entered", at, { actor: "police", role, state });
  enter(0, "waiting");
  enter(0, "watching", "some-law/other");
  enter(HOUR, "acting");
  enter(2 * HOUR, "waiting");
  const times = timeInStates(story.ended().facts);
  expect(times.map(({ role, state, ms, entered, open }) => [role, state, ms, entered, open])).toEqual([
    ["some-law/police", "waiting", 4 * HOUR, 2, true],
    ["some-law/police", "acting", HOUR, 1, false],
    ["some-law/other", "watching", 5 * HOUR, 1, true],
  ]);
});

test("views within a territory are those that the run counted", () => {
  const story = new LogBuilder();
  story.add("reach.counted", HOUR, { platform: "here", territory: "north", views: 12 });
  expect(viewsByTerritory(story.ended().facts)).toEqual([
    { territory: "north", platform: "here", views: 12 },
  ]);
});
