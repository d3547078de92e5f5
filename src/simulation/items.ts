/**
 * Copies of content as columns of numbers: one row for each upload attempt that is due or has gone online. A row's number
 * is internal and reused after a blocked attempt; outside, an item is named by its lineage.
 */

export const STATUS = { free: 0, pending: 1, online: 2, removed: 3 } as const;
export const FLAG = {
  original: 1,
  lawful: 2,
  reupload: 8,
  capture: 16,
  live: 32,
  restricted: 128,
} as const;

const FIRST = 1024;

function grow32(old: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(size);
  next.set(old);
  return next;
}
function grow8(old: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(size);
  next.set(old);
  return next;
}
function grow16(old: Uint16Array<ArrayBuffer>, size: number): Uint16Array<ArrayBuffer> {
  const next = new Uint16Array(size);
  next.set(old);
  return next;
}
function growFloat(old: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(size);
  next.set(old);
  return next;
}

export class Items {
  capacity = FIRST;
  /** rows ever used since `clear` */
  used = 0;
  keyHi = new Int32Array(FIRST);
  keyLo = new Int32Array(FIRST);
  parent = new Int32Array(FIRST);
  platform = new Uint8Array(FIRST);
  status = new Uint8Array(FIRST);
  flags = new Uint16Array(FIRST);
  /** spread law */
  law = new Int32Array(FIRST);
  /** version: which visually distinct form */
  version = new Int32Array(FIRST);
  /** its brood, -1 for no children */
  brood = new Int32Array(FIRST);
  block = new Int32Array(FIRST);
  born = new Float64Array(FIRST);
  /** when the bare rule removes it */
  due = new Float64Array(FIRST);
  /** number of the fact that it went online; what its children are caused by */
  fact = new Float64Array(FIRST);
  /** when the due removal began to run, and the fact that set it going */
  since = new Float64Array(FIRST);
  dueFact = new Float64Array(FIRST);
  /** next item of the same version, -1 at the end */
  next = new Int32Array(FIRST);
  /** row of its statechart */
  life = new Int32Array(FIRST);
  /** how often it was queued for review, and how often it was removed: each time has its own draws */
  reviews = new Uint8Array(FIRST);
  removals = new Uint8Array(FIRST);
  private free: Int32Array<ArrayBuffer> = new Int32Array(256);
  private freeCount = 0;

  /** Published rows in the order in which they went online; rows in it are never reused. */
  published = new Int32Array(256);
  publishedCount = 0;

  clear(): void {
    this.used = 0;
    this.freeCount = 0;
    this.publishedCount = 0;
  }

  /** A row to fill; its old content is undefined. */
  take(): number {
    if (this.freeCount > 0) return this.free[--this.freeCount];
    if (this.used === this.capacity) this.grow();
    return this.used++;
  }

  /** Gives back a row that never went online and that nothing refers to. */
  giveBack(row: number): void {
    this.status[row] = STATUS.free;
    if (this.freeCount === this.free.length) this.free = grow32(this.free, this.free.length * 2);
    this.free[this.freeCount++] = row;
  }

  publish(row: number): void {
    if (this.publishedCount === this.published.length)
      this.published = grow32(this.published, this.published.length * 2);
    this.published[this.publishedCount++] = row;
  }

  private grow(): void {
    const size = this.capacity * 2;
    this.keyHi = grow32(this.keyHi, size);
    this.keyLo = grow32(this.keyLo, size);
    this.parent = grow32(this.parent, size);
    this.platform = grow8(this.platform, size);
    this.status = grow8(this.status, size);
    this.flags = grow16(this.flags, size);
    this.law = grow32(this.law, size);
    this.version = grow32(this.version, size);
    this.brood = grow32(this.brood, size);
    this.block = grow32(this.block, size);
    this.born = growFloat(this.born, size);
    this.due = growFloat(this.due, size);
    this.fact = growFloat(this.fact, size);
    this.since = growFloat(this.since, size);
    this.dueFact = growFloat(this.dueFact, size);
    this.next = grow32(this.next, size);
    this.life = grow32(this.life, size);
    this.reviews = grow8(this.reviews, size);
    this.removals = grow8(this.removals, size);
    this.capacity = size;
  }
}
