import type { Dictionary, Digest, Fact, FactListener, StateAsked } from "../model/index.ts";
import type { OpenChoice } from "./actor-decisions.ts";
import { ActorRuntime } from "./actor-runtime.ts";
import type { CompiledScenario } from "./compile.ts";
import { ContentActs } from "./content-acts.ts";
import { Duties } from "./duties.ts";
import { BEGINNING, type Keep, KIND } from "./facts-out.ts";
import { HashLives } from "./hash-life.ts";
import { Injects } from "./injects.ts";
import { ItemLives } from "./item-life.ts";
import type { Move, MoveFault } from "./moves.ts";
import { Oversight } from "./oversight.ts";
import { PRIORITY } from "./purposes.ts";
import { redrawOffspring, redrawRemovals, redrawSingle, redrawWait } from "./redraw.ts";
import { KNOWN } from "./versions.ts";
import { Workload } from "./workload.ts";
import { ENTRY, type Stretch, type WaitListener, World } from "./world.ts";

const HOUR = 3_600_000;
/** Entries of a whole run between two looks outside: a loop that comes and goes is compiled for the runs after this one, too. */
const AT_A_TIME = 4096;

export interface SimulationOptions {
  /** hears every fact, kept or not: the measures */
  readonly listener?: FactListener;
  /** which facts `onKept` is given; the row is reused, so copy what you keep */
  readonly keep?: Keep;
  readonly onKept?: (fact: Fact) => void;
  readonly onWait?: WaitListener;
  readonly stretch?: Stretch;
  /** the part of what comes late that is simulated, from above 0 to 1: see `World` */
  readonly scale?: number;
  /** how many uploads of each platform stay whole at a scale */
  readonly wholeUploads?: number;
}

export interface RunOutcome {
  /** facts recorded, kept or not */
  readonly facts: number;
  /** entries taken from the event list */
  readonly events: number;
  /** upload attempts of unlawful items that were simulated, blocked ones too */
  readonly attempts: number;
  readonly isCapped: boolean;
  readonly endedAt: number;
  /** every fact folded; measures may be folded on top */
  readonly digest: Digest;
}

/** What somebody who looks on sees of a platform that no fact tells. */
export interface PlatformView {
  /** of unlawful items, so far */
  readonly views: number;
  readonly waiting: number;
  readonly busy: number;
}

/** A simulation's state: plain data, opaque to who holds it. */
export interface Snapshot {
  readonly world: object;
  readonly workload: object;
  readonly duties: object;
  readonly actors: object;
  readonly lives?: object;
  readonly hashes?: object;
  readonly acts: object;
  readonly oversight: object;
  readonly injects: object;
  readonly own: object;
}

/** Stands for a due time that is set where all of its kind are drawn anew. */
const DRAWN_ELSEWHERE = Number.NEGATIVE_INFINITY;

/** One scenario, run as often as wanted: reset, then run to the end or to an instant. */
export class Simulation {
  readonly compiled: CompiledScenario;
  readonly world: World;
  private readonly workload: Workload;
  private readonly duties: Duties;
  private readonly actors: ActorRuntime;
  private readonly lives: ItemLives | undefined;
  private readonly hashes: HashLives | undefined;
  private readonly acts: ContentActs;
  private readonly injects: Injects;
  private readonly oversight: Oversight;
  private readonly isQuiet: boolean;
  private readonly hearsHours: boolean;
  private reportedOn: Uint8Array;
  private confirmedOn: Uint8Array;
  private isReported = false;
  private isConfirmed = false;
  /** the instant that the run was last taken to, for a branch there */
  private reached = Number.NEGATIVE_INFINITY;

  constructor(compiled: CompiledScenario, options: SimulationOptions = {}) {
    this.compiled = compiled;
    const world = new World(compiled, options);
    this.world = world;
    this.workload = new Workload(world, (row, isFoundUnlawful) =>
      this.lives?.tell(row, isFoundUnlawful ? "review.unlawful" : "review.lawful"),
    );
    this.duties = new Duties(world, {
      tell: (debtor, protocol, event, cause) => {
        world.cause = cause;
        this.actors.tellUnder(debtor, protocol, event);
      },
      nameOf: (exchange) => this.actors.nameOf(exchange),
    });
    this.workload.deadlineOf = (row) =>
      this.duties.deadlineOf(world.items.keyHi[row], world.items.keyLo[row]);
    this.acts = new ContentActs(world, { onFeedback: (row, verdict) => this.hashes?.hear(row, verdict) });
    world.refuses = (row) => this.acts.refuses(row);
    this.actors = new ActorRuntime(world, this.workload, {
      confirm: (row) => this.confirm(row),
      act: (type, params, asking) =>
        this.acts.actFor(type, params, asking) || this.oversight.actFor(type, params, asking),
    });
    this.oversight = new Oversight(world, {
      acts: this.acts,
      ended: (names) => this.duties.ended(names),
      tell: (actor, event, from, rows) =>
        this.actors.tell(actor, event, this.actors.mail.finding(from, actor, rows)),
    });
    this.workload.secondLook = (row, visit, verdict) => this.oversight.lookAgain(row, visit, verdict);
    const { actors, workload } = this;
    this.injects = new Injects({ world, actors, workload, mistake: (row) => this.mistake(row) });
    if (compiled.item !== undefined) {
      this.lives = new ItemLives(
        world,
        compiled.item,
        compiled.itemProtocol,
        this.workload,
        { onConfirmed: (row, isMistaken) => (isMistaken ? this.mistake(row) : this.confirm(row)) },
        this.acts,
      );
      world.machines = this.lives;
      // With the parts of statecharts counted, each attempt must go through its own.
      world.blocksAtOnce = !compiled.isCounted && this.lives.blocksAtOnce;
      world.watchers = {
        onReported: (row) => this.reported(row),
        onOriginalRemoved: (platform) => this.tellActor(platform, "original.removed"),
        onGone: (row) => this.actors.mail.gone(row),
      };
    }
    if (compiled.hash !== undefined)
      this.hashes = new HashLives(world, compiled.hash, compiled.hashProtocol, (platform) =>
        this.tellActor(platform, "hash.ingested"),
      );
    this.isQuiet = compiled.roles.length === 0;
    this.hearsHours = compiled.roles.some(({ tables }) => tables.eventCode("hour.passed") >= 0);
    const places = compiled.platforms.length * compiled.incidents.length;
    this.reportedOn = new Uint8Array(places);
    this.confirmedOn = new Uint8Array(places);
  }

  private tellActor(platform: number, event: string): void {
    const { world } = this;
    const { cause, wait } = world;
    this.actors.tell(this.compiled.platforms[platform].actor, event);
    world.cause = cause;
    world.wait = wait;
  }

  /** Place of a platform and an incident (-1: the first) among what is told once for each. */
  private placeOf(platform: number, incident: number): number {
    return platform * this.compiled.incidents.length + Math.max(0, incident);
  }

  /** The first user report of an item: of the incident, of the platform. */
  private reported(row: number): void {
    const { world, compiled } = this;
    const { items } = world;
    const platform = items.platform[row];
    const { cause } = world;
    if (!this.isReported) {
      this.isReported = true;
      world.note(KIND["incident.reported"], row, 0, 0, 0, 0);
    }
    const incident = this.actors.incidentOf(row);
    const place = this.placeOf(platform, incident);
    if (this.reportedOn[place] === 0) {
      this.reportedOn[place] = 1;
      this.actors.tell(compiled.platforms[platform].actor, "content.reported", undefined, incident);
    }
    world.cause = cause;
    world.wait = 0;
  }

  /** A platform knows that an item is unlawful: its version's hash begins its life there. */
  private confirm(row: number): void {
    const { world, compiled } = this;
    const { items, versions } = world;
    const version = items.version[row];
    if (version < 0) return;
    const platform = items.platform[row];
    const place = versions.place(version, platform);
    if ((versions.known[place] & KNOWN.confirmed) !== 0) return;
    versions.known[place] |= KNOWN.confirmed;
    const { cause } = world;
    const { actor } = compiled.platforms[platform];
    if (!this.isConfirmed) {
      this.isConfirmed = true;
      world.note(KIND["incident.confirmed"], row, 0, 0, 0, 0);
    }
    const confirmed = world.cause;
    if (this.hashes !== undefined && (versions.known[place] & KNOWN.matched) === 0)
      this.hashes.begin(version, platform);
    world.cause = confirmed;
    const incident = this.actors.incidentOf(row);
    this.actors.tell(actor, "version.confirmed", undefined, incident);
    const first = this.placeOf(platform, incident);
    if (this.confirmedOn[first] === 0) {
      this.confirmedOn[first] = 1;
      world.cause = confirmed;
      this.actors.tell(actor, "content.confirmed", undefined, incident);
    }
    world.cause = cause;
    world.wait = 0;
  }

  /**
   * A platform takes lawful material for unlawful and makes a hash of it: one of the piece that several show, or of this
   * item alone. The incident itself is not confirmed by it.
   */
  private mistake(row: number): void {
    const { world, compiled } = this;
    const { items, versions } = world;
    const platform = items.platform[row];
    let version = items.version[row];
    if (version < 0 || versions.isLawful[version] === 0) {
      version = world.foundLawful(items.keyHi[row], items.keyLo[row]);
      items.version[row] = version;
    }
    const place = versions.place(version, platform);
    if ((versions.known[place] & KNOWN.confirmed) !== 0) return;
    versions.known[place] |= KNOWN.confirmed;
    const { cause } = world;
    if (this.hashes !== undefined && (versions.known[place] & KNOWN.matched) === 0)
      this.hashes.begin(version, platform);
    world.cause = cause;
    this.actors.tell(compiled.platforms[platform].actor, "version.confirmed");
    world.cause = cause;
    world.wait = 0;
  }

  /** Numbers and words of this scenario's facts. */
  get dictionary(): Dictionary {
    return this.compiled.dictionary;
  }

  /** Milliseconds since the incident's start. */
  get now(): number {
    return this.world.now;
  }

  /** When the next entry is due, milliseconds; Infinity where nothing is pending. Changes nothing. */
  get nextDue(): number {
    return this.world.era === 0 ? this.world.list.peek() : this.world.now;
  }

  /**
   * What stands on the platforms at an instant that is not before now and by which nothing else is due: for who looks on
   * while it runs. Changes nothing.
   */
  look(at = this.world.now): readonly PlatformView[] {
    const views = this.world.viewsAt(at);
    return this.compiled.platforms.map(({ number }) => ({
      views: views[number],
      ...this.workload.queueOf(number),
    }));
  }

  /** Starts replication `replication` of `seed`; whatever ran before leaves no trace. */
  reset(seed: number, replication: number): void {
    const { world, compiled } = this;
    world.reset(seed, replication);
    this.isReported = false;
    this.isConfirmed = false;
    this.reached = Number.NEGATIVE_INFINITY;
    this.reportedOn.fill(0);
    this.confirmedOn.fill(0);
    this.lives?.reset();
    this.hashes?.reset();
    this.duties.reset();
    this.acts.reset();
    this.oversight.reset();
    world.facts.about(KIND["scenario.began"], 0, 0, 0, 0, 0, 0, 0, 0);
    this.workload.reset();
    for (let i = 0; i < compiled.originals.length; i++) world.scheduleOriginal(i);
    for (let i = 0; i < compiled.lookalikes.length; i++) world.scheduleLookalikes(i);
    for (let i = 0; i < compiled.switches.length; i++) {
      const { at } = compiled.switches[i];
      world.post(world.drawWait(at, 0, i, 0), PRIORITY.switch, ENTRY.switch, i);
    }
    this.injects.reset();
    if (!this.isQuiet) {
      this.actors.reset();
      world.post(0, PRIORITY.action, ENTRY.incident, 0);
      world.post(compiled.endsAt, PRIORITY.action, ENTRY.incident, 1);
      this.scheduleIncidents();
      if (this.hearsHours) world.post(HOUR, PRIORITY.action, ENTRY.hour, 1);
    }
    for (let i = 0; i < compiled.marks.length; i++) {
      world.post(compiled.marks[i].at, PRIORITY.mark, ENTRY.mark, i);
    }
    if (compiled.horizon < Number.POSITIVE_INFINITY) {
      world.post(compiled.horizon, PRIORITY.end, ENTRY.end, 0);
    }
  }

  /** Further incidents, and what is claimed of originals until an instant. An entry's subject is twice the number, plus 1 at the end. */
  private scheduleIncidents(): void {
    const { world, compiled } = this;
    for (let number = 1; number < compiled.incidents.length; number++) {
      const { beginsAt, endsAt } = compiled.incidents[number];
      world.post(beginsAt, PRIORITY.action, ENTRY.incident, 2 * number);
      world.post(endsAt, PRIORITY.action, ENTRY.incident, 2 * number + 1);
    }
    for (const [number, { claim }] of compiled.originals.entries())
      if (claim?.until !== undefined) world.post(claim.until, PRIORITY.action, ENTRY.claim, number);
  }

  /** To the end: the horizon, or when nothing is left to happen. */
  run(): RunOutcome {
    while (this.runSome(AT_A_TIME));
    return this.outcome();
  }

  /** Until everything due up to and including an instant has happened. False once the run has ended. */
  runUntil(time: number): boolean {
    const { world } = this;
    while (!world.ended && world.era === 0 && world.list.peek() <= time) this.step();
    if (time > this.reached) this.reached = time;
    return !world.ended;
  }

  /** The whole state as plain data: give it to `restore`, of this simulation or of another one of the same scenario. */
  snapshot(): Snapshot {
    const { world, workload, duties, actors, lives, hashes } = this;
    return structuredClone({
      world: world.saveState(),
      workload: workload.saveState(),
      duties: duties.saveState(),
      actors: actors.saveState(),
      lives: lives?.saveState(),
      hashes: hashes?.saveState(),
      acts: this.acts.saveState(),
      oversight: this.oversight.saveState(),
      injects: this.injects.saveState(),
      own: {
        isReported: this.isReported,
        reached: this.reached,
        isConfirmed: this.isConfirmed,
        reportedOn: this.reportedOn,
        confirmedOn: this.confirmedOn,
      },
    }) as Snapshot;
  }

  /** Goes on from a snapshot; the measures that listen must be restored by who keeps them. */
  restore(snapshot: Snapshot): void {
    const state = structuredClone(snapshot);
    this.world.loadState(state.world);
    this.workload.loadState(state.workload);
    this.duties.loadState(state.duties);
    this.actors.loadState(state.actors);
    if (state.lives !== undefined) this.lives?.loadState(state.lives);
    this.acts.loadState(state.acts);
    this.oversight.loadState(state.oversight);
    this.injects.loadState(state.injects);
    if (state.hashes !== undefined) this.hashes?.loadState(state.hashes);
    Object.assign(this, state.own);
    this.world.rules = this.rulesInForce();
  }

  private rulesInForce(): CompiledScenario["rules"] {
    const phase = this.world.removalPhase;
    return phase === 0 ? this.compiled.rules : this.compiled.switches[phase - 1].removal;
  }

  /**
   * Opens an epoch (1 or more, another one for each branch) at the present instant: what has happened stays, and all that
   * nobody could know yet is drawn anew, given what has elapsed.
   * @throws when times have passed 2^53 ms: nothing has an age there
   */
  branch(epoch: number): void {
    const { world } = this;
    if (world.era > 0) throw new Error("simulation/branch_beyond");
    // Nothing happened between the last entry and the instant that was run to, but everything grew older.
    if (this.reached > world.now) world.setNow(this.reached);
    world.openEpoch(epoch);
    const moved: { at: number; kind: number; subject: number; priority: number }[] = [];
    world.list.forEachPending((handle, _time, priority, kind, subject) => {
      // What has a handle is a deadline's own timer: known.
      const at = handle < 0 ? this.redraw(kind, subject) : undefined;
      if (at !== undefined) moved.push({ at, kind, subject, priority });
    });
    const isMoved = new Map<number, Set<number>>();
    for (const { kind, subject } of moved) isMoved.set(kind, (isMoved.get(kind) ?? new Set()).add(subject));
    world.list.drop((kind, subject) => isMoved.get(kind)?.has(subject) === true);
    for (const { at, kind, subject, priority } of moved)
      if (at !== DRAWN_ELSEWHERE) world.post(Math.max(at, world.now), priority, kind, subject);
    for (const { time, kind, subject, priority } of [...world.late.splice(0), ...world.deferred.splice(0)]) {
      const at = this.redraw(kind, subject);
      if (at !== DRAWN_ELSEWHERE) world.post(Math.max(at ?? time, world.now), priority, kind, subject);
    }
    redrawOffspring(world);
    redrawRemovals(world);
    this.lives?.redrawTimers();
  }

  /** New due time of a pending entry; undefined for one that is known (a calendar, a deadline, a stream's length). */
  private redraw(kind: number, subject: number): number | undefined {
    const { world, workload, actors, hashes, compiled } = this;
    switch (kind) {
      case ENTRY.birth:
      case ENTRY.removal:
        return DRAWN_ELSEWHERE;
      case ENTRY.single: {
        const at = redrawSingle(world, subject);
        return at < 0 ? undefined : at;
      }
      case ENTRY.switch:
        return redrawWait(world, compiled.switches[subject].at, 0, subject, 0, 0);
      case ENTRY.service:
        return workload.redrawService(subject);
      case ENTRY.ordinary:
        return workload.redrawOrdinary(subject);
      case ENTRY.delivery:
        return actors.mail.redrawDelivery(subject);
      case ENTRY.relay:
        return actors.mail.redrawRelay(subject);
      case ENTRY.decision:
        return actors.waits.redrawChoice(subject);
      case ENTRY.actorTimer:
        return actors.waits.redrawTimer(subject);
      case ENTRY.hashTimer:
        return hashes?.redrawTimer(subject);
      case ENTRY.ingest:
        return hashes?.redrawIngest(subject);
      default:
        return kind >= ENTRY.itemTimer ? DRAWN_ELSEWHERE : undefined;
    }
  }

  /**
   * Something is done from outside at an instant, which must not lie before what has happened: everything due up to and
   * including that instant happens first. Where the run has ended by then, nothing is done.
   */
  act(at: number, move: Move): MoveFault | undefined {
    if (!this.runUntil(at)) return "ended";
    const { world } = this;
    if (at > world.now) world.setNow(at);
    world.cause = BEGINNING;
    world.wait = 0;
    return this.make(move);
  }

  private make(move: Move): MoveFault | undefined {
    const { compiled, actors, injects, world } = this;
    switch (move.kind) {
      case "seat": {
        const actor = compiled.actorNumbers.get(move.actor);
        if (actor === undefined) return "unknown_actor";
        actors.waits.handOver(actor, move.by === "person");
        return undefined;
      }
      case "patience":
        actors.waits.patience = move.ms;
        return undefined;
      case "decide": {
        const actor = compiled.actorNumbers.get(move.actor);
        if (actor === undefined) return "unknown_actor";
        return actors.waits.answer(actor, move.decision, move.option);
      }
      case "tell": {
        const from = compiled.actorNumbers.get(move.from);
        if (from === undefined || !compiled.actorNumbers.has(move.to)) return "unknown_actor";
        actors.sendFrom(from, { message: move.message, to: { actor: move.to } });
        return undefined;
      }
      case "row":
        return injects.move(move.row, move.does);
      case "shift":
        injects.shift(move.from, move.by);
        return undefined;
      case "bring":
        injects.bring(move.row, move.inject, move.actor);
        return undefined;
      case "add":
        injects.insert(move.row, move.inject);
        return undefined;
      case "branch":
        this.branch(move.epoch);
        return undefined;
      case "end":
        this.end(world.endWords.endex);
        return undefined;
      default:
        return move satisfies never;
    }
  }

  /** Decisions that are open to people, of one actor. */
  openTo(actor: string): readonly OpenChoice[] {
    const number = this.compiled.actorNumbers.get(actor);
    return number === undefined ? [] : this.actors.waits.openTo(number);
  }

  /** Whether a role of an actor is in one of these states now; a state within another counts as both. */
  isInState(asked: StateAsked): boolean {
    return this.actors.isInState(asked);
  }

  /** How many actors people play now. */
  get played(): number {
    return this.actors.waits.played;
  }

  /** Actors that people play now. */
  playedActors(): readonly string[] {
    const { actors, compiled } = this;
    return compiled.actors.filter(({ number }) => actors.waits.isPlayed(number)).map(({ id }) => id);
  }

  /** Where the rows of the list of events stand. */
  rows(): ReturnType<Injects["states"]> {
    return this.injects.states();
  }

  /** Takes up to so many entries: for who wants to show progress or may be interrupted. False once the run has ended. */
  runSome(entries: number): boolean {
    for (let i = 0; i < entries; i++) if (!this.step()) return false;
    return true;
  }

  outcome(): RunOutcome {
    const { world } = this;
    return {
      facts: world.facts.count,
      events: world.events + world.list.taken,
      attempts: world.attempts,
      isCapped: world.isCapped,
      endedAt: world.facts.now,
      digest: world.facts.digest,
    };
  }

  /** Takes the next entry. False once the run has ended. */
  step(): boolean {
    const { world } = this;
    if (world.ended) return false;
    const { list } = world;
    if (!list.next()) {
      if (world.nextEra()) return true;
      this.end(world.endWords.nothingLeft);
      return false;
    }
    if (list.time !== world.now) world.setNow(list.time);
    world.cause = 0;
    world.wait = 0;
    this.take(list.kind, list.subject);
    return !world.ended;
  }

  private take(kind: number, subject: number): void {
    const { world, compiled } = this;
    switch (kind) {
      case ENTRY.birth:
        return world.childDue(subject);
      case ENTRY.single:
        return world.singleDue(subject);
      case ENTRY.removal:
        return world.removalDue(subject);
      case ENTRY.streamEnd:
        return world.streamEnd(subject);
      case ENTRY.switch:
        return this.switchDue(subject);
      case ENTRY.mark:
        world.countViews(compiled.marks[subject].word);
        return this.workload.countQueues();
      case ENTRY.end:
        return this.end(world.endWords.horizon);
      case ENTRY.service:
        return this.workload.serviceDue(subject);
      case ENTRY.ordinary:
        return this.workload.ordinaryDue(subject);
      case ENTRY.delivery:
        return this.actors.mail.deliveryDue(subject);
      case ENTRY.opening:
        return this.actors.mail.openingDue(subject);
      case ENTRY.decision:
        return this.actors.waits.decisionDue(subject);
      case ENTRY.actorTimer:
        return this.actors.waits.timerDue(subject);
      case ENTRY.hashTimer:
        return this.hashes?.timerDue(subject);
      case ENTRY.ingest:
        return this.hashes?.ingestDue(subject);
      case ENTRY.duty:
        return this.duties.dutyDue(subject);
      case ENTRY.term:
        return this.acts.termDue(subject);
      case ENTRY.incident:
        if (compiled.incidents.length > 1)
          return this.actors.tellOfIncident(subject >> 1, (subject & 1) === 0, world.endWords.schedule);
        return this.actors.tellEveryone(
          subject === 0 ? "incident.began" : "incident.ended",
          world.endWords.schedule,
        );
      case ENTRY.claim:
        world.wait = world.endWords.schedule;
        return this.actors.correct(subject, -1, "time");
      case ENTRY.relay:
        return this.actors.mail.relayDue(subject);
      case ENTRY.hour:
        return this.hourPassed(subject);
      case ENTRY.inject:
        return this.injects.due(subject);
      case ENTRY.oversight:
        return this.oversight.termDue(subject);
      default:
        if (kind >= ENTRY.itemTimer && this.lives !== undefined)
          return this.lives.timerDue(kind - ENTRY.itemTimer, subject);
        throw new Error(`simulation/unknown_entry: ${kind}`);
    }
  }

  private switchDue(index: number): void {
    const { world, compiled } = this;
    const given = compiled.switches[index];
    world.wait = given.at.word;
    const all = compiled.platforms.map(({ number }) => number);
    const facts = world.switchMatching(
      all,
      (platform) => given.block[platform],
      (platform) => given.sweep[platform],
    );
    if (given.removal !== undefined) world.changeRules(given.removal, index + 1, facts);
  }

  private hourPassed(hour: number): void {
    const { world } = this;
    this.actors.tellEveryone("hour.passed", world.endWords.hour);
    // Hours alone do not keep a run going.
    if (world.list.size > 0) world.post((hour + 1) * HOUR, PRIORITY.action, ENTRY.hour, hour + 1);
  }

  private end(why: number): void {
    const { world } = this;
    this.duties.end();
    world.countViews(world.endWords.end);
    this.workload.countQueues();
    world.facts.about(
      KIND["scenario.ended"],
      0,
      0,
      0,
      world.isCapped ? world.endWords.capped : why,
      0,
      0,
      0,
      0,
    );
    world.ended = true;
  }
}
