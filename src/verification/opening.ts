import type { Contact, Diagnostic, Duty, Protocol, Scenario, Selector } from "../model/index.ts";
import { fitsParty, type Party, partiesOf } from "./cast.ts";
import type { PlaceInProtocol } from "./check.ts";
import type { Place } from "./criticality.ts";
import { leastTime } from "./least-time.ts";
import { chart, mayOverlap, type Surroundings } from "./surroundings.ts";
import { mostAllowed } from "./time-allowed.ts";

const MINUTE = 60_000;
const DAY = 1440;
const WEEK = 7 * DAY;
const NIGHT = 3 * 60;
const AFTERNOON = 14 * 60;

/**
 * Minutes until somebody at a contact point opens what is delivered at this minute of the local week (Monday 00:00 is 0);
 * Infinity where nobody ever does.
 */
export function minutesUntilOpen({ hours, days }: Contact, minute: number): number {
  const { opens, closes } = hours === "always" ? { opens: 0, closes: DAY } : hours;
  const lasts = closes > opens ? closes - opens : closes + DAY - opens;
  let least = Number.POSITIVE_INFINITY;
  for (const day of days)
    for (const week of [-WEEK, 0, WEEK]) {
      const from = (day - 1) * DAY + opens + week;
      if (from <= minute && minute < from + lasts) return 0;
      if (from > minute) least = Math.min(least, from - minute);
    }
  return least;
}

/** One duty of one debtor, and how long it takes at least by the minute of the local week at which its clock starts. */
export interface LeastByHour {
  readonly protocol: Protocol;
  readonly duty: string;
  readonly debtor: string;
  /** milliseconds from delivery, with everybody instant once somebody is there */
  at(minuteOfWeek: number): number;
  /** whether the duty can be met from there at all */
  canBeMet(minuteOfWeek: number): boolean;
}

/**
 * Duties whose clock runs from a delivery, opened or not, to debtors whose contact point is not always open. The protocols
 * are those of the scenario, together.
 */
export function leastTimesByHour({ protocols, platforms, actors }: Scenario): LeastByHour[] {
  const parties = partiesOf({ platforms, actors }).filter(
    ({ contact }) => contact.hours !== "always" || contact.days.length < 7,
  );
  if (parties.length === 0) return [];
  let surroundings: Surroundings | undefined;
  return protocols.flatMap((protocol) =>
    Object.entries(protocol.duties).flatMap(([id, duty]): LeastByHour[] => {
      if (duty.starts.fact !== "message.delivered") return [];
      return parties
        .filter((party) => fitsParty(duty.starts.actor, party))
        .flatMap((party): LeastByHour[] => {
          surroundings ??= chart(protocols);
          const around = surroundings;
          const known = new Map<number, number>();
          const least = (wait: number): number => {
            const found = known.get(wait) ?? timeOf(duty, around, party, wait);
            known.set(wait, found);
            return found;
          };
          if (!Number.isFinite(least(0))) return [];
          const waitAt = (minute: number) => minutesUntilOpen(party.contact, minute) * MINUTE;
          const within = mostAllowed(duty, protocols);
          // The longer nobody opens it, the longer it takes: waits between two known ones need no search of their own.
          let met = -1;
          let missed = Number.POSITIVE_INFINITY;
          const isMet = (wait: number) => {
            if (wait > met && wait < missed) {
              if (least(wait) <= within) met = wait;
              else missed = wait;
            }
            return wait <= met;
          };
          return [
            {
              protocol,
              duty: id,
              debtor: party.id,
              at: (minute) => least(waitAt(minute)),
              canBeMet: (minute) => isMet(waitAt(minute)),
            },
          ];
        });
    }),
  );
}

function timeOf(duty: Duty, around: Surroundings, { kind }: Party, wait: number): number {
  const opening = (role: Selector | undefined) => (mayOverlap(role, { kind }) ? wait : 0);
  return leastTime(duty, around, { opening })?.time ?? Number.NaN;
}

const two = (value: number) => String(value).padStart(2, "0");
const clock = (minute: number) => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;

/**
 * Duties of a scenario's actors that cannot be met at some hours because nobody opens what was delivered: for each, the
 * worst and the best time of day at which its clock may start, with the least possible time. A warning: it is as it is.
 */
export function findClosedHours(
  scenario: Scenario,
  place: Place,
  placeInProtocol: PlaceInProtocol,
): Diagnostic[] {
  return leastTimesByHour(scenario).flatMap(({ protocol, duty, debtor, at, canBeMet }): Diagnostic[] => {
    const within = mostAllowed(protocol.duties[duty], scenario.protocols);
    const minutes = Array.from({ length: WEEK / 15 }, (_, index) => index * 15);
    const missed = minutes.filter((minute) => !canBeMet(minute));
    if (missed.length === 0) return [];
    const met = minutes.filter(canBeMet);
    // Three at night and two in the afternoon where they show it, as people ask; else the middle of the first run of such hours.
    const late = sayable(NIGHT, missed) ?? middleOf(missed);
    const owner = Object.hasOwn(scenario.platforms, debtor) ? "platforms" : "actors";
    const path = [owner, debtor, "contact"];
    const { because } = scenario[owner][debtor].contact;
    const early = met.length === 0 ? undefined : (sayable(AFTERNOON, met) ?? middleOf(met));
    return [
      {
        code: "verification/closed_hours",
        severity: "warning",
        path: path.join("."),
        details: {
          debtor,
          duty,
          protocol: protocol.id,
          within,
          share: missed.length / minutes.length,
          late: clock(late),
          lateLeast: at(late),
          ...(early !== undefined && { early: clock(early), earlyLeast: at(early) }),
          ...(because !== undefined && { because: because.en, becauseFr: because.fr }),
          answer: "proved",
          source: placeInProtocol(protocol.id, ["duties", duty]).source,
        },
        ...place(path),
      },
    ];
  });
}

/** That time of day, where every day has it among these minutes of the week. */
function sayable(timeOfDay: number, minutes: readonly number[]): number | undefined {
  const known = new Set(minutes);
  const days = Array.from({ length: 7 }, (_, day) => day * DAY + timeOfDay);
  return days.every((minute) => known.has(minute)) ? timeOfDay : undefined;
}

function middleOf(minutes: readonly number[]): number {
  const runs: number[][] = [];
  for (const minute of minutes) {
    const last = runs.at(-1);
    if (last !== undefined && minute - (last.at(-1) as number) === 15) last.push(minute);
    else runs.push([minute]);
  }
  // The first run may be cut by the beginning of the week: the second is whole, where there is one.
  const run = runs[1] ?? runs[0];
  return run[Math.floor(run.length / 2)];
}
