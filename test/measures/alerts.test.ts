import { describe, expect, test } from "vitest";
import { HOUR, LogBuilder, platformOf } from "../builders/log.ts";
import { numberOf } from "./numbers.ts";

const staff = { people: 1, perMessage: HOUR };
const PLATFORMS = ["a", "b", "c", "d"].map((id) => platformOf(id, { kind: "small-local", staff }));

describe("an alert service, some of whose hosts nobody can reach", () => {
  const story = new LogBuilder({
    platforms: PLATFORMS,
    horizon: 24 * HOUR,
    marks: [HOUR, 6 * HOUR],
    words: ["reachable"],
  });
  const alert = (kind: "message.delivered" | "message.opened", at: number, to: string, number: number) =>
    story.add(kind, at, { to, from: "service", message: "alert", "message-number": number, items: 1 });
  const post = (at: number, platform: string, item: number) =>
    story.add("content.posted", at, { item: `000000000000000${item}`, platform, origin: "copy" });
  const count = (at: number, mark: string) => {
    for (const { id } of PLATFORMS)
      story.add("views.counted", at, { platform: id, mark, views: 0, online: 0 });
  };
  post(0, "a", 1);
  alert("message.delivered", HOUR / 2, "a", 1);
  post(HOUR, "b", 2);
  count(HOUR, "PT1H");
  post(2 * HOUR, "c", 3);
  alert("message.opened", 2 * HOUR, "a", 1);
  alert("message.delivered", 3 * HOUR, "b", 2);
  story.add("message.opened", 4 * HOUR, {
    to: "c",
    from: "x",
    message: "update",
    "message-number": 3,
    items: 0,
  });
  count(6 * HOUR, "PT6H");
  const log = story.ended();

  test("coverage by a mark is the share told of those that carried anything by then", () => {
    expect(numberOf(log, "alert.coverage.small.at.PT1H")).toBeCloseTo(1 / 2, 12);
    expect(numberOf(log, "alert.coverage.small.at.PT6H")).toBeCloseTo(2 / 3, 12);
  });

  test("who carried something and was never told is counted, with the hours it spent all the same", () => {
    expect(numberOf(log, "alert.unreached.small.carrying")).toBe(1);
    expect(numberOf(log, "staff.hours.small.unreached")).toBe(1);
    expect(numberOf(log, "staff.hours.small")).toBe(2);
  });
});
