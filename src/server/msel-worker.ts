import { parentPort, workerData } from "node:worker_threads";
import {
  type MselAnswers,
  type MselParty,
  type MselReading,
  type MselSubject,
  readMsel,
} from "../exchange/index.ts";
import { rowIdOf } from "../model/index.ts";

/** Entry of the thread in which one file of rows is read: whatever it holds, it takes no more than the thread may have. */
export interface MselAsked {
  readonly bytes: Uint8Array;
  readonly parties: readonly MselParty[];
  readonly objectives: MselSubject["objectives"];
  readonly answers: MselAnswers;
}

const { bytes, parties, objectives, answers } = workerData as MselAsked;
const reading: MselReading = readMsel(bytes, { parties, objectives, rowName: rowIdOf }, answers);
parentPort?.postMessage(reading);
