import { useEffect, useId, useMemo, useRef, useState } from "react";
import { rowInFile, writeOffset } from "../../../src/model/index.ts";
import type { MselAnswer, RowsChecked } from "../../../src/server/contract.ts";
import {
  type Language,
  METHOD_WORDS,
  MSEL_CHOICE_WORDS,
  MSEL_HEADS,
  type Names,
  sayMselFault,
  sayMselField,
  sayMselNote,
  sayMselQuestion,
  sayMselRefusal,
} from "../../../src/words/index.ts";
import { pathOf, post, Refused } from "../api/client.ts";
import { Problem } from "../components/answered.tsx";
import { Download } from "../components/download.tsx";
import { Frame } from "../components/frame.tsx";
import { CONTROL } from "../words/control.ts";
import { PLAN } from "../words/plan.ts";
import { useSay } from "../words/say.ts";
import { usePlace } from "./place.tsx";
import type { RawRow } from "./raw-row.ts";
import { FaultList, RowsChange, Taken, useRowsCheck } from "./rows-change.tsx";

type Preview = Extract<MselAnswer, { readonly ok: true }>["preview"];
type Question = Preview["questions"][number];

const FORMS = ["csv", "xlsx", "cexf"] as const;

/** The list of events as a file, for spreadsheets and other tools. */
export function MselLinks() {
  const say = useSay();
  const { stage, language } = usePlace();
  return (
    <div className="row">
      <span>{say(PLAN.takeOut)}</span>
      {FORMS.map((form) => (
        <Download key={form} href={`${pathOf("exercises", stage.id, "msel", form)}?lang=${language}`}>
          {say(PLAN[form])}
        </Download>
      ))}
    </div>
  );
}

/** A file as base64, in pieces that a call can take. */
async function inBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += 8190)
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + 8190)));
  return btoa(pieces.join(""));
}

/** More than the server takes: it says so itself, from the first byte beyond. */
const MOST_BYTES = 5 * 1024 * 1024;

/** A team's own list: read, shown with its questions and faults, and taken only when somebody says so. */
export function MselImport() {
  const say = useSay();
  const { stage, language } = usePlace();
  const [content, setContent] = useState<string>();
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [reading, setReading] = useState<MselAnswer>();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const id = useId();
  const read = async (given: string, said: Readonly<Record<string, string>>) => {
    setBusy(true);
    setRefused(undefined);
    try {
      const filled = Object.fromEntries(Object.entries(said).filter(([, answer]) => answer !== ""));
      const path = pathOf("exercises", stage.id, "msel");
      setReading(await post<MselAnswer>(path, { content: given, answers: filled }, language));
    } catch (error) {
      setReading(undefined);
      setRefused(error instanceof Refused ? error : new Refused(undefined, error));
    }
    setBusy(false);
  };
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    setAnswers({});
    if (file.size > MOST_BYTES) return setReading({ ok: false, code: "msel/too_large", line: 0 });
    const given = await inBase64(file);
    setContent(given);
    await read(given, {});
  };
  return (
    <div className="stack">
      <p className="quiet small">{say(PLAN.ownFor)}</p>
      <div className="field">
        <label className="label" htmlFor={id}>
          {say(PLAN.file)}
        </label>
        <input
          id={id}
          type="file"
          accept=".xlsx,.xlsm,.csv,.tsv,.txt"
          onChange={({ target }) => void open(target.files?.[0])}
        />
      </div>
      <span role="status">{isBusy ? say(PLAN.reading) : ""}</span>
      {refused === undefined ? null : <Problem refused={refused} />}
      {reading === undefined ? null : reading.ok ? (
        <PreviewOf
          preview={reading.preview}
          answers={answers}
          isBusy={isBusy}
          onAnswer={(question, answer) => setAnswers((old) => ({ ...old, [question]: answer }))}
          onAgain={() => void (content === undefined ? undefined : read(content, answers))}
        />
      ) : (
        <p className="notice bad" role="alert">
          {sayMselRefusal(reading.code, language)}
        </p>
      )}
    </div>
  );
}

const MOST_SHOWN = 200;

function PreviewOf({
  preview,
  answers,
  isBusy,
  onAnswer,
  onAgain,
}: {
  readonly preview: Preview;
  readonly answers: Readonly<Record<string, string>>;
  readonly isBusy: boolean;
  readonly onAnswer: (question: string, answer: string) => void;
  readonly onAgain: () => void;
}) {
  const say = useSay();
  const { language } = usePlace();
  const { questions, faults, notes, columns, rows, isReady } = preview;
  const raw = useMemo(() => rows.map(({ row }) => rowInFile(row)), [rows]);
  const turn = useTurn(preview);
  return (
    <div className="stack">
      <form
        className="stack"
        aria-label={say(PLAN.questions)}
        onSubmit={(event) => {
          event.preventDefault();
          onAgain();
        }}
      >
        {questions.length === 0 ? null : <h4>{say(PLAN.questions)}</h4>}
        {questions.map((question) => (
          <Asked
            key={question.id}
            question={question}
            answer={answers[question.id] ?? ""}
            onAnswer={(answer) => onAnswer(question.id, answer)}
          />
        ))}
        <details>
          <summary>{say(PLAN.columns)}</summary>
          {columns.map(({ column, head, field }) => (
            <Select
              key={column}
              label={say(PLAN.columnFor)(column, head)}
              value={answers[`column:${column}`] ?? field ?? "-"}
              choices={COLUMN_CHOICES}
              onChange={(answer) => onAnswer(`column:${column}`, answer)}
            />
          ))}
        </details>
        <div className="row">
          <button type="submit" disabled={isBusy}>
            {say(PLAN.readAgain)}
          </button>
        </div>
      </form>
      {faults.length === 0 ? null : (
        <section>
          <h4>{say(PLAN.faults)}</h4>
          <ul>
            {faults.map((fault) => (
              <li key={`${fault.code} ${fault.column} ${fault.line} ${fault.found}`}>
                {fault.line > 0 ? `${say(PLAN.line)} ${fault.line} ${fault.column}: ` : ""}
                {sayMselFault(fault, language)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {notes.length === 0 ? null : (
        <section>
          <h4>{say(PLAN.notes)}</h4>
          <ul className="small">
            {notes.map((note) => (
              <li key={`${note.kind} ${note.found}`}>
                {sayMselNote(note, language)}
                {note.lines.length === 0 ? "" : ` (${say(PLAN.lines)(note.lines.join(", "))})`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Frame label={say(PLAN.rows)(rows.length)}>
        <table className="plan">
          <caption>{say(PLAN.rows)(rows.length)}</caption>
          <thead>
            <tr>
              {(["line", "number", "time", "title", "to", "method"] as const).map((column) => (
                <th key={column} scope="col">
                  {say(PLAN[column])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_SHOWN).map(({ line, row, isOpen }) => (
              <tr key={line} data-line={line}>
                <td>{line}</td>
                <td>{row.number}</td>
                <td>{row.at === undefined ? say(CONTROL.manual) : writeOffset(row.at)}</td>
                <th scope="row">
                  {row.title[language]}
                  {isOpen ? <div className="quiet small">{say(PLAN.open)}</div> : null}
                </th>
                <td>{row.to.length === 0 ? say(CONTROL.everybody) : row.to.join(", ")}</td>
                <td>{METHOD_WORDS[row.method][language]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
      {isReady ? <Accepting key={turn} rows={raw} /> : <p role="status">{say(PLAN.notYet)}</p>}
    </div>
  );
}

/** Another number for each reading, so that what was asked about the one before is forgotten. */
function useTurn(preview: Preview): number {
  const [seen, setSeen] = useState({ preview, turn: 0 });
  if (seen.preview !== preview) setSeen({ preview, turn: seen.turn + 1 });
  return seen.turn;
}

/** What the rows that were read would change; shown as soon as they are ready, saved when somebody says so. */
function Accepting({ rows }: { readonly rows: readonly RawRow[] }) {
  const [checked, setChecked] = useState<RowsChecked>();
  const [refused, setRefused] = useState<Refused>();
  const [taken, setTaken] = useState<number>();
  const check = useRowsCheck();
  const ask = useRef(check);
  ask.current = check;
  useEffect(() => {
    let isHere = true;
    ask
      .current(rows)
      .then((answer) => (isHere ? setChecked(answer) : undefined))
      .catch((error: unknown) =>
        isHere ? setRefused(error instanceof Refused ? error : new Refused(undefined, error)) : undefined,
      );
    return () => {
      isHere = false;
    };
  }, [rows]);
  if (refused !== undefined) return <Problem refused={refused} />;
  if (taken !== undefined) return <Taken changes={taken} />;
  if (checked === undefined) return null;
  return (
    <>
      <FaultList checked={checked} rows={rows} />
      <RowsChange rows={rows} checked={checked} onTaken={setTaken} />
    </>
  );
}

/** What a column may hold: every head of ours that a stranger's sheet may have, the day beside a clock, or nothing. */
const COLUMN_CHOICES: readonly string[] = [
  "-",
  "date",
  ...Object.keys(MSEL_HEADS).filter(
    (field) => !field.endsWith("Other") && field !== "marking" && field !== "iso",
  ),
];

/** A column, one of our own words, or an actor. */
const sayChoice = (choice: string, language: Language, names: Names): string =>
  MSEL_CHOICE_WORDS[choice]?.[language] ?? names.who(sayMselField(choice, language));

function Asked({
  question,
  answer,
  onAnswer,
}: {
  readonly question: Question;
  readonly answer: string;
  readonly onAnswer: (answer: string) => void;
}) {
  const say = useSay();
  const { language } = usePlace();
  const id = useId();
  const { choices, free, suggested, lines, count, refused } = question;
  const label = `${sayMselQuestion(question, language)}${
    count === 0 ? "" : ` (${say(PLAN.lines)(lines.join(", "))}${count > lines.length ? " …" : ""})`
  }`;
  return (
    <div className="stack" data-question={question.id}>
      {choices.length === 0 ? (
        <p>{label}</p>
      ) : (
        <Select
          label={label}
          value={choices.includes(answer) ? answer : ""}
          choices={["", ...choices]}
          suggested={suggested}
          onChange={onAnswer}
        />
      )}
      {free === undefined ? null : (
        <div className="field">
          <label className="label" htmlFor={id}>
            {say(PLAN.freeAnswer)}
          </label>
          <input
            id={id}
            type="text"
            placeholder={suggested}
            value={choices.includes(answer) ? "" : answer}
            onChange={({ target }) => onAnswer(target.value)}
          />
        </div>
      )}
      {refused === undefined ? null : <p className="small bad">{say(PLAN.refused)(refused)}</p>}
    </div>
  );
}

function Select({
  label,
  value,
  choices,
  suggested,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly string[];
  readonly suggested?: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const say = useSay();
  const { language, names } = usePlace();
  const id = useId();
  const likeliest = suggested === undefined ? "" : ` (${sayChoice(suggested, language, names)}?)`;
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {choices.map((each) => (
          <option key={each} value={each}>
            {each === "" ? `${say(PLAN.likeliest)}${likeliest}` : sayChoice(each, language, names)}
          </option>
        ))}
      </select>
    </div>
  );
}
