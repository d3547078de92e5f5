import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { sayShare, saySpan } from "../../../src/words/index.ts";
import type { DrawnMachine } from "../api/types.ts";
import { Frame } from "../components/frame.tsx";
import { useSettings } from "../settings.tsx";
import { useSay } from "../words/say.ts";
import { STATECHART } from "../words/statechart.ts";
import { type Graph, graphOf, LABEL_HEIGHT } from "./graph.ts";
import { type Layout, layoutOf, type PlacedBox, type PlacedLine, type Point } from "./layout.ts";
import "./statechart.css";

/**
 * A statechart drawn: nested boxes from left to right, the current path by weight, sign and colour, time spent as a quiet
 * shade; a table beside it says the same.
 */
export function Statechart({
  machine,
  name,
  active,
  spent,
  onState,
}: {
  readonly machine: DrawnMachine;
  readonly name: string;
  /** ids of the states it is in now */
  readonly active?: ReadonlySet<string>;
  /** milliseconds by id of a state */
  readonly spent?: ReadonlyMap<string, number>;
  readonly onState?: (id: string) => void;
}) {
  const { language } = useSettings();
  const graph = useMemo(() => graphOf(machine, language), [machine, language]);
  const layout = useLayout(graph);
  const say = useSay();
  return (
    <div className="statechart">
      {layout === undefined ? (
        <p className="quiet">{say(STATECHART.placing)}</p>
      ) : (
        <Drawing layout={layout} name={name} active={active} spent={spent} onState={onState} />
      )}
      <ul className="legend small">
        {active === undefined ? null : <li>{say(STATECHART.legendNow)}</li>}
        <li>{say(STATECHART.legendEnd)}</li>
        <li>{say(STATECHART.legendDashed)}</li>
        <li>{say(STATECHART.legendIf)}</li>
        {spent === undefined ? null : <li>{say(STATECHART.legendHeat)}</li>}
      </ul>
      <details>
        <summary>{say(STATECHART.asTable)}</summary>
        <StateTable graph={graph} name={name} active={active} spent={spent} onState={onState} />
        <StepTable graph={graph} name={name} />
      </details>
    </div>
  );
}

function useLayout(graph: Graph): Layout | undefined {
  const [placed, setPlaced] = useState<{ readonly graph: Graph; readonly layout: Layout }>();
  useEffect(() => {
    let isWanted = true;
    const place = async () => {
      const layout = await layoutOf(graph);
      if (isWanted) setPlaced({ graph, layout });
    };
    void place();
    return () => {
      isWanted = false;
    };
  }, [graph]);
  // The last drawing stays while a new one (another language) is being placed, unless it is of another machine.
  return placed?.graph.root.id === graph.root.id ? placed.layout : undefined;
}

interface View extends Point {
  readonly zoom: number;
}

const LEAST = 0.3;
const MOST = 3;
const STEP = 60;
/** Smaller than this, names can no longer be read: the drawing is then larger than its window and is moved. */
const READABLE = 0.85;

function Drawing({
  layout,
  name,
  active,
  spent,
  onState,
}: {
  readonly layout: Layout;
  readonly name: string;
  readonly active?: ReadonlySet<string>;
  readonly spent?: ReadonlyMap<string, number>;
  readonly onState?: (id: string) => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const frame = useRef<HTMLDivElement>(null);
  const arrow = useId();
  const [view, setView] = useState<View>({ x: 0, y: 0, zoom: 1 });
  const [height, setHeight] = useState(320);
  const fitAll = () => {
    const width = frame.current?.clientWidth ?? layout.width;
    const zoom = Math.min(1, Math.max(READABLE, width / layout.width));
    setView({ x: 0, y: 0, zoom });
    setHeight(Math.min(620, Math.max(140, layout.height * zoom + 4)));
  };
  useEffect(fitAll, [layout]);
  const now = layout.boxes.findLast(({ box }) => active?.has(box.id) === true);
  // Where the drawing is larger than its window, the current state is brought into it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where another state became the current one
  useEffect(() => {
    const width = frame.current?.clientWidth ?? 0;
    if (now !== undefined && width > 0) setView((old) => reveal(old, now, width, height));
  }, [now?.box.id, layout, height]);
  const shift = (x: number, y: number) => setView((old) => ({ ...old, x: old.x + x, y: old.y + y }));
  const scale = (by: number) =>
    setView((old) => {
      const zoom = Math.min(MOST, Math.max(LEAST, old.zoom * by));
      return { x: (old.x * zoom) / old.zoom, y: (old.y * zoom) / old.zoom, zoom };
    });
  const press = (event: KeyboardEvent) => {
    const act = KEYS[event.key]?.({ shift, scale, fitAll });
    if (act === true) event.preventDefault();
  };
  const held = useRef<Point>(undefined);
  const hold = (event: PointerEvent) => {
    held.current = { x: event.clientX, y: event.clientY };
  };
  const drag = (event: PointerEvent) => {
    const from = held.current;
    if (from === undefined || event.buttons === 0) return;
    shift(event.clientX - from.x, event.clientY - from.y);
    held.current = { x: event.clientX, y: event.clientY };
  };
  const most = spent === undefined ? 0 : Math.max(0, ...spent.values());
  return (
    <>
      <div className="row no-print tools" role="toolbar" aria-label={say(STATECHART.drawing)(name)}>
        <button type="button" onClick={() => scale(1.25)} aria-label={say(STATECHART.larger)}>
          +
        </button>
        <button type="button" onClick={() => scale(0.8)} aria-label={say(STATECHART.smaller)}>
          −
        </button>
        <button type="button" onClick={fitAll}>
          {say(STATECHART.fit)}
        </button>
        <button type="button" onClick={() => shift(STEP, 0)} aria-label={say(STATECHART.left)}>
          ←
        </button>
        <button type="button" onClick={() => shift(-STEP, 0)} aria-label={say(STATECHART.right)}>
          →
        </button>
        <button type="button" onClick={() => shift(0, STEP)} aria-label={say(STATECHART.up)}>
          ↑
        </button>
        <button type="button" onClick={() => shift(0, -STEP)} aria-label={say(STATECHART.down)}>
          ↓
        </button>
        <span className="quiet small">{say(STATECHART.size)(sayShare(view.zoom, language))}</span>
      </div>
      <div
        className="canvas"
        ref={frame}
        role="img"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: moved by arrow keys, as its label says
        tabIndex={0}
        aria-label={say(STATECHART.drawing)(name)}
        style={{ height }}
        onKeyDown={press}
        onPointerDown={hold}
        onPointerMove={drag}
        onPointerUp={() => {
          held.current = undefined;
        }}
      >
        <svg width="100%" height="100%" aria-hidden="true">
          <defs>
            <marker
              id={arrow}
              viewBox="0 0 10 10"
              refX="9"
              refY="5"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0 10 5 0 10Z" className="tip" />
            </marker>
          </defs>
          <g transform={`translate(${view.x} ${view.y}) scale(${view.zoom})`}>
            {layout.boxes.map((placed) => (
              <BoxShape
                key={placed.box.id}
                placed={placed}
                isActive={active?.has(placed.box.id) === true}
                heat={most === 0 ? 0 : (spent?.get(placed.box.id) ?? 0) / most}
                onState={onState}
              />
            ))}
            {layout.lines.map((placed) => (
              <LineShape key={placed.line.id} placed={placed} arrow={arrow} />
            ))}
          </g>
        </svg>
      </div>
    </>
  );
}

/** Moves a view no further than it takes to see a box whole. */
function reveal(view: View, box: PlacedBox, width: number, height: number): View {
  const { zoom } = view;
  return {
    zoom,
    x: view.x + shiftInto(view.x + box.x * zoom, box.width * zoom, width),
    y: view.y + shiftInto(view.y + box.y * zoom, box.height * zoom, height),
  };
}

const EDGE = 20;

/** How far something moves to lie within a room, its beginning first. */
function shiftInto(from: number, size: number, room: number): number {
  if (from < EDGE) return EDGE - from;
  return from + size > room - EDGE ? Math.max(EDGE - from, room - EDGE - from - size) : 0;
}

interface Hands {
  shift(x: number, y: number): void;
  scale(by: number): void;
  fitAll(): void;
}

const does = (act: (hands: Hands) => void) => (hands: Hands) => {
  act(hands);
  return true;
};

const KEYS: Readonly<Record<string, (hands: Hands) => boolean>> = {
  ArrowLeft: does(({ shift }) => shift(STEP, 0)),
  ArrowRight: does(({ shift }) => shift(-STEP, 0)),
  ArrowUp: does(({ shift }) => shift(0, STEP)),
  ArrowDown: does(({ shift }) => shift(0, -STEP)),
  "+": does(({ scale }) => scale(1.25)),
  "=": does(({ scale }) => scale(1.25)),
  "-": does(({ scale }) => scale(0.8)),
  "0": does(({ fitAll }) => fitAll()),
};

function BoxShape({
  placed: { box, x, y, width, height },
  isActive,
  heat,
  onState,
}: {
  readonly placed: PlacedBox;
  readonly isActive: boolean;
  /** share of the time of the state where most was spent */
  readonly heat: number;
  readonly onState?: (id: string) => void;
}) {
  if (box.kind === "start") return <circle className="start" cx={x + width / 2} cy={y + height / 2} r={5} />;
  const look = ["box", isActive ? "active" : "", box.isConfirmed ? "" : "dashed"].join(" ");
  const isLeaf = box.inside.length === 0;
  const name = isActive ? `● ${box.name}` : box.name;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table beside the drawing has a button for each state
    <g className={look} onClick={onState === undefined ? undefined : () => onState(box.id)}>
      <rect x={x} y={y} width={width} height={height} rx={box.kind === "history" ? 14 : 7} />
      {heat > 0 && isLeaf ? (
        <rect
          className="heat"
          x={x}
          y={y}
          width={width}
          height={height}
          rx={7}
          fillOpacity={0.08 + 0.3 * heat}
        />
      ) : null}
      {box.isEnd ? (
        <rect className="inner" x={x + 3} y={y + 3} width={width - 6} height={height - 6} rx={5} />
      ) : null}
      {isLeaf ? (
        <text x={x + width / 2} y={y + height / 2 + 4.5} textAnchor="middle">
          {name}
        </text>
      ) : (
        <text x={x + 10} y={y + 18} className="over">
          {name}
        </text>
      )}
    </g>
  );
}

function LineShape({
  placed: { line, points, label },
  arrow,
}: {
  readonly placed: PlacedLine;
  readonly arrow: string;
}) {
  const path = points.map(({ x, y }, n) => `${n === 0 ? "M" : "L"}${x} ${y}`).join("");
  return (
    <g className={line.isConfirmed ? "step" : "step dashed"}>
      <path d={path} markerEnd={`url(#${arrow})`} />
      {label === undefined ? null : (
        <>
          <rect className="under" x={label.x} y={label.y} width={label.width} height={label.height} />
          {line.label.map((text, n) => (
            <text
              key={n}
              x={label.x + label.width / 2}
              y={label.y + LABEL_HEIGHT * (n + 0.78)}
              textAnchor="middle"
            >
              {text}
            </text>
          ))}
        </>
      )}
    </g>
  );
}

function StateTable({
  graph,
  name,
  active,
  spent,
  onState,
}: {
  readonly graph: Graph;
  readonly name: string;
  readonly active?: ReadonlySet<string>;
  readonly spent?: ReadonlyMap<string, number>;
  readonly onState?: (id: string) => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  return (
    <Frame label={`${say(STATECHART.states)} · ${name}`}>
      <table>
        <caption>{say(STATECHART.states)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(STATECHART.state)}</th>
            {active === undefined ? null : <th scope="col">{say(STATECHART.now)}</th>}
            {spent === undefined ? null : (
              <th scope="col" className="number">
                {say(STATECHART.spent)}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {graph.states.map(({ id, depth, name: own }) => (
            <tr key={id}>
              <th scope="row" style={{ paddingLeft: (depth - 1) * 18 }}>
                {onState === undefined ? (
                  own
                ) : (
                  <button type="button" className="plain" onClick={() => onState(id)}>
                    {own}
                  </button>
                )}
              </th>
              {active === undefined ? null : <td>{active.has(id) ? say(STATECHART.isNow) : ""}</td>}
              {spent === undefined ? null : (
                <td className="number">{spent.has(id) ? saySpan(spent.get(id) ?? 0, language) : "–"}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  );
}

function StepTable({ graph, name }: { readonly graph: Graph; readonly name: string }) {
  const say = useSay();
  return (
    <Frame label={`${say(STATECHART.steps)} · ${name}`}>
      <table>
        <caption>{say(STATECHART.steps)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(STATECHART.from)}</th>
            <th scope="col">{say(STATECHART.when)}</th>
            <th scope="col">{say(STATECHART.to)}</th>
            <th scope="col">{say(STATECHART.confirmed)}</th>
          </tr>
        </thead>
        <tbody>
          {graph.steps.map(({ from, to, label, isConfirmed }, n) => (
            <tr key={n}>
              <th scope="row">{from}</th>
              <td>{label}</td>
              <td>{to === "" ? say(STATECHART.stays) : to}</td>
              <td>{isConfirmed ? say(STATECHART.yes) : say(STATECHART.no)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  );
}
