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
  readonly seats: readonly {
    readonly seat: string;
    readonly decisions: Estimated;
    readonly messages: Estimated;
    readonly injects: Estimated;
    readonly perQuarter: Estimated;
    readonly peak: Estimated;
    readonly quarters: readonly number[];
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
  readonly closeness: number;
}

const MOST_COLLISIONS = 20;
const QUARTER = 15;

const round = (value: number) => (value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);

function sayEstimate({ mean, low, high }: Estimated, language: Language): string {
  const said = sayNumber(round(mean), language);
  if (low === null || high === null || round(low) === round(high)) return said;
  return `${said} (${sayNumber(round(Math.max(0, low)), language)}–${sayNumber(round(high), language)})`;
}

const share = (value: number) => `${Math.round(value * 100)} %`;

/** The fullest quarter of an hour on average: from which minute of the room on. */
function fullest(quarters: readonly number[]): string {
  const place = quarters.indexOf(Math.max(...quarters));
  return `${place * QUARTER} min`;
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
        `${page.replications} runs from STARTEX to ENDEX with the model in every seat (seed ${page.seed}). It says what comes when, not what people will do. In brackets: 95 % interval of the mean.`,
        `${page.replications} passages du DEBEX au FINEX, le modèle à tous les postes (graine ${page.seed}). On y voit ce qui arrive et quand, non ce que feront les gens. Entre parenthèses : intervalle à 95 % de la moyenne.`,
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
      kind: "table",
      columns: [
        { text: say("move", "temps de jeu"), right: true },
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
        { text: say("15 min", "15 min"), right: true },
        { text: say("peak", "pointe"), right: true },
        { text: say("at", "à"), right: true },
      ],
      rows: page.seats.map(({ seat, decisions, messages, injects, perQuarter, peak, quarters }) => [
        seat,
        sayEstimate(decisions, language),
        sayEstimate(messages, language),
        sayEstimate(injects, language),
        sayNumber(round(perQuarter.mean), language),
        sayEstimate(peak, language),
        fullest(quarters),
      ]),
    },
    {
      kind: "paragraph",
      text: say(
        "15 min: all three together in a quarter of an hour of the room, on average; peak: in the fullest one of each run, mostly the one that begins at that minute of the room.",
        "15 min : les trois ensemble par quart d’heure de la salle, en moyenne ; pointe : dans le plus chargé de chaque passage, le plus souvent celui qui commence à cette minute de la salle.",
      ),
    },
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
            seat,
            `${first}, ${second}`,
            apart < 1000 ? say("at once", "en même temps") : span(apart),
            say(`${runs} of ${n}`, `${runs} sur ${n}`),
          ]),
        },
    ...(left > 0
      ? [{ kind: "paragraph", text: say(`And ${left} more.`, `Et ${left} de plus.`) } as const]
      : []),
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
