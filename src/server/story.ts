import { type Going, goingAfter, OPENING_SPEED } from "../exercise/index.ts";
import type { FactRecord } from "../model/index.ts";
import type { Clock, Sample, Snapshot, Update } from "./contract.ts";

/** Commands that are remembered by the client's name for them. */
const COMMANDS_KEPT = 200;

/** The clock of a session that nobody has asked anything yet. */
export const OPENING: Clock = {
  phase: "ready",
  speed: OPENING_SPEED,
  position: 0,
  frontier: 0,
  endsAt: null,
};

/**
 * What is written down of one run's stream, folded: what stands there, what was asked for last, and which facts came with
 * which number. It is the same on every server that follows the run, whoever hosts it.
 */
export class Story {
  readonly facts: FactRecord[] = [];
  readonly samples: Sample[] = [];
  now: Sample | undefined;
  /** where the session is on its way to */
  going: Going | undefined;
  private told: Clock = OPENING;
  private heardAt = 0;
  /** how many facts and samples there were after each number */
  private readonly factsAfter: number[] = [0];
  private readonly samplesAfter: number[] = [0];
  /** what commands came to, by the client's name for them */
  private readonly done = new Map<string, { readonly seq: number; readonly clock: Clock }>();

  /** number of the last update; 0 before the first */
  get head(): number {
    return this.factsAfter.length - 1;
  }

  /** The last clock that was written down. */
  get clock(): Clock {
    return this.told;
  }

  get endedAt(): number | undefined {
    if (this.facts.at(-1)?.kind !== "scenario.ended") return undefined;
    return this.told.endsAt ?? this.told.frontier;
  }

  /**
   * Takes what follows on what it has, and gives back what of it was new; undefined where something between is missing, and
   * nothing was taken.
   */
  take(updates: readonly Update[], wall: number): readonly Update[] | undefined {
    const fresh = updates.filter(({ seq }) => seq > this.head);
    if (fresh.length === 0) return fresh;
    if (fresh[0].seq !== this.head + 1) return undefined;
    for (const update of fresh) this.add(update);
    this.heardAt = wall;
    return fresh;
  }

  private add({ seq, clock, facts, samples, now, command, asked }: Update): void {
    for (const each of facts) this.facts.push(each);
    for (const each of samples) this.samples.push(each);
    if (now !== undefined) this.now = now;
    this.factsAfter.push(this.facts.length);
    this.samplesAfter.push(this.samples.length);
    if (asked !== undefined) {
      this.going = goingAfter(asked, this.told.phase, this.going);
      if (command !== undefined && command !== asked.kind) this.remember(command, { seq, clock });
    }
    if (clock.phase !== "moving") this.going = undefined;
    this.told = clock;
  }

  private remember(name: string, answer: { readonly seq: number; readonly clock: Clock }): void {
    this.done.set(name, answer);
    for (const old of this.done.keys()) {
      if (this.done.size <= COMMANDS_KEPT) break;
      this.done.delete(old);
    }
  }

  /** What a command came to that was done already. */
  answerTo(name: string): { readonly seq: number; readonly clock: Clock } | undefined {
    return this.done.get(name);
  }

  /** What the clock shows by now: one that plays went on since it was heard of last. */
  clockAt(wall: number): Clock {
    const { told } = this;
    if (told.phase !== "playing") return told;
    const passed = Math.floor(Math.max(0, wall - this.heardAt) * told.speed);
    return { ...told, position: Math.min(told.position + passed, Math.max(told.frontier, told.position)) };
  }

  /** All that came after an update, in one piece. */
  snapshot(from: number, wall: number): Snapshot {
    return {
      from,
      seq: this.head,
      clock: this.clockAt(wall),
      facts: this.facts.slice(this.factsAfter[from]),
      samples: this.samples.slice(this.samplesAfter[from]),
      ...(this.now === undefined ? {} : { now: this.now }),
    };
  }
}
