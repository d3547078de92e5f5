import type { Language, Words } from "../language.ts";
import { FACTOR_WORDS } from "../rights.ts";
import { type DiagnosticWords, words } from "./sentence.ts";

/** What a protocol says of itself and cannot keep: marks, rows of the register, rights, parameters, parts never used. */

/** How sure a mark says to be. */
const MARKS: Readonly<Record<string, Words>> = {
  read: { en: "read in a source", fr: "lu dans une source" },
  recalled: { en: "recalled, unconfirmed", fr: "retenu de mémoire, non confirmé" },
  assumed: { en: "assumed", fr: "supposé" },
};
const sayMark = (mark: string, language: Language) => MARKS[mark]?.[language] ?? mark;

const clauseOf = (factor: string, value: string, language: Language) =>
  FACTOR_WORDS[`${factor}.${value}`]?.[language] ?? `${factor}: ${value}`;

export const MARK_WORDS: Readonly<Record<string, DiagnosticWords>> = {
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
