import type { GuardName, Selector } from "../model/index.ts";
import type { Addressing } from "./actor-addressing.ts";
import type { Counters } from "./actor-counters.ts";
import type { Mail } from "./actor-messages.ts";
import { incidentAt, type Stage, tallyOf, value } from "./actor-parts.ts";
import type { Records } from "./actor-records.ts";
import { dayOf } from "./calendar.ts";
import type { CompiledIncident } from "./incidents.ts";
import { type Bound, bindGuard } from "./item-life.ts";
import { STATUS } from "./items.ts";
import { chancePurpose } from "./purposes.ts";
import type { World } from "./world.ts";

interface Parts {
  readonly addressing: Addressing;
  readonly mail: Mail;
  readonly counters: Counters;
  readonly records: Records;
}

/** One or several of something, as a parameter gives it. */
const listOf = (given: unknown): readonly string[] =>
  typeof given === "string" ? [given] : (given as readonly string[]);

/** What statecharts of actors may ask, answered from the world. */
export class ActorGuards {
  private readonly stage: Stage;
  private readonly world: World;
  private readonly addressing: Addressing;
  private readonly mail: Mail;
  private readonly counters: Counters;

  private readonly records: Records;
  /** guards that stand in the parameters of others, read once */
  private readonly inner = new Map<unknown, Bound<GuardName>>();

  constructor(stage: Stage, { addressing, mail, counters, records }: Parts) {
    this.stage = stage;
    this.world = stage.world;
    this.addressing = addressing;
    this.mail = mail;
    this.counters = counters;
    this.records = records;
  }

  /** The answer for the statechart at work. */
  ask(bound: Bound<GuardName>): boolean {
    const { world } = this;
    const { current } = this.stage;
    const { compiled } = world;
    const { params } = bound;
    const actor = compiled.actors[current.actor];
    switch (bound.type) {
      case "flagIs":
        return world.flags.has(params.flag as string);
      case "counterAtLeast":
        return this.counters.of(tallyOf(actor.id, current), params.counter as string) >= (params.n as number);
      case "isMember":
        return actor.members.has(params.group as string);
      case "isPublic":
        return actor.public;
      case "firstContact":
        return this.isFirstContact(params);
      case "crossBorder":
        return (
          current.message !== undefined &&
          compiled.actors[current.message.from].jurisdiction !== actor.jurisdiction
        );
      case "emergency":
        return world.now <= this.incident().endsAt + 86_400_000;
      case "originalIs":
        return this.addressing.originals().some((number) => {
          const { form, by } = this.records.believed(number);
          return (
            (params.form === undefined || (params.form as string[]).includes(form)) &&
            (params.by === undefined || (params.by as string[]).includes(by))
          );
        });
      case "originalOnMember":
        return this.addressing
          .originals()
          .some((number) =>
            compiled.platforms[compiled.originals[number].platform].members.has(params.group as string),
          );
      case "originalUp":
        return compiled.platforms.some(({ number }) => this.addressing.originalsOn(number).length > 0);
      case "anythingNamed":
        return (current.message?.named ?? 0) > 0;
      case "namedItemsUp":
        return (
          current.message !== undefined &&
          (current.message.items.some((row) => world.items.status[row] === STATUS.online) ||
            this.addressing.namesOthers(current.message))
        );
      case "incidentOver":
        return world.now >= this.incident().endsAt + (params.since === undefined ? 0 : value(params.since));
      case "uploadsBelow":
        return this.addressing.uploadsLastHour() < value(params.perHour);
      case "uploadsAtLeast":
        return this.addressing.uploadsLastHour() >= value(params.perHour);
      case "chance": {
        const time = this.stage.countIn(current, `chance-${params.name as string}`);
        return (
          world.drawUniform(actor.hash, current.keyLo, chancePurpose(params.name as string), time) <
          value(params.of)
        );
      }
      case "all":
        return this.answers(params.of).every((is) => is);
      case "any":
        return this.answers(params.of).some((is) => is);
      case "not":
        return !this.askInner(params.guard);
      case "countWithin":
        return (
          this.counters.since(
            tallyOf(actor.id, current),
            params.counter as string,
            world.now - value(params.window),
          ) >= (params.n as number)
        );
      case "matrix":
        return this.levelIs(params);
      case "dateIs": {
        const today = dayOf(compiled.startEpoch + world.now, compiled.utcOffset);
        return (
          (params.from === undefined || today >= (params.from as string)) &&
          (params.to === undefined || today <= (params.to as string))
        );
      }
      case "alreadyNamed": {
        const { message } = current;
        if (message === undefined) return false;
        const kinds = params.message === undefined ? [message.kind] : listOf(params.message);
        return this.mail.wasNamedBefore(message, kinds, params.how as "all" | "any");
      }
      case "statusIs": {
        const whose =
          params.of === undefined ? [actor.number] : this.addressing.receivers(params.of as Selector);
        return whose.some((number) => this.records.hasStatus(number, params.status as string));
      }
      case "languageUnderstood": {
        const { languages } = actor.contact;
        const language = current.message?.language;
        return languages === undefined || language === undefined || languages.includes(language);
      }
      case "contactKnown": {
        const others = this.addressing.receivers(params.to as Selector);
        return others.length > 0 && others.every((to) => compiled.actors[to].contact.reachable !== false);
      }
      case "senderAuthenticated":
        return current.message !== undefined && compiled.actors[current.message.from].authenticated;
      case "removedShareAtLeast":
        return this.addressing.shareDown(params.group as string | undefined) >= value(params.share);
      case "inScope":
        return this.isInScope();
      case "incidentIs": {
        const at = incidentAt(current);
        const incident = compiled.incidents[at >= 0 ? at : current.told];
        return incident !== undefined && listOf(params.incident).includes(incident.id);
      }
      case "yields":
        return this.yields();
      case "roleIs":
        return this.isRoleIn(params);
      case "namedHeld":
        return current.message?.items.some((row) => this.records.isHeld(row)) === true;
      default:
        throw new Error(`simulation/guard_not_for_actors: ${bound.type}`);
    }
  }

  /** Every part is asked, whatever the others say: a chance among them has its own count of draws. */
  private answers(of: unknown): readonly boolean[] {
    return (of as readonly unknown[]).map((each) => this.askInner(each));
  }

  private askInner(call: unknown): boolean {
    const known = this.inner.get(call);
    if (known !== undefined) return this.ask(known);
    const { type, params } = (typeof call === "string" ? { type: call, params: undefined } : call) as {
      readonly type: string;
      readonly params: unknown;
    };
    const bound = bindGuard(type, params);
    this.inner.set(call, bound);
    return this.ask(bound);
  }

  /** The incident that the statechart at work is about; the scenario's own where it is about all of them. */
  private incident(): CompiledIncident {
    const { incidents } = this.world.compiled;
    return incidents[Math.max(0, incidentAt(this.stage.current))];
  }

  private levelIs(params: Readonly<Record<string, unknown>>): boolean {
    const { harm } = this.incident();
    const levels = params.levels as Readonly<Record<string, readonly string[]>>;
    if (harm === undefined || !Object.hasOwn(levels, harm)) return false;
    const perHour = this.addressing.uploadsLastHour();
    const column = (params.perHour as readonly unknown[]).filter((from) => perHour >= value(from)).length;
    return listOf(params.is).includes(levels[harm][column]);
  }

  private isInScope(): boolean {
    const { compiled, now } = this.world;
    const { scope } = compiled.scenario.protocols[this.stage.roles[this.stage.current.role].protocol];
    if (scope === undefined) return true;
    const today = dayOf(compiled.startEpoch + now, compiled.utcOffset);
    const covered = new Set(scope.filter(({ from }) => from <= today).flatMap(({ covers }) => covers));
    return this.addressing.originals().some((number) => {
      const { category } = compiled.originals[number];
      return category !== undefined && covered.has(category);
    });
  }

  private yields(): boolean {
    const { scenario } = this.world.compiled;
    const { roles, instances, current } = this.stage;
    const order = scenario.precedence ?? [];
    const own = order.indexOf(scenario.protocols[roles[current.role].protocol].id);
    const before = own < 0 ? order : order.slice(0, own);
    return instances.some(({ role, row, incident }) => {
      const { protocol, tables } = roles[role];
      return (
        row >= 0 &&
        before.includes(scenario.protocols[protocol].id) &&
        this.isSameIncident(incident) &&
        tables.hasTag(row, "active")
      );
    });
  }

  private isSameIncident(incident: number): boolean {
    const own = incidentAt(this.stage.current);
    return own < 0 || incident < 0 || own === incident;
  }

  private isRoleIn(params: Readonly<Record<string, unknown>>): boolean {
    const { scenario } = this.world.compiled;
    const { roles, instances, current } = this.stage;
    const own = roles[current.role].protocol;
    const players = params.of === undefined ? undefined : this.addressing.receivers(params.of as Selector);
    const wanted = listOf(params.state);
    return instances.some(({ role, row, actor, incident }) => {
      const { id, protocol, tables } = roles[role];
      if (row < 0 || id !== params.role || !this.isSameIncident(incident)) return false;
      if (
        params.protocol === undefined ? protocol !== own : scenario.protocols[protocol].id !== params.protocol
      )
        return false;
      if (players !== undefined && !players.includes(actor)) return false;
      return tables.states(row).some((state) => wanted.includes(state.split(".").at(-1) ?? ""));
    });
  }

  private isFirstContact(params: Readonly<Record<string, unknown>>): boolean {
    const { current } = this.stage;
    const others = params.to === undefined ? [] : this.addressing.receivers(params.to as Selector);
    if (params.to === undefined)
      return this.mail.contactsBetween(current.message?.from, current.actor, params.message as string) <= 1;
    return others.every((to) => this.mail.contactsBetween(current.actor, to, params.message as string) === 0);
  }
}
