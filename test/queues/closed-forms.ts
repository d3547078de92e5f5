/** Mean waits in queues, from the text books. Rates in jobs an hour, times in milliseconds. */

const HOUR = 3_600_000;

export interface Handling {
  readonly mean: number;
  /** variance over the squared mean */
  readonly scv: number;
}

export const exponential = (mean: number): Handling => ({ mean, scv: 1 });
export const fixed = (mean: number): Handling => ({ mean, scv: 0 });
export const gamma = (mean: number, shape: number): Handling => ({ mean, scv: 1 / shape });
export const lognormal = (median: number, sigma: number): Handling => ({
  mean: median * Math.exp((sigma * sigma) / 2),
  scv: Math.exp(sigma * sigma) - 1,
});

export interface Class {
  readonly perHour: number;
  readonly handling: Handling;
}

const loadOf = ({ perHour, handling }: Class) => (perHour * handling.mean) / HOUR;

/** What is left of the work under way when a job arrives. */
const residual = (classes: readonly Class[]) =>
  classes.reduce(
    (sum, { perHour, handling }) => sum + (perHour * handling.mean ** 2 * (1 + handling.scv)) / 2 / HOUR,
    0,
  );

/** Pollaczek and Khinchine: one server, any law of handling. */
export function waitMg1(work: Class): number {
  return residual([work]) / (1 - loadOf(work));
}

/** Erlang's C: the chance that a job has to wait for one of `servers`, at `offered` erlangs. */
export function erlangC(servers: number, offered: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (offered * blocked) / (n + offered * blocked);
  const load = offered / servers;
  return blocked / (1 - load * (1 - blocked));
}

export function waitMmc(servers: number, work: Class): number {
  const offered = loadOf(work);
  return (erlangC(servers, offered) * work.handling.mean) / (servers - offered);
}

/** Cobham: classes in order of rank, no interruption, one server and any laws. */
export function waitByRank(classes: readonly Class[]): number[] {
  return ranked(residual(classes), classes, 1);
}

/** Cobham: several servers, the same exponential handling in every class. */
export function waitByRankMmc(servers: number, classes: readonly Class[]): number[] {
  const { mean } = classes[0].handling;
  const offered = classes.reduce((sum, each) => sum + loadOf(each), 0);
  return ranked((erlangC(servers, offered) * mean) / servers, classes, servers);
}

function ranked(unfinished: number, classes: readonly Class[], servers: number): number[] {
  let above = 0;
  return classes.map((each) => {
    const upTo = above + loadOf(each) / servers;
    const wait = unfinished / ((1 - above) * (1 - upTo));
    above = upTo;
    return wait;
  });
}
