import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pinnedIn, readRecord } from "../../src/exercise/index.ts";
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
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;

beforeAll(async () => {
  server = await startServer();
  const made = await ask("POST", "/exercises", "", { file: tableFile([]) });
  director = cookieIn(made);
  ({ id } = (await made.json()) as { id: string });
});
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

  test("is changed in the same exercise by rows that are accepted, and by nothing before", async () => {
    const made = await ask("POST", "/exercises", "", { file: tableFile([]) });
    const [cookie, { id: own }] = [cookieIn(made), (await made.json()) as { id: string }];
    const stage = async () =>
      (await (await ask("GET", `/exercises/${own}`, cookie)).json()) as {
        code: string;
        file: { rows: { number: string; acts: object[] }[] };
        participants: { id: string }[];
      };
    const before = await stage();
    const door = { code: before.code, name: "Ana", function: "Duty officer", part: "observer" };
    const joined = await ask("POST", `/exercises/${own}/join`, "", door);
    const waiting = cookieIn(joined);
    const [row] = tableFile([]).rows;
    const added = {
      number: "2.01",
      title: "Copies come up",
      at: "PT10M",
      trigger: { kind: "contingency", unless: { happened: { fact: "message.sent" } } },
      acts: [{ mirror: "large-platform", copies: 4 }],
    };
    const rows = [{ ...row, method: "radio" }, added];
    const checked = await ask("POST", `/exercises/${own}/rows/check`, cookie, { rows });
    expect(await checked.json()).toMatchObject({
      isReady: true,
      changes: [
        { number: "1.01", is: "changed", columns: ["method"] },
        { number: "2.01", is: "added" },
      ],
    });
    expect((await stage()).file).toEqual(before.file);

    // What is wrong is told at its place, and keeps the rows out.
    const faulty = [row, { ...added, at: "PT3H", acts: [{ mirror: "nobody", copies: 0 }] }];
    const told = await ask("POST", `/exercises/${own}/rows/check`, cookie, { rows: faulty });
    const { isReady, faults } = (await told.json()) as {
      isReady: boolean;
      faults: { path: string; severity: string }[];
    };
    const errors = faults.filter(({ severity }) => severity === "error");
    expect([isReady, errors.map(({ path }) => path).sort()]).toEqual([
      false,
      ["rows.1.acts.0.copies", "rows.1.acts.0.mirror", "rows.1.at"],
    ]);
    const refused = await ask("POST", `/exercises/${own}/rows/accept`, cookie, { rows: faulty });
    expect([refused.status, await codeOf(refused)]).toEqual([422, "exercise/faulty_rows"]);
    expect((await stage()).file).toEqual(before.file);

    const accepted = await ask("POST", `/exercises/${own}/rows/accept`, cookie, { rows });
    expect(accepted.status).toBe(200);
    const after = await stage();
    expect(after.code).toBe(before.code);
    expect(after.participants.length).toBe(2);
    expect(after.file.rows.map(({ number }) => number)).toEqual(["1.01", "2.01"]);
    expect(after.file.rows[1].acts).toEqual(added.acts);
    expect((await ask("GET", `/exercises/${own}`, waiting)).status).toBe(200);
    // What was said at the door is for control.
    const control = (await (await ask("GET", `/exercises/${own}/control`, cookie)).json()) as {
      participants: { name: string; function: string; part: string }[];
    };
    expect(control.participants[1]).toMatchObject({
      name: "Ana",
      function: "Duty officer",
      part: "observer",
    });

    // The record says who changed it, its chain holds, and from then on it hangs on what is played.
    const record = readRecord(await (await ask("GET", `/exercises/${own}/record`, cookie)).text(), sha256);
    if (!record.ok) throw new Error(record.code);
    const change = record.record.entries.find(({ kind }) => kind === "rows-changed");
    expect(change?.by.role).toBe("director");
    expect(record.record.entries.some(({ data }) => JSON.stringify(data).includes("Duty officer"))).toBe(
      false,
    );
    expect(pinnedIn(record.record).scenario).toBe(change?.data.scenario);
    expect(change?.data.scenario).not.toBe(record.record.heading.scenario);

    const command = { id: "go", command: { kind: "start" } };
    expect((await ask("POST", `/exercises/${own}/commands`, cookie, command)).status).toBe(200);
    const late = await ask("POST", `/exercises/${own}/rows/accept`, cookie, { rows });
    expect(await codeOf(late)).toBe("exercise/not_allowed");
    const end = { id: "end", command: { kind: "end" } };
    expect((await ask("POST", `/exercises/${own}/commands`, cookie, end)).status).toBe(200);
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
      ["POST", `/exercises/${id}/rows/check`, { rows: [] }],
      ["POST", `/exercises/${id}/rows/accept`, { rows: [] }],
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
