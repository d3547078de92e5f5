import { parseDuration } from "../model/index.ts";
import { type Language, tidy, type Words } from "./language.ts";
import { sayNumber, sayShare, saySpan } from "./numbers.ts";
import { readable, sayBy, sayDutyKind, sayMessage, sayRedress, saySpeech } from "./vocabulary.ts";

/**
 * Measures in words: a name and a unit for each. Ids belong to another room; a test holds this table against its list.
 * `{}` stands for the part of an id that the scenario fills in.
 */
const NAMES: Readonly<Record<string, Words>> = {
  "items.total": {
    en: "items ever online, originals included",
    fr: "contenus mis en ligne, originaux compris",
  },
  "items.removed": { en: "items removed", fr: "contenus retirés" },
  "items.removed.at.<mark>": { en: "items removed within {}", fr: "contenus retirés en {}" },
  "items.online": { en: "items online at the end", fr: "contenus en ligne à la fin" },
  "items.online.peak": { en: "most items online at once", fr: "maximum de contenus en ligne à la fois" },
  "items.online.at.<mark>": { en: "items online after {}", fr: "contenus en ligne après {}" },
  "items.after.activation": {
    en: "items posted after activation",
    fr: "contenus publiés après l’activation",
  },
  "items.outside.share": {
    en: "share of items outside the protocol's members",
    fr: "part des contenus hors des membres du protocole",
  },
  "uploads.attempted": { en: "upload attempts", fr: "tentatives de mise en ligne" },
  "uploads.blocked": { en: "attempts blocked at upload", fr: "tentatives bloquées à la mise en ligne" },
  "uploads.blocked.share": { en: "share of attempts blocked at upload", fr: "part des tentatives bloquées" },
  "item.hours": { en: "hours online, all items together", fr: "heures en ligne, tous contenus confondus" },
  "item.hours.mean": { en: "hours online, mean of an item", fr: "heures en ligne, moyenne par contenu" },
  "removal.within.<age>": {
    en: "share removed within {} of posting",
    fr: "part retirée {} au plus après publication",
  },
  "items.reported": { en: "items that users reported", fr: "contenus signalés par des utilisateurs" },
  "items.reported.wrong.share": {
    en: "share reported under a wrong category",
    fr: "part signalée sous une mauvaise catégorie",
  },
  "items.kept": {
    en: "unlawful items that review kept online",
    fr: "contenus illicites laissés en ligne après examen",
  },
  "items.returned": { en: "unlawful items put back online", fr: "contenus illicites remis en ligne" },
  "items.restrictions": {
    en: "items restricted in a territory",
    fr: "contenus restreints dans un territoire",
  },
  "views.total": { en: "views of unlawful items", fr: "vues de contenus illicites" },
  "views.at.<mark>": { en: "views within {}", fr: "vues en {}" },
  "views.after.activation": { en: "views after activation", fr: "vues après l’activation" },
  "views.outside.share": {
    en: "share of views outside the protocol's members",
    fr: "part des vues hors des membres du protocole",
  },
  "time.report": { en: "first user report", fr: "premier signalement d’un utilisateur" },
  "time.report.platform": {
    en: "first user report on a platform",
    fr: "premier signalement sur une plateforme",
  },
  "time.detection": {
    en: "first found, by report or own search",
    fr: "première détection, par signalement ou recherche",
  },
  "time.confirmation": { en: "first confirmed as unlawful", fr: "première confirmation d’illicéité" },
  "time.assessment": { en: "first assessment", fr: "première évaluation" },
  "time.activation": { en: "protocol activated", fr: "activation du protocole" },
  "time.hash.shared": { en: "first hash shared", fr: "première empreinte partagée" },
  "time.removal.first": { en: "first removal", fr: "premier retrait" },
  "time.removal.last": { en: "all removed", fr: "tout retiré" },
  "time.end": { en: "end of the run", fr: "fin de la simulation" },
  "original.online": { en: "original online for", fr: "durée en ligne de l’original" },
  "original.online.<original>": { en: "original “{}” online for", fr: "durée en ligne de l’original « {} »" },
  "original.views": { en: "views of the original", fr: "vues de l’original" },
  "original.views.<original>": { en: "views of the original “{}”", fr: "vues de l’original « {} »" },
  "original.flagged": {
    en: "originals that a service's own search found",
    fr: "originaux trouvés par la recherche propre d’un service",
  },
  "original.removed.after": {
    en: "time from telling the service of the original to its removal",
    fr: "délai entre l’avertissement du service et le retrait de l’original",
  },
  "stream.length": { en: "livestream on air for", fr: "durée de la diffusion en direct" },
  "stream.views": { en: "views of the livestream while live", fr: "vues de la diffusion en direct" },
  "stream.reported": {
    en: "livestreams that a user reported while live",
    fr: "diffusions en direct signalées par un utilisateur avant leur fin",
  },
  "recording.online": {
    en: "recording of the livestream online for",
    fr: "durée en ligne de l’enregistrement de la diffusion",
  },
  "recording.views": {
    en: "views of the livestream's recording",
    fr: "vues de l’enregistrement de la diffusion",
  },
  "lawful.total": { en: "lawful lookalikes posted", fr: "contenus licites ressemblants publiés" },
  "lawful.removed": { en: "wrongful removals", fr: "retraits à tort" },
  "lawful.removed.share": {
    en: "share of lawful lookalikes removed",
    fr: "part des contenus licites retirés",
  },
  "lawful.removed.by.<cause>": { en: "wrongful removals, {}", fr: "retraits à tort, {}" },
  "lawful.removed.speech.<speech>": { en: "wrongful removals of {}", fr: "retraits à tort : {}" },
  "lawful.blocked": { en: "lawful uploads blocked", fr: "mises en ligne licites bloquées" },
  "lawful.hours.down": {
    en: "hours that lawful items were down",
    fr: "heures d’indisponibilité de contenus licites",
  },
  "lawful.restored": { en: "lawful items restored", fr: "contenus licites rétablis" },
  "lawful.restored.after": { en: "wait for restoration, mean", fr: "attente du rétablissement, moyenne" },
  appeals: { en: "appeals", fr: "recours" },
  "orders.wrongful": {
    en: "orders that named lawful material",
    fr: "injonctions visant des contenus licites",
  },
  "duties.started.<kind>": { en: "deadlines started: {}", fr: "délais commencés : {}" },
  "duties.met.<kind>": { en: "deadlines met: {}", fr: "délais tenus : {}" },
  "duties.missed.<kind>": { en: "deadlines missed: {}", fr: "délais manqués : {}" },
  "duties.open.<kind>": { en: "deadlines open at the end: {}", fr: "délais en cours à la fin : {}" },
  "duties.suspended.<kind>": { en: "deadlines suspended: {}", fr: "délais suspendus : {}" },
  "duties.met.share.<kind>": { en: "share of deadlines met: {}", fr: "part des délais tenus : {}" },
  "duties.lateness.<kind>": {
    en: "how late, mean of those missed: {}",
    fr: "retard moyen des délais manqués : {}",
  },
  "duties.too-early.<kind>": { en: "waits not kept: {}", fr: "attentes non respectées : {}" },
  "duties.waived.<kind>": { en: "clocks waived: {}", fr: "délais dispensés : {}" },
  "duties.used.<kind>": { en: "rights used in time: {}", fr: "droits exercés à temps : {}" },
  "duties.lapsed.<kind>": { en: "rights and measures lapsed: {}", fr: "droits et mesures expirés : {}" },
  "duties.ended.<kind>": {
    en: "measures ended before their time: {}",
    fr: "mesures terminées avant leur terme : {}",
  },
  "duties.judged.met.<kind>": {
    en: "open standards judged in time: {}",
    fr: "notions ouvertes jugées respectées : {}",
  },
  "duties.judged.missed.<kind>": {
    en: "open standards judged too late: {}",
    fr: "notions ouvertes jugées dépassées : {}",
  },
  "duties.wrongful-order.met": {
    en: "met, but started by an unlawful order",
    fr: "tenus, mais nés d’une injonction illicite",
  },
  "duties.wrongful-order.missed": {
    en: "missed, but started by an unlawful order",
    fr: "manqués, mais nés d’une injonction illicite",
  },
  "duties.wrongful-order.open": {
    en: "open, but started by an unlawful order",
    fr: "en cours, mais nés d’une injonction illicite",
  },
  "reviews.finished": { en: "reviews of the incident's items", fr: "examens de contenus de l’incident" },
  "reviewer.hours": {
    en: "reviewer hours on the incident",
    fr: "heures de modération consacrées à l’incident",
  },
  "review.wait": { en: "wait for review, mean", fr: "attente d’examen, moyenne" },
  "review.wait.longest": { en: "wait for review, longest", fr: "attente d’examen, maximum" },
  "review.jobs.lane.<lane>": {
    en: "reviews in lane “{}”, ordinary work included",
    fr: "examens dans la file « {} », travail ordinaire compris",
  },
  "review.wait.lane.<lane>": { en: "wait in lane “{}”, mean", fr: "attente dans la file « {} », moyenne" },
  "reviewers.busy": { en: "reviewers busy, mean", fr: "modérateurs occupés, moyenne" },
  "queue.peak": { en: "longest review queue", fr: "file d’examen la plus longue" },
  "crises.entered": { en: "times a platform went to crisis staffing", fr: "passages en effectif de crise" },
  "messages.sent": { en: "messages sent", fr: "messages envoyés" },
  "messages.sent.<message>": { en: "messages sent: {}", fr: "messages envoyés : {}" },
  "messages.duplicates": { en: "duplicate messages", fr: "messages en double" },
  "messages.lost": { en: "messages lost", fr: "messages perdus" },
  "messages.withheld": {
    en: "messages left out as duplicates or for an investigation",
    fr: "messages omis : doublons ou enquête",
  },
  "messages.relayed": { en: "messages passed on by a third party", fr: "messages transmis par un tiers" },
  "messages.undeliverable": {
    en: "messages with no address to go to",
    fr: "messages sans destinataire joignable",
  },
  "decisions.waited": {
    en: "decisions that waited for a free desk",
    fr: "décisions en attente d’un poste libre",
  },
  "decisions.wait": {
    en: "wait of a decision for a free desk, mean",
    fr: "attente d’un poste libre, moyenne",
  },
  "decisions.waiting.peak": {
    en: "most decisions waiting at once",
    fr: "plus grand nombre de décisions en attente",
  },
  "sanctions.incurred": {
    en: "sanctions incurred (no verdict on guilt)",
    fr: "sanctions encourues (sans verdict sur une faute)",
  },
  "sanctions.money": { en: "sanctions in money, at most", fr: "sanctions pécuniaires, au plus" },
  "actions.refused": {
    en: "forbidden actions asked for and refused",
    fr: "actions interdites demandées et refusées",
  },
  "time.claim.corrected": {
    en: "first correction of a claim",
    fr: "première rectification d’une affirmation",
  },
  "messages.opened.after": {
    en: "time until a message was opened, mean",
    fr: "délai avant ouverture d’un message, moyenne",
  },
  "alert.coverage": {
    en: "share of platforms reached by an alert",
    fr: "part des plateformes atteintes par une alerte",
  },
  "alert.unreached.small": { en: "small services never reached", fr: "petits services jamais atteints" },
  "alert.coverage.small.at.<mark>": {
    en: "share of small services carrying it that an alert had reached by {}",
    fr: "part des petits services concernés qu’une alerte avait atteints en {}",
  },
  "alert.unreached.small.carrying": {
    en: "small services that carried it and were never reached",
    fr: "petits services concernés et jamais atteints",
  },
  "staff.hours.small.unreached": {
    en: "staff hours of small services never reached",
    fr: "heures de travail des petits services jamais atteints",
  },
  "orders.fulfilled": { en: "orders carried out", fr: "injonctions exécutées" },
  "decisions.taken": { en: "decisions taken", fr: "décisions prises" },
  "versions.found": { en: "distinct versions identified", fr: "versions distinctes identifiées" },
  "versions.hashed": {
    en: "distinct versions hashed",
    fr: "versions distinctes dont l’empreinte est calculée",
  },
  "versions.shared": {
    en: "distinct versions whose hash was shared",
    fr: "versions distinctes dont l’empreinte est partagée",
  },
  "hashes.ingested": {
    en: "hashes taken in by platforms",
    fr: "empreintes prises en compte par les plateformes",
  },
  "hashes.withdrawn": { en: "hashes withdrawn", fr: "empreintes retirées" },
  "lawful.removed.language.<language>": {
    en: "wrongful removals, language “{}”",
    fr: "retraits à tort, langue « {} »",
  },
  "evidence.preserved": {
    en: "unlawful items preserved as evidence",
    fr: "contenus illicites conservés comme preuve",
  },
  "evidence.lost": {
    en: "unlawful items deleted without a preserved copy",
    fr: "contenus illicites effacés sans copie conservée",
  },
  "evidence.unsecured": {
    en: "unlawful items down, none of them preserved",
    fr: "contenus illicites hors ligne, non conservés",
  },
  "users.told": { en: "uploaders told what was done", fr: "personnes informées de la mesure" },
  "users.told.why": { en: "uploaders told why", fr: "personnes informées des motifs" },
  "users.withheld": {
    en: "uploaders who must not be told yet",
    fr: "personnes à ne pas encore informer",
  },
  "lawful.told": {
    en: "uploaders of lawful items told what was done",
    fr: "personnes informées d’une mesure contre un contenu licite",
  },
  "complaints.to.<body>": { en: "complaints to {}", fr: "contestations : {}" },
  "complaints.reversed.<body>": { en: "measures reversed by {}", fr: "mesures annulées : {}" },
  "complaints.reversed.share.<body>": {
    en: "share of decisions that reverse, {}",
    fr: "part des décisions qui annulent : {}",
  },
  "items.labelled": { en: "items that got a label", fr: "contenus assortis d’une mention" },
  "lawful.labelled": { en: "lawful items that got a label", fr: "contenus licites assortis d’une mention" },
  "labels.withdrawn": { en: "labels taken back", fr: "mentions retirées" },
  "labels.wrong": { en: "labels that say what is not true", fr: "mentions inexactes" },
  "accounts.struck": { en: "strikes against accounts", fr: "avertissements contre des comptes" },
  "accounts.restricted": { en: "accounts restricted", fr: "comptes restreints" },
  "accounts.refused": {
    en: "attempts of restricted accounts refused",
    fr: "tentatives refusées à des comptes restreints",
  },
  "access.blocks": { en: "access blocks of services", fr: "blocages d’accès à des services" },
  "lawful.unreachable": {
    en: "lawful items behind an access block",
    fr: "contenus licites derrière un blocage d’accès",
  },
  "lawful.views.unreachable": {
    en: "lawful views prevented by access blocks",
    fr: "vues licites empêchées par des blocages d’accès",
  },
  "private.scanned": {
    en: "private messages compared with hashes",
    fr: "messages privés comparés à des empreintes",
  },
  "staff.hours.small": { en: "staff hours of small services", fr: "heures de travail des petits services" },
  "staff.hours.small.head": {
    en: "staff hours of small services per head",
    fr: "heures de travail des petits services par personne",
  },
  "demands.repeated": {
    en: "items that a second mechanism named to the same service",
    fr: "contenus désignés au même service par un second mécanisme",
  },
  "demands.contradicted": {
    en: "items of which one mechanism asked the opposite of another",
    fr: "contenus pour lesquels un mécanisme demande le contraire d’un autre",
  },
  "demands.set-aside": {
    en: "items on which a demand was set aside, another going first",
    fr: "contenus pour lesquels une demande est écartée, une autre passant d’abord",
  },
  "demands.opened": {
    en: "orders and requests opened at services",
    fr: "injonctions et demandes ouvertes par les services",
  },
  "demands.hours": {
    en: "staff hours spent on orders and requests",
    fr: "heures de travail consacrées aux injonctions et demandes",
  },
  "demands.hours.head": {
    en: "staff hours spent on orders and requests, per head",
    fr: "heures de travail consacrées aux injonctions et demandes, par personne",
  },
  "demands.hours.head.each": {
    en: "staff hours that one order or request costs, per head",
    fr: "heures de travail que coûte une injonction ou demande, par personne",
  },
  "hashes.mistaken": { en: "hashes made of lawful material", fr: "empreintes faites de contenus licites" },
  "hashes.mistaken.reached": {
    en: "times that another member took in such a hash",
    fr: "reprises d’une telle empreinte par un autre membre",
  },
  "hashes.mistaken.lived": {
    en: "time that a member matched such a hash, mean",
    fr: "durée d’emploi d’une telle empreinte par un membre, moyenne",
  },
  "hashes.disputed": { en: "disagreements with a shared hash", fr: "désaccords sur une empreinte partagée" },
  "hashes.relabelled": { en: "hashes relabelled", fr: "empreintes au libellé changé" },
  "ledgers.published": { en: "published ledgers", fr: "registres publiés" },
  "oversight.hours": {
    en: "hours of reviewers from outside inside services",
    fr: "heures de modérateurs extérieurs dans les services",
  },
  "verdicts.corrected": {
    en: "verdicts that reviewers from outside put right or changed",
    fr: "verdicts changés par des modérateurs extérieurs",
  },
  "samples.size": {
    en: "removals that an independent body looked at again",
    fr: "retraits réexaminés par un organe indépendant",
  },
  "samples.wrong.share": {
    en: "share of sampled removals that were found wrong",
    fr: "part des retraits échantillonnés jugés injustifiés",
  },
  "samples.wrong.margin": {
    en: "margin of error of that share (95 %)",
    fr: "marge d’erreur de cette part (95 %)",
  },
  "labels.controlled": { en: "labels of origin controlled", fr: "mentions de provenance contrôlées" },
  "labels.wrong.left": { en: "wrong labels of origin left", fr: "mentions de provenance fausses restantes" },
  "pledges.kept": { en: "pledges found kept", fr: "engagements constatés tenus" },
  "pledges.broken": { en: "pledges found broken", fr: "engagements constatés non tenus" },
  capped: { en: "cap reached", fr: "plafond atteint" },
};

/** Longest first: `duties.met.share.<kind>` must not be read as a kind of `duties.met.<kind>`. */
const PATTERNS = Object.entries(NAMES)
  .filter(([pattern]) => pattern.includes("<"))
  .sort(([a], [b]) => b.length - a.length);

const GROUPS: Readonly<Record<string, Words>> = {
  members: { en: "members", fr: "membres" },
  "non-members": { en: "non-members", fr: "non-membres" },
};

/** The name that an id was made from, and what stands in its place. */
function findName(
  id: string,
): { readonly words: Words; readonly part: string; readonly group: string } | undefined {
  if (Object.hasOwn(NAMES, id)) return { words: NAMES[id], part: "", group: "" };
  for (const group of Object.keys(GROUPS)) {
    if (!id.endsWith(`.${group}`)) continue;
    const found = findName(id.slice(0, -group.length - 1));
    return found === undefined ? undefined : { ...found, group };
  }
  for (const [pattern, words] of PATTERNS) {
    const place = pattern.indexOf("<");
    if (id.startsWith(pattern.slice(0, place)))
      return { words, part: pattern.slice(place) + id.slice(place), group: "" };
  }
  return undefined;
}

/** Whether a measure's id, or the pattern of ids that it stands for, has a name. */
export function hasMeasureWords(id: string): boolean {
  return Object.hasOwn(NAMES, id) || findName(id) !== undefined;
}

function sayPart(part: string, language: Language): string {
  const [kind, value] = part.slice(1).split(/>(.*)/s);
  switch (kind) {
    case "mark":
    case "age":
      return saySpan(parseDuration(value) ?? Number.NaN, language);
    case "kind":
      return sayDutyKind(value, language);
    case "message":
      return sayMessage(value, language);
    case "speech":
      return value === "other"
        ? language === "en"
          ? "other speech"
          : "autre expression"
        : saySpeech(value, language);
    case "body":
      return sayRedress(value, language);
    case "cause":
      return value === "other" ? (language === "en" ? "another way" : "autrement") : sayBy(value, language);
    default:
      return readable(value);
  }
}

export function sayMeasure(id: string, language: Language): string {
  const found = findName(id);
  if (found === undefined) return id;
  const { words, part, group } = found;
  const name = words[language].replace("{}", () => sayPart(part, language));
  return tidy(group === "" ? name : `${name} (${GROUPS[group][language]})`, language);
}

const UNITS: Readonly<Record<string, Words>> = {
  items: { en: "items", fr: "contenus" },
  attempts: { en: "attempts", fr: "tentatives" },
  views: { en: "views", fr: "vues" },
  hours: { en: "h", fr: "h" },
  ms: { en: "ms", fr: "ms" },
  share: { en: "share", fr: "part" },
  count: { en: "", fr: "" },
  people: { en: "people", fr: "personnes" },
  money: { en: "units of money", fr: "unités monétaires" },
  "yes/no": { en: "yes/no", fr: "oui/non" },
};

/** For one of them; in French for anything below two. */
const SINGULAR: Readonly<Record<string, Words>> = {
  items: { en: "item", fr: "contenu" },
  attempts: { en: "attempt", fr: "tentative" },
  views: { en: "view", fr: "vue" },
  people: { en: "person", fr: "personne" },
};

export function hasUnitWords(unit: string): boolean {
  return Object.hasOwn(UNITS, unit);
}

/** A unit by itself, for the end of an axis; empty where numbers carry it or nothing is to be said. */
export function sayUnit(unit: string, language: Language): string {
  return ["ms", "share", "yes/no"].includes(unit) ? "" : (UNITS[unit]?.[language] ?? unit);
}

/** A measured value with its unit; `digits` significant ones at least where it is not whole. */
export function sayValue(value: number, unit: string, language: Language, digits = 3): string {
  if (unit === "ms") return saySpan(value, language);
  if (unit === "share") return sayShare(value, language);
  if (unit === "yes/no" && (value === 0 || value === 1)) {
    const said: Words = value === 1 ? { en: "yes", fr: "oui" } : { en: "no", fr: "non" };
    return said[language];
  }
  const single = language === "en" ? value === 1 : Math.abs(value) < 2;
  const said = (single ? SINGULAR[unit]?.[language] : undefined) ?? UNITS[unit]?.[language] ?? unit;
  const number = sayNumber(value, language, digits);
  return said === "" ? number : `${number} ${said}`;
}
