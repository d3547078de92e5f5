/** Memory as the processor fetches it: a line at a time. */

/** Bytes of a line of the cache. */
export const LINE = 64;

/**
 * Large buffers begin 16 bytes after a line does (the allocator's header): with these bytes left out, a record whose length
 * divides a line is in one line and not in parts of two. Where that is not so, it costs time and nothing else.
 */
const LEAD = 48;

/** So many whole numbers of 32 bits, from the beginning of a line. */
export function wordsInLines(length: number): Int32Array<ArrayBuffer> {
  return new Int32Array(new ArrayBuffer(LEAD + length * 4), LEAD, length);
}

/** So many doubles, from the beginning of a line. */
export function doublesInLines(length: number): Float64Array<ArrayBuffer> {
  return new Float64Array(new ArrayBuffer(LEAD + length * 8), LEAD, length);
}
