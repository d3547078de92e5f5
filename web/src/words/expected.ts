import type { Texts } from "./say.ts";

/** How what was expected of players stands while they play. */
export const EXPECTED = {
  met: { en: "done", fr: "faite" },
  late: { en: "done late", fr: "faite en retard" },
  "not-yet": { en: "open", fr: "en attente" },
  overdue: { en: "overdue", fr: "en retard" },
  missed: { en: "expired", fr: "expirée" },
  "not-asked": { en: "not asked yet", fr: "pas encore demandée" },
  untold: { en: "for an evaluator to say", fr: "à l’évaluateur de le dire" },
  due: { en: (instant: string) => `due ${instant}`, fr: (instant: string) => `échéance ${instant}` },
  copies: { en: "what happened to single copies", fr: "ce qui est arrivé à des copies" },
  contingencies: {
    en: "Rows that come only if something is missing",
    fr: "Lignes qui ne viennent que s’il manque quelque chose",
  },
  comes: { en: "Missing so far: it will come.", fr: "Manque encore : elle viendra." },
  notNeeded: { en: "Done: it will not be needed", fr: "Fait : elle sera sans objet" },
} as const satisfies Texts;
