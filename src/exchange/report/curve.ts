import { parseDuration } from "../../model/index.ts";
import {
  curveOf,
  type DrawnDeadline,
  deadlinesOf,
  isWatched,
  type KernelWord,
  PICTURE_WORDS,
  sayCurves,
  sayKernel,
  saySpan,
  type Teller,
} from "../../words/index.ts";
import type { Html } from "./html.ts";
import { linearScale, logScale } from "./scale.ts";
import { type Across, across, axis, dot, hueOf, label, line, path, picture } from "./svg.ts";

/** Time to removal: a line for each variant, deadlines upright, ends that were not watched longer left open. */

const TOP = 56;
const BOTTOM = 336;
const WHERE: Across = { from: 12.5, to: 92 };
const DAY = 86_400_000;
const HOUR = 3_600_000;

export interface Age {
  /** as it stands in ids */
  readonly age: string;
  readonly ms: number;
}

/** Ages at which any variant was watched under any kernel, the shortest first; at least a day where there are any. */
export function agesOf(teller: Teller): Age[] {
  const found = new Map<string, Age & { readonly isKnown: boolean }>();
  for (const { name } of teller.page.variants)
    for (const kernel of teller.page.kernels)
      for (const { age, summary } of curveOf(teller, name, kernel)) {
        const isKnown = isWatched(summary) || found.get(age)?.isKnown === true;
        found.set(age, { age, ms: parseDuration(age) ?? Number.NaN, isKnown });
      }
  return [...found.values()]
    .filter(({ ms, isKnown }) => isKnown || ms <= DAY)
    .sort((a, b) => a.ms - b.ms)
    .map(({ age, ms }) => ({ age, ms }));
}

export const drawnDeadlines = (teller: Teller, ages: readonly Age[]): DrawnDeadline[] =>
  deadlinesOf(teller, ages.at(-1)?.ms ?? 0);

/** The age that the sentence above names: an hour where it was watched. */
export const toldAge = (ages: readonly Age[]): Age =>
  ages.find(({ ms }) => ms === HOUR) ?? ages[Math.floor(ages.length / 2)];

export function curvePicture(teller: Teller, kernel: KernelWord, ages: readonly Age[], id: string): Html {
  const { page, language } = teller;
  const scale = logScale(ages[0].ms, ages[ages.length - 1].ms, "ms");
  const x = (ms: number) => across(scale, ms, WHERE);
  const told = toldAge(ages);
  return picture({
    id,
    title: `${PICTURE_WORDS.curves[language]} · ${sayKernel(kernel, language)}`,
    description: sayCurves(teller, kernel, told.age, told.ms),
    height: BOTTOM + 44,
    inside: [
      ...axis(scale, WHERE, {
        top: TOP,
        bottom: BOTTOM,
        say: (ms) => saySpan(ms, language),
        title: PICTURE_WORDS.age[language],
      }),
      ...shareLines(),
      label(0, TOP - 12, `↑ ${PICTURE_WORDS.removed[language]}`, "tick"),
      ...drawnDeadlines(teller, ages).flatMap(({ within }, n) =>
        deadline(x(within), saySpan(within, language), n),
      ),
      ...page.variants.flatMap(({ name }, number) =>
        curve(teller, { variant: name, kernel, number, x, ages }),
      ),
      ...endLetters(teller, kernel, ages),
    ],
  });
}

const yOf = (share: number): number => {
  const scale = linearScale(0, 1, "share", { isRounded: false });
  return BOTTOM - ((BOTTOM - TOP) * scale.at(share)) / 100;
};

function shareLines(): Html[] {
  return [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    line(WHERE.from, yOf(share), WHERE.to, yOf(share), "grid"),
    label(WHERE.from, yOf(share) + 4, `${share * 100} %`, "tick", "end", -6),
  ]);
}

/** Names of lines that stand close take turns in height. */
function deadline(x: number, name: string, n: number): Html[] {
  const y = TOP - 8 - (n % 3) * 15;
  return [
    line(x, y + 3, x, BOTTOM, "deadline"),
    label(x, y, name, "deadline-name", x > 80 ? "end" : "middle"),
  ];
}

interface Drawn {
  readonly variant: string;
  readonly kernel: KernelWord;
  readonly number: number;
  readonly ages: readonly Age[];
  x(ms: number): number;
}

function pointsOf(teller: Teller, { variant, kernel, ages }: Pick<Drawn, "variant" | "kernel" | "ages">) {
  return curveOf(teller, variant, kernel).flatMap(({ age, summary }) => {
    const found = ages.find((each) => each.age === age);
    return found === undefined || !isWatched(summary) ? [] : [{ ms: found.ms, summary }];
  });
}

function curve(teller: Teller, drawn: Drawn): Html[] {
  const hue = hueOf(drawn.number);
  const points = pointsOf(teller, drawn);
  const last = points.at(-1);
  if (last === undefined) return [];
  const places = points.map(({ ms, summary }) => [drawn.x(ms), yOf(summary.estimate)] as const);
  const strokes = points.flatMap(({ ms, summary: { interval } }) =>
    interval.kind === "interval"
      ? [line(drawn.x(ms), yOf(interval.low ?? 0), drawn.x(ms), yOf(interval.high ?? 1), `${hue} stroke`)]
      : [],
  );
  const isOpen = last.summary.estimate < 1;
  const marks = places.map(([x, y], n) =>
    dot(x, y, 3.5, n === places.length - 1 && isOpen ? `${hue} hollow` : `${hue} filled`),
  );
  const [x, y] = places[places.length - 1];
  return [
    ...strokes,
    path(places, BOTTOM + 44, `${hue} curve dash-${drawn.number % 3}`),
    ...(isOpen ? [line(x, y, WHERE.to + 1, y, `${hue} leader`)] : []),
    ...marks,
  ];
}

const LETTER = 15;

/** A letter at the end of each line; letters that would lie on each other are moved apart. */
function endLetters(teller: Teller, kernel: KernelWord, ages: readonly Age[]): Html[] {
  const ends = teller.page.variants
    .flatMap(({ name }, number) => {
      const last = pointsOf(teller, { variant: name, kernel, ages }).at(-1);
      return last === undefined ? [] : [{ name, number, y: yOf(last.summary.estimate) }];
    })
    .sort((a, b) => a.y - b.y);
  let above = Number.NEGATIVE_INFINITY;
  return ends.map(({ name, number, y }) => {
    above = Math.max(y, above + LETTER);
    return label(WHERE.to, above + 4, teller.letter(name), `name ${hueOf(number)} letter`, "start", 12);
  });
}
