import { useEffect, useId, useRef, useState } from "react";
import { Pick } from "../components/pick.tsx";
import { CONTROL } from "../words/control.ts";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { Do, TextField, TypedForm } from "./act.tsx";
import { sayInstant } from "./clocks.tsx";
import type { ControlStory } from "./control-story.ts";
import { Left } from "./decision.tsx";
import { MoveText } from "./move-now.tsx";
import { usePlace } from "./place.tsx";

/** One room, one facilitator: what the move is about, what is due, and what the room decided for each actor. */
export function RoomPanel({
  story,
  onLarge,
}: {
  readonly story: ControlStory;
  readonly onLarge: () => void;
}) {
  const say = useSay();
  const { stage, language } = usePlace();
  const notes = stage.file?.notes;
  return (
    <div className="stack">
      <Move />
      <div className="row">
        <button type="button" onClick={onLarge}>
          {say(CONTROL.large)}
        </button>
        <ShowMove />
      </div>
      <RecordRoom story={story} />
      <Recorded story={story} />
      {notes === undefined ? null : (
        <details>
          <summary>{say(CONTROL.notesFor)}</summary>
          <p className="typed-text">{notes.facilitator[language]}</p>
          <p className="typed-text">{notes.controller[language]}</p>
        </details>
      )}
    </div>
  );
}

function useMove() {
  const { stage, state } = usePlace();
  const moves = stage.file?.moves ?? [];
  return moves.find(({ number }) => number === state.clock?.move) ?? moves.at(0);
}

function Move() {
  const say = useSay();
  const move = useMove();
  if (move === undefined) return <p className="quiet">{say(CONTROL.noMove)}</p>;
  return <MoveText move={move} />;
}

/** Observers and the projector page see the move's situation once it is shown to them. */
function ShowMove() {
  const say = useSay();
  const { language } = usePlace();
  const move = useMove();
  if (move === undefined) return null;
  const questions = move.questions.map((each, n) => `${n + 1}. ${each[language]}`);
  const text = [move.title[language], move.situation[language], ...questions].join("\n");
  return <Do command={{ kind: "release", entry: 0, text }}>{say(CONTROL.showEntry)}</Do>;
}

const OUTSIDE = "outside";

function RecordRoom({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { stage, names, protocols, language } = usePlace();
  const [actor, setActor] = useState("");
  const [chosen, setChosen] = useState("");
  const [option, setOption] = useState("");
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [dissent, setDissent] = useState("");
  const group = useId();
  const open = [...story.open.values()].sort((a, b) => a.dueAt - b.dueAt);
  const seats = stage.seats ?? [];
  const due = open.find((each) => `${each.actor} ${each.number}` === chosen);
  const isOutside = due === undefined;
  const who = due?.actor ?? (actor === "" ? (seats[0]?.actor ?? "") : actor);
  const options =
    due === undefined
      ? []
      : Object.keys(
          protocols.find(({ protocol }) => Object.hasOwn(protocol.decisions, due.decision))?.protocol
            .decisions[due.decision]?.options ?? {},
        );
  return (
    <section className="panel" aria-labelledby="record-room">
      <h2 id="record-room">{say(CONTROL.recordRoom)}</h2>
      <TypedForm
        label={say(CONTROL.recordRoom)}
        texts={[text, reason, dissent]}
        send={() => {
          if (isOutside ? text.trim() === "" : option === "") return undefined;
          const inProtocol = due === undefined ? {} : { decision: due.number, option };
          return { kind: "record-room", actor: who, ...inProtocol, text, reason, dissent };
        }}
        onSent={() => {
          setText("");
          setReason("");
          setDissent("");
          setOption("");
          setChosen("");
        }}
        button={say(CONTROL.keep)}
        first
      >
        <label className="field">
          <span>{say(CONTROL.whatDecided)}</span>
          <select
            value={due === undefined ? OUTSIDE : chosen}
            onChange={({ target }) => setChosen(target.value)}
          >
            {open.map((each) => (
              <option key={`${each.actor} ${each.number}`} value={`${each.actor} ${each.number}`}>
                {names.who(each.actor) + say(SHELL.colon) + names.decision(each.decision)}
              </option>
            ))}
            <option value={OUTSIDE}>{say(CONTROL.outside)}</option>
          </select>
        </label>
        {due === undefined ? (
          <Pick
            label={say(CONTROL.forWhom)}
            value={who}
            onChange={setActor}
            options={seats.map((each) => [each.actor, each.title[language]])}
          />
        ) : (
          <fieldset>
            <legend>
              {say(CONTROL.option)} · <Left dueAt={due.dueAt} />
            </legend>
            {options.map((each) => (
              <label key={each} className="tick">
                <input type="radio" name={group} checked={option === each} onChange={() => setOption(each)} />
                <span>{names.option(due.decision, each)}</span>
              </label>
            ))}
          </fieldset>
        )}
        <TextField label={say(CONTROL.roomText)} value={text} onChange={setText} />
        <TextField label={say(EXERCISE.reason)} value={reason} onChange={setReason} />
        <TextField label={say(CONTROL.dissent)} value={dissent} onChange={setDissent} rows={1} />
      </TypedForm>
    </section>
  );
}

function Recorded({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { names } = usePlace();
  const recorded = story.entries.filter(({ entry }) => entry.kind === "room-decided").toReversed();
  if (recorded.length === 0) return null;
  return (
    <section aria-labelledby="recorded">
      <h2 id="recorded">{say(CONTROL.recorded)}</h2>
      <ul className="entries">
        {recorded.map(({ entry: { n, at, data }, texts }) => (
          <li key={n}>
            <span className="quiet small">{sayInstant(at)}</span>{" "}
            <strong>{names.who(String(data.actor))}</strong>
            {say(SHELL.colon)}
            {data.outside === true ? (
              <span className="tag">{say(CONTROL.outside)}</span>
            ) : (
              names.option("", String(data.option))
            )}
            {Object.entries(texts).map(([name, text]) => (
              <p key={name} className="typed-text">
                {text}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** For the wall of the room: nothing but the move, its questions and what is due, in letters to be read from far. */
export function LargeRoom({
  story,
  onClose,
}: {
  readonly story: ControlStory;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const { names } = usePlace();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const open = [...story.open.values()].sort((a, b) => a.dueAt - b.dueAt);
  return (
    <div className="large stack">
      <Move />
      <section aria-labelledby="due">
        <h2 id="due">{say(CONTROL.decisions)}</h2>
        {open.length === 0 ? <p className="quiet">{say(CONTROL.noDecisions)}</p> : null}
        <ul>
          {open.map((each) => (
            <li key={`${each.actor} ${each.number}`}>
              <strong>{names.who(each.actor)}</strong>
              {say(SHELL.colon)}
              {names.decision(each.decision)} · <Left dueAt={each.dueAt} />
            </li>
          ))}
        </ul>
      </section>
      <div>
        <button type="button" ref={back} onClick={onClose} className="no-print">
          {say(CONTROL.small)}
        </button>
      </div>
    </div>
  );
}
