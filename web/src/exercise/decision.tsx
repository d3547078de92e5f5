import { useEffect, useId, useState } from "react";
import { saySpan } from "../../../src/words/index.ts";
import { useSay } from "../words/say.ts";
import { SEAT } from "../words/seat.ts";
import { TextField, TypedForm } from "./act.tsx";
import { useHeading } from "./heading.ts";
import { useExerciseTime, usePlace } from "./place.tsx";
import { useFactSentence } from "./seat-log.tsx";
import type { OpenDecision, SeatStory } from "./seat-story.ts";

/** One decision at a time: its options, how long there is, and what the protocol does when nobody answers. */
export function DecisionPanel({ story }: { readonly story: SeatStory }) {
  const say = useSay();
  const { names, stage } = usePlace();
  const [chosen, setChosen] = useState<number>();
  const open = [...story.open.values()].sort((a, b) => a.dueAt - b.dueAt || a.number - b.number);
  const shown = open.find(({ number }) => number === chosen) ?? open.at(0);
  const others = open.filter((each) => each !== shown);
  return (
    <section className="panel decide" aria-labelledby="decide">
      <h2 id="decide">{say(SEAT.decisions)}</h2>
      {shown === undefined ? (
        <p className="quiet">{say(SEAT.noDecision)}</p>
      ) : (
        <OneDecision key={shown.number} decision={shown} story={story} isDeciding={stage.you.isDeciding} />
      )}
      {others.length === 0 ? null : (
        <>
          <p>{say(SEAT.others)(others.length)}</p>
          <ul className="plain-list">
            {others.map(({ number, decision, dueAt }) => (
              <li key={number}>
                <button type="button" onClick={() => setChosen(number)}>
                  {names.decision(decision)} · <Left dueAt={dueAt} />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** No live region: whoever reads by ear is told once, in the last minute. */
export function Left({ dueAt }: { readonly dueAt: number }) {
  const say = useSay();
  const { stream, language } = usePlace();
  const at = useExerciseTime(stream);
  const left = dueAt - at;
  return <>{left > 0 ? say(SEAT.left)(saySpan(left, language)) : say(SEAT.over)}</>;
}

const LAST_MINUTE = 60_000;

function OneDecision({
  decision: { number, decision, dueAt, because },
  story,
  isDeciding,
}: {
  readonly decision: OpenDecision;
  readonly story: SeatStory;
  readonly isDeciding: boolean;
}) {
  const say = useSay();
  const { names, stage, state } = usePlace();
  const sentence = useFactSentence();
  const heading = useHeading();
  const group = useId();
  const [option, setOption] = useState("");
  const [reason, setReason] = useState("");
  const bare = decision.slice(decision.lastIndexOf("/") + 1);
  const known = stage.decisions?.find((each) => each.decision === bare);
  const cause = story.facts.find(({ n }) => n === because);
  const brought = story.inbox.find(({ n, kind }) => n === because && kind === "inject")?.words;
  const title = names.decision(bare);
  const options = known?.options ?? [];
  return (
    <TypedForm
      label={title}
      texts={[reason]}
      send={() => (option === "" ? undefined : { kind: "decide", decision: number, option, reason })}
      button={say(SEAT.decide)}
      first
    >
      <p className="question">
        <strong>{title}</strong>{" "}
        <span className="sign mood-soon">
          <Left dueAt={dueAt} />
        </span>
      </p>
      {cause === undefined ? null : (
        <p className="quiet">
          {say(SEAT.because)} {heading(brought) || sentence(cause)}
        </p>
      )}
      <fieldset disabled={!isDeciding}>
        <legend>{say(SEAT.choose)}</legend>
        {options.map((each) => (
          <label key={each} className="tick">
            <input
              type="radio"
              name={group}
              value={each}
              checked={option === each}
              onChange={() => setOption(each)}
            />
            <span>
              {names.option(bare, each)}{" "}
              {each === known?.usual ? <span className="tag">{say(SEAT.usual)}</span> : null}
            </span>
          </label>
        ))}
      </fieldset>
      {known === undefined ? null : (
        <p className="quiet small">{say(SEAT.usually)(names.option(bare, known.usual))}</p>
      )}
      <TextField label={say(SEAT.why)} value={reason} onChange={setReason} />
      <LastMinute dueAt={dueAt} speed={state.clock?.speed ?? 1} title={title} />
    </TypedForm>
  );
}

/** Said once, when less than a minute of real time is left. */
function LastMinute({
  dueAt,
  speed,
  title,
}: {
  readonly dueAt: number;
  readonly speed: number;
  readonly title: string;
}) {
  const say = useSay();
  const { stream } = usePlace();
  const at = useExerciseTime(stream);
  const isLast = (dueAt - at) / speed < LAST_MINUTE;
  const [isSaid, setSaid] = useState(false);
  useEffect(() => {
    if (isLast) setSaid(true);
  }, [isLast]);
  return (
    <span className="unseen" role="alert">
      {isSaid ? say(SEAT.lastMinute)(title) : ""}
    </span>
  );
}
