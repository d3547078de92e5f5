import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { MSEL_LIMITS, type MselAnswers, type MselParty, type MselReading } from "../exchange/index.ts";
import type { ExerciseFile, Scenario } from "../model/index.ts";
import type { MselAsked } from "./msel-worker.ts";

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = join(import.meta.dirname, "../../dist/server/msel-worker.js");

/** What a thread that reads a stranger's file may take. */
export interface ReadingLimits {
  /** of the heap, besides the file itself and what is unzipped of it */
  readonly memoryMb: number;
  /** real milliseconds */
  readonly timeMs: number;
}

const LIMITS: ReadingLimits = { memoryMb: 384, timeMs: 30_000 };

/** Whom a row may name: actors and platforms of what is played, and the titles of the seats at their table. */
export function partiesFor(
  scenario: Pick<Scenario, "actors" | "platforms">,
  { seats }: Pick<ExerciseFile, "seats">,
): readonly MselParty[] {
  const seated = (id: string) => seats.flatMap(({ actor, title }) => (actor === id ? [title] : []));
  return [...Object.entries(scenario.actors), ...Object.entries(scenario.platforms)].map(
    ([id, { title }]) => ({
      id,
      names: [title, ...seated(id)],
    }),
  );
}

/**
 * Reads a team's own list of events in a thread of its own, against what is played; nothing is kept of it. A file that is too
 * large does not come that far; one that takes too long or too much memory ends the thread, and nothing else.
 */
export function readMselApart(
  bytes: Uint8Array,
  scenario: Pick<Scenario, "actors" | "platforms">,
  file: Pick<ExerciseFile, "seats" | "objectives">,
  answers: MselAnswers,
  { memoryMb, timeMs }: ReadingLimits = LIMITS,
): Promise<MselReading> {
  if (bytes.length > MSEL_LIMITS.bytes)
    return Promise.resolve({ ok: false, code: "msel/too_large", line: 0 });
  const asked: MselAsked = {
    bytes,
    parties: partiesFor(scenario, file),
    objectives: file.objectives.map(({ id, text }) => ({ id, text })),
    answers,
  };
  const worker = new Worker(ENTRY, {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  return new Promise<MselReading>((done, fail) => {
    const timer = setTimeout(() => done({ ok: false, code: "msel/too_slow", line: 0 }), timeMs);
    worker.once("message", (reading: MselReading) => done(reading));
    worker.once("error", (error: Error & { readonly code?: string }) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY")
        done({ ok: false, code: "msel/too_much_memory", line: 0 });
      else fail(error);
    });
    worker.once("exit", (code) => {
      clearTimeout(timer);
      fail(new Error(`server/thread_ended ${code}`));
    });
  }).finally(() => worker.terminate());
}
