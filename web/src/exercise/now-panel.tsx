import { useState } from "react";
import type { InjectAct } from "../../../src/model/index.ts";
import { Pick } from "../components/pick.tsx";
import { CONTROL } from "../words/control.ts";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { Do, TextField, TypedForm } from "./act.tsx";
import { ActsForm, isHalf, newAct } from "./acts-form.tsx";
import { sayInstant } from "./clocks.tsx";
import type { Asked, ControlStory, FreeAction } from "./control-story.ts";
import { Left } from "./decision.tsx";
import { useOffered } from "./offered.ts";
import { usePlace } from "./place.tsx";
import type { RawRow } from "./raw-row.ts";

/** What waits for control now: actions to answer, decisions of all seats, what was told to control. */
export function NowPanel({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const actions = [...story.actions.values()].filter(({ ruling }) => ruling === undefined);
  const open = [...story.open.values()].sort((a, b) => a.dueAt - b.dueAt);
  const told = story.entries.filter(({ entry }) => entry.kind === "control-told").toReversed();
  const { seat } = usePlace();
  return (
    <>
      <section className="panel" aria-labelledby="actions" aria-live="polite">
        <h2 id="actions">{say(CONTROL.actions)}</h2>
        {actions.length === 0 ? <p className="quiet">{say(CONTROL.noActions)}</p> : null}
        {actions.map((each) => (
          <Ruling key={each.n} action={each} />
        ))}
      </section>
      <section className="panel" aria-labelledby="open-decisions">
        <h2 id="open-decisions">{say(CONTROL.decisions)}</h2>
        {open.length === 0 ? <p className="quiet">{say(CONTROL.noDecisions)}</p> : null}
        <ul className="plain-list">
          {open.map((each) => (
            <Open key={`${each.actor} ${each.number}`} asked={each} story={story} />
          ))}
        </ul>
      </section>
      {told.length === 0 ? null : (
        <section className="panel" aria-labelledby="told">
          <h2 id="told">{say(CONTROL.toControl)}</h2>
          <ul className="plain-list">
            {told.slice(0, 8).map(({ entry, texts }) => (
              <li key={entry.n}>
                <span className="quiet small">
                  {sayInstant(entry.at)} · {entry.by.seat === undefined ? entry.by.role : seat(entry.by.seat)}
                </span>
                <p className="typed-text">{texts.text}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Open({ asked, story }: { readonly asked: Asked; readonly story: ControlStory }) {
  const say = useSay();
  const { names, stage } = usePlace();
  const seat = stage.seats?.find(({ actor }) => actor === asked.actor);
  const isPerson = seat !== undefined && story.players.get(seat.id) === "person";
  return (
    <li>
      <strong>{names.who(asked.actor)}</strong>
      {say(SHELL.colon)}
      {names.decision(asked.decision)}{" "}
      <span className="mood-soon">
        <Left dueAt={asked.dueAt} />
      </span>
      {isPerson ? null : <DecideFor asked={asked} />}
    </li>
  );
}

function DecideFor({ asked }: { readonly asked: Asked }) {
  const say = useSay();
  const { protocols, names, stage } = usePlace();
  const [option, setOption] = useState("");
  if (stage.you.role === "facilitator") return null;
  const { actor, number, decision } = asked;
  const options = Object.keys(
    protocols.find(({ protocol }) => Object.hasOwn(protocol.decisions, decision))?.protocol.decisions[
      decision
    ]?.options ?? {},
  );
  if (options.length === 0) return null;
  return (
    <div className="row">
      <Pick
        label={say(CONTROL.decideFor)}
        value={option}
        onChange={setOption}
        options={[["", "…"], ...options.map((each) => [each, names.option(decision, each)] as const)]}
      />
      <Do
        command={{ kind: "decide-for-model", actor, decision: number, option, reason: "" }}
        disabled={option === ""}
      >
        {say(EXERCISE.send)}
      </Do>
    </div>
  );
}

const NO_ROWS: readonly RawRow[] = [];

/** What a free action comes to: nothing, a message to the seat, or an effect from the vocabulary of injects. */
function Ruling({ action }: { readonly action: FreeAction }) {
  const say = useSay();
  const { seat } = usePlace();
  const [kind, setKind] = useState<"none" | "message" | "effect">("message");
  const [text, setText] = useState("");
  const offered = useOffered(NO_ROWS);
  const [acts, setActs] = useState<readonly RawRow[]>(() => [newAct("unreachable", offered)]);
  return (
    <article className="ruling" aria-label={action.text}>
      <p>
        <strong>{seat(action.seat)}</strong>{" "}
        <span className="quiet small">
          {sayInstant(action.at)} · {say(EXERCISE.of)} #{action.n}
        </span>
      </p>
      <p className="typed-text">{action.text}</p>
      <TypedForm
        label={`${say(CONTROL.rule)} #${action.n}`}
        texts={[text]}
        send={() => {
          if (kind === "message" && text.trim() === "") return undefined;
          if (kind === "effect" && (acts.length === 0 || acts.some(isHalf))) return undefined;
          const ruling =
            kind === "none"
              ? ({ kind } as const)
              : kind === "message"
                ? ({ kind, text } as const)
                : // As it is written in a file: the table reads it as it reads a plan's rows.
                  ({ kind, text, acts: acts as unknown as readonly InjectAct[] } as const);
          return { kind: "rule-action", action: action.n, ruling, reason: "" };
        }}
        button={say(CONTROL.rule)}
      >
        <Pick
          label={say(CONTROL.answerWith)}
          value={kind}
          onChange={(value) => setKind(value === "none" || value === "effect" ? value : "message")}
          options={[
            ["message", say(CONTROL.aMessage)],
            ["effect", say(CONTROL.anEffect)],
            ["none", say(CONTROL.nothing)],
          ]}
        />
        {kind === "effect" ? <ActsForm value={acts} offered={offered} onChange={setActs} /> : null}
        {kind === "none" ? null : <TextField label={say(CONTROL.words)} value={text} onChange={setText} />}
      </TypedForm>
    </article>
  );
}
