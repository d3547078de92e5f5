import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { FileStore } from "../../src/store/index.ts";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { until } from "../builders/server.ts";
import { drawFrom, kill, type Running, startIn } from "./killed.ts";
import { tableFile } from "./table-file.ts";

/**
 * An exercise whose server is killed without a warning, again and again: whoever sits at the table comes back to their seat
 * by themselves, and nothing that they were told is done may be missing.
 */

interface Fact {
  readonly kind: string;
  readonly number?: number;
  readonly decision?: string;
}
interface Item {
  readonly seq: number;
  readonly at: number;
  readonly learnt?: { readonly facts: readonly Fact[] };
  readonly entry?: {
    readonly n: number;
    readonly kind: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
  readonly texts?: Readonly<Record<string, string>>;
}
interface Clock {
  readonly phase: string;
  readonly at: number;
  readonly speed: number;
}
interface Page {
  readonly stream: string;
  readonly clock: Clock;
  readonly items: readonly Item[];
}
type Sat =
  | {
      readonly ok: true;
      readonly stage: { readonly stream: string; readonly you: { readonly seat: string | null } };
    }
  | { readonly ok: false };

async function ask<T>({ url }: Running, key: string, path: string, body?: unknown): Promise<T> {
  const response = await fetchAlone(`${url}api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Servers start and read the library: on a machine that has much else to do it takes minutes. */
const PATIENCE_MS = 300_000;

/** How much exercise time a kill may take away: the instant is written down at least each half second of the pace. */
const KEPT_EACH_MS = 500;

/** Whether a server says that it is ready; false where there is none. */
const isReady = (port: number) =>
  fetchAlone(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Starts it again. `awayAt` is an instant at which it was not ready yet: what was asked then was refused. A server takes up its
 * exercises after it is ready, so none goes on before then, however slow the machine is.
 */
async function startAgain(data: string, port: number): Promise<{ server: Running; awayAt: number }> {
  const starting = startIn(data, port);
  let awayAt = performance.now();
  for (;;) {
    const asked = performance.now();
    if (await isReady(port)) break;
    awayAt = asked;
    await sleep(20);
  }
  return { server: await starting, awayAt };
}

/** The instant that is written down for an exercise, read from a copy of what the dead server left: it starts from there. */
function writtenInstant(data: string, id: string): number {
  const copy = mkdtempSync(join(tmpdir(), "golden-hour-left-"));
  try {
    cpSync(data, copy, { recursive: true });
    const store = new FileStore(join(copy, "server.db"));
    const entries = store.entries(id).map(({ text }) => JSON.parse(text) as { entry: { at: number } });
    const clock = Number(store.document("exercise", id, "clock") ?? 0);
    store.close();
    return Math.max(clock, ...entries.map(({ entry }) => entry.at));
  } finally {
    rmSync(copy, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Somebody in a seat, with a page that stays open whatever becomes of the server. */
class Sitter {
  readonly seat: string;
  readonly socket: Socket;
  /** texts that were acknowledged, and those of them that were reasons of decisions */
  readonly acknowledged: string[] = [];
  readonly decided: string[] = [];
  readonly faults: string[] = [];
  returns = 0;
  /** nothing more is asked for; where the server is dead or dies, what is not answered now never is */
  isOver = false;
  /** the latest that it was shown */
  clock: Clock = { phase: "planned", at: 0, speed: 1 };
  private readonly exercise: string;
  private readonly options: Readonly<Record<string, readonly string[]>>;
  private stream = "";
  /** connections so far */
  private lines = 0;
  private next = 1;
  private readonly open = new Map<number, string>();
  private turn = 0;

  constructor(
    url: string,
    key: string,
    exercise: string,
    seat: string,
    options: Readonly<Record<string, readonly string[]>>,
  ) {
    this.exercise = exercise;
    this.seat = seat;
    this.options = options;
    this.socket = io(url, {
      transports: ["websocket"],
      extraHeaders: { authorization: `Bearer ${key}` },
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 300,
    });
    this.socket.on("connect", () => {
      this.sit().catch(() => {});
    });
    this.socket.on("table", (page: Page) => this.take(page));
  }

  private async sit(): Promise<void> {
    this.lines++;
    const line = this.lines;
    while (this.socket.connected && line === this.lines) {
      // One at a time on a line, as a page asks: who asks twice is sent everything twice.
      const { exercise, stream, next } = this;
      const given = { exercise, since: next - 1, ...(stream === "" ? {} : { stream }) };
      const asked: Promise<Sat> = this.socket.timeout(PATIENCE_MS).emitWithAck("sit", given);
      const sat = await asked.catch((): Sat => ({ ok: false }));
      if (!sat.ok) {
        // The library is being read: whoever is early asks again.
        await sleep(200);
        continue;
      }
      if (sat.stage.you.seat !== this.seat) this.faults.push(`${this.seat}: came back to another seat`);
      this.returns++;
      return;
    }
  }

  private take({ stream, clock, items }: Page): void {
    if (stream !== this.stream) {
      this.stream = stream;
      this.next = 1;
      this.open.clear();
    }
    this.clock = clock;
    for (const { seq, learnt } of items) {
      if (seq !== this.next) this.faults.push(`${this.seat}: ${seq} came instead of ${this.next}`);
      this.next = seq + 1;
      for (const { kind, number = 0, decision = "" } of learnt?.facts ?? []) {
        if (kind === "decision.opened") this.open.set(number, decision);
        if (kind === "decision.answered" || kind === "decision.lapsed") this.open.delete(number);
      }
    }
  }

  /** One command after the other until the server is gone. */
  async write(round: number): Promise<void> {
    while (!this.isOver) {
      const text = `${this.seat} ${round} ${this.turn++}`;
      const [decision] = this.open;
      const option = decision === undefined ? undefined : this.optionOf(decision[1]);
      const command =
        decision !== undefined && option !== undefined
          ? { kind: "decide", decision: decision[0], option, reason: text }
          : { kind: this.turn % 2 === 0 ? "tell-control" : "free-action", text };
      if (decision !== undefined) this.open.delete(decision[0]);
      const answer = await this.socket
        .timeout(5000)
        .emitWithAck("act", { exercise: this.exercise, id: text.replaceAll(" ", "-"), command })
        .catch(() => undefined);
      if (answer === undefined) continue;
      const { ok, problem } = answer as {
        readonly ok: boolean;
        readonly problem?: { readonly code: string };
      };
      if (ok) {
        this.acknowledged.push(text);
        if (command.kind === "decide") this.decided.push(text);
      } else if (problem?.code !== "exercise/decision_closed")
        this.faults.push(`${text} was refused: ${problem?.code}`);
      await sleep(command.kind === "decide" ? 10 : 100);
    }
  }

  private optionOf(decision: string): string | undefined {
    const [name] = Object.keys(this.options).filter((each) => decision.endsWith(each));
    return this.options[name]?.[0];
  }
}

export interface KilledTable {
  readonly faults: readonly string[];
  /** commands, orders of the director among them */
  readonly acknowledged: number;
  /** decisions of seats among them */
  readonly decisions: number;
  readonly returns: number;
}

const SCENARIO = "unclear-order";
/** Platforms, each with somebody at the table, that are sent orders to decide on. */
const SEATS = ["file-hosting", "large-platform"];
/** Exercise milliseconds in one of the outside world: an order is delivered and opened within seconds. */
const SPEED = 60;
/** Orders to each seat in one piece. */
const ORDERS = 5;
/** Decisions of each seat between two kills, at least. */
const DECISIONS = 4;

/** Orders to both seats, one lot after the other until the server is gone. Answers with the titles that were acknowledged. */
async function sendOrders(
  direct: (name: string, command: object) => Promise<unknown>,
  round: number,
  isOver: () => boolean,
): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let turn = 0; !isOver(); turn++) {
    const title = `Orders ${round} ${turn}`;
    const acts = SEATS.flatMap((actor) =>
      Array.from({ length: ORDERS }, () => ({
        send: "removal-order",
        from: "interior-ministry",
        to: { actor },
      })),
    );
    const isDone = await direct(title.replaceAll(" ", "-"), { kind: "improvise", title, acts }).then(
      () => true,
      () => false,
    );
    if (isDone) acknowledged.push(title);
    await sleep(300);
  }
  return acknowledged;
}

/** Starts an exercise, lets two seats act on orders, kills, starts again and looks, so many times. */
export async function killTableOften(times: number, seed: number): Promise<KilledTable> {
  const data = mkdtempSync(join(tmpdir(), "golden-hour-table-"));
  const draw = drawFrom(seed);
  let server = await startIn(data);
  const port = Number(new URL(server.url).port);
  const sitters: Sitter[] = [];
  const faults: string[] = [];
  /** what the director brought up and was acknowledged */
  const ordered: string[] = [];
  try {
    const { id, key } = await ask<{ id: string; key: string }>(server, "", "/exercises", {
      file: { ...tableFile(SEATS), scenario: SCENARIO, speed: SPEED, duration: "P1D", patience: "PT6H" },
    });
    const path = `/exercises/${id}`;
    const direct = (name: string, command: object) =>
      ask<unknown>(server, key, `${path}/commands`, { id: name, command });
    const { code } = await ask<{ code: string }>(server, key, path);
    for (const seat of SEATS) {
      const response = await fetchAlone(`${server.url}api/v1${path}/join`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ code }),
      });
      const { participant } = (await response.json()) as { participant: string };
      const own = response.headers.getSetCookie()[0].split(";")[0].split("=")[1];
      await direct(`admit-${seat}`, { kind: "admit", participant, role: "player", seat });
      const { decisions } = await ask<{ decisions: { decision: string; options: string[] }[] }>(
        server,
        own,
        path,
      );
      const options = Object.fromEntries(decisions.map((each) => [each.decision, each.options]));
      sitters.push(new Sitter(server.url, own, id, seat, options));
    }
    await direct("start", { kind: "start" });
    await until(() => (sitters.every(({ returns }) => returns > 0) ? true : undefined), PATIENCE_MS);
    let entries: readonly Item[] = [];
    for (let round = 0; round < times; round++) {
      const before = sitters.map(({ returns }) => returns);
      let isOver = false;
      const ordering = sendOrders(direct, round, () => isOver);
      const writing = sitters.map((each) => each.write(round));
      // However slow the machine is: each seat has decided so often before it dies.
      const known = sitters.map((each) => each.decided.length);
      await until(
        () => (sitters.every((each, i) => each.decided.length >= known[i] + DECISIONS) ? true : undefined),
        PATIENCE_MS,
      );
      const silence = async () => {
        isOver = true;
        for (const each of sitters) each.isOver = true;
        await Promise.all(writing);
        ordered.push(...(await ordering).filter((title) => !ordered.includes(title)));
      };
      const latest = () => Math.max(...sitters.map((each) => each.clock.at));
      if (round % 2 === 1) {
        // Every other time long after anybody asked for anything: the clock alone is what could be lost.
        await silence();
        const from = latest();
        await until(() => (latest() > from + 3 * KEPT_EACH_MS * SPEED ? true : undefined), PATIENCE_MS);
      } else await sleep(Math.floor(draw() * 900));
      await kill(server);
      await silence();
      for (const each of sitters) each.isOver = false;
      const shown = latest();
      const written = writtenInstant(data, id);
      const again = await startAgain(data, port);
      server = again.server;
      await until(
        () => (sitters.every(({ returns }, i) => returns > before[i]) ? true : undefined),
        PATIENCE_MS,
      );
      // It goes on: from the first step of it on, time that should not count would be in it.
      const clock = await until(async () => {
        const seen = await ask<Page>(server, key, `${path}/updates?since=999999`);
        return seen.clock.at > written || seen.clock.phase !== "running" ? seen.clock : undefined;
      }, PATIENCE_MS);
      const since = performance.now() - again.awayAt;
      if (clock.phase !== "running") faults.push(`after kill ${round + 1}: ${clock.phase}`);
      // What anybody was shown is taken back by no more than what may be unwritten.
      if (written < shown - KEPT_EACH_MS * SPEED) faults.push(`after kill ${round + 1}: the clock went back`);
      // And it goes on from what is written at its pace, from when it was there again: its dead time counts for nothing.
      if (clock.at > written + since * SPEED)
        faults.push(
          `after kill ${round + 1}: the clock ran ahead, from ${written} to ${clock.at} in ${since} ms`,
        );
      const page = await allOf(server, key, path);
      const lost = entries.findIndex((item, i) => JSON.stringify(item) !== JSON.stringify(page[i]));
      if (lost >= 0) faults.push(`after kill ${round + 1}: entry ${lost + 1} is another one`);
      entries = page;
      const counted = new Map<string, number>();
      for (const { texts = {} } of page)
        for (const text of [texts.text, texts.reason, texts.title])
          if (text !== undefined) counted.set(text, (counted.get(text) ?? 0) + 1);
      for (const text of [...ordered, ...sitters.flatMap((each) => each.acknowledged)])
        if (counted.get(text) !== 1)
          faults.push(`after kill ${round + 1}: “${text}” is there ${counted.get(text) ?? 0} times`);
    }
    return {
      faults: [...faults, ...sitters.flatMap((each) => each.faults)],
      acknowledged: ordered.length + sitters.reduce((sum, each) => sum + each.acknowledged.length, 0),
      decisions: sitters.reduce((sum, each) => sum + each.decided.length, 0),
      returns: sitters.reduce((sum, each) => sum + each.returns, 0),
    };
  } finally {
    for (const { socket } of sitters) socket.close();
    await kill(server);
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** All entries of the record, as control is told them. */
async function allOf(server: Running, key: string, path: string): Promise<Item[]> {
  const entries: Item[] = [];
  for (let since = 0; ; ) {
    const { items } = await ask<Page>(server, key, `${path}/updates?since=${since}`);
    if (items.length === 0) return entries;
    since += items.length;
    for (const { seq: _, ...item } of items) if (item.entry !== undefined) entries.push({ seq: 0, ...item });
  }
}
