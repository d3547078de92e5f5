import { ENGINE_VERSION } from "../../src/simulation/index.ts";
import { sayMeasure, sayNumber, sayValue } from "../../src/words/index.ts";
import type { Agreement, Apart, SideAtScale } from "./agreement.ts";

/** The page of the documentation that says how far a scale can be trusted: made by the soak, never by hand. */

const FRONT = `# Running at a scale

\`--scale F\` simulates a part of a large incident. Actors, messages, originals, lawful lookalikes and the first 1,000 uploads
on each platform stay whole. A later upload whose parent counts 1 is kept with chance F, by a draw of its own lineage, before it
is blocked or goes online; it and all that descends from it then count 1/F (to the nearest 2^-20, and the chance is its inverse,
so that sums stay exact). What is not kept is as if nobody had tried.

- **By weight**: items, attempts, blocks, removals, views, hours online, reviews, duties of single items; the population, the
  cap and the uploads of the last hour. An item that stands for 100 takes the time of 100 reviews, by as many reviewers as are
  free, right behind its own.
- **An order for 50 items** names 50 by weight: an item that stands for more than are still to be named is named with the chance
  that leaves the expected number as it is, or mixed up, as the one item that it is at full size, with as many lookalikes as are
  named of it. That cannot be made exact: an order names distinct items of distinct versions, and never more than there are, so
  a service with three copies is asked for three at full size, and at a hundredth, three times in a hundred, for fifty. Once and
  early it names what is whole anyway. **Where somebody names so many items again and again to services that have half of all
  public copies or more**, as in the shipped orders of the Union and of France, nothing that hangs on items survives any scale:
  only what hangs on actors or on the livestream does. Compare such protocols at full size.
- **Not at this scale**: firsts, lasts, peaks, distinct versions, waits in queues; and what hangs on one of these: how long an
  original is up (it may go when the first copy of it is recognised), messages and duties (sent to services that host anything at
  all). They print "not at this scale", have no number in JSON, and get no verdict.
- **Sums survive**: each upload is expected to count 1, whatever came before it, so sums are expected to be what they are at full
  size wherever items do not act on each other. Where they do, sums are close and not equal: a platform learns a version's hash
  from the first copy that it recognises, and of copies that were not simulated none can be the first.
- **Small services are rough**: most of what reaches them descends from weighted items, so it comes seldom and in lumps. Look at
  their own rows at full size only.
- Chance is larger: at a hundredth an incident with one viral copy more or less differs by a hundred of them.
`;

interface Run {
  readonly scenario: string;
  readonly variant: string;
  readonly seed: number;
  readonly replications: number;
  readonly sides: readonly SideAtScale[];
  readonly found: readonly Agreement[];
}

const WORDS: Readonly<Record<Apart, string>> = {
  "not at all": "",
  "less than matters": "less than matters",
  "by what matters": "**apart**",
};

const percent = (value: number | null, of: number) =>
  value === null ? "?" : `${sayNumber((100 * value) / of, "en", 2)} %`;

function apartCell({ row, alone }: Agreement): string {
  const { difference, baseline } = row;
  const base = Math.abs(baseline?.estimate ?? 0);
  if (difference === null || difference.estimate === null || base === 0) return "–";
  const { interval } = difference;
  const range =
    interval.kind === "interval"
      ? ` (${percent(interval.low, base)} … ${percent(interval.high, base)})`
      : interval.kind === "constant"
        ? " (in every seed)"
        : " (too few differ)";
  const word = WORDS[alone];
  return `${percent(difference.estimate, base)}${range}${word === "" ? "" : `, ${word}`}`;
}

/** Totals that survive and are not nothing at full size: measure, full size, and how far each scale is apart. */
export function scalePage({ scenario, variant, seed, replications, sides, found }: Run): string {
  const [full, ...scaled] = sides;
  const told = found.filter(({ survives, isTotal, row }) => survives && isTotal && row.baseline?.estimate);
  const names = [...new Set(told.map(({ name }) => name))];
  const cellOf = (name: string, scale: number) => {
    const one = told.find((each) => each.name === name && each.scale === scale);
    return one === undefined ? "–" : apartCell(one);
  };
  const rows = names.map((name) => {
    const { row } = told.find((each) => each.name === name) as Agreement;
    const value = sayValue(row.baseline?.estimate ?? Number.NaN, row.unit, "en", 4);
    return `| ${sayMeasure(name, "en")} \`${name}\` | ${value} | ${scaled.map(({ scale }) => cellOf(name, scale)).join(" | ")} |`;
  });
  const counts = scaled.map(({ scale, attempts }) => {
    const all = told.filter((each) => each.scale === scale);
    const share = sayNumber(attempts / replications, "en", 3);
    const outside = all.filter(({ alone }) => alone !== "not at all");
    const matters = outside.filter(({ alone }) => alone === "by what matters");
    return `- at ${scale}, ${share} attempts are simulated in a replication: ${all.length - outside.length} of ${all.length} intervals hold zero; of the others ${outside.length - matters.length} are surely apart by less than matters, ${matters.length} perhaps by more.`;
  });
  return `${FRONT}
## How well sums agree

\`${scenario}\`, variant \`${variant}\`, engine version ${ENGINE_VERSION}: replications 0 to ${replications - 1} of seed ${seed} at full size (${sayNumber(
    full.attempts / replications,
    "en",
  )} attempts a replication) and at scales, the same seeds paired. Shown is the difference from full size with the 95 % interval of its mean, as a
share of full size. *Less than matters*: surely apart, but by less than the measure's own smallest difference that matters.
Measures hang together, and one in twenty intervals misses zero by chance.

${counts.join("\n")}

| measure | full size | ${scaled.map(({ scale }) => `at ${scale}`).join(" | ")} |
|---|--:|${scaled.map(() => "--:|").join("")}
${rows.join("\n")}

\`npm run soak scale\` writes this page again.
`;
}
