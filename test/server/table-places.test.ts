import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { USUAL_LIMITS } from "../../src/server/app.ts";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { type Started, startServer, until } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";

/** Who changes place, who has keys to two exercises, and a whole room at the door: nobody gets less or more than is theirs. */

interface Item {
  readonly seq: number;
  readonly done?: { readonly kind: string };
  readonly words?: Readonly<Record<string, object>>;
}
interface Told {
  readonly exercise: string;
  readonly stream: string;
  readonly items: readonly Item[];
}
interface Stage {
  readonly stream: string;
  readonly head: number;
  readonly code: string;
}
interface Answer {
  readonly status: number;
  readonly code?: string;
  readonly text: string;
  /** the key that came with it */
  readonly cookie: string;
}

const both = (text: string) => ({ en: text, fr: text });
const rowFrom = (number: string, more: object) => ({
  number,
  title: both(`What the plan calls ${number}`),
  text: both(`Words of ${number}.`),
  trigger: { kind: "manual" },
  method: "email",
  ...more,
});
const FILE = {
  ...tableFile(["interior-ministry", "secretariat"]),
  rows: [rowFrom("1.01", {}), rowFrom("1.02", { subject: both("A question") })],
};

let server: Started;
let commands = 0;

const ask = async (method: string, path: string, cookie: string, body?: unknown): Promise<Answer> => {
  const response = await fetchAlone(`http://127.0.0.1:${server.port}/api/v1${path}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const { code } = response.ok ? {} : (JSON.parse(text) as { code: string });
  const [given = ""] = response.headers.getSetCookie()[0]?.split(";") ?? [];
  return { status: response.status, text, cookie: given, ...(code === undefined ? {} : { code }) };
};
const act = async (exercise: string, cookie: string, command: object) => {
  const id = `c-${commands++}`;
  return (await ask("POST", `/exercises/${exercise}/commands`, cookie, { id, command })).code ?? "done";
};

/** A new exercise, with the cookie of who directs it. */
async function plan(): Promise<{ id: string; director: string; code: string }> {
  const { text } = await ask("POST", "/exercises", "", { file: FILE });
  const { id, key } = JSON.parse(text) as { id: string; key: string };
  const director = `golden-hour-${id}=${key}`;
  const table = JSON.parse((await ask("GET", `/exercises/${id}`, director)).text) as Stage;
  return { id, director, code: table.code };
}

/** Somebody comes in, to a part or no further than the waiting room. */
async function enter(
  { id, director, code }: { id: string; director: string; code: string },
  part?: object,
): Promise<{ participant: string; cookie: string }> {
  const { text, cookie } = await ask("POST", `/exercises/${id}/join`, "", { code });
  const { participant } = JSON.parse(text) as { participant: string };
  if (part !== undefined)
    expect(await act(id, director, { kind: "admit", participant, ...part })).toBe("done");
  return { participant, cookie };
}

const MINISTRY = { role: "player", seat: "interior-ministry" };

beforeAll(async () => {
  server = await startServer({ limits: USUAL_LIMITS });
});
afterAll(() => server?.close());

test("who comes back to another place gets its view from the beginning, whatever they had of the last", async () => {
  const table = await plan();
  const { id, director } = table;
  const person = await enter(table, { role: "observer" });
  const seated = await enter(table, MINISTRY);
  expect(await act(id, director, { kind: "start" })).toBe("done");
  for (let n = 0; n < 4; n++) {
    expect(await act(id, director, { kind: "pause" })).toBe("done");
    expect(await act(id, director, { kind: "resume" })).toBe("done");
  }
  expect(await act(id, director, { kind: "pause" })).toBe("done");
  /** Sits down with what was held before, and takes what comes until the head of the view is there. */
  const sit = async (cookie: string, since: number, stream?: string) => {
    const socket: Socket = io(`http://127.0.0.1:${server.port}`, {
      transports: ["websocket"],
      extraHeaders: { cookie },
      forceNew: true,
    });
    try {
      const told: Told[] = [];
      const last = () => told.at(-1)?.items.at(-1)?.seq ?? 0;
      socket.on("table", (given: Told) => {
        if (given.items.length > 0) told.push(given);
      });
      const asked = { exercise: id, since, ...(stream === undefined ? {} : { stream }) };
      const { stage } = (await socket.emitWithAck("sit", asked)) as { stage: Stage };
      await until(() => (last() >= stage.head ? true : undefined));
      return { stage, first: told[0].items[0].seq, last: last() };
    } finally {
      socket.close();
    }
  };
  const watched = await sit(person.cookie, 0);
  expect([watched.first, watched.last]).toEqual([1, watched.stage.head]);
  expect(watched.last).toBeGreaterThan(5);
  // What is held of the view one still has is not sent again.
  const again = await sit(person.cookie, watched.last - 1, watched.stage.stream);
  expect([again.stage.stream, again.first]).toEqual([watched.stage.stream, watched.last]);
  const { participant } = person;
  expect(await act(id, director, { kind: "admit", participant, role: "player", seat: "secretariat" })).toBe(
    "done",
  );
  const moved = await sit(person.cookie, watched.last, watched.stage.stream);
  expect(moved.stage.stream).not.toBe(watched.stage.stream);
  expect([moved.first, moved.last]).toEqual([1, moved.stage.head]);
  // From a seat to another one, by the route as by the socket.
  const advising = { kind: "admit", participant, ...MINISTRY, deciding: false };
  expect(await act(id, director, advising)).toBe("done");
  const asked = `/exercises/${id}/updates?since=${moved.last}&stream=${moved.stage.stream}`;
  const page = JSON.parse((await ask("GET", asked, person.cookie)).text) as Told;
  expect(page.items[0].seq).toBe(1);
  const other = JSON.parse((await ask("GET", `/exercises/${id}`, seated.cookie)).text) as Stage;
  expect(page.stream).toBe(other.stream);
  expect(await act(id, director, { kind: "end" })).toBe("done");
});

test("a seat is told the subject of a row and never its title", async () => {
  const table = await plan();
  const { id, director } = table;
  const { cookie } = await enter(table, MINISTRY);
  expect(await act(id, director, { kind: "start" })).toBe("done");
  for (const number of ["1.01", "1.02"])
    expect(await act(id, director, { kind: "row", number, does: "send" })).toBe("done");
  const row = { ...rowFrom("9.01", { subject: both("One more question") }), to: ["interior-ministry"] };
  expect(await act(id, director, { kind: "add-row", row })).toBe("done");
  expect(await act(id, director, { kind: "row", number: "9.01", does: "send" })).toBe("done");
  expect(await act(id, director, { kind: "improvise", title: "A tip", text: "By hand." })).toBe("done");
  const { text, code } = await ask("GET", `/exercises/${id}/updates`, cookie);
  expect(code).toBeUndefined();
  const { items } = JSON.parse(text) as Told;
  const words = items.flatMap((item) => Object.values(item.words ?? {}));
  expect(words).toEqual([
    { text: both("Words of 1.01."), method: "email" },
    { subject: both("A question"), text: both("Words of 1.02."), method: "email" },
    { subject: both("One more question"), text: both("Words of 9.01."), method: "email", from: both("") },
    { subject: both("A tip"), text: "By hand." },
  ]);
  expect(text).not.toContain("What the plan calls");
  expect(await act(id, director, { kind: "end" })).toBe("done");
});

test("while somebody plays, their key to another exercise on the same scenario opens nothing of it", async () => {
  const played = await plan();
  const own = await plan();
  const over = await plan();
  const before = await enter(over, MINISTRY);
  for (const kind of ["start", "end"]) expect(await act(over.id, over.director, { kind })).toBe("done");
  expect(await act(own.id, own.director, { kind: "start" })).toBe("done");
  const places = [
    await enter(played, MINISTRY),
    await enter(played, { role: "observer" }),
    await enter(played, { role: "projector" }),
    await enter(played),
  ];
  const evaluator = await enter(played, { role: "evaluator" });
  expect((await ask("GET", `/exercises/${own.id}`, `${own.director}; ${places[0].cookie}`)).status).toBe(200);
  expect(await act(played.id, played.director, { kind: "start" })).toBe("done");
  const shut = [
    [own.id, own.director, ["", "/updates", "/control", "/msel/csv", "/record"]],
    [over.id, over.director, ["", "/updates", "/documents/report/md", "/record", "/replay"]],
    [over.id, before.cookie, ["", "/updates"]],
  ] as const;
  for (const [id, key, paths] of shut)
    for (const path of paths) {
      for (const { cookie } of places)
        expect([path, (await ask("GET", `/exercises/${id}${path}`, `${key}; ${cookie}`)).code]).toEqual([
          path,
          "exercise/veiled",
        ]);
      for (const cookie of [evaluator.cookie, played.director])
        expect((await ask("GET", `/exercises/${id}${path}`, `${key}; ${cookie}`)).code).not.toBe(
          "exercise/veiled",
        );
    }
  // Their own table stays open to them, and a real emergency is told from every place.
  const carried = `${own.director}; ${places[0].cookie}`;
  expect((await ask("GET", `/exercises/${played.id}/updates`, carried)).status).toBe(200);
  expect(await act(own.id, carried, { kind: "pause" })).toBe("exercise/veiled");
  expect(await act(own.id, carried, { kind: "no-duff" })).toBe("done");
  expect(await act(played.id, played.director, { kind: "end" })).toBe("done");
  expect((await ask("GET", `/exercises/${own.id}/control`, carried)).status).toBe(200);
  expect(await act(own.id, own.director, { kind: "end" })).toBe("done");
});

test("the code of an exercise that is over is a dead one, and no wrong try at any other door", async () => {
  const over = await plan();
  const open = await plan();
  for (const kind of ["start", "end"]) expect(await act(over.id, over.director, { kind })).toBe("done");
  for (let tries = 0; tries < 12; tries++)
    expect((await ask("POST", "/join", "", { code: over.code })).code).toBe("exercise/door_dead");
  expect((await ask("POST", "/join", "", { code: open.code })).status).toBe(200);
  // Wrong codes shut it, and control is told.
  const turn = async () =>
    JSON.parse((await ask("GET", `/exercises/${open.id}/control`, open.director)).text) as {
      readonly turn: number;
      readonly door: { readonly isShut: boolean };
    };
  const before = await turn();
  for (let tries = 0; tries < 10; tries++) await ask("POST", "/join", "", { code: "22222222" });
  const after = await turn();
  expect([before.door.isShut, after.door.isShut]).toEqual([false, true]);
  expect(after.turn).toBeGreaterThan(before.turn);
});

const isCounted = async (path: string) => (await server.get(path)).headers.has("ratelimit-policy");

test("a room of 180 behind one address comes in within a minute, and its pages are not counted", async () => {
  const { code } = await plan();
  const answers = new Set<number>();
  for (let lot = 0; lot < 18; lot++) {
    const come = Array.from({ length: 10 }, () => ask("POST", "/join", "", { code }));
    for (const { status } of await Promise.all(come)) answers.add(status);
  }
  expect([...answers]).toEqual([200]);
  expect(await isCounted("/api/v1/protocols")).toBe(true);
  for (const path of ["/", "/join", "/assets/a.js", "/favicon.svg"])
    expect([path, await isCounted(path)]).toEqual([path, false]);
});
