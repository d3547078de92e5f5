/**
 * Copies of content as columns of numbers: one row for each upload attempt that is due or has gone online. A row's number
 * is internal and reused after a blocked attempt; outside, an item is named by its lineage.
 */

export const STATUS = { free: 0, pending: 1, online: 2, removed: 3, purged: 4 } as const;
export const FLAG = {
  original: 1,
  lawful: 2,
  reupload: 8,
  capture: 16,
  live: 32,
  /** stands for several, at a scale */
  many: 64,
  restricted: 128,
  /** out of sight, its file kept */
  held: 4,
  preserved: 256,
  /** its uploader was told; with reasons; must not be told */
  told: 512,
  reasoned: 1024,
  withheld: 2048,
  complained: 4096,
  returned: 8192,
  labelled: 16384,
  /** its reach was changed: see `Reach` */
  changed: 32768,
} as const;

const FIRST = 1024;
/** Rows that are fetched from memory at a time, before they are filled; the bytes of a cache line. */
export const AHEAD = 128;
export const LINE = 64;

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
  capacity: number;
  /** rows ever used since `clear` */
  used = 0;
  keyHi: Int32Array<ArrayBuffer>;
  keyLo: Int32Array<ArrayBuffer>;
  parent: Int32Array<ArrayBuffer>;
  platform: Uint8Array<ArrayBuffer>;
  status: Uint8Array<ArrayBuffer>;
  flags: Uint16Array<ArrayBuffer>;
  /** spread law */
  law: Int32Array<ArrayBuffer>;
  /** version: which visually distinct form */
  version: Int32Array<ArrayBuffer>;
  /** its brood, -1 for no children */
  brood: Int32Array<ArrayBuffer>;
  block: Int32Array<ArrayBuffer>;
  born: Float64Array<ArrayBuffer>;
  /** when the bare rule removes it */
  due: Float64Array<ArrayBuffer>;
  /** number of the fact that it went online; what its children are caused by */
  fact: Float64Array<ArrayBuffer>;
  /** when the due removal began to run, and the fact that set it going */
  since: Float64Array<ArrayBuffer>;
  dueFact: Float64Array<ArrayBuffer>;
  /** next item of the same version, -1 at the end */
  next: Int32Array<ArrayBuffer>;
  /** row of its statechart */
  life: Int32Array<ArrayBuffer>;
  /** how often it was queued for review, and how often it was removed: each time has its own draws */
  reviews: Uint8Array<ArrayBuffer>;
  removals: Uint8Array<ArrayBuffer>;
  private free: Int32Array<ArrayBuffer> = new Int32Array(256);
  private freeCount = 0;

  /** kept only so that fetching ahead is not optimised away */
  fetched = 0;

  /** Published rows in the order in which they went online; rows in it are never reused. */
  published = new Int32Array(256);
  publishedCount = 0;

  /** Room for as many as will be, where that is known: what is never used costs no memory. */
  constructor(expected = FIRST) {
    this.capacity = expected;
    this.keyHi = new Int32Array(expected);
    this.keyLo = new Int32Array(expected);
    this.parent = new Int32Array(expected);
    this.platform = new Uint8Array(expected);
    this.status = new Uint8Array(expected);
    this.flags = new Uint16Array(expected);
    this.law = new Int32Array(expected);
    this.version = new Int32Array(expected);
    this.brood = new Int32Array(expected);
    this.block = new Int32Array(expected);
    this.born = new Float64Array(expected);
    this.due = new Float64Array(expected);
    this.fact = new Float64Array(expected);
    this.since = new Float64Array(expected);
    this.dueFact = new Float64Array(expected);
    this.next = new Int32Array(expected);
    this.life = new Int32Array(expected);
    this.reviews = new Uint8Array(expected);
    this.removals = new Uint8Array(expected);
  }

  clear(): void {
    this.used = 0;
    this.freeCount = 0;
    this.publishedCount = 0;
  }

  /** A row to fill; its old content is undefined. */
  take(): number {
    if (this.freeCount > 0) return this.free[--this.freeCount];
    if (this.used === this.capacity) this.grow();
    if (this.used % AHEAD === 0) this.fetchAhead(this.used + AHEAD);
    return this.used++;
  }

  /** Fetches a row that is due from memory; what it returns means nothing. */
  touch(row: number): number {
    const { keyHi, keyLo, parent, law, version, brood, block, next, life, born, fact, dueFact } = this;
    let sum = keyHi[row] ^ keyLo[row] ^ law[row] ^ version[row] ^ brood[row] ^ block[row] ^ next[row];
    sum ^= life[row] ^ born[row] ^ fact[row] ^ dueFact[row] ^ this.flags[row] ^ this.status[row];
    const above = parent[row];
    return above < 0 ? sum : sum ^ version[above];
  }

  /**
   * Fetches from memory what is written when so many rows from a number on are filled and go online, all at once: each
   * column's next line would otherwise be waited for by itself.
   */
  private fetchAhead(from: number): void {
    const { keyHi, keyLo, parent, law, version, brood, block, next, life, born, fact, published } = this;
    const to = from + AHEAD;
    if (to > this.capacity || to > published.length) return;
    let sum = 0;
    for (let row = from; row < to; row += LINE)
      sum ^= this.platform[row] ^ this.status[row] ^ this.reviews[row] ^ this.removals[row];
    for (let row = from; row < to; row += LINE / 2) sum ^= this.flags[row];
    for (let row = from; row < to; row += LINE / 4) {
      sum ^= keyHi[row] ^ keyLo[row] ^ parent[row] ^ law[row] ^ version[row] ^ brood[row];
      sum ^= block[row] ^ next[row] ^ life[row] ^ published[row];
    }
    for (let row = from; row < to; row += LINE / 8) sum ^= born[row] ^ fact[row];
    this.fetched = sum;
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
