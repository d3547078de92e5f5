import { BUILT_IN_DELAYS, type DelayLaw, type Protocol } from "../model/index.ts";

/** Shortest and longest that a wait may last, in milliseconds; `never` is told apart. */
export interface DelayBounds {
  readonly least: number;
  readonly most: number;
  readonly isNever: boolean;
}

const UNKNOWN: DelayBounds = { least: 0, most: Number.POSITIVE_INFINITY, isNever: false };

/** Fixed waits count whole; of a distribution only its shift, or the shortest value it was given. */
export function boundsOf(law: DelayLaw): DelayBounds {
  switch (law.kind) {
    case "never":
      return { least: Number.POSITIVE_INFINITY, most: Number.POSITIVE_INFINITY, isNever: true };
    case "fixed":
      return { least: law.value, most: law.value, isNever: false };
    case "shifted": {
      const inner = boundsOf(law.then);
      return { least: law.by + inner.least, most: law.by + inner.most, isNever: inner.isNever };
    }
    case "empirical":
      return { least: Math.min(...law.values), most: Math.max(...law.values), isNever: false };
    default:
      return UNKNOWN;
  }
}

/** Of a delay by its name in a protocol; of one that the world draws, nothing is known. */
export function boundsOfDelay({ delays }: Protocol, name: string): DelayBounds {
  if (Object.hasOwn(BUILT_IN_DELAYS, name) || !Object.hasOwn(delays, name)) return UNKNOWN;
  return boundsOf(delays[name].law);
}
