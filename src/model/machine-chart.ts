import { inBoth, type Text } from "./ids.ts";
import type {
  ActionCall,
  ActionList,
  GuardCall,
  MachineDefinition,
  MachineMark,
  StateDefinition,
  TransitionDefinition,
} from "./machine-definition.ts";
import { expandEvents, listCandidates } from "./machine-events.ts";
import {
  findFallback,
  findTarget,
  type Outline,
  outlineMachine,
  type PathKey,
  type Place,
  type StateKind,
} from "./machine-outline.ts";
import type { Protocol, Role } from "./protocol.ts";
import { eventsHeard } from "./vocabulary.ts";
import type { Scope } from "./word.ts";

/**
 * A statechart as a tree whose transitions know where they lead: what diagrams, other formats and sentences are made
 * from. Made of a definition without faults.
 */
export interface ChartState {
  /** The machine's name and the keys down to this state, joined by dots: no two of one protocol are equal. */
  readonly id: string;
  readonly name: string;
  readonly kind: StateKind;
  readonly states: readonly ChartState[];
  /** Id of the child that is entered first. */
  readonly initial?: string;
  /** Of a history state: how deep it remembers, and the id of the state entered while nothing is remembered. */
  readonly history?: "shallow" | "deep";
  readonly fallback?: string;
  /** Nothing more is expected of whoever is here. */
  readonly isEnd: boolean;
  readonly entry: readonly ActionCall[];
  readonly exit: readonly ActionCall[];
  /** In the order in which they are tried. */
  readonly transitions: readonly ChartTransition[];
  /** Names of the waits that begin here. */
  readonly delays: readonly string[];
  readonly mark?: MachineMark;
  readonly description?: Text;
  /** Keys from the machine's root. */
  readonly path: readonly PathKey[];
}

export type Trigger =
  | { readonly kind: "event"; readonly name: string }
  | { readonly kind: "after"; readonly delay: string }
  /** as soon as its guard agrees */
  | { readonly kind: "always" }
  /** the states inside have come to their end */
  | { readonly kind: "done" };

export interface ChartTransition {
  readonly source: string;
  readonly trigger: Trigger;
  /** Without a target the state is kept. */
  readonly target?: string;
  readonly guard?: GuardCall;
  readonly actions: readonly ActionCall[];
  /** The source is left and entered again, even where the target lies in it. */
  readonly reenter: boolean;
  readonly mark?: MachineMark;
  readonly description?: Text;
  readonly path: readonly PathKey[];
}

/** One statechart of a protocol. */
export interface MachineOfProtocol {
  /** The role's id, or `item` or `hash`. */
  readonly name: string;
  readonly scope: Scope;
  readonly role?: Role;
  readonly definition: MachineDefinition;
}

/** A protocol's statecharts: the life of a copy, the life of a hash, then its roles in the order of their ids. */
export function machinesOf(protocol: Protocol): MachineOfProtocol[] {
  const lives = (["item", "hash"] as const).flatMap((scope): MachineOfProtocol[] => {
    const definition = protocol[scope];
    return definition === undefined ? [] : [{ name: scope, scope, definition: { ...definition, id: scope } }];
  });
  const roles = Object.entries(protocol.roles).map(
    ([name, role]): MachineOfProtocol => ({
      name,
      scope: "actor",
      role,
      definition: { ...role.machine, id: name },
    }),
  );
  return [...lives, ...roles];
}

/** One statechart as a tree; `wildcards: "expanded"` writes the events that `*` stands for one by one. */
export function chartMachine(
  { name, scope, definition }: MachineOfProtocol,
  protocol: Protocol,
  wildcards: "kept" | "expanded" = "kept",
): ChartState {
  const outline = outlineMachine(definition);
  const events = wildcards === "expanded" ? eventsHeard(scope, protocol) : undefined;
  return new Charting(outline, name, events).state(outline.root);
}

class Charting {
  private readonly ids = new Map<Place, string>();
  private readonly outline: Outline;
  private readonly events: readonly string[] | undefined;

  constructor(outline: Outline, name: string, events: readonly string[] | undefined) {
    this.outline = outline;
    this.events = events;
    for (const place of outline.places) {
      const above = place.parent === undefined ? undefined : this.ids.get(place.parent);
      this.ids.set(place, above === undefined ? name : `${above}.${place.key}`);
    }
  }

  state(place: Place): ChartState {
    const definition = place.definition as StateDefinition;
    const { history, target, initial, tags, mark, description } = definition;
    const first = initial === undefined ? undefined : place.children.get(initial);
    const fallback =
      place.kind === "history" && target !== undefined
        ? findFallback(this.outline, place, target)
        : undefined;
    const inside = [...place.children.values()].map((child) => this.state(child));
    return {
      id: this.idOf(place),
      name: place.key,
      kind: place.kind,
      states: place.kind === "parallel" ? inside : inOrderOfReach(inside, first && this.idOf(first)),
      initial: first && this.idOf(first),
      history: place.kind === "history" ? (history ?? "shallow") : undefined,
      fallback: fallback && this.idOf(fallback),
      isEnd: place.kind === "final" || tags?.includes("end") === true,
      entry: listOf(definition.entry),
      exit: listOf(definition.exit),
      transitions: place.kind === "history" ? [] : this.transitions(place, definition),
      delays: Object.keys(definition.after ?? {}),
      mark,
      description: description === undefined ? undefined : inBoth(description),
      path: place.path,
    };
  }

  private idOf(place: Place): string {
    return this.ids.get(place) as string;
  }

  private transitions(place: Place, { on = {}, after = {}, always, onDone }: StateDefinition) {
    const found: ChartTransition[] = [];
    const add = (trigger: Trigger, key: readonly PathKey[], index: number, given: TransitionDefinition) =>
      found.push(this.transition(place, trigger, [...place.path, ...key, index], given));
    for (const [name, candidates] of this.heard(on))
      for (const { key, index, transition } of candidates)
        add({ kind: "event", name }, ["on", key], index, transition);
    for (const [delay, list] of Object.entries(after))
      for (const { index, transition } of listCandidates(delay, list))
        add({ kind: "after", delay }, ["after", delay], index, transition);
    if (always !== undefined)
      for (const { index, transition } of listCandidates("always", always))
        add({ kind: "always" }, ["always"], index, transition);
    if (onDone !== undefined)
      for (const { index, transition } of listCandidates("onDone", onDone))
        add({ kind: "done" }, ["onDone"], index, transition);
    return found;
  }

  private heard(on: NonNullable<StateDefinition["on"]>) {
    if (this.events !== undefined) return [...expandEvents(on, this.events)];
    return Object.entries(on).map(([key, list]) => [key, listCandidates(key, list)] as const);
  }

  private transition(
    place: Place,
    trigger: Trigger,
    path: readonly PathKey[],
    given: TransitionDefinition,
  ): ChartTransition {
    const { target, guard, actions, reenter, mark, description } =
      typeof given === "string" ? { target: given } : given;
    const found = target === undefined ? undefined : findTarget(this.outline, place, target);
    return {
      source: this.idOf(place),
      trigger,
      target: found && this.idOf(found),
      guard,
      actions: listOf(actions),
      reenter: reenter === true,
      mark,
      description: description === undefined ? undefined : inBoth(description),
      path,
    };
  }
}

function listOf(actions: ActionList | undefined): readonly ActionCall[] {
  if (actions === undefined) return [];
  return (Array.isArray(actions) ? actions : [actions]) as readonly ActionCall[];
}

/** States in the order in which a path can first come to them, from the one entered first; the rest as they stand. */
function inOrderOfReach(states: readonly ChartState[], first: string | undefined): readonly ChartState[] {
  const holds = (id: string) => states.find((each) => each.id === id || id.startsWith(`${each.id}.`));
  const reached = new Set<ChartState>();
  const visit = (id: string | undefined) => {
    const found = id === undefined ? undefined : holds(id);
    if (found !== undefined) reached.add(found);
  };
  visit(first);
  for (const state of reached)
    for (const { transitions } of statesBelow(state)) for (const { target } of transitions) visit(target);
  return [...reached, ...states.filter((each) => !reached.has(each))];
}

/** A state and all below it, each before those inside it. */
export function statesBelow(state: ChartState): ChartState[] {
  return [state, ...state.states.flatMap(statesBelow)];
}
