import { doublesInLines, LINE } from "./lines.ts";

/**
 * Copies of content as columns of numbers: one row for each upload attempt that is due or has gone online. A row's number
 * is internal and reused after a blocked attempt; outside, an item is named by its lineage.
 *
 * A full-size run waits for memory more than for anything else. So columns that are asked for together stand together: four
 * of one kind share a block, each beginning an element after the one before it, and rows are numbered in steps of four.
 * `keyHi[row]` and `flags[row]` then lie in one line of the cache.
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
  /** named in a message that waits for it to go */
  named: 65536,
} as const;

const FIRST = 1024;
/** Columns in a block, and what two rows next to each other are apart. */
export const STEP = 4;
export const STEP_SHIFT = 2;
/** Rows that are fetched from memory at a time, before they are filled. */
export const AHEAD = 128 * STEP;

type Ints = Int32Array<ArrayBuffer>;
type Bytes = Uint8Array<ArrayBuffer>;
type Floats = Float64Array<ArrayBuffer>;

function grow32(old: Ints, size: number): Ints {
  const next = new Int32Array(size);
  next.set(old);
  return next;
}
function grow8(old: Bytes, size: number): Bytes {
  const next = new Uint8Array(size);
  next.set(old);
  return next;
}
/** Also for who keeps numbers of rows elsewhere. */
export function growFloat(old: Floats, size: number): Floats {
  const next = doublesInLines(size);
  next.set(old);
  return next;
}

/** The columns of a block. */
function divide<Block extends Ints | Bytes | Floats>(block: Block): [Block, Block, Block, Block] {
  const from = (place: number) => block.subarray(place) as Block;
  return [block, from(1), from(2), from(3)];
}

export class Items {
  /** numbers of rows below this one have room */
  capacity: number;
  /** numbers of rows used since `clear` are below this one */
  used = 0;
  keyHi: Ints;
  keyLo: Ints;
  flags: Ints;
  /** row of its statechart */
  life: Ints;
  /** spread law */
  law: Ints;
  /** version: which visually distinct form */
  version: Ints;
  parent: Ints;
  /** its brood, -1 for no children */
  brood: Ints;
  block: Ints;
  /** next item of the same version, -1 at the end */
  next: Ints;
  platform: Bytes;
  status: Bytes;
  /** how often it was queued for review, and how often it was removed: each time has its own draws */
  reviews: Bytes;
  removals: Bytes;
  born: Floats;
  /** when the due removal began to run or it was removed, and the fact that set the due removal going */
  since: Floats;
  dueFact: Floats;
  /** number of the fact that it went online; what its children are caused by */
  fact: Floats;
  /** when the bare rule removes it */
  due: Floats;
  private free: Ints = new Int32Array(256);
  private freeCount = 0;

  /** kept only so that fetching ahead is not optimised away */
  fetched = 0;

  /** Published rows in the order in which they went online; rows in it are never reused. */
  published = new Int32Array(256);
  publishedCount = 0;

  /** Room for as many as will be, where that is known: what is never used costs no memory. */
  constructor(expected = FIRST) {
    const size = expected * STEP;
    this.capacity = size;
    [this.keyHi, this.keyLo, this.flags, this.life] = divide(new Int32Array(size));
    [this.law, this.version, this.parent, this.brood] = divide(new Int32Array(size));
    [this.block, this.next] = divide(new Int32Array(size));
    [this.status, this.platform, this.reviews, this.removals] = divide(new Uint8Array(size));
    [this.born, this.since, this.fact, this.dueFact] = divide(doublesInLines(size));
    [this.due] = divide(doublesInLines(size));
  }

  clear(): void {
    this.used = 0;
    this.freeCount = 0;
    this.publishedCount = 0;
  }

  /** A row to fill; its old content is undefined. */
  take(): number {
    if (this.freeCount > 0) return this.free[--this.freeCount];
    const row = this.used;
    if (row === this.capacity) this.grow();
    if (row % AHEAD === 0) this.fetchAhead(row + AHEAD);
    this.used = row + STEP;
    return row;
  }

  /** Fetches a row that is due from memory; what it returns means nothing. */
  touch(row: number): number {
    const { keyHi, law, block, status, born, parent, version } = this;
    const sum = keyHi[row] ^ law[row] ^ block[row] ^ status[row] ^ born[row];
    const above = parent[row];
    return above < 0 ? sum : sum ^ version[above];
  }

  /**
   * Fetches from memory what is written when so many rows from a number on are filled and go online, all at once: each
   * block's next line would otherwise be waited for by itself.
   */
  private fetchAhead(from: number): void {
    const { keyHi, law, block, status, born, published } = this;
    const to = from + AHEAD;
    if (to > this.capacity || to >> STEP_SHIFT > published.length) return;
    let sum = 0;
    for (let row = from; row < to; row += LINE) sum ^= status[row];
    for (let row = from; row < to; row += LINE / 4) sum ^= keyHi[row] ^ law[row] ^ block[row];
    for (let row = from; row < to; row += LINE / 8) sum ^= born[row];
    for (let place = from >> STEP_SHIFT; place < to >> STEP_SHIFT; place += LINE / 4) sum ^= published[place];
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

  /** A column that begins a block is the block. */
  private grow(): void {
    const size = this.capacity * 2;
    this.capacity = size;
    [this.keyHi, this.keyLo, this.flags, this.life] = divide(grow32(this.keyHi, size));
    [this.law, this.version, this.parent, this.brood] = divide(grow32(this.law, size));
    [this.block, this.next] = divide(grow32(this.block, size));
    [this.status, this.platform, this.reviews, this.removals] = divide(grow8(this.status, size));
    [this.born, this.since, this.fact, this.dueFact] = divide(growFloat(this.born, size));
    [this.due] = divide(growFloat(this.due, size));
  }
}
