import type { Words } from "../language.ts";
import { type DiagnosticWords, words } from "./sentence.ts";

/** Faults that the shelf of files and the command line report before a text is looked into. */
const FILES: Readonly<Record<string, Words>> = {
  protocol: { en: "a file of a protocol", fr: "un fichier de protocole" },
  platforms: { en: "a file of platform profiles", fr: "un fichier de profils de plateformes" },
  reference: { en: "a file of facts about the library", fr: "un fichier de données sur la bibliothèque" },
  exercise: { en: "an exercise", fr: "un exercice" },
  register: { en: "the register of facts", fr: "le registre des faits" },
};

export const FILE_WORDS: Readonly<Record<string, DiagnosticWords>> = {
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
    (d) =>
      d("found") === "exercise"
        ? "golden-hour serve plays it with people, golden-hour rehearse without; to run or compare, give the scenario that it names."
        : "Give a scenario that names it; golden-hour list shows those that ship.",
    (d) =>
      d("found") === "exercise"
        ? "golden-hour serve le joue avec des personnes, golden-hour rehearse sans elles ; pour run et compare, donnez le scénario qu’il nomme."
        : "Donnez un scénario qui le nomme ; golden-hour list montre ceux qui sont fournis.",
  ),
  "store/no_files": words(
    () => "The folder holds no .yaml file.",
    () => "Le dossier ne contient aucun fichier .yaml.",
  ),
};
