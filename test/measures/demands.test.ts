import { describe, expect, test } from "vitest";
import { HOUR, LogBuilder, MINUTE, platformOf } from "../builders/log.ts";
import { measureOf, numberOf } from "./numbers.ts";

const PLATFORMS = [
  platformOf("small", { kind: "small-local", staff: { people: 3, perMessage: HOUR } }),
  platformOf("large", { staff: { people: 100, perMessage: 6 * MINUTE } }),
  platformOf("untold"),
];

const opened = (story: LogBuilder, to: string, message: string, items: number, number: number) =>
  story.add("message.opened", HOUR, { to, from: "police", message, "message-number": number, items });

describe("what orders and requests cost those who open them", () => {
  test("an order counts with its time, for each head where it was opened; a message that asks for nothing does not", () => {
    const story = new LogBuilder({ platforms: PLATFORMS });
    opened(story, "small", "removal-order", 2, 1);
    opened(story, "small", "referral", 1, 2);
    opened(story, "small", "update", 0, 3);
    opened(story, "small", "alert", 0, 4);
    opened(story, "large", "removal-order", 5, 5);
    opened(story, "untold", "removal-order", 5, 6);
    const log = story.ended();
    expect(numberOf(log, "demands.opened", "small")).toBe(2);
    expect(numberOf(log, "demands.opened")).toBe(3);
    expect(numberOf(log, "demands.hours", "small")).toBe(2);
    expect(numberOf(log, "demands.hours")).toBeCloseTo(2.1, 12);
    expect(numberOf(log, "demands.hours.head", "small")).toBeCloseTo(2 / 3, 12);
    expect(numberOf(log, "demands.hours.head.each", "small")).toBeCloseTo(1 / 3, 12);
    expect(numberOf(log, "demands.hours.head.each", "large")).toBeCloseTo(0.001, 12);
  });

  test("where nothing was opened one order costs nobody anything that could be told", () => {
    const story = new LogBuilder({ platforms: PLATFORMS });
    opened(story, "large", "notice", 1, 1);
    expect(measureOf(story.ended(), "demands.hours.head.each", "small").status).toBe("absent");
  });
});
