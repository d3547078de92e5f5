import type { FactRecord, LogHeader } from "../model/index.ts";
import type { TimelineRow } from "./blocks.ts";
import { type Names, sayFact, type Weight, weightOf } from "./facts.ts";
import { type Language, tidy } from "./language.ts";
import { sayClock, sayLocal, sayNumber } from "./numbers.ts";

/** Facts that say the same, but for how many items they concern, are told once and counted. */
interface Told {
  readonly first: FactRecord;
  readonly weight: Weight;
  times: number;
  last: FactRecord;
}

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
  const told = new Map<string, Told>();
  for (const record of facts) {
    const weight = weightOf(record.kind);
    if (weight === 0) continue;
    const key = sameness(record, originals);
    const known = told.get(key);
    if (known === undefined) told.set(key, { first: record, weight, times: 1, last: record });
    else {
      known.times++;
      known.last = record;
    }
  }
  const all = [...told.values()];
  const shown = pick(all, most);
  const rows = shown.map((each) => ({
    clock: sayClock(timeOf(each.first)),
    local: sayLocal(header.startsAt, timeOf(each.first)),
    text: sayFact(each.first, names, (item) => originals.has(item), language) + again(each, language),
  }));
  return { rows, left: all.length - shown.length };
}

function sameness(record: FactRecord, originals: ReadonlySet<string>): string {
  const {
    kind,
    platform,
    actor,
    to,
    from,
    debtor,
    message,
    decision,
    option,
    state,
    role,
    duty,
    note,
    by,
    original,
  } = record;
  const isOriginal = typeof record.item === "string" && originals.has(record.item);
  const version = record.version === undefined ? undefined : record.version === 0;
  const late = kind === "duty.stopped" && timeOf(record) > Number(record.dueAt);
  return JSON.stringify([
    kind,
    platform,
    actor,
    to,
    from,
    debtor,
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
    version,
    late,
  ]);
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

function again({ times, last }: Told, language: Language): string {
  if (times === 1) return "";
  const more = sayNumber(times - 1, language);
  const until = sayClock(timeOf(last));
  const said =
    language === "en"
      ? ` (and ${more} more times, until ${until})`
      : ` (et ${more} fois encore, jusqu’à ${until})`;
  return tidy(
    times === 2
      ? language === "en"
        ? ` (and once more at ${until})`
        : ` (et une fois encore à ${until})`
      : said,
    language,
  );
}
