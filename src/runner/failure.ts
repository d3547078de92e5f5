import { type RunnerDetails, RunnerError, type RunnerErrorCode } from "./backend.ts";

/** A failure as plain data: it crosses from threads and through Redis, where errors lose their kind. */
export interface Failure {
  readonly code: RunnerErrorCode;
  readonly details: RunnerDetails;
}

const MOST = 300;

/** What went wrong while one replication ran. */
export function failureOf(error: unknown, setting: string, replication: number): Failure {
  const where = { setting, replication };
  if (error instanceof Error && "code" in error && error.code === TOO_MANY_ITEMS && "items" in error)
    return { code: "runner/too_many_items", details: { items: Number(error.items), ...where } };
  return { code: "runner/replication_failed", details: { problem: problemOf(error), ...where } };
}

/** Code of the simulation's own error; that room is not ours to import. */
const TOO_MANY_ITEMS = "simulation/too_many_items";

export function toError({ code, details }: Failure, cause?: unknown): RunnerError {
  return new RunnerError(code, details, { cause });
}

/** The first line of what an error says. */
export function problemOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.split("\n")[0].slice(0, MOST);
}
