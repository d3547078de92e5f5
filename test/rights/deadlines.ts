import type { Platform, Protocol, Quantity, Review, Scenario } from "../../src/model/index.ts";
import { FACT_KINDS, type Fact, isElapsed } from "../../src/model/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";

const half = (given: Quantity): Quantity => ({ ...given, value: given.value / 2 });

function mapValues<T>(
  table: Readonly<Record<string, T>>,
  change: (value: T, key: string) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value, key)]));
}

function withReview(scenario: Scenario, change: (review: Review, id: string) => Review): Scenario {
  const platforms = mapValues(scenario.platforms, (platform: Platform, id) =>
    platform.review === undefined ? platform : { ...platform, review: change(platform.review, id) },
  );
  return { ...scenario, platforms };
}

/** Every deadline half as long: the platforms' own targets, and whatever a duty allows. */
export function halveDeadlines(scenario: Scenario): Scenario {
  const halved = withReview(scenario, (review) =>
    review.target === undefined ? review : { ...review, target: half(review.target) },
  );
  const protocols = scenario.protocols.map(
    (protocol): Protocol => ({
      ...protocol,
      duties: mapValues(protocol.duties, (duty) => ({
        ...duty,
        within: isElapsed(duty.within) ? half(duty.within) : duty.within,
      })),
    }),
  );
  return { ...halved, protocols };
}

const lawfulOn = (scenario: Scenario, id: string) =>
  Object.values(scenario.lookalikes).reduce(
    (sum, { platform, count }) => sum + (platform === id ? count.value : 0),
    0,
  );

/** At least so many lawful items expected on one platform. */
export function withLawful(scenario: Scenario, id: string, least: number): Scenario {
  const factor = Math.max(1, least / lawfulOn(scenario, id));
  const lookalikes = mapValues(scenario.lookalikes, (each) =>
    each.platform === id ? { ...each, count: { ...each.count, value: each.count.value * factor } } : each,
  );
  return { ...scenario, lookalikes };
}

/** The platform with reviewers on which most lawful lookalikes are expected. */
export function busiestPlatform(scenario: Scenario): string {
  const expected = (id: string) => lawfulOn(scenario, id);
  // One service: of many alike, each has a queue of its own.
  const ids = Object.keys(scenario.platforms).filter(
    (id) => scenario.platforms[id].review !== undefined && scenario.platforms[id].alike === undefined,
  );
  return ids.reduce((most, id) => (expected(id) > expected(most) ? id : most));
}

/** Ordinary jobs an hour for each reviewer: far more than anybody can do. */
const FLOOD = 100;

/**
 * One platform with a quarter of its reviewers and at least so much ordinary work that the queue is full: a small service,
 * too, has its worst day.
 */
export function fillQueue(scenario: Scenario, platform: string): Scenario {
  return withReview(scenario, (review, id) => {
    if (id !== platform) return review;
    const reviewers = Math.max(1, Math.round(review.reviewers.value / 4));
    const load = review.lanes.reduce((sum, { perHour }) => sum + perHour.value, 0);
    const missing = Math.max(0, FLOOD * reviewers - load);
    const lanes = review.lanes.map((lane, rank) =>
      rank === 0
        ? {
            ...lane,
            perHour: { ...lane.perHour, value: lane.perHour.value + (load < FLOOD / 2 ? missing : 0) },
          }
        : lane,
    );
    return { ...review, lanes, reviewers: { ...review.reviewers, value: reviewers } };
  });
}

/** Reviewers who feel no deadline. */
export function withoutPressure(scenario: Scenario): Scenario {
  return withReview(scenario, (review) => ({
    ...review,
    errors: { ...review.errors, deadline: { ...review.errors.deadline, value: 0 } },
  }));
}

export interface Removals {
  readonly wrongful: number;
  readonly byReview: number;
  /** reviews of lawful items */
  readonly judged: number;
  /** fewest jobs that waited at a mark, for each reviewer, on the platform that is looked at */
  readonly waiting: number;
}

/** Lawful items removed in one replication, for whatever reason, by seed. */
export function removalsOf(scenario: Scenario, platform: string): (seed: number) => Removals {
  const compiled = compile(scenario);
  const { dictionary } = compiled;
  const reviewers = scenario.platforms[platform].review?.reviewers.value ?? 1;
  let sums = { wrongful: 0, byReview: 0, judged: 0, waiting: Number.POSITIVE_INFINITY };
  const onFact = ({ kind, what, how, actor, x }: Fact) => {
    const isRemoved = kind === FACT_KINDS["content.removed"].code;
    if (isRemoved || kind === FACT_KINDS["content.kept"].code) {
      if (!dictionary.text(what).startsWith("lawful")) return;
      const isReviewed = !isRemoved || dictionary.text(how) === "review";
      if (isRemoved) sums.wrongful += 1;
      if (isRemoved && isReviewed) sums.byReview += 1;
      if (isReviewed) sums.judged += 1;
    } else if (kind === FACT_KINDS["queue.counted"].code && dictionary.text(actor) === platform)
      sums.waiting = Math.min(sums.waiting, x / reviewers);
  };
  const simulation = new Simulation(compiled, { listener: { onFact } });
  return (seed) => {
    sums = { wrongful: 0, byReview: 0, judged: 0, waiting: Number.POSITIVE_INFINITY };
    simulation.reset(seed, 0);
    simulation.run();
    return sums;
  };
}
