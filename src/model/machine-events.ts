import type { TransitionDefinition, TransitionList } from "./machine-definition.ts";
import { isRecord, type Outline } from "./machine-outline.ts";

/** Whether `*` or `prefix.*` stands for this event; as in XState, `x.*` stands for `x` too. */
export function matchesWildcard(event: string, descriptor: string): boolean {
  if (descriptor === "*") return true;
  if (!descriptor.endsWith(".*")) return false;
  return event === descriptor.slice(0, -2) || event.startsWith(descriptor.slice(0, -1));
}

/** A transition with the key it was written under and its number there. */
export interface Candidate {
  readonly key: string;
  readonly index: number;
  readonly transition: TransitionDefinition;
}

/**
 * The transitions of one state by event, wildcards replaced by the events they stand for, in XState's order of trial:
 * the exact key first, then wildcards from the longest to the shortest. Expanded so, a wildcard never catches the end of
 * a child state or a timer.
 */
export function expandEvents(
  on: Readonly<Record<string, TransitionList>>,
  events: Iterable<string>,
): Map<string, Candidate[]> {
  const expanded = new Map<string, Candidate[]>();
  const keys = Object.keys(on);
  for (const key of keys) if (!key.includes("*")) expanded.set(key, listCandidates(key, on[key]));
  const wildcards = keys.filter((key) => key.includes("*")).sort((a, b) => b.length - a.length);
  if (wildcards.length === 0) return expanded;
  for (const event of events) {
    const caught = wildcards
      .filter((key) => matchesWildcard(event, key))
      .flatMap((key) => listCandidates(key, on[key]));
    if (caught.length > 0) expanded.set(event, [...(expanded.get(event) ?? []), ...caught]);
  }
  return expanded;
}

/** A single transition or a list of them, as a list. */
export function listCandidates(key: string, transitions: TransitionList): Candidate[] {
  const list = (Array.isArray(transitions) ? transitions : [transitions]) as readonly TransitionDefinition[];
  return list.map((transition, index) => ({ key, index, transition }));
}

/** The events a machine raises itself, in document order, each once. */
export function raisedEvents(outline: Outline): string[] {
  const raised = new Set<string>();
  const collect = (actions: unknown) => {
    for (const action of Array.isArray(actions) ? actions : [actions]) {
      if (isRecord(action) && typeof action.raise === "string") raised.add(action.raise);
    }
  };
  const collectFrom = (transitions: unknown) => {
    for (const transition of Array.isArray(transitions) ? transitions : [transitions])
      if (isRecord(transition)) collect(transition.actions);
  };
  for (const { definition } of outline.places) {
    collect(definition.entry);
    for (const table of [definition.on, definition.after])
      if (isRecord(table)) for (const value of Object.values(table)) collectFrom(value);
    collectFrom(definition.always);
    collectFrom(definition.onDone);
    collect(definition.exit);
  }
  return [...raised];
}

/** All events a machine may meet: the vocabulary's, then those only it raises. */
export function listEvents(outline: Outline, known: readonly string[]): string[] {
  return [...new Set([...known, ...raisedEvents(outline)])];
}
