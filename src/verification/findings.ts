import {
  listCalls,
  type Protocol,
  patternsOf,
  type StateDefinition,
  type TransitionDefinition,
} from "../model/index.ts";
import { boundsOfDelay } from "./delay-bounds.ts";
import {
  type AskedEffect,
  type Edge,
  type MachineView,
  type Story,
  toBeginning,
  toStep,
} from "./exploration.ts";
import {
  type Charted,
  hears,
  mayConcern,
  mayReach,
  messageOf,
  type Surroundings,
  sendingOf,
} from "./surroundings.ts";

/** Proved by an exhausted search, found with a story that shows it, or the search came to its limit. */
export type Verdict = "proved" | "found" | "limit reached";

/** One thing that a protocol's statecharts cannot do, or do without end. */
export interface Finding {
  readonly code: string;
  /** keys from the protocol's root */
  readonly path: readonly (string | number)[];
  readonly answer: Verdict;
  /** the shortest way to where it shows; empty at the beginning */
  readonly story: Story;
  readonly details: Readonly<Record<string, string | number>>;
}

type Path = readonly (string | number)[];

/** Statecharts of one protocol, each by itself, in what can happen around it. */
export function findInCharts(protocol: Protocol, surroundings: Surroundings): Finding[] {
  const own = surroundings.charts.filter(({ view }) => view.protocol === protocol);
  return own.flatMap((charted) => [
    ...findUnreached(charted, surroundings),
    ...findDeadEnds(charted),
    ...findSameChoices(charted),
    ...findUnheard(charted, surroundings),
    ...findIdle(charted),
    ...tellLimit(charted),
  ]);
}

/** That a walk was cut short: of what it did not come to nobody knows, and what it found stands. */
export function tellLimit({ view, exploration }: Charted): Finding[] {
  if (exploration.isComplete) return [];
  return [
    {
      code: "verification/chart_limit",
      path: view.path,
      answer: "limit reached",
      story: [],
      details: { machine: view.name, steps: exploration.steps },
    },
  ];
}

const verdict = ({ exploration }: Charted): Verdict => (exploration.isComplete ? "proved" : "limit reached");

// ---- states and transitions that nothing leads to ---------------------------------------------------------------------

interface At {
  readonly state: StateDefinition;
  readonly path: Path;
}

function listStates(state: StateDefinition, path: Path = []): At[] {
  return [
    { state, path },
    ...Object.entries(state.states ?? {}).flatMap(([key, child]) =>
      listStates(child, [...path, "states", key]),
    ),
  ];
}

function listOf(list: unknown): readonly TransitionDefinition[] {
  return (Array.isArray(list) ? list : list === undefined ? [] : [list]) as readonly TransitionDefinition[];
}

function findUnreached(charted: Charted, surroundings: Surroundings): Finding[] {
  const { view, exploration } = charted;
  const { taken } = exploration;
  const answer = verdict(charted);
  const found: Finding[] = [];
  const lost: Path[] = [];
  const make = (code: string, path: Path, story: Story, details: Finding["details"]) =>
    found.push({ code, path: [...view.path, ...path], answer, story, details });
  for (const { state, path } of listStates(view.definition)) {
    if (lost.some((outer) => outer.every((key, index) => path[index] === key))) continue;
    if (path.length > 0 && state.type !== "history" && !taken.has(path.join("."))) {
      lost.push(path);
      make("verification/unreachable_state", path, [], { state: nameOf(path), machine: view.name });
      continue;
    }
    const story = storyInto(charted, path);
    const isTaken = (inner: Path, index: number) => taken.has([...path, ...inner, index].join("."));
    const tellRest = (inner: Path, list: unknown) => {
      const candidates = listOf(list);
      for (const [index, each] of candidates.entries()) {
        if (isTaken(inner, index) || shadowOf(candidates, index) !== undefined) continue;
        const where = [...path, ...inner, ...(Array.isArray(list) ? [index] : [])];
        const target = typeof each === "string" ? each : (each.target ?? "");
        make("verification/unreachable_transition", where, story, {
          state: nameOf(path),
          event: String(inner.at(-1)),
          target,
          machine: view.name,
        });
      }
    };
    for (const [event, list] of Object.entries(state.on ?? {})) {
      const isWild = event.includes("*");
      if (!isWild && !raises(view, event) && !surroundings.canHear(view, event))
        make("verification/event_never_comes", [...path, "on", event], story, {
          event,
          state: nameOf(path),
          machine: view.name,
        });
      else tellRest(["on", event], list);
    }
    for (const [delay, list] of Object.entries(state.after ?? {})) {
      const any = listOf(list).some((_, index) => isTaken(["after", delay], index));
      const faster = fasterThan(view, path, delay);
      if (!any || faster !== undefined)
        make("verification/timer_never_fires", [...path, "after", delay], story, {
          delay,
          faster: faster ?? "",
          state: nameOf(path),
          machine: view.name,
        });
      else tellRest(["after", delay], list);
    }
    tellRest(["always"], state.always);
    tellRest(["onDone"], state.onDone);
  }
  return found;
}

function raises({ definition }: MachineView, event: string): boolean {
  return listCalls(definition).some(({ kind, name }) => kind === "raise" && name === event);
}

/** `states.a.states.b` as `a.b`; the statechart itself by nothing. */
function nameOf(path: Path): string {
  return path.filter((_, index) => index % 2 === 1).join(".");
}

/** The shortest way into a state, or through it where it is left at once. */
function storyInto({ view, exploration }: Charted, path: Path): Story {
  const id = idAt(view, path);
  const row = exploration.rows.find((each) => path.length === 0 || view.tables.states(each).includes(id));
  return row === undefined ? [] : exploration.storyOf(row);
}

function idAt({ definition }: MachineView, path: Path): string {
  let state: StateDefinition = definition;
  let id: string = definition.id;
  for (let index = 1; index < path.length; index += 2) {
    state = (state.states as Readonly<Record<string, StateDefinition>>)[path[index]];
    // As XState names states: all keys from the machine's id, unless a state has an id of its own.
    id = [definition.id, ...path.slice(0, index + 1).filter((_, each) => each % 2 === 1)].join(".");
  }
  return state.id ?? id;
}

/** A timer of the same state, or of one around it, that always runs down before and leads elsewhere. */
function fasterThan({ definition, protocol }: MachineView, path: Path, delay: string): string | undefined {
  const { least } = boundsOfDelay(protocol, delay);
  let state: StateDefinition = definition;
  const around: StateDefinition[] = [definition];
  for (let index = 1; index < path.length; index += 2) {
    state = (state.states as Readonly<Record<string, StateDefinition>>)[path[index]];
    around.push(state);
  }
  for (const each of around)
    for (const [other, list] of Object.entries(each.after ?? {})) {
      if ((other === delay && each === state) || boundsOfDelay(protocol, other).most >= least) continue;
      const leads = listOf(list).some(
        (one) => typeof one === "string" || (one.guard === undefined && one.target !== undefined),
      );
      if (leads) return other;
    }
  return undefined;
}

// ---- dead ends -------------------------------------------------------------------------------------------------------

/** A state marks itself as an end by `type: final` or by the tag `end`. */
export const END_TAG = "end";

interface Leaf {
  readonly path: Path;
  readonly isEnd: boolean;
}

/** The innermost active states of a row, and whether each is marked as an end, itself or by one around it. */
export function leavesOf(view: MachineView, row: number): Leaf[] {
  const active = new Set(view.tables.states(row));
  const leaves: Leaf[] = [];
  const visit = (state: StateDefinition, path: Path, marked: boolean) => {
    const isEnd = marked || state.type === "final" || state.tags?.includes(END_TAG) === true;
    const inner = Object.entries(state.states ?? {}).filter(([key]) =>
      active.has(idAt(view, [...path, "states", key])),
    );
    if (inner.length === 0) leaves.push({ path, isEnd });
    for (const [key, child] of inner) visit(child, [...path, "states", key], isEnd);
  };
  visit(view.definition, [], false);
  return leaves;
}

/** Whether some active state of a row listens to an event itself; an event may also be the occasion for `always`. */
export function listensIn(view: MachineView, row: number, event: string): boolean {
  const active = new Set([view.definition.id, ...view.tables.states(row)]);
  return listStates(view.definition).some(
    ({ state, path }) =>
      active.has(idAt(view, path)) &&
      Object.keys(state.on ?? {}).some((key) => key === event || key.includes("*")),
  );
}

export const isMove = ({ from, to, effects }: Edge) => from !== to || effects.length > 0;

export function findDeadEnds(charted: Charted): Finding[] {
  const { view, exploration } = charted;
  const moving = new Set(exploration.edges.filter(isMove).map(({ from }) => from));
  const found = new Map<string, Finding>();
  for (const row of exploration.rows) {
    if (moving.has(row) || view.tables.isFinal(row)) continue;
    const stuck = leavesOf(view, row).find(({ isEnd }) => !isEnd);
    if (stuck === undefined || !exploration.isComplete) continue;
    const path = [...view.path, ...stuck.path];
    const key = path.join(".");
    if (found.has(key)) continue;
    const details = { state: nameOf(stuck.path), machine: view.name };
    found.set(key, {
      code: "verification/dead_end",
      path,
      answer: "found",
      story: exploration.storyOf(row),
      details,
    });
  }
  return [...found.values()];
}

// ---- choices that nothing tells apart --------------------------------------------------------------------------------

/** The earlier alternative after which this one can never be taken: it has no guard, or one that always agrees as well. */
function shadowOf(candidates: readonly TransitionDefinition[], index: number): number | undefined {
  const later = conjuncts(candidates[index]);
  for (let earlier = 0; earlier < index; earlier++) {
    const asked = conjuncts(candidates[earlier]);
    if (asked === undefined) return earlier;
    if (later !== undefined && asked.every((each) => !isDrawn(each) && later.includes(each))) return earlier;
  }
  return undefined;
}

/** Each time it is asked, a chance is drawn anew. */
const isDrawn = (guard: string) => guard.includes('"chance"');

/** What all must agree for a transition to be taken; undefined where nothing is asked. */
function conjuncts(transition: TransitionDefinition): readonly string[] | undefined {
  if (typeof transition === "string" || transition.guard === undefined) return undefined;
  return partsOf(transition.guard);
}

function partsOf(guard: unknown): string[] {
  const given = typeof guard === "string" ? { type: guard } : (guard as Readonly<Record<string, unknown>>);
  if (Array.isArray(given.and)) return given.and.flatMap(partsOf);
  return [canonical(given)];
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const table = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(table).filter(
    (key) => !["description", "mark", "source", "because"].includes(key),
  );
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(table[key])}`)
    .join(",")}}`;
}

function findSameChoices(charted: Charted): Finding[] {
  const { view } = charted;
  return listStates(view.definition).flatMap(({ state, path }) => {
    const lists: [Path, unknown][] = [
      ...Object.entries(state.on ?? {}).map(([event, list]): [Path, unknown] => [["on", event], list]),
      ...Object.entries(state.after ?? {}).map(([delay, list]): [Path, unknown] => [["after", delay], list]),
      [["always"], state.always],
      [["onDone"], state.onDone],
    ];
    return lists.flatMap(([inner, list]) => {
      const candidates = listOf(list);
      return candidates.flatMap((_, index): Finding[] => {
        const first = shadowOf(candidates, index);
        if (first === undefined) return [];
        const before = charted.exploration.edges.find(
          ({ event, timer, from }) => (timer ?? event) === inner.at(-1) && isIn(charted, from, path),
        );
        const story = storyInto(charted, path);
        return [
          {
            code: "verification/same_choice",
            path: [...view.path, ...path, ...inner, index],
            answer: "proved",
            story: before === undefined ? story : [...story, toStep(view, before)],
            details: {
              event: String(inner.at(-1)),
              state: nameOf(path),
              machine: view.name,
              first: first + 1,
              second: index + 1,
            },
          },
        ];
      });
    });
  });
}

function isIn({ view }: Charted, row: number, path: Path): boolean {
  return row >= 0 && (path.length === 0 || view.tables.states(row).includes(idAt(view, path)));
}

// ---- messages that nobody hears --------------------------------------------------------------------------------------

export function findUnheard(charted: Charted, surroundings: Surroundings): Finding[] {
  const { charts, sendings } = surroundings;
  const { view, exploration } = charted;
  if (view.scope !== "actor") return [];
  const watching = charts.flatMap(({ view: { protocol } }) =>
    Object.values(protocol.duties).flatMap(({ starts, stops }) =>
      [starts, ...patternsOf(stops)].filter(({ fact }) => fact.startsWith("message.")),
    ),
  );
  return listCalls(view.definition).flatMap((call): Finding[] => {
    if (call.kind !== "effect" || call.name !== "send") return [];
    const params = call.params as AskedEffect["params"];
    const message = params.message as string;
    const sent = exploration.edges.find(({ effects }) =>
      effects.some((each) => each.type === "send" && canonical(each.params) === canonical(params)),
    );
    const sending = sendingOf(view, params);
    // A clock that starts or stops with the message has heard it.
    const isWatched = watching.some(
      ({ what, actor }) =>
        (what === undefined || what === message) && mayConcern(sending, actor, surroundings),
    );
    if (sent === undefined || isWatched) return [];
    const isHeard = charts.some(
      ({ view: other }) => hears(other, message) && mayReach(sending, other, sendings),
    );
    if (isHeard) return [];
    const story =
      sent.from < 0 ? toBeginning(view, sent) : [...exploration.storyOf(sent.from), toStep(view, sent)];
    return [
      {
        code: "verification/message_unheard",
        path: [...view.path, ...call.path],
        answer: "found",
        story,
        details: { message, machine: view.name },
      },
    ];
  });
}

// ---- roles that can never act ----------------------------------------------------------------------------------------

export function findIdle(charted: Charted): Finding[] {
  const { view, exploration } = charted;
  if (view.scope !== "actor") return [];
  if (exploration.edges.some(({ effects }) => effects.length > 0)) return [];
  const waited = [...new Set(view.heard.filter((event) => messageOf(event) !== undefined))].join(", ");
  return [
    {
      code: "verification/role_never_acts",
      path: view.path.slice(0, 2),
      answer: verdict(charted),
      story: [],
      details: { machine: view.name, events: waited },
    },
  ];
}
