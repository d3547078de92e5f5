import type { DutyKind, FactRecord, LogHeader, Text, Trigger } from "../model/index.ts";
import type { Block, Column, Entry, Mood } from "./blocks.ts";
import { type Names, sayFact } from "./facts.ts";
import { capital, type Language, tidy, type Words } from "./language.ts";
import { hasMeasureWords, sayMeasure, sayValue } from "./measures.ts";
import { namesOf, type ProtocolTitles } from "./names.ts";
import { sayClock, sayLocal, sayNumber, saySpan } from "./numbers.ts";
import { ProtocolTeller } from "./statechart/teller.ts";
import { timelineOf } from "./timeline.ts";
import { COUNTERFACTUAL, OUTCOMES, sayBinding, sayDutyKind, sayOutcome, sayWait } from "./vocabulary.ts";

/** The page of one run: every sentence of it, made from codes and values. */

export interface MeasureLine {
  readonly id: string;
  readonly unit: string;
  readonly platform?: string;
  readonly value: number | null;
  readonly status?: string;
  readonly atLeast?: number;
}

export interface DutyLine {
  readonly id: string;
  readonly protocol: string;
  readonly instrument: string;
  readonly kind: DutyKind;
  readonly counterfactual: boolean;
  readonly debtor: string;
  readonly creditor: string;
  readonly item: string | null;
  readonly startedAt: number;
  readonly dueAt: number | null;
  readonly stoppedAt: number | null;
  readonly outcome: string;
  readonly lateBy?: number;
  readonly wrongfulOrder: boolean;
}

export interface StepLine {
  readonly record: FactRecord;
  readonly at: number;
  readonly waited: number;
  readonly wait: string;
  readonly count: number;
  readonly broken: boolean;
}

export interface PathLine {
  readonly of: "duty" | "original" | "last-removal";
  readonly id: string;
  readonly outcome?: string;
  readonly steps: readonly StepLine[];
}

/** A number that somebody assumed, with the range in which it could as well lie. */
export interface AssumptionLine {
  readonly path: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly because: string;
}

/** An assumed number that was set by hand, and what its author wrote. */
export interface MovedLine extends AssumptionLine {
  readonly written: number;
}

/** A step that the outcome passed through and that nobody has confirmed. */
export interface UnconfirmedLine {
  readonly protocol: string;
  readonly machine: string;
  readonly kind: "state" | "transition" | "duty";
  readonly name: string;
  readonly event?: string;
  readonly target?: string;
  readonly mark: "recalled" | "assumed";
  readonly outcomes: number;
}

export interface RunPage {
  readonly header: LogHeader;
  readonly title: Text;
  readonly variantTitle: Text;
  readonly titles: ProtocolTitles;
  readonly facts: readonly FactRecord[];
  readonly capped: boolean;
  readonly duties: readonly DutyLine[];
  /** how many duties started; more than `duties` where single items have theirs */
  readonly dutiesTotal: number;
  readonly measures: readonly MeasureLine[];
  readonly headline: readonly string[];
  readonly paths: readonly PathLine[];
  /** states, transitions and duties that the outcome passed through, recalled or assumed */
  readonly unconfirmed: readonly UnconfirmedLine[];
  readonly assumptions: readonly AssumptionLine[];
  /** those among them that were set by hand; absent: none */
  readonly moved?: readonly MovedLine[];
  readonly digest: string;
  readonly versions: Readonly<Record<string, string | number>>;
}

const MOST_LINES = 70;
const MOST_ASSUMPTIONS = 25;
const MOST_STEPS = 12;

export const SIMULATION_MARK: Words = { en: "SIMULATION", fr: "SIMULATION" };

/** Something that must be said beside every output. */
export interface Note {
  readonly code: string;
  readonly text: string;
}

interface NoteValues {
  readonly protocol: string;
  readonly binding: string;
  readonly scale: string;
}

/** Status of a measure that would be another number than at full size, and what is said of it. */
export const NOT_TOLD = "not-at-this-scale";
export const NOT_AT_THIS_SCALE: Words = { en: "not at this scale", fr: "pas à cette échelle" };

const NOTES = {
  simulation: {
    en: () => "A simulation: nothing here happened, and no real company, authority or person is judged.",
    fr: () =>
      "Une simulation : rien de ceci n’a eu lieu, et aucune entreprise, autorité ou personne réelle n’est jugée.",
  },
  "real-incident": {
    en: () =>
      "A simulation of an incident that happened. It serves checking and comparison only. Actors are named by kind; what they do here is a model, not an account of what anybody did.",
    fr: () =>
      "Une simulation d’un incident qui a eu lieu. Elle ne sert qu’à vérifier et à comparer. Les acteurs sont nommés par leur type ; ce qu’ils font ici est un modèle, pas le récit de ce que quiconque a fait.",
  },
  reconstructed: {
    en: ({ protocol, binding }) => `${protocol} (${binding}): reconstructed from public sources.`,
    fr: ({ protocol, binding }) => `${protocol} (${binding}) : reconstitué d’après des sources publiques.`,
  },
  counterfactual: {
    en: ({ protocol, binding }) =>
      `${protocol} (${binding}): *counterfactual*. It was not in force on the incident's date; its deadlines are shown as if it had been.`,
    fr: ({ protocol, binding }) =>
      `${protocol} (${binding}) : *contrefactuel*. Ce texte n’était pas en vigueur à la date de l’incident ; ses délais sont montrés comme s’il l’avait été.`,
  },
  "no-pressure": {
    en: () =>
      "Wrongful removals do not depend on deadlines here: reviewers' errors were given no dependence on time left or queue, so a shorter deadline cannot cost any.",
    fr: () =>
      "Les retraits à tort ne dépendent pas ici des délais : les erreurs des modérateurs ne dépendent ni du temps restant ni de la file, un délai plus court ne peut donc rien coûter.",
  },
  "no-lookalikes": {
    en: () =>
      "No lawful lookalikes in this scenario: wrongful removals cannot be seen, and no verdict on exposure is given.",
    fr: () =>
      "Aucun contenu licite ressemblant dans ce scénario : les retraits à tort sont invisibles, et aucun verdict n’est rendu sur l’exposition.",
  },
  capped: {
    en: () => "The cap on items was reached: every number below is too low, and no verdict can rest on it.",
    fr: () =>
      "Le plafond de contenus a été atteint : chaque nombre ci-dessous est trop bas, aucun verdict ne peut s’y appuyer.",
  },
  scale: {
    en: ({ scale }) =>
      `At scale ${scale}: actors, messages, originals, lookalikes and the first 1,000 uploads on each platform are whole. Of later copies only this part was simulated, and each stands for many. What that would change is “not at this scale”, and so are rows of services behind which too few uploads stand.`,
    fr: ({ scale }) =>
      `À l’échelle ${scale} : acteurs, messages, originaux, contenus ressemblants et les 1 000 premières mises en ligne de chaque plateforme sont entiers. Des copies suivantes, seule cette part a été simulée, et chacune en représente plusieurs. Ce que cela changerait est « pas à cette échelle », de même que les lignes de services derrière lesquelles il y a trop peu de mises en ligne.`,
  },
  naming: {
    en: () =>
      "Authorities order the removal of so many items again and again. At a scale they name others, so nothing that hangs on items has a number here: take full size.",
    fr: () =>
      "Des autorités ordonnent à plusieurs reprises le retrait de tant de contenus. À une échelle, elles en désignent d’autres : rien de ce qui tient aux contenus n’a de nombre ici ; prenez la taille entière.",
  },
  "no-horizon": {
    en: () =>
      "No horizon: the run ends when nothing is left to happen, and what is still online then stays for ever.",
    fr: () =>
      "Sans horizon : la simulation s’arrête quand il ne reste rien à venir, et ce qui est encore en ligne le reste.",
  },
} as const satisfies Record<string, Readonly<Record<Language, (given: NoteValues) => string>>>;

/** What must stand beside every output of a run: what it is, what is counterfactual, what cannot be said. */
export function notesOf(header: LogHeader, capped: boolean, language: Language): Note[] {
  const note = (code: keyof typeof NOTES, given: Partial<NoteValues> = {}): Note => ({
    code,
    text: tidy(NOTES[code][language]({ protocol: "", binding: "", scale: "", ...given }), language),
  });
  const notes = [note(header.real ? "real-incident" : "simulation")];
  if (capped) notes.push(note("capped"));
  if (header.scale !== 1) notes.push(note("scale", { scale: sayNumber(header.scale, language) }));
  if (header.namesItems === true) notes.push(note("naming"));
  for (const { title, binding, reconstructed, counterfactual } of header.protocols) {
    const given = { protocol: title[language], binding: sayBinding(binding, language) };
    if (counterfactual) notes.push(note("counterfactual", given));
    if (reconstructed) notes.push(note("reconstructed", given));
  }
  if (!header.hasLookalikes) notes.push(note("no-lookalikes"));
  else if (!header.pressureMatters) notes.push(note("no-pressure"));
  if (header.horizon === undefined) notes.push(note("no-horizon"));
  return notes;
}

const HEADINGS = {
  timeline: { en: "What happened", fr: "Ce qui s’est passé" },
  duties: { en: "Deadlines", fr: "Délais" },
  measures: { en: "Measures", fr: "Mesures" },
  platforms: { en: "By platform", fr: "Par plateforme" },
  paths: { en: "Whose wait it hung on", fr: "À quelle attente cela a tenu" },
  unconfirmed: {
    en: "Unconfirmed steps that this outcome passed through",
    fr: "Étapes non confirmées par lesquelles ce résultat est passé",
  },
  assumptions: { en: "What was assumed", fr: "Ce qui a été supposé" },
  receipt: { en: "Receipt", fr: "Reçu" },
} as const satisfies Record<string, Words>;

export function runPage(page: RunPage, language: Language): Block[] {
  const { header } = page;
  const names = namesOf(header, page.titles, language);
  const heading = (key: keyof typeof HEADINGS): Block => ({ kind: "heading", text: HEADINGS[key][language] });
  return [
    ...titleOf(page.title, page.variantTitle, header, header.replication, language),
    ...notesOf(header, page.capped, language).map(({ text }): Block => ({ kind: "notice", text })),
    ...sayMoved(page.moved ?? [], language).map((text): Block => ({ kind: "notice", text })),
    heading("timeline"),
    ...timelineBlocks(page, names, language),
    heading("duties"),
    ...dutyBlocks(page, names, language),
    heading("measures"),
    ...measureBlocks(page, language),
    ...platformBlocks(page, names, language, heading("platforms")),
    heading("paths"),
    ...pathBlocks(page, names, language),
    heading("unconfirmed"),
    ...unconfirmedBlocks(page, names, language),
    heading("assumptions"),
    ...assumptionBlocks(page.assumptions, language),
    heading("receipt"),
    ...receiptBlocks(page, language),
  ];
}

export function titleOf(
  title: Text,
  variantTitle: Text,
  header: LogHeader,
  replication: number,
  language: Language,
): Block[] {
  const variant = { en: "variant", fr: "variante" }[language];
  const seed = { en: "seed", fr: "graine" }[language];
  const which =
    replication === 0 ? "" : ` · ${{ en: "replication", fr: "réplication" }[language]} ${replication}`;
  const text = tidy(
    `${title[language]} · ${variant} : ${variantTitle[language]} · ${seed} ${header.seed}${which}`.replace(
      " :",
      language === "en" ? ":" : " :",
    ),
    language,
  );
  return [{ kind: "title", text, mark: SIMULATION_MARK[language] }];
}

/**
 * Where single items have so many duties that only the first were kept, counting those would tell too few: they are left
 * to the list of deadlines, which says so, and to the measures.
 */
function wholeFacts({ facts, duties, dutiesTotal, header }: RunPage): readonly FactRecord[] {
  if (duties.length >= dutiesTotal) return facts;
  const originals = new Set(header.originals.map(({ item }) => item));
  return facts.filter(
    ({ kind, item }) => !kind.startsWith("duty.") || typeof item !== "string" || originals.has(item),
  );
}

function timelineBlocks(page: RunPage, names: Names, language: Language): Block[] {
  const { rows, left } = timelineOf(wholeFacts(page), page.header, names, language, MOST_LINES);
  const blocks: Block[] = [{ kind: "timeline", rows }];
  if (left > 0) {
    const more = {
      en: `${sayNumber(left, language)} ${left === 1 ? "kind of smaller event is" : "kinds of smaller events are"} left out here; --log FILE writes every fact.`,
      fr: `${sayNumber(left, language)} ${left === 1 ? "sorte d’événements mineurs est omise" : "sortes d’événements mineurs sont omises"} ici ; --log FICHIER écrit chaque fait.`,
    };
    blocks.push({ kind: "paragraph", text: tidy(more[language], language) });
  }
  return blocks;
}

/** From so many clocks of one duty and debtor on, they are told together. */
const TOGETHER = 4;

function dutyBlocks(page: RunPage, names: Names, language: Language): Block[] {
  if (page.dutiesTotal === 0) {
    const none = { en: "No deadline started.", fr: "Aucun délai n’a commencé." };
    return [{ kind: "paragraph", text: none[language] }];
  }
  const groups = new Map<string, DutyLine[]>();
  for (const duty of page.duties) {
    const key = JSON.stringify([duty.protocol, duty.id, duty.debtor, duty.wrongfulOrder]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [duty]);
    else group.push(duty);
  }
  const rows = [...groups.values()].flatMap((group) =>
    group.length < TOGETHER
      ? group.map((duty) => dutyEntry(duty, page.header, names, language))
      : [dutyGroupEntry(group, names, language)],
  );
  const blocks: Block[] = [{ kind: "entries", rows }];
  if (page.duties.length < page.dutiesTotal) {
    const total = sayNumber(page.dutiesTotal, language);
    const listed = sayNumber(page.duties.length, language);
    const more = {
      en: `${total} deadlines started in all; the first ${listed} are listed here. The measures count all of them.`,
      fr: `${total} délais ont commencé en tout ; les ${listed} premiers figurent ici. Les mesures les comptent tous.`,
    };
    blocks.push({ kind: "paragraph", text: tidy(more[language], language) });
  }
  return blocks;
}

const MOODS: Readonly<Record<string, Mood>> = {
  met: "good",
  missed: "bad",
  open: "open",
  suspended: "open",
  "too-early": "bad",
  "judged-met": "good",
  "judged-missed": "bad",
};

const WRONGFUL_ORDER: Words = {
  en: "started by an order that was unlawful in truth: stands outside every count of deadlines met",
  fr: "né d’une injonction en vérité illicite : hors de tout décompte des délais tenus",
};

function kindOf(duty: DutyLine, language: Language): string {
  const kind = sayDutyKind(duty.kind, language);
  return duty.counterfactual ? `${kind}, ${COUNTERFACTUAL[language]}` : kind;
}

function dutyEntry(duty: DutyLine, header: LogHeader, names: Names, language: Language): Entry {
  const clock = (at: number) => `${sayClock(at)} (${sayLocal(header.startsAt, at)})`;
  const due =
    duty.dueAt === null
      ? ""
      : { en: `due ${clock(duty.dueAt)}`, fr: `échéance ${clock(duty.dueAt)}` }[language];
  const done =
    duty.stoppedAt === null
      ? ""
      : { en: `done ${clock(duty.stoppedAt)}`, fr: `fait à ${clock(duty.stoppedAt)}` }[language];
  const late =
    duty.lateBy === undefined || duty.stoppedAt === null
      ? ""
      : { en: `${saySpan(duty.lateBy, language)} late`, fr: `${saySpan(duty.lateBy, language)} de retard` }[
          language
        ];
  const started = { en: `from ${clock(duty.startedAt)}`, fr: `depuis ${clock(duty.startedAt)}` }[language];
  const parties =
    duty.creditor === "" ? names.who(duty.debtor) : `${names.who(duty.debtor)} → ${names.who(duty.creditor)}`;
  const parts = [
    parties,
    started,
    due,
    done,
    late,
    duty.instrument,
    duty.wrongfulOrder ? WRONGFUL_ORDER[language] : "",
  ];
  return {
    mood: MOODS[duty.outcome] ?? "plain",
    label: sayOutcome(duty.outcome, language),
    text: tidy(`${names.duty(`${duty.protocol}/${duty.id}`)} (${kindOf(duty, language)})`, language),
    detail: tidy(parts.filter((part) => part !== "").join(" · "), language),
  };
}

function dutyGroupEntry(group: readonly DutyLine[], names: Names, language: Language): Entry {
  const [first] = group;
  const count = (outcome: string) => group.filter((duty) => duty.outcome === outcome).length;
  const said = OUTCOMES.filter((outcome) => count(outcome) > 0).map(
    (outcome) => `${sayNumber(count(outcome), language)} ${sayOutcome(outcome, language)}`,
  );
  const bad = OUTCOMES.find((each) => MOODS[each] === "bad" && count(each) > 0);
  const [alone] = group.every((duty) => duty.outcome === first.outcome) ? [first.outcome] : [];
  const outcome = bad ?? alone ?? "open";
  const mood = MOODS[outcome] ?? "plain";
  const starts = {
    en: `${sayNumber(group.length, language)} clocks from ${sayClock(first.startedAt)} on`,
    fr: `${sayNumber(group.length, language)} délais à partir de ${sayClock(first.startedAt)}`,
  }[language];
  const parts = [
    names.who(first.debtor),
    starts,
    said.join(", "),
    first.instrument,
    first.wrongfulOrder ? WRONGFUL_ORDER[language] : "",
  ];
  return {
    mood,
    label: `${sayNumber(outcome === "open" ? group.length - count("met") : count(outcome), language)} ${sayOutcome(outcome, language)}`,
    text: tidy(`${names.duty(`${first.protocol}/${first.id}`)} (${kindOf(first, language)})`, language),
    detail: tidy(parts.filter((part) => part !== "").join(" · "), language),
  };
}

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

function measureBlocks(page: RunPage, language: Language): Block[] {
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

function platformBlocks(page: RunPage, names: Names, language: Language, heading: Block): Block[] {
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

function pathTitle(path: PathLine, names: Names, language: Language): string {
  const last = path.steps.at(-1);
  const at = last === undefined ? "" : sayClock(last.at);
  if (path.of === "last-removal")
    return { en: `The last removal, ${at}`, fr: `Le dernier retrait, ${at}` }[language];
  if (path.of === "original") {
    return {
      en: `Removal of the original “${path.id}”, ${at}`,
      fr: `Le retrait de l’original « ${path.id} », ${at}`,
    }[language];
  }
  const about = [
    names.dutyKind(path.id),
    path.outcome === undefined ? "" : sayOutcome(path.outcome, language),
  ].filter((part) => part !== "");
  const outcome = about.length === 0 ? "" : ` (${about.join("; ")})`;
  return {
    en: `“${names.duty(path.id)}”${outcome}, ${at}`,
    fr: `« ${names.duty(path.id)} »${outcome}, ${at}`,
  }[language];
}

function pathBlocks(page: RunPage, names: Names, language: Language): Block[] {
  const paths = page.paths.filter(({ steps }) => steps.length > 0);
  if (paths.length === 0) {
    const none = {
      en: "Nothing was removed, and no deadline started.",
      fr: "Rien n’a été retiré, aucun délai n’a commencé.",
    };
    return [{ kind: "paragraph", text: none[language] }];
  }
  const originals = new Set(page.header.originals.map(({ item }) => item));
  return paths.flatMap((path): Block[] => [
    {
      kind: "paragraph",
      text: tidy(`${pathTitle(path, names, language)}. ${longestWait(path, names, language)}`, language),
    },
    { kind: "list", items: stepLines(path, names, originals, language) },
  ]);
}

const UNCONFIRMED = {
  none: {
    en: "None: all that it passed through was read in a source.",
    fr: "Aucune : tout ce par quoi il est passé a été lu dans une source.",
  },
  recalled: { en: "recalled", fr: "retenu de mémoire" },
  assumed: { en: "assumed", fr: "supposé" },
  state: { en: "state", fr: "état" },
  transition: { en: "transition", fr: "transition" },
  duty: { en: "deadline", fr: "délai" },
} as const satisfies Record<string, Words>;
const MOST_UNCONFIRMED = 30;

/** States, transitions and duties in the words of their protocol; recalled ones first, as they can be looked up. */
function unconfirmedBlocks({ unconfirmed, titles }: RunPage, names: Names, language: Language): Block[] {
  const tellers = new Map(
    titles.protocols.map((each) => [each.id, new ProtocolTeller(each, language, "none")] as const),
  );
  if (unconfirmed.length === 0) return [{ kind: "paragraph", text: UNCONFIRMED.none[language] }];
  const count = (mark: UnconfirmedLine["mark"]) => unconfirmed.filter((each) => each.mark === mark).length;
  const counted = {
    en: `${count("recalled")} recalled and not confirmed, ${count("assumed")} assumed; the rest was read in a source.`,
    fr: `${count("recalled")} retenues de mémoire et non confirmées, ${count("assumed")} supposées ; le reste a été lu dans une source.`,
  };
  const order = [...unconfirmed].sort((a, b) => (a.mark === b.mark ? 0 : a.mark === "recalled" ? -1 : 1));
  const items = order.slice(0, MOST_UNCONFIRMED).map((line) => {
    const said = sayUnconfirmed(line, tellers.get(line.protocol), names, language);
    return `${said} (${UNCONFIRMED[line.mark][language]})`;
  });
  const left = order.length - items.length;
  if (left > 0)
    items.push(
      { en: `… and ${left} more (--json has all).`, fr: `… et ${left} de plus (--json les donne toutes).` }[
        language
      ],
    );
  return [
    { kind: "paragraph", text: tidy(counted[language], language) },
    { kind: "list", items: items.map((each) => tidy(each, language)) },
  ];
}

/** Where it is, and what: a state, a step from one to another with what sets it off, or a clock. */
function sayUnconfirmed(
  { protocol, machine, kind, name, event = "", target }: UnconfirmedLine,
  teller: ProtocolTeller | undefined,
  names: Names,
  language: Language,
): string {
  const colon = language === "en" ? ":" : " :";
  const word = UNCONFIRMED[kind][language];
  if (kind === "duty" || teller === undefined) {
    const where = [protocol, machine].filter((each) => each !== "").join("/");
    if (kind !== "duty")
      return `${where}${colon} ${word} ${name}${event === "" ? "" : ` --${event}--> ${target ?? name}`}`;
    const title = names.duty(`${protocol}/${name}`);
    return `${where}${colon} ${word} ${language === "en" ? `“${title}”` : `« ${title} »`}`;
  }
  const place = (state: string) =>
    state === "" ? teller.role(machine) : teller.place(`${machine}.${state}`);
  const where = `${protocol}, ${teller.role(machine)}${colon}`;
  if (kind === "state") return `${where} ${word} ${place(name)}`;
  const trigger = triggerOf(event);
  const when = trigger === undefined ? "" : `, ${lower(teller.trigger(trigger))}`;
  return `${where} ${word} ${place(name)} → ${place(target ?? name)}${when}`;
}

/** A transition's key as what sets it off: an event has a dot in its name, a delay has none. */
function triggerOf(key: string): Trigger | undefined {
  if (key === "") return undefined;
  if (key === "always") return { kind: "always" };
  if (key === "onDone") return { kind: "done" };
  return key.includes(".") || key === "*" ? { kind: "event", name: key } : { kind: "after", delay: key };
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function longestWait({ steps }: PathLine, names: Names, language: Language): string {
  const longest = steps.reduce((a, b) => (b.waited > a.waited ? b : a));
  if (longest.waited === 0) return "";
  const wait = sayWait(longest.wait, language, names.decision, names.wait);
  const span = saySpan(longest.waited, language);
  return { en: `The longest wait was ${span}, ${wait}.`, fr: `L’attente la plus longue : ${span}, ${wait}.` }[
    language
  ];
}

/** What ends a path in the same instant as the step before it, about the same item, is that step under another name. */
function withoutEcho(steps: readonly StepLine[]): readonly StepLine[] {
  const last = steps.at(-1);
  const before = steps.at(-2);
  if (last === undefined || before === undefined || last.waited > 0 || last.record.item === undefined)
    return steps;
  if (last.record.item !== before.record.item) return steps;
  return [...steps.slice(0, -2), { ...before, record: last.record }];
}

/** Steps that took time, and the last; the shortest of too many are left out. */
function stepLines(
  path: PathLine,
  names: Names,
  originals: ReadonlySet<string>,
  language: Language,
): string[] {
  const steps = withoutEcho(path.steps);
  const slow = steps.filter(
    ({ waited, broken }, place) => waited > 0 || broken || place === steps.length - 1,
  );
  const kept = new Set([...slow].sort((a, b) => b.waited - a.waited).slice(0, MOST_STEPS));
  const last = slow.at(-1);
  if (last !== undefined) kept.add(last);
  const lines = slow
    .filter((step) => kept.has(step))
    .map((step) => sayStep(step, names, originals, language));
  const left = slow.length - lines.length;
  if (left > 0) {
    lines.push(
      {
        en: `… and ${left} shorter ${left === 1 ? "wait" : "waits"} (--json has all).`,
        fr: `… et ${left} ${left === 1 ? "attente plus courte" : "attentes plus courtes"} (--json donne tout).`,
      }[language],
    );
  }
  return lines.map((line) => tidy(line, language));
}

function sayStep(step: StepLine, names: Names, originals: ReadonlySet<string>, language: Language): string {
  const sentence = sayFact(step.record, names, (item) => originals.has(item), language);
  const clock = sayClock(step.at);
  if (step.broken)
    return {
      en: `(the log does not hold what came before) ${clock} ${sentence}`,
      fr: `(le journal ne dit pas ce qui précède) ${clock} ${sentence}`,
    }[language];
  if (step.waited === 0) return `${clock} ${sentence}`;
  const wait = sayWait(step.wait, language, names.decision, names.wait);
  const times =
    step.count > 1
      ? { en: ` behind ${step.count} other reviews`, fr: ` derrière ${step.count} autres examens` }[language]
      : "";
  return `${saySpan(step.waited, language)} ${wait}${times} → ${clock} ${sentence}`;
}

/** A value of an assumption in its unit. */
function sayAssumed(value: number, unit: string, language: Language): string {
  return unit === "ms" ? saySpan(value, language) : sayNumber(value, language);
}

/** What must be said where assumed numbers do not stand as the scenario has them; nothing where all do. */
export function sayMoved(moved: readonly MovedLine[], language: Language): string[] {
  if (moved.length === 0) return [];
  const each = moved.map(({ path, value, written, unit }) => {
    const [now, before] = [value, written].map((number) => sayAssumed(number, unit, language));
    return { en: `${path} is ${now} instead of ${before}`, fr: `${path} vaut ${now} au lieu de ${before}` }[
      language
    ];
  });
  const said = {
    en: `Not as the scenario has it: ${each.join("; ")}.`,
    fr: `Autrement que dans le scénario : ${each.join(" ; ")}.`,
  };
  return [tidy(said[language], language)];
}

export function assumptionBlocks(assumptions: readonly AssumptionLine[], language: Language): Block[] {
  const n = assumptions.length;
  if (n === 0) {
    const none = {
      en: "No number is marked as an assumption.",
      fr: "Aucun nombre n’est marqué comme supposé.",
    };
    return [{ kind: "paragraph", text: none[language] }];
  }
  const count =
    n === 1
      ? {
          en: "1 number is an assumption: it could as well lie elsewhere in its range.",
          fr: "1 nombre est une supposition : il pourrait se trouver ailleurs dans son intervalle.",
        }[language]
      : {
          en: `${sayNumber(n, language)} numbers are assumptions: each could as well lie elsewhere in its range.`,
          fr: `${sayNumber(n, language)} nombres sont des suppositions : chacun pourrait se trouver ailleurs dans son intervalle.`,
        }[language];
  const items = assumptions.slice(0, MOST_ASSUMPTIONS).map(({ path, value, low, high, unit, because }) => {
    const said = [value, low, high].map((each) => sayAssumed(each, unit, language));
    const range = {
      en: `${said[0]}, between ${said[1]} and ${said[2]}`,
      fr: `${said[0]}, entre ${said[1]} et ${said[2]}`,
    }[language];
    return tidy(
      `${path} : ${range}${because === "" ? "" : ` (${because})`}`.replace(
        " :",
        language === "en" ? ":" : " :",
      ),
      language,
    );
  });
  const blocks: Block[] = [
    { kind: "paragraph", text: tidy(count, language) },
    { kind: "list", items },
  ];
  if (n > MOST_ASSUMPTIONS) {
    const more = {
      en: `${sayNumber(n - MOST_ASSUMPTIONS, language)} more: see --json.`,
      fr: `${sayNumber(n - MOST_ASSUMPTIONS, language)} de plus : voir --json.`,
    };
    blocks.push({ kind: "paragraph", text: tidy(more[language], language) });
  }
  return blocks;
}

function receiptBlocks({ header, digest, versions }: RunPage, language: Language): Block[] {
  const same = {
    en: "The same address always gives the same digest, on any machine.",
    fr: "La même adresse donne toujours la même empreinte, sur toute machine.",
  };
  const rows = [
    [{ en: "address", fr: "adresse" }[language], header.address],
    ...(header.scale === 1 ? [] : [[{ en: "scale", fr: "échelle" }[language], String(header.scale)]]),
    [{ en: "digest", fr: "empreinte" }[language], digest],
    [
      { en: "versions", fr: "versions" }[language],
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(", "),
    ],
  ];
  return [
    { kind: "table", columns: [{ text: "" }, { text: "", grows: true }], rows },
    { kind: "paragraph", text: same[language] },
  ];
}
