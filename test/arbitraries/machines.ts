import * as fc from "fast-check";
import type {
  ActionCall,
  GuardCall,
  MachineDefinition,
  StateDefinition,
  TransitionDefinition,
} from "../../src/model/machine-definition.ts";
import type { Vocabulary } from "../../src/protocol/index.ts";

/** The names generated machines use; `test/protocol/world.ts` knows what they mean. */
export const TEST_VOCABULARY: Vocabulary = {
  events: ["case.open", "case.close", "vote", "notice", "tick", "alert.sent", "alert.read", "unheard"],
  guards: new Set(["atLeast", "isEven", "payloadAbove", "anything"]),
  effects: new Set(["add", "addPayload", "halve", "nudge"]),
  delays: ["short", "long", "review"],
};
const LISTENED = TEST_VOCABULARY.events.filter((event) => event !== "unheard");
const DELAYS = TEST_VOCABULARY.delays ?? [];
export const CELLS = 4;

// First a tree of free choices, which shrinks well; then names and targets are chosen among what the tree holds.

interface RawTransition {
  readonly target: number | null;
  readonly guard: GuardCall | null;
  readonly actions: readonly ActionCall[];
  readonly reenter: boolean;
}

interface RawState {
  readonly kind: "atomic" | "compound" | "parallel" | "final";
  readonly children: readonly RawState[];
  readonly initial: number;
  readonly history: readonly { readonly deep: boolean; readonly fallback: number | null }[];
  readonly entry: readonly ActionCall[];
  readonly exit: readonly ActionCall[];
  readonly on: readonly { readonly event: string; readonly transitions: readonly RawTransition[] }[];
  readonly after: readonly { readonly delay: string; readonly transitions: readonly RawTransition[] }[];
  readonly always: readonly RawTransition[];
  readonly onDone: RawTransition | null;
  readonly tag: boolean;
}

const cell = fc.nat({ max: CELLS - 1 });
const plainGuard: fc.Arbitrary<GuardCall> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record({ cell, n: fc.integer({ min: 1, max: 4 }) })
      .map((params) => ({ type: "atLeast", params })),
  },
  { weight: 1, arbitrary: cell.map((params) => ({ type: "isEven", params: { cell: params } })) },
  { weight: 1, arbitrary: fc.constant("anything") },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 2 }).map((n) => ({ type: "payloadAbove", params: { n } })),
  },
);
const guard: fc.Arbitrary<GuardCall> = fc.oneof(
  { weight: 6, arbitrary: plainGuard },
  { weight: 1, arbitrary: plainGuard.map((not) => ({ not })) },
  { weight: 1, arbitrary: fc.tuple(plainGuard, plainGuard).map((and) => ({ and })) },
  { weight: 1, arbitrary: fc.tuple(plainGuard, plainGuard).map((or) => ({ or })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(plainGuard, plainGuard, plainGuard)
      .map(([a, b, c]) => ({ or: [{ and: [a, { not: b }] }, c] })),
  },
);
const effect: fc.Arbitrary<ActionCall> = fc.oneof(
  fc.record({ cell, by: fc.integer({ min: 1, max: 3 }) }).map((params) => ({ type: "add", params })),
  cell.map((params) => ({ type: "addPayload", params: { cell: params } })),
  cell.map((params) => ({ type: "halve", params: { cell: params } })),
  fc.constant("nudge"),
);
const action: fc.Arbitrary<ActionCall> = fc.oneof(
  { weight: 11, arbitrary: effect },
  { weight: 1, arbitrary: fc.constantFrom(...LISTENED).map((raise) => ({ raise })) },
);
const actions = fc.array(action, { maxLength: 2 });
/** Entering and leaving rarely raise: too many circles otherwise. */
const calmActions = fc.array(fc.oneof({ weight: 30, arbitrary: effect }, { weight: 1, arbitrary: action }), {
  maxLength: 2,
});
const transition: fc.Arbitrary<RawTransition> = fc.record({
  target: fc.option(fc.nat({ max: 999 }), { freq: 6 }),
  guard: fc.option(guard, { freq: 3 }),
  actions,
  reenter: fc.boolean(),
});
/** An `always` spends what its guard waits for: otherwise most machines would run in circles. */
const always: fc.Arbitrary<RawTransition> = fc
  .record({
    target: fc.option(fc.nat({ max: 999 }), { freq: 9 }),
    cell,
    n: fc.integer({ min: 1, max: 4 }),
    also: fc.option(plainGuard, { freq: 2 }),
    actions,
    reenter: fc.boolean(),
  })
  .map(({ cell: read, n, also, actions: more, ...rest }) => {
    const waits: GuardCall = { type: "atLeast", params: { cell: read, n } };
    const spends: ActionCall = { type: "add", params: { cell: read, by: -n } };
    return { ...rest, guard: also === null ? waits : { and: [also, waits] }, actions: [spends, ...more] };
  });
const transitions = fc.array(transition, { minLength: 1, maxLength: 2 });

const { top } = fc.letrec<{ top: RawState; state: RawState; leaf: RawState }>((tie) => {
  const shared = {
    initial: fc.nat({ max: 9 }),
    entry: calmActions,
    exit: calmActions,
    on: fc.array(fc.record({ event: fc.constantFrom(...LISTENED, "*", "alert.*"), transitions }), {
      maxLength: 3,
    }),
    after: fc.array(fc.record({ delay: fc.constantFrom(...DELAYS), transitions }), { maxLength: 1 }),
    always: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(always, { minLength: 1, maxLength: 2 }) },
    ),
    onDone: fc.option(transition, { freq: 2 }),
    tag: fc.boolean(),
  };
  const history = fc.array(fc.record({ deep: fc.boolean(), fallback: fc.option(fc.nat({ max: 99 })) }), {
    maxLength: 1,
  });
  const none = { children: fc.constant([]), history: fc.constant([]) };
  return {
    leaf: fc.record({ kind: fc.constantFrom("atomic", "atomic", "atomic", "final"), ...none, ...shared }),
    state: fc.oneof(
      { maxDepth: 3, depthSize: "xsmall", withCrossShrink: true },
      { weight: 3, arbitrary: tie("leaf") },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant("compound"),
          children: fc.array(tie("state"), { minLength: 1, maxLength: 3 }),
          history,
          ...shared,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant("parallel"),
          children: fc.array(tie("state"), { minLength: 1, maxLength: 3 }),
          history,
          ...shared,
        }),
      },
    ) as fc.Arbitrary<RawState>,
    top: fc.record({
      kind: fc.constantFrom("compound", "compound", "compound", "parallel"),
      children: fc.array(tie("state"), { minLength: 2, maxLength: 4 }),
      history,
      ...shared,
    }),
  } as never;
});

/** Machines without structural faults over `TEST_VOCABULARY`, with every feature of the language. */
export const machines: fc.Arbitrary<MachineDefinition> = top.map(nameAll);

interface Named {
  readonly raw: RawState;
  readonly key: string;
  readonly path: readonly string[];
  readonly parent: Named | undefined;
  readonly children: Named[];
}

interface Goal {
  readonly path: readonly string[];
}

function nameAll(raw: RawState): MachineDefinition {
  const goals: Goal[] = [];
  const root = nameState(raw, "m", [], undefined, goals);
  return { ...finish(root, goals), id: "m" };
}

function nameState(
  raw: RawState,
  key: string,
  path: readonly string[],
  parent: Named | undefined,
  goals: Goal[],
): Named {
  const named: Named = { raw, key, path, parent, children: [] };
  if (parent !== undefined) goals.push({ path });
  raw.children.forEach((child, index) => {
    const name = `s${index}`;
    named.children.push(nameState(child, name, [...path, name], named, goals));
  });
  // Named twice so that transitions lead to remembered states often enough.
  for (const index of raw.history.keys()) {
    goals.push({ path: [...path, `h${index}`] }, { path: [...path, `h${index}`] });
  }
  return named;
}

function finish(named: Named, goals: readonly Goal[]): StateDefinition {
  const { raw } = named;
  const open = raw.kind !== "final";
  const isRoot = named.parent === undefined;
  return {
    ...(raw.kind === "compound" ? { initial: named.children[raw.initial % named.children.length].key } : {}),
    ...(raw.kind === "parallel" || raw.kind === "final" ? { type: raw.kind } : {}),
    ...(raw.tag ? { tags: ["marked"] } : {}),
    ...(raw.children.length > 0 ? { states: finishChildren(named, goals) } : {}),
    entry: raw.entry,
    exit: raw.exit,
    ...(open
      ? {
          on: keyed(
            raw.on.map(({ event, transitions: list }) => [event, list]),
            named,
            goals,
          ),
        }
      : {}),
    ...(open && raw.after.length > 0
      ? {
          after: keyed(
            raw.after.map(({ delay, transitions: list }) => [delay, list]),
            named,
            goals,
          ),
        }
      : {}),
    ...(open && raw.always.length > 0
      ? { always: raw.always.map((item) => finishTransition(item, named, goals)) }
      : {}),
    ...(raw.children.length > 0 && !isRoot && raw.onDone !== null
      ? { onDone: finishTransition(raw.onDone, named, goals) }
      : {}),
  };
}

function finishChildren(named: Named, goals: readonly Goal[]): Record<string, StateDefinition> {
  const states: Record<string, StateDefinition> = {};
  for (const child of named.children) states[child.key] = finish(child, goals);
  named.raw.history.forEach(({ deep, fallback }, index) => {
    const target = fallback === null ? {} : { target: named.children[fallback % named.children.length].key };
    states[`h${index}`] = { type: "history", history: deep ? "deep" : "shallow", ...target };
  });
  return states;
}

function keyed(
  entries: readonly (readonly [string, readonly RawTransition[]])[],
  named: Named,
  goals: readonly Goal[],
) {
  return Object.fromEntries(
    entries.map(([key, list]) => [key, list.map((item) => finishTransition(item, named, goals))]),
  );
}

function finishTransition(raw: RawTransition, from: Named, goals: readonly Goal[]): TransitionDefinition {
  const path = raw.target === null ? undefined : goals[raw.target % goals.length].path;
  const reenter = raw.reenter || (path !== undefined && isHistoryAround(path, from));
  return {
    ...(path === undefined ? {} : { target: writeTarget(from, path) }),
    ...(raw.guard === null ? {} : { guard: raw.guard }),
    ...(raw.actions.length === 0 ? {} : { actions: raw.actions }),
    ...(reenter ? { reenter: true } : {}),
  };
}

/** Leading from inside a state to what that very state remembers is only allowed with `reenter`. */
function isHistoryAround(path: readonly string[], from: Named): boolean {
  const parent = path.slice(0, -1);
  return path[path.length - 1].startsWith("h") && parent.every((key, index) => from.path[index] === key);
}

/** By the shortest way of writing it: below this state with a dot, beside it by name, anywhere else by id. */
function writeTarget(from: Named, path: readonly string[]): string {
  const starts = (prefix: readonly string[]) =>
    prefix.length < path.length && prefix.every((key, index) => key === path[index]);
  if (starts(from.path)) return `.${path.slice(from.path.length).join(".")}`;
  if (from.parent !== undefined && starts(from.parent.path))
    return path.slice(from.parent.path.length).join(".");
  return `#m.${path.join(".")}`;
}

export const FEATURES = [
  "parallel",
  "shallow history",
  "deep history",
  "always reads what an effect changed",
  "after restarted by re-entry",
  "raise",
  "onDone",
  "reenter",
  "two parameters on one guard",
  "payload in a guard",
  "final root",
  "nested three deep",
  "wildcard",
] as const;
export type Feature = (typeof FEATURES)[number];

/** The features a definition is written with. */
export function listFeatures(definition: MachineDefinition): Set<Feature> {
  const features = new Set<Feature>();
  const text = JSON.stringify(definition);
  const guards = new Set([...text.matchAll(/"type":"atLeast","params":\{[^}]*\}/g)].map(([match]) => match));
  if (guards.size > 1) features.add("two parameters on one guard");
  if (text.includes('"payloadAbove"')) features.add("payload in a guard");
  if (text.includes('"raise"')) features.add("raise");
  if (text.includes('"onDone"')) features.add("onDone");
  if (text.includes('"reenter":true')) features.add("reenter");
  if (text.includes('"type":"parallel"')) features.add("parallel");
  if (text.includes('"history":"shallow"')) features.add("shallow history");
  if (text.includes('"history":"deep"')) features.add("deep history");
  if (text.includes('*":[')) features.add("wildcard");
  const tops = Object.values(definition.states ?? {});
  if (definition.type !== "parallel" && tops.some(({ type }) => type === "final")) features.add("final root");
  visit(definition, 0, features);
  return features;
}

function visit(place: StateDefinition, depth: number, features: Set<Feature>): void {
  if (depth >= 3) features.add("nested three deep");
  const reenters = JSON.stringify([place.on, place.after]).includes('"reenter":true');
  if (place.after !== undefined && reenters) features.add("after restarted by re-entry");
  const cellsChanged = [
    ...JSON.stringify([place.entry, place.on]).matchAll(/"(?:add|addPayload|halve)","params":\{"cell":(\d)/g),
  ].map(([, found]) => found);
  const cellsRead = [
    ...JSON.stringify(place.always ?? []).matchAll(/"(?:atLeast|isEven)","params":\{"cell":(\d)/g),
  ].map(([, found]) => found);
  if (cellsRead.some((found) => cellsChanged.includes(found)))
    features.add("always reads what an effect changed");
  for (const child of Object.values(place.states ?? {})) visit(child, depth + 1, features);
}
