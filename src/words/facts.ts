import { FACT_KINDS, type FactKind, type FactName, type FactRecord, type Slot } from "../model/index.ts";
import { ACTOR_FACT_WORDS, article, naming, visant } from "./actor-facts.ts";
import { CLOCK_FACT_WORDS } from "./clock-facts.ts";
import { CONTENT_FACT_WORDS } from "./content-facts.ts";
import { type Language, tidy } from "./language.ts";
import { sayNumber, sayShare, saySpan } from "./numbers.ts";
import { OVERSIGHT_FACT_WORDS } from "./oversight-facts.ts";
import { TABLE_FACT_WORDS } from "./table-facts.ts";
import type { ClockForm, FactWords, Told, Weight } from "./told.ts";
import { sayBy, sayForm, sayMessage } from "./vocabulary.ts";

/** Names of one log's actors, duties, decisions and roles, as its scenario titles them. */
export interface Names {
  /** an actor or platform */
  who(id: string): string;
  /** `protocol/duty` */
  duty(id: string): string;
  /** what kind of clock `protocol/duty` is, counterfactual or not; empty where nobody knows it */
  dutyKind(id: string): string;
  /** what is asked of the clock `protocol/duty` */
  dutyForm(id: string): ClockForm;
  decision(id: string): string;
  /** of a decision */
  option(decision: string, option: string): string;
  /** `protocol/role` */
  role(id: string): string;
  /** of `protocol/role`, as the log names it: `active{hashes.open,desk.idle}` */
  state(role: string, state: string): string;
  /** a protocol's delay, as it follows "waited 29 min"; nothing where the protocol says nothing */
  wait(name: string): string | undefined;
  /** a note, status, label or flag */
  named(name: string): string;
  /** `protocol/sanction` */
  sanction(id: string): string;
  inject(id: string): string;
  protocol(id: string): string;
}

const onItem = (t: Told) =>
  t.original ? "the original" : t.what.startsWith("lawful") ? "a lawful item" : "a copy";
const surLe = (t: Told) =>
  t.original ? "l’original" : t.what.startsWith("lawful") ? "un contenu licite" : "une copie";
const inBrackets = (text: string) => (text === "" ? "" : ` (${text})`);
const comma = (text: string) => (text === "" ? "" : `, ${text}`);

const WORDS = {
  "scenario.began": {
    weight: 3,
    say: { en: () => "The incident begins.", fr: () => "L’incident commence." },
  },
  "content.posted": {
    weight: 1,
    say: {
      en: (t) =>
        `${t.who}: ${t.original ? "the original" : t.how.startsWith("lookalike") ? "a lawful lookalike" : "a copy"} goes online.`,
      fr: (t) =>
        `${t.who} : ${t.original ? "l’original" : t.how.startsWith("lookalike") ? "un contenu licite ressemblant" : "une copie"} est mis en ligne.`,
    },
  },
  "content.blocked": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: an upload is blocked.`,
      fr: (t) => `${t.who} : une mise en ligne est bloquée.`,
    },
  },
  "content.removed": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: removes ${onItem(t)}${comma(sayBy(t.how, "en"))}.`,
      fr: (t) => `${t.who} : retire ${surLe(t)}${comma(sayBy(t.how, "fr"))}.`,
    },
  },
  "content.restored": {
    weight: 1,
    say: { en: (t) => `${t.who}: restores an item.`, fr: (t) => `${t.who} : rétablit un contenu.` },
  },
  "content.restricted": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: makes an item unreachable in ${t.named(t.what)}.`,
      fr: (t) => `${t.who} : rend un contenu inaccessible dans ${t.named(t.what)}.`,
    },
  },
  "content.reported": {
    weight: 1,
    say: {
      en: (t) =>
        `${t.who}: a user reports ${onItem(t)}${t.how === "wrong" ? " under a wrong category" : ""}.`,
      fr: (t) =>
        `${t.who} : un utilisateur signale ${surLe(t)}${t.how === "wrong" ? " sous une mauvaise catégorie" : ""}.`,
    },
  },
  "content.flagged": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: its own search finds ${onItem(t)}.`,
      fr: (t) => `${t.who} : sa propre recherche trouve ${surLe(t)}.`,
    },
  },
  "content.kept": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: review keeps ${onItem(t)} online.`,
      fr: (t) => `${t.who} : l’examen laisse ${surLe(t)} en ligne.`,
    },
  },
  "content.appealed": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: a user appeals a removal.`,
      fr: (t) => `${t.who} : un utilisateur conteste un retrait.`,
    },
  },
  "content.queued": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: ${t.original ? "the original" : "an item"} waits for a reviewer.`,
      fr: (t) => `${t.who} : ${t.original ? "l’original" : "un contenu"} attend un examen.`,
    },
  },
  "review.finished": {
    weight: 1,
    say: {
      en: (t) =>
        Number.isNaN(t.x)
          ? `${t.who}: a review ends (${sayVerdict(t.how, "en")}).`
          : `${t.who}: a review ends after ${t.span(t.x)} in the queue and ${t.span(t.y)} of work (${sayVerdict(t.how, "en")}).`,
      fr: (t) =>
        Number.isNaN(t.x)
          ? `${t.who} : un examen prend fin (${sayVerdict(t.how, "fr")}).`
          : `${t.who} : un examen prend fin après ${t.span(t.x)} d’attente et ${t.span(t.y)} de travail (${sayVerdict(t.how, "fr")}).`,
    },
  },
  "stream.ended": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.who}: the livestream ${t.how === "cut" ? "is cut" : "is over"} after ${t.whole(t.x)} ${Math.round(t.x) === 1 ? "view" : "views"}.`,
      fr: (t) =>
        `${t.who} : la diffusion en direct ${t.how === "cut" ? "est coupée" : "se termine"} après ${t.whole(t.x)} ${Math.round(t.x) < 2 ? "vue" : "vues"}.`,
    },
  },
  "original.posted": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: the original goes online (${sayForm(t.how, "en")}).`,
      fr: (t) => `${t.who} : l’original est mis en ligne (${sayForm(t.how, "fr")}).`,
    },
  },
  "original.removed": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.who}: removes the original${comma(sayBy(t.how, "en"))}, after ${t.span(t.at - t.x)} online and ${t.whole(t.y)} ${Math.round(t.y) === 1 ? "view" : "views"}.`,
      fr: (t) =>
        `${t.who} : retire l’original${comma(sayBy(t.how, "fr"))}, après ${t.span(t.at - t.x)} en ligne et ${t.whole(t.y)} ${Math.round(t.y) < 2 ? "vue" : "vues"}.`,
    },
  },
  "incident.reported": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: a user makes the first report of the incident.`,
      fr: (t) => `${t.who} : un utilisateur fait le premier signalement de l’incident.`,
    },
  },
  "incident.confirmed": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: confirms, as the first, that the content is unlawful.`,
      fr: (t) => `${t.who} : confirme en premier que le contenu est illicite.`,
    },
  },
  "hash.found": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: identifies a version that it had not seen.`,
      fr: (t) => `${t.who} : identifie une version encore inconnue.`,
    },
  },
  "hash.made": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: makes a hash of a version that it found, and matches it.`,
      fr: (t) => `${t.who} : calcule l’empreinte d’une version trouvée et la reconnaît désormais.`,
    },
  },
  "hash.shared": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: shares the hash of a version.`,
      fr: (t) => `${t.who} : partage l’empreinte d’une version.`,
    },
  },
  "hash.ingested": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: starts to match a shared hash.`,
      fr: (t) => `${t.who} : commence à reconnaître une empreinte partagée.`,
    },
  },
  "hash.withdrawn": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: withdraws the hash of a version.`,
      fr: (t) => `${t.who} : retire l’empreinte d’une version.`,
    },
  },
  "matching.switched": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.who}: from now on blocks ${t.share(t.x)} of uploads, and takes down ${t.share(t.y)} of what is up.`,
      fr: (t) =>
        `${t.who} : bloque désormais ${t.share(t.x)} des mises en ligne et retire ${t.share(t.y)} de ce qui est en ligne.`,
    },
  },
  "message.sent": {
    weight: 2,
    say: {
      en: (t) => `${t.other}: sends ${t.who} ${article(t.message)}${naming(t)}.`,
      fr: (t) => `${t.other} : envoie à ${t.who} : ${t.message}${visant(t)}.`,
    },
  },
  "message.delivered": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: ${article(t.message)} from ${t.other} arrives at the contact point${naming(t)}.`,
      fr: (t) => `${t.who} : reçoit au point de contact (${t.message}), de ${t.other}${visant(t)}.`,
    },
  },
  "message.opened": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: opens the ${t.message} from ${t.other}${naming(t)}.`,
      fr: (t) => `${t.who} : ouvre le message (${t.message}) de ${t.other}${visant(t)}.`,
    },
  },
  "message.lost": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: the ${t.message} from ${t.other} is lost on the way.`,
      fr: (t) => `${t.who} : le message (${t.message}) de ${t.other} se perd en route.`,
    },
  },
  "decision.taken": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: decides “${t.decision}”: ${t.option}.`,
      fr: (t) => `${t.who} : décide « ${t.decision} » : ${t.option}.`,
    },
  },
  "state.entered": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: as ${t.role}, is now in “${t.state}”.`,
      fr: (t) => `${t.who} : comme ${t.role}, passe à « ${t.state} ».`,
    },
  },
  "order.fulfilled": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.who}: has done what ${t.other} asked for (${t.number(t.y)} ${t.y === 1 ? "item" : "items"} removed or restricted).`,
      fr: (t) =>
        `${t.who} : a fait ce que ${t.other} demandait (${t.number(t.y)} ${t.y === 1 ? "contenu retiré ou restreint" : "contenus retirés ou restreints"}).`,
    },
  },
  "crisis.entered": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: brings review up to ${t.number(t.x)} reviewers.`,
      fr: (t) => `${t.who} : porte la modération à ${t.number(t.x)} modérateurs.`,
    },
  },
  "crisis.left": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: returns to ordinary review staffing.`,
      fr: (t) => `${t.who} : revient à l’effectif ordinaire de modération.`,
    },
  },
  "note.made": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: notes “${t.named(t.what)}”.`,
      fr: (t) => `${t.who} : note « ${t.named(t.what)} ».`,
    },
  },
  ...CLOCK_FACT_WORDS,
  "inject.delivered": {
    weight: 3,
    say: {
      en: (t) => `${t.who === "" ? "Everybody" : t.who} is told: “${t.inject}”.`,
      fr: (t) => `${t.who === "" ? "Tous" : t.who} : on apprend « ${t.inject} ».`,
    },
  },
  "inject.ended": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: over, “${t.inject}”.`,
      fr: (t) => `${t.who} : terminé, « ${t.inject} ».`,
    },
  },
  "views.counted": {
    weight: 0,
    say: {
      en: (t) => `${t.who}: ${t.whole(t.x)} views so far, ${t.number(t.y)} copies online.`,
      fr: (t) => `${t.who} : ${t.whole(t.x)} vues à ce stade, ${t.number(t.y)} copies en ligne.`,
    },
  },
  "reach.counted": {
    weight: 0,
    say: {
      en: (t) => `${t.who}: ${t.whole(t.x)} views in ${t.what}.`,
      fr: (t) => `${t.who} : ${t.whole(t.x)} vues dans ${t.what}.`,
    },
  },
  "queue.counted": {
    weight: 0,
    say: {
      en: (t) => `${t.who}: ${t.number(t.x)} jobs wait, ${t.number(t.y)} reviewers are busy.`,
      fr: (t) => `${t.who} : ${t.number(t.x)} dossiers en attente, ${t.number(t.y)} modérateurs occupés.`,
    },
  },
  ...CONTENT_FACT_WORDS,
  ...ACTOR_FACT_WORDS,
  ...OVERSIGHT_FACT_WORDS,
  ...TABLE_FACT_WORDS,
  "cap.reached": {
    weight: 3,
    say: {
      en: (t) => `The cap of ${t.number(t.x)} items is reached: no further copy is made from here on.`,
      fr: (t) => `Le plafond de ${t.number(t.x)} contenus est atteint : aucune copie ne naît plus.`,
    },
  },
  "scenario.ended": {
    weight: 3,
    say: {
      en: (t) =>
        `The run ends: ${{ horizon: "the horizon is reached", "nothing-left": "nothing is left to happen", capped: "the cap was hit", endex: "ENDEX" }[t.how] ?? t.how}.`,
      fr: (t) =>
        `La simulation s’arrête : ${{ horizon: "l’horizon est atteint", "nothing-left": "il ne reste rien à venir", capped: "le plafond a été atteint", endex: "FINEX" }[t.how] ?? t.how}.`,
    },
  },
} as const satisfies Record<FactName, FactWords>;

function sayVerdict(verdict: string, language: Language): string {
  const known: Record<string, readonly [string, string]> = {
    unlawful: ["judged unlawful", "jugé illicite"],
    lawful: ["judged lawful", "jugé licite"],
    ordinary: ["ordinary work", "travail ordinaire"],
  };
  const [en, fr] = known[verdict] ?? [verdict, verdict];
  return language === "en" ? en : fr;
}

export function weightOf(kind: FactName): Weight {
  return WORDS[kind].weight;
}

/** One fact as a sentence. `isOriginal` says whether an item's name is one of the originals'. */
export function sayFact(
  record: FactRecord,
  names: Names,
  isOriginal: (item: string) => boolean,
  language: Language,
): string {
  const { slots }: FactKind = FACT_KINDS[record.kind];
  const field = (slot: Slot) => (slots[slot] === undefined ? undefined : record[slots[slot]]);
  const text = (slot: Slot) => String(field(slot) ?? "");
  // A record that was kept without its numbers has none to tell.
  const number = (slot: Slot) => Number(field(slot) ?? Number.NaN);
  const what = text("what");
  const words: FactWords = WORDS[record.kind];
  const told: Told = {
    at: record.at === "beyond" ? Number.POSITIVE_INFINITY : record.at,
    who: names.who(text("actor")),
    other: names.who(text("other")),
    what,
    how: text("how"),
    x: number("x"),
    y: number("y"),
    original: isOriginal(text("item")),
    duty: slots.what === "duty" ? names.duty(what) : "",
    form: slots.what === "duty" ? names.dutyForm(what) : "deadline",
    kind: slots.what === "duty" ? inBrackets(names.dutyKind(what)) : "",
    decision: slots.what === "decision" ? names.decision(what) : "",
    option: slots.what === "decision" ? names.option(what, text("how")) : "",
    role: slots.what === "role" ? names.role(what) : "",
    state: slots.what === "role" ? names.state(what, text("how")) : "",
    named: (name) => names.named(name),
    sanction: (name) => names.sanction(name),
    message: slots.what === "message" ? sayMessage(what, language) : "",
    protocol: slots.what === "against" ? names.protocol(what) : "",
    inject: slots.what === "inject" ? names.inject(what) : "",
    number: (value) => sayNumber(value, language),
    whole: (value) => sayNumber(Math.round(value), language),
    span: (ms) => saySpan(ms, language),
    share: (value) => sayShare(value, language),
  };
  return tidy(words.say[language](told), language);
}
