import {
  listCalls,
  type MachineCall,
  type Protocol,
  patternsOf,
  type StateDefinition,
} from "../model/index.ts";
import { boundsOfDelay } from "./delay-bounds.ts";
import type { Finding } from "./findings.ts";
import { MADE_BY } from "./least-time.ts";
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
export function groupByCause(protocol: Protocol, findings: readonly Finding[]): readonly Caused[] {
  const losses = findings.filter(({ code }) => LOSSES.includes(code));
  const machines = machinesIn(protocol);
  const causes = new Map<Finding, Finding | undefined>([
    ...losses.map((each) => [each, causeOf(each, { losses, machines, protocol })] as const),
    ...findings.filter(({ code }) => code === DEAD_END).map((each) => [each, lostIn(each, losses)] as const),
  ]);
  return byRoot(findings, causes);
}

/** Each finding that follows from none, with all that go back to it; of a circle, the first stands for it. */
function byRoot(
  findings: readonly Finding[],
  causes: ReadonlyMap<Finding, Finding | undefined>,
): readonly Caused[] {
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

// ---- among the actors of a scenario ------------------------------------------------------------------------------------

const NEVER_ACTS = "verification/actor_never_acts";

/** Findings that say the same of one role at several places. */
const ALIKE: readonly string[] = [
  "verification/actors_unheard",
  "verification/order_by_private",
  "verification/order_to_private",
  "verification/private_scan",
  "verification/chain_without_ground",
];

/**
 * Findings about a scenario's actors together by what they go back to: that nobody here sends what a role waits for keeps
 * that role from ever acting, all who wait for what it would have sent, every clock that this would start, and whoever is
 * left in a state of it; and the same said of one role at several places is said once, where its story is shortest.
 * `variantsOf`: under which a finding stands; what follows from another stands under no others.
 */
export function groupTogether(
  protocols: readonly Protocol[],
  findings: readonly Finding[],
  variantsOf: (finding: Finding) => readonly string[],
): readonly Caused[] {
  const senders = protocols.flatMap((protocol) =>
    machinesIn(protocol).flatMap(({ path, calls }) =>
      calls.map((call) => ({ call, protocol, path: ["protocols", protocol.id, ...path, ...call.path] })),
    ),
  );
  const silent = findings.filter(({ code }) => code === NEVER_ACTS);
  const isUnder = (one: Finding, other: Finding) => {
    const where = new Set(variantsOf(other));
    return variantsOf(one).every((each) => where.has(each));
  };
  const causeIn = (finding: Finding): Finding | undefined => {
    const { code, path, details } = finding;
    const others = silent.filter((each) => each !== finding && isUnder(finding, each));
    const inside = others.find((each) => each.path.every((key, index) => path[index] === key));
    if (inside !== undefined) return inside;
    if (ALIKE.includes(code)) return shortestAlike(finding, findings, isUnder);
    const waited = waitsOf(finding, protocols);
    if (waited.length === 0 || (code !== NEVER_ACTS && code !== "verification/duty_never_binds"))
      return undefined;
    const makers = waited.map((event) =>
      senders.filter(({ call, protocol }) => mayBring(call, event, protocol)).map((each) => each.path),
    );
    const covering = makers.some((each) => each.length === 0)
      ? undefined
      : coveringAll(makers.flat(), others);
    if (covering !== undefined) return covering;
    // Nobody is there who would send it: whoever waits for the same, first in the order of the findings.
    const alike = silent.find(
      (each) =>
        each.details.protocol === details.protocol &&
        (each === finding || isUnder(finding, each)) &&
        waited.some((event) => waitsOf(each, protocols).includes(event)),
    );
    return alike === finding ? undefined : alike;
  };
  return byRoot(findings, new Map(findings.map((each) => [each, causeIn(each)])));
}

/** Whether a call is what an event, or any fact that a clock may start with, comes from. */
function mayBring(call: MachineCall, event: string, protocol: Protocol): boolean {
  const [fact] = event.split(" ");
  const brings = call.kind === "effect" && Object.hasOwn(MADE_BY, fact) && fact !== "note.made";
  return mayMake(call, event, protocol) || (brings && MADE_BY[fact].includes(call.name));
}

/** What would set a role or a clock going: messages, each as `message.delivered what`, or other facts. */
function waitsOf({ code, details }: Finding, protocols: readonly Protocol[]): readonly string[] {
  if (code === NEVER_ACTS) {
    const messages = String(details.events)
      .split(", ")
      .flatMap((event) => messageOf(event)?.message ?? []);
    return [...new Set(messages)].map((message) => `message.delivered ${message}`);
  }
  const duty = protocols.find(({ id }) => id === details.protocol)?.duties[String(details.duty)];
  if (duty === undefined) return [];
  return patternsOf(duty.starts).map(({ fact, what }) => {
    const kind = fact.startsWith("message.") ? "message.delivered" : fact;
    return what === undefined ? kind : `${kind} ${what}`;
  });
}

/** Of what says the same of a role, the one with the shortest story; nothing where it is this one. */
function shortestAlike(
  finding: Finding,
  findings: readonly Finding[],
  isUnder: (one: Finding, other: Finding) => boolean,
): Finding | undefined {
  const { code, details } = finding;
  const names = ["protocol", "machine", "message", "where"];
  const alike = findings.filter(
    (each) =>
      each.code === code &&
      names.every((name) => each.details[name] === details[name]) &&
      isUnder(finding, each) &&
      // Of two that could each stand for the other, the earlier does.
      (isBeforeIn(findings, each, finding) || !isUnder(each, finding)),
  );
  return alike.find((each) => each !== finding);
}

/** By the length of their stories, then by their order. */
function isBeforeIn(findings: readonly Finding[], one: Finding, other: Finding): boolean {
  const shorter = one.story.length - other.story.length;
  return shorter === 0 ? findings.indexOf(one) <= findings.indexOf(other) : shorter < 0;
}

/** Of undeclared findings, the one that says that what lies at a place never happens: what is there cannot be seen. */
export function coveringLoss(path: string, findings: readonly Finding[]): Finding | undefined {
  return findings.find(
    (each) =>
      [...LOSSES, NEVER_ACTS].includes(each.code) &&
      each.path[0] !== "duties" &&
      each.answer !== "limit reached" &&
      path.startsWith(`${each.path.join(".")}.`),
  );
}
