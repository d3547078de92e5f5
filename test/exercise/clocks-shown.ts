import { LEARNING } from "../../src/exercise/index.ts";
import { FACT_KINDS, type FactKind, type FactRecord, IS_BULK, type Slot } from "../../src/model/index.ts";

/**
 * When each party is shown each fact of its clocks, worked out from the recorded log alone, after the run and backwards from
 * each fact to what caused it. Views work it out forwards, while the run goes on: neither knows of the other.
 */

export interface Shown {
  readonly record: FactRecord;
  /** from which instant on its debtor sees it; infinite for never */
  readonly from: number;
}

const inSlot = (record: FactRecord, slot: Slot): unknown => {
  const slots: FactKind["slots"] = FACT_KINDS[record.kind].slots;
  const field = slots[slot];
  return field === undefined ? undefined : record[field];
};
const isClock = ({ kind }: FactRecord) => kind.startsWith("duty.");
const isCounted = (record: FactRecord) =>
  IS_BULK[FACT_KINDS[record.kind].code] === 1 || (isClock(record) && "item" in record);

/** Whoever does one of these has read what it comes from. */
const SHOWS_READING =
  /^(message\.(opened|sent)|state\.entered|decision\.(taken|queued|begun|opened)|note\.made|crisis\.(entered|left))$/;

export class ClocksShown {
  private readonly records: readonly FactRecord[];
  private readonly byNumber: ReadonlyMap<number, FactRecord>;

  constructor(records: readonly FactRecord[]) {
    this.records = records;
    this.byNumber = new Map(records.map((record) => [record.n, record]));
  }

  private causeOf({ cause }: FactRecord): FactRecord | undefined {
    return this.byNumber.get(Number(cause));
  }

  /** Whether a fact is one of those that this party ever learns of. */
  private isOf(record: FactRecord, party: string): boolean {
    const { by, how } = LEARNING[record.kind];
    if (how?.includes(String(inSlot(record, "how"))) === false) return false;
    return by.some(
      (who) =>
        who === "everyone" ||
        inSlot(record, who) === party ||
        (who === "actor" && by.length === 1 && inSlot(record, "actor") === ""),
    );
  }

  /** The message to this party that a fact hangs on, through what the party itself would know, and whoever passed it on. */
  private letterOf(record: FactRecord | undefined, party: string): FactRecord | undefined {
    let letter: FactRecord | undefined;
    for (let each = record; each !== undefined; each = this.causeOf(each)) {
      const isArrival = each.kind === "message.delivered" && each.to === party;
      if (each.kind === "message.sent" && each.to === party) return each;
      if (isArrival) letter = each;
      else if (letter !== undefined && each.kind !== "message.relayed") return letter;
      else if (each.kind !== "message.relayed" && !this.isOf(each, party)) return letter;
    }
    return letter;
  }

  /** When each message to a party was first acted on, by the number of the message. */
  private readingsOf(party: string): ReadonlyMap<number, FactRecord> {
    const readings = new Map<number, FactRecord>();
    for (const record of this.records) {
      const doer = record.kind === "message.sent" ? record.from : inSlot(record, "actor");
      if (doer !== party || !SHOWS_READING.test(record.kind)) continue;
      const letter = this.letterOf(this.causeOf(record), party);
      if (letter !== undefined && !readings.has(letter.n)) readings.set(letter.n, record);
    }
    return readings;
  }

  /** The clocks of one party that are not about single items, in the order of the log. */
  of(party: string): readonly Shown[] {
    const readings = this.readingsOf(party);
    const shown = new Map<number, number>();
    /** what was only counted, and yet started a clock that is shown */
    const starters = new Set<number>();
    const list: Shown[] = [];
    for (const record of this.records) {
      if (!isClock(record) || isCounted(record) || record.debtor !== party) continue;
      if (LEARNING[record.kind].by.length === 0) continue;
      const from = this.instantOf(record, party, { readings, shown, starters });
      shown.set(record.n, from);
      list.push({ record, from });
    }
    return list;
  }

  private instantOf(
    record: FactRecord,
    party: string,
    so: {
      readonly readings: ReadonlyMap<number, FactRecord>;
      readonly shown: ReadonlyMap<number, number>;
      readonly starters: Set<number>;
    },
  ): number {
    const at = Number(record.at);
    const cause = this.causeOf(record);
    if (cause === undefined) return Number.POSITIVE_INFINITY;
    const before = so.shown.get(cause.n);
    if (before !== undefined) return Math.max(at, before);
    const letter = this.letterOf(cause, party);
    if (letter !== undefined) {
      const read = so.readings.get(letter.n);
      return read === undefined ? Number.POSITIVE_INFINITY : Math.max(at, Number(read.at));
    }
    if (!this.isOf(cause, party)) return Number.POSITIVE_INFINITY;
    if (!isCounted(cause)) return at;
    if (Number(cause.at) !== at && !so.starters.has(cause.n)) return Number.POSITIVE_INFINITY;
    so.starters.add(cause.n);
    return at;
  }
}

/** How many facts of a kind about single items, or counted by the minute, a party has by an instant. */
export function countedBy(
  records: readonly FactRecord[],
  kind: FactRecord["kind"],
  party: string,
  until: number,
): number {
  return records
    .filter(
      (record) =>
        record.kind === kind &&
        isCounted(record) &&
        inSlot(record, "actor") === party &&
        Number(record.at) <= until,
    )
    .reduce((sum, { weight }) => sum + (weight ?? 1), 0);
}
