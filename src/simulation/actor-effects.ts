import { type EffectName, type Sanction, type Selector, STATE_KINDS } from "../model/index.ts";
import type { Addressing } from "./actor-addressing.ts";
import type { Counters } from "./actor-counters.ts";
import type { Waits } from "./actor-decisions.ts";
import type { Mail } from "./actor-messages.ts";
import { type Message, type Stage, tallyOf, value } from "./actor-parts.ts";
import type { Records } from "./actor-records.ts";
import type { Asking } from "./content-acts.ts";
import { KIND } from "./facts-out.ts";
import type { Bound } from "./item-life.ts";
import { FLAG, STATUS } from "./items.ts";
import type { Mechanisms } from "./mechanisms.ts";
import { PURPOSE } from "./purposes.ts";
import type { World } from "./world.ts";

interface Parts {
  readonly addressing: Addressing;
  readonly mail: Mail;
  readonly waits: Waits;
  readonly counters: Counters;
  readonly records: Records;
  readonly mechanisms: Mechanisms;
}

/** What statecharts of actors may ask for, done to the world. */
export class ActorEffects {
  private readonly stage: Stage;
  private readonly world: World;
  private readonly mail: Mail;
  private readonly waits: Waits;
  private readonly counters: Counters;
  private readonly activationWord: number;

  private readonly addressing: Addressing;
  private readonly records: Records;
  private readonly mechanisms: Mechanisms;

  constructor(stage: Stage, { addressing, mail, waits, counters, records, mechanisms }: Parts) {
    this.stage = stage;
    this.world = stage.world;
    this.addressing = addressing;
    this.mail = mail;
    this.waits = waits;
    this.counters = counters;
    this.records = records;
    this.mechanisms = mechanisms;
    this.activationWord = stage.world.compiled.dictionary.number("activation");
  }

  /** Does what the statechart at work asks for. */
  perform(bound: Bound<EffectName>): void {
    const { world } = this;
    const { current } = this.stage;
    const { compiled } = world;
    const { params } = bound;
    const actor = compiled.actors[current.actor];
    switch (bound.type) {
      case "send":
        return this.mail.send(params);
      case "decide":
        return this.waits.decide(params.decision as string, params.first === true);
      case "count":
        this.counters.add(
          tallyOf(actor.id, current),
          params.counter as string,
          (params.by as number | undefined) ?? 1,
          world.now,
        );
        return;
      case "clearCounter":
        this.counters.clear(tallyOf(actor.id, current), params.counter as string);
        return;
      case "setFlag":
        world.flags.add(params.flag as string);
        return;
      case "clearFlag":
        world.flags.delete(params.flag as string);
        return;
      case "surge":
        return this.surge(actor.platform, value(params.reviewers));
      case "endSurge":
        return this.surge(actor.platform, 1);
      case "removeNamed":
        return this.actOnNamed("removal.asked", params.copies as string | undefined);
      case "restrictNamed":
        world.askedTerritory = params.territory as string;
        world.askedLeak = params.leak === undefined ? 0 : value(params.leak);
        return this.actOnNamed("restriction.asked");
      case "restoreNamed":
        return this.actOnNamed("restoration.asked");
      case "confirmNamed":
        for (const row of current.message?.items ?? [])
          if ((world.items.flags[row] & FLAG.lawful) === 0)
            this.stage.keepingCause(() => this.stage.orders.confirm(row));
        return;
      case "demote":
        if (actor.platform >= 0) world.reach.demote(actor.platform, value(params.by));
        return;
      case "matchUploads":
        return this.stage.keepingCause(() => this.matchUploads(params));
      case "note":
        return this.makeNote(params.what as string);
      case "setStatus":
      case "clearStatus":
        return this.changeStatus(params, bound.type === "setStatus");
      case "sanction":
        return this.sanction(params);
      case "intrude":
        return this.refuse(
          "intrude",
          params,
          STATE_KINDS.includes(actor.kind) ? "outside-the-model" : "private-actor",
        );
      case "monitorGenerally":
        return this.refuse("monitorGenerally", params, "general-monitoring");
      case "establish":
        for (const number of this.addressing.originals())
          if (params.original === undefined || compiled.originals[number].id === params.original)
            this.stage.correct(number, current.actor, "established");
        return;
      case "holdNamed":
        return this.hold(true);
      case "releaseNamed":
        return this.hold(false);
      default:
        if (this.stage.orders.act(bound.type, params, this.asking())) return;
        throw new Error(`simulation/effect_not_for_actors: ${bound.type}`);
    }
  }

  /** Who asks, for which items. */
  private asking(): Asking {
    const { actor, message } = this.stage.current;
    return {
      actor,
      platform: this.world.compiled.actors[actor].platform,
      rows: message?.items ?? [],
      forOneReason: (work) => this.stage.keepingCause(work),
    };
  }

  /** A fact with this actor's word in place of `other`, for the reason at hand; what comes after keeps that reason. */
  private tellOf(
    kind: number,
    actor: number,
    { what, how = "", x = 0, y = 0 }: { what: string; how?: string; x?: number; y?: number },
  ): void {
    const { world } = this;
    const { actors, dictionary } = world.compiled;
    this.stage.keepingCause(() => {
      world.facts.about(
        kind,
        actors[actor].word,
        actors[this.stage.current.actor].word,
        dictionary.number(what),
        dictionary.number(how),
        x,
        y,
        world.cause,
        world.wait,
      );
    });
  }

  private whose(of: unknown): readonly number[] {
    return of === undefined ? [this.stage.current.actor] : this.addressing.receivers(of as Selector);
  }

  private changeStatus(params: Readonly<Record<string, unknown>>, isSet: boolean): void {
    const status = params.status as string;
    const kind = isSet ? KIND["status.set"] : KIND["status.cleared"];
    for (const actor of this.whose(params.of))
      if (this.records.setStatus(actor, status, isSet)) this.tellOf(kind, actor, { what: status });
  }

  /** A threat of the protocol is incurred, or its failure only counted while it takes a system of them. */
  private sanction(params: Readonly<Record<string, unknown>>): void {
    const { now, compiled } = this.world;
    const { id, sanctions } = compiled.scenario.protocols[this.stage.roles[this.stage.current.role].protocol];
    const name = params.sanction as string;
    const { kind, amount, systematic } = (sanctions as Readonly<Record<string, Sanction>>)[name];
    const what = `${id}/${name}`;
    for (const actor of this.whose(params.of)) {
      const since = systematic === undefined ? Number.NEGATIVE_INFINITY : now - systematic.within.value;
      const failures = this.records.countFailure(actor, what, now, since);
      if (systematic !== undefined && failures < systematic.n) {
        this.tellOf(KIND["failure.counted"], actor, { what, x: failures, y: systematic.n });
        continue;
      }
      const most = amount?.value ?? 0;
      const x = kind === "turnover" ? most * compiled.actors[actor].turnover : most;
      this.tellOf(KIND["sanction.incurred"], actor, { what, how: kind, x, y: failures });
      if (kind === "safe-harbour" && this.records.setStatus(actor, "no-safe-harbour", true))
        this.tellOf(KIND["status.set"], actor, { what: "no-safe-harbour" });
    }
  }

  /** What nobody may do in this model: the asking is a fact, and nothing else happens. */
  private refuse(what: string, params: Readonly<Record<string, unknown>>, why: string): void {
    const { world } = this;
    const { actors, dictionary } = world.compiled;
    const own = this.stage.current.actor;
    for (const target of this.whose(params.of))
      this.stage.keepingCause(() => {
        world.facts.about(
          KIND["action.refused"],
          actors[own].word,
          actors[target].word,
          dictionary.number(what),
          dictionary.number(why),
          0,
          0,
          world.cause,
          world.wait,
        );
      });
    this.stage.tell(own, "action.refused");
  }

  private hold(isHeld: boolean): void {
    const { world } = this;
    const { message, actor } = this.stage.current;
    if (message === undefined) return;
    const changed = this.records.hold(message.items, isHeld);
    if (changed === 0) return;
    const kind = isHeld ? KIND["items.held"] : KIND["items.released"];
    const { word } = world.compiled.actors[actor];
    this.stage.keepingCause(() => {
      world.facts.about(kind, word, 0, 0, 0, message.exchange, changed, world.cause, world.wait);
    });
  }

  private surge(platform: number, factor: number): void {
    if (platform < 0) return;
    const { world } = this;
    const kind = factor === 1 ? KIND["crisis.left"] : KIND["crisis.entered"];
    world.cause = world.facts.about(
      kind,
      world.compiled.platforms[platform].word,
      0,
      0,
      0,
      Math.round((world.compiled.platforms[platform].review?.reviewers ?? 0) * factor),
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    const { cause } = world;
    this.stage.workload.surge(platform, factor);
    world.cause = cause;
  }

  /** What the message at hand named is asked of each item's own life, on this actor's platform only. */
  private actOnNamed(event: string, copies = "named"): void {
    const { world } = this;
    const { current } = this.stage;
    const { message } = current;
    if (message === undefined) return;
    const platform = world.compiled.actors[current.actor].platform;
    const isUp = event === "restoration.asked";
    const meant = copies === "named" ? message.items : this.copiesOf(message, platform, copies);
    const here = meant.filter((row) => world.items.platform[row] === platform);
    const { protocol } = this.stage.roles[current.role];
    const allowed = this.mechanisms.settle(here, isUp ? "up" : "down", protocol, message);
    let done = 0;
    for (const row of allowed) {
      const before = world.facts.count;
      this.stage.keepingCause(() => world.machines?.tell(row, event));
      if (world.facts.count > before) done++;
    }
    // What was set aside for another mechanism's sake is not done.
    if (!isUp && (allowed.length > 0 || here.length === 0)) this.mail.fulfil(message, done);
  }

  /**
   * What a message names on a platform, and the copies of it that the platform's own sweep finds there, each by its own
   * draw: identical ones (of the same version), or similar ones too (of whatever was edited from the same beginning, and
   * lawful items that share frames, by the share of false matches).
   */
  private copiesOf(message: Message, platform: number, copies: string): readonly number[] {
    const { world } = this;
    const { items, versions, compiled } = world;
    if (platform < 0) return message.items;
    const { sweep, falseMatch } = compiled.platforms[platform];
    const keyOf = (version: number) => (copies === "similar" ? versions.rootOf(version) : version);
    const meant = new Set<number>();
    for (const row of message.items) if (items.version[row] >= 0) meant.add(keyOf(items.version[row]));
    const found = [...message.items];
    const named = new Set(message.items);
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      if (items.platform[row] !== platform || items.status[row] !== STATUS.online || named.has(row)) continue;
      const version = items.version[row];
      if (version < 0 || !meant.has(keyOf(version))) continue;
      const isLookalike = (items.flags[row] & FLAG.lawful) !== 0 && versions.isLawful[version] === 0;
      const chance = isLookalike ? (copies === "similar" ? falseMatch : 0) : sweep;
      if (world.drawUniform(items.keyHi[row], items.keyLo[row], PURPOSE.copies, message.time) < chance)
        found.push(row);
    }
    return found;
  }

  private matchUploads(params: Readonly<Record<string, unknown>>): void {
    const { world } = this;
    const { platforms } = world.compiled;
    const wanted =
      params.platforms === undefined
        ? [world.compiled.actors[this.stage.current.actor].platform].filter((number) => number >= 0)
        : platforms
            .filter(({ id }) => params.platforms === "all" || (params.platforms as string[]).includes(id))
            .map(({ number }) => number);
    world.switchMatching(
      wanted,
      () => value(params.block),
      () => value(params.sweep),
    );
  }

  private makeNote(what: string): void {
    const { world } = this;
    world.cause = world.facts.about(
      KIND["note.made"],
      world.compiled.actors[this.stage.current.actor].word,
      0,
      world.compiled.dictionary.number(what),
      0,
      0,
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    if (what === "activated") {
      const { cause } = world;
      world.countViews(this.activationWord);
      world.cause = cause;
    }
  }
}
