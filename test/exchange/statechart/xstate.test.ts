import { describe, expect, test } from "vitest";
import { type AnyStateMachine, createMachine } from "xstate";
import { exportXState } from "../../../src/exchange/index.ts";
import { EFFECTS, eventsHeard, GUARDS } from "../../../src/model/index.ts";
import { buildMachine } from "../../../src/protocol/index.ts";
import { EVERY_MACHINE } from "./shipped.ts";

type Node = AnyStateMachine["root"];

interface GuardNode {
  readonly type?: string;
  readonly params?: { readonly guard?: unknown; readonly guards?: unknown[] };
  readonly guards?: unknown[];
}

/** A guard as XState holds it: its own combinations are functions that carry their parts. */
function plainGuard(guard: unknown): unknown {
  if (guard === undefined) return undefined;
  const { type, params, guards } = guard as GuardNode;
  const kind = typeof guard === "function" ? guard.name : type;
  const own = typeof guard === "function" ? guards : undefined;
  if (own !== undefined) return [kind, own.map(plainGuard)];
  if (kind === "not" && params?.guard !== undefined && !("type" in (params as object)))
    return [kind, [plainGuard(params.guard)]];
  if ((kind === "and" || kind === "or") && params?.guards !== undefined)
    return [kind, params.guards.map(plainGuard)];
  return [kind, params];
}

function plainAction(action: unknown): unknown {
  const { type, params, event } = action as { type: string; params?: { event?: unknown }; event?: unknown };
  if (typeof action === "function") return ["raise", (action as unknown as { event: unknown }).event];
  if (type === "raise") return ["raise", params?.event];
  return [type, params, event];
}

function visit(node: Node): unknown[] {
  return [
    {
      id: node.id,
      type: node.type,
      history: node.history,
      initial: node.initial.target?.map(({ id }: Node) => id),
      tags: node.tags,
      entry: node.entry.filter((each) => typeof each !== "function" && !isTimer(each)).map(plainAction),
      exit: node.exit.filter((each) => typeof each !== "function" && !isTimer(each)).map(plainAction),
      transitions: [...node.transitions.values(), node.always ?? []].flat().map((each) => ({
        event: each.eventType,
        target: each.target?.map(({ id }: Node) => id),
        guard: plainGuard(each.guard),
        actions: each.actions.map(plainAction),
        reenter: each.reenter,
      })),
    },
    ...Object.values(node.states)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap((child) => visit(child as Node)),
  ];
}

/** What XState itself makes of a configuration: every state with its transitions, by where they lead. */
function plain(machine: AnyStateMachine): unknown[] {
  return visit(machine.root);
}

const isTimer = (action: unknown) =>
  ["xstate.raise", "xstate.cancel"].includes((action as { type: string }).type);

describe("XState makes the same machine of what is exported as of what runs here", () => {
  test.each(EVERY_MACHINE)("%s", (_, protocol, machine) => {
    const { machines } = exportXState(protocol, [machine], "en");
    // Only what survives being written down and read again counts.
    const config: unknown = JSON.parse(JSON.stringify(machines[machine.name]));
    const theirs = createMachine(config as Parameters<typeof createMachine>[0]);
    const ours = buildMachine(
      machine.definition,
      {
        events: eventsHeard(machine.scope, protocol),
        guards: new Set(Object.keys(GUARDS)),
        effects: new Set(Object.keys(EFFECTS)),
      },
      { guard: () => true, effect: () => {}, delay: () => 1 },
    );
    expect(plain(theirs)).toEqual(plain(ours));
    expect(plain(theirs).length).toBeGreaterThan(1);
  });
});
