import { describe, expect, test } from "vitest";
import { dutiesOf } from "../../src/measures/index.ts";
import type { EventLog } from "../../src/model/index.ts";
import { dutyOf, HOUR, LogBuilder, MINUTE } from "../builders/log.ts";
import { measureOf, numberOf } from "./numbers.ts";

const outcomes = (log: EventLog) => dutiesOf(log.facts, log.header);

describe("a duty", () => {
  test("that is stopped in the very millisecond in which it is due is met", () => {
    const story = new LogBuilder();
    story.dutyStarts(1, 0, HOUR);
    story.dutyStops(1, HOUR, HOUR);
    const log = story.ended();
    expect(outcomes(log)).toMatchObject([{ outcome: "met", stoppedAt: HOUR }]);
    expect(numberOf(log, "duties.met.law")).toBe(1);
    expect(measureOf(log, "duties.lateness.law").status).toBe("absent");
  });

  test("that is stopped a millisecond later is missed, and a millisecond late", () => {
    const story = new LogBuilder();
    story.dutyStarts(1, 0, HOUR);
    story.dutyExpires(1, HOUR);
    story.dutyStops(1, HOUR + 1, HOUR);
    const log = story.ended();
    expect(outcomes(log)).toMatchObject([{ outcome: "missed", stoppedAt: HOUR + 1, lateBy: 1 }]);
    expect(numberOf(log, "duties.missed.law")).toBe(1);
    expect(numberOf(log, "duties.met.law")).toBe(0);
    expect(numberOf(log, "duties.lateness.law")).toBe(1);
  });

  test("answered after one hour is late even if the copy was already gone", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 0);
    story.removed(item, "here", MINUTE);
    story.dutyStarts(1, 2 * MINUTE, HOUR + 2 * MINUTE);
    story.dutyExpires(1, HOUR + 2 * MINUTE);
    story.dutyStops(1, 2 * HOUR, HOUR + 2 * MINUTE);
    expect(outcomes(story.ended())).toMatchObject([{ outcome: "missed", lateBy: 58 * MINUTE }]);
  });

  test("that was never done is late up to the end, and its lateness is open", () => {
    const story = new LogBuilder({ horizon: 10 * HOUR });
    story.dutyStarts(1, 0, HOUR);
    story.dutyExpires(1, HOUR);
    const log = story.ended();
    expect(outcomes(log)).toMatchObject([{ outcome: "missed", stoppedAt: null, lateBy: 9 * HOUR }]);
    expect(measureOf(log, "duties.lateness.law")).toMatchObject({ status: "open", atLeast: 9 * HOUR });
  });

  test("whose time has not run out at the end is open: neither met nor missed", () => {
    const story = new LogBuilder({ horizon: HOUR });
    story.dutyStarts(1, MINUTE, HOUR + MINUTE);
    const log = story.ended();
    expect(outcomes(log)).toMatchObject([{ outcome: "open", stoppedAt: null }]);
    expect(numberOf(log, "duties.open.law")).toBe(1);
    expect(measureOf(log, "duties.met.share.law").status).toBe("absent");
  });

  test("that is suspended does not run; restarted, it is due later", () => {
    const story = new LogBuilder();
    const fields = { debtor: "here", duty: "some-law/one-hour", instance: 1 };
    story.dutyStarts(1, 0, HOUR);
    story.add("duty.suspended", 30 * MINUTE, { ...fields, left: 30 * MINUTE });
    expect(outcomes(story.log())).toMatchObject([{ outcome: "suspended", dueAt: null }]);
    expect(numberOf(story.log(), "duties.suspended.law")).toBe(1);
    expect(numberOf(story.log(), "duties.open.law")).toBe(0);
    story.add("duty.restarted", 5 * HOUR, { ...fields, dueAt: 5 * HOUR + 30 * MINUTE });
    story.dutyStops(1, 5 * HOUR + MINUTE, 5 * HOUR + 30 * MINUTE);
    expect(outcomes(story.ended())).toMatchObject([{ outcome: "met", dueAt: 5 * HOUR + 30 * MINUTE }]);
  });

  test("of law is never counted with a promise", () => {
    const story = new LogBuilder({ duties: [dutyOf("one-hour"), dutyOf("target", { kind: "own-target" })] });
    story.dutyStarts(1, 0, HOUR);
    story.dutyStarts(2, 0, HOUR, { duty: "some-law/target" });
    story.dutyStops(1, MINUTE, HOUR);
    story.dutyExpires(2, HOUR, { duty: "some-law/target" });
    const log = story.ended();
    expect(numberOf(log, "duties.met.share.law")).toBe(1);
    expect(numberOf(log, "duties.met.share.own-target")).toBe(0);
    expect(measureOf(log, "duties.met.benchmark")).toBeUndefined();
  });

  test("that no header knows is a stranger's log", () => {
    const story = new LogBuilder({ duties: [] });
    story.dutyStarts(1, 0, HOUR);
    expect(() => outcomes(story.ended())).toThrow("measures/unknown_duty");
  });
});

const order = (message: string, status: string) => {
  const story = new LogBuilder();
  const item = story.posted("here", 0, { origin: status === "unlawful" ? "copy" : "lookalike:news" });
  const named = { to: "here", from: "police", message, "message-number": 7, items: 1 };
  const sent = story.add("message.sent", MINUTE, named);
  const delivered = story.add("message.delivered", MINUTE, { ...named, cause: sent, wait: "channel" });
  story.dutyStarts(1, MINUTE, HOUR + MINUTE, { cause: delivered });
  const opened = story.add("message.opened", 2 * MINUTE, {
    ...named,
    cause: delivered,
    wait: "office-hours",
  });
  const decided = story.add("decision.taken", 3 * MINUTE, {
    actor: "here",
    decision: "comply",
    option: "remove",
    cause: opened,
  });
  story.removed(item, "here", 3 * MINUTE, { by: "order", status, cause: decided });
  story.dutyStops(1, 3 * MINUTE, HOUR + MINUTE, { cause: decided });
  return story.ended();
};

const numbered = (number: number) => ({
  to: "here",
  from: "police",
  message: "removal-order",
  "message-number": number,
  items: 1,
});

describe("an order that was unlawful in truth", () => {
  test("keeps its outcome on a line of its own, outside every headline of duties met", () => {
    const log = order("removal-order", "lawful:news");
    expect(numberOf(log, "duties.started.law")).toBe(0);
    expect(numberOf(log, "duties.met.law")).toBe(0);
    expect(numberOf(log, "duties.wrongful-order.met")).toBe(1);
    expect(numberOf(log, "orders.wrongful")).toBe(1);
    expect(numberOf(log, "lawful.removed.by.order")).toBe(1);
    expect(outcomes(log)).toMatchObject([{ outcome: "met", wrongfulOrder: true }]);
  });

  test("is told from one that named the right item, and from a notice that binds nobody", () => {
    for (const log of [order("removal-order", "unlawful"), order("notice", "lawful:news")]) {
      expect(numberOf(log, "duties.met.law")).toBe(1);
      expect(numberOf(log, "orders.wrongful")).toBe(0);
      expect(outcomes(log)).toMatchObject([{ outcome: "met", wrongfulOrder: false }]);
    }
  });

  test("does not taint an order that was sent because of it, which is judged by what itself removed", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 0, { origin: "lookalike:news" });
    const first = story.add("message.delivered", MINUTE, numbered(1));
    story.dutyStarts(1, MINUTE, HOUR, { cause: first });
    const second = story.add("message.delivered", 2 * MINUTE, { ...numbered(2), cause: first });
    story.dutyStarts(2, 2 * MINUTE, HOUR, { cause: second });
    story.removed(item, "here", 3 * MINUTE, { by: "order", status: "lawful:news", cause: first });
    const log = story.ended();
    expect(outcomes(log).map(({ wrongfulOrder }) => wrongfulOrder)).toEqual([true, false]);
    expect(numberOf(log, "orders.wrongful")).toBe(1);
    expect(numberOf(log, "duties.started.law")).toBe(1);
  });
});
