import { parentPort } from "node:worker_threads";
import { type DocumentFormat, versionsOf, writeDocument } from "../exchange/index.ts";
import { type AccountSource, accountOf, replayOf } from "../exercise/index.ts";
import type { ExerciseFile, Scenario } from "../model/index.ts";
import {
  afterActionReport,
  controllerHandbook,
  type ExerciseDocument,
  type Language,
  type ProtocolTitles,
  playerBrief,
  situationManual,
} from "../words/index.ts";
import { answerCalls } from "./threads.ts";

/** Entry of the thread that makes the documents of exercises, which takes as long as two runs. */

/** Documents for before the day, and the report after it. */
export type DocumentAsked =
  | {
      readonly kind: "report";
      readonly source: AccountSource;
      readonly titles: ProtocolTitles;
      /** of the product */
      readonly version: string;
    }
  | { readonly kind: "manual" | "handbook"; readonly file: ExerciseFile; readonly scenario: Scenario }
  | {
      readonly kind: "brief";
      readonly file: ExerciseFile;
      readonly scenario: Scenario;
      readonly seat: string;
    };

function documentOf(asked: DocumentAsked, language: Language): ExerciseDocument {
  switch (asked.kind) {
    case "report": {
      const { source, titles, version } = asked;
      const versions = versionsOf(version, source.record.heading.engineVersion);
      return afterActionReport(accountOf(source), titles, { ...versions }, language);
    }
    case "manual":
      return situationManual(asked, language);
    case "handbook":
      return controllerHandbook(asked, language);
    case "brief":
      return playerBrief(asked, asked.seat, language);
    default:
      return asked satisfies never;
  }
}

answerCalls(parentPort as NonNullable<typeof parentPort>, {
  write: (asked: DocumentAsked, format: DocumentFormat, language: Language) =>
    writeDocument(documentOf(asked, language), format),
  replay: (source: AccountSource, titles: object) => JSON.stringify({ ...replayOf(source), titles }),
});
