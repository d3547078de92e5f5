import { useState } from "react";
import { pathOf, Refused, remove } from "../api/client.ts";
import { Problem } from "../components/answered.tsx";
import { Link } from "../components/link.tsx";
import { useSettings } from "../settings.tsx";
import { DELETING } from "../words/deleting.ts";
import { useSay } from "../words/say.ts";

interface Deleted {
  readonly record: string;
}

/**
 * Deletes a whole exercise, asked once more. What is left of it, the record without a word that anybody typed and with the
 * receipt as its last entry, is there to be taken away once: the server keeps nothing.
 */
export function DeleteExercise({ id, onGone }: { readonly id: string; readonly onGone?: () => void }) {
  const say = useSay();
  const { language } = useSettings();
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [deleted, setDeleted] = useState<Deleted>();
  const [refused, setRefused] = useState<Refused>();
  const go = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      setDeleted(await remove<Deleted>(pathOf("exercises", id), language));
    } catch (error) {
      setRefused(error instanceof Refused ? error : new Refused(undefined, error));
      setAsked(false);
    }
    setBusy(false);
  };
  if (deleted !== undefined)
    return (
      <div className="notice" role="status">
        <p>{say(DELETING.done)}</p>
        <div className="row">
          <button type="button" className="first" onClick={() => takeAway(id, deleted)}>
            {say(DELETING.receipt)}
          </button>
          {onGone === undefined ? (
            <Link className="button" href="/exercise">
              {say(DELETING.back)}
            </Link>
          ) : (
            <button type="button" onClick={onGone}>
              {say(DELETING.back)}
            </button>
          )}
        </div>
      </div>
    );
  return (
    <>
      {isAsked ? (
        <>
          <button type="button" className="first" disabled={isBusy} onClick={() => void go()}>
            {say(DELETING.sure)}
          </button>
          <button type="button" disabled={isBusy} onClick={() => setAsked(false)}>
            {say(DELETING.keep)}
          </button>
        </>
      ) : (
        <button type="button" onClick={() => setAsked(true)}>
          {say(DELETING.ask)}
        </button>
      )}
      {refused === undefined ? null : <Problem refused={refused} />}
    </>
  );
}

function takeAway(id: string, { record }: Deleted): void {
  const address = URL.createObjectURL(new Blob([record], { type: "application/x-ndjson" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `golden-hour-exercise-${id}-deleted.jsonl`;
  link.click();
  // The browser has taken it by the next turn of its loop.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
