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
  only what hangs on actors or on the livestream does. Compare such protocols at full size. The rule asks what is sent to whom
  and whether it may come again, not how often it does and what scale is asked for: it is stricter than some orders need at a
  tenth, as the table of the French one shows.
- **Not at this scale**: firsts, lasts, peaks, distinct versions, waits in queues; and what hangs on one of these: how long an
  original is up, how many lawful uploads are blocked, the share of attempts blocked and the shares removed by an age (they hang on
  when the first copy of a version is recognised, which at a scale comes a little later: at a tenth the share removed within five
  minutes of posting was lower by 0.6 %, that of attempts blocked by 0.1 %, surely though not by what matters), reviews by
  lane (an item that stands for 100 takes their time at once, and the lower lane waits), messages and duties (sent to services
  that host anything at all). They print "not at this scale", have no number in JSON, and get no verdict.
- **Sums survive**: each upload is expected to count 1, whatever came before it, so sums are expected to be what they are at full
  size wherever items do not act on each other. Where they do, sums are close and not equal: each new version is recognised a
  little later too. In 160 replications of an incident a tenth as large as the one below, hours online were 1.6 % more at a tenth,
  6 % on the largest service; items online and views after 12 hours were more by 8 % and 5 %: too little to show in 50.
- **What lawful material suffers survives a tenth, no less, and of all services together only**: what of it is removed, for how
  long, restored, appealed. All that hangs in part on when the first copy of a version is
  recognised, and of copies that were not simulated none can be the first: at a hundredth that comes later, and a few more lawful
  uploads get online and are removed.
- **A service's own rows need 400 uploads behind them**, in the mean of the replications and in both variants compared. What
  reaches a small service descends from weighted items, so it comes seldom and in lumps; whoever alerts, reviews or recognises what
  it hosts finds nothing there for hours. The number asked for is the effective one, the square of the sum of weights over the
  sum of their squares, which is at least the sum of weights times F: 4,000 uploads at a tenth, 40,000 at a hundredth. With 400,
  the choice of what is simulated moves a sum by 1/√400, which is 5 %, the smallest difference of a sum that matters. Where at
  most 1 % of a service's uploads can have been left out, its rows are told whatever their number.
- **Rows of several services** (all, members, others) are told where what such services bring moves them by less than 5 %: each
  service by 1/√(its effective number), as far as it contributes. Items, attempts, views and hours are not held to that: each upload
  brings its own, whatever is done about it, so only chance is larger there.
- **The first hours** are not told where services learn hashes: where an original stays up for more than a tenth of all the time
  simulated, nothing that hangs on items has a number. It goes when the first of its copies is recognised, a few minutes
  later at a scale, and what happens until then is larger by a fifth and more; over a day that is less than a hundredth of it. The
  same holds at each mark: with an original up for an hour, what is counted in the first ten hours is not told.
- Chance is larger: at a hundredth an incident with one viral copy more or less differs by a hundred of them.
`;

export interface Run {
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

/** Measures that do not survive, or not there, and that readers look for first. */
const LOOKED_FOR = [
  "original.online",
  "original.views",
  "item.hours",
  "items.total",
  "items.removed",
  "uploads.attempted",
  "views.total",
  "lawful.removed",
  "lawful.hours.down",
  "lawful.blocked",
  "lawful.total",
  "review.jobs.lane.ordinary",
  "versions.hashed",
];

/** How many rows vary, of how many zero lies outside the interval, and how many would by chance. */
function missesIn(rows: readonly Agreement[], which: string): string {
  const told = rows.filter(({ row }) => row.difference?.interval.kind === "interval");
  if (told.length === 0) return `No row ${which} varies.`;
  const apart = told.filter(({ alone }) => alone !== "not at all");
  const together = told.filter((each) => each.together !== "not at all");
  const named = apart.length === 0 ? "" : `: ${apart.map(({ name }) => `\`${name}\``).join(", ")}`;
  return `Of ${told.length} rows ${which} that vary, zero lies outside the interval of ${apart.length}${named} (by chance ${sayNumber(told.length / 20, "en", 2)}); asked together, of ${together.length}.`;
}

/** Of one variant: how many sums agree, all that survive, and of the rest what readers look for. */
function variantPart({ variant, replications, sides, found }: Run): string {
  const [full, ...scaled] = sides;
  const there = found.filter(({ isTotal, row }) => isTotal && row.baseline?.estimate);
  const told = there.filter(({ survives }) => survives);
  const hidden = there.filter(({ survives, name }) => !survives && LOOKED_FOR.includes(name));
  const tableOf = (rows: readonly Agreement[]) => {
    const cellOf = (name: string, scale: number) => {
      const one = rows.find((each) => each.name === name && each.scale === scale);
      return one === undefined ? "–" : apartCell(one);
    };
    const lines = [...new Set(rows.map(({ name }) => name))].map((name) => {
      const { row } = rows.find((each) => each.name === name) as Agreement;
      const value = sayValue(row.baseline?.estimate ?? Number.NaN, row.unit, "en", 4);
      return `| ${sayMeasure(name, "en")} \`${name}\` | ${value} | ${scaled.map(({ scale }) => cellOf(name, scale)).join(" | ")} |`;
    });
    return `| measure | full size | ${scaled.map(({ scale }) => `at ${scale}`).join(" | ")} |
|---|--:|${scaled.map(() => "--:|").join("")}
${lines.join("\n")}`;
  };
  const counts = scaled.map(({ scale, attempts }) => {
    const share = sayNumber(attempts / replications, "en", 3);
    const rows = found.filter((each) => each.survives && each.scale === scale && each.row.baseline?.estimate);
    const ofServices = rows.filter(({ isTotal }) => !isTotal);
    return `- at ${scale}, ${share} attempts are simulated in a replication. ${missesIn(
      there.filter((each) => each.survives && each.scale === scale),
      "of all services together",
    )} ${missesIn(ofServices, "of members, others and single services")}`;
  });
  return `### \`${variant}\`

${sayNumber(full.attempts / replications, "en")} attempts a replication at full size.

${counts.join("\n")}

${tableOf(told)}

Not told at every scale here; what would be off if it were:

${tableOf(hidden)}
`;
}

/** The page: for each variant the totals that are not nothing at full size, and how far each scale is apart. */
export function scalePage(runs: readonly Run[]): string {
  const [{ scenario, seed, replications }] = runs;
  return `${FRONT}
## How well sums agree

\`${scenario}\`, engine version ${ENGINE_VERSION}: replications 0 to ${replications - 1} of seed ${seed} at full size and at scales, the same seeds
paired. Shown is the difference from full size with the 95 % interval of its mean, as a share of full size. *Less than matters*:
surely apart, but by less than the measure's own smallest difference that matters. One in twenty intervals misses zero by
chance, and measures hang together, so that they miss together; asked together, each interval is so wide that all of them hold in
nineteen of twenty such tables.

${runs.map(variantPart).join("\n")}
\`npm run soak scale\` writes this page again.
`;
}
