import {
  type ActionCall,
  type ActionList,
  eventsHeard,
  expandEvents,
  type GuardCall,
  inBoth,
  isRecord,
  listCandidates,
  type MachineOfProtocol,
  type Protocol,
  type StateDefinition,
  type TransitionDefinition,
  type TransitionList,
} from "../../model/index.ts";
import type { Language, Loss } from "../../words/index.ts";
import { lossesBeside } from "./losses.ts";

/** A statechart as XState's `createMachine` takes it: plain data, every guard, action and delay by its name. */
export type XStateConfig = Readonly<Record<string, unknown>>;

/**
 * The statecharts of a protocol as XState configurations (version 5), by the machine's name. `*` is written out as the
 * events that it stands for; marks stand in `meta`, where XState's tools show them; "and", "or" and "not" are guards of
 * those names, whose parts are parameters, because XState's own are functions.
 */
export function exportXState(
  protocol: Protocol,
  machines: readonly MachineOfProtocol[],
  language: Language,
): { readonly machines: Readonly<Record<string, XStateConfig>>; readonly losses: readonly Loss[] } {
  const configs = machines.map((machine) => [machine.name, configOf(machine, protocol, language)] as const);
  return { machines: Object.fromEntries(configs), losses: lossesBeside(protocol, machines, language) };
}

function configOf(machine: MachineOfProtocol, protocol: Protocol, language: Language): XStateConfig {
  const { name, scope, role, definition } = machine;
  const events = eventsHeard(scope, protocol);
  const { meta, ...config } = stateOf(definition, events, language);
  const about = {
    protocol: protocol.id,
    version: protocol.version,
    title: role?.title[language] ?? protocol.title[language],
    for: role?.for,
    per: role?.per,
  };
  return { id: name, ...config, meta: { ...(isRecord(meta) ? meta : {}), ...defined(about) } };
}

function stateOf(
  state: StateDefinition,
  events: readonly string[],
  language: Language,
): Record<string, unknown> {
  const { id, initial, type, history, target, tags, mark, description, entry, exit } = state;
  const on = Object.entries(Object.fromEntries(expandEvents(state.on ?? {}, events))).map(
    ([event, candidates]) => [event, candidates.map(({ transition }) => transitionOf(transition, language))],
  );
  return defined({
    id,
    initial,
    type: type ?? (history === undefined ? undefined : "history"),
    history,
    target,
    description: description && inBoth(description)[language],
    tags,
    meta: mark === undefined ? undefined : { mark },
    entry: actionsOf(entry),
    exit: actionsOf(exit),
    on: on.length === 0 ? undefined : Object.fromEntries(on),
    after: state.after && mapEach(state.after, (given, key) => listOf(key, given, language)),
    always: state.always && listOf("always", state.always, language),
    onDone: state.onDone && listOf("onDone", state.onDone, language),
    states: state.states && mapEach(state.states, (child) => stateOf(child, events, language)),
  });
}

function listOf(key: string, given: TransitionList, language: Language): object[] {
  return listCandidates(key, given).map(({ transition }) => transitionOf(transition, language));
}

function transitionOf(given: TransitionDefinition, language: Language): Record<string, unknown> {
  const { target, guard, actions, reenter, mark, description } =
    typeof given === "string" ? { target: given } : given;
  return defined({
    target,
    guard: guard === undefined ? undefined : guardOf(guard),
    actions: actionsOf(actions),
    reenter,
    description: description && inBoth(description)[language],
    meta: mark === undefined ? undefined : { mark },
  });
}

function guardOf(guard: GuardCall): unknown {
  if (typeof guard === "string") return { type: guard };
  if ("not" in guard) return { type: "not", params: { guard: guardOf(guard.not) } };
  if ("and" in guard) return { type: "and", params: { guards: guard.and.map(guardOf) } };
  if ("or" in guard) return { type: "or", params: { guards: guard.or.map(guardOf) } };
  return defined({ type: guard.type, params: guard.params });
}

function actionsOf(actions: ActionList | undefined): unknown[] | undefined {
  if (actions === undefined) return undefined;
  const all = (Array.isArray(actions) ? actions : [actions]) as readonly ActionCall[];
  return all.map((action) => {
    if (typeof action === "string") return { type: action };
    if ("raise" in action) return { type: "raise", params: { event: { type: action.raise } } };
    return defined({ type: action.type, params: action.params });
  });
}

function defined(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function mapEach<A, B>(
  table: Readonly<Record<string, A>>,
  change: (value: A, key: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value, key)]));
}
