import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { may, RIGHT_FOR, type Right } from "../../src/exercise/index.ts";
import { MESSAGES, type TableCommand, type TableRole } from "../../src/model/index.ts";
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

const hasRight = (who: string, right: Right) => who !== "waiting" && may(who as TableRole, right, "run");

/** How many entries the record has. */
async function written(): Promise<number> {
  const answer = await ask("GET", `/exercises/${x}/updates`, carrying("director", false));
  const { items } = (await answer.json()) as { items: { entry?: object }[] };
  return items.filter(({ entry }) => entry !== undefined).length;
}

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

  test("what leads the exercise is refused to everybody else, and changes nothing", async () => {
    const before = await written();
    for (const who of ["player", "observer", "projector", "evaluator", "waiting"])
      for (const given of [
        { kind: "start" },
        { kind: "pause" },
        { kind: "speed", speed: 2 },
        { kind: "end" },
        { kind: "row", number: "1.01", does: "send" },
        { kind: "improvise", title: "No." },
        { kind: "shift", from: 0, by: 1000 },
        { kind: "resume-no-duff" },
        { kind: "decide-for-model", actor: "secretariat", decision: 1, option: "a" },
        { kind: "release", text: "No." },
      ])
        expect([who, given.kind, await command(who, `${who}-${given.kind}`, given)]).toEqual([
          who,
          given.kind,
          expect.stringMatching(/^exercise\/(?:not_allowed|already_started|waiting)$/),
        ]);
    expect(await written()).toBe(before);
  });

  test.each(["player", "observer", "projector", "evaluator", "waiting"])(
    "%s gets neither record nor deletion",
    async (who) => {
      const refused = who === "waiting" ? "exercise/waiting" : "exercise/not_allowed";
      expect(await codeOf(await ask("GET", `/exercises/${x}/record`, carrying(who, false)))).toBe(refused);
      expect(await codeOf(await ask("DELETE", `/exercises/${x}/texts`, carrying(who, false)))).toBe(refused);
    },
  );

  /** One command of each kind, as a client would send it. */
  const COMMANDS: {
    readonly [Kind in Exclude<TableCommand["kind"], "enter" | "leave" | "step-over">]: object;
  } = {
    admit: { participant: "p-0000000000000000", role: "observer" },
    remove: { participant: "p-0000000000000000" },
    start: {},
    cancel: {},
    pause: {},
    resume: {},
    speed: { speed: 2 },
    "next-move": {},
    step: {},
    end: {},
    "hot-wash": {},
    close: {},
    "no-duff": {},
    "resume-no-duff": {},
    "hand-over": { seat: "interior-ministry", to: "model" },
    "step-out": {},
    decide: { decision: 999, option: "none" },
    "decide-for-model": { actor: "secretariat", decision: 1, option: "none" },
    message: { to: "secretariat", message: MESSAGES[0], text: "Words." },
    "tell-control": { text: "Words." },
    "free-action": { text: "Words." },
    "rule-action": { action: 1, ruling: { kind: "none" } },
    row: { number: "1.01", does: "send" },
    "add-row": { row: { number: "7", title: { en: "a", fr: "a" } } },
    shift: { from: 0, by: 1000 },
    improvise: { title: "Words." },
    acknowledge: { fact: 1 },
    "record-room": { actor: "secretariat", text: "Words." },
    note: { text: "Words." },
    rate: { of: "task", about: "t", rating: "P" },
    release: { text: "Words." },
    correct: { entry: 1, text: "Words." },
    "correct-own": { own: 1, text: "Words." },
    "hot-wash-form": {},
  };

  const BODIES: Readonly<Record<string, object>> = {
    readMsel: { content: "QQ==" },
    planRows: { rows: [] },
    checkRows: { rows: [] },
    changeRows: { rows: [] },
  };
  /** What a route asks for; nothing: everybody's, by what they are. */
  const ROUTES: Readonly<Record<string, Right | undefined>> = {
    unlockExercise: undefined,
    joinExercise: undefined,
    joinByCode: undefined,
    getTable: undefined,
    getTableItems: undefined,
    deleteExercise: "delete",
    actAtTable: undefined,
    getTableControl: "see-everything",
    previewShift: "change-rows",
    reopenDoor: "reopen-door",
    forecastExercise: "forecast",
    getForecast: "forecast",
    branchExercise: "branch",
    getTableDocument: "export",
    exportMsel: "see-everything",
    readMsel: "edit-plan",
    planRows: "edit-plan",
    checkRows: "edit-plan",
    changeRows: "edit-plan",
    getTableRecord: "export",
    deleteTableTexts: "delete-words",
    getTableReplay: "export",
  };

  test.each([...REFUSED, ...LEADING])(
    "%s, by socket and by route: what the table of rights does not give is refused and changes nothing",
    async (who) => {
      const before = await written();
      const socket: Socket = io(`http://127.0.0.1:${server.port}`, {
        transports: ["websocket"],
        extraHeaders: carrying(who, false),
        forceNew: true,
      });
      const shut = Object.entries(COMMANDS).filter(([kind]) => {
        const right = RIGHT_FOR[kind as TableCommand["kind"]];
        return right !== undefined && !hasRight(who, right);
      });
      expect(shut.length).toBeGreaterThan(5);
      for (const [kind, given] of shut) {
        const asked = { exercise: x, id: `hostile-${who}-${kind}`, command: { kind, ...given } };
        const answer: unknown = await socket.emitWithAck("act", asked);
        const code = expect.stringMatching(
          /^exercise\/(?:not_allowed|not_started|already_started|over|waiting)$/,
        );
        expect([kind, answer]).toMatchObject([kind, { ok: false, problem: { code } }]);
      }
      for (const kind of ["enter", "leave", "step-over"]) {
        const asked = { exercise: x, id: `own-${kind}`, command: { kind, participant: "p-1", name: "" } };
        expect(await socket.emitWithAck("act", asked)).toMatchObject({ ok: false });
      }
      socket.close();
      const atTable = Object.entries(OPERATIONS).filter(([, { path }]) => AT_TABLE.test(path));
      expect(atTable.map(([name]) => name).sort()).toEqual(Object.keys(ROUTES).sort());
      for (const [name, { method, path }] of atTable) {
        const right = ROUTES[name];
        if (right === undefined || hasRight(who, right)) continue;
        const query = name === "previewShift" ? "?from=0&by=1" : "";
        const body = method === "post" ? (BODIES[name] ?? {}) : undefined;
        const format = name === "exportMsel" ? "csv" : "md";
        const place = path.replace(":id", x).replace(":name", "report").replace(":format", format);
        const asked = `${place}${query}`;
        const code = await codeOf(await ask(method.toUpperCase(), asked, carrying(who, false), body));
        expect([name, code]).toEqual([name, who === "waiting" ? "exercise/waiting" : "exercise/not_allowed"]);
      }
      expect(await written()).toBe(before);
    },
  );
});
