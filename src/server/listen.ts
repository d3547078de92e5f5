import { randomBytes } from "node:crypto";
import { createServer, STATUS_CODES } from "node:http";
import { join } from "node:path";
import { Access } from "./access.ts";
import { createApp, type Limits, type RequestLine, USUAL_LIMITS } from "./app.ts";
import { Comparisons, type ComparisonsOptions } from "./comparisons.ts";
import type { Ledger } from "./ledger.ts";
import { Live } from "./live.ts";
import { Metrics } from "./metrics.ts";
import { OwnLedger } from "./own-ledger.ts";
import { HttpProblem, problemDocument } from "./problem.ts";
import { Runs } from "./runs.ts";
import { TableDocuments } from "./table-documents.ts";
import { TableForesight } from "./table-foresight.ts";
import type { LifeSettings } from "./table-lives.ts";
import { Tables } from "./tables.ts";
import { ThreadCaller } from "./threads.ts";

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const DESK = join(import.meta.dirname, "../../dist/server/desk-worker.js");

/** Looks at all clocks: ten a second. */
const TICK_MS = 100;
/** How often a server that shares its runs looks what became of the others. */
const LOOK_MS = 1000;

export interface ServeOptions extends Omit<ComparisonsOptions, "desk"> {
  readonly host: string;
  /** 0: any that is free */
  readonly port: number;
  /** further names by which it is called */
  readonly names: readonly string[];
  /** of the operator; made up where one is needed and none given */
  readonly token?: string;
  /** folder of the built pages */
  readonly pages: string;
  readonly limits?: Limits;
  /** how long exercises live that nobody comes to, and how many may; as usual, if not given */
  readonly lives?: LifeSettings;
  /** where runs are written down; in the store, if not given */
  readonly ledger?: Ledger;
  /** told of every request and message once it is over */
  readonly onRequest?: (line: RequestLine) => void;
}

export interface Serving {
  /** where it can be opened */
  readonly url: string;
  readonly port: number;
  /** undefined where none is asked for */
  readonly token: string | undefined;
  close(): Promise<void>;
}

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);
const EVERYWHERE: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

const inUrl = (host: string) => (host.includes(":") ? `[${host}]` : host);

/** The port is taken, or the address is none of this machine's. */
export class ListenError extends Error {
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.name = "ListenError";
    this.code = code;
  }
}

/** What is no request at all never comes to the application: it is told so as a problem all the same. */
function malformed(status: 400 | 431): string {
  const document = problemDocument(new HttpProblem("request/not_valid"), "en");
  const body = JSON.stringify({ ...document, status });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

/** Starts the server and says where. On an address that others can reach, it demands a token. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { host, store, log } = options;
  const isOpen = !LOOPBACK.has(host);
  const token = options.token ?? (isOpen ? randomBytes(24).toString("base64url") : undefined);
  const names = [...LOOPBACK].map(inUrl).concat(EVERYWHERE.has(host) ? [] : [inUrl(host)], options.names);
  const access = new Access({ hosts: names, ...(token === undefined ? {} : { token }) });
  const metrics = new Metrics();
  const desk = new ThreadCaller(DESK, undefined);
  const drawer = new ThreadCaller(DESK, undefined);
  const ledger = options.ledger ?? new OwnLedger(store);
  const parts = { ...options, desk };
  const runs = new Runs({ ...parts, ledger, drawer });
  const comparisons = new Comparisons(parts);
  const tables = new Tables({ ...parts, drawer, access });
  const foresight = new TableForesight({ tables, store, log, now: options.clock.now });
  const documents = new TableDocuments({ tables, version: options.version });
  let isReady = false;
  const limits = options.limits ?? USUAL_LIMITS;
  const app = createApp({
    ...parts,
    runs,
    comparisons,
    tables,
    foresight,
    documents,
    access,
    metrics,
    limits,
    isReady: () => isReady && ledger.isThere(),
  });
  const http = createServer(app);
  http.headersTimeout = 20_000;
  http.requestTimeout = 60_000;
  // Longer than who asks again, or whoever stands between, leaves a connection unused: else it is cut just as they ask.
  http.keepAliveTimeout = 65_000;
  http.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) return socket.destroy();
    socket.end(malformed(error.code === "HPE_HEADER_OVERFLOW" ? 431 : 400));
  });
  const live = new Live(http, {
    runs,
    comparisons,
    tables,
    access,
    metrics,
    log,
    now: options.clock.now,
    webSocketOnly: ledger.isShared,
    ...(options.onRequest === undefined ? {} : { onRequest: options.onRequest }),
  });
  runs.listener = live;
  tables.listener = live;
  comparisons.onEnd = (status, seconds) => metrics.comparisons.observe({ status }, seconds);
  await new Promise<void>((done, fail) => {
    http.once("error", (error: NodeJS.ErrnoException) =>
      fail(new ListenError(error.code ?? "", { cause: error })),
    );
    http.listen(options.port, host, done);
  }).catch(async (error: unknown) => {
    await Promise.all([desk.close(), ledger.close()]);
    throw error;
  });
  const clockwork = setInterval(() => {
    try {
      runs.tick();
      tables.tick();
      live.tick();
    } catch (error) {
      log("tick failed", { error });
    }
  }, TICK_MS);
  const lookout = ledger.isShared
    ? setInterval(() => {
        if (isReady) runs.lookAround().catch((error: unknown) => log("look around failed", { error }));
      }, LOOK_MS)
    : undefined;
  // The library is read in a thread; until it is there, pages wait for it.
  options.shelf
    .scenarios()
    .then(() => {
      isReady = true;
      comparisons.resume();
      return Promise.all([runs.resume(), tables.resume()]);
    })
    .catch((error: unknown) => log("start failed", { error }));
  const { port } = http.address() as { readonly port: number };
  const shown = EVERYWHERE.has(host) ? "localhost" : host;
  return {
    url: `http://${inUrl(shown)}:${port}/`,
    port,
    token: isOpen || options.token !== undefined ? token : undefined,
    async close() {
      clearInterval(clockwork);
      clearInterval(lookout);
      http.closeAllConnections();
      await live.close();
      await Promise.all([
        runs.close(),
        comparisons.close(),
        tables.close(),
        foresight.close(),
        documents.close(),
        desk.close(),
        options.shelf.close(),
      ]);
      await Promise.all([drawer.close(), ledger.close()]);
      store.close();
    },
  };
}
