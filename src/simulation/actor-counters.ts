/** Counters that actors keep by name, and when each went up. */
export class Counters {
  private counts = new Map<string, number>();
  /** instants at which a counter went up, and by how much */
  private rises = new Map<string, { readonly at: number; readonly by: number }[]>();

  reset(): void {
    if (this.counts.size > 0) this.counts.clear();
    if (this.rises.size > 0) this.rises.clear();
  }

  saveState(): object {
    return { counts: this.counts, rises: this.rises };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  of(actor: string, counter: string): number {
    return this.counts.get(`${actor}|${counter}`) ?? 0;
  }

  /** By how much a counter went up since an instant, that instant included. */
  since(actor: string, counter: string, instant: number): number {
    let sum = 0;
    for (const { at, by } of this.rises.get(`${actor}|${counter}`) ?? []) if (at >= instant) sum += by;
    return sum;
  }

  add(actor: string, counter: string, by: number, now: number): void {
    const key = `${actor}|${counter}`;
    this.counts.set(key, this.of(actor, counter) + by);
    if (by <= 0) return;
    const known = this.rises.get(key);
    if (known === undefined) this.rises.set(key, [{ at: now, by }]);
    else known.push({ at: now, by });
  }

  clear(actor: string, counter: string): void {
    this.counts.delete(`${actor}|${counter}`);
    this.rises.delete(`${actor}|${counter}`);
  }
}
