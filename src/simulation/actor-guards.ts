import type { GuardName, Selector } from "../model/index.ts";
import type { Addressing } from "./actor-addressing.ts";
import type { Counters } from "./actor-counters.ts";
import type { Mail } from "./actor-messages.ts";
import { type Stage, value } from "./actor-parts.ts";
import type { Bound } from "./item-life.ts";
import { STATUS } from "./items.ts";
import { chancePurpose } from "./purposes.ts";
import type { World } from "./world.ts";

/** What statecharts of actors may ask, answered from the world. */
export class ActorGuards {
  private readonly stage: Stage;
  private readonly world: World;
  private readonly addressing: Addressing;
  private readonly mail: Mail;
  private readonly counters: Counters;

  constructor(stage: Stage, addressing: Addressing, mail: Mail, counters: Counters) {
    this.stage = stage;
    this.world = stage.world;
    this.addressing = addressing;
    this.mail = mail;
    this.counters = counters;
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
        return this.counters.of(actor.id, params.counter as string) >= (params.n as number);
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
        return world.now <= compiled.endsAt + 86_400_000;
      case "originalIs":
        return compiled.originals.some(
          ({ form, by }) =>
            (params.form === undefined || (params.form as string[]).includes(form)) &&
            (params.by === undefined || (params.by as string[]).includes(by)),
        );
      case "originalOnMember":
        return compiled.originals.some(({ platform }) =>
          compiled.platforms[platform].members.has(params.group as string),
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
        return world.now >= compiled.endsAt + (params.since === undefined ? 0 : value(params.since));
      case "uploadsBelow":
        return world.uploadsLastHour() < value(params.perHour);
      case "uploadsAtLeast":
        return world.uploadsLastHour() >= value(params.perHour);
      case "chance": {
        const time = this.stage.countIn(current, `chance-${params.name as string}`);
        return (
          world.drawUniform(actor.hash, current.keyLo, chancePurpose(params.name as string), time) <
          value(params.of)
        );
      }
      default:
        throw new Error(`simulation/guard_not_for_actors: ${bound.type}`);
    }
  }

  private isFirstContact(params: Readonly<Record<string, unknown>>): boolean {
    const { current } = this.stage;
    const others = params.to === undefined ? [] : this.addressing.receivers(params.to as Selector);
    if (params.to === undefined)
      return this.mail.contactsBetween(current.message?.from, current.actor, params.message as string) <= 1;
    return others.every((to) => this.mail.contactsBetween(current.actor, to, params.message as string) === 0);
  }
}
