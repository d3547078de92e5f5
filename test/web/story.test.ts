import { expect, test } from "vitest";
import type { FactRecord } from "../../src/model/index.ts";
import { Columns, countUntil, laneRows, Story } from "../../web/src/live/story.ts";
import { gridOf, windowOf } from "../../web/src/replay/window.ts";

const HOUR = 3_600_000;

const enter = (n: number, at: number, actor: string, role: string, state: string): FactRecord => ({
  n,
  at,
  kind: "state.entered",
  actor,
  role,
  state,
});

test("a lane has a row for each role, and each stay lasts until the next begins", () => {
  const story = new Story();
  story.hear([
    enter(1, 0, "host", "p/desk", "calm"),
    enter(2, 0, "host", "p/order", "waiting"),
    enter(3, 60, "host", "p/desk", "rising"),
    enter(4, 90, "host", "p/desk", "incident"),
  ]);
  expect(laneRows(story.stays.get("host") ?? [], 70)).toEqual([
    {
      role: "p/desk",
      stays: [
        { role: "p/desk", state: "calm", from: 0, until: 60, fact: 1 },
        { role: "p/desk", state: "rising", from: 60, until: 70, fact: 3 },
      ],
    },
    { role: "p/order", stays: [{ role: "p/order", state: "waiting", from: 0, until: 70, fact: 2 }] },
  ]);
});

test("facts are folded once, however often they are given", () => {
  const facts = [enter(1, 0, "host", "p/desk", "calm")];
  const story = new Story();
  story.hear(facts);
  story.hear(facts);
  facts.push(enter(2, 5, "host", "p/desk", "rising"));
  story.hear(facts);
  expect(story.stays.get("host")).toHaveLength(2);
});

const sent = (n: number, to: string): FactRecord => ({
  n,
  at: 10,
  kind: "message.sent",
  from: "desk",
  to,
  message: "removal-order",
  "message-number": 7,
});

test("one sending to many is as many messages, each with its own times", () => {
  const story = new Story();
  story.hear([
    sent(1, "a"),
    sent(2, "b"),
    {
      n: 3,
      at: 20,
      kind: "message.delivered",
      to: "b",
      from: "desk",
      message: "removal-order",
      "message-number": 7,
    },
    {
      n: 4,
      at: 30,
      kind: "message.opened",
      to: "b",
      from: "desk",
      message: "removal-order",
      "message-number": 7,
    },
    {
      n: 5,
      at: 40,
      kind: "message.lost",
      to: "a",
      from: "desk",
      message: "removal-order",
      "message-number": 7,
    },
  ]);
  expect(story.messages).toEqual([
    { number: 7, kind: "removal-order", from: "desk", to: "a", sentAt: 10, lostAt: 40 },
    { number: 7, kind: "removal-order", from: "desk", to: "b", sentAt: 10, deliveredAt: 20, openedAt: 30 },
  ]);
});

test("what is past at an instant includes the facts of that very millisecond", () => {
  const facts = [
    enter(1, 0, "a", "r", "s"),
    enter(2, 5, "a", "r", "t"),
    enter(3, 5, "a", "r", "u"),
    enter(4, 6, "a", "r", "v"),
  ];
  expect([-1, 0, 4, 5, 6, 9].map((at) => countUntil(facts, at))).toEqual([0, 1, 1, 3, 4, 4]);
});

test("columns of a sample are read by name, of one service or of all together", () => {
  const header = { platforms: [{ id: "x" }, { id: "y" }] } as never;
  const columns = new Columns({ columns: ["up", "down"], header });
  const values = [1, 2, 30, 40];
  expect(columns.value(values, "down", "y")).toBe(40);
  expect(columns.value(values, "up")).toBe(31);
  expect(columns.value(values, "elsewhere")).toBeNaN();
});

test("the picture's window holds the instant that is shown and goes no further than the run", () => {
  const end = 36 * HOUR;
  expect(windowOf(undefined, HOUR, end)).toBe(2 * HOUR);
  expect(windowOf(undefined, 3 * HOUR, end)).toBe(6 * HOUR);
  expect(windowOf(undefined, 30 * HOUR, end)).toBe(end);
  expect(windowOf(2, 30 * HOUR, end)).toBe(2 * HOUR);
  expect(windowOf("whole", 0, end)).toBe(end);
});

test("upright lines stand at whole steps, some and not too many", () => {
  for (const hours of [0.5, 1, 2, 6, 24, 36, 72, 168, 2400]) {
    const grid = gridOf(hours * HOUR);
    expect(grid[0]).toBe(0);
    expect(grid.length).toBeGreaterThan(2);
    expect(grid.length).toBeLessThanOrEqual(10);
    expect(grid.at(-1)).toBeLessThanOrEqual(hours * HOUR);
  }
});
