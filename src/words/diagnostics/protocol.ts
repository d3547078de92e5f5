import { type DiagnosticWords, sayTypes, words } from "./sentence.ts";

/** A statechart that is not well formed, or asks for what the world does not know. */

const named = (en: (name: string) => string, fr: (name: string) => string): DiagnosticWords =>
  words(
    (d) => en(d("found")),
    (d) => fr(d("found")),
  );

export const PROTOCOL_WORDS: Readonly<Record<string, DiagnosticWords>> = {
  "protocol/wrong_shape": words(
    (d) => `Expected ${sayTypes(d("expected"), "en")}.`,
    (d) => `Attendu : ${sayTypes(d("expected"), "fr")}.`,
  ),
  "protocol/unknown_key": named(
    (name) => `The key “${name}” does not belong into a statechart.`,
    (name) => `La clé « ${name} » n’a pas sa place dans un diagramme d’états.`,
  ),
  "protocol/refused_key": named(
    (name) => `“${name}” is a word of XState that this language leaves out.`,
    (name) => `« ${name} » est un mot de XState que ce langage n’admet pas.`,
  ),
  "protocol/key_not_allowed_here": named(
    (name) => `“${name}” has no meaning for this kind of state.`,
    (name) => `« ${name} » n’a pas de sens pour cette sorte d’état.`,
  ),
  "protocol/too_deep": words(
    () => "States or guards nest deeper than 64 levels.",
    () => "Les états ou les gardes s’imbriquent sur plus de 64 niveaux.",
  ),
  "protocol/bad_state_name": named(
    (name) => `“${name}” cannot be the name of a state.`,
    (name) => `« ${name} » ne peut pas être le nom d’un état.`,
  ),
  "protocol/bad_id": named(
    (name) => `“${name}” is not an id.`,
    (name) => `« ${name} » n’est pas un identifiant.`,
  ),
  "protocol/same_id": named(
    (name) => `Two states have the id “${name}”.`,
    (name) => `Deux états portent l’identifiant « ${name} ».`,
  ),
  "protocol/same_timer": named(
    (name) => `The delay “${name}” runs together with another state's timer.`,
    (name) => `Le délai « ${name} » se confond avec la minuterie d’un autre état.`,
  ),
  "protocol/root_kind": named(
    (name) => `A machine itself cannot be of kind “${name}”.`,
    (name) => `Une machine ne peut pas être elle-même de sorte « ${name} ».`,
  ),
  "protocol/initial_missing": words(
    () => "A state with states inside needs `initial`.",
    () => "Un état qui en contient d’autres a besoin de `initial`.",
  ),
  "protocol/initial_unknown": named(
    (name) => `There is no state “${name}” to begin with.`,
    (name) => `Il n’y a pas d’état « ${name} » par lequel commencer.`,
  ),
  "protocol/initial_is_history": named(
    (name) => `A machine cannot begin in the history state “${name}”.`,
    (name) => `Une machine ne peut pas commencer dans l’état d’historique « ${name} ».`,
  ),
  "protocol/states_missing": words(
    () => "`states` is empty.",
    () => "`states` est vide.",
  ),
  "protocol/target_unknown": named(
    (name) => `The transition leads to “${name}”, which does not exist.`,
    (name) => `La transition mène à « ${name} », qui n’existe pas.`,
  ),
  "protocol/fallback_unknown": named(
    (name) => `The history state falls back on “${name}”, which does not exist.`,
    (name) => `L’état d’historique se replie sur « ${name} », qui n’existe pas.`,
  ),
  "protocol/fallback_outside": named(
    (name) => `The history state falls back on “${name}”, which lies outside its parent.`,
    (name) => `L’état d’historique se replie sur « ${name} », hors de son parent.`,
  ),
  "protocol/fallback_is_history": named(
    (name) => `The history state falls back on another history state, “${name}”.`,
    (name) => `L’état d’historique se replie sur un autre état d’historique, « ${name} ».`,
  ),
  "protocol/history_from_inside": words(
    (d) => `“${d("found")}” leads to the history of a state from inside that state.`,
    (d) => `« ${d("found")} » mène à l’historique d’un état depuis l’intérieur de cet état.`,
    () => "Add reenter: true.",
    () => "Ajoutez reenter: true.",
  ),
  "protocol/event_unknown": named(
    (name) => `Nothing in the world sends the event “${name}”.`,
    (name) => `Rien dans le monde n’émet l’événement « ${name} ».`,
  ),
  "protocol/event_never_heard": named(
    (name) => `The event “${name}” is raised, but no state hears it.`,
    (name) => `L’événement « ${name} » est émis, mais aucun état ne l’entend.`,
  ),
  "protocol/wildcard_malformed": named(
    (name) => `“${name}” is not a pattern: use * or prefix.*`,
    (name) => `« ${name} » n’est pas un motif : utilisez * ou préfixe.*`,
  ),
  "protocol/wildcard_matches_nothing": named(
    (name) => `No event fits the pattern “${name}”.`,
    (name) => `Aucun événement ne correspond au motif « ${name} ».`,
  ),
  "protocol/guard_unknown": named(
    (name) => `There is no guard “${name}”.`,
    (name) => `Il n’y a pas de garde « ${name} ».`,
  ),
  "protocol/effect_unknown": named(
    (name) => `There is no effect “${name}”.`,
    (name) => `Il n’y a pas d’effet « ${name} ».`,
  ),
  "protocol/delay_unknown": named(
    (name) => `There is no delay “${name}”.`,
    (name) => `Il n’y a pas de délai « ${name} ».`,
  ),
  "protocol/delay_is_number": named(
    (name) => `A delay has a name; “${name}” is a number.`,
    (name) => `Un délai a un nom ; « ${name} » est un nombre.`,
  ),
  "protocol/list_empty": words(
    () => "The list is empty.",
    () => "La liste est vide.",
  ),
  "protocol/params_not_plain": words(
    () => "Parameters must be plain data.",
    () => "Les paramètres doivent être des données simples.",
  ),
  "protocol/done_never_comes": words(
    () => "`onDone` is never heard here: there is no final state inside.",
    () => "`onDone` n’est jamais entendu ici : il n’y a pas d’état final à l’intérieur.",
  ),
};
