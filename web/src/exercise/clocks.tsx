import { useEffect, useState } from "react";
import type { Language } from "../../../src/words/index.ts";
import { useSettings } from "../settings.tsx";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { useExerciseTime, usePlace } from "./place.tsx";
import type { TableClock } from "./table-types.ts";

/** Exercise time and real time, side by side on every page; neither is announced while it runs. */

const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");

/** T+01:02:03; days in front where there are any. */
export function sayInstant(at: number): string {
  const seconds = Math.floor(Math.abs(at) / 1000);
  const days = Math.floor(seconds / 86_400);
  const rest = `${two((seconds % 86_400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return `T${at < 0 ? "-" : "+"}${days > 0 ? `${days} d ` : ""}${rest}`;
}

export const phaseWord = ({ phase, isPaused, isFrozen }: TableClock) =>
  isFrozen ? EXERCISE.frozen : isPaused ? EXERCISE.paused : EXERCISE[phase];

export function sayTimeOfDay(iso: string, language: Language): string {
  return new Date(iso).toLocaleTimeString(language === "fr" ? "fr-FR" : "en-GB");
}

export function Clocks({ large = false }: { readonly large?: boolean }) {
  const say = useSay();
  const { stream, state } = usePlace();
  const at = useExerciseTime(stream);
  const { clock } = state;
  if (clock === undefined) return null;
  return (
    <dl className={large ? "clocks large" : "clocks"}>
      <div>
        <dt>{say(EXERCISE.exerciseTime)}</dt>
        <dd className="exercise-clock">{sayInstant(at)}</dd>
      </div>
      <div>
        <dt>{say(EXERCISE.realTime)}</dt>
        <dd>
          <RealTime />
        </dd>
      </div>
      <div>
        <dt className="unseen">{say(EXERCISE.state)}</dt>
        <dd>
          <span className={`phase phase-${clock.isRunning ? "goes" : "stands"}`}>
            {clock.isRunning ? "▶" : "■"} {say(phaseWord(clock))}
            {clock.speed === 1 || !clock.isRunning ? "" : ` · ${clock.speed}x`}
          </span>
        </dd>
      </div>
    </dl>
  );
}

function RealTime() {
  const { language } = useSettings();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 500);
    return () => clearInterval(timer);
  }, []);
  return <>{now.toLocaleTimeString(language === "fr" ? "fr-FR" : "en-GB")}</>;
}
