import type { TraceStep } from "../model/index.ts";
import type { Language } from "./language.ts";

/**
 * The run that shows a finding, a line for each step: who hears what, how its questions are answered, where it then stands
 * and what it asks for. Names are those of the files, so that each can be looked up there.
 */
export function traceLines(trace: readonly TraceStep[], language: Language): string[] {
  const words = {
    en: { after: "after", asks: "asks for", yes: "yes", no: "no" },
    fr: { after: "après", asks: "demande", yes: "oui", no: "non" },
  }[language];
  const colon = { en: ":", fr: " :" }[language];
  return trace.map(({ actor, protocol, machine, event, timer, answers, state, effects }, index) => {
    const role = `${protocol}/${machine.replace(/^roles\./, "")}`;
    const who = actor === undefined ? role : `${actor} (${role})`;
    const what = timer === undefined ? event : `${words.after} ${timer}`;
    const asked = answers.map(({ guard, is }) => `${guard}${colon} ${is ? words.yes : words.no}`).join(", ");
    const done = effects.map(({ type, params }) =>
      type === "send" ? `send ${String(params.message)}` : type,
    );
    const rest = done.length === 0 ? "" : ` [${words.asks}${colon} ${done.join(", ")}]`;
    return `    ${index + 1}. ${who}${colon} ${what}${asked === "" ? "" : ` (${asked})`} -> ${state}${rest}`;
  });
}
