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

/** What each assumption moves: a bar from the difference at one end of its range to that at the other. */

/** Height of a bar with its name on one line. */
const ROW = 44;
/** Characters of a name on one line, so that it fits a narrow screen. */
const NAME = 44;
const LINE = 15;
/** Room on both sides for the values at the ends. */
const WHERE: Across = { from: 20, to: 80 };

export function tornadoPicture(teller: Teller, tornado: TornadoLine, id: string): Html | undefined {
  const bars = barsOf(tornado);
  const middle = middleOf(tornado);
  if (bars.length === 0 || middle === undefined) return undefined;
  const values = bars.flatMap(({ low, high }) =>
    [low, high].flatMap((end) => (end === null ? [] : [end.estimate])),
  );
  const scale = linearScale(Math.min(middle, ...values), Math.max(middle, ...values), tornado.unit, {
    isRounded: false,
    most: 4,
  });
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
      line(x, 4, x, bottom, "middle"),
      ...rows.flatMap((row) => drawBar(teller, row, scale)),
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

interface BarRow {
  readonly bar: TornadoBarLine;
  readonly top: number;
  readonly names: readonly string[];
}

function drawBar(teller: Teller, { bar, top, names }: BarRow, scale: Scale): Html[] {
  const { path, low, high } = bar;
  const y = top + 30 + LINE * (names.length - 1);
  const ends = [
    ...(low === null ? [] : [{ end: low, look: "hollow" }]),
    ...(high === null ? [] : [{ end: high, look: "filled" }]),
  ]
    .map(({ end, look }) => ({ x: across(scale, end.estimate, WHERE), end, look }))
    .sort((a, b) => a.x - b.x);
  const [first] = ends;
  const last = ends[ends.length - 1];
  const say = (end: TornadoEndLine) => sayAssumedAt(teller, path, end.value);
  return [
    ...names.map((name, n) => label(1, top + 17 + LINE * n, name, "name small")),
    box(first.x, y - 7, Math.max(last.x - first.x, 0.2), 14, "bar"),
    ...ends.map(({ x, look }) => dot(x, y, 4.5, `plain ${look}`)),
    label(first.x, y + 4, say(first.end), "tick", "end", -9),
    ...(last === first ? [] : [label(last.x, y + 4, say(last.end), "tick", "start", 9)]),
  ];
}
