import type { LogHeader } from "../../model/index.ts";
import type { Block, Column } from "../blocks.ts";
import type { Names } from "../facts.ts";
import { capital, type Language, type Words } from "../language.ts";
import { hasMeasureWords, sayMeasure, sayValue } from "../measures.ts";
import { sayClock, sayNumber } from "../numbers.ts";
import { COUNTERFACTUAL } from "../vocabulary.ts";
import type { MeasureLine, RunPage } from "./lines.ts";
import { NOT_AT_THIS_SCALE, NOT_TOLD } from "./notes.ts";

/** The measures of a run that are shown unasked, and the table of its platforms. */

/** Shown in every run, after the scenario's own headline; all others stand in the JSON. */
const KEY_MEASURES = [
  "items.total",
  "items.online",
  "items.online.peak",
  "uploads.attempted",
  "uploads.blocked",
  "items.removed",
  "item.hours",
  "views.total",
  "original.online",
  "time.report",
  "time.detection",
  "time.confirmation",
  "time.assessment",
  "time.activation",
  "time.hash.shared",
  "time.removal.first",
  "time.removal.last",
  "lawful.total",
  "lawful.removed",
  "lawful.removed.share",
  "lawful.blocked",
  "lawful.hours.down",
  "lawful.restored",
  "items.labelled",
  "lawful.labelled",
  "labels.wrong",
  "labels.withdrawn",
  "lawful.views.unreachable",
  "actions.refused",
  "review.wait",
  "reviewer.hours",
  "queue.peak",
  "alert.coverage",
  "messages.sent",
];
const KEY_PREFIXES = [
  "views.at.",
  "items.online.at.",
  "duties.started.",
  "duties.met.",
  "duties.missed.",
  "duties.met.share.",
];

const isGroup = (id: string) => id.endsWith("members");

/** Whether a page shows a measure without being asked for it. */
export function isKeyMeasure(id: string): boolean {
  return KEY_MEASURES.includes(id) || (KEY_PREFIXES.some((prefix) => id.startsWith(prefix)) && !isGroup(id));
}

/** A number, or that it has not come: an instant that is open says until when nobody saw it. */
function sayMeasured(line: MeasureLine, language: Language): string {
  if (line.value !== null) {
    return line.id.startsWith("time.") ? sayClock(line.value) : sayValue(line.value, line.unit, language);
  }
  if (line.status === NOT_TOLD) return NOT_AT_THIS_SCALE[language];
  if (line.status !== "open" || line.atLeast === undefined)
    return { en: "does not apply", fr: "sans objet" }[language];
  if (line.id.startsWith("time.")) {
    return { en: `not by ${sayClock(line.atLeast)}`, fr: `pas encore à ${sayClock(line.atLeast)}` }[language];
  }
  const least = sayValue(line.atLeast, line.unit, language);
  return { en: `${least} so far, open`, fr: `${least} à ce stade, en cours` }[language];
}

/** Marks a row of deadlines of one kind when every clock of that kind was not in force on the incident's date. */
export function counterfactualOf(id: string, header: LogHeader, language: Language): string {
  if (!id.startsWith("duties.")) return "";
  const kind = id.slice(id.lastIndexOf(".") + 1);
  const ofKind = header.duties.filter((duty) => duty.kind === kind);
  const isMarked = ofKind.length > 0 && ofKind.every(({ counterfactual }) => counterfactual);
  return isMarked ? ` (${COUNTERFACTUAL[language]})` : "";
}

export function measureBlocks(page: RunPage, language: Language): Block[] {
  const lines = page.measures.filter(
    ({ id, platform, status }) =>
      platform === undefined &&
      status !== "absent" &&
      hasMeasureWords(id) &&
      (page.headline.includes(id) || isKeyMeasure(id)),
  );
  const order = (id: string) => (page.headline.includes(id) ? 0 : 1);
  const sorted = lines
    .map((line, place) => ({ line, place }))
    .sort((a, b) => order(a.line.id) - order(b.line.id) || a.place - b.place);
  const columns: Column[] = [
    { text: { en: "measure", fr: "mesure" }[language], grows: true },
    { text: { en: "value", fr: "valeur" }[language], right: true },
    { text: "id" },
  ];
  return [
    {
      kind: "table",
      columns,
      rows: sorted.map(({ line }) => [
        capital(sayMeasure(line.id, language)) + counterfactualOf(line.id, page.header, language),
        sayMeasured(line, language),
        line.id,
      ]),
    },
  ];
}

const PLATFORM_COLUMNS: readonly (readonly [string, Words])[] = [
  ["items.total", { en: "items", fr: "contenus" }],
  ["uploads.blocked", { en: "blocked", fr: "bloqués" }],
  ["items.removed", { en: "removed", fr: "retirés" }],
  ["items.online", { en: "online", fr: "en ligne" }],
  ["views.total", { en: "views", fr: "vues" }],
  ["time.detection", { en: "found", fr: "détecté" }],
  ["time.removal.first", { en: "removal", fr: "retrait" }],
  ["lawful.removed", { en: "wrongful", fr: "à tort" }],
];

export function platformBlocks(page: RunPage, names: Names, language: Language, heading: Block): Block[] {
  const { platforms } = page.header;
  if (platforms.length < 2) return [];
  const byKey = new Map(page.measures.map((line) => [`${line.id} ${line.platform ?? ""}`, line]));
  const shown = PLATFORM_COLUMNS.filter(([id]) =>
    platforms.some((platform) => {
      const line = byKey.get(`${id} ${platform.id}`);
      return line !== undefined && line.status !== NOT_TOLD;
    }),
  );
  const cell = (id: string, platform: string) => {
    const line = byKey.get(`${id} ${platform}`);
    if (line === undefined || line.value === null) return "–";
    return line.id.startsWith("time.") ? sayClock(line.value) : sayNumber(line.value, language);
  };
  const columns: Column[] = [
    { text: { en: "platform", fr: "plateforme" }[language], grows: true },
    ...shown.map(([, words]) => ({ text: words[language], right: true })),
  ];
  const rows = platforms.map(({ id }) => [names.who(id), ...shown.map(([measure]) => cell(measure, id))]);
  return [heading, { kind: "table", columns, rows }];
}
