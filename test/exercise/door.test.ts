import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CODE_CHARACTERS,
  closeForGood,
  codeFrom,
  type Door,
  knock,
  openDoor,
  reopen,
} from "../../src/exercise/index.ts";

const CODE = "ABCD2345";
const door = openDoor(CODE);

/** Tries one after the other; what each was answered. */
function tries(given: Door, attempts: readonly { readonly typed: string; readonly at: number }[]) {
  let now = given;
  const answers = attempts.map(({ typed, at }) => {
    const result = knock(now, typed, at);
    now = result.door;
    return result.answer;
  });
  return { answers, door: now };
}

describe("the way in", () => {
  test("a code has eight of 32 characters, each as likely, none mistaken for another", () => {
    expect(CODE_CHARACTERS.length).toBe(32);
    expect(new Set(CODE_CHARACTERS).size).toBe(32);
    expect([...CODE_CHARACTERS].some((each) => "01IO".includes(each))).toBe(false);
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      const code = codeFrom(new Uint8Array(8).fill(byte));
      expect(code).toHaveLength(8);
      counts.set(code[0], (counts.get(code[0]) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array.from({ length: 32 }, () => 8));
    expect(() => codeFrom(new Uint8Array(7))).toThrow(RangeError);
  });

  test("the right code leads to the waiting room, however it is typed", () => {
    for (const typed of [CODE, "abcd2345", "ABCD-2345", " abcd 2345 "])
      expect(knock(door, typed, 0).answer).toBe("waiting-room");
  });

  test("ten wrong tries within a minute, whoever makes them, and only the director admits", () => {
    const wrong = Array.from({ length: 10 }, (_, i) => ({ typed: "ZZZZZZZZ", at: i * 6000 }));
    const { answers, door: shut } = tries(door, wrong);
    expect(answers).toEqual([...Array.from({ length: 9 }, () => "wrong"), "shut"]);
    expect(knock(shut, CODE, 1e9).answer).toBe("shut");
    expect(knock(reopen(shut, "WXYZ6789"), "WXYZ6789", 1e9).answer).toBe("waiting-room");
    expect(knock(reopen(shut, "WXYZ6789"), CODE, 1e9).answer).toBe("wrong");
  });

  test("slower guessing never shuts it, and right codes do not count", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (rights) => {
        const attempts = rights.map((isRight, i) => ({ typed: isRight ? CODE : "AAAAAAAA", at: i * 6667 }));
        const { answers, door: after } = tries(door, attempts);
        expect(answers).toEqual(rights.map((isRight) => (isRight ? "waiting-room" : "wrong")));
        expect(after.wrong.length).toBeLessThan(10);
      }),
    );
  });

  test("it is dead from ENDEX on, for good", () => {
    const dead = closeForGood(door);
    expect(knock(dead, CODE, 0).answer).toBe("dead");
    expect(knock(reopen(dead, "WXYZ6789"), "WXYZ6789", 0).answer).toBe("dead");
  });
});
