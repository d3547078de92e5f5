import { createContext, type ReactNode, use, useId, useState } from "react";
import {
  formatDuration,
  inBoth,
  parseDuration,
  readOwnOffset,
  type Text,
  writeOffset,
} from "../../../src/model/index.ts";
import { useSettings } from "../settings.tsx";
import { PLAN } from "../words/plan.ts";
import { PLAN_FORMS } from "../words/plan-forms.ts";
import { useSay } from "../words/say.ts";

/**
 * Fields of a form that stands for a piece of a file: each knows its step from the piece above it, and tells what is wrong
 * there beside itself. What is typed and cannot be read is kept as it was typed, so that it can be told.
 */

/** What is wrong, by the path within what is edited. */
export type Faults = ReadonlyMap<string, readonly string[]>;
export const NO_FAULTS: Faults = new Map();

interface Place {
  readonly faults: Faults;
  readonly path: string;
}
const Here = createContext<Place>({ faults: NO_FAULTS, path: "" });

const joined = (path: string, step: string | number) =>
  path === "" ? `${step}` : step === "" ? path : `${path}.${step}`;

/** Everything beneath stands for one thing whose faults these are. */
export function FaultsOf({ faults, children }: { readonly faults: Faults; readonly children: ReactNode }) {
  return <Here value={{ faults, path: "" }}>{children}</Here>;
}

/** A step down; `own`: the fields beneath that tell their own faults, so that the rest is told here. */
export function Within({
  step,
  own,
  children,
}: {
  readonly step: string | number;
  readonly own?: readonly string[];
  readonly children: ReactNode;
}) {
  const { faults, path } = use(Here);
  const here = joined(path, step);
  const untold =
    own === undefined
      ? []
      : [...faults].flatMap(([at, said]) => {
          if (at === here) return said;
          if (!at.startsWith(`${here}.`)) return [];
          const rest = at.slice(here.length + 1);
          return own.some((each) => rest === each || rest.startsWith(`${each}.`)) ? [] : said;
        });
  return (
    <Here value={{ faults, path: here }}>
      {children}
      {untold.length === 0 ? null : <p className="small bad fault">{untold.join(" ")}</p>}
    </Here>
  );
}

/** What is wrong at a step, and all that is wrong below it; empty where nothing is. */
export function useFault(step: string | number, given = ""): string {
  const { faults, path } = use(Here);
  if (given !== "") return given;
  const here = joined(path, step);
  return [...faults]
    .flatMap(([at, said]) => (at === here || at.startsWith(`${here}.`) ? said : []))
    .join(" ");
}

interface FieldGiven {
  readonly label: string;
  readonly step: string | number;
}

function Told({ id, fault }: { readonly id: string; readonly fault: string }) {
  return fault === "" ? null : (
    <span id={id} className="small bad fault">
      {fault}
    </span>
  );
}

export function TextIn({
  label,
  step,
  value,
  onChange,
  rows = 1,
  hint,
  fault: given,
}: FieldGiven & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly hint?: string;
  readonly fault?: string;
}) {
  const id = useId();
  const fault = useFault(step, given);
  const about = {
    id,
    value,
    title: hint,
    "aria-invalid": fault !== "",
    "aria-describedby": fault === "" ? undefined : `${id}-fault`,
  };
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {rows === 1 ? (
        <input {...about} type="text" onChange={({ target }) => onChange(target.value)} />
      ) : (
        <textarea {...about} rows={rows} maxLength={4000} onChange={({ target }) => onChange(target.value)} />
      )}
      <Told id={`${id}-fault`} fault={fault} />
    </div>
  );
}

export function ChooseIn({
  label,
  step,
  value,
  options,
  onChange,
}: FieldGiven & {
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  const fault = useFault(step);
  // What a file says stays to be seen, though nobody would be offered it.
  const isOffered = options.some(([each]) => each === value);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        aria-invalid={fault !== ""}
        aria-describedby={fault === "" ? undefined : `${id}-fault`}
        onChange={({ target }) => onChange(target.value)}
      >
        {isOffered ? null : <option value={value}>{value === "" ? "…" : value}</option>}
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
      <Told id={`${id}-fault`} fault={fault} />
    </div>
  );
}

/** Several of what is offered. */
export function TicksIn({
  label,
  step,
  values,
  options,
  onChange,
  hint,
}: FieldGiven & {
  readonly values: readonly string[];
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (values: readonly string[]) => void;
  readonly hint?: string;
}) {
  const id = useId();
  const fault = useFault(step);
  const strangers = values.filter((value) => !options.some(([each]) => each === value));
  return (
    <fieldset className="ticks" aria-describedby={fault === "" ? undefined : `${id}-fault`}>
      <legend>{label}</legend>
      {hint === undefined ? null : <p className="quiet small">{hint}</p>}
      <div className="tick-columns">
        {[...options, ...strangers.map((each) => [each, each] as const)].map(([each, text]) => (
          <label key={each} className="tick">
            <input
              type="checkbox"
              checked={values.includes(each)}
              onChange={({ target }) =>
                onChange(target.checked ? [...values, each] : values.filter((value) => value !== each))
              }
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
      <Told id={`${id}-fault`} fault={fault} />
    </fieldset>
  );
}

/** A whole number or share; empty: nothing is said. What is no number stays as it was typed. */
export function NumberIn({
  label,
  step,
  value,
  onChange,
  any = false,
}: FieldGiven & {
  readonly value: unknown;
  readonly onChange: (value: number | string | undefined) => void;
  /** parts of a whole too */
  readonly any?: boolean;
}) {
  const id = useId();
  const fault = useFault(step);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="number"
        step={any ? "any" : 1}
        value={typeof value === "number" || typeof value === "string" ? value : ""}
        aria-invalid={fault !== ""}
        aria-describedby={fault === "" ? undefined : `${id}-fault`}
        onChange={({ target }) => {
          const typed = target.value.trim();
          onChange(typed === "" ? undefined : Number.isFinite(Number(typed)) ? Number(typed) : typed);
        }}
      />
      <Told id={`${id}-fault`} fault={fault} />
    </div>
  );
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Exercise time, or a span of it, as it is typed: `1:30`, `D+0 01:30:00`, `PT90M`; undefined where it is none. */
export function readTyped(text: string): number | undefined {
  const short = /^(-?)(\d{1,4}):([0-5]\d)$/.exec(text.trim());
  if (short === null) return readOwnOffset(text) ?? parseDuration(text.trim());
  return (short[1] === "-" ? -1 : 1) * (Number(short[2]) * HOUR + Number(short[3]) * MINUTE);
}

/** A span as hours and minutes where it is whole minutes. */
function sayShort(ms: number): string {
  if (ms < 0 || ms % MINUTE !== 0) return formatDuration(ms);
  return `${Math.floor(ms / HOUR)}:${String((ms % HOUR) / MINUTE).padStart(2, "0")}`;
}

/**
 * A time as it stands in a file (ISO 8601), shown and typed as people do. The field keeps what was typed as long as it
 * stands for what the file says.
 */
export function TimeIn({
  label,
  step,
  value,
  onChange,
  as,
  hint,
  bare = false,
}: FieldGiven & {
  readonly value: unknown;
  readonly onChange: (value: string | undefined) => void;
  readonly as: "instant" | "span";
  readonly hint?: string;
  /** in a cell, whose column says what it is */
  readonly bare?: boolean;
}) {
  const say = useSay();
  const id = useId();
  const given = typeof value === "string" ? value : "";
  const ms = parseDuration(given);
  const shown = ms === undefined ? given : as === "instant" ? writeOffset(ms) : sayShort(ms);
  const [typed, setTyped] = useState(shown);
  const stands = readTyped(typed);
  const isSame = typed.trim() === given || (stands !== undefined && stands === ms);
  const fault = useFault(step, given !== "" && ms === undefined ? say(PLAN.badTime) : "");
  const input = (
    <input
      id={id}
      type="text"
      aria-label={bare ? label : undefined}
      title={hint}
      value={isSame ? typed : shown}
      aria-invalid={fault !== ""}
      aria-describedby={fault === "" ? undefined : `${id}-fault`}
      onChange={({ target }) => {
        setTyped(target.value);
        const text = target.value.trim();
        const read = readTyped(text);
        onChange(text === "" ? undefined : read === undefined ? text : formatDuration(read));
      }}
    />
  );
  if (bare)
    return (
      <>
        {input}
        <Told id={`${id}-fault`} fault={fault} />
      </>
    );
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {input}
      <Told id={`${id}-fault`} fault={fault} />
    </div>
  );
}

/** A number as a file has it: bare, or with its mark. */
type Marked =
  | { readonly is: "unmarked"; readonly value: unknown }
  | {
      readonly is: "assumed";
      readonly value: unknown;
      readonly range: readonly unknown[];
      readonly because: Words;
    }
  | { readonly is: "sourced"; readonly value: unknown; readonly source: Words };

/** What somebody wrote of a number: once for both languages, or once for each. */
type Words = string | Text;
const wordsOf = (given: unknown): Words =>
  typeof given === "object" && given !== null ? (given as Text) : String(given ?? "");

function markedOf(given: unknown): Marked {
  if (typeof given !== "object" || given === null) return { is: "unmarked", value: given };
  const { value, assumed, source, because } = given as Readonly<Record<string, unknown>>;
  if (Array.isArray(assumed)) return { is: "assumed", value, range: assumed, because: wordsOf(because) };
  return { is: "sourced", value, source: wordsOf(source) };
}

function inFile(marked: Marked): unknown {
  switch (marked.is) {
    case "unmarked":
      return marked.value;
    case "assumed": {
      const { value, range, because } = marked;
      return { value, assumed: [...range], ...(because === "" ? {} : { because }) };
    }
    case "sourced":
      return { value: marked.value, source: marked.source };
  }
}

const MARKED_FIELDS: readonly string[] = ["value", "assumed.0", "assumed.1", "source", "because"];

/** A number with where it comes from. */
export function MarkedIn({
  label,
  step,
  value: given,
  as,
  onChange,
}: FieldGiven & {
  readonly value: unknown;
  readonly as: "span" | "number";
  readonly onChange: (value: unknown) => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const marked = markedOf(given);
  const shown = (words: Words) => inBoth(words)[language];
  // Where each language has its own words, those of the other one stay as they are.
  const reworded = (words: Words, now: string): Words =>
    typeof words === "string" ? now : { ...words, [language]: now };
  const one = (name: string, at: string, value: unknown, set: (value: unknown) => void) =>
    as === "span" ? (
      <TimeIn label={name} step={at} value={value} onChange={set} as="span" />
    ) : (
      <NumberIn label={name} step={at} value={value} onChange={set} any />
    );
  const [low, high] = marked.is === "assumed" ? marked.range : [marked.value, marked.value];
  const give = (next: Marked) => onChange(inFile(next));
  return (
    <Within step={step} own={marked.is === "unmarked" ? undefined : MARKED_FIELDS}>
      <div className="row marked">
        {one(label, marked.is === "unmarked" ? "" : "value", marked.value, (value) =>
          give({ ...marked, value }),
        )}
        <ChooseIn
          label={`${say(PLAN_FORMS.mark)} (${label})`}
          step="mark"
          value={marked.is}
          options={(["unmarked", "assumed", "sourced"] as const).map((each) => [each, say(PLAN_FORMS[each])])}
          onChange={(is) =>
            give(
              is === "assumed"
                ? { is, value: marked.value, range: [low, high], because: "" }
                : is === "sourced"
                  ? { is, value: marked.value, source: "" }
                  : { is: "unmarked", value: marked.value },
            )
          }
        />
        {marked.is === "assumed" ? (
          <>
            {one(`${say(PLAN_FORMS.low)} (${label})`, "assumed.0", low, (value) =>
              give({ ...marked, range: [value, high] }),
            )}
            {one(`${say(PLAN_FORMS.high)} (${label})`, "assumed.1", high, (value) =>
              give({ ...marked, range: [low, value] }),
            )}
            <TextIn
              label={`${say(PLAN_FORMS.because)} (${label})`}
              step="because"
              value={shown(marked.because)}
              onChange={(now) => give({ ...marked, because: reworded(marked.because, now) })}
            />
          </>
        ) : null}
        {marked.is === "sourced" ? (
          <TextIn
            label={`${say(PLAN_FORMS.source)} (${label})`}
            step="source"
            value={shown(marked.source)}
            onChange={(now) => give({ ...marked, source: reworded(marked.source, now) })}
          />
        ) : null}
      </div>
    </Within>
  );
}

/** A piece of a file without a key, or with another value there. */
export function put<T extends Readonly<Record<string, unknown>>>(given: T, key: string, value: unknown): T {
  const { [key]: _, ...rest } = given;
  return (value === undefined ? rest : { ...given, [key]: value }) as T;
}
