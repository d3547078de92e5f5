import type { CompiledOriginal, CompiledScenario } from "./compile.ts";

/** What is on record about actors, originals and items: nothing here is drawn, and nothing is judged. */
export class Records {
  private readonly compiled: CompiledScenario;
  /** `actor|status` */
  private statuses = new Set<string>();
  /** instants of failures by `sanction|actor` */
  private failures = new Map<string, number[]>();
  /** originals of which what is true is believed, by number */
  private corrected = new Set<number>();
  /** items held for an investigation, by row */
  private held = new Set<number>();

  constructor(compiled: CompiledScenario) {
    this.compiled = compiled;
  }

  reset(): void {
    this.statuses = new Set(
      this.compiled.actors.flatMap(({ number, statuses }) => statuses.map((status) => `${number}|${status}`)),
    );
    this.failures = new Map();
    this.corrected = new Set();
    this.held = new Set();
  }

  saveState(): object {
    const { statuses, failures, corrected, held } = this;
    return { statuses, failures, corrected, held };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  hasStatus(actor: number, status: string): boolean {
    return this.statuses.has(`${actor}|${status}`);
  }

  /** False when nothing changes. */
  setStatus(actor: number, status: string, isSet: boolean): boolean {
    const key = `${actor}|${status}`;
    if (this.statuses.has(key) === isSet) return false;
    if (isSet) this.statuses.add(key);
    else this.statuses.delete(key);
    return true;
  }

  /** Notes a failure and says how many there were since an instant, this one included. */
  countFailure(actor: number, sanction: string, now: number, since: number): number {
    const key = `${sanction}|${actor}`;
    const known = this.failures.get(key) ?? [];
    known.push(now);
    this.failures.set(key, known);
    return known.filter((at) => at >= since).length;
  }

  /** Who is believed to have made an original and in what form: what is claimed, until it is corrected. */
  believed(number: number): { readonly by: string; readonly form: string } {
    const { by, form, claim } = this.compiled.originals[number];
    if (claim === undefined || this.corrected.has(number)) return { by, form };
    return { by: claim.by ?? by, form: claim.form ?? form };
  }

  /** From now on what is true of an original is believed. False when it was already, or nothing else was claimed. */
  correct(number: number): boolean {
    const { claim }: CompiledOriginal = this.compiled.originals[number];
    if (claim === undefined || this.corrected.has(number)) return false;
    this.corrected.add(number);
    return true;
  }

  isHeld(row: number): boolean {
    return this.held.has(row);
  }

  /** How many of these items were not held before, or no longer are. */
  hold(rows: readonly number[], isHeld: boolean): number {
    const changed = rows.filter((row) => this.held.has(row) !== isHeld);
    for (const row of changed) {
      if (isHeld) this.held.add(row);
      else this.held.delete(row);
    }
    return changed.length;
  }
}
