import { readFileSync, statSync, writeFileSync } from "node:fs";
import { isMap, parseDocument } from "yaml";
import {
  MSEL_LIMITS,
  type MselAnswers,
  type MselPreview,
  mselCexf,
  mselCsv,
  mselWorkbook,
} from "../../exchange/index.ts";
import { rowInFile, writeOffset } from "../../model/index.ts";
import { readMselApart } from "../../server/index.ts";
import { codeOf } from "../../store/index.ts";
import {
  type Language,
  MSEL_CLI_WORDS,
  mselLine,
  sayMselFault,
  sayMselNote,
  sayMselQuestion,
  sayMselRefusal,
} from "../../words/index.ts";
import { type House, loadExercise, openExercise } from "../compose.ts";
import { print, printJson, writeWhole } from "../output.ts";
import { EXIT, type ExitCode, Problem } from "../problem.ts";

export const MSEL_FORMATS = ["csv", "xlsx", "cexf"] as const;
export type MselFormat = (typeof MSEL_FORMATS)[number];

/** Writes an exercise's list of events as a sheet for people, or for other exercise tools. */
export async function exportMsel(
  house: House,
  language: Language,
  argument: string,
  { to, out }: { readonly to: MselFormat; readonly out?: string },
): Promise<ExitCode> {
  const { exercise } = loadExercise(house, argument);
  if (to === "xlsx") {
    if (out === undefined) throw new Problem("cli/needs_out", { found: to });
    const made = await mselWorkbook(exercise, language);
    if (!made.ok) throw new Problem("cli/cell_too_long", { found: made.number });
    writeWhole(out, made.bytes);
    return EXIT.ok;
  }
  const text = to === "csv" ? mselCsv(exercise, language) : mselCexf(exercise, language);
  if (out === undefined) await print(text);
  else writeWhole(out, text);
  return EXIT.ok;
}

export interface ImportMselOptions {
  readonly exercise: string;
  /** a file of JSON: answers by the ids of questions */
  readonly answers?: string;
  /** a file that is not there yet: the exercise with the rows in place of its own */
  readonly accept?: string;
  readonly json: boolean;
}

/**
 * Reads a team's own list of events against an exercise and says what would come of it: the rows, what must be asked first,
 * what is wrong. Nothing is written but by `accept`, and that only where nothing is open and nothing wrong.
 */
export async function importMsel(
  house: House,
  language: Language,
  path: string,
  { exercise, answers, accept, json }: ImportMselOptions,
): Promise<ExitCode> {
  const loaded = loadExercise(house, exercise);
  const given = answers === undefined ? {} : readAnswers(answers);
  const reading = await readMselApart(readBytes(path), loaded.scenario, loaded.exercise, given);
  if (!reading.ok) {
    if (json) await printJson(reading);
    const sentence = sayMselRefusal(reading.code, language);
    throw new Problem("cli/msel_refused", {
      found: reading.line > 0 ? `${path}:${reading.line}` : path,
      problem: sentence,
    });
  }
  const { preview } = reading;
  if (json) await printJson(preview);
  else await print(told(preview, path, language));
  if (!preview.isReady) return EXIT.notMet;
  if (accept !== undefined) {
    writeNew(house, exercise, accept, preview);
    if (!json) await print(`${MSEL_CLI_WORDS.written[language](accept, preview.rows.length)}\n`);
  }
  return EXIT.ok;
}

function readBytes(path: string): Uint8Array {
  try {
    // One byte more than allowed is enough to be refused.
    const { size } = statSync(path);
    return size > MSEL_LIMITS.bytes ? new Uint8Array(MSEL_LIMITS.bytes + 1) : readFileSync(path);
  } catch (error) {
    throw new Problem("cli/file_not_read", { found: path, problem: codeOf(error) });
  }
}

function readAnswers(path: string): MselAnswers {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Problem("cli/file_not_read", { found: path, problem: codeOf(error) });
  }
  const isTable = typeof given === "object" && given !== null && !Array.isArray(given);
  const entries = isTable ? Object.entries(given as object) : [];
  if (!isTable || entries.some(([, answer]) => typeof answer !== "string"))
    throw new Problem("cli/not_answers", { found: path });
  return Object.fromEntries(entries);
}

/** The same file with other rows; its comments stay. What is there already is left alone. */
function writeNew(house: House, argument: string, path: string, { rows }: MselPreview): void {
  const document = parseDocument(openExercise(house, argument).text);
  if (!isMap(document.contents)) throw new Problem("cli/not_an_exercise", { found: argument });
  document.set("rows", document.createNode(rows.map(({ row }) => rowInFile(row))));
  try {
    writeFileSync(path, document.toString({ lineWidth: 0 }), { flag: "wx" });
  } catch (error) {
    const problem = codeOf(error);
    throw problem === "EEXIST"
      ? new Problem("cli/file_exists", { found: path })
      : new Problem("cli/file_not_written", { found: path, problem });
  }
}

const part = (heading: string, lines: readonly string[]): string =>
  lines.length === 0 ? "" : `${heading}\n${lines.map((line) => `  ${line}\n`).join("")}`;

function told(preview: MselPreview, path: string, language: Language): string {
  const { rows, questions, faults, notes, isReady } = preview;
  const words = MSEL_CLI_WORDS;
  const when = (at: number | undefined) => (at === undefined ? words.byHand[language] : writeOffset(at));
  return [
    `${words.heading[language](path, rows.length)}\n`,
    part(
      words.rows[language],
      rows.map(({ line, row, isOpen }) =>
        mselLine(line, `${row.number} · ${when(row.at)} · ${row.title[language]}${isOpen ? " ?" : ""}`),
      ),
    ),
    part(
      words.questions[language],
      questions.map(
        (question) =>
          `${question.id}: ${sayMselQuestion(question, language)}${
            question.choices.length === 0 ? "" : ` [${question.choices.join(", ")}]`
          }${question.suggested === undefined ? "" : ` → ${question.suggested}`}`,
      ),
    ),
    part(
      words.faults[language],
      faults.map((fault) => mselLine(fault.line, `${fault.column} ${sayMselFault(fault, language)}`.trim())),
    ),
    part(
      words.notes[language],
      notes.map(
        (note) =>
          `${sayMselNote(note, language)}${note.lines.length === 0 ? "" : ` (${note.lines.join(", ")})`}`,
      ),
    ),
    isReady ? "" : `${words.notReady[language]}\n`,
  ].join("");
}
