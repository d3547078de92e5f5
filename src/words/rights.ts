import type { Text } from "../model/index.ts";
import { type Both, type Language, tidy, type Words } from "./language.ts";
import { saySpan } from "./numbers.ts";

/** The rights check in words: what is there, and what a named court said of it. Never whether it is lawful. */

interface FactorLine {
  readonly factor: string;
  readonly is: string;
  readonly weighed?: "against" | "for";
  readonly note?: Words;
  readonly mark: string;
  readonly computed?: string;
}

export interface LimbLine {
  readonly protocol: string;
  readonly title: Words;
  readonly decision: {
    readonly court: Words;
    readonly number: string;
    readonly date: string;
    readonly outcome: string;
    readonly source: Text;
  };
  readonly within?: number;
  readonly factors: readonly FactorLine[];
}

/** A factor's value as a clause that can stand after a colon. */
export const FACTOR_WORDS: Readonly<Record<string, Words>> = {
  "decider.administration": {
    en: "the administration alone decides",
    fr: "l’administration décide seule",
  },
  "decider.operator": { en: "the service alone decides", fr: "le service décide seul" },
  "decider.court": { en: "a court decides", fr: "un juge décide" },
  "decider.independent-body": {
    en: "an independent body decides",
    fr: "un organisme indépendant décide",
  },
  "manifest.required": {
    en: "unlawfulness must be manifest",
    fr: "l’illicéité doit être manifeste",
  },
  "manifest.not-required": {
    en: "unlawfulness need not be manifest",
    fr: "l’illicéité n’a pas à être manifeste",
  },
  "judge.before-deadline": {
    en: "a judge can rule before the time is up",
    fr: "un juge peut statuer avant la fin du délai",
  },
  "judge.soon-after": {
    en: "a judge can rule soon after the time is up",
    fr: "un juge peut statuer peu après la fin du délai",
  },
  "judge.not-in-time": {
    en: "no judge rules within the time",
    fr: "aucun juge ne statue dans le délai",
  },
  "appeal.suspensive": { en: "an appeal suspends the duty", fr: "le recours suspend l’obligation" },
  "appeal.not-suspensive": {
    en: "an appeal does not suspend the duty",
    fr: "le recours ne suspend pas l’obligation",
  },
  "appeal.none": { en: "there is no appeal", fr: "il n’y a pas de recours" },
  "penalty.each-miss": {
    en: "each single miss is punishable",
    fr: "chaque manquement est punissable",
  },
  "penalty.systematic-failure": {
    en: "only systematic failure is punishable",
    fr: "seul un manquement systématique est punissable",
  },
  "penalty.none": { en: "no failure is punishable", fr: "aucun manquement n’est punissable" },
  "sanction.penal": { en: "the sanction is penal", fr: "la sanction est pénale" },
  "sanction.administrative": {
    en: "the sanction is administrative",
    fr: "la sanction est administrative",
  },
  "sanction.none": { en: "there is no sanction", fr: "il n’y a pas de sanction" },
  "defence.defined": {
    en: "the law says when a failure is excused",
    fr: "la loi dit quand un manquement est excusé",
  },
  "defence.not-defined": {
    en: "no defence is defined",
    fr: "aucune cause d’exonération n’est définie",
  },
  "breadth.named-items": {
    en: "only what is named must be judged",
    fr: "seul ce qui est désigné doit être apprécié",
  },
  "breadth.every-report": {
    en: "every report must be judged",
    fr: "chaque signalement doit être apprécié",
  },
  "independent.informed": {
    en: "an independent person is informed",
    fr: "une personne indépendante est informée",
  },
  "independent.not-informed": {
    en: "no independent person is informed",
    fr: "aucune personne indépendante n’est informée",
  },
};

const WEIGHED: Readonly<Record<"against" | "for" | "neither", Words>> = {
  against: {
    en: "present, and held against it by the court",
    fr: "présents, et retenus contre lui par le juge",
  },
  for: {
    en: "present, and named by the court among what it accepted it for",
    fr: "présents, et cités par le juge parmi ce qui l’a fait admettre",
  },
  neither: { en: "present besides", fr: "également présents" },
};

const MARKS: Readonly<Record<string, Words>> = {
  recalled: { en: " (recalled, unconfirmed)", fr: " (retenu de mémoire, non confirmé)" },
  assumed: { en: " (assumed)", fr: " (supposé)" },
};

const OUTCOMES: Readonly<Record<string, Words>> = {
  "struck-down": { en: "struck down by", fr: "censuré par" },
  upheld: { en: "let stand by", fr: "admis par" },
};

const HEAD: Both<(limb: LimbLine, time: string, outcome: string) => string> = {
  en: ({ protocol, title, decision }, time, outcome) =>
    `Rights check, ${protocol}, “${title.en}”${time === "" ? "" : ` (${time})`}: ${outcome} ${decision.court.en}, decision ${decision.number} of ${decision.date} [${decision.source.en}].`,
  fr: ({ protocol, title, decision }, time, outcome) =>
    `Examen des droits, ${protocol}, « ${title.fr} »${time === "" ? "" : ` (${time})`} : ${outcome} ${decision.court.fr}, décision ${decision.number} du ${decision.date} [${decision.source.fr}].`,
};

/** One limb: its decision, then what the court held against it, what it accepted it for, and what else is there. */
export function rightsLines(limb: LimbLine, language: Language): string[] {
  const time = limb.within === undefined ? "" : saySpan(limb.within, language);
  const outcome = OUTCOMES[limb.decision.outcome]?.[language] ?? limb.decision.outcome;
  const lines = [HEAD[language](limb, time, outcome)];
  for (const how of ["against", "for", "neither"] as const) {
    const factors = limb.factors.filter(({ weighed }) => (weighed ?? "neither") === how);
    if (factors.length === 0) continue;
    const said = factors.map((each) => sayFactor(each, language)).join(language === "fr" ? " ; " : "; ");
    lines.push(`  ${WEIGHED[how][language]}${language === "fr" ? " :" : ":"} ${said}.`);
  }
  return lines.map((line) => tidy(line, language));
}

export function sayFactor({ factor, is, note, mark }: FactorLine, language: Language): string {
  const clause = FACTOR_WORDS[`${factor}.${is}`]?.[language] ?? `${factor}: ${is}`;
  const more = note === undefined ? "" : `, ${note[language]}`;
  return `${clause}${more}${MARKS[mark]?.[language] ?? ""}`;
}
