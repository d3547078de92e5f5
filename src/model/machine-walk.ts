/**
 * What a statechart names: guards it asks, effects it asks for, delays it waits for, events it raises. Takes any value
 * and leaves out what has not the shape of a statechart: its structure is checked elsewhere.
 */
export interface MachineCall {
  readonly kind: "guard" | "effect" | "delay" | "raise";
  readonly name: string;
  readonly params: unknown;
  /** keys from the machine's root to the call */
  readonly path: readonly (string | number)[];
}

type Path = readonly (string | number)[];

const DEEPEST = 64;

export function listCalls(definition: unknown): MachineCall[] {
  const calls: MachineCall[] = [];
  visitState(definition, [], calls);
  return calls;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function visitState(state: unknown, path: Path, calls: MachineCall[]): void {
  if (!isTable(state) || path.length > 2 * DEEPEST) return;
  for (const key of ["entry", "exit"]) visitActions(state[key], [...path, key], calls);
  if (isTable(state.on)) {
    for (const [event, list] of Object.entries(state.on))
      visitTransitions(list, [...path, "on", event], calls);
  }
  if (isTable(state.after)) {
    for (const [name, list] of Object.entries(state.after)) {
      calls.push({ kind: "delay", name, params: undefined, path: [...path, "after", name] });
      visitTransitions(list, [...path, "after", name], calls);
    }
  }
  for (const key of ["always", "onDone"]) visitTransitions(state[key], [...path, key], calls);
  if (isTable(state.states)) {
    for (const [name, child] of Object.entries(state.states))
      visitState(child, [...path, "states", name], calls);
  }
}

function visitTransitions(list: unknown, path: Path, calls: MachineCall[]): void {
  for (const [each, at] of listOf(list, path)) {
    if (!isTable(each)) continue;
    visitGuard(each.guard, [...at, "guard"], calls);
    visitActions(each.actions, [...at, "actions"], calls);
  }
}

function visitActions(list: unknown, path: Path, calls: MachineCall[]): void {
  for (const [each, at] of listOf(list, path)) {
    if (isTable(each) && typeof each.raise === "string")
      calls.push({ kind: "raise", name: each.raise, params: undefined, path: at });
    else visitCall("effect", each, at, calls);
  }
}

function visitGuard(guard: unknown, path: Path, calls: MachineCall[]): void {
  if (path.length > 4 * DEEPEST) return;
  if (isTable(guard) && guard.not !== undefined) visitGuard(guard.not, [...path, "not"], calls);
  else if (isTable(guard) && (Array.isArray(guard.and) || Array.isArray(guard.or))) {
    const key = Array.isArray(guard.and) ? "and" : "or";
    for (const [each, at] of listOf(guard[key], [...path, key])) visitGuard(each, at, calls);
  } else {
    visitCall("guard", guard, path, calls);
    visitInner(guard, path, calls);
  }
}

/** Guards that hold others in their parameters: `all` and `any` a list, `not` one. */
function visitInner(guard: unknown, path: Path, calls: MachineCall[]): void {
  if (!isTable(guard) || !isTable(guard.params)) return;
  if (guard.type === "all" || guard.type === "any")
    for (const [each, at] of listOf(guard.params.of, [...path, "params", "of"])) visitGuard(each, at, calls);
  else if (guard.type === "not" && guard.params.guard !== undefined)
    visitGuard(guard.params.guard, [...path, "params", "guard"], calls);
}

function visitCall(kind: "guard" | "effect", call: unknown, path: Path, calls: MachineCall[]): void {
  if (typeof call === "string") calls.push({ kind, name: call, params: undefined, path });
  else if (isTable(call) && typeof call.type === "string")
    calls.push({ kind, name: call.type, params: call.params, path });
}

/** One or several, each with its path. */
function listOf(value: unknown, path: Path): [unknown, Path][] {
  if (Array.isArray(value)) return value.map((each, index) => [each, [...path, index]]);
  return value === undefined ? [] : [[value, path]];
}
