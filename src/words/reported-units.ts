import type { Language } from "./language.ts";

/**
 * What the figures that were reported of real incidents are counted in, in French: a scenario's file has them in English, as
 * the facts do. Another file's own units stay as that file has them.
 */
const IN_FRENCH: Readonly<Record<string, string>> = {
  accounts: "comptes",
  "accounts per minute": "comptes par minute",
  "alerts to platforms and file hosts": "alertes à des plateformes et à des hébergeurs de fichiers",
  "attempts per minute": "tentatives par minute",
  boolean: "oui ou non",
  carriers: "opérateurs",
  "clips and links in a 24-hour search": "extraits et liens en 24 heures de recherche",
  communities: "communautés",
  copies: "copies",
  days: "jours",
  "hours after the attack": "heures après l’attaque",
  links: "liens",
  minutes: "minutes",
  "minutes from stream start": "minutes depuis le début de la diffusion",
  "minutes relative to stream start": "minutes par rapport au début de la diffusion",
  "people reporting": "personnes l’ayant signalé",
  pieces: "éléments",
  ratio: "rapport",
  recipients: "destinataires",
  reports: "signalements",
  "reports per week": "signalements par semaine",
  "share found before a report": "part trouvée avant un signalement",
  "share of links": "part des liens",
  "share of removed": "part des retraits",
  site: "site",
  streams: "diffusions",
  subscribers: "abonnés",
  "uploads per minute": "dépôts par minute",
  variants: "variantes",
  videos: "vidéos",
  viewers: "spectateurs",
  views: "vues",
  "views before removal": "vues avant le retrait",
  "views during the broadcast": "vues pendant la diffusion",
  "visually distinct videos": "vidéos visuellement distinctes",
  websites: "sites",
  years: "ans",
  "yes/no; reported as within 0 to 29 minutes from stream start":
    "oui ou non ; rapporté comme entre 0 et 29 minutes depuis le début de la diffusion",
};

/** The unit of a reported figure. */
export function sayReportedUnit(unit: string, language: Language): string {
  return language === "fr" && Object.hasOwn(IN_FRENCH, unit) ? IN_FRENCH[unit] : unit;
}

/** Whether a unit has its French. */
export const hasReportedUnit = (unit: string): boolean => Object.hasOwn(IN_FRENCH, unit);
