import { useState } from "react";
import type { Text } from "../../../src/model/index.ts";
import { saySpan } from "../../../src/words/index.ts";
import { pathOf, post, Refused } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Answered, Problem } from "../components/answered.tsx";
import { Link } from "../components/link.tsx";
import { usePageTitle } from "../components/page-title.ts";
import { DeleteExercise } from "../exercise/delete-exercise.tsx";
import { addressOf, go } from "../router.ts";
import { useSettings } from "../settings.tsx";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import "../exercise/exercise.css";

/** A file of an exercise, as it is offered. */
interface FileCard {
  readonly id: string;
  readonly title: Text;
  readonly aim: Text;
  readonly mode: "seats" | "discussion";
  /** from STARTEX to ENDEX, milliseconds of real time */
  readonly realTime: number;
  readonly seats: number;
  readonly rows: number;
}

interface Card {
  readonly id: string;
  readonly createdAt: string;
  readonly title: Text;
  readonly mode: "seats" | "discussion";
  readonly phase: "planned" | "running" | "ended" | "hot-wash" | "closed";
}

/** Where an exercise begins: choose one that is ready, or come back to one that has begun. */
export function ExercisesPage() {
  const say = useSay();
  usePageTitle(say(EXERCISE.title));
  const [files, askFiles] = useAnswer<{ exercises: readonly FileCard[] }>(pathOf("exercise-files"));
  const [begun, askBegun] = useAnswer<{ exercises: readonly Card[] }>(pathOf("exercises"));
  return (
    <div className="stack">
      <div>
        <h1>{say(EXERCISE.title)}</h1>
        <p className="lead">{say(EXERCISE.lead)}</p>
        <p>
          <Link className="button" href="/join">
            {say(EXERCISE.toJoin)}
          </Link>
        </p>
      </div>
      <section aria-labelledby="ready">
        <h2 id="ready">{say(EXERCISE.ready)}</h2>
        <p className="quiet">{say(EXERCISE.readyFor)}</p>
        <Answered answer={files} again={askFiles}>
          {({ exercises: found }) =>
            found.length === 0 ? (
              <p>{say(EXERCISE.noneReady)}</p>
            ) : (
              <ul className="cards">
                {found
                  .toSorted((a, b) => a.realTime - b.realTime)
                  .map((each) => (
                    <FileItem key={each.id} file={each} />
                  ))}
              </ul>
            )
          }
        </Answered>
      </section>
      <section aria-labelledby="begun">
        <h2 id="begun">{say(EXERCISE.begun)}</h2>
        <Answered answer={begun} again={askBegun}>
          {({ exercises }) =>
            exercises.length === 0 ? (
              <p className="quiet">{say(EXERCISE.noneBegun)}</p>
            ) : (
              <ul className="cards">
                {exercises.toReversed().map((each) => (
                  <BegunItem key={each.id} card={each} onGone={askBegun} />
                ))}
              </ul>
            )
          }
        </Answered>
      </section>
    </div>
  );
}

function FileItem({ file }: { readonly file: FileCard }) {
  const say = useSay();
  const { language } = useSettings();
  const { id, title, aim, mode, realTime, seats, rows } = file;
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const prepare = async () => {
    setBusy(true);
    try {
      const made = await post<{ id: string }>(pathOf("exercises"), { exercise: id, language }, language);
      go(addressOf(["exercise", made.id]));
    } catch (error) {
      setRefused(error instanceof Refused ? error : new Refused(undefined, error));
      setBusy(false);
    }
  };
  return (
    <li className="card">
      <h3>{title[language]}</h3>
      <p>{aim[language]}</p>
      <p className="quiet small">
        {[
          say(EXERCISE.length)(saySpan(realTime, language)),
          say(EXERCISE.seats)(seats),
          say(EXERCISE.rows)(rows),
          say(mode === "discussion" ? EXERCISE.inDiscussion : EXERCISE.inSeats),
        ].join(" · ")}
      </p>
      <div className="row">
        <button type="button" className="first" disabled={isBusy} onClick={() => void prepare()}>
          {say(isBusy ? EXERCISE.preparing : EXERCISE.prepare)}
        </button>
      </div>
      {refused === undefined ? null : <Problem refused={refused} />}
    </li>
  );
}

function BegunItem({
  card: { id, title, phase, mode, createdAt },
  onGone,
}: {
  readonly card: Card;
  readonly onGone: () => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const when = new Date(createdAt).toLocaleString(language === "fr" ? "fr-FR" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return (
    <li className="card">
      <h3>{title[language]}</h3>
      <p className="quiet small">
        {[
          say(EXERCISE[phase]),
          say(mode === "discussion" ? EXERCISE.inDiscussion : EXERCISE.inSeats),
          when,
        ].join(" · ")}
      </p>
      <div className="row">
        <Link className="button" href={addressOf(["exercise", id])}>
          {say(EXERCISE.open)}
        </Link>
        {phase === "running" ? null : <DeleteExercise id={id} onGone={onGone} />}
      </div>
    </li>
  );
}
