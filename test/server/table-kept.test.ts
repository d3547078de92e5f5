import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExerciseRecord, isReceiptOf, readRecord } from "../../src/exercise/index.ts";
import { sha256 } from "../../src/server/table-host.ts";
import { FileStore } from "../../src/store/index.ts";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { type Started, startServer, until } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";

/** What the server keeps of an exercise when it ends and starts again, and what it throws away by itself. */

const DAY = 86_400_000;
const MINUTE = 60_000;
const NAME = "Camille Quelconque";
const REASON = "Because the lawyer said so.";
const FORM = "Nobody listened to the night shift.";
const ACTION = "Ring the neighbour who has a drill.";

const folder = mkdtempSync(join(tmpdir(), "golden-hour-kept-"));
const file = join(folder, "server.db");
let server: Started;
/** what the clocks of the server show: an instant of the calendar, and milliseconds of the wall */
let today = Date.parse("2030-03-01T10:00:00Z");
let wall = 0;

async function start() {
  server = await startServer({
    store: new FileStore(file),
    clock: { now: () => wall, today: () => new Date(today).toISOString() },
  });
}

interface Answer<T> {
  readonly status: number;
  readonly body: T & { readonly code?: string };
  readonly key: string;
}

async function ask<T>(key: string, method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const response = await fetchAlone(`http://127.0.0.1:${server.port}/api/v1${path}`, {
    method,
    headers: {
      ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true && !text.includes("\n");
  const [cookie = ""] = response.headers.getSetCookie();
  return {
    status: response.status,
    body: (isJson ? JSON.parse(text) : text) as Answer<T>["body"],
    key: cookie.split(";")[0].split("=")[1] ?? "",
  };
}

let names = 0;
async function act(key: string, x: string, command: object, id = `c-${names++}`): Promise<string> {
  const { status, body } = await ask(key, "POST", `/exercises/${x}/commands`, { id, command });
  return status === 200 ? "done" : (body.code ?? String(status));
}

const join_ = (x: string, code: string) =>
  ask<{ participant: string }>("", "POST", `/exercises/${x}/join`, { code, name: NAME });

interface Played {
  readonly x: string;
  readonly director: string;
  readonly player: string;
  readonly evaluator: string;
  /** who the player is, as the record names them */
  readonly participant: string;
  /** what the report says of the decisions */
  told: string;
}

/** An exercise with somebody in a seat who decides once and does something else, played to ENDEX. */
async function play(retentionDays: number): Promise<Played> {
  const given = { ...tableFile(["interior-ministry"]), retentionDays, namesPersons: true, speed: 60 };
  const made = await ask<{ id: string; key: string }>("", "POST", "/exercises", { file: given });
  const { id: x, key: director } = made.body;
  const { code } = (await ask<{ code: string }>(director, "GET", `/exercises/${x}`)).body;
  const { body, key: player } = await join_(x, code ?? "");
  const { participant } = body;
  expect(
    await act(director, x, { kind: "admit", participant, role: "player", seat: "interior-ministry" }),
  ).toBe("done");
  const { body: second, key: evaluator } = await join_(x, code ?? "");
  const watching = { kind: "admit", participant: second.participant, role: "evaluator" };
  expect(await act(director, x, watching)).toBe("done");
  expect(await act(director, x, { kind: "start" })).toBe("done");
  type Fact = { kind: string; number: number; decision: string; options: string[] };
  const open = await until(async () => {
    wall += 1000;
    expect(await act(player, x, { kind: "free-action", text: ACTION })).toBe("done");
    const page = await ask<{ items: { learnt?: { facts: Fact[] } }[] }>(
      player,
      "GET",
      `/exercises/${x}/updates`,
    );
    return page.body.items
      .flatMap(({ learnt }) => learnt?.facts ?? [])
      .find(({ kind }) => kind === "decision.opened");
  });
  type Stage = { decisions: { decision: string; options: string[] }[] };
  const stage = (await ask<Stage>(player, "GET", `/exercises/${x}`)).body;
  const found = stage.decisions.find(({ decision }) => open.decision.endsWith(decision));
  const option = found?.options[0] ?? "";
  expect(await act(player, x, { kind: "decide", decision: open.number, option, reason: REASON })).toBe(
    "done",
  );
  expect(await act(director, x, { kind: "end" })).toBe("done");
  return { x, director, player, evaluator, participant, told: "" };
}

async function recordOf({ x, director }: Played): Promise<ExerciseRecord> {
  const { body } = await ask<string>(director, "GET", `/exercises/${x}/record`);
  const read = readRecord(body, sha256);
  if (!read.ok) throw new Error(read.code);
  return read.record;
}

const reportOf = async ({ x, director }: Played) =>
  (await ask<string>(director, "GET", `/exercises/${x}/documents/report/md`)).body;

const form = (anonymous: boolean, text: string) => ({
  kind: "hot-wash-form",
  answers: { pace: 2 },
  texts: { comments: text },
  anonymous,
});

const DELETED = "\\[deleted; the record’s digest of it stands\\]";

/** The section of a report that tells each decision. */
const decisionsIn = (report: string) =>
  report.slice(report.indexOf("## Decisions"), report.indexOf("## Outside the protocol"));

/** Whether the store's files hold a text anywhere, in pages that are free again too. */
const isInFiles = (text: string) =>
  readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text));

beforeAll(start, 60_000);
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("when the time of retention is over", () => {
  let first: Played;
  let second: Played;
  let decisions = 0;

  /** Nothing of what was typed is left, and everything else is. */
  async function expectForgotten(played: Played) {
    const record = await recordOf(played);
    expect(record.texts.size).toBe(0);
    const entry = record.entries.at(-1);
    expect(entry).toMatchObject({ kind: "texts-deleted", by: { role: "system" } });
    const { n = 0, hash = "", real = "", data } = entry ?? {};
    const deleted = data?.digests as readonly string[];
    expect(isReceiptOf(record, { real, deleted, entry: n, hash })).toBe(true);
    expect(deleted.length).toBeGreaterThan(2);
    expect(record.entries.filter(({ kind }) => kind === "decided").length).toBe(decisions);
    const report = await reportOf(played);
    for (const typed of [NAME, REASON, ACTION])
      expect([typed, report.includes(typed)]).toEqual([typed, false]);
    expect(decisionsIn(report)).toBe(played.told.replace(`“${REASON}”`, DELETED));
    const page = await ask<object>(played.director, "GET", `/exercises/${played.x}/updates`);
    expect(JSON.stringify(page.body)).not.toContain(REASON);
  }

  test("until then everything is there", async () => {
    first = await play(2);
    second = await play(10);
    const record = await recordOf(first);
    decisions = record.entries.filter(({ kind }) => kind === "decided").length;
    expect(decisions).toBe(1);
    for (const played of [first, second]) {
      const report = await reportOf(played);
      for (const typed of [NAME, REASON, ACTION])
        expect([typed, report.includes(typed)]).toEqual([typed, true]);
      played.told = decisionsIn(report);
      expect(played.told).toContain(REASON);
      expect(played.told).toContain("May users be told?");
    }
    today += 2 * DAY - MINUTE;
    wall += 2 * MINUTE;
    // Another exercise is asked for something meanwhile, so that the server has looked.
    await until(async () => ((await ask("", "GET", "/exercises")).status === 200 ? true : undefined));
    expect((await recordOf(first)).texts.size).toBe(record.texts.size);
    expect(isInFiles(REASON)).toBe(true);
  });

  test("a form without a name leads to nobody: not by the record, not by its place in it, and not by what the files hold", async () => {
    const { x, director, player, evaluator, participant } = first;
    expect(await act(director, x, { kind: "hot-wash" })).toBe("done");
    expect(await act(player, x, form(true, FORM), "mine")).toBe("done");
    // What is sent again because the answer was lost is the same form; another one is refused.
    expect(await act(player, x, form(true, FORM), "mine")).toBe("done");
    for (const anonymous of [true, false])
      expect(await act(player, x, form(anonymous, "Once more."))).toBe("exercise/form_given");
    expect(await act(director, x, form(false, "Mine."))).toBe("done");
    expect(await act(director, x, form(true, "Mine too."))).toBe("exercise/form_given");
    const before = await recordOf(first);
    expect(before.entries.filter(({ kind }) => kind === "hot-wash-form").length).toBe(1);
    expect([...before.texts.values()].map(({ text }) => text)).not.toContain(FORM);
    const page = await ask<object>(director, "GET", `/exercises/${x}/updates`);
    expect(JSON.stringify(page.body)).not.toContain(FORM);

    // What was acknowledged is there when the server starts again, and so is that it was.
    await server.close();
    await start();
    expect(await act(player, x, form(true, "Once more."))).toBe("exercise/form_given");
    expect(await act(evaluator, x, form(true, "From elsewhere."))).toBe("done");
    wall += MINUTE;
    today += 1000;
    expect(await act(director, x, { kind: "close" })).toBe("done");
    expect(await act(evaluator, x, form(false, "Late."))).toBe("exercise/over");
    const { entries, texts } = await recordOf(first);
    const closed = entries.find(({ kind }) => kind === "closed");
    const forms = entries.filter(({ kind, by }) => kind === "hot-wash-form" && by.role === "system");
    expect(forms.map(({ texts: own }) => texts.get(own.comments)?.text).sort()).toEqual([
      "From elsewhere.",
      FORM,
    ]);
    for (const { at, real, by, data } of forms)
      expect({ at, real, by, data }).toEqual({
        at: closed?.at,
        real: closed?.real,
        by: { role: "system" },
        data: { answers: { pace: 2 }, anonymous: true },
      });
    const report = await reportOf(first);
    expect(report).toContain("Forms handed in: 3.");
    expect(report).toContain(FORM);
    const marks = server.store.document("exercise", x, "forms") ?? "";
    expect(JSON.parse(marks)).toEqual({ forms: [], given: {} });
    expect(isInFiles(`"${participant}":`)).toBe(false);
  });

  test("the server deletes names and texts by itself when it starts, and nobody else's", async () => {
    await server.close();
    today += 2 * MINUTE;
    await start();
    const { store } = server;
    await until(() => (store.texts(first.x).length === 0 ? true : undefined));
    expect(store.texts(second.x).length).toBeGreaterThan(0);
    await expectForgotten(first);
    expect((await recordOf(second)).texts.size).toBeGreaterThan(0);
  });

  test("and while it runs; then no file has a word of it any more", async () => {
    const { store } = server;
    // A form that lies sealed because nobody closed the exercise is no place to forget a text in.
    expect(await act(second.player, second.x, form(true, FORM))).toBe("done");
    today += 10 * DAY;
    wall += 2 * MINUTE;
    await until(() => (store.texts(second.x).length === 0 ? true : undefined));
    await expectForgotten(second);
    for (const typed of [NAME, REASON, ACTION, FORM])
      expect([typed, isInFiles(typed)]).toEqual([typed, false]);
    expect(await act(second.director, second.x, { kind: "close" })).toBe("done");
    const [last] = (await recordOf(second)).entries.slice(-1);
    expect(last).toMatchObject({ kind: "hot-wash-form", texts: {}, data: { answers: { pace: 2 } } });
  });
});

describe("a door that wrong codes have shut", () => {
  test("is shut when the server starts again, until the director opens it", async () => {
    const made = await ask<{ id: string; key: string }>("", "POST", "/exercises", { file: tableFile([]) });
    const { id: x, key: director } = made.body;
    const { code = "" } = (await ask<{ code: string }>(director, "GET", `/exercises/${x}`)).body;
    for (let i = 0; i < 10; i++) await ask("", "POST", "/join", { code: "AAAAAAAA" });
    expect((await join_(x, code)).body.code).toBe("exercise/door_shut");
    await server.close();
    wall += 10 * MINUTE;
    await start();
    expect((await join_(x, code)).body.code).toBe("exercise/door_shut");
    expect((await ask("", "POST", "/join", { code })).body.code).toBe("exercise/door_shut");
    const { door } = (await ask<{ door: { isShut: boolean } }>(director, "GET", `/exercises/${x}/control`))
      .body;
    expect(door.isShut).toBe(true);
    const opened = await ask<{ code: string }>(director, "POST", `/exercises/${x}/door`, {});
    await server.close();
    await start();
    const { status } = await join_(x, opened.body.code ?? "");
    expect(status).toBe(200);
    expect((await join_(x, code)).body.code).toBe("exercise/wrong_code");
  });
});
