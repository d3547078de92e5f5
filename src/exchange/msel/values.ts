import type { MselRow } from "../../model/index.ts";
import {
  INJECT_KIND_WORDS,
  type Language,
  METHOD_WORDS,
  MSEL_CELL_WORDS,
  PLANNING_STATUS_WORDS,
  VISIBILITY_WORDS,
} from "../../words/index.ts";
import { plainText } from "./plain-word.ts";

/** Values of lists as people write them: our own words in both languages, and those that are usual elsewhere. */

type Kind = MselRow["kind"];
type Method = MselRow["method"];
type Status = MselRow["planningStatus"];
type Visibility = MselRow["visibility"];

const KINDS: Readonly<Record<Kind, string>> = {
  contextual: "context|background|story|contexte|ambiance|inject|injection|stimulus|key event",
  information: "info|informational|for information|pour information",
  contingency: "contingent|contingency inject|backup|contingence|stimulus de secours|secours|variante",
  "expected-action":
    "expected player action|expected actions|expected response|player action|expectation|action joueur|reaction attendue",
  facilitation: "facilitator|facilitator note|facilitator prompt|animation|note d animation|moderation",
};

const METHODS: Readonly<Record<Method, string>> = {
  email: "email|e mail|mail|mel|courrier electronique|electronic mail",
  phone: "telephone|tel|call|phone call|telephone call|voice call|appel|appel telephonique",
  sms: "text message|text|texto|short message",
  radio: "radio message|message radio|radio net",
  face_to_face:
    "in person|f2f|face 2 face|verbal|verbally|oral|orally|en personne|oralement|face a face|briefing",
  handout: "hand out|paper|printed|letter|fax|lettre|papier|document|document papier",
  video: "film|clip|video clip|sequence video",
  news: "press|tv|television|newspaper|media|mass media|press release|journal|medias|communique de presse|news report|news article",
  social: "social|social network|social networks|reseau social|post on social media",
  web_page: "web|website|web site|webpage|site web|site|internet",
  intelligence: "intel|intelligence report|intel report|note de renseignement",
  order: "written order|tasking|ordre ecrit",
  situation_report: "sitrep|sit rep|situation update|point situation",
  in_tool:
    "tool|in app|exercise tool|simulator|simulation tool|outil|plateforme d exercice|exercise platform",
  referral: "referral notice",
  removal_order: "injonction|order to remove",
  hash_share: "hash|hash sharing|empreinte|partage de hash",
  alert: "alert message|message d alerte",
  liaison_line: "liaison|liaison officer|officier de liaison",
};

const STATUSES: Readonly<Record<Status, string>> = {
  pending: "to do|todo|open|not started|planned|a faire|prevu|ouvert|tbd",
  entered: "draft|in progress|wip|started|brouillon|en cours|in review|a relire",
  approved: "ok|ready|validated|agreed|released|valide|approuve|pret|confirmed",
  complete: "done|completed|finished|fait|termine|complet|closed|clos",
  deployed: "sent|delivered|live|envoye|diffuse",
  archived: "cancelled|canceled|deleted|withdrawn|annule|supprime|retire",
};

const VISIBILITIES: Readonly<Record<Visibility, string>> = {
  shown: "visible|show|affiche",
  hidden: "hide|cache|invisible",
};

type Table<T extends string> = ReadonlyMap<string, T>;

function tableOf<T extends string>(
  own: Readonly<Record<T, Readonly<Record<Language, string>>>>,
  usual: Readonly<Record<T, string>>,
): Table<T> {
  const table = new Map<string, T>();
  const put = (text: string, value: T) => {
    const plain = plainText(text);
    if (!table.has(plain)) table.set(plain, value);
  };
  const values = Object.keys(own) as T[];
  for (const value of values) for (const text of [value, own[value].en, own[value].fr]) put(text, value);
  for (const value of values) for (const text of usual[value].split("|")) put(text, value);
  return table;
}

export const LISTS = {
  kind: tableOf(INJECT_KIND_WORDS, KINDS),
  method: tableOf(METHOD_WORDS, METHODS),
  planningStatus: tableOf(PLANNING_STATUS_WORDS, STATUSES),
  visibility: tableOf(VISIBILITY_WORDS, VISIBILITIES),
} as const satisfies Readonly<Record<string, Table<string>>>;
export type ListField = keyof typeof LISTS;

export const valuesOf = (field: ListField): readonly string[] => [...new Set(LISTS[field].values())];

export const findValue = (field: ListField, text: string): string | undefined =>
  LISTS[field].get(plainText(text));

const YES = new Set(["yes", "y", "true", "x", "1", "oui", "o", "vrai"]);
const NO = new Set(["no", "n", "false", "0", "non", "faux", ""]);

/** A tick in a column whose head says what it ticks. */
export function readTick(text: string): boolean | undefined {
  const plain = plainText(text);
  if (YES.has(plain) || /^[✓✔☑]$/u.test(text.trim())) return true;
  return NO.has(plain) ? false : undefined;
}

const EVERYBODY = new Set(
  [
    MSEL_CELL_WORDS.everybody.en,
    MSEL_CELL_WORDS.everybody.fr,
    "all",
    "everyone",
    "everybody",
    "all players",
    "all participants",
    "all teams",
    "all seats",
    "tous",
    "toutes",
    "tout le monde",
    "tous les joueurs",
    "tous les participants",
    "toutes les équipes",
  ].map(plainText),
);

export const isEverybody = (text: string): boolean => EVERYBODY.has(plainText(text));

/** Words by which a free text gives away how it is delivered. */
const GIVEN_AWAY: readonly (readonly [RegExp, Method])[] = [
  [/\b(?:e-?mails?|courriels?|mails?|mel)\b/i, "email"],
  [/\b(?:sms|text message|texto)\b/i, "sms"],
  [/\b(?:phone|phones|telephone|telephones|appel(?:le)?|calls?)\b/i, "phone"],
  [/\bradio\b/i, "radio"],
  [/\b(?:social media|reseaux? sociaux?|social network)\b/i, "social"],
  [/\b(?:press|presse|newspaper|television|news report|journal)\b/i, "news"],
  [/\b(?:handout|handed out|hand out|remis en main propre)\b/i, "handout"],
];

export function methodIn(text: string): Method | undefined {
  const plain = text.normalize("NFD").replaceAll(/\p{M}/gu, "");
  return GIVEN_AWAY.find(([pattern]) => pattern.test(plain))?.[1];
}
