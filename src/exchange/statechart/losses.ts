import {
  type ActionCall,
  BUILT_IN_DELAYS,
  type ChartState,
  type ChartTransition,
  type GuardCall,
  type MachineMark,
  type MachineOfProtocol,
  type Protocol,
  statesBelow,
  type Text,
  type Trigger,
} from "../../model/index.ts";
import type { Language, Loss } from "../../words/index.ts";
import { ProtocolTeller } from "../../words/index.ts";

/** A statechart in another format, with what that format could not hold. */
export interface Exported {
  readonly text: string;
  readonly losses: readonly Loss[];
}

export function nameOfTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case "event":
      return trigger.name;
    case "after":
      return `after ${trigger.delay}`;
    case "always":
    case "done":
      return trigger.kind;
    default:
      return trigger satisfies never;
  }
}

export const nameOfAction = (action: ActionCall): string =>
  typeof action === "string" ? action : "raise" in action ? `raise ${action.raise}` : action.type;

/** A guard as names, with "and", "or" and "not" between them. */
export function nameOfGuard(guard: GuardCall): string {
  if (typeof guard === "string") return guard;
  if ("not" in guard) return `not ${bracket(guard.not)}`;
  if ("and" in guard) return guard.and.map(bracket).join(" and ");
  if ("or" in guard) return guard.or.map(bracket).join(" or ");
  return guard.type;
}

function bracket(guard: GuardCall): string {
  const name = nameOfGuard(guard);
  return typeof guard === "object" && ("and" in guard || "or" in guard) ? `(${name})` : name;
}

const paramsOf = (call: ActionCall | GuardCall): [string, unknown][] => {
  if (typeof call === "string") return [];
  if ("not" in call) return paramsOf(call.not);
  if ("and" in call) return call.and.flatMap(paramsOf);
  if ("or" in call) return call.or.flatMap(paramsOf);
  return "type" in call && call.params !== undefined ? [[call.type, call.params]] : [];
};

const nameOfMark = (mark: MachineMark): string =>
  typeof mark === "string" ? mark : `${mark.mark}${mark.source === undefined ? "" : ` (${mark.source})`}`;

/** Where a transition stands, as a reader finds it again. */
const placeOf = ({ source, trigger }: ChartTransition) => `${source}, ${nameOfTrigger(trigger)}`;

/** What of a chart a format without parameters, marks and descriptions leaves behind, in the order of its states. */
export function lossesOfChart(chart: ChartState, language: Language): Loss[] {
  const losses: Loss[] = [];
  const calls = (at: string, found: readonly (ActionCall | GuardCall)[]) => {
    for (const [name, params] of found.flatMap(paramsOf))
      losses.push({ code: "params", at, what: `${name} ${JSON.stringify(params)}` });
  };
  const notes = (at: string, mark: MachineMark | undefined, description: Text | undefined) => {
    if (mark !== undefined) losses.push({ code: "mark", at, what: nameOfMark(mark) });
    if (description !== undefined) losses.push({ code: "description", at, what: description[language] });
  };
  for (const state of statesBelow(chart)) {
    notes(state.id, state.mark, state.description);
    for (const action of [...state.entry, ...state.exit]) effect(losses, state.id, action);
    calls(state.id, [...state.entry, ...state.exit]);
    for (const step of state.transitions) {
      const at = placeOf(step);
      if (step.guard !== undefined) losses.push({ code: "guard", at, what: nameOfGuard(step.guard) });
      for (const action of step.actions) effect(losses, at, action);
      calls(at, [...(step.guard === undefined ? [] : [step.guard]), ...step.actions]);
      notes(at, step.mark, step.description);
    }
  }
  return losses;
}

function effect(losses: Loss[], at: string, action: ActionCall): void {
  if (typeof action === "object" && "raise" in action) return;
  losses.push({ code: "effect", at, what: nameOfAction(action) });
}

/** Waits that a chart names: those drawn from a law, and those whose length the protocol does not say. */
export function lossesOfDelays(chart: ChartState, protocol: Protocol, language: Language): Loss[] {
  const say = new ProtocolTeller(protocol, language, "none");
  const names = new Set(statesBelow(chart).flatMap(({ delays }) => delays));
  return [...names].flatMap((name): Loss[] => {
    const delay = Object.hasOwn(protocol.delays, name) ? protocol.delays[name] : undefined;
    if (delay === undefined || Object.hasOwn(BUILT_IN_DELAYS, name) || delay.law.kind === "never")
      return [{ code: "delay-open", at: name, what: "" }];
    if (delay.law.kind === "fixed") return [];
    return [{ code: "delay-law", at: name, what: say.law(delay.law, "full") }];
  });
}

/** What stands beside the statecharts: who plays them, clocks, choices. */
export function lossesBeside(
  protocol: Protocol,
  machines: readonly MachineOfProtocol[],
  language: Language,
): Loss[] {
  const say = new ProtocolTeller(protocol, language, "none");
  return [
    ...machines.flatMap(({ name, role }): Loss[] => {
      if (role === undefined) return [{ code: "role", at: name, what: name }];
      const per = role.per === undefined ? "" : `, ${role.per}`;
      return [{ code: "role", at: name, what: `${say.to(role.for)}${per}` }];
    }),
    ...Object.entries(protocol.duties).map(
      ([id, { title }]): Loss => ({ code: "clock", at: id, what: title[language] }),
    ),
    ...Object.entries(protocol.decisions).map(
      ([id, { options }]): Loss => ({ code: "choice", at: id, what: Object.keys(options).join(", ") }),
    ),
  ];
}
