import {
  EXPOSURE,
  type IntervalLine,
  type KernelWord,
  PICTURE_WORDS,
  sayEnd,
  sayKernel,
  sayTradeOff,
  type Teller,
  type TradeOffLine,
  WRONGFUL,
} from "../../words/index.ts";
import type { Html } from "./html.ts";
import { linearScale, type Scale } from "./scale.ts";
import { type Across, across, axis, dot, hueOf, label, line, path, picture } from "./svg.ts";

/** Exposure against wrongful removals: a mark for each variant, those that no other beats on both joined. */

const TOP = 42;
const BOTTOM = 320;
const WHERE: Across = { from: 1, to: 96 };
/** Marks nearer than this share one name. */
const NEAR = 14;

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly number: number;
  readonly point: TradeOffLine;
}

export function tradeOffPicture(
  teller: Teller,
  kernel: KernelWord,
  points: readonly TradeOffLine[],
  id: string,
): Html {
  const { page, language } = teller;
  const x = axisFor(points, "exposure", "exposureInterval");
  const y = axisFor(points, "wrongful", "wrongfulInterval");
  const down = (value: number) => BOTTOM - ((BOTTOM - TOP) * y.at(value)) / 100;
  const marks = points.map(
    (point): Mark => ({
      x: across(x, point.exposure, WHERE),
      y: down(point.wrongful),
      number: page.variants.findIndex(({ name }) => name === point.id),
      point,
    }),
  );
  const free = marks
    .filter(({ point }) => point.standing === "non-dominated")
    .sort((a, b) => a.x - b.x || b.y - a.y);
  return picture({
    id,
    title: `${PICTURE_WORDS.exposure[language]}, ${PICTURE_WORDS.wrongful[language]} · ${sayKernel(kernel, language)}`,
    description: sayTradeOff(teller, kernel) ?? "",
    height: BOTTOM + 44,
    inside: [
      ...axis(x, WHERE, {
        top: TOP,
        bottom: BOTTOM,
        say: (value) => sayEnd(value, EXPOSURE, language),
        title: PICTURE_WORDS.exposure[language],
      }),
      ...y.ticks.flatMap((tick) => [
        line(WHERE.from, down(tick), WHERE.to, down(tick), "grid"),
        label(WHERE.from + 0.5, down(tick) - 4, sayEnd(tick, WRONGFUL, language), "tick"),
      ]),
      label(WHERE.from, 12, `↑ ${PICTURE_WORDS.wrongful[language]}`, "tick"),
      path(
        free.map((mark) => [mark.x, mark.y]),
        BOTTOM + 44,
        "frontier",
      ),
      ...marks.flatMap((mark) => cross(mark, x, down)),
      ...marks.map(({ x: at, y: from, number, point }) =>
        dot(at, from, 7, `${hueOf(number)} ${LOOKS[point.standing]}`),
      ),
      ...names(teller, marks),
    ],
  });
}

const LOOKS = {
  "non-dominated": "filled",
  dominated: "hollow",
  "perhaps-dominated": "hollow dashed",
} as const;

/** From 0 to the largest end of an interval. */
function axisFor(
  points: readonly TradeOffLine[],
  value: "exposure" | "wrongful",
  interval: "exposureInterval" | "wrongfulInterval",
): Scale {
  const highest = points.map((point) => {
    const ends = point[interval];
    return Math.max(point[value], ends.kind === "interval" ? (ends.high ?? 0) : 0);
  });
  return linearScale(0, Math.max(0, ...highest), value === "exposure" ? "hours" : "items");
}

const endsOf = (interval: IntervalLine): readonly [number, number] | undefined =>
  interval.kind === "interval" && interval.low !== null && interval.high !== null
    ? [interval.low, interval.high]
    : undefined;

function cross({ x, y, number, point }: Mark, scale: Scale, down: (value: number) => number): Html[] {
  const look = `${hueOf(number)} stroke`;
  const [wide, tall] = [endsOf(point.exposureInterval), endsOf(point.wrongfulInterval)];
  return [
    ...(wide === undefined
      ? []
      : [line(across(scale, Math.max(0, wide[0]), WHERE), y, across(scale, wide[1], WHERE), y, look)]),
    ...(tall === undefined ? [] : [line(x, down(Math.max(0, tall[0])), x, down(tall[1]), look)]),
  ];
}

/** The letters of marks that lie on each other stand together. */
function names(teller: Teller, marks: readonly Mark[]): Html[] {
  const groups: Mark[][] = [];
  for (const mark of marks) {
    const near = groups.find(
      ([first]) => Math.abs(first.x - mark.x) < 1.5 && Math.abs(first.y - mark.y) < NEAR,
    );
    if (near === undefined) groups.push([mark]);
    else near.push(mark);
  }
  return groups.map((group) => {
    const [{ x, y, number }] = group;
    const isRight = x > 88;
    const letters = group.map(({ point }) => teller.letter(point.id)).join(" ");
    return label(
      x,
      y - 10,
      letters,
      `name letter ${hueOf(number)}`,
      isRight ? "end" : "start",
      isRight ? -8 : 8,
    );
  });
}
