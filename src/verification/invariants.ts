import { PLATFORM_KINDS, type Protocol, type Selector, STATE_KINDS } from "../model/index.ts";
import { type AskedEffect, type Edge, type Story, toBeginning, toStep } from "./exploration.ts";
import type { Finding } from "./findings.ts";
import { canonical, placeOf } from "./place-of-effect.ts";
import { type Charted, decisionOf, messageOf, type Surroundings } from "./surroundings.ts";

/**
 * What no protocol may come to, whatever else it does: a removal without ground, an intrusion by a private actor (Paris
 * Call, principle 8), general monitoring (Regulation (EU) 2021/784, article 5(8)), an order outside its scope. Each is
 * looked for along every way that a statechart can take; what is found comes with the shortest of them.
 */
export function findBreaches(protocol: Protocol, surroundings: Surroundings): Finding[] {
  return surroundings.charts
    .filter(({ view }) => view.protocol === protocol)
    .flatMap((charted) => [
      ...findGroundless(charted),
      ...findIntrusions(charted),
      ...findMonitoring(charted),
      ...findStrayOrders(charted),
    ]);
}

type Params = AskedEffect["params"];

/** Orders that bind only what they name. */
const ORDERS: readonly string[] = ["removal-order", "takedown-request"];
/** What a service hears by which it may be made to act, rather than by its own choice. */
const COMMANDS: readonly string[] = [...ORDERS, "direction", "blocking-order", "app-removal-order"];
/** Services whose content is between people, not public. */
const PRIVATE: readonly string[] = ["messaging", "private-holders"];

/** A way through a statechart, and whether anything on it was what is looked for. */
interface Walk {
  readonly row: number;
  readonly story: Story;
}

/**
 * The shortest story to each step with one of some effects, over steps that do not satisfy `passes`: what is never
 * reached so is reached only after it.
 */
export function stepsWith(
  { view, exploration }: Charted,
  passes: (edge: Edge) => boolean,
  isMeant: (effect: AskedEffect) => boolean,
): { readonly effect: AskedEffect; readonly story: Story }[] {
  const found: { effect: AskedEffect; story: Story }[] = [];
  const told = new Set<string>();
  const seen = new Set<number>();
  const queue: Walk[] = [];
  const take = (edge: Edge, before: Story) => {
    if (passes(edge)) return;
    const story = edge.from < 0 ? toBeginning(view, edge) : [...before, toStep(view, edge)];
    for (const effect of edge.effects) {
      const key = JSON.stringify(effect);
      if (!isMeant(effect) || told.has(key)) continue;
      told.add(key);
      found.push({ effect, story });
    }
    if (seen.has(edge.to)) return;
    seen.add(edge.to);
    queue.push({ row: edge.to, story });
  };
  const from = new Map<number, Edge[]>();
  for (const edge of exploration.edges) from.set(edge.from, [...(from.get(edge.from) ?? []), edge]);
  for (const edge of exploration.starts) take(edge, []);
  for (let at = 0; at < queue.length; at++)
    for (const edge of from.get(queue[at].row) ?? []) take(edge, queue[at].story);
  return found;
}

const NEVER = () => false;

function tell(
  charted: Charted,
  code: string,
  { effect, story }: { readonly effect: AskedEffect; readonly story: Story },
  details: Finding["details"] = {},
): Finding {
  return {
    code,
    path: placeOf(charted.view, effect),
    answer: "found",
    story,
    details: { effect: effect.type, machine: charted.view.name, ...details },
  };
}

// ---- no removal without ground ---------------------------------------------------------------------------------------

/** What is a ground for a copy to go: somebody judged it, somebody ordered or asked for it, it matched what is known. */
const GROUND_EVENTS: readonly string[] = ["review.unlawful", "hash.ingested", "removal.asked"];
const GROUND_GUARDS: readonly string[] = ["matchesKnownHash", "sweepFinds", "versionIsKnown"];
/** What a service does to what is named to it, or to whom. */
const TAKINGS: readonly string[] = ["removeNamed", "restrictNamed", "restrictAccount", "blockAccess"];

/** What an actor takes from others: a removal, a restriction, a suspension, a block. */
export const isTaking = ({ type }: AskedEffect) => TAKINGS.includes(type);

function findGroundless(charted: Charted): Finding[] {
  const { view } = charted;
  if (view.scope === "hash") return [];
  const hasGround = ({ event, answers }: Edge) =>
    view.scope === "item"
      ? GROUND_EVENTS.includes(event) || answers.some(({ guard, is }) => is && GROUND_GUARDS.includes(guard))
      : messageOf(event) !== undefined || decisionOf(event, view.protocol) !== undefined;
  if (view.scope === "actor" && view.per !== undefined) return [];
  const isMeant = (effect: AskedEffect) =>
    view.scope === "item" ? effect.type === "remove" || effect.type === "block" : isTaking(effect);
  return stepsWith(charted, hasGround, isMeant).map((step) =>
    tell(charted, "verification/removal_without_ground", step),
  );
}

// ---- no intrusion by a private actor ---------------------------------------------------------------------------------

function kindsOf(selector: Selector | undefined): readonly string[] | undefined {
  if (typeof selector !== "object" || !("kind" in selector)) return undefined;
  return typeof selector.kind === "string" ? [selector.kind] : selector.kind;
}

function findIntrusions(charted: Charted): Finding[] {
  const kinds = kindsOf(charted.view.for);
  // Whoever is not named as an organ of a state may be private.
  if (kinds?.every((kind) => (STATE_KINDS as readonly string[]).includes(kind)) === true) return [];
  return stepsWith(charted, NEVER, ({ type }) => type === "intrude").map((step) =>
    tell(charted, "verification/intrusion", step),
  );
}

// ---- no general monitoring -------------------------------------------------------------------------------------------

/** Whether a selector means services whose content is not public; one that leaves it open is taken to mean public ones. */
function isPrivate(selector: Selector | undefined): boolean {
  if (selector === "everyone") return true;
  if (typeof selector !== "object" || "actor" in selector || selector.public === true) return false;
  if (selector.public === false) return true;
  const kinds = kindsOf(selector);
  return kinds?.some((kind) => PRIVATE.includes(kind)) === true;
}

export function isScan({ type, params }: AskedEffect): boolean {
  if (type !== "matchUploads") return false;
  return [params.block, params.sweep].some((given) => numberIn(given) > 0);
}

function numberIn(given: unknown): number {
  if (typeof given === "number") return given;
  return Number((given as { value?: unknown } | undefined)?.value ?? 0);
}

function findMonitoring(charted: Charted): Finding[] {
  const { view } = charted;
  if (view.scope !== "actor") return [];
  const asked = stepsWith(charted, NEVER, ({ type }) => type === "monitorGenerally");
  const found = asked.map((step) => tell(charted, "verification/general_monitoring", step, { why: "all" }));
  const scans = stepsWith(charted, NEVER, isScan);
  if (kindsOf(view.for)?.some((kind) => PRIVATE.includes(kind)) === true)
    return [
      ...found,
      ...scans.map((step) => tell(charted, "verification/general_monitoring", step, { why: "private" })),
    ];
  // By order: a service that would not scan unless it is commanded to.
  return [
    ...found,
    ...commanded(charted, isScan).map((step) =>
      tell(charted, "verification/general_monitoring", step, { why: "order" }),
    ),
  ];
}

/** What is done because of a command, and not by anybody's own choice as well. */
function commanded(charted: Charted, isMeant: (effect: AskedEffect) => boolean) {
  const isCommand = ({ event }: Edge) => COMMANDS.includes(messageOf(event)?.message ?? "");
  const own = COMMANDS.includes(charted.view.per ?? "") ? [] : stepsWith(charted, isCommand, isMeant);
  return stepsWith(charted, NEVER, isMeant).filter(
    ({ effect }) => !own.some((each) => canonical(each.effect.params) === canonical(effect.params)),
  );
}

// ---- no order outside its scope --------------------------------------------------------------------------------------

export const isOrder = ({ type, params }: AskedEffect) =>
  type === "send" && ORDERS.includes(String(params.message));

function findStrayOrders(charted: Charted): Finding[] {
  const { view } = charted;
  if (view.scope !== "actor") return [];
  const sent = stepsWith(charted, NEVER, isOrder).flatMap((step) => {
    const why = strayIn(step.effect.params);
    return why === undefined ? [] : [tell(charted, "verification/order_out_of_scope", step, { why })];
  });
  const { territory } = view.protocol;
  if (territory === undefined) return sent;
  const carried = commanded(charted, ({ type, params }) => {
    const where = params.territory;
    return TAKINGS.includes(type) && typeof where === "string" && !territory.includes(where);
  });
  return [
    ...sent,
    ...carried.map((step) =>
      tell(charted, "verification/order_out_of_scope", step, {
        why: "territory",
        where: String(step.effect.params.territory),
      }),
    ),
  ];
}

/** An order that names nothing, or goes to services whose content is not public. */
function strayIn({ items, to }: Params): string | undefined {
  if (items === undefined || items === 0) return "unnamed";
  if (to === "sender" || to === "self") return undefined;
  const kinds = kindsOf(to as Selector);
  const isToServices =
    to === "everyone" ||
    kinds?.some((kind) => ["platform", "any", ...(PLATFORM_KINDS as readonly string[])].includes(kind)) ===
      true;
  return isToServices && isPrivate(to as Selector) ? "not-public" : undefined;
}
