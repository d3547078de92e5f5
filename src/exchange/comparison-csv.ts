/**
 * A comparison as comma-separated values (RFC 4180), one line a replication: for spreadsheets and statistics programs.
 *
 * Columns: `mark` (it comes from a simulation), `variant`, `kernel`, `setting` (its address), `replication`, `address`, `digest`, `capped` (1 or 0), then one for
 * each row that any variant has, named `id` or `id@platform`, in the unit of the list of measures (times in
 * milliseconds). An empty cell: the measure does not exist in that replication. Where in any replication of the file a
 * measure had not come by the end, `<name>:status` follows its column with `value`, `open` or nothing; beside `open`
 * stands what had passed by then, which is no value: to average both alike gives the mean up to the end.
 */
import { nameOfRow } from "../experiment/index.ts";
import { IS_ABSENT, IS_OPEN, type Row } from "../measures/index.ts";
import type { ReplicationResult } from "../model/index.ts";
import { SIMULATION_MARK } from "../words/index.ts";
import { csvLine } from "./text-safety.ts";

/** One replication of a comparison. */
export interface ComparisonRow {
  readonly variant: string;
  readonly kernel: string;
  readonly layout: readonly Row[];
  readonly result: Pick<
    ReplicationResult,
    "setting" | "replication" | "address" | "digest" | "isCapped" | "values" | "status"
  >;
}

const FIXED = ["mark", "variant", "kernel", "setting", "replication", "address", "digest", "capped"];

/** Lines with their line ends, the heading first. */
export function* comparisonCsv(rows: Iterable<ComparisonRow>): Generator<string> {
  const all = [...rows];
  const places = new Map<readonly Row[], ReadonlyMap<string, number>>();
  for (const { layout } of all) {
    if (!places.has(layout)) places.set(layout, new Map(layout.map((row, slot) => [nameOfRow(row), slot])));
  }
  // Whether the cap was reached is a measure too: one column says it.
  const names = [...new Set([...places.values()].flatMap((slots) => [...slots.keys()]))].filter(
    (name) => !FIXED.includes(name),
  );
  const open = openNames(all);
  yield csvLine([...FIXED, ...names.flatMap((name) => (open.has(name) ? [name, `${name}:status`] : [name]))]);
  for (const { variant, kernel, layout, result } of all) {
    const slots = places.get(layout) as ReadonlyMap<string, number>;
    const { setting, replication, address, digest, isCapped, values, status } = result;
    const fixed = [SIMULATION_MARK.en, variant, kernel, setting, replication, address, digest];
    const cells: (string | number)[] = [...fixed, isCapped ? 1 : 0];
    for (const name of names) {
      const slot = slots.get(name);
      const isThere = slot !== undefined && status[slot] !== IS_ABSENT;
      cells.push(isThere ? values[slot] : "");
      if (open.has(name)) cells.push(isThere ? (status[slot] === IS_OPEN ? "open" : "value") : "");
    }
    yield csvLine(cells);
  }
}

function openNames(rows: readonly ComparisonRow[]): ReadonlySet<string> {
  const open = new Set<string>();
  for (const { layout, result } of rows) {
    for (const [slot, row] of layout.entries()) if (result.status[slot] === IS_OPEN) open.add(nameOfRow(row));
  }
  return open;
}
