import {
  findFallback,
  findNearest,
  findTarget,
  isBelow,
  isRecord,
  MAX_DEPTH,
  matchesWildcard,
  type Outline,
  outlineMachine,
  type PathKey,
  type Place,
  raisedEvents,
  timerId,
} from "../model/index.ts";
import type { Vocabulary } from "./vocabulary.ts";

export type MachineFaultCode =
  | "protocol/wrong_shape"
  | "protocol/unknown_key"
  | "protocol/refused_key"
  | "protocol/key_not_allowed_here"
  | "protocol/too_deep"
  | "protocol/bad_state_name"
  | "protocol/bad_id"
  | "protocol/same_id"
  | "protocol/same_timer"
  | "protocol/root_kind"
  | "protocol/initial_missing"
  | "protocol/initial_unknown"
  | "protocol/initial_is_history"
  | "protocol/states_missing"
  | "protocol/target_unknown"
  | "protocol/history_from_inside"
  | "protocol/fallback_unknown"
  | "protocol/fallback_outside"
  | "protocol/fallback_is_history"
  | "protocol/event_unknown"
  | "protocol/event_never_heard"
  | "protocol/wildcard_malformed"
  | "protocol/wildcard_matches_nothing"
  | "protocol/guard_unknown"
  | "protocol/effect_unknown"
  | "protocol/delay_unknown"
  | "protocol/delay_is_number"
  | "protocol/list_empty"
  | "protocol/params_not_plain"
  | "protocol/done_never_comes";

/** One fault of a definition: what, where, and the names a sentence about it needs. */
export interface MachineFault {
  readonly code: MachineFaultCode;
  readonly path: readonly PathKey[];
  /** The name or key found. */
  readonly name?: string;
  /** The known name closest to it. */
  readonly nearest?: string;
  /** For a wrong shape: what belongs here. */
  readonly expected?:
    | "object"
    | "text"
    | "list"
    | "boolean"
    | "state kind"
    | "history kind"
    | "mark"
    | "transition"
    | "action"
    | "guard"
    | "name";
}

type Path = readonly PathKey[];
type Details = Omit<MachineFault, "code" | "path">;

const STATE_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
/** XState keeps states and what they remember in plain objects: a name that every object already has would be found there. */
const isStateName = (name: string) => STATE_NAME.test(name) && !(name in Object.prototype);
const STATE_KEYS = [
  "id",
  "initial",
  "type",
  "history",
  "target",
  "states",
  "entry",
  "exit",
  "on",
  "after",
  "always",
  "onDone",
  "tags",
  "mark",
  "row",
  "description",
];
const LEAF_KEYS: Readonly<Record<string, readonly string[]>> = {
  final: ["id", "type", "entry", "exit", "tags", "mark", "row", "description"],
  history: ["id", "type", "history", "target", "mark", "row", "description"],
};
const TRANSITION_KEYS = ["target", "guard", "actions", "reenter", "mark", "row", "description"];
const CALL_KEYS = ["type", "params", "mark", "row", "description"];
/** Words of XState that this language leaves out on purpose. */
const REFUSED = new Set([
  "invoke",
  "context",
  "input",
  "output",
  "spawn",
  "spawnChild",
  "assign",
  "sendTo",
  "sendParent",
  "forwardTo",
  "emit",
  "log",
  "cancel",
  "stopChild",
  "enqueueActions",
  "route",
  "meta",
  "delay",
  "stateIn",
  "in",
  "cond",
  "internal",
  "activities",
  "data",
]);
const MARKS = ["read", "recalled", "assumed"];

/**
 * Everything that is structurally wrong with a definition, at once, in document order; an empty list means it can be built.
 * Takes any value and never throws. Parameters are only held to be plain data; their schemas are checked elsewhere.
 */
export function findMachineFaults(definition: unknown, vocabulary: Vocabulary): MachineFault[] {
  return new Check(outlineMachine(definition), vocabulary).run(definition);
}

class Check {
  private readonly faults: MachineFault[] = [];
  private readonly outline: Outline;
  private readonly vocabulary: Vocabulary;
  private readonly heard: ReadonlySet<string>;
  private readonly raised: ReadonlySet<string>;
  private readonly events: ReadonlySet<string>;

  constructor(outline: Outline, vocabulary: Vocabulary) {
    this.outline = outline;
    this.vocabulary = vocabulary;
    this.raised = new Set(raisedEvents(outline));
    this.events = new Set([...vocabulary.events, ...this.raised]);
    const keys = outline.places.flatMap(({ definition }) =>
      isRecord(definition.on) ? Object.keys(definition.on) : [],
    );
    this.heard = new Set([...vocabulary.events, ...keys]);
  }

  run(definition: unknown): MachineFault[] {
    if (!isRecord(definition)) return [{ code: "protocol/wrong_shape", path: [], expected: "object" }];
    this.checkRoot(this.outline.root);
    for (const place of this.outline.places) this.checkPlace(place);
    this.checkSameIds();
    this.checkSameTimers();
    return this.faults;
  }

  private report(code: MachineFaultCode, path: Path, details: Details = {}): void {
    this.faults.push({ code, path, ...details });
  }

  private reportName(code: MachineFaultCode, path: Path, name: string, known: Iterable<string>): void {
    const nearest = findNearest(name, known);
    this.report(code, path, nearest === undefined ? { name } : { name, nearest });
  }

  private expect(good: boolean, path: Path, expected: MachineFault["expected"]): boolean {
    if (!good) this.report("protocol/wrong_shape", path, { expected });
    return good;
  }

  private checkRoot(root: Place): void {
    if (typeof root.definition.id !== "string")
      this.report("protocol/wrong_shape", ["id"], { expected: "name" });
    if (root.kind === "final" || root.kind === "history")
      this.report("protocol/root_kind", ["type"], { name: root.kind });
    if (root.definition.onDone !== undefined) this.report("protocol/done_never_comes", ["onDone"]);
  }

  private checkPlace(place: Place): void {
    const { definition, path } = place;
    const raw = this.rawState(place);
    if (!this.expect(isRecord(raw), path, "object")) return;
    if (place.depth > 0 && !isStateName(place.key))
      this.report("protocol/bad_state_name", path, { name: place.key });
    this.checkKeys(place);
    this.checkHeader(place);
    this.checkInside(place);
    this.checkFallback(place);
    this.checkActions(definition.entry, [...path, "entry"]);
    this.checkActions(definition.exit, [...path, "exit"]);
    this.checkEvents(place);
    this.checkDelays(place);
    this.checkTransitions(place, definition.always, [...path, "always"]);
    this.checkDone(place);
  }

  /** The value as written: the outline shows an empty state where no object was found. */
  private rawState(place: Place): unknown {
    const states = place.parent?.definition.states;
    return isRecord(states) ? states[place.key] : place.definition;
  }

  private checkKeys({ definition, kind, path }: Place): void {
    const allowed = LEAF_KEYS[kind] ?? STATE_KEYS;
    for (const key of Object.keys(definition)) {
      if (!STATE_KEYS.includes(key)) this.reportKey(key, [...path, key], STATE_KEYS);
      else if (!allowed.includes(key))
        this.report("protocol/key_not_allowed_here", [...path, key], { name: key });
    }
  }

  private reportKey(key: string, path: Path, known: readonly string[]): void {
    if (REFUSED.has(key)) this.report("protocol/refused_key", path, { name: key });
    else this.reportName("protocol/unknown_key", path, key, known);
  }

  private checkHeader({ definition, path }: Place): void {
    const { id, type, history, tags } = definition;
    if (id !== undefined && this.expect(typeof id === "string", [...path, "id"], "name")) {
      if (!ID.test(id as string) || (id as string) in Object.prototype)
        this.report("protocol/bad_id", [...path, "id"], { name: String(id) });
    }
    if (type !== undefined)
      this.expect(["parallel", "final", "history"].includes(String(type)), [...path, "type"], "state kind");
    if (history !== undefined)
      this.expect(["shallow", "deep"].includes(String(history)), [...path, "history"], "history kind");
    if (tags !== undefined && this.expect(Array.isArray(tags), [...path, "tags"], "list")) {
      for (const [index, tag] of (tags as unknown[]).entries()) {
        this.expect(typeof tag === "string", [...path, "tags", index], "text");
      }
    }
    this.checkNotes(definition, path);
  }

  private checkText(given: unknown, path: Path): void {
    if (!isRecord(given)) this.expect(typeof given === "string", path, "text");
    else {
      const known = Object.keys(given).every((key) => key === "en" || key === "fr");
      this.expect(known && typeof given.en === "string" && typeof given.fr === "string", path, "text");
    }
  }

  private checkNotes({ mark, row, description }: Readonly<Record<string, unknown>>, path: Path): void {
    if (row !== undefined) this.expect(typeof row === "string", [...path, "row"], "name");
    if (description !== undefined) this.checkText(description, [...path, "description"]);
    if (mark === undefined) return;
    const name = isRecord(mark) ? mark.mark : mark;
    const source = isRecord(mark) ? mark.source : undefined;
    const keysKnown = !isRecord(mark) || Object.keys(mark).every((key) => key === "mark" || key === "source");
    const good =
      MARKS.includes(name as string) && (source === undefined || typeof source === "string") && keysKnown;
    this.expect(good, [...path, "mark"], "mark");
  }

  private checkInside(place: Place) {
    const { definition, kind, path, children } = place;
    const { states, initial, history } = definition;
    if (states !== undefined && !this.expect(isRecord(states), [...path, "states"], "object")) return;
    if (place.depth >= MAX_DEPTH && isRecord(states))
      return this.report("protocol/too_deep", [...path, "states"]);
    const within = [...children.values()].filter((child) => child.kind !== "history");
    if (kind === "compound" || kind === "parallel") {
      if (within.length === 0) this.report("protocol/states_missing", path);
      if (history !== undefined)
        this.report("protocol/key_not_allowed_here", [...path, "history"], { name: "history" });
      if (definition.target !== undefined)
        this.report("protocol/key_not_allowed_here", [...path, "target"], { name: "target" });
    }
    if (kind === "atomic" && states !== undefined)
      this.report("protocol/states_missing", [...path, "states"]);
    if (kind === "compound") this.checkInitial(place);
    else if (initial !== undefined && (kind === "parallel" || kind === "atomic")) {
      this.report("protocol/key_not_allowed_here", [...path, "initial"], { name: "initial" });
    }
    if (kind === "atomic" && definition.target !== undefined) {
      this.report("protocol/key_not_allowed_here", [...path, "target"], { name: "target" });
    }
  }

  private checkInitial({ definition: { initial }, path, children }: Place) {
    if (initial === undefined) return this.report("protocol/initial_missing", path);
    const at = [...path, "initial"];
    if (!this.expect(typeof initial === "string", at, "name")) return;
    const child = children.get(initial as string);
    if (child === undefined)
      this.reportName("protocol/initial_unknown", at, initial as string, children.keys());
    else if (child.kind === "history") this.report("protocol/initial_is_history", at, { name: child.key });
  }

  private checkFallback(place: Place): void {
    const { target } = place.definition;
    if (place.kind !== "history" || target === undefined) return;
    const path = [...place.path, "target"];
    if (!this.expect(typeof target === "string", path, "text")) return;
    const found = findFallback(this.outline, place, target as string);
    if (found === undefined)
      this.reportName(
        "protocol/fallback_unknown",
        path,
        target as string,
        place.parent?.children.keys() ?? [],
      );
    else if (found.kind === "history")
      this.report("protocol/fallback_is_history", path, { name: target as string });
    else if (place.parent === undefined || !isBelow(found, place.parent))
      this.report("protocol/fallback_outside", path, { name: target as string });
  }

  private checkEvents(place: Place): void {
    const { on } = place.definition;
    if (on === undefined || place.kind === "final" || place.kind === "history") return;
    const path = [...place.path, "on"];
    if (!this.expect(isRecord(on), path, "object")) return;
    for (const [event, transitions] of Object.entries(on as Record<string, unknown>)) {
      this.checkEventKey(event, [...path, event]);
      this.checkTransitions(place, transitions, [...path, event], true);
    }
  }

  private checkEventKey(event: string, path: Path) {
    if (!event.includes("*")) {
      if (!this.events.has(event)) this.reportName("protocol/event_unknown", path, event, this.events);
      return;
    }
    const stem = event === "*" ? "" : event.endsWith(".*") ? event.slice(0, -2) : "*";
    if (stem.includes("*")) return this.report("protocol/wildcard_malformed", path, { name: event });
    for (const known of this.events) if (matchesWildcard(known, event)) return;
    this.report("protocol/wildcard_matches_nothing", path, { name: event });
  }

  private checkDelays(place: Place): void {
    const { after } = place.definition;
    if (after === undefined || place.kind === "final" || place.kind === "history") return;
    const path = [...place.path, "after"];
    if (!this.expect(isRecord(after), path, "object")) return;
    const { delays } = this.vocabulary;
    for (const [delay, transitions] of Object.entries(after as Record<string, unknown>)) {
      const at = [...path, delay];
      // XState reads a key that is a number as milliseconds, and then no name is left to draw by.
      if (!Number.isNaN(Number(delay))) this.report("protocol/delay_is_number", at, { name: delay });
      else if (delays !== undefined && !delays.includes(delay))
        this.reportName("protocol/delay_unknown", at, delay, delays);
      this.checkTransitions(place, transitions, at, true);
    }
  }

  private checkDone(place: Place): void {
    const { onDone } = place.definition;
    const path = [...place.path, "onDone"];
    if (onDone === undefined || place.kind === "final" || place.kind === "history") return;
    if (place.kind === "atomic") this.report("protocol/done_never_comes", path);
    this.checkTransitions(place, onDone, path);
  }

  private checkTransitions(from: Place, value: unknown, path: Path, required = false) {
    if (value === undefined && !required) return;
    if (!Array.isArray(value)) return this.checkTransition(from, value, path);
    if (value.length === 0) this.report("protocol/list_empty", path);
    for (const [index, transition] of value.entries())
      this.checkTransition(from, transition, [...path, index]);
  }

  private checkTransition(from: Place, value: unknown, path: Path) {
    if (typeof value === "string") return this.checkTarget(from, value, path, false);
    if (!this.expect(isRecord(value), path, "transition")) return;
    const { target, guard, actions, reenter, ...others } = value as Record<string, unknown>;
    for (const key of Object.keys(others))
      if (!TRANSITION_KEYS.includes(key)) this.reportKey(key, [...path, key], TRANSITION_KEYS);
    if (target !== undefined && this.expect(typeof target === "string", [...path, "target"], "text")) {
      this.checkTarget(from, target as string, [...path, "target"], reenter === true);
    }
    if (guard !== undefined) this.checkGuard(guard, [...path, "guard"]);
    this.checkActions(actions, [...path, "actions"]);
    if (reenter !== undefined) this.expect(typeof reenter === "boolean", [...path, "reenter"], "boolean");
    this.checkNotes(value as Record<string, unknown>, path);
  }

  private checkTarget(from: Place, target: string, path: Path, reenters: boolean): void {
    const found = findTarget(this.outline, from, target);
    if (found === undefined) {
      this.reportName("protocol/target_unknown", path, target, this.namesOfTargets(from));
    } else if (!reenters && found.kind === "history" && isWithin(from, found.parent)) {
      // Without `reenter`, XState may enter states it has not left: actions run and clocks start twice, and two
      // children of one state can be active at once.
      this.report("protocol/history_from_inside", path, { name: target });
    }
  }

  /** What a transition of this state can name: its siblings, its children with a dot, every id with a hash. */
  private *namesOfTargets(from: Place): Iterable<string> {
    yield* from.parent?.children.keys() ?? [];
    for (const key of from.children.keys()) yield `.${key}`;
    for (const id of this.outline.byId.keys()) yield `#${id}`;
  }

  private checkGuard(value: unknown, path: Path, depth = 0): void {
    if (typeof value === "string") this.checkGuardName(value, path);
    else if (depth >= MAX_DEPTH) this.report("protocol/too_deep", path);
    else if (this.expect(isRecord(value), path, "guard")) {
      this.checkGuardObject(value as Record<string, unknown>, path, depth);
    }
  }

  private checkGuardObject(guard: Record<string, unknown>, path: Path, depth: number) {
    const combined = ["not", "and", "or"].find((key) => key in guard);
    if (combined === undefined) {
      return this.checkCall(guard, path, "guard", (name, at) => this.checkGuardName(name, at));
    }
    for (const key of Object.keys(guard)) {
      if (key !== combined) this.reportKey(key, [...path, key], [combined]);
    }
    if (combined === "not") this.checkGuard(guard.not, [...path, "not"], depth + 1);
    else this.checkGuards(guard[combined], [...path, combined], depth + 1);
  }

  private checkGuards(parts: unknown, path: Path, depth: number): void {
    if (!this.expect(Array.isArray(parts), path, "list")) return;
    const list = parts as readonly unknown[];
    if (list.length === 0) this.report("protocol/list_empty", path);
    for (const [index, part] of list.entries()) this.checkGuard(part, [...path, index], depth);
  }

  private checkGuardName(name: string, path: Path): void {
    if (!this.vocabulary.guards.has(name))
      this.reportName("protocol/guard_unknown", path, name, this.vocabulary.guards.keys());
  }

  private checkActions(value: unknown, path: Path) {
    if (value === undefined) return;
    if (!Array.isArray(value)) return this.checkAction(value, path);
    for (const [index, action] of value.entries()) this.checkAction(action, [...path, index]);
  }

  private checkAction(value: unknown, path: Path) {
    if (typeof value === "string") return this.checkEffectName(value, path);
    if (!this.expect(isRecord(value), path, "action")) return;
    const action = value as Record<string, unknown>;
    if (!("raise" in action))
      return this.checkCall(action, path, "action", (name, at) => this.checkEffectName(name, at));
    for (const key of Object.keys(action))
      if (key !== "raise") this.reportKey(key, [...path, key], ["raise"]);
    const { raise } = action;
    if (!this.expect(typeof raise === "string", [...path, "raise"], "text")) return;
    if (!this.heard.has(raise as string))
      this.reportName("protocol/event_never_heard", [...path, "raise"], raise as string, this.heard);
  }

  private checkEffectName(name: string, path: Path): void {
    if (!this.vocabulary.effects.has(name))
      this.reportName("protocol/effect_unknown", path, name, this.vocabulary.effects.keys());
  }

  private checkCall(
    call: Record<string, unknown>,
    path: Path,
    expected: "guard" | "action",
    checkName: (name: string, path: Path) => void,
  ): void {
    for (const key of Object.keys(call))
      if (!CALL_KEYS.includes(key)) this.reportKey(key, [...path, key], CALL_KEYS);
    if (typeof call.type === "string") checkName(call.type, [...path, "type"]);
    else if (!Object.keys(call).some((key) => REFUSED.has(key))) this.expect(false, path, expected);
    if (call.params !== undefined && !isPlain(call.params))
      this.report("protocol/params_not_plain", [...path, "params"]);
    this.checkNotes(call, path);
  }

  private checkSameIds(): void {
    for (const place of this.outline.places) {
      if (this.outline.byId.get(place.id) !== place)
        this.report("protocol/same_id", place.path, { name: place.id });
    }
  }

  /** A delay with dots in its name and a state's id can run together into the same timer. */
  private checkSameTimers(): void {
    const seen = new Set<string>();
    for (const place of this.outline.places) {
      if (!isRecord(place.definition.after) || this.outline.byId.get(place.id) !== place) continue;
      for (const delay of Object.keys(place.definition.after)) {
        const timer = timerId(delay, place.id);
        if (seen.has(timer))
          this.report("protocol/same_timer", [...place.path, "after", delay], { name: delay });
        seen.add(timer);
      }
    }
  }
}

function isWithin(place: Place, ancestor: Place | undefined): boolean {
  return ancestor !== undefined && (place === ancestor || isBelow(place, ancestor));
}

function isPlain(value: unknown, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
  if (isRecord(value)) return Object.values(value).every((item) => isPlain(item, depth + 1));
  return value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}
