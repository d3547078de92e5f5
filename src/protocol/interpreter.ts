import { type Actor, type AnyStateMachine, createActor } from "xstate";
import type { MachineDefinition } from "../model/index.ts";
import { buildMachine, listHeard, listTimers, type ProtocolEvent, type Timer } from "./build.ts";
import { type Call, Catalogue } from "./catalogue.ts";
import { EndlessStepError } from "./endless-step.ts";
import { nameState } from "./state-name.ts";
import type { Host } from "./tables.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What XState notes of the actions that start a timer (`id`, `delay`) or cancel one (`sendId`). */
interface Scheduling {
  readonly id?: string;
  readonly delay?: number;
  readonly sendId?: string;
}

/**
 * One machine run by XState's own actor behind the same `Host` as the tables: the judge they are held to. Its clock is
 * moved by hand: timers are collected and fire only when told to.
 *
 * One interpreter runs one actor at a time. Its numbers for guards and effects are its own, in the order it met them.
 */
export class Interpreter {
  readonly guards: readonly Call[];
  readonly effects: readonly Call[];
  readonly timers: readonly Timer[];

  private readonly guardCalls = new Catalogue();
  private readonly effectCalls = new Catalogue();
  private readonly machine: AnyStateMachine;
  private readonly timerNumbers: ReadonlyMap<string, number>;
  private readonly heard: ReadonlySet<string>;

  private actor: Actor<AnyStateMachine> | undefined;
  private host: Host | undefined;
  private incoming = "xstate.init";
  private sent: ProtocolEvent | undefined;
  private failure: { readonly error: unknown } | undefined;

  /** Timers whose start was noted, in the order the clock will be told of them. */
  private readonly noted: number[] = [];
  private readonly running = new Map<number, () => void>();

  constructor(
    definition: MachineDefinition,
    vocabulary: Vocabulary,
    options: { readonly maxMicrosteps?: number } = {},
  ) {
    this.guards = this.guardCalls.calls;
    this.effects = this.effectCalls.calls;
    this.timers = listTimers(definition);
    this.timerNumbers = new Map(this.timers.map(({ id }, index) => [id, index]));
    this.machine = buildMachine(
      definition,
      vocabulary,
      {
        guard: (type, params, event) =>
          this.told.ask(this.guardCalls.numberOf(type, params, this.about(event))),
        effect: (type, params, event) =>
          this.told.effect(this.effectCalls.numberOf(type, params, this.about(event))),
        delay: () => 0,
      },
      { maxMicrosteps: options.maxMicrosteps },
    );
    this.heard = new Set(listHeard(definition, vocabulary));
  }

  /** Creates and starts an actor; one that ran before is left as it is. */
  start(host: Host): void {
    this.host = host;
    this.incoming = "xstate.init";
    this.sent = undefined;
    this.noted.length = 0;
    this.running.clear();
    this.actor = createActor(this.machine, {
      clock: {
        setTimeout: (fire: () => void) => this.setTimer(fire),
        clearTimeout: (timer: number) => this.running.delete(timer),
      },
      inspect: (event) =>
        event.type === "@xstate.action" && this.inspect(event.action.type, event.action.params),
    });
    this.actor.subscribe({ error: (error) => (this.failure = { error }) });
    this.actor.start();
    this.raiseFailure();
  }

  /** Sends an event. One that no state listens to is not delivered, as with the tables. */
  send(type: string, host: Host): void {
    if (!this.heard.has(type)) return;
    this.host = host;
    this.incoming = type;
    this.sent = { type };
    this.living.send(this.sent);
    this.raiseFailure();
  }

  /** Lets a running timer (an index into `timers`) fire; an idle one does nothing. */
  fire(timer: number, host: Host): void {
    const fire = this.running.get(timer);
    if (fire === undefined) return;
    this.running.delete(timer);
    this.host = host;
    this.incoming = this.timers[timer].id;
    this.sent = undefined;
    fire();
    this.raiseFailure();
  }

  /** The timers that run by XState's own account. */
  runningTimers(): readonly number[] {
    return [...this.running.keys()].sort((a, b) => a - b);
  }

  isFinal(): boolean {
    return this.living.getSnapshot().status === "done";
  }

  hasTag(tag: string): boolean {
    return this.living.getSnapshot().hasTag(tag);
  }

  stateName(): string {
    return nameState(this.machine.root, this.living.getSnapshot().value);
  }

  private get living(): Actor<AnyStateMachine> {
    if (this.actor === undefined) throw new Error("the interpreter has not been started");
    return this.actor;
  }

  private get told(): Host {
    if (this.host === undefined) throw new Error("the interpreter has not been started");
    return this.host;
  }

  private about(event: ProtocolEvent): string {
    const fired = this.sent === undefined && event.type === this.incoming;
    return fired || event === this.sent || event.type === "xstate.init" ? "incoming" : event.type;
  }

  /** XState tells of every action in the order it works them off, the starting and cancelling of timers among them. */
  private inspect(type: string, params: unknown): void {
    if (type !== "xstate.raise" && type !== "xstate.cancel") return;
    const { id, delay, sendId } = params as Scheduling;
    if (type === "xstate.raise" && delay !== undefined) this.noteStart(this.timerNumber(id));
    if (type === "xstate.cancel") this.told.cancelTimer(this.timerNumber(sendId));
  }

  private noteStart(timer: number): void {
    this.noted.push(timer);
    this.told.startTimer(timer);
  }

  /**
   * XState sets its clock at the end of a step, in the order of the starts. A running timer is replaced: XState itself
   * leaves the old one behind where a state is entered again without having been left (by way of a history state of its
   * parent that leads back to it), which no host should have to imitate.
   */
  private setTimer(fire: () => void): number {
    const timer = this.noted.shift();
    if (timer === undefined) throw new Error("a timer without a start");
    this.running.set(timer, fire);
    return timer;
  }

  private timerNumber(id: string | undefined): number {
    const timer = this.timerNumbers.get(String(id));
    if (timer === undefined) throw new Error(`timer ${id} is not in the definition`);
    return timer;
  }

  private raiseFailure(): void {
    if (this.failure === undefined) return;
    const { error } = this.failure;
    this.failure = undefined;
    if (error instanceof Error && error.message.startsWith("Infinite loop"))
      throw new EndlessStepError(this.machine.id, this.incoming, error);
    throw error;
  }
}
