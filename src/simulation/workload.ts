import { quantile, unit } from "../engine/index.ts";
import type { CompiledReview } from "./compile.ts";
import { KIND } from "./facts-out.ts";
import { FLAG } from "./items.ts";
import { PRIORITY, PURPOSE } from "./purposes.ts";
import { redrawWait } from "./redraw.ts";
import { ENTRY, type World } from "./world.ts";

/** Milliseconds left at which the pressure of a deadline is half of its full strength. */
const PRESSURE_HALF = 3_600_000;
/** Waiting jobs for each reviewer at which a queue weighs with its full strength. */
const FULL_QUEUE = 60;

interface Job {
  /** item, -1 for ordinary work */
  readonly row: number;
  readonly platform: number;
  readonly lane: number;
  readonly arrivedAt: number;
  readonly keyHi: number;
  readonly keyLo: number;
  readonly visit: number;
  readonly due: number;
  startedAt: number;
  /** the fact that made it start: its own arrival, or the job that left before it */
  cause: number;
  hasWaited: boolean;
  /** reviews of others that its item stands for, which take as many reviewers at once as there are; 0 for one of its own */
  crowd: number;
}

/** First in, first out, without moving what waits: jobs before `head` have left. */
interface Line {
  readonly jobs: number[];
  head: number;
}

const lengthOf = ({ jobs, head }: Line): number => jobs.length - head;

function takeFirst(line: Line): number {
  const job = line.jobs[line.head++];
  if (line.head > 1024 && line.head * 2 > line.jobs.length) {
    const left = lengthOf(line);
    line.jobs.copyWithin(0, line.head);
    line.jobs.length = left;
    line.head = 0;
  }
  return job;
}

interface Desk {
  readonly lines: readonly Line[];
  busy: number;
  /** factor on the number of reviewers, 1 without a surge */
  surge: number;
  /** share of the reviewers who are there, 1 unless the scenario takes some away */
  staff: number;
  readonly arrivals: number[];
  /** what waits in crowds, less one for each crowd */
  crowded: number;
}

const openDesk = (review: CompiledReview): Desk => ({
  lines: review.lanes.map(() => ({ jobs: [], head: 0 })),
  busy: 0,
  surge: 1,
  staff: 1,
  arrivals: review.lanes.map(() => 0),
  crowded: 0,
});

/** What the review of an item decided: told to the item's statechart. */
export type VerdictListener = (row: number, isFoundUnlawful: boolean) => void;

/**
 * Review queues, one desk for each platform: lanes in order of rank, first in first out within a lane, a running review is
 * never interrupted. Ordinary work arrives besides the incident's and began long enough before it that the queue has
 * forgotten it once stood empty.
 *
 * Wrongful removal has its own model (assumptions of the platform): a reviewer with time and no queue removes a lawful
 * item with probability `wrongful`; a deadline about to pass and a full queue multiply it, up to 0.95.
 */
export class Workload {
  private readonly world: World;
  private desks: (Desk | undefined)[];
  private jobs: Job[] = [];
  private freeJobs: number[] = [];
  private readonly onVerdict: VerdictListener;
  /** tightest running deadline of an item, asked of the duties; Infinity for none */
  deadlineOf: (row: number) => number = () => Number.POSITIVE_INFINITY;
  /** what reviewers from outside make of a verdict, where there are any */
  secondLook: ((row: number, visit: number, isFoundUnlawful: boolean) => boolean) | undefined;
  private readonly words: {
    readonly ordinary: number;
    readonly unlawful: number;
    readonly lawful: number;
    readonly queue: number;
    readonly review: number;
    readonly ordinaryWork: number;
  };

  constructor(world: World, onVerdict: VerdictListener) {
    this.world = world;
    this.onVerdict = onVerdict;
    this.desks = world.compiled.platforms.map(({ review }) =>
      review === undefined ? undefined : openDesk(review),
    );
    const number = (word: string) => world.compiled.dictionary.number(word);
    this.words = {
      ordinary: number("ordinary"),
      unlawful: number("unlawful"),
      lawful: number("lawful"),
      queue: number("queue"),
      review: number("review"),
      ordinaryWork: number("ordinary-work"),
    };
  }

  reset(): void {
    const { world } = this;
    this.jobs.length = 0;
    this.freeJobs.length = 0;
    for (let platform = 0; platform < this.desks.length; platform++) {
      const review = world.compiled.platforms[platform].review;
      if (review === undefined) continue;
      this.desks[platform] = openDesk(review);
      for (let lane = 0; lane < review.lanes.length; lane++)
        this.scheduleOrdinary(platform, lane, world.compiled.beginsAt - review.warmUp);
    }
  }

  private scheduleOrdinary(platform: number, lane: number, after: number): void {
    const { world } = this;
    const desk = this.desks[platform] as Desk;
    const { rate, hash } = this.reviewOf(platform).lanes[lane];
    if (rate === 0) return;
    const compiled = world.compiled.platforms[platform];
    const u = world.drawUniform(compiled.hash, hash, PURPOSE.ordinary, desk.arrivals[lane]++);
    const gap = Math.floor(quantile({ kind: "exponential", mean: 1 / rate }, u));
    world.post(after + gap, PRIORITY.action, ENTRY.ordinary, platform * 8 + lane);
  }

  /** Ordinary work arrives. */
  ordinaryDue(subject: number): void {
    const platform = subject >> 3;
    const lane = subject & 7;
    const desk = this.desks[platform] as Desk;
    const compiled = this.world.compiled.platforms[platform];
    const time = desk.arrivals[lane];
    this.scheduleOrdinary(platform, lane, this.world.now);
    this.arrive({
      row: -1,
      platform,
      lane,
      arrivedAt: this.world.now,
      keyHi: compiled.hash,
      keyLo: this.reviewOf(platform).lanes[lane].hash,
      visit: time,
      due: Number.POSITIVE_INFINITY,
      startedAt: 0,
      // Ordinary work hangs on nothing that happens here: the scenario itself, the first fact, brings it.
      cause: 1,
      hasWaited: false,
      crowd: 0,
    });
  }

  /** Queues an item for review in a lane. False when the platform has nobody who reviews, or no such lane. */
  enqueue(row: number, laneId: string): boolean {
    const { world } = this;
    const { items } = world;
    const platform = items.platform[row];
    const desk = this.desks[platform];
    const lane = world.compiled.platforms[platform].review?.laneOf.get(laneId);
    if (desk === undefined || lane === undefined) return false;
    const { word } = this.reviewOf(platform).lanes[lane];
    const job = {
      row,
      platform,
      lane,
      arrivedAt: world.now,
      keyHi: items.keyHi[row],
      keyLo: items.keyLo[row],
      visit: items.reviews[row]++,
      due: Math.min(world.now + this.reviewOf(platform).target, this.deadlineOf(row)),
      startedAt: 0,
      cause: world.note(KIND["content.queued"], row, word, 0, 0, 0),
      hasWaited: false,
      crowd: 0,
    };
    this.arrive(job);
    const others = world.weightOf(row) - 1;
    if (others > 0) this.arriveAsCrowd({ ...job, crowd: Math.ceil(others) });
    return true;
  }

  /**
   * What an item stands for is reviewed right behind it, by all who are free: so a queue is as long as at full size, and
   * moves as fast.
   */
  private arriveAsCrowd(job: Job): void {
    const desk = this.desks[job.platform] as Desk;
    const free = Math.min(job.crowd, this.reviewersAt(job.platform) - desk.busy);
    if (free > 0) this.begin(desk, this.place({ ...job, crowd: free }));
    const left = job.crowd - Math.max(0, free);
    if (left === 0) return;
    desk.lines[job.lane].jobs.push(this.place({ ...job, crowd: left }));
    desk.crowded += left - 1;
  }

  private place(job: Job): number {
    const number = this.freeJobs.pop() ?? this.jobs.length;
    this.jobs[number] = job;
    return number;
  }

  private arrive(job: Job): void {
    const desk = this.desks[job.platform] as Desk;
    const number = this.place(job);
    if (desk.busy < this.reviewersAt(job.platform)) this.begin(desk, number);
    else desk.lines[job.lane].jobs.push(number);
  }

  private reviewOf(platform: number): CompiledReview {
    return this.world.compiled.platforms[platform].review as CompiledReview;
  }

  private reviewersAt(platform: number): number {
    const { surge, staff } = this.desks[platform] as Desk;
    return Math.max(0, Math.round(this.reviewOf(platform).reviewers * surge * staff));
  }

  private begin(desk: Desk, number: number): void {
    const { world } = this;
    const job = this.jobs[number];
    job.startedAt = world.now;
    const { service, meanService } = this.reviewOf(job.platform).lanes[job.lane];
    if (job.crowd > 0) {
      desk.busy += job.crowd;
      const others = world.weightOf(job.row) - 1;
      const each = Math.floor((meanService * others) / Math.ceil(others));
      world.post(world.now + each, PRIORITY.action, ENTRY.service, number);
      return;
    }
    desk.busy++;
    world.draws.block(job.keyHi, job.keyLo, PURPOSE.review, job.visit);
    const lasts = world.adjust(
      Math.floor(service.at(unit(world.draws.w0))),
      job.keyHi,
      job.keyLo,
      PURPOSE.review,
      job.visit,
    );
    world.post(world.now + lasts, PRIORITY.action, ENTRY.service, number);
  }

  /** A review is finished. */
  serviceDue(number: number): void {
    const { world } = this;
    const job = this.jobs[number];
    const desk = this.desks[job.platform] as Desk;
    const platform = world.compiled.platforms[job.platform];
    const waited = job.startedAt - job.arrivedAt;
    const isCounted = world.now >= world.compiled.beginsAt;
    this.freeJobs.push(number);
    if (job.crowd > 0) {
      desk.busy -= job.crowd;
      return this.fill(job.platform, job.cause);
    }
    desk.busy--;
    let verdict = this.words.ordinary;
    let isFoundUnlawful = false;
    if (job.row >= 0) {
      isFoundUnlawful = this.judge(job);
      verdict = isFoundUnlawful ? this.words.unlawful : this.words.lawful;
    }
    world.cause = 0;
    if (isCounted) {
      if (job.row >= 0) world.facts.fact.weight = world.weightOf(job.row);
      // A review hangs on its own arrival or, if it had to wait, on the job that left before it began.
      const fact = world.facts.item(
        KIND["review.finished"],
        job.row < 0 ? 0 : job.keyHi,
        job.row < 0 ? 0 : job.keyLo,
        platform.word,
        this.reviewOf(job.platform).lanes[job.lane].word,
        verdict,
        waited,
        world.now - job.startedAt,
        job.cause,
        job.hasWaited ? this.words.queue : job.row < 0 ? this.words.ordinaryWork : this.words.review,
      );
      world.cause = fact;
    }
    const finished = world.cause;
    this.fill(job.platform, finished);
    world.cause = finished;
    world.wait = 0;
    if (job.row < 0) return;
    const holds = this.secondLook?.(job.row, job.visit, isFoundUnlawful) ?? isFoundUnlawful;
    this.onVerdict(job.row, holds);
  }

  /** Gives free reviewers what waits, by rank. */
  private fill(platform: number, cause: number): void {
    const desk = this.desks[platform] as Desk;
    while (desk.busy < this.reviewersAt(platform)) {
      const line = desk.lines.find((waiting) => lengthOf(waiting) > 0);
      if (line === undefined) return;
      const next = this.takeNext(desk, line, this.reviewersAt(platform) - desk.busy);
      this.jobs[next].cause = cause;
      this.jobs[next].hasWaited = true;
      this.begin(desk, next);
    }
  }

  /** The first in line; of a crowd as many as are free, and the rest stays first. */
  private takeNext(desk: Desk, line: Line, free: number): number {
    const job = this.jobs[line.jobs[line.head]];
    if (job.crowd > free) {
      job.crowd -= free;
      desk.crowded -= free;
      return this.place({ ...job, crowd: free });
    }
    if (job.crowd > 0) desk.crowded -= job.crowd - 1;
    return takeFirst(line);
  }

  private judge(job: Job): boolean {
    const { world } = this;
    const review = this.reviewOf(job.platform);
    world.draws.block(job.keyHi, job.keyLo, PURPOSE.review, job.visit);
    const u = unit(world.draws.w1);
    if ((world.items.flags[job.row] & FLAG.lawful) === 0) return u >= review.missed;
    const left = Math.max(0, job.due - world.now);
    const pressure = left === Number.POSITIVE_INFINITY ? 0 : 1 / (1 + left / PRESSURE_HALF);
    // A surge below one may leave nobody at the desk while the last one finishes.
    const reviewers = Math.max(1, this.reviewersAt(job.platform));
    const load = Math.min(1, this.waiting(job.platform) / (reviewers * FULL_QUEUE));
    const wrongful = review.wrongful * (1 + review.deadline * pressure) * (1 + review.queue * load);
    return u < Math.min(0.95, this.isForeign(job) ? wrongful * (1 + review.language) : wrongful);
  }

  /** Whether a lawful item is in a language that no reviewer here reads. */
  private isForeign({ row, platform }: Job): boolean {
    const { languages } = this.reviewOf(platform);
    if (languages === undefined) return false;
    const { language } = this.world.compiled.lookalikes[-1 - this.world.items.parent[row]];
    return language !== "" && !languages.has(language);
  }

  /** New due time of ordinary work that has not come yet: its gaps forget how long they have lasted. */
  redrawOrdinary(subject: number): number {
    const { world } = this;
    const platform = subject >> 3;
    const lane = subject & 7;
    const desk = this.desks[platform] as Desk;
    const { rate, hash } = this.reviewOf(platform).lanes[lane];
    const u = world.drawUniform(
      world.compiled.platforms[platform].hash,
      hash,
      PURPOSE.ordinary,
      desk.arrivals[lane] - 1,
    );
    return world.now + Math.floor(quantile({ kind: "exponential", mean: 1 / rate }, u));
  }

  /** New due time of a review under way, given that it has lasted so long; undefined for those done in a crowd: known. */
  redrawService(number: number): number | undefined {
    const job = this.jobs[number];
    if (job.crowd > 0) return undefined;
    const { service } = this.reviewOf(job.platform).lanes[job.lane];
    return redrawWait(
      this.world,
      { ...service, purpose: PURPOSE.review },
      job.keyHi,
      job.keyLo,
      job.visit,
      job.startedAt,
    );
  }

  saveState(): object {
    const { desks, jobs, freeJobs } = this;
    return { desks, jobs, freeJobs };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  /** More (or fewer) reviewers from now on. */
  surge(platform: number, factor: number): number {
    const desk = this.desks[platform];
    if (desk === undefined) return 0;
    desk.surge = factor;
    this.fill(platform, this.world.cause);
    return this.reviewersAt(platform);
  }

  /** So large a share of a platform's reviewers is there from now on; who is at work finishes. */
  staff(platform: number, share: number): void {
    const desk = this.desks[platform];
    if (desk === undefined) return;
    desk.staff = share;
    this.fill(platform, this.world.cause);
  }

  /** Jobs that wait, all lanes; what an item stands for waits with it. */
  waiting(platform: number): number {
    const desk = this.desks[platform];
    if (desk === undefined) return 0;
    let sum = desk.crowded;
    for (const line of desk.lines) sum += lengthOf(line);
    return sum;
  }

  /** Records how long each queue is. */
  countQueues(): void {
    for (const platform of this.world.compiled.platforms) {
      const desk = this.desks[platform.number];
      if (desk !== undefined)
        this.world.facts.about(
          KIND["queue.counted"],
          platform.word,
          0,
          0,
          0,
          this.waiting(platform.number),
          desk.busy,
          0,
          0,
        );
    }
  }

  /** How many jobs wait at a platform, and how many reviewers are busy; zeros where nobody reviews. Changes nothing. */
  queueOf(platform: number): { readonly waiting: number; readonly busy: number } {
    const desk = this.desks[platform];
    return desk === undefined
      ? { waiting: 0, busy: 0 }
      : { waiting: this.waiting(platform), busy: desk.busy };
  }
}
