import { type DiagnosticWords, missing, words } from "./sentence.ts";

/** An exercise that does not hold together: its moves, its rows, its times, and the scenario that it plays. */

export const EXERCISE_WORDS: Readonly<Record<string, DiagnosticWords>> = {
  "scenario/unknown_scenario": missing("scenario", "scénario"),
  "scenario/unknown_move": missing("move", "phase"),
  "scenario/unknown_objective": missing("objective", "objectif"),
  "scenario/unknown_state": words(
    (d) => `No role of ${d("who")} that is asked about has a state “${d("found")}”.`,
    (d) => `Aucun rôle de ${d("who")} dont il est question n’a d’état « ${d("found")} ».`,
    () => "Names of states are the last part of what a run’s log shows, without the states around them.",
    () =>
      "Le nom d’un état est la dernière partie de ce que montre le journal, sans les états qui l’entourent.",
  ),
  "scenario/unknown_word": words(
    (d) =>
      `In this scenario no fact of kind ${d("fact")} can say “${d("found")}” there, so this would never hold.`,
    (d) =>
      `Dans ce scénario, aucun fait ${d("fact")} ne peut dire « ${d("found")} » à cet endroit : cela ne serait jamais vrai.`,
  ),
  "scenario/role_not_played": words(
    (d) => `${d("who")} does not play a role “${d("found")}”.`,
    (d) => `${d("who")} ne joue aucun rôle « ${d("found")} ».`,
  ),
  "scenario/row_number_twice": words(
    (d) =>
      `The row “${d("found")}” cannot be told from “${d("other")}”: small letters, digits and what stands between them count, no other sign.`,
    (d) =>
      `La ligne « ${d("found")} » ne se distingue pas de « ${d("other")} » : seuls comptent les lettres, les chiffres et ce qui les sépare.`,
  ),
  "scenario/faulty_scenario": words(
    (d) => `The scenario “${d("found")}”, which this exercise plays, has faults of its own.`,
    (d) => `Le scénario « ${d("found")} », que joue cet exercice, a lui-même des fautes.`,
  ),
  "scenario/real_exercise": words(
    (d) => `“${d("found")}” is a real attack: it serves comparison and is never played.`,
    (d) => `« ${d("found")} » est une attaque réelle : elle sert de comparaison et ne se joue jamais.`,
  ),
  "scenario/exercise_after_horizon": words(
    (d) => `The exercise lasts ${d("found")}, but its scenario ends after ${d("hours")} hours.`,
    (d) => `L’exercice dure ${d("found")}, mais son scénario s’arrête après ${d("hours")} heures.`,
  ),
  "scenario/after_end": words(
    (d) => `This falls at ${d("found")}, after ENDEX at ${d("ends")}.`,
    (d) => `Ceci tombe à ${d("found")}, après le FINEX à ${d("ends")}.`,
  ),
  "scenario/moves_out_of_order": words(
    (d) => `Move ${d("found")} stands after move ${d("before")}, but its number or its time comes before.`,
    (d) => `La phase ${d("found")} suit la phase ${d("before")}, mais son numéro ou son heure le précède.`,
  ),
  "scenario/no_moves": words(
    () => "In discussion mode the room goes from move to move, and there is none.",
    () => "En mode discussion, la salle va d’une phase à la suivante, et il n’y en a aucune.",
  ),
  "scenario/row_without_time": words(
    () => "This row has no time, so nothing would bring it.",
    () => "Cette ligne n’a pas d’heure : rien ne l’amènerait.",
    () => "Give it a time (at), or trigger: { kind: manual } for one that control sends by hand.",
    () => "Donnez-lui une heure (at), ou trigger: { kind: manual } si l’animation l’envoie à la main.",
  ),
  "scenario/row_without_content": words(
    () => "This row tells nothing (text), does nothing (acts) and expects nothing (expects).",
    () => "Cette ligne ne dit rien (text), ne fait rien (acts) et n’attend rien (expects).",
  ),
  "scenario/row_without_expectation": words(
    () => "An expected action needs to say what is expected (expects).",
    () => "Une action attendue doit dire ce qui est attendu (expects).",
  ),
  "scenario/until_before_time": words(
    (d) => `${d("found")} is before the row’s own time.`,
    (d) => `${d("found")} vient avant l’heure de la ligne elle-même.`,
  ),
  "scenario/one_language": words(
    () => "This text is the same in English and in French.",
    () => "Ce texte est le même en anglais et en français.",
    () => "Write { en: …, fr: … }: everybody at the table reads their own language.",
    () => "Écrivez { en: …, fr: … } : chacun à la table lit sa langue.",
  ),
  "scenario/expires_after_end": words(
    (d) => `What is expected here may come until ${d("found")} after the row, which is after ENDEX.`,
    (d) => `Ce qui est attendu ici peut venir jusqu’à ${d("found")} après la ligne, donc après le FINEX.`,
  ),
};
