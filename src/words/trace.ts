import type { ClosedStep, TraceStep } from "../model/index.ts";
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

const WHYS: Readonly<Record<ClosedStep["why"], Readonly<Record<Language, string>>>> = {
  "nobody-causes": { en: "nobody can cause it", fr: "personne ne peut le causer" },
  "never-runs-down": {
    en: "the wait never runs down",
    fr: "le délai n’arrive jamais à terme",
  },
  "never-agrees": {
    en: "the questions are never answered so",
    fr: "les questions ne reçoivent jamais ces réponses",
  },
  "nothing-listens": { en: "nothing there listens to it", fr: "rien n’y écoute" },
  "no-way": { en: "no step leads there", fr: "aucune étape n’y mène" },
  "never-made": { en: "nothing ever brings it about", fr: "rien ne le produit jamais" },
};

/** The steps that are missing where a run ends, a line for each, with why they are never taken. */
export function closedLines(closed: readonly ClosedStep[], language: Language): string[] {
  const words = {
    en: { after: "after", in: "in", yes: "yes", no: "no" },
    fr: { after: "après", in: "en", yes: "oui", no: "non" },
  }[language];
  const colon = { en: ":", fr: " :" }[language];
  return closed.map(({ protocol, machine, actor, state, event, timer, answers = [], to, why }) => {
    const role = `${protocol}/${machine.replace(/^roles\./, "")}`;
    const who = actor === undefined ? role : `${actor} (${role})`;
    const where = state === "" ? "" : ` ${words.in} ${state}`;
    const asked = answers.map(({ guard, is }) => `${guard}${colon} ${is ? words.yes : words.no}`).join(", ");
    const name = timer === undefined ? event : `${words.after} ${timer}`;
    const what = name === "" ? "" : ` ${name}${asked === "" ? "" : ` (${asked})`}`;
    return `    x. ${who}${where}${colon}${what}${to === undefined ? "" : ` -> ${to}`}${what === "" ? " " : `${{ en: "; ", fr: " ; " }[language]}`}${WHYS[why][language]}`;
  });
}

/** How a finding's run went when it was played again. */
export interface ReplayedFinding {
  readonly source: string;
  readonly code: string;
  readonly path: string;
  readonly steps: number;
  /** the step, from 1, that could not be taken or went otherwise; one more than there are for what is missing at its end */
  readonly failedAt?: number;
}

/** A line for each finding whose run was played again, and one for all. */
export function replayLines(
  found: readonly ReplayedFinding[],
  withoutRun: number,
  language: Language,
): string[] {
  const colon = { en: ":", fr: " :" }[language];
  const same = found.filter(({ failedAt }) => failedAt === undefined).length;
  const lines = found.map(({ source, code, path, steps, failedAt }) => {
    const went =
      failedAt === undefined
        ? { en: `${steps} steps, as told`, fr: `${steps} étapes, comme annoncé` }
        : { en: `goes otherwise at step ${failedAt}`, fr: `se passe autrement à l’étape ${failedAt}` };
    return `${source} ${code} ${path}${colon} ${went[language]}`;
  });
  const sum = {
    en: `${found.length} runs played again, ${same} as told; findings without a run: ${withoutRun}`,
    fr: `${found.length} déroulements rejoués, dont ${same} comme annoncé ; constats sans déroulement : ${withoutRun}`,
  };
  return [...lines, sum[language]];
}
