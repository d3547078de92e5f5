import { availableParallelism } from "node:os";
import { isWorkerHere, QueueWorker, showUrl } from "../../runner/index.ts";
import { type Language, sayNotice, sayWorker } from "../../words/index.ts";
import type { Config } from "../config.ts";
import { printAside } from "../output.ts";
import { EXIT, type ExitCode } from "../problem.ts";

export interface WorkerFlags {
  /** chunks at the same time; one for each core if not given */
  readonly concurrency?: number;
  /** only say whether a worker of this machine is connected */
  readonly check: boolean;
}

/** Takes chunks of comparisons from the queue until it is told to end; then it gives back what it has not finished. */
export async function worker(config: Config, language: Language, flags: WorkerFlags): Promise<ExitCode> {
  const { redis } = config;
  if (flags.check) return (await isWorkerHere(redis)) ? EXIT.ok : EXIT.notMet;
  const concurrency = flags.concurrency ?? availableParallelism();
  const running = await QueueWorker.start({ ...redis, concurrency });
  for (const notice of running.notices) printAside(sayNotice(notice, language));
  const said = { found: showUrl(redis.url), problem: running.name, all: String(concurrency) };
  printAside(sayWorker("ready", said, language));
  await askedToEnd();
  printAside(sayWorker("ending", said, language));
  await running.close();
  return EXIT.ok;
}

/** Ctrl-C, or a request to end. A second one is not waited for. */
function askedToEnd(): Promise<void> {
  return new Promise((done) => {
    const signals = ["SIGINT", "SIGTERM"] as const;
    const onSignal = () => {
      for (const signal of signals) process.removeListener(signal, onSignal);
      done();
    };
    for (const signal of signals) process.on(signal, onSignal);
  });
}
