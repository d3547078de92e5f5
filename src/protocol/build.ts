import { type AnyStateMachine, and, not, or, raise, setup } from "xstate";
import type {
  ActionCall,
  ActionList,
  GuardCall,
  MachineDefinition,
  PlainData,
  StateDefinition,
  Text,
  TransitionDefinition,
  TransitionList,
} from "../model/index.ts";
import {
  type Candidate,
  expandEvents,
  inBoth,
  listCandidates,
  listEvents,
  outlineMachine,
  timerId,
} from "../model/index.ts";
import { findMachineFaults, type MachineFault } from "./faults.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What a machine's names stand for while it runs. `event` is the very object being handled: the one sent, or one raised. */
export interface Meanings {
  guard(type: string, params: PlainData | undefined, event: ProtocolEvent): boolean;
  effect(type: string, params: PlainData | undefined, event: ProtocolEvent): void;
  /** A delay's length in milliseconds. */
  delay(name: string): number;
}

export interface ProtocolEvent {
  readonly type: string;
}

export interface BuildOptions {
  /** More microsteps than this in one step are taken for a circle: XState throws. */
  readonly maxMicrosteps?: number;
  /** Transitions and states carry an action of this type, which names them as they take part. */
  readonly partAction?: string;
}

/** Thrown when a definition is built that the check would have refused: its author should have been told before. */
export class FaultyMachineError extends Error {
  readonly code = "protocol/faulty_machine";
  readonly faults: readonly MachineFault[];

  constructor(machine: string, faults: readonly MachineFault[]) {
    super(
      `machine ${machine} has ${faults.length} faults, the first: ${faults[0].code} at ${faults[0].path.join(".")}`,
    );
    this.name = "FaultyMachineError";
    this.faults = faults;
  }
}

const MAX_MICROSTEPS = 250;

/**
 * The definition as a real XState machine. Throws `FaultyMachineError` for a definition with faults; the definition
 * is copied, so later changes to it are not seen.
 */
export function buildMachine(
  definition: MachineDefinition,
  vocabulary: Vocabulary,
  meanings: Meanings,
  options: BuildOptions = {},
): AnyStateMachine {
  const faults = findMachineFaults(definition, vocabulary);
  if (faults.length > 0) throw new FaultyMachineError(String(definition?.id), faults);
  const translation = new Translation(definition, vocabulary, options.partAction);
  const config = {
    ...translation.state(definition, []),
    id: definition.id,
    options: { maxIterations: options.maxMicrosteps ?? MAX_MICROSTEPS },
  };
  const guards = table(
    vocabulary.guards.keys(),
    (name) => (args: Handled, params: PlainData) => meanings.guard(name, params, args.event),
  );
  const actions = table(
    vocabulary.effects.keys(),
    (name) => (args: Handled, params: PlainData) => meanings.effect(name, params, args.event),
  );
  const delays = table(translation.delays, (name) => () => meanings.delay(name));
  // XState's types want every name at compile time; ours come with the protocol, and were checked above.
  const typeless = setup as unknown as (names: object) => { createMachine(config: object): AnyStateMachine };
  return typeless({ guards, actions, delays }).createMachine(config);
}

interface Handled {
  readonly event: ProtocolEvent;
}

function table<T>(names: Iterable<string>, make: (name: string) => T): Record<string, T> {
  return Object.fromEntries([...names].map((name) => [name, make(name)]));
}

/** One timer of a machine: XState's id for it and the name of the delay that gives its length. */
export interface Timer {
  readonly id: string;
  readonly delay: string;
  /** The id of the state whose clock it is. */
  readonly state: string;
}

/** A machine's timers, in document order. The definition must be free of faults. */
export function listTimers(definition: MachineDefinition): Timer[] {
  return outlineMachine(definition).places.flatMap((place) =>
    Object.keys(place.definition.after ?? {}).map((delay) => ({
      id: timerId(delay, place.id),
      delay,
      state: place.id,
    })),
  );
}

/** The types of the events that some state of the machine listens to. The definition must be free of faults. */
export function listHeard(definition: MachineDefinition, vocabulary: Vocabulary): string[] {
  const outline = outlineMachine(definition);
  const events = listEvents(outline, vocabulary.events);
  const heard = outline.places.flatMap((place) => [
    ...expandEvents((place.definition as StateDefinition).on ?? {}, events).keys(),
  ]);
  return [...new Set(heard)];
}

/**
 * Every part of a machine that a step can use, by name: `states.a`, `states.a.on.go.0` (a transition under the key it is
 * written under), `guards.name`, `effects.name`, `delays.name`. The same names that coverage reports.
 */
export function listParts(definition: MachineDefinition, vocabulary: Vocabulary): string[] {
  const translation = new Translation(definition, vocabulary, "part");
  translation.state(definition, []);
  return [...translation.parts];
}

/** XState's configuration from ours. */
class Translation {
  readonly delays = new Set<string>();
  readonly parts = new Set<string>();
  private readonly events: readonly string[];
  private readonly partAction: string | undefined;

  constructor(definition: MachineDefinition, vocabulary: Vocabulary, partAction: string | undefined) {
    this.events = listEvents(outlineMachine(definition), vocabulary.events);
    this.partAction = partAction;
  }

  state(state: StateDefinition, path: readonly string[]): object {
    if (state.type === "history" || (state.history !== undefined && state.states === undefined))
      return this.history(state);
    return {
      ...pick(state, ["id", "initial", "type"]),
      ...described(state.description),
      ...(state.mark === undefined ? {} : { meta: { mark: copy(state.mark) } }),
      ...(state.tags === undefined ? {} : { tags: [...state.tags] }),
      entry: [...this.part(path), ...this.actions(state.entry)],
      exit: this.actions(state.exit),
      ...(state.states === undefined
        ? {}
        : { states: mapEntries(state.states, (child, key) => this.state(child, [...path, "states", key])) }),
      ...this.transitions(state, path),
    };
  }

  private history(state: StateDefinition): object {
    const meta = state.mark === undefined ? {} : { meta: { mark: copy(state.mark) } };
    return {
      ...pick(state, ["id", "target"]),
      ...described(state.description),
      ...meta,
      type: "history",
      history: state.history ?? "shallow",
    };
  }

  private transitions(state: StateDefinition, path: readonly string[]): object {
    const list = (key: string, transitions: TransitionList, at: readonly string[]) =>
      listCandidates(key, transitions).map((candidate) => this.candidate(candidate, at));
    const on = Object.fromEntries(
      [...expandEvents(state.on ?? {}, this.events)].map(([event, candidates]) => [
        event,
        candidates.map((candidate) => this.candidate(candidate, [...path, "on", candidate.key])),
      ]),
    );
    for (const delay of Object.keys(state.after ?? {})) this.addDelay(delay);
    return {
      on,
      ...(state.after && {
        after: mapEntries(state.after, (value, key) => list(key, value, [...path, "after", key])),
      }),
      ...(state.always && { always: list("always", state.always, [...path, "always"]) }),
      ...(state.onDone && { onDone: list("onDone", state.onDone, [...path, "onDone"]) }),
    };
  }

  private addDelay(delay: string): void {
    this.delays.add(delay);
    this.parts.add(`delays.${delay}`);
  }

  private candidate({ transition, index }: Candidate, path: readonly string[]): object {
    const full = typeof transition === "string" ? { target: transition } : transition;
    return {
      ...pick(full, ["target", "reenter"]),
      ...described("description" in full ? full.description : undefined),
      ...("mark" in full && full.mark !== undefined ? { meta: { mark: copy(full.mark) } } : {}),
      ...("guard" in full && full.guard !== undefined ? { guard: this.guard(full.guard) } : {}),
      actions: [
        ...this.part([...path, String(index)]),
        ...this.actions((full as Exclude<TransitionDefinition, string>).actions),
      ],
    };
  }

  private part(path: readonly string[]): object[] {
    const name = path.join(".");
    if (name !== "") this.parts.add(name);
    return this.partAction === undefined || name === "" ? [] : [{ type: this.partAction, params: name }];
  }

  private guard(guard: GuardCall): unknown {
    if (typeof guard === "string") return this.guard({ type: guard });
    if ("not" in guard) return not(this.guard(guard.not) as never);
    if ("and" in guard) return and(guard.and.map((part) => this.guard(part)) as never);
    if ("or" in guard) return or(guard.or.map((part) => this.guard(part)) as never);
    this.parts.add(`guards.${guard.type}`);
    return call(guard);
  }

  private actions(actions: ActionList | undefined): unknown[] {
    if (actions === undefined) return [];
    return (Array.isArray(actions) ? actions : [actions]).map((action) => this.action(action as ActionCall));
  }

  private action(action: ActionCall): unknown {
    if (typeof action === "string") return this.action({ type: action });
    if ("raise" in action) return raise({ type: action.raise });
    this.parts.add(`effects.${action.type}`);
    return call(action);
  }
}

function call({ type, params }: { readonly type: string; readonly params?: PlainData }): object {
  return params === undefined ? { type } : { type, params: copy(params) };
}

function pick<T extends object>(value: T, keys: readonly (string & keyof T)[] | readonly string[]): object {
  return Object.fromEntries(
    Object.entries(value).filter(([key, entry]) => keys.includes(key as never) && entry !== undefined),
  );
}

/** XState's own tools show one text: the English one. */
function described(description: string | Text | undefined): object {
  return description === undefined ? {} : { description: inBoth(description).en };
}

function mapEntries<T, R>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

/** A frozen copy: parameters end up with hosts, who must not change what the machine asks next time. */
function copy<T>(value: T): T {
  if (Array.isArray(value)) return Object.freeze(value.map(copy)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copy(entry)])),
  ) as T;
}
