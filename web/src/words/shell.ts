import type { Texts } from "./say.ts";

/** What stands on every page. */
export const SHELL = {
  skip: { en: "Skip to the content", fr: "Aller au contenu" },
  pages: { en: "Pages", fr: "Pages" },
  library: { en: "Library", fr: "Bibliothèque" },
  replay: { en: "Replay", fr: "Rejouer" },
  compare: { en: "Compare", fr: "Comparer" },
  exercise: { en: "Exercise", fr: "Exercice" },
  settings: { en: "Display", fr: "Affichage" },
  language: { en: "Language", fr: "Langue" },
  theme: { en: "Colours", fr: "Couleurs" },
  system: { en: "system", fr: "système" },
  light: { en: "light", fr: "clair" },
  dark: { en: "dark", fr: "sombre" },
  size: { en: "Size", fr: "Taille" },
  normal: { en: "normal", fr: "normale" },
  large: { en: "large, for a projector", fr: "grande, pour projeter" },
  foot: {
    en: "A simulation: nothing here happened, and no real company, authority or person is judged. Nothing leaves this machine.",
    fr: "Une simulation : rien de ceci n’a eu lieu, et aucune entreprise, autorité ou personne réelle n’est jugée. Rien ne quitte cette machine.",
  },
  loading: { en: "Loading …", fr: "Chargement …" },
  failed: { en: "This did not work", fr: "Cela n’a pas marché" },
  unreachable: {
    en: "The server does not answer. What you see may be old.",
    fr: "Le serveur ne répond pas. Ce que vous voyez est peut-être ancien.",
  },
  token: { en: "The operator's token", fr: "Le jeton de l’opérateur" },
  enter: { en: "Enter", fr: "Entrer" },
  wrongToken: { en: "That is not the token.", fr: "Ce n’est pas le jeton." },
  again: { en: "Try again", fr: "Réessayer" },
  notFound: { en: "There is no such page", fr: "Cette page n’existe pas" },
  toLibrary: { en: "To the library", fr: "Vers la bibliothèque" },
  broken: {
    en: "This part of the page failed. The simulation is not touched by it.",
    fr: "Cette partie de la page a échoué. La simulation n’en est pas affectée.",
  },
  /** between a word and what it stands for */
  colon: { en: ": ", fr: " : " },
  source: { en: "Source", fr: "Source" },
  numbers: { en: "The numbers of this picture", fr: "Les nombres de cette image" },
  close: { en: "Close", fr: "Fermer" },
} as const satisfies Texts;
