import type { AccountDecision, AccountDuty, ExerciseAccount, RatedObjective } from "../../model/index.ts";
import { sayNumber, saySpan } from "../numbers.ts";
import { sayDutyKind } from "../vocabulary.ts";
import { count, expectationSaid, headlineDuties } from "./counts.ts";
import type { DocumentBlock } from "./document.ts";
import type { ExerciseTeller } from "./teller.ts";
import { RATING_WORDS } from "./terms.ts";

/** Strengths and areas for improvement: what happened, where it stands, what is known of why. They speak of the protocol. */

/** Something to be improved: what happened, where it stands, and what is known of why. */
export interface Area {
  readonly objective: RatedObjective | undefined;
  readonly issue: string;
  readonly reference: string;
  readonly analysis: string;
}

const objectiveOfTask = ({ objectives }: ExerciseAccount, task: string) =>
  objectives.find(({ targets }) => targets.some(({ tasks }) => tasks.some(({ id }) => id === task)));
const objectiveOfRow = ({ objectives, file }: ExerciseAccount, row: string) => {
  const id = file.rows.find(({ number }) => number === row)?.objective;
  return objectives.find((each) => each.id === id);
};

export function areasOf(teller: ExerciseTeller): readonly Area[] {
  const { account } = teller;
  const none = "–";
  const noted = account.notes
    .filter(({ note }) => note === "area")
    .map((note): Area => {
      const objective = objectiveOfTask(account, note.task) ?? objectiveOfRow(account, note.row);
      const task = objective?.targets.flatMap(({ tasks }) => tasks).find(({ id }) => id === note.task);
      return {
        objective,
        issue: teller.corrected(note.entry, note.entry.texts.text),
        reference: [
          ...(task === undefined ? [] : [teller.text(task.source)]),
          teller.entryNumber(note.entry.entry),
        ].join(", "),
        analysis: none,
      };
    });
  const expected = account.expectations
    .filter(({ end }) => end === "late" || end === "missed")
    .map(
      (each): Area => ({
        objective: objectiveOfRow(account, each.row),
        issue: `${teller.quote(each.text)}${teller.colon}${expectationSaid(teller, each)}`,
        reference: teller.say({ en: `row ${each.row}`, fr: `ligne ${each.row}` }),
        analysis: none,
      }),
    );
  const missed = headlineDuties(account.played.duties)
    .filter(({ outcome, item }) => outcome === "missed" && item === null)
    .map(
      (duty): Area => ({
        objective: undefined,
        issue: dutyMissed(teller, duty),
        reference: `${teller.say(duty.instrument)} (${sayDutyKind(duty.kind, teller.language)})`,
        analysis: besideDuty(teller, duty),
      }),
    );
  const lapsed = lapsedTogether(account).map(
    ([each, ...more]): Area => ({
      objective: undefined,
      issue: teller.say({
        en: `Time ran out for “${teller.decision(each.decision)}” (${teller.party(each.actor, each.seat)}); the default acted.`,
        fr: `Le temps a manqué pour « ${teller.decision(each.decision)} » (${teller.party(each.actor, each.seat)}) ; la règle par défaut s’est appliquée.`,
      }),
      reference: [each, ...more].map(({ at }) => teller.clock(at)).join("\n"),
      analysis: none,
    }),
  );
  const outside = account.actions.map(
    ({ entry }): Area => ({
      objective: undefined,
      issue: `${teller.say({ en: "The protocol holds no step for this:", fr: "Le protocole ne prévoit aucune étape pour ceci :" })} ${teller.corrected(entry, entry.texts.text)}`,
      reference: teller.entryNumber(entry.entry),
      analysis: none,
    }),
  );
  const room = account.decisions
    .filter(({ how, decision }) => how === "room" && decision === undefined)
    .flatMap(({ entry }): readonly Area[] =>
      entry === undefined
        ? []
        : [
            {
              objective: undefined,
              issue: `${teller.say({ en: "The protocol holds no step for this:", fr: "Le protocole ne prévoit aucune étape pour ceci :" })} ${teller.corrected(entry, entry.texts.text)}`,
              reference: teller.entryNumber(entry.entry),
              analysis: none,
            },
          ],
    );
  return [...noted, ...expected, ...missed, ...lapsed, ...outside, ...room];
}

/** Decisions for which time ran out, those of one kind and actor together. */
function lapsedTogether({ decisions }: ExerciseAccount): readonly (readonly AccountDecision[])[] {
  const groups = new Map<string, AccountDecision[]>();
  for (const each of decisions) {
    if (each.how !== "lapsed") continue;
    const key = `${each.actor} ${each.decision ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function strengthsOf(teller: ExerciseTeller, objective: RatedObjective | undefined): readonly string[] {
  const { account } = teller;
  const noted = account.notes
    .filter(
      ({ note, task, row }) =>
        note === "strength" && (objectiveOfTask(account, task) ?? objectiveOfRow(account, row)) === objective,
    )
    .map(({ entry }) => `${teller.corrected(entry, entry.texts.text)} (${teller.entryNumber(entry.entry)})`);
  const met = account.expectations
    .filter(({ end, row }) => end === "met" && objectiveOfRow(account, row) === objective)
    .map((each) => `${teller.quote(each.text)}${teller.colon}${expectationSaid(teller, each)}`);
  if (objective !== undefined) return [...noted, ...met];
  const duties = headlineDuties(account.played.duties).filter(({ outcome }) => outcome === "met");
  const byDuty = new Map<string, number>();
  for (const duty of duties) {
    const name = teller.duty(duty);
    byDuty.set(name, (byDuty.get(name) ?? 0) + 1);
  }
  const kept = [...byDuty].map(([name, times]) =>
    teller.say({
      en: `Deadline met: ${name}${times === 1 ? "" : ` (${sayNumber(times, "en")} times)`}.`,
      fr: `Délai tenu : ${name}${times === 1 ? "" : ` (${sayNumber(times, "fr")} fois)`}.`,
    }),
  );
  return [...noted, ...met, ...kept];
}

function dutyMissed(teller: ExerciseTeller, duty: AccountDuty): string {
  const { language } = teller;
  const [name, debtor] = [teller.duty(duty), teller.names.who(duty.debtor)];
  const due = duty.dueAt === null ? "–" : teller.clock(duty.dueAt);
  if (duty.stoppedAt === null)
    return teller.say({
      en: `Deadline missed: ${name} (${debtor}), due ${due}, not done by the end.`,
      fr: `Délai manqué : ${name} (${debtor}), échéance ${due}, non fait à la fin.`,
    });
  const late = duty.lateBy === undefined ? "–" : saySpan(duty.lateBy, language);
  return teller.say({
    en: `Deadline missed: ${name} (${debtor}), due ${due}, done ${late} late.`,
    fr: `Délai manqué : ${name} (${debtor}), échéance ${due}, fait avec ${late} de retard.`,
  });
}

/** What the same clock came to where the model played everybody: whether it hangs on the table or on the path. */
function besideDuty(teller: ExerciseTeller, duty: AccountDuty): string {
  const { alone } = teller.account;
  if (alone === undefined) return "–";
  const same = alone.duties.filter(
    ({ protocol, id, debtor }) => protocol === duty.protocol && id === duty.id && debtor === duty.debtor,
  );
  if (same.length === 0)
    return teller.say({
      en: "In the model’s own play under the same randomness this clock never started.",
      fr: "Dans le jeu du modèle seul, avec le même hasard, ce délai n’a pas commencé.",
    });
  const missed = count(same, ({ outcome }) => outcome === "missed");
  return teller.say({
    en: `In the model’s own play under the same randomness: ${missed} of ${same.length} missed.`,
    fr: `Dans le jeu du modèle seul, avec le même hasard : ${missed} sur ${same.length} manqués.`,
  });
}

export function analysisOf(teller: ExerciseTeller, areas: readonly Area[]): readonly DocumentBlock[] {
  const { objectives } = teller.account;
  return [
    ...objectives.flatMap((objective, place) => objectiveBlocks(teller, objective, place, areas)),
    teller.heading(2, { en: "The protocol itself", fr: "Le protocole lui-même" }),
    ...findingBlocks(
      teller,
      strengthsOf(teller, undefined),
      areas.filter(({ objective }) => objective === undefined),
    ),
  ];
}

const ratingSaid = (teller: ExerciseTeller, rating: RatedObjective["rating"]) =>
  rating === "differing"
    ? teller.say({ en: "evaluators differ", fr: "les évaluateurs divergent" })
    : rating === "unrated"
      ? teller.say(RATING_WORDS.unrated)
      : `${rating} (${teller.say(RATING_WORDS[rating])})`;

function objectiveBlocks(
  teller: ExerciseTeller,
  objective: RatedObjective,
  place: number,
  areas: readonly Area[],
): readonly DocumentBlock[] {
  const evidence = ({ ratings }: Pick<RatedObjective, "ratings">) =>
    ratings
      .map(({ rating, entry, evidence: of }) => {
        const numbers = of.map((each) => teller.entryNumber(each)).join(", ");
        const text = teller.corrected(entry, entry.texts.text);
        return [`${rating}`, text, numbers === "" ? "" : `[${numbers}]`]
          .filter((each) => each !== "")
          .join(" ");
      })
      .join("\n");
  const rows = objective.targets.flatMap((target, number) => [
    [
      `${place + 1}.${number + 1} ${teller.text(target.text)}`,
      "",
      ratingSaid(teller, target.rating),
      evidence(target),
    ],
    ...target.tasks.map((task) => [
      `– ${teller.text(task.text)}`,
      teller.text(task.source),
      ratingSaid(teller, task.rating),
      [evidence(task), ...task.notes.map((note) => teller.entryNumber(note))]
        .filter((each) => each !== "")
        .join("\n"),
    ]),
  ]);
  return [
    {
      kind: "heading",
      level: 2,
      text: `${place + 1}. ${teller.text(objective.capability)}`,
    },
    { kind: "paragraph", text: teller.text(objective.text) },
    {
      kind: "paragraph",
      text: `${teller.say({ en: "Rating of the capability:", fr: "Notation de la capacité :" })} ${ratingSaid(teller, objective.rating)}. ${evidence(objective)}`.trim(),
    },
    teller.table(
      { en: "Targets and critical tasks", fr: "Cibles et tâches critiques" },
      [
        { en: "Target / critical task", fr: "Cible / tâche critique" },
        { en: "Source", fr: "Source" },
        { en: "Rating", fr: "Notation" },
        { en: "Explanation and evidence", fr: "Explication et éléments" },
      ],
      rows,
    ),
    ...findingBlocks(
      teller,
      strengthsOf(teller, objective),
      areas.filter((each) => each.objective === objective),
    ),
  ];
}

function findingBlocks(
  teller: ExerciseTeller,
  strengths: readonly string[],
  areas: readonly Area[],
): readonly DocumentBlock[] {
  return [
    teller.heading(3, { en: "Strengths", fr: "Points forts" }),
    strengths.length === 0
      ? teller.paragraph({ en: "None was noted.", fr: "Aucun n’a été noté." })
      : { kind: "list", items: strengths, isNumbered: true },
    teller.heading(3, { en: "Areas for improvement", fr: "Axes d’amélioration" }),
    areas.length === 0
      ? teller.paragraph({ en: "None was noted.", fr: "Aucun n’a été noté." })
      : teller.table(
          { en: "Areas for improvement", fr: "Axes d’amélioration" },
          [
            { en: "No.", fr: "N°" },
            { en: "Observation", fr: "Observation" },
            { en: "Reference", fr: "Référence" },
            { en: "Analysis", fr: "Analyse" },
          ],
          areas.map(({ issue, reference, analysis }, place) => [
            String(place + 1),
            issue,
            reference,
            analysis,
          ]),
        ),
  ];
}
