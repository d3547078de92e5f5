/** A set of names, as `Set` and `Map` both are. */
export interface Names {
  has(name: string): boolean;
  keys(): Iterable<string>;
}

/** The names a machine may use. What their parameters look like is checked elsewhere. */
export interface Vocabulary {
  readonly events: readonly string[];
  readonly guards: Names;
  readonly effects: Names;
  /** Left out: any name that is not a number. */
  readonly delays?: readonly string[] | undefined;
}
