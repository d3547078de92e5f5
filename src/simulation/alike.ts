import type {
  Inject,
  InjectAct,
  Lookalikes,
  Mark,
  Original,
  Platform,
  Quantity,
  Rules,
  Scenario,
} from "../model/index.ts";

/** Digits of the number that a service of several alike has in its id: as many as the most that there may be. */
const DIGITS = 3;

/** Ids of the services that stand for one entry of so many alike: `small-host-001` and so on, whatever their number. */
export function idsOfAlike(id: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${id}-${String(index + 1).padStart(DIGITS, "0")}`);
}

/** Ids that stand for a name: those of several alike, or the name itself. */
type Members = (name: string) => readonly string[];

/**
 * A scenario in which each of several services alike (`alike`) stands by itself. What was expected of all together, copies
 * that come to them and lawful lookalikes, is spread over them evenly; what else is said of them holds for each. An
 * original on several alike is on the first of them. The same scenario where nothing is written so.
 */
export function unfoldAlike(scenario: Scenario): Scenario {
  const groups = new Map(
    Object.entries(scenario.platforms).flatMap(([id, { alike }]) =>
      alike === undefined ? [] : [[id, idsOfAlike(id, alike)] as const],
    ),
  );
  if (groups.size === 0) return scenario;
  const members: Members = (name) => groups.get(name) ?? [name];
  return {
    ...scenario,
    platforms: Object.fromEntries(
      Object.entries(scenario.platforms).flatMap(([id, platform]) => unfoldPlatform(id, platform, members)),
    ),
    originals: mapValues(scenario.originals, (each) => unfoldOriginal(each, members)),
    lookalikes: Object.fromEntries(
      Object.entries(scenario.lookalikes).flatMap(([id, each]) => unfoldLookalikes(id, each, members)),
    ),
    channels: scenario.channels.flatMap((channel) =>
      members(channel.from ?? "").flatMap((from) =>
        members(channel.to ?? "").map((to) => ({
          ...channel,
          ...(channel.from === undefined ? {} : { from }),
          ...(channel.to === undefined ? {} : { to }),
        })),
      ),
    ),
    injects: mapValues(scenario.injects, (each) => unfoldInject(each, members)),
    ...(scenario.rules === undefined ? {} : { rules: unfoldRules(scenario.rules, members) }),
  };
}

function unfoldPlatform(id: string, platform: Platform, members: Members): [string, Platform][] {
  const { alike, ...rest } = platform;
  const offspring = spread(platform.offspring, members);
  if (alike === undefined) return [[id, { ...rest, offspring }]];
  return members(id).map((name, index) => {
    const number = ` ${index + 1}`;
    const title = { en: rest.title.en + number, fr: rest.title.fr + number };
    return [name, { ...rest, title, offspring }];
  });
}

function unfoldOriginal(original: Original, members: Members): Original {
  const { platform, offspring, stream } = original;
  return {
    ...original,
    platform: members(platform)[0],
    ...(offspring === undefined ? {} : { offspring: spread(offspring, members) }),
    ...(stream === undefined ? {} : { stream: { ...stream, captures: spread(stream.captures, members) } }),
  };
}

function unfoldLookalikes(id: string, each: Lookalikes, members: Members): [string, Lookalikes][] {
  const names = members(each.platform);
  if (names.length === 1) return [[id, { ...each, platform: names[0] }]];
  const count = part(each.count, names.length);
  const ids = idsOfAlike(id, names.length);
  return names.map((platform, index) => [ids[index], { ...each, platform, count }]);
}

function unfoldInject(inject: Inject, members: Members): Inject {
  return {
    ...inject,
    to: inject.to.flatMap(members),
    acts: inject.acts.flatMap((act) => unfoldAct(act, members)),
  };
}

function unfoldAct(act: InjectAct, members: Members): readonly InjectAct[] {
  if ("send" in act) return [{ ...act, from: members(act.from)[0] }];
  if ("unreachable" in act) return members(act.unreachable).map((unreachable) => ({ ...act, unreachable }));
  if ("matchingDown" in act)
    return members(act.matchingDown).map((matchingDown) => ({ ...act, matchingDown }));
  if ("reviewers" in act) return members(act.reviewers).map((reviewers) => ({ ...act, reviewers }));
  if ("wrongHash" in act) return members(act.wrongHash).map((wrongHash) => ({ ...act, wrongHash }));
  if ("mirror" in act) return members(act.mirror).map((mirror) => ({ ...act, mirror }));
  if ("excerpts" in act) return members(act.excerpts).map((excerpts) => ({ ...act, excerpts }));
  return "appeals" in act ? members(act.appeals).map((appeals) => ({ ...act, appeals })) : [act];
}

function unfoldRules(rules: Rules, members: Members): Rules {
  return {
    ...rules,
    ...(rules.removal === undefined
      ? {}
      : { removal: { ...rules.removal, platforms: forEach(rules.removal.platforms, members) } }),
    switches: rules.switches.map((each) => ({
      ...each,
      platforms: forEach(each.platforms, members),
      ...(each.removal === undefined
        ? {}
        : { removal: { ...each.removal, platforms: forEach(each.removal.platforms, members) } }),
    })),
  };
}

/** What is expected on several alike together, evenly on each. */
function spread(table: Readonly<Record<string, Quantity>>, members: Members): Record<string, Quantity> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, amount]) => {
      const names = members(name);
      return names.map((each): [string, Quantity] => [each, part(amount, names.length)]);
    }),
  );
}

/** What is said of several alike, of each. */
function forEach<T>(table: Readonly<Record<string, T>>, members: Members): Record<string, T> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, value]) => members(name).map((each): [string, T] => [each, value])),
  );
}

function part({ value, mark }: Quantity, count: number): Quantity {
  if (count === 1) return { value, mark };
  return { value: value / count, mark: partOf(mark, count) };
}

const partOf = (mark: Mark, count: number): Mark =>
  mark.kind === "assumed" ? { ...mark, low: mark.low / count, high: mark.high / count } : mark;

function mapValues<T>(table: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));
}
