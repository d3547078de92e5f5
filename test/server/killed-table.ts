import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
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

/** Somebody in a seat, with a page that stays open whatever becomes of the server. */
class Sitter {
  readonly seat: string;
  readonly socket: Socket;
  /** texts that were acknowledged */
  readonly acknowledged: string[] = [];
  readonly faults: string[] = [];
  returns = 0;
  /** the server is dead or dies: what is not answered now never is */
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
    for (;;) {
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
      if (answer === undefined) {
        if (this.isOver) return;
        continue;
      }
      const { ok, problem } = answer as {
        readonly ok: boolean;
        readonly problem?: { readonly code: string };
      };
      if (ok) this.acknowledged.push(text);
      else if (problem?.code !== "exercise/decision_closed")
        this.faults.push(`${text} was refused: ${problem?.code}`);
      await sleep(10);
    }
  }

  private optionOf(decision: string): string | undefined {
    const [name] = Object.keys(this.options).filter((each) => decision.endsWith(each));
    return this.options[name]?.[0];
  }
}

export interface KilledTable {
  readonly faults: readonly string[];
  readonly acknowledged: number;
  readonly decisions: number;
  readonly returns: number;
}

const SEATS = ["interior-ministry", "secretariat"];

/** Starts an exercise, lets two seats act, kills, starts again and looks, so many times. */
export async function killTableOften(times: number, seed: number): Promise<KilledTable> {
  const data = mkdtempSync(join(tmpdir(), "golden-hour-table-"));
  const draw = drawFrom(seed);
  let server = await startIn(data);
  const port = Number(new URL(server.url).port);
  const sitters: Sitter[] = [];
  const faults: string[] = [];
  try {
    const { id, key } = await ask<{ id: string; key: string }>(server, "", "/exercises", {
      file: { ...tableFile(SEATS), speed: 10, patience: "PT2M" },
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
      const writing = sitters.map((each) => each.write(round));
      // However slow the machine is: something is acknowledged before it dies.
      const known = sitters.map((each) => each.acknowledged.length);
      await until(
        () => (sitters.every((each, i) => each.acknowledged.length > known[i]) ? true : undefined),
        PATIENCE_MS,
      );
      await sleep(Math.floor(draw() * 900));
      await kill(server);
      for (const each of sitters) each.isOver = true;
      await Promise.all(writing);
      for (const each of sitters) each.isOver = false;
      const shown = Math.max(...sitters.map(({ clock }) => clock.at));
      const gone = performance.now();
      server = await startIn(data, port);
      await until(
        () => (sitters.every(({ returns }, i) => returns > before[i]) ? true : undefined),
        PATIENCE_MS,
      );
      const { clock } = await ask<Page>(server, key, `${path}/updates?since=999999`);
      const away = performance.now() - gone;
      if (clock.phase !== "running") faults.push(`after kill ${round + 1}: ${clock.phase}`);
      // The instant is written down twice a second where nothing else is new.
      if (clock.at < shown - 1000 * clock.speed) faults.push(`after kill ${round + 1}: the clock went back`);
      if (clock.at > shown + away * clock.speed) faults.push(`after kill ${round + 1}: the clock ran ahead`);
      const page = await allOf(server, key, path);
      const lost = entries.findIndex((item, i) => JSON.stringify(item) !== JSON.stringify(page[i]));
      if (lost >= 0) faults.push(`after kill ${round + 1}: entry ${lost + 1} is another one`);
      entries = page;
      const counted = new Map<string, number>();
      for (const { texts = {} } of page)
        for (const text of [texts.text, texts.reason])
          if (text !== undefined) counted.set(text, (counted.get(text) ?? 0) + 1);
      for (const text of sitters.flatMap((each) => each.acknowledged))
        if (counted.get(text) !== 1)
          faults.push(`after kill ${round + 1}: “${text}” is there ${counted.get(text) ?? 0} times`);
    }
    return {
      faults: [...faults, ...sitters.flatMap((each) => each.faults)],
      acknowledged: sitters.reduce((sum, each) => sum + each.acknowledged.length, 0),
      decisions: entries.filter(({ entry }) => entry?.kind === "decided").length,
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
