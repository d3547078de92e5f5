import { existsSync } from "node:fs";
import { join } from "node:path";
import compression from "compression";
import express, { type Express, type Request, type RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import helmet from "helmet";
import { z } from "zod";
import { type Access, COOKIE } from "./access.ts";
import type { Comparisons } from "./comparisons.ts";
import { documentation } from "./documentation.ts";
import type { Metrics } from "./metrics.ts";
import { HttpProblem, notValid, problemHandler } from "./problem.ts";
import { archiveHandlers } from "./routes/archive.ts";
import { comparisonHandlers } from "./routes/comparisons.ts";
import { exerciseHandlers } from "./routes/exercises.ts";
import { libraryHandlers } from "./routes/library.ts";
import { mselHandlers } from "./routes/msel.ts";
import { apiRouter } from "./routes/route.ts";
import { runHandlers } from "./routes/runs.ts";
import type { Runs, RunsOptions } from "./runs.ts";
import type { TableDocuments } from "./table-documents.ts";
import type { TableForesight } from "./table-foresight.ts";
import type { Tables } from "./tables.ts";

/** All that the application is made of. It listens to nothing by itself. */
export interface AppParts extends RunsOptions {
  readonly runs: Runs;
  readonly comparisons: Comparisons;
  readonly tables: Tables;
  readonly foresight: TableForesight;
  readonly documents: TableDocuments;
  readonly access: Access;
  readonly metrics: Metrics;
  /** folder of the built pages; they may not be there */
  readonly pages: string;
  readonly isReady: () => boolean;
  readonly limits: Limits;
  readonly onRequest?: (line: RequestLine) => void;
}

/** What is told of a request once it is over. Neither queries nor headers nor bodies: no token is ever in it. */
export interface RequestLine {
  /** `GET` and the like, or `socket` */
  readonly method: string;
  /** the path, or the name of the message */
  readonly path: string;
  /** as answered; 0 where whoever asked went away before */
  readonly status: number;
  readonly ms: number;
}

export interface Limits {
  /** requests of the API a minute of one address, and changes among them */
  readonly requests: number;
  readonly changes: number;
  /** knocks at doors a minute of one address, which count as nothing else */
  readonly joins: number;
}

/** A room of 180 behind one address comes in within a minute, some of them twice; what guesses codes is stopped at the door. */
export const USUAL_LIMITS: Limits = { requests: 3000, changes: 600, joins: 1200 };

const MINUTE = 60_000;
const BODY = "1mb";
const ARCHIVE = "64mb";
/** A sheet of 5 MB in base64, or 5,000 rows. */
const SHEET = "8mb";
const WITH_SHEET = /^\/(?:exercises\/[^/]+\/(?:msel|rows)|replays)\/?$/;
const API = "/api/v1";
const KNOCK = /^\/api\/v1\/(?:exercises\/[^/]+\/)?join\/?$/;

/**
 * The application: who may come in, the API, the pages. Without TLS before it, headers that make a browser insist on TLS
 * stay off: a page on a local network would stay blank.
 */
export function createApp(parts: AppParts): Express {
  const { access, metrics, log, tables } = parts;
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", "simple");
  app.use(metrics.watch);
  if (parts.onRequest !== undefined) app.use(tellRequests(parts.onRequest));
  app.use(headers());
  app.use(guard(access));
  app.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  app.get("/readyz", (_request, response) => {
    const isReady = parts.isReady();
    response
      .status(isReady ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json({ status: isReady ? "ready" : "starting" });
  });
  // Pages and their files are the same for everybody and cost next to nothing: they are not counted.
  const counted = [API, "/session", "/metrics"];
  app.use(
    counted,
    limit(tables, parts.limits.joins, (request) => !isKnock(request)),
  );
  app.use(counted, limit(tables, parts.limits.requests, isKnock));
  app.use(
    counted,
    limit(tables, parts.limits.changes, (request) => isReading(request) || isKnock(request)),
  );
  app.use(compression());
  app.post("/session", express.json({ limit: BODY }), openSession(access));
  app.use(API, demandPlace(access, tables), ...bodies());
  app.use(API, documentation(parts.version));
  app.use(
    API,
    apiRouter({
      ...libraryHandlers(parts),
      ...runHandlers(parts.runs, parts.desk),
      ...comparisonHandlers(parts.comparisons, parts.desk),
      ...exerciseHandlers(tables, parts.foresight, parts.documents),
      ...mselHandlers(tables),
      ...archiveHandlers(parts.store),
    }),
  );
  app.get("/metrics", demandToken(access), veil(tables), async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  app.use(API, () => {
    throw new HttpProblem("request/not_found");
  });
  servePages(app, parts.pages);
  app.use(() => {
    throw new HttpProblem("request/not_found");
  });
  app.use(problemHandler((error) => log("request failed", { error })));
  return app;
}

const LONGEST_PATH = 200;

function tellRequests(tell: (line: RequestLine) => void): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const { method } = request;
    const path = request.path.slice(0, LONGEST_PATH);
    response.once("close", () => {
      const status = response.writableFinished ? response.statusCode : 0;
      tell({ method, path, status, ms: Math.round(performance.now() - started) });
    });
    next();
  };
}

function headers(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        // Widgets and charts set style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", "blob:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: "no-referrer" },
  });
}

function guard(access: Access): RequestHandler {
  return (request, _response, next) => {
    const fault = access.faultOf(request);
    if (fault !== undefined) throw new HttpProblem(fault);
    // A path that is no text is told so here, before a router stumbles over it.
    decodeURIComponent(request.path);
    if (request.path.includes("\0") || decodeURIComponent(request.path).includes("\0"))
      throw new HttpProblem("request/bad_path");
    next();
  };
}

const isReading = ({ method }: Request) => method === "GET" || method === "HEAD";

/** Somebody who has no place yet gives the code of a door. */
const isKnock = ({ method, baseUrl, path }: Request) => method === "POST" && KNOCK.test(`${baseUrl}${path}`);

function limit(tables: Tables, most: number, skip: (request: Request) => boolean): RequestHandler {
  return rateLimit({
    windowMs: MINUTE,
    limit: most,
    // People in one room share an address: who has a place in an exercise is counted by it.
    keyGenerator: (request) => tables.countedAs(request) ?? ipKeyGenerator(request.ip ?? ""),
    skip,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // Behind nothing that may speak for others: the address is the one that called.
    validate: { xForwardedForHeader: false, forwardedHeader: false, trustProxy: false },
    handler: (_request, _response, next) => next(new HttpProblem("request/too_many")),
  });
}

function bodies(): RequestHandler[] {
  const usual = express.json({ limit: BODY, strict: true });
  const large = express.json({ limit: ARCHIVE, strict: true });
  const sheet = express.json({ limit: SHEET, strict: true });
  return [
    (request, response, next) => {
      const { method } = request;
      if (method === "GET" || method === "HEAD" || method === "DELETE") return next();
      // Forms and plain text are what other sites can make a browser send without asking.
      if (!request.is("application/json")) throw new HttpProblem("request/media_type");
      const { path } = request;
      const read = path === "/archive" ? large : WITH_SHEET.test(path) ? sheet : usual;
      return read(request, response, next);
    },
  ];
}

function demandToken(access: Access): RequestHandler {
  return (request, _response, next) => {
    if (!access.isAllowed(request)) throw new HttpProblem("access/token");
    next();
  };
}

/** What tells of no run and of no scenario: open to whoever has a place in an exercise, while it runs too. */
const PLAIN = /^\/(?:protocols(?:\/[^/]+)?|openapi\.json|asyncapi\.json|docs(?:\/.*)?)$/;
/** What needs the key of a place, not the operator's token: each looks at it by itself. */
const AT_TABLE = /^\/(?:join|exercises\/[^/]+(?:\/.*)?)$/;

/** Who may ask for what: places in an exercise open its own routes; everything else is the operator's, and shut to players. */
function demandPlace(access: Access, tables: Tables): RequestHandler {
  const shut = veil(tables);
  return (request, response, next) => {
    const path = request.path.replace(/\/+$/, "");
    if (AT_TABLE.test(path)) return next();
    const isPlain = PLAIN.test(path);
    if (!access.isAllowed(request) && !(isPlain && tables.holdsAKey(request)))
      throw new HttpProblem("access/token");
    return isPlain ? next() : shut(request, response, next);
  };
}

/** Between STARTEX and ENDEX, what would tell of what is played. */
function veil(tables: Tables): RequestHandler {
  return (request, _response, next) => {
    if (tables.isVeiled(request)) throw new HttpProblem("exercise/veiled");
    next();
  };
}

const sessionSchema = z.strictObject({ token: z.string().max(200) });

/** The token of a link, which came after `#` and so never left the page, for a cookie that no script can read. */
function openSession(access: Access): RequestHandler {
  return (request, response) => {
    if (!request.is("application/json")) throw new HttpProblem("request/media_type");
    const given = sessionSchema.safeParse(request.body);
    if (!given.success) throw notValid(given.error);
    const { token } = given.data;
    if (access.needsToken && !access.isToken(token)) throw new HttpProblem("access/token");
    if (access.needsToken)
      response.cookie(COOKIE, token, {
        httpOnly: true,
        sameSite: "strict",
        path: "/",
        secure: request.secure,
      });
    response.status(204).set("Cache-Control", "no-store").end();
  };
}

/** Pages: files as they were built, and for every other address the one page that finds its own way. */
function servePages(app: Express, pages: string): void {
  app.use(
    "/assets",
    express.static(join(pages, "assets"), {
      immutable: true,
      maxAge: "1y",
      index: false,
      fallthrough: false,
    }),
  );
  app.use(express.static(pages, { index: false, redirect: false, cacheControl: false, dotfiles: "ignore" }));
  app.get("/*splat", sendPage(pages));
  app.get("/", sendPage(pages));
}

function sendPage(pages: string): RequestHandler {
  const page = join(pages, "index.html");
  return (request, response, next) => {
    if (request.path === "/" && !existsSync(page)) return response.redirect(302, `${API}/docs`);
    if (!existsSync(page) || /\.[a-z0-9]{1,8}$/i.test(request.path)) return next();
    response.set("Cache-Control", "no-store").sendFile(page);
  };
}
