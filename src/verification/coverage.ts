import type {
  ActionList,
  GuardCall,
  Protocol,
  Scenario,
  StateDefinition,
  TransitionDefinition,
  TransitionList,
} from "../model/index.ts";

/** Which statechart of a protocol: `roles.<id>`, `item` or `hash`. */
export interface MachineUse {
  readonly protocol: string;
  readonly machine: string;
  /** parts that took part in a step, named as the tables name them */
  readonly taken: ReadonlySet<string>;
  /** probes that were asked: guards that at least once said no */
  readonly refused: ReadonlySet<string>;
}

export type PartKind = "state" | "transition" | "guard" | "effect" | "delay";

/** One part of a protocol's definition. */
export interface DefinitionPart {
  readonly kind: PartKind;
  readonly protocol: string;
  readonly machine: string;
  /** keys from the protocol's root */
  readonly path: readonly (string | number)[];
  /** the state or transition whose use is this part's use, as the tables name it; "" for the machine itself */
  readonly owner: string;
  /** the probe that tells whether a guard ever said no */
  readonly probe?: string;
}

type Path = readonly (string | number)[];

interface Machine {
  readonly name: string;
  readonly path: Path;
  readonly definition: StateDefinition;
}

function machinesOf({ roles, item, hash }: Protocol): Machine[] {
  const machines = Object.entries(roles).map(
    ([id, { machine }]): Machine => ({
      name: `roles.${id}`,
      path: ["roles", id, "machine"],
      definition: machine,
    }),
  );
  if (item !== undefined) machines.push({ name: "item", path: ["item"], definition: item });
  if (hash !== undefined) machines.push({ name: "hash", path: ["hash"], definition: hash });
  return machines;
}

/** Every state, transition, guard, effect and delay of a protocol's statecharts, in the order of its definition. */
export function listDefinitionParts(protocol: Protocol): DefinitionPart[] {
  return machinesOf(protocol).flatMap((machine) => {
    const parts: DefinitionPart[] = [];
    const add = (kind: PartKind, path: Path, owner: string, probe?: string) =>
      parts.push({
        kind,
        protocol: protocol.id,
        machine: machine.name,
        path: [...machine.path, ...path],
        owner,
        ...(probe === undefined ? {} : { probe }),
      });
    walk(machine.definition, {
      state: (path) => add("state", path, path.join(".")),
      effect: (path, owner) => add("effect", path, owner),
      delay: (path, owner) => add("delay", path, owner),
      transition: (path, owner, guard, probe) => {
        add("transition", path, owner);
        if (guard !== undefined) add("guard", [...path, "guard"], owner, probe);
      },
    });
    return parts;
  });
}

interface Visitor {
  state?(path: Path): void;
  effect?(path: Path, owner: string): void;
  delay?(path: Path, owner: string): void;
  transition?(path: Path, owner: string, guard: GuardCall | undefined, probe: string): void;
}

/** Guarded transitions are numbered in the order met: that number names the probe of their guard. */
function walk(definition: StateDefinition, visitor: Visitor): void {
  let guarded = 0;
  const effects = (list: ActionList | undefined, path: Path, owner: string) => {
    if (list === undefined) return;
    if (Array.isArray(list)) for (const index of list.keys()) visitor.effect?.([...path, index], owner);
    else visitor.effect?.(path, owner);
  };
  const transitions = (list: TransitionList, path: Path) => {
    const candidates = (Array.isArray(list) ? list : [list]) as readonly TransitionDefinition[];
    for (const [index, candidate] of candidates.entries()) {
      const at = Array.isArray(list) ? [...path, index] : path;
      const owner = [...path, index].join(".");
      if (typeof candidate === "string") {
        visitor.transition?.(at, owner, undefined, "");
        continue;
      }
      const probe = candidate.guard === undefined ? "" : `refused-${guarded++}`;
      visitor.transition?.(at, owner, candidate.guard, probe);
      effects(candidate.actions, [...at, "actions"], owner);
    }
  };
  const visit = (state: StateDefinition, path: Path) => {
    const owner = path.join(".");
    if (path.length > 0) visitor.state?.(path);
    effects(state.entry, [...path, "entry"], owner);
    effects(state.exit, [...path, "exit"], owner);
    for (const [event, list] of Object.entries(state.on ?? {})) transitions(list, [...path, "on", event]);
    for (const [delay, list] of Object.entries(state.after ?? {})) {
      visitor.delay?.([...path, "after", delay], owner);
      transitions(list, [...path, "after", delay]);
    }
    if (state.always !== undefined) transitions(state.always, [...path, "always"]);
    if (state.onDone !== undefined) transitions(state.onDone, [...path, "onDone"]);
    for (const [key, child] of Object.entries(state.states ?? {})) visit(child, [...path, "states", key]);
  };
  visit(definition, []);
}

/**
 * The same scenario with a probe behind each guard: a chance of nothing, asked only when the guard has said no, and
 * saying no itself. What happens stays the same, and whether a guard ever refused can be seen.
 */
export function addProbes(scenario: Scenario): Scenario {
  return {
    ...scenario,
    protocols: scenario.protocols.map((protocol) => ({
      ...protocol,
      roles: Object.fromEntries(
        Object.entries(protocol.roles).map(([id, role]) => [
          id,
          { ...role, machine: withProbes(role.machine) },
        ]),
      ),
      ...(protocol.item && { item: withProbes(protocol.item) }),
      ...(protocol.hash && { hash: withProbes(protocol.hash) }),
    })),
  };
}

function withProbes(definition: StateDefinition): StateDefinition {
  const probed = structuredCloneOf(definition);
  walk(definition, {
    transition: (path, _, guard, probe) => {
      if (guard === undefined) return;
      let here = probed as unknown as Record<string | number, unknown>;
      for (const key of path) here = here[key] as Record<string | number, unknown>;
      here.guard = { or: [guard, { type: "chance", params: { name: probe, of: 0 } }] };
    },
  });
  return probed;
}

function structuredCloneOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(structuredCloneOf) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, structuredCloneOf(entry)]),
  ) as T;
}

/**
 * Parts that never took part in anything: states never entered, transitions never taken, guards that never said no (the
 * transition could as well have none), effects and delays of such states and transitions. Of a part and what lies within
 * it only the outermost is told. `uses` are those of all runs together; a machine without any is unused as a whole.
 */
export function findUnused(protocols: readonly Protocol[], uses: readonly MachineUse[]): DefinitionPart[] {
  const taken = new Map<string, Set<string>>();
  const refused = new Map<string, Set<string>>();
  for (const use of uses) {
    const key = `${use.protocol}/${use.machine}`;
    for (const [all, some] of [
      [taken, use.taken],
      [refused, use.refused],
    ] as const) {
      const known = all.get(key) ?? new Set<string>();
      for (const part of some) known.add(part);
      all.set(key, known);
    }
  }
  return protocols.flatMap((protocol) => {
    const unused: DefinitionPart[] = [];
    for (const part of listDefinitionParts(protocol)) {
      const key = `${part.protocol}/${part.machine}`;
      const isTaken = part.owner === "" || taken.get(key)?.has(part.owner) === true;
      const isUsed = isTaken && (part.kind !== "guard" || refused.get(key)?.has(part.probe ?? "") === true);
      if (!isUsed && !unused.some((outer) => isWithin(part.path, outer.path))) unused.push(part);
    }
    return unused;
  });
}

function isWithin(path: Path, outer: Path): boolean {
  return path.length > outer.length && outer.every((key, index) => path[index] === key);
}

export interface Share {
  readonly used: number;
  readonly all: number;
}

/** How much of a protocol its runs have used. */
export interface CoverageOfProtocol {
  readonly protocol: string;
  readonly states: Share;
  readonly transitions: Share;
  /** a guard is used once it has said both yes and no */
  readonly guards: Share;
  /** the outermost parts that no run has used: of a state never entered, not its transitions too */
  readonly unused: readonly DefinitionPart[];
}

/** Which states, transitions and guards of a protocol took part in any of some runs. `uses` are those of all together. */
export function coverageOf(protocol: Protocol, uses: readonly MachineUse[]): CoverageOfProtocol {
  const unused = findUnused([protocol], uses);
  const parts = listDefinitionParts(protocol);
  const isUnused = ({ path }: DefinitionPart) =>
    unused.some((outer) => outer.path.length <= path.length && isWithin([...path, ""], outer.path));
  const share = (kind: PartKind): Share => {
    const all = parts.filter((part) => part.kind === kind);
    return { used: all.filter((part) => !isUnused(part)).length, all: all.length };
  };
  const told = unused.filter(({ kind }) => kind !== "effect" && kind !== "delay");
  return {
    protocol: protocol.id,
    states: share("state"),
    transitions: share("transition"),
    guards: share("guard"),
    unused: told,
  };
}
