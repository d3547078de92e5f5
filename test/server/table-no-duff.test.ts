import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TABLE_ROLES } from "../../src/model/index.ts";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { type Started, startServer, until } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";

/** A real emergency: whoever says so, everything stands still, on every screen, until the director says that it is over. */

interface Clock {
  readonly at: number;
  readonly isRunning: boolean;
  readonly isFrozen: boolean;
}
interface Told {
  readonly stream: string;
  readonly clock: Clock;
  readonly items: readonly object[];
}

const MINUTE = 60_000;
const EVERYBODY = [...TABLE_ROLES, "waiting"] as const;
type Who = (typeof EVERYBODY)[number];

/** The wall of the server, which goes on when it is told to. */
let wall = 0;
let server: Started;
let x = "";
const keys = new Map<Who, string>();
const sockets = new Map<Who, Socket>();
const clocks = new Map<Who, Clock>();
/** steps of everybody's stream since the last freeze */
const steps = new Map<Who, object[]>();

async function ask<T>(who: Who | undefined, method: string, path: string, body?: unknown) {
  const response = await fetchAlone(`http://127.0.0.1:${server.port}/api/v1${path}`, {
    method,
    headers: {
      ...(who === undefined ? {} : { authorization: `Bearer ${keys.get(who)}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { response, body: (await response.json()) as T & { readonly code?: string } };
}

let names = 0;
const act = async (who: Who, command: object) => {
  const { response, body } = await ask<{ at: number }>(who, "POST", `/exercises/${x}/commands`, {
    id: `c-${names++}`,
    command,
  });
  return response.ok ? body.at : (body.code ?? "");
};

interface Control {
  readonly at: number;
  readonly rows: readonly { readonly number: string; readonly status: string; readonly dueAt: number }[];
}
const control = async () => (await ask<Control>("director", "GET", `/exercises/${x}/control`)).body;
const row = async () => (await control()).rows.find(({ number }) => number === "1.01");

beforeAll(async () => {
  server = await startServer({ clock: { now: () => wall, today: () => new Date().toISOString() } });
  const { body } = await ask<{ id: string; key: string }>(undefined, "POST", "/exercises", {
    file: { ...tableFile(["interior-ministry"]), speed: 1 },
  });
  x = body.id;
  keys.set("director", body.key);
  const { body: table } = await ask<{ code: string }>("director", "GET", `/exercises/${x}`);
  for (const who of EVERYBODY) {
    if (who === "director") continue;
    const { response, body: joined } = await ask<{ participant: string }>(
      undefined,
      "POST",
      `/exercises/${x}/join`,
      { code: table.code },
    );
    keys.set(who, response.headers.getSetCookie()[0].split(";")[0].split("=")[1]);
    if (who === "waiting") continue;
    const seat = who === "player" ? { seat: "interior-ministry" } : {};
    expect(
      await act("director", { kind: "admit", participant: joined.participant, role: who, ...seat }),
    ).toBe(0);
  }
  for (const who of EVERYBODY) {
    const socket = io(`http://127.0.0.1:${server.port}`, {
      transports: ["websocket"],
      extraHeaders: { authorization: `Bearer ${keys.get(who)}` },
      forceNew: true,
    });
    sockets.set(who, socket);
    socket.on("table", ({ clock, items }: Told) => {
      clocks.set(who, clock);
      steps.get(who)?.push(...items);
    });
    const sat = (await socket.emitWithAck("sit", { exercise: x })) as { readonly ok: boolean };
    expect(sat).toMatchObject({ ok: true });
  }
  expect(await act("director", { kind: "start" })).toBe(0);
});

afterAll(async () => {
  for (const socket of sockets.values()) socket.close();
  await server?.close();
});

/** Until every screen shows a clock for which something holds. */
const everywhere = (holds: (clock: Clock) => boolean) =>
  until(() => {
    const shown = EVERYBODY.map((who) => clocks.get(who));
    return shown.every((clock) => clock !== undefined && holds(clock)) ? true : undefined;
  });

describe("NO DUFF", () => {
  test.each(TABLE_ROLES)(
    "from the %s stops the clock at once and covers every screen; only the director lets it go on",
    async (by) => {
      await everywhere(({ isRunning }) => isRunning);
      wall += MINUTE;
      const asked = await until(async () => ((await control()).at > 0 ? true : undefined));
      expect(asked).toBe(true);
      const before = (await control()).at;
      const at = await act(by, { kind: "no-duff" });
      expect(at).toBeGreaterThanOrEqual(before);
      for (const who of EVERYBODY) steps.set(who, []);
      await everywhere(({ isFrozen, isRunning }) => isFrozen && !isRunning);
      for (const who of EVERYBODY.slice(0, -1)) expect([who, clocks.get(who)?.at]).toEqual([who, at]);

      // An hour of the outside world, in which the row of the plan would have come.
      wall += 60 * MINUTE;
      for (const who of EVERYBODY) {
        if (who === "director") continue;
        const code = who === "waiting" ? "exercise/waiting" : "exercise/not_allowed";
        expect([who, await act(who, { kind: "resume-no-duff" })]).toEqual([who, code]);
      }
      for (const [who, command] of [
        ["director", { kind: "resume" }],
        ["director", { kind: "speed", speed: 60 }],
        ["director", { kind: "next-move" }],
        ["controller", { kind: "row", number: "1.01", does: "send" }],
        ["facilitator", { kind: "improvise", title: "More.", to: ["interior-ministry"] }],
        ["player", { kind: "free-action", text: "Call them." }],
        ["observer", { kind: "no-duff" }],
      ] as const)
        expect([who, command.kind, await act(who, command)]).toEqual([who, command.kind, "exercise/frozen"]);
      // What still goes on then is written at the instant of the freeze: people go out.
      expect(await act("director", { kind: "remove", participant: "p-0000000000000000" })).toBe(
        "exercise/unknown_participant",
      );
      expect((await control()).at).toBe(at);
      expect(await row()).toMatchObject({ status: "armed", dueAt: 40 * MINUTE });
      for (const who of EVERYBODY) {
        const { body } = await ask<{ clock: Clock }>(who, "GET", `/exercises/${x}`);
        expect([who, body.clock]).toMatchObject([who, { at, isFrozen: true, isRunning: false }]);
        const news = steps.get(who)?.filter((item) => "learnt" in item || "facts" in item);
        expect([who, news]).toEqual([who, []]);
      }

      expect(await act("director", { kind: "resume-no-duff" })).toBe(at);
      await everywhere(({ isFrozen, isRunning }) => !isFrozen && isRunning);
      expect((await control()).at).toBe(at);
    },
    60_000,
  );

  test("holds what was due, which comes at its own exercise time afterwards", async () => {
    expect((await control()).at).toBeLessThan(40 * MINUTE);
    wall += 41 * MINUTE;
    const brought = await until(async () => {
      const found = await row();
      return found?.status === "armed" ? undefined : found;
    });
    expect(brought.dueAt).toBe(40 * MINUTE);
    const { body } = await ask<{ items: { learnt?: { at: number; facts: { kind: string }[] } }[] }>(
      "player",
      "GET",
      `/exercises/${x}/updates`,
    );
    const injects = body.items.filter(({ learnt }) =>
      learnt?.facts.some(({ kind }) => kind.startsWith("inject")),
    );
    expect(injects.map(({ learnt }) => learnt?.at)).toEqual([40 * MINUTE]);
  });
});
