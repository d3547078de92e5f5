import type { Protocol } from "../../src/model/index.ts";
import { parseProtocol } from "../../src/scenario/index.ts";
import { type MachineView, type Story, viewMachines } from "../../src/verification/exploration.ts";
import { PROTOCOL_IDS, readShippedProtocol } from "../library/shipped.ts";

/** A protocol from its text; throws on what reading finds wrong, so that a planted fault is one of behaviour alone. */
export function protocolOf(text: string): Protocol {
  const result = parseProtocol(text, { source: "planted.yaml" });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.protocol;
}

/** A shipped protocol with something changed in a copy of it. */
export function spoil(id: string, change: (protocol: Changeable) => void): Protocol {
  const copy = structuredClone(readShippedProtocol(id)) as unknown as Changeable;
  change(copy);
  return copy as unknown as Protocol;
}

/** A protocol as plain data that a test may change anywhere. */
// biome-ignore lint/suspicious/noExplicitAny: a test reaches into any part
export type Changeable = any;

/** What a shipped protocol stands beside: those it uses, those that use it, and what these use. */
export function aroundShipped(id: string): Protocol[] {
  const all = PROTOCOL_IDS.map(readShippedProtocol);
  const near = new Set([id]);
  for (const each of near) for (const { id: other, uses } of all) if (uses.includes(each)) near.add(other);
  for (const each of near)
    for (const used of all.find((other) => other.id === each)?.uses ?? []) near.add(used);
  return all.filter((each) => each.id !== id && near.has(each.id));
}

/**
 * Plays a story on the engine's own tables, each statechart by itself, with the answers that the story gives: the names
 * of the states in which they end.
 */
export function replay(protocols: readonly Protocol[], story: Story): Map<string, string> {
  const views = protocols.flatMap(viewMachines);
  const rows = new Map<MachineView, number>();
  const ended = new Map<string, string>();
  for (const step of story) {
    const view = views.find(
      ({ name, heard, tables }) =>
        name === step.machine &&
        (heard.includes(step.event) || tables.timers.some(({ id }) => id === step.event)),
    );
    // What opens a role is the message itself, before the role hears anything.
    if (view === undefined && step.event.endsWith(".delivered")) continue;
    if (view === undefined) throw new Error(`nobody hears ${step.machine} ${step.event}`);
    const { tables } = view;
    const answers = [...step.answers];
    const host = {
      ask: () => {
        const next = answers.shift();
        if (next === undefined) throw new Error(`a question more than the story answers, at ${step.event}`);
        return next.is;
      },
      effect: () => undefined,
      startTimer: () => undefined,
      cancelTimer: () => undefined,
    };
    const timer = tables.timers.findIndex(({ id }) => id === step.event);
    const code = timer >= 0 ? tables.timerEvent(timer) : tables.eventCode(step.event);
    const begun = rows.get(view) ?? tables.start({ ...host, ask: () => false });
    const row = tables.step(begun, code, host);
    if (answers.length > 0) throw new Error(`an answer that nobody asked for, at ${step.event}`);
    rows.set(view, row);
    ended.set(view.name, tables.stateName(row));
  }
  return ended;
}
