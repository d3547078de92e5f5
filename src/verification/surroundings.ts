import { OVERSIGHT_EVENTS, PLATFORM_KINDS, type Protocol, type Selector } from "../model/index.ts";
import { fitsParty, type Group, isReachable } from "./cast.ts";
import {
  type AskedEffect,
  castViews,
  type Exploration,
  explore,
  type MachineView,
  type Surmise,
  type Truth,
  viewMachines,
} from "./exploration.ts";

/** Told by the world itself: to everybody, or to services only. */
const TOLD_TO_ALL: readonly string[] = ["incident.began", "incident.ended", "hour.passed", "claim.corrected"];
/** Asked for and always refused: who asks hears of it, in every role. */
const ALWAYS_REFUSED: readonly string[] = ["intrude", "monitorGenerally"];
const TOLD_TO_SERVICES: readonly string[] = [
  "content.reported",
  "content.confirmed",
  "version.confirmed",
  "original.removed",
  "hash.ingested",
];
/** Asked of a copy's life by a role's effect. */
const ASKED_BY: Readonly<Record<string, string>> = {
  removeNamed: "removal.asked",
  restrictNamed: "restriction.asked",
  restoreNamed: "restoration.asked",
};
/** What a copy's own life or a role brings about for lives of copies and hashes. */
const CAUSED_BY: Readonly<Record<string, readonly string[]>> = {
  // When its term is over, or sooner.
  restrictAccount: ["account.restored"],
  label: ["label.put"],
};
/** Effects whose asker hears what came of it. */
const OVERSEEN: readonly string[] = Object.values(OVERSIGHT_EVENTS);
const TOLD_BY_ACTS: readonly string[] = Object.values(CAUSED_BY).flat();
const REVIEWS: readonly string[] = ["review.unlawful", "review.lawful"];

/**
 * The message that an event tells of, and whether it was only delivered or opened too. One that no vocabulary has is a
 * fault told elsewhere; here it is a message like any other, which somebody sends by that name or nobody does.
 */
export function messageOf(
  event: string,
): { readonly message: string; readonly isOpened: boolean } | undefined {
  const dot = event.lastIndexOf(".");
  const [message, way] = [event.slice(0, dot), event.slice(dot + 1)];
  if ((way !== "delivered" && way !== "opened") || message === "") return undefined;
  return { message, isOpened: way === "opened" };
}

/** The decision that an event answers. */
export function decisionOf(event: string, { decisions }: Protocol): string | undefined {
  const dot = event.indexOf(".");
  const name = event.slice(0, dot);
  return Object.hasOwn(decisions, name) && Object.hasOwn(decisions[name].options, event.slice(dot + 1))
    ? name
    : undefined;
}

/** Whether some actor may fit both selectors; where the files do not say, it may. */
export function mayOverlap(one: Selector | undefined, other: Selector | undefined): boolean {
  const [a, b] = [kindsOf(one), kindsOf(other)];
  if (a === undefined || b === undefined) {
    const [actor, another] = [actorOf(one), actorOf(other)];
    return actor === undefined || another === undefined || actor === another;
  }
  return [...a].some((kind) => b.has(kind));
}

function actorOf(selector: Selector | undefined): string | undefined {
  return typeof selector === "object" && "actor" in selector ? selector.actor : undefined;
}

/** Asked over and over of the same selectors. */
const kindsBySelector = new WeakMap<object, ReadonlySet<string> | "any">();

function kindsOf(selector: Selector | undefined): ReadonlySet<string> | undefined {
  if (typeof selector !== "object" || !("kind" in selector)) return undefined;
  const known = kindsBySelector.get(selector) ?? listKinds(selector) ?? "any";
  kindsBySelector.set(selector, known);
  return known === "any" ? undefined : known;
}

function listKinds(selector: { readonly kind: string | readonly string[] }): ReadonlySet<string> | undefined {
  const named = typeof selector.kind === "string" ? [selector.kind] : selector.kind;
  if (named.includes("any")) return undefined;
  return new Set(named.flatMap((kind) => (kind === "platform" ? PLATFORM_KINDS : [kind])));
}

/** A message that some statechart may send. */
export interface Sending {
  readonly from: MachineView;
  readonly message: string;
  readonly to: Selector;
  /** whether somebody passes it on, or it is served by posting, where the receiver has no contact point */
  readonly isCarried?: boolean;
}

/** What a statechart asks to be sent. */
export function sendingOf(from: MachineView, params: AskedEffect["params"]): Sending {
  return {
    from,
    message: params.message as string,
    to: params.to as Selector,
    isCarried: params.via !== undefined || params.posting !== undefined,
  };
}

/** Whether a selector may mean who plays a role: somebody of its kind, or those whom a scenario names. */
export function mayBe({ for: who, group }: MachineView, selector: Selector | undefined): boolean {
  return group === undefined ? mayOverlap(who, selector) : fitsParty(selector, group.parties[0]);
}

/** Whether two roles may be one actor's. */
export function maySame(one: MachineView, other: MachineView): boolean {
  return one.group === undefined ? mayOverlap(one.for, other.for) : one.group === other.group;
}

/** Whether a message may reach a role. `sender` is whoever sent what the sending role itself hears. */
export function mayReach(sending: Sending, role: MachineView, all: readonly Sending[]): boolean {
  const { from, to } = sending;
  if (role.scope !== "actor") return false;
  if (role.group !== undefined && sending.isCarried !== true && !isReachable(role.group.parties[0]))
    return false;
  if (to === "self") return maySame(from, role);
  // What oversight found, it found with a service: that is who it answers.
  if (to === "sender" && from.heard.some((event) => Object.hasOwn(OVERSIGHT_EVENTS, event)))
    return mayBe(role, { kind: "platform" });
  if (to === "sender")
    return all.some(
      (each) =>
        hears(from, each.message) &&
        // All roles of an actor hear what is answered to one of them.
        maySame(each.from, role) &&
        (each.to === "sender"
          ? all.some(
              (first) =>
                // Whoever answers, answers the actor: another of its roles may have begun.
                maySame(first.from, from) && first.to !== "sender" && mayReach(first, each.from, all),
            )
          : mayReach(each, from, all)),
    );
  if (role.group === undefined || from.group === undefined)
    return to === "everyone" || mayOverlap(to, role.for);
  // Nobody writes to himself, unless he names himself.
  const isAlone = role.group === from.group && role.group.parties.length === 1;
  const isNamed = typeof to === "object" && "actor" in to;
  return (isNamed || !isAlone) && fitsParty(to, role.group.parties[0]);
}

/** Whether a message may come to somebody, whether or not he plays a role that hears it. */
export function arrivesAt(sending: Sending, group: Group, { sendings }: Surroundings): boolean {
  return mayReach(sending, { ...sending.from, group }, sendings);
}

/** Whether a message may come to somebody whom a selector means. */
export function mayConcern(sending: Sending, who: Selector | undefined, surroundings: Surroundings): boolean {
  const { to } = sending;
  const { cast } = surroundings;
  if (cast === undefined) return to === "sender" || to === "self" || mayOverlap(who, to);
  return cast.some((group) => fitsParty(who, group.parties[0]) && arrivesAt(sending, group, surroundings));
}

/** Whether a role listens to a message in some state, or is opened by it. */
export function hears({ heard, per }: MachineView, message: string): boolean {
  return per === message || heard.includes(`${message}.delivered`) || heard.includes(`${message}.opened`);
}

export interface Charted {
  readonly view: MachineView;
  readonly exploration: Exploration;
}

/** A protocol among those that it uses and those that use it, every statechart explored together. */
export interface Surroundings {
  readonly charts: readonly Charted[];
  readonly sendings: readonly Sending[];
  /** who plays the roles, where a scenario says so */
  readonly cast?: readonly Group[];
  canHear(view: MachineView, event: string): boolean;
}

export interface ChartOptions {
  /** false: every message comes, whoever would send it */
  readonly strict?: boolean;
  /** who plays the roles, where a scenario says so */
  readonly cast?: readonly Group[];
  /** steps that are taken in one statechart at most */
  readonly mostSteps?: number;
  /** what is sent whatever the protocols do: by injects */
  readonly sent?: readonly { readonly message: string; readonly from: string; readonly to: Selector }[];
}

interface Known {
  readonly sendings: Map<string, Sending>;
  /** by machine: decisions it takes */
  readonly decided: Map<MachineView, Set<string>>;
  readonly flags: Set<string>;
  readonly counters: Set<string>;
  readonly asked: Set<string>;
  /** machines that ask for what is always refused */
  readonly refused: Set<MachineView>;
  /** machines that ask for oversight, by what it asks for */
  readonly overseen: Map<string, MachineView>;
  /** machines that put their copies before reviewers: each copy lives by one of them */
  readonly reviewed: Set<MachineView>;
  /** without it, what nobody sends counts as sent all the same */
  readonly isStrict: boolean;
}

/**
 * What can happen at most: the smallest set of events, messages, flags and counters that holds whatever some statechart
 * can bring about within it. `strict: false` lets every message come, whoever would send it.
 */
export function chart(
  protocols: readonly Protocol[],
  { strict = true, cast, sent = [], mostSteps }: ChartOptions = {},
): Surroundings {
  const all = protocols.flatMap(viewMachines);
  const views = cast === undefined ? all : castViews(all, cast);
  const known: Known = {
    sendings: new Map(),
    decided: new Map(views.map((view) => [view, new Set<string>()])),
    flags: new Set(),
    counters: new Set(),
    asked: new Set(),
    refused: new Set(),
    overseen: new Map(),
    reviewed: new Set(),
    isStrict: strict,
  };
  for (const { message, from, to } of sent) {
    const group = cast?.find(({ parties }) => parties.some(({ id }) => id === from));
    const role = views.find((view) => view.group === group && group !== undefined);
    if (role !== undefined)
      known.sendings.set(`${from}|${message}|${JSON.stringify(to)}`, { from: role, message, to });
  }
  let charts: Charted[] = [];
  for (let before = -1, now = 0; before !== now; now = sizeOf(known)) {
    before = sizeOf(known);
    charts = views.map((view) => ({
      view,
      exploration: explore(view, { ...surmiseFor(view, known), mostSteps }),
    }));
    for (const { view, exploration } of charts)
      for (const { effects } of exploration.edges) for (const effect of effects) learn(known, view, effect);
    if (sizeOf(known) === before) break;
  }
  return {
    charts,
    sendings: [...known.sendings.values()],
    ...(cast !== undefined && { cast }),
    canHear: (view, event) => canHear(view, known, event),
  };
}

function sizeOf({ sendings, decided, ...sets }: Known): number {
  const { flags, counters, asked, refused, overseen, reviewed } = sets;
  const decisions = [...decided.values()].reduce((sum, each) => sum + each.size, 0);
  const known = [flags, counters, asked, refused, overseen, reviewed];
  return known.reduce((sum, each) => sum + each.size, sendings.size + decisions);
}

function learn(known: Known, view: MachineView, { type, params }: AskedEffect): void {
  if (type === "send") {
    const sending = sendingOf(view, params);
    const who = `${view.group?.id ?? ""}/${view.protocol.id}/${view.name}`;
    known.sendings.set(
      `${who}|${sending.message}|${JSON.stringify(sending.to)}|${sending.isCarried}`,
      sending,
    );
  } else if (type === "decide") known.decided.get(view)?.add(params.decision as string);
  else if (type === "setFlag") known.flags.add(params.flag as string);
  else if (type === "count" && ((params.by as number | undefined) ?? 1) > 0)
    known.counters.add(`${view.group?.id ?? ""}|${params.counter as string}`);
  else if (ALWAYS_REFUSED.includes(type)) known.refused.add(view);
  else if (OVERSEEN.includes(type))
    known.overseen.set(`${type}|${view.group?.id ?? ""}/${view.protocol.id}/${view.name}`, view);
  else if (type === "enqueueReview") known.reviewed.add(view);
  else if (type === "hashFeedback") known.asked.add(`feedback.${params.verdict as string}`);
  else if (Object.hasOwn(ASKED_BY, type)) known.asked.add(ASKED_BY[type]);
  else if (Object.hasOwn(CAUSED_BY, type)) for (const event of CAUSED_BY[type]) known.asked.add(event);
}

/** Guards over guards: their answer follows from what may be answered inside, as far as that is known. */
function truthOfAll(truths: readonly Truth[]): Truth {
  if (truths.includes("no")) return "no";
  return truths.every((truth) => truth === "yes") ? "yes" : "either";
}

const sure = (is: boolean): Truth => (is ? "yes" : "no");

const turn = (truth: Truth): Truth => (truth === "either" ? "either" : truth === "yes" ? "no" : "yes");

interface InnerCall {
  readonly type: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

function surmiseFor(view: MachineView, known: Known): Surmise {
  const inner = (call: string | InnerCall): Truth =>
    typeof call === "string" ? truthOf(call, {}) : truthOf(call.type, call.params ?? {});
  const party = view.group?.parties[0];
  const isCounted = (counter: unknown) => known.counters.has(`${view.group?.id ?? ""}|${counter as string}`);
  const truthOf: Surmise["truthOf"] = (guard, params) => {
    switch (guard) {
      case "all":
        return truthOfAll((params.of as (string | InnerCall)[]).map(inner));
      case "any":
        return turn(truthOfAll((params.of as (string | InnerCall)[]).map((call) => turn(inner(call)))));
      case "not":
        return turn(inner(params.guard as string | InnerCall));
      case "countWithin":
        return isCounted(params.counter) ? "either" : "no";
      case "flagIs":
        return known.flags.has(params.flag as string) ? "either" : "no";
      case "counterAtLeast":
        if ((params.n as number) <= 0) return "yes";
        return isCounted(params.counter) ? "either" : "no";
      case "isMember":
        return party === undefined ? "either" : sure(party.members.includes(params.group as string));
      case "isPublic":
        return party === undefined ? "either" : sure(party.public);
      case "chance": {
        const of = numberIn(params.of);
        return of === 0 ? "no" : of === 1 ? "yes" : "either";
      }
      default:
        return "either";
    }
  };
  return { canHear: (event) => canHear(view, known, event), truthOf };
}

/** A number that says its range may be drawn as any value within it. */
function numberIn(quantity: unknown): number | undefined {
  if (typeof quantity === "number") return quantity;
  const { value, assumed } = quantity as { value?: number; assumed?: readonly number[] };
  return assumed !== undefined && assumed[0] !== assumed[1] ? undefined : value;
}

function canHear(view: MachineView, known: Known, event: string): boolean {
  if (view.scope === "hash") return !event.startsWith("feedback.") || known.asked.has(event);
  if (view.scope === "item") {
    if (REVIEWS.includes(event)) return known.reviewed.has(view);
    const isBrought = Object.values(ASKED_BY).includes(event) || TOLD_BY_ACTS.includes(event);
    return !isBrought || known.asked.has(event);
  }
  if (TOLD_TO_ALL.includes(event)) return true;
  if (event === "action.refused") return [...known.refused].some((each) => maySame(each, view));
  if (Object.hasOwn(OVERSIGHT_EVENTS, event)) {
    const effect = OVERSIGHT_EVENTS[event as keyof typeof OVERSIGHT_EVENTS];
    return [...known.overseen].some(([key, each]) => key.startsWith(`${effect}|`) && maySame(each, view));
  }
  if (TOLD_TO_SERVICES.includes(event)) return mayBe(view, { kind: "platform" });
  const decision = decisionOf(event, view.protocol);
  if (decision !== undefined) return known.decided.get(view)?.has(decision) === true;
  const told = messageOf(event);
  if (told !== undefined) {
    const sendings = [...known.sendings.values()];
    return (
      !known.isStrict ||
      sendings.some((each) => each.message === told.message && mayReach(each, view, sendings))
    );
  }
  return !view.unknown.has(event);
}
