import { useState } from "react";
import { type Names, sayFact, weightOf } from "../../../src/words/index.ts";
import { timeOf } from "../live/story.ts";
import { CONTROL } from "../words/control.ts";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { Do, TextField, TypedForm } from "./act.tsx";
import { sayInstant, sayTimeOfDay } from "./clocks.tsx";
import type { ControlStory, Written } from "./control-story.ts";
import { Correct, Corrected } from "./correction.tsx";
import { sayEntry } from "./entry-words.ts";
import { latestFirst } from "./latest-first.ts";
import { usePlace } from "./place.tsx";

const AT_FIRST = 60;
/** The server's own, and what tells only that a page was used. */
const QUIET: ReadonlySet<string> = new Set(["acknowledged"]);

/** The record and what happened in the model, the latest first; entries can be shown and corrected, never taken away. */
export function ControlLog({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { names: known, language } = usePlace();
  // What control brings up by hand has its title in the record.
  const brought = new Map(story.added.map(({ row, title }) => [row, title]));
  const names: Names = { ...known, inject: (id) => brought.get(id) ?? known.inject(id) };
  const [most, setMost] = useState(AT_FIRST);
  const [withFacts, setWithFacts] = useState(true);
  const entries = story.entries
    .filter(({ entry }) => !QUIET.has(entry.kind))
    .map((written) => ({ key: `e${written.entry.n}`, at: written.entry.at, written, said: "" }));
  const facts = withFacts
    ? story.facts
        .filter(({ kind }) => weightOf(kind) > 1)
        .map((fact) => ({
          key: `f${fact.n}`,
          at: timeOf(fact),
          written: undefined,
          said: sayFact(fact, names, () => false, language),
        }))
    : [];
  const lines = latestFirst([...facts, ...entries]);
  return (
    <div className="stack">
      <Journal />
      <label className="tick">
        <input type="checkbox" checked={withFacts} onChange={({ target }) => setWithFacts(target.checked)} />
        <span>{say(CONTROL.withFacts)}</span>
      </label>
      <ol className="log-lines">
        {lines.slice(0, most).map(({ key, at, written, said }) => (
          <li key={key} className={written === undefined ? "fact" : "entry"}>
            {written === undefined ? (
              <>
                <span className="quiet small">{sayInstant(at)}</span> {said}
              </>
            ) : (
              <EntryLine written={written} story={story} />
            )}
          </li>
        ))}
      </ol>
      {lines.length > most ? (
        <button type="button" onClick={() => setMost(most + 200)}>
          {say(EXERCISE.more)} ({lines.length})
        </button>
      ) : null}
    </div>
  );
}

/** What somebody said of themselves at the door stands behind the sentence. */
const AT_DOOR: ReadonlySet<string> = new Set(["name", "function", "part"]);

/** What happens to somebody, and says nothing of who wrote it down. */
const OF_PEOPLE: ReadonlySet<string> = new Set(["entered", "left", "admitted", "removed", "stepped-out"]);

function EntryLine({ written, story }: { readonly written: Written; readonly story: ControlStory }) {
  const say = useSay();
  const { names, language, seat, stage } = usePlace();
  const { entry, texts } = written;
  const { n, at, real, by } = entry;
  const author =
    by.seat === undefined ? say(EXERCISE[by.role as "player"] ?? EXERCISE.system) : seat(by.seat);
  // Whom it is about; the server writes down who comes and goes, and is nobody.
  const about = String(entry.data.participant ?? "");
  const nobody = say(about === stage.you.participant ? CONTROL.you : CONTROL.someone);
  const who = OF_PEOPLE.has(entry.kind) ? story.people.get(about)?.name || nobody : author;
  const typed = Object.entries(texts).filter(([name]) => !AT_DOOR.has(name));
  const mayCorrect = by.participant === stage.you.participant || stage.you.role === "director";
  return (
    <>
      <span className="quiet small">
        #{n} · {sayInstant(at)} · {sayTimeOfDay(real, language)} · {who}
      </span>{" "}
      <strong>{sayEntry(entry, { names, language, seat, asked: story.asked })}</strong>
      {texts.function ? ` · ${texts.function}` : ""}
      {typed.map(([name, each]) => (
        <p key={name} className="typed-text">
          {each}
        </p>
      ))}
      <Corrected correction={story.corrected.get(n)} />
      {typed.length === 0 ? null : (
        <div className="row tight">
          {stage.you.role === "evaluator" ? null : (
            <Do command={{ kind: "release", entry: n, text: "" }} label={`${say(CONTROL.showEntry)}: #${n}`}>
              {say(CONTROL.showEntry)}
            </Do>
          )}
          {mayCorrect ? (
            <Correct of={`#${n}`} command={(text) => ({ kind: "correct", entry: n, text })} />
          ) : null}
        </div>
      )}
    </>
  );
}

function Journal() {
  const say = useSay();
  const [text, setText] = useState("");
  return (
    <TypedForm
      label={say(CONTROL.journal)}
      texts={[text]}
      send={() =>
        text.trim() === ""
          ? undefined
          : { kind: "note", note: "note", text, tag: "", row: "", task: "", seat: "" }
      }
      onSent={() => setText("")}
    >
      <TextField label={say(CONTROL.journal)} value={text} onChange={setText} rows={1} />
    </TypedForm>
  );
}
