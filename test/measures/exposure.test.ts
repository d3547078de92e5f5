import { describe, expect, test } from "vitest";
import { BEYOND } from "../../src/model/index.ts";
import { HOUR, LogBuilder, MINUTE, platformOf } from "../builders/log.ts";
import { measureOf, numberOf } from "./numbers.ts";

describe("what was up", () => {
  test("an item counts from the instant it went online to the instant it went away", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 30 * MINUTE);
    story.removed(item, "here", 2 * HOUR);
    const log = story.ended();
    expect(numberOf(log, "item.hours")).toBe(1.5);
    expect(numberOf(log, "items.online")).toBe(0);
  });

  test("an item that is still up counts to the horizon", () => {
    const story = new LogBuilder({ horizon: 10 * HOUR });
    story.posted("here", HOUR);
    expect(numberOf(story.ended(), "item.hours")).toBe(9);
  });

  test("where nothing is left to happen before the horizon, what is up stays up to it", () => {
    const story = new LogBuilder({ horizon: 10 * HOUR });
    story.posted("here", HOUR);
    expect(numberOf(story.ended(2 * HOUR, "nothing-left"), "item.hours")).toBe(9);
  });

  test("without a horizon, item-hours stay open while something stays up for ever", () => {
    const story = new LogBuilder({ horizon: undefined });
    story.posted("here", HOUR);
    const hours = measureOf(story.ended(3 * HOUR, "nothing-left"), "item.hours");
    expect(hours).toMatchObject({ value: null, status: "open", atLeast: 2 });
  });

  test("without a horizon, item-hours are known when everything went", () => {
    const story = new LogBuilder({ horizon: undefined });
    const item = story.posted("here", HOUR);
    story.removed(item, "here", 3 * HOUR);
    expect(numberOf(story.ended(3 * HOUR, "nothing-left"), "item.hours")).toBe(2);
  });

  test("an item posted before the incident's start counts from then", () => {
    const story = new LogBuilder();
    const item = story.posted("here", -HOUR);
    story.removed(item, "here", HOUR);
    expect(numberOf(story.ended(), "item.hours")).toBe(2);
  });

  test("an item that came and went beyond all times that can be told apart lasted no time", () => {
    const story = new LogBuilder({ horizon: undefined });
    const item = story.posted("here", 0);
    story.removed(item, "here", HOUR);
    const late = story.posted("here", BEYOND);
    story.removed(late, "here", BEYOND);
    expect(numberOf(story.ended(BEYOND, "nothing-left"), "item.hours")).toBe(1);
  });

  test("an item that went only beyond all times leaves item-hours open", () => {
    const story = new LogBuilder({ horizon: undefined });
    const item = story.posted("here", 0);
    story.removed(item, "here", BEYOND);
    expect(measureOf(story.ended(BEYOND, "nothing-left"), "item.hours").status).toBe("open");
  });

  test("an unlawful item that was put back counts again", () => {
    const story = new LogBuilder({ horizon: 10 * HOUR });
    const item = story.posted("here", 0);
    story.removed(item, "here", HOUR);
    story.add("content.restored", 4 * HOUR, { item, platform: "here", removedAt: HOUR });
    const log = story.ended();
    expect(numberOf(log, "item.hours")).toBe(7);
    expect(numberOf(log, "items.total")).toBe(1);
    expect(numberOf(log, "items.online")).toBe(1);
    expect(numberOf(log, "items.returned")).toBe(1);
  });

  test("an original's time online runs from posting to removal; while it is up it is open", () => {
    const story = new LogBuilder({ horizon: 10 * HOUR });
    const item = story.posted("here", MINUTE, { origin: "original" });
    story.add("original.posted", MINUTE, {
      item,
      platform: "here",
      original: "the-original",
      form: "recording",
    });
    expect(measureOf(story.ended(), "original.online")).toMatchObject({
      status: "open",
      atLeast: 10 * HOUR - MINUTE,
    });
    const gone = new LogBuilder();
    const again = gone.posted("here", MINUTE, { origin: "original" });
    gone.add("original.posted", MINUTE, {
      item: again,
      platform: "here",
      original: "the-original",
      form: "recording",
    });
    gone.removed(again, "here", HOUR);
    gone.add("original.removed", HOUR, {
      item: again,
      platform: "here",
      original: "the-original",
      by: "review",
      postedAt: MINUTE,
      views: 3,
    });
    const log = gone.ended();
    expect(numberOf(log, "original.online")).toBe(HOUR - MINUTE);
    expect(numberOf(log, "original.online.the-original")).toBe(HOUR - MINUTE);
  });

  test("copies at a mark are those that were counted then", () => {
    const story = new LogBuilder({ horizon: 2 * HOUR, marks: [HOUR, 24 * HOUR] });
    story.counted("here", HOUR, "PT1H", 40, 3);
    story.counted("there", HOUR, "PT1H", 2, 1);
    const log = story.ended();
    expect(numberOf(log, "items.online.at.PT1H")).toBe(4);
    expect(numberOf(log, "views.at.PT1H", "there")).toBe(2);
    expect(measureOf(log, "items.online.at.P1D").status).toBe("open");
  });

  test("what was removed by a mark is what was gone when it was counted", () => {
    const story = new LogBuilder({ horizon: 30 * HOUR });
    const [first, second] = [story.posted("here", 0), story.posted("here", 0)];
    const lawful = story.posted("here", 0, { origin: "lookalike:news" });
    story.removed(first, "here", MINUTE);
    story.removed(lawful, "here", MINUTE, { status: "lawful:news" });
    for (const where of ["here", "there"]) story.counted(where, HOUR, "PT1H", 9, 1);
    story.removed(second, "here", 2 * HOUR);
    for (const where of ["here", "there"]) story.counted(where, 24 * HOUR, "P1D", 9, 0);
    const log = story.ended();
    expect(numberOf(log, "items.removed.at.PT1H")).toBe(1);
    expect(numberOf(log, "items.removed.at.PT1H", "there")).toBe(0);
    expect(numberOf(log, "items.removed.at.P1D", "here")).toBe(2);
  });

  test("removals at a mark that the run did not reach are open", () => {
    const story = new LogBuilder({ horizon: 2 * HOUR, marks: [24 * HOUR] });
    story.removed(story.posted("here", 0), "here", MINUTE);
    expect(measureOf(story.ended(), "items.removed.at.P1D")).toMatchObject({ status: "open", atLeast: 1 });
  });

  test("a mark after everything had ended finds what was there at the end", () => {
    const story = new LogBuilder({ horizon: undefined });
    story.posted("here", 0);
    story.counted("here", MINUTE, "end", 9, 1);
    story.counted("there", MINUTE, "end", 1, 0);
    const log = story.ended(MINUTE, "nothing-left");
    expect(numberOf(log, "items.online.at.P1D")).toBe(1);
    expect(numberOf(log, "views.at.P1D")).toBe(10);
    expect(numberOf(log, "views.total")).toBe(10);
  });

  test("what came after the activation counts from the first one", () => {
    const story = new LogBuilder();
    story.posted("here", 0);
    story.add("note.made", HOUR, { actor: "police", note: "activated" });
    for (const where of ["here", "there"]) story.counted(where, HOUR, "activation", 5, 1);
    story.posted("there", 2 * HOUR);
    story.add("note.made", 3 * HOUR, { actor: "police", note: "activated" });
    for (const where of ["here", "there"]) story.counted(where, 3 * HOUR, "activation", 50, 1);
    for (const where of ["here", "there"]) story.counted(where, 24 * HOUR, "end", 70, 1);
    const log = story.ended();
    expect(numberOf(log, "time.activation")).toBe(HOUR);
    expect(numberOf(log, "items.after.activation")).toBe(1);
    expect(numberOf(log, "views.after.activation")).toBe(130);
  });

  test("without an activation nothing came after it: there is no such number", () => {
    const log = new LogBuilder().ended();
    expect(measureOf(log, "views.after.activation")).toMatchObject({ value: null, status: "absent" });
    expect(measureOf(log, "time.activation")).toMatchObject({
      value: null,
      status: "open",
      atLeast: 24 * HOUR,
    });
  });

  test("members of any group stand together, all others beside them", () => {
    const story = new LogBuilder({
      platforms: [platformOf("a", { members: ["industry"] }), platformOf("b"), platformOf("c")],
    });
    for (const where of ["a", "b", "c"]) story.posted(where, 0);
    const log = story.ended();
    expect(numberOf(log, "items.total.members")).toBe(1);
    expect(numberOf(log, "items.total.non-members")).toBe(2);
    expect(numberOf(log, "items.outside.share")).toBeCloseTo(2 / 3, 12);
  });
});

describe("what is true decides", () => {
  test("lawful lookalikes are no exposure", () => {
    const story = new LogBuilder();
    story.posted("here", 0, { origin: "lookalike:news" });
    story.blocked("here", HOUR, { origin: "lookalike:satire" });
    const log = story.ended();
    expect(numberOf(log, "items.total")).toBe(0);
    expect(numberOf(log, "uploads.blocked")).toBe(0);
    expect(numberOf(log, "item.hours")).toBe(0);
    expect(numberOf(log, "lawful.total")).toBe(1);
    expect(numberOf(log, "lawful.blocked")).toBe(1);
  });

  test("a lawful item taken down is a wrongful removal, by its cause and its kind of speech", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 0, { origin: "lookalike:evidence" });
    story.removed(item, "here", HOUR, { status: "lawful:evidence", by: "sweep" });
    story.add("content.appealed", 2 * HOUR, { item, platform: "here" });
    story.add("content.restored", 5 * HOUR, { item, platform: "here", removedAt: HOUR });
    const log = story.ended();
    expect(numberOf(log, "items.removed")).toBe(0);
    expect(numberOf(log, "lawful.removed")).toBe(1);
    expect(numberOf(log, "lawful.removed.by.sweep")).toBe(1);
    expect(numberOf(log, "lawful.removed.speech.evidence")).toBe(1);
    expect(numberOf(log, "lawful.hours.down")).toBe(4);
    expect(numberOf(log, "lawful.restored.after")).toBe(4 * HOUR);
    expect(numberOf(log, "appeals")).toBe(1);
    expect(numberOf(log, "items.returned")).toBe(0);
  });

  test("where no lookalikes exist nothing is said about wrongful removals", () => {
    expect(measureOf(new LogBuilder({ hasLookalikes: false }).ended(), "lawful.removed")).toBeUndefined();
  });

  test("a report of a lawful item detects nothing", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 0, { origin: "lookalike:news" });
    story.posted("here", 0);
    story.add("content.reported", MINUTE, {
      item,
      platform: "here",
      category: "right",
      status: "lawful:news",
    });
    expect(measureOf(story.ended(), "time.detection").status).toBe("open");
  });

  test("detection is the first flag or report of an unlawful item", () => {
    const story = new LogBuilder();
    const item = story.posted("there", 0);
    story.add("content.flagged", MINUTE, { item, platform: "there", by: "scan", status: "unlawful" });
    story.add("content.reported", 2 * MINUTE, {
      item,
      platform: "there",
      category: "wrong",
      status: "unlawful",
    });
    const log = story.ended();
    expect(numberOf(log, "time.detection")).toBe(MINUTE);
    expect(numberOf(log, "time.report.platform")).toBe(2 * MINUTE);
    expect(measureOf(log, "time.detection", "here").status).toBe("absent");
    expect(numberOf(log, "items.reported.wrong.share")).toBe(1);
  });

  test("the last removal has not come while something unlawful is up", () => {
    const story = new LogBuilder();
    const first = story.posted("here", 0);
    const second = story.posted("there", 0);
    story.removed(first, "here", HOUR);
    const log = story.ended();
    expect(numberOf(log, "time.removal.first")).toBe(HOUR);
    expect(measureOf(log, "time.removal.last").status).toBe("open");
    expect(numberOf(log, "time.removal.last", "here")).toBe(HOUR);
    const both = new LogBuilder();
    both.removed(both.posted("here", 0), "here", HOUR);
    both.removed(both.posted("there", 0), "there", 2 * HOUR);
    expect(numberOf(both.ended(), "time.removal.last")).toBe(2 * HOUR);
    expect(second).not.toBe(first);
  });
});
