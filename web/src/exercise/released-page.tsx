import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { SEAT } from "../words/seat.ts";
import { sayInstant } from "./clocks.tsx";
import { HotWash } from "./hot-wash.tsx";
import { MoveText } from "./move-now.tsx";
import { useFold, usePlace } from "./place.tsx";
import { TellControl } from "./seat-page.tsx";
import { SeatStory } from "./seat-story.ts";

const MOST = 12;

/** For observers and the projector: what control has shown, and both clocks; large, for a room. */
export function ReleasedPage() {
  const say = useSay();
  const { state, stage } = usePlace();
  const story = useFold(state, () => new SeatStory());
  const shown = story.released.toReversed().slice(0, MOST);
  const isObserver = stage.you.role === "observer";
  const phase = state.clock?.phase ?? stage.phase;
  const { move = null } = stage;
  return (
    <div className="stack">
      {move === null || phase !== "running" ? null : <MoveText move={move} />}
      <section aria-labelledby="released" aria-live="polite">
        <h2 id="released">{say(SEAT.shown)}</h2>
        {shown.length === 0 ? <p className="quiet">{say(EXERCISE.nothingYet)}</p> : null}
        <ol className="released">
          {shown.map(({ seq, at, deed }) => (
            <li key={seq}>
              <span className="quiet">{sayInstant(at)}</span>
              {deed.texts.title === undefined ? null : <strong>{deed.texts.title}</strong>}
              <p className="typed-text">{deed.texts.text ?? deed.texts.reason ?? ""}</p>
            </li>
          ))}
        </ol>
      </section>
      {isObserver && phase === "running" ? (
        <section className="panel" aria-label={say(SEAT.tellControl)}>
          <TellControl />
        </section>
      ) : null}
      {isObserver && (phase === "ended" || phase === "hot-wash") ? <HotWash /> : null}
    </div>
  );
}
