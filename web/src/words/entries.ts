import type { Texts } from "./say.ts";

/** Entries of the record, as those who see everything read them. */
export const ENTRIES = {
  "rows-changed": {
    en: "changed the list of events before STARTEX",
    fr: "a modifié le chronogramme avant le DEBEX",
  },
  entered: { en: "came to the waiting room", fr: "arrivée en salle d’attente" },
  left: { en: "went away", fr: "départ" },
  admitted: {
    en: (role: string, seat: string) => `let in as ${role}${seat}`,
    fr: (role: string, seat: string) => `entrée comme ${role}${seat}`,
  },
  removed: { en: "sent back to the waiting room", fr: "renvoi en salle d’attente" },
  "stepped-out": { en: "stepped out", fr: "retrait" },
  started: { en: "STARTEX", fr: "DEBEX" },
  paused: { en: "PAUSEX", fr: "PAUSEX" },
  resumed: { en: "the exercise goes on", fr: "l’exercice reprend" },
  "speed-set": { en: (speed: string) => `speed ${speed}x`, fr: (speed: string) => `vitesse ${speed}x` },
  "move-begun": { en: (n: string) => `move ${n} begins`, fr: (n: string) => `la phase ${n} commence` },
  ended: { en: "ENDEX", fr: "FINEX" },
  "hot-wash-begun": { en: "the hot wash begins", fr: "le RETEX à chaud commence" },
  closed: { en: "closed", fr: "clos" },
  cancelled: { en: "cancelled, it is not played", fr: "annulé, il n’aura pas lieu" },
  "no-duff": { en: "NO DUFF", fr: "HORS EXERCICE (NO DUFF)" },
  "no-duff-over": { en: "NO DUFF is over", fr: "fin du HORS EXERCICE" },
  "handed-to-model": {
    en: (seat: string) => `${seat}: to the model`,
    fr: (seat: string) => `${seat} : au modèle`,
  },
  "handed-to-person": {
    en: (seat: string) => `${seat}: to people`,
    fr: (seat: string) => `${seat} : à des personnes`,
  },
  decided: {
    en: (who: string, decision: string, option: string) => `${who} decides “${decision}”: ${option}`,
    fr: (who: string, decision: string, option: string) => `${who} décide « ${decision} » : ${option}`,
  },
  message: {
    en: (from: string, to: string, kind: string) => `${from} to ${to} (${kind})`,
    fr: (from: string, to: string, kind: string) => `${from} à ${to} (${kind})`,
  },
  "control-told": { en: "told control", fr: "dit à l’animation" },
  "free-action": { en: "action outside the protocol", fr: "action hors protocole" },
  "action-ruled": {
    en: (n: string) => `control answers action #${n}`,
    fr: (n: string) => `l’animation tranche l’action n° ${n}`,
  },
  "row-send": {
    en: (row: string) => `row ${row} sent by hand`,
    fr: (row: string) => `ligne ${row} envoyée à la main`,
  },
  "row-hold": { en: (row: string) => `row ${row} held`, fr: (row: string) => `ligne ${row} retenue` },
  "row-release": { en: (row: string) => `row ${row} released`, fr: (row: string) => `ligne ${row} libérée` },
  "row-skip": { en: (row: string) => `row ${row} skipped`, fr: (row: string) => `ligne ${row} écartée` },
  "row-added": { en: (row: string) => `row ${row} added`, fr: (row: string) => `ligne ${row} ajoutée` },
  shifted: {
    en: (span: string) => `the rest of the plan shifted by ${span}`,
    fr: (span: string) => `suite du plan décalée de ${span}`,
  },
  improvised: { en: "control improvises", fr: "l’animation improvise" },
  acknowledged: { en: "read what came in", fr: "a lu ce qui est arrivé" },
  "room-decided": {
    en: (who: string, option: string) => `the room decides for ${who}: ${option}`,
    fr: (who: string, option: string) => `la salle décide pour ${who} : ${option}`,
  },
  note: { en: "note", fr: "note" },
  rated: {
    en: (about: string, rating: string) => `${about} rated ${rating}`,
    fr: (about: string, rating: string) => `${about} évalué ${rating}`,
  },
  released: { en: "shown on the projector", fr: "montré au projecteur" },
  stepped: { en: "on to the next decision", fr: "avance jusqu’à la prochaine décision" },
  "stepped-minute": { en: "on by a minute", fr: "avance d’une minute" },
  "step-ended": { en: "there: the clock stands", fr: "arrivé : l’horloge est arrêtée" },
  "step-at-decision": {
    en: (asked: string) => `the clock stands: ${asked} is asked for`,
    fr: (asked: string) => `l’horloge est arrêtée, on demande : ${asked}`,
  },
  "step-ran-out": {
    en: (asked: string) => `the clock stands: the time ran out for ${asked}`,
    fr: (asked: string) => `l’horloge est arrêtée, le délai est passé pour : ${asked}`,
  },
  corrected: { en: (n: string) => `correction of #${n}`, fr: (n: string) => `correction du n° ${n}` },
  "hot-wash-form": { en: "a hot-wash form was handed in", fr: "une fiche de RETEX a été remise" },
  "texts-deleted": { en: "texts were deleted", fr: "des textes ont été effacés" },
} as const satisfies Texts;
