import type { RunnerError, RunnerErrorCode } from "../runner/index.ts";
import type { ProblemCode } from "../words/index.ts";
import { EXIT, type ExitCode, Problem } from "./problem.ts";

const CODES: Readonly<Record<RunnerErrorCode, { readonly code: ProblemCode; readonly exit: ExitCode }>> = {
  "runner/aborted": { code: "cli/interrupted", exit: EXIT.interrupted },
  "runner/closed": { code: "runner/worker_failed", exit: EXIT.notMet },
  "runner/too_many_items": { code: "cli/too_many_items", exit: EXIT.badInput },
  "runner/replication_failed": { code: "runner/replication_failed", exit: EXIT.notMet },
  "runner/worker_failed": { code: "runner/worker_failed", exit: EXIT.notMet },
  "runner/worker_refused": { code: "runner/worker_refused", exit: EXIT.noService },
  "runner/no_redis": { code: "runner/no_redis", exit: EXIT.noService },
  "runner/redis_too_old": { code: "runner/redis_too_old", exit: EXIT.noService },
  "runner/redis_evicts": { code: "runner/redis_evicts", exit: EXIT.noService },
};

const REDIS_ADDRESS = /^rediss?:\/\/./;

/** What a backend could not do, as a problem with its sentence and its exit code. */
export function runnerProblem({ code, details }: RunnerError): Problem {
  const text = (...names: readonly string[]) => {
    const name = names.find((each) => details[each] !== undefined);
    return name === undefined ? "" : String(details[name]);
  };
  const url = text("url");
  if (code === "runner/no_redis" && !REDIS_ADDRESS.test(url))
    return new Problem("cli/not_a_redis_address", { found: url });
  const known = CODES[code];
  return new Problem(
    known.code,
    {
      found: text("url", "items", "worker", "replication"),
      problem: text("problem", "policy", "what"),
      nearest: text("wanted", "least"),
      all: text("found"),
    },
    known.exit,
  );
}
