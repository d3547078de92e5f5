import type { AccountDuty, ExerciseAccount } from "../../model/index.ts";
import { capital } from "../language.ts";
import { hasMeasureWords, sayMeasure, sayValue } from "../measures.ts";
import { sayNumber, saySpan } from "../numbers.ts";
import { isKeyMeasure } from "../run-page/measures.ts";
import { NOT_AT_THIS_SCALE, NOT_TOLD } from "../run-page/notes.ts";
import { sayDutyKind } from "../vocabulary.ts";
import { count, headlineDuties } from "./counts.ts";
import { type DocumentBlock, unmarked } from "./document.ts";
import type { ExerciseTeller } from "./teller.ts";

/** Duties of this exercise, and beside them those of the model by itself. */

const MOST_DUTIES = 200;

export function dutiesOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { played } = teller.account;
  const ofActors = played.duties.filter(({ item }) => item === null);
  const listed = [...ofActors, ...played.duties.filter(({ item }) => item !== null)].slice(0, MOST_DUTIES);
  if (played.dutiesTotal === 0)
    return [teller.paragraph({ en: "No deadline started.", fr: "Aucun délai n’a commencé." })];
  const sources = new Map(
    teller.account.header.duties.map((duty) => [`${duty.protocol}/${duty.id}`, duty.source]),
  );
  const kind = (duty: AccountDuty) =>
    sayDutyKind(duty.kind, teller.language) +
    (duty.counterfactual ? teller.say({ en: ", counterfactual", fr: ", contrefactuel" }) : "") +
    (duty.wrongfulOrder
      ? teller.say({
          en: ", of an order that was unlawful in truth",
          fr: ", d’une injonction en vérité illicite",
        })
      : "");
  return [
    teller.table(
      { en: "Deadlines and other clocks", fr: "Délais et autres horloges" },
      [
        { en: "Duty", fr: "Obligation" },
        { en: "Kind", fr: "Nature" },
        { en: "Source", fr: "Source" },
        { en: "Owed by", fr: "Due par" },
        { en: "Started", fr: "Début" },
        { en: "Due", fr: "Échéance" },
        { en: "Done", fr: "Fait" },
        { en: "Outcome", fr: "Issue" },
      ],
      listed.map((duty) => [
        teller.duty(duty),
        kind(duty),
        [duty.instrument, sources.get(`${duty.protocol}/${duty.id}`)]
          .flatMap((each) => (each === undefined ? [] : [teller.say(each)]))
          .filter((each) => each !== "")
          .join("\n"),
        teller.names.who(duty.debtor),
        teller.clock(duty.startedAt),
        duty.dueAt === null ? "–" : teller.clock(duty.dueAt),
        duty.stoppedAt === null ? "–" : teller.clock(duty.stoppedAt),
        teller.outcome(duty) +
          (duty.lateBy === undefined || duty.stoppedAt === null
            ? ""
            : teller.say({
                en: ` (${saySpan(duty.lateBy, "en")} late)`,
                fr: ` (${saySpan(duty.lateBy, "fr")} de retard)`,
              })),
      ]),
    ),
    ...(listed.length < played.dutiesTotal
      ? [
          teller.paragraph({
            en: `${sayNumber(played.dutiesTotal, "en")} clocks started in all; ${sayNumber(listed.length, "en")} are listed. The measures count all of them.`,
            fr: `${sayNumber(played.dutiesTotal, "fr")} délais ont commencé en tout ; ${sayNumber(listed.length, "fr")} figurent ici. Les mesures les comptent tous.`,
          }),
        ]
      : []),
  ];
}

/** Started, met and missed, of one duty. */
function tally(duties: readonly AccountDuty[], key: string): string {
  const own = headlineDuties(duties).filter((each) => `${each.protocol}/${each.id}` === key);
  const outcomes = (["met", "missed"] as const).map((wanted) =>
    count(own, ({ outcome }) => outcome === wanted),
  );
  return [own.length, ...outcomes].join(" / ");
}

export function besideOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { account, language } = teller;
  const { played, alone } = account;
  if (alone === undefined)
    return [
      teller.paragraph({
        en: "Shown after ENDEX.",
        fr: "Montré après FINEX.",
      }),
    ];
  const other = new Map(alone.measures.map((each) => [`${each.id} ${each.platform ?? ""}`, each]));
  const value = (line: ExerciseAccount["played"]["measures"][number] | undefined) => {
    if (line === undefined) return "–";
    if (line.value !== null)
      return line.id.startsWith("time.")
        ? teller.clock(line.value)
        : sayValue(line.value, line.unit, language);
    if (line.status === NOT_TOLD) return NOT_AT_THIS_SCALE[language];
    return line.status === "open" ? teller.say({ en: "open", fr: "en cours" }) : "–";
  };
  const measures = played.measures
    .filter(
      ({ id, platform, status }) =>
        platform === undefined && status !== "absent" && hasMeasureWords(id) && isKeyMeasure(id),
    )
    .map((line) => ({ line, beside: other.get(`${line.id} ${line.platform ?? ""}`) }));
  const told = measures.filter(({ line, beside }) => line.status !== NOT_TOLD || beside?.status !== NOT_TOLD);
  const left = measures.length - told.length;
  const keys = [
    ...new Set(
      [...headlineDuties(played.duties), ...headlineDuties(alone.duties)].map(
        ({ protocol, id }) => `${protocol}/${id}`,
      ),
    ),
  ];
  return [
    teller.paragraph({
      en: "Same seed, same plan as written, nobody in any seat, to the same instant. One run beside another: it shows what hung on the table, not which way of playing is better.",
      fr: "Même graine, chronogramme tel qu’écrit, personne aux postes, jusqu’au même instant. Une partie à côté d’une autre : cela montre ce qui a tenu à la table, non quelle façon de jouer vaut mieux.",
    }),
    teller.table(
      { en: "Measures side by side", fr: "Mesures côte à côte" },
      [
        { en: "Measure", fr: "Mesure" },
        { en: "This exercise", fr: "Cet exercice" },
        { en: "Model by itself", fr: "Modèle seul" },
      ],
      told.map(({ line, beside }) => [capital(sayMeasure(line.id, language)), value(line), value(beside)]),
    ),
    ...(left > 0
      ? [
          teller.paragraph({
            en: `${sayNumber(left, "en")} measures are left out: at this scale they would be other numbers than at full size.`,
            fr: `${sayNumber(left, "fr")} mesures sont omises : à cette échelle, elles seraient d’autres nombres qu’en taille entière.`,
          }),
        ]
      : []),
    teller.table(
      {
        en: "Deadlines side by side: started / met / missed",
        fr: "Délais côte à côte : commencés / tenus / manqués",
      },
      [
        { en: "Deadline", fr: "Délai" },
        { en: "This exercise", fr: "Cet exercice" },
        { en: "Model by itself", fr: "Modèle seul" },
      ],
      keys.map((key) => [
        unmarked(teller.names.duty(key)),
        tally(played.duties, key),
        tally(alone.duties, key),
      ]),
    ),
  ];
}
