import type { Texts } from "./say.ts";

export const LIBRARY = {
  title: { en: "Library", fr: "Bibliothèque" },
  lead: {
    en: "A killing is streamed live, copies multiply, and platforms, states and NGOs must act together within an hour. See what a crisis protocol makes of it, compare it with another, and see what it costs.",
    fr: "Un meurtre est diffusé en direct, les copies se multiplient, et plateformes, États et ONG doivent agir ensemble en une heure. Voyez ce qu’un protocole de crise en fait, comparez-le à un autre, et voyez ce qu’il coûte.",
  },
  begin: { en: "Begin here", fr: "Commencez ici" },
  invented: { en: "invented", fr: "inventé" },
  replay: { en: "Watch it happen", fr: "Voir ce qui se passe" },
  compare: { en: "Compare its variants", fr: "Comparer ses variantes" },
  look: { en: "Story, actors, duties", fr: "Récit, acteurs, délais" },
  search: { en: "Search", fr: "Chercher" },
  searchHint: {
    en: "a word of a title, an aim, a law …",
    fr: "un mot d’un titre, d’un but, d’une loi …",
  },
  found: {
    en: (scenarios: string, protocols: string) => `${scenarios} and ${protocols} match.`,
    fr: (scenarios: string, protocols: string) => `${scenarios} et ${protocols} correspondent.`,
  },
  scenarioCount: {
    en: (n: number) => (n === 1 ? "1 scenario" : `${n} scenarios`),
    fr: (n: number) => (n < 2 ? `${n} scénario` : `${n} scénarios`),
  },
  protocolCount: {
    en: (n: number) => (n === 1 ? "1 protocol" : `${n} protocols`),
    fr: (n: number) => (n < 2 ? `${n} protocole` : `${n} protocoles`),
  },
  scenarios: { en: "Scenarios", fr: "Scénarios" },
  scenariosFor: {
    en: "A scenario says what happens, where, and who acts: replay it, make a variant, compare.",
    fr: "Un scénario dit ce qui arrive, où, et qui agit : rejouez-le, faites-en une variante, comparez.",
  },
  protocols: { en: "Protocols", fr: "Protocoles" },
  protocolsFor: {
    en: "A protocol says who does what, when: its statecharts can be seen here, with what of them is confirmed.",
    fr: "Un protocole dit qui fait quoi, et quand : ses statecharts se voient ici, avec ce qui en est confirmé.",
  },
  real: {
    en: "a real incident: for checking and comparison only",
    fr: "incident réel : pour vérifier et comparer seulement",
  },
  size: {
    en: (platforms: number, actors: number) => `${platforms} services, ${actors} other actors`,
    fr: (platforms: number, actors: number) => `${platforms} services, ${actors} autres acteurs`,
  },
  variants: {
    en: (n: number) => (n === 1 ? "1 way to play it" : `${n} variants`),
    fr: (n: number) => (n === 1 ? "1 façon de le jouer" : `${n} variantes`),
  },
  usedBy: { en: "used by", fr: "utilisé par" },
  withoutGroup: { en: "Others", fr: "Autres" },
  none: { en: "Nothing matches.", fr: "Rien ne correspond." },
  version: { en: "version", fr: "version" },
  reconstructed: { en: "reconstructed from public sources", fr: "reconstitué d’après des sources publiques" },
} as const satisfies Texts;
