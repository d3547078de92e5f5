import type { Words } from "../../../src/words/index.ts";

/** What can be taken away, and what each is for. */

interface Download {
  readonly name: Words;
  readonly what: Words;
}

const same = (name: string): Words => ({ en: name, fr: name });

export const RUN_DOWNLOADS = {
  html: {
    name: { en: "Report (HTML)", fr: "Rapport (HTML)" },
    what: { en: "one page to read, print or send on", fr: "une page à lire, imprimer ou transmettre" },
  },
  xlsx: {
    name: { en: "Workbook (XLSX)", fr: "Classeur (XLSX)" },
    what: {
      en: "measures, deadlines, timeline and assumptions as tables",
      fr: "mesures, délais, chronologie et suppositions en tableaux",
    },
  },
  csv: {
    name: { en: "Measures (CSV)", fr: "Mesures (CSV)" },
    what: { en: "every measure, one a line", fr: "chaque mesure, une par ligne" },
  },
  json: {
    name: { en: "Result (JSON)", fr: "Résultat (JSON)" },
    what: { en: "what run --json prints", fr: "ce que run --json imprime" },
  },
  log: {
    name: { en: "Log (JSON lines)", fr: "Journal (lignes JSON)" },
    what: {
      en: "every fact about actors; golden-hour export reads it again",
      fr: "chaque fait sur les acteurs ; golden-hour export le relit",
    },
  },
  events: {
    name: { en: "Events (CSV)", fr: "Événements (CSV)" },
    what: { en: "the same facts for a spreadsheet", fr: "les mêmes faits pour un tableur" },
  },
  cloudevents: {
    name: same("CloudEvents"),
    what: { en: "for message brokers and event stores", fr: "pour les bus de messages et d’événements" },
  },
  ocel: {
    name: same("OCEL 2.0"),
    what: {
      en: "for process mining with orders, items, platforms and clocks as objects",
      fr: "pour la fouille de processus, injonctions, contenus, plateformes et délais comme objets",
    },
  },
  xes: {
    name: same("XES"),
    what: {
      en: "for process mining, the incident as one case",
      fr: "pour la fouille de processus, l’incident comme un cas",
    },
  },
  statements: {
    name: { en: "Statements of reasons (JSON)", fr: "Exposés des motifs (JSON)" },
    what: {
      en: "what services did to items, in the form of the DSA database",
      fr: "ce que les services ont fait aux contenus, au format de la base du DSA",
    },
  },
  "orders-html": {
    name: { en: "Removal orders (HTML)", fr: "Injonctions de retrait (HTML)" },
    what: {
      en: "orders and answers in the printed forms, Annexes I to III",
      fr: "injonctions et réponses dans les formulaires imprimés, annexes I à III",
    },
  },
  orders: {
    name: { en: "Removal orders (JSON)", fr: "Injonctions de retrait (JSON)" },
    what: { en: "the same forms as data", fr: "les mêmes formulaires en données" },
  },
  hashes: {
    name: { en: "Hash list (JSON)", fr: "Liste d’empreintes (JSON)" },
    what: {
      en: "synthetic hashes that were shared, as members would fetch them",
      fr: "les empreintes de synthèse partagées, telles que des membres les récupéreraient",
    },
  },
} as const satisfies Record<string, Download>;
