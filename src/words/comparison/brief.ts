import type { ComparisonPage } from "./data.ts";
import { CURVE } from "./pictures.ts";
import { nameOfRow } from "./teller.ts";

/** By this measure the notices tell where too few items were followed for a finding. */
const ITEMS = "items.total";

/**
 * A comparison without the hundreds of measures that are no headline: verdicts, pictures and notices are as in the whole.
 * For who looks on while it runs: the whole is megabytes, and every few seconds there is another one.
 */
export function briefOf<Page extends ComparisonPage>(page: Page): Page {
  const headline = new Set([ITEMS, ...page.family.measures, ...page.headlines.map(({ measure }) => measure)]);
  return {
    ...page,
    tables: page.tables.map((table) => ({
      ...table,
      measures: table.measures.filter(
        (line) => headline.has(nameOfRow(line)) || (line.platform === undefined && line.id.startsWith(CURVE)),
      ),
    })),
  };
}
