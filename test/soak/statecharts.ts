import { PROTOCOL_IDS, readShippedProtocol } from "../library/shipped.ts";
import { listMutations } from "../statecharts/mutations.ts";
import { findAltered, findNeverUsed, isNamed } from "../statecharts/trial.ts";

/**
 * Every change to every shipped protocol: a transition, guard or effect less, or a delay twice as long. Throws when one
 * alters nothing and is not named as never used; says how many did what.
 */
export function soak(): string {
  const unnamed: string[] = [];
  const lines = PROTOCOL_IDS.map((id) => {
    const protocol = readShippedProtocol(id);
    const mutations = listMutations(protocol);
    const same = mutations.filter((mutation) => findAltered(mutation) === undefined);
    const unused = same.length === 0 ? [] : findNeverUsed(protocol);
    const named = same.filter((mutation) => isNamed(mutation, unused));
    unnamed.push(...same.filter((mutation) => !named.includes(mutation)).map(({ name }) => name));
    return `${id}: ${mutations.length} changes, ${mutations.length - same.length} alter the facts, ${named.length} named as never used`;
  });
  if (unnamed.length > 0) throw new Error(`alter nothing, and are not named:\n${unnamed.join("\n")}`);
  return lines.join("\n");
}
