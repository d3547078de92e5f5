import { useState } from "react";
import { HOT_WASH_QUESTIONS, HOT_WASH_STATEMENTS } from "../../../src/model/index.ts";
import { HOT_WASH } from "../words/control.ts";
import { useSay } from "../words/say.ts";
import { TextField, TypedForm } from "./act.tsx";

const GRADES = [1, 2, 3, 4, 5] as const;

const without = (answers: Readonly<Record<string, number>>, name: string) =>
  Object.fromEntries(Object.entries(answers).filter(([each]) => each !== name));

/** What everybody is asked right after ENDEX; nothing needs an answer. */
export function HotWash() {
  const say = useSay();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [answers, setAnswers] = useState<Readonly<Record<string, number>>>({});
  const [isAnonymous, setAnonymous] = useState(false);
  const [isGiven, setGiven] = useState(false);
  if (isGiven)
    return (
      <p className="notice" role="status">
        {say(HOT_WASH.given)}
      </p>
    );
  const written = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ""));
  return (
    <section className="panel" aria-labelledby="hot-wash">
      <h2 id="hot-wash">{say(HOT_WASH.title)}</h2>
      <p className="quiet">{say(HOT_WASH.anonymous)}</p>
      <TypedForm
        label={say(HOT_WASH.title)}
        texts={Object.values(texts)}
        send={() => ({ kind: "hot-wash-form", answers, texts: written, anonymous: isAnonymous })}
        onSent={() => setGiven(true)}
        button={say(HOT_WASH.give)}
        first
      >
        {HOT_WASH_QUESTIONS.map((each) => (
          <TextField
            key={each}
            label={say(HOT_WASH[each])}
            value={texts[each] ?? ""}
            onChange={(text) => setTexts((old) => ({ ...old, [each]: text }))}
          />
        ))}
        <p>{say(HOT_WASH.agree)}</p>
        {HOT_WASH_STATEMENTS.map((each) => (
          <fieldset key={each} className="grades">
            <legend>{say(HOT_WASH[each])}</legend>
            <div className="row">
              {GRADES.map((grade) => (
                <label key={grade} className="tick">
                  <input
                    type="radio"
                    name={each}
                    checked={answers[each] === grade}
                    onChange={() => setAnswers((old) => ({ ...old, [each]: grade }))}
                  />
                  <span>{grade}</span>
                </label>
              ))}
              <label className="tick">
                <input
                  type="radio"
                  name={each}
                  checked={answers[each] === undefined}
                  onChange={() => setAnswers((old) => without(old, each))}
                />
                <span className="quiet">{say(HOT_WASH.noAnswer)}</span>
              </label>
            </div>
          </fieldset>
        ))}
        <label className="tick">
          <input
            type="checkbox"
            checked={isAnonymous}
            onChange={({ target }) => setAnonymous(target.checked)}
          />
          <span>{say(HOT_WASH.withoutMe)}</span>
        </label>
        <p className="quiet small">{say(HOT_WASH.withoutMeHelp)}</p>
      </TypedForm>
    </section>
  );
}
