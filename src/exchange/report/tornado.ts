import {
  barsOf,
  middleOf,
  PICTURE_WORDS,
  sayAssumedAt,
  saySignedEnd,
  sayTornado,
  sayUnit,
  type Teller,
  type TornadoBarLine,
  type TornadoEndLine,
  type TornadoLine,
} from "../../words/index.ts";
import type { Html } from "./html.ts";
import { linearScale, type Scale } from "./scale.ts";
import { type Across, across, axis, box, dot, label, line, picture } from "./svg.ts";

/**
 * What each assumption moves: a bar from the difference at one end of its range to that at the other. Each end stands on a
 * line of its own with its interval, so that two that overlap are read apart, and is labelled by the number assumed there.
 */

/** Height of a bar with its name on one line. */
const ROW = 52;
/** How far the line of an end lies above or below the middle of its bar. */
const APART = 6;
/** Height of the uprights that close an interval. */
const CAP = 3;
/** Intervals are drawn up to so many widths of the widest bar beyond it; an arrow says that they go on. */
const REACH = 1.5;
/** Characters of a name on one line, so that it fits a narrow screen. */
const NAME = 44;
const LINE = 15;
/** Room on both sides for the values at the ends. */
const WHERE: Across = { from: 20, to: 80 };

export function tornadoPicture(teller: Teller, tornado: TornadoLine, id: string): Html | undefined {
  const bars = barsOf(tornado);
  const middle = middleOf(tornado);
  if (bars.length === 0 || middle === undefined) return undefined;
  const scale = scaleOf(bars, middle, tornado.unit);
  const { language } = teller;
  const rows: BarRow[] = [];
  let bottom = 0;
  for (const bar of bars) {
    const names = linesOf(bar.turnsOver ? `${bar.path} ±` : bar.path);
    rows.push({ bar, top: bottom, names });
    bottom += ROW + LINE * (names.length - 1);
  }
  bottom += 6;
  const x = across(scale, middle, WHERE);
  const unit = sayUnit(tornado.unit, language);
  const title = `${PICTURE_WORDS.effect[language]}${unit === "" ? "" : ` (${unit})`}`;
  return picture({
    id,
    title: `${teller.measure(tornado.measure, tornado.variant)} · ${teller.name(tornado.variant)}`,
    description: sayTornado(teller, tornado),
    height: bottom + 40,
    inside: [
      ...axis(scale, WHERE, {
        top: 4,
        bottom,
        say: (value) => saySignedEnd(value, tornado, language),
        title,
      }),
      ...rows.flatMap((row) => drawBar(teller, row, scale, x)),
    ],
  });
}

/** A path over as many lines as it takes, broken after its dots. */
function linesOf(path: string): string[] {
  const lines: string[] = [];
  for (const part of path.split(/(?<=\.)/)) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + part.length <= NAME) lines[last] += part;
    else lines.push(part);
  }
  return lines;
}

/** From the lowest to the highest effect, and as much of the intervals as leaves the bars to be seen. */
function scaleOf(bars: readonly TornadoBarLine[], middle: number, unit: string): Scale {
  const ends = bars.flatMap(({ low, high }) => [low, high].filter((end) => end !== null));
  const estimates = [middle, ...ends.map(({ estimate }) => estimate)];
  const [least, most] = [Math.min(...estimates), Math.max(...estimates)];
  const reach = REACH * (most - least);
  const drawn = ends.flatMap(({ interval }) =>
    interval.kind === "interval" ? [interval.low, interval.high].filter((each) => each !== null) : [],
  );
  const low = Math.max(least - reach, Math.min(least, ...drawn));
  const high = Math.min(most + reach, Math.max(most, ...drawn));
  return linearScale(low, high, unit, { isRounded: false, most: 4 });
}

interface BarRow {
  readonly bar: TornadoBarLine;
  readonly top: number;
  readonly names: readonly string[];
}

/** One end of a bar as it is drawn: places across, and the line it stands on. */
interface DrawnEnd {
  readonly end: TornadoEndLine;
  readonly look: "hollow" | "filled";
  readonly x: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly goesOn: { readonly left: boolean; readonly right: boolean };
}

function placeEnd(end: TornadoEndLine, look: DrawnEnd["look"], y: number, scale: Scale): DrawnEnd {
  const { interval, estimate } = end;
  const x = across(scale, estimate, WHERE);
  if (interval.kind !== "interval")
    return { end, look, x, y, from: x, to: x, goesOn: { left: false, right: false } };
  const inside = (value: number) => Math.min(WHERE.to, Math.max(WHERE.from, across(scale, value, WHERE)));
  const isBeyond = (value: number | null) =>
    value === null || scale.at(value) < -0.01 || scale.at(value) > 100.01;
  return {
    end,
    look,
    x,
    y,
    from: interval.low === null ? WHERE.from : inside(interval.low),
    to: interval.high === null ? WHERE.to : inside(interval.high),
    goesOn: { left: isBeyond(interval.low), right: isBeyond(interval.high) },
  };
}

function drawBar(teller: Teller, { bar, top, names }: BarRow, scale: Scale, middle: number): Html[] {
  const { path, low, high } = bar;
  const y = top + 34 + LINE * (names.length - 1);
  const ends = [
    ...(low === null ? [] : [placeEnd(low, "hollow", y - APART, scale)]),
    ...(high === null ? [] : [placeEnd(high, "filled", y + APART, scale)]),
  ];
  const [first, last] = [Math.min(...ends.map(({ x }) => x)), Math.max(...ends.map(({ x }) => x))];
  return [
    ...names.map((name, n) => label(1, top + 16 + LINE * n, name, "name small")),
    box(first, y - 2 * APART, Math.max(last - first, 0.2), 4 * APART, "bar"),
    line(middle, y - 2 * APART - 3, middle, y + 2 * APART + 3, "middle"),
    ...ends.flatMap((drawn) => drawEnd(drawn, ends, sayAssumedAt(teller, path, drawn.end.value))),
  ];
}

/** An end's mark on its interval, and the number assumed there beside it, on the side where the other end is not. */
function drawEnd({ end, look, x, y, from, to, goesOn }: DrawnEnd, ends: readonly DrawnEnd[], value: string) {
  const other = ends.find((each) => each.end !== end);
  const isLeft =
    other === undefined ? look === "hollow" : x < other.x || (x === other.x && look === "hollow");
  const pieces = from === to ? [] : [line(from, y, to, y, "plain reach")];
  for (const [at, isOpen, arrow, anchor] of [
    [from, goesOn.left, "◂", "start"],
    [to, goesOn.right, "▸", "end"],
  ] as const) {
    if (from === to) continue;
    if (isOpen) pieces.push(label(at, y, arrow, "arrow", anchor));
    else pieces.push(line(at, y - CAP, at, y + CAP, "plain reach"));
  }
  const [place, anchor, shift] = isLeft ? ([from, "end", -8] as const) : ([to, "start", 8] as const);
  return [...pieces, dot(x, y, 4, `plain ${look}`), label(place, y + 4, value, "tick value", anchor, shift)];
}
