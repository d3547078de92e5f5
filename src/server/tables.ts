import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { RunSubject } from "../exchange/index.ts";
import {
  codeFrom,
  codeTyped,
  decisionsOf,
  hashesOf,
  isOwnWord,
  type Knock,
  knock,
  may,
  type Participant,
  playedScenario,
  previewShift,
  protocolsTold,
  type RecordHeading,
  type Right,
  reopen,
  stretchOf,
  type TableSession,
  writeRecord,
} from "../exercise/index.ts";
import {
  type Diagnostic,
  type ExerciseFile,
  realTimeOf,
  type Scenario,
  type TableCommand,
} from "../model/index.ts";
import { castOf } from "../scenario/index.ts";
import type { StoredExercise } from "../store/index.ts";
import type { Access } from "./access.ts";
import type { StageAnswer, StageAsked } from "./desk-worker.ts";
import { newId } from "./ids.ts";
import { HttpProblem, shelfProblem } from "./problem.ts";
import type { RunsOptions } from "./runs.ts";
import { streamName } from "./stream-name.ts";
import { checkFile, exerciseOf, pastOf, readFile } from "./table-files.ts";
import { type Acted, type Newcomer, sha256, TableHost, type TablePast } from "./table-host.ts";
import { cookieOf, holderOf, keyFor, participantOf } from "./table-keys.ts";
import { DOOR, type Kept, keptOf, type LifeSettings, SHUT, TableLives, USUAL_LIVES } from "./table-lives.ts";
import type { Controlled, TableClock, TableItem, ViewName } from "./table-shapes.ts";
import type { ThreadCaller } from "./threads.ts";

/** Exercises: who may come in, as whom, and what they see; each has a host while it goes on. */

type Headers = Pick<IncomingMessage, "headers">;

export interface TablesOptions extends RunsOptions {
  readonly access: Access;
  /** compiles scenarios, while the desk runs others */
  readonly drawer: ThreadCaller;
  /** how long exercises live that nobody comes to, and how many may */
  readonly lives?: LifeSettings;
}

export interface TableListener {
  onItems(exercise: string, view: ViewName, items: readonly TableItem[]): void;
  /** the exercise is taken up anew: streams begin again under another name */
  onTakenUp(exercise: string): void;
  /** STARTEX: from now on much is refused to many */
  onStarted(): void;
}

/** People in one exercise, those in its waiting room with them. */
const MOST_PEOPLE = 400;
const ITEMS_IN_A_PAGE = 500;

/** Steps of somebody's stream. */
export interface TablePage {
  readonly known: Known;
  readonly view: ViewName;
  readonly stream: string;
  readonly clock: TableClock;
  readonly items: TableItem[];
  readonly head: number;
}

/** What somebody gives at the door. */
interface AtDoor extends Newcomer {
  readonly code: string;
}

/** Whoever asks, as the exercise knows them. */
export interface Known {
  readonly host: TableHost;
  readonly participant: Participant;
}

export class Tables {
  listener: TableListener | undefined;
  private readonly options: TablesOptions;
  private readonly kept = new Map<string, Kept>();
  private readonly lives: TableLives;
  private isClosed = false;

  constructor(options: TablesOptions) {
    this.options = options;
    const { store, clock, log, lives: settings = USUAL_LIVES } = options;
    for (const stored of store.list("exercise")) this.kept.set(stored.id, keptOf(stored, store));
    this.lives = new TableLives({
      kept: this.kept,
      store,
      clock,
      log,
      settings,
      host: (id) => this.host(id),
      retentionOf: (stored) => exerciseOf(stored).retentionDays,
    });
  }

  /** What ran when the server ended goes on. */
  async resume(): Promise<void> {
    for (const [id, { isLive }] of this.kept)
      if (isLive)
        await this.host(id).catch((error: unknown) => this.options.log("exercise", { exercise: id, error }));
  }

  tick(): void {
    for (const { standing } of this.kept.values()) standing?.tick();
    this.lives.tick();
  }

  /** As it is stored, for what is made of it elsewhere. */
  stored(id: string): StoredExercise {
    return this.find(id).stored;
  }

  private find(id: string): Kept {
    const kept = this.kept.get(id);
    if (kept === undefined) throw new HttpProblem("exercise/unknown", { found: id });
    return kept;
  }

  // ---- hosts

  /** The scenario of an exercise, under its own variant or another one, without the rows of its plan. */
  async subject(file: ExerciseFile, variant = file.variant): Promise<RunSubject> {
    const { scenario } = file;
    const found = await this.options.shelf.subject({ scenario, variant });
    if (!found.ok) throw shelfProblem(found);
    return found.subject;
  }

  private host(id: string): Promise<TableHost> {
    const kept = this.find(id);
    kept.host ??= this.takeUp(id, kept).catch((error: unknown) => {
      kept.host = undefined;
      throw error;
    });
    return kept.host;
  }

  private async takeUp(id: string, kept: Kept): Promise<TableHost> {
    const { store, clock, log } = this.options;
    const { stored } = kept;
    const file = exerciseOf(stored);
    const scenario = playedScenario((await this.subject(file)).scenario, file);
    const host: TableHost = new TableHost({
      id,
      file,
      scenario,
      seed: stored.seed,
      address: stored.address,
      heading: stored.heading as unknown as RecordHeading,
      store,
      now: clock.now,
      today: clock.today,
      ...(stored.past === undefined ? {} : { past: stored.past as unknown as TablePast }),
      onItems: (view, items) => {
        if (kept.standing === host) this.listener?.onItems(id, view, items);
      },
      onFailure: (error) => {
        log("table taken up anew", { exercise: id, error });
        if (kept.standing !== host) return;
        kept.phase = host.session.phase;
        kept.standing = undefined;
        kept.host = undefined;
        this.replace(id, host);
      },
    });
    try {
      await host.restore();
    } catch (error) {
      // Nobody has it yet: its thread would stay for as long as the server does.
      await host.close();
      throw error;
    }
    kept.standing = host;
    this.listener?.onTakenUp(id);
    return host;
  }

  /** One that stands for nothing any more goes, and another one takes up what is written. */
  private replace(id: string, old: TableHost): void {
    const { log } = this.options;
    const next = async () => {
      await old.close();
      if (!this.isClosed) await this.host(id);
    };
    next().catch((error: unknown) => log("exercise", { exercise: id, error }));
  }

  // ---- keys

  /** A name under which requests of one participant are counted; undefined for who carries no key. */
  countedAs(request: Headers): string | undefined {
    for (const [id, kept] of this.kept) {
      const holder = holderOf(kept.stored, request);
      if (holder !== undefined) return `${id} ${holder}`;
    }
    return undefined;
  }

  holdsAKey(request: Headers): boolean {
    return this.countedAs(request) !== undefined;
  }

  /**
   * Whoever asks, as somebody in the exercise. While they play in another one on the same scenario, a place that sees
   * everything, or one at a table where it has been played, is shut to them.
   */
  async who(id: string, request: Headers): Promise<Known> {
    const known = await this.holder(id, request);
    const { role } = known.participant;
    const stretch = stretchOf(known.host.session);
    const tells = (role !== undefined && may(role, "see-everything", stretch)) || stretch === "after";
    if (tells && (await this.playsElsewhere(id, request))) throw new HttpProblem("exercise/veiled");
    return known;
  }

  /** Whether somebody also carries the key of one who must not know, to another exercise on the same scenario that runs. */
  private async playsElsewhere(id: string, request: Headers): Promise<boolean> {
    const { scenario } = exerciseOf(this.find(id).stored);
    for (const [other, kept] of this.kept) {
      if (other === id || !kept.isLive || exerciseOf(kept.stored).scenario !== scenario) continue;
      const holder = holderOf(kept.stored, request);
      if (holder === undefined) continue;
      const host = await this.host(other).catch(() => undefined);
      const role = host?.session.participants.get(holder)?.role;
      if (role === undefined || !may(role, "see-everything", "run")) return true;
    }
    return false;
  }

  private async holder(id: string, request: Headers): Promise<Known> {
    const holder = holderOf(this.find(id).stored, request);
    if (holder === undefined) throw new HttpProblem("exercise/no_key");
    const host = await this.host(id);
    const participant = host.session.participants.get(holder);
    if (participant === undefined) throw new HttpProblem("exercise/no_key");
    this.lives.saw(id);
    return { host, participant };
  }

  /** Whoever asks, where they have a right now. */
  async whoMay(id: string, request: Headers, right: Right): Promise<Known> {
    const known = await this.who(id, request);
    const { role } = known.participant;
    if (role === undefined) throw new HttpProblem("exercise/waiting");
    if (!may(role, right, stretchOf(known.host.session))) throw new HttpProblem("exercise/not_allowed");
    return known;
  }

  /**
   * Whether scenarios, runs, comparisons and what else would tell of what is played are shut to somebody: between STARTEX
   * and ENDEX to all but the operator with a token and those who see everything in each exercise that runs; and to players,
   * observers and projectors whatever else they carry.
   */
  isVeiled(request: Headers): boolean {
    const { access } = this.options;
    const isOperator = access.needsToken && access.isAllowed(request);
    for (const kept of this.kept.values()) {
      if (!kept.isLive) continue;
      const holder = holderOf(kept.stored, request);
      const role = holder === undefined ? undefined : kept.standing?.session.participants.get(holder)?.role;
      const seesEverything = role !== undefined && may(role, "see-everything", "run");
      if (!seesEverything && !(isOperator && holder === undefined)) return true;
    }
    return false;
  }

  // ---- what is asked for

  /** Finished exercises of the library. */
  files() {
    return this.options.shelf.exercises();
  }

  /** An exercise of the library, or one that was sent. */
  async plan(
    { exercise, file }: { readonly exercise?: string; readonly file?: Readonly<Record<string, unknown>> },
    language: "en" | "fr",
  ) {
    if (exercise !== undefined) return this.create((await this.shelved(exercise)).file, language);
    return this.planned(file ?? {}, language);
  }

  /** One that was sent is judged as `check` judges a file: all that is wrong with it is told at once. */
  async planned(file: Readonly<Record<string, unknown>>, language: "en" | "fr") {
    const found = await this.options.shelf.readExercise(file);
    if (!found.ok) throw shelfProblem(found);
    return this.create(found.file, language);
  }

  private async shelved(id: string) {
    const found = await this.options.shelf.exercise(id);
    if (!found.ok) throw shelfProblem(found);
    return found;
  }

  /** A finished exercise for whoever chooses one, who may play in it: no row, no words of a move, no brief, no note. */
  async summary(id: string) {
    const { exercise } = await this.shelved(id);
    const { title, aim, scenario, variant, mode, type, duration, scope, marking, overview } = exercise;
    return {
      id,
      title,
      aim,
      scenario,
      variant,
      mode,
      type,
      duration,
      scope,
      marking,
      overview,
      realTime: realTimeOf(exercise),
      seats: exercise.seats.length,
      rows: exercise.rows.length,
      places: exercise.seats.map(({ id: seat, actor, title: named }) => ({ id: seat, actor, title: named })),
      objectives: exercise.objectives.map(({ id: objective, text, capability }) => ({
        id: objective,
        text,
        capability,
      })),
      artificialities: [...exercise.artificialities],
    };
  }

  async create(given: Readonly<Record<string, unknown>>, language: "en" | "fr") {
    const { clock } = this.options;
    const file = readFile(given);
    const seed = file.seed ?? randomBytes(4).readUInt32BE();
    const { scenario, address, facts } = await this.drawn(file, seed);
    const heading: RecordHeading = {
      format: "golden-hour-exercise",
      formatVersion: 1,
      exercise: file.id,
      marking: file.marking.en,
      ...hashesOf(scenario, { seed, scale: file.scale, variant: file.variant }, sha256),
      engineVersion: facts.header.engineVersion,
    };
    return this.install(
      { createdAt: clock.today(), file: { ...given }, seed, heading: { ...heading }, address },
      language,
    );
  }

  /** What is played, compiled once to see that it can be. */
  private async drawn(file: ExerciseFile, seed: number) {
    const subject = await this.subject(file);
    const scenario = playedScenario(subject.scenario, file);
    checkFile(file, scenario);
    const asked: StageAsked = { subject: { ...subject, scenario }, seed, replication: 0, scale: file.scale };
    return { scenario, ...(await this.options.drawer.call<StageAnswer>("stage", asked)) };
  }

  /**
   * Other rows for an exercise that is planned, at the same address and behind the same door: nothing but its list of events
   * changes. Whoever asks may edit the plan; what is sent was checked.
   */
  async changeRows(
    id: string,
    { host, participant }: Known,
    rows: readonly Readonly<Record<string, unknown>>[],
  ): Promise<void> {
    const kept = this.find(id);
    const { seed, past } = kept.stored;
    // What a copy begins with was played under the rows that it has.
    if (past !== undefined) throw new HttpProblem("exercise/copy_keeps_rows");
    const given = { ...kept.stored.file, rows };
    const file = readFile(given);
    const { scenario, address } = await this.drawn(file, seed);
    const hashes = hashesOf(scenario, { seed, scale: file.scale, variant: file.variant }, sha256);
    const author = { role: participant.role ?? "system", participant: participant.id } as const;
    const planned = kept.stored;
    try {
      await host.changeRows(author, { rows: file.rows.length, ...hashes }, () => {
        kept.stored = { ...planned, file: given, address };
        this.options.store.put(kept.stored);
      });
    } catch (error) {
      kept.stored = planned;
      throw error;
    }
  }

  /** What is wrong with an exercise as it would be with other rows: all that is found in the file as a whole. */
  async faultsWith(id: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<Diagnostic[]> {
    const { shelf } = this.options;
    const found = await shelf.readExercise({ ...this.find(id).stored.file, rows });
    if (found.ok) return [...found.warnings];
    if (found.code === "library/faulty") return [...found.diagnostics];
    throw shelfProblem(found);
  }

  /** A copy of an exercise, with its past up to an instant, for whoever asked: it begins anew from there. */
  copy(id: string, past: TablePast, language: "en" | "fr") {
    const { file, seed, heading, address } = this.find(id).stored;
    const { opening, moves, at, epoch } = past;
    const kept = { exercise: id, at, epoch, opening, moves } as unknown as StoredExercise["past"];
    const createdAt = this.options.clock.today();
    return this.install({ createdAt, file, seed, heading, address, past: kept }, language);
  }

  private async install(
    planned: Omit<StoredExercise, "kind" | "id" | "code" | "secret">,
    language: "en" | "fr",
  ) {
    this.lives.demandRoom();
    const code = codeFrom(randomBytes(8));
    const secret = randomBytes(32).toString("base64url");
    const stored: StoredExercise = { kind: "exercise", id: newId("x"), ...planned, code, secret };
    this.options.store.put(stored);
    const { id } = stored;
    const kept = keptOf(stored, this.options.store);
    this.kept.set(id, kept);
    const host = await this.host(id);
    const director = newId("p");
    await host.installDirector(director, language);
    const key = keyFor(kept.stored, director);
    return { ...this.card(id), participant: director, key, cookie: cookieOf(id) };
  }

  card(id: string) {
    const { stored, standing, phase: last } = this.find(id);
    const { title, marking, mode, duration } = exerciseOf(stored);
    const phase = standing?.session.phase ?? last;
    return { id, createdAt: stored.createdAt, title, marking, mode, duration, phase };
  }

  list() {
    return [...this.kept.keys()].map((id) => this.card(id));
  }

  /** A key that came in a link, for a cookie. */
  async unlock(id: string, key: string) {
    const kept = this.find(id);
    const participant = participantOf(kept.stored, key);
    if (participant === undefined || !(await this.host(id)).session.participants.has(participant))
      throw new HttpProblem("exercise/no_key");
    return { participant, key, cookie: cookieOf(id) };
  }

  /** Somebody knocks: with the right code they come into the waiting room, and no further. */
  async join(id: string, given: AtDoor) {
    const kept = this.find(id);
    const answer = this.knockAt(id, kept, given.code);
    if (answer !== "waiting-room")
      throw new HttpProblem(
        answer === "wrong"
          ? "exercise/wrong_code"
          : answer === "shut"
            ? "exercise/door_shut"
            : "exercise/door_dead",
      );
    const host = await this.host(id);
    if (host.session.participants.size >= MOST_PEOPLE)
      throw new HttpProblem("server/busy", { limit: String(MOST_PEOPLE) });
    const participant = newId("p");
    const { code: _, ...newcomer } = given;
    await host.enter(participant, newcomer);
    return { participant, key: keyFor(kept.stored, participant), cookie: cookieOf(id) };
  }

  private knockAt(id: string, kept: Kept, code: string): Knock {
    const wasShut = kept.door.isShut;
    const { door, answer } = knock(kept.door, code, this.options.clock.now());
    kept.door = door;
    if (door.isShut && !wasShut) {
      this.options.store.putDocument("exercise", id, DOOR, SHUT);
      kept.standing?.turnControl();
    }
    return answer;
  }

  /** Somebody knows a code and no more. One that opens nothing counts as a wrong try at each door that stands. */
  async joinByCode(given: AtDoor) {
    const doors = [...this.kept].filter(([, { door }]) => !door.isDead);
    const typed = codeTyped(given.code);
    const exercise = doors.find(([, { door }]) => door.code === typed)?.[0];
    if (exercise !== undefined) return { exercise, ...(await this.join(exercise, given)) };
    // Of an exercise that is over: whoever has it guesses nothing.
    if ([...this.kept.values()].some(({ door }) => door.isDead && door.code === typed))
      throw new HttpProblem("exercise/door_dead");
    for (const [id, kept] of doors) this.knockAt(id, kept, given.code);
    throw new HttpProblem("exercise/wrong_code");
  }

  async act(id: string, request: Headers, command: TableCommand, name: string) {
    // A real emergency is told from every place.
    const isSafety = command.kind === "no-duff" || command.kind === "resume-no-duff";
    const { host, participant } = await (isSafety ? this.holder(id, request) : this.who(id, request));
    const acted: Acted = await host.act(participant.id, command, name);
    const kept = this.find(id);
    const { phase } = host.session;
    if (command.kind === "start" && phase === "running" && !kept.isLive) {
      kept.isLive = true;
      this.listener?.onStarted();
    }
    if (phase !== "planned" && phase !== "running") this.lives.isOver(kept);
    const { role } = participant;
    // Numbers of the record tell how much else was done: only those who see everything have them.
    const seesNumbers = role !== undefined && may(role, "see-everything", stretchOf(host.session));
    return { at: acted.at, entry: seesNumbers && acted.n > 0 ? acted.n : null };
  }

  /** The view that somebody has now; undefined for who waits. */
  viewOf({ host, participant }: Known): ViewName | undefined {
    const { role, seat } = participant;
    const stretch = stretchOf(host.session);
    if (role === undefined) return undefined;
    if (may(role, "see-everything", stretch)) return "control";
    if (seat !== undefined && role === "player") return `seat ${seat}`;
    return "public";
  }

  /** What a page needs once: by role, and no more. */
  async sit(id: string, request: Headers) {
    const known = await this.who(id, request);
    const { host, participant } = known;
    const kept = this.find(id);
    const file = exerciseOf(kept.stored);
    const view = this.viewOf(known);
    const common = {
      ...this.card(id),
      you: {
        participant: participant.id,
        role: participant.role ?? null,
        seat: participant.seat ?? null,
        isDeciding: participant.isDeciding,
        language: participant.language,
      },
      clock: host.clock(),
      stream: streamName(host, view),
      move: moveOf(file, host.session),
      head: view === undefined ? 0 : host.told.head(view),
    };
    if (view === undefined) return common;
    const seats = file.seats.map(({ id: seat, actor, title }) => ({ id: seat, actor, title }));
    if (view === "public") return { ...common, seats };
    const { scenario } = await this.subject(file);
    const met = { parties: partiesOf(scenario), protocols: protocolsTold(scenario) };
    if (view === "control") {
      const { participants, seats: played } = host.session;
      return {
        ...common,
        ...met,
        injects: scenario.injects,
        cast: castOf(scenario),
        seats,
        code: kept.door.isDead ? null : kept.door.code,
        file,
        players: Object.fromEntries([...played].map(([seat, { player }]) => [seat, player])),
        participants: [...participants.values()].map((each) => ({
          ...each,
          role: each.role ?? null,
          seat: each.seat ?? null,
        })),
      };
    }
    const own = file.seats.find((each) => each.id === participant.seat);
    if (own === undefined) return { ...common, seats };
    return { ...common, ...met, seats, brief: own.brief, decisions: [...decisionsOf(scenario, own.actor)] };
  }

  async items(id: string, request: Headers, since: number, stream?: string): Promise<TablePage> {
    return this.page(await this.who(id, request), since, stream);
  }

  /** What comes next in somebody's stream. */
  page(known: Known, since: number, stream?: string): TablePage {
    const view = this.viewOf(known);
    if (view === undefined) throw new HttpProblem("exercise/waiting");
    const { host } = known;
    // Numbers of another stream mean nothing here.
    const own = streamName(host, view);
    const from = stream === undefined || stream === own ? since : 0;
    return {
      known,
      view,
      stream: own,
      clock: host.clock(),
      items: host.told.items(view, from, ITEMS_IN_A_PAGE).map((item) => readBy(known, item)),
      head: host.told.head(view),
    };
  }

  // ---- for those who see everything

  /** How everything stands at the table, with who is there and the door; undefined where nothing changed since. */
  control({ host }: Known, since?: number): Controlled | undefined {
    const turn = host.controlTurn;
    if (turn === since) return undefined;
    const { door } = this.find(host.id);
    const { participants, ...rest } = host.control();
    return {
      turn,
      ...rest,
      participants: participants.map((each) => ({
        ...each,
        isConnected: this.lives.isConnected(host.id, each.id),
      })),
      door: { code: door.isDead ? null : door.code, isShut: door.isShut, isDead: door.isDead },
    };
  }

  async controlFor(id: string, request: Headers): Promise<Controlled> {
    const known = await this.whoMay(id, request, "see-everything");
    return this.control(known) as Controlled;
  }

  /** What a shift of the rest of the plan would do. */
  async shiftPreview(id: string, request: Headers, from: number, by: number) {
    const { host } = await this.whoMay(id, request, "change-rows");
    return { rows: [...previewShift(host.rows, from, by, host.clock().at)] };
  }

  /** The door is opened again, with another code. */
  async reopenDoor(id: string, request: Headers) {
    await this.whoMay(id, request, "reopen-door");
    const kept = this.find(id);
    const code = codeFrom(randomBytes(8));
    const { store } = this.options;
    kept.door = reopen(kept.door, code);
    kept.stored = { ...kept.stored, code };
    store.together(() => {
      store.put(kept.stored);
      store.putDocument("exercise", id, DOOR, "");
    });
    kept.standing?.turnControl();
    return { code };
  }

  /** Somebody's page follows an exercise now, or does no longer. */
  follows(id: string, participant: string, by: 1 | -1): void {
    this.lives.follows(id, participant, by);
    this.kept.get(id)?.standing?.turnControl();
  }

  /** The record as one file; from ENDEX on with what was played, so that the file alone tells it again. */
  async record(id: string, request: Headers): Promise<string> {
    const { host } = await this.whoMay(id, request, "export");
    const { file, seed, address, past } = this.stored(id);
    if (stretchOf(host.session) !== "after") return writeRecord(host.written);
    // A copy's own entries do not tell what was done before it went off.
    return writeRecord(host.written, { file, seed, address, ...pastOf(past) });
  }

  async deleteTexts(id: string, request: Headers, of: string | undefined) {
    const { host, participant } = await this.whoMay(id, request, "delete-words");
    return host.deleteTexts({ role: participant.role ?? "system", participant: participant.id }, of);
  }

  /**
   * Deletes a whole exercise that is over, or planned and left by everybody: its director may, and whoever has the server
   * to themselves, where they carry no key to it.
   */
  async remove(id: string, request: Headers) {
    const kept = this.find(id);
    if (holderOf(kept.stored, request) === undefined) {
      if (!this.options.access.isAllowed(request)) throw new HttpProblem("access/token");
      if (this.isVeiled(request)) throw new HttpProblem("exercise/veiled");
      return this.lives.remove(id, kept);
    }
    if (kept.isLive) {
      await this.whoMay(id, request, "end");
      throw new HttpProblem("exercise/not_over");
    }
    const { participant } = await this.whoMay(id, request, "delete");
    return this.lives.remove(id, kept, participant.id);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.kept.values()].map(({ standing }) => standing?.close()));
  }
}

/** A step of a seat's stream as one of those at the seat is shown it: with what they wrote marked as theirs. */
function readBy({ host, participant }: Known, item: TableItem): TableItem {
  const { done } = item;
  const own = Number(done?.data.own ?? 0);
  if (done === undefined || !isOwnWord(host.session, participant, own)) return item;
  return { ...item, done: { ...done, isYours: true } };
}

/** Everybody by name: whoever plays knows who else there is. */
const partiesOf = ({ actors, platforms }: Scenario) =>
  Object.entries({ ...platforms, ...actors }).map(([id, { kind, title }]) => ({ id, kind, title }));

/** What was begun last and is read out; nobody knows of a later one. */
function moveOf({ moves }: ExerciseFile, { phase, move }: TableSession) {
  const begun = phase === "planned" ? undefined : moves.find(({ number }) => number === move);
  if (begun === undefined) return null;
  const { number, title, situation, questions } = begun;
  return { number, title, situation, questions: [...questions] };
}
