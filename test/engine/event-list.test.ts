import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventList } from "../../src/engine/index.ts";

/** The law in its plainest form: a sorted array. */
interface Entry {
  readonly handle: number;
  readonly time: number;
  readonly priority: number;
  readonly kind: number;
  readonly subject: number;
  readonly sequence: number;
}

const before = (a: Entry, b: Entry) => a.time - b.time || a.priority - b.priority || a.sequence - b.sequence;

/** Stands for the handle of an entry that has none. */
const POSTED = -1;

class SortedList {
  pending: Entry[] = [];
  time = -Infinity;
  sequence = 0;

  schedule(handle: number, time: number, priority: number, kind: number, subject: number): void {
    this.pending.push({ handle, time, priority, kind, subject, sequence: this.sequence++ });
  }
  cancel(handle: number): boolean {
    const at = this.pending.findIndex((entry) => entry.handle === handle);
    if (at >= 0) this.pending.splice(at, 1);
    return at >= 0;
  }
  next(): Entry | undefined {
    this.pending.sort(before);
    const entry = this.pending.shift();
    if (entry) this.time = entry.time;
    return entry;
  }
}

const taken = (list: EventList) => ({
  time: list.time,
  priority: list.priority,
  kind: list.kind,
  subject: list.subject,
});

const plain = ({ time, priority, kind, subject }: Entry) => ({ time, priority, kind, subject });

function drainInto(list: EventList): { time: number; priority: number; kind: number; subject: number }[] {
  const out = [];
  while (list.next()) out.push(taken(list));
  return out;
}

/** Ways in which times lie: all equal, close, over fifteen decades, negative, fractions. */
const spacing = fc.constantFrom<(x: number) => number>(
  () => 0,
  (x) => Math.floor(x * 3),
  (x) => Math.floor(x * 1000),
  (x) => Math.floor(Math.exp(x * 34.5)),
  (x) => x * 100,
  (x) => (x < 0.5 ? 0 : Math.floor(x * 1e12)),
);

describe("order", () => {
  it("entries leave in order of time", () => {
    const list = new EventList();
    for (const time of [5, 3, 9, -4, 3]) list.schedule(time, 0, 0, time);
    expect(drainInto(list).map((entry) => entry.time)).toEqual([-4, 3, 3, 5, 9]);
  });

  it("entries due at the same instant leave in order of priority, then as they were scheduled", () => {
    const list = new EventList();
    list.schedule(7, 2, 0, 1);
    list.schedule(7, 1, 0, 2);
    list.schedule(7, 2, 0, 3);
    list.schedule(7, 0, 0, 4);
    list.schedule(7, 1, 0, 5);
    expect(drainInto(list).map((entry) => entry.subject)).toEqual([4, 2, 5, 1, 3]);
  });

  it("an entry scheduled at the current instant is taken within that instant, after its elders of equal priority", () => {
    const list = new EventList();
    list.schedule(1, 5, 0, 1);
    list.schedule(1, 5, 0, 2);
    list.schedule(2, 0, 0, 4);
    list.next();
    list.schedule(1, 5, 0, 3);
    list.schedule(1, 9, 0, 9);
    list.schedule(1, 0, 0, 0);
    expect(drainInto(list).map((entry) => entry.subject)).toEqual([0, 2, 3, 9, 4]);
  });

  it("whatever is scheduled, cancelled and taken, in whatever times, the list does as a sorted array does", () => {
    const step = fc.record({
      what: fc.constantFrom(
        "schedule",
        "post",
        "burst",
        "drop",
        "next",
        "next",
        "drain",
        "cancel",
        "resume",
        "peek",
      ),
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      y: fc.nat(),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        spacing,
        fc.integer({ min: -1e9, max: 1e9 }),
        (steps, f, start) => {
          let list = new EventList();
          const law = new SortedList();
          const handles: number[] = [];
          const schedule = (x: number, y: number) => {
            const time = (law.time === -Infinity ? start : law.time) + f(x);
            const handle = list.schedule(time, y & 3, y & 255, y | 0);
            expect(handles).not.toContain(handle);
            handles.push(handle);
            law.schedule(handle, time, y & 3, y & 255, y | 0);
          };
          const post = (x: number, y: number) => {
            const time = (law.time === -Infinity ? start : law.time) + f(x);
            list.post(time, y & 3, y & 255, y | 0);
            law.schedule(POSTED, time, y & 3, y & 255, y | 0);
          };
          const takeOne = () => {
            const entry = law.next();
            expect(list.next()).toBe(entry !== undefined);
            if (entry) expect(taken(list)).toEqual(plain(entry));
            return entry !== undefined;
          };
          for (const { what, x, y } of steps) {
            if (what === "schedule") schedule(x, y);
            if (what === "burst")
              for (let i = 0; i < 400; i++)
                (i % 3 === 0 ? schedule : post)((x * (i * 7919 + 1)) % 1, y + i * 31);
            if (what === "post") post(x, y);
            if (what === "drop") {
              const isDropped = (kind: number, subject: number) => (kind + subject) % 3 === y % 3;
              list.drop(isDropped);
              law.pending = law.pending.filter(
                ({ handle, kind, subject }) => handle !== POSTED || !isDropped(kind, subject),
              );
            }
            if (what === "next") takeOne();
            if (what === "drain") for (let i = 0; i < y % 300 && takeOne(); i++);
            if (what === "cancel" && handles.length > 0) {
              const handle = handles[y % handles.length];
              expect(list.cancel(handle)).toBe(law.cancel(handle));
            }
            if (what === "resume") {
              const copy = new EventList();
              if (y % 2) copy.schedule(x, 0, 0, 0);
              copy.restore(structuredClone(list.snapshot()));
              list = copy;
            }
            if (what === "peek") {
              law.pending.sort(before);
              expect(list.peek()).toBe(law.pending[0]?.time ?? Infinity);
            }
            expect(list.size).toBe(law.pending.length);
          }
          law.pending.sort(before);
          const seen: unknown[] = [];
          list.forEachPending((handle, time, priority, kind, subject) => {
            seen.push({ handle, time, priority, kind, subject });
          });
          expect(seen).toEqual(law.pending.map((entry) => ({ handle: entry.handle, ...plain(entry) })));
          while (takeOne());
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ["all equal", () => 5],
    ["within a second", (x: number) => Math.floor(x * 1000)],
    ["over fifteen decades", (x: number) => Math.floor(Math.exp(x * 34.5))],
    ["on both sides of zero", (x: number) => Math.floor((x - 0.5) * 1e10)],
    ["in two far clusters", (x: number) => (x < 0.5 ? x : 1e12 + x * 1000)],
    ["in fractions", (x: number) => x * 1e-3],
    ["at the ends of the doubles", (x: number) => (x - 0.5) * 1.7e308 * 2],
  ])("fifty thousand entries with times %s leave in order", (_, f) => {
    const list = new EventList();
    const law: Entry[] = [];
    let state = 12345;
    for (let i = 0; i < 50_000; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      const time = f((state >>> 0) / 4294967296);
      const priority = (state >>> 8) & 3;
      if (i % 5 === 0) list.schedule(time, priority, 0, i);
      else list.post(time, priority, 0, i);
      law.push({ handle: 0, time, priority, kind: 0, subject: i, sequence: i });
    }
    law.sort(before);
    let wrong = 0;
    for (const entry of law) if (!list.next() || list.subject !== entry.subject) wrong++;
    expect(wrong).toBe(0);
    expect(list.next()).toBe(false);
    expect(list.taken).toBe(50_000);
  });

  it("a list that is fed while it is worked through keeps its order at every size", () => {
    for (const pending of [1, 100, 600, 20_000]) {
      const list = new EventList();
      let state = 99;
      const draw = () => {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        return (state >>> 0) / 4294967296;
      };
      for (let i = 0; i < pending; i++) list.post(Math.floor(-Math.log(1 - draw()) * 1e5), 0, 0, i);
      let last = -1;
      let lastSubject = -1;
      let wrong = 0;
      for (let i = 0; i < 100_000; i++) {
        list.next();
        if (list.time < last || (list.time === last && list.subject < lastSubject)) wrong++;
        last = list.time;
        lastSubject = list.subject;
        list.post(list.time + Math.floor(-Math.log(1 - draw()) * 1e5), 0, 0, pending + i);
      }
      expect(wrong).toBe(0);
      expect(list.size).toBe(pending);
    }
  });
});

describe("cancelling", () => {
  it("a cancelled entry is neither taken nor counted", () => {
    const list = new EventList();
    const first = list.schedule(1, 0, 0, 1);
    list.schedule(2, 0, 0, 2);
    expect(list.cancel(first)).toBe(true);
    expect(list.size).toBe(1);
    expect(list.peek()).toBe(2);
    expect(drainInto(list).map((entry) => entry.subject)).toEqual([2]);
    expect(list.taken).toBe(1);
  });

  it("a handle is spent once its entry was taken or cancelled, though its place is used again", () => {
    const list = new EventList();
    const first = list.schedule(1, 0, 0, 1);
    list.next();
    const second = list.schedule(1, 0, 0, 2);
    expect(second).not.toBe(first);
    expect(list.cancel(first)).toBe(false);
    expect(list.cancel(second)).toBe(true);
    expect(list.cancel(second)).toBe(false);
    expect(list.cancel(-1)).toBe(false);
    expect(list.cancel(NaN)).toBe(false);
    expect(list.cancel(2 ** 53 - 1)).toBe(false);
  });

  it("a timer renewed without end does not fill the list with cancelled entries", () => {
    const list = new EventList();
    for (let i = 0; i < 100; i++) list.schedule(1e9 + i, 0, 0, i);
    let timer = list.schedule(1e6, 0, 0, 0);
    for (let i = 0; i < 100_000; i++) {
      expect(list.cancel(timer)).toBe(true);
      timer = list.schedule(1e6 + i, 0, 0, 0);
    }
    expect(list.size).toBe(101);
    expect(list.snapshot().slots.length).toBeLessThan(2 * 10_000);
  });
});

describe("refusals", () => {
  it("nothing is scheduled in the past, at no time, or never", () => {
    const list = new EventList();
    list.schedule(10, 0, 0, 0);
    list.next();
    expect(() => list.schedule(9, 0, 0, 0)).toThrow(/before the entry last taken/);
    for (const time of [NaN, Infinity, -Infinity])
      expect(() => list.schedule(time, 0, 0, 0)).toThrow(RangeError);
    expect(() => list.schedule(10, 256, 0, 0)).toThrow(RangeError);
    expect(() => list.schedule(10, 0, -1, 0)).toThrow(RangeError);
    expect(list.size).toBe(0);
    list.schedule(10, 255, 255, -5);
    expect(list.next() && taken(list)).toEqual({ time: 10, priority: 255, kind: 255, subject: -5 });
  });
});

describe("starting again", () => {
  it("a cleared list is as new, and old handles mean nothing to it", () => {
    for (const pending of [3, 5000]) {
      const list = new EventList();
      const old = Array.from({ length: pending }, (_, i) => list.schedule(i * 10, 0, 0, i));
      list.next();
      list.cancel(old[pending - 1]);
      list.clear();
      expect([list.size, list.taken, list.time, list.peek()]).toEqual([0, 0, -Infinity, Infinity]);
      const fresh = Array.from({ length: pending }, (_, i) => list.schedule(-5, 0, 0, i));
      expect(old.filter((handle) => list.cancel(handle))).toEqual([]);
      expect(old.filter((handle) => fresh.includes(handle))).toEqual([]);
      expect(drainInto(list).map((entry) => entry.subject)).toEqual(fresh.map((_, i) => i));
    }
  });

  it("a snapshot shares nothing with its list, which goes on undisturbed", () => {
    const list = new EventList();
    const handles = Array.from({ length: 2000 }, (_, i) =>
      list.schedule((i * 7919) % 10007, i & 7, i & 31, i),
    );
    for (let i = 0; i < 500; i++) list.next();
    list.cancel(handles[1999]);
    const snapshot = list.snapshot();
    const kept = structuredClone(snapshot);
    const other = new EventList();
    other.restore(snapshot);
    expect([other.size, other.taken, other.time]).toEqual([list.size, list.taken, list.time]);
    expect(other.cancel(handles[1999])).toBe(false);
    expect(other.schedule(list.time, 0, 0, 77)).toBe(list.schedule(list.time, 0, 0, 77));
    const rest = drainInto(list);
    expect(drainInto(other)).toEqual(rest);
    expect(snapshot).toEqual(kept);
  });
});
