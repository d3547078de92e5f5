import { type FormEvent, useState } from "react";
import { RATINGS } from "../../../src/model/index.ts";
import { Pick } from "../components/pick.tsx";
import { CONTROL } from "../words/control.ts";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { Refusal, TextField, TypedForm, useActing } from "./act.tsx";
import { sayInstant, sayTimeOfDay } from "./clocks.tsx";
import { ControlStory } from "./control-story.ts";
import { sayEntry } from "./entry-words.ts";
import { ExpectedPanel } from "./expected-panel.tsx";
import { HotWash } from "./hot-wash.tsx";
import { useFold, usePlace } from "./place.tsx";
import { doubtfulAddress } from "./typed-text.ts";

/** For evaluators: a note in seconds by keyboard, the guide with its ratings, and what the plan expects. */
export function EvaluatorPage() {
  const say = useSay();
  const { state, stage } = usePlace();
  const story = useFold(state, () => new ControlStory(stage));
  const phase = state.clock?.phase ?? stage.phase;
  return (
    <div className="stack">
      <p className="quiet">{say(CONTROL.ruleEnds)}</p>
      <div className="control-columns">
        <div className="stack">
          <QuickNote />
          <Notes story={story} />
          <ExpectedPanel story={story} />
          {phase === "ended" || phase === "hot-wash" ? <HotWash /> : null}
        </div>
        <Guide story={story} />
      </div>
    </div>
  );
}

/** One line, one press of Enter: a sign at its head says what kind of note it is. */
function QuickNote() {
  const say = useSay();
  const { stage, language } = usePlace();
  const acting = useActing();
  const [text, setText] = useState("");
  const [row, setRow] = useState("");
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const sign = text.trim().at(0);
    const note = sign === "+" ? "strength" : sign === "-" ? "area" : "note";
    const words = note === "note" ? text.trim() : text.trim().slice(1).trim();
    if (words === "") return;
    const isKept = await acting.act({ kind: "note", note, text: words, tag: "", row, task: "", seat: "" });
    if (isKept) setText("");
  };
  const doubt = doubtfulAddress(text);
  return (
    <section className="panel" aria-labelledby="quick">
      <h2 id="quick">{say(CONTROL.quick)}</h2>
      <form aria-label={say(CONTROL.quick)} onSubmit={(event) => void keep(event)} className="typed">
        <TextField
          label={say(CONTROL.quick)}
          value={text}
          onChange={setText}
          rows={1}
          hint={say(CONTROL.quickFor)}
        />
        <Pick
          label={say(CONTROL.pinned)}
          value={row}
          onChange={setRow}
          options={[
            ["", say(CONTROL.noPin)],
            ...(stage.file?.rows ?? []).map(
              ({ number, title }) => [number, `${number} ${title[language]}`] as const,
            ),
          ]}
        />
        {doubt === undefined ? null : <p className="notice">{say(EXERCISE.isReal)(doubt)}</p>}
        <div className="row">
          <button type="submit" disabled={acting.isBusy}>
            {say(EXERCISE.send)}
          </button>
          <span role="status" className="quiet small">
            {acting.isDone ? say(EXERCISE.sent) : ""}
          </span>
        </div>
        <Refusal acting={acting} />
      </form>
    </section>
  );
}

const KIND_WORDS = { strength: CONTROL.strength, area: CONTROL.area, note: CONTROL.noteKind } as const;

function Notes({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { language } = usePlace();
  const notes = story.entries.filter(({ entry }) => entry.kind === "note").toReversed();
  if (notes.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="notes">
      <h2 id="notes">{say(CONTROL.notes)}</h2>
      <ul className="entries">
        {notes.slice(0, 20).map(({ entry: { n, at, real, data }, texts }) => (
          <li key={n}>
            <span className="quiet small">
              #{n} · {sayInstant(at)} · {sayTimeOfDay(real, language)}
              {data.row === "" ? "" : ` · ${String(data.row)}`}
            </span>{" "}
            <span className="tag">{say(KIND_WORDS[String(data.note) as "note"])}</span>
            <p className="typed-text">{story.corrected.get(n) ?? texts.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The guide: objective and capability, targets under it, critical tasks under these; each is rated by a person. */
function Guide({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { stage, language } = usePlace();
  return (
    <section aria-labelledby="guide" className="stack">
      <h2 id="guide">{say(CONTROL.evaluate)}</h2>
      {(stage.file?.objectives ?? []).map(({ id, text, capability, targets }) => (
        <article key={id} className="panel">
          <h3>{text[language]}</h3>
          <Rate
            of="capability"
            about={id}
            title={`${say(CONTROL.capability)}${say(SHELL.colon)}${capability[language]}`}
            story={story}
          />
          {targets.map((target) => (
            <div key={target.id} className="guide-target">
              <Rate
                of="target"
                about={target.id}
                title={`${say(CONTROL.target)}${say(SHELL.colon)}${target.text[language]}`}
                story={story}
              />
              <div className="guide-tasks">
                {target.tasks.map((task) => (
                  <Rate
                    key={task.id}
                    of="task"
                    about={task.id}
                    title={`${say(CONTROL.task)}${say(SHELL.colon)}${task.text[language]}`}
                    source={task.source[language]}
                    story={story}
                  />
                ))}
              </div>
            </div>
          ))}
        </article>
      ))}
    </section>
  );
}

function Rate({
  of,
  about,
  title,
  source,
  story,
}: {
  readonly of: "task" | "target" | "capability";
  readonly about: string;
  readonly title: string;
  readonly source?: string;
  readonly story: ControlStory;
}) {
  const say = useSay();
  const known = story.ratings.get(`${of} ${about}`);
  const [rating, setRating] = useState<(typeof RATINGS)[number]>();
  const [text, setText] = useState<string>();
  const [evidence, setEvidence] = useState<readonly number[]>();
  const shownRating = rating ?? RATINGS.find((each) => each === known?.rating) ?? "unrated";
  const shownText = text ?? known?.text ?? "";
  const shownEvidence = evidence ?? known?.evidence ?? [];
  return (
    <details className="rate">
      <summary>
        <span className="letter">{shownRating === "unrated" ? "–" : shownRating}</span> {title}
      </summary>
      {source === undefined ? null : (
        <p className="quiet small">
          {say(CONTROL.source)} {source}
        </p>
      )}
      <TypedForm
        label={title}
        texts={[shownText]}
        send={() => ({
          kind: "rate",
          of,
          about,
          rating: shownRating,
          evidence: shownEvidence,
          text: shownText,
        })}
        button={say(CONTROL.rate)}
      >
        <Pick
          label={say(CONTROL.rating)}
          value={shownRating}
          onChange={(value) => setRating(RATINGS.find((each) => each === value))}
          options={RATINGS.map((each) => [each, say(CONTROL[each])])}
        />
        <TextField label={say(CONTROL.explain)} value={shownText} onChange={setText} />
        <Evidence story={story} chosen={shownEvidence} onChange={setEvidence} />
      </TypedForm>
    </details>
  );
}

const MOST_EVIDENCE = 60;
const AS_EVIDENCE: ReadonlySet<string> = new Set([
  "decided",
  "message",
  "free-action",
  "action-ruled",
  "room-decided",
  "note",
  "control-told",
  "row-send",
  "row-hold",
  "row-skip",
  "improvised",
  "handed-over",
]);

function Evidence({
  story,
  chosen,
  onChange,
}: {
  readonly story: ControlStory;
  readonly chosen: readonly number[];
  readonly onChange: (chosen: readonly number[]) => void;
}) {
  const say = useSay();
  const { names, language, seat } = usePlace();
  const entries = story.entries
    .filter(({ entry }) => AS_EVIDENCE.has(entry.kind))
    .slice(-MOST_EVIDENCE)
    .toReversed();
  return (
    <details>
      <summary>
        {say(CONTROL.evidence)} · {say(CONTROL.chosenEvidence)(chosen.length)}
      </summary>
      <fieldset>
        <legend>{say(CONTROL.evidence)}</legend>
        {entries.length === 0 ? <p className="quiet">{say(EXERCISE.nothingYet)}</p> : null}
        {entries.map(({ entry, texts }) => (
          <label key={entry.n} className="tick">
            <input
              type="checkbox"
              checked={chosen.includes(entry.n)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, entry.n] : chosen.filter((each) => each !== entry.n))
              }
            />
            <span>
              <span className="quiet small">
                #{entry.n} · {sayInstant(entry.at)}
              </span>{" "}
              {sayEntry(entry, { names, language, seat, asked: story.asked })}
              {texts.text === undefined ? "" : `: ${texts.text}`}
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}
