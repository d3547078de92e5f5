import { BEYOND } from "../../model/index.ts";
import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";

export type Columns = (tally: Tally) => Float64Array;

const SECOND = 1000;

export const MINUTE = 60 * SECOND;

export const HOUR = 60 * MINUTE;

// How a row is read. All take the row's platforms together, so that a total needs no entry of its own.

export const add = (cells: Float64Array, row: Row): number => {
  const { over } = row;
  let total = 0;
  for (let i = 0; i < over.length; i++) total += cells[over[i]];
  return total;
};

export const sum = (columns: Columns) => (tally: Tally, row: Row) => add(columns(tally), row);

export const ratio = (tally: Tally, over: number, under: number) => {
  tally.per(under);
  return under === 0 ? tally.absent() : over / under;
};

export const share = (over: Columns, under: Columns) => (tally: Tally, row: Row) =>
  ratio(tally, add(over(tally), row), add(under(tally), row));

/** Hours of so many items: `area` holds instants of going less those of coming, `running` those not gone yet. */
export const hours = (tally: Tally, area: number, running: number): number => {
  if (running === 0) return area / HOUR;
  const total = (area + running * tally.judgedAt) / HOUR;
  return tally.ended && tally.horizon !== undefined ? total : tally.open(total);
};

export const itemHours = (tally: Tally, row: Row): number =>
  hours(tally, add(tally.exposure.area, row), add(tally.exposure.running, row));

export const online = (tally: Tally, row: Row): number => {
  let total = 0;
  for (const platform of row.over) total += tally.exposure.online(platform);
  return total;
};

export const instant = (tally: Tally, at: number | undefined): number => {
  if (at === undefined) return tally.open(tally.judgedAt);
  return at < BEYOND ? at : tally.open(BEYOND);
};

/**
 * What was counted at a mark; where nothing was left to happen before it, what was counted last. A mark that the run did
 * not reach is open, with the count at the end.
 */
export const atMark = (counted: Columns, afterwards: Columns | undefined) => (tally: Tally, row: Row) => {
  const isQuiet = tally.isQuietUntil(tally.marks[row.index]);
  let isOpen = false;
  let total = 0;
  for (const platform of row.over) {
    const cell = tally.counted.cell(row.index, platform);
    if (tally.counted.countedAt[cell] === 1) total += counted(tally)[cell];
    else {
      isOpen ||= !isQuiet;
      total += afterwards === undefined ? tally.exposure.online(platform) : afterwards(tally)[platform];
    }
  }
  return isOpen ? tally.open(total) : total;
};

export const highest = (columns: Columns) => (tally: Tally, row: Row) => {
  const cells = columns(tally);
  let most = 0;
  for (const platform of row.over) if (cells[platform] > most) most = cells[platform];
  return most;
};

export const total = (cells: Float64Array): number => {
  let all = 0;
  for (const cell of cells) all += cell;
  return all;
};

export const outsideShare = (columns: Columns) => (tally: Tally, row: Row) => {
  const cells = columns(tally);
  return ratio(tally, add(cells, row), total(cells));
};
