import { arithmeticFingerprint } from "../engine/index.ts";
import { MEASURES } from "../measures/index.ts";
import { Digest } from "../model/index.ts";
import { ENGINE_VERSION } from "../simulation/index.ts";

/** What must be equal wherever replications of one comparison run. */
export interface EngineIdentity {
  readonly engineVersion: number;
  /** what this machine's arithmetic gives on a fixed grid */
  readonly arithmetic: string;
  /** digest of the definitions of all measures: other rows could not be told apart by their numbers */
  readonly measures: string;
}

let own: EngineIdentity | undefined;

/** The identity of the program that asks, on the machine that it runs on. */
export function engineIdentity(): EngineIdentity {
  own ??= { engineVersion: ENGINE_VERSION, arithmetic: arithmeticFingerprint(), measures: measuresDigest() };
  return own;
}

function measuresDigest(): string {
  const digest = new Digest();
  for (const definition of MEASURES) digest.text(JSON.stringify(definition));
  return digest.hex();
}

/** One name for an identity, fit for a folder or a key: results of different identities are never mixed. */
export function identityName({ engineVersion, arithmetic, measures }: EngineIdentity): string {
  return `${engineVersion}-${arithmetic.slice(0, 16)}-${measures.slice(0, 16)}`;
}

/** What differs between two identities; undefined when nothing does. */
export function identityDifference(
  wanted: EngineIdentity,
  found: EngineIdentity,
): keyof EngineIdentity | undefined {
  if (wanted.engineVersion !== found.engineVersion) return "engineVersion";
  if (wanted.arithmetic !== found.arithmetic) return "arithmetic";
  if (wanted.measures !== found.measures) return "measures";
  return undefined;
}
