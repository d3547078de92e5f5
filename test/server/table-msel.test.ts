import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { type Started, startServer } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";

/** The list of events of an exercise over HTTP: out as sheets, in as a dry run, and planned anew. */

let server: Started;
let id = "";
let director = "";

const ask = (method: string, path: string, cookie: string, body?: unknown) =>
  fetchAlone(`http://127.0.0.1:${server.port}/api/v1${path}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const cookieIn = (response: Response) => response.headers.getSetCookie()[0].split(";")[0];
const base64 = (text: string) => Buffer.from(text).toString("base64");
const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;

beforeAll(async () => {
  server = await startServer();
  const made = await ask("POST", "/exercises", "", { file: tableFile([]) });
  director = cookieIn(made);
  ({ id } = (await made.json()) as { id: string });
}, 60_000);
afterAll(() => server?.close());

describe("the list of events of a planned exercise", () => {
  test.each([
    ["csv", "text/csv", "EXERCICE EXERCICE EXERCICE"],
    ["xlsx", "application/vnd.openxmlformats", "PK"],
    ["cexf", "application/json", "EXERCICE EXERCICE EXERCICE"],
  ])("is taken out as %s, marked, and read back without a question", async (format, type, begins) => {
    const answer = await ask("GET", `/exercises/${id}/msel/${format}?lang=fr`, director);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringContaining(type)]);
    expect(answer.headers.get("content-disposition")).toContain(format);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.toString("utf8")).toContain(begins);
    if (format === "cexf") return;
    const read = await ask("POST", `/exercises/${id}/msel`, director, { content: bytes.toString("base64") });
    expect(await read.json()).toMatchObject({
      ok: true,
      preview: { own: "fr", isReady: true, rows: [{ row: { number: "1.01", at: 2_400_000 } }] },
    });
  });

  test("of somebody else's making is asked about, and saves nothing", async () => {
    const content = base64("No,Time,Title,To,Method\n1,T+90,One,Everyone,Phone\n");
    const asked = await ask("POST", `/exercises/${id}/msel`, director, { content });
    expect(await asked.json()).toMatchObject({
      ok: true,
      preview: { questions: [{ id: "time-unit" }], isReady: false },
    });
    const answers = { "time-unit": "minutes" };
    const settled = await ask("POST", `/exercises/${id}/msel`, director, { content, answers });
    expect(await settled.json()).toMatchObject({ ok: true, preview: { isReady: true } });
    const csv = await (await ask("GET", `/exercises/${id}/msel/csv`, director)).text();
    expect(csv).toContain("1.01");
  });

  test("that is too large is refused with a sentence's code, and one that nobody could send not at all", async () => {
    const content = Buffer.alloc(5 * 1024 * 1024 + 1).toString("base64");
    const answer = await ask("POST", `/exercises/${id}/msel`, director, { content });
    expect(await answer.json()).toEqual({ ok: false, code: "msel/too_large", line: 0 });
    expect(
      (await ask("POST", `/exercises/${id}/msel`, director, { content: content.repeat(2) })).status,
    ).toBe(413);
  });

  test("is planned anew with other rows; the exercise that was planned stays", async () => {
    const rows = [{ number: "A", title: "Another", at: "PT5M" }];
    const made = await ask("POST", `/exercises/${id}/rows`, director, { rows });
    expect(made.status).toBe(201);
    const { id: next } = (await made.json()) as { id: string };
    expect(next).not.toBe(id);
    const csv = await (await ask("GET", `/exercises/${next}/msel/csv?lang=en`, cookieIn(made))).text();
    expect(csv).toContain("Another");
    expect(csv).not.toContain("1.01");
    expect(await (await ask("GET", `/exercises/${id}/msel/csv`, director)).text()).toContain("1.01");
    const wrong = await ask("POST", `/exercises/${id}/rows`, director, { rows: [{ number: "A" }] });
    expect([wrong.status, await codeOf(wrong)]).toEqual([400, "request/not_valid"]);
  });

  test("is shut to whoever waits or plays, and to everybody's pen once it runs", async () => {
    const table = (await (await ask("GET", `/exercises/${id}`, director)).json()) as { code: string };
    const joined = await ask("POST", `/exercises/${id}/join`, "", { code: table.code });
    const waiting = cookieIn(joined);
    const content = base64("No,Time\n");
    const all = [
      ["GET", `/exercises/${id}/msel/csv`, undefined],
      ["POST", `/exercises/${id}/msel`, { content }],
      ["POST", `/exercises/${id}/rows`, { rows: [] }],
    ] as const;
    for (const [method, path, body] of all) {
      expect(await codeOf(await ask(method, path, "", body))).toBe("exercise/no_key");
      expect(await codeOf(await ask(method, path, waiting, body))).toBe("exercise/waiting");
    }
    const { participant } = (await joined.json()) as { participant: string };
    const command = (name: string, given: object) =>
      ask("POST", `/exercises/${id}/commands`, director, { id: name, command: given });
    const seat = { kind: "admit", participant, role: "player", seat: "interior-ministry" };
    expect((await command("a", seat)).status).toBe(200);
    for (const [method, path, body] of all)
      expect(await codeOf(await ask(method, path, waiting, body))).toBe("exercise/not_allowed");
    expect((await command("b", { kind: "start" })).status).toBe(200);
    for (const [method, path, body] of all.slice(1))
      expect(await codeOf(await ask(method, path, director, body))).toBe("exercise/not_allowed");
    expect((await ask("GET", `/exercises/${id}/msel/csv`, director)).status).toBe(200);
  });
});
