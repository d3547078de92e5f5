import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import type { z } from "zod";
import { LANGUAGES, type Language } from "../words/index.ts";
import type { Access } from "./access.ts";
import type { RequestLine } from "./app.ts";
import type { Comparisons } from "./comparisons.ts";
import {
  actSchema,
  type ClientMessages,
  proposeSchema,
  type Refusal,
  riseSchema,
  type ServerMessages,
  sitSchema,
  type Update,
  unwatchSchema,
  watchComparisonSchema,
  watchSchema,
} from "./contract.ts";
import type { Metrics } from "./metrics.ts";
import { HttpProblem, notValid, problemDocument, toProblem } from "./problem.ts";
import type { RunListener, Runs } from "./runs.ts";
import type { Story } from "./story.ts";
import { streamName } from "./stream-name.ts";
import type { Controlled, TableClock, TableItem, ViewName } from "./table-shapes.ts";
import type { Known, TableListener, TablePage, Tables } from "./tables.ts";

/** Updates in a message, and messages at a time, for who catches up. */
const PAGE = 200;
const PAGES_AT_ONCE = 3;
/** Messages that wait to be taken before somebody counts as slow. */
const MOST_WAITING = 12;
/** Messages from one socket in ten seconds. */
const MOST_MESSAGES = 200;
const WINDOW_MS = 10_000;
const LARGEST_MESSAGE = 64_000;
const MOST_WATCHED = 20;

type LiveServer = Server<ClientMessages, ServerMessages>;
type LiveSocket = Socket<ClientMessages, ServerMessages>;

/** Somebody who watches a run: what they were sent last, and how they get what is next. */
interface Watcher {
  readonly socket: LiveSocket;
  readonly run: string;
  /** what is written of the run */
  readonly story: Story;
  sent: number;
  /** `live`: each update as it comes. `behind`: what is missing, in pages. `slow`: all that is missing in one, once there is room. */
  how: "live" | "behind" | "slow";
  /** pages are being read for it */
  isReading: boolean;
}

const roomOf = (run: string) => `run ${run}`;
const roomOfComparison = (id: string) => `comparison ${id}`;

/** What a clock is told to be, apart from its time. */
function standingOf({ phase, isPaused, isFrozen, isRunning, speed, move }: TableClock): string {
  return JSON.stringify([phase, isPaused, isFrozen, isRunning, speed, move]);
}

/** Messages that wait to be taken by the network: the one place that looks into Socket.IO's own buffer. */
function waitingOf({ conn }: LiveSocket): number {
  return (conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer.length;
}

/** Somebody who follows their own stream of an exercise. */
interface Sitter {
  readonly socket: LiveSocket;
  stream: string;
  readonly participant: string;
  /** in the waiting room, as far as they were told */
  isWaiting: boolean;
  view?: ViewName;
  sent: number;
  isSending: boolean;
  /** what of the state of the table was sent last, to those who see it, and when */
  turn: number;
  turnedAt: number;
  /** what the clock was told to be, apart from its time, and when */
  clock: string;
  toldAt: number;
}

/** How often a clock that runs is told though nothing else is new, milliseconds. */
const HEARTBEAT_MS = 500;
/** The state of the table goes out no more often than so, milliseconds. */
const CONTROL_MS = 250;

export interface LiveParts {
  readonly runs: Runs;
  readonly comparisons: Comparisons;
  readonly tables: Tables;
  readonly access: Access;
  readonly metrics: Metrics;
  /** milliseconds of the wall clock that runs go by */
  readonly now: () => number;
  /** several servers: a poll that goes to another one than the one before would find nobody who knows it */
  readonly webSocketOnly: boolean;
  readonly onRequest?: (line: RequestLine) => void;
  readonly log: (what: string, details?: Readonly<Record<string, unknown>>) => void;
}

/**
 * Sockets: whoever watches a run gets its numbered updates, each once and in order, from where they left off. Who does not
 * take them in time is not waited for: they get what they missed in one piece when they can.
 */
export class Live implements RunListener, TableListener {
  private readonly io: LiveServer;
  private readonly parts: LiveParts;
  private readonly watchers = new Map<string, Map<string, Watcher>>();
  private readonly sitters = new Map<string, Map<string, Sitter>>();

  constructor(http: HttpServer, parts: LiveParts) {
    this.parts = parts;
    const { access, webSocketOnly } = parts;
    this.io = new Server(http, {
      maxHttpBufferSize: LARGEST_MESSAGE,
      // Streams are numbered and kept here: what the library could recover by itself is not asked for.
      serveClient: false,
      ...(webSocketOnly ? { transports: ["websocket"] } : {}),
      allowRequest: (request, answer) => {
        const isKnown = access.isAllowed(request) || parts.tables.holdsAKey(request);
        const fault = access.faultOf(request) ?? (isKnown ? undefined : "access/token");
        answer(fault ?? null, fault === undefined);
      },
    });
    this.io.on("connection", (socket) => this.welcome(socket));
    parts.comparisons.onProgress = (comparison) =>
      this.io.to(roomOfComparison(comparison.id)).emit("progress", { comparison });
  }

  private welcome(socket: LiveSocket): void {
    const language: Language = LANGUAGES.find((each) => each === socket.handshake.query.lang) ?? "en";
    let messages = 0;
    let windowEnds = 0;
    /** Parses, does, answers; whatever goes wrong is told as a problem and changes nothing. */
    const on = <Schema extends z.ZodType, Answer extends object>(
      name: string,
      schema: Schema,
      act: (given: z.output<Schema>) => Promise<Answer> | Answer,
    ) => {
      return (given: unknown, answer: unknown): void => {
        const reply = typeof answer === "function" ? (answer as (value: unknown) => void) : () => {};
        const now = performance.now();
        if (now > windowEnds) {
          messages = 0;
          windowEnds = now + WINDOW_MS;
        }
        messages++;
        Promise.resolve()
          .then(() => {
            if (messages > MOST_MESSAGES) throw new HttpProblem("request/too_many");
            const parsed = schema.safeParse(given);
            if (!parsed.success) throw notValid(parsed.error);
            return act(parsed.data);
          })
          .then((value) => {
            reply({ ok: true, ...value });
            return 200;
          })
          .catch((error: unknown) => {
            const problem = toProblem(error, (cause) => this.parts.log("message failed", { error: cause }));
            const document = problemDocument(problem, language);
            reply({ ok: false, problem: document } satisfies Refusal);
            return document.status;
          })
          .then((status) => {
            const ms = Math.round(performance.now() - now);
            return this.parts.onRequest?.({ method: "socket", path: name, status, ms });
          });
      };
    };
    socket.on(
      "watch",
      on("watch", watchSchema, ({ run, since }) => {
        this.mayLook(socket);
        return this.watch(socket, run, since);
      }) as ClientMessages["watch"],
    );
    socket.on(
      "unwatch",
      on("unwatch", unwatchSchema, ({ run }) => this.unwatch(socket, run)) as ClientMessages["unwatch"],
    );
    socket.on(
      "command",
      on("command", proposeSchema, ({ run, id, command }) => {
        this.mayLook(socket);
        return this.parts.runs.command(run, command, id);
      }) as ClientMessages["command"],
    );
    socket.on(
      "watch-comparison",
      on("watch-comparison", watchComparisonSchema, async ({ comparison: id }) => {
        this.mayLook(socket);
        const comparison = this.parts.comparisons.get(id);
        if (socket.rooms.size > 2 * MOST_WATCHED)
          throw new HttpProblem("server/busy", { limit: String(MOST_WATCHED) });
        await socket.join(roomOfComparison(id));
        return { comparison };
      }) as ClientMessages["watch-comparison"],
    );
    socket.on(
      "unwatch-comparison",
      on("unwatch-comparison", watchComparisonSchema, async ({ comparison: id }) => {
        await socket.leave(roomOfComparison(id));
        return {};
      }) as ClientMessages["unwatch-comparison"],
    );
    socket.on(
      "sit",
      on("sit", sitSchema, ({ exercise, since, stream }) =>
        this.sit(socket, exercise, since, stream),
      ) as ClientMessages["sit"],
    );
    socket.on(
      "rise",
      on("rise", riseSchema, ({ exercise }) => {
        this.leaveTable(exercise, socket);
        return {};
      }) as ClientMessages["rise"],
    );
    socket.on(
      "act",
      on("act", actSchema, ({ exercise, id, command }) =>
        this.parts.tables.act(exercise, socket.request, command, id),
      ) as ClientMessages["act"],
    );
    socket.on("disconnect", () => {
      for (const exercise of this.sitters.keys()) this.leaveTable(exercise, socket);
      for (const run of this.watchers.keys()) this.unwatch(socket, run);
    });
  }

  /** Runs and comparisons are the operator's, and shut to players while they play. */
  private mayLook({ request }: LiveSocket): void {
    const { access, tables } = this.parts;
    if (!access.isAllowed(request)) throw new HttpProblem("access/token");
    if (tables.isVeiled(request)) throw new HttpProblem("exercise/veiled");
  }

  // ---- exercises

  private async sit(socket: LiveSocket, exercise: string, since: number, stream: string | undefined) {
    const stage = await this.parts.tables.sit(exercise, socket.request);
    const table = this.sitters.get(exercise) ?? new Map<string, Sitter>();
    this.sitters.set(exercise, table);
    const sent = stream === stage.stream ? Math.min(since, stage.head) : 0;
    const { participant } = stage.you;
    const sitter: Sitter = {
      socket,
      participant,
      isWaiting: stage.you.role === null,
      stream: stage.stream,
      sent,
      isSending: false,
      turn: -1,
      turnedAt: Number.NEGATIVE_INFINITY,
      // In the waiting room there is nothing to follow but the clock, which is told with this answer.
      clock: stage.you.role === null ? standingOf(stage.clock) : "",
      toldAt: 0,
    };
    if (!socket.connected) return { stage };
    this.leaveTable(exercise, socket);
    table.set(socket.id, sitter);
    this.parts.tables.follows(exercise, participant, 1);
    setImmediate(() => this.serve(exercise, sitter));
    return { stage };
  }

  private leaveTable(exercise: string, socket: LiveSocket): void {
    const table = this.sitters.get(exercise);
    const sitter = table?.get(socket.id);
    if (sitter === undefined) return;
    table?.delete(socket.id);
    this.parts.tables.follows(exercise, sitter.participant, -1);
  }

  /** Brings a participant up to the last step of their own stream; whose place has changed is told of it as it is now. */
  private serve(exercise: string, sitter: Sitter): void {
    if (sitter.isSending || this.sitters.get(exercise)?.get(sitter.socket.id) !== sitter) return;
    if (waitingOf(sitter.socket) > MOST_WAITING) return;
    sitter.isSending = true;
    this.sendTable(exercise, sitter)
      .catch((error: unknown) => {
        // Whoever was sent out has no stream any more.
        if (!(error instanceof HttpProblem)) this.parts.log("sitter failed", { error });
      })
      .finally(() => {
        sitter.isSending = false;
      });
  }

  private async sendTable(exercise: string, sitter: Sitter): Promise<void> {
    const { socket } = sitter;
    const { tables } = this.parts;
    const known = await tables.who(exercise, socket.request);
    if (known.participant.role === undefined) return this.sendClock(exercise, sitter, known);
    const page = tables.page(known, sitter.sent, sitter.stream);
    const { stream, clock, items, head, view } = page;
    if (view !== sitter.view && sitter.view !== undefined) {
      // Another place, another stream: from its beginning.
      sitter.view = view;
      sitter.turn = -1;
      sitter.sent = 0;
      return this.sendTable(exercise, sitter);
    }
    sitter.view = view;
    const shown = standingOf(clock);
    const now = this.parts.now();
    // Who was let in is told so, though before STARTEX there is nothing else to tell.
    if (sitter.isWaiting) sitter.clock = "";
    sitter.isWaiting = false;
    const isClockNews = shown !== sitter.clock || (clock.isRunning && now - sitter.toldAt >= HEARTBEAT_MS);
    const control = this.controlNews(sitter, page, now);
    if (items.length === 0 && !isClockNews && control === undefined) return;
    sitter.stream = stream;
    sitter.sent = items.at(-1)?.seq ?? Math.min(sitter.sent, head);
    sitter.clock = shown;
    sitter.toldAt = now;
    socket.emit("table", { exercise, stream, clock, items, ...(control === undefined ? {} : { control }) });
  }

  /** Who waits is told when the exercise begins, stands still or ends: a real emergency is theirs too. */
  private sendClock(exercise: string, sitter: Sitter, { host }: Known): void {
    const clock = host.clock();
    const shown = standingOf(clock);
    if (shown === sitter.clock) return;
    sitter.clock = shown;
    sitter.socket.emit("table", { exercise, stream: streamName(host, undefined), clock, items: [] });
  }

  /** The state of the table for those who see it, where it has changed. */
  private controlNews(
    sitter: Sitter,
    { view, known, stream }: TablePage,
    now: number,
  ): Controlled | undefined {
    if (view !== "control" || now - sitter.turnedAt < CONTROL_MS) return undefined;
    // Turns of a table that was taken up anew are counted anew.
    const since = stream === sitter.stream ? sitter.turn : -1;
    const control = this.parts.tables.control(known, since);
    if (control === undefined) return undefined;
    sitter.turn = control.turn;
    sitter.turnedAt = now;
    return control;
  }

  onItems(exercise: string, view: ViewName, _items: readonly TableItem[]): void {
    for (const sitter of this.sitters.get(exercise)?.values() ?? [])
      if (sitter.view === view) this.serve(exercise, sitter);
  }

  onTakenUp(exercise: string): void {
    for (const sitter of this.sitters.get(exercise)?.values() ?? []) this.serve(exercise, sitter);
  }

  /** Who watched runs and comparisons and now plays, or is a stranger, watches them no longer. */
  onStarted(): void {
    for (const socket of this.io.of("/").sockets.values()) {
      if (!this.parts.tables.isVeiled(socket.request)) continue;
      for (const run of this.watchers.keys()) this.unwatch(socket, run);
      for (const room of socket.rooms)
        if (room.startsWith(roomOfComparison(""))) Promise.resolve(socket.leave(room)).catch(() => {});
    }
  }

  private async watch(socket: LiveSocket, run: string, since: number | undefined) {
    const { runs } = this.parts;
    const watched = [...this.watchers.values()].filter((each) => each.has(socket.id)).length;
    if (watched >= MOST_WATCHED) throw new HttpProblem("server/busy", { limit: String(MOST_WATCHED) });
    const { stage, story } = await runs.look(run);
    if (!socket.connected) return { stage };
    const known = this.watchers.get(run) ?? new Map<string, Watcher>();
    this.watchers.set(run, known);
    if (!known.has(socket.id)) runs.watch(run, story);
    this.leave(socket, run);
    // Who claims to have more than there is has something else: everything is sent anew.
    const from = since === undefined || since > story.head ? undefined : since;
    const how = from === undefined ? "slow" : "behind";
    const watcher: Watcher = { socket, run, story, sent: from ?? 0, how, isReading: false };
    known.set(socket.id, watcher);
    this.parts.metrics.watchers.set(this.count());
    // After the acknowledgement: whoever asks knows the stage before the first update comes.
    setImmediate(() => this.send(watcher, from === undefined));
    return { stage };
  }

  private unwatch(socket: LiveSocket, run: string): Record<string, never> {
    const known = this.watchers.get(run);
    if (known?.delete(socket.id) !== true) return {};
    if (known.size === 0) this.watchers.delete(run);
    this.parts.runs.unwatch(run);
    this.parts.metrics.watchers.set(this.count());
    if (socket.connected) this.leave(socket, run);
    return {};
  }

  private leave(socket: LiveSocket, run: string): void {
    Promise.resolve(socket.leave(roomOf(run))).catch(() => {});
  }

  private count(): number {
    return [...this.watchers.values()].reduce((sum, each) => sum + each.size, 0);
  }

  private isWatching(watcher: Watcher): boolean {
    return this.watchers.get(watcher.run)?.get(watcher.socket.id) === watcher;
  }

  /** Brings a watcher up to the last update, as far as there is room. */
  private send(watcher: Watcher, isFirst = false): void {
    if (!this.isWatching(watcher) || watcher.isReading) return;
    if (watcher.how === "slow") this.sendSnapshot(watcher, isFirst);
    else {
      watcher.isReading = true;
      this.sendPages(watcher)
        .catch((error: unknown) => {
          // The run was deleted meanwhile.
          this.unwatch(watcher.socket, watcher.run);
          if (!(error instanceof HttpProblem)) this.parts.log("watcher failed", { error });
        })
        .finally(() => {
          watcher.isReading = false;
        });
    }
  }

  private sendSnapshot(watcher: Watcher, isFirst: boolean): void {
    const { socket, run, story } = watcher;
    if (waitingOf(socket) > 0 && !isFirst) return;
    const snapshot = story.snapshot(watcher.sent, this.parts.now());
    if (!isFirst) this.parts.metrics.snapshots.inc();
    socket.emit("snapshot", { run, snapshot });
    watcher.sent = snapshot.seq;
    this.goLive(watcher);
  }

  private async sendPages(watcher: Watcher): Promise<void> {
    const { socket, run, story } = watcher;
    for (let page = 0; page < PAGES_AT_ONCE && waitingOf(socket) <= MOST_WAITING; page++) {
      if (watcher.sent >= story.head) break;
      const updates = await this.parts.runs.page(run, watcher.sent, PAGE);
      if (!this.isWatching(watcher) || updates.length === 0) return;
      socket.emit("updates", { run, updates: [...updates] });
      watcher.sent = updates[updates.length - 1].seq;
    }
    if (watcher.sent === story.head) this.goLive(watcher);
  }

  /** It has all there is: from now on it gets each update as it comes. */
  private goLive(watcher: Watcher): void {
    watcher.how = "live";
    Promise.resolve(watcher.socket.join(roomOf(watcher.run))).catch(() => {});
  }

  onUpdates(run: string, updates: readonly Update[]): void {
    this.parts.metrics.updates.inc(updates.length);
    const watchers = this.watchers.get(run);
    if (watchers === undefined) return;
    const last = updates[updates.length - 1].seq;
    for (const watcher of watchers.values()) {
      if (watcher.how !== "live") continue;
      if (waitingOf(watcher.socket) > MOST_WAITING) {
        watcher.how = "slow";
        this.leave(watcher.socket, run);
      } else watcher.sent = last;
    }
    this.io.to(roomOf(run)).emit("updates", { run, updates: [...updates] });
  }

  onRemoved(run: string): void {
    for (const { socket } of this.watchers.get(run)?.values() ?? []) this.unwatch(socket, run);
  }

  onResult(run: Parameters<RunListener["onResult"]>[0]): void {
    for (const { socket } of this.watchers.get(run.id)?.values() ?? []) socket.emit("result", { run });
  }

  /** Those who are not up to date get what there is room for. */
  tick(): void {
    this.parts.metrics.sessions.set(this.parts.runs.hosted);
    for (const [exercise, table] of this.sitters)
      for (const sitter of table.values()) this.serve(exercise, sitter);
    for (const watchers of this.watchers.values())
      for (const watcher of watchers.values()) if (watcher.how !== "live") this.send(watcher);
  }

  async close(): Promise<void> {
    await this.io.close();
  }
}
