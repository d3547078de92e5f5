import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeResult, encodeResult, type StoredResult } from "../../src/model/index.ts";

const hash = fc.stringMatching(/^[0-9a-f]{32}$/);
const double = fc.oneof(fc.constant(0), fc.constant(-0), fc.double());

const anyResult: fc.Arbitrary<StoredResult> = fc.nat(40).chain((rows) => {
  const column = fc
    .array(double, { minLength: rows, maxLength: rows })
    .map((each) => Float64Array.from(each));
  return fc.record({
    replication: fc.nat(),
    address: hash,
    digest: hash,
    isCapped: fc.boolean(),
    events: fc.nat(),
    attempts: fc.nat(),
    values: column,
    status: fc.array(fc.nat(2), { minLength: rows, maxLength: rows }).map((each) => Uint8Array.from(each)),
    weights: fc.oneof(column, fc.constant(new Float64Array(rows).fill(1))),
  });
});

describe("a result as bytes", () => {
  test("comes back with every bit, infinities, negative zeros and what is no number too", () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        expect(decodeResult(encodeResult(result))).toEqual(result);
      }),
    );
  });

  test("comes back from the middle of other bytes", () => {
    fc.assert(
      fc.property(anyResult, fc.nat(9), (result, before) => {
        const bytes = encodeResult(result);
        const among = new Uint8Array(before + bytes.length + 3).fill(7);
        among.set(bytes, before);
        expect(decodeResult(among.subarray(before, before + bytes.length))).toEqual(result);
      }),
    );
  });

  test("cut short, too long or of another form, is no result", () => {
    fc.assert(
      fc.property(anyResult, fc.double({ min: 0, max: 0.999, noNaN: true }), (result, share) => {
        const bytes = encodeResult(result);
        expect(decodeResult(bytes.subarray(0, Math.floor(bytes.length * share)))).toBeUndefined();
        expect(decodeResult(Uint8Array.from([...bytes, 0]))).toBeUndefined();
        expect(decodeResult(Uint8Array.from([bytes[0] + 1, ...bytes.subarray(1)]))).toBeUndefined();
      }),
    );
  });
});
