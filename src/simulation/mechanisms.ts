import { DEMANDS, listCalls, type Protocol, type Scenario } from "../model/index.ts";
import type { Message, Stage } from "./actor-parts.ts";
import { KIND } from "./facts-out.ts";
import type { World } from "./world.ts";

/** By these a protocol has services do something about what a message names. */
const ACTS: readonly string[] = ["removeNamed", "restrictNamed", "restoreNamed"];
const ASKS: readonly string[] = DEMANDS;

/** What a demand wants of an item: out of sight, or back in sight. */
type Wish = "down" | "up";

function isMechanism({ roles }: Protocol): boolean {
  return Object.values(roles).some(({ machine }) =>
    listCalls(machine).some(({ kind, name }) => kind === "effect" && ACTS.includes(name)),
  );
}

/** All that a protocol builds on, itself included. */
function foundationOf(id: string, protocols: readonly Protocol[]): ReadonlySet<string> {
  const found = new Set([id]);
  for (const each of found)
    for (const used of protocols.find((protocol) => protocol.id === each)?.uses ?? []) found.add(used);
  return found;
}

/**
 * Which protocols are mechanisms of their own: for each its number and those that are strangers to it, because neither
 * builds on the other. Empty where a scenario has but one mechanism, and nothing can meet.
 */
function strangersAmong(protocols: readonly Protocol[]): ReadonlyMap<number, ReadonlySet<number>> {
  const mechanisms = protocols.flatMap((protocol, number) =>
    isMechanism(protocol) ? [{ number, id: protocol.id, base: foundationOf(protocol.id, protocols) }] : [],
  );
  const strangers = mechanisms.map(
    (one) =>
      [
        one.number,
        new Set(
          mechanisms
            .filter((other) => !one.base.has(other.id) && !other.base.has(one.id))
            .map(({ number }) => number),
        ),
      ] as const,
  );
  return new Map(strangers.filter(([, others]) => others.size > 0));
}

/** Whether several mechanisms that know nothing of each other may act in a scenario. */
export function hasSeveralMechanisms({ protocols }: Scenario): boolean {
  return strangersAmong(protocols).size > 0;
}

/**
 * Several mechanisms at once. A message is heard under the protocol under which it was sent, wherever its receiver plays
 * a part in that one: two procedures do not open for one message. What one mechanism names that another has named to the
 * same service before is counted; and where one asks the opposite of what another asked of the same item, the one that
 * comes first in `precedence` holds. Where none is stated, the later demand does, as it always did.
 */
export class Mechanisms {
  private readonly stage: Stage;
  private readonly world: World;
  private readonly strangers: ReadonlyMap<number, ReadonlySet<number>>;
  /** place in the scenario's precedence by protocol; Infinity for one without */
  private readonly ranks: readonly number[];
  private readonly words: readonly number[];
  /** protocols under which a demand has named an item to a service, by `service|item` */
  private named = new Map<string, Set<number>>();
  /** what each mechanism has last asked of an item, by item */
  private asked = new Map<number, Map<number, Wish>>();

  constructor(stage: Stage) {
    this.stage = stage;
    this.world = stage.world;
    const { scenario, dictionary } = stage.world.compiled;
    this.strangers = strangersAmong(scenario.protocols);
    this.ranks = scenario.protocols.map(({ id }) => {
      const rank = (scenario.precedence ?? []).indexOf(id);
      return rank < 0 ? Number.POSITIVE_INFINITY : rank;
    });
    this.words = scenario.protocols.map(({ id }) => dictionary.number(id));
  }

  reset(): void {
    if (this.named.size > 0) this.named.clear();
    if (this.asked.size > 0) this.asked.clear();
  }

  saveState(): object {
    const { named, asked } = this;
    return { named, asked };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  /** Protocols that should not hear what was sent under this one, where its receiver has somebody of its own to hear it. */
  strangersTo(protocol: number): ReadonlySet<number> | undefined {
    return this.strangers.get(protocol);
  }

  /** A demand arrives: what of it other mechanisms have named to this service already is told. */
  receive(message: Message): void {
    const strangers = this.strangers.get(message.protocol);
    if (strangers === undefined || !ASKS.includes(message.kind)) return;
    const { world } = this;
    const { actors, dictionary } = world.compiled;
    if (actors[message.to].platform < 0) return;
    let again = 0;
    for (const row of message.items) {
      const place = `${message.to}|${row}`;
      const before = this.named.get(place) ?? new Set<number>();
      if ([...before].some((protocol) => strangers.has(protocol))) again++;
      before.add(message.protocol);
      this.named.set(place, before);
    }
    if (again === 0) return;
    this.stage.keepingCause(() => {
      world.facts.about(
        KIND["demand.repeated"],
        actors[message.to].word,
        actors[message.from].word,
        dictionary.number(message.kind),
        0,
        message.exchange,
        again,
        world.cause,
        world.wait,
      );
    });
  }

  /**
   * A service is about to do with these items what a message under a protocol asks. Returns those with which it may: where
   * a mechanism that comes first has asked the opposite, that one holds. Each opposition is told, whoever prevails.
   */
  settle(rows: readonly number[], wish: Wish, protocol: number, message: Message): readonly number[] {
    const strangers = this.strangers.get(protocol);
    if (strangers === undefined) return rows;
    const met = new Map<number, { obeyed: number; aside: number }>();
    const allowed = rows.filter((row) => {
      const asked = this.asked.get(row) ?? new Map<number, Wish>();
      this.asked.set(row, asked);
      asked.set(protocol, wish);
      const against = this.firstAgainst(asked, wish, strangers);
      if (against === undefined) return true;
      const isAside = this.ranks[against] < this.ranks[protocol];
      const count = met.get(against) ?? { obeyed: 0, aside: 0 };
      met.set(against, count);
      if (isAside) count.aside++;
      else count.obeyed++;
      return !isAside;
    });
    for (const [against, { obeyed, aside }] of met) {
      if (obeyed > 0) this.tell(message, against, "obeyed", obeyed);
      if (aside > 0) this.tell(message, against, "set-aside", aside);
    }
    return allowed;
  }

  /** Of the mechanisms that asked the opposite of an item, the one that comes first. */
  private firstAgainst(
    asked: ReadonlyMap<number, Wish>,
    wish: Wish,
    strangers: ReadonlySet<number>,
  ): number | undefined {
    let first: number | undefined;
    for (const [other, theirs] of asked)
      if (
        theirs !== wish &&
        strangers.has(other) &&
        (first === undefined || this.ranks[other] < this.ranks[first])
      )
        first = other;
    return first;
  }

  private tell(message: Message, against: number, how: string, items: number): void {
    const { world } = this;
    const { actors, dictionary } = world.compiled;
    this.stage.keepingCause(() => {
      world.facts.about(
        KIND["demand.contradicted"],
        actors[message.to].word,
        actors[message.from].word,
        this.words[against],
        dictionary.number(how),
        message.exchange,
        items,
        world.cause,
        world.wait,
      );
    });
  }
}
