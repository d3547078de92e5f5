import type { Duty, Fact, FactPattern, Selector } from "../model/index.ts";
import { BEYOND, FACT_KINDS, isElapsed, patternsOf } from "../model/index.ts";
import { fitsActor } from "./compile.ts";
import { KIND } from "./facts-out.ts";
import { PRIORITY } from "./purposes.ts";
import { ENTRY, type World } from "./world.ts";

interface Clock {
  readonly number: number;
  readonly duty: number;
  readonly debtor: number;
  readonly subject: string;
  readonly itemHi: number;
  readonly itemLo: number;
  /** how many items its own stands for */
  readonly weight: number;
  /** the fact that set it running: the starting one, or the one that restarted it */
  setBy: number;
  dueAt: number;
  handle: number;
  state: "running" | "suspended" | "stopped" | "expired";
  left: number;
}

interface Watch {
  readonly duty: number;
  readonly pattern: FactPattern;
  readonly role: "starts" | "stops" | "suspendedBy" | "restartedBy";
  readonly what: number;
  readonly how: number;
}

interface Declared {
  readonly id: string;
  readonly word: number;
  readonly protocol: number;
  readonly data: Duty;
  readonly within: number;
}

/** What a duty tells its debtor's statecharts. */
export type DutyListener = (debtor: number, protocol: number, event: string, cause: number) => void;

/**
 * Clocks of duties. Facts start, stop, suspend and restart them as the duty's data say; whether a stop was in time is for
 * the measures to say. A clock's own timer comes after everything else of its millisecond.
 */
export class Duties {
  private readonly world: World;
  private readonly declared: readonly Declared[];
  private readonly watches: (readonly Watch[] | undefined)[];
  private clocks: Clock[] = [];
  private running = new Map<string, Clock[]>();
  private byItem = new Map<string, Clock[]>();
  private readonly tell: DutyListener;
  private readonly actorOfWord = new Map<number, number>();
  private readonly deadlineWord: number;
  private readonly pending: {
    watch: Watch;
    fact: number;
    kind: number;
    actor: number;
    other: number;
    itemHi: number;
    itemLo: number;
    x: number;
    weight: number;
  }[] = [];
  private isWorking = false;

  constructor(world: World, tell: DutyListener) {
    this.world = world;
    this.tell = tell;
    const { compiled } = world;
    const { dictionary } = compiled;
    const declared: Declared[] = [];
    compiled.scenario.protocols.forEach((protocol, number) => {
      for (const id of Object.keys(protocol.duties).sort()) {
        const data = protocol.duties[id];
        declared.push({
          id,
          word: dictionary.number(`${protocol.id}/${id}`),
          protocol: number,
          data,
          within: isElapsed(data.within) ? data.within.value : BEYOND,
        });
      }
    });
    this.declared = declared;
    this.deadlineWord = dictionary.number("deadline");
    const byKind: Watch[][] = [];
    declared.forEach(({ data }, duty) => {
      for (const role of ["starts", "stops", "suspendedBy", "restartedBy"] as const) {
        for (const pattern of patternsOf(data[role])) {
          const kind = FACT_KINDS[pattern.fact as keyof typeof FACT_KINDS];
          byKind[kind.code] ??= [];
          byKind[kind.code].push({
            duty,
            pattern,
            role,
            what: pattern.what === undefined ? -1 : dictionary.number(pattern.what),
            how: pattern.how === undefined ? -1 : dictionary.number(pattern.how),
          });
          world.facts.watched[kind.code] = 1;
        }
      }
    });
    this.watches = byKind;
    for (const actor of compiled.actors) this.actorOfWord.set(actor.word, actor.number);
    world.facts.onWatched = (fact) => this.onFact(fact);
  }

  reset(): void {
    this.clocks = [];
    this.running = new Map();
    this.byItem = new Map();
    this.pending.length = 0;
    this.isWorking = false;
  }

  /** The tightest due time among the running clocks of an item; Infinity for none. */
  deadlineOf(keyHi: number, keyLo: number): number {
    let due = Number.POSITIVE_INFINITY;
    for (const clock of this.byItem.get(`${keyHi},${keyLo}`) ?? [])
      if (clock.state === "running" && clock.dueAt < due) due = clock.dueAt;
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
        kind: fact.kind,
        actor,
        other,
        itemHi: fact.itemHi,
        itemLo: fact.itemLo,
        x: fact.x,
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
      const { watch } = next;
      const { data } = this.declared[watch.duty];
      const debtor =
        typeof data.debtor === "object"
          ? (world.compiled.actorNumbers.get(data.debtor.actor) ?? -1)
          : data.debtor === "other"
            ? next.other
            : next.actor;
      const subject =
        data.per === "item" ? `${next.itemHi},${next.itemLo}` : data.per === "message" ? String(next.x) : "";
      if (watch.role === "starts") this.start(watch.duty, debtor, next.other, subject, next, data);
      else
        this.change(
          watch,
          data.per === "debtor" && typeof data.debtor !== "object" ? [next.actor, next.other] : undefined,
          subject,
          next.fact,
        );
    }
    this.isWorking = false;
    world.cause = cause;
    world.wait = wait;
  }

  private key(duty: number, subject: string): string {
    return `${duty}|${subject}`;
  }

  private start(
    duty: number,
    debtor: number,
    creditor: number,
    subject: string,
    {
      itemHi,
      itemLo,
      weight,
      fact,
    }: {
      readonly itemHi: number;
      readonly itemLo: number;
      readonly weight: number;
      readonly fact: number;
    },
    data: Duty,
  ): void {
    const { world } = this;
    const key = this.key(duty, subject);
    const known = this.running.get(key) ?? [];
    if (known.some((clock) => clock.debtor === debtor)) return;
    const { within, word } = this.declared[duty];
    const isItem = data.per === "item";
    const clock: Clock = {
      number: this.clocks.length,
      duty,
      debtor,
      subject,
      itemHi: isItem ? itemHi : 0,
      itemLo: isItem ? itemLo : 0,
      weight: isItem ? weight : 1,
      setBy: fact,
      dueAt: world.now + within,
      handle: -1,
      state: "running",
      left: 0,
    };
    this.clocks.push(clock);
    known.push(clock);
    this.running.set(key, known);
    if (isItem) {
      const own = this.byItem.get(subject) ?? [];
      own.push(clock);
      this.byItem.set(subject, own);
    }
    const { compiled } = world;
    this.record(
      KIND["duty.started"],
      clock,
      word,
      creditor >= 0 ? compiled.actors[creditor].word : 0,
      clock.dueAt,
      fact,
      0,
    );
    clock.handle = world.schedule(clock.dueAt, PRIORITY.deadline, ENTRY.duty, clock.number);
  }

  private record(
    kind: number,
    clock: Clock,
    word: number,
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
    fact.what = word;
    fact.how = 0;
    fact.x = clock.number;
    fact.y = y;
    fact.weight = clock.weight;
    fact.cause = cause;
    fact.wait = wait;
    return facts.emit(kind);
  }

  /** `parties`: who the fact names; undefined when the subject alone says which clock is meant. */
  private change(watch: Watch, parties: readonly number[] | undefined, subject: string, fact: number): void {
    const { world } = this;
    const { word, protocol, id, within } = this.declared[watch.duty];
    for (const clock of this.running.get(this.key(watch.duty, subject)) ?? []) {
      if (parties !== undefined && !parties.includes(clock.debtor)) continue;
      if (clock.state === "stopped") continue;
      if (watch.role === "stops") {
        if (clock.state === "running") world.list.cancel(clock.handle);
        clock.state = "stopped";
        const recorded = this.record(KIND["duty.stopped"], clock, word, 0, clock.dueAt, fact, 0);
        this.tell(clock.debtor, protocol, `${id}.stopped`, recorded);
      } else if (watch.role === "suspendedBy" && clock.state === "running") {
        world.list.cancel(clock.handle);
        clock.state = "suspended";
        clock.left = clock.dueAt - world.now;
        this.record(KIND["duty.suspended"], clock, word, 0, clock.left, fact, 0);
      } else if (watch.role === "restartedBy" && clock.state === "suspended") {
        clock.state = "running";
        clock.dueAt = world.now + within;
        clock.setBy = fact;
        this.record(KIND["duty.restarted"], clock, word, 0, clock.dueAt, fact, 0);
        clock.handle = world.schedule(clock.dueAt, PRIORITY.deadline, ENTRY.duty, clock.number);
      }
    }
  }

  saveState(): object {
    const { clocks, running, byItem } = this;
    return { clocks, running, byItem };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  /** A clock has run down. */
  dutyDue(number: number): void {
    const clock = this.clocks[number];
    if (clock.state !== "running") return;
    clock.state = "expired";
    const { word, protocol, id } = this.declared[clock.duty];
    const recorded = this.record(
      KIND["duty.expired"],
      clock,
      word,
      0,
      clock.dueAt,
      clock.setBy,
      this.deadlineWord,
    );
    this.tell(clock.debtor, protocol, `${id}.expired`, recorded);
  }
}
