import { useId, useState } from "react";
import type { InjectAct } from "../../../src/model/index.ts";
import { CONTROL } from "../words/control.ts";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { Do, Pick, TextField, TypedForm } from "./act.tsx";
import { sayInstant } from "./clocks.tsx";
import type { Asked, ControlStory, FreeAction } from "./control-story.ts";
import { Left } from "./decision.tsx";
import { usePlace } from "./place.tsx";

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

type EffectKind =
  | "unreachable"
  | "matchingDown"
  | "reviewers"
  | "wrongHash"
  | "mirror"
  | "excerpts"
  | "appeals";
const EFFECTS: readonly EffectKind[] = [
  "unreachable",
  "matchingDown",
  "reviewers",
  "wrongHash",
  "mirror",
  "excerpts",
  "appeals",
];
const LASTS: readonly EffectKind[] = ["unreachable", "matchingDown", "reviewers"];
const COUNTS: readonly EffectKind[] = ["mirror", "excerpts", "appeals"];

/** What a free action comes to: nothing, a message to the seat, or an effect from the vocabulary of injects. */
function Ruling({ action }: { readonly action: FreeAction }) {
  const say = useSay();
  const { seat, stage, names } = usePlace();
  const [kind, setKind] = useState<"none" | "message" | "effect">("message");
  const [text, setText] = useState("");
  const [effect, setEffect] = useState<EffectKind>("unreachable");
  const [whom, setWhom] = useState("");
  const [size, setSize] = useState("30");
  const sizeId = useId();
  const parties = stage.parties ?? [];
  const target = whom === "" ? (parties[0]?.id ?? "") : whom;
  const act = (): InjectAct => {
    const amount = Math.max(1, Math.round(Number(size) || 1));
    const lasts = `PT${amount}M`;
    const given = LASTS.includes(effect)
      ? { [effect]: target, lasts, ...(effect === "reviewers" ? { factor: 0.5 } : {}) }
      : { [effect]: target, ...(COUNTS.includes(effect) ? { copies: amount } : {}) };
    // As it is written in a file: the table reads it as it reads a plan's rows.
    return given as unknown as InjectAct;
  };
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
          const ruling =
            kind === "none"
              ? ({ kind } as const)
              : kind === "message"
                ? ({ kind, text } as const)
                : ({ kind, text, acts: [act()] } as const);
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
        {kind === "effect" ? (
          <div className="row">
            <Pick
              label={say(CONTROL.effect)}
              value={effect}
              onChange={(value) => setEffect(EFFECTS.find((each) => each === value) ?? "unreachable")}
              options={EFFECTS.map((each) => [each, say(CONTROL[each])])}
            />
            <Pick
              label={say(CONTROL.whom)}
              value={target}
              onChange={setWhom}
              options={parties.map(({ id }) => [id, names.who(id)])}
            />
            {effect === "wrongHash" ? null : (
              <div className="field">
                <label className="label" htmlFor={sizeId}>
                  {say(LASTS.includes(effect) ? CONTROL.minutes : CONTROL.howMany)}
                </label>
                <input
                  id={sizeId}
                  type="number"
                  min={1}
                  max={10_000}
                  value={size}
                  onChange={({ target: { value } }) => setSize(value)}
                />
              </div>
            )}
          </div>
        ) : null}
        {kind === "none" ? null : <TextField label={say(CONTROL.words)} value={text} onChange={setText} />}
      </TypedForm>
    </article>
  );
}
