import { tidy } from "../../../src/words/index.ts";
import { CONTROL } from "../words/control.ts";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { usePlace } from "./place.tsx";
import type { MoveNow } from "./table-types.ts";

/** The move that has begun: what is read out, and the questions of it. */
export function MoveText({
  move,
  isHeaded = true,
}: {
  readonly move: MoveNow;
  /** false: what stands above it says which move it is */
  readonly isHeaded?: boolean;
}) {
  const say = useSay();
  const { language } = usePlace();
  const title = `${say(EXERCISE.move)(move.number)} · ${move.title[language]}`;
  return (
    <section className="move" aria-label={title}>
      {isHeaded ? <h2>{title}</h2> : null}
      <h3>{say(CONTROL.situation)}</h3>
      <p className="typed-text">{tidy(move.situation[language], language)}</p>
      {move.questions.length === 0 ? null : (
        <>
          <h3>{say(CONTROL.questions)}</h3>
          <ol>
            {move.questions.map((each) => (
              <li key={each.en}>{tidy(each[language], language)}</li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
