import type { Fact } from "../model/index.ts";
import type { Cells } from "./cells.ts";
import type { LogWords } from "./words.ts";

/** What reviewers did: the incident's jobs for each platform, all jobs for each lane of a platform. */
export class Workload {
  readonly jobs: Float64Array;
  readonly waited: Float64Array;
  readonly lasted: Float64Array;
  readonly longestWait: Float64Array;
  /** all jobs, ordinary ones too; cell lane * platforms + platform */
  readonly laneJobs: Float64Array;
  readonly laneWaited: Float64Array;
  readonly laneLasted: Float64Array;
  readonly queuePeak: Float64Array;
  private readonly platforms: number;
  private readonly words: LogWords;

  constructor(words: LogWords, cells: Cells, platforms: number, lanes: number) {
    this.words = words;
    this.platforms = platforms;
    this.jobs = cells.take(platforms);
    this.waited = cells.take(platforms);
    this.lasted = cells.take(platforms);
    this.longestWait = cells.take(platforms);
    this.queuePeak = cells.take(platforms);
    this.laneJobs = cells.take(lanes * platforms);
    this.laneWaited = cells.take(lanes * platforms);
    this.laneLasted = cells.take(lanes * platforms);
  }

  /** Where the numbers of a lane of a platform stand. */
  cell(lane: number, platform: number): number {
    return lane * this.platforms + platform;
  }

  finish(fact: Fact): void {
    const platform = this.words.platform.of(fact.actor);
    const cell = this.cell(this.words.lane.of(fact.what), platform);
    this.laneJobs[cell] += fact.weight;
    this.laneWaited[cell] += fact.x * fact.weight;
    this.laneLasted[cell] += fact.y * fact.weight;
    if (fact.how === this.words.ordinary) return;
    this.jobs[platform] += fact.weight;
    this.waited[platform] += fact.x * fact.weight;
    this.lasted[platform] += fact.y * fact.weight;
    if (fact.x > this.longestWait[platform]) this.longestWait[platform] = fact.x;
  }

  count(fact: Fact): void {
    const platform = this.words.platform.of(fact.actor);
    if (fact.x > this.queuePeak[platform]) this.queuePeak[platform] = fact.x;
  }
}
