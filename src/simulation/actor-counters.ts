/** Counters that actors keep by name. */
export class Counters {
  private counts = new Map<string, number>();

  reset(): void {
    this.counts.clear();
  }

  saveState(): object {
    return { counts: this.counts };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  of(actor: string, counter: string): number {
    return this.counts.get(`${actor}|${counter}`) ?? 0;
  }

  add(actor: string, counter: string, by: number): void {
    this.counts.set(`${actor}|${counter}`, this.of(actor, counter) + by);
  }

  clear(actor: string, counter: string): void {
    this.counts.delete(`${actor}|${counter}`);
  }
}
