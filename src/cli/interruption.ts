import { setImmediate } from "node:timers/promises";
import { EXIT, type ExitCode, Problem } from "./problem.ts";

type Asked = "SIGINT" | "SIGTERM";

const EXITS: Readonly<Record<Asked, ExitCode>> = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated };

/**
 * Ctrl-C, or a request to end, during long work: the work stops at its next breath, cleans up behind itself and ends
 * with 130 or 143. A second one is not waited for.
 */
export class Interruption {
  private asked: Asked | undefined;
  private readonly onSignal = (signal: Asked) => {
    this.asked = signal;
    this.done();
  };

  constructor() {
    process.on("SIGINT", this.onSignal);
    process.on("SIGTERM", this.onSignal);
  }

  /** Lets signals in; throws when one came. */
  async breathe(): Promise<void> {
    await setImmediate();
    if (this.asked !== undefined) throw new Problem("cli/interrupted", {}, EXITS[this.asked]);
  }

  done(): void {
    process.removeListener("SIGINT", this.onSignal);
    process.removeListener("SIGTERM", this.onSignal);
  }
}

/** How much to do between two breaths, learnt from how long the last piece took. */
export class Pace {
  private size: number;
  private startedAt = 0;
  private readonly least: number;

  constructor(least: number) {
    this.least = least;
    this.size = least;
  }

  /** Size of the next piece of work. */
  next(): number {
    const now = performance.now();
    const took = now - this.startedAt;
    if (this.startedAt > 0 && took < 25) this.size *= 2;
    else if (this.startedAt > 0 && took > 100) this.size = Math.max(this.least, this.size / 2);
    this.startedAt = now;
    return this.size;
  }
}
