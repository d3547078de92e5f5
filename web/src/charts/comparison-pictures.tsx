import {
  axisX,
  barX,
  dot,
  frame,
  gridX,
  gridY,
  line,
  link,
  type PlotOptions,
  ruleX,
  ruleY,
  text,
  tickX,
} from "@observablehq/plot";
import { useCallback } from "react";
import { parseDuration } from "../../../src/model/index.ts";
import {
  barsOf,
  curveOf,
  curveTable,
  deadlinesOf,
  deadlineTable,
  distributionTable,
  EXPOSURE,
  isWatched,
  type KernelWord,
  type MeasureShape,
  middleOf,
  PICTURE_WORDS,
  sayAssumedAt,
  sayCurves,
  sayDistributions,
  sayEnd,
  sayKernel,
  saySignedEnd,
  saySpan,
  sayTornado,
  sayTradeOff,
  shapeOf,
  type Teller,
  type TornadoLine,
  tornadoTable,
  tradeOffTable,
  WRONGFUL,
} from "../../../src/words/index.ts";
import { Table } from "../components/blocks.tsx";
import { Figure } from "../components/figure.tsx";
import { PlotPicture } from "./plot-picture.tsx";

/** The pictures of a comparison. Numbers, sentences and tables are those of the report; only the drawing is the page's. */

const INK = "var(--ink)";
const QUIET = "var(--quiet)";
const hueOf = (place: number) => `var(--hue-${place % 6})`;

const huesOf = ({ page }: Teller) => new Map(page.variants.map(({ name }, place) => [name, hueOf(place)]));

const tableOf = (block: ReturnType<typeof distributionTable> | undefined, caption: string) =>
  block?.kind === "table" ? <Table columns={block.columns} rows={block.rows} caption={caption} /> : null;

// How single replications spread.

interface Strip {
  readonly row: string;
  readonly hue: string;
  readonly quantiles: readonly (number | null)[];
  readonly open: number;
  readonly n: number;
}

export function Distribution({ teller, measure }: { readonly teller: Teller; readonly measure: string }) {
  const { page, language } = teller;
  const shape = shapeOf(teller, measure);
  const title = teller.measure(measure, page.baseline);
  const finding = sayDistributions(teller, measure, teller.own);
  const options = useCallback(
    (width: number) => distributionOptions(teller, measure, shape, width),
    [teller, measure, shape],
  );
  if (shape === undefined || finding === "") return null;
  return (
    <Figure title={title} finding={finding} table={tableOf(distributionTable(teller, measure), title)}>
      <PlotPicture
        label={`${title}. ${finding} ${PICTURE_WORDS.distributionIs[language]}`}
        options={options}
      />
    </Figure>
  );
}

function distributionOptions(
  teller: Teller,
  measure: string,
  shape: MeasureShape | undefined,
  width: number,
): PlotOptions {
  const { page, language, letter } = teller;
  const hues = huesOf(teller);
  const strips = page.distributions
    .filter((each) => each.measure === measure && each.n + each.open > 0)
    .map(
      ({ variant, kernel, quantiles, open, n }): Strip => ({
        row: `${letter(variant)} · ${sayKernel(kernel, language)}`,
        hue: hues.get(variant) ?? INK,
        quantiles,
        open,
        n,
      }),
    );
  const values = strips.flatMap(({ quantiles }) => quantiles.filter((value) => value !== null));
  const most = Math.max(...values);
  const least = Math.min(...values);
  const edge = most + Math.max((most - least) * 0.04, 1e-9);
  const at = (share: number) => (strip: Strip) =>
    strip.quantiles[Math.round(share * (strip.quantiles.length - 1))] ?? edge;
  const points = strips.flatMap((strip) =>
    strip.quantiles.flatMap((value) => (value === null ? [] : [{ ...strip, value }])),
  );
  const ticks =
    shape?.unit === "ms" ? spanTicks(least, edge, width / 110) : Math.max(3, Math.floor(width / 150));
  return {
    height: strips.length * 44 + 46,
    marginLeft: Math.min(190, width * 0.34),
    marginRight: 26,
    x: {
      label: null,
      ticks,
      tickFormat: (value: number) => (shape === undefined ? String(value) : sayEnd(value, shape, language)),
      domain: [Math.min(0, least), edge],
    },
    y: { label: null, domain: strips.map(({ row }) => row), tickSize: 0 },
    marks: [
      gridLines(ticks),
      link(strips, { x1: at(0.05), x2: at(0.95), y: "row", stroke: "hue", strokeWidth: 2 }),
      barX(strips, {
        x1: at(0.25),
        x2: at(0.75),
        y: "row",
        fill: "hue",
        fillOpacity: 0.2,
        stroke: "hue",
        insetTop: 10,
        insetBottom: 10,
      }),
      tickX(strips, { x: at(0.5), y: "row", stroke: "hue", strokeWidth: 4, insetTop: 6, insetBottom: 6 }),
      dot(points, { x: "value", y: "row", fill: "hue", r: 1.6, dy: 15 }),
      text(
        strips.filter(({ open }) => open > 0),
        {
          x: edge,
          y: "row",
          text: ({ open, n }: Strip) => `→ ${open}/${n + open}`,
          dy: -14,
          textAnchor: "end",
          fill: INK,
        },
      ),
    ],
  };
}

const MINUTE = 60_000;
const SPANS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 4320, 10_080, 20_160, 43_200];

/** Instants or spans at whole minutes, hours or days, about as many as wished. */
function spanTicks(least: number, most: number, wished: number): number[] {
  const from = Math.min(0, least);
  const step = (SPANS.find((minutes) => (most - from) / (minutes * MINUTE) <= wished) ?? 86_400) * MINUTE;
  const first = Math.ceil(from / step);
  const count = Math.max(1, Math.floor(most / step) - first + 1);
  return Array.from({ length: count }, (_, n) => (first + n) * step);
}

// Time to removal.

const DAY = 86_400_000;
const HOUR = 3_600_000;
const AGES = [60_000, 600_000, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY];
const HEIGHT = 330;
/** Room for one letter below another. */
const LETTER = 15;

interface Age {
  readonly age: string;
  readonly ms: number;
}

/** Ages at which any variant was watched, the shortest first; at least a day where there are any. */
function agesOf(teller: Teller): Age[] {
  const found = new Map<string, { readonly ms: number; readonly isKnown: boolean }>();
  for (const { name } of teller.page.variants)
    for (const kernel of teller.page.kernels)
      for (const { age, summary } of curveOf(teller, name, kernel)) {
        const isKnown = isWatched(summary) || found.get(age)?.isKnown === true;
        found.set(age, { ms: parseDuration(age) ?? Number.NaN, isKnown });
      }
  return [...found]
    .filter(([, { ms, isKnown }]) => isKnown || ms <= DAY)
    .map(([age, { ms }]) => ({ age, ms }))
    .sort((a, b) => a.ms - b.ms);
}

export function Curves({ teller, kernel }: { readonly teller: Teller; readonly kernel: KernelWord }) {
  const { language } = teller;
  const options = useCallback((width: number) => curveOptions(teller, kernel, width), [teller, kernel]);
  const ages = agesOf(teller);
  if (ages.length < 2) return null;
  const told = ages.find(({ ms }) => ms === HOUR) ?? ages[Math.floor(ages.length / 2)];
  const finding = sayCurves(teller, kernel, told.age, told.ms);
  const title = sayKernel(kernel, language);
  const deadlines = deadlinesOf(teller, ages[ages.length - 1].ms);
  const table = (
    <>
      {tableOf(curveTable(teller, kernel, ages), `${PICTURE_WORDS.curves[language]} · ${title}`)}
      {deadlines.length === 0
        ? null
        : tableOf(deadlineTable(teller, deadlines), PICTURE_WORDS.deadlines[language])}
    </>
  );
  return (
    <Figure title={title} finding={finding} table={table}>
      <PlotPicture label={`${finding} ${PICTURE_WORDS.curveIs[language]}`} options={options} />
    </Figure>
  );
}

function curveOptions(teller: Teller, kernel: KernelWord, width: number): PlotOptions {
  const { page, language, letter } = teller;
  const ages = agesOf(teller);
  const longest = ages[ages.length - 1].ms;
  const deadlines = deadlinesOf(teller, longest).map(({ within }, n) => ({
    within,
    said: saySpan(within, language),
    dy: -6 - (n % 3) * 13,
  }));
  const points = page.variants.flatMap(({ name }, place) =>
    curveOf(teller, name, kernel).flatMap(({ age, summary }) => {
      const ms = ages.find((each) => each.age === age)?.ms;
      if (ms === undefined || !isWatched(summary)) return [];
      const { interval, estimate } = summary;
      const [low, high] =
        interval.kind === "interval" ? [interval.low ?? 0, interval.high ?? 1] : [estimate, estimate];
      return [
        { variant: name, letter: letter(name), hue: hueOf(place), place, ms, share: estimate, low, high },
      ];
    }),
  );
  const ends = page.variants.flatMap(({ name }) => points.findLast(({ variant }) => variant === name) ?? []);
  const dashes = ["", "8 4", "2 3"];
  return {
    height: HEIGHT,
    marginTop: 50,
    marginRight: 34,
    marginLeft: 46,
    x: {
      type: "log",
      label: `${PICTURE_WORDS.age[language]} →`,
      ticks: [],
    },
    y: {
      domain: [0, 1],
      percent: false,
      label: `↑ ${PICTURE_WORDS.removed[language]}`,
      ticks: [0, 0.25, 0.5, 0.75, 1],
      tickFormat: (share: number) => `${Math.round(share * 100)} %`,
    },
    marks: [
      gridY({ stroke: "var(--grid)", strokeOpacity: 1 }),
      axisX(
        (width < 480 ? [60_000, HOUR, DAY] : AGES).filter((ms) => ms <= longest),
        { tickFormat: (ms: number) => saySpan(ms, language), label: null },
      ),
      ruleX(deadlines, { x: "within", stroke: QUIET, strokeDasharray: "5 4" }),
      ...deadlines.map((deadline) =>
        text([deadline], { x: "within", y: 1, text: "said", dy: deadline.dy, fill: INK, fontWeight: 600 }),
      ),
      link(points, { x: "ms", y1: "low", y2: "high", stroke: "hue", strokeOpacity: 0.7 }),
      ...page.variants.map(({ name }, place) =>
        line(
          points.filter(({ variant }) => variant === name),
          { x: "ms", y: "share", stroke: hueOf(place), strokeWidth: 2.5, strokeDasharray: dashes[place % 3] },
        ),
      ),
      dot(points, {
        x: "ms",
        y: "share",
        r: 3.5,
        stroke: "hue",
        strokeWidth: 2,
        fill: (d: (typeof points)[number]) => (ends.includes(d) && d.share < 1 ? "var(--ground)" : d.hue),
      }),
      ...apart(ends).map(({ end, dy }) =>
        text([end], {
          x: "ms",
          y: "share",
          text: "letter",
          dx: 14,
          dy,
          fill: end.hue,
          fontWeight: 700,
          fontSize: 14,
        }),
      ),
    ],
  };
}

/** Letters that would lie on each other are moved apart, downwards. */
function apart<T extends { readonly share: number }>(
  ends: readonly T[],
): { readonly end: T; readonly dy: number }[] {
  let above = Number.NEGATIVE_INFINITY;
  return [...ends]
    .sort((a, b) => b.share - a.share)
    .map((end) => {
      const own = (1 - end.share) * (HEIGHT - 80);
      above = Math.max(own, above + LETTER);
      return { end, dy: above - own };
    });
}

// Exposure against wrongful removals.

export function TradeOff({ teller, kernel }: { readonly teller: Teller; readonly kernel: KernelWord }) {
  const { language } = teller;
  const finding = sayTradeOff(teller, kernel) ?? "";
  const options = useCallback((width: number) => tradeOffOptions(teller, kernel, width), [teller, kernel]);
  if (finding === "") return null;
  const title = sayKernel(kernel, language);
  return (
    <Figure title={title} finding={finding} table={tableOf(tradeOffTable(teller, kernel), title)}>
      <PlotPicture label={`${finding} ${PICTURE_WORDS.tradeOffIs[language]}`} options={options} />
    </Figure>
  );
}

function tradeOffOptions(teller: Teller, kernel: KernelWord, width: number): PlotOptions {
  const { page, language, letter } = teller;
  const found = page.tradeOff.find((each) => each.kernel === kernel)?.points ?? [];
  const points = found.map((point) => {
    const ends = ({ interval, value }: { interval: (typeof point)["exposureInterval"]; value: number }) =>
      interval.kind === "interval" ? [interval.low ?? value, interval.high ?? value] : [value, value];
    const place = page.variants.findIndex(({ name }) => name === point.id);
    const [x1, x2] = ends({ interval: point.exposureInterval, value: point.exposure });
    const [y1, y2] = ends({ interval: point.wrongfulInterval, value: point.wrongful });
    return { ...point, hue: hueOf(place), letter: letter(point.id), x1, x2, y1, y2 };
  });
  const free = points
    .filter(({ standing }) => standing === "non-dominated")
    .sort((a, b) => a.exposure - b.exposure);
  return {
    height: HEIGHT,
    marginLeft: 56,
    marginRight: 30,
    x: {
      label: `${PICTURE_WORDS.exposure[language]} →`,
      grid: true,
      nice: true,
      ticks: Math.max(3, Math.floor(width / 130)),
      tickFormat: (value: number) => sayEnd(value, EXPOSURE, language),
    },
    y: {
      label: `↑ ${PICTURE_WORDS.wrongful[language]}`,
      grid: true,
      nice: true,
      tickFormat: (value: number) => sayEnd(value, WRONGFUL, language),
    },
    marks: [
      frame({ stroke: "var(--rule)" }),
      link(points, { x1: "x1", x2: "x2", y1: "wrongful", y2: "wrongful", stroke: "hue", strokeOpacity: 0.7 }),
      link(points, { x1: "exposure", x2: "exposure", y1: "y1", y2: "y2", stroke: "hue", strokeOpacity: 0.7 }),
      line(free, { x: "exposure", y: "wrongful", stroke: QUIET, strokeWidth: 1.5 }),
      dot(points, {
        x: "exposure",
        y: "wrongful",
        r: 6,
        stroke: "hue",
        strokeWidth: 2.5,
        strokeDasharray: undefined,
        fill: (d: (typeof points)[number]) => (d.standing === "non-dominated" ? d.hue : "var(--ground)"),
      }),
      text(points, {
        x: "exposure",
        y: "wrongful",
        text: "letter",
        dx: 13,
        dy: -11,
        fill: "hue",
        fontWeight: 700,
        fontSize: 14,
      }),
    ],
  };
}

// What each assumption moves.

export function Tornado({ teller, tornado }: { readonly teller: Teller; readonly tornado: TornadoLine }) {
  const { language } = teller;
  const finding = sayTornado(teller, tornado);
  const title = `${teller.letter(tornado.variant)} · ${teller.measure(tornado.measure, tornado.variant)}`;
  const options = useCallback((width: number) => tornadoOptions(teller, tornado, width), [teller, tornado]);
  if (barsOf(tornado).length === 0) {
    return (
      <div>
        <h3>{title}</h3>
        <p>{finding}</p>
      </div>
    );
  }
  return (
    <Figure title={title} finding={finding} table={tableOf(tornadoTable(teller, tornado), title)}>
      <PlotPicture label={`${finding} ${PICTURE_WORDS.tornadoIs[language]}`} options={options} />
    </Figure>
  );
}

function tornadoOptions(teller: Teller, tornado: TornadoLine, width: number): PlotOptions {
  const { language } = teller;
  const bars = barsOf(tornado).map(({ path, low, high, turnsOver }) => {
    const ends = [low, high].filter((end) => end !== null);
    const values = ends.map(({ estimate }) => estimate);
    const middle = middleOf(tornado) ?? 0;
    return {
      row: `${turnsOver ? "± " : ""}${path}`,
      low: Math.min(middle, ...values),
      high: Math.max(middle, ...values),
      ends: [
        ...(low === null ? [] : [{ end: low, isHigh: false }]),
        ...(high === null ? [] : [{ end: high, isHigh: true }]),
      ],
      path,
    };
  });
  const marks = bars.flatMap((bar) => {
    const last = Math.max(...bar.ends.map(({ end }) => end.estimate));
    return bar.ends.map(({ end, isHigh }) => ({
      row: bar.row,
      x: end.estimate,
      isHigh,
      isRight: end.estimate === last,
      said: sayAssumedAt(teller, bar.path, end.value),
    }));
  });
  const ticks = Math.max(3, Math.floor(width / 170));
  return {
    height: bars.length * 46 + 44,
    marginLeft: 70,
    marginRight: 70,
    marginTop: 8,
    x: {
      label: `${PICTURE_WORDS.effect[language]} →`,
      ticks,
      tickFormat: (value: number) => saySignedEnd(value, tornado, language),
    },
    y: { label: null, domain: bars.map(({ row }) => row), axis: null },
    marks: [
      gridLines(ticks),
      ruleX([middleOf(tornado) ?? 0], { stroke: INK, strokeWidth: 1.5 }),
      ruleY([]),
      barX(bars, {
        x1: "low",
        x2: "high",
        y: "row",
        fill: QUIET,
        fillOpacity: 0.35,
        insetTop: 22,
        insetBottom: 6,
      }),
      dot(marks, {
        x: "x",
        y: "row",
        dy: 8,
        r: 4.5,
        stroke: INK,
        strokeWidth: 2,
        fill: (d: (typeof marks)[number]) => (d.isHigh ? INK : "var(--ground)"),
      }),
      text(
        marks.filter(({ isRight }) => isRight),
        { x: "x", y: "row", dy: 8, dx: 10, text: "said", textAnchor: "start", fill: INK },
      ),
      text(
        marks.filter(({ isRight }) => !isRight),
        { x: "x", y: "row", dy: 8, dx: -10, text: "said", textAnchor: "end", fill: INK },
      ),
      text(bars, {
        frameAnchor: "left",
        y: "row",
        text: "row",
        dx: -62,
        dy: -12,
        textAnchor: "start",
        fill: INK,
        fontWeight: 600,
      }),
    ],
  };
}

/** Lines where the axis has its ticks, and nowhere else. */
function gridLines(ticks: number | readonly number[]) {
  const look = { stroke: "var(--grid)", strokeOpacity: 1 };
  return typeof ticks === "number" ? gridX({ ...look, ticks }) : gridX([...ticks], look);
}
