import { useState } from "react";
import type { FactName } from "../../../src/model/index.ts";
import { sayMessage, sayNumber, saySpan, tidy } from "../../../src/words/index.ts";
import { Pick } from "../components/pick.tsx";
import { activeStates } from "../statechart/active-states.ts";
import { Statechart } from "../statechart/statechart.tsx";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { COUNT_WORDS, METHOD_WORDS, SEAT } from "../words/seat.ts";
import { Do, TextField, TypedForm } from "./act.tsx";
import { sayInstant } from "./clocks.tsx";
import { DecisionPanel } from "./decision.tsx";
import { useHeading, useSender } from "./heading.ts";
import { HotWash } from "./hot-wash.tsx";
import { MessageForm } from "./message-form.tsx";
import { MoveText } from "./move-now.tsx";
import { useExerciseTime, useFold, usePlace } from "./place.tsx";
import { SeatLog } from "./seat-log.tsx";
import { type HeldDuty, type Received, SeatStory } from "./seat-story.ts";

/** One's own seat: what there is to decide, what came in, what the actor knows and where its protocol stands. */
export function SeatPage() {
  const say = useSay();
  const { state, stage, language, seat } = usePlace();
  const story = useFold(state, () => new SeatStory());
  const { you, brief, move = null } = stage;
  const phase = state.clock?.phase ?? stage.phase;
  const isOver = phase !== "planned" && phase !== "running";
  const title = seat(you.seat ?? "");
  return (
    <div className="stack">
      <section className="seat-head" aria-label={say(SEAT.you)(title)}>
        <h2>{say(SEAT.you)(title)}</h2>
        <p>
          <span className="tag">{say(you.isDeciding ? SEAT.deciding : SEAT.advising)}</span>{" "}
          {phase === "running" && !story.isPlayedByPeople ? (
            <span className="tag">{say(SEAT.byModel)}</span>
          ) : null}
        </p>
        {brief === undefined ? null : (
          <details open={phase === "planned"}>
            <summary>{say(SEAT.brief)}</summary>
            <p className="typed-text">{tidy(brief[language], language)}</p>
          </details>
        )}
        {move === null || phase !== "running" ? null : (
          <details open>
            <summary>
              {say(EXERCISE.move)(move.number)} · {move.title[language]}
            </summary>
            <MoveText move={move} isHeaded={false} />
          </details>
        )}
        {phase === "planned" ? <p className="notice">{say(SEAT.beforeStart)}</p> : null}
        {isOver ? <p className="notice">{say(SEAT.afterEnd)}</p> : null}
      </section>
      {isOver ? <HotWash /> : null}
      {phase === "planned" ? null : (
        <div className="seat-columns">
          <div className="stack">
            {isOver ? null : <DecisionPanel story={story} />}
            <Inbox story={story} />
            {isOver ? null : <Sending />}
          </div>
          <div className="stack">
            <Duties story={story} />
            <Known story={story} />
            <MyProtocol story={story} />
            {isOver ? null : <MySeat isPlayedByPeople={story.isPlayedByPeople} />}
          </div>
        </div>
      )}
    </div>
  );
}

function Inbox({ story }: { readonly story: SeatStory }) {
  const say = useSay();
  const items = story.inbox.toReversed();
  const unread = items.filter(({ n }) => !story.read.has(n)).length;
  return (
    <section className="panel" aria-labelledby="inbox">
      <h2 id="inbox">
        {say(SEAT.inbox)} <span className="quiet small">{say(SEAT.unread)(unread)}</span>
      </h2>
      {items.length === 0 ? <p className="quiet">{say(EXERCISE.nothingYet)}</p> : null}
      <ol className="inbox">
        {items.map((each) => (
          <InboxItem key={each.n} item={each} isRead={story.read.has(each.n)} />
        ))}
      </ol>
    </section>
  );
}

function InboxItem({ item, isRead }: { readonly item: Received; readonly isRead: boolean }) {
  const say = useSay();
  const { language, names, stage } = usePlace();
  const heading = useHeading();
  const sender = useSender();
  const { n, at, kind, message, from, words } = item;
  const who = kind === "message" ? names.who(from) : sender(words);
  const method = METHOD_WORDS[words?.method ?? ""];
  const head = kind === "message" ? sayMessage(message, language) : heading(words);
  const given = typeof words?.text === "string" ? words.text : words?.text?.[language];
  const text = given === undefined ? undefined : tidy(given, language);
  return (
    <li className={isRead ? "read" : "unread"}>
      <div className="row spread">
        <strong>
          {isRead ? "" : `● ${say(SEAT.isNew)} · `}
          {head}
        </strong>
        <span className="quiet small">{sayInstant(at)}</span>
      </div>
      <div className="quiet small">
        {say(EXERCISE.from)} {who}
        {method === undefined || kind === "message" || words?.subject === undefined
          ? ""
          : ` · ${String(say(method))}`}
      </div>
      {text === undefined ? null : <p className="typed-text">{text}</p>}
      {isRead || !stage.you.isDeciding ? null : (
        <Do command={{ kind: "acknowledge", fact: n }} label={`${say(SEAT.markRead)}: ${head}`}>
          {say(SEAT.markRead)}
        </Do>
      )}
    </li>
  );
}

const ORDER: readonly HeldDuty["state"][] = ["running", "suspended", "expired", "stopped", "waived"];
const MOODS = {
  running: "soon",
  suspended: "open",
  expired: "bad",
  stopped: "good",
  waived: "open",
} as const;
const SIGNS = { running: "●", suspended: "○", expired: "✗", stopped: "✓", waived: "○" } as const;

function Duties({ story }: { readonly story: SeatStory }) {
  const say = useSay();
  const { stream, names, language } = usePlace();
  const at = useExerciseTime(stream);
  const duties = [...story.duties.values()].sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.dueAt - b.dueAt,
  );
  return (
    <section className="panel" aria-labelledby="seat-duties">
      <h2 id="seat-duties">{say(SEAT.duties)}</h2>
      {duties.length === 0 ? <p className="quiet">{say(SEAT.noDuties)}</p> : null}
      <ul className="entries">
        {duties.map(({ duty, number, state, dueAt, startedAt }) => (
          <li key={`${duty} ${number}`}>
            <span className={`sign mood-${MOODS[state]}`}>
              {SIGNS[state]}{" "}
              {state === "running" && Number.isFinite(dueAt)
                ? say(SEAT.left)(saySpan(Math.max(0, dueAt - at), language))
                : say(SEAT[state])}
            </span>{" "}
            {names.duty(duty)}{" "}
            <span className="quiet small">
              {names.dutyKind(duty)} · {sayInstant(startedAt)}
              {Number.isFinite(dueAt) && dueAt > 0 ? ` → ${sayInstant(dueAt)}` : ""}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Known({ story }: { readonly story: SeatStory }) {
  const say = useSay();
  const { language } = usePlace();
  const counts = [...story.counts].filter(([kind]) => Object.hasOwn(COUNT_WORDS, kind));
  return (
    <section className="panel" aria-labelledby="known">
      <h2 id="known">{say(SEAT.situation)}</h2>
      {counts.length === 0 ? null : (
        <>
          <p className="quiet small">{say(SEAT.counts)}</p>
          <ul className="counts">
            {counts.map(([kind, count]: [FactName, number]) => (
              <li key={kind}>
                <strong>{sayNumber(count, language, 6)}</strong> {String(say(COUNT_WORDS[kind]))}
              </li>
            ))}
          </ul>
        </>
      )}
      {story.released.length === 0 ? null : (
        <>
          <h3>{say(SEAT.shown)}</h3>
          {story.released.toReversed().map(({ seq, at, deed }) => (
            <p key={seq} className="typed-text">
              <span className="quiet small">{sayInstant(at)}</span>{" "}
              {[deed.texts.title, deed.texts.text].filter(Boolean).join(": ")}
            </p>
          ))}
        </>
      )}
      <h3>{say(SEAT.log)}</h3>
      <SeatLog story={story} />
    </section>
  );
}

function MyProtocol({ story }: { readonly story: SeatStory }) {
  const say = useSay();
  const { protocols, names, stream, language } = usePlace();
  const at = useExerciseTime(stream);
  const [chosen, setChosen] = useState<string>();
  const roles = [...story.roles].sort(([, a], [, b]) => b.since - a.since);
  const id = chosen !== undefined && story.roles.has(chosen) ? chosen : roles[0]?.[0];
  const standing = id === undefined ? undefined : story.roles.get(id);
  const [protocol, role] = (id ?? "/").split("/");
  const machine = protocols.find((each) => each.id === protocol)?.machines.find(({ name }) => name === role);
  return (
    <section className="panel" aria-labelledby="my-protocol">
      <h2 id="my-protocol">{say(SEAT.protocol)}</h2>
      {id === undefined || standing === undefined ? (
        <p className="quiet">{say(SEAT.noProtocol)}</p>
      ) : (
        <>
          {roles.length < 2 ? (
            <p>{names.role(id)}</p>
          ) : (
            <Pick
              label={say(SEAT.part)}
              value={id}
              onChange={setChosen}
              options={roles.map(([each]) => [each, names.role(each)])}
            />
          )}
          <p>
            {say(SEAT.inState)(
              names.state(id, standing.state),
              at - standing.since < 1000 ? "" : saySpan(at - standing.since, language),
            )}
          </p>
          {machine === undefined ? null : (
            <Statechart
              machine={machine}
              name={names.role(id)}
              active={activeStates(standing.state, machine.name)}
            />
          )}
        </>
      )}
    </section>
  );
}

function Sending() {
  const say = useSay();
  const { stage } = usePlace();
  if (!stage.you.isDeciding)
    return (
      <section className="panel" aria-label={say(SEAT.tellControl)}>
        <TellControl />
      </section>
    );
  return (
    <section className="panel stack" aria-label={say(SEAT.message)}>
      <details>
        <summary>{say(SEAT.message)}</summary>
        <MessageForm own={stage.seats?.find(({ id }) => id === stage.you.seat)?.actor ?? ""} />
      </details>
      <details>
        <summary>{say(SEAT.somethingElse)}</summary>
        <FreeAction />
      </details>
      <details>
        <summary>{say(SEAT.tellControl)}</summary>
        <TellControl />
      </details>
    </section>
  );
}

function FreeAction() {
  const say = useSay();
  const [text, setText] = useState("");
  return (
    <TypedForm
      label={say(SEAT.somethingElse)}
      texts={[text]}
      send={() => (text.trim() === "" ? undefined : { kind: "free-action", text })}
      onSent={() => setText("")}
    >
      <TextField
        label={say(SEAT.whatYouDo)}
        value={text}
        onChange={setText}
        hint={say(SEAT.somethingElseFor)}
      />
    </TypedForm>
  );
}

export function TellControl() {
  const say = useSay();
  const [text, setText] = useState("");
  return (
    <TypedForm
      label={say(SEAT.tellControl)}
      texts={[text]}
      send={() => (text.trim() === "" ? undefined : { kind: "tell-control", text })}
      onSent={() => setText("")}
    >
      <TextField
        label={say(SEAT.tellControl)}
        value={text}
        onChange={setText}
        hint={say(SEAT.tellControlFor)}
      />
    </TypedForm>
  );
}

function MySeat({ isPlayedByPeople }: { readonly isPlayedByPeople: boolean }) {
  const say = useSay();
  const { stage } = usePlace();
  const { seat, isDeciding } = stage.you;
  const [note, setNote] = useState("");
  if (seat === null) return null;
  return (
    <section className="panel stack" aria-labelledby="my-seat">
      <h2 id="my-seat">{say(SEAT.seat)}</h2>
      {!isDeciding ? null : (
        <TypedForm
          label={say(isPlayedByPeople ? SEAT.handOver : SEAT.takeBack)}
          texts={[note]}
          send={() => ({ kind: "hand-over", seat, to: isPlayedByPeople ? "model" : "person", note })}
          onSent={() => setNote("")}
          button={say(isPlayedByPeople ? SEAT.handOver : SEAT.takeBack)}
        >
          <TextField label={say(SEAT.note)} value={note} onChange={setNote} rows={1} />
        </TypedForm>
      )}
      <div>
        <p className="quiet small">{say(SEAT.stepOutFor)}</p>
        <Do command={{ kind: "step-out" }}>{say(SEAT.stepOut)}</Do>
      </div>
    </section>
  );
}
