import type { StepAsked } from "../../../src/model/index.ts";
import { type Language, type Names, sayMessage, saySpan } from "../../../src/words/index.ts";
import { CONTROL } from "../words/control.ts";
import { ENTRIES } from "../words/entries.ts";
import { EXERCISE } from "../words/exercise.ts";
import { sayIn } from "../words/say.ts";
import type { RecordEntry } from "./table-types.ts";

interface Tools {
  readonly names: Names;
  readonly language: Language;
  seat(id: string): string;
  /** which decision an actor was asked for under a number, by `actor number` */
  readonly asked: ReadonlyMap<string, string>;
}

type Sentence = (entry: RecordEntry, tools: Tools) => string;

const text = (value: unknown) => String(value ?? "");

/** Entries whose sentence is made from what they hold; the others are one and the same sentence always. */
const MADE: Readonly<Record<string, Sentence>> = {
  admitted: ({ data }, { language, seat }) => {
    const say = sayIn(language);
    const role = EXERCISE[text(data.role) as "player"];
    return say(ENTRIES.admitted)(
      role === undefined ? "" : say(role),
      typeof data.seat !== "string" ? "" : `, ${seat(text(data.seat))}`,
    );
  },
  "speed-set": ({ data }, { language }) => sayIn(language)(ENTRIES["speed-set"])(text(data.speed)),
  "move-begun": ({ data }, { language }) => sayIn(language)(ENTRIES["move-begun"])(text(data.move)),
  "handed-over": ({ data }, { language, seat }) =>
    sayIn(language)(ENTRIES[data.to === "model" ? "handed-to-model" : "handed-to-person"])(
      seat(text(data.seat)),
    ),
  decided: ({ data }, { language, names, asked }) => {
    const decision = asked.get(`${text(data.actor)} ${text(data.decision)}`) ?? "";
    const about = decision === "" ? text(data.decision) : names.decision(decision);
    return sayIn(language)(ENTRIES.decided)(
      names.who(text(data.actor)),
      about,
      names.option(decision, text(data.option)),
    );
  },
  message: ({ data }, { language, names }) =>
    sayIn(language)(ENTRIES.message)(
      names.who(text(data.from)),
      names.who(text(data.to)),
      sayMessage(text(data.message), language),
    ),
  "action-ruled": ({ data }, { language }) => sayIn(language)(ENTRIES["action-ruled"])(text(data.action)),
  shifted: ({ data }, { language }) => sayIn(language)(ENTRIES.shifted)(saySpan(Number(data.by), language)),
  "room-decided": ({ data }, { language, names, asked }) => {
    const say = sayIn(language);
    const decision = asked.get(`${text(data.actor)} ${text(data.decision)}`) ?? "";
    const option = data.outside === true ? say(CONTROL.outside) : names.option(decision, text(data.option));
    return say(ENTRIES["room-decided"])(names.who(text(data.actor)), option);
  },
  rated: ({ data }, { language }) => sayIn(language)(ENTRIES.rated)(text(data.about), text(data.rating)),
  stepped: ({ data }, { language }) =>
    sayIn(language)(ENTRIES[data.to === "minute" ? "stepped-minute" : "stepped"]),
  "step-ended": ({ data }, { language, names }) => {
    const say = sayIn(language);
    const asked = (Array.isArray(data.asked) ? data.asked : []) as readonly StepAsked[];
    const whose = asked
      .map(({ actor, decision }) => `${names.who(actor)}, ${names.decision(decision)}`)
      .join("; ");
    if (whose === "") return say(ENTRIES["step-ended"]);
    return say(ENTRIES[data.why === "ran-out" ? "step-ran-out" : "step-at-decision"])(whose);
  },
  corrected: ({ data }, { language }) => sayIn(language)(ENTRIES.corrected)(text(data.entry)),
};

const OF_ROWS = /^row-(?:send|hold|release|skip|added)$/;

/** An entry of the record as a sentence; what was typed stands beside it. */
export function sayEntry(entry: RecordEntry, tools: Tools): string {
  const made = MADE[entry.kind];
  if (made !== undefined) return made(entry, tools);
  const say = sayIn(tools.language);
  if (OF_ROWS.test(entry.kind)) return say(ENTRIES[entry.kind as "row-send"])(text(entry.data.number));
  const plain = ENTRIES[entry.kind as "started"];
  return plain === undefined ? entry.kind : say(plain);
}
