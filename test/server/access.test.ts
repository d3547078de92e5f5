import { request } from "node:http";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Started, startServer, until } from "../builders/server.ts";
import { ask, askWrongly } from "./wrong-requests.ts";

const TOKEN = "a-token-of-the-operator";
let server: Started;
let guarded: Started;

beforeAll(async () => {
  server = await startServer({ names: ["gh.test"] });
  guarded = await startServer({ token: TOKEN });
});
afterAll(async () => {
  await server?.close();
  await guarded?.close();
});

const get = (path: string, headers: Record<string, string>) =>
  ask(server.port, { method: "GET", path, headers, body: undefined });
const codeOf = (text: string) => (JSON.parse(text) as { code: string }).code;

/** How a socket is received: `in`, or why not. */
function knock(port: number, headers: Record<string, string>): Promise<string> {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  });
  return new Promise<string>((done) => {
    socket.on("connect", () => done("in"));
    socket.on("connect_error", (error) => done(error.message));
  }).finally(() => socket.close());
}

describe("by which name it is called, and from where", () => {
  test.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example:80",
    "[::1",
    "local host",
    "gh.test.evil.example",
  ])("a request to the host “%s” is not for this server", async (host) => {
    const { status, text } = await get("/healthz", { host });
    expect([status, codeOf(text)]).toEqual([421, "access/host"]);
  });

  test.each(["localhost", "127.0.0.1:9", "[::1]:8080", "gh.test", "GH.test:81"])(
    "it goes by %s",
    async (host) => {
      expect((await get("/healthz", { host })).status).toBe(200);
    },
  );

  test("pages of other sites are not answered, over HTTP as by socket", async () => {
    const { status, text } = await get("/api/v1/runs", { host: "localhost", origin: "http://evil.example" });
    expect([status, codeOf(text)]).toEqual([403, "access/origin"]);
    expect((await get("/api/v1/runs", { host: "gh.test", origin: "http://gh.test" })).status).toBe(200);
    expect(await knock(server.port, { origin: "http://evil.example" })).not.toBe("in");
    expect(await knock(server.port, { host: "evil.example" })).not.toBe("in");
    expect(await knock(server.port, {})).toBe("in");
  });

  test("a change is taken as application/json and as nothing else", async () => {
    const before = (await server.read<{ runs: unknown[] }>("/runs")).runs.length;
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      const sent = await server.post(
        "/api/v1/runs",
        { scenario: "private-messenger" },
        { "content-type": type },
      );
      expect(sent.status).toBe(415);
    }
    expect((await server.read<{ runs: unknown[] }>("/runs")).runs).toHaveLength(before);
  });
});

const asked = (headers: Record<string, string>) => guarded.get("/api/v1/runs", headers);

describe("a server that demands a token", () => {
  test("tells nothing without it, and lets in with it", async () => {
    expect((await asked({})).status).toBe(401);
    expect((await asked({ authorization: "Bearer another-token-altogether" })).status).toBe(401);
    expect((await asked({ authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    expect((await guarded.get("/metrics")).status).toBe(401);
    expect((await guarded.get("/healthz")).status).toBe(200);
  });

  test("changes it for a cookie that no script reads and no other site sends", async () => {
    expect((await guarded.post("/session", { token: "wrong" })).status).toBe(401);
    const opened = await guarded.post("/session", { token: TOKEN });
    const cookie = opened.headers.get("set-cookie") ?? "";
    expect([opened.status, cookie]).toEqual([204, expect.stringMatching(/HttpOnly.*SameSite=Strict/)]);
    expect((await asked({ cookie: cookie.split(";")[0] })).status).toBe(200);
    expect(await knock(guarded.port, { cookie: cookie.split(";")[0] })).toBe("in");
    expect(await knock(guarded.port, {})).not.toBe("in");
  });

  test("logs nothing of it", () => {
    expect(JSON.stringify(guarded.logged)).not.toContain(TOKEN);
  });
});

describe("wrong requests", () => {
  test("a thousand of them are refused with a problem document, and the server is as well as before", async () => {
    const { faults, refused } = await askWrongly(server.port, 1000, 20301);
    expect(faults).toEqual([]);
    expect(refused).toBeGreaterThan(700);
    expect(server.logged.filter(({ what }) => what === "request failed")).toEqual([]);
    expect((await server.get("/healthz")).status).toBe(200);
  });

  test("what is no HTTP at all is told so too", async () => {
    const text = await new Promise<string>((done, fail) => {
      const sent = request(
        { host: "127.0.0.1", port: server.port, headers: { "x-long": "y".repeat(20_000) } },
        (response) => {
          let all = "";
          response.on("data", (piece: Buffer) => {
            all += piece.toString();
          });
          response.on("end", () => done(`${response.statusCode} ${all}`));
        },
      );
      sent.on("error", fail);
      sent.end();
    });
    expect(text).toMatch(/^431 \{"type":"urn:golden-hour:problem:request:not_valid"/);
  });
});

describe("what is told of requests", () => {
  test("is who asked what and how it went, and never a token, wherever it was sent", async () => {
    const lines: object[] = [];
    const told = await startServer({ token: TOKEN, onRequest: (line) => lines.push(line) });
    try {
      await told.get(`/api/v1/runs?token=${TOKEN}`, { authorization: `Bearer ${TOKEN}` });
      await told.get("/api/v1/runs/nobody", { cookie: `golden-hour=${TOKEN}` });
      await told.post("/session", { token: TOKEN });
      const socket = io(`http://127.0.0.1:${told.port}`, {
        transports: ["websocket"],
        extraHeaders: { authorization: `Bearer ${TOKEN}` },
        forceNew: true,
      });
      await socket.emitWithAck("watch", { run: "nobody", token: TOKEN });
      socket.close();
      await until(() => (lines.length >= 4 ? true : undefined));
      const seen = lines.map((line) => {
        const { method, path, status, ms } = line as Record<"method" | "path" | "status" | "ms", unknown>;
        expect(Number.isInteger(ms)).toBe(true);
        expect(Object.keys(line).sort()).toEqual(["method", "ms", "path", "status"]);
        return [method, path, status];
      });
      expect(seen).toEqual([
        ["GET", "/api/v1/runs", 200],
        ["GET", "/api/v1/runs/nobody", 404],
        ["POST", "/session", 204],
        ["socket", "watch", 400],
      ]);
      expect(JSON.stringify(lines)).not.toContain(TOKEN);
    } finally {
      await told.close();
    }
  });
});
