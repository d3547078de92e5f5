/**
 * The future event list: what is due, in order of (time, priority, sequence of scheduling).
 *
 * Two tiers. Entries due before `nearEnd` sit in a small binary heap. Later ones only wait: they are appended to buckets
 * of equal width, and a bucket is looked into when its time has come; then it becomes the heap or, if it holds too much,
 * a finer rung of buckets. So an entry is moved a few times in order of memory, instead of sifting through a heap that
 * has outgrown the cache. After the ladder queue: W. T. Tang, R. S. M. Goh, I. L.-J. Thng, "Ladder queue: an O(1)
 * priority queue structure for large-scale discrete event simulation", ACM TOMACS 15(3), 2005.
 *
 * Invariants:
 * - heap < nearEnd <= rungs, deepest first <= topStart <= top; with nothing far, nearEnd is Infinity.
 * - A width is a power of two and a bucket is numbered floor(time / width): exact for every double, so that the numbers
 *   and the comparisons with `nearEnd`, a multiple of the width, never disagree.
 * - An entry's payload stays in its slot; a cancelled one is marked there and dropped when it is next met.
 */

/** All pending entries and all that makes later handles and order the same; plain data for structuredClone. */
export interface EventListSnapshot {
  readonly time: number;
  readonly priority: number;
  readonly kind: number;
  readonly subject: number;
  readonly taken: number;
  readonly sequence: number;
  /** Per pending entry, in order. */
  readonly times: Float64Array;
  readonly orders: Float64Array;
  readonly places: Int32Array;
  /** Slots ever used, two words each. */
  readonly slots: Int32Array;
  readonly free: number;
}

/** Called with each pending entry: handle, time in ms, priority, kind, subject. */
export type PendingVisitor = (
  handle: number,
  time: number,
  priority: number,
  kind: number,
  subject: number,
) => void;

// Second key: priority above, sequence below, one double exact up to 2^53.
const PRIORITY_STEP = 35184372088832;

// A slot is two words: subject (or the next free slot), and generation, cancelled, kind from high to low bits.
const SLOT_SPAN = 67108864;
const CANCELLED = 0x100;
const GENERATION_SHIFT = 9;
const LAST_GENERATION = 0x7fffff;
const NONE = -1;

// An entry in a bucket: time, order, slot in a chunk of CHUNK entries; chunks of a bucket are linked.
const FIELDS = 3;
const CHUNK_SHIFT = 4;
const CHUNK = 1 << CHUNK_SHIFT;
const CHUNK_MASK = CHUNK - 1;

/** A heap with more entries, or a bucket with more when its time comes, is spread over a finer rung. */
const NEAR_LIMIT = 512;
const SPREAD_FROM = 64;
const BUCKET_AIM = 16;
const MAX_BUCKETS = 1024;
/** Lists with fewer cancelled entries are not worth sweeping. */
const SWEEP_FROM = 4096;
/** Slots, places in the heap and chunks at the beginning. */
const SMALLEST = 64;

/** One rung: buckets of equal width, of which those before `current` have been opened. */
class Rung {
  readonly heads = new Int32Array(MAX_BUCKETS + 2);
  readonly counts = new Int32Array(MAX_BUCKETS + 2);
  inverse = 1;
  width = 1;
  first = 0;
  end = 0;
  current = 0;
  buckets = 0;
}

/** A future event list. Times in ms, any finite double; see `schedule` for the ranges of the rest. */
export class EventList {
  /** Time in ms of the entry last taken; -Infinity before the first. */
  time = -Infinity;
  /** Priority of the entry last taken. */
  priority = 0;
  /** Kind of the entry last taken. */
  kind = 0;
  /** Subject of the entry last taken. */
  subject = 0;
  /** Entries taken since `clear`. */
  taken = 0;

  /**
   * Told of entries that come soon, many at a time and in no order: whoever keeps their data in large tables can fetch it
   * there all at once instead of waiting for memory entry by entry. It must change nothing; an entry may still be cancelled.
   */
  foresee: ((kinds: Uint8Array, subjects: Int32Array, count: number) => void) | undefined;
  private soonKinds = new Uint8Array(SMALLEST);
  private soonSubjects = new Int32Array(SMALLEST);

  private sequence = 0;
  private live = 0;
  private cancelled = 0;

  private slots = new Int32Array(2 * SMALLEST);
  private slotsUsed = 0;
  private free = NONE;

  private heapTimes = new Float64Array(SMALLEST);
  private heapOrders = new Float64Array(SMALLEST);
  private heapSlots = new Int32Array(SMALLEST);
  private heapSize = 0;
  private heapLimit = NEAR_LIMIT;
  /** The root has been taken and not yet replaced: what is scheduled next often takes its place, for half the work. */
  private vacant = false;

  private nearEnd = Infinity;
  private topStart = Infinity;
  private readonly rungs: Rung[] = [];
  private depth = 0;

  private chunks = new Float64Array(0);
  private chunkNext = new Int32Array(0);
  private freeChunk = NONE;
  private topHead = NONE;
  private topCount = 0;

  /** Live (not cancelled) pending entries. */
  get size(): number {
    return this.live;
  }

  /**
   * Schedules an entry and returns its handle, a safe integer for `cancel`. Handles are reused in an order that may
   * depend on what ran before: they must not enter a log.
   * @param time ms, finite, not before the entry last taken
   * @param priority 0 to 255, the lower the earlier among entries of one time
   * @param kind 0 to 255
   * @param subject an int32
   * @throws RangeError for anything else
   */
  schedule(time: number, priority: number, kind: number, subject: number): number {
    if (!(time >= this.time && time - time === 0)) this.refuseTime(time);
    if ((priority | kind) >>> 8 !== 0)
      throw new RangeError(`priority ${priority} or kind ${kind} is not in 0..255`);
    let slot = this.free;
    if (slot === NONE) slot = this.newSlot();
    else this.free = this.slots[2 * slot];
    const slots = this.slots;
    const word = (slots[2 * slot + 1] & ~0x1ff) | kind;
    slots[2 * slot] = subject;
    slots[2 * slot + 1] = word;
    const order = priority * PRIORITY_STEP + this.sequence++;
    this.live++;
    if (time >= this.nearEnd) this.pushFar(time, order, slot);
    else if (this.vacant) {
      this.vacant = false;
      this.sift(0, time, order, slot);
    } else if (this.heapSize < this.heapLimit) this.pushHeap(time, order, slot);
    else {
      this.relieveHeap();
      if (time < this.nearEnd) this.pushHeap(time, order, slot);
      else this.pushFar(time, order, slot);
    }
    return (word >>> GENERATION_SHIFT) * SLOT_SPAN + slot;
  }

  /** Cancels a pending entry; false if it has been taken or cancelled already, or if there never was one. */
  cancel(handle: number): boolean {
    const generation = Math.floor(handle / SLOT_SPAN);
    const slot = handle - generation * SLOT_SPAN;
    if (!(slot >= 0 && slot < this.slotsUsed)) return false;
    const word = this.slots[2 * slot + 1];
    if (word >>> GENERATION_SHIFT !== generation || (word & CANCELLED) !== 0) return false;
    this.slots[2 * slot + 1] = word | CANCELLED;
    this.live--;
    this.cancelled++;
    if (this.cancelled >= SWEEP_FROM && this.cancelled > this.live) this.putBack(this.drain());
    return true;
  }

  /** Takes the earliest entry into `time`, `priority`, `kind` and `subject`; false when nothing is pending. */
  next(): boolean {
    if (this.vacant) this.dropRoot();
    while (this.heapSize > 0 || this.refill()) {
      const slot = this.heapSlots[0];
      const word = this.slots[2 * slot + 1];
      const subject = this.slots[2 * slot];
      this.release(slot, word);
      if ((word & CANCELLED) === 0) {
        this.vacant = true;
        this.live--;
        this.taken++;
        this.time = this.heapTimes[0];
        this.priority = (this.heapOrders[0] / PRIORITY_STEP) | 0;
        this.kind = word & 0xff;
        this.subject = subject;
        return true;
      }
      this.dropRoot();
      this.cancelled--;
    }
    return false;
  }

  /** Time in ms of the next entry, Infinity when nothing is pending. */
  peek(): number {
    if (this.vacant) this.dropRoot();
    while (this.heapSize > 0 || this.refill()) {
      const slot = this.heapSlots[0];
      const word = this.slots[2 * slot + 1];
      if ((word & CANCELLED) === 0) return this.heapTimes[0];
      this.release(slot, word);
      this.dropRoot();
      this.cancelled--;
    }
    return Infinity;
  }

  /** Empties the list for the next replication: time, sequence and count start again; no old handle is valid. */
  clear(): void {
    if (this.vacant) this.dropRoot();
    const size = this.nearEnd === Infinity ? this.heapSize : this.drain();
    const slots = this.heapSlots;
    for (let i = 0; i < size; i++) this.release(slots[i], this.slots[2 * slots[i] + 1]);
    this.heapSize = 0;
    this.time = -Infinity;
    this.priority = 0;
    this.kind = 0;
    this.subject = 0;
    this.taken = 0;
    this.sequence = 0;
    this.live = 0;
    this.cancelled = 0;
  }

  /** The state of the list, sharing nothing with it. */
  snapshot(): EventListSnapshot {
    const size = this.drain();
    const inOrder = this.sortedPlaces(size);
    const times = Float64Array.from(inOrder, (place) => this.heapTimes[place]);
    const orders = Float64Array.from(inOrder, (place) => this.heapOrders[place]);
    const places = Int32Array.from(inOrder, (place) => this.heapSlots[place]);
    this.putBack(size);
    return {
      time: this.time,
      priority: this.priority,
      kind: this.kind,
      subject: this.subject,
      taken: this.taken,
      sequence: this.sequence,
      times,
      orders,
      places,
      slots: this.slots.slice(0, 2 * this.slotsUsed),
      free: this.free,
    };
  }

  /**
   * Goes on from a snapshot, of this list or another: the same entries under the same handles, the same order, the same
   * handles for what is scheduled next. Handles given since the snapshot was taken are void.
   */
  restore(snapshot: EventListSnapshot): void {
    this.clear();
    const size = snapshot.times.length;
    this.time = snapshot.time;
    this.priority = snapshot.priority;
    this.kind = snapshot.kind;
    this.subject = snapshot.subject;
    this.taken = snapshot.taken;
    this.sequence = snapshot.sequence;
    this.live = size;
    this.slots = new Int32Array(Math.max(2 * SMALLEST, snapshot.slots.length));
    this.slots.set(snapshot.slots);
    this.slotsUsed = snapshot.slots.length / 2;
    this.free = snapshot.free;
    this.growHeap(size);
    this.heapTimes.set(snapshot.times);
    this.heapOrders.set(snapshot.orders);
    this.heapSlots.set(snapshot.places);
    this.putBack(size);
  }

  /** Visits all pending entries in the order in which they would be taken. The visitor must not change the list. */
  forEachPending(visit: PendingVisitor): void {
    const { times, orders, places, slots } = this.snapshot();
    for (let i = 0; i < times.length; i++) {
      const word = slots[2 * places[i] + 1];
      const handle = (word >>> GENERATION_SHIFT) * SLOT_SPAN + places[i];
      visit(handle, times[i], (orders[i] / PRIORITY_STEP) | 0, word & 0xff, slots[2 * places[i]]);
    }
  }

  private refuseTime(time: number): never {
    if (time < this.time)
      throw new RangeError(`cannot schedule at ${time}, before the entry last taken at ${this.time}`);
    throw new RangeError(`an entry must be due at a finite time, got ${time}`);
  }

  // Slots

  private newSlot(): number {
    const slot = this.slotsUsed;
    if (2 * slot === this.slots.length) {
      if (slot === SLOT_SPAN) throw new RangeError("too many pending entries");
      const larger = new Int32Array(4 * slot);
      larger.set(this.slots);
      this.slots = larger;
    }
    this.slotsUsed = slot + 1;
    this.slots[2 * slot + 1] = 1 << GENERATION_SHIFT;
    return slot;
  }

  /** Ends a slot's generation and frees it; a slot out of generations is never used again. */
  private release(slot: number, word: number): void {
    const generation = (word >>> GENERATION_SHIFT) + 1;
    this.slots[2 * slot + 1] = (generation << GENERATION_SHIFT) | CANCELLED;
    if (generation >= LAST_GENERATION) return;
    this.slots[2 * slot] = this.free;
    this.free = slot;
  }

  // The heap

  private pushHeap(time: number, order: number, slot: number): void {
    if (this.heapSize === this.heapTimes.length) this.growHeap(this.heapSize + 1);
    const times = this.heapTimes;
    const orders = this.heapOrders;
    const slots = this.heapSlots;
    let hole = this.heapSize++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const parentTime = times[parent];
      if (parentTime < time || (parentTime === time && orders[parent] < order)) break;
      times[hole] = parentTime;
      orders[hole] = orders[parent];
      slots[hole] = slots[parent];
      hole = parent;
    }
    times[hole] = time;
    orders[hole] = order;
    slots[hole] = slot;
  }

  private dropRoot(): void {
    this.vacant = false;
    const last = --this.heapSize;
    if (last > 0) this.sift(0, this.heapTimes[last], this.heapOrders[last], this.heapSlots[last]);
  }

  /** Puts an entry where it belongs at or below a hole of the heap. */
  private sift(from: number, time: number, order: number, slot: number): void {
    const times = this.heapTimes;
    const orders = this.heapOrders;
    const slots = this.heapSlots;
    const size = this.heapSize;
    let hole = from;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      let childTime = times[child];
      const right = child + 1;
      if (right < size) {
        const rightTime = times[right];
        if (rightTime < childTime || (rightTime === childTime && orders[right] < orders[child])) {
          child = right;
          childTime = rightTime;
        }
      }
      if (time < childTime || (time === childTime && order < orders[child])) break;
      times[hole] = childTime;
      orders[hole] = orders[child];
      slots[hole] = slots[child];
      hole = child;
    }
    times[hole] = time;
    orders[hole] = order;
    slots[hole] = slot;
  }

  /** Makes a heap of the first `size` places. */
  private heapify(size: number): void {
    this.heapSize = size;
    this.heapLimit = Math.max(NEAR_LIMIT, 2 * size);
    for (let i = (size >> 1) - 1; i >= 0; i--)
      this.sift(i, this.heapTimes[i], this.heapOrders[i], this.heapSlots[i]);
  }

  private growHeap(needed: number): void {
    let length = this.heapTimes.length;
    if (needed <= length) return;
    while (length < needed) length *= 2;
    const times = new Float64Array(length);
    const orders = new Float64Array(length);
    const slots = new Int32Array(length);
    times.set(this.heapTimes);
    orders.set(this.heapOrders);
    slots.set(this.heapSlots);
    this.heapTimes = times;
    this.heapOrders = orders;
    this.heapSlots = slots;
  }

  /** The heap has grown too large: spreads it over a new rung, unless its times cannot be told apart. */
  private relieveHeap(): void {
    const size = this.heapSize;
    let head = NONE;
    this.reserveChunks((size >> CHUNK_SHIFT) + 1);
    for (let i = 0; i < size; i++) {
      head = this.append(head, i, this.heapTimes[i], this.heapOrders[i], this.heapSlots[i]);
    }
    this.heapSize = 0;
    if (!this.spread(head, size, this.nearEnd)) this.load(head, size);
  }

  // Buckets

  /** Makes the next bucket the heap, by way of finer rungs where it holds too much; false when nothing is left. */
  private refill(): boolean {
    while (this.heapSize === 0) {
      if (this.depth > 0) this.openBucket(this.rungs[this.depth - 1]);
      else if (this.topCount > 0) this.openTop();
      else {
        this.nearEnd = Infinity;
        this.topStart = Infinity;
        return false;
      }
    }
    return true;
  }

  private openBucket(rung: Rung): void {
    const counts = rung.counts;
    const buckets = rung.buckets;
    let bucket = rung.current;
    while (bucket < buckets && counts[bucket] === 0) bucket++;
    rung.current = bucket + 1;
    if (bucket >= buckets) {
      this.depth--;
      return;
    }
    const end = bucket + 1 === buckets ? rung.end : (rung.first + bucket + 1) * rung.width;
    const head = rung.heads[bucket];
    const count = counts[bucket];
    counts[bucket] = 0;
    rung.heads[bucket] = NONE;
    if (count > SPREAD_FROM && this.spread(head, count, end)) return;
    this.load(head, count);
    this.nearEnd = end;
  }

  private openTop(): void {
    const head = this.topHead;
    const count = this.topCount;
    this.topHead = NONE;
    this.topCount = 0;
    this.topStart = Infinity;
    if (count > SPREAD_FROM && this.spread(head, count, Infinity)) return;
    this.load(head, count);
    this.nearEnd = Infinity;
  }

  /** Moves a chain into the empty heap. */
  private load(head: number, count: number): void {
    this.growHeap(count);
    let size = 0;
    let inChunk = ((count - 1) & CHUNK_MASK) + 1;
    for (let chunk = head; chunk !== NONE; ) {
      const base = chunk * CHUNK * FIELDS;
      for (let at = base; at < base + inChunk * FIELDS; at += FIELDS) {
        this.heapTimes[size] = this.chunks[at];
        this.heapOrders[size] = this.chunks[at + 1];
        this.heapSlots[size++] = this.chunks[at + 2];
      }
      chunk = this.freeAndFollow(chunk);
      inChunk = CHUNK;
    }
    if (this.foresee !== undefined) this.tellSoon(size);
    this.heapify(size);
  }

  private tellSoon(size: number): void {
    if (this.soonKinds.length < size) {
      this.soonKinds = new Uint8Array(2 * size);
      this.soonSubjects = new Int32Array(2 * size);
    }
    const { slots, heapSlots, soonKinds, soonSubjects } = this;
    for (let i = 0; i < size; i++) {
      const slot = heapSlots[i];
      soonSubjects[i] = slots[2 * slot];
      soonKinds[i] = slots[2 * slot + 1];
    }
    this.foresee?.(soonKinds, soonSubjects, size);
  }

  /**
   * Deals a chain out to a new, deepest rung that ends at `end`, or with Infinity just above the latest entry, where the
   * top then begins. False, and nothing done, when one bucket would hold everything.
   */
  private spread(head: number, count: number, end: number): boolean {
    let earliest = Infinity;
    let latest = -Infinity;
    let inChunk = ((count - 1) & CHUNK_MASK) + 1;
    for (let chunk = head; chunk !== NONE; chunk = this.chunkNext[chunk]) {
      const base = chunk * CHUNK * FIELDS;
      for (let at = base; at < base + inChunk * FIELDS; at += FIELDS) {
        const time = this.chunks[at];
        if (time < earliest) earliest = time;
        if (time > latest) latest = time;
      }
      inChunk = CHUNK;
    }
    const rung = this.planRung(earliest, latest, count);
    if (rung === null) return false;
    rung.end = end;
    if (end === Infinity) {
      rung.end = (rung.first + rung.buckets) * rung.width;
      this.topStart = rung.end;
    }
    this.nearEnd = rung.first * rung.width;
    this.deal(rung, head, count);
    this.depth++;
    return true;
  }

  private planRung(earliest: number, latest: number, count: number): Rung | null {
    const range = latest - earliest;
    if (!(range > 0 && range < 1e300)) return null;
    const wanted = range / Math.min(MAX_BUCKETS, Math.max(2, count / BUCKET_AIM));
    // Numbers of buckets stay below 2^50, where floor(time / width) is exact.
    const finest = Math.max(latest, -earliest) / 1125899906842624;
    let width = 1 / 1048576;
    while (width < wanted || width < finest) width *= 2;
    const first = Math.floor(earliest / width);
    const buckets = Math.floor(latest / width) - first + 1;
    if (buckets < 2) return null;
    if (this.depth === this.rungs.length) this.rungs.push(new Rung());
    const rung = this.rungs[this.depth];
    rung.width = width;
    rung.inverse = 1 / width;
    rung.first = first;
    rung.buckets = buckets;
    rung.current = 0;
    rung.heads.fill(NONE, 0, buckets);
    rung.counts.fill(0, 0, buckets);
    return rung;
  }

  private deal(rung: Rung, head: number, count: number): void {
    this.reserveChunks(rung.buckets + (count >> CHUNK_SHIFT) + 1);
    const chunks = this.chunks;
    const { heads, counts, inverse, first } = rung;
    let inChunk = ((count - 1) & CHUNK_MASK) + 1;
    for (let chunk = head; chunk !== NONE; ) {
      const base = chunk * CHUNK * FIELDS;
      for (let at = base; at < base + inChunk * FIELDS; at += FIELDS) {
        const bucket = Math.floor(chunks[at] * inverse) - first;
        const before = counts[bucket]++;
        heads[bucket] = this.append(heads[bucket], before, chunks[at], chunks[at + 1], chunks[at + 2]);
      }
      chunk = this.freeAndFollow(chunk);
      inChunk = CHUNK;
    }
  }

  private pushFar(time: number, order: number, slot: number): void {
    if (this.freeChunk === NONE) this.reserveChunks(1);
    if (time >= this.topStart) {
      this.topHead = this.append(this.topHead, this.topCount++, time, order, slot);
      return;
    }
    let level = this.depth - 1;
    while (time >= this.rungs[level].end) level--;
    const rung = this.rungs[level];
    let bucket = Math.floor(time * rung.inverse) - rung.first;
    if (bucket >= rung.buckets) bucket = rung.buckets - 1;
    const before = rung.counts[bucket]++;
    rung.heads[bucket] = this.append(rung.heads[bucket], before, time, order, slot);
  }

  /** Appends to the chain of `count` entries that begins at `head`; the new head. Needs a reserved chunk. */
  private append(head: number, count: number, time: number, order: number, slot: number): number {
    let chunk = head;
    const place = count & CHUNK_MASK;
    if (place === 0) {
      chunk = this.freeChunk;
      this.freeChunk = this.chunkNext[chunk];
      this.chunkNext[chunk] = head;
    }
    const at = (chunk * CHUNK + place) * FIELDS;
    const chunks = this.chunks;
    chunks[at] = time;
    chunks[at + 1] = order;
    chunks[at + 2] = slot;
    return chunk;
  }

  private freeAndFollow(chunk: number): number {
    const following = this.chunkNext[chunk];
    this.chunkNext[chunk] = this.freeChunk;
    this.freeChunk = chunk;
    return following;
  }

  /** Sees to it that at least `wanted` chunks are free. */
  private reserveChunks(wanted: number): void {
    let chunk = this.freeChunk;
    let missing = wanted;
    while (missing > 0 && chunk !== NONE) {
      chunk = this.chunkNext[chunk];
      missing--;
    }
    if (missing === 0) return;
    const length = this.chunkNext.length;
    const larger = Math.max(length + missing, 2 * length, SMALLEST);
    const chunks = new Float64Array(larger * CHUNK * FIELDS);
    const chunkNext = new Int32Array(larger);
    chunks.set(this.chunks);
    chunkNext.set(this.chunkNext);
    for (let i = larger - 1; i >= length; i--) {
      chunkNext[i] = this.freeChunk;
      this.freeChunk = i;
    }
    this.chunks = chunks;
    this.chunkNext = chunkNext;
  }

  // Everything at once

  /** Moves all live entries to the first places of the heap's arrays, unordered, drops the cancelled; how many. */
  private drain(): number {
    if (this.vacant) this.dropRoot();
    this.growHeap(this.live + this.cancelled);
    let size = this.heapSize;
    for (let level = 0; level < this.depth; level++) {
      const rung = this.rungs[level];
      for (let bucket = rung.current; bucket < rung.buckets; bucket++) {
        if (rung.counts[bucket] > 0) size = this.drainChain(rung.heads[bucket], rung.counts[bucket], size);
      }
    }
    if (this.topCount > 0) size = this.drainChain(this.topHead, this.topCount, size);
    this.depth = 0;
    this.topHead = NONE;
    this.topCount = 0;
    this.heapSize = 0;
    this.nearEnd = Infinity;
    this.topStart = Infinity;
    return this.cancelled > 0 ? this.dropCancelled(size) : size;
  }

  private drainChain(head: number, count: number, from: number): number {
    let size = from;
    let inChunk = ((count - 1) & CHUNK_MASK) + 1;
    for (let chunk = head; chunk !== NONE; ) {
      const base = chunk * CHUNK * FIELDS;
      for (let at = base; at < base + inChunk * FIELDS; at += FIELDS) {
        this.heapTimes[size] = this.chunks[at];
        this.heapOrders[size] = this.chunks[at + 1];
        this.heapSlots[size++] = this.chunks[at + 2];
      }
      chunk = this.freeAndFollow(chunk);
      inChunk = CHUNK;
    }
    return size;
  }

  private dropCancelled(size: number): number {
    let kept = 0;
    for (let i = 0; i < size; i++) {
      const slot = this.heapSlots[i];
      const word = this.slots[2 * slot + 1];
      if ((word & CANCELLED) !== 0) {
        this.release(slot, word);
        continue;
      }
      this.heapTimes[kept] = this.heapTimes[i];
      this.heapOrders[kept] = this.heapOrders[i];
      this.heapSlots[kept++] = slot;
    }
    this.cancelled = 0;
    return kept;
  }

  /** Takes up again what `drain` has moved out. */
  private putBack(size: number): void {
    this.heapify(size);
    if (size > NEAR_LIMIT) this.relieveHeap();
  }

  private sortedPlaces(size: number): Int32Array {
    const times = this.heapTimes;
    const orders = this.heapOrders;
    const places = new Int32Array(size);
    for (let i = 0; i < size; i++) places[i] = i;
    return places.sort((a, b) => times[a] - times[b] || orders[a] - orders[b]);
  }
}
