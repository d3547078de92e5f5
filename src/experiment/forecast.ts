import { proportionInterval } from "./proportion.ts";

/**
 * The chance that a duty still holds: of so many continuations from the present, in how many it did. A duty that already
 * runs is counted by itself; those that may still start are counted together, in the continuations in which any did.
 */
export interface ContinuedDuty {
  readonly protocol: string;
  readonly id: string;
  readonly debtor: string;
  /** null: it had not started at the instant of the forecast */
  readonly instance: number | null;
  readonly isKept: boolean;
}

export interface DutyChance {
  readonly protocol: string;
  readonly id: string;
  readonly debtor: string;
  readonly instance: number | null;
  /** continuations in which it ran */
  readonly n: number;
  /** and of those the ones in which it, or each that started, was kept */
  readonly kept: number;
  readonly chance: number;
  /** the 95 % interval of the chance, by Clopper and Pearson; from 0 to 1 where nothing is known */
  readonly low: number;
  readonly high: number;
}

/** Chances of all duties that any continuation speaks of, those that run first, then by name. */
export function chancesOf(continuations: readonly (readonly ContinuedDuty[])[]): readonly DutyChance[] {
  const tally = new Map<string, { readonly duty: ContinuedDuty; n: number; kept: number }>();
  for (const duties of continuations) {
    const here = new Map<string, { readonly duty: ContinuedDuty; isKept: boolean }>();
    for (const duty of duties) {
      const key = JSON.stringify([
        duty.instance === null,
        duty.protocol,
        duty.id,
        duty.debtor,
        duty.instance,
      ]);
      const known = here.get(key);
      here.set(key, { duty, isKept: duty.isKept && known?.isKept !== false });
    }
    for (const [key, { duty, isKept }] of here) {
      const row = tally.get(key) ?? { duty, n: 0, kept: 0 };
      row.n++;
      if (isKept) row.kept++;
      tally.set(key, row);
    }
  }
  return [...tally]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { duty, n, kept }]): DutyChance => {
      const { protocol, id, debtor, instance } = duty;
      const interval = proportionInterval(kept, n);
      const { low, high } = interval.kind === "interval" ? interval : { low: 0, high: 1 };
      return { protocol, id, debtor, instance, n, kept, chance: kept / n, low: low ?? 0, high: high ?? 1 };
    })
    .sort((a, b) => Number(a.instance === null) - Number(b.instance === null));
}
