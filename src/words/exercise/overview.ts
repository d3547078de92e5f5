import { type ExerciseFile, realTimeOf, type Text } from "../../model/index.ts";
import { capital, type Language, tidy, type Words } from "../language.ts";
import { saySpan } from "../numbers.ts";
import { MODE_WORDS, TYPE_WORDS } from "./terms.ts";

/** What the table of an exercise says beyond its file: nothing where the reader must not know it yet. */
export interface OverviewExtras {
  readonly scenario: readonly string[];
  readonly dates?: string;
}

/** The eleven rows of the overview, in the order that is known: facts/exercise-conventions.md section 6. */
export function overviewFields(
  file: ExerciseFile,
  language: Language,
  { scenario, dates }: OverviewExtras,
): readonly (readonly [string, string])[] {
  const { overview } = file;
  const texts = (given: readonly Text[]) => given.map((each) => each[language]).join("\n");
  const row = (words: Words, text: string) =>
    [tidy(words[language], language), text === "" ? "–" : text] as const;
  const type = TYPE_WORDS[file.type][language];
  const mode = MODE_WORDS[file.mode][language];
  const span = saySpan(file.duration, language);
  const real = saySpan(realTimeOf(file), language);
  const length = {
    en: `${span} of exercise time in about ${real}`,
    fr: `${span} de temps d’exercice en ${real} environ`,
  }[language];
  const scope = `${capital(type)}, ${mode}, ${length}. ${file.scope[language]}`;
  return [
    row({ en: "Exercise Name", fr: "Nom de l’exercice" }, file.title[language]),
    row({ en: "Exercise Dates", fr: "Dates" }, dates ?? overview.dates?.[language] ?? ""),
    row({ en: "Scope", fr: "Périmètre" }, tidy(scope, language)),
    row({ en: "Mission Area(s)", fr: "Domaines" }, texts(overview.missionAreas)),
    row(
      { en: "Core Capabilities", fr: "Capacités" },
      texts(
        [...overview.capabilities, ...file.objectives.map(({ capability }) => capability)].filter(
          (each, place, all) => all.findIndex(({ en }) => en === each.en) === place,
        ),
      ),
    ),
    row(
      { en: "Objectives", fr: "Objectifs" },
      [file.aim, ...file.objectives.map(({ text }) => text)].map((each) => each[language]).join("\n"),
    ),
    row({ en: "Threat or Hazard", fr: "Menace" }, overview.threat[language]),
    row({ en: "Scenario", fr: "Scénario" }, scenario.join("\n")),
    row({ en: "Sponsor", fr: "Commanditaire" }, overview.sponsor[language]),
    row(
      { en: "Participating Organizations", fr: "Organisations participantes" },
      texts(overview.organisations),
    ),
    row({ en: "Point of Contact", fr: "Contact" }, overview.contact[language]),
  ];
}
