import assert from "node:assert/strict";
import { type DutyOutcome, epochMillis } from "../../src/model/index.ts";
import type { Bench, Seen } from "./rows.ts";

export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** A time from the incident's start as an author writes it, to the millisecond. */
export const seconds = (ms: number) => `PT${ms / 1000}S`;

/** When what happens in an example happens, from the incident's start; what is not named does not happen. */
export type Times = Readonly<Record<string, string>>;

/**
 * An example in which everything happens at set times: for each delay the party who waits for it, such as
 * `platforms.host`. The start comes at one hour unless another time is named.
 */
export class Stage {
  private readonly bench: Bench;
  private readonly whose: Times;

  constructor(bench: Bench, whose: Times) {
    this.bench = bench;
    this.whose = whose;
  }

  private play(times: Times, seed?: number): Seen {
    const overlay: Record<string, Record<string, { delays: Record<string, string> }>> = {};
    const all: Times = { opens: "PT1H", ...times };
    for (const [delay, path] of Object.entries(this.whose)) {
      const [part, id] = path.split(".");
      overlay[part] ??= {};
      overlay[part][id] ??= { delays: {} };
      overlay[part][id].delays[delay] = all[delay] ?? "never";
    }
    return this.bench.play({ overlay, seed });
  }

  clocks(duty: string, times: Times, { seed }: { seed?: number } = {}): readonly DutyOutcome[] {
    return this.play(times, seed).duties.filter(({ id }) => id === duty);
  }

  /** The first clock of a duty; it must be there. */
  clock(duty: string, times: Times, how: { seed?: number } = {}): DutyOutcome {
    const [first] = this.clocks(duty, times, how);
    assert.ok(first !== undefined, `no clock of ${duty} runs`);
    return first;
  }

  /** How often something was noted. */
  notes(times: Times, what: string): number {
    return this.play(times).facts.filter(({ kind, note }) => kind === "note.made" && note === what).length;
  }

  /** Milliseconds from the incident's start; the log's first fact is at 0. */
  instant(text: string): number {
    return epochMillis(text) - epochMillis(this.startsAt());
  }

  private startsAt(): string {
    return this.bench.startsAt();
  }

  /** Outcomes when it is done in the millisecond before the clock ends, in its last one, and in the one after. */
  boundary(duty: string, times: Times, outcomes: readonly string[]): void {
    const { dueAt } = this.clock(duty, times);
    assert.ok(dueAt !== null, `the clock of ${duty} has no end`);
    const found = [-1, 0, 1].map((ms) => this.clock(duty, { ...times, act: seconds(dueAt + ms) }).outcome);
    assert.deepEqual(found, outcomes);
  }
}
