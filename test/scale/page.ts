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
  original is up and how many lawful uploads are blocked (it hangs on when the first copy of a version is recognised), reviews by
  lane (an item that stands for 100 takes their time at once, and the lower lane waits), messages and duties (sent to services
  that host anything at all). They print "not at this scale", have no number in JSON, and get no verdict.
- **Sums survive**: each upload is expected to count 1, whatever came before it, so sums are expected to be what they are at full
  size wherever items do not act on each other. Where they do, sums are close and not equal: a platform learns a version's hash
  from the first copy that it recognises, and of copies that were not simulated none can be the first. So at a hundredth uploads
  are blocked a little less, and a few more lawful ones get online and are removed.
- **Small services are rough**: most of what reaches them descends from weighted items, so it comes seldom and in lumps. Whoever
  sends them alerts, hour after hour, to those that host anything, finds less to name there, and what is mixed up with it (a third
  of what the alert service of 2019 names is lawful) is removed less: at a hundredth half of it at the smallest service, which is
  what wrongful removals of all services together lack. Look at their own rows at full size only.
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
    const all = told.filter((each) => each.scale === scale);
    const share = sayNumber(attempts / replications, "en", 3);
    const outside = all.filter(({ alone }) => alone !== "not at all");
    const matters = outside.filter(({ alone }) => alone === "by what matters");
    const together = all.filter((each) => each.together === "by what matters");
    return `- at ${scale}, ${share} attempts are simulated in a replication: ${all.length - outside.length} of ${all.length} intervals hold zero; of the others ${outside.length - matters.length} are surely apart by less than matters, ${matters.length} perhaps by more, of which ${together.length} are so when all are asked together.`;
  });
  return `### \`${variant}\`

${sayNumber(full.attempts / replications, "en")} attempts a replication at full size.

${counts.join("\n")}

${tableOf(told)}

Not told at any scale here; what would be off if it were:

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
surely apart, but by less than the measure's own smallest difference that matters. Measures hang together, and one in twenty
intervals misses zero by chance; asked together, each interval is so wide that all of them hold in nineteen of twenty such tables.

${runs.map(variantPart).join("\n")}
\`npm run soak scale\` writes this page again.
`;
}
