/** The printed table: what, measured, at least, aim, and whether. Notes stand below it, by row. */

const HEAD = ["what", "measured", "at least", "aim", "ok?"];

/** `verdict`: aim, yes, no, or a dash for what was not measured. */
export function judge(value, least, aim, isBetter) {
  if (isBetter(value, aim)) return "yes, aim";
  return isBetter(value, least) ? "yes" : "NO";
}

export const isAtLeast = (value, bound) => value >= bound;
export const isAtMost = (value, bound) => value <= bound;

export function printTable(rows) {
  const cells = [HEAD, ...rows.map(({ what, measured, least, aim, ok }) => [what, measured, least, aim, ok])];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  const [head, ...body] = cells.map(line);
  console.log(head);
  console.log(`|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`);
  for (const each of body) console.log(each);
  for (const { name, notes } of rows) {
    if (notes.length === 0) continue;
    console.log(`\n${name}:`);
    for (const note of notes) console.log(`  ${note}`);
  }
}
