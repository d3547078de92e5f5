import { sayNumber } from "../../src/words/index.ts";
import type { Case } from "./calibration.ts";
import {
  type Calibration,
  calibrationOf,
  holds,
  knowledgeOfDraws,
  reliability,
  scores,
  within,
} from "./calibration-table.ts";

/** The page of the documentation on how far a forecast can be trusted: made by the soak, never by hand. */

export interface Played {
  readonly exercises: number;
  readonly continuations: number;
  readonly cases: readonly Case[];
  readonly withPeople: readonly Case[];
  /** exercises of the library, at their own size */
  readonly shipped: readonly Case[];
}

const percent = (share: number) => `${sayNumber(Math.round(share * 1000) / 10, "en")} %`;
const points = (share: number) => sayNumber(Math.round(share * 1000) / 10, "en");

function rowOf({ from, to, n, exercises, predicted, observed, low, high, design }: Calibration): string {
  const off =
    low === undefined || high === undefined
      ? "too few exercises"
      : `${points(observed - predicted)} (${points(low)} … ${points(high)})`;
  const times = design === undefined ? "–" : sayNumber(Math.round(design * 10) / 10, "en");
  return `| ${Math.round(from * 100)}–${Math.round(to * 100)} % | ${n} | ${exercises} | ${percent(predicted)} | ${percent(observed)} | ${off} | ${times} |`;
}

const HEAD = `| told | duties | exercises | predicted | held | off by, points | spread |
|---|--:|--:|--:|--:|--:|--:|`;

const table = (cases: readonly Case[], doubt: number) =>
  [HEAD, ...reliability(cases, doubt).map(rowOf)].join("\n");

export const DOUBT = 0.05;

/** The band that the director reads most often as "will probably hold". */
export const BAND = [0.7, 0.9] as const;

export function calibrationPage({ exercises, continuations, cases, withPeople, shipped }: Played): string {
  const band = calibrationOf(within(cases, ...BAND), DOUBT, ...BAND);
  const told = cases.filter((each) => each.told >= BAND[0] && each.told <= BAND[1]);
  const plain = calibrationOf(
    told.map((each) => ({ ...each, predicted: each.told })),
    DOUBT,
    ...BAND,
  );
  const own = knowledgeOfDraws(cases, DOUBT);
  const { forecast, base } = scores(cases);
  const settings = [...new Set(cases.map(({ setting }) => setting))];
  return `# How far a forecast can be trusted

At any moment the director of an exercise can ask for a forecast: continuations are played from the present state, with fresh
draws for everything that nobody can know yet, and the share in which a duty holds is its chance. This page says how often
duties held that were given a chance. It is about the model: **what the model would do, not what people will do.**

**What was done.** ${exercises} exercises in ${settings.length} settings
(${settings.map((each) => `\`${each}\``).join(", ")}), shipped
scenarios with a fifth of their offspring and six hours instead of days, at scale 0.01, so that they can be played so often;
actors, protocols, clocks and chances are as shipped. Until an instant between 20 minutes and 3 hours people of five manners
play: in a fifth of the exercises nobody sits anywhere; in the others half of the seats are taken by people who answer at
once and anything, seldom and anything, always what stands last, or never, and control leaves out a row now and then. The
forecast is told what they did and nothing of their manner. Then ${continuations} continuations are played, the model takes all
seats, and the exercise goes on with its own draws. Counted are deadlines of actors that were open at the instant, and those that
began later, together, as the director's table has them. At the table continuations end where ENDEX is planned, or with the
scenario once that has passed. Here they end with the scenario, after six hours; at either end a deadline that is neither missed
nor over counts as kept.

**How it is counted.** A chance of ${continuations} continuations is itself an estimate, and whoever picks those between 70 and 90 %
picks some that are there by luck. So one half of the continuations sorts a duty into its line, the other half predicts. Duties of
one exercise hang together, so the interval (95 %) counts exercises, not duties; *spread* is how many times the variance is that
of as many unrelated duties. A line of fewer than ten exercises has no interval.

${table(cases, DOUBT)}

- Between 70 and 90 %: ${band.n} duties of ${band.exercises} exercises, predicted ${percent(band.predicted)}, held
  ${percent(band.observed)}: off by ${points(band.observed - band.predicted)} points (${points(band.low ?? -1)} … ${points(band.high ?? 1)})${holds(band) ? "" : ", **which chance does not explain**"}.
  As the director reads it, by all continuations: ${plain.n} duties, told ${percent(plain.predicted)}, held ${percent(plain.observed)}.
- It says more than the share that holds anyway: its mean squared error is ${points(forecast)} hundredths, that of one
  chance for all is ${points(base)}.
- It knows nothing of the exercise's own draws to come: its squared error against what the exercise did differs from that against
  what another one with the same past did by ${points(own.mean)} hundredths (${points(own.low ?? -1)} … ${points(own.high ?? 1)}).

## Where people go on

In the same exercises people go on in their manners instead of handing over at the instant. No forecast of that is claimed; this
is how far off it is where they answer anything, or nothing. Read a forecast as what would happen if everybody did from now on
what the protocol expects of them.

${table(withPeople, DOUBT)}

## A shipped exercise at its own size

\`first-three-hours\` with its own list of events, scale and people's patience: too few to judge by themselves.

${table(shipped, DOUBT)}

## Which scale

A forecast runs at the scale of its exercise and names it: it goes on from the state of that exercise, in which only what was
simulated is there. Chances are therefore right for the exercise as it is played, and that is what was counted here. They are no
chances of the incident at full size: what hangs on which services host anything is not told across scales, and duties are among
it (\`docs/scale.md\`).

\`npm run soak forecast\` writes this page again.
`;
}
