import { join, resolve } from "node:path";
import { pino } from "pino";
import { checkRedis, RunnerError } from "../../runner/index.ts";
import {
  type Ledger,
  ListenError,
  type Serving,
  SharedLedger,
  serve as startServer,
} from "../../server/index.ts";
import { codeOf, FileStore, StoreError } from "../../store/index.ts";
import { type Language, sayNotice, sayServer } from "../../words/index.ts";
import type { House } from "../compose.ts";
import type { Config } from "../config.ts";
import { print, printAside } from "../output.ts";
import { EXIT, type ExitCode, Problem } from "../problem.ts";
import { runnerProblem } from "../runner-problem.ts";
import { openShelf } from "../shelf.ts";
import { resultsFolder } from "./compare.ts";

export interface ServeFlags {
  readonly host: string;
  readonly port: number;
  /** names by which it is called beside its own */
  readonly names: readonly string[];
}

/** Where the server keeps what it keeps. */
const STORE = "server.db";
/** Built pages, beside this file's own folder in the build. */
const PAGES = resolve(import.meta.dirname, "../../../dist/web");

/** Serves pages and API until it is told to end. */
export async function serve(
  house: House,
  config: Config,
  language: Language,
  flags: ServeFlags,
): Promise<ExitCode> {
  const store = openStore(join(config.data, STORE));
  const serving = await start(house, config, language, flags, store);
  const { url, token } = serving;
  await print(`${sayServer("ready", url, language)}\n`);
  if (token !== undefined) {
    // On a terminal or a pipe of whoever started it, and in no log: the link is the key.
    await print(`${sayServer("token", `${url}#token=${token}`, language)}\n`);
    printAside(sayServer("noTls", "", language));
  }
  await askedToEnd();
  printAside(sayServer("ending", "", language));
  await serving.close();
  return EXIT.ok;
}

function openStore(file: string): FileStore {
  try {
    return new FileStore(file);
  } catch (error) {
    if (error instanceof StoreError)
      throw new Problem(
        error.code,
        { found: file },
        error.code === "store/in_use" ? EXIT.noService : EXIT.badInput,
      );
    throw new Problem("cli/file_not_written", { found: file, problem: codeOf(error) });
  }
}

async function start(
  house: House,
  config: Config,
  language: Language,
  flags: ServeFlags,
  store: FileStore,
): Promise<Serving> {
  const logger = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  const log = (what: string, details?: Readonly<Record<string, unknown>>) =>
    logger.error(forLog(details), what);
  try {
    const ledger = await share(config, language, store, log);
    return await startServer({
      store,
      shelf: openShelf(),
      ...flags,
      ...(config.token === undefined ? {} : { token: config.token }),
      ...(ledger === undefined ? {} : { ledger }),
      pages: PAGES,
      version: house.version,
      results: resultsFolder(config),
      keep: config.keep,
      lives: config.lives,
      clock: { now: () => performance.now(), today: () => new Date().toISOString() },
      log,
      onRequest: (line) => logger.info(line, "request"),
    });
  } catch (error) {
    store.close();
    if (error instanceof RunnerError) throw runnerProblem(error);
    if (error instanceof ListenError)
      throw new Problem(
        "server/cannot_listen",
        { found: `${flags.host}:${flags.port}`, problem: error.code },
        EXIT.noService,
      );
    throw error;
  }
}

/** Where runs are written that other servers play too; undefined where this one is alone. */
async function share(
  { sharing, redis }: Config,
  language: Language,
  store: FileStore,
  log: (what: string, details?: Readonly<Record<string, unknown>>) => void,
): Promise<Ledger | undefined> {
  if (sharing === undefined) return undefined;
  for (const notice of await checkRedis(redis.url)) printAside(sayNotice(notice, language));
  return SharedLedger.open({ store, redis, leaseMs: sharing.leaseMs, log });
}

/** Errors as a log takes them. */
function forLog(details: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { error, ...rest } = details;
  return error === undefined ? rest : { ...rest, err: error };
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
