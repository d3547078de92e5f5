import { type Delay, type DelayLaw, formatDuration, type Mark, rescale } from "../../../src/model/index.ts";

/**
 * What the form changes, as an overlay on a scenario's file. Every number keeps a mark: it is assumed, within a range that
 * holds what was thought before and what is asked now, for the reason the reader gave.
 */

export type Overlay = Readonly<Record<string, unknown>>;

/** The contact point as the form has it. */
export interface ContactChange {
  readonly hours: "always" | "hours" | "nobody";
  /** HH:MM */
  readonly opens: string;
  readonly closes: string;
  /** 1 Monday to 7 Sunday */
  readonly days: readonly number[];
  /** none: all */
  readonly languages: readonly string[];
}

/** What is different of one party. Absent: as it was. */
export interface PartyChange {
  readonly members?: readonly string[];
  readonly contact?: ContactChange;
  /** by the path below the party */
  readonly numbers?: ReadonlyMap<string, { readonly value: number; readonly mark: Mark }>;
  /** milliseconds, with the delay that is stretched to it */
  readonly delays?: ReadonlyMap<string, { readonly ms: number; readonly delay: Delay }>;
  /** per cent by option */
  readonly decisions?: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface Change {
  readonly protocols?: readonly string[];
  /** by `platforms.ID` or `actors.ID` */
  readonly parties: ReadonlyMap<string, PartyChange>;
}

export const NO_CHANGE: Change = { parties: new Map() };

type Table = { [key: string]: unknown };

export function overlayOf({ protocols, parties }: Change, because: string): Overlay {
  const overlay: Table = {};
  if (protocols !== undefined) overlay.protocols = [...protocols];
  for (const [path, change] of parties) {
    const written = partyOf(change, because);
    if (Object.keys(written).length > 0) set(overlay, path.split("."), written);
  }
  return overlay;
}

/** How many things are different. */
export function countChanges({ protocols, parties }: Change): number {
  let count = protocols === undefined ? 0 : 1;
  for (const { members, contact, numbers, delays, decisions } of parties.values()) {
    count += (members === undefined ? 0 : 1) + (contact === undefined ? 0 : 1);
    count += (numbers?.size ?? 0) + (delays?.size ?? 0) + (decisions?.size ?? 0);
  }
  return count;
}

function partyOf({ members, contact, numbers, delays, decisions }: PartyChange, because: string): Table {
  const party: Table = {};
  if (members !== undefined) party.members = [...members];
  if (contact !== undefined) party.contact = contactOf(contact);
  for (const [path, { value, mark }] of numbers ?? [])
    set(party, path.split("."), quantityOf(value, mark, because));
  for (const [name, { ms, delay }] of delays ?? []) set(party, ["delays", name], delayOf(delay, ms, because));
  for (const [name, options] of decisions ?? [])
    set(
      party,
      ["decisions", name],
      Object.fromEntries(
        [...options].map(([option, percent]) => [option, { value: percent / 100, assumed: [0, 1], because }]),
      ),
    );
  return party;
}

function contactOf({ hours, opens, closes, days, languages }: ContactChange): Table {
  const taken = languages.length === 0 ? {} : { languages: [...languages] };
  if (hours === "nobody") return { reachable: false };
  if (hours === "always") return { hours: "always", days: [1, 2, 3, 4, 5, 6, 7], reachable: true, ...taken };
  return { hours: { opens, closes }, days: [...days], reachable: true, ...taken };
}

/** A range that holds what was thought before and what is asked now. */
function rangeOf(value: number, mark: Mark): readonly [number, number] {
  return mark.kind === "assumed" ? [Math.min(mark.low, value), Math.max(mark.high, value)] : [value, value];
}

function quantityOf(value: number, mark: Mark, because: string): Table {
  return { value, assumed: rangeOf(value, mark), because };
}

/** The delay's own law, stretched: a lognormal stays one, with another median. */
function delayOf({ law, mark }: Delay, ms: number, because: string): Table {
  const [low, high] = rangeOf(ms, mark);
  return {
    ...lawOf(rescale(law.kind === "never" ? { kind: "fixed", value: ms } : law, ms)),
    assumed: [formatDuration(low), formatDuration(high)],
    because,
  };
}

function lawOf(law: DelayLaw): Table {
  switch (law.kind) {
    case "never":
    case "fixed":
      return { fixed: formatDuration(law.kind === "fixed" ? law.value : 0) };
    case "exponential":
      return { exponential: { mean: formatDuration(law.mean) } };
    case "gamma":
      return { gamma: { mean: formatDuration(law.mean), shape: law.shape } };
    case "lognormal":
      return { lognormal: { median: formatDuration(law.median), sigma: law.sigma } };
    case "shifted":
      return { shifted: { by: formatDuration(law.by), then: lawOf(law.then) } };
    case "empirical":
      return { empirical: law.values.map((value) => formatDuration(value)) };
    default:
      return law satisfies never;
  }
}

function set(table: Table, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path;
  const old = Object.hasOwn(table, first) ? table[first] : undefined;
  if (rest.length === 0) {
    table[first] = isTable(old) && isTable(value) ? { ...old, ...value } : value;
    return;
  }
  const inside = isTable(old) ? old : {};
  table[first] = inside;
  set(inside, rest, value);
}

const isTable = (value: unknown): value is Table =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A name as an id: small letters, digits, hyphens; another one where that is taken. */
export function idFor(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 56);
  const base = plain === "" ? "variant" : plain;
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}
