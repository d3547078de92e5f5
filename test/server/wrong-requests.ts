import { type OutgoingHttpHeaders, request } from "node:http";
import * as fc from "fast-check";
import { ROOT } from "../cli/command.ts";

/** Requests that nobody should send: fuzzed paths, methods, headers and bodies, from a fixed seed. */

export interface Wrong {
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | undefined;
}

const PLACES = [
  "/api/v1/runs",
  "/api/v1/comparisons",
  "/api/v1/variants",
  "/api/v1/archive",
  "/api/v1/scenarios",
  "/session",
] as const;

const HOSTILE = [
  "../../etc/passwd",
  "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "..%5c..%5cwindows",
  "%00",
  "%ff%fe",
  "%",
  "__proto__",
  "constructor",
  "</script><img src=x onerror=alert(1)>",
  "=HYPERLINK(1)",
  "\u202e",
  "a".repeat(10_000),
  "r-0000000000000000",
  "livestreamed-attack",
] as const;

const segment = fc.oneof(
  fc.constantFrom(...HOSTILE).map((each) => (each.startsWith("%") ? each : encodeURIComponent(each))),
  fc.webSegment(),
  fc.constantFrom("result", "exports", "file", "stage", "updates", "commands", "cancel", "picks", "page"),
);
const path = fc
  .tuple(fc.constantFrom(...PLACES), fc.array(segment, { maxLength: 4 }), fc.webQueryParameters())
  .map(([place, rest, query]) => `${[place, ...rest].join("/")}${query === "" ? "" : `?${query}`}`);

const key = fc.oneof(
  fc.constantFrom(
    "scenario",
    "variant",
    "seed",
    "scale",
    "overlay",
    "id",
    "title",
    "replications",
    "command",
    "archive",
    "token",
  ),
  fc.constantFrom("__proto__", "constructor", "toString"),
  fc.string({ maxLength: 8 }),
);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    -1,
    0,
    1e308,
    "",
    "base",
    "livestreamed-attack",
    "x".repeat(5000),
    "\u0000",
    true,
  ),
  fc.double({ noNaN: true }),
  fc.string({ maxLength: 20 }),
);
const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(key, leaf, { maxKeys: 3 }));
const body = fc.oneof(
  fc.dictionary(key, value, { maxKeys: 6 }).map((each) => JSON.stringify(each)),
  leaf.map((each) => JSON.stringify(each) ?? ""),
  fc.string({ maxLength: 50 }),
  fc.constantFrom(
    "{",
    "[[[[",
    '{"__proto__":{"a":1}}',
    "\uffff",
    `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`,
  ),
  fc.constant("x".repeat(1_200_000)),
);

export const WRONG: fc.Arbitrary<Wrong> = fc
  .record({
    method: fc.constantFrom("GET", "POST", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"),
    path,
    type: fc.constantFrom(
      "application/json",
      "application/json",
      "text/plain",
      "application/x-www-form-urlencoded",
      "",
    ),
    host: fc.option(
      fc.constantFrom("evil.example", "127.0.0.1.evil.example", "", "[::1", "localhost:99999999"),
    ),
    origin: fc.option(fc.constantFrom("http://evil.example", "null", "file://"), { freq: 4 }),
    body,
  })
  .map(({ method, path: at, type, host, origin, body: given }) => ({
    method,
    path: at,
    headers: {
      ...(type === "" ? {} : { "content-type": type }),
      ...(host === null || method === "TRACE" ? {} : { host }),
      ...(origin === null ? {} : { origin }),
    },
    body: method === "POST" || method === "PUT" || method === "PATCH" ? given : undefined,
  }));

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export function ask(port: number, { method, path: at, headers, body: given }: Wrong): Promise<Answered> {
  return new Promise((done, fail) => {
    const sent = request({ host: "127.0.0.1", port, method, path: at, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("error", fail);
      response.on("end", () =>
        done({
          status: response.statusCode ?? 0,
          type: String(response.headers["content-type"] ?? ""),
          text: Buffer.concat(pieces).toString("utf8"),
        }),
      );
    });
    // A body that is refused before it was sent whole breaks the line: the answer may still have come.
    sent.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "EPIPE" || error.code === "ECONNRESET"
        ? done({ status: 0, type: "", text: "" })
        : fail(error),
    );
    sent.end(given);
  });
}

const LEAKS = [
  ROOT,
  "node_modules",
  "/src/",
  "/dist/",
  "at async",
  ".ts:",
  ".js:",
  "SQLITE",
  "node:internal",
];

/** What is wrong with an answer; nothing where it is a success that may be, or a refusal as it must be. */
export function faultOf({ status, type, text }: Answered): string | undefined {
  if (status === 0) return undefined;
  if (status >= 500) return `answered ${status}: ${text.slice(0, 300)}`;
  const leak = LEAKS.find((each) => text.includes(each));
  if (status >= 400 && leak !== undefined) return `told of ${leak}: ${text.slice(0, 300)}`;
  if (status < 400) return undefined;
  if (!type.startsWith("application/problem+json")) return `${status} as ${type}`;
  const problem = JSON.parse(text) as { readonly status?: unknown; readonly code?: unknown };
  if (problem.status !== status || typeof problem.code !== "string") return `not a problem document: ${text}`;
  return undefined;
}

/** Asks so many, eight at a time; the faults that were found. */
export async function askWrongly(
  port: number,
  count: number,
  seed: number,
): Promise<{ faults: string[]; refused: number }> {
  const wrong = fc.sample(WRONG, { numRuns: count, seed });
  const faults: string[] = [];
  let refused = 0;
  let next = 0;
  const work = async () => {
    while (next < wrong.length) {
      const each = wrong[next++];
      const answered = await ask(port, each);
      if (answered.status >= 400) refused++;
      const fault = faultOf(answered);
      if (fault !== undefined) faults.push(`${each.method} ${each.path.slice(0, 120)}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return { faults, refused };
}
