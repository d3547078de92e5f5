import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS, type Operation } from "../../src/server/operations.ts";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { type Started, startServer } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";

/** While an exercise runs: every route for every part in it, with and without the operator's token. */

const TOKEN = "a-token-of-the-operator";
/** Tell of no run and no scenario. */
const PLAIN: ReadonlySet<string> = new Set(["listProtocols", "getProtocol"]);
/** Look at the key of a place by themselves, or at the code of the door. */
const AT_TABLE = /^\/(?:exercises\/:id|join$)/;

const REFUSED = ["player", "observer", "projector", "evaluator", "waiting"] as const;
const LEADING = ["facilitator", "controller"] as const;

let server: Started;
let x = "";
const keys: Record<string, string> = {};

const ask = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
  fetchAlone(`http://127.0.0.1:${server.port}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const carrying = (who: string, isOperator: boolean) => ({
  cookie: [
    ...(who === "nobody" ? [] : [`golden-hour-${x}=${keys[who]}`]),
    ...(isOperator ? [`golden-hour=${TOKEN}`] : []),
  ].join("; "),
});
const codeOf = async (response: Response) => {
  const text = await response.text();
  return response.ok ? "done" : (JSON.parse(text) as { code: string }).code;
};
const command = async (who: string, id: string, given: object) =>
  codeOf(await ask("POST", `/exercises/${x}/commands`, carrying(who, false), { id, command: given }));

beforeAll(async () => {
  server = await startServer({ token: TOKEN });
  const made = await ask("POST", "/exercises", { cookie: `golden-hour=${TOKEN}` }, { file: tableFile([]) });
  const { id, key } = (await made.json()) as { id: string; key: string };
  x = id;
  keys.director = key;
  const table = await ask("GET", `/exercises/${x}`, carrying("director", false));
  const { code } = (await table.json()) as { code: string };
  for (const role of [...REFUSED, ...LEADING]) {
    const joined = await ask("POST", `/exercises/${x}/join`, {}, { code });
    keys[role] = joined.headers.getSetCookie()[0].split(";")[0].split("=")[1];
    const { participant } = (await joined.json()) as { participant: string };
    if (role === "waiting") continue;
    const seat = role === "player" ? { seat: "interior-ministry" } : {};
    expect(await command("director", role, { kind: "admit", participant, role, ...seat })).toBe("done");
  }
  expect(await command("director", "start", { kind: "start" })).toBe("done");
});
afterAll(() => server?.close());

const operations = Object.entries(OPERATIONS).filter(([, { path }]) => !AT_TABLE.test(path)) as [
  string,
  Operation,
][];

describe("between STARTEX and ENDEX", () => {
  test.each(operations)("%s is shut to all who must not know", async (name, { method, path }) => {
    const asked = path.replace(":format", "json").replaceAll(/:\w+/g, "second-attack");
    const body = method === "post" ? {} : undefined;
    const answer = async (who: string, isOperator: boolean) =>
      codeOf(await ask(method.toUpperCase(), asked, carrying(who, isOperator), body));
    for (const who of ["player", "observer", "projector", "waiting"]) {
      const answers = [await answer(who, false), await answer(who, true)];
      if (PLAIN.has(name)) expect(answers).not.toContain("access/token");
      else expect([who, ...answers]).toEqual([who, "access/token", "exercise/veiled"]);
    }
    expect(await answer("nobody", false)).toBe("access/token");
    for (const who of ["nobody", "director", "evaluator"])
      expect(await answer(who, true)).not.toMatch(/^(?:access|exercise)\//);
  });
});
