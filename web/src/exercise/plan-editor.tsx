import { useEffect, useId, useMemo, useRef, useState } from "react";
import { INJECT_KINDS, METHODS, PLANNING_STATUSES, rowIdOf, rowInFile } from "../../../src/model/index.ts";
import type { RowsChecked } from "../../../src/server/contract.ts";
import { INJECT_KIND_WORDS, METHOD_WORDS, PLANNING_STATUS_WORDS } from "../../../src/words/index.ts";
import { Refused } from "../api/client.ts";
import { Problem } from "../components/answered.tsx";
import { Frame } from "../components/frame.tsx";
import { PLAN } from "../words/plan.ts";
import { PLAN_FORMS } from "../words/plan-forms.ts";
import { useSay } from "../words/say.ts";
import { type Faults, FaultsOf, NO_FAULTS, put, readTyped, TimeIn, useFault } from "./form-fields.tsx";
import { type Offered, useOffered } from "./offered.ts";
import { usePlace } from "./place.tsx";
import { namesIn, type RawRow, tableIn, textIn, wordIn, written } from "./raw-row.ts";
import { ROW_FORM_STEPS, RowForm } from "./row-form.tsx";
import { faultsByRow, RowsChange, Taken, useRowsCheck } from "./rows-change.tsx";

interface Draft {
  readonly key: number;
  readonly row: RawRow;
}

const AT_ONCE = 100;
/** How long after the last change the table is asked what is wrong, milliseconds. */
const REST = 500;

const GRID = [
  "number",
  "time",
  "title",
  "to",
  "method",
  "kind",
  "text",
  "brings",
  "does",
  "expects",
  "status",
] as const;
const COLUMN_COUNT = GRID.length + 2;

/** Cells of the grid that tell their own faults. */
const IN_GRID: readonly string[] = ["number", "at", "title", "method", "kind", "text", "planningStatus"];

const isTime = ({ at }: RawRow) => at === undefined || readTyped(wordIn(at)) !== undefined;
const columnOf = (step: string) => step.split(".")[0];

/** The list of events as a grid, to be changed before STARTEX: nothing is saved before it is shown and accepted. */
export function PlanEditor() {
  const say = useSay();
  const { stage } = usePlace();
  const planned = useMemo(() => (stage.file?.rows ?? []).map(rowInFile), [stage.file]);
  const plannedText = JSON.stringify(planned);
  const [base, setBase] = useState(plannedText);
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => planned.map((row, key) => ({ key, row })));
  const [shownRows, setShownRows] = useState(AT_ONCE);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [checked, setChecked] = useState<{ readonly of: readonly Draft[]; readonly answer: RowsChecked }>();
  const [asked, setAsked] = useState<readonly Draft[]>();
  const [taken, setTaken] = useState<number>();
  const [refused, setRefused] = useState<Refused>();
  const rows = useMemo(() => drafts.map(({ row }) => row), [drafts]);
  const offered = useOffered(rows);
  const check = useRowsCheck();
  const text = JSON.stringify(rows);
  const isChanged = text !== base;
  // The list was changed, here or by somebody else: where nothing was typed since, it is shown as it stands.
  if (plannedText !== base && (!isChanged || taken !== undefined)) {
    setBase(plannedText);
    setDrafts(planned.map((row, key) => ({ key, row })));
    setChecked(undefined);
    setAsked(undefined);
  }
  const latest = useRef(drafts);
  latest.current = drafts;
  const look = async () => {
    const of = drafts;
    try {
      const answer = await check(of.map(({ row }) => row));
      if (latest.current !== of) return;
      setChecked({ of, answer });
      setRefused(undefined);
    } catch (error) {
      setRefused(error instanceof Refused ? error : new Refused(undefined, error));
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each state of the drafts
  useEffect(() => {
    if (!isChanged) return;
    const timer = setTimeout(() => void look(), REST);
    return () => clearTimeout(timer);
  }, [drafts, isChanged]);

  const ids = rows.map((row) => rowIdOf(String(row.number ?? "")));
  const byRow = faultsByRow(checked?.answer);
  const own = (row: RawRow, place: number): Faults => {
    const number = String(row.number ?? "").trim();
    const found: [string, string][] = [
      ["number", number === "" ? say(PLAN.missing) : ids.indexOf(ids[place]) < place ? say(PLAN.twice) : ""],
      ["title", textIn(row.title, "en") === "" && textIn(row.title, "fr") === "" ? say(PLAN.missing) : ""],
    ];
    return new Map(found.flatMap(([step, said]) => (said === "" ? [] : [[step, [said]] as const])));
  };
  const faults = drafts.map((draft, place) => {
    const told = new Map(own(draft.row, place));
    // What the table said holds for what it was asked about: the row as it was then.
    const then = checked?.of.indexOf(draft) ?? -1;
    for (const [step, said] of (then < 0 ? undefined : byRow.get(then)) ?? NO_FAULTS)
      if (!told.has(step)) told.set(step, said);
    return told.size === 0 ? NO_FAULTS : told;
  });
  const wrong = faults.filter((each, place) => each.size > 0 || !isTime(rows[place])).length;
  const change = (key: number, row: RawRow) => {
    setTaken(undefined);
    setDrafts((old) => old.map((each) => (each.key === key ? { key, row } : each)));
  };
  const add = () => {
    const key = Math.max(0, ...drafts.map((each) => each.key)) + 1;
    const row: RawRow = {
      number: `N-${key}`,
      title: { ...PLAN.newTitle },
      at: "PT0S",
      planningStatus: "entered",
    };
    setTaken(undefined);
    setShownRows(drafts.length + 1);
    setOpen((old) => new Set(old).add(key));
    setDrafts([...drafts, { key, row }]);
  };
  const isAsked = asked === drafts && checked?.of === drafts && checked.answer.isReady && wrong === 0;
  return (
    <form
      className="stack"
      aria-label={say(PLAN.edit)}
      onSubmit={(event) => {
        event.preventDefault();
        setTaken(undefined);
        setAsked(drafts);
        void look();
      }}
    >
      <p className="quiet small">{say(PLAN.editFor)}</p>
      {plannedText !== base && isChanged ? <p className="notice">{say(PLAN.changedElsewhere)}</p> : null}
      <Frame label={say(PLAN.edit)}>
        <table className="plan-grid">
          <caption className="unseen">{say(PLAN.edit)}</caption>
          <thead>
            <tr>
              {GRID.map((column) => (
                <th key={column} scope="col">
                  {say(column === "brings" || column === "does" ? PLAN_FORMS[column] : PLAN[column])}
                </th>
              ))}
              <th scope="col">{say(PLAN_FORMS.details)}</th>
              <th scope="col">{say(PLAN.removed)}</th>
            </tr>
          </thead>
          <tbody>
            {drafts.slice(0, shownRows).map((draft, place) => (
              <FaultsOf key={draft.key} faults={faults[place]}>
                <GridRow
                  row={draft.row}
                  faults={faults[place]}
                  offered={offered}
                  isOpen={open.has(draft.key)}
                  onOpen={(isOpen) =>
                    setOpen((old) => {
                      const next = new Set(old);
                      if (isOpen) next.add(draft.key);
                      else next.delete(draft.key);
                      return next;
                    })
                  }
                  onChange={(row) => change(draft.key, row)}
                  onRemove={() => {
                    setTaken(undefined);
                    setDrafts((old) => old.filter(({ key }) => key !== draft.key));
                  }}
                />
              </FaultsOf>
            ))}
          </tbody>
        </table>
      </Frame>
      <div className="row">
        {drafts.length > shownRows ? (
          <button type="button" onClick={() => setShownRows((most) => most + AT_ONCE)}>
            {say(PLAN.more)(Math.min(AT_ONCE, drafts.length - shownRows))}
          </button>
        ) : null}
        <button type="button" onClick={add}>
          {say(PLAN.add)}
        </button>
        <button type="submit" className="first" disabled={wrong > 0}>
          {say(PLAN.showDifference)}
        </button>
        <span role="status">{wrong > 0 ? say(PLAN.wrong)(wrong) : ""}</span>
      </div>
      {refused === undefined ? null : <Problem refused={refused} />}
      {isAsked ? (
        <RowsChange
          rows={rows}
          checked={checked.answer}
          onTaken={(changes) => {
            setAsked(undefined);
            setTaken(changes);
          }}
        />
      ) : null}
      {taken === undefined ? null : <Taken changes={taken} />}
    </form>
  );
}

function GridRow({
  row,
  faults,
  offered,
  isOpen: isAsked,
  onOpen,
  onChange,
  onRemove,
}: {
  readonly row: RawRow;
  readonly faults: Faults;
  readonly offered: Offered;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (row: RawRow) => void;
  readonly onRemove: () => void;
}) {
  const say = useSay();
  const { language, names } = usePlace();
  const id = useId();
  const number = String(row.number ?? "");
  const set = (key: string) => (value: unknown) => onChange(put(row, key, value));
  const label = (of: "number" | "time" | "title" | "method" | "kind" | "text" | "status") =>
    `${say(PLAN[of])}, ${number}`;
  // What is wrong beyond the cells is told in the form of the whole row, which opens for it.
  const isOpen = isAsked || [...faults.keys()].some((step) => ROW_FORM_STEPS.includes(columnOf(step)));
  const elsewhere = [...faults].flatMap(([step, said]) =>
    IN_GRID.includes(columnOf(step)) || ROW_FORM_STEPS.includes(columnOf(step)) ? [] : said,
  );
  const to = namesIn(row.to);
  const trigger = wordIn(tableIn(row.trigger).kind);
  const acts = Array.isArray(row.acts) ? row.acts.length : 0;
  return (
    <>
      <tr data-plan-row={number}>
        <td>
          <Cell label={label("number")} step="number" value={number} onChange={set("number")} />
        </td>
        <td>
          <TimeIn
            label={label("time")}
            step="at"
            value={row.at}
            as="instant"
            hint={say(PLAN.timeFor)}
            onChange={set("at")}
            bare
          />
        </td>
        <td>
          <Cell
            label={label("title")}
            step="title"
            value={textIn(row.title, language)}
            onChange={(text) => onChange(put(row, "title", written(row.title, text, language) ?? ""))}
          />
        </td>
        <td className="small">
          {to.length === 0 ? say(PLAN_FORMS.everybody) : to.map((each) => names.who(each)).join(", ")}
        </td>
        <td>
          <Choice
            label={label("method")}
            step="method"
            value={wordIn(row.method) || "in_tool"}
            options={METHODS.map((each) => [each, METHOD_WORDS[each][language]])}
            onChange={set("method")}
          />
        </td>
        <td>
          <Choice
            label={label("kind")}
            step="kind"
            value={wordIn(row.kind) || "contextual"}
            options={INJECT_KINDS.map((each) => [each, INJECT_KIND_WORDS[each][language]])}
            onChange={set("kind")}
          />
        </td>
        <td>
          <textarea
            aria-label={label("text")}
            rows={2}
            maxLength={4000}
            value={textIn(row.text, language)}
            onChange={({ target }) => onChange(put(row, "text", written(row.text, target.value, language)))}
          />
        </td>
        <td className="small">
          {trigger === "manual"
            ? say(PLAN_FORMS.manual)
            : trigger === "condition"
              ? say(PLAN_FORMS.shortCondition)
              : trigger === "contingency"
                ? say(PLAN_FORMS.shortContingency)
                : say(PLAN_FORMS.time)}
        </td>
        <td className="small">{acts === 0 ? "–" : say(PLAN_FORMS.effects)(acts)}</td>
        <td className="small">{textIn(tableIn(row.expects).text, language) || "–"}</td>
        <td>
          <Choice
            label={label("status")}
            step="planningStatus"
            value={wordIn(row.planningStatus) || "approved"}
            options={PLANNING_STATUSES.map((each) => [each, PLANNING_STATUS_WORDS[each][language]])}
            onChange={set("planningStatus")}
          />
        </td>
        <td>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={say(PLAN_FORMS.detailsOf)(number)}
            onClick={() => onOpen(!isAsked)}
          >
            {isOpen ? "▾" : "▸"}
          </button>
        </td>
        <td>
          <button type="button" aria-label={say(PLAN.remove)(number)} onClick={onRemove}>
            ✗
          </button>
        </td>
      </tr>
      <tr id={id} hidden={!isOpen && elsewhere.length === 0} data-plan-form={number}>
        <td colSpan={COLUMN_COUNT}>
          {elsewhere.length === 0 ? null : <p className="small bad fault">{elsewhere.join(" ")}</p>}
          {isOpen ? <RowForm row={row} offered={offered} onChange={onChange} /> : null}
        </td>
      </tr>
    </>
  );
}

function Cell({
  label,
  step,
  value,
  onChange,
}: {
  readonly label: string;
  readonly step: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const id = useId();
  const fault = useFault(step);
  return (
    <>
      <input
        type="text"
        aria-label={label}
        value={value}
        aria-invalid={fault !== ""}
        aria-describedby={fault === "" ? undefined : id}
        onChange={({ target }) => onChange(target.value)}
      />
      {fault === "" ? null : (
        <span id={id} className="small bad fault">
          {fault}
        </span>
      )}
    </>
  );
}

function Choice({
  label,
  step,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly step: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  const fault = useFault(step);
  return (
    <>
      <select
        aria-label={label}
        value={value}
        aria-invalid={fault !== ""}
        aria-describedby={fault === "" ? undefined : id}
        onChange={({ target }) => onChange(target.value)}
      >
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
      {fault === "" ? null : (
        <span id={id} className="small bad fault">
          {fault}
        </span>
      )}
    </>
  );
}
