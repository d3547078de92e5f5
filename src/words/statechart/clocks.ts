import {
  type CalendarLength,
  type CalendarUnit,
  type Duty,
  type DutyForm,
  type DutyLength,
  type FactPatterns,
  isElapsed,
  isJudged,
  type Protocol,
  patternsOf,
  type Quantity,
  unitOf,
} from "../../model/index.ts";
import type { Words } from "../language.ts";
import { sayNumber, saySpan } from "../numbers.ts";
import { sayInForce } from "../pages.ts";
import { sayDutyKind } from "../vocabulary.ts";
import { sayPattern } from "./patterns.ts";
import type { ProtocolTeller } from "./teller.ts";

/** What kind of time a clock is, as its sentence begins. */
const FORMS: Readonly<Record<DutyForm, Words>> = {
  deadline: { en: "Within", fr: "En" },
  "minimum-wait": { en: "Not before the end of", fr: "Pas avant la fin de" },
  window: { en: "A right to be used within", fr: "Un droit à exercer en" },
  expiry: { en: "It lapses after", fr: "La mesure expire au bout de" },
};

const UNITS = {
  days: { en: "days", fr: "jours" },
  weeks: { en: "weeks", fr: "semaines" },
  months: { en: "months", fr: "mois" },
  years: { en: "years", fr: "ans" },
  workingDays: { en: "working days", fr: "jours ouvrés" },
} as const satisfies Record<CalendarUnit, Words>;

const CALENDAR: Words = { en: "by the calendar", fr: "au calendrier" };
const ENDS = {
  moment: { en: "until the same time of day", fr: "jusqu’à la même heure" },
  day: { en: "until the end of the last day", fr: "jusqu’à la fin du dernier jour" },
  "working-day": {
    en: "until the end of the last day, or of the next working day",
    fr: "jusqu’à la fin du dernier jour, ou du jour ouvré suivant",
  },
} as const satisfies Record<CalendarLength["ends"], Words>;

/** How long a clock runs: elapsed time, time by a calendar, as judged afterwards, or as the message says. */
export function sayLength(length: DutyLength, say: ProtocolTeller): string {
  if (length === "message")
    return say.words({ en: "the time that the message gives", fr: "le temps que le message donne" });
  if (length === "counted")
    return say.words({
      en: "no time of its own, it is only counted",
      fr: "aucun temps propre, il est seulement compté",
    });
  if (isElapsed(length)) return say.quantity(length, (ms) => saySpan(ms, say.language));
  if (isJudged(length)) {
    const judged = say.delay(length.judged);
    return say.words({
      en: `an open time, judged afterwards: ${judged}`,
      fr: `un temps ouvert, jugé après coup : ${judged}`,
    });
  }
  const { unit } = unitOf(length);
  const { of, ends } = length;
  const count = say.quantity(length[unit] as Quantity, (value) => sayNumber(value, say.language));
  const whose =
    of === "debtor"
      ? { en: "of whoever owes it", fr: "du débiteur" }
      : of === "creditor"
        ? { en: "of the other party", fr: "de l’autre partie" }
        : { en: `of ${say.quote(of)}`, fr: `de ${say.quote(of)}` };
  return `${count} ${say.words(UNITS[unit])} (${say.words(CALENDAR)} ${say.words(whose)}; ${say.words(ENDS[ends])})`;
}

/** One clock: what it is, how long, from when to when, what holds it and what becomes of it. */
export function sayClockLines(duty: Duty, protocol: Protocol, say: ProtocolTeller): string[] {
  const { title, kind, instrument, clock, starts, stops, within, source } = duty;
  const of = (en: string, fr: string) => say.words({ en, fr });
  const number = clock === undefined ? "" : `, ${clock}`;
  const patterns = (given: FactPatterns) =>
    say.either(patternsOf(given).map((each) => sayPattern(each, say)));
  const span = sayLength(within, say);
  const lines = [
    `${say.words(FORMS[duty.form ?? "deadline"])} ${span}, ${of("for", "pour")} ${sayDebtor(duty, say)}, ${sayPer(duty, say)}.`,
    `${of("It starts when", "Il commence quand")} ${patterns(starts)}.`,
  ];
  const add = (given: FactPatterns | undefined, en: string, fr: string, more = "") => {
    if (given !== undefined) lines.push(`${of(en, fr)} ${patterns(given)}${more}.`);
  };
  add(stops, "It stops when", "Il s’arrête quand");
  add(
    duty.suspendedBy,
    "It is suspended when",
    "Il est suspendu quand",
    duty.suspends === "keep"
      ? of("; afterwards it goes on with what was left", " ; ensuite il reprend avec le temps restant")
      : of("; afterwards it begins anew", " ; ensuite il recommence"),
  );
  add(duty.restartedBy, "It runs again when", "Il repart quand");
  const longer = duty.extension === undefined ? "" : sayLength(duty.extension, say);
  add(
    duty.extendedBy,
    "It is extended when",
    "Il est prolongé quand",
    of(
      `, by ${longer}, ${duty.extensions ?? 1} time(s) at most`,
      `, de ${longer}, ${duty.extensions ?? 1} fois au plus`,
    ),
  );
  add(
    duty.waivedBy,
    "It ends without anybody being held to it when",
    "Il prend fin sans que nul n’y soit tenu quand",
  );
  const { renewable, repeats, counts } = duty;
  if (renewable !== undefined) {
    const times =
      renewable.times === undefined
        ? ""
        : of(`, ${renewable.times} time(s) at most`, `, ${renewable.times} fois au plus`);
    const length =
      renewable.within === undefined
        ? ""
        : of(`, for ${sayLength(renewable.within, say)}`, `, pour ${sayLength(renewable.within, say)}`);
    const from =
      renewable.from === "then"
        ? of(", from then on", ", à partir de là")
        : of(", from its old end", ", à partir de son ancienne fin");
    add(renewable.by, "It is renewed when", "Il est renouvelé quand", length + from + times);
  }
  if (repeats !== undefined)
    lines.push(
      of(
        `It comes back every ${sayLength(repeats, say)}.`,
        `Il revient tous les ${sayLength(repeats, say)}.`,
      ),
    );
  if (counts !== undefined) {
    const what = patterns(counts.of ?? starts);
    const window = sayLength(counts.within, say);
    lines.push(
      of(
        `Only from the ${counts.n} time on that ${what} within ${window}.`,
        `Seulement à partir de ${counts.n} fois où ${what} en ${window}.`,
      ),
    );
  }
  const force = sayInForce(duty.inForce ?? protocol.inForce, say.language);
  if (duty.inForce !== undefined && force !== "") lines.push(`${force}.`);
  lines.push(`${of("Read in", "Lu dans")} ${source[say.language]}${say.mark(duty.mark)}.`);
  return [
    say.tidy(
      `${title[say.language]} (${sayDutyKind(kind, say.language)}, ${instrument[say.language]}${number})`,
    ),
    ...lines.map((line) => say.tidy(`  ${line}`)),
  ];
}

function sayDebtor({ debtor }: Duty, say: ProtocolTeller): string {
  if (debtor === "actor")
    return say.words({ en: "whoever the start is about", fr: "celui que le début concerne" });
  if (debtor === "other")
    return say.words({ en: "the other party of the start", fr: "l’autre partie du début" });
  return say.quote(debtor.actor);
}

function sayPer({ per }: Duty, say: ProtocolTeller): string {
  const words = {
    debtor: { en: "one clock for each", fr: "un délai pour chacun" },
    message: { en: "one clock for each message", fr: "un délai pour chaque message" },
    item: { en: "one clock for each item", fr: "un délai pour chaque contenu" },
    incident: { en: "one clock for the whole incident", fr: "un délai pour tout l’incident" },
  } as const satisfies Record<Duty["per"], Words>;
  return say.words(words[per]);
}
