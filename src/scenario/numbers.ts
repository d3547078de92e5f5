import {
  type Delay,
  type DelayLaw,
  EFFECTS,
  formatDuration,
  GUARDS,
  listCalls,
  type Mark,
  type Protocol,
  type Quantity,
  rescale,
  type Scenario,
  scaleOf,
  UNMARKED,
  type Word,
} from "../model/index.ts";
import type { Path } from "./fault.ts";
import { at, isTable } from "./raw.ts";
import { compareKeys } from "./sort-keys.ts";

/** One number that an author chose, with what is known about it. */
export interface ScenarioNumber {
  /** keys from the scenario's root, joined by dots; a protocol stands under its id */
  readonly path: string;
  /** of a delay: its scale */
  readonly value: number;
  readonly unit: "ms" | "1";
  readonly mark: Mark;
  /** path of the table whose shares it belongs to: options of a decision add up to 1, an audience to 1 at most */
  readonly sharesIn?: string;
}

interface Slot extends ScenarioNumber {
  readonly steps: Path;
  /** what stands there with another number in it */
  replace(value: number): unknown;
}

const LEFT_OUT: ReadonlySet<string> = new Set(["variants", "reported", "headline", "marks"]);

/** Every quantity and every delay of the scenario and its protocols, by path; parameters of statecharts too. */
export function numbersOf(scenario: Scenario): ScenarioNumber[] {
  return listSlots(scenario).map(({ path, value, unit, mark, steps }) => ({
    path,
    value,
    unit,
    mark,
    ...(shareTable(steps) === undefined ? {} : { sharesIn: path.slice(0, path.lastIndexOf(".")) }),
  }));
}

/** The same of protocols by themselves; each stands under its id. */
export function numbersOfProtocols(protocols: readonly Protocol[]): ScenarioNumber[] {
  return numbersOf({ protocols } as unknown as Scenario);
}

/**
 * The scenario with other numbers in some places; a delay is stretched to its new scale. Where a share of a table changes
 * (options of a decision, territories of an audience), the others share what is left in their old proportions, so that
 * options still add up to 1, and an audience that was told in full still is and no other exceeds 1.
 */
export function withNumbers(scenario: Scenario, changes: ReadonlyMap<string, number>): Scenario {
  const slots = listSlots(scenario).filter((slot) => changes.has(slot.path));
  let changed: unknown = replaceAll(
    scenario,
    slots.map(({ path, steps, replace }) => ({ steps, value: replace(changes.get(path) as number) })),
  );
  const groups = new Map<string, { steps: Path; touched: Set<string> }>();
  for (const { steps } of slots) {
    const table = shareTable(steps);
    if (table === undefined) continue;
    const key = table.join(".");
    const group = groups.get(key) ?? { steps: table, touched: new Set<string>() };
    group.touched.add(String(steps.at(-1)));
    groups.set(key, group);
  }
  for (const { steps, touched } of groups.values()) {
    const before = at(scenario, steps) as Shares;
    const after = at(changed, steps) as Shares;
    const wasWhole = isWhole(sumOf(before));
    if (isWhole(sumOf(after)) || (!wasWhole && sumOf(after) < 1)) continue;
    changed = replaceAll(changed, [{ steps, value: balance(after, touched) }]);
  }
  return changed as Scenario;
}

type Shares = Readonly<Record<string, Quantity>>;

/** Shares that add up to 1, as nearly as a file must have it. */
const isWhole = (sum: number) => Math.abs(sum - 1) <= 1e-6;

const sumOf = (shares: Shares) => Object.values(shares).reduce((sum, { value }) => sum + value, 0);

/** The table of a decision's options, or of an audience's territories, that a path leads into. */
function shareTable(steps: Path): Path | undefined {
  const table = steps.slice(0, -1);
  const [top, , third, , fifth] = table;
  const ofParty = (top === "platforms" || top === "actors") && third === "decisions" && table.length === 4;
  const ofProtocol =
    top === "protocols" && third === "decisions" && fifth === "options" && table.length === 5;
  const ofAudience = top === "platforms" && third === "audience" && table.length === 3;
  return ofParty || ofProtocol || ofAudience ? table : undefined;
}

function balance(shares: Shares, touched: ReadonlySet<string>): Record<string, Quantity> {
  const sum = (fixed: boolean) =>
    Object.entries(shares).reduce(
      (total, [name, each]) => total + (touched.has(name) === fixed ? each.value : 0),
      0,
    );
  const [fixed, free] = [sum(true), sum(false)];
  const fits = fixed <= 1 && free > 0;
  const factor = (name: string) => {
    if (fits) return touched.has(name) ? 1 : (1 - fixed) / free;
    return fixed > 0 ? (touched.has(name) ? 1 / fixed : 0) : 1 / (fixed + free);
  };
  return Object.fromEntries(
    Object.entries(shares).map(([name, each]) => [name, { ...each, value: each.value * factor(name) }]),
  );
}

/** Slots of scenarios met before: a scenario never changes, and many are drawn from one. */
const known = new WeakMap<Scenario, readonly Slot[]>();

/** As `numbersOf`, with the way to each number. */
export function listSlots(scenario: Scenario): readonly Slot[] {
  const slots = known.get(scenario) ?? findSlots(scenario);
  known.set(scenario, slots);
  return slots;
}

function findSlots(scenario: Scenario): Slot[] {
  const slots: Slot[] = [];
  for (const [key, value] of Object.entries(scenario)) {
    if (!LEFT_OUT.has(key) && key !== "protocols") collect(value, [key], [key], slots);
  }
  for (const [index, protocol] of scenario.protocols.entries()) {
    const [named, steps] = [
      ["protocols", protocol.id],
      ["protocols", index],
    ];
    const { roles, item, hash, ...rest } = protocol;
    collect(rest, named, steps, slots);
    for (const [role, each] of Object.entries(roles)) {
      collectParams(
        each.machine,
        [...named, "roles", role, "machine"],
        [...steps, "roles", role, "machine"],
        slots,
      );
    }
    for (const [life, machine] of [
      ["item", item],
      ["hash", hash],
    ] as const)
      collectParams(machine, [...named, life], [...steps, life], slots);
  }
  return slots.sort((a, b) => compareKeys(a.path, b.path));
}

function collect(value: unknown, named: Path, steps: Path, slots: Slot[]): void {
  const path = named.join(".");
  if (isQuantity(value)) {
    const unit = isDurationAt(named) ? "ms" : "1";
    slots.push({
      path,
      value: value.value,
      unit,
      mark: value.mark,
      steps,
      replace: (next) => ({ ...value, value: next }),
    });
  } else if (isDelay(value)) {
    if (value.law.kind === "never") return;
    slots.push({
      path,
      value: scaleOf(value.law),
      unit: "ms",
      mark: value.mark,
      steps,
      replace: (next) => ({ ...value, law: rescale(value.law, next) }),
    });
  } else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) collect(each, [...named, index], [...steps, index], slots);
  } else if (isTable(value)) {
    for (const [key, each] of Object.entries(value)) collect(each, [...named, key], [...steps, key], slots);
  }
}

/** Parameters of guards and effects stand in statecharts as they were written; their schemas say which are numbers. */
function collectParams(machine: unknown, named: Path, steps: Path, slots: Slot[]): void {
  for (const call of listCalls(machine)) {
    const words: Readonly<Record<string, Word>> =
      call.kind === "guard" ? GUARDS : call.kind === "effect" ? EFFECTS : {};
    const parsed = Object.hasOwn(words, call.name)
      ? words[call.name].params.safeParse(call.params ?? {})
      : undefined;
    if (parsed?.success !== true || !isTable(parsed.data)) continue;
    for (const { inside, quantity } of quantitiesIn(parsed.data)) {
      const written = at(call.params, inside);
      const inMillis = typeof (isTable(written) ? written.value : written) === "string";
      const replace = (next: number) => {
        const plain = inMillis ? formatDuration(next) : next;
        return isTable(written) ? { ...written, value: plain } : plain;
      };
      const tail = [...call.path, "params", ...inside];
      slots.push({
        path: [...named, ...tail].join("."),
        value: quantity.value,
        unit: inMillis ? "ms" : "1",
        mark: quantity.mark,
        steps: [...steps, ...tail],
        replace,
      });
    }
  }
}

/** Quantities among a word's parameters, in its lists too; guards within guards are calls of their own. */
function quantitiesIn(params: object): { readonly inside: Path; readonly quantity: Quantity }[] {
  return Object.entries(params).flatMap(([key, value]) => {
    if (isQuantity(value)) return [{ inside: [key], quantity: value }];
    if (!Array.isArray(value)) return [];
    return value.flatMap((each, index) =>
      isQuantity(each) ? [{ inside: [key, index], quantity: each }] : [],
    );
  });
}

/** Whether the quantity at a path is a duration. Names of platforms and options never count, whatever they are. */
export function isDurationAt(path: Path): boolean {
  const [last, parent, grandparent] = [path.at(-1), path.at(-2), path.at(-3)];
  if (last === "halfLife")
    return path.length === 3 && (grandparent === "platforms" || grandparent === "originals");
  if (last === "length") return parent === "stream" && path.length === 4;
  if (last === "lasts") return path[0] === "injects" && path.length === 5;
  if (last === "perMessage") return parent === "staff" && path[0] === "platforms" && path.length === 4;
  if (last === "target") return parent === "review" && path.length === 4;
  if (last === "within" && parent === "systematic") return path.at(-4) === "sanctions";
  if (last === "within" && (parent === "counts" || parent === "renewable")) return path.at(-4) === "duties";
  return ["within", "extension", "repeats"].includes(String(last)) && grandparent === "duties";
}

export function isQuantity(value: unknown): value is Quantity {
  return (
    isTable(value) && typeof value.value === "number" && isMark(value.mark) && Object.keys(value).length === 2
  );
}

export function isDelay(value: unknown): value is Delay {
  return (
    isTable(value) &&
    isTable(value.law) &&
    typeof (value.law as unknown as DelayLaw).kind === "string" &&
    isMark(value.mark)
  );
}

function isMark(value: unknown): value is Mark {
  return value === UNMARKED || (isTable(value) && typeof value.kind === "string");
}

interface Replacement {
  readonly steps: Path;
  readonly value: unknown;
}

/** A copy with other values at some places; whatever lies beside their ways is shared with the original. */
function replaceAll(root: unknown, replacements: readonly Replacement[], depth = 0): unknown {
  if (replacements.length === 0) return root;
  const [{ steps, value }] = replacements;
  if (steps.length === depth) return value;
  const byStep = new Map<string | number, Replacement[]>();
  for (const each of replacements) {
    const step = each.steps[depth];
    const met = byStep.get(step);
    if (met === undefined) byStep.set(step, [each]);
    else met.push(each);
  }
  if (Array.isArray(root))
    return root.map((each, index) => replaceAll(each, byStep.get(index) ?? [], depth + 1));
  const copy = { ...(root as Readonly<Record<string, unknown>>) };
  for (const [step, inner] of byStep) copy[step] = replaceAll(copy[step], inner, depth + 1);
  return copy;
}
