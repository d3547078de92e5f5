/** Thrown from a step that runs in a circle: `always` transitions or raised events that never come to rest. */
export class EndlessStepError extends Error {
  readonly code = "protocol/endless_step";
  readonly machine: string;
  readonly event: string;

  constructor(machine: string, event: string, cause: unknown) {
    super(`machine ${machine} does not come to rest after ${event}`, { cause });
    this.name = "EndlessStepError";
    this.machine = machine;
    this.event = event;
  }
}
