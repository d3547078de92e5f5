import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REMOVAL_AGES } from "../../src/measures/index.ts";
import { BEYOND, type EventLog, formatDuration } from "../../src/model/index.ts";
import { HOUR, LogBuilder, MINUTE, platformOf } from "../builders/log.ts";
import { anyLog } from "./log-arbitrary.ts";
import { measureOf, numberOf } from "./numbers.ts";

const within = (span: string) => `removal.within.${span}`;

describe("the curve of time to removal", () => {
  test("says which share of the items was gone by each age", () => {
    const story = new LogBuilder();
    const [a, b] = [story.posted("here", 0), story.posted("here", 0)];
    story.posted("here", 0);
    story.posted("there", 0);
    story.removed(a, "here", 10 * MINUTE);
    story.removed(b, "here", 10 * MINUTE + 1);
    const log = story.ended();
    expect(numberOf(log, within("PT5M"))).toBe(0);
    expect(numberOf(log, within("PT10M"))).toBe(0.25);
    expect(numberOf(log, within("PT20M"))).toBe(0.5);
    expect(numberOf(log, within("P1D"))).toBe(0.5);
    expect(numberOf(log, within("PT20M"), "here")).toBe(2 / 3);
    expect(numberOf(log, within("PT20M"), "there")).toBe(0);
  });

  test("counts an age from each item's own posting", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 5 * HOUR);
    story.removed(item, "here", 5 * HOUR + MINUTE);
    expect(numberOf(story.ended(), within("PT1M"))).toBe(1);
  });

  test("asks only those items of an age that could reach it before the horizon", () => {
    const story = new LogBuilder({ horizon: 10 * HOUR });
    story.posted("here", 0);
    const late = story.posted("here", 7 * HOUR + 1);
    story.removed(late, "here", 7 * HOUR + 2 * MINUTE);
    const log = story.ended();
    expect(numberOf(log, within("PT2H"))).toBe(0.5);
    // Three hours after the second item's posting the run was over: nobody knows, so it is not asked.
    expect(numberOf(log, within("PT3H"))).toBe(0);
  });

  test("does not exist where no item was watched for so long", () => {
    const story = new LogBuilder({ horizon: 10 * HOUR });
    const item = story.posted("here", 9 * HOUR);
    story.removed(item, "here", 9 * HOUR);
    const log = story.ended();
    expect(numberOf(log, within("PT1H"))).toBe(1);
    expect(measureOf(log, within("PT2H")).status).toBe("absent");
  });

  test("without a horizon, what is up when nothing is left to happen stays up for ever", () => {
    const story = new LogBuilder({ horizon: undefined });
    const item = story.posted("here", 0);
    story.posted("here", 50 * MINUTE);
    story.removed(item, "here", HOUR);
    const log = story.ended(HOUR, "nothing-left");
    expect(numberOf(log, within("PT45M"))).toBe(0);
    expect(numberOf(log, within("P7D"))).toBe(0.5);
  });

  test("is open while the run is not over", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 0);
    story.posted("here", 0);
    story.removed(item, "here", MINUTE);
    expect(measureOf(story.log(), within("PT1H"))).toMatchObject({
      status: "open",
      value: null,
      atLeast: 0.5,
    });
  });

  test("counts an item with its first removal, though it was put back and removed again", () => {
    const story = new LogBuilder();
    const item = story.posted("here", 0);
    story.removed(item, "here", 5 * MINUTE);
    story.add("content.restored", HOUR, { item, platform: "here", removedAt: 5 * MINUTE });
    story.removed(item, "here", 2 * HOUR);
    const log = story.ended();
    expect(numberOf(log, within("PT2M"))).toBe(0);
    expect(numberOf(log, within("PT5M"))).toBe(1);
    expect(numberOf(log, within("P1D"))).toBe(1);
  });

  test("leaves out a stream that ended by itself and left nothing, and lawful items", () => {
    const story = new LogBuilder();
    const stream = story.posted("here", 0, { origin: "original" });
    story.posted("here", 0, { origin: "lookalike:news" });
    const copy = story.posted("here", 0);
    story.removed(stream, "here", MINUTE, { by: "over" });
    story.removed(copy, "here", HOUR);
    const log = story.ended();
    expect(numberOf(log, within("PT30M"))).toBe(0);
    expect(numberOf(log, within("PT1H"))).toBe(1);
  });

  test("leaves out what came when times can no longer be told apart", () => {
    const story = new LogBuilder({ horizon: undefined });
    const item = story.posted("here", 0);
    story.removed(item, "here", HOUR);
    const late = story.posted("here", BEYOND);
    story.removed(late, "here", BEYOND);
    expect(numberOf(story.ended(BEYOND, "nothing-left"), within("PT1M"))).toBe(0);
  });

  test("says the same for members, for others and for the platforms together", () => {
    const story = new LogBuilder({
      platforms: [platformOf("here", { members: ["industry"] }), platformOf("there")],
    });
    const item = story.posted("here", 0);
    story.posted("there", 0);
    story.removed(item, "here", MINUTE);
    const log = story.ended();
    expect(numberOf(log, `${within("PT1H")}.members`)).toBe(1);
    expect(numberOf(log, `${within("PT1H")}.non-members`)).toBe(0);
    expect(numberOf(log, within("PT1H"))).toBe(0.5);
  });

  test("is what anyone finds who follows every item of any log", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        for (const age of REMOVAL_AGES) {
          const found = measureOf(log, within(formatDuration(age)));
          const { removed, watched } = follow(log, age);
          if (watched === 0) expect(found.status).toBe("absent");
          else expect(found.value).toBe(removed / watched);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("never falls without a horizon", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        if (log.header.horizon !== undefined) return;
        const curve = REMOVAL_AGES.map((age) => measureOf(log, within(formatDuration(age))).value ?? 0);
        expect(curve).toEqual(curve.toSorted((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });
});

/** The same share by remembering every item. */
function follow({ header, facts }: EventLog, age: number): { removed: number; watched: number } {
  const firstRemoval = new Map<unknown, { readonly at: number; readonly by: unknown }>();
  for (const { kind, item, at, by } of facts)
    if (kind === "content.removed" && !firstRemoval.has(item))
      firstRemoval.set(item, { at: at as number, by });
  const known = facts.filter(
    ({ kind, item, at, origin }) =>
      kind === "content.posted" &&
      !String(origin).startsWith("lookalike") &&
      (at as number) + age <= (header.horizon ?? Number.POSITIVE_INFINITY) &&
      firstRemoval.get(item)?.by !== "over",
  );
  const gone = known.filter(({ item, at }) => {
    const removal = firstRemoval.get(item);
    return removal !== undefined && removal.at - (at as number) <= age;
  });
  return { removed: gone.length, watched: known.length };
}
