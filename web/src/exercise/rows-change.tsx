import { type ReactNode, useEffect, useRef, useState } from "react";
import { type MselRow, writeOffset } from "../../../src/model/index.ts";
import type { RowsChecked } from "../../../src/server/contract.ts";
import {
  INJECT_KIND_WORDS,
  METHOD_WORDS,
  PLANNING_STATUS_WORDS,
  saySpan,
  VISIBILITY_WORDS,
} from "../../../src/words/index.ts";
import { pathOf, post, Refused } from "../api/client.ts";
import { Problem } from "../components/answered.tsx";
import { Frame } from "../components/frame.tsx";
import { addressOf, go } from "../router.ts";
import { PLAN } from "../words/plan.ts";
import { PLAN_FORMS } from "../words/plan-forms.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { usePlace } from "./place.tsx";
import type { RawRow } from "./raw-row.ts";

/** Other rows for the exercise: what they would change and what is wrong with them, and only then, if somebody says so, in its plan. */

type Change = RowsChecked["changes"][number];

const asRefused = (error: unknown) => (error instanceof Refused ? error : new Refused(undefined, error));

/** Asks what rows would change and what is wrong with them; nothing is saved by it. */
export function useRowsCheck() {
  const { stage, language } = usePlace();
  const path = pathOf("exercises", stage.id, "rows", "check");
  return (rows: readonly RawRow[]) => post<RowsChecked>(path, { rows }, language);
}

/** What these rows would change, with the two ways to take them: for this exercise, or for another one beside it. */
export function RowsChange({
  rows,
  checked,
  onTaken,
}: {
  readonly rows: readonly RawRow[];
  readonly checked: RowsChecked;
  readonly onTaken: (changes: number) => void;
}) {
  const say = useSay();
  const { stage, language } = usePlace();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const ask = async (work: () => Promise<void>) => {
    setBusy(true);
    setRefused(undefined);
    try {
      await work();
    } catch (error) {
      setRefused(asRefused(error));
    }
    setBusy(false);
  };
  const accept = () =>
    ask(async () => {
      const path = pathOf("exercises", stage.id, "rows", "accept");
      const { changes } = await post<Pick<RowsChecked, "changes">>(path, { rows }, language);
      onTaken(changes.length);
    });
  const copy = () =>
    ask(async () => {
      const made = await post<{ id: string }>(pathOf("exercises", stage.id, "rows"), { rows }, language);
      go(addressOf(["exercise", made.id]));
    });
  const { changes, isReady } = checked;
  return (
    <section className="stack" aria-label={say(PLAN.difference)} data-changes={changes.length}>
      <h4>{say(PLAN.difference)}</h4>
      <p>{say(PLAN.changes)(changes.length)}</p>
      <Changes changes={changes} />
      <div className="row">
        <button
          type="button"
          className="first"
          disabled={isBusy || !isReady || changes.length === 0}
          onClick={() => void accept()}
        >
          {say(isBusy ? PLAN.planning : PLAN.accept)}
        </button>
        <button type="button" disabled={isBusy || !isReady} onClick={() => void copy()}>
          {say(PLAN.planAnew)}
        </button>
      </div>
      <p className="quiet small">{say(PLAN.acceptFor)}</p>
      {refused === undefined ? null : <Problem refused={refused} />}
    </section>
  );
}

/** Said once rows were taken, and read out: the button that was pressed is gone. */
export function Taken({ changes }: { readonly changes: number }) {
  const say = useSay();
  const here = useRef<HTMLParagraphElement>(null);
  useEffect(() => here.current?.focus(), []);
  return (
    <p ref={here} className="notice" role="status" tabIndex={-1}>
      {say(PLAN.taken)(changes)}
    </p>
  );
}

const MOST_CHANGES = 200;

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const say = useSay();
  const { language } = usePlace();
  if (changes.length === 0) return null;
  return (
    <Frame label={say(PLAN.difference)}>
      <table className="plan">
        <caption className="unseen">{say(PLAN.difference)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(PLAN.number)}</th>
            <th scope="col">{say(PLAN.what)}</th>
            <th scope="col">{say(PLAN.before)}</th>
            <th scope="col">{say(PLAN.after)}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, MOST_CHANGES).flatMap((change) =>
            change.is === "changed"
              ? change.columns.map((column) => (
                  <tr key={`${change.number} ${column}`} data-change={change.number}>
                    <th scope="row">{change.number}</th>
                    <td>{say(COLUMN_WORDS[column])}</td>
                    <td>
                      <Cell row={change.before} column={column} />
                    </td>
                    <td>
                      <Cell row={change.after} column={column} />
                    </td>
                  </tr>
                ))
              : [
                  <tr key={change.number} data-change={change.number}>
                    <th scope="row">{change.number}</th>
                    <td>{say(change.is === "added" ? PLAN.isAdded : PLAN.isRemoved)}</td>
                    <td>{change.before?.title[language] ?? ""}</td>
                    <td>{change.after?.title[language] ?? ""}</td>
                  </tr>,
                ],
          )}
        </tbody>
      </table>
    </Frame>
  );
}

const COLUMN_WORDS = {
  number: PLAN.number,
  kind: PLAN.kind,
  title: PLAN.title,
  at: PLAN.time,
  due: PLAN_FORMS.due,
  move: PLAN_FORMS.move,
  groupOrder: PLAN_FORMS.groupOrder,
  from: PLAN_FORMS.from,
  to: PLAN.to,
  method: PLAN.method,
  subject: PLAN_FORMS.subject,
  text: PLAN.text,
  trigger: PLAN_FORMS.brings,
  acts: PLAN_FORMS.does,
  expects: PLAN.expects,
  objective: PLAN_FORMS.objective,
  controller: PLAN.controller,
  notesController: PLAN_FORMS.notesController,
  notesEvaluator: PLAN_FORMS.notesEvaluator,
  score: PLAN_FORMS.score,
  planningStatus: PLAN.status,
  visibility: PLAN_FORMS.visibility,
  rowStyle: PLAN.style,
} as const satisfies Record<keyof MselRow, unknown>;

/** What a column says in a row, as people read it. */
function Cell({
  row,
  column,
}: {
  readonly row: MselRow | undefined;
  readonly column: keyof MselRow;
}): ReactNode {
  const say = useSay();
  const { names, language } = usePlace();
  if (row === undefined) return null;
  switch (column) {
    case "at":
    case "due":
      return row[column] === undefined ? say(PLAN.none) : writeOffset(row[column]);
    case "to":
      return row.to.length === 0
        ? say(PLAN_FORMS.everybody)
        : row.to.map((each) => names.who(each)).join(", ");
    case "method":
      return METHOD_WORDS[row.method][language];
    case "kind":
      return INJECT_KIND_WORDS[row.kind][language];
    case "planningStatus":
      return PLANNING_STATUS_WORDS[row.planningStatus][language];
    case "visibility":
      return VISIBILITY_WORDS[row.visibility][language];
    case "title":
    case "subject":
    case "text":
    case "notesController":
    case "notesEvaluator":
      return row[column]?.[language] ?? say(PLAN.none);
    case "trigger":
      return say(PLAN_FORMS[row.trigger.kind]);
    case "acts":
      return row.acts.length === 0
        ? say(PLAN_FORMS.noEffects)
        : row.acts.map((act) => say(PLAN_FORMS[Object.keys(act)[0] as "send"])).join(", ");
    case "expects": {
      const { expects } = row;
      if (expects === undefined) return say(PLAN.none);
      const within = expects.within === undefined ? "" : ` (${saySpan(expects.within, language)})`;
      return (
        expects.text[language] +
        within +
        (expects.when === undefined ? "" : ` · ${say(PLAN_FORMS.hasCriterion)}`)
      );
    }
    case "rowStyle":
      return row.rowStyle === undefined ? say(PLAN.none) : (row.rowStyle.colour ?? say(PLAN.style));
    default:
      return row[column] === undefined ? say(PLAN.none) : String(row[column]);
  }
}

/** What is wrong with rows, by the place of the row and then by the path within it. */
export function faultsByRow(
  checked: RowsChecked | undefined,
): ReadonlyMap<number, ReadonlyMap<string, readonly string[]>> {
  const found = new Map<number, Map<string, string[]>>();
  for (const { path, message, severity } of checked?.faults ?? []) {
    const match = /^rows\.(\d+)(?:\.(.*))?$/.exec(path);
    if (match === null || severity !== "error") continue;
    const place = Number(match[1]);
    const row = found.get(place) ?? new Map<string, string[]>();
    found.set(place, row);
    row.set(match[2] ?? "", [...(row.get(match[2] ?? "") ?? []), message]);
  }
  return found;
}

/** The rows' faults as sentences with their places, where no form stands beside them. */
export function FaultList({
  checked,
  rows,
}: {
  readonly checked: RowsChecked;
  readonly rows: readonly RawRow[];
}) {
  const say = useSay();
  const faults = checked.faults.filter(({ severity }) => severity === "error");
  if (faults.length === 0) return null;
  return (
    <ul className="small">
      {faults.map(({ path, message }) => {
        const [, place = "", rest = ""] = /^rows\.(\d+)\.?(.*)$/.exec(path) ?? [];
        return (
          <li key={`${path} ${message}`} className="bad">
            {say(PLAN.number)} {String(rows[Number(place)]?.number ?? place)}
            {rest === "" ? "" : ` (${rest})`}
            {say(SHELL.colon)}
            {message}
          </li>
        );
      })}
    </ul>
  );
}
