import { useId, useState } from "react";
import { DELIVERY_STATUSES, type DeliveryStatus, type InjectAct } from "../../../src/model/index.ts";
import { Frame } from "../components/frame.tsx";
import { CONTROL } from "../words/control.ts";
import { PLAN } from "../words/plan.ts";
import { PLAN_FORMS } from "../words/plan-forms.ts";
import { useSay } from "../words/say.ts";
import { Do, TextField, TypedForm } from "./act.tsx";
import { ActsForm, isHalf } from "./acts-form.tsx";
import { sayInstant } from "./clocks.tsx";
import type { ControlStory } from "./control-story.ts";
import { MselImport, MselLinks } from "./msel-panel.tsx";
import { useOffered } from "./offered.ts";
import { useExerciseTime, usePlace } from "./place.tsx";
import { PlanEditor } from "./plan-editor.tsx";
import type { RawRow } from "./raw-row.ts";
import { type PlannedRow, plannedRows, shownStatus } from "./row-standing.ts";

const SIGNS: Readonly<Record<DeliveryStatus, string>> = {
  draft: "·",
  ready: "·",
  armed: "○",
  due: "●",
  sent: "✓",
  delivered: "✓",
  acknowledged: "✓✓",
  failed: "✗",
  held: "❚❚",
  skipped: "✗",
  cancelled: "–",
};

/** The list of events in its order: what was sent, what comes, and what is held or skipped with its reason. */
export function PlanPanel({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { stage, state, stream, names, language } = usePlace();
  const now = useExerciseTime(stream);
  const [reason, setReason] = useState("");
  const { clock } = state;
  if (clock === undefined) return null;
  const rows = plannedRows(stage, story);
  const isRunning = clock.phase === "running";
  const mayEdit =
    clock.phase === "planned" && (stage.you.role === "director" || stage.you.role === "controller");
  return (
    <div className="stack">
      {isRunning ? (
        <TextField label={say(CONTROL.rowReason)} value={reason} onChange={setReason} rows={1} />
      ) : null}
      <Frame label={say(CONTROL.plan)}>
        <table className="plan">
          <caption>{say(CONTROL.plan)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(CONTROL.when)}</th>
              <th scope="col">{say(CONTROL.what)}</th>
              <th scope="col">{say(CONTROL.status)}</th>
              {isRunning ? <th scope="col">{say(CONTROL.doIt)}</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const told = state.control?.rows.find(({ number }) => number === row.number)?.status;
              const status = DELIVERY_STATUSES.find((each) => each === told) ?? shownStatus(row, clock, now);
              return (
                <tr key={row.id} data-row={row.number} data-status={status}>
                  <td className="when-cell">
                    <When row={row} />
                  </td>
                  <th scope="row">
                    <span className="quiet">
                      {row.row === undefined ? say(CONTROL.ofScenario) : row.number}
                    </span>{" "}
                    {row.title[language]}
                    <div className="quiet small">
                      {say(CONTROL.whomTo)}{" "}
                      {row.to.length === 0
                        ? say(CONTROL.everybody)
                        : row.to.map((each) => names.who(each)).join(", ")}
                    </div>
                  </th>
                  <td>
                    <span className={`sign status-${status}`}>
                      {SIGNS[status]} {say(CONTROL[status])}
                    </span>
                    {row.standing?.status === status && row.standing.reason !== "" ? (
                      <div className="typed-text quiet small">{row.standing.reason}</div>
                    ) : null}
                  </td>
                  {isRunning ? (
                    <td>
                      <RowButtons row={row} status={status} reason={reason} />
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Frame>
      <MselLinks />
      {mayEdit ? (
        <>
          <details>
            <summary>{say(PLAN.edit)}</summary>
            <PlanEditor />
          </details>
          <details>
            <summary>{say(PLAN.own)}</summary>
            <MselImport />
          </details>
        </>
      ) : null}
      {isRunning ? (
        <>
          <details>
            <summary>{say(CONTROL.improvise)}</summary>
            <Improvise />
          </details>
          {stage.you.role === "facilitator" ? null : (
            <details>
              <summary>{say(CONTROL.shift)}</summary>
              <Shift rows={rows} />
            </details>
          )}
        </>
      ) : null}
    </div>
  );
}

function When({ row: { at, trigger } }: { readonly row: PlannedRow }) {
  const say = useSay();
  if (trigger === "manual" || at === undefined) return <>{say(CONTROL.manual)}</>;
  return (
    <>
      {sayInstant(at)}
      {trigger === "condition" ? <div className="quiet small">{say(CONTROL.onCondition)}</div> : null}
      {trigger === "contingency" ? <div className="quiet small">{say(CONTROL.ifMissing)}</div> : null}
    </>
  );
}

/** What came already, or will not come by itself any more. */
const OVER: ReadonlySet<DeliveryStatus> = new Set([
  "sent",
  "delivered",
  "acknowledged",
  "cancelled",
  "failed",
]);

function RowButtons({
  row,
  status,
  reason,
}: {
  readonly row: PlannedRow;
  readonly status: DeliveryStatus;
  readonly reason: string;
}) {
  const say = useSay();
  const { language } = usePlace();
  const of = `${row.number} ${row.title[language]}`;
  const does = (what: "send" | "hold" | "release" | "skip", text: string) => (
    <Do key={what} command={{ kind: "row", number: row.number, does: what, reason }} label={`${text}: ${of}`}>
      {text}
    </Do>
  );
  if (status === "skipped") return null;
  if (OVER.has(status))
    return (
      <div className="row tight">
        {does("send", say(status === "cancelled" ? CONTROL.sendNow : CONTROL.again))}
      </div>
    );
  return (
    <div className="row tight">
      {does("send", say(CONTROL.sendNow))}
      {status === "held" ? does("release", say(CONTROL.release)) : does("hold", say(CONTROL.hold))}
      {does("skip", say(CONTROL.skip))}
    </div>
  );
}

const NO_ROWS: readonly RawRow[] = [];

function Improvise() {
  const say = useSay();
  const { stage, language } = usePlace();
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [to, setTo] = useState<readonly string[]>([]);
  const [acts, setActs] = useState<readonly RawRow[]>([]);
  const offered = useOffered(NO_ROWS);
  return (
    <TypedForm
      label={say(CONTROL.improvise)}
      texts={[title, text]}
      send={() =>
        title.trim() === "" || acts.some(isHalf)
          ? undefined
          : // As it is written in a file: the table reads it as it reads a plan's rows.
            { kind: "improvise", title, text, to, acts: acts as unknown as readonly InjectAct[] }
      }
      onSent={() => {
        setTitle("");
        setText("");
        setActs([]);
      }}
    >
      <p className="quiet small">{say(CONTROL.improviseFor)}</p>
      <TextField label={say(CONTROL.titleOf)} value={title} onChange={setTitle} rows={1} />
      <TextField label={say(CONTROL.words)} value={text} onChange={setText} />
      <fieldset>
        <legend>{say(CONTROL.whomTo)}</legend>
        <p className="quiet small">{say(CONTROL.noneIsAll)}</p>
        {(stage.seats ?? []).map(({ actor, title: name }) => (
          <label key={actor} className="tick">
            <input
              type="checkbox"
              checked={to.includes(actor)}
              onChange={({ target }) =>
                setTo((old) => (target.checked ? [...old, actor] : old.filter((each) => each !== actor)))
              }
            />
            <span>{name[language]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{say(PLAN_FORMS.does)}</legend>
        <ActsForm value={acts} offered={offered} onChange={setActs} />
      </fieldset>
    </TypedForm>
  );
}

const MINUTE = 60_000;

/** Moves what is to come, after showing each row that would move. */
function Shift({ rows }: { readonly rows: readonly PlannedRow[] }) {
  const say = useSay();
  const { stream, language } = usePlace();
  const now = useExerciseTime(stream);
  const [minutes, setMinutes] = useState("10");
  const id = useId();
  const by = Math.round(Number(minutes) || 0) * MINUTE;
  const moving = rows.filter(
    ({ at, standing, trigger }) =>
      at !== undefined &&
      at >= now &&
      trigger !== "manual" &&
      standing?.status !== "sent" &&
      standing?.status !== "skipped",
  );
  return (
    <TypedForm
      label={say(CONTROL.shift)}
      texts={[]}
      send={() => (by === 0 ? undefined : { kind: "shift", from: Math.floor(now), by })}
      button={say(CONTROL.doShift)}
    >
      <div className="field">
        <label className="label" htmlFor={id}>
          {say(CONTROL.shiftBy)}
        </label>
        <input id={id} type="number" value={minutes} onChange={({ target }) => setMinutes(target.value)} />
      </div>
      <p>{say(CONTROL.preview)(by === 0 ? 0 : moving.length)}</p>
      {by === 0 ? null : (
        <ul className="small">
          {moving.map(({ id: row, number, title, at = 0 }) => (
            <li key={row}>
              {number} {title[language]}: {sayInstant(at)} → {sayInstant(Math.max(now, at + by))}
            </li>
          ))}
        </ul>
      )}
    </TypedForm>
  );
}
