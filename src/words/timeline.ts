import { FACT_KINDS, type FactKind, type FactRecord, type LogHeader } from "../model/index.ts";
import type { TimelineRow } from "./blocks.ts";
import { type Names, sayFact, weightOf } from "./facts.ts";
import type { Language } from "./language.ts";
import { sayClock, sayLocal, sayNumber } from "./numbers.ts";
import type { Weight } from "./told.ts";

/** Facts that say the same of the same actor, told once and counted; what several say in one minute is told together. */
interface Told {
  readonly first: FactRecord;
  readonly weight: Weight;
  /** all who do it in the minute of the first */
  readonly who: string[];
  times: number;
  last: FactRecord;
}

const MOST_NAMES = 4;

const timeOf = ({ at }: FactRecord) => (at === "beyond" ? Number.POSITIVE_INFINITY : at);

/**
 * What happened, minute by minute. What repeats is told at its first time, with how often it came again and until when;
 * where there is still too much for `most` lines, what weighs least is left out, and how much is said.
 */
export function timelineOf(
  facts: readonly FactRecord[],
  header: LogHeader,
  names: Names,
  language: Language,
  most: number,
): { readonly rows: readonly TimelineRow[]; readonly left: number } {
  const originals = new Set(header.originals.map(({ item }) => item));
  const all = mergeMinutes(mergeRepeats(facts, originals), originals);
  const shown = pick(all, most);
  const rows = shown.map((each) => {
    const told = {
      ...names,
      who: (id: string) =>
        id === actorOf(each.first) ? sayAll(each.who.map(names.who), language) : names.who(id),
    };
    return {
      clock: sayClock(timeOf(each.first)),
      local: sayLocal(header.startsAt, timeOf(each.first)),
      text: sayFact(each.first, told, (item) => originals.has(item), language) + again(each, language),
    };
  });
  return { rows, left: all.length - shown.length };
}

function mergeRepeats(facts: readonly FactRecord[], originals: ReadonlySet<string>): Told[] {
  const told = new Map<string, Told>();
  for (const record of facts) {
    const weight = weightOf(record.kind);
    if (weight === 0) continue;
    const who = actorOf(record);
    const key = `${who} ${sameness(record, originals)}`;
    const known = told.get(key);
    if (known === undefined) told.set(key, { first: record, weight, who: [who], times: 1, last: record });
    else {
      known.times++;
      known.last = record;
    }
  }
  return [...told.values()];
}

function mergeMinutes(all: readonly Told[], originals: ReadonlySet<string>): Told[] {
  const merged = new Map<string, Told>();
  for (const each of all) {
    const minute = Math.floor(timeOf(each.first) / 60_000);
    const key = `${minute} ${sameness(each.first, originals)}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { ...each, who: [...each.who] });
    else {
      known.who.push(...each.who);
      known.times += each.times - 1;
      if (timeOf(each.last) > timeOf(known.last)) known.last = each.last;
    }
  }
  return [...merged.values()];
}

function actorOf({ kind, ...record }: FactRecord): string {
  const { slots }: FactKind = FACT_KINDS[kind];
  return slots.actor === undefined ? "" : String(record[slots.actor] ?? "");
}

/** What makes two facts the same sentence, but for who does it. */
function sameness(record: FactRecord, originals: ReadonlySet<string>): string {
  const { kind, from, message, decision, option, state, role, duty, note, by, original } = record;
  const isOriginal =
    !kind.startsWith("duty.") && typeof record.item === "string" && originals.has(record.item);
  const isLate = kind === "duty.stopped" && timeOf(record) > Number(record.dueAt);
  return JSON.stringify([
    kind,
    from,
    message,
    decision,
    option,
    state,
    role,
    duty,
    note,
    by,
    original,
    isOriginal,
    isLate,
  ]);
}

function sayAll(names: readonly string[], language: Language): string {
  const and = { en: "and", fr: "et" }[language];
  if (names.length === 1) return names[0];
  if (names.length <= MOST_NAMES) return `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1)}`;
  const left = names.length - MOST_NAMES + 1;
  const others = { en: `${left} others`, fr: `${left} autres` }[language];
  return `${names.slice(0, MOST_NAMES - 1).join(", ")} ${and} ${others}`;
}

/** Keeps the order of time; the heaviest first where there is no room for all. */
function pick(all: readonly Told[], most: number): readonly Told[] {
  if (all.length <= most) return all;
  const kept = new Set<Told>();
  for (const weight of [3, 2, 1]) {
    for (const each of all) if (each.weight === weight && kept.size < most) kept.add(each);
  }
  return all.filter((each) => kept.has(each));
}

function again({ times, last, who }: Told, language: Language): string {
  const more = times - 1;
  if (more === 0) return "";
  const until = sayClock(timeOf(last));
  if (more === 1 && who.length === 1)
    return { en: ` (and once more at ${until})`, fr: ` (et une fois encore à ${until})` }[language];
  const count = sayNumber(more, language);
  return {
    en: ` (and ${count} more times, until ${until})`,
    fr: ` (et ${count} fois encore, jusqu’à ${until})`,
  }[language];
}
