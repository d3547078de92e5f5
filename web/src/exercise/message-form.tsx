import { useState } from "react";
import { MESSAGES, type MessageKind } from "../../../src/model/index.ts";
import { sayMessage } from "../../../src/words/index.ts";
import { Pick } from "../components/pick.tsx";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { SEAT } from "../words/seat.ts";
import { TextField, TypedForm } from "./act.tsx";
import { usePlace } from "./place.tsx";

/** Kinds that people reach for first; every other kind of the protocols stands below them. */
const FIRST: readonly MessageKind[] = [
  "update",
  "request",
  "clarification",
  "alert",
  "notice",
  "referral",
  "report-back",
  "acknowledgement",
  "confirmation",
  "warning",
  "public-statement",
  "threat-to-life",
];

/** A message over the protocol's channels, with words of one's own; the model times and counts it as any other. */
export function MessageForm({
  own,
  speaking,
}: {
  readonly own: string;
  readonly speaking?: readonly string[];
}) {
  const say = useSay();
  const { stage, names, language } = usePlace();
  const [from, setFrom] = useState(speaking?.[0] ?? "");
  const sender = speaking === undefined ? own : from;
  const others = (stage.parties ?? []).map(({ id }) => id).filter((id) => id !== sender);
  const seats = new Set((stage.seats ?? []).map(({ actor }) => actor));
  const ordered = [...others.filter((id) => seats.has(id)), ...others.filter((id) => !seats.has(id))];
  const [to, setTo] = useState("");
  const [kind, setKind] = useState<MessageKind>("update");
  const [text, setText] = useState("");
  const receiver = ordered.includes(to) ? to : (ordered[0] ?? "");
  return (
    <TypedForm
      label={say(SEAT.message)}
      texts={[text]}
      send={() =>
        text.trim() === "" || receiver === ""
          ? undefined
          : {
              kind: "message",
              to: receiver,
              message: kind,
              text,
              ...(speaking === undefined ? {} : { from: sender }),
            }
      }
      onSent={() => setText("")}
    >
      {speaking === undefined ? null : (
        <Pick
          label={say(EXERCISE.from)}
          value={from}
          onChange={setFrom}
          options={speaking.map((each) => [each, names.who(each)])}
        />
      )}
      <Pick
        label={say(EXERCISE.to)}
        value={receiver}
        onChange={setTo}
        options={ordered.map((each) => [each, names.who(each)])}
      />
      <label className="field">
        <span>{say(SEAT.messageKind)}</span>
        <select
          value={kind}
          onChange={({ target }) => setKind(MESSAGES.find((each) => each === target.value) ?? "update")}
        >
          <optgroup label={say(SEAT.usualKinds)}>
            {FIRST.map((each) => (
              <option key={each} value={each}>
                {sayMessage(each, language)}
              </option>
            ))}
          </optgroup>
          <optgroup label={say(SEAT.otherKinds)}>
            {MESSAGES.filter((each) => !FIRST.includes(each)).map((each) => (
              <option key={each} value={each}>
                {sayMessage(each, language)}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <TextField label={say(EXERCISE.text)} value={text} onChange={setText} rows={3} />
    </TypedForm>
  );
}
