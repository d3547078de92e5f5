import { PROTOCOL_IDS, readShippedProtocol } from "../library/shipped.ts";
import { listMutations } from "../statecharts/mutations.ts";
import { findAltered, findNeverUsed, isNamed } from "../statecharts/trial.ts";
import type { SoakResult } from "./parts.ts";

/** Every single change to every protocol alters the facts of one of 100 seeds, or is named as never used. */
export function soak(): SoakResult {
  const failures: string[] = [];
  const rows = PROTOCOL_IDS.map((id) => {
    const protocol = readShippedProtocol(id);
    const mutations = listMutations(protocol);
    const same = mutations.filter((mutation) => findAltered(mutation) === undefined);
    const unused = same.length === 0 ? [] : findNeverUsed(protocol);
    const unnamed = same.filter((mutation) => !isNamed(mutation, unused));
    failures.push(...unnamed.map(({ name }) => name));
    return {
      id,
      changes: mutations.length,
      altered: mutations.length - same.length,
      unnamed: unnamed.length,
    };
  });
  return { rows, failures };
}
