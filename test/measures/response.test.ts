import { describe, expect, test } from "vitest";
import { MEASURES } from "../../src/measures/index.ts";
import { HOUR, LogBuilder, MINUTE, platformOf } from "../builders/log.ts";
import { measureOf, numberOf } from "./numbers.ts";

const alert = (number: number, to: string) => ({
  to,
  from: "police",
  message: "alert",
  "message-number": number,
  items: 0,
});

describe("what the response cost", () => {
  test("ordinary work waits in the same lane but is no work of the incident", () => {
    const story = new LogBuilder();
    const review = (at: number, verdict: string, waited: number, lasted: number) =>
      story.add("review.finished", at, { platform: "here", lane: "incident", verdict, waited, lasted });
    review(HOUR, "unlawful", 2 * MINUTE, 30 * MINUTE);
    review(2 * HOUR, "ordinary", 4 * MINUTE, 30 * MINUTE);
    const log = story.ended();
    expect(numberOf(log, "reviews.finished")).toBe(1);
    expect(numberOf(log, "reviewer.hours")).toBe(0.5);
    expect(numberOf(log, "review.wait", "here")).toBe(2 * MINUTE);
    expect(numberOf(log, "review.jobs.lane.incident")).toBe(2);
    expect(numberOf(log, "review.wait.lane.incident", "here")).toBe(3 * MINUTE);
    expect(measureOf(log, "review.wait", "there").status).toBe("absent");
    expect(numberOf(log, "reviewers.busy")).toBeCloseTo(1 / 24, 12);
  });

  test("the longest queue is the longest that was counted on any platform", () => {
    const story = new LogBuilder();
    story.add("queue.counted", HOUR, { platform: "here", waiting: 5, busy: 1 });
    story.add("queue.counted", 2 * HOUR, { platform: "there", waiting: 7, busy: 1 });
    expect(numberOf(story.ended(), "queue.peak")).toBe(7);
  });

  test("a second alert from the same sender is a duplicate; one that was lost is not", () => {
    const story = new LogBuilder();
    for (const number of [1, 2, 3]) story.add("message.sent", 0, alert(number, "here"));
    story.add("message.delivered", MINUTE, alert(1, "here"));
    story.add("message.delivered", 2 * MINUTE, alert(2, "here"));
    story.add("message.lost", 2 * MINUTE, alert(3, "here"));
    story.add("message.opened", 10 * MINUTE, alert(1, "here"));
    const log = story.ended();
    expect(numberOf(log, "messages.sent")).toBe(3);
    expect(numberOf(log, "messages.sent.alert")).toBe(3);
    expect(numberOf(log, "messages.duplicates")).toBe(1);
    expect(numberOf(log, "messages.lost")).toBe(1);
    expect(numberOf(log, "messages.opened.after")).toBe(10 * MINUTE);
  });

  test("a small service that no alert reached is counted as such", () => {
    const story = new LogBuilder({
      platforms: [platformOf("big"), platformOf("small", { kind: "small-local" })],
    });
    story.add("message.delivered", 0, {
      to: "big",
      from: "police",
      message: "alert",
      "message-number": 1,
      items: 0,
    });
    const log = story.ended();
    expect(numberOf(log, "alert.coverage")).toBe(0.5);
    expect(numberOf(log, "alert.unreached.small")).toBe(1);
  });

  test("a version counts once, however many platforms found it", () => {
    const story = new LogBuilder();
    for (const platform of ["here", "there"]) story.add("hash.found", 0, { platform, version: 4 });
    story.add("hash.made", MINUTE, { platform: "here", version: 4 });
    story.add("hash.shared", 2 * MINUTE, { platform: "here", version: 4 });
    for (const platform of ["here", "there"]) story.add("hash.ingested", HOUR, { platform, version: 4 });
    const log = story.ended();
    expect(numberOf(log, "versions.found")).toBe(1);
    expect(numberOf(log, "versions.hashed")).toBe(1);
    expect(numberOf(log, "versions.shared")).toBe(1);
    expect(numberOf(log, "time.hash.shared")).toBe(2 * MINUTE);
    expect(numberOf(log, "hashes.ingested")).toBe(2);
  });

  test("the assessment is the first decision that assesses", () => {
    const story = new LogBuilder();
    const decide = (at: number, decision: string) =>
      story.add("decision.taken", at, { actor: "police", decision, option: "yes" });
    decide(MINUTE, "issue");
    decide(2 * MINUTE, "assess-footage");
    decide(3 * MINUTE, "assess");
    const log = story.ended();
    expect(numberOf(log, "time.assessment")).toBe(2 * MINUTE);
    expect(numberOf(log, "decisions.taken")).toBe(3);
  });

  test("a stream that was over by itself is gone, but nobody took it down", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 0, { origin: "original" });
    story.removed(item, "here", 17 * MINUTE, { by: "over" });
    const log = story.ended();
    expect(numberOf(log, "items.online")).toBe(0);
    expect(measureOf(log, "time.removal.first").status).toBe("open");
    expect(numberOf(log, "time.removal.last")).toBe(17 * MINUTE);
  });

  test("a run that reached its cap says so", () => {
    const story = new LogBuilder();
    expect(numberOf(story.log(), "capped")).toBe(0);
    story.add("cap.reached", HOUR, { items: 10 });
    expect(numberOf(story.ended(), "capped")).toBe(1);
  });

  test("bare rules have no messages to count", () => {
    expect(measureOf(new LogBuilder({ actors: [], protocols: [] }).ended(), "messages.sent")).toBeUndefined();
  });
});

describe("the table", () => {
  test("names every measure once, with a difference that matters", () => {
    const ids = MEASURES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { smallestDifference } of MEASURES) expect(smallestDifference).toBeGreaterThan(0);
  });

  test("is plain data: it may cross to a worker or a page", () => {
    expect(structuredClone(MEASURES)).toEqual(MEASURES);
  });

  test("gives volumes no direction", () => {
    for (const id of [
      "items.removed",
      "uploads.blocked",
      "orders.fulfilled",
      "hashes.ingested",
      "messages.sent",
    ]) {
      expect(MEASURES.find((each) => each.id === id)?.direction).toBe("none");
    }
  });
});
