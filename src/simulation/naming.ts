import { type ActionCall, type ChartState, chartMachine, machinesOf, statesBelow } from "../model/index.ts";
import { type CompiledActor, type CompiledScenario, fitsActor } from "./compile.ts";

/**
 * Does somebody send messages that name a number of items, again and again, to services that most public copies reach?
 *
 * Such an order names what is up at its time, oldest first: distinct items of distinct versions, and never more than there
 * are. Once, and early, that is what stays whole at any scale, and at a service that few copies reach it changes little. Round
 * after round, where the copies are, it comes to what stands for many: then it names fewer of them, their versions are
 * recognised later, and all that comes afterwards is another cascade.
 */
export function namesItemsOverAndOver(compiled: CompiledScenario): boolean {
  const shares = sharesOf(compiled);
  const { protocols } = compiled.scenario;
  const names = (calls: readonly ActionCall[]) => calls.some((call) => namesItems(call, compiled, shares));
  return compiled.roles.some(({ protocol, id, per, actors }) => {
    if (actors.length === 0) return false;
    const machine = machinesOf(protocols[protocol]).find(
      ({ name, scope }) => scope === "actor" && name === id,
    );
    if (machine === undefined) return false;
    const chart = chartMachine(machine, protocols[protocol]);
    return statesBelow(chart).some(
      (state) =>
        ((names(state.entry) || names(state.exit)) &&
          (per !== undefined || leadsTo(chart, state.id, state.id))) ||
        state.transitions.some(
          ({ actions, source, target = source }) =>
            names(actions) && (per !== undefined || target === source || leadsTo(chart, target, source)),
        ),
    );
  });
}

const GENERATIONS = 64;
const ENOUGH = 1e12;

function add(to: Map<string, number>, id: string, count: number): void {
  to.set(id, (to.get(id) ?? 0) + count);
}

/** Of all public copies that are expected if nothing is ever taken down, the share that each service gets; by its actor. */
function sharesOf({
  scenario,
  platforms,
  originals,
}: CompiledScenario): ReadonlyMap<CompiledActor["number"], number> {
  let coming = new Map<string, number>();
  for (const { platform } of originals) add(coming, platforms[platform].id, 1);
  for (const { offspring } of Object.values(scenario.originals))
    for (const [to, { value }] of Object.entries(offspring ?? {})) add(coming, to, value);
  const all = new Map<string, number>();
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const next = new Map<string, number>();
    for (const [id, count] of coming) {
      add(all, id, count);
      for (const [to, { value }] of Object.entries(scenario.platforms[id].offspring))
        add(next, to, count * value);
    }
    coming = next;
    if ([...all.values()].some((count) => count > ENOUGH)) break;
  }
  const open = platforms.filter((platform) => platform.public);
  const total = open.reduce((sum, { id }) => sum + (all.get(id) ?? 0), 0);
  return new Map(open.map(({ id, actor }) => [actor, total === 0 ? 0 : (all.get(id) ?? 0) / total]));
}

/** Whether a call sends such a message to services that have half of all copies or more. */
function namesItems(
  call: ActionCall,
  { actors }: CompiledScenario,
  shares: ReadonlyMap<CompiledActor["number"], number>,
): boolean {
  if (typeof call === "string" || !("type" in call) || call.type !== "send") return false;
  const { items, to } = (call.params ?? {}) as { readonly items?: unknown; readonly to?: unknown };
  if (typeof items !== "number") return false;
  let reached = 0;
  for (const [number, share] of shares) if (isReceiver(to, actors[number])) reached += share;
  return reached >= 0.5;
}

function isReceiver(to: unknown, actor: CompiledActor): boolean {
  if (typeof to === "string") return to === "everyone";
  if (Array.isArray(to)) return to.some((each) => isReceiver(each, actor));
  const selector = (to ?? {}) as Parameters<typeof fitsActor>[0] & { readonly actor?: string };
  return selector.actor === undefined ? fitsActor(selector, actor) : selector.actor === actor.id;
}

const isInside = (id: string, other: string) => id === other || id.startsWith(`${other}.`);
/** Whoever is in the one may be in the other at the same time. */
const areNear = (a: string, b: string) => isInside(a, b) || isInside(b, a);

/** Whether transitions may lead from one state to another, guards aside. */
function leadsTo(chart: ChartState, from: string, to: string): boolean {
  const steps = statesBelow(chart).flatMap(({ transitions }) =>
    transitions.flatMap(({ source, target }) => (target === undefined ? [] : [{ source, target }])),
  );
  const reached = [from];
  for (const state of reached) {
    for (const { source, target } of steps) {
      if (!areNear(source, state)) continue;
      if (areNear(target, to)) return true;
      if (!reached.includes(target)) reached.push(target);
    }
  }
  return false;
}
