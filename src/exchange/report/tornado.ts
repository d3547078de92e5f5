import {
  barsOf,
  middleOf,
  sayAssumedAt,
  saySigned,
  sayTornado,
  type Teller,
  type TornadoBarLine,
  type TornadoEndLine,
  type TornadoLine,
} from "../../words/index.ts";
import type { Html } from "./html.ts";
import { linearScale, type Scale } from "./scale.ts";
import { type Across, across, axis, box, dot, label, line, picture } from "./svg.ts";

/** What each assumption moves: a bar from the difference at one end of its range to that at the other. */

const ROW = 44;
/** Room on both sides for the values at the ends. */
const WHERE: Across = { from: 20, to: 80 };

export function tornadoPicture(teller: Teller, tornado: TornadoLine, id: string): Html | undefined {
  const bars = barsOf(tornado);
  const middle = middleOf(tornado);
  if (bars.length === 0 || middle === undefined) return undefined;
  const values = bars.flatMap(({ low, high }) =>
    [low, high].flatMap((end) => (end === null ? [] : [end.estimate])),
  );
  const scale = linearScale(Math.min(middle, ...values), Math.max(middle, ...values), tornado.unit, false);
  const bottom = bars.length * ROW + 6;
  const x = across(scale, middle, WHERE);
  return picture({
    id,
    title: `${teller.measure(tornado.measure, tornado.variant)} · ${teller.name(tornado.variant)}`,
    description: sayTornado(teller, tornado),
    height: bottom + 24,
    inside: [
      ...axis(scale, WHERE, { top: 4, bottom, say: (value) => saySigned(value, tornado, teller.language) }),
      ...bars.flatMap((bar, n) => drawBar(teller, bar, n * ROW, scale)),
      line(x, 4, x, bottom, "middle"),
    ],
  });
}

function drawBar(
  teller: Teller,
  { path, low, high, turnsOver }: TornadoBarLine,
  top: number,
  scale: Scale,
): Html[] {
  const y = top + 30;
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
    label(1, top + 17, turnsOver ? `${path} ±` : path, "name small"),
    box(first.x, y - 7, Math.max(last.x - first.x, 0.2), 14, "bar"),
    ...ends.map(({ x, look }) => dot(x, y, 4.5, `plain ${look}`)),
    label(first.x - 1.5, y + 4, say(first.end), "tick", "end"),
    ...(last === first ? [] : [label(last.x + 1.5, y + 4, say(last.end), "tick")]),
  ];
}
