import { useState } from "react";
import { PAUSE_REASONS } from "../../../src/model/index.ts";
import { Pick } from "../components/pick.tsx";
import { CONTROL } from "../words/control.ts";
import { DELETING } from "../words/deleting.ts";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { Do, Refusal, useActing } from "./act.tsx";
import { DeleteExercise } from "./delete-exercise.tsx";
import { usePlace } from "./place.tsx";
import type { Command } from "./table-types.ts";

const SPEEDS = [1, 2, 5, 10, 20, 30, 60] as const;

/** The clock of the exercise: STARTEX, PAUSEX, speed, moves, ENDEX and what follows. */
export function ClockPanel() {
  const say = useSay();
  const { state, stage } = usePlace();
  const { clock } = state;
  if (clock === undefined) return null;
  const isDirector = stage.you.role === "director";
  const lastMove = Math.max(0, ...(stage.file?.moves ?? []).map(({ number }) => number));
  return (
    <section className="panel" aria-label={say(CONTROL.clock)}>
      <div className="row clock-row">
        {clock.phase === "planned" && isDirector ? (
          <>
            <Do command={{ kind: "start" }} className="first">
              ▶ {say(CONTROL.start)}
            </Do>
            <span className="quiet">{say(CONTROL.startFor)}</span>
            <Sure
              command={{ kind: "cancel", reason: "" }}
              ask={say(DELETING.cancel)}
              sure={say(DELETING.cancelSure)}
            />
          </>
        ) : null}
        {clock.phase === "running" ? (
          <>
            {clock.isPaused ? (
              <Do command={{ kind: "resume" }} className="first">
                ▶ {say(CONTROL.resume)}
              </Do>
            ) : (
              <Pause />
            )}
            <Speed speed={clock.speed} />
            {stage.mode === "seats" ? (
              <>
                <Do command={{ kind: "step" }} label={`${say(CONTROL.step)}. ${say(CONTROL.stepFor)}`}>
                  ⇥ {say(CONTROL.step)}
                </Do>
                <Do
                  command={{ kind: "step", to: "minute" }}
                  label={`${say(CONTROL.stepMinute)}. ${say(CONTROL.stepMinuteFor)}`}
                >
                  ⇥ {say(CONTROL.stepMinute)}
                </Do>
              </>
            ) : null}
            {clock.move < lastMove ? (
              <Do command={{ kind: "next-move" }}>⇥ {say(CONTROL.nextMove)}</Do>
            ) : null}
            {isDirector ? (
              <Sure command={{ kind: "end" }} ask={`■ ${say(CONTROL.end)}`} sure={say(CONTROL.endSure)} />
            ) : null}
          </>
        ) : null}
        {clock.phase === "ended" && isDirector ? (
          <Do command={{ kind: "hot-wash" }} className="first">
            {say(CONTROL.hotWash)}
          </Do>
        ) : null}
        {(clock.phase === "ended" || clock.phase === "hot-wash") && isDirector ? (
          <Do command={{ kind: "close" }}>{say(CONTROL.close)}</Do>
        ) : null}
        {clock.phase === "closed" && isDirector ? <DeleteExercise id={stage.id} /> : null}
        {clock.phase === "planned" ? null : (
          <span className="quiet small">
            {say(EXERCISE.upTo)(state.seq, Math.max(state.seq, stage.head))}
          </span>
        )}
      </div>
    </section>
  );
}

function Pause() {
  const say = useSay();
  const [why, setWhy] = useState<(typeof PAUSE_REASONS)[number]>("break");
  return (
    <>
      <Do command={{ kind: "pause", why, reason: "" }}>❚❚ {say(CONTROL.pause)}</Do>
      <Pick
        label={say(CONTROL.why)}
        value={why}
        onChange={(value) => setWhy(PAUSE_REASONS.find((each) => each === value) ?? "other")}
        options={PAUSE_REASONS.map((each) => [each, say(CONTROL[each])])}
      />
    </>
  );
}

function Speed({ speed }: { readonly speed: number }) {
  const say = useSay();
  const acting = useActing();
  const speeds = SPEEDS.some((each) => each === speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  return (
    <>
      <Pick
        label={say(CONTROL.speed)}
        value={String(speed)}
        onChange={(value) => void acting.act({ kind: "speed", speed: Number(value) })}
        options={speeds.map((each) => [String(each), `${each}x`])}
      />
      <Refusal acting={acting} />
    </>
  );
}

/** Ends or cancels it for everybody: asked once more. */
function Sure({
  command,
  ask,
  sure,
}: {
  readonly command: Command;
  readonly ask: string;
  readonly sure: string;
}) {
  const say = useSay();
  const [isAsked, setAsked] = useState(false);
  return isAsked ? (
    <>
      <Do command={command} className="first">
        {sure}
      </Do>
      <button type="button" onClick={() => setAsked(false)}>
        {say(EXERCISE.cancel)}
      </button>
    </>
  ) : (
    <button type="button" onClick={() => setAsked(true)}>
      {ask}
    </button>
  );
}
