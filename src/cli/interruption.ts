import { setImmediate } from "node:timers/promises";
import { EXIT, Problem } from "./problem.ts";

/**
 * Ctrl-C during long work: the work stops at its next breath, cleans up behind itself and ends with 130. A second Ctrl-C
 * is not waited for.
 */
export class Interruption {
  private asked = false;
  private readonly onSignal = () => {
    this.asked = true;
    process.removeListener("SIGINT", this.onSignal);
  };

  constructor() {
    process.on("SIGINT", this.onSignal);
  }

  /** Lets signals in; throws when one came. */
  async breathe(): Promise<void> {
    await setImmediate();
    if (this.asked) throw new Problem("cli/interrupted", {}, EXIT.interrupted);
  }

  done(): void {
    process.removeListener("SIGINT", this.onSignal);
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
