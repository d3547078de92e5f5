import { type FormEvent, type ReactNode, useCallback, useId, useState } from "react";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { sayRefusal, usePlace } from "./place.tsx";
import type { Acted } from "./table-stream.ts";
import type { Command } from "./table-types.ts";
import { doubtfulAddress } from "./typed-text.ts";

/** Asking the table for something: a button or a form, that it is on its way, and why it was refused. */

export interface Acting {
  readonly isBusy: boolean;
  /** a sentence; empty where nothing was refused last */
  readonly refusal: string;
  readonly isDone: boolean;
  act(command: Command): Promise<boolean>;
}

export function useActing(): Acting {
  const { stream, language } = usePlace();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState("");
  const [isDone, setDone] = useState(false);
  const act = useCallback(
    async (command: Command) => {
      setBusy(true);
      setDone(false);
      const acted: Acted = await stream.act(command);
      setBusy(false);
      setDone(acted.ok);
      setRefusal(acted.ok ? "" : sayRefusal(acted.problem, language));
      return acted.ok;
    },
    [stream, language],
  );
  return { isBusy, refusal, isDone, act };
}

export function Refusal({ acting: { refusal } }: { readonly acting: Acting }) {
  return refusal === "" ? null : (
    <p className="notice bad" role="alert">
      {refusal}
    </p>
  );
}

/** One press, one command. */
export function Do({
  command,
  children,
  className,
  label,
  disabled = false,
}: {
  readonly command: Command | (() => Command);
  readonly children: ReactNode;
  readonly className?: string;
  readonly label?: string;
  readonly disabled?: boolean;
}) {
  const acting = useActing();
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        disabled={disabled || acting.isBusy}
        onClick={() => void acting.act(typeof command === "function" ? command() : command)}
      >
        {children}
      </button>
      <Refusal acting={acting} />
    </>
  );
}

/**
 * A form around typed text: asks about an address that could be a real one before it sends, and says what became of it.
 * `texts` are what is looked at; `send` makes the command, or nothing where something is missing.
 */
export function TypedForm({
  label,
  texts,
  send,
  onSent,
  children,
  button,
  first = false,
}: {
  readonly label: string;
  readonly texts: readonly string[];
  readonly send: () => Command | undefined;
  readonly onSent?: () => void;
  readonly children: ReactNode;
  readonly button?: string;
  readonly first?: boolean;
}) {
  const say = useSay();
  const acting = useActing();
  const [doubt, setDoubt] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  const give = async () => {
    const command = send();
    setMissing(command === undefined);
    setDoubt(undefined);
    if (command !== undefined && (await acting.act(command))) onSent?.();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = texts.map(doubtfulAddress).find((each) => each !== undefined);
    if (found === undefined) void give();
    else setDoubt(found);
  };
  return (
    <form className="typed" aria-label={label} onSubmit={submit}>
      {children}
      {doubt === undefined ? (
        <div className="row">
          <button type="submit" className={first ? "first" : undefined} disabled={acting.isBusy}>
            {acting.isBusy ? say(EXERCISE.sending) : (button ?? say(EXERCISE.send))}
          </button>
          <span role="status" className="quiet small">
            {acting.isDone ? say(EXERCISE.sent) : ""}
          </span>
        </div>
      ) : (
        <div className="notice" role="alert">
          <p>{say(EXERCISE.isReal)(doubt)}</p>
          <div className="row">
            <button type="button" onClick={() => setDoubt(undefined)}>
              {say(EXERCISE.goBack)}
            </button>
            <button type="button" onClick={() => void give()}>
              {say(EXERCISE.itIsInvented)}
            </button>
          </div>
        </div>
      )}
      {isMissing ? <p role="alert">{say(EXERCISE.forgotten)}</p> : null}
      <Refusal acting={acting} />
    </form>
  );
}

export function TextField({
  label,
  value,
  onChange,
  rows = 2,
  hint,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** 1: one line */
  readonly rows?: number;
  readonly hint?: string;
}) {
  const id = useId();
  const about = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {rows === 1 ? (
        <input
          id={id}
          value={value}
          maxLength={4000}
          aria-describedby={about}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <textarea
          id={id}
          rows={rows}
          value={value}
          maxLength={4000}
          aria-describedby={about}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {hint === undefined ? null : (
        <span id={about} className="quiet small">
          {hint}
        </span>
      )}
    </div>
  );
}
