import { useId, useState } from "react";
import {
  INJECT_KINDS,
  METHODS,
  type MselRow,
  PLANNING_STATUSES,
  parseDuration,
  readOwnOffset,
  rowIdOf,
  type Text,
  writeOffset,
} from "../../../src/model/index.ts";
import {
  INJECT_KIND_WORDS,
  type Language,
  METHOD_WORDS,
  PLANNING_STATUS_WORDS,
} from "../../../src/words/index.ts";
import { Problem } from "../components/answered.tsx";
import { Frame } from "../components/frame.tsx";
import { PLAN } from "../words/plan.ts";
import { useSay } from "../words/say.ts";
import { usePlace } from "./place.tsx";
import { usePlanAnew } from "./plan-anew.ts";

/** A row as it is typed: what is no time or no name yet stays as it was written. */
interface Draft {
  readonly key: number;
  readonly row: MselRow;
  readonly time: string;
  readonly to: string;
}

const AT_ONCE = 100;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Exercise time as it is typed in a cell; undefined where it is none. */
function readTyped(text: string): number | undefined {
  const short = /^(-?)(\d{1,4}):([0-5]\d)$/.exec(text.trim());
  if (short === null) return readOwnOffset(text) ?? parseDuration(text.trim());
  return (short[1] === "-" ? -1 : 1) * (Number(short[2]) * HOUR + Number(short[3]) * MINUTE);
}

const namesIn = (text: string): readonly string[] =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");

/** One text that serves both languages goes on doing so. */
const written = (old: Text | undefined, text: string, language: Language): Text =>
  old === undefined || old.en === old.fr ? { en: text, fr: text } : { ...old, [language]: text };

function draftOf(row: MselRow, key: number): Draft {
  return { key, row, time: row.at === undefined ? "" : writeOffset(row.at), to: row.to.join(", ") };
}

/** The row that a draft stands for. Without a time and a condition there is only the hand. */
function rowOf({ row, time, to }: Draft): MselRow {
  const { at, ...rest } = { ...row, at: time.trim() === "" ? undefined : readTyped(time) };
  return { ...rest, to: namesIn(to), ...(at === undefined ? {} : { at }) };
}

/** The list of events as a grid, to be changed before STARTEX. */
export function PlanEditor() {
  const say = useSay();
  const { stage, language } = usePlace();
  const [drafts, setDrafts] = useState(() => (stage.file?.rows ?? []).map(draftOf));
  const [shownRows, setShownRows] = useState(AT_ONCE);
  const { isBusy, refused, plan } = usePlanAnew();
  const parties = new Set(stage.parties?.map(({ id }) => id) ?? []);
  const ids = drafts.map(({ row }) => rowIdOf(row.number));
  const faultsOf = ({ row, time, to }: Draft, place: number) => ({
    number:
      row.number.trim() === ""
        ? say(PLAN.missing)
        : ids.indexOf(rowIdOf(row.number)) < place
          ? say(PLAN.twice)
          : "",
    time: time.trim() !== "" && readTyped(time) === undefined ? say(PLAN.badTime) : "",
    title: row.title[language].trim() === "" ? say(PLAN.missing) : "",
    to:
      namesIn(to)
        .filter((each) => !parties.has(each))
        .map((each) => say(PLAN.stranger)(each))
        .at(0) ?? "",
  });
  const faults = drafts.map(faultsOf);
  const wrong = faults.reduce(
    (sum, each) => sum + Object.values(each).filter((text) => text !== "").length,
    0,
  );
  const change = (key: number, next: (draft: Draft) => Draft) =>
    setDrafts((old) => old.map((each) => (each.key === key ? next(each) : each)));
  const add = () =>
    setDrafts((old) => {
      const key = Math.max(0, ...old.map((each) => each.key)) + 1;
      const title = { en: PLAN.newTitle.en, fr: PLAN.newTitle.fr };
      const row: MselRow = {
        number: `N-${key}`,
        kind: "contextual",
        title,
        to: [],
        method: "in_tool",
        trigger: { kind: "time" },
        acts: [],
        planningStatus: "entered",
        visibility: "shown",
      };
      setShownRows(old.length + 1);
      return [...old, draftOf(row, key)];
    });
  return (
    <form
      className="stack"
      aria-label={say(PLAN.edit)}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === 0) void plan(drafts.map(rowOf));
      }}
    >
      <p className="quiet small">{say(PLAN.editFor)}</p>
      <Frame label={say(PLAN.edit)}>
        <table className="plan-grid">
          <caption>{say(PLAN.edit)}</caption>
          <thead>
            <tr>
              {(
                [
                  "number",
                  "time",
                  "title",
                  "to",
                  "method",
                  "kind",
                  "text",
                  "expects",
                  "controller",
                  "status",
                ] as const
              ).map((column) => (
                <th key={column} scope="col">
                  {say(PLAN[column])}
                </th>
              ))}
              <th scope="col">{say(PLAN.removed)}</th>
            </tr>
          </thead>
          <tbody>
            {drafts.slice(0, shownRows).map((draft, place) => (
              <GridRow
                key={draft.key}
                draft={draft}
                faults={faults[place]}
                onChange={(next) => change(draft.key, next)}
                onRemove={() => setDrafts((old) => old.filter(({ key }) => key !== draft.key))}
              />
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
        <button type="submit" className="first" disabled={isBusy || wrong > 0}>
          {say(isBusy ? PLAN.planning : PLAN.planAnew)}
        </button>
        <span role="status">{wrong > 0 ? say(PLAN.wrong)(wrong) : ""}</span>
      </div>
      {refused === undefined ? null : <Problem refused={refused} />}
    </form>
  );
}

interface RowFaults {
  readonly number: string;
  readonly time: string;
  readonly title: string;
  readonly to: string;
}

function GridRow({
  draft: { row, time, to },
  faults,
  onChange,
  onRemove,
}: {
  readonly draft: Draft;
  readonly faults: RowFaults;
  readonly onChange: (next: (draft: Draft) => Draft) => void;
  readonly onRemove: () => void;
}) {
  const say = useSay();
  const { language } = usePlace();
  const { number } = row;
  const set = (next: Partial<MselRow>) => onChange((old) => ({ ...old, row: { ...old.row, ...next } }));
  const label = (
    of: keyof typeof PLAN &
      ("number" | "time" | "title" | "to" | "method" | "kind" | "text" | "expects" | "controller" | "status"),
  ) => `${say(PLAN[of])}, ${number}`;
  return (
    <tr data-plan-row={number}>
      <td>
        <TypedCell
          label={label("number")}
          value={number}
          fault={faults.number}
          onChange={(text) => set({ number: text })}
        />
      </td>
      <td>
        <TypedCell
          label={label("time")}
          value={time}
          fault={faults.time}
          hint={say(PLAN.timeFor)}
          onChange={(text) => onChange((old) => ({ ...old, time: text }))}
        />
      </td>
      <td>
        <TypedCell
          label={label("title")}
          value={row.title[language]}
          fault={faults.title}
          onChange={(text) => set({ title: written(row.title, text, language) })}
        />
      </td>
      <td>
        <TypedCell
          label={label("to")}
          value={to}
          fault={faults.to}
          hint={say(PLAN.toFor)}
          onChange={(text) => onChange((old) => ({ ...old, to: text }))}
        />
      </td>
      <td>
        <Choice
          label={label("method")}
          value={row.method}
          choices={METHODS}
          words={METHOD_WORDS}
          onChange={(method) => set({ method })}
        />
      </td>
      <td>
        <Choice
          label={label("kind")}
          value={row.kind}
          choices={INJECT_KINDS}
          words={INJECT_KIND_WORDS}
          onChange={(kind) => set({ kind })}
        />
      </td>
      <td>
        <textarea
          aria-label={label("text")}
          rows={2}
          maxLength={4000}
          value={row.text?.[language] ?? ""}
          onChange={({ target }) =>
            onChange((old) => ({ ...old, row: withText(old.row, target.value, language) }))
          }
        />
      </td>
      <td>
        <textarea
          aria-label={label("expects")}
          rows={2}
          maxLength={4000}
          value={row.expects?.text[language] ?? ""}
          onChange={({ target }) =>
            onChange((old) => ({ ...old, row: withExpectation(old.row, target.value, language) }))
          }
        />
      </td>
      <td>
        <TypedCell
          label={label("controller")}
          value={row.controller ?? ""}
          fault=""
          onChange={(controller) => set({ controller })}
        />
      </td>
      <td>
        <Choice
          label={label("status")}
          value={row.planningStatus}
          choices={PLANNING_STATUSES}
          words={PLANNING_STATUS_WORDS}
          onChange={(planningStatus) => set({ planningStatus })}
        />
      </td>
      <td>
        <button type="button" aria-label={say(PLAN.remove)(number)} onClick={onRemove}>
          ✗
        </button>
      </td>
    </tr>
  );
}

function withText({ text: old, ...row }: MselRow, text: string, language: Language): MselRow {
  return text === "" ? row : { ...row, text: written(old, text, language) };
}

function withExpectation({ expects: old, ...row }: MselRow, text: string, language: Language): MselRow {
  if (text === "") return row;
  const rule = old ?? { owner: "any" as const, actors: [] };
  return { ...row, expects: { ...rule, text: written(old?.text, text, language) } };
}

function TypedCell({
  label,
  value,
  fault,
  hint,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly fault: string;
  readonly hint?: string;
  readonly onChange: (text: string) => void;
}) {
  const id = useId();
  return (
    <>
      <input
        type="text"
        aria-label={label}
        title={hint}
        value={value}
        aria-invalid={fault !== ""}
        aria-describedby={fault === "" ? undefined : id}
        onChange={({ target }) => onChange(target.value)}
      />
      {fault === "" ? null : (
        <span id={id} className="small bad">
          {fault}
        </span>
      )}
    </>
  );
}

function Choice<T extends string>({
  label,
  value,
  choices,
  words,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly T[];
  readonly words: Readonly<Record<T, Text>>;
  readonly onChange: (value: T) => void;
}) {
  const { language } = usePlace();
  return (
    <select aria-label={label} value={value} onChange={({ target }) => onChange(target.value as T)}>
      {choices.map((each) => (
        <option key={each} value={each}>
          {words[each][language]}
        </option>
      ))}
    </select>
  );
}
