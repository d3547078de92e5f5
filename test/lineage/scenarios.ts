import { type Arbitrary, array, constant, constantFrom, integer, oneof, option, record } from "fast-check";
import { FACT_KINDS, formatDuration, itemName, type Scenario } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { readerBeside } from "../scenario/reader.ts";

/** A scenario as an author would write it. */
export interface Raw {
  readonly [key: string]: unknown;
  readonly platforms: Readonly<Record<string, RawPlatform>>;
  readonly originals: Readonly<Record<string, { readonly platform: string; readonly at?: string }>>;
  readonly rules?: RawRules;
}
export interface RawPlatform {
  readonly [key: string]: unknown;
  readonly offspring: Readonly<Record<string, number>>;
}
export interface RawRule {
  readonly after: RawDelay;
  readonly found: number;
}
export type RawDelay =
  | string
  | { readonly exponential: { readonly mean: string } }
  | { readonly gamma: { readonly mean: string; readonly shape: number } };
export interface RawSwitch {
  readonly at: RawDelay;
  readonly sweep: number;
  readonly block: number;
  readonly removal?: RawRule;
}
export interface RawRules {
  readonly removal: RawRule;
  readonly switches: readonly RawSwitch[];
}

/** Text is YAML, too. */
export function parse(raw: Raw): Scenario {
  const result = parseScenario(JSON.stringify(raw), {
    source: "drawn.yaml",
    read: readerBeside(import.meta.dirname),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.scenario;
}

const minutes = (from: number, to: number) =>
  integer({ min: from, max: to }).map((count) => formatDuration(count * 60_000));
const tenths = (from: number, to: number) => integer({ min: from, max: to }).map((count) => count / 10);

export const delays = (from: number, to: number): Arbitrary<RawDelay> =>
  oneof(
    minutes(from, to),
    minutes(from, to).map((mean) => ({ exponential: { mean } })),
    record({ mean: minutes(from, to), shape: tenths(5, 40) }).map((gamma) => ({ gamma })),
  );
export const rules = (from: number, to: number): Arbitrary<RawRule> =>
  record({ after: delays(from, to), found: tenths(3, 10) });
const switches = ({ switchedAt, shares, ages }: Growth): Arbitrary<RawSwitch> =>
  record({
    at: delays(...switchedAt),
    sweep: tenths(0, shares),
    block: tenths(0, shares),
    removal: option(rules(ages[0] / 3, ages[1] / 2), { nil: undefined }),
  });

export interface Growth {
  /** direct offspring of an item, in tenths */
  readonly from: number;
  readonly to: number;
  /** half-lives and mean removal ages, minutes */
  readonly halfLives: readonly [number, number];
  readonly ages: readonly [number, number];
  readonly originals: number;
  /** mean times of switches, minutes, and the largest share that they sweep or block, in tenths */
  readonly switchedAt: readonly [number, number];
  readonly shares: number;
  readonly isAgain: boolean;
}

/** Small worlds of one to three platforms that grow for some hours, under bare rules. */
export function bareScenarios(growth: Growth): Arbitrary<Raw> {
  return integer({ min: 1, max: 3 }).chain((count) => {
    const ids = ["delta", "kappa", "omega"].slice(0, count);
    const offspring = record({
      sum: tenths(growth.from, growth.to),
      parts: array(integer({ min: 1, max: 9 }), { minLength: count, maxLength: count }),
    }).map(({ sum, parts }) => {
      const all = parts.reduce((so, part) => so + part, 0);
      return Object.fromEntries(ids.map((id, i) => [id, (sum * parts[i]) / all]));
    });
    const platform = record({
      halfLife: minutes(...growth.halfLives),
      tail: tenths(3, 15),
      offspring,
      mutation: constantFrom(0, 0.1),
      reupload: growth.isAgain
        ? option(record({ probability: tenths(1, 4), delay: delays(1, 60) }), { nil: undefined })
        : constant(undefined),
    });
    return record({
      schemaVersion: constant(1),
      id: constant("drawn"),
      kernel: constantFrom("exponential", "power-law"),
      horizon: constant("PT8H"),
      platforms: record(Object.fromEntries(ids.map((id) => [id, platform]))),
      originals: record(
        Object.fromEntries(
          Array.from({ length: growth.originals }, (_, i) => [
            `original-${i}`,
            record({ platform: constantFrom(...ids), at: minutes(0, 90) }),
          ]),
        ),
      ),
      rules: record({ removal: rules(...growth.ages), switches: array(switches(growth), { maxLength: 2 }) }),
    });
  });
}

export interface Life {
  readonly born: number;
  readonly platform: string;
  readonly version: number;
  /** went online, or was stopped */
  readonly outcome: "posted" | "blocked";
  /** each removal and restoration, with its time */
  readonly fate: string;
}

const ITEM_KINDS = new Map(
  Object.entries(FACT_KINDS).flatMap(([name, { code, slots }]) =>
    "item" in slots ? [[code, name] as const] : [],
  ),
);

/** What runs a scenario: the product, or a mutant of it. */
export interface Engine {
  readonly compile: typeof compile;
  readonly Simulation: typeof Simulation;
}

/** What became of every item, by lineage; `others` are the facts that are about no item. */
export function livesOf(
  scenario: Scenario,
  seed: number,
  engine: Engine = { compile, Simulation },
): { readonly lives: ReadonlyMap<string, Life>; readonly others: readonly string[] } {
  const lives = new Map<string, Life>();
  const others: string[] = [];
  const compiled = engine.compile(scenario);
  const text = (word: number) => compiled.dictionary.text(word);
  const simulation = new engine.Simulation(compiled, {
    keep: "all",
    onKept: ({ kind, at, itemHi, itemLo, actor, other, what, how, x }) => {
      const name = ITEM_KINDS.get(kind);
      const item = itemName(itemHi, itemLo);
      if (name === undefined)
        others.push([at, kind, text(actor), text(other), text(what), text(how)].join(" "));
      else if (name === "content.posted" || name === "content.blocked")
        lives.set(item, {
          born: at,
          platform: text(actor),
          version: x,
          outcome: name === "content.posted" ? "posted" : "blocked",
          fate: "",
        });
      // The first report of the whole incident is about whichever item was first.
      else if (lives.has(item) && !name.startsWith("incident.")) {
        const life = lives.get(item) as Life;
        lives.set(item, { ...life, fate: `${life.fate}${name} ${text(how)} ${at}; ` });
      }
    },
  });
  simulation.reset(seed, 0);
  simulation.run();
  return { lives, others };
}

/** Lineages whose life is not the same in another run, there or not. */
export function changedIn(base: ReadonlyMap<string, Life>, other: ReadonlyMap<string, Life>): string[] {
  const changed: string[] = [];
  for (const [item, life] of base) {
    const there = other.get(item);
    if (JSON.stringify(there) !== JSON.stringify(life))
      changed.push(`${item} ${JSON.stringify(life)} ${JSON.stringify(there)}`);
  }
  return changed;
}
