import { useMemo, useState } from "react";
import { saySpan } from "../../../src/words/index.ts";
import type { DrawnMachine } from "../api/types.ts";
import { Pick } from "../components/pick.tsx";
import { type LaneRow, laneRows, type Story } from "../live/story.ts";
import { activeStates } from "../statechart/active-states.ts";
import { Statechart } from "../statechart/statechart.tsx";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import type { Visit } from "./log-panel.tsx";
import { useScene } from "./scene.ts";

/** The statechart of one actor's role, live: where it is, where its time went, and the log of any visit. */
export function ChartPanel({
  story,
  at,
  actor,
  onChoose,
  onVisit,
}: {
  readonly story: Story;
  readonly at: number;
  readonly actor: string | undefined;
  readonly onChoose: (actor: string) => void;
  readonly onVisit: (visit: Visit) => void;
}) {
  const say = useSay();
  const { actors, names } = useScene();
  const [role, setRole] = useState<string>();
  const rows = laneRows(story.stays.get(actor ?? "") ?? [], at);
  const row = rows.find((each) => each.role === role) ?? lively(rows);
  return (
    <section className="panel" aria-labelledby="chart">
      <h2 id="chart">{say(REPLAY.chart)}</h2>
      <div className="row no-print">
        <Pick
          label={say(REPLAY.chartOf)}
          value={actor ?? ""}
          onChange={onChoose}
          options={actors.map(({ id, name }) => [id, name])}
        />
        {rows.length < 2 ? null : (
          <Pick
            label={say(REPLAY.chartRole)}
            value={row?.role ?? ""}
            onChange={setRole}
            options={rows.map((each) => [each.role, names.role(each.role)])}
          />
        )}
      </div>
      {row === undefined || actor === undefined ? (
        <p className="quiet">{say(REPLAY.noChart)}</p>
      ) : (
        <RoleChart key={row.role} actor={actor} row={row} at={at} onVisit={onVisit} />
      )}
    </section>
  );
}

const lastOf = (row: LaneRow | undefined): number => row?.stays.at(-1)?.from ?? Number.NEGATIVE_INFINITY;

/** The role that moved last says most. */
function lively(rows: readonly LaneRow[]): LaneRow | undefined {
  return rows.reduce<LaneRow | undefined>(
    (best, row) => (lastOf(row) >= lastOf(best) && (row.stays.length > 1 || best === undefined) ? row : best),
    undefined,
  );
}

function RoleChart({
  actor,
  row,
  at,
  onVisit,
}: {
  readonly actor: string;
  readonly row: LaneRow;
  readonly at: number;
  readonly onVisit: (visit: Visit) => void;
}) {
  const { protocols } = useScene();
  const [protocol, role] = row.role.split("/");
  const machine = protocols.find(({ id }) => id === protocol)?.machines.find(({ name }) => name === role);
  return machine === undefined ? null : (
    <LiveChart machine={machine} actor={actor} row={row} at={at} onVisit={onVisit} />
  );
}

/** Heat is read anew once in so much of exercise time, or at each step: a shade that creeps needs no more. */
const GRAIN = 60_000;

function LiveChart({
  machine,
  actor,
  row,
  at,
  onVisit,
}: {
  readonly machine: DrawnMachine;
  readonly actor: string;
  readonly row: LaneRow;
  readonly at: number;
  readonly onVisit: (visit: Visit) => void;
}) {
  const say = useSay();
  const { names, language } = useScene();
  const last = row.stays[row.stays.length - 1];
  const root = machine.name;
  const active = useMemo(() => activeStates(last.state, root), [last.state, root]);
  const grain = Math.floor(at / GRAIN);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see GRAIN
  const spent = useMemo(() => timeSpent(row, root, at), [row.role, row.stays.length, grain, root]);
  const visit = (id: string) => {
    const stay = row.stays.findLast(({ state }) => activeStates(state, root).has(id));
    const name = machine.states.find((state) => state.id === id)?.title[language] ?? id;
    if (stay !== undefined) onVisit({ actor, state: name, from: stay.from, until: stay.until });
  };
  return (
    <>
      <p>
        {say(REPLAY.chartFound)(
          names.who(actor),
          names.state(row.role, last.state),
          saySpan(at - last.from, language),
        )}
      </p>
      <Statechart
        machine={machine}
        name={names.role(row.role)}
        active={active}
        spent={spent}
        onState={visit}
      />
    </>
  );
}

function timeSpent(row: LaneRow, root: string, at: number): ReadonlyMap<string, number> {
  const spent = new Map<string, number>();
  for (const { state, from, until } of row.stays) {
    const ms = Math.max(0, Math.min(until, at) - from);
    for (const id of activeStates(state, root)) spent.set(id, (spent.get(id) ?? 0) + ms);
  }
  return spent;
}
