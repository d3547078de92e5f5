import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { PlayerStream, StreamState } from "./run-stream.ts";

/** Exercise time at this moment: between two updates the page reckons on, never beyond what is known. */
export function reckon({ clock, clockAt }: StreamState, now: number): number {
  if (clock === undefined) return 0;
  const { phase, position, speed, frontier, endsAt } = clock;
  if (phase !== "playing") return position;
  // The player says twice a second where it is: a page that hears nothing any longer stops there.
  const passed = Math.min(Math.max(0, now - clockAt), 1500);
  const most = Math.max(frontier, position) + speed * 250;
  return Math.min(position + speed * passed, most, endsAt ?? Number.POSITIVE_INFINITY);
}

export function useStream(stream: PlayerStream): StreamState {
  return useSyncExternalStore(stream.subscribe, stream.read);
}

/** Milliseconds between two redrawings of texts and tables: often enough to follow, seldom enough to read. */
const STILL = 250;
const MOVING = 100;

/**
 * The instant that is shown, a few times a second while it moves; a frozen page stays where it is. `held` is where the
 * reader drags the time just now.
 */
export function useShownTime(stream: PlayerStream, isFrozen: boolean, held: number | undefined): number {
  const [shown, setShown] = useState(0);
  const last = useRef(0);
  useEffect(() => {
    if (isFrozen) return;
    let frame = 0;
    const look = (now: number) => {
      frame = requestAnimationFrame(look);
      const state = stream.read();
      const wait = state.clock?.phase === "playing" ? MOVING : STILL;
      if (now - last.current < wait) return;
      last.current = now;
      setShown(reckon(state, now));
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [stream, isFrozen]);
  return held ?? shown;
}
