import {
  EFFECTS,
  eventsHeard,
  GUARDS,
  type GuardAnswer,
  listCalls,
  type MachineCall,
  type Protocol,
  type Scope,
  type Selector,
  type StateDefinition,
  type Word,
} from "../model/index.ts";
import {
  findMachineFaults,
  type Host,
  listHeard,
  MachineTables,
  type Vocabulary,
} from "../protocol/index.ts";
import { fitsParty, type Group } from "./cast.ts";
import { boundsOfDelay } from "./delay-bounds.ts";

/** One statechart of a protocol. */
export interface MachineView {
  readonly protocol: Protocol;
  /** `roles.<id>`, `item` or `hash` */
  readonly name: string;
  readonly scope: Scope;
  readonly path: readonly string[];
  readonly definition: StateDefinition & { readonly id: string };
  /** of a role: whom it is for, and the kind of message that opens one of it */
  readonly for?: Selector;
  readonly per?: string;
  readonly tables: MachineTables;
  readonly heard: readonly string[];
  /** guards that its steps may ask */
  readonly asks: readonly MachineCall[];
  /** events that it listens to and that no vocabulary has: faults told elsewhere, which nobody causes unless by that name */
  readonly unknown: ReadonlySet<string>;
  /** calls of guards and effects whose parameters cannot be understood: faults told elsewhere, of which nothing is known */
  readonly unclear: ReadonlySet<string>;
  /** who plays the role, where a scenario says so: one statechart for each of them, all alike */
  readonly group?: Group;
}

/** A guard's answer at one step. */
export type Answer = GuardAnswer;

/** One step of a story: an event (or a timer, by its delay) that a statechart hears, and how its questions were answered. */
export interface StoryStep {
  readonly protocol: string;
  readonly machine: string;
  /** whose statechart, where a scenario says who plays the role */
  readonly actor?: string;
  /** true where the statechart begins with this step; one that begins without being asked anything is told without it */
  readonly opens?: boolean;
  readonly event: string;
  readonly timer?: string;
  readonly answers: readonly Answer[];
}
export type Story = readonly StoryStep[];

/** An effect with its parameters, as the statechart asks for it. */
export interface AskedEffect {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** the state entered, or the transition taken, that asks for it; absent of what is done on leaving a state */
  readonly by?: string;
}

/** What a step may come to: where it leads, what it asks for, and how questions were answered. */
export interface Edge {
  readonly from: number;
  readonly event: string;
  /** of a timer: the name of its delay, and the id of the state whose clock it is */
  readonly timer?: string;
  readonly timerState?: string;
  readonly to: number;
  readonly effects: readonly AskedEffect[];
  readonly answers: readonly Answer[];
  /** clocks that begin anew in this step, as numbers of the tables' timers */
  readonly started: readonly number[];
  /** states entered and transitions taken, as the tables name them */
  readonly parts: readonly string[];
}

/** What a guard may answer. */
export type Truth = "either" | "yes" | "no";

export interface Surmise {
  /** steps that are taken at most */
  readonly mostSteps?: number;
  /** whether endless waits are taken to end all the same */
  readonly allWaits?: boolean;
  /** whether anybody can cause this event */
  canHear(event: string): boolean;
  truthOf(guard: string, params: Readonly<Record<string, unknown>>): Truth;
}

/** Every state that a statechart may be in, with the shortest way there. */
export interface Exploration {
  /** rows in the order found, the shortest ways first */
  readonly rows: readonly number[];
  readonly starts: readonly Edge[];
  readonly edges: readonly Edge[];
  /** parts that took part in some step, named as the tables name them */
  readonly taken: ReadonlySet<string>;
  readonly isComplete: boolean;
  /** that were taken */
  readonly steps: number;
  storyOf(row: number): Story;
}

const MOST_STEPS = 60_000;
const MOST_ANSWERS = 256;

/** What was built of a protocol once serves every later look at it: tables answer alike whoever asks. */
const built = new WeakMap<Protocol, readonly MachineView[]>();

/** Faults that keep no statechart from being built: it is looked at as if the name existed, and meant nothing. */
const NAMES_ONLY: readonly string[] = [
  "protocol/event_unknown",
  "protocol/event_never_heard",
  "protocol/guard_unknown",
  "protocol/effect_unknown",
];

interface Machine {
  readonly name: string;
  readonly scope: Scope;
  readonly path: readonly string[];
  readonly definition: MachineView["definition"];
  readonly role: Pick<MachineView, "for" | "per">;
}

function listMachines({ roles, item, hash }: Protocol): Machine[] {
  const machines: Machine[] = [];
  const add = (
    name: string,
    scope: Scope,
    path: readonly string[],
    machine: StateDefinition,
    role: Machine["role"] = {},
  ) => {
    const definition = { ...machine, id: machine.id ?? (path[1] as string | undefined) ?? path[0] };
    machines.push({ name, scope, path, definition, role });
  };
  for (const [id, { machine, for: who, per }] of Object.entries(roles))
    add(`roles.${id}`, "actor", ["roles", id, "machine"], machine, {
      for: who,
      // One for each incident is there from the beginning, like one for all: no message opens it.
      ...(per !== undefined && per !== "incident" && { per }),
    });
  if (item !== undefined) add("item", "item", ["item"], item);
  if (hash !== undefined) add("hash", "hash", ["hash"], hash);
  return machines;
}

/** Whether every statechart of a protocol can be built, whatever else is wrong with it. */
export function canBeBuilt(protocol: Protocol): boolean {
  return listMachines(protocol).every(({ definition, scope }) =>
    findMachineFaults(definition, vocabularyFor(scope, protocol)).every(({ code }) =>
      NAMES_ONLY.includes(code),
    ),
  );
}

/** The statecharts of a protocol, built. Throws `FaultyMachineError` for one that cannot be. */
export function viewMachines(protocol: Protocol): readonly MachineView[] {
  const known = built.get(protocol) ?? buildViews(protocol);
  built.set(protocol, known);
  return known;
}

/** One statechart for each group of a scenario that plays its role; lives of copies and hashes belong to nobody. */
export function castViews(views: readonly MachineView[], groups: readonly Group[]): MachineView[] {
  return views.flatMap((view) =>
    view.scope !== "actor"
      ? [view]
      : groups
          .filter(({ parties: [first] }) => fitsParty(view.for, first))
          .map((group) => ({ ...view, group })),
  );
}

function buildViews(protocol: Protocol): MachineView[] {
  return listMachines(protocol).map(({ name, scope, path, definition, role }) => {
    const { vocabulary, unknown } = widen(vocabularyFor(scope, protocol), definition);
    const calls = listCalls(definition);
    return {
      protocol,
      name,
      scope,
      path,
      definition,
      tables: new MachineTables(definition, vocabulary, { coverage: true }),
      heard: listHeard(definition, vocabulary),
      asks: calls.filter(({ kind }) => kind === "guard"),
      unknown,
      unclear: new Set(calls.filter(isUnclear).map(({ name: called, params }) => keyOfCall(called, params))),
      ...role,
    };
  });
}

/** A vocabulary with the names that a statechart uses beyond it. */
function widen(vocabulary: Vocabulary, definition: MachineView["definition"]) {
  const unknown = new Set<string>();
  const guards = new Set(vocabulary.guards.keys());
  const effects = new Set(vocabulary.effects.keys());
  for (const { code, name } of findMachineFaults(definition, vocabulary)) {
    if (!NAMES_ONLY.includes(code) || name === undefined) continue;
    if (code === "protocol/guard_unknown") guards.add(name);
    else if (code === "protocol/effect_unknown") effects.add(name);
    else unknown.add(name);
  }
  return { vocabulary: { events: [...vocabulary.events, ...unknown], guards, effects }, unknown };
}

/** Of a call, its name and parameters as one text. */
const keyOfCall = (name: string, params: unknown) => `${name}|${JSON.stringify(params ?? {})}`;

/** Whether a call's parameters have not the form that they need; a name that nobody knows is no fault of form. */
function isUnclear({ kind, name, params }: MachineCall): boolean {
  if (kind !== "guard" && kind !== "effect") return false;
  const words: Readonly<Record<string, Word>> = kind === "guard" ? GUARDS : EFFECTS;
  if (!Object.hasOwn(words, name)) return kind === "guard";
  const result = words[name].params.safeParse(params ?? {});
  if (result.success) return false;
  return kind === "guard" || !result.error.issues.every(({ code }) => code === "invalid_value");
}

function vocabularyFor(scope: Scope, protocol: Protocol): Vocabulary {
  const named = (words: typeof GUARDS | typeof EFFECTS) =>
    new Set(
      Object.entries(words)
        .filter(([, { scopes }]) => (scopes as readonly Scope[]).includes(scope))
        .map(([name]) => name),
    );
  return { events: eventsHeard(scope, protocol), guards: named(GUARDS), effects: named(EFFECTS) };
}

type Params = Readonly<Record<string, unknown>>;

/**
 * Walks through every state that a statechart may come to, taking each question to be free unless somebody knows better,
 * and each event to be possible only if somebody can cause it. The tables, and through them XState, say what a step does.
 * The walk is breadth first, so the way to each state is a shortest one.
 */
export function explore(view: MachineView, surmise: Surmise): Exploration {
  const key = [
    surmise.mostSteps ?? "",
    surmise.allWaits === true ? "+" : "",
    ...view.heard.map((event) => (surmise.canHear(event) ? 1 : 0)),
    ...view.asks
      .filter(({ name, params }) => !view.unclear.has(keyOfCall(name, params)))
      .map(({ name, params }) => surmise.truthOf(name, (params ?? {}) as Params)[0]),
  ].join("");
  const known = explored.get(view.tables) ?? new Map<string, Walk>();
  explored.set(view.tables, known);
  const walk = known.get(key) ?? walkThrough(view, surmise);
  known.set(key, walk);
  const { way, ...found } = walk;
  const storyOf = (row: number): Story =>
    way(row).flatMap((edge) => (edge.from < 0 ? toBeginning(view, edge) : [toStep(view, edge)]));
  return { ...found, storyOf };
}

interface Walk extends Omit<Exploration, "storyOf"> {
  /** the steps of a shortest way to a row, how it began included */
  way(row: number): Edge[];
}

/** Walks already made, by what could be heard and answered in them: most that is looked at twice is alike. */
const explored = new WeakMap<MachineTables, Map<string, Walk>>();

function walkThrough(view: MachineView, surmise: Surmise): Walk {
  const { tables, protocol } = view;
  tables.forgetCoverage();
  const rows: number[] = [];
  const reachedBy = new Map<number, Edge | undefined>();
  const edges: Edge[] = [];
  let steps = 0;
  let isComplete = true;
  const arrive = (edge: Edge) => {
    edges.push(edge);
    if (reachedBy.has(edge.to)) return;
    reachedBy.set(edge.to, edge);
    rows.push(edge.to);
  };
  const walk = (
    make: (host: Host) => number,
    about: Pick<Edge, "from" | "event" | "timer" | "timerState">,
  ) => {
    const seen = new Set<string>();
    const outcomes = enumerate(view, surmise, make);
    if (outcomes.isCut) isComplete = false;
    for (const outcome of outcomes.found) {
      steps++;
      const key = `${outcome.to}|${JSON.stringify(outcome.effects)}|${outcome.started.join()}|${outcome.parts.join()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      arrive({ ...about, ...outcome });
    }
  };
  walk((host) => tables.start(host), { from: -1, event: "" });
  const starts = [...edges];
  for (let at = 0; at < rows.length; at++) {
    if (steps > (surmise.mostSteps ?? MOST_STEPS)) {
      isComplete = false;
      break;
    }
    const row = rows[at];
    if (tables.isFinal(row)) continue;
    for (const event of view.heard) {
      if (!surmise.canHear(event)) continue;
      const code = tables.eventCode(event);
      walk((host) => tables.step(row, code, host), { from: row, event });
    }
    const active = new Set([view.definition.id, ...tables.states(row)]);
    for (const [number, { id, delay, state }] of tables.timers.entries()) {
      if (!active.has(state)) continue;
      if (surmise.allWaits !== true && boundsOfDelay(protocol, delay).isNever) continue;
      const about = { from: row, event: id, timer: delay, timerState: state };
      walk((host) => tables.step(row, tables.timerEvent(number), host), about);
    }
  }
  const way = (row: number): Edge[] => {
    const taken: Edge[] = [];
    for (let edge = reachedBy.get(row); edge !== undefined; edge = reachedBy.get(edge.from)) {
      taken.unshift(edge);
      if (edge.from < 0) break;
    }
    return taken;
  };
  return { rows, starts, edges, taken: tables.coverage(), isComplete, steps, way };
}

/** How a statechart begins: no step of a story where it begins without being asked anything. */
export function toBeginning(view: MachineView, edge: Edge): Story {
  return edge.answers.length === 0 ? [] : [toStep(view, edge)];
}

/** What opens a statechart: the message that it is for, or nothing in particular. */
function eventOfBeginning({ per }: MachineView): string {
  return per === undefined ? "beginning" : `${per}.delivered`;
}

/** One step of a story. */
export function toStep(view: MachineView, { from, event, timer, answers }: Edge): StoryStep {
  return {
    protocol: view.protocol.id,
    machine: view.name,
    ...(view.group !== undefined && { actor: view.group.id }),
    event: from < 0 && event === "" ? eventOfBeginning(view) : event,
    ...(from < 0 && { opens: true }),
    ...(timer !== undefined && { timer }),
    answers,
  };
}

interface Outcome {
  readonly to: number;
  readonly effects: readonly AskedEffect[];
  readonly answers: readonly Answer[];
  readonly started: readonly number[];
  readonly parts: readonly string[];
}

/** A step under every set of answers that may be given together. A question asked twice before anything happens gets the same. */
function enumerate(
  { tables, unclear }: MachineView,
  surmise: Surmise,
  make: (host: Host) => number,
): { readonly found: readonly Outcome[]; readonly isCut: boolean } {
  const found: Outcome[] = [];
  const open: (readonly boolean[])[] = [[]];
  for (let script = open.pop(); script !== undefined; script = open.pop()) {
    if (found.length >= MOST_ANSWERS) return { found, isCut: true };
    const given: boolean[] = [];
    const answers: Answer[] = [];
    const effects: AskedEffect[] = [];
    const started: number[] = [];
    const parts: string[] = [];
    let by: string | undefined;
    let known = new Map<string, boolean>();
    const planned = script;
    const host: Host = {
      ask: (guard) => {
        const { type, params } = tables.guards[guard];
        const values = (params ?? {}) as Params;
        const key = keyOfCall(type, values);
        const truth = unclear.has(key) ? "either" : surmise.truthOf(type, values);
        let is = truth === "yes";
        if (truth === "either") {
          const before = type === "chance" ? undefined : known.get(key);
          if (before !== undefined) is = before;
          else {
            const place = given.length;
            is = place < planned.length ? planned[place] : true;
            if (place >= planned.length) open.push([...given, false]);
            given.push(is);
            known.set(key, is);
          }
        }
        answers.push({ guard: type, ...(params !== undefined && { params: values }), is });
        return is;
      },
      effect: (effect) => {
        const { type, params } = tables.effects[effect];
        if (unclear.has(keyOfCall(type, params))) return;
        effects.push({
          type,
          params: (params ?? {}) as Params,
          ...(by !== undefined && { by }),
        });
        known = new Map();
      },
      part: (part) => {
        if (!isPlace(part)) return;
        by = part;
        parts.push(part);
      },
      startTimer: (timer) => {
        started.push(timer);
      },
      cancelTimer: () => undefined,
    };
    try {
      found.push({ to: make(host), effects, answers, started, parts });
    } catch (error) {
      // A circle under answers that never change is no step that could be taken.
      if ((error as { code?: unknown }).code !== "protocol/endless_step") throw error;
    }
  }
  return { found, isCut: false };
}

/** Whether a part is a state or a transition: what effects stand in, unlike the names of guards, effects and waits. */
const isPlace = (part: string) => /^(states|on|after|always|onDone)\./.test(part);
