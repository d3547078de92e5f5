import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type DocumentFormat, versionsOf, writeDocument } from "../../exchange/index.ts";
import {
  accountOf,
  type ExerciseRecord,
  hashesOf,
  type Played,
  pinnedIn,
  playedScenario,
  readRecord,
} from "../../exercise/index.ts";
import type { ExerciseFile, Scenario } from "../../model/index.ts";
import { codeOf } from "../../store/index.ts";
import {
  afterActionReport,
  controllerHandbook,
  type ExerciseDocument,
  type Language,
  playerBrief,
  situationManual,
  titlesOf,
} from "../../words/index.ts";
import { checkExerciseData, type House, loadExercise } from "../compose.ts";
import { nearestOf } from "../nearest.ts";
import { print, writeWhole } from "../output.ts";
import { EXIT, type ExitCode, FaultyFiles, Problem } from "../problem.ts";

/** Documents of an exercise: the report of a record, and those for before the day of either. */
export const EXERCISE_DOCUMENTS = ["report", "manual", "handbook", "brief"] as const;
export type ExerciseDocumentName = (typeof EXERCISE_DOCUMENTS)[number];

export interface ReportOptions {
  readonly to: DocumentFormat;
  readonly document: ExerciseDocumentName;
  /** for whom a brief is */
  readonly seat?: string;
  readonly out?: string;
}

/** What a document is made of. */
interface Subject {
  readonly file: ExerciseFile;
  /** as it is played */
  readonly scenario: Scenario;
  readonly record?: { readonly record: ExerciseRecord; readonly played: Played };
}

/** Writes a document of an exercise, of which a record was made or is still to be made. */
export async function report(
  house: House,
  language: Language,
  argument: string,
  { to, document: name, seat, out }: ReportOptions,
): Promise<ExitCode> {
  if (to === "docx" && out === undefined) throw new Problem("cli/missing_value", { found: "--out <file>" });
  const subject = openSubject(house, argument);
  const document = documentOf(house, subject, { name, seat, argument }, language);
  const content = await writeDocument(document, to);
  if (out !== undefined) writeWhole(out, content);
  else await print(String(content));
  return EXIT.ok;
}

function documentOf(
  { version }: House,
  { file, scenario, record }: Subject,
  {
    name,
    seat,
    argument,
  }: { readonly name: ExerciseDocumentName; readonly seat?: string; readonly argument: string },
  language: Language,
): ExerciseDocument {
  switch (name) {
    case "report": {
      if (record === undefined) throw new Problem("cli/report_without_record", { found: argument });
      const { seed, address, past } = record.played;
      const whence = past === undefined ? {} : { past };
      const account = accountOf({ file, record: record.record, scenario, seed, address, ...whence });
      const versions = versionsOf(version, account.header.engineVersion);
      return afterActionReport(account, titlesOf(scenario.protocols), versions, language);
    }
    case "manual":
      return situationManual({ file, scenario }, language);
    case "handbook":
      return controllerHandbook({ file, scenario }, language);
    case "brief": {
      const seats = file.seats.map(({ id }) => id);
      if (seat === undefined || !seats.includes(seat))
        throw new Problem("cli/unknown_seat", {
          found: seat ?? "",
          nearest: seat === undefined ? "" : nearestOf(seat, seats),
          all: seats.join(", "),
        });
      return playerBrief({ file, scenario }, seat, language);
    }
    default:
      return name satisfies never;
  }
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A record's heading has its format in its first line; everything else is an exercise, or its faults are told as one. */
const RECORD_FORMAT = '"format":"golden-hour-exercise"';

function openSubject(house: House, argument: string): Subject {
  const text = textOf(argument);
  if (text === undefined || !text.slice(0, text.indexOf("\n") + 1).includes(RECORD_FORMAT)) {
    const { exercise, scenario } = loadExercise(house, argument);
    return { file: exercise, scenario: playedScenario(scenario, exercise) };
  }
  const reading = readRecord(text, sha256);
  if (!reading.ok) throw new Problem("cli/faulty_record", { found: argument, problem: reading.code });
  const { record, played } = reading;
  if (played === undefined) throw new Problem("cli/record_without_plan", { found: argument });
  const result = checkExerciseData(house, played.file, argument);
  if (!result.ok) throw new FaultyFiles(result.diagnostics);
  const { exercise: file } = result;
  const scenario = playedScenario(result.scenario, file);
  const heading = pinnedIn(record);
  const hashes = hashesOf(scenario, { seed: played.seed, scale: file.scale, variant: file.variant }, sha256);
  const other = (["scenario", "protocols", "parameters"] as const).find(
    (key) => hashes[key] !== heading[key],
  );
  // Another version of the scenario would tell another story than the one that was played.
  if (other !== undefined) throw new Problem("cli/record_of_another", { found: argument, problem: other });
  return { file, scenario, record: { record, played } };
}

/** Undefined for what is no file: it may be the id of an exercise. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new Problem("cli/file_not_read", { found: path, problem: codeOf(error) });
  }
}
