import type { Inject, InjectAct } from "../model/index.ts";
import type { ActorRuntime } from "./actor-runtime.ts";
import { BEGINNING, KIND } from "./facts-out.ts";
import { PRIORITY } from "./purposes.ts";
import type { Workload } from "./workload.ts";
import { ENTRY, type World } from "./world.ts";

type Lasting = Exclude<InjectAct, { readonly send: unknown }>;

/** Whom an act that lasts concerns. */
function partyOf(act: Lasting): string {
  if ("unreachable" in act) return act.unreachable;
  return "matchingDown" in act ? act.matchingDown : act.reviewers;
}

/**
 * What the scenario brings up at set times: told to those whom it names, and done where it has acts. Nothing is drawn
 * for an inject itself; a message that it sends travels like any other.
 */
export class Injects {
  private readonly world: World;
  private readonly actors: ActorRuntime;
  private readonly workload: Workload;
  private readonly all: readonly (Inject & { readonly id: string; readonly word: number })[];
  /** acts that last: their entries are numbered from the number of injects on */
  private readonly lasting: readonly { readonly act: Lasting; readonly inject: number }[];
  private readonly words: { readonly inject: number; readonly kinds: Readonly<Record<string, number>> };

  constructor(world: World, actors: ActorRuntime, workload: Workload) {
    this.world = world;
    this.actors = actors;
    this.workload = workload;
    const { scenario, dictionary } = world.compiled;
    this.all = Object.keys(scenario.injects)
      .sort()
      .map((id) => ({ ...scenario.injects[id], id, word: dictionary.number(id) }));
    this.lasting = this.all.flatMap(({ acts }, inject) =>
      acts.flatMap((act) => ("send" in act ? [] : [{ act, inject }])),
    );
    this.words = {
      inject: dictionary.number("inject"),
      kinds: Object.fromEntries(this.all.map(({ kind }) => [kind, dictionary.number(kind)])),
    };
  }

  reset(): void {
    for (const [number, { at }] of this.all.entries())
      this.world.post(at, PRIORITY.action, ENTRY.inject, number);
  }

  /** An inject is due, or what one did ends. */
  due(subject: number): void {
    if (subject < this.all.length) this.deliver(subject);
    else this.end(subject - this.all.length);
  }

  private wordOf(party: string): number {
    const { compiled } = this.world;
    const number = compiled.actorNumbers.get(party);
    return number === undefined ? 0 : compiled.actors[number].word;
  }

  private record(kind: number, inject: number, party: number): number {
    const { world } = this;
    const { word, kind: form } = this.all[inject];
    const isDelivery = kind === KIND["inject.delivered"];
    world.cause = world.facts.about(
      kind,
      party,
      0,
      word,
      isDelivery ? this.words.kinds[form] : 0,
      0,
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    return world.cause;
  }

  private deliver(number: number): void {
    const { world } = this;
    const { to, acts } = this.all[number];
    let delivered = 0;
    for (const party of to.length > 0 ? to.map((id) => this.wordOf(id)) : [0]) {
      world.cause = BEGINNING;
      world.wait = this.words.inject;
      delivered = this.record(KIND["inject.delivered"], number, party);
    }
    for (const act of acts) {
      world.cause = delivered;
      world.wait = 0;
      if ("send" in act) this.send(act);
      else this.begin(act);
    }
  }

  private send(act: Extract<InjectAct, { readonly send: unknown }>): void {
    const from = this.world.compiled.actorNumbers.get(act.from);
    if (from === undefined) return;
    const { send: message, to, items, wrong, lawful } = act;
    this.actors.sendFrom(from, { message, to, items, wrong, lawful });
  }

  private begin(act: Lasting): void {
    const { world } = this;
    this.change(act, false);
    const number = this.lasting.findIndex((each) => each.act === act);
    world.post(world.now + act.lasts.value, PRIORITY.action, ENTRY.inject, this.all.length + number);
  }

  private end(number: number): void {
    const { world } = this;
    const { act, inject } = this.lasting[number];
    world.cause = BEGINNING;
    world.wait = this.words.inject;
    this.record(KIND["inject.ended"], inject, this.wordOf(partyOf(act)));
    this.change(act, true);
  }

  private change(act: Lasting, isOver: boolean): void {
    const { world, actors, workload } = this;
    const actor = world.compiled.actorNumbers.get(partyOf(act));
    if (actor === undefined) return;
    const { platform } = world.compiled.actors[actor];
    if ("unreachable" in act) actors.closeContact(actor, isOver ? 0 : world.now + act.lasts.value);
    else if (platform < 0) return;
    else if ("matchingDown" in act) world.matchingDown[platform] = isOver ? 0 : 1;
    else workload.staff(platform, isOver ? 1 : act.factor.value);
  }
}
