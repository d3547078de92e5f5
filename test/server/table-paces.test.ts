import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { type Started, startServer } from "../builders/server.ts";
import { drawFrom } from "./killed.ts";
import { tableFile } from "./table-file.ts";

/**
 * The same inputs at the same exercise times, through the server, at another pace each time: other speeds, pauses, looks at
 * the clock, devices and ways of the network, with commands that come twice, late and out of their order. What happens and
 * what each seat is told of it are the same.
 */

const MINUTE = 60_000;
const SEATS = ["interior-ministry", "secretariat"] as const;
type Seat = (typeof SEATS)[number];

/** What one of the seats does at an instant of exercise time; a decision that is open by its place among those open. */
interface Input {
  readonly at: number;
  readonly seat: Seat;
  readonly command: object;
}

interface Item {
  readonly seq: number;
  readonly at: number;
  readonly learnt?: {
    readonly facts: readonly { readonly kind: string; readonly number: number; readonly decision: string }[];
  };
  readonly facts?: readonly { readonly kind: string; readonly at: number }[];
  readonly done?: { readonly kind: string };
}

/** The wall of the server, which goes on when it is told to. */
let wall = 0;
let server: Started;

async function ask<T>(key: string, method: string, path: string, body?: unknown) {
  const response = await fetchAlone(`http://127.0.0.1:${server.port}/api/v1${path}`, {
    method,
    headers: {
      ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const [cookie = ""] = response.headers.getSetCookie();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return {
    isDone: response.ok,
    body: (isJson ? JSON.parse(text) : text) as T & { readonly code?: string; readonly at?: number },
    key: cookie.split(";")[0].split("=")[1] ?? "",
  };
}

/** A table of which every step is asked for, and what it came to. */
class Table {
  x = "";
  director = "";
  readonly keys = new Map<Seat, string>();
  readonly options = new Map<string, readonly string[]>();
  private at = 0;
  private speed = 50;
  private names = 0;

  async open(): Promise<this> {
    const made = await ask<{ id: string; key: string }>("", "POST", "/exercises", {
      file: { ...tableFile(SEATS), speed: 50 },
    });
    this.x = made.body.id;
    this.director = made.body.key;
    const { code } = (await ask<{ code: string }>(this.director, "GET", `/exercises/${this.x}`)).body;
    for (const seat of SEATS) {
      const { body, key } = await ask<{ participant: string }>("", "POST", `/exercises/${this.x}/join`, {
        code,
      });
      this.keys.set(seat, key);
      await this.direct({ kind: "admit", participant: body.participant, role: "player", seat });
      type Stage = { decisions: { decision: string; options: string[] }[] };
      const stage = (await ask<Stage>(key, "GET", `/exercises/${this.x}`)).body;
      for (const { decision, options } of stage.decisions) this.options.set(decision, options);
    }
    await this.direct({ kind: "start" });
    return this;
  }

  act(key: string, command: object, id: string) {
    return ask<object>(key, "POST", `/exercises/${this.x}/commands`, { id, command });
  }

  async direct(command: object): Promise<void> {
    const { isDone, body } = await this.act(this.director, command, `d-${this.names++}`);
    if (!isDone) throw new Error(`${JSON.stringify(command)}: ${body.code}`);
  }

  async pace(speed: number): Promise<void> {
    await this.direct({ kind: "speed", speed });
    this.speed = speed;
  }

  async pause(ms: number): Promise<void> {
    await this.direct({ kind: "pause" });
    wall += ms;
    // It stands, whoever looks.
    expect(
      (await ask<{ clock: { at: number } }>(this.director, "GET", `/exercises/${this.x}`)).body.clock.at,
    ).toBe(this.at);
    await this.direct({ kind: "resume" });
  }

  /** The wall goes on until the exercise stands at an instant; speeds divide a second, so it is met exactly. */
  async goTo(at: number): Promise<void> {
    wall += (at - this.at) / this.speed;
    this.at = at;
  }

  async items(key: string): Promise<readonly Item[]> {
    const all: Item[] = [];
    for (;;) {
      const path = `/exercises/${this.x}/updates?since=${all.length}`;
      const { items } = (await ask<{ items: Item[] }>(key, "GET", path)).body;
      if (items.length === 0) return all;
      all.push(...items);
    }
  }

  /** All facts of the run, and what each seat learnt of them with its own numbers; and the digest that its report tells. */
  async outcome() {
    const facts = (await this.items(this.director)).flatMap((item) => item.facts ?? []);
    const learnt: Record<string, unknown> = {};
    for (const [seat, key] of this.keys)
      learnt[seat] = (await this.items(key)).flatMap((item) => item.learnt ?? []);
    const { body } = await ask<string>(this.director, "GET", `/exercises/${this.x}/documents/report/md`);
    const digest = /Digest of the run \| ([0-9a-f]+)/.exec(body)?.[1];
    return { facts, learnt, digest };
  }
}

/** Instants at which somebody does something, each a whole second. */
const INSTANTS = [3, 7, 8, 15, 22, 30, 38].map((minutes) => minutes * MINUTE + 17_000);

/** Plays as it comes: who is asked for a decision takes it, who is not does something else. */
async function playFirst(): Promise<{ table: Table; inputs: readonly Input[] }> {
  const table = await new Table().open();
  const inputs: Input[] = [];
  for (const [turn, at] of INSTANTS.entries()) {
    await table.goTo(at);
    for (const seat of SEATS) {
      const key = table.keys.get(seat) ?? "";
      // The first thing that is asked for brings the table to this instant.
      const said = { kind: "tell-control", text: `${seat} at ${at}` };
      expect((await table.act(key, said, `said-${seat}-${at}`)).body.at).toBe(at);
      const facts = (await table.items(key)).flatMap(({ learnt }) => learnt?.facts ?? []);
      const closed = new Set(
        facts
          .filter(({ kind }) => kind === "decision.answered" || kind === "decision.lapsed")
          .map((each) => each.number),
      );
      const open = facts.find(({ kind, number }) => kind === "decision.opened" && !closed.has(number));
      const [name] = [...table.options.keys()].filter((each) => open?.decision.endsWith(each) === true);
      const options = table.options.get(name) ?? [];
      const command =
        open === undefined || options.length === 0
          ? { kind: "message", to: SEATS[turn % 2], message: "update", text: `Words ${turn}` }
          : {
              kind: "decide",
              decision: open.number,
              option: options[turn % options.length],
              reason: `Why ${turn}`,
            };
      if (!("decision" in command) && command.to === seat) continue;
      expect((await table.act(key, command, `did-${seat}-${at}`)).isDone).toBe(true);
      inputs.push({ at, seat, command });
    }
  }
  await table.goTo(40 * MINUTE + 30_000);
  await table.direct({ kind: "end" });
  return { table, inputs };
}

const SPEEDS = [1, 2, 4, 5, 10, 20, 25, 40, 50];

/** The same inputs at the same exercise times, and everything else as it was drawn. */
async function playAgain(inputs: readonly Input[], seed: number): Promise<Table> {
  const draw = drawFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)];
  const table = await new Table().open();
  const sent: { readonly key: string; readonly command: object; readonly id: string }[] = [];
  let socket: Socket | undefined;
  for (const [place, { at, seat, command }] of inputs.entries()) {
    const before = inputs[place - 1]?.at ?? 0;
    // Up to three changes of the pace on the way, each at a whole second of exercise time, with looks and pauses between.
    const stops = Array.from(
      { length: Math.floor(draw() * 4) },
      () => before + Math.floor((draw() * (at - before)) / 1000) * 1000,
    );
    for (const stop of stops.sort((a, b) => a - b)) {
      if (at === before) break;
      await table.goTo(stop);
      await table.pace(pick(SPEEDS));
      if (draw() < 0.5) await table.pause(Math.floor(draw() * 1e7));
    }
    await table.goTo(at);
    const key = table.keys.get(seat) ?? "";
    const id = `did-${seat}-${at}`;
    if (draw() < 0.5) {
      // From another device of the same person, whose line is cut right after.
      socket = io(`http://127.0.0.1:${server.port}`, {
        transports: ["websocket"],
        extraHeaders: { authorization: `Bearer ${key}` },
        forceNew: true,
        reconnection: false,
      });
      const answer = (await socket.emitWithAck("act", { exercise: table.x, id, command })) as {
        readonly at?: number;
      };
      expect(answer.at).toBe(at);
      socket.close();
    } else {
      // The network brings it twice at once.
      const twice = await Promise.all([table.act(key, command, id), table.act(key, command, id)]);
      expect(twice.map(({ body }) => body.at)).toEqual([at, at]);
    }
    sent.push({ key, command, id });
    // And what was sent long ago comes again: it counts for nothing, and is answered with when it was done.
    const late = pick(sent);
    expect((await table.act(late.key, late.command, late.id)).isDone).toBe(true);
  }
  await table.pause(1e6);
  await table.goTo(40 * MINUTE + 30_000);
  await table.direct({ kind: "end" });
  return table;
}

beforeAll(async () => {
  server = await startServer({ clock: { now: () => wall, today: () => new Date().toISOString() } });
});
afterAll(() => server?.close());

describe("the same inputs at the same exercise times", () => {
  test("give the same log, the same digest and the same views, whatever the speed, the pauses and the network", async () => {
    const { table, inputs } = await playFirst();
    const first = await table.outcome();
    expect(inputs.filter(({ command }) => "decision" in command).length).toBeGreaterThan(1);
    expect(first.facts.length).toBeGreaterThan(100);
    expect(first.digest).toMatch(/^[0-9a-f]{32}$/);
    // The row of the plan came at its time, to the millisecond.
    const brought = first.facts.filter(({ kind }) => kind === "inject.delivered");
    expect(brought.map(({ at }) => at)).toEqual([40 * MINUTE]);
    for (const seed of [1, 2]) {
      const again = await (await playAgain(inputs, seed)).outcome();
      expect(again.digest).toBe(first.digest);
      expect(again.facts).toEqual(first.facts);
      expect(again.learnt).toEqual(first.learnt);
    }
    // What is done at another instant is another run: the digest looks at it.
    const [{ at, ...rest }, ...others] = inputs;
    const other = await (await playAgain([{ ...rest, at: at - MINUTE }, ...others], 3)).outcome();
    expect(other.digest).not.toBe(first.digest);
  });
});
