import { hashText } from "../engine/index.ts";
import type { Duty, DutyLength, Fact, FactKind, FactPattern, Selector } from "../model/index.ts";
import { BEYOND, FACT_BY_CODE, FACT_KINDS, isJudged, patternsOf } from "../model/index.ts";
import { type CompiledDelay, fitsActor } from "./compile.ts";
import { DutyLengths, type Left } from "./duty-lengths.ts";
import { KIND } from "./facts-out.ts";
import { judgePurpose, PRIORITY } from "./purposes.ts";
import { ENTRY, type World } from "./world.ts";

interface Clock {
  readonly number: number;
  readonly duty: number;
  readonly debtor: number;
  readonly creditor: number;
  readonly subject: string;
  readonly itemHi: number;
  readonly itemLo: number;
  /** how many items its own stands for */
  readonly weight: number;
  /** the fact that started it */
  readonly startedBy: number;
  /** the fact that set it running: the starting one, or the one that restarted it */
  setBy: number;
  /** its length at its start and at each restart */
  readonly length: DutyLength;
  /** milliseconds that a message gave it */
  readonly gives: number;
  /** which clock of its duty and debtor this is about its subject: names its draws */
  readonly time: number;
  /** from when its length counts; a suspension moves it on */
  begunAt: number;
  /** BEYOND while nobody knows it */
  dueAt: number;
  handle: number;
  state: "running" | "suspended" | "stopped" | "expired" | "waived";
  left: Left;
  suspendedAt: number;
  /** which of its reasons suspend it, a bit each */
  reasons: number;
  extended: number;
  renewed: number;
  /** its time ran out, whatever came after */
  isLate?: boolean;
}

const WATCHED = [
  "counted",
  "starts",
  "stops",
  "suspendedBy",
  "restartedBy",
  "extendedBy",
  "waivedBy",
  "renewedBy",
] as const;

interface Watch {
  readonly duty: number;
  readonly pattern: FactPattern;
  readonly role: (typeof WATCHED)[number];
  /** which of several patterns */
  readonly index: number;
  readonly what: number;
  readonly how: number;
}

interface Declared {
  readonly id: string;
  readonly word: number;
  readonly protocol: number;
  readonly data: Duty;
  readonly judged: CompiledDelay | undefined;
  /** what suspends it and what lets it run again belong together one by one */
  readonly isPaired: boolean;
}

/** A watched fact, with what the world knew when it happened. */
interface Noted {
  readonly watch: Watch;
  readonly fact: number;
  readonly actor: number;
  readonly other: number;
  readonly itemHi: number;
  readonly itemLo: number;
  readonly exchange: number;
  readonly gives: number;
  readonly weight: number;
}

/** What a duty tells its debtor's statecharts. */
export type DutyListener = (debtor: number, protocol: number, event: string, cause: number) => void;

export interface DutySurroundings {
  readonly tell: DutyListener;
  /** names an exchange of messages by what began it */
  readonly nameOf: (exchange: number) => string;
}

/** Where a fact of each kind has the number of its message, if it has one. */
const HAS_EXCHANGE = FACT_BY_CODE.map(
  (name) => name !== undefined && (FACT_KINDS[name] as FactKind).slots.x === "message-number",
);

function patternsFor(data: Duty, role: Watch["role"]): readonly FactPattern[] {
  switch (role) {
    case "counted":
      return data.counts === undefined ? [] : [data.counts.of ?? data.starts];
    case "renewedBy":
      return patternsOf(data.renewable?.by);
    default:
      return patternsOf(data[role]);
  }
}

/**
 * Clocks of duties. Facts start, stop, suspend, restart, extend, renew and waive them as the duty's data say; whether a stop
 * was in time is for the measures to say. A clock's own timer comes after everything else of its millisecond.
 *
 * How long an open standard allows is drawn when the clock has ended, in the epoch of that moment: nobody can know it before,
 * so a branch draws it anew without being told to.
 */
export class Duties {
  private readonly world: World;
  private readonly declared: readonly Declared[];
  private readonly lengths: DutyLengths;
  private readonly watches: (readonly Watch[] | undefined)[];
  private clocks: Clock[] = [];
  private running = new Map<string, Clock[]>();
  private byItem = new Map<string, Clock[]>();
  /** instants of what rolling windows count, by duty and debtor */
  private counted = new Map<string, number[]>();
  private readonly around: DutySurroundings;
  private readonly actorOfWord = new Map<number, number>();
  private readonly deadlineWord: number;
  private readonly pending: Noted[] = [];
  private isWorking = false;

  constructor(world: World, around: DutySurroundings) {
    this.world = world;
    this.around = around;
    const { compiled } = world;
    const { dictionary } = compiled;
    this.lengths = new DutyLengths(compiled);
    const declared: Declared[] = [];
    compiled.scenario.protocols.forEach((protocol, number) => {
      for (const id of Object.keys(protocol.duties).sort()) {
        const data = protocol.duties[id];
        const name = `${protocol.id}/${id}`;
        const reasons = patternsOf(data.suspendedBy).length;
        declared.push({
          id,
          word: dictionary.number(name),
          protocol: number,
          data,
          judged: isJudged(data.within)
            ? compiled.delayOf({ delays: { judged: data.within.judged } }, -1, "judged")
            : undefined,
          isPaired: reasons > 1 && reasons === patternsOf(data.restartedBy).length,
        });
      }
    });
    this.declared = declared;
    this.deadlineWord = dictionary.number("deadline");
    const byKind: Watch[][] = [];
    declared.forEach(({ data }, duty) => {
      for (const role of WATCHED) {
        patternsFor(data, role).forEach((pattern, index) => {
          const kind = FACT_KINDS[pattern.fact as keyof typeof FACT_KINDS];
          byKind[kind.code] ??= [];
          byKind[kind.code].push({
            duty,
            pattern,
            role,
            index,
            what: pattern.what === undefined ? -1 : dictionary.number(pattern.what),
            how: pattern.how === undefined ? -1 : dictionary.number(pattern.how),
          });
          world.facts.watched[kind.code] = 1;
        });
      }
    });
    this.watches = byKind;
    for (const actor of compiled.actors) this.actorOfWord.set(actor.word, actor.number);
    world.facts.onWatched = (fact) => this.onFact(fact);
  }

  reset(): void {
    this.clocks.length = 0;
    if (this.running.size > 0) this.running.clear();
    if (this.byItem.size > 0) this.byItem.clear();
    if (this.counted.size > 0) this.counted.clear();
    this.pending.length = 0;
    this.isWorking = false;
  }

  /** Clocks of duties by name that have ended, in the order of their starts: whose, which, and whether in time. */
  ended(names: readonly string[]): readonly { clock: number; debtor: number; word: number; kept: boolean }[] {
    return this.clocks.flatMap(({ number, duty, debtor, state, isLate = false }) => {
      const { id, word, data } = this.declared[duty];
      const isMeant = names.includes(id) && (data.form ?? "deadline") === "deadline" && debtor >= 0;
      if (!isMeant || (state !== "stopped" && !isLate)) return [];
      return [{ clock: number, debtor, word, kept: !isLate }];
    });
  }

  /** The tightest due time among the running deadlines of an item; Infinity for none. */
  deadlineOf(keyHi: number, keyLo: number): number {
    let due = Number.POSITIVE_INFINITY;
    for (const clock of this.byItem.get(`${keyHi},${keyLo}`) ?? [])
      if (clock.state === "running" && clock.dueAt < due && clock.dueAt < BEYOND) due = clock.dueAt;
    return due;
  }

  private fits(selector: Selector | undefined, actor: number): boolean {
    if (selector === undefined || selector === "everyone") return true;
    if (actor < 0 || typeof selector === "string") return false;
    const compiled = this.world.compiled.actors[actor];
    return "actor" in selector ? selector.actor === compiled.id : fitsActor(selector, compiled);
  }

  /** A watched fact happened. It is noted and worked on after: a clock's own facts must not interrupt another fact's making. */
  private onFact(fact: Fact): void {
    const { exchange } = this.world;
    for (const watch of this.watches[fact.kind] ?? []) {
      if (watch.what >= 0 && watch.what !== fact.what) continue;
      if (watch.how >= 0 && watch.how !== fact.how) continue;
      const actor = this.actorOfWord.get(fact.actor) ?? -1;
      const other = this.actorOfWord.get(fact.other) ?? -1;
      if (!this.fits(watch.pattern.actor, actor) || !this.fits(watch.pattern.other, other)) continue;
      if (watch.pattern.item !== undefined && this.isOriginal(fact) !== (watch.pattern.item === "original"))
        continue;
      this.pending.push({
        watch,
        fact: fact.number,
        actor,
        other,
        itemHi: fact.itemHi,
        itemLo: fact.itemLo,
        exchange: HAS_EXCHANGE[fact.kind] ? fact.x : exchange,
        gives: this.world.given,
        weight: fact.weight,
      });
    }
    if (!this.isWorking) this.work();
  }

  private isOriginal(fact: Fact): boolean {
    return this.world.compiled.originals.some(
      ({ keyHi, keyLo }) => keyHi === fact.itemHi && keyLo === fact.itemLo,
    );
  }

  private work(): void {
    const { world } = this;
    const { cause, wait } = world;
    this.isWorking = true;
    for (let next = this.pending.shift(); next !== undefined; next = this.pending.shift()) {
      const { role } = next.watch;
      if (role === "counted") this.count(next);
      else if (role === "starts") this.begin(next);
      else this.change(next);
    }
    this.isWorking = false;
    world.cause = cause;
    world.wait = wait;
  }

  private dataOf({ watch }: Noted): Duty {
    return this.declared[watch.duty].data;
  }

  private debtorOf(noted: Noted): number {
    const { debtor } = this.dataOf(noted);
    if (typeof debtor === "object") return this.world.compiled.actorNumbers.get(debtor.actor) ?? -1;
    return debtor === "other" ? noted.other : noted.actor;
  }

  private subjectOf(noted: Noted): string {
    const { per } = this.dataOf(noted);
    if (per === "item") return `${noted.itemHi},${noted.itemLo}`;
    return per === "message" ? String(noted.exchange) : "";
  }

  private key(duty: number, subject: string): string {
    return `${duty}|${subject}`;
  }

  // ---- rolling windows ----------------------------------------------------------------------------------------------

  private count(noted: Noted): void {
    const { duty } = noted.watch;
    const debtor = this.debtorOf(noted);
    const key = `${duty}|${debtor}`;
    const instants = this.counted.get(key) ?? [];
    instants.push(this.world.now);
    this.counted.set(key, instants);
    if (this.dataOf(noted).within !== "counted") return;
    for (const clock of this.clocks)
      if (clock.duty === duty && clock.debtor === debtor && clock.state === "running") {
        this.putOff(clock, this.endOfCount(clock));
        this.record(KIND["duty.extended"], clock, 0, clock.dueAt, noted.fact, 0);
      }
  }

  /** When the n-th latest of what is counted leaves the window: until then there are enough; -Infinity where there never were. */
  private endOfCount({ duty, debtor, creditor }: Pick<Clock, "duty" | "debtor" | "creditor">): number {
    const { counts } = this.declared[duty].data;
    const instants = this.counted.get(`${duty}|${debtor}`) ?? [];
    if (counts === undefined) return Number.POSITIVE_INFINITY;
    if (instants.length < counts.n) return Number.NEGATIVE_INFINITY;
    return this.lengths.endOf(counts.within, instants[instants.length - counts.n], { debtor, creditor });
  }

  // ---- beginnings ---------------------------------------------------------------------------------------------------

  private begin(noted: Noted): void {
    const { world } = this;
    const { duty } = noted.watch;
    const data = this.dataOf(noted);
    const debtor = this.debtorOf(noted);
    const subject = this.subjectOf(noted);
    const before = (this.running.get(this.key(duty, subject)) ?? []).filter(
      (clock) => clock.debtor === debtor,
    );
    if (before.length > 0 && !(mayComeAgain(data) && before.every(hasEnded))) return;
    const parties = { duty, debtor, creditor: noted.other };
    if (!this.lengths.isInForce(data.inForce, world.now, debtor)) return;
    if (data.counts !== undefined && this.endOfCount(parties) < world.now) return;
    if (data.within === "message" && noted.gives === 0) return;
    const isItem = data.per === "item";
    this.start({
      ...parties,
      subject,
      itemHi: isItem ? noted.itemHi : 0,
      itemLo: isItem ? noted.itemLo : 0,
      weight: isItem ? noted.weight : 1,
      startedBy: noted.fact,
      length: data.within,
      gives: noted.gives,
      time: before.length,
      begunAt: world.now,
    });
  }

  private start(
    given: Pick<
      Clock,
      | "duty"
      | "debtor"
      | "creditor"
      | "subject"
      | "itemHi"
      | "itemLo"
      | "weight"
      | "startedBy"
      | "length"
      | "gives"
      | "time"
      | "begunAt"
    >,
  ): void {
    const { world } = this;
    const { compiled } = world;
    const clock: Clock = {
      ...given,
      number: this.clocks.length,
      setBy: given.startedBy,
      dueAt: 0,
      handle: -1,
      state: "running",
      left: { ms: 0, days: 0 },
      suspendedAt: 0,
      reasons: 0,
      extended: 0,
      renewed: 0,
    };
    clock.dueAt = this.endOf(clock);
    this.clocks.push(clock);
    const key = this.key(clock.duty, clock.subject);
    const others = this.running.get(key);
    if (others === undefined) this.running.set(key, [clock]);
    else others.push(clock);
    const { form, per } = this.declared[clock.duty].data;
    // Only what must be done by then presses who reviews the item.
    if (per === "item" && (form ?? "deadline") === "deadline") {
      const own = this.byItem.get(clock.subject) ?? [];
      own.push(clock);
      this.byItem.set(clock.subject, own);
    }
    const creditor = clock.creditor >= 0 ? compiled.actors[clock.creditor].word : 0;
    this.record(KIND["duty.started"], clock, creditor, clock.dueAt, clock.startedBy, 0);
    this.schedule(clock);
  }

  /** The last millisecond in time of a clock that begins at `begunAt`. */
  private endOf(clock: Clock): number {
    if (clock.length === "message") return clock.begunAt + clock.gives;
    if (clock.length === "counted") return this.endOfCount(clock);
    return this.lengths.endOf(clock.length, clock.begunAt, clock);
  }

  private schedule(clock: Clock): void {
    clock.handle =
      clock.dueAt >= BEYOND
        ? -1
        : this.world.schedule(clock.dueAt, PRIORITY.deadline, ENTRY.duty, clock.number);
  }

  /** A running clock gets another end. */
  private putOff(clock: Clock, dueAt: number): void {
    this.world.list.cancel(clock.handle);
    clock.dueAt = dueAt;
    this.schedule(clock);
  }

  private record(
    kind: number,
    clock: Clock,
    creditor: number,
    y: number,
    cause: number,
    wait: number,
  ): number {
    const { facts, compiled } = this.world;
    const { fact } = facts;
    fact.itemHi = clock.itemHi;
    fact.itemLo = clock.itemLo;
    fact.actor = clock.debtor >= 0 ? compiled.actors[clock.debtor].word : 0;
    fact.other = creditor;
    fact.what = this.declared[clock.duty].word;
    fact.how = 0;
    fact.x = clock.number;
    fact.y = y;
    fact.weight = clock.weight;
    fact.cause = cause;
    fact.wait = wait;
    return facts.emit(kind);
  }

  // ---- changes ------------------------------------------------------------------------------------------------------

  /** What a fact does to the clocks that it is about: those of its parties, or where the subject alone says which, all. */
  private change(noted: Noted): void {
    const { watch } = noted;
    const { data } = this.declared[watch.duty];
    const byParty = data.per === "debtor" && typeof data.debtor !== "object";
    const clocks = (this.running.get(this.key(watch.duty, this.subjectOf(noted))) ?? []).filter(
      ({ debtor, state }) =>
        (!byParty || debtor === noted.actor || debtor === noted.other) &&
        state !== "stopped" &&
        state !== "waived",
    );
    // Of reports that are due one after the other, one report is one of them.
    const meant = watch.role === "stops" && data.repeats !== undefined ? clocks.slice(0, 1) : clocks;
    for (const clock of meant) this.changeOne(clock, noted);
  }

  private changeOne(clock: Clock, { watch, fact }: Noted): void {
    const { state } = clock;
    const isNew = clock.startedBy === fact;
    switch (watch.role) {
      case "stops":
        return this.stop(clock, fact);
      case "waivedBy":
        if (state === "expired") return;
        this.world.list.cancel(clock.handle);
        clock.state = "waived";
        this.record(KIND["duty.waived"], clock, 0, this.leftOf(clock), fact, 0);
        return;
      case "suspendedBy":
        if (state === "running") this.suspend(clock, fact);
        if (clock.state === "suspended") clock.reasons |= 1 << watch.index;
        return;
      case "restartedBy":
        if (state === "suspended") this.endReason(clock, watch.index, fact);
        return;
      case "extendedBy":
        if (state === "running" && !isNew) this.extend(clock, fact);
        return;
      case "renewedBy":
        if (state === "running" && !isNew) this.renew(clock, fact);
        return;
      default:
        throw new Error(`simulation/no_change: ${watch.role}`);
    }
  }

  private leftOf(clock: Clock): number {
    if (clock.state === "suspended") return clock.left.ms;
    return clock.dueAt >= BEYOND ? 0 : clock.dueAt - this.world.now;
  }

  private stop(clock: Clock, fact: number): void {
    const { protocol, id } = this.declared[clock.duty];
    const wasExpired = clock.state === "expired";
    if (clock.state === "running") this.world.list.cancel(clock.handle);
    if (clock.state === "suspended") clock.begunAt += this.world.now - clock.suspendedAt;
    clock.state = "stopped";
    const recorded = this.record(KIND["duty.stopped"], clock, 0, clock.dueAt, fact, 0);
    this.judge(clock, recorded);
    this.around.tell(clock.debtor, protocol, `${id}.stopped`, recorded);
    if (!wasExpired) this.repeat(clock, recorded);
  }

  private suspend(clock: Clock, fact: number): void {
    const { world } = this;
    world.list.cancel(clock.handle);
    clock.left =
      clock.dueAt >= BEYOND
        ? { ms: 0, days: 0 }
        : this.lengths.leftAt(clock.length, world.now, clock.dueAt, clock);
    clock.state = "suspended";
    clock.suspendedAt = world.now;
    clock.reasons = 0;
    this.record(KIND["duty.suspended"], clock, 0, clock.left.ms, fact, 0);
  }

  /** One of the reasons that suspend a clock is over; it runs again once there is none. */
  private endReason(clock: Clock, index: number, fact: number): void {
    const { world } = this;
    const { data, isPaired } = this.declared[clock.duty];
    clock.reasons = isPaired ? clock.reasons & ~(1 << index) : 0;
    if (clock.reasons !== 0) return;
    clock.state = "running";
    clock.setBy = fact;
    if (data.suspends === "keep") {
      clock.begunAt += world.now - clock.suspendedAt;
      if (clock.dueAt < BEYOND)
        clock.dueAt = this.lengths.endOfLeft(clock.length, world.now, clock.left, clock);
    } else {
      clock.begunAt = world.now;
      clock.dueAt = this.endOf(clock);
    }
    this.record(KIND["duty.restarted"], clock, 0, clock.dueAt, fact, 0);
    this.schedule(clock);
  }

  private extend(clock: Clock, fact: number): void {
    const { extension, extensions } = this.declared[clock.duty].data;
    if (clock.dueAt >= BEYOND || clock.extended >= (extensions ?? 1)) return;
    clock.extended++;
    const length = extension ?? clock.length;
    this.putOff(
      clock,
      length === "message" ? clock.dueAt + clock.gives : this.lengths.endOf(length, clock.dueAt, clock),
    );
    this.record(KIND["duty.extended"], clock, 0, clock.dueAt, fact, 0);
  }

  private renew(clock: Clock, fact: number): void {
    const { renewable } = this.declared[clock.duty].data;
    if (renewable === undefined || clock.renewed >= (renewable.times ?? Number.POSITIVE_INFINITY)) return;
    clock.renewed++;
    const from = renewable.from === "then" ? this.world.now : clock.dueAt;
    const length = renewable.within ?? clock.length;
    this.putOff(clock, length === "message" ? from + clock.gives : this.lengths.endOf(length, from, clock));
    this.record(KIND["duty.renewed"], clock, 0, clock.dueAt, fact, 0);
  }

  /** The next of several that are due one after the other. Alone they do not keep a run going. */
  private repeat(clock: Clock, cause: number): void {
    const { repeats } = this.declared[clock.duty].data;
    if (repeats === undefined || (this.world.compiled.horizon === Number.POSITIVE_INFINITY && this.isQuiet()))
      return;
    this.start({ ...clock, startedBy: cause, length: repeats, time: clock.time + 1, begunAt: clock.dueAt });
  }

  private isQuiet(): boolean {
    return this.world.list.size === 0;
  }

  // ---- open standards -------------------------------------------------------------------------------------------------

  /** What a judge says of a clock that has ended: until when it would have been in time. */
  private judge(clock: Clock, cause: number): void {
    const until = this.judgedEnd(clock);
    if (until !== undefined) this.record(KIND["duty.judged"], clock, 0, until, cause, 0);
  }

  private judgedEnd(clock: Clock): number | undefined {
    const { judged, data, word } = this.declared[clock.duty];
    if (judged === undefined) return undefined;
    const { world } = this;
    const { dictionary, actors } = world.compiled;
    const subject = data.per === "message" ? this.around.nameOf(Number(clock.subject)) : clock.subject;
    const hash = clock.debtor >= 0 ? actors[clock.debtor].hash : 0;
    const purpose = judgePurpose(dictionary.text(word));
    const u = world.drawUniform(hash, hashText(subject).lo, purpose, clock.time);
    return clock.begunAt + Math.floor(judged.at(u));
  }

  /** The run ends: of open standards that were never met, those long overdue are judged too. */
  end(): void {
    for (const clock of this.clocks) {
      if (clock.state !== "running" || this.declared[clock.duty].judged === undefined) continue;
      const until = this.judgedEnd(clock) as number;
      if (until < this.world.now) this.record(KIND["duty.judged"], clock, 0, until, clock.setBy, 0);
    }
  }

  saveState(): object {
    const { clocks, running, byItem, counted } = this;
    return { clocks, running, byItem, counted };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  /** A clock has run down. */
  dutyDue(number: number): void {
    const clock = this.clocks[number];
    if (clock.state !== "running") return;
    // One that was put off beyond what can be told apart leaves its old entry behind.
    if (this.world.era === 0 && clock.dueAt > this.world.now) return;
    clock.state = "expired";
    clock.isLate = true;
    const { protocol, id } = this.declared[clock.duty];
    const recorded = this.record(KIND["duty.expired"], clock, 0, clock.dueAt, clock.setBy, this.deadlineWord);
    this.around.tell(clock.debtor, protocol, `${id}.expired`, recorded);
    this.repeat(clock, recorded);
  }
}

/** A measure, a right, a wait, and what a count sets going can come again; a deadline of a debtor comes once. */
function mayComeAgain({ form, counts, repeats }: Duty): boolean {
  return repeats === undefined && ((form ?? "deadline") !== "deadline" || counts !== undefined);
}

const hasEnded = ({ state }: Clock) => state !== "running" && state !== "suspended";
