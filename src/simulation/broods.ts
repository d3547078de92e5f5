/**
 * Children that an item will have if nothing stops it: drawn whole when it goes online, kept in order of age. Only the
 * next child of each brood stands in the event list; so a million uploads to come cost no more there than their parents.
 */

const FIRST = 1024;
/** Words of a child: key (2), thinning, block, mutation, and kind with platform. */
const WORDS = 6;

export class Broods {
  /** ages in ms, rising, by place; the child's own words stand at `order` of the same place */
  private ages = new Float64Array(FIRST);
  private order = new Int32Array(FIRST);
  private words = new Int32Array(FIRST * WORDS);
  private count = 0;
  private start = 0;
  private sorter = new Float64Array(64);

  // The child last read.
  keyHi = 0;
  keyLo = 0;
  thin = 0;
  block = 0;
  mutate = 0;
  kind = 0;
  platform = 0;

  clear(): void {
    this.count = 0;
    this.start = 0;
  }

  /** Begins a brood; what is added until `close` belongs to it. */
  open(): void {
    this.start = this.count;
  }

  add(
    age: number,
    keyHi: number,
    keyLo: number,
    thin: number,
    block: number,
    mutate: number,
    kind: number,
    platform: number,
  ): void {
    const place = this.count++;
    if (place === this.ages.length) this.grow();
    this.ages[place] = age;
    const at = place * WORDS;
    const { words } = this;
    words[at] = keyHi;
    words[at + 1] = keyLo;
    words[at + 2] = thin;
    words[at + 3] = block;
    words[at + 4] = mutate;
    words[at + 5] = (kind << 8) | platform;
  }

  /** Ends the brood: puts it in order. Its places are `from` to `to`, the latter not included; equal for none. */
  close(): void {
    const { start, count } = this;
    const size = count - start;
    if (size < 2) {
      if (size === 1) this.order[start] = start;
      return;
    }
    if (size <= 24) this.insertionSort(start, count);
    else this.keySort(start, size);
  }

  get from(): number {
    return this.start;
  }

  get to(): number {
    return this.count;
  }

  ageAt(place: number): number {
    return this.ages[place];
  }

  /** Reads the child at a place. */
  read(place: number): void {
    const at = this.order[place] * WORDS;
    const { words } = this;
    this.keyHi = words[at];
    this.keyLo = words[at + 1];
    this.thin = words[at + 2];
    this.block = words[at + 3];
    this.mutate = words[at + 4];
    const last = words[at + 5];
    this.kind = last >> 8;
    this.platform = last & 255;
  }

  private insertionSort(start: number, end: number): void {
    const { ages, order } = this;
    order[start] = start;
    for (let i = start + 1; i < end; i++) {
      const age = ages[i];
      let j = i - 1;
      while (j >= start && ages[j] > age) {
        ages[j + 1] = ages[j];
        order[j + 1] = order[j];
        j--;
      }
      ages[j + 1] = age;
      order[j + 1] = i;
    }
  }

  /** Age and place in one double where both fit exactly, so that the native numeric sort can do it. */
  private keySort(start: number, size: number): void {
    let step = 1;
    while (step < size) step *= 2;
    const { ages, order } = this;
    let largest = 0;
    for (let i = start; i < start + size; i++) if (ages[i] > largest) largest = ages[i];
    if (largest * step >= 9_007_199_254_740_992) {
      const places = Array.from({ length: size }, (_, i) => i);
      const old = ages.slice(start, start + size);
      places.sort((a, b) => old[a] - old[b] || a - b);
      for (let i = 0; i < size; i++) {
        ages[start + i] = old[places[i]];
        order[start + i] = start + places[i];
      }
      return;
    }
    if (this.sorter.length < size) this.sorter = new Float64Array(step);
    const keys = this.sorter.subarray(0, size);
    for (let i = 0; i < size; i++) keys[i] = ages[start + i] * step + i;
    keys.sort();
    for (let i = 0; i < size; i++) {
      const age = Math.floor(keys[i] / step);
      ages[start + i] = age;
      order[start + i] = start + (keys[i] - age * step);
    }
  }

  private grow(): void {
    const size = this.ages.length * 2;
    const ages = new Float64Array(size);
    ages.set(this.ages);
    this.ages = ages;
    const order = new Int32Array(size);
    order.set(this.order);
    this.order = order;
    const words = new Int32Array(size * WORDS);
    words.set(this.words);
    this.words = words;
  }
}
