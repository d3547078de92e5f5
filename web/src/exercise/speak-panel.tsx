import { useState } from "react";
import { CONTROL } from "../words/control.ts";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { TextField, TypedForm } from "./act.tsx";
import type { ControlStory } from "./control-story.ts";
import { MessageForm } from "./message-form.tsx";
import { usePlace } from "./place.tsx";

/** What control says: on the projector to everybody, or in the name of somebody whom the model plays. */
export function SpeakPanel({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { stage, state } = usePlace();
  const [text, setText] = useState("");
  const people = new Set(
    (stage.seats ?? []).filter(({ id }) => story.players.get(id) === "person").map(({ actor }) => actor),
  );
  const modelled = (stage.parties ?? []).map(({ id }) => id).filter((id) => !people.has(id));
  const maySpeak = stage.you.role === "controller" && state.clock?.phase === "running";
  return (
    <div className="stack">
      <section aria-labelledby="show">
        <h2 id="show">{say(CONTROL.show)}</h2>
        <p className="quiet">{say(CONTROL.showFor)}</p>
        <TypedForm
          label={say(CONTROL.show)}
          texts={[text]}
          send={() => (text.trim() === "" ? undefined : { kind: "release", entry: 0, text })}
          onSent={() => setText("")}
          button={say(CONTROL.showEntry)}
        >
          <TextField label={say(EXERCISE.text)} value={text} onChange={setText} rows={3} />
        </TypedForm>
      </section>
      {maySpeak && modelled.length > 0 ? (
        <section aria-labelledby="speak">
          <h2 id="speak">{say(CONTROL.speak)}</h2>
          <p className="quiet">{say(CONTROL.speakFor)}</p>
          <MessageForm own="" speaking={modelled} />
        </section>
      ) : null}
    </div>
  );
}
