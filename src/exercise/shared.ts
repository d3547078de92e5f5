/**
 * Lists and maps that never change, as far as whoever holds one can tell, and that share what they have in common: one more
 * member costs the same however many there are. A record of an exercise grows by one entry at a command, and what is held of
 * it before and after are two different things that are nearly the same.
 */

/** A list that grows at its end. */
export class SharedList<T> implements Iterable<T> {
  /** members of this list and of those that were made by adding to it, the longest of them */
  readonly #all: T[];
  readonly length: number;

  private constructor(all: T[], length: number) {
    this.#all = all;
    this.length = length;
  }

  static of<T>(given: readonly T[]): SharedList<T> {
    return new SharedList([...given], given.length);
  }

  /** Undefined outside of it. */
  at(place: number): T | undefined {
    return place >= 0 && place < this.length ? this.#all[place] : undefined;
  }

  /** The same list with one more member. Where another one was added to this very list before, it goes its own way. */
  and(member: T): SharedList<T> {
    const all = this.#all.length === this.length ? this.#all : this.#all.slice(0, this.length);
    all.push(member);
    return new SharedList(all, all.length);
  }

  slice(from = 0): T[] {
    return this.#all.slice(from, this.length);
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.slice().values();
  }
}

/** What a map is made of: all of it, or what it differs in from another one. */
type Content<K, V> =
  | { readonly kind: "all"; readonly all: Map<K, V> }
  | {
      readonly kind: "but";
      readonly key: K;
      /** undefined where it has nothing under the key */
      readonly value: { readonly is: V } | undefined;
      readonly of: SharedMap<K, V>;
    };

/**
 * A map of which one version at a time holds all, the one that was asked last, and every other what it differs in from the
 * next one on the way there (Baker, "Shallow binding makes functional arrays fast", 1991). Whoever goes on with the newest
 * pays for one key at a time; whoever goes back to an older one pays for the way between the two.
 */
export class SharedMap<K, V> implements ReadonlyMap<K, V> {
  #content: Content<K, V>;
  readonly size: number;

  private constructor(content: Content<K, V>, size: number) {
    this.#content = content;
    this.size = size;
  }

  static of<K, V>(given: Iterable<readonly [K, V]> = []): SharedMap<K, V> {
    const all = new Map(given);
    return new SharedMap({ kind: "all", all }, all.size);
  }

  /** All of it, taken over from whichever version holds it. */
  #own(): Map<K, V> {
    const way: SharedMap<K, V>[] = [this];
    for (;;) {
      const content = way[way.length - 1].#content;
      if (content.kind === "all") break;
      way.push(content.of);
    }
    for (let place = way.length - 2; place >= 0; place--) {
      const [to, from] = [way[place], way[place + 1]];
      if (to.#content.kind !== "but" || from.#content.kind !== "all") break;
      const { key, value } = to.#content;
      const { all } = from.#content;
      const before = all.has(key) ? { is: all.get(key) as V } : undefined;
      if (value === undefined) all.delete(key);
      else all.set(key, value.is);
      to.#content = { kind: "all", all };
      from.#content = { kind: "but", key, value: before, of: to };
    }
    return (this.#content as Extract<Content<K, V>, { readonly kind: "all" }>).all;
  }

  /** The same map with another value under a key. */
  and(key: K, value: V): SharedMap<K, V> {
    const all = this.#own();
    const before = all.has(key) ? { is: all.get(key) as V } : undefined;
    all.set(key, value);
    const next = new SharedMap<K, V>({ kind: "all", all }, all.size);
    this.#content = { kind: "but", key, value: before, of: next };
    return next;
  }

  get(key: K): V | undefined {
    return this.#own().get(key);
  }

  has(key: K): boolean {
    return this.#own().has(key);
  }

  forEach(each: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) each(value, key, this);
  }

  // What is gone through is a copy: another version may take over what this one holds before the end is reached.

  entries(): MapIterator<[K, V]> {
    return new Map(this.#own()).entries();
  }

  keys(): MapIterator<K> {
    return new Map(this.#own()).keys();
  }

  values(): MapIterator<V> {
    return new Map(this.#own()).values();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
}
