import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SharedList, SharedMap } from "../../src/exercise/index.ts";

/** What is shared is never seen: each version is what a copy made at the time would be. */

/** From which earlier version one goes on, with what key and value. */
const steps = fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.integer()), { minLength: 1, maxLength: 30 });
const looks = fc.array(fc.nat(), { minLength: 1, maxLength: 30 });

describe("what many hold at once", () => {
  test("a list is what it was made as, whatever was added to it or to an earlier one since", () => {
    fc.assert(
      fc.property(steps, (given) => {
        const made: { readonly list: SharedList<number>; readonly plain: readonly number[] }[] = [
          { list: SharedList.of([1, 2]), plain: [1, 2] },
        ];
        for (const [from, , value] of given) {
          const { list, plain } = made[from % made.length];
          made.push({ list: list.and(value), plain: [...plain, value] });
        }
        for (const { list, plain } of made) {
          expect([...list]).toEqual(plain);
          expect(list.length).toBe(plain.length);
          expect(list.slice(1)).toEqual(plain.slice(1));
          expect([list.at(-1), list.at(plain.length)]).toEqual([undefined, undefined]);
          expect(list.at(plain.length - 1)).toBe(plain.at(-1));
        }
      }),
    );
  });

  test("a map is what it was made as, in its order, in whatever order its versions are asked", () => {
    fc.assert(
      fc.property(steps, looks, (given, asked) => {
        const first = new Map([[0, 0]]);
        const made: { readonly map: SharedMap<number, number>; readonly plain: Map<number, number> }[] = [
          { map: SharedMap.of(first), plain: first },
        ];
        for (const [from, key, value] of given) {
          const { map, plain } = made[from % made.length];
          made.push({ map: map.and(key, value), plain: new Map(plain).set(key, value) });
        }
        for (const look of [...asked, ...made.keys()]) {
          const { map, plain } = made[look % made.length];
          expect([...map]).toEqual([...plain]);
          expect([...map.keys()]).toEqual([...plain.keys()]);
          expect([...map.values()]).toEqual([...plain.values()]);
          expect(map.size).toBe(plain.size);
          for (let key = 0; key <= 6; key++)
            expect([map.has(key), map.get(key)]).toEqual([plain.has(key), plain.get(key)]);
        }
      }),
    );
  });

  test("who goes through a map while it goes on sees the map that they had", () => {
    const map = SharedMap.of([["a", 1]]);
    let next = map;
    const seen: (readonly [string, number])[] = [];
    for (const each of map) {
      seen.push(each);
      next = next.and("b", 2).and("a", 3);
    }
    expect(seen).toEqual([["a", 1]]);
    expect([...next]).toEqual([
      ["a", 3],
      ["b", 2],
    ]);
  });
});
