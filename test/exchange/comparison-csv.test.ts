import { beforeAll, describe, expect, test } from "vitest";
import { type ComparisonRow, comparisonCsv } from "../../src/exchange/index.ts";
import { IS_ABSENT, IS_OPEN } from "../../src/measures/index.ts";
import { runComparison, SMALL, variantsOf } from "../builders/comparison.ts";

let rows: readonly ComparisonRow[] = [];
let lines: readonly string[] = [];
let head: readonly string[] = [];
beforeAll(() => {
  rows = [...runComparison(variantsOf(SMALL, ["quick"]), { replications: 10 }).rows()];
  lines = [...comparisonCsv(rows)];
  head = lines[0].trimEnd().split(",");
});

/** No cell of these tables is quoted. */
const cellsOf = (line: string) => line.replace(/\r\n$/, "").split(",");
const nameOf = ({ id, platform }: ComparisonRow["layout"][number]) =>
  platform === undefined ? id : `${id}@${platform}`;

describe("a comparison as CSV", () => {
  test("is one line a replication of each variant under each kernel, below one line of names", () => {
    expect(lines).toHaveLength(1 + 2 * 2 * 10);
    expect(new Set(head).size).toBe(head.length);
    for (const line of lines) expect(cellsOf(line)).toHaveLength(head.length);
    expect(lines.every((line) => line.endsWith("\r\n"))).toBe(true);
  });

  test("says of each line whose it is", () => {
    const [mark, variant, kernel, setting, replication, address, digest, capped] = cellsOf(lines[1]);
    const { result } = rows[0];
    expect(mark).toBe("SIMULATION");
    expect([variant, kernel, setting, replication]).toEqual(["base", "exponential", result.setting, "0"]);
    expect([address, digest, capped]).toEqual([result.address, result.digest, "0"]);
  });

  test("holds every number to its last digit, and tells a value from what is still open or does not exist", () => {
    const statuses = new Set<string>();
    for (const [n, { layout, result }] of rows.entries()) {
      const cells = cellsOf(lines[n + 1]);
      for (const [slot, row] of layout.entries()) {
        const column = head.indexOf(nameOf(row));
        expect(column).toBeGreaterThan(0);
        const hasStatus = head[column + 1] === `${nameOf(row)}:status`;
        if (result.status[slot] === IS_ABSENT) {
          expect(cells[column]).toBe("");
          if (hasStatus) expect(cells[column + 1]).toBe("");
          continue;
        }
        expect(Number(cells[column])).toBe(result.values[slot]);
        const status = hasStatus ? cells[column + 1] : "value";
        expect(status).toBe(result.status[slot] === IS_OPEN ? "open" : "value");
        statuses.add(status);
      }
    }
    expect(statuses).toEqual(new Set(["value", "open"]));
  });

  test("gives a column to what only one variant has, empty for the others", () => {
    const [first] = rows;
    const cut = first.layout.length - 2;
    const other = { ...rows[20], layout: rows[20].layout.slice(0, cut) };
    const [, whole, shorter] = [...comparisonCsv([first, other])].map(cellsOf);
    expect(shorter).toHaveLength(whole.length);
    expect(whole.at(-1)).not.toBe("");
    expect(shorter.at(-1)).toBe("");
  });

  test("quotes what would break a line", () => {
    const odd = { ...rows[0], variant: 'a,"b"\nc' };
    const [, line] = [...comparisonCsv([odd])];
    expect(line.startsWith('SIMULATION,"a,""b""\nc",exponential,')).toBe(true);
  });

  test("has only its names where nothing was run", () => {
    expect([...comparisonCsv([])]).toEqual([
      "mark,variant,kernel,setting,replication,address,digest,capped\r\n",
    ]);
  });
});
