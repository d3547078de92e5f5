import { type ExerciseAccount, RATINGS } from "../../model/index.ts";
import type { Language } from "../language.ts";
import type { ProtocolTitles } from "../names.ts";
import { sayNumber, saySpan } from "../numbers.ts";
import { notesOf } from "../run-page/notes.ts";
import { LEFT_OUT } from "../two-pages.ts";
import { correctionsOf, peopleOf, planOf, receiptOf } from "./appendices.ts";
import { count, headlineDuties } from "./counts.ts";
import { decisionBlocks } from "./decisions.ts";
import { type DocumentBlock, type ExerciseDocument, markOf, sayReal, unmarked } from "./document.ts";
import { besideOf, dutiesOf } from "./duties.ts";
import { analysisOf, areasOf } from "./findings.ts";
import { overviewFields } from "./overview.ts";
import { breaksOf, coverageOf, hotWashOf, loadOf } from "./parts-used.ts";
import { expectedOf, rowsOf } from "./rows.ts";
import { outsideOf, timelineOf } from "./story.ts";
import { ExerciseTeller } from "./teller.ts";
import { RATING_WORDS } from "./terms.ts";

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
        fr: "Pauses, HORS EXERCICE, postes remis",
      }),
      ...breaksOf(teller),
      teller.heading(1, { en: "Load of each seat", fr: "Charge de chaque poste" }),
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
    ...(account.branchedAt === undefined
      ? []
      : [
          teller.say({
            en: `A COPY: it went its own way from ${teller.clock(account.branchedAt)} of another exercise. What was done before stands in that one's record, and is shown here only by what it left in the run; from there on everything that nobody could know was drawn anew.`,
            fr: `UNE COPIE : elle suit sa propre voie depuis ${teller.clock(account.branchedAt)} d’un autre exercice. Ce qui a été fait avant figure au journal de celui-ci, et n’apparaît ici que par ce qu’il a laissé dans la simulation ; dès cet instant, tout ce que personne ne pouvait savoir a été tiré de nouveau.`,
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
          en: `${account.branchedAt === undefined ? "" : `copy from ${teller.clock(account.branchedAt)} on; `}${teller.clock(at)} of a planned ${saySpan(file.duration, "en")}`,
          fr: `${account.branchedAt === undefined ? "" : `copie depuis ${teller.clock(account.branchedAt)} ; `}${teller.clock(at)} sur ${saySpan(file.duration, "fr")} prévues`,
        }),
      ],
    ],
  };
}

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
  const tellsNobody = new Set(
    account.file.rows.flatMap(({ number, kind }) =>
      kind === "expected-action" || kind === "facilitation" ? [number] : [],
    ),
  );
  const sent = count(rows, ({ end, number }) => end === "sent" && !tellsNobody.has(number));
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
          en: `Expected actions: ${n(ends("met"))} met, ${n(ends("late"))} late, ${n(ends("missed"))} missed, ${n(ends("not-yet") + ends("overdue"))} not yet, ${n(ends("not-asked"))} not asked, ${n(ends("untold"))} for an evaluator to say.`,
          fr: `Actions attendues : ${n(ends("met"))} faites, ${n(ends("late"))} en retard, ${n(ends("missed"))} manquées, ${n(ends("not-yet") + ends("overdue"))} pas encore, ${n(ends("not-asked"))} non demandées, ${n(ends("untold"))} à dire par l’évaluateur.`,
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
