import { Digest, type Scenario } from "../model/index.ts";
import { canonicalText } from "../scenario/index.ts";
import { ENGINE_VERSION, zonesOf } from "../simulation/index.ts";

export interface Which {
  readonly seed: number;
  readonly replication: number;
}

/** How large a part of the incident is simulated: all of it. */
export const FULL_SCALE = 1;

/**
 * What of a scenario determines what happens: its canonical text and, where its calendars name zones, the offsets that they
 * have here. With another table of zones the same file is another scenario.
 */
export function determining(scenario: Scenario): string {
  const zones = zonesOf(scenario);
  const text = canonicalText(scenario);
  return zones.length === 0 ? text : `${text}\n${JSON.stringify(zones)}`;
}

/** Addresses of many replications of one scenario: what they have in common is hashed once. */
export class Addresses {
  private readonly digest = new Digest();
  private readonly common: readonly number[];
  private readonly scale: number;

  constructor(scenario: Scenario, scale = FULL_SCALE) {
    this.scale = scale;
    this.digest.word(ENGINE_VERSION);
    this.digest.text(determining(scenario));
    this.common = this.digest.saveState();
  }

  of({ seed, replication }: Which): string {
    const { digest } = this;
    digest.loadState(this.common);
    digest.float(seed);
    digest.float(replication);
    digest.float(this.scale);
    return digest.hex();
  }
}

/**
 * The address of a replication: a hash of all that determines what happens in it. Two files that differ only in what
 * people read share it; the variant counts by what it changes, not by its name.
 */
export function addressOf(scenario: Scenario, which: Which, scale = FULL_SCALE): string {
  return new Addresses(scenario, scale).of(which);
}
