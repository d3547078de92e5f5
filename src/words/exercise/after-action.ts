import {
  type AccountDuty,
  type AccountEntry,
  type AccountExpectation,
  type ExerciseAccount,
  type FactRecord,
  RATINGS,
  type RatedObjective,
  type Text,
  type Typed,
} from "../../model/index.ts";
import { weightOf } from "../facts.ts";
import { capital, type Language, type Words } from "../language.ts";
import { hasMeasureWords, sayMeasure, sayValue } from "../measures.ts";
import type { ProtocolTitles } from "../names.ts";
import { sayClock, sayNumber, saySpan } from "../numbers.ts";
import { isKeyMeasure, NOT_AT_THIS_SCALE, NOT_TOLD, notesOf } from "../report.ts";
import { ProtocolTeller } from "../statechart/teller.ts";
import { LEFT_OUT } from "../two-pages.ts";
import { sayDutyKind } from "../vocabulary.ts";
import { decisionBlocks } from "./decisions.ts";
import { type DocumentBlock, type ExerciseDocument, markOf, sayReal, unmarked } from "./document.ts";
import { overviewFields } from "./overview.ts";
import { CLOCK_COLUMNS, ExerciseTeller } from "./teller.ts";
import {
  ELEMENT_WORDS,
  EXPECTATION_END_WORDS,
  HOT_WASH_QUESTION_WORDS,
  HOT_WASH_WORDS,
  PAUSE_WORDS,
  RATING_WORDS,
  ROLE_WORDS,
  ROW_END_WORDS,
  ROW_FROM_WORDS,
} from "./terms.ts";

/**
 * The after-action report with its improvement plan, in the order that exercise offices know
 * (facts/exercise-conventions.md section 8). What it finds it says of the protocol; people are seats in it.
 */
export function afterActionReport(
  account: ExerciseAccount,
  titles: ProtocolTitles,
  versions: Readonly<Record<string, string | number>>,
  language: Language,
): ExerciseDocument {
  const teller = new ExerciseTeller(account, titles, language);
  const areas = areasOf(teller);
  return {
    language,
    mark: markOf(account.file.marking[language], language),
    title: account.file.title[language],
    subtitle: teller.say({
      en: "After-action report and improvement plan (AAR/IP) · draft until agreed",
      fr: "Rapport de retour d’expérience et plan d’amélioration (RETEX) · projet jusqu’à accord",
    }),
    notices: noticesOf(teller),
    blocks: [
      teller.heading(1, { en: "Exercise overview", fr: "Présentation de l’exercice" }),
      overviewOf(teller),
      teller.heading(1, { en: "Summary", fr: "Synthèse" }),
      ...summaryOf(teller),
      teller.heading(1, { en: "Analysis of core capabilities", fr: "Analyse des capacités" }),
      ...analysisOf(teller, areas),
      teller.heading(1, { en: "Timeline, both clocks", fr: "Chronologie, deux horloges" }),
      ...timelineOf(teller),
      teller.heading(1, { en: "Decisions", fr: "Décisions" }),
      ...decisionBlocks(teller),
      teller.heading(1, { en: "Outside the protocol", fr: "Hors protocole" }),
      ...outsideOf(teller),
      teller.heading(1, {
        en: "List of events: what was sent, held and skipped",
        fr: "Chronogramme : envoyé, retenu, écarté",
      }),
      ...rowsOf(teller),
      teller.heading(1, { en: "Expected actions", fr: "Actions attendues" }),
      ...expectedOf(teller),
      teller.heading(1, { en: "Duties met and missed", fr: "Délais tenus et manqués" }),
      ...dutiesOf(teller),
      teller.heading(1, {
        en: "Beside the model’s own play under the same randomness",
        fr: "En regard du jeu du modèle seul, avec le même hasard",
      }),
      ...besideOf(teller),
      teller.heading(1, {
        en: "Pauses, NO DUFF, seats handed over",
        fr: "Pauses, HORS EXERCICE, sièges remis",
      }),
      ...breaksOf(teller),
      teller.heading(1, { en: "Load of each seat", fr: "Charge de chaque siège" }),
      ...loadOf(teller),
      teller.heading(1, { en: "How much of the protocol was exercised", fr: "Part du protocole exercée" }),
      ...coverageOf(teller),
      teller.heading(1, { en: "Hot wash", fr: "RETEX à chaud" }),
      ...hotWashOf(teller),
      teller.heading(1, { en: "Appendix A: improvement plan", fr: "Annexe A : plan d’amélioration" }),
      ...planOf(teller, areas),
      teller.heading(1, { en: "Appendix B: participants", fr: "Annexe B : participants" }),
      ...peopleOf(teller),
      teller.heading(1, { en: "Corrections and deletions", fr: "Corrections et effacements" }),
      ...correctionsOf(teller),
      teller.heading(1, { en: "What the model leaves out", fr: "Ce que le modèle laisse de côté" }),
      { kind: "list", items: LEFT_OUT.map((words) => teller.say(words)) },
      teller.heading(1, { en: "Receipt", fr: "Reçu" }),
      ...receiptOf(teller, versions),
    ],
  };
}

function noticesOf(teller: ExerciseTeller): readonly string[] {
  const { account, language } = teller;
  const isOver = account.hasEnded;
  return [
    teller.say({
      en: "An exercise: nothing in it happened, and no real company, authority or person is judged. Its findings speak of the protocol, not of people.",
      fr: "Un exercice : rien de ceci n’a eu lieu, et aucune entreprise, autorité ou personne réelle n’est jugée. Ses constats portent sur le protocole, non sur des personnes.",
    }),
    teller.say({
      en: "Handling: keep this document within the organisations that took part until they agree otherwise. The marking stands on every page and stays on every copy.",
      fr: "Diffusion : réservée aux organisations participantes tant qu’elles n’en conviennent pas autrement. Le marquage figure sur chaque page et demeure sur chaque copie.",
    }),
    ...(isOver
      ? []
      : [
          teller.say({
            en: "The exercise has not ended: this is how it stands so far, for control only.",
            fr: "L’exercice n’est pas terminé : état provisoire, pour l’animation seulement.",
          }),
        ]),
    ...notesOf(account.header, false, language).map(({ text }) => unmarked(text)),
  ];
}

function overviewOf(teller: ExerciseTeller): DocumentBlock {
  const { account } = teller;
  const { file, startedAt, endedAt, at } = account;
  const dates = [startedAt, endedAt].flatMap((each) => (each === undefined ? [] : [sayReal(each)]));
  const fields = overviewFields(file, teller.language, {
    scenario: [account.scenario, account.story].flatMap((each) =>
      each === undefined ? [] : [each[teller.language]],
    ),
    dates: dates.length === 0 ? undefined : `${dates.join(" – ")} UTC`,
  });
  return {
    kind: "fields",
    caption: teller.say({ en: "Exercise overview", fr: "Présentation de l’exercice" }),
    rows: [
      ...fields,
      [
        teller.say({ en: "Exercise time played", fr: "Temps d’exercice joué" }),
        teller.say({
          en: `${teller.clock(at)} of a planned ${saySpan(file.duration, "en")}`,
          fr: `${teller.clock(at)} sur ${saySpan(file.duration, "fr")} prévues`,
        }),
      ],
    ],
  };
}

// ---- summary

const count = <T>(given: readonly T[], is: (each: T) => boolean) => given.filter(is).length;

function summaryOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { account, language } = teller;
  const { decisions, actions, expectations, rows, played } = account;
  const n = (value: number) => sayNumber(value, language);
  const room = count(decisions, ({ how, decision }) => how === "room" && decision === undefined);
  const outside = actions.length + room;
  const made = count(decisions, ({ how, decision }) => how !== "lapsed" && decision !== undefined);
  const lapsed = count(decisions, ({ how }) => how === "lapsed");
  const ends = (end: string) => count(expectations, (each) => each.end === end);
  const duties = headlineDuties(played.duties);
  const met = count(duties, ({ outcome }) => outcome === "met");
  const missed = count(duties, ({ outcome }) => outcome === "missed");
  const sent = count(rows, ({ end }) => end === "sent");
  const skipped = count(rows, ({ end }) => end === "skipped");
  const held = count(rows, ({ end }) => end === "held");
  return [
    {
      kind: "list",
      items: [
        teller.say({
          en: `Decisions taken at the table: ${n(made)}. Decisions for which time ran out, so that the default acted: ${n(lapsed)}.`,
          fr: `Décisions prises à la table : ${n(made)}. Décisions non prises à temps, où la règle par défaut s’est appliquée : ${n(lapsed)}.`,
        }),
        teller.say({
          en: `Actions outside the protocol: ${n(outside)}. Each is a step that somebody wanted and the protocol does not hold.`,
          fr: `Actions hors protocole : ${n(outside)}. Chacune est une étape voulue que le protocole ne prévoit pas.`,
        }),
        teller.say({
          en: `Deadlines with a fixed time: ${n(duties.length)} started, ${n(met)} met, ${n(missed)} missed, ${n(duties.length - met - missed)} otherwise (open, suspended or waived).`,
          fr: `Délais à durée fixe : ${n(duties.length)} commencés, ${n(met)} tenus, ${n(missed)} manqués, ${n(duties.length - met - missed)} autres (en cours, suspendus ou dispensés).`,
        }),
        teller.say({
          en: `Expected actions: ${n(ends("met"))} met, ${n(ends("late"))} late, ${n(ends("missed"))} missed, ${n(ends("not-yet"))} not yet, ${n(ends("not-asked"))} not asked, ${n(ends("untold"))} for an evaluator to say.`,
          fr: `Actions attendues : ${n(ends("met"))} faites, ${n(ends("late"))} en retard, ${n(ends("missed"))} manquées, ${n(ends("not-yet"))} pas encore, ${n(ends("not-asked"))} non demandées, ${n(ends("untold"))} à dire par l’évaluateur.`,
        }),
        teller.say({
          en: `Rows of the list of events: ${n(sent)} sent, ${n(held)} held to the end, ${n(skipped)} skipped, of ${n(rows.length)}.`,
          fr: `Lignes du chronogramme : ${n(sent)} envoyées, ${n(held)} retenues jusqu’à la fin, ${n(skipped)} écartées, sur ${n(rows.length)}.`,
        }),
      ],
    },
    ...ratingTable(teller),
  ];
}

/** Deadlines that count in a headline: those of an order that was unlawful in truth stand apart. */
const headlineDuties = (duties: readonly AccountDuty[]) =>
  duties.filter(({ form, wrongfulOrder }) => form === "deadline" && !wrongfulOrder);

const LETTERS = RATINGS.filter((each) => each !== "unrated");

function ratingTable(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { objectives } = teller.account;
  if (objectives.length === 0) return [];
  const rows = objectives.map((objective) => [
    teller.text(objective.text),
    teller.text(objective.capability),
    ...LETTERS.map((letter) => (objective.ratings.some(({ rating }) => rating === letter) ? "X" : "")),
  ]);
  const legend = LETTERS.map((letter) => `${letter}: ${teller.say(RATING_WORDS[letter])}`).join("; ");
  const unrated = count(objectives, ({ rating }) => rating === "unrated");
  return [
    teller.table(
      { en: "Objectives and ratings", fr: "Objectifs et notations" },
      [
        { en: "Objective", fr: "Objectif" },
        { en: "Core capability", fr: "Capacité" },
        ...LETTERS.map((letter) => ({ en: letter, fr: letter })),
      ],
      rows,
    ),
    {
      kind: "paragraph",
      text: `${legend}. ${teller.say({
        en: `Letters are given by people and never averaged; where evaluators differ, each is marked. Unrated: ${unrated}.`,
        fr: `Les lettres sont données par des personnes, jamais moyennées ; en cas de divergence, chacune est cochée. Non notés : ${unrated}.`,
      })}`,
    },
  ];
}

// ---- strengths and areas

/** Something to be improved: what happened, where it stands, and what is known of why. */
interface Area {
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

function areasOf(teller: ExerciseTeller): readonly Area[] {
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
        issue: `${teller.text(each.text)}: ${expectationSaid(teller, each)}`,
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
        reference: `${duty.instrument} (${sayDutyKind(duty.kind, teller.language)})`,
        analysis: besideDuty(teller, duty),
      }),
    );
  const lapsed = account.decisions
    .filter(({ how }) => how === "lapsed")
    .map(
      (each): Area => ({
        objective: undefined,
        issue: teller.say({
          en: `Time ran out for “${teller.decision(each.decision)}” (${teller.party(each.actor, each.seat)}); the default acted.`,
          fr: `Le temps a manqué pour « ${teller.decision(each.decision)} » (${teller.party(each.actor, each.seat)}) ; la règle par défaut s’est appliquée.`,
        }),
        reference: teller.clock(each.at),
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
    .map((each) => `${teller.text(each.text)}: ${expectationSaid(teller, each)}`);
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

function analysisOf(teller: ExerciseTeller, areas: readonly Area[]): readonly DocumentBlock[] {
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

// ---- what happened

const MOST_LINES = 400;
/** Entries that tell nothing of the story: who is connected, what evaluators wrote, what stands elsewhere. */
const NOT_IN_STORY: ReadonlySet<string> = new Set([
  "entered",
  "left",
  "admitted",
  "removed",
  "note",
  "rated",
  "acknowledged",
  "hot-wash-form",
  "texts-deleted",
  "released",
]);

const timeOf = ({ at }: FactRecord) => (at === "beyond" ? Number.POSITIVE_INFINITY : at);

interface Line {
  readonly at: number;
  /** entries before the facts that they brought */
  readonly order: number;
  readonly real: string | undefined;
  readonly what: string;
  readonly from: string;
}

function timelineOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { account } = teller;
  const entries = account.entries
    .filter(({ kind }) => !NOT_IN_STORY.has(kind))
    .map(
      (entry): Line => ({
        at: entry.at,
        order: 0,
        real: entry.real,
        what: entryLine(teller, entry),
        from: teller.entryNumber(entry.entry),
      }),
    );
  const weighed = account.facts.filter(({ kind }) => weightOf(kind) >= 2 && kind !== "decision.answered");
  const room = Math.max(0, MOST_LINES - entries.length);
  const heavy = weighed.filter(({ kind }) => weightOf(kind) === 3).slice(0, room);
  const light = weighed.filter(({ kind }) => weightOf(kind) === 2).slice(0, room - heavy.length);
  const facts = [...heavy, ...light].map(
    (fact): Line => ({
      at: timeOf(fact),
      order: fact.n,
      real: undefined,
      what: teller.fact(fact),
      from: teller.say({ en: `fact ${fact.n}`, fr: `fait ${fact.n}` }),
    }),
  );
  const lines = [...entries, ...facts].sort((a, b) => a.at - b.at || a.order - b.order);
  const left = weighed.length - facts.length;
  return [
    teller.paragraph({
      en: "Exercise time stands still in a pause; real time does not. What was done at the table stands as an entry of the record, what came of it as a fact of the run.",
      fr: "Le temps d’exercice s’arrête pendant une pause, pas le temps réel. Ce qui a été fait à la table est une entrée du registre, ce qui en est venu un fait de la partie.",
    }),
    teller.table(
      { en: "Timeline", fr: "Chronologie" },
      [...CLOCK_COLUMNS, { en: "What happened", fr: "Ce qui s’est passé" }, { en: "From", fr: "Source" }],
      lines.map(({ at, real, what, from }) => [...teller.clocks(at, real), what, from]),
    ),
    ...(left > 0
      ? [
          teller.paragraph({
            en: `${sayNumber(left, "en")} smaller facts are left out here; the record brings all of them again.`,
            fr: `${sayNumber(left, "fr")} faits mineurs sont omis ici ; le registre les redonne tous.`,
          }),
        ]
      : []),
  ];
}

function entryLine(teller: ExerciseTeller, entry: AccountEntry): string {
  const { by, kind, data, texts } = entry;
  const who = teller.author(by);
  const about = aboutEntry(teller, entry);
  const said = Object.entries(texts)
    .filter(([name]) => name !== "name")
    .map(([, text]) => teller.quote(text));
  const corrections = entry.corrections.length === 0 ? [] : [teller.corrected(entry, undefined)];
  const outside =
    kind === "free-action" || (kind === "room-decided" && data.outside === true)
      ? ` [${teller.say({ en: "outside the protocol", fr: "hors protocole" })}]`
      : "";
  const head = `${capital(who)}: ${teller.entryKind(kind)}${about === "" ? "" : ` (${about})`}${outside}.`;
  return [teller.say({ en: head, fr: head.replace(": ", " : ") }), ...said, ...corrections].join(" ");
}

function aboutEntry(teller: ExerciseTeller, { entry: number, kind, data, by }: AccountEntry): string {
  const word = (key: string) => String(data[key] ?? "");
  switch (kind) {
    case "message":
      return `${teller.names.who(word("from"))} → ${teller.names.who(word("to"))}`;
    case "decided":
    case "room-decided": {
      const found = teller.account.decisions.find(({ entry }) => entry?.entry === number);
      const parts = [
        by.role === "player" ? "" : teller.names.who(word("actor")),
        found?.decision === undefined ? "" : teller.decision(found.decision),
        found?.option === undefined ? "" : teller.option(found.decision, found.option),
      ];
      return parts.filter((each) => each !== "").join(" · ");
    }
    case "handed-over":
      return `${teller.seat(word("seat"))} → ${data.to === "person" ? teller.say({ en: "people", fr: "participants" }) : teller.say({ en: "the model", fr: "le modèle" })}`;
    case "row-send":
    case "row-hold":
    case "row-release":
    case "row-skip":
    case "row-added":
      return `${word("number")} · ${teller.names.inject(word("row"))}`;
    case "speed-set":
      return `${word("speed")}×`;
    case "move-begun":
      return word("move");
    case "shifted":
      return saySpan(Number(data.by), teller.language);
    case "corrected":
      return teller.entryNumber(Number(data.entry));
    case "paused":
      return Object.hasOwn(PAUSE_WORDS, word("why"))
        ? teller.say(PAUSE_WORDS[word("why") as keyof typeof PAUSE_WORDS])
        : "";
    case "action-ruled":
      return teller.entryNumber(Number(data.action));
    default:
      return "";
  }
}

const RULINGS: Readonly<Record<string, Words>> = {
  none: { en: "no effect", fr: "sans effet" },
  message: { en: "a message to the seat", fr: "un message au siège" },
  effect: { en: "an effect in the model", fr: "un effet dans le modèle" },
};

function outsideOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { actions, decisions } = teller.account;
  const room = decisions.flatMap(({ how, decision, entry, actor, at, real }) =>
    how === "room" && decision === undefined && entry !== undefined
      ? [
          [
            ...teller.clocks(at, real),
            teller.names.who(actor),
            teller.corrected(entry, entry.texts.text),
            [entry.texts.reason, entry.texts.dissent]
              .flatMap((each) => (each === undefined ? [] : [teller.quote(each)]))
              .join("\n"),
          ],
        ]
      : [],
  );
  const rows = actions.map(({ entry, seat, ruling }) => [
    ...teller.clocks(entry.at, entry.real),
    teller.seat(seat),
    teller.corrected(entry, entry.texts.text),
    ruling === undefined
      ? teller.say({ en: "control did not rule on it", fr: "l’animation n’a pas statué" })
      : [
          teller.say(RULINGS[ruling.kind] ?? { en: ruling.kind, fr: ruling.kind }),
          ...(["text", "reason"] as const).flatMap((key) => {
            const text: Typed | undefined = ruling.entry.texts[key];
            return text === undefined ? [] : [teller.quote(text)];
          }),
          ...(ruling.entry.corrections.length === 0 ? [] : [teller.corrected(ruling.entry, undefined)]),
        ].join("\n"),
  ]);
  if (rows.length + room.length === 0)
    return [
      teller.paragraph({
        en: "Nothing was done outside the protocol.",
        fr: "Rien n’a été fait hors protocole.",
      }),
    ];
  return [
    teller.table(
      { en: "Marked “outside the protocol”", fr: "Marqué « hors protocole »" },
      [
        ...CLOCK_COLUMNS,
        { en: "Seat", fr: "Siège" },
        { en: "What was done, outside the protocol", fr: "Ce qui a été fait, hors protocole" },
        { en: "What control made of it; reasons", fr: "Suite donnée par l’animation ; raisons" },
      ],
      [...rows, ...room],
    ),
  ];
}

function rowsOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { rows } = teller.account;
  return [
    teller.table(
      { en: "List of events", fr: "Chronogramme" },
      [
        { en: "No.", fr: "N°" },
        { en: "Title", fr: "Titre" },
        { en: "From", fr: "Origine" },
        { en: "Planned", fr: "Prévu" },
        { en: "Sent", fr: "Envoyé" },
        { en: "End", fr: "Issue" },
        { en: "By hand, with the reason", fr: "À la main, avec la raison" },
        { en: "Read by", fr: "Lu par" },
      ],
      rows.map((row) => [
        row.number,
        teller.text(row.title),
        teller.say(ROW_FROM_WORDS[row.from]),
        row.plannedAt === undefined ? "–" : teller.clock(row.plannedAt),
        row.sentAt.map((at) => teller.clock(at)).join("\n"),
        teller.say(ROW_END_WORDS[row.end]),
        row.handled
          .map((entry) =>
            [
              `${teller.clock(entry.at)} ${teller.author(entry.by)}: ${teller.entryKind(entry.kind)}`,
              teller.corrected(entry, entry.texts.reason),
            ]
              .filter((each) => each !== "")
              .join(" "),
          )
          .join("\n"),
        row.acknowledged.map((seat) => teller.seat(seat)).join(", "),
      ]),
    ),
  ];
}

function expectationSaid(teller: ExerciseTeller, each: AccountExpectation): string {
  const end = teller.say(EXPECTATION_END_WORDS[each.end]);
  if (each.metAt === undefined) return end;
  const by = each.dueAt === undefined ? "" : teller.clock(each.dueAt);
  const at = teller.clock(each.metAt);
  return by === ""
    ? `${end} (${at})`
    : teller.say({ en: `${end} (${at}, due ${by})`, fr: `${end} (${at}, échéance ${by})` });
}

function expectedOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { expectations } = teller.account;
  if (expectations.length === 0)
    return [teller.paragraph({ en: "The plan names none.", fr: "Le chronogramme n’en nomme aucune." })];
  const owner = (each: AccountExpectation) =>
    each.owner === "all"
      ? teller.say({ en: "all", fr: "tous" })
      : teller.say({ en: "any", fr: "l’un d’eux" });
  return [
    teller.table(
      { en: "Expected actions", fr: "Actions attendues" },
      [
        { en: "Row", fr: "Ligne" },
        { en: "Expected action", fr: "Action attendue" },
        { en: "Owed by", fr: "Due par" },
        { en: "Asked", fr: "Demandée" },
        { en: "Due", fr: "Échéance" },
        { en: "Outcome", fr: "Issue" },
        { en: "Evidence", fr: "Éléments" },
      ],
      expectations.map((each) => [
        each.row,
        teller.text(each.text),
        `${owner(each)}${each.each.some(({ actor }) => actor !== undefined) ? `: ${each.each.map(({ actor }) => teller.names.who(actor ?? "")).join(", ")}` : ""}`,
        each.from === undefined ? "–" : teller.clock(each.from),
        each.dueAt === undefined ? "–" : teller.clock(each.dueAt),
        expectationSaid(teller, each),
        [
          ...each.each.flatMap(({ fact }) =>
            fact === undefined ? [] : [teller.say({ en: `fact ${fact}`, fr: `fait ${fact}` })],
          ),
          ...each.notes.map((note) => teller.entryNumber(note)),
        ].join(", "),
      ]),
    ),
  ];
}

// ---- duties, and the model by itself

const MOST_DUTIES = 200;

function dutiesOf(teller: ExerciseTeller): readonly DocumentBlock[] {
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
        [duty.instrument, sources.get(`${duty.protocol}/${duty.id}`) ?? ""]
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

function besideOf(teller: ExerciseTeller): readonly DocumentBlock[] {
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
      return line.id.startsWith("time.") ? sayClock(line.value) : sayValue(line.value, line.unit, language);
    if (line.status === NOT_TOLD) return NOT_AT_THIS_SCALE[language];
    return line.status === "open" ? teller.say({ en: "open", fr: "en cours" }) : "–";
  };
  const measures = played.measures
    .filter(
      ({ id, platform, status }) =>
        platform === undefined && status !== "absent" && hasMeasureWords(id) && isKeyMeasure(id),
    )
    .map((line) => [
      capital(sayMeasure(line.id, language)),
      value(line),
      value(other.get(`${line.id} ${line.platform ?? ""}`)),
    ]);
  const tally = (duties: readonly AccountDuty[], key: string) => {
    const own = duties.filter((each) => `${each.protocol}/${each.id}` === key);
    return `${own.length} / ${count(own, ({ outcome }) => outcome === "met")} / ${count(own, ({ outcome }) => outcome === "missed")}`;
  };
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
      fr: "Même graine, chronogramme tel qu’écrit, personne aux sièges, jusqu’au même instant. Une partie à côté d’une autre : cela montre ce qui a tenu à la table, non quelle façon de jouer vaut mieux.",
    }),
    teller.table(
      { en: "Measures side by side", fr: "Mesures côte à côte" },
      [
        { en: "Measure", fr: "Mesure" },
        { en: "This exercise", fr: "Cet exercice" },
        { en: "Model by itself", fr: "Modèle seul" },
      ],
      measures,
    ),
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
        tally(headlineDuties(played.duties), key),
        tally(headlineDuties(alone.duties), key),
      ]),
    ),
  ];
}

// ---- breaks, load, coverage

function breaksOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { account, language } = teller;
  const pauses = account.pauses.map(({ kind, entry, why, until, lasted }) => [
    ...teller.clocks(entry.at, entry.real),
    kind === "no-duff"
      ? teller.say({ en: "NO DUFF (real emergency)", fr: "HORS EXERCICE (urgence réelle)" })
      : "PAUSEX",
    until === undefined ? "–" : sayReal(until),
    lasted === undefined ? "–" : saySpan(lasted, language),
    [
      why === undefined ? "" : teller.say(PAUSE_WORDS[why]),
      teller.corrected(entry, entry.texts.reason),
      kind === "no-duff" ? teller.author(entry.by) : "",
    ]
      .filter((each) => each !== "")
      .join(" · "),
  ]);
  const handed = account.entries
    .filter(({ kind }) => kind === "handed-over" || kind === "stepped-out")
    .map((entry) => [
      ...teller.clocks(entry.at, entry.real),
      entry.kind === "handed-over" ? aboutEntry(teller, entry) : teller.author(entry.by),
      teller.entryKind(entry.kind),
      teller.corrected(entry, entry.texts.note),
    ]);
  return [
    pauses.length === 0
      ? teller.paragraph({ en: "No pause and no real emergency.", fr: "Ni pause ni urgence réelle." })
      : teller.table(
          { en: "Pauses and real emergencies", fr: "Pauses et urgences réelles" },
          [
            ...CLOCK_COLUMNS,
            { en: "What", fr: "Quoi" },
            { en: "Until (UTC)", fr: "Jusqu’à (UTC)" },
            { en: "Lasted", fr: "Durée" },
            { en: "Reason", fr: "Raison" },
          ],
          pauses,
        ),
    handed.length === 0
      ? teller.paragraph({ en: "No seat changed hands.", fr: "Aucun siège n’a changé de mains." })
      : teller.table(
          { en: "Seats handed over", fr: "Sièges remis" },
          [
            ...CLOCK_COLUMNS,
            { en: "Seat", fr: "Siège" },
            { en: "What", fr: "Quoi" },
            { en: "Hand-over note", fr: "Note de passation" },
          ],
          handed,
        ),
  ];
}

function loadOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { language } = teller;
  return [
    teller.table(
      { en: "Load of each seat", fr: "Charge de chaque siège" },
      [
        { en: "Seat", fr: "Siège" },
        { en: "Decided", fr: "Tranchées" },
        { en: "Time ran out", fr: "Hors délai" },
        { en: "Half were answered within", fr: "La moitié en moins de" },
        { en: "Most open at once", fr: "Ouvertes à la fois, au plus" },
        { en: "Messages out / in", fr: "Messages émis / reçus" },
        { en: "Free actions", fr: "Actions libres" },
        { en: "Longest silence with a decision open", fr: "Plus long silence, décision ouverte" },
      ],
      teller.account.loads.map((load) => [
        teller.text(load.title),
        String(load.decided),
        String(load.lapsed),
        load.median === undefined ? "–" : saySpan(load.median, language),
        String(load.mostOpen),
        `${load.sent} / ${load.received}`,
        String(load.actions),
        saySpan(load.longestSilence, language),
      ]),
    ),
  ];
}

const MOST_UNUSED = 12;

function coverageOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { account, titles, language } = teller;
  const tellers = new Map(
    titles.protocols.map((each) => [each.id, new ProtocolTeller(each, language, "none")]),
  );
  const blocks: DocumentBlock[] = [
    teller.table(
      { en: "Transitions used, by role", fr: "Transitions empruntées, par rôle" },
      [
        { en: "Protocol", fr: "Protocole" },
        { en: "Role", fr: "Rôle" },
        { en: "Used", fr: "Empruntées" },
        { en: "Never used in this exercise", fr: "Jamais empruntées dans cet exercice" },
      ],
      account.coverage.map(({ protocol, machine, used, all, unused }) => {
        const say = tellers.get(protocol);
        const told = unused.slice(0, MOST_UNUSED).map(({ from, by, what, to }) => {
          const trigger =
            say === undefined
              ? what
              : say.trigger(
                  by === "event"
                    ? { kind: "event", name: what }
                    : by === "after"
                      ? { kind: "after", delay: what }
                      : { kind: by },
                );
          const place = (keys: readonly string[]) =>
            say === undefined ? keys.join(" › ") : say.place([machine, ...keys].join("."));
          const start = from.length === 0 ? "" : `${place(from)}: `;
          return unmarked(`${start}${trigger}${to === undefined ? "" : ` → ${place(to)}`}`);
        });
        const more = unused.length - told.length;
        return [
          unmarked(teller.names.protocol(protocol)),
          unmarked(teller.names.role(`${protocol}/${machine}`)),
          teller.say({ en: `${used} of ${all}`, fr: `${used} sur ${all}` }),
          [
            ...told,
            ...(more > 0 ? [teller.say({ en: `and ${more} more`, fr: `et ${more} autres` })] : []),
          ].join("\n"),
        ];
      }),
    ),
  ];
  const option = (decision: string, id: string, taken: number) =>
    `${teller.option(decision, id)} ${taken === 0 ? teller.say({ en: "never", fr: "jamais" }) : `${taken}×`}`;
  blocks.push(
    teller.table(
      {
        en: "Decisions and how often each option was taken",
        fr: "Décisions, et combien de fois chaque option",
      },
      [
        { en: "Protocol", fr: "Protocole" },
        { en: "Decision", fr: "Décision" },
        { en: "Options", fr: "Options" },
      ],
      account.choices.map(({ protocol, decision, options }) => [
        unmarked(teller.names.protocol(protocol)),
        teller.decision(decision),
        options.map((each) => option(decision, each.option, each.taken)).join("; "),
      ]),
    ),
  );
  return blocks;
}

function hotWashOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { hotWash } = teller.account;
  if (hotWash.forms === 0)
    return [teller.paragraph({ en: "No form was handed in.", fr: "Aucune fiche n’a été rendue." })];
  const statement = (key: string) =>
    Object.hasOwn(HOT_WASH_WORDS, key) ? teller.say(HOT_WASH_WORDS[key as keyof typeof HOT_WASH_WORDS]) : key;
  const question = (key: string) =>
    Object.hasOwn(HOT_WASH_QUESTION_WORDS, key)
      ? teller.say(HOT_WASH_QUESTION_WORDS[key as keyof typeof HOT_WASH_QUESTION_WORDS])
      : key;
  const answered = Object.entries(hotWash.answers).filter(([, counts]) => counts.some((each) => each > 0));
  return [
    teller.paragraph({
      en: `Forms handed in: ${hotWash.forms}. Nobody’s answers can be told apart here. 1: strongly disagree, 5: strongly agree.`,
      fr: `Fiches rendues : ${hotWash.forms}. Les réponses de chacun ne sont pas distinguables ici. 1 : pas du tout d’accord, 5 : tout à fait d’accord.`,
    }),
    teller.table(
      { en: "How many gave 1 to 5", fr: "Combien ont donné 1 à 5" },
      [{ en: "Statement", fr: "Énoncé" }, ...[1, 2, 3, 4, 5].map((n) => ({ en: `${n}`, fr: `${n}` }))],
      answered.map(([key, counts]) => [statement(key), ...counts.map(String)]),
    ),
    ...Object.entries(hotWash.texts).flatMap(([key, texts]): readonly DocumentBlock[] =>
      texts.length === 0
        ? []
        : [
            { kind: "heading", level: 3, text: question(key) },
            { kind: "list", items: texts.map((text) => teller.quote(text)) },
          ],
    ),
  ];
}

// ---- appendices

function planOf(teller: ExerciseTeller, areas: readonly Area[]): readonly DocumentBlock[] {
  const capability = ({ objective }: Area): string =>
    objective === undefined ? "" : teller.text(objective.capability as Text);
  return [
    teller.paragraph({
      en: "Issues come from the record; actions, owners and dates are agreed at the after-action meeting, so those cells are empty.",
      fr: "Les constats viennent du registre ; actions, responsables et dates se conviennent en réunion de RETEX : ces cases sont vides.",
    }),
    teller.table(
      { en: "Improvement plan", fr: "Plan d’amélioration" },
      [
        { en: "Core Capability", fr: "Capacité" },
        { en: "Issue/Area for Improvement", fr: "Constat / axe d’amélioration" },
        { en: "Corrective Action", fr: "Action corrective" },
        { en: "Capability Element", fr: "Élément de capacité" },
        { en: "Primary Responsible Organization", fr: "Organisation responsable" },
        { en: "Organization POC", fr: "Point de contact" },
        { en: "Start Date", fr: "Début" },
        { en: "Completion Date", fr: "Achèvement" },
      ],
      areas.map((area) => [capability(area), area.issue, "", "", "", "", "", ""]),
    ),
    {
      kind: "paragraph",
      text: `${teller.say({ en: "Capability element, one of:", fr: "Élément de capacité, au choix :" })} ${teller.say(ELEMENT_WORDS)}.`,
    },
  ];
}

function peopleOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { people, file } = teller.account;
  const isNamed = people.some(({ name }) => name !== undefined);
  return [
    teller.paragraph(
      isNamed
        ? { en: "With names, as set before STARTEX.", fr: "Avec les noms, comme fixé avant DEBEX." }
        : {
            en: "By seat and role; this exercise names nobody.",
            fr: "Par siège et par rôle ; cet exercice ne nomme personne.",
          },
    ),
    teller.table(
      { en: "Participants", fr: "Participants" },
      [
        { en: "Seat", fr: "Siège" },
        { en: "Actor", fr: "Acteur" },
        { en: "Role", fr: "Rôle" },
        ...(isNamed ? [{ en: "Name", fr: "Nom" }] : []),
      ],
      people.map(({ seat, role, isDeciding, name }) => {
        const actor = file.seats.find(({ id }) => id === seat)?.actor;
        return [
          seat === undefined ? "–" : teller.seat(seat),
          actor === undefined ? "–" : teller.names.who(actor),
          teller.say(ROLE_WORDS[role]) +
            (seat === undefined || isDeciding ? "" : teller.say({ en: " (advising)", fr: " (conseil)" })),
          ...(isNamed ? [name === undefined ? "–" : teller.text(name)] : []),
        ];
      }),
    ),
  ];
}

function correctionsOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { account } = teller;
  const corrected = account.entries.filter(
    ({ corrections, kind }) => corrections.length > 0 && kind !== "hot-wash-form",
  );
  const deletions = account.entries.filter(({ kind }) => kind === "texts-deleted");
  return [
    corrected.length === 0
      ? teller.paragraph({ en: "Nothing was corrected.", fr: "Rien n’a été corrigé." })
      : teller.table(
          {
            en: "Corrections; the old text stays readable",
            fr: "Corrections ; l’ancien texte reste lisible",
          },
          [
            { en: "Entry", fr: "Entrée" },
            { en: "What", fr: "Quoi" },
            { en: "Old text and corrections", fr: "Ancien texte et corrections" },
          ],
          corrected.map((entry) => [
            String(entry.entry),
            teller.entryKind(entry.kind),
            [
              ...Object.entries(entry.texts)
                .filter(([name]) => name !== "name")
                .map(([, text]) => teller.quote(text)),
              teller.corrected(entry, undefined),
            ].join("\n"),
          ]),
        ),
    account.deleted === 0
      ? teller.paragraph({ en: "No text was deleted.", fr: "Aucun texte n’a été effacé." })
      : teller.paragraph({
          en: `Texts deleted: ${account.deleted}, in ${deletions.map(({ entry }) => teller.entryNumber(entry)).join(", ")}. The record keeps their salted digests; its chain still verifies.`,
          fr: `Textes effacés : ${account.deleted}, dans ${deletions.map(({ entry }) => teller.entryNumber(entry)).join(", ")}. Le registre garde leurs empreintes salées ; sa chaîne se vérifie toujours.`,
        }),
  ];
}

function receiptOf(
  teller: ExerciseTeller,
  versions: Readonly<Record<string, string | number>>,
): readonly DocumentBlock[] {
  const { account } = teller;
  const { receipt, played, alone } = account;
  const rows: [string, string][] = [];
  const add = (en: string, fr: string, value: string | number | undefined) =>
    rows.push([teller.say({ en, fr }), value === undefined || value === "" ? "–" : String(value)]);
  add("Exercise", "Exercice", receipt.exercise);
  add("Scenario (SHA-256)", "Scénario (SHA-256)", receipt.scenario);
  add("Protocols (SHA-256)", "Protocoles (SHA-256)", receipt.protocols);
  add("Parameters (SHA-256)", "Paramètres (SHA-256)", receipt.parameters);
  add("Variant", "Variante", receipt.variant);
  add("Scale", "Échelle", receipt.scale);
  add("Seed", "Graine", receipt.seed ?? teller.say({ en: "told after ENDEX", fr: "donnée après FINEX" }));
  add("Address", "Adresse", receipt.address);
  add("Digest of the run", "Empreinte de la partie", played.digest);
  add("Digest of the model by itself", "Empreinte du modèle seul", alone?.digest);
  add("Entries of the record", "Entrées du registre", receipt.entries);
  add("Hash of the last entry", "Empreinte de la dernière entrée", receipt.head);
  add(
    "Versions",
    "Versions",
    [...Object.entries(versions), ["record engine", receipt.engineVersion] as const]
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
  );
  return [
    { kind: "fields", caption: teller.say({ en: "Receipt", fr: "Reçu" }), rows },
    teller.paragraph({
      en: "The same record, scenario and seed always give the same digest, on any machine.",
      fr: "Mêmes registre, scénario et graine donnent toujours la même empreinte, sur toute machine.",
    }),
  ];
}
