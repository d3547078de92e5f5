import {
  type ClosedStep,
  listCalls,
  type Protocol,
  patternsOf,
  type StateDefinition,
  type TransitionDefinition,
} from "../model/index.ts";
import { type ClosedWay, nearestClosed, stepOf } from "./closed-ways.ts";
import { boundsOfDelay } from "./delay-bounds.ts";
import {
  type AskedEffect,
  type Edge,
  type MachineView,
  type Story,
  toBeginning,
  toStep,
} from "./exploration.ts";
import { canonical, placeOf } from "./place-of-effect.ts";
import { shadowOf } from "./shadows.ts";
import {
  type Charted,
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
  /** of what never happens: the way to where it would begin, and the step that is missing there */
  readonly road?: Story;
  readonly closed?: readonly ClosedStep[];
}

type Path = readonly (string | number)[];

/** Statecharts of one protocol, each by itself, in what can happen around it. */
export function findInCharts(protocol: Protocol, surroundings: Surroundings): Finding[] {
  const own = surroundings.charts.filter(({ view }) => view.protocol === protocol);
  return own.flatMap((charted) => [
    ...findUnreached(charted, surroundings),
    ...findDeadEnds(charted),
    ...findLostOptions(charted),
    ...findSameChoices(charted),
    ...findUnheard(charted, surroundings),
    ...findIdle(charted, surroundings, { unopened: true }),
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
  const canHear = (event: string) => raises(view, event) || surroundings.canHear(view, event);
  const make = (
    code: string,
    path: Path,
    story: Story,
    details: Finding["details"],
    way: ClosedWay | undefined,
  ) => {
    const missing = way && { road: way.road, closed: [way.closed] };
    found.push({ code, path: [...view.path, ...path], answer, story, details, ...missing });
  };
  /** The way to a state or transition that is never entered or taken, or to any of several. */
  const wayTo = (isPart: (part: string) => boolean, path: Path, event: string): ClosedWay =>
    nearestClosed(charted, canHear, ({ parts }) => parts.some(isPart)) ?? noWay(charted, path, event);
  for (const { state, path } of listStates(view.definition)) {
    if (lost.some((outer) => outer.every((key, index) => path[index] === key))) continue;
    if (path.length > 0 && state.type !== "history" && !taken.has(path.join("."))) {
      lost.push(path);
      const here = path.join(".");
      make(
        "verification/unreachable_state",
        path,
        [],
        { state: nameOf(path), machine: view.name },
        wayTo((part) => part === here, [], ""),
      );
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
        const here = [...path, ...inner, index].join(".");
        make(
          "verification/unreachable_transition",
          where,
          story,
          { state: nameOf(path), event: String(inner.at(-1)), target, machine: view.name },
          wayTo((part) => part === here, path, String(inner.at(-1))),
        );
      }
    };
    for (const [event, list] of Object.entries(state.on ?? {})) {
      const isWild = event.includes("*");
      if (!isWild && !raises(view, event) && !surroundings.canHear(view, event))
        make(
          "verification/event_never_comes",
          [...path, "on", event],
          story,
          { event, state: nameOf(path), machine: view.name },
          wayTo((part) => part.startsWith(`${[...path, "on", event].join(".")}.`), path, event),
        );
      else tellRest(["on", event], list);
    }
    for (const [delay, list] of Object.entries(state.after ?? {})) {
      const any = listOf(list).some((_, index) => isTaken(["after", delay], index));
      const faster = fasterThan(view, path, delay) ?? starvedBy(charted, path, delay);
      if (!any || faster !== undefined)
        make(
          "verification/timer_never_fires",
          [...path, "after", delay],
          story,
          {
            delay,
            faster: faster ?? "",
            state: nameOf(path),
            machine: view.name,
            ...(faster !== undefined && mayOvertake(view, delay, faster) && { ranges: "allow" }),
          },
          wayOfTimer(charted, path, delay),
        );
      else tellRest(["after", delay], list);
    }
    tellRest(["always"], state.always);
    tellRest(["onDone"], state.onDone);
  }
  return found;
}

/** The way into a state, or to the beginning where it has none, and from there no further. */
function noWay(charted: Charted, path: Path, event: string): ClosedWay {
  const { view, exploration } = charted;
  const through = exploration.edges.find(({ parts }) => parts.includes(path.join(".")));
  const from = rowIn(charted, path) ?? through?.to ?? exploration.rows[0] ?? -1;
  return { road: storyInto(charted, path), closed: { ...stepOf(view, { from, event }), why: "no-way" } };
}

/** The way to a timer's step, and why it goes no further: the wait never ends before the state is left, or begun anew. */
function wayOfTimer(charted: Charted, path: Path, delay: string): ClosedWay {
  const { view } = charted;
  const state = idAt(view, path);
  const timer = view.tables.timers.find((each) => each.state === state && each.delay === delay);
  const isPart = (part: string) => part.startsWith(`${[...path, "after", delay].join(".")}.`);
  const way = nearestClosed(
    charted,
    () => true,
    ({ parts }) => parts.some(isPart),
  );
  if (way !== undefined && way.closed.timer === delay) return way;
  const { road, closed } = noWay(charted, path, timer?.id ?? "");
  return { road, closed: { ...closed, timer: delay, why: "never-runs-down" } };
}

function raises({ definition }: MachineView, event: string): boolean {
  return listCalls(definition).some(({ kind, name }) => kind === "raise" && name === event);
}

/** `states.a.states.b` as `a.b`; the statechart itself by nothing. */
function nameOf(path: Path): string {
  return path.filter((_, index) => index % 2 === 1).join(".");
}

/** The shortest way into a state, or through it where it is left at once. */
function storyInto(charted: Charted, path: Path): Story {
  const { view, exploration } = charted;
  const row = rowIn(charted, path);
  if (row !== undefined) return exploration.storyOf(row);
  const through = exploration.edges.find(({ parts }) => parts.includes(path.join(".")));
  return through === undefined ? [] : storyThrough(view, exploration, through);
}

/** The row in which a state is first come to. */
function rowIn({ view, exploration }: Charted, path: Path): number | undefined {
  const id = idAt(view, path);
  return exploration.rows.find((each) => path.length === 0 || view.tables.states(each).includes(id));
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

/**
 * A wait after which a state is left, or begun anew with its clocks, whatever else happens, before one of its own timers can
 * have run down: the state is looked through for the longest that anybody could stay in it.
 */
function starvedBy({ view, exploration }: Charted, path: Path, delay: string): string | undefined {
  const { tables, protocol } = view;
  const state = idAt(view, path);
  const timer = tables.timers.findIndex((each) => each.state === state && each.delay === delay);
  const { least } = boundsOfDelay(protocol, delay);
  const entered = exploration.edges.filter(({ started }) => started.includes(timer)).map(({ to }) => to);
  if (entered.length === 0 || !Number.isFinite(least)) return undefined;
  const from = new Map<number, Edge[]>();
  for (const edge of exploration.edges) from.set(edge.from, [...(from.get(edge.from) ?? []), edge]);
  const isHeld = (row: number) => path.length === 0 || tables.states(row).includes(state);
  const longest = new Map<number, { readonly time: number; readonly by?: string }>();
  const stay = (row: number): { readonly time: number; readonly by?: string } => {
    const known = longest.get(row);
    if (known !== undefined) return known;
    // Whoever comes back to where he was may do so without end.
    longest.set(row, { time: Number.POSITIVE_INFINITY });
    const moves = from.get(row) ?? [];
    const sure = surest(view, row, moves, timer);
    let time = sure?.most ?? Number.POSITIVE_INFINITY;
    if (Number.isFinite(time)) {
      const onward = moves
        .filter(({ event }) => event !== tables.timers[timer].id)
        .filter(({ to, started }) => (to !== row || started.length > 0) && !started.includes(timer))
        .filter(({ to }) => isHeld(to));
      time += Math.max(0, ...onward.map(({ to }) => stay(to).time));
    }
    const found = { time, ...(sure !== undefined && { by: sure.delay }) };
    longest.set(row, found);
    return found;
  };
  const stays = entered.map(stay);
  return stays.every(({ time }) => time < least) ? stays[0].by : undefined;
}

/** Of the other timers that run in a row and always lead on when they fire, the one that has to fire first. */
function surest(
  { tables, protocol }: MachineView,
  row: number,
  moves: readonly Edge[],
  but: number,
): { readonly delay: string; readonly most: number } | undefined {
  const active = new Set(tables.states(row));
  let first: { delay: string; most: number } | undefined;
  for (const [number, { id, delay, state }] of tables.timers.entries()) {
    if (number === but || !active.has(state)) continue;
    const { most } = boundsOfDelay(protocol, delay);
    const fired = moves.filter(({ event }) => event === id);
    const leads = fired.length > 0 && fired.every(({ to, started }) => to !== row || started.length > 0);
    if (leads && (first === undefined || most < first.most)) first = { delay, most };
  }
  return first;
}

/** Whether the ranges assumed for two waits let the slower one run down first all the same. */
function mayOvertake({ protocol: { delays } }: MachineView, slower: string, faster: string): boolean {
  const rangeOf = (name: string) => {
    const mark = Object.hasOwn(delays, name) ? delays[name].mark : undefined;
    return mark?.kind === "assumed" ? mark : undefined;
  };
  const [slow, fast] = [rangeOf(slower), rangeOf(faster)];
  return slow !== undefined && fast !== undefined && slow.low <= fast.high;
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
  for (const each of findUnheardOptions(charted)) {
    const key = each.path.join(".");
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}

/** A decision may fall on an option that nothing listens to, where nothing but the decision leads on. */
function findUnheardOptions({ view, exploration }: Charted): Finding[] {
  const { decisions } = view.protocol;
  return exploration.edges.flatMap((edge) =>
    edge.effects.flatMap(({ type, params }): Finding[] => {
      const decision = String(params.decision);
      if (type !== "decide" || !Object.hasOwn(decisions, decision) || view.tables.isFinal(edge.to)) return [];
      const stuck = leavesOf(view, edge.to).find(({ isEnd }) => !isEnd);
      const own = Object.keys(decisions[decision].options).map((option) => `${decision}.${option}`);
      const isOther = ({ event, from }: Edge) => from === edge.to && !own.includes(event);
      if (stuck === undefined || exploration.edges.some((each) => isMove(each) && isOther(each))) return [];
      const unheard = own.filter((event) => !listensIn(view, edge.to, event));
      // One that hears no option at all is told as what it is without them.
      if (unheard.length === own.length) return [];
      return unheard.slice(0, 1).map((event) => ({
        code: "verification/dead_end",
        path: [...view.path, ...stuck.path],
        answer: "found",
        story: storyThrough(view, exploration, edge),
        details: { state: nameOf(stuck.path), machine: view.name, option: event },
        closed: [{ ...stepOf(view, { from: edge.to, event }), why: "nothing-listens" }],
      }));
    }),
  );
}

/**
 * A decision may fall on an option to which nothing listens while something else leads on: whatever was decided is lost. A
 * decision of which no option is listened to is taken for the record only.
 */
function findLostOptions({ view, exploration }: Charted): Finding[] {
  const { decisions } = view.protocol;
  const found = new Map<string, Finding>();
  for (const edge of exploration.edges)
    for (const effect of edge.effects) {
      const decision = String(effect.params.decision);
      if (effect.type !== "decide" || !Object.hasOwn(decisions, decision)) continue;
      if (view.tables.isFinal(edge.to)) continue;
      const own = Object.keys(decisions[decision].options).map((option) => `${decision}.${option}`);
      const leadsOn = exploration.edges.some(
        (each) => each.from === edge.to && !own.includes(each.event) && isMove(each),
      );
      const unheard = own.filter((event) => !listensIn(view, edge.to, event));
      if (!leadsOn || unheard.length === own.length) continue;
      const path = placeOf(view, effect);
      const leaves = leavesOf(view, edge.to);
      const asking =
        leaves.find((leaf) => [...view.path, ...leaf.path].every((key, at) => path[at] === key)) ?? leaves[0];
      // Whoever has come to an end may choose to do no more.
      if (asking.isEnd) continue;
      for (const event of unheard) {
        const key = [...path, event].join(".");
        if (found.has(key)) continue;
        found.set(key, {
          code: "verification/option_unheard",
          path,
          answer: "found",
          story: storyThrough(view, exploration, edge),
          details: { state: nameOf(asking.path), machine: view.name, option: event },
          closed: [{ ...stepOf(view, { from: edge.to, event }), why: "nothing-listens" }],
        });
      }
    }
  return [...found.values()];
}

/** The shortest way to a step, and the step itself. */
function storyThrough(view: MachineView, exploration: Charted["exploration"], edge: Edge): Story {
  return edge.from < 0 ? toBeginning(view, edge) : [...exploration.storyOf(edge.from), toStep(view, edge)];
}

// ---- choices that nothing tells apart --------------------------------------------------------------------------------

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
    const asks = ({ effects }: Edge, isHere: (effect: AskedEffect) => boolean) =>
      effects.some(
        (each) => each.type === "send" && canonical(each.params) === canonical(params) && isHere(each),
      );
    const here = [...view.path, ...call.path].join(".");
    const sent =
      exploration.edges.find((edge) => asks(edge, (each) => placeOf(view, each).join(".") === here)) ??
      exploration.edges.find((edge) => asks(edge, () => true));
    const sending = sendingOf(view, params);
    // A clock that starts or stops with the message has heard it.
    const isWatched = watching.some(
      ({ what, actor }) =>
        (what === undefined || what === message) && mayConcern(sending, actor, surroundings),
    );
    if (sent === undefined || isWatched) return [];
    const isHeard = charts.some(
      (other) => listensSomewhere(other, message) && mayReach(sending, other.view, sendings),
    );
    if (isHeard) return [];
    return [
      {
        code: "verification/message_unheard",
        path: [...view.path, ...call.path],
        answer: "found",
        story: storyThrough(view, exploration, sent),
        details: { message, machine: view.name },
      },
    ];
  });
}

/** Whether a message opens a role, or is listened to in some state that the role comes to. */
function listensSomewhere({ view, exploration }: Charted, message: string): boolean {
  if (view.per === message) return true;
  const events = [`${message}.delivered`, `${message}.opened`].filter((event) => view.heard.includes(event));
  return events.some((event) => exploration.rows.some((row) => listensIn(view, row, event)));
}

// ---- roles that can never act ----------------------------------------------------------------------------------------

const isAct = ({ effects }: Edge) => effects.length > 0;

export function findIdle(charted: Charted, surroundings: Surroundings, { unopened = false } = {}): Finding[] {
  const { view, exploration } = charted;
  if (view.scope !== "actor") return [];
  const canHear = (event: string) => surroundings.canHear(view, event);
  const { per } = view;
  const isOpened = !unopened || per === undefined || canHear(`${per}.delivered`);
  if (isOpened && exploration.edges.some(isAct)) return [];
  const waited = [...new Set(view.heard.filter((event) => messageOf(event) !== undefined))].join(", ");
  const begin = { ...stepOf(view, { from: -1, event: `${per}.delivered` }), why: "nobody-causes" } as const;
  const way = isOpened ? nearestClosed(charted, canHear, isAct) : { road: [], closed: begin };
  return [
    {
      code: "verification/role_never_acts",
      path: view.path.slice(0, 2),
      answer: verdict(charted),
      story: [],
      details: { machine: view.name, events: waited },
      ...(way && { road: way.road, closed: [way.closed] }),
    },
  ];
}
