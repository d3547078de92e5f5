import type { Text } from "../model/index.ts";
import type { Block } from "./blocks.ts";
import { type Language, tidy } from "./language.ts";
import { sayClock, sayNumber, saySpan } from "./numbers.ts";

/** What a rehearsal found, as a page of text: how long, how much comes to whom, what comes together, what never comes. */

interface Estimated {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface RehearsalPage {
  readonly title: Text;
  readonly marking: Text;
  readonly exercise: string;
  readonly replications: number;
  readonly seed: number;
  readonly duration: number;
  readonly realTime: number;
  readonly stretches: readonly {
    readonly from: number;
    readonly to: number;
    readonly speed: number;
    readonly move: number | undefined;
    readonly load: Estimated;
  }[];
  readonly quietFrom: Estimated;
  readonly patience: number;
  readonly lastDecision: Estimated;
  readonly slowLastDecision: Estimated | null;
  readonly seats: readonly {
    readonly seat: string;
    readonly decisions: Estimated;
    readonly messages: Estimated;
    readonly injects: Estimated;
    readonly perTen: Estimated;
    readonly peak: Estimated;
    readonly tens: readonly number[];
    readonly slow: {
      readonly asked: Estimated;
      readonly left: Estimated;
      readonly mostOpen: Estimated;
      readonly peak: Estimated;
    } | null;
  }[];
  readonly rows: readonly {
    readonly number: string;
    readonly trigger: "time" | "manual" | "condition" | "contingency";
    readonly came: number;
    readonly n: number;
    readonly low: number;
    readonly high: number;
    readonly earliest: number | null;
    readonly latest: number | null;
  }[];
  readonly collisions: readonly {
    readonly seat: string;
    readonly first: string;
    readonly second: string;
    readonly runs: number;
    readonly n: number;
    readonly apart: number;
  }[];
  readonly busy: readonly {
    readonly seat: string;
    readonly number: string;
    readonly n: number;
    readonly close: number;
    readonly open: number;
    readonly most: number;
    readonly around: number;
  }[];
  readonly closeness: number;
}

const MOST_COLLISIONS = 20;
const TEN = 10;

const round = (value: number) => (value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);

function sayEstimate({ mean, low, high }: Estimated, language: Language): string {
  const said = sayNumber(round(mean), language);
  if (low === null || high === null || round(low) === round(high)) return said;
  return `${said} (${sayNumber(round(Math.max(0, low)), language)}–${sayNumber(round(high), language)})`;
}

/** Names of seats and numbers of rows are anybody's: a table has room for the usual ones. */
const SEAT_SIGNS = 20;
const ROW_SIGNS = 12;
const cut = (text: string, signs: number) => {
  const letters = [...text];
  return letters.length > signs ? `${letters.slice(0, signs - 1).join("")}…` : text;
};
const seatName = (text: string) => cut(text, SEAT_SIGNS);
const rowNumber = (text: string) => cut(text, ROW_SIGNS);

const share = (value: number) => `${Math.round(value * 100)} %`;

/** The fullest ten minutes on average: from which minute of the room on. */
function fullest(tens: readonly number[]): string {
  const place = tens.indexOf(Math.max(...tens));
  return `${place * TEN} min`;
}

export function rehearsalPage(page: RehearsalPage, language: Language): Block[] {
  const say = (en: string, fr: string) => tidy({ en, fr }[language], language);
  const span = (ms: number) => saySpan(ms, language);
  const never = page.rows.filter(({ trigger, came }) => trigger !== "manual" && came === 0);
  const sometimes = page.rows.filter(
    ({ trigger, came, n }) => (trigger === "condition" || trigger === "contingency") && came > 0 && n > 0,
  );
  const manual = page.rows.filter(({ trigger }) => trigger === "manual");
  const shown = page.collisions.slice(0, MOST_COLLISIONS);
  const left = page.collisions.length - shown.length;
  return [
    {
      kind: "title",
      text: say(`Rehearsal: ${page.title.en}`, `Répétition : ${page.title.fr}`),
      mark: page.marking[language],
    },
    {
      kind: "paragraph",
      text: say(
        `${page.replications} runs from STARTEX to ENDEX that nobody is in (seed ${page.seed}). They say what comes when, not what people will do. In brackets: 95 % interval of the mean.`,
        `${page.replications} passages du DEBEX au FINEX sans personne (graine ${page.seed}). On y voit ce qui arrive et quand, non ce que feront les gens. Entre parenthèses : intervalle à 95 % de la moyenne.`,
      ),
    },
    { kind: "heading", text: say("Length", "Durée") },
    {
      kind: "paragraph",
      text: say(
        `${span(page.duration)} of exercise time, ${span(page.realTime)} in the room without a pause. The last thing comes to a seat at ${sayClock(page.quietFrom.mean)}.`,
        `${span(page.duration)} de temps d’exercice, ${span(page.realTime)} en salle sans pause. La dernière chose arrive à un poste à ${sayClock(page.quietFrom.mean)}.`,
      ),
    },
    {
      kind: "paragraph",
      text:
        page.slowLastDecision === null
          ? say(
              `The last decision is taken at ${sayClock(page.lastDecision.mean)}. The exercise leaves people no time of their own to decide: they have as long as the model.`,
              `La dernière décision est prise à ${sayClock(page.lastDecision.mean)}. L’exercice ne laisse aux gens aucun temps propre pour décider : ils ont celui du modèle.`,
            )
          : say(
              `The last decision is taken at ${sayClock(page.lastDecision.mean)} at the model’s pace, and at ${sayClock(page.slowLastDecision.mean)} where people take all the time that they have (${span(page.patience)} of exercise time at least for each). What nobody has decided at ENDEX stands below.`,
              `La dernière décision est prise à ${sayClock(page.lastDecision.mean)} au rythme du modèle, et à ${sayClock(page.slowLastDecision.mean)} quand les gens prennent tout le temps qu’ils ont (au moins ${span(page.patience)} de temps d’exercice pour chacune). Ce que personne n’a décidé au FINEX figure plus bas.`,
            ),
    },
    {
      kind: "table",
      columns: [
        { text: say("move", "phase"), right: true },
        { text: say("from", "de"), right: true },
        { text: say("to", "à"), right: true },
        { text: say("speed", "vitesse"), right: true },
        { text: say("in the room", "en salle"), right: true },
        { text: say("comes to all seats", "arrive à tous les postes"), right: true },
      ],
      rows: page.stretches.map(({ move, from, to, speed, load }) => [
        move === undefined ? "–" : String(move),
        sayClock(from),
        sayClock(to),
        `${sayNumber(speed, language)}×`,
        span((to - from) / speed),
        sayEstimate(load, language),
      ]),
    },
    { kind: "heading", text: say("What comes to each seat", "Ce qui arrive à chaque poste") },
    {
      kind: "table",
      columns: [
        { text: say("seat", "poste") },
        { text: say("decisions", "décisions"), right: true },
        { text: say("messages", "messages"), right: true },
        { text: say("injects", "stimuli"), right: true },
        { text: say("10 min", "10 min"), right: true },
        { text: say("peak", "pointe"), right: true },
        { text: say("at", "à"), right: true },
      ],
      rows: page.seats.map(({ seat, decisions, messages, injects, perTen, peak, tens }) => [
        seatName(seat),
        sayEstimate(decisions, language),
        sayEstimate(messages, language),
        sayEstimate(injects, language),
        sayNumber(round(perTen.mean), language),
        sayEstimate(peak, language),
        fullest(tens),
      ]),
    },
    {
      kind: "paragraph",
      text: say(
        "At the model’s pace. 10 min: all three together in ten minutes of the room, on average; peak: in the fullest ones of each run, mostly those that begin at that minute of the room.",
        "Au rythme du modèle. 10 min : les trois ensemble en dix minutes de la salle, en moyenne ; pointe : dans les plus chargées de chaque passage, le plus souvent celles qui commencent à cette minute de la salle.",
      ),
    },
    ...slowSeats(page, language),
    {
      kind: "heading",
      text: say("Rows that come together at a seat", "Lignes qui se rencontrent à un poste"),
    },
    page.collisions.length === 0
      ? {
          kind: "paragraph",
          text: say(
            `None within ${span(page.closeness)} of the room.`,
            `Aucune à moins de ${span(page.closeness)} de temps réel.`,
          ),
        }
      : {
          kind: "table",
          columns: [
            { text: say("seat", "poste") },
            { text: say("rows", "lignes") },
            { text: say("apart in the room", "écart en salle"), right: true },
            { text: say("in runs", "dans les passages"), right: true },
          ],
          rows: shown.map(({ seat, first, second, apart, runs, n }) => [
            seatName(seat),
            `${rowNumber(first)}, ${rowNumber(second)}`,
            apart < 1000 ? say("at once", "en même temps") : span(apart),
            say(`${runs} of ${n}`, `${runs} sur ${n}`),
          ]),
        },
    ...(left > 0
      ? [{ kind: "paragraph", text: say(`And ${left} more.`, `Et ${left} de plus.`) } as const]
      : []),
    ...busyRows(page, language),
    { kind: "heading", text: say("Rows that hang on what happens", "Lignes qui dépendent de ce qui arrive") },
    {
      kind: "list",
      items: [
        ...never.map(({ number, high }) =>
          say(
            `${number}: never came; in at most ${share(high)} of all runs.`,
            `${number} : n’est jamais venue ; dans ${share(high)} des passages au plus.`,
          ),
        ),
        ...sometimes.map(({ number, came, n, low, high, earliest, latest }) =>
          say(
            `${number}: came in ${came} of ${n} runs (${share(low)} to ${share(high)}), from ${sayClock(earliest ?? 0)} to ${sayClock(latest ?? 0)}.`,
            `${number} : venue ${came} fois sur ${n} (${share(low)} à ${share(high)}), de ${sayClock(earliest ?? 0)} à ${sayClock(latest ?? 0)}.`,
          ),
        ),
        ...(manual.length === 0
          ? []
          : [
              say(
                `By hand only: ${manual.map(({ number }) => number).join(", ")}.`,
                `À la main seulement : ${manual.map(({ number }) => number).join(", ")}.`,
              ),
            ]),
      ],
    },
  ];
}

/** What waits at each seat where people take all the time that they have. */
function slowSeats({ seats }: RehearsalPage, language: Language): Block[] {
  const say = (en: string, fr: string) => tidy({ en, fr }[language], language);
  const rows = seats.flatMap(({ seat, slow }) => (slow === null ? [] : [{ seat, slow }]));
  if (rows.length === 0) return [];
  return [
    {
      kind: "heading",
      text: say("Where people take all their time", "Quand les gens prennent tout leur temps"),
    },
    {
      kind: "table",
      columns: [
        { text: say("seat", "poste") },
        { text: say("asked", "demandées"), right: true },
        { text: say("open at once", "à la fois"), right: true },
        { text: say("open at ENDEX", "au FINEX"), right: true },
        { text: say("peak", "pointe"), right: true },
      ],
      rows: rows.map(({ seat, slow: { asked, mostOpen, left, peak } }) => [
        seatName(seat),
        sayEstimate(asked, language),
        sayEstimate(mostOpen, language),
        sayEstimate(left, language),
        sayEstimate(peak, language),
      ]),
    },
    {
      kind: "paragraph",
      text: say(
        "Decisions asked of each seat, the most that it has before it at once, and those not taken at ENDEX; peak: decisions asked, messages and injects in the fullest ten minutes of the room.",
        "Décisions demandées à chaque poste, le plus qu’il en ait devant lui à la fois, et celles non prises au FINEX ; pointe : décisions demandées, messages et stimuli dans les dix minutes de la salle les plus chargées.",
      ),
    },
  ];
}

/** Rows that reach a seat while it has decisions before it, or much else comes. */
function busyRows(page: RehearsalPage, language: Language): Block[] {
  const say = (en: string, fr: string) => tidy({ en, fr }[language], language);
  if (page.seats.every(({ slow }) => slow === null)) return [];
  const shown = page.busy.slice(0, MOST_COLLISIONS);
  const left = page.busy.length - shown.length;
  const heading: Block = {
    kind: "heading",
    text: say("Rows that find a seat busy", "Lignes qui trouvent un poste occupé"),
  };
  if (shown.length === 0) return [heading, { kind: "paragraph", text: say("None.", "Aucune.") }];
  const near = saySpan(page.closeness, language);
  return [
    heading,
    {
      kind: "table",
      columns: [
        { text: say("seat", "poste") },
        { text: say("row", "ligne") },
        { text: say("decisions open", "ouvertes"), right: true },
        { text: say("at most", "au plus"), right: true },
        { text: say("one just asked", "demandée alors"), right: true },
        { text: say("else in 10 min", "autres en 10 min"), right: true },
      ],
      rows: shown.map(({ seat, number, open, most, close, n, around }) => [
        seatName(seat),
        rowNumber(number),
        sayNumber(round(open), language),
        String(most),
        say(`${close} of ${n} runs`, `${close} sur ${n}`),
        sayNumber(round(around), language),
      ]),
    },
    {
      kind: "paragraph",
      text: say(
        `People take all their time: decisions that the seat has before it when the row comes, on average and at most; runs in which one is asked within ${near} of the room before or after; what else comes within five minutes before or after.`,
        `Les gens prennent tout leur temps : décisions que le poste a devant lui quand la ligne arrive, en moyenne et au plus ; passages où une autre est demandée à moins de ${near} de temps réel, avant ou après ; ce qui arrive d’autre dans les cinq minutes avant ou après.`,
      ),
    },
    ...(left > 0
      ? [{ kind: "paragraph", text: say(`And ${left} more.`, `Et ${left} de plus.`) } as const]
      : []),
  ];
}
