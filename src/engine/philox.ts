/**
 * The block function of Philox4x32-10 as a few dozen WebAssembly instructions. It multiplies 32-bit words to 64-bit
 * products ten times over, twice each: one instruction there, some twenty in JavaScript, which knows no such product. A
 * full-size replay asks for two million blocks. Whole numbers only, so every machine gives the same words.
 *
 * J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11 (2011).
 */

/** Round multipliers and key increments (the Weyl constants) of the paper. */
const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9 | 0;
const W1 = 0xbb67ae85 | 0;
const ROUNDS = 10;

/** A signed whole number below 2^52 in LEB128, as instructions carry their constants. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const byte = ((rest % 128) + 128) % 128;
    rest = (rest - byte) / 128;
    const isLast = (rest === 0 && byte < 64) || (rest === -1 && byte >= 64);
    bytes.push(isLast ? byte : byte | 128);
    if (isLast) return bytes;
  }
}

function sized(bytes: readonly number[]): number[] {
  const size: number[] = [];
  for (let rest = bytes.length; ; rest >>>= 7) {
    if (rest < 128) return [...size, rest, ...bytes];
    size.push((rest & 127) | 128);
  }
}

const section = (id: number, bytes: readonly number[]) => [id, ...sized(bytes)];

// Instructions: https://webassembly.github.io/spec/core/binary/instructions.html
const I32 = 0x7f;
const I64 = 0x7e;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const i32 = (value: number) => [0x41, ...signed(value)];
const i64 = (value: number) => [0x42, ...signed(value)];
const ADD = [0x6a];
const XOR = [0x73];
const STORE = (offset: number) => [0x36, 2, offset];
const MULTIPLY = [0x7e];
const SHIFT_RIGHT = [0x88];
const WIDEN = [0xad];
const LOW_HALF = [0xa7];
const END = [0x0b];
const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** Locals: the four words of the counter, the two of the key (these are the arguments), the two products. */
const [C0, C1, C2, C3, K0, K1, P0, P1] = [0, 1, 2, 3, 4, 5, 6, 7];

const product = (word: number, by: number, into: number) => [
  ...get(word),
  ...WIDEN,
  ...i64(by),
  ...MULTIPLY,
  ...set(into),
];
const highHalf = (local: number) => [...get(local), ...i64(32), ...SHIFT_RIGHT, ...LOW_HALF];
const lowHalf = (local: number) => [...get(local), ...LOW_HALF];
const bump = (key: number, by: number) => [...get(key), ...i32(by), ...ADD, ...set(key)];

const ROUND: readonly (readonly number[])[] = [
  product(C0, M0, P0),
  product(C2, M1, P1),
  [...highHalf(P1), ...get(C1), ...XOR, ...get(K0), ...XOR, ...set(C0)],
  [...lowHalf(P1), ...set(C1)],
  [...highHalf(P0), ...get(C3), ...XOR, ...get(K1), ...XOR, ...set(C2)],
  [...lowHalf(P0), ...set(C3)],
  bump(K0, W0),
  bump(K1, W1),
];

function assemble(): Uint8Array<ArrayBuffer> {
  const rounds = Array.from({ length: ROUNDS }, () => ROUND.flat()).flat();
  const stores = [C0, C1, C2, C3].flatMap((word) => [...i32(0), ...get(word), ...STORE(4 * word)]);
  const locals = [1, 2, I64];
  const body = sized([...locals, ...rounds, ...stores, ...END]);
  return Uint8Array.from([
    ...MAGIC_AND_VERSION,
    ...section(1, [1, 0x60, 6, I32, I32, I32, I32, I32, I32, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    // Exports: the memory as `m`, the function as `b`.
    ...section(7, [2, 1, 0x6d, 2, 0, 1, 0x62, 0, 0]),
    ...section(10, [1, ...body]),
  ]);
}

const { b, m } = new WebAssembly.Instance(new WebAssembly.Module(assemble())).exports;

/** Where `philox` leaves its four words. */
export const PHILOX_WORDS = new Int32Array((m as { readonly buffer: ArrayBuffer }).buffer, 0, 4);

/** Ten rounds over the counter (c0, c1, c2, c3) under the key (k0, k1), all int32; the result is in `PHILOX_WORDS`. */
export const philox = b as (c0: number, c1: number, c2: number, c3: number, k0: number, k1: number) => void;
