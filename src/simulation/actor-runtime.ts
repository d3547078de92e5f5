import { hashText } from "../engine/index.ts";
import type { EffectName, GuardName, StateAsked } from "../model/index.ts";
import type { Host } from "../protocol/index.ts";
import { Addressing } from "./actor-addressing.ts";
import { Counters } from "./actor-counters.ts";
import { Waits } from "./actor-decisions.ts";
import { ActorEffects } from "./actor-effects.ts";
import { ActorGuards } from "./actor-guards.ts";
import { Mail } from "./actor-messages.ts";
import { exchangeOf, type Instance, type ItemOrders, type Message, type Stage } from "./actor-parts.ts";
import { Records } from "./actor-records.ts";
import type { CompiledRole } from "./compile.ts";
import { BEGINNING, KIND } from "./facts-out.ts";
import { type Bound, bindEffect, bindGuard } from "./item-life.ts";
import { Mechanisms } from "./mechanisms.ts";
import type { Workload } from "./workload.ts";
import type { World } from "./world.ts";

/**
 * Whether an instance should hear of a message. One that was opened for a message hears that one, answers to it, and
 * what begins an exchange of another kind; not another message of its kind, nor answers within other exchanges.
 */
function concerns(message: Message, { openedFor }: Instance): boolean {
  if (openedFor === undefined || message === openedFor) return true;
  if (message.kind === openedFor.kind) return false;
  return message.exchange === openedFor.exchange || message.exchange === message.number;
}

/** Whether an instance serves an incident (-1: what happens concerns all of them). */
function serves(instance: Instance, incident: number): boolean {
  return incident < 0 || instance.incident < 0 || instance.incident === incident;
}

/**
 * The roles of actors: one statechart for each role that an actor plays, or for each message that opens one. They hear
 * what happens, ask (`actor-guards.ts`) and act (`actor-effects.ts`) through the world; messages between them take their
 * time and may be lost (`actor-messages.ts`), and so do decisions (`actor-decisions.ts`).
 */
export class ActorRuntime implements Stage {
  readonly world: World;
  readonly workload: Workload;
  readonly orders: ItemOrders;
  readonly roles: readonly CompiledRole[];
  readonly mail: Mail;
  readonly waits: Waits;
  private readonly counters = new Counters();
  private readonly records: Records;
  private readonly mechanisms: Mechanisms;
  private readonly addressing: Addressing;
  private readonly guards: ActorGuards;
  private readonly effects: ActorEffects;
  private readonly rolesOf: readonly (readonly number[])[];
  private readonly boundGuards: (Bound<GuardName> | undefined)[][];
  private readonly boundEffects: (Bound<EffectName> | undefined)[][];
  private readonly hosts: readonly Host[];
  instances: Instance[] = [];
  private byActor: Instance[][] = [];
  private agenda: {
    instance: Instance;
    event: string;
    message: Message | undefined;
    cause: number;
    wait: number;
    incident: number;
  }[] = [];
  private isStepping = false;
  current!: Instance;

  constructor(world: World, workload: Workload, orders: ItemOrders) {
    this.world = world;
    this.workload = workload;
    this.orders = orders;
    const { compiled } = world;
    this.roles = compiled.roles;
    this.rolesOf = compiled.actors.map((actor) =>
      this.roles.flatMap((role, number) => (role.actors.includes(actor.number) ? [number] : [])),
    );
    // A run without roles never begins with `reset`, but its platforms are told of removals all the same.
    this.byActor = compiled.actors.map(() => []);
    this.addressing = new Addressing(this);
    const { addressing } = this;
    this.records = new Records(compiled);
    this.mechanisms = new Mechanisms(this);
    this.mail = new Mail(this, addressing, this.records, this.mechanisms);
    this.waits = new Waits(this);
    const parts = {
      addressing,
      mail: this.mail,
      waits: this.waits,
      counters: this.counters,
      records: this.records,
      mechanisms: this.mechanisms,
    };
    this.guards = new ActorGuards(this, parts);
    this.effects = new ActorEffects(this, parts);
    this.boundGuards = this.roles.map(() => []);
    this.boundEffects = this.roles.map(() => []);
    this.hosts = this.roles.map((_, role) => ({
      ask: (guard: number) => this.guards.ask(this.guardOf(role, guard)),
      effect: (effect: number) => this.effects.perform(this.effectOf(role, effect)),
      startTimer: (timer: number) => this.waits.startTimer(role, timer),
      cancelTimer: (timer: number) => {
        this.current.timers[timer] = -1;
      },
    }));
  }

  reset(): void {
    this.instances.length = 0;
    this.byActor = this.world.compiled.actors.map(() => []);
    this.mail.reset();
    this.waits.reset();
    this.counters.reset();
    this.records.reset();
    this.mechanisms.reset();
    this.agenda.length = 0;
    this.isStepping = false;
    for (let role = 0; role < this.roles.length; role++) {
      const { per, actors } = this.roles[role];
      if (per !== undefined && per !== "incident") continue;
      const incidents = per === "incident" ? this.world.compiled.incidents.map((_, number) => number) : [-1];
      for (const actor of actors)
        for (const incident of incidents) {
          this.world.cause = BEGINNING;
          this.open(role, actor, undefined, incident);
        }
    }
  }

  /** Sends a message that no statechart asked for, as if this actor did. */
  sendFrom(actor: number, params: Readonly<Record<string, unknown>>): void {
    const outer = this.current;
    this.current = {
      number: -1,
      role: -1,
      actor,
      row: -1,
      state: "",
      message: undefined,
      incident: 0,
      told: 0,
      openedFor: undefined,
      timers: [],
      keyLo: 0,
      counts: new Map(),
    };
    this.mail.send(params, true);
    this.current = outer;
  }

  /** Nobody opens what arrives at an actor's contact point before an instant. */
  closeContact(actor: number, until: number): void {
    this.mail.closeContact(actor, until);
  }

  /** Whether a role of an actor is in one of these states; within another state it counts as in both. */
  isInState({ actor, role: wanted, in: states }: StateAsked): boolean {
    const number = this.world.compiled.actorNumbers.get(actor);
    return this.instances.some(({ actor: player, role, row }) => {
      const { id, tables } = this.roles[role];
      if (row < 0 || player !== number || (wanted !== undefined && id !== wanted)) return false;
      return tables.states(row).some((state) => states.includes(state.split(".").at(-1) ?? ""));
    });
  }

  saveState(): object {
    const { instances, byActor, mail, waits, counters, records, mechanisms } = this;
    return {
      own: { instances, byActor },
      mail: mail.saveState(),
      waits: waits.saveState(),
      counters: counters.saveState(),
      records: records.saveState(),
      mechanisms: mechanisms.saveState(),
    };
  }

  loadState(state: object): void {
    const { own, mail, waits, counters, records, mechanisms } = state as Record<
      "own" | "mail" | "waits" | "counters" | "records" | "mechanisms",
      object
    >;
    Object.assign(this, own);
    this.mail.loadState(mail);
    this.waits.loadState(waits);
    this.counters.loadState(counters);
    this.records.loadState(records);
    this.mechanisms.loadState(mechanisms);
  }

  countIn(instance: Instance, what: string): number {
    const next = instance.counts.get(what) ?? 0;
    instance.counts.set(what, next + 1);
    return next;
  }

  private open(role: number, actor: number, message: Message | undefined, incident: number): Instance {
    const { compiled } = this.world;
    const { protocol, id, per } = this.roles[role];
    // The scenario's own incident is served as the only one is: a second one moves no draw of the first.
    const served = per === "incident" && incident > 0 ? `|incident:${compiled.incidents[incident].id}` : "";
    const about = message === undefined ? served : `|${compiled.actors[message.from].id}|${message.time}`;
    const instance: Instance = {
      number: this.instances.length,
      role,
      actor,
      row: -1,
      state: "",
      message,
      openedFor: message,
      timers: [],
      keyLo: hashText(`${compiled.scenario.protocols[protocol].id}|${id}${about}`).lo,
      counts: new Map(),
      incident,
      told: -1,
    };
    this.instances.push(instance);
    this.byActor[actor].push(instance);
    this.run(instance, () => this.roles[role].tables.start(this.hosts[role]));
    this.workOff();
    return instance;
  }

  private run(instance: Instance, step: () => number): void {
    const { world } = this;
    const { cause, wait } = world;
    const mark = this.waits.mark();
    const outer = this.current;
    const wasStepping = this.isStepping;
    this.current = instance;
    this.isStepping = true;
    const { exchange } = world;
    world.exchange = exchangeOf(instance, instance.message);
    instance.row = step();
    const { tables, word } = this.roles[instance.role];
    const state = tables.stateName(instance.row);
    // A step that ends a wait and begins others: these hang on what happens now, not on what that wait hung on.
    const begun = wait === 0 ? [] : this.waits.begunSince(mark, cause);
    if (state !== instance.state || begun.length > 0) {
      instance.state = state;
      world.cause = world.facts.about(
        KIND["state.entered"],
        world.compiled.actors[instance.actor].word,
        0,
        word,
        world.compiled.dictionary.number(state),
        0,
        0,
        world.cause,
        world.wait,
      );
      world.wait = 0;
      for (const running of begun) running.cause = world.cause;
    }
    this.current = outer;
    this.isStepping = wasStepping;
    world.exchange = exchange;
  }

  /** Tells every role of an actor what happened. */
  tell(actor: number, event: string, message?: Message, incident = message?.incident ?? -1): void {
    if (actor < 0) return;
    const { cause, wait } = this.world;
    const deaf = message === undefined ? undefined : this.deafTo(message, event);
    for (const instance of this.byActor[actor])
      if (
        serves(instance, incident) &&
        (message === undefined || concerns(message, instance)) &&
        deaf?.has(this.roles[instance.role].protocol) !== true
      )
        this.agenda.push({ instance, event, message, cause, wait, incident });
    this.workOff();
  }

  /** Protocols whose roles do not hear a message, because its receiver hears it under the one that it was sent under. */
  private deafTo(message: Message, event: string): ReadonlySet<number> | undefined {
    const strangers = this.mechanisms.strangersTo(message.protocol);
    if (strangers === undefined) return undefined;
    const hears = this.rolesOf[message.to].some((number) => {
      const { protocol, per, tables } = this.roles[number];
      const isKin = protocol === message.protocol || !strangers.has(protocol);
      return isKin && (per === message.kind || tables.eventCode(event) >= 0);
    });
    return hears ? strangers : undefined;
  }

  tellAll(event: string, incident = -1): void {
    for (const { number } of this.world.compiled.actors)
      this.keepingCause(() => this.tell(number, event, undefined, incident));
  }

  /** Names an exchange of messages by what began it. */
  nameOf(exchange: number): string {
    return this.mail.nameOf(exchange);
  }

  /** Tells the roles that an actor plays under one protocol. */
  tellUnder(actor: number, protocol: number, event: string): void {
    if (actor < 0) return;
    for (const instance of this.byActor[actor])
      if (this.roles[instance.role].protocol === protocol)
        this.agenda.push({
          instance,
          event,
          message: undefined,
          cause: this.world.cause,
          wait: 0,
          incident: -1,
        });
    this.workOff();
  }

  /** Number of the incident that an item comes from; -1 where there is only one, or for a lawful lookalike. */
  incidentOf(row: number): number {
    return this.world.compiled.incidents.length === 1 ? -1 : this.addressing.incidentOf(row);
  }

  /** Tells every actor; the scenario itself is the cause. */
  tellEveryone(event: string, wait: number): void {
    for (const { number } of this.world.compiled.actors) {
      this.world.cause = BEGINNING;
      this.world.wait = wait;
      this.tell(number, event);
    }
  }

  /** One of several incidents begins or ends: a fact, and who serves it hears of it. */
  tellOfIncident(number: number, isBeginning: boolean, wait: number): void {
    const { world } = this;
    const { word } = world.compiled.incidents[number];
    const kind = isBeginning ? KIND["incident.began"] : KIND["incident.ended"];
    world.cause = world.facts.about(kind, 0, 0, word, 0, 0, 0, BEGINNING, wait);
    this.tellAll(isBeginning ? "incident.began" : "incident.ended", number);
  }

  /** What was claimed of an original is corrected: everybody hears of it. */
  correct(original: number, by: number, why: string): void {
    const { world } = this;
    if (!this.records.correct(original)) return;
    const { compiled } = world;
    const { word, incident } = compiled.originals[original];
    this.keepingCause(() => {
      const reason = compiled.dictionary.number(why);
      const actor = by < 0 ? 0 : compiled.actors[by].word;
      const cause = world.cause === 0 ? BEGINNING : world.cause;
      world.cause = world.facts.about(
        KIND["claim.corrected"],
        actor,
        0,
        word,
        reason,
        0,
        0,
        cause,
        world.wait,
      );
      world.wait = 0;
      this.tellAll("claim.corrected", compiled.incidents.length === 1 ? -1 : incident);
    });
  }

  private workOff(): void {
    if (this.isStepping) return;
    const { world } = this;
    for (let next = this.agenda.shift(); next !== undefined; next = this.agenda.shift()) {
      const { instance, event, message, cause, wait, incident } = next;
      if (incident >= 0) instance.told = incident;
      const { tables } = this.roles[instance.role];
      const code = tables.eventCode(event);
      if (code < 0) continue;
      world.cause = cause;
      world.wait = wait;
      if (message !== undefined) instance.message = message;
      this.run(instance, () => tables.step(instance.row, code, this.hosts[instance.role]));
    }
  }

  openFor(message: Message): void {
    const deaf = this.deafTo(message, `${message.kind}.opened`);
    for (const role of this.rolesOf[message.to])
      if (this.roles[role].per === message.kind && deaf?.has(this.roles[role].protocol) !== true)
        this.open(role, message.to, message, message.incident);
  }

  stepTo(instance: Instance, code: number): void {
    const { tables } = this.roles[instance.role];
    if (code >= 0) this.run(instance, () => tables.step(instance.row, code, this.hosts[instance.role]));
    this.workOff();
  }

  keepingCause(work: () => void): void {
    const { world } = this;
    const { cause, wait } = world;
    work();
    world.cause = cause;
    world.wait = wait;
  }

  private guardOf(role: number, guard: number): Bound<GuardName> {
    const known = this.boundGuards[role][guard];
    if (known !== undefined) return known;
    const { type, params } = this.roles[role].tables.guards[guard];
    const bound = bindGuard(type, params);
    this.boundGuards[role][guard] = bound;
    return bound;
  }

  private effectOf(role: number, effect: number): Bound<EffectName> {
    const known = this.boundEffects[role][effect];
    if (known !== undefined) return known;
    const { type, params } = this.roles[role].tables.effects[effect];
    const bound = bindEffect(type, params);
    this.boundEffects[role][effect] = bound;
    return bound;
  }
}
