import { unit } from "../engine/index.ts";
import { PROVENANCES } from "../model/index.ts";
import type { Asking, ContentActs } from "./content-acts.ts";
import { KIND } from "./facts-out.ts";
import { FLAG, STATUS } from "./items.ts";
import { PRIORITY, PURPOSE } from "./purposes.ts";
import { ENTRY, type World } from "./world.ts";

type Params = Readonly<Record<string, unknown>>;

const value = (quantity: unknown) => (quantity as { value: number }).value;

/** Reviewers of an actor inside one service. */
interface Team {
  readonly actor: number;
  readonly platform: number;
  readonly reviewers: number;
  readonly sees: number;
  readonly missed: number;
  readonly wrongful: number;
  readonly since: number;
  readonly until: number;
  readonly cause: number;
}

/** How a clock of a duty ended. */
export interface EndedClock {
  readonly clock: number;
  readonly debtor: number;
  /** the duty, as facts name it */
  readonly word: number;
  readonly kept: boolean;
}

/** What oversight reaches beyond items. */
export interface OversightSurroundings {
  readonly acts: Pick<ContentActs, "labelsSaying" | "isWrongLabel" | "unlabel">;
  /** clocks of duties by name that have ended */
  ended(duties: readonly string[]): readonly EndedClock[];
  /** tells an actor what it found with another */
  tell(actor: number, event: string, from: number, items: readonly number[]): void;
}

/**
 * Cooperative oversight: reviewers from outside inside a service, a body that samples removals, control of labels of
 * provenance, and the follow-up of pledges. Who looks has two errors of its own; what it says of a service is what it
 * found, and an item's truth comes in only as what a reviewer's error is measured against, as in any review.
 */
export class Oversight {
  private readonly world: World;
  private readonly around: OversightSurroundings;
  private readonly words: {
    readonly lawful: number;
    readonly unlawful: number;
    readonly confirmed: number;
    readonly withdrawn: number;
    readonly term: number;
  };
  private teams: Team[] = [];
  /** those whose end is due, by number of its entry */
  private terms: Team[] = [];
  /** what was looked at, by who looked */
  private sampled = new Map<number, Set<number>>();
  private controlled = new Map<number, Set<string>>();
  private followed = new Map<number, Set<number>>();
  /** rounds of sampling and of control, by who looks */
  private rounds = new Map<string, number>();

  constructor(world: World, around: OversightSurroundings) {
    this.world = world;
    this.around = around;
    const number = (word: string) => world.compiled.dictionary.number(word);
    this.words = {
      lawful: number("lawful"),
      unlawful: number("unlawful"),
      confirmed: number("confirmed"),
      withdrawn: number("withdrawn"),
      term: number("term"),
    };
  }

  reset(): void {
    this.teams = [];
    this.terms = [];
    if (this.sampled.size > 0) this.sampled.clear();
    if (this.controlled.size > 0) this.controlled.clear();
    if (this.followed.size > 0) this.followed.clear();
    if (this.rounds.size > 0) this.rounds.clear();
  }

  saveState(): object {
    const { teams, terms, sampled, controlled, followed, rounds } = this;
    return { teams, terms, sampled, controlled, followed, rounds };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  /** Does what an actor asks for; false for what is no oversight. */
  actFor(type: string, params: Params, asking: Asking): boolean {
    switch (type) {
      case "placeReviewers":
        for (const platform of this.servicesMeant(params)) this.place(platform, params, asking);
        return true;
      case "sampleRemovals":
        this.sampleRemovals(params, asking);
        return true;
      case "controlProvenance":
        this.controlProvenance(params, asking);
        return true;
      case "followPledges":
        this.followPledges(params.duties as readonly string[], asking);
        return true;
      default:
        return false;
    }
  }

  private servicesMeant({ platforms }: Params): readonly number[] {
    const { world } = this;
    const wanted = platforms === "all" ? {} : platforms === "public" ? { public: true } : platforms;
    return world.compiled.platforms
      .map(({ number }) => number)
      .filter((number) => world.platformFits(number, wanted as object));
  }

  /** A fact about a service, by who looks. */
  private tellOf(kind: number, platform: number, actor: number, x: number, y: number): void {
    const { world } = this;
    const { platforms, actors } = world.compiled;
    world.facts.about(
      kind,
      platforms[platform].word,
      actors[actor].word,
      0,
      0,
      x,
      y,
      world.cause,
      world.wait,
    );
  }

  private roundOf(what: string, { actor }: Asking): number {
    const key = `${what}|${actor}`;
    const round = this.rounds.get(key) ?? 0;
    this.rounds.set(key, round + 1);
    return round;
  }

  // ---- reviewers from outside ---------------------------------------------------------------------------------------

  private place(platform: number, params: Params, { actor, forOneReason }: Asking): void {
    const { world } = this;
    if (world.compiled.platforms[platform].review === undefined) return;
    const until = world.now + value(params.for);
    forOneReason(() => {
      const reviewers = value(params.reviewers);
      this.tellOf(KIND["oversight.began"], platform, actor, reviewers, until);
      const team: Team = {
        actor,
        platform,
        reviewers,
        sees: value(params.sees),
        missed: value(params.missed),
        wrongful: value(params.wrongful),
        since: world.now,
        until,
        cause: world.facts.count,
      };
      this.teams = [...this.teams.filter((each) => each.actor !== actor || each.platform !== platform), team];
      this.terms.push(team);
      world.post(until, PRIORITY.action, ENTRY.oversight, this.terms.length - 1);
    });
  }

  /** A team's time is over, unless it was replaced before: then its successor's end counts. */
  termDue(number: number): void {
    const { world } = this;
    const team = this.terms[number];
    if (!this.teams.includes(team)) return;
    this.teams = this.teams.filter((each) => each !== team);
    world.cause = team.cause;
    world.wait = this.words.term;
    const { platform, actor, reviewers, since } = team;
    this.tellOf(KIND["oversight.ended"], platform, actor, reviewers, world.now - since);
    world.cause = world.facts.count;
    world.wait = 0;
    this.around.tell(actor, "oversight.ended", world.compiled.platforms[platform].actor, []);
  }

  /** The verdict that holds once reviewers from outside have, or have not, looked at it. */
  lookAgain(row: number, visit: number, isFoundUnlawful: boolean): boolean {
    const { world } = this;
    const { items } = world;
    let holds = isFoundUnlawful;
    for (const { platform, actor, sees, missed, wrongful } of this.teams) {
      if (platform !== items.platform[row]) continue;
      const { hash } = world.compiled.actors[actor];
      world.draws.block(items.keyHi[row] ^ hash, items.keyLo[row], PURPOSE.secondLook, visit);
      if (unit(world.draws.w0) >= sees) continue;
      const isLawful = (items.flags[row] & FLAG.lawful) !== 0;
      const errs = unit(world.draws.w1) < (isLawful ? wrongful : missed);
      const says = isLawful === errs;
      if (says === holds) continue;
      holds = says;
      const verdict = says ? this.words.unlawful : this.words.lawful;
      world.note(KIND["verdict.corrected"], row, world.statusWord(row), verdict, 0, 0);
    }
    return holds;
  }

  // ---- samples ------------------------------------------------------------------------------------------------------

  /**
   * Each round takes those of a service's items that are down and were not looked at before whose own draw of the round is
   * lowest: a sample without replacement in which each is as likely as any other.
   */
  private sampleRemovals(params: Params, asking: Asking): void {
    const { world } = this;
    const { items, compiled } = world;
    const { actor, forOneReason } = asking;
    const { hash } = compiled.actors[actor];
    const round = this.roundOf("sample", asking);
    const known = this.sampled.get(actor) ?? new Set<number>();
    this.sampled.set(actor, known);
    for (const platform of this.servicesMeant(params)) {
      const down: { readonly row: number; readonly u: number }[] = [];
      for (let i = 0; i < items.publishedCount; i++) {
        const row = items.published[i];
        if (items.platform[row] !== platform || items.status[row] !== STATUS.removed || known.has(row))
          continue;
        const u = world.drawUniform(items.keyHi[row] ^ hash, items.keyLo[row], PURPOSE.sampling, round);
        down.push({ row, u });
      }
      const sample = down.sort((a, b) => a.u - b.u || a.row - b.row).slice(0, Math.round(value(params.size)));
      if (sample.length === 0) continue;
      const wrong = sample.filter(({ row }) => this.findsWrong(row, hash, params)).map(({ row }) => row);
      for (const { row } of sample) known.add(row);
      forOneReason(() => {
        this.tellOf(KIND["removals.sampled"], platform, actor, sample.length, wrong.length);
        world.cause = world.facts.count;
        world.wait = 0;
        if (wrong.length > 0)
          this.around.tell(actor, "sample.found", compiled.platforms[platform].actor, wrong);
      });
    }
  }

  /** What a second review, with two errors of its own, says of a removal. */
  private findsWrong(row: number, hash: number, { missed, wrongful }: Params): boolean {
    const { world } = this;
    const { items } = world;
    const u = world.drawUniform(items.keyHi[row] ^ hash, items.keyLo[row], PURPOSE.secondReview, 0);
    return (items.flags[row] & FLAG.lawful) !== 0 ? u >= value(missed) : u < value(wrongful);
  }

  // ---- provenance ---------------------------------------------------------------------------------------------------

  private controlProvenance(params: Params, asking: Asking): void {
    const { world } = this;
    const { items, compiled } = world;
    const { actor, forOneReason } = asking;
    const { hash } = compiled.actors[actor];
    const meant = new Set(this.servicesMeant(params));
    const round = this.roundOf("control", asking);
    const known = this.controlled.get(actor) ?? new Set<string>();
    this.controlled.set(actor, known);
    for (const [row, labels] of this.around.acts.labelsSaying(PROVENANCES)) {
      if (!meant.has(items.platform[row]) || items.status[row] !== STATUS.online) continue;
      for (const label of labels) {
        const key = `${row}|${label}`;
        const place = (PROVENANCES as readonly string[]).indexOf(label);
        world.draws.block(
          items.keyHi[row] ^ hash,
          items.keyLo[row],
          PURPOSE.labelControl,
          round * PROVENANCES.length + place,
        );
        if (known.has(key) || unit(world.draws.w0) >= value(params.share)) continue;
        known.add(key);
        const isWrong = this.around.acts.isWrongLabel(row, label);
        const u = unit(world.draws.w1);
        const isTakenOff = isWrong ? u >= value(params.missed) : u < value(params.wrongful);
        forOneReason(() => {
          const verdict = isTakenOff ? this.words.withdrawn : this.words.confirmed;
          const what = compiled.dictionary.number(label);
          world.note(KIND["label.controlled"], row, what, verdict, isWrong ? 1 : 0, 0);
          if (isTakenOff) this.around.acts.unlabel(row, label);
        });
      }
    }
  }

  // ---- pledges ------------------------------------------------------------------------------------------------------

  private followPledges(duties: readonly string[], { actor, forOneReason }: Asking): void {
    const { world } = this;
    const { actors } = world.compiled;
    const known = this.followed.get(actor) ?? new Set<number>();
    this.followed.set(actor, known);
    const counts = new Map<string, { debtor: number; word: number; kept: number; broken: number }>();
    for (const { clock, debtor, word, kept } of this.around.ended(duties)) {
      if (known.has(clock)) continue;
      known.add(clock);
      const key = `${debtor}|${word}`;
      const count = counts.get(key) ?? { debtor, word, kept: 0, broken: 0 };
      if (kept) count.kept++;
      else count.broken++;
      counts.set(key, count);
    }
    for (const { debtor, word, kept, broken } of counts.values())
      forOneReason(() => {
        world.facts.about(
          KIND["pledge.followed"],
          actors[debtor].word,
          actors[actor].word,
          word,
          0,
          kept,
          broken,
          world.cause,
          world.wait,
        );
        world.cause = world.facts.count;
        world.wait = 0;
        if (broken > 0) this.around.tell(actor, "pledge.broken", debtor, []);
      });
  }
}
