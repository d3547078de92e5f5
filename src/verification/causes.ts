import { listCalls, type MachineCall, type Protocol, type StateDefinition } from "../model/index.ts";
import { boundsOfDelay } from "./delay-bounds.ts";
import type { Finding } from "./findings.ts";
import { decisionOf, messageOf } from "./surroundings.ts";

/** A finding, and those that go back to the same thing that is missing: mended there, they go too. */
export interface Caused {
  readonly finding: Finding;
  readonly others: readonly Finding[];
}

type Path = readonly (string | number)[];

const TIMER = "verification/timer_never_fires";
const DEAD_END = "verification/dead_end";

/** That something never happens: what would follow from it does not happen either. */
const LOSSES: readonly string[] = [
  "verification/unreachable_state",
  "verification/unreachable_transition",
  "verification/event_never_comes",
  TIMER,
  "verification/role_never_acts",
  "verification/duty_never_stops",
];

interface Machine {
  readonly path: Path;
  readonly definition: StateDefinition;
  readonly calls: readonly MachineCall[];
}

/**
 * Findings by what they go back to: a wait without end, a transition that leads elsewhere, a message that nobody sends any
 * more. A finding follows from another where all that could bring it about lies inside what the other says never to happen.
 * Which one stands for them is the one that follows from none; of a circle, the first.
 */
export function groupByCause(protocol: Protocol, findings: readonly Finding[]): Caused[] {
  const losses = findings.filter(({ code }) => LOSSES.includes(code));
  const machines = machinesIn(protocol);
  const causes = new Map<Finding, Finding | undefined>([
    ...losses.map((each) => [each, causeOf(each, { losses, machines, protocol })] as const),
    ...findings.filter(({ code }) => code === DEAD_END).map((each) => [each, lostIn(each, losses)] as const),
  ]);
  const rootOf = (finding: Finding): Finding => {
    const passed: Finding[] = [];
    for (let at: Finding | undefined = finding; at !== undefined; at = causes.get(at)) {
      const before = passed.indexOf(at);
      if (before !== -1) {
        const circle = new Set(passed.slice(before));
        return findings.find((each) => circle.has(each)) as Finding;
      }
      passed.push(at);
    }
    return passed.at(-1) as Finding;
  };
  const grouped = new Map<Finding, Finding[]>();
  for (const each of findings) if (rootOf(each) === each) grouped.set(each, []);
  for (const each of findings) if (rootOf(each) !== each) grouped.get(rootOf(each))?.push(each);
  return [...grouped].map(([finding, others]) => ({ finding, others }));
}

function machinesIn({ roles, item, hash }: Protocol): Machine[] {
  const machines: [Path, StateDefinition | undefined][] = [
    ...Object.entries(roles).map(([id, { machine }]): [Path, StateDefinition] => [
      ["roles", id, "machine"],
      machine,
    ]),
    [["item"], item],
    [["hash"], hash],
  ];
  return machines.flatMap(([path, definition]) =>
    definition === undefined ? [] : [{ path, definition, calls: listCalls(definition) }],
  );
}

interface Around {
  readonly losses: readonly Finding[];
  readonly machines: readonly Machine[];
  readonly protocol: Protocol;
}

/** Of a state that nothing leads out of, though something was meant to: what of that never happens. */
function lostIn({ path, details }: Finding, losses: readonly Finding[]): Finding | undefined {
  if (details.option !== undefined) return undefined;
  return losses.find(
    (each) =>
      each.path[0] !== "duties" &&
      path.every((key, index) => each.path[index] === key) &&
      ["on", "after", "always", "onDone"].includes(String(each.path[path.length])),
  );
}

/** The finding from which another follows, if any does. */
function causeOf(finding: Finding, around: Around): Finding | undefined {
  const { losses, protocol, machines } = around;
  const [closed] = finding.closed ?? [];
  if (closed === undefined) return undefined;
  const others = losses.filter((each) => each !== finding);
  if (finding.code === TIMER) {
    const { delay } = finding.details;
    if (!boundsOfDelay(protocol, String(delay)).isNever) return undefined;
    const first = losses.find(({ code, details }) => code === TIMER && details.delay === delay);
    return first === finding ? undefined : first;
  }
  if (closed.timer !== undefined) {
    const timer = others.find(
      ({ code, details }) =>
        code === TIMER && details.delay === closed.timer && details.machine === closed.machine,
    );
    if (timer !== undefined) return timer;
  }
  if (closed.why === "nobody-causes" || closed.why === "never-made") {
    const makersOf = (event: string) =>
      machines.flatMap(({ path, calls }) =>
        calls.filter((call) => mayMake(call, event, protocol)).map((call) => [...path, ...call.path]),
      );
    // A clock may stop for several reasons: none of them may come from anywhere else.
    const makers = (finding.closed ?? []).map(({ event }) => makersOf(event));
    const inside = makers.some((each) => each.length === 0) ? undefined : coveringAll(makers.flat(), others);
    if (inside !== undefined) return inside;
  }
  if (closed.why === "no-way") {
    if (finding.code !== "verification/unreachable_state") return undefined;
    return coveringAll(waysInto(finding.path, machines), others);
  }
  const alike = others.filter(({ closed: [one] = [] }) => one !== undefined && isSameStep(one, closed));
  const head = [finding, ...alike].reduce((one, other) => (isBefore(other, one, losses) ? other : one));
  return head === finding ? undefined : head;
}

type Closed = NonNullable<Finding["closed"]>[number];

const keyOf = ({ protocol, machine, actor, state, event, timer, why }: Closed) =>
  JSON.stringify([protocol, machine, actor, state, event, timer, why]);

const isSameStep = (one: Closed, other: Closed) => keyOf(one) === keyOf(other);

/** Of several with the same missing step, the one that tells it best: what is waited for, then where it would lead. */
function rankOf({ code, details, closed: [closed] = [] }: Finding): number {
  if (code === "verification/role_never_acts") return 0;
  if (code === "verification/event_never_comes") return 1;
  return code === "verification/unreachable_state" && closed?.to?.includes(String(details.state)) ? 2 : 3;
}

function isBefore(one: Finding, other: Finding, order: readonly Finding[]): boolean {
  const [a, b] = [rankOf(one), rankOf(other)];
  return a === b ? order.indexOf(one) < order.indexOf(other) : a < b;
}

/** A finding inside which the first of some places lies, if each of them lies inside one. */
function coveringAll(places: readonly Path[], findings: readonly Finding[]): Finding | undefined {
  const covering = places.map((place) =>
    findings.find(({ path }) => path[0] !== "duties" && path.every((key, index) => place[index] === key)),
  );
  return covering.includes(undefined) ? undefined : covering[0];
}

/** Whether a call of a statechart is what an event, or a fact that a clock waits for, comes from. */
function mayMake({ kind, name, params }: MachineCall, event: string, protocol: Protocol): boolean {
  const given = (params ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === "raise") return name === event;
  if (kind !== "effect") return false;
  const [fact, what] = event.split(" ");
  if (name === "decide") {
    const decision = fact === "decision.taken" ? what : decisionOf(event, protocol);
    return decision !== undefined && given.decision === decision;
  }
  if (name === "note") return fact === "note.made" && given.what === what;
  if (name !== "send") return false;
  const message = fact.startsWith("message.") ? what : messageOf(event)?.message;
  return message !== undefined && given.message === message;
}

/** The transitions of a statechart that name a state as their target, by its key or its id. */
function waysInto(state: Path, machines: readonly Machine[]): Path[] {
  const machine = machines.find(({ path }) => path.every((key, index) => state[index] === key));
  if (machine === undefined) return [];
  const key = String(state.at(-1));
  const ways: Path[] = [];
  const visit = (value: unknown, path: Path): void => {
    if (typeof value === "string") {
      const isTarget = path.at(-1) === "target" || isTransition(path);
      if (isTarget && value.split(/[#.]/).at(-1) === key) ways.push(path);
    } else if (typeof value === "object" && value !== null)
      for (const [name, each] of Object.entries(value))
        visit(each, [...path, Array.isArray(value) ? Number(name) : name]);
  };
  visit(machine.definition, machine.path);
  return ways;
}

/** Whether a text at this place is a transition written as its target alone. */
function isTransition(path: Path): boolean {
  const last = typeof path.at(-1) === "number" ? path.slice(0, -1) : path;
  return ["on", "after"].includes(String(last.at(-2))) || ["always", "onDone"].includes(String(last.at(-1)));
}
