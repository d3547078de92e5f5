import {
  type Dictionary,
  Digest,
  FACT_KINDS,
  Fact,
  type FactListener,
  foldFact,
  IS_BULK,
} from "../model/index.ts";

/** Who keeps facts, and which. `actors`: all but those about single copies. */
export type Keep = "none" | "actors" | "all";

/** Numbers of the kinds of fact. */
export const KIND = (() => {
  const codes: Record<string, number> = {};
  for (const [name, { code }] of Object.entries(FACT_KINDS)) codes[name] = code;
  return codes as { readonly [Name in keyof typeof FACT_KINDS]: number };
})();

/** Number of the fact that the scenario began: always the first. */
export const BEGINNING = 1;

/**
 * Where facts leave the simulation: numbered, folded into the digest, heard by the measures, and kept if asked for.
 * Fill `fact`, then `emit`; slots that a kind does not use are ignored.
 */
export class FactsOut {
  readonly fact = new Fact();
  readonly digest = new Digest();
  count = 0;
  /** a double from the beginning, as the world's */
  now = Number.NaN;
  /** kinds that somebody inside watches (duties) */
  readonly watched = new Uint8Array(128);
  onWatched: (fact: Fact) => void = () => {};
  private readonly dictionary: Dictionary;
  private readonly listener: FactListener | undefined;
  private readonly keep: Keep;
  private readonly onKept: ((fact: Fact) => void) | undefined;

  constructor(
    dictionary: Dictionary,
    listener: FactListener | undefined,
    keep: Keep,
    onKept: ((fact: Fact) => void) | undefined,
  ) {
    this.dictionary = dictionary;
    this.listener = listener;
    this.keep = onKept === undefined ? "none" : keep;
    this.onKept = onKept;
  }

  reset(): void {
    this.digest.reset();
    this.count = 0;
  }

  /** Somebody else inside hears of these kinds, too, before those who watched before. */
  alsoWatch(kinds: readonly number[], hear: (fact: Fact) => void): void {
    const before = this.onWatched;
    const known = this.watched.slice();
    const wanted = new Set(kinds);
    for (const kind of wanted) this.watched[kind] = 1;
    this.onWatched = (fact) => {
      if (wanted.has(fact.kind)) hear(fact);
      if (known[fact.kind] !== 0) before(fact);
    };
  }

  /** Records what `fact` holds as having happened now. Returns its number. */
  emit(kind: number): number {
    const { fact } = this;
    fact.kind = kind;
    fact.at = this.now;
    fact.number = ++this.count;
    foldFact(this.digest, fact, this.dictionary.hashes);
    if (this.listener !== undefined) this.listener.onFact(fact);
    if (this.keep !== "none" && (this.keep === "all" || IS_BULK[kind] === 0)) this.onKept?.(fact);
    const { number } = fact;
    if (this.watched[kind] !== 0) this.onWatched(fact);
    // Said before each fact about an item that stands for several, and forgotten after it.
    if (fact.weight !== 1) fact.weight = 1;
    return number;
  }

  /** A fact about one copy. */
  item(
    kind: number,
    keyHi: number,
    keyLo: number,
    platform: number,
    what: number,
    how: number,
    x: number,
    y: number,
    cause: number,
    wait: number,
  ): number {
    const { fact } = this;
    fact.itemHi = keyHi;
    fact.itemLo = keyLo;
    fact.actor = platform;
    fact.other = 0;
    fact.what = what;
    fact.how = how;
    fact.x = x;
    fact.y = y;
    fact.cause = cause;
    fact.wait = wait;
    return this.emit(kind);
  }

  /** A fact about an actor. */
  about(
    kind: number,
    actor: number,
    other: number,
    what: number,
    how: number,
    x: number,
    y: number,
    cause: number,
    wait: number,
  ): number {
    const { fact } = this;
    fact.itemHi = 0;
    fact.itemLo = 0;
    fact.actor = actor;
    fact.other = other;
    fact.what = what;
    fact.how = how;
    fact.x = x;
    fact.y = y;
    fact.cause = cause;
    fact.wait = wait;
    return this.emit(kind);
  }
}
