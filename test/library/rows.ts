import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Document, parseDocument } from "yaml";
import type * as Measures from "../../src/measures/index.ts";
import { type Diagnostic, type DutyOutcome, type FactRecord, toRecord } from "../../src/model/index.ts";
import type * as Parsing from "../../src/scenario/index.ts";
import type * as Simulated from "../../src/simulation/index.ts";
import type * as Verification from "../../src/verification/index.ts";
import { type Mutation, type Open, withMutant } from "../mutants/grow.ts";

/**
 * HOW TO WRITE A ROW. One file for each construct of facts/protocols.md section 16, and one for each clock of section 15:
 *
 *   test/library/constructs/NN-slug.ts   export const construct: Construct = { … };     (number: NN, slug as in `example`)
 *   test/library/clocks/c02.ts           export const clock: ClockRow = { … };          (id: "C02")
 *
 *   number / id   1 … 56, or C01 … C32
 *   title         the construct or clock in a few words, as in facts/protocols.md
 *   field         the field or word that expresses it: `duties.*.suspendedBy`, `guard matrix`, `effect label`
 *   example       scenarios/cookbook/NN-slug.yaml or scenarios/cookbook/clocks/c02.yaml: short, commented, English and
 *                 French title, `check` clean, over in a moment; its own protocols lie in `protocols/` beside it
 *   proves        one sentence: what `holds` shows; the name of the test
 *   remove        { file, path }: this key taken out of this file (path from the repository's root) makes `holds` fail
 *   disable       { file: "simulation/duties.ts", from, to }: this change to src makes `holds` fail; `from` stands there once
 *   holds(bench)  throws (node:assert, never vitest: the soak runs it without) unless the construct is there
 *
 * `bench.play(how)` runs the example and returns { facts, duties, measures, digest }; `how` may name a `variant`, a `seed`,
 * and an `overlay` of the scenario (RFC 7396, as in a variant), for what only the test needs, such as one millisecond more.
 * `bench.check()` returns what reading and verification say of it.
 *
 * A clock's row says besides: source (the law or document, as facts/protocols.md names it), and `holds` plays the
 * documented start, stop, suspension and restart, as far as the register has them, and the boundary millisecond.
 *
 * The rows are found by their file names: nothing else need be edited.
 */
export interface Row {
  readonly title: string;
  readonly field: string;
  readonly example: string;
  readonly proves: string;
  readonly remove: { readonly file: string; readonly path: readonly (string | number)[] };
  readonly disable: Mutation;
  holds(bench: Bench): void;
}

export interface Construct extends Row {
  readonly number: number;
}

export interface ClockRow extends Row {
  readonly id: string;
  readonly source: string;
}

/** What one replication of the example was. */
export interface Seen {
  /** every fact, in order */
  readonly facts: readonly FactRecord[];
  readonly duties: readonly DutyOutcome[];
  /** by `id` of the whole run, or `id@platform`; null where it is open or absent */
  readonly measures: ReadonlyMap<string, number | null>;
  readonly digest: string;
}

export interface Playing {
  readonly variant?: string;
  readonly seed?: number;
  /** what changes against the scenario (or its variant) for this test only; objects merge, null removes */
  readonly overlay?: Readonly<Record<string, unknown>>;
}

export interface Bench {
  /** @throws ExampleFault when the example cannot be read */
  play(how?: Playing): Seen;
  check(how?: Pick<Playing, "variant" | "overlay">): readonly Diagnostic[];
  /** the incident's start as the example writes it */
  startsAt(): string;
  /** what the rights check lists of the example's protocols */
  rights(): readonly Verification.LimbListed[];
}

/** The example could not be read: nothing was run. */
export class ExampleFault extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(
      diagnostics.map(({ code, path, details }) => `${code} ${path} ${JSON.stringify(details)}`).join("; "),
    );
    this.diagnostics = diagnostics;
  }
}

const ROOT = resolve(import.meta.dirname, "../..");
const SCENARIOS = join(ROOT, "scenarios");

interface Rooms {
  readonly parsing: typeof Parsing;
  readonly simulated: typeof Simulated;
  readonly measured: typeof Measures;
  readonly verified: typeof Verification;
}

async function openRooms(open: Open): Promise<Rooms> {
  const [parsing, simulated, measured, verified] = await Promise.all([
    open<typeof Parsing>("scenario"),
    open<typeof Simulated>("simulation"),
    open<typeof Measures>("measures"),
    open<typeof Verification>("verification"),
  ]);
  return { parsing, simulated, measured, verified };
}

/** A bench on the product as it is. */
export function benchOf(row: Row): Promise<Bench> {
  return withMutant([], async (open) => makeBench(row, await openRooms(open)));
}

/** What each of the two mutations did to a row: how `holds` failed, or undefined where it did not notice. */
export interface Noticed {
  readonly removed: string | undefined;
  readonly disabled: string | undefined;
}

/** A row's field taken out of its example, and its construct out of the engine. */
export async function mutate(row: Row): Promise<Noticed> {
  const removed = await withMutant([], async (open) =>
    failureOf(row, makeBench(row, await openRooms(open), row.remove)),
  );
  const disabled = await withMutant([row.disable], async (open) =>
    failureOf(row, makeBench(row, await openRooms(open))),
  );
  return { removed, disabled };
}

function failureOf(row: Row, bench: Bench): string | undefined {
  try {
    row.holds(bench);
    return undefined;
  } catch (error) {
    if (error instanceof ExampleFault) return `the file is refused: ${error.diagnostics[0]?.code ?? ""}`;
    if (error instanceof Error && error.name === "AssertionError") return "the test fails";
    throw error;
  }
}

/** The product's files below `scenarios`, one of them without a key. */
function makeBench(row: Row, rooms: Rooms, remove?: Row["remove"]): Bench {
  const textOf = (path: string): string | undefined => {
    try {
      const text = readFileSync(path, "utf8");
      return remove !== undefined && resolve(ROOT, remove.file) === path ? without(text, remove.path) : text;
    } catch (error) {
      if ((error as { code?: string }).code === "ENOENT") return undefined;
      throw error;
    }
  };
  const example = resolve(ROOT, row.example);
  const folder = dirname(example);
  const read: Parsing.FileReader = (name, kind) => {
    const places =
      kind === "protocol"
        ? [join(folder, "protocols", `${name}.yaml`), join(SCENARIOS, "protocols", `${name}.yaml`)]
        : [
            name.startsWith("library:")
              ? join(SCENARIOS, "platforms", `${name.slice("library:".length)}.yaml`)
              : join(folder, name),
          ];
    for (const place of places) {
      const text = textOf(place);
      if (text !== undefined) return { source: place, text };
    }
    return { fault: "missing" };
  };
  const parse = ({ variant, overlay }: Pick<Playing, "variant" | "overlay">) => {
    const text = textOf(example);
    if (text === undefined) throw new Error(`no example ${row.example}`);
    const asked = overlay === undefined ? { text, variant } : withOverlay(text, variant, overlay);
    return rooms.parsing.parseScenario(asked.text, { source: row.example, read, variant: asked.variant });
  };
  return {
    play: ({ seed = 1, ...how } = {}) => {
      const result = parse(how);
      if (!result.ok) throw new ExampleFault(result.diagnostics);
      const machines = rooms.verified.checkProtocols(result.scenario);
      if (machines.length > 0) throw new ExampleFault(machines);
      return play(rooms, result.scenario, seed);
    },
    startsAt: () => {
      const result = parse({});
      if (!result.ok) throw new ExampleFault(result.diagnostics);
      return result.scenario.incident.startsAt;
    },
    rights: () => {
      const result = parse({});
      if (!result.ok) throw new ExampleFault(result.diagnostics);
      return result.scenario.protocols.flatMap(rooms.verified.listRights);
    },
    check: (how = {}) => {
      const result = parse(how);
      if (!result.ok) return result.diagnostics;
      const { scenario, parsed, warnings } = result;
      const place: Verification.PlaceInProtocol = (protocol, path) => parsed.placeInProtocol(protocol, path);
      const machines = rooms.verified.checkProtocols(scenario, place);
      if (machines.length > 0) return [...warnings, ...machines];
      return [
        ...warnings,
        ...scenario.protocols.flatMap((protocol) => [
          ...rooms.verified.checkRights(protocol, place),
          ...rooms.verified.checkBehaviour(protocol, scenario.protocols, place),
        ]),
        ...rooms.verified.findClosedHours(scenario, (path) => parsed.place(path), place),
      ];
    },
  };
}

function without(text: string, path: Row["remove"]["path"]): string {
  const document = parseDocument(text);
  if (!document.hasIn(path)) throw new Error(`nothing stands at ${path.join(".")}`);
  document.deleteIn(path);
  // What it is called goes with it: else the file is refused for that, whatever the construct.
  const { texts = {} } = document.toJS() as { texts?: Record<string, Record<string, unknown>> };
  const name = path.at(-1);
  for (const [kind, named] of Object.entries(texts))
    if (typeof name === "string" && Object.hasOwn(named, name)) document.deleteIn(["texts", kind, name]);
  return document.toString();
}

const OWN = "of-a-test";

/** The file with one more variant: the one asked for, changed further. */
function withOverlay(text: string, variant: string | undefined, overlay: object) {
  const data = parseDocument(text).toJS() as { variants?: Record<string, { overlay: unknown }> };
  const before = variant === undefined ? {} : (data.variants?.[variant]?.overlay ?? {});
  const variants = { ...data.variants, [OWN]: { title: "A test's own", overlay: merge(before, overlay) } };
  return {
    text: new Document({ ...data, variants }, { aliasDuplicateObjects: false }).toString(),
    variant: OWN,
  };
}

function merge(base: unknown, change: unknown): unknown {
  if (!isTable(base) || !isTable(change)) return change;
  const merged = { ...base };
  for (const [key, value] of Object.entries(change)) merged[key] = merge(base[key], value);
  return merged;
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** More entries than any example takes. */
const ENDLESS = 2_000_000;

function play(
  { simulated, measured }: Rooms,
  scenario: Parameters<typeof Simulated.compile>[0],
  seed: number,
): Seen {
  const compiled = simulated.compile(scenario);
  const header = simulated.headerOf(compiled, { seed, replication: 0 });
  const fold = new measured.MeasureFold(header, compiled.dictionary);
  const facts: FactRecord[] = [];
  const simulation: Simulated.Simulation = new simulated.Simulation(compiled, {
    listener: fold,
    keep: "all",
    onKept: (fact) => facts.push(toRecord(fact, simulation.dictionary)),
  });
  fold.reset();
  simulation.reset(seed, 0);
  for (let entries = 0; simulation.step(); entries++)
    if (entries > ENDLESS) throw new Error(`${scenario.id} runs without end`);
  fold.finish();
  const measures = new Map(
    fold
      .measures()
      .map(({ id, platform, value }) => [platform === undefined ? id : `${id}@${platform}`, value] as const),
  );
  return {
    facts,
    duties: measured.dutiesOf(facts, header),
    measures,
    digest: simulation.outcome().digest.hex(),
  };
}
