import type { Words } from "../language.ts";
import { type DiagnosticWords, missing, sayTypes, words } from "./sentence.ts";

/** A file that is no scenario yet: its bytes, its YAML, its keys and values, and the files that it includes. */

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

/** A number as French writes it; a duration stays as it is. */
const comma = (number: string) => (/^-?\d+\.\d+$/.test(number) ? number.replace(".", ",") : number);

export const READING_WORDS: Readonly<Record<string, DiagnosticWords>> = {
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
    () =>
      "Look at indentation, quotes and colons on this line and the one before. Nothing else in the file can be checked until it is YAML.",
    () =>
      "Vérifiez l’indentation, les guillemets et les deux-points de cette ligne et de la précédente. Rien d’autre dans le fichier ne peut être vérifié tant que ce n’est pas du YAML.",
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
    (d) =>
      d("expected").includes(", ")
        ? `One of these is missing: ${d("expected")}.`
        : `“${d("expected")}” is missing.`,
    (d) =>
      d("expected").includes(", ")
        ? `Il manque l’une de ces clés : ${d("expected")}.`
        : `Il manque « ${d("expected")} ».`,
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
    (d) =>
      `La valeur ${comma(d("value"))} sort de son propre intervalle, de ${comma(d("low"))} à ${comma(d("high"))}.`,
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
};
