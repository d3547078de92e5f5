/** What a platform knows of a version. */
export const KNOWN = { matched: 1, confirmed: 2, ingesting: 4, exact: 8, perceptual: 16 } as const;

/**
 * Visually distinct versions of the content: each original is one, an edited copy may found a new one. A version's number
 * is internal; outside it is named by the lineage of the item that founded it.
 */
export class Versions {
  count = 0;
  private readonly platforms: number;
  /** name: 52 bits of the founder's lineage, exact in a double */
  name = new Float64Array(64);
  keyHi = new Int32Array(64);
  keyLo = new Int32Array(64);
  /** founded by an edit: bare switches do not match it */
  isMutant = new Uint8Array(64);
  /** made by mistake of lawful material */
  isLawful = new Uint8Array(64);
  /** the version that it was edited from, -1 for none */
  parent = new Int32Array(64);
  /** labels of a version's hash, where it has any */
  labels = new Map<number, readonly string[]>();
  head = new Int32Array(64);
  tail = new Int32Array(64);
  /** bits of KNOWN, by version and platform */
  known: Uint8Array;

  constructor(platforms: number) {
    this.platforms = platforms;
    this.known = new Uint8Array(64 * platforms);
  }

  clear(): void {
    this.count = 0;
    if (this.labels.size > 0) this.labels.clear();
  }

  found(keyHi: number, keyLo: number, isMutant: boolean, parent = -1): number {
    const number = this.count++;
    if (number === this.name.length) this.grow();
    this.name[number] = (keyHi >>> 0) * 1_048_576 + (keyLo >>> 12);
    this.keyHi[number] = keyHi;
    this.keyLo[number] = keyLo;
    this.isMutant[number] = isMutant ? 1 : 0;
    this.isLawful[number] = 0;
    this.parent[number] = parent;
    this.head[number] = -1;
    this.tail[number] = -1;
    // A few bytes: calling `fill` would cost more.
    const end = (number + 1) * this.platforms;
    for (let place = number * this.platforms; place < end; place++) this.known[place] = 0;
    return number;
  }

  /** The version that all edits of this one began with. */
  rootOf(version: number): number {
    let root = version;
    while (this.parent[root] >= 0) root = this.parent[root];
    return root;
  }

  place(version: number, platform: number): number {
    return version * this.platforms + platform;
  }

  private grow(): void {
    const size = this.name.length * 2;
    const name = new Float64Array(size);
    name.set(this.name);
    this.name = name;
    for (const column of ["keyHi", "keyLo", "head", "tail", "parent"] as const) {
      const next = new Int32Array(size);
      next.set(this[column]);
      this[column] = next;
    }
    for (const column of ["isMutant", "isLawful"] as const) {
      const next = new Uint8Array(size);
      next.set(this[column]);
      this[column] = next;
    }
    const known = new Uint8Array(size * this.platforms);
    known.set(this.known);
    this.known = known;
  }
}
