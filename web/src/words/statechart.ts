import type { Texts } from "./say.ts";

/** What stands around a drawn statechart. */
export const STATECHART = {
  title: { en: "Statechart", fr: "Statechart" },
  drawing: {
    en: (name: string) =>
      `Statechart of ${name}, from left to right. Arrow keys move it, plus and minus change its size, 0 fits it.`,
    fr: (name: string) =>
      `Statechart de ${name}, de gauche à droite. Les flèches le déplacent, plus et moins changent sa taille, 0 l’ajuste.`,
  },
  placing: { en: "Placing the states …", fr: "Placement des états …" },
  larger: { en: "Larger", fr: "Agrandir" },
  smaller: { en: "Smaller", fr: "Réduire" },
  fit: { en: "Fit", fr: "Ajuster" },
  size: { en: (percent: string) => `Size ${percent}`, fr: (percent: string) => `Taille ${percent}` },
  left: { en: "Move left", fr: "Vers la gauche" },
  right: { en: "Move right", fr: "Vers la droite" },
  up: { en: "Move up", fr: "Vers le haut" },
  down: { en: "Move down", fr: "Vers le bas" },
  legendNow: { en: "● thick: the current state", fr: "● trait épais : l’état actuel" },
  legendEnd: { en: "double border: an end", fr: "double bord : une fin" },
  legendDashed: {
    en: "dashed: nobody has confirmed it in a source",
    fr: "tirets : aucune source ne l’a confirmé",
  },
  legendIf: {
    en: "[?]: on a condition, told in the table",
    fr: "[?] : sous une condition, dite dans le tableau",
  },
  legendHeat: { en: "shaded: where time was spent", fr: "ombré : où le temps a été passé" },
  states: { en: "States", fr: "États" },
  state: { en: "state", fr: "état" },
  now: { en: "now", fr: "actuel" },
  isNow: { en: "● now", fr: "● actuel" },
  spent: { en: "time spent", fr: "temps passé" },
  steps: { en: "Steps", fr: "Étapes" },
  from: { en: "from", fr: "de" },
  to: { en: "to", fr: "vers" },
  when: { en: "when, if, and what is done", fr: "quand, à quelle condition, et ce qui est fait" },
  stays: { en: "(stays)", fr: "(reste)" },
  confirmed: { en: "confirmed", fr: "confirmé" },
  yes: { en: "yes", fr: "oui" },
  no: { en: "not in a source", fr: "dans aucune source" },
  asTable: { en: "The statechart as a table", fr: "Le statechart en tableau" },
} as const satisfies Texts;
