import { MEASURES, type Origin } from "../measures/index.ts";
import { listCalls, type MachineCall } from "../model/index.ts";
import type { Prepared } from "./replicator.ts";

/**
 * Measures of what nothing in a scenario can bring about: no statechart that runs there ever asks for it, whatever happens.
 * Ids of their definitions. That is not *open*: nobody waits for an activation where no protocol activates anything, and a
 * variant is neither better nor worse for not having what it does not know.
 */
export function whatDoesNotArise({ scenario, compiled }: Prepared): ReadonlySet<string> {
  const played = compiled.roles.filter(({ actors }) => actors.length > 0);
  const calls = [
    ...played.map(({ protocol, id }) => scenario.protocols[protocol].roles[id].machine),
    ...scenario.protocols.flatMap(({ item, hash }) => [item, hash]),
  ].flatMap((machine) => (machine === undefined ? [] : listCalls(machine)));
  const never = MEASURES.filter(
    ({ arisesFrom }) =>
      arisesFrom !== undefined && !arisesFrom.some((origin) => calls.some((call) => isOrigin(call, origin))),
  );
  return new Set(never.map(({ id }) => id));
}

function isOrigin({ kind, name, params }: MachineCall, { effect, with: wanted }: Origin): boolean {
  if (kind !== "effect" || name !== effect) return false;
  if (wanted === undefined) return true;
  const given = (params as Readonly<Record<string, unknown>> | undefined)?.[wanted.key];
  return typeof given === "string" && (wanted.begins ? given.startsWith(wanted.text) : given === wanted.text);
}
