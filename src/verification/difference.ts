import {
  type ChartState,
  type ChartTransition,
  chartMachine,
  machinesOf,
  type PartsOfProtocol,
  type Protocol,
  type ProtocolChange,
  statesBelow,
} from "../model/index.ts";

/** Fields of a protocol that are no statechart, wait, choice, clock or sanction. */
const HEAD = [
  "version",
  "title",
  "description",
  "binding",
  "group",
  "reconstructed",
  "inForce",
  "uses",
  "sources",
  "scope",
  "declaredFaults",
] as const;

/**
 * What differs between two versions of a protocol: what was added, removed, changed. Roles, states, waits, choices, options
 * and clocks are held together by their names; transitions by their state and what sets them off, in their order. The order
 * of keys, comments and the wording of files make no difference. Two equal protocols give none.
 */
export function differenceOf(before: Protocol, after: Protocol): ProtocolChange[] {
  const head = HEAD.flatMap((field): ProtocolChange[] =>
    isEqual(before[field], after[field])
      ? []
      : [{ part: "head", at: field, before: before[field], after: after[field] }],
  );
  return [
    ...head,
    ...machines(before, after),
    ...tables("wait", before.delays, after.delays),
    ...choices(before, after),
    ...tables("clock", before.duties, after.duties),
    ...tables("sanction", before.sanctions ?? {}, after.sanctions ?? {}),
  ];
}

function machines(before: Protocol, after: Protocol): ProtocolChange[] {
  const [old, now] = [before, after].map((each) => new Map(machinesOf(each).map((one) => [one.name, one])));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): ProtocolChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === undefined || is === undefined) return [{ part: "machine", at: name, before: was, after: is }];
    const cast = (one: typeof was) => [one.role?.title, one.role?.for, one.role?.per];
    const recast: ProtocolChange[] = isEqual(cast(was), cast(is))
      ? []
      : [{ part: "machine", at: name, before: was, after: is }];
    return [...recast, ...charts(chartMachine(was, before), chartMachine(is, after))];
  });
}

function charts(before: ChartState, after: ChartState): ProtocolChange[] {
  const [old, now] = [before, after].map((each) => new Map(statesBelow(each).map((one) => [one.id, one])));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id): ProtocolChange[] => {
    const [was, is] = [old.get(id), now.get(id)];
    const change: ProtocolChange[] =
      was !== undefined && is !== undefined && isEqual(ownOf(was), ownOf(is))
        ? []
        : [{ part: "state", at: id, before: was, after: is }];
    return [...change, ...transitions(was?.transitions ?? [], is?.transitions ?? [])];
  });
}

/** A part without where it stands in its file, and without the parts that are compared by themselves. */
function without(part: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(part).filter(([key]) => !keys.includes(key)));
}

const ownOf = (state: ChartState) => without(state, ["states", "transitions", "path"]);
const keyOf = ({ trigger }: ChartTransition) => JSON.stringify(trigger);
const same = (step: ChartTransition) => JSON.stringify(canonical(without(step, ["path"])));

function transitions(
  before: readonly ChartTransition[],
  after: readonly ChartTransition[],
): ProtocolChange[] {
  const keys = new Set([...before, ...after].map(keyOf));
  return [...keys].flatMap((key): ProtocolChange[] => {
    const [old, now] = [before, after].map((list) => list.filter((each) => keyOf(each) === key));
    const [oldSame, nowSame] = [new Set(old.map(same)), new Set(now.map(same))];
    const gone = old.filter((each) => !nowSame.has(same(each)));
    const come = now.filter((each) => !oldSame.has(same(each)));
    const changed = Array.from({ length: Math.max(gone.length, come.length) }, (_, index): ProtocolChange => {
      const [was, is] = [
        gone[index] as ChartTransition | undefined,
        come[index] as ChartTransition | undefined,
      ];
      return { part: "transition", at: (was ?? is)?.source ?? "", before: was, after: is };
    });
    // The first that agrees is taken, so another order is another protocol.
    const isReordered = changed.length === 0 && !isEqual(old.map(same), now.map(same));
    const moved = isReordered
      ? old.flatMap((was, index): ProtocolChange[] =>
          same(was) === same(now[index])
            ? []
            : [{ part: "transition", at: was.source, before: was, after: now[index] }],
        )
      : [];
    return [...changed, ...moved];
  });
}

function choices(before: Protocol, after: Protocol): ProtocolChange[] {
  const [old, now] = [before.decisions, after.decisions];
  return namesOf(old, now).flatMap((name): ProtocolChange[] => {
    const [was, is] = [own(old, name), own(now, name)];
    if (was === undefined || is === undefined) return [{ part: "choice", at: name, before: was, after: is }];
    const asked: ProtocolChange[] = isEqual([was.title, was.takes], [is.title, is.takes])
      ? []
      : [{ part: "choice", at: name, before: was, after: is }];
    const options = tables("option", was.options, is.options).map((each) => ({
      ...each,
      at: `${name}.${each.at}`,
    }));
    return [...asked, ...options];
  });
}

type Named = Exclude<keyof PartsOfProtocol, "head" | "machine" | "state" | "transition" | "choice">;

function tables<Part extends Named>(
  part: Part,
  before: Readonly<Record<string, PartsOfProtocol[Part]>>,
  after: Readonly<Record<string, PartsOfProtocol[Part]>>,
): ProtocolChange[] {
  return namesOf(before, after).flatMap((name) => {
    const [was, is] = [own(before, name), own(after, name)];
    return isEqual(was, is) ? [] : [{ part, at: name, before: was, after: is } as ProtocolChange];
  });
}

function namesOf(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

/** The same whatever the order of keys. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, canonical(each)]),
  );
}
