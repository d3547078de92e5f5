import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { may, RIGHT_FOR, type Right, type Stretch } from "../../src/exercise/index.ts";
import { MESSAGES, TABLE_ROLES, type TableCommand, type TableRole } from "../../src/model/index.ts";
import {
  ASKED_BY_DOCUMENT,
  ASKED_BY_MESSAGE,
  ASKED_BY_ROUTE,
  type Asks,
} from "../../src/server/asked-rights.ts";
import { asyncApiDocument } from "../../src/server/asyncapi.ts";
import { OPERATIONS, type OperationName } from "../../src/server/operations.ts";
import { type Started, startServer } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";
import { ask as askRaw } from "./wrong-requests.ts";

/**
 * Every row of what asks for a right (`asked-rights.ts`, `RIGHT_FOR`), for every kind of key, in every state of an exercise:
 * who may not is told so and changes nothing of what is kept; who may is not told so. The clock of the wall stands still.
 */

const TOKEN = "a-token-of-the-operator";
/** Keys of each role, of somebody who waits, of another exercise, and none. */
const CALLERS = [...TABLE_ROLES, "waiting", "stranger", "nobody"] as const;
type Caller = (typeof CALLERS)[number];

let server: Started;
let pages = "";
let x = "";
const keys = new Map<Caller, string>();
let names = 0;

interface Answer {
  /** of the refusal, or `done` */
  readonly code: string;
  readonly body: Record<string, unknown>;
  readonly key: string;
}

async function ask(who: Caller | "operator", method: string, path: string, body?: unknown): Promise<Answer> {
  const key = who === "operator" ? TOKEN : keys.get(who);
  const response = await fetch(`http://127.0.0.1:${server.port}/api/v1${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
  const given =
    isJson && !text.includes("\n") && text !== "" ? (JSON.parse(text) as Record<string, unknown>) : {};
  const [cookie = ""] = response.headers.getSetCookie();
  return {
    code: response.ok ? "done" : String(given.code),
    body: given,
    key: cookie.split(";")[0].split("=")[1] ?? "",
  };
}

const command = (who: Caller, given: object) =>
  ask(who, "POST", `/exercises/${x}/commands`, { id: `c-${names++}`, command: given });
const lead = async (given: object) =>
  expect([given, (await command("director", given)).code]).toEqual([given, "done"]);

/** All that is kept of exercises, byte for byte. */
function digest(): string {
  const hash = createHash("sha256");
  for (const each of server.store.everything()) hash.update(`${JSON.stringify(each)}\n`);
  for (const { id, ...rest } of server.store.list("exercise")) {
    hash.update(JSON.stringify([id, rest, server.store.entries(id), server.store.texts(id)]));
    for (const name of ["door", "forms", "forecasts", "clock"])
      hash.update(`${name} ${server.store.document("exercise", id, name) ?? ""}\n`);
  }
  return hash.digest("hex");
}

const isRole = (who: Caller): who is TableRole => (TABLE_ROLES as readonly string[]).includes(who);
const isRight = (asks: Asks): asks is Right => asks in RIGHTS_ASKED;
const RIGHTS_ASKED = Object.fromEntries(
  Object.values({ ...RIGHT_FOR, ...ASKED_BY_ROUTE, ...ASKED_BY_DOCUMENT })
    .filter((each) => each !== undefined)
    .filter(
      (each) =>
        !["nothing", "any-key", "operator", "code", "key", "command", "document", "own-seat"].includes(each),
    )
    .map((each) => [each, true]),
);

/** Why somebody is kept out, apart from what their role may; undefined where they have a role. */
const outsiders: Readonly<Partial<Record<Caller, string>>> = {
  waiting: "exercise/waiting",
  stranger: "exercise/no_key",
  nobody: "exercise/no_key",
};
/** Refusals that speak of rights: who may is told none of them. */
const OF_RIGHTS =
  /^(?:exercise\/(?:not_allowed|waiting|no_key|veiled|unknown)|access\/.*|request\/not_found)$/;

interface State {
  readonly name: string;
  readonly stretch: Stretch | "gone";
  readonly come: () => Promise<void>;
}

/** States in the order in which an exercise comes through them. */
const STATES: readonly State[] = [
  { name: "planned", stretch: "before", come: async () => {} },
  { name: "running", stretch: "run", come: () => lead({ kind: "start" }) },
  { name: "in PAUSEX", stretch: "run", come: () => lead({ kind: "pause" }) },
  { name: "under NO DUFF", stretch: "run", come: () => lead({ kind: "no-duff" }) },
  {
    name: "ended",
    stretch: "after",
    come: async () => {
      await lead({ kind: "resume-no-duff" });
      await lead({ kind: "end" });
    },
  },
  { name: "in the hot wash", stretch: "after", come: () => lead({ kind: "hot-wash" }) },
  { name: "closed", stretch: "after", come: () => lead({ kind: "close" }) },
  {
    name: "without its words",
    stretch: "after",
    come: async () => {
      expect((await ask("director", "DELETE", `/exercises/${x}/texts`)).code).toBe("done");
    },
  },
  {
    name: "deleted",
    stretch: "gone",
    come: async () => {
      expect((await ask("director", "DELETE", `/exercises/${x}`)).code).toBe("done");
    },
  },
];

/** What keeps somebody from what asks for this, as a code or several; undefined where nothing does. */
function refusalOf(asks: Asks, who: Caller, stretch: Stretch | "gone"): RegExp | undefined {
  if (asks === "nothing") return undefined;
  if (asks === "operator") return /^access\/token$/;
  if (asks === "any-key") {
    const isNobody = who === "nobody" || (stretch === "gone" && who !== "stranger");
    return isNobody ? /^access\/token$/ : undefined;
  }
  if (stretch === "gone") return /^exercise\/unknown$/;
  if (asks === "key") return who === "waiting" || isRole(who) ? undefined : /^exercise\/no_key$/;
  if (!isRole(who)) return new RegExp(`^${outsiders[who]}$`);
  if (asks === "own-seat")
    return who === "player" || may(who, "see-everything", stretch) ? undefined : /^exercise\/not_allowed$/;
  if (!isRight(asks)) throw new Error(asks);
  return may(who, asks, stretch) ? undefined : /^exercise\/not_allowed$/;
}

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
/** What only the server asks for is not even read from anybody. */
const OF_THE_SERVER = {
  enter: { participant: "p-1", name: "" },
  leave: { participant: "p-1" },
  "step-over": {},
};

/** Why a command is refused where the table of rights does not give it: in which stretch one would have it is told. */
function whyNot(right: Right, who: Caller, stretch: Stretch | "gone"): RegExp | undefined {
  const refusal = refusalOf(right, who, stretch);
  if (refusal === undefined || stretch === "gone" || !isRole(who)) return refusal;
  if (stretch === "before" && may(who, right, "run")) return /^exercise\/not_started$/;
  if (stretch === "after" && may(who, right, "run")) return /^exercise\/over$/;
  if (stretch === "run" && may(who, right, "before")) return /^exercise\/already_started$/;
  return refusal;
}

/** A socket of somebody; who has no key at all comes in with the operator's token. */
async function connect(who: Caller): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${server.port}`, {
    transports: ["websocket"],
    extraHeaders: { authorization: `Bearer ${keys.get(who) ?? TOKEN}` },
    forceNew: true,
    reconnection: false,
  });
  await new Promise<void>((done, fail) => socket.once("connect", done).once("connect_error", fail));
  return socket;
}

const MESSAGE_GIVEN: Readonly<Record<keyof typeof ASKED_BY_MESSAGE, object>> = {
  watch: { run: "r-0000000000000000" },
  unwatch: { run: "r-0000000000000000" },
  command: { run: "r-0000000000000000", command: { kind: "play" } },
  "watch-comparison": { comparison: "c-0000000000000000" },
  "unwatch-comparison": { comparison: "c-0000000000000000" },
  sit: {},
  rise: {},
  act: {},
};

/** Bodies with which nothing comes of it where somebody may. */
const BODIES: Readonly<Partial<Record<OperationName, object>>> = {
  readMsel: { content: "QQ==" },
  planRows: { rows: [{}] },
  checkRows: { rows: [{}] },
  changeRows: { rows: [{}] },
  branchExercise: { at: 1e12 },
  forecastExercise: { variant: "no-such-variant" },
  joinByCode: { code: "AAAAAAAA" },
  joinExercise: { code: "AAAAAAAA" },
  unlockExercise: { key: "p-0000000000000000.0123456789012345678901234567890123456789012" },
};
/** What is done in earnest between two states. */
const IN_EARNEST: ReadonlySet<OperationName> = new Set(["deleteExercise", "deleteTableTexts", "actAtTable"]);

interface Cell {
  readonly what: string;
  readonly who: Caller;
  readonly refusal: RegExp | undefined;
  readonly ask: () => Promise<string>;
}

const operations = Object.keys(OPERATIONS) as OperationName[];
const DOCUMENTS = Object.keys(ASKED_BY_DOCUMENT) as (keyof typeof ASKED_BY_DOCUMENT)[];

/** Places of an operation, with what each asks for: documents one by one, in each format that tells something else. */
function placesOf(name: OperationName): readonly (readonly [path: string, asks: Asks])[] {
  const asks: Asks = ASKED_BY_ROUTE[name];
  const path = OPERATIONS[name].path.replace(/^\/exercises\/:id/, `/exercises/${x}`);
  if (asks === "document")
    return DOCUMENTS.flatMap((document) =>
      ["md", "html", "docx"].map((format) => {
        const place = path.replace(":name", document).replace(":format", format);
        return [place, ASKED_BY_DOCUMENT[document]] as const;
      }),
    );
  if (name === "exportMsel")
    return ["csv", "xlsx", "cexf"].map((format) => [path.replace(":format", format), asks] as const);
  if (name === "previewShift") return [[`${path}?from=0&by=1`, asks]];
  return [[path.replaceAll(/:\w+/g, "second-attack"), asks]];
}

function cellOf(
  name: OperationName,
  [path, asks]: readonly [string, Asks],
  who: Caller,
  { stretch }: State,
): Cell {
  const { method } = OPERATIONS[name];
  const body = method === "post" ? (BODIES[name] ?? {}) : undefined;
  const cell = { what: `${method} ${path}`, who, ask: async () => (await ask(who, method, path, body)).code };
  if (name === "deleteExercise" && stretch !== "gone" && outsiders[who] === "exercise/no_key")
    return { ...cell, refusal: /^access\/token$/ };
  // One that runs is ended first, by who may.
  if (name === "deleteExercise" && stretch === "run" && who === "director")
    return { ...cell, refusal: /^exercise\/not_over$/ };
  return { ...cell, refusal: refusalOf(asks, who, stretch) };
}

/** One state of each stretch, in which everything is asked; in others what cannot hang on more than the stretch is left out. */
const WHOLE: ReadonlySet<string> = new Set(["planned", "running", "ended", "deleted"]);

const cellsOf = (state: State): Cell[] =>
  operations
    .filter((name) => !["code", "command"].includes(ASKED_BY_ROUTE[name]))
    // The operator's routes know nothing of states but whether an exercise runs.
    .filter((name) => ASKED_BY_ROUTE[name] !== "operator" || state.name === "running")
    .flatMap((name) =>
      placesOf(name)
        .filter((_, place) => place % 3 === 0 || WHOLE.has(state.name))
        .flatMap((place) => CALLERS.map((who) => cellOf(name, place, who, state))),
    );

beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), "golden-hour-pages-"));
  mkdirSync(join(pages, "web/assets"), { recursive: true });
  writeFileSync(join(pages, "web/index.html"), "the page");
  writeFileSync(join(pages, "web/assets/app.js"), "the script");
  writeFileSync(join(pages, "secret.txt"), "a secret beside the pages");
  server = await startServer({
    token: TOKEN,
    pages: join(pages, "web"),
    clock: { now: () => 1000, today: () => "2031-05-06T07:08:09.000Z" },
  });
  const file = tableFile(["interior-ministry", "secretariat"]);
  const made = await ask("operator", "POST", "/exercises", { file });
  x = String(made.body.id);
  keys.set("director", String(made.body.key));
  const other = await ask("operator", "POST", "/exercises", { file });
  keys.set("stranger", String(other.body.key));
  const { code } = (await ask("director", "GET", `/exercises/${x}`)).body;
  for (const who of CALLERS.filter((each) => !keys.has(each) && each !== "nobody")) {
    const joined = await ask("nobody", "POST", `/exercises/${x}/join`, { code, name: `Name of ${who}` });
    keys.set(who, joined.key);
    const seat = who === "player" ? { seat: "interior-ministry" } : {};
    if (who !== "waiting")
      await lead({ kind: "admit", participant: joined.body.participant, role: who, ...seat });
  }
});
afterAll(async () => {
  await server?.close();
  rmSync(pages, { recursive: true, force: true });
});

test("every message that is described has a row, and none besides", () => {
  const { channels } = asyncApiDocument("0.0.0") as unknown as {
    channels: Record<string, { messages: Record<string, unknown> }>;
  };
  const described = Object.values(channels).flatMap(({ messages }) => Object.keys(messages));
  for (const name of Object.keys(ASKED_BY_MESSAGE)) expect(described).toContain(name);
});

/** With a code or a key that opens nothing. */
const knockAt = async (name: OperationName) =>
  (await ask("nobody", "POST", OPERATIONS[name].path.replace(":id", x), BODIES[name])).code;

/** What is not as the tables say, in words. */
async function faultsOf(cells: readonly Cell[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { what, who, refusal, ask: asked } of cells) {
    const code = await asked();
    const isSo = refusal === undefined ? !OF_RIGHTS.test(code) : refusal.test(code);
    if (!isSo)
      faults.push(`${who}, ${what}: ${code} instead of ${refusal?.source ?? "what who may is told"}`);
  }
  return faults;
}

describe.each(STATES)("$name", (state) => {
  const { stretch } = state;
  beforeAll(() => state.come());

  test("each route refuses whom the tables name, and nothing changes by it", async () => {
    const cells = cellsOf(state).filter(({ refusal }) => refusal !== undefined);
    const before = digest();
    expect(await faultsOf(cells)).toEqual([]);
    expect(digest()).toBe(before);
    expect(cells.length).toBeGreaterThan(60);
  });

  test("a wrong code and a wrong key open nothing", async () => {
    const before = digest();
    const shut = { before: "wrong_code", run: "wrong_code", after: "door_dead", gone: "unknown" }[stretch];
    expect(await knockAt("joinExercise")).toBe(`exercise/${shut}`);
    expect(await knockAt("joinByCode")).toBe("exercise/wrong_code");
    expect(await knockAt("unlockExercise")).toBe(stretch === "gone" ? "exercise/unknown" : "exercise/no_key");
    expect(digest()).toBe(before);
  });

  test("each command and each message of a socket likewise", async () => {
    const faults: string[] = [];
    const before = digest();
    let refused = 0;
    // Keys of an exercise that is gone do not open the line.
    const callers = CALLERS.filter((who) => stretch !== "gone" || who === "stranger" || who === "nobody");
    for (const who of callers) {
      const socket = await connect(who);
      const told = async (name: string, given: object) => {
        const answer = (await socket.emitWithAck(name, given)) as { ok: boolean; problem?: { code: string } };
        return answer.ok ? "done" : (answer.problem?.code ?? "");
      };
      const judge = (what: string, code: string, refusal: RegExp | undefined) => {
        if (refusal !== undefined) refused++;
        const isSo = refusal === undefined ? code === "done" : refusal.test(code);
        if (!isSo) faults.push(`${who}, ${what}: ${code} instead of ${refusal?.source ?? "done"}`);
      };
      for (const [kind, given] of Object.entries(COMMANDS)) {
        const refusal = whyNot(RIGHT_FOR[kind as TableCommand["kind"]] as Right, who, stretch);
        if (refusal === undefined) continue;
        const asked = { exercise: x, id: `h-${names++}`, command: { kind, ...given } };
        judge(kind, await told("act", asked), refusal);
      }
      for (const [kind, given] of Object.entries(OF_THE_SERVER)) {
        const asked = { exercise: x, id: `h-${names++}`, command: { kind, ...given } };
        judge(kind, await told("act", asked), /^request\/not_valid$/);
      }
      for (const [name, asks] of Object.entries(ASKED_BY_MESSAGE)) {
        if (asks === "command") continue;
        const given = MESSAGE_GIVEN[name as keyof typeof ASKED_BY_MESSAGE];
        const asked = asks === "operator" || name.startsWith("unwatch") ? given : { exercise: x };
        // Who carries no key came in as the operator, who is told that there is no such run.
        const isOperator = who === "nobody" && asks === "operator";
        const refusal = isOperator ? /^(?:run|comparison)\/unknown$/ : refusalOf(asks, who, stretch);
        judge(name, await told(name, asked), refusal);
      }
      socket.close();
    }
    expect(faults).toEqual([]);
    expect(digest()).toBe(before);
    expect(refused).toBeGreaterThan(30 * callers.length);
  });

  test("a command over HTTP is refused as one over a socket", async () => {
    const before = digest();
    for (const who of [
      "player",
      "observer",
      "projector",
      "evaluator",
      "waiting",
      "stranger",
      "nobody",
    ] as const)
      for (const kind of ["start", "end", "close", "improvise", "resume-no-duff"] as const) {
        const { code } = await command(who, { kind, ...COMMANDS[kind] });
        expect([who, kind, code]).toEqual([
          who,
          kind,
          expect.stringMatching(whyNot(RIGHT_FOR[kind] as Right, who, stretch) ?? /^never$/),
        ]);
      }
    expect(digest()).toBe(before);
  });

  test("files of the pages are the same for everybody, and nothing beside them is given out", async () => {
    const paths = [
      "/",
      `/exercises/${x}`,
      "/assets/app.js",
      "/secret.txt",
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/assets/..%2f..%2fsecret.txt",
      "/assets/%2e%2e/%2e%2e/secret.txt",
      "/scenarios/second-attack.yaml",
      "/server.db",
      "/metrics",
      "/healthz",
      "/readyz",
    ];
    for (const path of paths) {
      const answers = [];
      for (const who of ["nobody", "director", "player", "stranger"] as const) {
        const key = keys.get(who);
        const headers = key === undefined ? {} : { cookie: `golden-hour-${x}=${key}` };
        const { status, text } = await askRaw(server.port, {
          method: "GET",
          path,
          headers,
          body: undefined,
        });
        answers.push(`${status} ${text}`);
      }
      expect([path, new Set(answers).size]).toEqual([path, 1]);
      expect(answers[0]).not.toMatch(/a secret beside|schemaVersion|injects:/);
    }
  });

  test("who may is let in by each route", async () => {
    const isQuick = (what: string) =>
      WHOLE.has(state.name) || !/documents\/(?:report|manual|handbook)/.test(what);
    const cells = cellsOf(state).filter(
      ({ what, refusal }) => refusal === undefined && !/\/(?:html|docx|xlsx)$/.test(what) && isQuick(what),
    );
    const earnest = [...IN_EARNEST].flatMap((name) =>
      placesOf(name).map(([path]) => `${OPERATIONS[name].method} ${path}`),
    );
    expect(await faultsOf(cells.filter(({ what }) => !earnest.includes(what)))).toEqual([]);
  });
});
