import { type Dictionary, Digest, type Fact, type FactListener, textWord } from "../model/index.ts";
import { RowsAtScale } from "./at-scale.ts";
import { HAS_VALUE, IS_OPEN, type LogShape, type Measure, type Row, STATUS_WORDS } from "./definition.ts";
import { layOut, type ReadableRow } from "./layout.ts";
import { Tally } from "./tally.ts";

/**
 * All measures of one run, folded from its facts as they come. Made once for a scenario, reset for each replication:
 * the rows depend on the header alone.
 */
export class MeasureFold implements FactListener {
  readonly layout: readonly Row[];
  /** One number a row, in the order of `layout`; right after `finish`. */
  readonly values: Float64Array;
  /** `HAS_VALUE`, `IS_OPEN` (the value is what had passed by the end) or `IS_ABSENT` (the value is 0). */
  readonly status: Uint8Array;
  /**
   * What each ratio was divided by (value times weight is its numerator), 0 where that was nothing; 1 for other rows.
   * No part of the digest: it follows from the facts, as the values do.
   */
  readonly weights: Float64Array;
  private readonly rows: readonly ReadableRow[];
  private readonly atScale: RowsAtScale;
  private readonly tally: Tally;
  /** the same memory as words, padded to whole blocks of four */
  private readonly valueWords: Int32Array;
  private readonly statusWords: Int32Array;
  /** what stands for the ids and units of the layout in a digest */
  private readonly layoutWords: readonly [number, number, number, number];

  /** The dictionary is that of the facts; a few words are added to it. */
  constructor(shape: LogShape, dictionary: Dictionary) {
    this.rows = layOut(shape);
    this.layout = this.rows;
    this.atScale = new RowsAtScale(this.rows, shape.scale ?? 1);
    this.tally = new Tally(shape, dictionary);
    const length = this.rows.length;
    const values = new Float64Array(Math.ceil(length / 2) * 2);
    const status = new Uint8Array(Math.ceil(length / 16) * 16);
    this.values = values.subarray(0, length);
    this.status = status.subarray(0, length);
    this.weights = new Float64Array(length);
    this.valueWords = new Int32Array(values.buffer);
    this.statusWords = new Int32Array(status.buffer);
    this.layoutWords = fingerprint(this.rows);
  }

  reset(): void {
    this.tally.reset();
  }

  onFact(fact: Fact): void {
    this.tally.onFact(fact);
  }

  /** Reads every row. May be asked in the middle of a run: then what still runs is open. */
  finish(): void {
    const { rows, tally, values, status, weights } = this;
    tally.duties.settle();
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      tally.answer = HAS_VALUE;
      tally.weight = 1;
      // Adding zero: a negative zero would be told apart by nothing but a careless printer.
      values[i] = row.read(tally, row) + 0;
      status[i] = tally.answer;
      weights[i] = tally.weight;
    }
  }

  /** Folds what `finish` found: the layout, all values, all statuses. */
  foldInto(digest: Digest): void {
    const [a, b, c, d] = this.layoutWords;
    digest.four(a, b, c, d);
    foldWords(digest, this.valueWords);
    foldWords(digest, this.statusWords);
  }

  /** The rows as objects, after `finish`. */
  measures(): Measure[] {
    const { values, weights, tally } = this;
    const lost = this.atScale.lostIn([{ values, weights, attempts: tally.exposure.simulated[0] }]);
    return this.layout.map(({ id, unit, platform }, i) => {
      const status = this.status[i];
      const row = { id, unit, ...(platform === undefined ? {} : { platform }) };
      if (lost.has(i)) return { ...row, value: null, status: "not-at-this-scale" };
      return {
        ...row,
        value: status === HAS_VALUE ? this.values[i] : null,
        status: STATUS_WORDS[status],
        ...(status === IS_OPEN ? { atLeast: this.values[i] } : {}),
      };
    });
  }
}

function foldWords(digest: Digest, words: Int32Array): void {
  for (let i = 0; i < words.length; i += 4) digest.four(words[i], words[i + 1], words[i + 2], words[i + 3]);
}

function fingerprint(rows: readonly Row[]): readonly [number, number, number, number] {
  const digest = new Digest();
  for (const { id, unit, platform } of rows) {
    digest.four(textWord(id), textWord(unit), textWord(platform ?? ""), platform === undefined ? 0 : 1);
  }
  const hex = digest.hex();
  const word = (place: number) => Number.parseInt(hex.slice(place * 8, place * 8 + 8), 16) | 0;
  return [word(0), word(1), word(2), word(3)];
}
