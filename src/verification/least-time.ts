import { type Duty, type FactPattern, type Protocol, patternsOf, type Selector } from "../model/index.ts";
import { boundsOfDelay } from "./delay-bounds.ts";
import {
  type AskedEffect,
  type Edge,
  type Exploration,
  type MachineView,
  type Story,
  toBeginning,
  toStep,
} from "./exploration.ts";
import { type Finding, isMove } from "./findings.ts";
import {
  type Charted,
  decisionOf,
  mayBe,
  mayOverlap,
  mayReach,
  messageOf,
  type Surroundings,
  sendingOf,
} from "./surroundings.ts";
import { mostAllowed } from "./time-allowed.ts";

/** The least possible time of a duty, in milliseconds from its start; Infinity where nothing can stop it. */
export interface LeastTime {
  readonly time: number;
  readonly story: Story;
}

interface Reached {
  readonly time: number;
  readonly story: Story;
}

interface Options {
  /** milliseconds from delivery until somebody opens a message, by whom it may concern; nothing where not given */
  readonly opening?: (role: Selector | undefined) => number;
}

const receivers = new WeakMap<Surroundings, Map<MachineView, Map<string, readonly Charted[]>>>();

/** Whose roles what a statechart asks to be sent may reach: worked out once for each surroundings. */
function receiversOf(
  surroundings: Surroundings,
  view: MachineView,
  params: AskedEffect["params"],
): readonly Charted[] {
  const byView = receivers.get(surroundings) ?? new Map<MachineView, Map<string, readonly Charted[]>>();
  receivers.set(surroundings, byView);
  const known = byView.get(view) ?? new Map<string, readonly Charted[]>();
  byView.set(view, known);
  const key = JSON.stringify(params);
  const sending = sendingOf(view, params);
  const found =
    known.get(key) ??
    surroundings.charts.filter((other) => mayReach(sending, other.view, surroundings.sendings));
  known.set(key, found);
  return found;
}

/** Facts that an effect of a copy's or a hash's life, or of a role, makes at once. */
export const MADE_BY: Readonly<Record<string, readonly string[]>> = {
  "content.removed": ["remove", "removeNamed", "hide", "disable", "purge"],
  "original.removed": ["remove", "removeNamed", "hide", "disable", "purge"],
  "order.fulfilled": ["removeNamed", "restrictNamed"],
  "content.restricted": ["restrict", "restrictNamed"],
  "content.restored": ["restore", "restoreNamed"],
  "content.reported": ["report"],
  "content.posted": ["publish"],
  "original.posted": ["publish"],
  "content.kept": ["keep"],
  "content.appealed": ["appeal"],
  "hash.made": ["makeHash"],
  "hash.shared": ["shareHash"],
  "hash.withdrawn": ["withdrawHash"],
  "crisis.entered": ["surge"],
  "crisis.left": ["endSurge"],
  "note.made": ["note"],
  "content.held": ["hide", "disable"],
  "content.preserved": ["preserve"],
  "content.purged": ["purge"],
  // What is held back while information is withheld is told when that ends.
  "user.informed": ["informUser", "discloseInformation"],
  "information.withheld": ["withholdInformation"],
  "complaint.made": ["complain"],
  "complaint.decided": ["decideComplaint"],
  "content.labelled": ["label"],
  "content.unlabelled": ["unlabel"],
  "content.demoted": ["demote"],
  "reach.changed": ["officialInformation", "redirect", "recommendationOff", "recommendationOn"],
  "account.struck": ["strike"],
  "account.restricted": ["restrictAccount"],
  "access.blocked": ["blockAccess"],
  "access.unblocked": ["unblockAccess"],
  "hash.feedback": ["hashFeedback"],
  "hash.relabelled": ["relabelHash"],
  "ledger.published": ["publishLedger"],
  "oversight.began": ["placeReviewers"],
  "removals.sampled": ["sampleRemovals"],
  "label.controlled": ["controlProvenance"],
  "pledge.followed": ["followPledges"],
};
export const MESSAGE_FACTS: readonly string[] = ["message.sent", "message.delivered", "message.opened"];

/** Whether a search over statecharts can see this fact at all. */
function isSeen({ fact }: FactPattern): boolean {
  return (
    fact === "decision.taken" ||
    fact === "review.finished" ||
    fact === "state.entered" ||
    MESSAGE_FACTS.includes(fact) ||
    Object.hasOwn(MADE_BY, fact)
  );
}

/**
 * How long it takes at least from what starts a duty to what stops it, along the fastest path: every decision and every
 * review is taken at once, every message arrives at once and is opened as soon as `opening` lets it, of random waits only
 * the shift counts, fixed waits count whole. Nothing that serves it is taken to be under way when the clock starts. A
 * restart begins the clock anew, and where it goes on with what was left nothing need have been used up before: the path
 * from there counts too. Undefined where the search cannot see what starts or
 * stops it.
 */
export function leastTime(
  duty: Duty,
  surroundings: Surroundings,
  { opening = () => 0 }: Options = {},
): LeastTime | undefined {
  const { stops } = duty;
  if (stops === undefined || !isSeen(duty.starts) || !isSeen(stops)) return undefined;
  const serves = exchangeOf(duty, surroundings);
  const time = (from: FactPattern, to: FactPattern) =>
    new Relaxation(surroundings, opening, serves).run(from, to).time;
  const allowed = mostAllowed(duty, []);
  const suspensions = patternsOf(duty.suspendedBy);
  const restarts = patternsOf(duty.restartedBy);
  // What can only be held after its time is up never begins anew.
  const isInTime = (held: FactPattern) => !isSeen(held) || time(duty.starts, held) < allowed;
  const begun = restarts.filter((_, index) =>
    (suspensions.length === restarts.length ? [suspensions[index]] : suspensions).some(isInTime),
  );
  return [duty.starts, ...begun]
    .filter(isSeen)
    .map((pattern) => new Relaxation(surroundings, opening, serves).run(pattern, stops))
    .reduce((best, each) => (each.time < best.time ? each : best));
}

/**
 * Whose steps may stop a clock that runs for each message: not those of a role that another message opens, unless one of the
 * two goes on with what the other began (`items: same`).
 */
function exchangeOf({ per, starts }: Duty, { charts }: Surroundings): (charted: Charted) => boolean {
  const { fact, what } = starts;
  if (per !== "message" || what === undefined || !MESSAGE_FACTS.includes(fact)) return () => true;
  const goingOn = new Set(
    charts.flatMap(({ exploration }) =>
      exploration.edges.flatMap(({ effects }) =>
        effects.flatMap(({ type, params }) =>
          type === "send" && params.items === "same" ? [String(params.message)] : [],
        ),
      ),
    ),
  );
  if (goingOn.has(what)) return () => true;
  return ({ view }) => view.per === undefined || view.per === what || goingOn.has(view.per);
}

const holding = new WeakMap<Exploration, Map<string, readonly number[]>>();

/** Rows in which a state is active, worked out once for each walk through a statechart. */
function rowsHolding({ view, exploration }: Charted, state: string): readonly number[] {
  const byState = holding.get(exploration) ?? new Map<string, readonly number[]>();
  holding.set(exploration, byState);
  const isActive = (row: number) => state === view.definition.id || view.tables.states(row).includes(state);
  const found = byState.get(state) ?? exploration.rows.filter(isActive);
  byState.set(state, found);
  return found;
}

const waitedFor = new WeakMap<MachineView, Map<string, boolean>>();

/** Whether an event comes only when somebody has sent or decided something. */
function isWaitedFor(view: MachineView, event: string): boolean {
  const known = waitedFor.get(view) ?? new Map<string, boolean>();
  waitedFor.set(view, known);
  const found =
    known.get(event) ??
    (view.scope === "actor" &&
      (messageOf(event) !== undefined || decisionOf(event, view.protocol) !== undefined));
  known.set(event, found);
  return found;
}

const AT_ONCE: Reached = { time: 0, story: [] };
const NEVER: Reached = { time: Number.POSITIVE_INFINITY, story: [] };

/** Earliest times by repeated relaxation: of every row of every statechart, every message's arrival, every decision. */
class Relaxation {
  private readonly surroundings: Surroundings;
  private readonly opening: (role: Selector | undefined) => number;
  private readonly serves: (charted: Charted) => boolean;
  /** by chart: by row */
  private readonly rows = new Map<Charted, Map<number, Reached>>();
  /** by chart: when an event may first be heard */
  private readonly heard = new Map<Charted, Map<string, Reached>>();
  /** when a step was last worked out: later than that it brings nothing new */
  private readonly applied = new Map<Edge, number>();
  private hasChanged = false;

  constructor(
    surroundings: Surroundings,
    opening: (role: Selector | undefined) => number,
    serves: (charted: Charted) => boolean,
  ) {
    this.surroundings = surroundings;
    this.opening = opening;
    this.serves = serves;
    for (const each of surroundings.charts) {
      this.rows.set(each, new Map());
      this.heard.set(each, new Map());
    }
  }

  run(starts: FactPattern, stops: FactPattern): Reached {
    this.begin(starts);
    let best = NEVER;
    do {
      this.hasChanged = false;
      for (const charted of this.surroundings.charts)
        for (const edge of charted.exploration.edges) {
          const reached = this.reach(charted, edge);
          if (reached === undefined) continue;
          this.apply(charted, edge, reached);
          if (!this.serves(charted)) continue;
          const stop = this.stopAt(charted, edge, reached, stops);
          if (stop.time < best.time) best = stop;
        }
    } while (this.hasChanged);
    return best;
  }

  private begin(pattern: FactPattern): void {
    const { charts } = this.surroundings;
    const told = messageOf(`${pattern.what}.opened`);
    const isMessage = MESSAGE_FACTS.includes(pattern.fact);
    const isOfItems = pattern.fact.startsWith("content.") || pattern.fact.startsWith("original.");
    for (const charted of charts) {
      const { view, exploration } = charted;
      const started = isMessage ? [] : exploration.edges.filter((edge) => makes(charted, edge, pattern));
      for (const edge of started) {
        const story = edge.from < 0 ? [] : exploration.storyOf(edge.from);
        const at = { time: 0, story: [...story, toStep(view, edge)] };
        this.lower(this.rows.get(charted), edge.to, at);
        this.effects(charted, edge, at);
      }
      if (started.length > 0 || view.per !== undefined) continue;
      if (isOfItems && view.scope === "item") continue;
      for (const row of rowsBefore(charted, isMessage ? told?.message : undefined))
        this.lower(this.rows.get(charted), row, { time: 0, story: exploration.storyOf(row) });
    }
    if (!isMessage || told === undefined) return;
    for (const charted of charts) {
      const { view } = charted;
      if (view.scope !== "actor" || !mayBe(view, pattern.actor)) continue;
      this.arrive(charted, told.message, { time: 0, story: [] }, pattern.fact === "message.opened");
    }
  }

  private lower<K>(table: Map<K, Reached> | undefined, key: K, reached: Reached): void {
    const known = table?.get(key);
    if (known !== undefined && known.time <= reached.time) return;
    table?.set(key, reached);
    this.hasChanged = true;
  }

  private arrive(charted: Charted, message: string, at: Reached, isOpened = false): void {
    const { view, exploration } = charted;
    const opened = { time: at.time + (isOpened ? 0 : this.opening(view.for)), story: at.story };
    this.lower(this.heard.get(charted), `${message}.delivered`, at);
    this.lower(this.heard.get(charted), `${message}.opened`, opened);
    if (view.per !== message) return;
    for (const edge of exploration.starts) {
      const begun = { ...at, story: [...at.story, ...toBeginning(view, edge)] };
      this.lower(this.rows.get(charted), edge.to, begun);
      this.effects(charted, edge, begun);
    }
  }

  /** When this step may first be taken; undefined while nothing leads to it. */
  private reach(charted: Charted, edge: Edge): Reached | undefined {
    const { view } = charted;
    const from = this.rows.get(charted)?.get(edge.from);
    if (from === undefined) return undefined;
    const cause = this.causeOf(charted, edge);
    if (cause === undefined) return undefined;
    const time = Math.max(from.time, cause.time);
    if (time >= (this.applied.get(edge) ?? Number.POSITIVE_INFINITY)) return undefined;
    this.applied.set(edge, time);
    // What led here and what led to the event, each step once.
    const story = [...from.story.filter((step) => !cause.story.includes(step)), ...cause.story];
    return { time, story: [...story, toStep(view, edge)] };
  }

  private causeOf(charted: Charted, { event, timer, timerState }: Edge): Reached | undefined {
    const { view } = charted;
    if (timer !== undefined) {
      const rows = this.rows.get(charted) as Map<number, Reached>;
      let entered = Number.POSITIVE_INFINITY;
      for (const row of rowsHolding(charted, timerState as string))
        entered = Math.min(entered, rows.get(row)?.time ?? Number.POSITIVE_INFINITY);
      return { time: entered + boundsOfDelay(view.protocol, timer).least, story: [] };
    }
    return isWaitedFor(view, event) ? this.heard.get(charted)?.get(event) : AT_ONCE;
  }

  private apply(charted: Charted, edge: Edge, reached: Reached): void {
    this.lower(this.rows.get(charted), edge.to, reached);
    this.effects(charted, edge, reached);
  }

  private effects(charted: Charted, { effects }: Edge, at: Reached): void {
    const { view } = charted;
    for (const { type, params } of effects) {
      if (type === "decide") {
        const name = params.decision as string;
        for (const option of Object.keys(view.protocol.decisions[name]?.options ?? {}))
          this.lower(this.heard.get(charted), `${name}.${option}`, at);
      }
      if (type !== "send") continue;
      for (const other of receiversOf(this.surroundings, view, params))
        this.arrive(other, params.message as string, at);
    }
  }

  private stopAt(charted: Charted, edge: Edge, reached: Reached, stops: FactPattern): Reached {
    if (!MESSAGE_FACTS.includes(stops.fact)) {
      return makes(charted, edge, stops) ? reached : NEVER;
    }
    const sends = edge.effects.some(
      ({ type, params }) =>
        type === "send" &&
        (stops.what === undefined || params.message === stops.what) &&
        mayBe(charted.view, stops.other) &&
        (params.to === "sender" ||
          params.to === "everyone" ||
          mayOverlap(params.to as Selector, stops.actor)),
    );
    if (!sends) return NEVER;
    return stops.fact === "message.opened"
      ? { ...reached, time: reached.time + this.opening(stops.actor) }
      : reached;
  }
}

/** Whether a step makes this fact, of those that are no messages. */
function makes({ view }: Charted, { event, effects, to }: Edge, pattern: FactPattern): boolean {
  const { fact, what, how, actor } = pattern;
  if (fact === "state.entered") return mayEnter(view, to, pattern);
  if (view.scope === "actor" && !mayBe(view, actor)) return false;
  if (fact === "decision.taken") {
    if (view.scope !== "actor") return false;
    const decision = decisionOf(event, view.protocol);
    return (
      decision !== undefined &&
      (what === undefined || what === decision) &&
      (how === undefined || event === `${decision}.${how}`)
    );
  }
  if (fact === "review.finished") return event.startsWith("review.");
  const makers = MADE_BY[fact] ?? [];
  return effects.some(
    ({ type, params }) =>
      makers.includes(type) && (fact !== "note.made" || what === undefined || params.what === what),
  );
}

/**
 * Whether a step may be told as coming to a state: `what` is the role, `how` the state as the log names it. A step that stays
 * where it was counts too, since it may begin a wait anew; so nothing is held to be slower than it is.
 */
function mayEnter(view: MachineView, row: number, pattern: FactPattern): boolean {
  const { scope, name, tables } = view;
  const { what, how, actor } = pattern;
  if (scope !== "actor" || !mayBe(view, actor)) return false;
  return (
    (what === undefined || name === `roles.${what}`) && (how === undefined || tables.stateName(row) === how)
  );
}

/** Where a statechart may stand when the clock starts: one that the message sets going, where it does so. */
function rowsBefore(
  { exploration: { rows, edges } }: Charted,
  message: string | undefined,
): readonly number[] {
  const set = new Set(
    edges
      .filter(
        (edge) => isMove(edge) && edge.timer === undefined && messageOf(edge.event)?.message === message,
      )
      .map(({ from }) => from),
  );
  return message === undefined || set.size === 0 ? rows : rows.filter((row) => set.has(row));
}

/** Duties of a protocol that nobody can meet, however fast everybody is. */
export function findImpossibleDuties(protocol: Protocol, surroundings: Surroundings): Finding[] {
  return Object.entries(protocol.duties).flatMap(([id, duty]): Finding[] => {
    // Nothing need ever be done to let a wait pass, or a measure lapse.
    if (duty.form === "minimum-wait" || duty.form === "expiry") return [];
    const least = leastTime(duty, surroundings);
    const protocols = surroundings.charts.map(({ view }) => view.protocol);
    const within = mostAllowed(duty, [...new Set([protocol, ...protocols])]);
    if (least === undefined || (Number.isFinite(least.time) && least.time <= within)) return [];
    return [
      {
        code: Number.isFinite(least.time) ? "verification/duty_too_short" : "verification/duty_never_stops",
        path: ["duties", id],
        answer: surroundings.charts.every(({ exploration }) => exploration.isComplete)
          ? "proved"
          : "limit reached",
        story: least.story,
        ...(!Number.isFinite(least.time) && wayOfClock(protocol, id, duty, surroundings)),
        details: {
          duty: id,
          ...(Number.isFinite(within) && { within }),
          ...(Number.isFinite(least.time) && { least: least.time }),
        },
      },
    ];
  });
}

/** The way to what starts a clock, as far as there is one, and the fact that never comes to stop it. */
function wayOfClock(
  protocol: Protocol,
  id: string,
  { starts, stops }: Duty,
  { charts }: Surroundings,
): Pick<Finding, "road" | "closed"> {
  const about = { protocol: protocol.id, machine: `duties.${id}`, state: "" };
  const closed = patternsOf(stops).map(({ fact, what }) => ({
    ...about,
    event: what === undefined ? fact : `${fact} ${what}`,
    why: "never-made" as const,
  }));
  const starting = ({ effects }: Edge) =>
    effects.some(({ type, params }) => type === "send" && params.message === starts.what);
  const isMessage = MESSAGE_FACTS.includes(starts.fact);
  for (const charted of charts) {
    const { view, exploration } = charted;
    const edge = exploration.edges.find((each) =>
      isMessage ? starting(each) : makes(charted, each, starts),
    );
    if (edge === undefined) continue;
    const before = edge.from < 0 ? toBeginning(view, edge) : exploration.storyOf(edge.from);
    return { road: edge.from < 0 ? before : [...before, toStep(view, edge)], closed };
  }
  const never = { ...about, event: `${starts.fact} ${starts.what ?? ""}`.trim(), why: "never-made" as const };
  return { closed: [never, ...closed] };
}
