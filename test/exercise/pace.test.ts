import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeSpeed, hold, moveTo, type Pace, paceAt, start, timeAt } from "../../src/exercise/index.ts";

const wait = fc.integer({ min: 0, max: 1_000_000 });
const speed = fc.integer({ min: 1, max: 3600 });

describe("between wall time and exercise time", () => {
  test("a pause excludes its time exactly, however many there are", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(wait, wait), { maxLength: 20 }), speed, (turns, at) => {
        let wall = 5;
        let pace: Pace = changeSpeed(paceAt(100, wall), at, wall);
        let played = 0;
        for (const [playing, pausing] of turns) {
          pace = start(pace, wall);
          wall += playing;
          played += playing;
          pace = hold(pace, wall);
          wall += pausing;
        }
        expect(timeAt(pace, wall)).toBe(100 + played * at);
      }),
    );
  });

  test("another speed holds from when it is set, and changes nothing of what was before", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(wait, speed), { maxLength: 20 }), (turns) => {
        let wall = 0;
        let pace = start(paceAt(0, wall), wall);
        let expected = 0;
        for (const [lasting, next] of turns) {
          pace = changeSpeed(pace, next, wall);
          expect(timeAt(pace, wall)).toBe(expected);
          wall += lasting;
          expected += lasting * next;
        }
        expect(timeAt(pace, wall)).toBe(expected);
      }),
    );
  });

  test("time never runs backwards, even where the wall clock does", () => {
    const pace = start(paceAt(1000, 50), 50);
    expect(timeAt(pace, 20)).toBe(1000);
    expect(timeAt(moveTo(pace, 7, 60), 61)).toBe(8);
  });

  test.each([0, 0.5, 3601, Number.NaN, -1, Number.POSITIVE_INFINITY])("there is no speed %s", (wrong) => {
    expect(() => changeSpeed(paceAt(0, 0), wrong, 0)).toThrow(RangeError);
  });
});
