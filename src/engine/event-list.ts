/**
 * The future event list: what is due, in order of (time, priority, sequence of scheduling).
 *
 * Two tiers. Entries due before `nearEnd` stand in a short sorted run or in a small binary heap. Later ones only wait:
 * they are appended to buckets of equal width, and a bucket is looked into when its time has come; then it is sorted into
 * the run or, if it holds too much, becomes a finer rung of buckets. What is scheduled into the present goes to the heap.
 * So an entry is moved a few times in order of memory, instead of sifting through a heap that has outgrown the cache.
 * After the ladder queue: W. T. Tang, R. S. M. Goh, I. L.-J. Thng, "Ladder queue: an O(1) priority queue structure for
 * large-scale discrete event simulation", ACM TOMACS 15(3), 2005.
 *
 * Invariants:
 * - run, heap < nearEnd <= rungs, deepest first <= topStart <= top; with nothing far, nearEnd is Infinity.
 * - A width is a power of two and a bucket is numbered floor(time / width): exact for every double, so that the numbers
 *   and the comparisons with `nearEnd`, a multiple of the width, never disagree.
 * - A posted entry carries its kind and subject along. One that may be cancelled has a slot for them; a cancelled one is
 *   marked there and dropped when it is next met.
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
  readonly payloads: Float64Array;
  /** Slots ever used, two words each. */
  readonly slots: Int32Array;
  readonly free: number;
}

/** Called with each pending entry: handle (-1 for a posted one), time in ms, priority, kind, subject. */
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

// A payload is a double used as two words: subject and kind, or slot and HAS_SLOT. Its high word is small, so it is never NaN
// and may be moved as a number.
const HAS_SLOT = 0x100;

// An entry in a bucket: time, order, payload in a chunk of CHUNK entries; chunks of a bucket are linked.
const FIELDS = 3;
const CHUNK_SHIFT = 4;
const CHUNK = 1 << CHUNK_SHIFT;
const CHUNK_MASK = CHUNK - 1;

/** A heap with more entries is spread over a finer rung. */
const NEAR_LIMIT = 512;
/**
 * So is a bucket with more when its time comes or, if it cannot be spread, it becomes a heap. The longer the run, the more
 * can be fetched from memory at a time (see `foresee`), and the more rarely an entry is dealt out once again.
 */
const LONGEST_RUN = 512;
const BUCKET_AIM = 8;
const MAX_BUCKETS = 512;
/** A run is dealt out to so many slots by time before it is put into order: an entry or two in each. */
const SLOTS = 256;
/** Lists with fewer cancelled entries are not worth sweeping. */
const SWEEP_FROM = 4096;
/** Slots, places in the heap and chunks at the beginning. */
const SMALLEST = 64;

/** One rung: buckets of equal width, of which those before `current` have been opened. */
class Rung {
  readonly heads = new Int32Array(MAX_BUCKETS + 2);
  readonly counts = new Int32Array(MAX_BUCKETS + 2);
  // Doubles from the beginning: a field that becomes one later has what was compiled until then dropped.
  inverse = Number.NaN;
  width = Number.NaN;
  end = Number.NaN;
  first = 0;
  current = 0;
  buckets = 0;
}

function refuseNumbers(priority: number, kind: number): never {
  throw new RangeError(`priority ${priority} or kind ${kind} is not in 0..255`);
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
  /** The time in ms for `postGiven`: a double handed to a function that is not inlined would cost an allocation. */
  readonly given = new Float64Array(1);

  /**
   * Told of entries that come soon, many at a time and in no order: whoever keeps their data in large tables can fetch it
   * there all at once instead of waiting for memory entry by entry. It must change nothing; an entry may still be cancelled.
   */
  foresee: ((kinds: Uint8Array, subjects: Int32Array, count: number) => void) | undefined;
  private readonly soonKinds = new Uint8Array(LONGEST_RUN);
  private readonly soonSubjects = new Int32Array(LONGEST_RUN);

  private sequence = 0;
  private live = 0;
  private cancelled = 0;

  private slots = new Int32Array(2 * SMALLEST);
  private slotsUsed = 0;
  private free = NONE;

  private heapTimes = new Float64Array(SMALLEST);
  private heapOrders = new Float64Array(SMALLEST);
  private heapPayloads = new Float64Array(SMALLEST);
  private heapWords = new Int32Array(this.heapPayloads.buffer);
  /** The run: sorted, from `runNext` to `runEnd`. */
  private readonly runTimes = new Float64Array(LONGEST_RUN);
  private readonly runOrders = new Float64Array(LONGEST_RUN);
  private readonly runPayloads = new Float64Array(LONGEST_RUN);
  private readonly runWords = new Int32Array(this.runPayloads.buffer);
  private runNext = 0;
  private runEnd = 0;
  /** Of the chain that is made the run: where its entries stand in `chunks`, the slot of each, where each slot begins. */
  private readonly places = new Int32Array(LONGEST_RUN);
  private readonly slotOf = new Uint8Array(LONGEST_RUN);
  private readonly slotStarts = new Int32Array(SLOTS + 1);
  private readonly payload = new Float64Array(1);
  private readonly payloadWords = new Int32Array(this.payload.buffer);
  private heapSize = 0;
  private heapLimit = NEAR_LIMIT;
  /** The root has been taken and not yet replaced: what is scheduled next often takes its place, for half the work. */
  private vacant = true;

  private nearEnd = Infinity;
  private topStart = Infinity;
  private readonly rungs: Rung[] = [];
  private depth = 0;

  private chunks = new Float64Array(0);
  private chunkWords = new Int32Array(0);
  private chunkNext = new Int32Array(0);
  private freeChunk = NONE;
  private topHead = NONE;
  private topCount = 0;

  constructor() {
    // A field that changes for the first time in the middle of a run has what was compiled until then dropped.
    this.vacant = false;
  }

  /** Live (not cancelled) pending entries. */
  get size(): number {
    return this.live;
  }

  /**
   * Schedules an entry that will not be cancelled.
   * @param time ms, finite, not before the entry last taken
   * @param priority 0 to 255, the lower the earlier among entries of one time
   * @param kind 0 to 255
   * @param subject an int32
   * @throws RangeError for anything else
   */
  post(time: number, priority: number, kind: number, subject: number): void {
    this.given[0] = time;
    this.postGiven(priority, kind, subject);
  }

  /** Does what `post` does for the time in `given`. */
  postGiven(priority: number, kind: number, subject: number): void {
    const time = this.given[0];
    if (!(time >= this.time && time - time === 0)) this.refuseTime(time);
    if ((priority | kind) >>> 8 !== 0) refuseNumbers(priority, kind);
    if (time >= this.nearEnd) {
      // The common way is written out, as here too a double would be handed on.
      const at = this.placeFar(time);
      this.live++;
      this.chunks[at] = time;
      this.chunks[at + 1] = priority * PRIORITY_STEP + this.sequence++;
      this.chunkWords[2 * at + 4] = subject;
      this.chunkWords[2 * at + 5] = kind;
      return;
    }
    const { payloadWords } = this;
    payloadWords[0] = subject;
    payloadWords[1] = kind;
    this.put(time, priority * PRIORITY_STEP + this.sequence++, this.payload[0]);
  }

  /**
   * Schedules an entry as `post` does and returns its handle, a safe integer for `cancel`. Handles are reused in an order
   * that may depend on what ran before: they must not enter a log.
   */
  schedule(time: number, priority: number, kind: number, subject: number): number {
    if (!(time >= this.time && time - time === 0)) this.refuseTime(time);
    if ((priority | kind) >>> 8 !== 0) refuseNumbers(priority, kind);
    let slot = this.free;
    if (slot === NONE) slot = this.newSlot();
    else this.free = this.slots[2 * slot];
    const slots = this.slots;
    const word = (slots[2 * slot + 1] & ~0x1ff) | kind;
    slots[2 * slot] = subject;
    slots[2 * slot + 1] = word;
    this.payloadWords[0] = slot;
    this.payloadWords[1] = HAS_SLOT;
    this.put(time, priority * PRIORITY_STEP + this.sequence++, this.payload[0]);
    return (word >>> GENERATION_SHIFT) * SLOT_SPAN + slot;
  }

  private put(time: number, order: number, payload: number): void {
    this.live++;
    if (time >= this.nearEnd) this.pushFar(time, order, payload);
    else if (this.vacant) {
      this.vacant = false;
      this.sift(0, time, order, payload);
    } else if (this.heapSize < this.heapLimit) this.pushHeap(time, order, payload);
    else {
      this.relieveHeap();
      if (time < this.nearEnd) this.pushHeap(time, order, payload);
      else this.pushFar(time, order, payload);
    }
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
    for (;;) {
      const place = this.runNext;
      if (place < this.runEnd && (this.heapSize === 0 || this.isRunFirst())) {
        this.runNext = place + 1;
        if (this.accept(this.runWords[2 * place], this.runWords[2 * place + 1])) {
          this.time = this.runTimes[place];
          this.priority = (this.runOrders[place] / PRIORITY_STEP) | 0;
          return true;
        }
      } else if (this.heapSize > 0) {
        if (this.accept(this.heapWords[0], this.heapWords[1])) {
          this.time = this.heapTimes[0];
          this.priority = (this.heapOrders[0] / PRIORITY_STEP) | 0;
          this.vacant = true;
          return true;
        }
        this.dropRoot();
      } else if (!this.refill()) return false;
    }
  }

  /** Makes an entry's kind and subject those last taken, unless it was cancelled. */
  private accept(subject: number, kind: number): boolean {
    if (kind === HAS_SLOT) {
      const word = this.slots[2 * subject + 1];
      this.subject = this.slots[2 * subject];
      this.release(subject, word);
      if ((word & CANCELLED) !== 0) {
        this.cancelled--;
        return false;
      }
      this.kind = word & 0xff;
    } else {
      this.subject = subject;
      this.kind = kind;
    }
    this.live--;
    this.taken++;
    return true;
  }

  /** Whether the run's first entry comes before the heap's; neither is empty. */
  private isRunFirst(): boolean {
    const time = this.runTimes[this.runNext];
    const heapTime = this.heapTimes[0];
    return time < heapTime || (time === heapTime && this.runOrders[this.runNext] < this.heapOrders[0]);
  }

  /** Time in ms of the next entry, Infinity when nothing is pending. */
  peek(): number {
    if (this.vacant) this.dropRoot();
    for (;;) {
      const isInRun = this.runNext < this.runEnd && (this.heapSize === 0 || this.isRunFirst());
      if (!isInRun && this.heapSize === 0) {
        if (this.refill()) continue;
        return Infinity;
      }
      const words = isInRun ? this.runWords : this.heapWords;
      const place = isInRun ? this.runNext : 0;
      const slot = words[2 * place];
      if (words[2 * place + 1] !== HAS_SLOT || (this.slots[2 * slot + 1] & CANCELLED) === 0)
        return isInRun ? this.runTimes[place] : this.heapTimes[0];
      this.release(slot, this.slots[2 * slot + 1]);
      if (isInRun) this.runNext++;
      else this.dropRoot();
      this.cancelled--;
    }
  }

  /** Empties the list for the next replication: time, sequence and count start again; no old handle is valid. */
  clear(): void {
    if (this.vacant) this.dropRoot();
    const size = this.nearEnd === Infinity && this.runNext === this.runEnd ? this.heapSize : this.drain();
    for (let i = 0; i < size; i++) this.forget(i);
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
    const payloads = Float64Array.from(inOrder, (place) => this.heapPayloads[place]);
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
      payloads,
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
    this.heapPayloads.set(snapshot.payloads);
    this.putBack(size);
  }

  /** Visits all pending entries in the order in which they would be taken. The visitor must not change the list. */
  forEachPending(visit: PendingVisitor): void {
    const { times, orders, payloads, slots } = this.snapshot();
    const words = new Int32Array(payloads.buffer);
    for (let i = 0; i < times.length; i++) {
      let handle = NONE;
      let subject = words[2 * i];
      let kind = words[2 * i + 1];
      if (kind === HAS_SLOT) {
        const word = slots[2 * subject + 1];
        handle = (word >>> GENERATION_SHIFT) * SLOT_SPAN + subject;
        subject = slots[2 * subject];
        kind = word & 0xff;
      }
      visit(handle, times[i], (orders[i] / PRIORITY_STEP) | 0, kind, subject);
    }
  }

  /** Drops posted entries that `isDropped` names by kind and subject. */
  drop(isDropped: (kind: number, subject: number) => boolean): void {
    const size = this.drain();
    let kept = 0;
    for (let i = 0; i < size; i++) {
      const kind = this.heapWords[2 * i + 1];
      if (kind !== HAS_SLOT && isDropped(kind, this.heapWords[2 * i])) continue;
      this.moveDown(i, kept++);
    }
    this.live -= size - kept;
    this.putBack(kept);
  }

  private moveDown(from: number, to: number): void {
    this.heapTimes[to] = this.heapTimes[from];
    this.heapOrders[to] = this.heapOrders[from];
    this.heapPayloads[to] = this.heapPayloads[from];
  }

  /** Ends the slot of an entry at a place of the heap, if it has one. */
  private forget(place: number): void {
    if (this.heapWords[2 * place + 1] !== HAS_SLOT) return;
    const slot = this.heapWords[2 * place];
    this.release(slot, this.slots[2 * slot + 1]);
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

  private pushHeap(time: number, order: number, payload: number): void {
    if (this.heapSize === this.heapTimes.length) this.growHeap(this.heapSize + 1);
    const times = this.heapTimes;
    const orders = this.heapOrders;
    const payloads = this.heapPayloads;
    let hole = this.heapSize++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const parentTime = times[parent];
      if (parentTime < time || (parentTime === time && orders[parent] < order)) break;
      times[hole] = parentTime;
      orders[hole] = orders[parent];
      payloads[hole] = payloads[parent];
      hole = parent;
    }
    times[hole] = time;
    orders[hole] = order;
    payloads[hole] = payload;
  }

  private dropRoot(): void {
    this.vacant = false;
    const last = --this.heapSize;
    if (last > 0) this.sift(0, this.heapTimes[last], this.heapOrders[last], this.heapPayloads[last]);
  }

  /** Puts an entry where it belongs at or below a hole of the heap. */
  private sift(from: number, time: number, order: number, payload: number): void {
    const times = this.heapTimes;
    const orders = this.heapOrders;
    const payloads = this.heapPayloads;
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
      payloads[hole] = payloads[child];
      hole = child;
    }
    times[hole] = time;
    orders[hole] = order;
    payloads[hole] = payload;
  }

  /** Makes a heap of the first `size` places. */
  private heapify(size: number): void {
    this.heapSize = size;
    this.heapLimit = Math.max(NEAR_LIMIT, 2 * size);
    for (let i = (size >> 1) - 1; i >= 0; i--)
      this.sift(i, this.heapTimes[i], this.heapOrders[i], this.heapPayloads[i]);
  }

  private growHeap(needed: number): void {
    let length = this.heapTimes.length;
    if (needed <= length) return;
    while (length < needed) length *= 2;
    const times = new Float64Array(length);
    const orders = new Float64Array(length);
    const payloads = new Float64Array(length);
    times.set(this.heapTimes);
    orders.set(this.heapOrders);
    payloads.set(this.heapPayloads);
    this.heapTimes = times;
    this.heapOrders = orders;
    this.heapPayloads = payloads;
    this.heapWords = new Int32Array(payloads.buffer);
  }

  /** The heap has grown too large: spreads it over a new rung, unless its times cannot be told apart. */
  private relieveHeap(): void {
    const size = this.drainRun(this.heapSize);
    let head = NONE;
    this.reserveChunks((size >> CHUNK_SHIFT) + 1);
    for (let i = 0; i < size; i++) {
      if ((i & CHUNK_MASK) === 0) head = this.takeChunk(head);
      const at = (head * CHUNK + (i & CHUNK_MASK)) * FIELDS;
      this.chunks[at] = this.heapTimes[i];
      this.chunks[at + 1] = this.heapOrders[i];
      this.chunks[at + 2] = this.heapPayloads[i];
    }
    this.heapSize = 0;
    if (!this.spread(head, size, this.nearEnd)) this.load(head, size);
  }

  // Buckets

  /** Makes the next bucket the heap, by way of finer rungs where it holds too much; false when nothing is left. */
  private refill(): boolean {
    while (this.heapSize === 0 && this.runNext === this.runEnd) {
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
    if (count > LONGEST_RUN && this.spread(head, count, end)) return;
    this.load(head, count);
    this.nearEnd = end;
  }

  private openTop(): void {
    const head = this.topHead;
    const count = this.topCount;
    this.topHead = NONE;
    this.topCount = 0;
    this.topStart = Infinity;
    if (count > LONGEST_RUN && this.spread(head, count, Infinity)) return;
    this.load(head, count);
    this.nearEnd = Infinity;
  }

  /** Moves a chain into the empty run or, if it is too long, into the empty heap. */
  private load(head: number, count: number): void {
    if (count > LONGEST_RUN) {
      this.growHeap(count);
      this.heapify(this.drainChain(head, count, 0));
      return;
    }
    this.locate(head, count);
    this.sortRun(count);
    this.runNext = 0;
    this.runEnd = count;
    if (this.foresee !== undefined) this.tellSoon(count);
  }

  /** Notes where the entries of a chain stand in `chunks`, the oldest first, and gives its chunks back. */
  private locate(head: number, count: number): void {
    const { places } = this;
    let size = count;
    let inChunk = ((count - 1) & CHUNK_MASK) + 1;
    for (let chunk = head; chunk !== NONE; chunk = this.freeAndFollow(chunk)) {
      const base = chunk * CHUNK * FIELDS;
      for (let i = inChunk - 1; i >= 0; i--) places[--size] = base + i * FIELDS;
      inChunk = CHUNK;
    }
  }

  /** Sorts the entries at `places` into the run: by slots of time, then by insertion, which finds little left to do. */
  private sortRun(count: number): void {
    const { places, slotOf, slotStarts, runTimes, runOrders, runPayloads, chunks } = this;
    let earliest = Infinity;
    let latest = -Infinity;
    for (let i = 0; i < count; i++) {
      const time = chunks[places[i]];
      if (time < earliest) earliest = time;
      if (time > latest) latest = time;
    }
    const scale = latest > earliest ? (SLOTS - 1) / (latest - earliest) : 0;
    slotStarts.fill(0);
    for (let i = 0; i < count; i++) {
      const slot = ((chunks[places[i]] - earliest) * scale) | 0;
      slotOf[i] = slot;
      slotStarts[slot + 1]++;
    }
    for (let slot = 1; slot < SLOTS; slot++) slotStarts[slot] += slotStarts[slot - 1];
    for (let i = 0; i < count; i++) {
      const from = places[i];
      const to = slotStarts[slotOf[i]]++;
      runTimes[to] = chunks[from];
      runOrders[to] = chunks[from + 1];
      runPayloads[to] = chunks[from + 2];
    }
    for (let i = 1; i < count; i++) {
      const time = runTimes[i];
      const order = runOrders[i];
      const payload = runPayloads[i];
      let to = i;
      for (; to > 0; to--) {
        const before = runTimes[to - 1];
        if (before < time || (before === time && runOrders[to - 1] < order)) break;
        runTimes[to] = before;
        runOrders[to] = runOrders[to - 1];
        runPayloads[to] = runPayloads[to - 1];
      }
      runTimes[to] = time;
      runOrders[to] = order;
      runPayloads[to] = payload;
    }
  }

  private tellSoon(size: number): void {
    const { runWords, soonKinds, soonSubjects } = this;
    let count = 0;
    for (let i = 0; i < size; i++) {
      if (runWords[2 * i + 1] === HAS_SLOT) continue;
      soonSubjects[count] = runWords[2 * i];
      soonKinds[count++] = runWords[2 * i + 1];
    }
    this.foresee?.(soonKinds, soonSubjects, count);
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
    const { inverse, first } = rung;
    let inChunk = ((count - 1) & CHUNK_MASK) + 1;
    for (let chunk = head; chunk !== NONE; ) {
      const base = chunk * CHUNK * FIELDS;
      for (let at = base; at < base + inChunk * FIELDS; at += FIELDS) {
        const to = this.placeIn(rung, Math.floor(chunks[at] * inverse) - first);
        chunks[to] = chunks[at];
        chunks[to + 1] = chunks[at + 1];
        chunks[to + 2] = chunks[at + 2];
      }
      chunk = this.freeAndFollow(chunk);
      inChunk = CHUNK;
    }
  }

  private pushFar(time: number, order: number, payload: number): void {
    const at = this.placeFar(time);
    this.chunks[at] = time;
    this.chunks[at + 1] = order;
    this.chunks[at + 2] = payload;
  }

  /** Makes room in the bucket of a time that is not near: the place in `chunks` to be filled. */
  private placeFar(time: number): number {
    if (this.freeChunk === NONE) this.reserveChunks(1);
    if (time >= this.topStart) {
      const count = this.topCount++;
      if ((count & CHUNK_MASK) === 0) this.topHead = this.takeChunk(this.topHead);
      return (this.topHead * CHUNK + (count & CHUNK_MASK)) * FIELDS;
    }
    let level = this.depth - 1;
    while (time >= this.rungs[level].end) level--;
    const rung = this.rungs[level];
    let bucket = Math.floor(time * rung.inverse) - rung.first;
    if (bucket >= rung.buckets) bucket = rung.buckets - 1;
    return this.placeIn(rung, bucket);
  }

  /** The same in a bucket of a rung. Needs a reserved chunk. */
  private placeIn(rung: Rung, bucket: number): number {
    const { heads } = rung;
    const count = rung.counts[bucket]++;
    const place = count & CHUNK_MASK;
    if (place === 0) heads[bucket] = this.takeChunk(heads[bucket]);
    return (heads[bucket] * CHUNK + place) * FIELDS;
  }

  /** Takes a reserved chunk and puts it before the chain that begins at `head`. */
  private takeChunk(head: number): number {
    const chunk = this.freeChunk;
    this.freeChunk = this.chunkNext[chunk];
    this.chunkNext[chunk] = head;
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
    this.chunkWords = new Int32Array(chunks.buffer);
    this.chunkNext = chunkNext;
  }

  // Everything at once

  /** Moves all live entries to the first places of the heap's arrays, unordered, drops the cancelled; how many. */
  private drain(): number {
    if (this.vacant) this.dropRoot();
    this.growHeap(this.live + this.cancelled);
    let size = this.drainRun(this.heapSize);
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

  /** Moves the run to the places of the heap from `from` on; how many are taken then. */
  private drainRun(from: number): number {
    let size = from;
    this.growHeap(from + this.runEnd - this.runNext);
    for (let place = this.runNext; place < this.runEnd; place++) {
      this.heapTimes[size] = this.runTimes[place];
      this.heapOrders[size] = this.runOrders[place];
      this.heapPayloads[size++] = this.runPayloads[place];
    }
    this.runNext = 0;
    this.runEnd = 0;
    return size;
  }

  private drainChain(head: number, count: number, from: number): number {
    let size = from;
    let inChunk = ((count - 1) & CHUNK_MASK) + 1;
    for (let chunk = head; chunk !== NONE; ) {
      const base = chunk * CHUNK * FIELDS;
      for (let at = base; at < base + inChunk * FIELDS; at += FIELDS) {
        this.heapTimes[size] = this.chunks[at];
        this.heapOrders[size] = this.chunks[at + 1];
        this.heapPayloads[size++] = this.chunks[at + 2];
      }
      chunk = this.freeAndFollow(chunk);
      inChunk = CHUNK;
    }
    return size;
  }

  private dropCancelled(size: number): number {
    let kept = 0;
    for (let i = 0; i < size; i++) {
      const slot = this.heapWords[2 * i];
      const isCancelled =
        this.heapWords[2 * i + 1] === HAS_SLOT && (this.slots[2 * slot + 1] & CANCELLED) !== 0;
      if (isCancelled) this.forget(i);
      else this.moveDown(i, kept++);
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
