import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExerciseRecord, readRecord } from "../../src/exercise/index.ts";
import { sha256 } from "../../src/server/table-host.ts";
import { MemoryStore } from "../../src/store/index.ts";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { type Started, startServer, until } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";

/** The table of an exercise over HTTP and sockets: who comes in, what they are told, and what stays when the server ends. */

interface Item {
  readonly seq: number;
  readonly at: number;
  readonly learnt?: { readonly seq: number; readonly facts: readonly Record<string, unknown>[] };
  readonly words?: Readonly<Record<string, { readonly text?: unknown }>>;
  readonly done?: {
    readonly kind: string;
    readonly data: Record<string, unknown>;
    readonly texts: Record<string, string>;
  };
  readonly entry?: { readonly n: number; readonly kind: string; readonly at: number };
  readonly facts?: readonly Record<string, unknown>[];
}
interface Table {
  readonly phase: string;
  readonly code?: string | null;
  readonly file?: object;
  readonly stream: string;
  readonly clock: { readonly at: number; readonly isRunning: boolean; readonly isFrozen: boolean };
  readonly you: { readonly role: string | null };
}
interface Page {
  readonly items: readonly Item[];
  readonly stream: string;
  readonly clock: Table["clock"];
}

/** Somebody with a browser of their own. */
class Person {
  cookie = "";
  id = "";
  private readonly server: () => Started;
  private names = 0;

  constructor(server: () => Started) {
    this.server = server;
  }

  async ask<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const { port } = this.server();
    const response = await fetchAlone(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: {
        ...(this.cookie === "" ? {} : { cookie: this.cookie }),
        ...(method === "GET" ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) {
      expect(cookie).toContain("HttpOnly");
      this.cookie = cookie.split(";")[0];
    }
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true && !text.includes("\n");
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T };
  }

  /** Answers with the code of the refusal, or `done`. */
  async act(exercise: string, command: object, id = `c-${this.names++}`): Promise<string> {
    const { status, body } = await this.ask<{ code: string }>("POST", `/exercises/${exercise}/commands`, {
      id,
      command,
    });
    return status === 200 ? "done" : body.code;
  }

  table = async (exercise: string) => (await this.ask<Table>("GET", `/exercises/${exercise}`)).body;
  page = async (exercise: string, since = 0) =>
    (await this.ask<Page>("GET", `/exercises/${exercise}/updates?since=${since}`)).body;
  code = async (method: string, path: string, body?: unknown) =>
    (await this.ask<{ code?: string }>(method, path, body)).body.code ?? "done";
}

const store = new MemoryStore();
let server: Started;
const now = () => server;
const [director, player, other, observer, stranger, late] = Array.from({ length: 6 }, () => new Person(now));
let x = "";
let actors: string[] = [];

const join = async (person: Person) => {
  const { code } = await director.table(x);
  const { body } = await person.ask<{ participant: string }>("POST", `/exercises/${x}/join`, {
    code,
    name: "Somebody Nobody",
  });
  person.id = body.participant;
};

beforeAll(async () => {
  server = await startServer({ store });
  const { body } = await stranger.ask<{ scenario: { actors: object; platforms: object } }>(
    "GET",
    "/scenarios/second-attack",
  );
  actors = [...Object.keys(body.scenario.actors), ...Object.keys(body.scenario.platforms)].sort();
  const made = await director.ask<{ id: string; participant: string }>("POST", "/exercises", {
    file: tableFile(actors),
  });
  expect([made.status, JSON.stringify(made.body)]).toEqual([201, expect.any(String)]);
  x = made.body.id;
  director.id = made.body.participant;
});
afterAll(() => server?.close());

const entries = (page: Page) => page.items.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));

/** Until a seat is asked for a decision. */
const openDecision = (who: Person) =>
  until(async () => {
    const facts = (await who.page(x)).items.flatMap(({ learnt }) => learnt?.facts ?? []);
    const closed = new Set(
      facts
        .filter(({ kind }) => kind === "decision.answered" || kind === "decision.lapsed")
        .map((f) => f.number),
    );
    return facts.find(({ kind, number }) => kind === "decision.opened" && !closed.has(number));
  });

describe("before STARTEX", () => {
  test("what the library has finished is listed, and planned by its id", async () => {
    const { body } = await director.ask<{ exercises: { id: string; seats: number; realTime: number }[] }>(
      "GET",
      "/exercise-files",
    );
    const [first] = body.exercises;
    expect(first.seats).toBeGreaterThan(0);
    expect(first.realTime).toBeGreaterThan(0);
    const shown = await stranger.ask<object>("GET", `/exercise-files/${first.id}`);
    expect(shown.body).toMatchObject(first);
    expect(JSON.stringify(shown.body)).not.toMatch(/"(?:seed|acts|trigger|brief|situation|notes|expects)"/);
    expect(await stranger.code("GET", "/exercise-files/nothing")).toBe("library/unknown_exercise");
    expect(await new Person(now).code("POST", "/exercises", { exercise: first.id })).toBe("done");
    expect(await stranger.code("POST", "/exercises", { exercise: "no-such-exercise" })).toBe(
      "library/unknown_exercise",
    );
    expect(await stranger.code("POST", "/exercises", {})).toBe("request/not_valid");
  });

  test("in discussion the clock stands while the room talks, and the model plays to the next move", async () => {
    const room = new Person(now);
    const moves = ["PT0S", "PT30M", "PT1H"].map((at, number) => ({
      number,
      at,
      title: inBoth(`Move ${number}`),
      situation: inBoth(`What is known at ${at}.`),
      questions: [inBoth("Who decides?")],
    }));
    const file = { ...tableFile([]), mode: "discussion", moves, patience: "PT30M", duration: "PT2H" };
    const { body } = await room.ask<{ id: string }>("POST", "/exercises", { file });
    const path = `/exercises/${body.id}`;
    type Room = Table & {
      players: Record<string, string>;
      move: { number: number; situation: { en: string } };
    };
    const look = async () => (await room.ask<Room>("GET", path)).body;
    expect(await room.act(body.id, { kind: "start" })).toBe("done");
    expect(await look()).toMatchObject({ clock: { at: 0, isRunning: false }, move: { number: 0 } });
    expect(Object.values((await look()).players)).toEqual(["person"]);
    const said = {
      kind: "record-room",
      actor: "interior-ministry",
      text: "Wait for the police.",
      reason: "Law.",
    };
    expect(await room.act(body.id, { ...said, dissent: "One would not wait." })).toBe("done");
    for (const [number, at] of [
      [1, 1_800_000],
      [2, 3_600_000],
    ]) {
      expect(await room.act(body.id, { kind: "next-move" })).toBe("done");
      const there = await until(async () => {
        const seen = await look();
        return seen.clock.isRunning ? undefined : seen;
      });
      expect(there).toMatchObject({ clock: { at }, move: { number } });
      expect(there.move.situation.en).toBe(`What is known at ${moves[number].at}.`);
    }
    expect(await room.act(body.id, { kind: "next-move" })).toBe("exercise/no_more_moves");
    expect(await room.act(body.id, { kind: "end" })).toBe("done");
    const { body: report } = await room.ask<string>("GET", `${path}/documents/report/md`);
    for (const words of ["Wait for the police.", "One would not wait."]) expect(report).toContain(words);
  });

  test("a wrong code opens nothing, the right one the waiting room and no more", async () => {
    expect(await stranger.code("POST", `/exercises/${x}/join`, { code: "AAAAAAAA" })).toBe(
      "exercise/wrong_code",
    );
    expect(await stranger.code("POST", "/join", { code: "AAAAAAAA" })).toBe("exercise/wrong_code");
    const { code } = await director.table(x);
    const spoken = `${code?.slice(0, 4)} ${code?.slice(4).toLowerCase()}`;
    const found = await player.ask<{ participant: string; exercise: string }>("POST", "/join", {
      code: spoken,
    });
    expect([found.status, found.body.exercise]).toEqual([200, x]);
    player.id = found.body.participant;
    await join(other);
    await join(observer);
    expect((await player.table(x)).you.role).toBeNull();
    expect((await player.table(x)).code).toBeUndefined();
    expect(await player.code("GET", `/exercises/${x}/updates`)).toBe("exercise/waiting");
    expect(await player.act(x, { kind: "start" })).toBe("exercise/waiting");
    expect(await stranger.act(x, { kind: "start" })).toBe("exercise/no_key");
    expect(
      await director.act(x, {
        kind: "admit",
        participant: player.id,
        role: "player",
        seat: "interior-ministry",
      }),
    ).toBe("done");
    expect(
      await director.act(x, { kind: "admit", participant: other.id, role: "player", seat: "secretariat" }),
    ).toBe("done");
    expect(await director.act(x, { kind: "admit", participant: observer.id, role: "observer" })).toBe("done");
    expect(await player.act(x, { kind: "start" })).not.toBe("done");
  });
});

describe("while it runs", () => {
  test("only those who see everything come to what would tell of it", async () => {
    expect(await director.act(x, { kind: "start" })).toBe("done");
    const shut = [
      ["GET", "/scenarios"],
      ["GET", "/scenarios/second-attack"],
      ["GET", "/scenarios/second-attack/file"],
      ["GET", "/runs"],
      ["GET", "/comparisons"],
      ["GET", "/variants"],
      ["GET", "/archive"],
      ["GET", "/exercises"],
      ["GET", "/exercise-files"],
    ] as const;
    for (const [method, path] of shut)
      for (const who of [player, observer, stranger])
        expect([path, await who.code(method, path)]).toEqual([path, "exercise/veiled"]);
    for (const who of [player, observer, stranger]) {
      expect(await who.code("POST", "/runs", { scenario: "second-attack" })).toBe("exercise/veiled");
      const expected = who === stranger ? "exercise/no_key" : "exercise/not_allowed";
      expect(await who.code("GET", `/exercises/${x}/record`)).toBe(expected);
      expect(await who.code("DELETE", `/exercises/${x}/texts`)).toBe(expected);
    }
    expect(await director.code("GET", "/scenarios")).toBe("done");
    const seen = JSON.stringify([await player.table(x), await player.page(x), await observer.table(x)]);
    expect(seen).not.toMatch(/"seed"|"file"|"code"|"rows"|"command"/);
  });

  test("a seat decides, says why, and both come to its stream; the other seat is told nothing of it", async () => {
    const asked = await openDecision(player);
    expect(asked).toBeDefined();
    const { decision, number } = asked as { decision: string; number: number };
    const { body } = await player.ask<{ decisions: { decision: string; options: string[] }[] }>(
      "GET",
      `/exercises/${x}`,
    );
    const options = body.decisions.find((each) => decision.endsWith(each.decision))?.options ?? [];
    const command = { kind: "decide", decision: number, option: options[0], reason: "Because of a reason." };
    expect(await player.act(x, command, "once")).toBe("done");
    expect(await player.act(x, command, "once")).toBe("done");
    const own = (await player.page(x)).items.filter(({ done }) => done?.kind === "decided");
    expect(own.map(({ done }) => done?.texts.reason)).toEqual(["Because of a reason."]);
    expect(JSON.stringify([await other.page(x), await observer.page(x)])).not.toContain(
      "Because of a reason.",
    );
    const seqs = (await player.page(x)).items.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  });

  test("NO DUFF from an observer stops the clock, and only the director lets it go on", async () => {
    expect(await observer.act(x, { kind: "no-duff" })).toBe("done");
    const { clock } = await player.page(x);
    expect([clock.isFrozen, clock.isRunning]).toEqual([true, false]);
    expect(await player.act(x, { kind: "free-action", text: "Call them." })).toBe("exercise/frozen");
    expect(await observer.act(x, { kind: "resume-no-duff" })).toBe("exercise/not_allowed");
    expect((await player.page(x)).clock.at).toBe(clock.at);
    expect(await director.act(x, { kind: "resume-no-duff" })).toBe("done");
  });

  test("by socket: one's own stream without a gap, commands, and what is shut", async () => {
    const socket: Socket = io(`http://127.0.0.1:${server.port}`, {
      transports: ["websocket"],
      extraHeaders: { cookie: player.cookie },
      forceNew: true,
    });
    const items: Item[] = [];
    socket.on("table", (given: Page) => items.push(...given.items));
    const sat = await socket.emitWithAck("sit", { exercise: x });
    expect(sat).toMatchObject({ ok: true, stage: { you: { role: "player" } } });
    const acted = await socket.emitWithAck("act", {
      exercise: x,
      id: "by-socket",
      command: { kind: "free-action", text: "Call them all." },
    });
    expect(acted).toMatchObject({ ok: true, entry: null });
    await until(() => items.find(({ done }) => done?.texts.text === "Call them all."));
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, i) => i + 1));
    for (const [name, given] of [
      ["watch", { run: "r-1" }],
      ["command", { run: "r-1", command: { kind: "play" } }],
      ["watch-comparison", { comparison: "c-1" }],
    ] as const)
      expect(await socket.emitWithAck(name, given)).toMatchObject({
        ok: false,
        problem: { code: "exercise/veiled" },
      });
    socket.close();
  });
});

interface Control {
  readonly rows: readonly {
    readonly number: string;
    readonly status: string;
    readonly dueAt: number | null;
    readonly received: readonly string[];
    readonly title: { readonly en: string };
  }[];
  readonly open: readonly { readonly seat: string; readonly number: number }[];
  readonly participants: readonly {
    readonly id: string;
    readonly name: string;
    readonly isConnected: boolean;
  }[];
  readonly actions: readonly { readonly action: number; readonly seat: string; readonly text: string }[];
  readonly door: { readonly code: string | null; readonly isShut: boolean };
}
interface Forecast {
  readonly status: string;
  readonly at: number;
  readonly scale: number;
  readonly played: number;
  readonly chances: readonly { readonly chance: number; readonly low: number; readonly high: number }[];
  readonly other?: { readonly variant: string; readonly moves: number; readonly notMade: number };
}

const control = async () => (await director.ask<Control>("GET", `/exercises/${x}/control`)).body;
const rowOf = async (number: string) => (await control()).rows.find((each) => each.number === number);
const inBoth = (text: string) => ({ en: text, fr: text });
const kindsOf = (all: readonly Record<string, unknown>[]) => all.map(({ kind, at }) => `${kind} ${at}`);

describe("control, while it runs", () => {
  test("sees how rows, people, open decisions and free actions stand; nobody else does", async () => {
    const seen = await control();
    expect(await rowOf("1.01")).toMatchObject({ title: { en: "A call from the press" } });
    expect(seen.participants.find(({ id }) => id === other.id)).toMatchObject({
      name: "Somebody Nobody",
      role: "player",
      isConnected: false,
    });
    expect(seen.actions).toMatchObject([{ seat: "interior-ministry", text: "Call them all." }]);
    for (const who of [player, observer])
      for (const path of ["control", "shift?from=0&by=1000", "forecast"])
        expect([path, await who.code("GET", `/exercises/${x}/${path}`)]).toEqual([
          path,
          "exercise/not_allowed",
        ]);
  });

  test("adds a row, which waits for a hand, and sends it: the seat gets its words", async () => {
    const row = {
      number: "9.01",
      title: inBoth("One more"),
      text: inBoth("Words that no plan had."),
      to: ["interior-ministry"],
      trigger: { kind: "manual" },
      method: "email",
    };
    expect(await player.act(x, { kind: "add-row", row })).toBe("exercise/not_allowed");
    expect(await director.act(x, { kind: "add-row", row })).toBe("done");
    expect(await director.act(x, { kind: "add-row", row })).toBe("exercise/row_exists");
    expect(await rowOf("9.01")).toMatchObject({ status: "armed", dueAt: null, received: [] });
    expect(await director.act(x, { kind: "row", number: "9.01", does: "send" })).toBe("done");
    await until(async () =>
      (await player.page(x)).items.find(({ words }) =>
        JSON.stringify(words ?? {}).includes("Words that no plan had."),
      ),
    );
    expect(await rowOf("9.01")).toMatchObject({ status: "delivered", received: ["interior-ministry"] });
    expect(JSON.stringify([await other.page(x), await observer.page(x)])).not.toContain("no plan had");
  });

  test("a shift is shown before it is made", async () => {
    const path = `/exercises/${x}/shift?from=0&by=60000`;
    const { rows } = (await director.ask<{ rows: { id: string; from: number; to: number }[] }>("GET", path))
      .body;
    const before = await control();
    for (const { from, to } of rows) expect(to).toBe(from + 60_000);
    const toCome = before.rows.filter(({ status, dueAt }) => status === "armed" && dueAt !== null);
    expect(rows.length).toBeGreaterThanOrEqual(toCome.length);
  });

  test("the director asks what the model would do from here on, and the exercise goes on", async () => {
    const path = `/exercises/${x}/forecast`;
    expect(await director.code("GET", path)).toBe("exercise/no_forecast");
    expect(await player.code("POST", path, {})).toBe("exercise/not_allowed");
    const asked = await director.ask<Forecast>("POST", path, { variant: "base" });
    expect(asked).toMatchObject({ status: 200, body: { status: "running", scale: 0.01 } });
    expect(await director.code("POST", path, {})).toBe("exercise/forecast_running");
    const done = await until(async () => {
      const { body } = await director.ask<Forecast>("GET", path);
      return body.status === "running" ? undefined : body;
    });
    expect(done.status).toBe("done");
    expect(done.played).toBeGreaterThan(0);
    expect(done.chances.length).toBeGreaterThan(0);
    for (const { chance, low, high } of done.chances) {
      expect(low).toBeLessThanOrEqual(chance);
      expect(high).toBeGreaterThanOrEqual(chance);
    }
    // Under the very variant that is played everything can be done again.
    expect(done.other).toMatchObject({ variant: "base", notMade: 0 });
    expect((done.other as unknown as Forecast).chances).toEqual(done.chances);
    expect((await player.page(x)).clock.at).toBeGreaterThan(done.at);
  });

  test("a copy goes its own way from an instant on; the exercise knows nothing of it", async () => {
    const before = await player.page(x);
    expect(await player.code("POST", `/exercises/${x}/branch`, {})).toBe("exercise/not_allowed");
    const second = new Person(now);
    second.cookie = director.cookie;
    const made = await second.ask<{ id: string; phase: string }>("POST", `/exercises/${x}/branch`, {});
    expect([made.status, made.body.phase]).toEqual([201, "planned"]);
    const copy = made.body.id;
    expect(await second.act(copy, { kind: "start" })).toBe("done");
    const { clock } = await second.table(copy);
    expect(clock.at).toBeGreaterThanOrEqual(before.clock.at);
    const facts = async (who: Person, id: string) =>
      (await who.page(id)).items
        .flatMap((item) => item.facts ?? [])
        .filter((fact) => Number(fact.at) < before.clock.at);
    const [own, copied] = [kindsOf(await facts(director, x)), kindsOf(await facts(second, copy))];
    expect(copied.slice(0, own.length)).toEqual(own);
    expect(await second.act(copy, { kind: "end" })).toBe("done");
    expect(await player.code("GET", `/exercises/${copy}`)).toBe("exercise/no_key");
  });

  test("ten wrong codes shut the door until the director opens it again, with another code", async () => {
    const { code } = await director.table(x);
    for (let i = 0; i < 12; i++) await stranger.code("POST", `/exercises/${x}/join`, { code: "AAAAAAAA" });
    expect(await late.code("POST", `/exercises/${x}/join`, { code })).toBe("exercise/door_shut");
    expect((await control()).door.isShut).toBe(true);
    expect(await player.code("POST", `/exercises/${x}/door`)).toBe("exercise/not_allowed");
    const { body } = await director.ask<{ code: string }>("POST", `/exercises/${x}/door`, {});
    expect(body.code).not.toBe(code);
    expect((await control()).door).toMatchObject({ code: body.code, isShut: false });
  });
});

describe("when the server ends and starts again", () => {
  test("everybody is in their place, everything acknowledged is there, and the clock stands no earlier", async () => {
    expect(await player.act(x, { kind: "tell-control", text: "Still here." })).toBe("done");
    const before = { player: await player.page(x), control: await director.page(x) };
    // As it stands in the store at this instant; whoever had it writes on into another one.
    const kept = new MemoryStore();
    for (const each of store.list("exercise")) kept.put(each);
    kept.appendEntries(x, store.entries(x), store.texts(x));
    kept.putDocument("exercise", x, "clock", store.document("exercise", x, "clock") ?? "0");
    await server.close();
    server = await startServer({ store: kept });
    const after = { player: await player.page(x), control: await director.page(x) };
    expect(entries(after.control).slice(0, entries(before.control).length)).toEqual(entries(before.control));
    expect(after.player.items.slice(0, before.player.items.length)).toEqual(before.player.items);
    expect(after.player.clock.at).toBeGreaterThanOrEqual(before.player.items.at(-1)?.at ?? 0);
    expect(after.player.stream).not.toBe(before.player.stream);
    expect(await stranger.code("GET", "/runs")).toBe("exercise/veiled");
  });

  test("after ENDEX the code is dead, the record verifies, and still does when texts are deleted for good", async () => {
    const { code } = await director.table(x);
    expect(await player.act(x, { kind: "end" })).toBe("exercise/not_allowed");
    expect(await director.act(x, { kind: "end" })).toBe("done");
    expect(await late.code("POST", `/exercises/${x}/join`, { code })).toBe("exercise/door_dead");
    expect(await stranger.code("GET", "/runs")).toBe("done");
    const record = async (): Promise<ExerciseRecord> => {
      const read = readRecord((await director.ask<string>("GET", `/exercises/${x}/record`)).body, sha256);
      if (!read.ok) throw new Error(read.code);
      return read.record;
    };
    const document = async (who: Person, name: string, format: string) =>
      who.ask<string>("GET", `/exercises/${x}/documents/${name}/${format}`);
    const report = await document(director, "report", "md");
    expect(report.status).toBe(200);
    expect(report.body).toContain("Because of a reason.");
    for (const name of ["manual", "handbook", "brief?seat=secretariat"]) {
      const [base, query] = name.split("?");
      const path = `/exercises/${x}/documents/${base}/html${query === undefined ? "" : `?${query}`}`;
      expect([name, (await director.ask("GET", path)).status]).toEqual([name, 200]);
    }
    const own = await document(player, "brief", "md");
    expect([own.status, own.body.includes("You are interior-ministry.")]).toEqual([200, true]);
    expect(await player.code("GET", `/exercises/${x}/documents/brief/md?seat=secretariat`)).toBe(
      "exercise/not_allowed",
    );
    expect((await document(player, "report", "md")).status).toBe(403);
    const whole = await record();
    expect([...whole.texts.values()].map(({ text }) => text)).toContain("Because of a reason.");
    expect([...whole.texts.values()].map(({ text }) => text)).toContain("Somebody Nobody");
    const { status, body } = await director.ask<{ deleted: string[]; entry: number }>(
      "DELETE",
      `/exercises/${x}/texts`,
    );
    expect([status, body.deleted.length]).toEqual([200, whole.texts.size]);
    const left = await until(async () => record().catch(() => undefined));
    expect(left.texts.size).toBe(0);
    expect(left.entries[body.entry - 1].kind).toBe("texts-deleted");
    expect(JSON.stringify(await director.page(x))).not.toContain("Because of a reason.");
  });
});
