import { useState } from "react";
import { CONTROL } from "../words/control.ts";
import { useSay } from "../words/say.ts";
import { TextField, TypedForm } from "./act.tsx";
import type { Command } from "./table-types.ts";

/** What stands beside words that were put right: the old ones stay where they are. */
export function Corrected({ correction }: { readonly correction: string | undefined }) {
  const say = useSay();
  return correction === undefined ? null : (
    <p className="typed-text">
      <strong>{say(CONTROL.corrected)}</strong> {correction}
    </p>
  );
}

/** Putting right what was typed: a button that opens a form, which asks for the words that hold. */
export function Correct({
  of,
  command,
}: {
  /** which words, as the reader counts them */
  readonly of: string;
  command(text: string): Command;
}) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const label = `${of} · ${say(CONTROL.correct)}`;
  return (
    <>
      <button type="button" className="plain small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {label}
      </button>
      {isOpen ? (
        <TypedForm
          label={label}
          texts={[text]}
          send={() => (text.trim() === "" ? undefined : command(text))}
          onSent={() => {
            setText("");
            setOpen(false);
          }}
        >
          <TextField
            label={say(CONTROL.correct)}
            value={text}
            onChange={setText}
            hint={say(CONTROL.correctFor)}
          />
        </TypedForm>
      ) : null}
    </>
  );
}
