/** One step of a path into a definition. */
export type PathKey = string | number;

/** XState's five kinds of state, as it derives them from the definition. */
export type StateKind = "atomic" | "compound" | "parallel" | "final" | "history";

/** One state of a definition with its place in the tree. */
export interface Place {
  readonly key: string;
  readonly id: string;
  readonly kind: StateKind;
  readonly path: readonly PathKey[];
  readonly depth: number;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly parent: Place | undefined;
  readonly children: ReadonlyMap<string, Place>;
}

/** All states of a machine in document order, and by id (the first of two with the same id). */
export interface Outline {
  readonly root: Place;
  readonly places: readonly Place[];
  readonly byId: ReadonlyMap<string, Place>;
}

/** States nested deeper than this are not looked at; the check reports them. */
export const MAX_DEPTH = 64;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Lays out the states of a definition; takes any value and leaves out what is not a state. */
export function outlineMachine(definition: unknown): Outline {
  const places: Place[] = [];
  const machineId = isRecord(definition) && typeof definition.id === "string" ? definition.id : "(machine)";
  const root = layOut(definition, { key: machineId, parent: undefined, path: [], keys: [machineId] }, places);
  const byId = new Map<string, Place>();
  for (const place of places) if (!byId.has(place.id)) byId.set(place.id, place);
  return { root, places, byId };
}

interface Position {
  readonly key: string;
  readonly parent: Place | undefined;
  readonly path: readonly PathKey[];
  /** The machine's id and the keys down to this state: its id unless it has its own. */
  readonly keys: readonly string[];
}

function layOut(value: unknown, at: Position, places: Place[]): Place {
  const definition = isRecord(value) ? value : {};
  const children = new Map<string, Place>();
  const place: Place = {
    key: at.key,
    id: typeof definition.id === "string" ? definition.id : at.keys.join("."),
    kind: kindOf(definition),
    path: at.path,
    depth: at.keys.length - 1,
    definition,
    parent: at.parent,
    children,
  };
  places.push(place);
  if (place.depth < MAX_DEPTH && isRecord(definition.states)) {
    for (const [key, child] of Object.entries(definition.states)) {
      const position = { key, parent: place, path: [...at.path, "states", key], keys: [...at.keys, key] };
      children.set(key, layOut(child, position, places));
    }
  }
  return place;
}

function kindOf(definition: Readonly<Record<string, unknown>>): StateKind {
  const { type, states, history } = definition;
  if (type === "parallel" || type === "final" || type === "history") return type;
  if (isRecord(states) && Object.keys(states).length > 0) return "compound";
  return history === undefined ? "atomic" : "history";
}

/** The state a transition of `from` leads to by XState's rules, or undefined. */
export function findTarget(outline: Outline, from: Place, target: string): Place | undefined {
  if (target.startsWith("#")) return findById(outline, target.slice(1));
  if (target.startsWith(".")) return descend(from, target.slice(1));
  return from.parent === undefined ? undefined : descend(from.parent, target);
}

/** The state a history state falls back on: below its parent, or by id. */
export function findFallback(outline: Outline, history: Place, target: string): Place | undefined {
  if (target.startsWith("#")) return findById(outline, target.slice(1));
  return history.parent === undefined ? undefined : descend(history.parent, target);
}

function findById(outline: Outline, text: string): Place | undefined {
  const dot = text.indexOf(".");
  if (dot < 0) return outline.byId.get(text);
  const start = outline.byId.get(text.slice(0, dot));
  return start === undefined ? undefined : descend(start, text.slice(dot + 1));
}

function descend(from: Place, keys: string): Place | undefined {
  let place: Place | undefined = from;
  for (const key of keys.split(".")) place = place?.children.get(key);
  return place;
}

/** Whether `place` lies below `ancestor`. */
export function isBelow(place: Place, ancestor: Place): boolean {
  for (let at = place.parent; at !== undefined; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** The id XState gives to the timer of a delayed transition; also the type of the event it sends. */
export function timerId(delay: string, stateId: string): string {
  return `xstate.after.${delay}.${stateId}`;
}
