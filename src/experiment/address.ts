import { Digest, type Scenario } from "../model/index.ts";
import { canonicalText } from "../scenario/index.ts";
import { ENGINE_VERSION } from "../simulation/index.ts";

export interface Which {
  readonly seed: number;
  readonly replication: number;
}

/** How large a part of the incident is simulated: all of it. */
export const FULL_SCALE = 1;

/**
 * The address of a replication: a hash of all that determines what happens in it. Two files that differ only in what
 * people read share it; the variant counts by what it changes, not by its name.
 */
export function addressOf(scenario: Scenario, { seed, replication }: Which, scale = FULL_SCALE): string {
  const digest = new Digest();
  digest.word(ENGINE_VERSION);
  digest.text(canonicalText(scenario));
  digest.float(seed);
  digest.float(replication);
  digest.float(scale);
  return digest.hex();
}
