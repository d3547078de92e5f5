import type { Texts } from "./say.ts";

/** Cancelling an exercise, and deleting one. */
export const DELETING = {
  cancel: { en: "Cancel the exercise", fr: "Annuler l’exercice" },
  cancelSure: {
    en: "Cancel it for everybody: it will not be played",
    fr: "L’annuler pour tous : il n’aura pas lieu",
  },
  ask: { en: "Delete the exercise…", fr: "Supprimer l’exercice…" },
  sure: {
    en: "Delete it for good, with its record, names and texts",
    fr: "Le supprimer définitivement, avec son registre, les noms et les textes",
  },
  keep: { en: "Keep it", fr: "Le garder" },
  done: {
    en: "The exercise is deleted. What is left of the record, with the receipt as its last entry, can be saved now; the server keeps nothing.",
    fr: "L’exercice est supprimé. Ce qui reste du registre, avec le reçu pour dernière entrée, peut être enregistré maintenant ; le serveur ne garde rien.",
  },
  receipt: { en: "Save the receipt", fr: "Enregistrer le reçu" },
  back: { en: "To the exercises", fr: "Vers les exercices" },
} as const satisfies Texts;
