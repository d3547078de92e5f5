import type { Diagnostic } from "../model/index.ts";
import { type Both, type Language, tidy, type Words } from "./language.ts";
import { sayNumber, saySpan } from "./numbers.ts";
import { FACTOR_WORDS } from "./rights.ts";
import { detailsInWords } from "./statechart/finding.ts";
import type { ProtocolTeller } from "./statechart/teller.ts";

/**
 * What is wrong with a file, in words: one sentence for each code that a room reports, and where there is one, what to
 * do about it. The codes belong to other rooms; a test holds this table against their lists.
 */

/** Details by name, as they are read in a sentence. */
type Detail = (name: string) => string;

interface DiagnosticWords {
  readonly say: Both<(detail: Detail) => string>;
  readonly hint?: Both<(detail: Detail) => string>;
}

type Made = (detail: Detail) => string;

const words = (en: Made, fr: Made, hintEn?: Made, hintFr?: Made): DiagnosticWords =>
  hintEn === undefined || hintFr === undefined
    ? { say: { en, fr } }
    : { say: { en, fr }, hint: { en: hintEn, fr: hintFr } };

/** "no platform “x”": the sentence of every reference that leads nowhere. */
const missing = (en: string, fr: string): DiagnosticWords =>
  words(
    (d) => `There is no ${en} “${d("found")}”.`,
    (d) => `Il n’y a pas de ${fr} « ${d("found")} ».`,
  );

const TYPES: Readonly<Record<string, Words>> = {
  text: { en: "a text", fr: "un texte" },
  number: { en: "a number", fr: "un nombre" },
  "whole-number": { en: "a whole number", fr: "un nombre entier" },
  "true-or-false": { en: "true or false", fr: "true ou false" },
  list: { en: "a list", fr: "une liste" },
  table: { en: "a table of keys and values", fr: "une table de clés et de valeurs" },
  duration: { en: "a duration", fr: "une durée" },
  "positive-duration": { en: "a duration longer than nothing", fr: "une durée supérieure à zéro" },
  "non-negative-duration": { en: "a duration that is not negative", fr: "une durée non négative" },
  nothing: { en: "nothing", fr: "rien" },
  clock: { en: "a clock time", fr: "une heure" },
  offset: { en: "an offset from UTC", fr: "un décalage par rapport à UTC" },
  instant: { en: "an instant", fr: "un instant" },
  date: { en: "a date", fr: "une date" },
  name: { en: "a name", fr: "un nom" },
  include: { en: "included file", fr: "fichier inclus" },
  protocol: { en: "protocol", fr: "protocole" },
  object: { en: "a table of keys and values", fr: "une table de clés et de valeurs" },
  boolean: { en: "true or false", fr: "true ou false" },
  "state kind": {
    en: "a kind of state (parallel, final, history)",
    fr: "une sorte d’état (parallel, final, history)",
  },
  "history kind": { en: "shallow or deep", fr: "shallow ou deep" },
  mark: { en: "a mark (read, recalled, assumed)", fr: "une marque (read, recalled, assumed)" },
  transition: {
    en: "a transition: a target, or a table with target, guard, actions",
    fr: "une transition : une cible, ou une table avec target, guard, actions",
  },
  action: {
    en: "an effect: its name, or a table with type and params",
    fr: "un effet : son nom, ou une table avec type et params",
  },
  guard: {
    en: "a guard: its name, or a table with type and params",
    fr: "une garde : son nom, ou une table avec type et params",
  },
};

function sayTypes(names: string, language: Language): string {
  const said = names.split(", ").map((name) => TYPES[name]?.[language] ?? name);
  const last = said.pop() ?? "";
  return said.length === 0 ? last : `${said.join(", ")} ${language === "en" ? "or" : "ou"} ${last}`;
}

const STRANGE: Readonly<Record<string, Words>> = {
  "byte-order-mark": {
    en: "it begins with a byte order mark",
    fr: "il commence par une marque d’ordre des octets",
  },
  "unreadable-bytes": {
    en: "there are bytes that are no characters",
    fr: "certains octets ne sont pas des caractères",
  },
  nul: { en: "there is a zero byte", fr: "il y a un octet nul" },
  "control-character": { en: "there is a control character", fr: "il y a un caractère de commande" },
};

const SCENARIO_WORDS: Readonly<Record<string, DiagnosticWords>> = {
  "scenario/too_large": words(
    () => "The file is larger than 1 MB; it was not read.",
    () => "Le fichier dépasse 1 Mo ; il n’a pas été lu.",
  ),
  "scenario/wrong_encoding": words(
    (d) => `The text is not plain UTF-8: ${STRANGE[d("found")]?.en ?? d("found")}.`,
    (d) => `Le texte n’est pas en UTF-8 simple : ${STRANGE[d("found")]?.fr ?? d("found")}.`,
    () => "Save the file as UTF-8.",
    () => "Enregistrez le fichier en UTF-8.",
  ),
  "scenario/too_deep": words(
    (d) => `The file nests deeper than ${d("limit")} levels.`,
    (d) => `Le fichier s’imbrique sur plus de ${d("limit")} niveaux.`,
  ),
  "scenario/too_many_parts": words(
    (d) => `The file has more than ${d("limit")} parts.`,
    (d) => `Le fichier compte plus de ${d("limit")} parties.`,
  ),
  "scenario/syntax": words(
    (d) => `This is not YAML (${d("problem").replaceAll("_", " ")}).`,
    (d) => `Ce n’est pas du YAML (${d("problem").replaceAll("_", " ")}).`,
    () => "Look at indentation, quotes and colons on this line and the one before.",
    () => "Vérifiez l’indentation, les guillemets et les deux-points de cette ligne et de la précédente.",
  ),
  "scenario/empty": words(
    () => "The file is empty.",
    () => "Le fichier est vide.",
  ),
  "scenario/many_documents": words(
    () => "The file holds more than one YAML document.",
    () => "Le fichier contient plusieurs documents YAML.",
    () => "Keep one; remove the line with ---.",
    () => "Gardez-en un ; supprimez la ligne ---.",
  ),
  "scenario/directive": words(
    (d) => `YAML directives such as ${d("found")} are not accepted.`,
    (d) => `Les directives YAML comme ${d("found")} ne sont pas admises.`,
  ),
  "scenario/tag": words(
    (d) => `The YAML tag ${d("found")} is not accepted.`,
    (d) => `L’étiquette YAML ${d("found")} n’est pas admise.`,
  ),
  "scenario/key_not_text": words(
    (d) => `A key must be a text; found ${d("found")}.`,
    (d) => `Une clé doit être un texte ; trouvé : ${d("found")}.`,
  ),
  "scenario/duplicate_key": words(
    (d) => `The key “${d("found")}” stands here twice; the first is on line ${d("firstLine")}.`,
    (d) => `La clé « ${d("found")} » figure deux fois ; la première est à la ligne ${d("firstLine")}.`,
  ),
  "scenario/merge_key": words(
    () => "YAML's merge key << is not accepted.",
    () => "La clé de fusion YAML << n’est pas admise.",
    () => "Use an included profile and `use`.",
    () => "Utilisez un profil inclus et `use`.",
  ),
  "scenario/too_many_aliases": words(
    (d) => `The file has more than ${d("limit")} aliases.`,
    (d) => `Le fichier a plus de ${d("limit")} alias.`,
  ),
  "scenario/alias_expands": words(
    (d) => `The aliases unfold to more than ${d("limit")} parts.`,
    (d) => `Les alias se déploient en plus de ${d("limit")} parties.`,
  ),
  "scenario/unknown_alias": missing("anchor", "ancre"),
  "scenario/more_faults": words(
    (d) => `${d("left")} more faults are not listed (${d("shown")} are).`,
    (d) => `${d("left")} autres fautes ne sont pas listées (${d("shown")} le sont).`,
  ),
  "scenario/internal": words(
    (d) => `The file could not be read (${d("problem")}).`,
    (d) => `Le fichier n’a pas pu être lu (${d("problem")}).`,
  ),

  "scenario/unknown_key": words(
    (d) => `The key “${d("found")}” does not belong here.`,
    (d) => `La clé « ${d("found")} » n’a pas sa place ici.`,
    (d) => (d("nearest") !== "" || d("expected") === "" ? "" : `Allowed: ${d("expected")}.`),
    (d) => (d("nearest") !== "" || d("expected") === "" ? "" : `Admis : ${d("expected")}.`),
  ),
  "scenario/missing": words(
    (d) => `“${d("expected")}” is missing.`,
    (d) => `Il manque « ${d("expected")} ».`,
  ),
  "scenario/one_only": words(
    (d) => `Only one of these belongs here: ${d("found")}.`,
    (d) => `Une seule de ces clés a sa place ici : ${d("found")}.`,
  ),
  "scenario/wrong_type": words(
    (d) => `Expected ${sayTypes(d("expected"), "en")}; found ${sayTypes(d("found"), "en")}.`,
    (d) => `Attendu : ${sayTypes(d("expected"), "fr")} ; trouvé : ${sayTypes(d("found"), "fr")}.`,
  ),
  "scenario/not_one_of": words(
    (d) => `“${d("found")}” is not one of the values known here.`,
    (d) => `« ${d("found")} » n’est pas une des valeurs connues ici.`,
    (d) => (d("nearest") !== "" ? "" : `Use one of: ${d("expected")}.`),
    (d) => (d("nearest") !== "" ? "" : `Au choix : ${d("expected")}.`),
  ),
  "scenario/schema_version": words(
    (d) => `This program reads schemaVersion ${d("expected")}; found ${d("found")}.`,
    (d) => `Ce programme lit schemaVersion ${d("expected")} ; trouvé : ${d("found")}.`,
  ),
  "scenario/bad_id": words(
    (d) => `“${d("found")}” is not an id.`,
    (d) => `« ${d("found")} » n’est pas un identifiant.`,
    () => "Ids have lower-case letters, digits and hyphens, at most 64.",
    () => "Un identifiant a des minuscules, des chiffres et des tirets, 64 au plus.",
  ),
  "scenario/bad_duration": words(
    (d) => `“${d("found")}” is not ${sayTypes(d("expected"), "en")}.`,
    (d) => `« ${d("found")} » n’est pas ${sayTypes(d("expected"), "fr")}.`,
    (d) => `Write it like ${d("hint")}.`,
    (d) => `Écrivez par exemple ${d("hint")}.`,
  ),
  "scenario/bad_form": words(
    (d) => `“${d("found")}” is not ${sayTypes(d("expected"), "en")}.`,
    (d) => `« ${d("found")} » n’est pas ${sayTypes(d("expected"), "fr")}.`,
    (d) => (d("hint") === "" ? "" : `Write it like ${d("hint")}.`),
    (d) => (d("hint") === "" ? "" : `Écrivez par exemple ${d("hint")}.`),
  ),
  "scenario/above_one": words(
    (d) => `A share lies between 0 and 1; found ${d("found")}.`,
    (d) => `Une part est comprise entre 0 et 1 ; trouvé : ${d("found")}.`,
  ),
  "scenario/negative": words(
    (d) => `${d("found")} is negative; 0 or more belongs here.`,
    (d) => `${d("found")} est négatif ; il faut 0 ou plus.`,
  ),
  "scenario/not_positive": words(
    (d) => `${d("found")} is not above 0.`,
    (d) => `${d("found")} n’est pas supérieur à 0.`,
  ),
  "scenario/out_of_range": words(
    (d) =>
      `${d("found")} is out of range${d("low") === "" ? "" : `, at least ${d("low")}`}${d("high") === "" ? "" : `, at most ${d("high")}`}.`,
    (d) =>
      `${d("found")} est hors limites${d("low") === "" ? "" : `, au moins ${d("low")}`}${d("high") === "" ? "" : `, au plus ${d("high")}`}.`,
  ),
  "scenario/not_whole": words(
    (d) => `${d("found")} is not a whole number.`,
    (d) => `${d("found")} n’est pas un nombre entier.`,
  ),
  "scenario/too_many": words(
    (d) => `At most ${d("limit")} entries are accepted; found ${d("found")}.`,
    (d) => `Nombre d’entrées admis : ${d("limit")} au plus ; trouvé : ${d("found")}.`,
  ),
  "scenario/too_few": words(
    (d) => `At least ${d("limit")} entries are needed; found ${d("found")}.`,
    (d) => `Nombre d’entrées nécessaire : ${d("limit")} au moins ; trouvé : ${d("found")}.`,
  ),
  "scenario/too_long": words(
    (d) => `The text has ${d("found")} characters; at most ${d("limit")} are accepted.`,
    (d) => `Le texte a ${d("found")} caractères ; ${d("limit")} au plus sont admis.`,
  ),
  "scenario/strange_sign": words(
    (d) =>
      `The text holds a sign that is no text (${d("found")}): a control, half a character, or one that turns the writing.`,
    (d) =>
      `Le texte contient un signe qui n’est pas du texte (${d("found")}) : commande, moitié de caractère, ou retournement de l’écriture.`,
    () => "Take it out; tabs and line ends may stay.",
    () => "Retirez-le ; tabulations et fins de ligne peuvent rester.",
  ),
  "scenario/empty_text": words(
    () => "The text is empty.",
    () => "Le texte est vide.",
  ),
  "scenario/two_marks": words(
    () => "A number is either sourced or assumed, not both.",
    () => "Un nombre est soit sourcé, soit supposé, pas les deux.",
  ),
  "scenario/range_excludes_value": words(
    (d) => `The value ${d("value")} lies outside its own range, ${d("low")} to ${d("high")}.`,
    (d) => `La valeur ${d("value")} sort de son propre intervalle, de ${d("low")} à ${d("high")}.`,
  ),
  "scenario/bad_value": words(
    (d) => `“${d("found")}” does not fit here (${d("expected")}).`,
    (d) => `« ${d("found")} » ne convient pas ici (${d("expected")}).`,
  ),

  "scenario/file_missing": words(
    (d) => `The ${sayTypes(d("kind"), "en")} “${d("found")}” was not found.`,
    (d) => `Introuvable (${sayTypes(d("kind"), "fr")}) : « ${d("found")} ».`,
  ),
  "scenario/file_outside": words(
    (d) => `“${d("found")}” lies outside the folder of this file.`,
    (d) => `« ${d("found")} » est en dehors du dossier de ce fichier.`,
    () => "Includes stay inside the file's own folder, or name the library: library:NAME.",
    () => "Les inclusions restent dans le dossier du fichier, ou nomment la bibliothèque : library:NOM.",
  ),
  "scenario/file_too_large": words(
    (d) => `“${d("found")}” is larger than 1 MB; it was not read.`,
    (d) => `« ${d("found")} » dépasse 1 Mo ; il n’a pas été lu.`,
  ),
  "scenario/file_unreadable": words(
    (d) => `“${d("found")}” could not be read.`,
    (d) => `« ${d("found")} » n’a pas pu être lu.`,
  ),
  "scenario/circular": words(
    (d) => `Files lead back to themselves: ${d("chain")}.`,
    (d) => `Les fichiers reviennent sur eux-mêmes : ${d("chain")}.`,
  ),
  "scenario/profile_twice": words(
    (d) => `The profile “${d("found")}” is also in ${d("other")}.`,
    (d) => `Le profil « ${d("found")} » est aussi dans ${d("other")}.`,
  ),
  "scenario/id_mismatch": words(
    (d) => `The id is “${d("found")}”, but the file is asked for as “${d("expected")}”.`,
    (d) => `L’identifiant est « ${d("found")} », mais le fichier est demandé comme « ${d("expected")} ».`,
  ),

  "scenario/unknown_scenario": missing("scenario", "scénario"),
  "scenario/unknown_variant": missing("variant", "variante"),
  "scenario/unknown_move": missing("move", "temps de jeu"),
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
    (d) => `Le temps de jeu ${d("found")} suit le ${d("before")}, mais son numéro ou son heure le précède.`,
  ),
  "scenario/no_moves": words(
    () => "In discussion mode the room goes from move to move, and there is none.",
    () => "En mode discussion, la salle va d’un temps de jeu au suivant, et il n’y en a aucun.",
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
  "scenario/unknown_profile": missing("shared profile", "profil partagé"),
  "scenario/unknown_platform": missing("platform", "plateforme"),
  "scenario/unknown_actor": missing("actor", "acteur"),
  "scenario/unknown_party": missing("actor, platform or kind", "acteur, plateforme ou type"),
  "scenario/unknown_kind": missing("kind", "type"),
  "scenario/unknown_message": missing("message", "message"),
  "scenario/unknown_incident": words(
    (d) => `There is no incident “${d("found")}”.`,
    (d) => `Il n’y a pas d’incident « ${d("found")} ».`,
    () => "The scenario’s own is called first; further ones stand under incidents.",
    () => "Celui du scénario s’appelle first ; les autres figurent sous incidents.",
  ),
  "scenario/unknown_sanction": missing("sanction", "sanction"),
  "scenario/unknown_role": words(
    (d) => `The protocol ${d("protocol")} has no role “${d("found")}”.`,
    (d) => `Le protocole ${d("protocol")} n’a pas de rôle « ${d("found")} ».`,
  ),
  "scenario/unknown_original": words(
    (d) => `There is no original “${d("found")}”.`,
    (d) => `Il n’y a pas d’original « ${d("found")} ».`,
  ),
  "scenario/unknown_rank": words(
    (d) => `“${d("found")}” has a rank, but the scenario does not run this protocol.`,
    (d) => `« ${d("found")} » a un rang, mais le scénario n’applique pas ce protocole.`,
  ),
  "scenario/matrix_columns": words(
    (d) =>
      `The harm “${d("harm")}” has ${d("found")} levels where ${d("expected")} are due: one more than numbers in perHour.`,
    (d) =>
      `Le préjudice « ${d("harm")} » a ${d("found")} niveaux au lieu de ${d("expected")} : un de plus que de nombres sous perHour.`,
  ),
  "scenario/matrix_falls": words(
    (d) => `The numbers in perHour must rise: ${d("after")} follows ${d("before")}.`,
    (d) => `Les nombres sous perHour doivent croître : ${d("after")} suit ${d("before")}.`,
  ),
  "scenario/incident_backwards": words(
    (d) => `The incident ends (${d("ends")}) before it begins (${d("begins")}).`,
    (d) => `L’incident finit (${d("ends")}) avant de commencer (${d("begins")}).`,
  ),
  "scenario/text_of_nothing": words(
    (d) => `This is a text (texts.${d("table")}) of “${d("found")}”, which is nowhere in the file.`,
    (d) =>
      `Ceci est un texte (texts.${d("table")}) de « ${d("found")} », qui n’est nulle part dans le fichier.`,
  ),
  "scenario/unknown_lane": words(
    (d) => `The platform ${d("platform")} has no review lane “${d("found")}”.`,
    (d) => `La plateforme ${d("platform")} n’a pas de file d’examen « ${d("found")} ».`,
  ),
  "scenario/unknown_delay": words(
    (d) => `There is no delay “${d("found")}”${d("who") === "" ? "" : ` for ${d("who")}`}.`,
    (d) => `Il n’y a pas de délai « ${d("found")} »${d("who") === "" ? "" : ` pour ${d("who")}`}.`,
    () => "Name it under delays of the protocol, or of every platform or actor that plays this part.",
    () => "Déclarez-le sous delays du protocole, ou de chaque plateforme ou acteur concerné.",
  ),
  "scenario/unknown_decision": missing("decision", "décision"),
  "scenario/unknown_option": words(
    (d) => `The decision ${d("decision")} has no option “${d("found")}”.`,
    (d) => `La décision ${d("decision")} n’a pas d’option « ${d("found")} ».`,
  ),
  "scenario/unknown_fact": missing("kind of fact", "type de fait"),
  "scenario/unknown_slot": words(
    (d) => `Facts of kind ${d("fact")} have no “${d("found")}”.`,
    (d) => `Les faits ${d("fact")} n’ont pas de « ${d("found")} ».`,
  ),
  "scenario/unknown_source": missing("source", "source"),
  "scenario/row_unread": words(
    () => "This row says that it was read, and not where.",
    () => "Cette ligne se dit lue, sans dire où.",
    () => "Name its sources, or mark it recalled.",
    () => "Nommez ses sources, ou marquez-la recalled.",
  ),
  "scenario/row_read": words(
    (d) => `This row names sources and is marked ${d("found")}.`,
    (d) => `Cette ligne nomme des sources et est marquée ${d("found")}.`,
    () => "What was read is read; split a row that is partly recalled.",
    () => "Ce qui a été lu est read ; scindez une ligne en partie retenue de mémoire.",
  ),
  "scenario/same_id": words(
    (d) => `“${d("found")}” names two things.`,
    (d) => `« ${d("found")} » désigne deux choses.`,
  ),
  "scenario/listed_twice": words(
    (d) => `“${d("found")}” is listed twice.`,
    (d) => `« ${d("found")} » figure deux fois dans la liste.`,
  ),
  "scenario/reserved_id": words(
    (d) => `“${d("found")}” is a word of the language and cannot be an id.`,
    (d) => `« ${d("found")} » est un mot du langage et ne peut pas être un identifiant.`,
  ),

  "scenario/original_after_horizon": words(
    (d) => `The original comes at ${d("at")}, after the horizon of ${d("horizon")}.`,
    (d) => `L’original arrive à ${d("at")}, après l’horizon de ${d("horizon")}.`,
  ),
  "scenario/stream_after_horizon": words(
    (d) => `The stream ends at ${d("ends")}, after the horizon of ${d("horizon")}.`,
    (d) => `La diffusion se termine à ${d("ends")}, après l’horizon de ${d("horizon")}.`,
  ),
  "scenario/stream_without_live": words(
    (d) => `An original of form ${d("form")} has no stream.`,
    (d) => `Un original de forme ${d("form")} n’a pas de diffusion.`,
    () => "Set form: livestream, or remove stream.",
    () => "Mettez form: livestream, ou supprimez stream.",
  ),
  "scenario/live_without_stream": words(
    () => "A livestream needs a stream with its length.",
    () => "Une diffusion en direct a besoin d’un stream et de sa longueur.",
  ),
  "scenario/never_open": words(
    (d) => `The contact point opens at ${d("opens")} and closes at ${d("closes")}: it is never open.`,
    (d) => `Le point de contact ouvre à ${d("opens")} et ferme à ${d("closes")} : il n’est jamais ouvert.`,
  ),
  "scenario/not_a_date": words(
    (d) => `${d("found")} is not a day of the calendar.`,
    (d) => `${d("found")} n’est pas un jour du calendrier.`,
  ),
  "scenario/in_force_backwards": words(
    (d) => `It is in force from ${d("from")} to ${d("to")}: the end comes before the beginning.`,
    (d) => `En vigueur de ${d("from")} à ${d("to")} : la fin précède le début.`,
  ),
  "scenario/range_backwards": words(
    (d) => `The range runs backwards: ${d("low")} to ${d("high")}.`,
    (d) => `L’intervalle est à l’envers : de ${d("low")} à ${d("high")}.`,
  ),
  "scenario/duty_needs": words(
    (d) => `“${d("found")}” means nothing here without “${d("needs")}”.`,
    (d) => `« ${d("found")} » ne signifie rien ici sans « ${d("needs")} ».`,
    (d) => `Add “${d("needs")}”, or take “${d("found")}” out.`,
    (d) => `Ajoutez « ${d("needs")} », ou retirez « ${d("found")} ».`,
  ),
  "scenario/duty_misfit": words(
    (d) => `“${d("found")}” does not go with a clock of the form “${d("form")}”.`,
    (d) => `« ${d("found")} » ne convient pas à un délai de la forme « ${d("form")} ».`,
    (d) => `It goes with: ${d("expected")}.`,
    (d) => `Cela convient à : ${d("expected")}.`,
  ),
  "scenario/no_length_in_message": words(
    (d) => `The clock takes its length from the message, and no “${d("found")}” carries one.`,
    (d) => `Le délai prend sa durée dans le message, et aucun « ${d("found")} » n’en porte.`,
    () => "Start it with a message that is sent with “within”, or say how long it is.",
    () => "Faites-le courir par un message envoyé avec « within », ou indiquez sa durée.",
  ),
  "scenario/no_calendar": words(
    (d) => `The clock “${d("duty")}” counts in the calendar of “${d("found")}”, and the scenario has none.`,
    (d) =>
      `Le délai « ${d("duty")} » compte dans le calendrier de « ${d("found")} », et le scénario n’en a pas.`,
    () => "Add it under “calendars”, with its time zone, its working days and its holidays.",
    () => "Ajoutez-le sous « calendars », avec son fuseau, ses jours ouvrables et ses jours fériés.",
  ),
  "scenario/unknown_time_zone": words(
    (d) => `There is no time zone “${d("found")}”.`,
    (d) => `Il n’existe pas de fuseau horaire « ${d("found")} ».`,
    () => "Write an IANA name, such as Europe/Paris.",
    () => "Écrivez un nom IANA, comme Europe/Paris.",
  ),
  "scenario/two_zones": words(
    () => "A calendar has either a time zone or a fixed offset, not both.",
    () => "Un calendrier a soit un fuseau, soit un décalage fixe, pas les deux.",
  ),
  "scenario/shares_not_one": words(
    (d) => `The shares add up to ${d("sum")}, not to 1.`,
    (d) => `La somme des parts est ${d("sum")}, et non 1.`,
  ),
  "scenario/shares_above_one": words(
    (d) =>
      d("sum") === ""
        ? "The shares add up to more than 1."
        : `The shares add up to ${d("sum")}, which is more than 1.`,
    (d) =>
      d("sum") === "" ? "La somme des parts dépasse 1." : `La somme des parts est ${d("sum")}, plus que 1.`,
  ),
  "scenario/rules_and_protocols": words(
    (d) => `A scenario has either bare rules or protocols; here are rules and the protocol ${d("protocol")}.`,
    (d) =>
      `Un scénario a soit des règles nues, soit des protocoles ; ici des règles et le protocole ${d("protocol")}.`,
  ),
  "scenario/unknown_measure": missing("measure", "mesure"),
  "scenario/removes_nothing": words(
    (d) => `There is no “${d("found")}” here to take away.`,
    (d) => `Il n’y a ici aucun « ${d("found")} » à retirer.`,
  ),
  "scenario/endless_work": words(
    (d) => `The ordinary review work of “${d("platform")}” never ends: a horizon is needed.`,
    (d) => `Le travail d’examen ordinaire de « ${d("platform")} » ne finit jamais : il faut un horizon.`,
    () => "Add horizon: P1D.",
    () => "Ajoutez horizon: P1D.",
  ),
  "scenario/rule_after_horizon": words(
    (d) =>
      `This comes after ${d("at")} at the earliest, beyond the horizon of ${d("horizon")}: it never does anything.`,
    (d) =>
      `Ceci vient au plus tôt après ${d("at")}, au-delà de l’horizon de ${d("horizon")} : sans aucun effet.`,
  ),
  "scenario/overloaded_queue": words(
    (d) =>
      `Ordinary review work alone takes ${d("load")} times what the reviewers of “${d("platform")}” can do: the queue only grows.`,
    (d) =>
      `Le travail d’examen ordinaire demande à lui seul ${d("load")} fois ce que peuvent les modérateurs de « ${d("platform")} » : la file ne fait que croître.`,
    () => "Add reviewers, or lower perHour or service.",
    () => "Ajoutez des reviewers, ou réduisez perHour ou service.",
  ),
  "scenario/id_not_file": words(
    (d) => `The scenario calls itself “${d("found")}”, its file “${d("expected")}”.`,
    (d) => `Le scénario se nomme « ${d("found")} », son fichier « ${d("expected")} ».`,
  ),
  "scenario/supercritical": words(
    (d) =>
      `The cascade grows for ever${d("radius") === "" ? "" : ` (each item leads to ${d("radius")} others)`}: a horizon or a cap is needed.`,
    (d) =>
      `La cascade croît sans fin${d("radius") === "" ? "" : ` (chaque contenu en amène ${d("radius")} autres)`} : il faut un horizon ou un plafond.`,
    () => "Add horizon: P1D or cap: 1000000.",
    () => "Ajoutez horizon: P1D ou cap: 1000000.",
  ),

  "scenario/no_lookalikes": words(
    () =>
      "No lawful lookalikes: nothing can be said about wrongful removals, and no verdict on exposure is given.",
    () =>
      "Aucun contenu licite ressemblant : rien ne peut être dit des retraits à tort, et aucun verdict n’est rendu sur l’exposition.",
    () => "Add lookalikes (news, evidence, bystander footage, satire, counter-speech).",
    () => "Ajoutez lookalikes (information, preuve, images de témoin, satire, contre-discours).",
  ),
  "scenario/no_originals": words(
    () => "There is no original: nothing will happen.",
    () => "Il n’y a pas d’original : il ne se passera rien.",
  ),
  "scenario/unmarked_numbers": words(
    (d) =>
      `${d("count")} numbers say neither where they were read nor in which range they are assumed; the first is ${d("first")}.`,
    (d) =>
      `${d("count")} nombres ne disent ni leur source ni leur intervalle supposé ; le premier est ${d("first")}.`,
    () => "Write {value: …, source: …} or {value: …, assumed: [low, high]}.",
    () => "Écrivez {value: …, source: …} ou {value: …, assumed: [bas, haut]}.",
  ),
  "scenario/mark_after_horizon": words(
    (d) => `The mark ${d("mark")} lies beyond the horizon of ${d("horizon")} and will never be counted.`,
    (d) => `Le repère ${d("mark")} dépasse l’horizon de ${d("horizon")} et ne sera jamais compté.`,
  ),
  "scenario/inject_after_horizon": words(
    (d) => `This inject is due at ${d("at")}, but the run ends at ${d("horizon")}.`,
    (d) => `Cet événement (inject) est prévu à ${d("at")}, mais le déroulement s’arrête à ${d("horizon")}.`,
  ),
  "scenario/inject_to_nobody": words(
    (d) => `A message from an inject goes to “${d("found")}”, which is nobody in this scenario.`,
    (d) =>
      `Un message d’un événement (inject) s’adresse à « ${d("found")} », qui n’est personne dans ce scénario.`,
  ),
  "scenario/empty_group": words(
    (d) => `Nobody is a member of “${d("group")}”.`,
    (d) => `Personne n’est membre de « ${d("group")} ».`,
  ),
  "scenario/role_of_nobody": words(
    (d) => `Nobody in this scenario plays the part ${d("role")} of ${d("protocol")}.`,
    (d) => `Personne dans ce scénario ne joue le rôle ${d("role")} de ${d("protocol")}.`,
  ),
  "scenario/unknown_territory": words(
    (d) => `No service has an audience in the territory “${d("found")}”: what is done there changes nothing.`,
    (d) =>
      `Aucun service n’a d’audience sur le territoire « ${d("found")} » : ce qui y est fait ne change rien.`,
  ),
  "scenario/threshold_off_curve": words(
    (d) => `The threshold ${d("found")} lies outside its curve, which goes from ${d("low")} to ${d("high")}.`,
    (d) => `Le seuil ${d("found")} est hors de sa courbe, qui va de ${d("low")} à ${d("high")}.`,
  ),
  "scenario/unused_delay": words(
    (d) => `No protocol asks for the delay “${d("found")}”.`,
    (d) => `Aucun protocole ne demande le délai « ${d("found")} ».`,
  ),
};

const named = (en: (name: string) => string, fr: (name: string) => string): DiagnosticWords =>
  words(
    (d) => en(d("found")),
    (d) => fr(d("found")),
  );

const PROTOCOL_WORDS: Readonly<Record<string, DiagnosticWords>> = {
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

/** How sure a mark says to be. */
const MARKS: Readonly<Record<string, Words>> = {
  read: { en: "read in a source", fr: "lu dans une source" },
  recalled: { en: "recalled, unconfirmed", fr: "retenu de mémoire, non confirmé" },
  assumed: { en: "assumed", fr: "supposé" },
};
const sayMark = (mark: string, language: Language) => MARKS[mark]?.[language] ?? mark;

const clauseOf = (factor: string, value: string, language: Language) =>
  FACTOR_WORDS[`${factor}.${value}`]?.[language] ?? `${factor}: ${value}`;

const VERIFICATION_WORDS: Readonly<Record<string, DiagnosticWords>> = {
  "verification/rights_name": words(
    (d) => `The rights check names “${d("found")}”, which this protocol does not have.`,
    (d) => `L’examen des droits nomme « ${d("found")} », que ce protocole n’a pas.`,
  ),
  "verification/rights_otherwise": words(
    (d) =>
      `The rights check declares: ${clauseOf(d("factor"), d("declared"), "en")}; the protocol itself shows: ${clauseOf(d("factor"), d("computed"), "en")}.`,
    (d) =>
      `L’examen des droits déclare : ${clauseOf(d("factor"), d("declared"), "fr")} ; le protocole lui-même montre : ${clauseOf(d("factor"), d("computed"), "fr")}.`,
  ),
  "verification/unknown_row": words(
    (d) => `There is no row “${d("found")}” in the register of facts.`,
    (d) => `Il n’y a pas de ligne « ${d("found")} » dans le registre des faits.`,
  ),
  "verification/mark_too_strong": words(
    (d) =>
      `This says “${sayMark(d("mark"), "en")}”, but row “${d("row")}” of the register of facts is only “${sayMark(d("allowed"), "en")}”.`,
    (d) =>
      `Ceci se dit « ${sayMark(d("mark"), "fr")} », mais la ligne « ${d("row")} » du registre des faits est seulement « ${sayMark(d("allowed"), "fr")} ».`,
    (d) => `Mark it ${d("allowed")}, or name the row that says so.`,
    (d) => `Marquez-le ${d("allowed")}, ou nommez la ligne qui l’établit.`,
  ),
  "verification/mark_without_row": words(
    (d) =>
      `${d("count")} parts say that they were read or recalled but name neither a row of the register of facts nor a source; the first is ${d("first")}.`,
    (d) =>
      `${d("count")} éléments se disent lus ou retenus mais ne nomment ni ligne du registre des faits ni source ; le premier est ${d("first")}.`,
    () => "Give row, or mark: { mark: read, source: … }, or mark them assumed.",
    () => "Donnez row, ou mark: { mark: read, source: … }, ou marquez-les assumed.",
  ),
  "verification/unknown_param": words(
    (d) => `“${d("call")}” takes no parameter “${d("found")}”.`,
    (d) => `« ${d("call")} » n’a pas de paramètre « ${d("found")} ».`,
    (d) => (d("expected") === "" ? "It takes none." : `It takes: ${d("expected")}.`),
    (d) => (d("expected") === "" ? "Il n’en prend aucun." : `Admis : ${d("expected")}.`),
  ),
  "verification/missing_param": words(
    (d) => `“${d("call")}” needs the parameter “${d("expected")}”.`,
    (d) => `« ${d("call")} » a besoin du paramètre « ${d("expected")} ».`,
  ),
  "verification/bad_param": words(
    (d) => `The parameter “${d("param")}” of “${d("call")}” cannot be ${d("found")}.`,
    (d) => `Le paramètre « ${d("param")} » de « ${d("call")} » ne peut pas être ${d("found")}.`,
  ),
  "verification/never_used": words(
    (d) => `This ${d("part")} of “${d("protocol")}” never took part, in ${d("seeds")} seeds of each variant.`,
    (d) =>
      `Cette partie (${d("part")}) de « ${d("protocol")} » n’a jamais servi, en ${d("seeds")} graines de chaque variante.`,
    (d) =>
      d("part") === "guard"
        ? "It never said no: leave it out, or show a case where it does."
        : "Leave it out, or add a variant that needs it.",
    (d) =>
      d("part") === "guard"
        ? "Elle n’a jamais dit non : l’omettre, ou montrer un cas où elle le fait."
        : "L’omettre, ou ajouter une variante qui en a besoin.",
  ),
};

const ANSWERS: Readonly<Record<string, Words>> = {
  proved: { en: "proved", fr: "prouvé" },
  found: { en: "found", fr: "trouvé" },
  "limit reached": { en: "limit reached", fr: "limite atteinte" },
};

/** A story of names that stand in the files: what is said between them. One in a protocol's own words has none of it. */
function nameStoryInFrench(story: string): string {
  return story
    .replaceAll(/(^|> |: )after /g, "$1après ")
    .replaceAll(/: yes\b/g, " : oui")
    .replaceAll(/: no\b/g, " : non")
    .replaceAll(/(?<=[^ ]): /g, " : ");
}

/** How sure a finding is, what shows it, and the reason given for it where the real protocol has the fault. */
function evidence(d: Detail, language: Language): string {
  const answer = d("answer");
  const sure = Object.hasOwn(ANSWERS, answer) ? ANSWERS[answer][language] : answer;
  const told = language === "en" ? d("story") : nameStoryInFrench(d("story"));
  const story = told === "" ? { en: "from the beginning", fr: "dès le début" }[language] : told;
  const others =
    d("others") === ""
      ? { en: "", fr: "" }
      : {
          en: ` Others that go back to the same (${d("others")}): ${d("places")}.`,
          fr: ` Autres qui remontent à la même cause (${d("others")}) : ${d("places")}.`,
        };
  const evidenced = { en: ` [${sure}; story: ${story}]`, fr: ` [${sure} ; histoire : ${story}]` };
  const shown = others[language] + evidenced[language];
  if (d("because") === "") return shown;
  const declared = {
    en: ` Declared as a fault of the real protocol: ${d("because")} (${d("declaredIn")})`,
    fr: ` Déclaré comme défaut du protocole réel : ${d("becauseFr") || d("because")} (${d("declaredIn")})`,
  };
  return shown + declared[language];
}

/** A finding of verification: its sentence, then its evidence. */
const finding = (en: Made, fr: Made): DiagnosticWords =>
  words(
    (d) => en(d) + evidence(d, "en"),
    (d) => fr(d) + evidence(d, "fr"),
  );

const roleOf = (d: Detail) => d("machine").replace(/^roles\./, "");
const span = (d: Detail, name: string, language: Language) => saySpan(Number(d(`${name}!`)), language);

const MONITORING: Readonly<Record<string, Words>> = {
  all: {
    en: "asks that all that users post be watched",
    fr: "demande que tout ce que publient les utilisateurs soit surveillé",
  },
  private: { en: "scans private messages", fr: "analyse des messages privés" },
  order: {
    en: "scans all uploads because it is ordered to",
    fr: "analyse tous les dépôts parce qu’on le lui ordonne",
  },
};
const STRAYING: Readonly<Record<string, Words>> = {
  unnamed: { en: "names no item", fr: "ne désigne aucun contenu" },
  "not-public": {
    en: "may go to a service whose content is not public",
    fr: "peut aller à un service dont le contenu n’est pas public",
  },
  territory: { en: "is carried out beyond its territory", fr: "est exécutée au-delà de son territoire" },
};

const inVariants = {
  en: (d: Detail) => (d("variants") === "" ? "" : ` (variants: ${d("variants")})`),
  fr: (d: Detail) => (d("variants") === "" ? "" : ` (variantes : ${d("variants")})`),
};

/** A finding about a scenario's actors: its sentence, under which variants, then its evidence. */
const together = (en: Made, fr: Made): DiagnosticWords =>
  finding(
    (d) => en(d) + inVariants.en(d),
    (d) => fr(d) + inVariants.fr(d),
  );

const FINDING_WORDS: Readonly<Record<string, DiagnosticWords>> = {
  "verification/removal_without_ground": finding(
    (d) =>
      `“${roleOf(d)}” takes down (${d("effect")}) without ground: nobody judged it, nothing matched it, nobody asked for it.`,
    (d) =>
      `« ${roleOf(d)} » retire (${d("effect")}) sans motif : personne ne l’a apprécié, rien n’y correspondait, personne ne l’a demandé.`,
  ),
  "verification/intrusion": finding(
    (d) =>
      `“${roleOf(d)}”, which may be a private actor, intrudes on somebody's systems: Paris Call, principle 8, forbids it.`,
    (d) =>
      `« ${roleOf(d)} », qui peut être un acteur privé, s’introduit dans les systèmes d’autrui : le principe 8 de l’Appel de Paris l’interdit.`,
  ),
  "verification/general_monitoring": finding(
    (d) =>
      `“${roleOf(d)}” ${MONITORING[d("why")]?.en ?? d("why")} (${d("effect")}): general monitoring, which Regulation (EU) 2021/784, article 5(8), excludes.`,
    (d) =>
      `« ${roleOf(d)} » ${MONITORING[d("why")]?.fr ?? d("why")} (${d("effect")}) : une surveillance générale, que le règlement (UE) 2021/784, article 5(8), exclut.`,
  ),
  "verification/order_out_of_scope": finding(
    (d) =>
      `An order of “${roleOf(d)}” (${d("effect")}) is outside its scope: it ${STRAYING[d("why")]?.en ?? d("why")}${d("where") === "" ? "" : ` (${d("where")})`}.`,
    (d) =>
      `Une injonction de « ${roleOf(d)} » (${d("effect")}) sort de son champ : elle ${STRAYING[d("why")]?.fr ?? d("why")}${d("where") === "" ? "" : ` (${d("where")})`}.`,
  ),
  "verification/unreachable_state": finding(
    (d) => `Nothing ever leads “${roleOf(d)}” to the state “${d("state")}”.`,
    (d) => `Rien ne mène jamais « ${roleOf(d)} » à l’état « ${d("state")} ».`,
  ),
  "verification/unreachable_transition": finding(
    (d) =>
      `“${roleOf(d)}” can never take this transition of “${d("state")}” on ${d("event")}${d("target") === "" ? "" : ` to “${d("target")}”`}.`,
    (d) =>
      `« ${roleOf(d)} » ne peut jamais prendre cette transition de « ${d("state")} » sur ${d("event")}${d("target") === "" ? "" : ` vers « ${d("target")} »`}.`,
  ),
  "verification/dead_end": finding(
    (d) =>
      `Once “${roleOf(d)}” is in “${d("state")}”${d("option") === "" ? "" : ` and the decision is ${d("option")}, to which nothing there listens,`} nothing can ever happen to it again, and the state is not marked as an end (type: final, or tags: [end]).`,
    (d) =>
      `Une fois « ${roleOf(d)} » en « ${d("state")} »${d("option") === "" ? "" : ` et la décision ${d("option")} prise, que rien n’y écoute`}, rien ne peut plus lui arriver, et l’état n’est pas marqué comme une fin (type: final, ou tags: [end]).`,
  ),
  "verification/option_unheard": finding(
    (d) =>
      `In “${d("state")}” the decision of “${roleOf(d)}” may be ${d("option")}, to which nothing there listens: it is lost, and something else leads on.`,
    (d) =>
      `En « ${d("state")} », la décision de « ${roleOf(d)} » peut être ${d("option")}, que rien n’y écoute : elle se perd, et autre chose fait avancer.`,
  ),
  "verification/same_choice": finding(
    (d) =>
      `In “${d("state")}” of “${roleOf(d)}”, nothing tells alternative ${d("second")} on ${d("event")} from alternative ${d("first")}: the earlier is always taken.`,
    (d) =>
      `En « ${d("state")} » de « ${roleOf(d)} », rien ne distingue l’alternative ${d("second")} sur ${d("event")} de l’alternative ${d("first")} : la première est toujours prise.`,
  ),
  "verification/timer_never_fires": finding(
    (d) =>
      `The timer “${d("delay")}” of “${d("state")}” (“${roleOf(d)}”) can never fire${d("faster") === "" ? "" : `: “${d("faster")}” always runs down before`}.${d("ranges") === "" ? "" : " So it is with the waits as they stand; within the ranges assumed for them it could."}`,
    (d) =>
      `La minuterie « ${d("delay")} » de « ${d("state")} » (« ${roleOf(d)} ») ne peut jamais arriver à terme${d("faster") === "" ? "" : ` : « ${d("faster")} » expire toujours avant`}.${d("ranges") === "" ? "" : " Il en est ainsi des délais tels qu’ils sont ; dans les intervalles supposés pour eux, elle le pourrait."}`,
  ),
  "verification/message_unheard": finding(
    (d) => `“${roleOf(d)}” sends the message “${d("message")}”, and nobody who may receive it hears it.`,
    (d) =>
      `« ${roleOf(d)} » envoie le message « ${d("message")} », et aucun destinataire possible ne l’entend.`,
  ),
  "verification/event_never_comes": finding(
    (d) => `“${roleOf(d)}” waits in “${d("state")}” for ${d("event")}, which nobody can cause.`,
    (d) =>
      `« ${roleOf(d)} » attend en « ${d("state")} » l’événement ${d("event")}, que personne ne peut causer.`,
  ),
  "verification/role_never_acts": finding(
    (d) =>
      `The role “${roleOf(d)}” can never do anything${d("events") === "" ? "" : ` (it listens to ${d("events")})`}.`,
    (d) =>
      `Le rôle « ${roleOf(d)} » ne peut jamais rien faire${d("events") === "" ? "" : ` (il écoute ${d("events")})`}.`,
  ),
  "verification/waits_for_ever": finding(
    (d) => `These roles wait for each other without end: ${d("roles")}.`,
    (d) => `Ces rôles s’attendent l’un l’autre sans fin : ${d("roles")}.`,
  ),
  "verification/duty_too_short": finding(
    (d) =>
      `The duty “${d("duty")}” cannot be met even if everybody is instant: it takes ${span(d, "least", "en")} at least, and ${span(d, "within", "en")} are allowed.`,
    (d) =>
      `L’obligation « ${d("duty")} » ne peut pas être tenue même si chacun agit sur-le-champ : il faut au moins ${span(d, "least", "fr")}, et ${span(d, "within", "fr")} sont accordées.`,
  ),
  "verification/duty_never_stops": finding(
    (d) => `The duty “${d("duty")}” cannot be met: nothing that follows its start can stop its clock.`,
    (d) =>
      `L’obligation « ${d("duty")} » ne peut pas être tenue : rien de ce qui suit son début ne peut arrêter son délai.`,
  ),
  "verification/limit_reached": finding(
    (d) =>
      `The roles together have more than ${d("states")} states: whether they wait for each other without end is open.`,
    (d) =>
      `Les rôles ont ensemble plus de ${d("states")} états : on ne sait pas s’ils s’attendent l’un l’autre sans fin.`,
  ),
  "verification/chart_limit": finding(
    (d) =>
      `“${roleOf(d)}” has more than ${d("steps")} steps: whether anything can happen that was not met within them is open.`,
    (d) =>
      `« ${roleOf(d)} » a plus de ${d("steps")} pas : on ne sait pas si ce qui n’y a pas été rencontré peut arriver.`,
  ),
  "verification/actors_unheard": together(
    (d) =>
      `Here ${d("actors")} (“${roleOf(d)}”) sends the message “${d("message")}”, and nobody of those whom it may reach in this scenario hears it.`,
    (d) =>
      `Ici, ${d("actors")} (« ${roleOf(d)} ») envoie le message « ${d("message")} », et aucun de ceux qu’il peut atteindre dans ce scénario ne l’entend.`,
  ),
  "verification/actor_never_acts": together(
    (d) =>
      `The role “${roleOf(d)}” of ${d("actors")} can never do anything among the actors of this scenario${d("events") === "" ? "" : ` (it listens to ${d("events")})`}.`,
    (d) =>
      `Le rôle « ${roleOf(d)} » de ${d("actors")} ne peut jamais rien faire parmi les acteurs de ce scénario${d("events") === "" ? "" : ` (il écoute ${d("events")})`}.`,
  ),
  "verification/actor_stuck": together(
    (d) =>
      `Once ${d("actors")} (“${roleOf(d)}”) is in “${d("state")}”${d("option") === "" ? "" : ` and the decision is ${d("option")}, to which nothing there listens`}, nobody of this scenario can ever lead out of it, and the state is not marked as an end.`,
    (d) =>
      `Une fois que ${d("actors")} (« ${roleOf(d)} ») est en « ${d("state")} »${d("option") === "" ? "" : ` et la décision ${d("option")} prise, que rien n’y écoute`}, personne dans ce scénario ne peut plus l’en faire sortir, et l’état n’est pas marqué comme une fin.`,
  ),
  "verification/actors_wait_for_ever": together(
    (d) => `These actors wait for each other without end: ${d("roles")}.`,
    (d) => `Ces acteurs s’attendent l’un l’autre sans fin : ${d("roles")}.`,
  ),
  "verification/duty_never_binds": together(
    (d) =>
      `The duty “${d("duty")}” of “${d("protocol")}” binds nobody in this scenario: what starts its clock cannot happen to anybody there.`,
    (d) =>
      `L’obligation « ${d("duty")} » de « ${d("protocol")} » ne lie personne dans ce scénario : ce qui fait courir son délai ne peut arriver à personne.`,
  ),
  "verification/order_by_private": together(
    (d) => `${d("actors")} (“${roleOf(d)}”) gives an order, and is no organ of a state.`,
    (d) => `${d("actors")} (« ${roleOf(d)} ») donne une injonction sans être un organe d’un État.`,
  ),
  "verification/order_to_private": together(
    (d) =>
      `An order of ${d("actors")} (“${roleOf(d)}”) may go to ${d("where")}, whose content is not public: it is outside its scope.`,
    (d) =>
      `Une injonction de ${d("actors")} (« ${roleOf(d)} ») peut aller à ${d("where")}, dont le contenu n’est pas public : elle sort de son champ.`,
  ),
  "verification/private_scan": together(
    (d) =>
      `${d("actors")} (“${roleOf(d)}”), whose content is not public, compares what people send each other (${d("effect")}): general monitoring, which Regulation (EU) 2021/784, article 5(8), excludes.`,
    (d) =>
      `${d("actors")} (« ${roleOf(d)} »), dont le contenu n’est pas public, compare ce que les gens s’envoient (${d("effect")}) : une surveillance générale, que le règlement (UE) 2021/784, article 5(8), exclut.`,
  ),
  "verification/chain_without_ground": together(
    (d) =>
      `${d("actors")} (“${roleOf(d)}”) takes something down (${d("effect")}) because it was asked to, and nobody on the way there judged anything.`,
    (d) =>
      `${d("actors")} (« ${roleOf(d)} ») retire quelque chose (${d("effect")}) parce qu’on le lui a demandé, et personne en chemin n’a rien apprécié.`,
  ),
  "verification/declared_not_found": words(
    (d) => `The fault ${d("found")} is declared at ${d("path")}, and is not there.`,
    (d) => `Le défaut ${d("found")} est déclaré en ${d("path")}, et ne s’y trouve pas.`,
    () => "Take the declaration away, or correct its code and path as check tells them.",
    () => "Retirez la déclaration, ou corrigez son code et son chemin tels que check les donne.",
  ),
  "verification/closed_hours": words(
    (d) =>
      `“${d("debtor")}” cannot meet “${d("duty")}” at some hours even if everybody there is instant, because nobody opens what was delivered: delivered at ${d("late")} it takes ${span(d, "lateLeast", "en")} at least${d("early") === "" ? "" : `, at ${d("early")} ${span(d, "earlyLeast", "en")}`}; ${span(d, "within", "en")} are allowed.`,
    (d) =>
      `« ${d("debtor")} » ne peut pas tenir « ${d("duty")} » à certaines heures même si chacun y agit sur-le-champ, car personne n’ouvre ce qui est remis : remis à ${d("late")}, il faut au moins ${span(d, "lateLeast", "fr")}${d("early") === "" ? "" : `, à ${d("early")} ${span(d, "earlyLeast", "fr")}`} ; ${span(d, "within", "fr")} sont accordées.`,
  ),
};

/** Faults that the shelf of files and the command line report before a text is looked into. */
const FILES: Readonly<Record<string, Words>> = {
  protocol: { en: "a file of a protocol", fr: "un fichier de protocole" },
  platforms: { en: "a file of platform profiles", fr: "un fichier de profils de plateformes" },
  reference: { en: "a file of facts about the library", fr: "un fichier de données sur la bibliothèque" },
  exercise: { en: "an exercise", fr: "un exercice" },
  register: { en: "the register of facts", fr: "le registre des faits" },
};

const FILE_WORDS: Readonly<Record<string, DiagnosticWords>> = {
  "store/file_missing": words(
    () => "There is no such file.",
    () => "Ce fichier n’existe pas.",
  ),
  "store/not_a_file": words(
    () => "This is not a file.",
    () => "Ce n’est pas un fichier.",
  ),
  "store/too_large": words(
    () => "The file is larger than 1 MB; it was not read.",
    () => "Le fichier dépasse 1 Mo ; il n’a pas été lu.",
  ),
  "store/wrong_encoding": words(
    () => "The text is not UTF-8.",
    () => "Le texte n’est pas en UTF-8.",
    () => "Save the file as UTF-8.",
    () => "Enregistrez le fichier en UTF-8.",
  ),
  "store/unreadable": words(
    (d) => `The file could not be read (${d("problem")}).`,
    (d) => `Le fichier n’a pas pu être lu (${d("problem")}).`,
  ),
  "cli/not_a_scenario": words(
    (d) => `This is not a scenario but ${FILES[d("found")]?.en ?? d("found")}.`,
    (d) => `Ce n’est pas un scénario mais ${FILES[d("found")]?.fr ?? d("found")}.`,
    () => "Give a scenario that names it; golden-hour list shows those that ship.",
    () => "Donnez un scénario qui le nomme ; golden-hour list montre ceux qui sont fournis.",
  ),
  "store/no_files": words(
    () => "The folder holds no .yaml file.",
    () => "Le dossier ne contient aucun fichier .yaml.",
  ),
};

const ALL: readonly Readonly<Record<string, DiagnosticWords>>[] = [
  SCENARIO_WORDS,
  PROTOCOL_WORDS,
  VERIFICATION_WORDS,
  FINDING_WORDS,
  FILE_WORDS,
];

function find(code: string): DiagnosticWords | undefined {
  return ALL.find((table) => Object.hasOwn(table, code))?.[code];
}

/** Whether a code has its sentence. */
export function hasDiagnosticWords(code: string): boolean {
  return find(code) !== undefined;
}

const MEANT: Both<(nearest: string) => string> = {
  en: (nearest) => `Did you mean “${nearest}”?`,
  fr: (nearest) => `Vouliez-vous dire « ${nearest} » ?`,
};

export interface DiagnosticSaid {
  readonly sentence: string;
  /** empty when there is none */
  readonly hint: string;
}

/** `teller`: of the protocol that a finding of verification is about, where it is known. */
export function sayDiagnostic(
  diagnostic: Pick<Diagnostic, "code" | "details">,
  language: Language,
  teller?: ProtocolTeller,
): DiagnosticSaid {
  const { code } = diagnostic;
  const isFinding = teller?.hasTexts === true && Object.hasOwn(FINDING_WORDS, code);
  const details = isFinding ? detailsInWords(diagnostic.details, teller) : diagnostic.details;
  const detail: Detail = (name) => {
    // A name with an exclamation mark asks for the bare number.
    if (name.endsWith("!")) return String(details[name.slice(0, -1)] ?? "");
    const value = Object.hasOwn(details, name) ? details[name] : "";
    return typeof value === "number" ? sayNumber(value, language) : value;
  };
  const found = find(code);
  if (found === undefined) return { sentence: code, hint: "" };
  const nearest = detail("nearest");
  const hint = nearest === "" ? (found.hint?.[language](detail) ?? "") : MEANT[language](nearest);
  return { sentence: tidy(found.say[language](detail), language), hint: tidy(hint, language) };
}
