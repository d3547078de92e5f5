import {
  type Dictionary,
  FACT_BY_CODE,
  FACT_KINDS,
  type Fact,
  type FactKind,
  type FactName,
  type FactRecord,
  itemName,
} from "../model/index.ts";

const SHIFT = 16;
const CHUNK = 1 << SHIFT;
const WITHIN = CHUNK - 1;

/** One part of the columns: so many facts side by side. */
class Chunk {
  readonly at = new Float64Array(CHUNK);
  readonly cause = new Float64Array(CHUNK);
  readonly itemHi = new Int32Array(CHUNK);
  readonly itemLo = new Int32Array(CHUNK);
  readonly actor = new Uint16Array(CHUNK);
  readonly what = new Uint16Array(CHUNK);
  readonly how = new Uint16Array(CHUNK);
  readonly wait = new Uint16Array(CHUNK);
  readonly kind = new Uint8Array(CHUNK);
}

/**
 * Every fact of a run in 33 bytes: enough to follow causes back to their start, for millions of facts about single
 * copies that nobody keeps whole. Numbers in `x` and `y`, and who the other party was, are not here.
 */
export class FactColumns {
  private readonly chunks: Chunk[] = [];
  private readonly dictionary: Dictionary;
  private length = 0;

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  /** Facts come in the order of their numbers, from 1, none left out. */
  add(fact: Fact): void {
    const place = this.length++;
    const within = place & WITHIN;
    if (within === 0) this.chunks.push(new Chunk());
    const chunk = this.chunks[place >>> SHIFT];
    chunk.at[within] = fact.at;
    chunk.cause[within] = fact.cause;
    chunk.itemHi[within] = fact.itemHi;
    chunk.itemLo[within] = fact.itemLo;
    chunk.actor[within] = fact.actor;
    chunk.what[within] = fact.what;
    chunk.how[within] = fact.how;
    chunk.wait[within] = fact.wait;
    chunk.kind[within] = fact.kind;
  }

  /** What is known of a fact by its number; undefined where there is none. */
  record(number: number): FactRecord | undefined {
    if (!(number >= 1 && number <= this.length)) return undefined;
    const place = number - 1;
    const within = place & WITHIN;
    const chunk = this.chunks[place >>> SHIFT];
    const kind = FACT_BY_CODE[chunk.kind[within]] as FactName;
    const { slots }: FactKind = FACT_KINDS[kind];
    const { dictionary } = this;
    const record: Record<string, unknown> = { n: number, at: chunk.at[within], kind };
    if (chunk.cause[within] !== 0) record.cause = chunk.cause[within];
    if (chunk.wait[within] !== 0) record.wait = dictionary.text(chunk.wait[within]);
    if (slots.item !== undefined && (chunk.itemHi[within] !== 0 || chunk.itemLo[within] !== 0)) {
      record[slots.item] = itemName(chunk.itemHi[within], chunk.itemLo[within]);
    }
    if (slots.actor !== undefined) record[slots.actor] = dictionary.text(chunk.actor[within]);
    if (slots.what !== undefined) record[slots.what] = dictionary.text(chunk.what[within]);
    if (slots.how !== undefined) record[slots.how] = dictionary.text(chunk.how[within]);
    return record as unknown as FactRecord;
  }
}
