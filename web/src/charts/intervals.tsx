import { useRef } from "react";
import {
  type ComparisonPage,
  type HeadlineCell,
  headlineRows,
  moodOf,
  sayKernel,
  type Teller,
} from "../../../src/words/index.ts";
import { COMPARE } from "../words/compare.ts";
import { useSay } from "../words/say.ts";

/** Paired differences with their intervals, one bar a headline measure: narrower as replications come. */

type Headline = ComparisonPage["headlines"][number];
type Interval = Headline["byKernel"][number]["interval"];

const ends = (interval: Interval): readonly [number, number] | undefined => {
  if (interval.kind === "interval" && interval.low !== null && interval.high !== null)
    return [interval.low, interval.high];
  return interval.kind === "constant" ? [interval.value, interval.value] : undefined;
};

export function Intervals({ teller, variant }: { readonly teller: Teller; readonly variant: string }) {
  const say = useSay();
  const { page, own } = teller;
  // The scale is that of the widest interval seen on this page, so that a bar that narrows is seen to narrow.
  const widest = useRef(new Map<string, number>());
  const rows = headlineRows(teller, variant);
  return (
    <figure className="intervals">
      <figcaption className="quiet small">{say(COMPARE.intervalsHint)}</figcaption>
      <ul>
        {rows.map(({ measure, label, cells }) => {
          const headline = page.headlines.find(
            (each) => each.variant === variant && each.measure === measure,
          );
          const cell = cells.find(({ kernel }) => kernel === own) ?? cells[0];
          if (headline === undefined) return null;
          return (
            <Row
              key={measure}
              label={label}
              cell={cell}
              headline={headline}
              widest={widest.current}
              own={own}
            />
          );
        })}
      </ul>
      <p className="quiet small">{page.kernels.length > 1 ? sayKernel(own, teller.language) : ""}</p>
    </figure>
  );
}

function Row({
  label,
  cell,
  headline,
  widest,
  own,
}: {
  readonly label: string;
  readonly cell: HeadlineCell;
  readonly headline: Headline;
  readonly widest: Map<string, number>;
  readonly own: string;
}) {
  const say = useSay();
  const byChance = headline.byKernel.find(({ kernel }) => kernel === own);
  const byDoubt = headline.doubt?.kernels.find(({ kernel }) => kernel === own);
  const bars = [
    { name: say(COMPARE.chance), of: byChance, isThin: byDoubt !== undefined },
    ...(byDoubt === undefined ? [] : [{ name: say(COMPARE.ignorance), of: byDoubt, isThin: false }]),
  ];
  const sizes = bars.flatMap(({ of }) => [
    Math.abs(of?.estimate ?? 0),
    ...(of === undefined ? [] : (ends(of.interval) ?? []).map(Math.abs)),
  ]);
  const most = Math.max(widest.get(headline.measure) ?? 0, ...sizes, Number.MIN_VALUE);
  widest.set(headline.measure, most);
  const x = (value: number) => 50 + (46 * value) / most;
  const mood = moodOf(headline.verdict);
  return (
    <li>
      <div className="name">{label}</div>
      <svg width="100%" height={bars.length * 16 + 8} aria-hidden="true" className={`mood-${mood}`}>
        <line className="zero" x1="50%" x2="50%" y1="0" y2="100%" />
        {bars.map(({ of, isThin }, n) => {
          const both = of === undefined ? undefined : ends(of.interval);
          const y = n * 16 + 12;
          return (
            <g key={n}>
              {both === undefined ? null : (
                <rect
                  x={`${x(both[0])}%`}
                  y={y - (isThin ? 2 : 5)}
                  width={`${Math.max(0.4, x(both[1]) - x(both[0]))}%`}
                  height={isThin ? 4 : 10}
                  rx="2"
                />
              )}
              {of?.estimate === null || of === undefined ? null : (
                <circle
                  cx={`${x(of.estimate)}%`}
                  cy={y}
                  r="4.5"
                  className={both === undefined ? "bare" : ""}
                />
              )}
            </g>
          );
        })}
      </svg>
      <div className="small">
        {cell.difference}{" "}
        {cell.interval === "" ? (
          <span className="quiet">({say(COMPARE.noInterval)})</span>
        ) : (
          `(${cell.interval})`
        )}
      </div>
    </li>
  );
}
