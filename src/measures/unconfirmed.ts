import {
  type ActionList,
  FACT_KINDS,
  type FactKind,
  type FactRecord,
  type MachineMarkName,
  type Protocol,
  type StateDefinition,
  SURENESS,
  type TransitionDefinition,
  type TransitionList,
} from "../model/index.ts";
import type { CriticalPath } from "./critical-path.ts";

/** A step that an outcome passed through and that nobody has confirmed: recalled, or assumed. */
export interface UnconfirmedStep {
  readonly protocol: string;
  /** the role, or `item` or `hash`; empty for a duty */
  readonly machine: string;
  readonly kind: "state" | "transition" | "duty";
  /** a state's keys joined by dots, a transition's source, or the duty */
  readonly name: string;
  /** what a transition hears: an event, or the delay that ran out */
  readonly event?: string;
  readonly target?: string;
  readonly mark: Exclude<MachineMarkName, "read">;
  /** how many of the outcomes looked at passed through it */
  readonly outcomes: number;
}

interface Charts {
  readonly protocol: string;
  readonly machine: string;
  readonly definition: StateDefinition;
}

/** One transition as written, with where it stands and what may set it off. */
interface Way {
  readonly from: readonly string[];
  readonly event: string;
  readonly transition: Exclude<TransitionDefinition, string>;
  readonly target: readonly string[] | undefined;
}

/** Effects that make a fact of this kind; the parameter that must agree with one of its words. */
const MADE_BY: Readonly<Record<string, readonly string[]>> = {
  "message.sent": ["send"],
  "decision.taken": ["decide"],
  "order.fulfilled": ["removeNamed", "restrictNamed"],
  "note.made": ["note"],
  "crisis.entered": ["surge"],
  "crisis.left": ["endSurge"],
  "content.posted": ["publish"],
  "original.posted": ["publish"],
  "content.blocked": ["block"],
  "content.removed": ["remove"],
  "original.removed": ["remove"],
  "content.restricted": ["restrict"],
  "content.restored": ["restore"],
  "content.reported": ["report"],
  "content.flagged": ["flag"],
  "content.kept": ["keep"],
  "content.appealed": ["appeal"],
  "content.queued": ["enqueueReview"],
  "hash.made": ["makeHash"],
  "hash.shared": ["shareHash"],
};
/** By kind of fact: the parameter of its effect, and the word of the fact that it becomes. */
const PARAMS: Readonly<Record<string, readonly [string, string]>> = {
  "message.sent": ["message", "message"],
  "decision.taken": ["decision", "decision"],
  "note.made": ["what", "note"],
  "content.removed": ["by", "by"],
  "original.removed": ["by", "by"],
  "content.flagged": ["by", "by"],
  "content.queued": ["lane", "lane"],
};

/**
 * The states entered, transitions taken and duties that outcomes passed through and that are marked recalled or assumed
 * (a part without a mark counts as assumed), each once, the least sure first. `paths`: the outcomes, with their causes.
 * Where a log cannot tell which of several transitions was taken, the least sure of them counts.
 */
export function unconfirmedSteps(
  paths: readonly Pick<CriticalPath, "of" | "id" | "steps">[],
  facts: readonly FactRecord[],
  protocols: readonly Protocol[],
): UnconfirmedStep[] {
  const log = new Log(facts);
  const found = new Map<string, { step: Omit<UnconfirmedStep, "outcomes">; outcomes: number }>();
  for (const { of, id, steps } of paths) {
    const here = new Map<string, Omit<UnconfirmedStep, "outcomes">>();
    const add = (step: Omit<UnconfirmedStep, "outcomes" | "mark">, mark: MachineMarkName) => {
      if (mark === "read") return;
      const full = { ...step, mark };
      here.set(JSON.stringify(full), full);
    };
    if (of === "duty") addDuty(id, protocols, add);
    const passed = steps.map(({ fact }) => fact);
    for (const [index, fact] of passed.entries()) {
      const record = log.find(fact);
      if (record === undefined) continue;
      if (record.kind === "state.entered") addEntry(record, log, protocols, add);
      // What a step did, and a wait that it began, hang on what set the step off; the state that it led into stands beside.
      const causedBy = index === 0 ? undefined : log.find(passed[index - 1]);
      if (causedBy !== undefined) addMaking(record, causedBy, log, protocols, add);
      addLife(record, protocols, add);
    }
    for (const [key, step] of here) found.set(key, { step, outcomes: (found.get(key)?.outcomes ?? 0) + 1 });
  }
  return [...found.values()]
    .map(({ step, outcomes }) => ({ ...step, outcomes }))
    .sort((a, b) => SURENESS[a.mark] - SURENESS[b.mark] || b.outcomes - a.outcomes);
}

type Add = (step: Omit<UnconfirmedStep, "outcomes" | "mark">, mark: MachineMarkName) => void;

/** Causes that are followed back, at most, to find where a role came from. */
const MOST_CAUSES = 50;

/** Facts by number, with those who entered states after each. */
class Log {
  private readonly byNumber: ReadonlyMap<number, FactRecord>;
  private readonly entered = new Map<number, FactRecord[]>();
  /** the entry before each, of the same actor and role */
  private readonly before = new Map<number, FactRecord | undefined>();

  constructor(facts: readonly FactRecord[]) {
    this.byNumber = new Map(facts.map((record) => [record.n, record]));
    const last = new Map<string, FactRecord>();
    for (const record of facts) {
      if (record.kind !== "state.entered") continue;
      const key = `${String(record.actor)}|${String(record.role)}`;
      this.before.set(record.n, this.nearestCause(record, key) ?? last.get(key));
      last.set(key, record);
      const cause = record.cause ?? 0;
      this.entered.set(cause, [...(this.entered.get(cause) ?? []), record]);
    }
  }

  find(number: number): FactRecord | undefined {
    return this.byNumber.get(number);
  }

  enteredAfter(number: number): readonly FactRecord[] {
    return this.entered.get(number) ?? [];
  }

  /** The state that a role came from: a role that opens once for each message is told from its like by its causes. */
  stateBefore(record: FactRecord): string | undefined {
    const state = this.before.get(record.n)?.state;
    return state === undefined ? undefined : String(state);
  }

  /** The latest entry of this role that the record's own causes brought about. */
  private nearestCause(record: FactRecord, key: string): FactRecord | undefined {
    const isSame = (each: FactRecord) => `${String(each.actor)}|${String(each.role)}` === key;
    let here = this.byNumber.get(record.cause ?? 0);
    for (let steps = 0; here !== undefined && steps < MOST_CAUSES; steps++) {
      if (here.kind === "state.entered" && isSame(here)) return here;
      const beside = this.entered.get(here.n)?.findLast(isSame);
      if (beside !== undefined) return beside;
      here = this.byNumber.get(here.cause ?? 0);
    }
    return undefined;
  }
}

function addDuty(id: string, protocols: readonly Protocol[], add: Add): void {
  for (const protocol of protocols)
    for (const [name, duty] of Object.entries(protocol.duties))
      if (`${protocol.id}/${name}` === id)
        add({ protocol: protocol.id, machine: "", kind: "duty", name }, duty.mark ?? "assumed");
}

function chartOf(role: string, protocols: readonly Protocol[]): Charts | undefined {
  const slash = role.indexOf("/");
  const [id, name] = [role.slice(0, slash), role.slice(slash + 1)];
  const machine = protocols.find((each) => each.id === id)?.roles[name]?.machine;
  return machine === undefined ? undefined : { protocol: id, machine: name, definition: machine };
}

/** A state that the outcome's chain went through, and the transition into it. */
function addEntry(record: FactRecord, log: Log, protocols: readonly Protocol[], add: Add): void {
  const charts = chartOf(String(record.role), protocols);
  if (charts === undefined) return;
  const now = activeIn(charts.definition, String(record.state));
  const before = log.stateBefore(record);
  const past = before === undefined ? [] : activeIn(charts.definition, before);
  const wasActive = new Set(past.map((path) => path.join(".")));
  for (const path of now) if (!wasActive.has(path.join("."))) addState(charts, path, add);
  if (before !== undefined) addWays(charts, waysBetween(charts.definition, past, now, record, log), add);
}

/** States that a role entered for the same reason as a fact, where they made it or began the wait that led to it. */
function addMaking(
  record: FactRecord,
  causedBy: FactRecord,
  log: Log,
  protocols: readonly Protocol[],
  add: Add,
): void {
  const { slots }: FactKind = FACT_KINDS[record.kind];
  // Who sends a message is the other party of it.
  const maker = record.kind === "message.sent" ? slots.other : slots.actor;
  const wait = String(record.wait ?? "");
  for (const entry of log.enteredAfter(causedBy.n)) {
    if (maker === undefined || entry.n === record.n || entry.actor !== record[maker]) continue;
    const charts = chartOf(String(entry.role), protocols);
    if (charts === undefined) continue;
    const before = log.stateBefore(entry);
    const past = before === undefined ? [] : activeIn(charts.definition, before);
    const now = activeIn(charts.definition, String(entry.state));
    const states = now.map((path) => stateAt(charts.definition, path));
    const isMade =
      states.some((state) => hasEffect(state?.entry, record) || state?.after?.[wait] !== undefined) ||
      waysBetween(charts.definition, past, now, entry, log).some((chain) =>
        chain.some(({ transition }) => hasEffect(transition.actions, record)),
      );
    if (isMade) addEntry(entry, log, protocols, add);
  }
}

/** What the life of a copy or a hash did. */
function addLife(record: FactRecord, protocols: readonly Protocol[], add: Add): void {
  const life = record.kind.startsWith("hash.") ? "hash" : "item";
  if (MADE_BY[record.kind] === undefined || (life === "item" && record.item === undefined)) return;
  for (const protocol of protocols) {
    const definition = protocol[life];
    if (definition === undefined) continue;
    const charts = { protocol: protocol.id, machine: life, definition };
    const ways = listWays(definition).filter(({ transition }) => hasEffect(transition.actions, record));
    addWays(
      charts,
      ways.map((way) => [way]),
      add,
    );
  }
}

/** Of several ways that a log cannot tell apart, the least sure. */
function addWays(charts: Charts, ways: readonly (readonly Way[])[], add: Add): void {
  const sureness = (chain: readonly Way[]) =>
    chain.reduce((least, { transition }) => Math.min(least, SURENESS[markOf(transition)]), SURENESS.read);
  const least = ways.reduce<readonly Way[] | undefined>(
    (worst, chain) => (worst === undefined || sureness(chain) < sureness(worst) ? chain : worst),
    undefined,
  );
  for (const { from, event, target, transition } of least ?? []) {
    const name = from.join(".");
    const { protocol, machine } = charts;
    const step = { protocol, machine, kind: "transition" as const, name, event };
    add(target === undefined ? step : { ...step, target: target.join(".") }, markOf(transition));
  }
}

function addState({ protocol, machine, definition }: Charts, path: readonly string[], add: Add): void {
  const state = stateAt(definition, path);
  if (state === undefined || (state.states !== undefined && state.mark === undefined)) return;
  add({ protocol, machine, kind: "state", name: path.join(".") }, markOf(state));
}

function markOf({ mark }: Pick<StateDefinition, "mark">): MachineMarkName {
  return typeof mark === "object" ? mark.mark : (mark ?? "assumed");
}

function stateAt(definition: StateDefinition, path: readonly string[]): StateDefinition | undefined {
  return path.reduce<StateDefinition | undefined>((state, key) => state?.states?.[key], definition);
}

/** Keys of every active state of a name such as `active{hashes.open,comms.idle}`, the outer ones first. */
export function activeIn(definition: StateDefinition, name: string): string[][] {
  const found: string[][] = [];
  const read = (text: string, around: readonly string[]): void => {
    if (text === "") return;
    if (text.startsWith("{")) {
      for (const part of splitRegions(text.slice(1, -1))) read(part, around);
      return;
    }
    const end = text.search(/[.{]/);
    const path = [...around, end < 0 ? text : text.slice(0, end)];
    found.push(path);
    if (end >= 0) read(text.slice(text[end] === "." ? end + 1 : end), path);
  };
  read(name, []);
  return found.filter((path) => stateAt(definition, path) !== undefined);
}

function splitRegions(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at === text.length || (text[at] === "," && depth === 0)) {
      parts.push(text.slice(from, at));
      from = at + 1;
    } else if (text[at] === "{") depth++;
    else if (text[at] === "}") depth--;
  }
  return parts;
}

function listOf(list: TransitionList | undefined): readonly TransitionDefinition[] {
  return (Array.isArray(list) ? list : list === undefined ? [] : [list]) as readonly TransitionDefinition[];
}

/** Every transition of a statechart; `always` and `onDone` under their own names. */
function listWays(definition: StateDefinition): Way[] {
  const ways: Way[] = [];
  const ids = new Map<string, readonly string[]>();
  const index = (state: StateDefinition, path: readonly string[]): void => {
    if (state.id !== undefined) ids.set(state.id, path);
    for (const [key, child] of Object.entries(state.states ?? {})) index(child, [...path, key]);
  };
  index(definition, []);
  const visit = (state: StateDefinition, path: readonly string[]): void => {
    const add = (event: string, list: TransitionList | undefined) => {
      for (const each of listOf(list)) {
        const transition = typeof each === "string" ? { target: each } : each;
        ways.push({ from: path, event, transition, target: targetOf(transition.target, path, ids) });
      }
    };
    for (const [event, list] of Object.entries(state.on ?? {})) add(event, list);
    for (const [delay, list] of Object.entries(state.after ?? {})) add(delay, list);
    add("always", state.always);
    add("onDone", state.onDone);
    for (const [key, child] of Object.entries(state.states ?? {})) visit(child, [...path, key]);
  };
  visit(definition, []);
  return ways;
}

function targetOf(
  target: string | undefined,
  from: readonly string[],
  ids: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  if (target === undefined) return undefined;
  if (target.startsWith("#")) {
    const [id, ...rest] = target.slice(1).split(".");
    const path = ids.get(id);
    return path === undefined ? undefined : [...path, ...rest];
  }
  if (target.startsWith(".")) return [...from, ...target.slice(1).split(".")];
  return [...from.slice(0, -1), ...target.split(".")];
}

const MOST_IN_A_ROW = 4;

/** Chains of transitions of one step that can have led from some active states into others. */
function waysBetween(
  definition: StateDefinition,
  past: readonly (readonly string[])[],
  now: readonly (readonly string[])[],
  entry: FactRecord,
  log: Log,
): Way[][] {
  const ways = listWays(definition);
  const active = new Set(["", ...past.map((path) => path.join("."))]);
  const arrived = new Set(now.map((path) => path.join(".")));
  const heard = eventOf(entry, log);
  const chains: Way[][] = [];
  const follow = (chain: readonly Way[]): void => {
    const target = chain.at(-1)?.target;
    if (target === undefined) return;
    const key = target.join(".");
    if (arrived.has(key)) chains.push([...chain]);
    else if (chain.length < MOST_IN_A_ROW) {
      for (const way of ways)
        if ((way.event === "always" || way.event === "onDone") && way.from.join(".") === key)
          follow([...chain, way]);
    }
  };
  const first = ways.filter(({ from }) => active.has(from.join(".")));
  const told = first.filter(({ event }) => event === heard || isWild(event, heard));
  for (const way of told.length > 0 ? told : first) follow([way]);
  return chains;
}

function isWild(pattern: string, event: string): boolean {
  return pattern === "*" || (pattern.endsWith(".*") && event.startsWith(pattern.slice(0, -1)));
}

/** What a role heard when it entered a state: the delay that ran out, a decision's answer, a message, or a fact. */
function eventOf(entry: FactRecord, log: Log): string {
  const cause = log.find(entry.cause ?? 0);
  if (entry.wait !== undefined && entry.wait !== "") return String(entry.wait);
  if (cause === undefined) return "";
  if (cause.kind === "decision.taken") return `${String(cause.decision)}.${String(cause.option)}`;
  if (cause.kind === "message.opened" || cause.kind === "message.delivered")
    return `${String(cause.message)}.${cause.kind.slice("message.".length)}`;
  return cause.kind;
}

function hasEffect(actions: ActionList | undefined, record: FactRecord): boolean {
  const makers = MADE_BY[record.kind] ?? [];
  const [param, word] = PARAMS[record.kind] ?? [];
  const list = Array.isArray(actions) ? actions : actions === undefined ? [] : [actions];
  return list.some((action) => {
    const type = typeof action === "string" ? action : action.type;
    if (!makers.includes(type)) return false;
    const params = typeof action === "string" ? undefined : action.params;
    const given = (params as Readonly<Record<string, unknown>> | undefined)?.[param ?? ""];
    return param === undefined || word === undefined || given === undefined || given === record[word];
  });
}
