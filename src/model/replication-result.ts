/**
 * What a worker hands back of one replication, and its form as bytes. The log is not in it: address and engine version
 * grow that again.
 */
export interface ReplicationResult {
  /** id of the setting that was replicated */
  readonly setting: string;
  /** number of the replication within its seed, from 0 */
  readonly replication: number;
  /** hash of what determines the outcome: 32 hexadecimal digits */
  readonly address: string;
  /** hash of what happened: 32 hexadecimal digits */
  readonly digest: string;
  readonly isCapped: boolean;
  readonly events: number;
  readonly attempts: number;
  /** one number a row of the layout of measures */
  readonly values: Float64Array;
  /** whether the value of the same row exists, is open or is absent */
  readonly status: Uint8Array;
  /** what each ratio was divided by; 1 for other rows */
  readonly weights: Float64Array;
}

/** Everything but the setting, which those who keep results know by where they keep them. */
export type StoredResult = Omit<ReplicationResult, "setting">;

const FORM = 1;
const CAPPED = 1;
const HASH_BYTES = 16;
/** form, flags, two bytes for later; replication, rows; two hashes; events, attempts */
const HEAD = 4 + 4 + 4 + 2 * HASH_BYTES + 8 + 8;
/** Set beside a row's status where the value is zero or the weight is one: many are, and those are not written. */
const IS_ZERO = 0x80;
const IS_ONE = 0x40;
const STATUS = 0x3f;

/**
 * A result as bytes: a head of fixed size, one byte a row, then by row what is not zero as a value and not one as a
 * weight. Little-endian.
 */
export function encodeResult(result: StoredResult): Uint8Array {
  const { values, status, weights } = result;
  const rows = values.length;
  let kept = 0;
  for (let i = 0; i < rows; i++) kept += (Object.is(values[i], 0) ? 0 : 1) + (weights[i] === 1 ? 0 : 1);
  const bytes = new Uint8Array(HEAD + rows + 8 * kept);
  const view = new DataView(bytes.buffer);
  bytes[0] = FORM;
  bytes[1] = result.isCapped ? CAPPED : 0;
  view.setUint32(4, result.replication, true);
  view.setUint32(8, rows, true);
  writeHash(bytes, 12, result.address);
  writeHash(bytes, 12 + HASH_BYTES, result.digest);
  view.setFloat64(12 + 2 * HASH_BYTES, result.events, true);
  view.setFloat64(20 + 2 * HASH_BYTES, result.attempts, true);
  let at = HEAD + rows;
  for (let i = 0; i < rows; i++) {
    const isZero = Object.is(values[i], 0);
    const isOne = weights[i] === 1;
    bytes[HEAD + i] = status[i] | (isZero ? IS_ZERO : 0) | (isOne ? IS_ONE : 0);
    if (!isZero) {
      view.setFloat64(at, values[i], true);
      at += 8;
    }
    if (!isOne) {
      view.setFloat64(at, weights[i], true);
      at += 8;
    }
  }
  return bytes;
}

/** Reads what `encodeResult` wrote; undefined for bytes of another form or length. */
export function decodeResult(bytes: Uint8Array): StoredResult | undefined {
  if (bytes.length < HEAD || bytes[0] !== FORM) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = view.getUint32(8, true);
  const marks = bytes.subarray(HEAD, HEAD + rows);
  let kept = 0;
  for (const mark of marks) kept += ((mark & IS_ZERO) === 0 ? 1 : 0) + ((mark & IS_ONE) === 0 ? 1 : 0);
  if (marks.length !== rows || bytes.length !== HEAD + rows + 8 * kept) return undefined;
  const values = new Float64Array(rows);
  const weights = new Float64Array(rows).fill(1);
  let at = HEAD + rows;
  for (let i = 0; i < rows; i++) {
    if ((marks[i] & IS_ZERO) === 0) {
      values[i] = view.getFloat64(at, true);
      at += 8;
    }
    if ((marks[i] & IS_ONE) === 0) {
      weights[i] = view.getFloat64(at, true);
      at += 8;
    }
  }
  return {
    replication: view.getUint32(4, true),
    address: readHash(bytes, 12),
    digest: readHash(bytes, 12 + HASH_BYTES),
    isCapped: (bytes[1] & CAPPED) !== 0,
    events: view.getFloat64(12 + 2 * HASH_BYTES, true),
    attempts: view.getFloat64(20 + 2 * HASH_BYTES, true),
    values,
    status: Uint8Array.from(marks, (mark) => mark & STATUS),
    weights,
  };
}

function writeHash(bytes: Uint8Array, at: number, hash: string): void {
  for (let i = 0; i < HASH_BYTES; i++) bytes[at + i] = Number.parseInt(hash.slice(2 * i, 2 * i + 2), 16);
}

function readHash(bytes: Uint8Array, at: number): string {
  let hash = "";
  for (let i = 0; i < HASH_BYTES; i++) hash += bytes[at + i].toString(16).padStart(2, "0");
  return hash;
}
