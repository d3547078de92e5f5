import { useEffect, useRef } from "react";
import Uplot from "uplot";
import "uplot/dist/uPlot.min.css";
import { type Language, sayClock, sayNumber } from "../../../src/words/index.ts";
import { useColours } from "./colours.ts";

/** Numbers over exercise time, drawn as they come. What it shows stands in words above it and in a table beside it. */

export interface Line {
  readonly label: string;
  readonly token: "--platforms" | "--authorities" | "--bodies" | "--ngos" | "--outside" | "--late";
  readonly dash?: readonly number[];
  readonly values: readonly number[];
}

const TOKENS = [
  "--platforms",
  "--authorities",
  "--bodies",
  "--ngos",
  "--outside",
  "--late",
  "--quiet",
  "--grid",
  "--ink",
] as const;

const HEIGHT = 190;

export function Series({
  label,
  times,
  lines,
  span,
  language,
}: {
  readonly label: string;
  /** exercise milliseconds, rising */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  /** what fits the width */
  readonly span: number;
  readonly language: Language;
}) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<Uplot>(undefined);
  const colours = useColours(TOKENS);
  const shape = lines.map((line) => `${line.label}${line.token}${line.dash?.join() ?? ""}`).join("|");
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew only where lines or colours change; data are set below
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const font = `12px ${getComputedStyle(document.body).fontFamily}`;
    const axis = {
      stroke: colours["--quiet"],
      grid: { stroke: colours["--grid"], width: 1 },
      ticks: { show: false },
      font,
    };
    const made = new Uplot(
      {
        width: box.clientWidth || 320,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: () => [0, spanNow.current] },
          y: { range: (_, __, most) => [0, Math.max(4, most * 1.08)] },
        },
        axes: [
          { ...axis, values: (_, ticks) => ticks.map((tick) => sayClock(tick)), space: 64, incrs: STEPS },
          { ...axis, values: (_, ticks) => ticks.map((tick) => sayNumber(tick, language)), size: 62 },
        ],
        series: [
          {},
          ...lines.map(({ label: name, token, dash }) => ({
            label: name,
            stroke: colours[token],
            width: 2.5,
            dash: dash === undefined ? undefined : [...dash],
            points: { show: false },
            paths: Uplot.paths.stepped?.({ align: 1 }),
          })),
        ],
      },
      dataOf(times, lines),
      box,
    );
    plot.current = made;
    const watch = new ResizeObserver(() => {
      if (box.clientWidth > 0) made.setSize({ width: box.clientWidth, height: HEIGHT });
    });
    watch.observe(box);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [shape, colours, language]);
  const spanNow = useRef(span);
  spanNow.current = span;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the span moves the scale, which setData reads anew
  useEffect(() => {
    plot.current?.setData(dataOf(times, lines));
  }, [times, lines, span]);
  return <div className="series" ref={place} role="img" aria-label={label} style={{ height: HEIGHT }} />;
}

const dataOf = (times: readonly number[], lines: readonly Line[]): Uplot.AlignedData => [
  [...times],
  ...lines.map(({ values }) => [...values]),
];

const MINUTE = 60_000;
const STEPS = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 4320, 10_080, 20_160, 43_200].map(
  (minutes) => minutes * MINUTE,
);

/** A stroke as the picture draws it, for the words beside it. */
export function Stroke({ token, dash }: Pick<Line, "token" | "dash">) {
  return (
    <svg width="26" height="10" aria-hidden="true">
      <line
        x1="1"
        y1="5"
        x2="25"
        y2="5"
        stroke={`var(${token})`}
        strokeWidth="3"
        strokeDasharray={dash?.join(" ")}
      />
    </svg>
  );
}
