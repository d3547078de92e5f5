import type { ClosedStep, TraceStep } from "../model/index.ts";
import type { Language } from "./language.ts";
import {
  type FindingNames,
  howAnswered,
  sayAsked,
  whatComes,
  whereItIs,
  whoDoes,
} from "./statechart/finding.ts";

/**
 * The run that shows a finding, a line for each step: who hears what, how its questions are answered, where it then stands
 * and what it asks for, in the words of its protocols and the titles of its scenario. `check --json` has the names in the
 * files beside it.
 */
export function traceLines(trace: readonly TraceStep[], names: FindingNames): string[] {
  const { language } = names.own;
  const words = {
    en: { done: "what is done", colon: ":", semicolon: "; " },
    fr: { done: "ce qui est fait", colon: " :", semicolon: " ; " },
  }[language];
  return trace.map((step, index) => {
    const { protocol, machine, answers, state, effects } = step;
    const teller = names.protocol(protocol) ?? names.own;
    const asked = howAnswered(answers, protocol, names);
    const done = effects.map((each) => sayAsked(each, teller)).join(words.semicolon);
    const rest = done === "" ? "" : ` [${words.done}${words.colon} ${done}]`;
    return teller.tidy(
      `    ${index + 1}. ${whoDoes(step, names)}${words.colon} ${whatComes(step, names)}${asked === "" ? "" : ` (${asked})`} -> ${whereItIs(protocol, machine, state, names)}${rest}`,
    );
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
export function closedLines(closed: readonly ClosedStep[], names: FindingNames): string[] {
  const { language } = names.own;
  const words = {
    en: { in: "in", colon: ":", semicolon: "; " },
    fr: { in: "en", colon: " :", semicolon: " ; " },
  }[language];
  return closed.map((step) => {
    const { protocol, machine, state, answers = [], to, why } = step;
    const where = state === "" ? "" : `, ${words.in} ${whereItIs(protocol, machine, state, names)}`;
    const asked = howAnswered(answers, protocol, names);
    const comes = whatComes(step, names);
    const what = comes === "" ? "" : `${comes}${asked === "" ? "" : ` (${asked})`}`;
    const leads = to === undefined ? "" : ` -> ${whereItIs(protocol, machine, to, names)}`;
    const said = `${what}${leads}`.trim();
    return names.own.tidy(
      `    x. ${whoDoes(step, names)}${where}${words.colon} ${said}${said === "" ? "" : words.semicolon}${WHYS[why][language]}`,
    );
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
