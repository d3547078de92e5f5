import type { PlainData } from "../../src/model/machine-definition.ts";
import type { Call, Host, Timer } from "../../src/protocol/index.ts";
import { CELLS } from "../arbitraries/machines.ts";
import { mix } from "./draw.ts";

interface Lists {
  readonly guards: readonly Call[];
  readonly effects: readonly Call[];
  readonly timers: readonly Timer[];
}

/**
 * A small world that writes down everything it is asked and told: four counters, the payload of the event at hand, and
 * the running timers with their lengths. Names it does not know get a meaning from their text, so that any machine can
 * be run: such guards look at a counter, such effects change one.
 */
export class World implements Host {
  readonly cells = new Int32Array(CELLS);
  payload = 0;
  trace: string[] = [];
  readonly running = new Map<number, number>();
  private readonly lists: Lists;

  constructor(lists: Lists) {
    this.lists = lists;
  }

  ask(guard: number): boolean {
    const call = this.lists.guards[guard];
    const answer = this.answer(call);
    this.trace.push(`ask ${write(call)}: ${answer}`);
    return answer;
  }

  effect(effect: number): void {
    const call = this.lists.effects[effect];
    this.trace.push(`effect ${write(call)}`);
    this.change(call);
  }

  /** The length depends on the world at this very moment, so a start in another place gives another length. */
  startTimer(timer: number): void {
    const { id, delay } = this.lists.timers[timer];
    const length = 1 + ((this.cells[0] + 2 * this.cells[1] + 3 * this.cells[2]) % 11);
    this.running.set(timer, length);
    this.trace.push(`start ${id} by ${delay}: ${length}`);
  }

  cancelTimer(timer: number): void {
    this.running.delete(timer);
    this.trace.push(`cancel ${this.lists.timers[timer].id}`);
  }

  takeTrace(): string[] {
    const trace = this.trace;
    this.trace = [];
    return trace;
  }

  private answer({ type, params, about }: Call): boolean {
    const payload = about === "incoming" ? this.payload : 0;
    const { cell = 0, n = 0 } = numbers(params);
    if (type === "atLeast") return this.cells[cell] >= n;
    if (type === "isEven") return this.cells[cell] % 2 === 0;
    if (type === "payloadAbove") return payload > n;
    const mixed = mix(type + JSON.stringify(params ?? null));
    return (this.cells[mixed % CELLS] + payload + mixed) % 2 === 0;
  }

  private change({ type, params, about }: Call): void {
    const payload = about === "incoming" ? this.payload : 0;
    const { cell = 0, by = 0 } = numbers(params);
    if (type === "add") this.cells[cell] += by;
    else if (type === "addPayload") this.cells[cell] += payload;
    else if (type === "halve") this.cells[cell] >>= 1;
    else this.cells[mix(type) % CELLS] += 1 + (mix(JSON.stringify(params ?? null)) % 3);
  }
}

function numbers(params: PlainData | undefined): Readonly<Record<string, number>> {
  return (params ?? {}) as Readonly<Record<string, number>>;
}

function write({ type, params, about }: Call): string {
  return `${type}${params === undefined ? "" : JSON.stringify(params)} about ${about}`;
}
