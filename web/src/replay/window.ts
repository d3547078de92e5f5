/** The part of exercise time that lanes and charts show. */
const HOUR = 3_600_000;

export const WINDOWS = [2, 6, 24, 72] as const;
/** Hours, or all of it; absent: as much as holds the instant that is shown. */
export type Chosen = (typeof WINDOWS)[number] | "whole" | undefined;

export function windowOf(chosen: Chosen, shown: number, end: number): number {
  if (chosen === "whole") return end;
  if (chosen !== undefined) return Math.min(chosen * HOUR, end);
  const fitting = WINDOWS.map((hours) => hours * HOUR).find((ms) => shown <= ms);
  return Math.min(fitting ?? end, end);
}

/** Instants for upright lines: whole steps of a unit that gives about eight of them. */
export function gridOf(end: number): number[] {
  const step = STEPS.find((each) => end / each <= 9) ?? STEPS[STEPS.length - 1];
  const count = Math.floor(end / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, n) => n * step);
}

const STEPS = [5, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200].map(
  (minutes) => minutes * 60_000,
);
