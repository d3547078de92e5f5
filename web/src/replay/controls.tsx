import { type FormEvent, useEffect, useRef, useState } from "react";
import { sayClock, sayLocal, sayNumber } from "../../../src/words/index.ts";
import type { PlayerStream, StreamState } from "../live/run-stream.ts";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { useScene } from "./scene.ts";
import { type Chosen, WINDOWS } from "./window.ts";

/** Play, pause, speed, step, and any instant: by dragging, by buttons and by a number. Two clocks always. */

const SPEEDS = [1, 10, 60, 120, 300, 600, 1200, 3600] as const;
const TEN_MINUTES = 600_000;
/** A drag is sent when it rests so long. */
const REST = 200;

export function Controls({
  stream,
  state,
  at,
  end,
  isFrozen,
  onFreeze,
  onHold,
  chosen,
  onWindow,
}: {
  readonly stream: PlayerStream;
  readonly state: StreamState;
  readonly at: number;
  /** exercise time at which the run ends, as far as is known */
  readonly end: number;
  readonly isFrozen: boolean;
  readonly onFreeze: () => void;
  readonly onHold: (at: number | undefined) => void;
  readonly chosen: Chosen;
  readonly onWindow: (chosen: Chosen) => void;
}) {
  const say = useSay();
  const { header, language } = useScene();
  const clock = state.clock;
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  if (clock === undefined) return null;
  const isPlaying = clock.phase === "playing";
  const seek = (to: number) => {
    const instant = Math.round(Math.min(Math.max(0, to), end));
    onHold(instant);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      void stream.command({ kind: "seek", to: instant }).then(() => onHold(undefined));
    }, REST);
  };
  return (
    <section className="panel stick no-print" aria-label={say(REPLAY.player)}>
      <div className="player-bar">
        <div className="row">
          <button
            type="button"
            className="first"
            onClick={() => void stream.command({ kind: isPlaying ? "pause" : "play" })}
          >
            <span aria-hidden="true">{isPlaying ? "❚❚" : "▶"}</span>{" "}
            {say(isPlaying ? REPLAY.pause : REPLAY.play)}
          </button>
          <label className="row">
            <span className="unseen">{say(REPLAY.speed)}</span>
            <select
              value={clock.speed}
              onChange={({ target }) => void stream.command({ kind: "speed", speed: Number(target.value) })}
            >
              {speedsWith(clock.speed).map((speed) => (
                <option key={speed} value={speed}>
                  {say(REPLAY.times)(sayNumber(speed, language))}
                </option>
              ))}
            </select>
          </label>
          <button type="button" onClick={() => void stream.command({ kind: "step" })}>
            <span aria-hidden="true">⇥</span> {say(REPLAY.step)}
          </button>
        </div>
        <div className="scrub">
          <input
            type="range"
            aria-label={say(REPLAY.scrub)}
            aria-valuetext={`${sayClock(at)}, ${sayLocal(header.startsAt, at)}`}
            min={0}
            max={end}
            step={60_000}
            value={at}
            onChange={({ target }) => seek(Number(target.value))}
          />
        </div>
        <div className="when">
          {sayLong(at)}{" "}
          <small>
            {say(REPLAY.local)(sayLocal(header.startsAt, at))} · {say(REPLAY.real)(wallClock())}
          </small>
        </div>
      </div>
      <div className="row small">
        <button type="button" onClick={() => seek(0)}>
          {say(REPLAY.begin)}
        </button>
        <button type="button" onClick={() => seek(at - TEN_MINUTES)}>
          −10 min<span className="unseen">: {say(REPLAY.back)}</span>
        </button>
        <button type="button" onClick={() => seek(at + TEN_MINUTES)}>
          +10 min<span className="unseen">: {say(REPLAY.forth)}</span>
        </button>
        <button type="button" onClick={() => seek(end)}>
          {say(REPLAY.end)}
        </button>
        <Jump onGo={(minutes) => seek(minutes * 60_000)} />
        <label className="row">
          <span>{say(REPLAY.window)}</span>
          <select value={chosen ?? ""} onChange={({ target }) => onWindow(windowNamed(target.value))}>
            <option value="">…</option>
            {WINDOWS.map((hours) => (
              <option key={hours} value={hours}>
                {say(REPLAY.hours)(String(hours))}
              </option>
            ))}
            <option value="whole">{say(REPLAY.whole)}</option>
          </select>
        </label>
        <button type="button" aria-pressed={isFrozen} onClick={onFreeze}>
          {say(isFrozen ? REPLAY.thaw : REPLAY.freeze)}
        </button>
        <span className="quiet">
          {say(REPLAY[clock.phase])}
          {isFrozen ? ` · ${say(REPLAY.frozen)}` : ""}
        </span>
      </div>
      <p className="small quiet" role="status">
        {state.isConnected ? "" : say(REPLAY.lost)}
      </p>
    </section>
  );
}

const windowNamed = (name: string): Chosen =>
  name === "whole" ? "whole" : WINDOWS.find((hours) => String(hours) === name);

const speedsWith = (speed: number): readonly number[] =>
  SPEEDS.some((each) => each === speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);

/** Hours, minutes and seconds of exercise time. */
function sayLong(at: number): string {
  const seconds = Math.floor((Math.abs(at) % 60_000) / 1000);
  return `${sayClock(at)}:${String(seconds).padStart(2, "0")}`;
}

function wallClock(): string {
  const now = new Date();
  return `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
}

function Jump({ onGo }: { readonly onGo: (minutes: number) => void }) {
  const say = useSay();
  const [minutes, setMinutes] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (minutes !== "") onGo(Number(minutes));
  };
  return (
    <form className="row" onSubmit={submit}>
      <label className="row">
        <span>{say(REPLAY.jump)}</span>
        <input
          type="number"
          min={0}
          step={1}
          value={minutes}
          style={{ width: "6em" }}
          onChange={({ target }) => setMinutes(target.value)}
        />
      </label>
      <button type="submit">{say(REPLAY.go)}</button>
    </form>
  );
}
