import type { Protocol } from "../../src/model/index.ts";
import { parseProtocol } from "../../src/scenario/index.ts";
import type { Story } from "../../src/verification/exploration.ts";
import { Replayer } from "../../src/verification/index.ts";
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

/** Plays a story on the engine's own tables: the names of the states in which its statecharts end. Throws where it cannot. */
export function replay(protocols: readonly Protocol[], story: Story): Map<string, string> {
  const played = new Replayer(protocols).play(story);
  if (!played.ok)
    throw new Error(`${played.problem} at ${story[played.at].machine} ${story[played.at].event}`);
  return new Map(played.steps.map(({ machine, state }) => [machine, state]));
}
