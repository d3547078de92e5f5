import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  EFFECTS,
  GUARDS,
  isElapsed,
  type Protocol,
  platformSchema,
  protocolSchema,
  type ReportedFact,
  type Scenario,
  scenarioSchema,
} from "../../src/model/index.ts";
import { numbersOf, parseScenario } from "../../src/scenario/index.ts";
import { openFile } from "../../src/store/index.ts";
import { LIBRARY, MODELS, PROTOCOL_IDS, readShipped, SCENARIO_IDS } from "./shipped.ts";

/** A file of the library as plain data, as its author wrote it. */
function readRaw(...path: readonly string[]): Record<string, unknown> {
  const file = join(import.meta.dirname, "..", "..", "scenarios", ...path);
  return parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}

const loadShipped = (id: string, variant?: string): Scenario => readShipped(id, variant).scenario;

const REAL = SCENARIO_IDS.filter((id) => loadShipped(id).incident.real);
const ALL: readonly (readonly [string, string])[] = SCENARIO_IDS.flatMap((id) =>
  readShipped(id).variants.map((variant) => [id, variant] as const),
);
/** One scenario is enough: a model's protocols are the same everywhere. */
const WITH_MODELS = [...ALL, ...MODELS.map((model) => [SCENARIO_IDS[0], model] as const)];
const protocols = new Map<string, Protocol>(
  WITH_MODELS.flatMap(([id, variant]) =>
    loadShipped(id, variant).protocols.map((each) => [each.id, each] as const),
  ),
);

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every text in a value, with its path. */
function textsIn(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each, index) => textsIn(each, `${path}.${index}`));
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    [`${path}.${key}`, key] as [string, string],
    ...textsIn(each, `${path}.${key}`),
  ]);
}

const covers = ({ inForce }: Protocol, date: string) =>
  inForce?.struckDown !== true && (inForce?.from ?? "") <= date && date <= (inForce?.to ?? "9999-12-31");

const distinct = (found: readonly ReportedFact[]) => new Set(found.map((row) => row.group ?? row.id)).size;
const rows = (scenario: Scenario) => scenario.reported.filter(({ measure }) => measure !== undefined);

describe("the library", () => {
  test.each(ALL)("%s, %s: reads without a fault or a warning", (id, variant) => {
    expect(readShipped(id, variant).warnings).toEqual([]);
  });

  test("every protocol file is used by some variant or model", () => {
    expect([...protocols.keys()].sort()).toEqual([...PROTOCOL_IDS].sort());
  });

  test.each(ALL)("%s, %s: every number is sourced or assumed", (id, variant) => {
    const scenario = loadShipped(id, variant);
    const unmarked = numbersOf(scenario).filter(({ mark }) => mark.kind === "unmarked");
    // What nobody wrote is the schema's default; a variant may take a figure back to it.
    for (const { value } of unmarked) expect([0, 1, 0.25, 3_600_000]).toContain(value);
  });

  test("no title, text or id names a company", () => {
    const brands =
      /facebook|meta\b|instagram|whatsapp|youtube|google|twitch|amazon|twitter|tiktok|telegram|reddit|liveleak|bitchute|4chan|8chan|meguca|mega\b|microsoft|streamable/i;
    for (const id of SCENARIO_IDS) {
      const { reported: _, ...rest } = readRaw(`${id}.yaml`);
      for (const [path, text] of textsIn(rest)) {
        // Marks may name where a figure was read: the calibration set's own ids hold company names.
        if (!/\.(source|because|reason)(\.(en|fr))?$/.test(path)) expect(brands.test(text)).toBe(false);
      }
      for (const { title } of loadShipped(id).reported) expect(brands.test(title.en + title.fr)).toBe(false);
    }
    for (const [id, { title, description }] of protocols)
      expect(brands.test(JSON.stringify([id, title, description]))).toBe(false);
  });
});

describe("shared profiles", () => {
  test("real incidents bring no platform figure of their own", () => {
    for (const id of REAL) {
      for (const platform of Object.values(readRaw(`${id}.yaml`).platforms as object)) {
        expect(Object.keys(platform as object).sort()).toEqual(
          (platform as { jurisdiction?: string }).jurisdiction === undefined
            ? ["use"]
            : ["jurisdiction", "use"],
        );
      }
    }
  });

  test("who reviews has an aim of its own, and errors that feel deadline and queue", () => {
    for (const platform of Object.values(loadShipped("livestreamed-attack").platforms)) {
      if (platform.review === undefined) continue;
      expect(platform.review.target?.value).toBeGreaterThan(0);
      expect(platform.review.errors.deadline.value).toBeGreaterThan(0);
      expect(platform.review.errors.queue.value).toBeGreaterThan(0);
      expect(platform.review.errors.deadline.mark).toMatchObject({ kind: "assumed", low: 0 });
    }
  });

  test("private services are not public", () => {
    for (const { kind, public: isPublic } of Object.values(loadShipped("livestreamed-attack").platforms)) {
      expect(isPublic).toBe(kind !== "messaging" && kind !== "private-holders");
    }
  });
});

describe("protocols", () => {
  test.each(PROTOCOL_IDS)(
    "%s: each state and transition says whether it was read, recalled or assumed",
    (id) => {
      const missing: string[] = [];
      const visitTransition = (given: unknown, path: string): void => {
        if (Array.isArray(given))
          for (const [index, each] of given.entries()) visitTransition(each, `${path}.${index}`);
        else if (!isTable(given) || given.mark === undefined) missing.push(path);
      };
      const visit = (state: Record<string, unknown>, path: string): void => {
        const inner = isTable(state.states) ? state.states : {};
        if (path.includes(".states.") && state.mark === undefined && Object.keys(inner).length === 0)
          missing.push(path);
        for (const key of ["on", "after"]) {
          for (const [event, given] of Object.entries(isTable(state[key]) ? (state[key] as object) : {}))
            visitTransition(given, `${path}.${key}.${event}`);
        }
        if (state.always !== undefined) visitTransition(state.always, `${path}.always`);
        for (const [name, child] of Object.entries(inner))
          visit(child as Record<string, unknown>, `${path}.states.${name}`);
      };
      const raw = readRaw("protocols", `${id}.yaml`);
      for (const [role, { machine }] of Object.entries(
        (raw.roles ?? {}) as Record<string, { machine: Record<string, unknown> }>,
      ))
        visit(machine, role);
      for (const life of ["item", "hash"])
        if (isTable(raw[life])) visit(raw[life] as Record<string, unknown>, life);
      expect(missing).toEqual([]);
    },
  );

  test("one hour is four clocks, of which only that of the order is law", () => {
    const hours = [...protocols.values()].flatMap((protocol) =>
      Object.entries(protocol.duties)
        .filter(([, duty]) => isElapsed(duty.within) && duty.within.value === 3_600_000)
        .map(
          ([id, duty]) =>
            [id, duty.kind, protocol.inForce?.struckDown === true || protocol.model === true] as const,
        ),
    );
    const kinds = new Map(hours.map(([id, kind]) => [id, kind]));
    expect(kinds.get("hour-from-stream-start")).toBe("benchmark");
    expect(kinds.get("hour-from-first-report")).toBe("benchmark");
    expect(kinds.get("golden-hour")).toBe("benchmark");
    // Neither a law that was struck down nor that of a model.
    const laws = hours.filter(([, kind, isNone]) => kind === "law" && !isNone).map(([id]) => id);
    expect([...new Set(laws)]).toEqual(["remove-within-the-hour"]);
  });

  test("what was not in force on the day of a real incident is so by its dates", () => {
    for (const id of REAL) {
      const { incident, protocols: used } = loadShipped(id);
      const date = incident.startsAt.slice(0, 10);
      for (const protocol of used) expect(covers(protocol, date)).toBe(true);
      for (const law of ["eu-removal-order", "french-2020"])
        expect(covers(protocols.get(law) as Protocol, date)).toBe(false);
    }
  });
});

describe("reported figures", () => {
  test.each([
    ["christchurch-2019", 50, 12, 8],
    ["halle-2019", 22, 6, 4],
  ] as const)(
    "%s lists %i figures, %i or more with a measure, %i or more of these not given; a group counts once",
    (id, all, measured, open) => {
      const scenario = loadShipped(id);
      expect(scenario.reported).toHaveLength(all);
      expect(new Set(scenario.reported.map((row) => row.id)).size).toBe(all);
      expect(distinct(rows(scenario))).toBeGreaterThanOrEqual(measured);
      expect(distinct(rows(scenario).filter(({ status }) => status !== "given"))).toBeGreaterThanOrEqual(
        open,
      );
    },
  );

  test("a figure without a measure says why in both languages", () => {
    for (const id of REAL) {
      for (const row of loadShipped(id).reported) {
        if (row.measure !== undefined) expect(row.status).not.toBe("left-out");
        else {
          expect(["given", "left-out"]).toContain(row.status);
          expect(row.reason?.en.length).toBeGreaterThan(5);
          expect(row.reason?.fr).not.toBe(row.reason?.en);
        }
        expect(row.source.en).toContain(`${id}/${row.id}: `);
        expect(row.source.fr).toContain(`${id}/${row.id}`);
      }
    }
  });

  test("nothing was fitted on the second incident", () => {
    expect(loadShipped("halle-2019").reported.filter(({ status }) => status === "fitted")).toEqual([]);
  });
});

/** What a user hears of a file of this text beside no other. */
function faultsOf(name: string, text: string): readonly unknown[] {
  const folder = mkdtempSync(join(tmpdir(), "golden-hour-guide-"));
  writeFileSync(join(folder, name), text);
  const file = openFile(LIBRARY, join(folder, name));
  if (!file.ok) throw new Error(JSON.stringify(file.diagnostics));
  const result = parseScenario(file.text, { source: name, read: file.read });
  rmSync(folder, { recursive: true, force: true });
  return result.ok ? result.warnings : result.diagnostics;
}

describe("the guide", () => {
  const guide = readFileSync(join(import.meta.dirname, "..", "..", "scenarios", "README.md"), "utf8");
  const examples = [...guide.matchAll(/```yaml\n# file: (\S+)\n([\s\S]*?)```/g)];

  test("its examples are two, and each reads without a fault", () => {
    expect(examples).toHaveLength(2);
    for (const [, name, text] of examples) expect(faultsOf(name, text)).toEqual([]);
  });

  test.each([
    ["a scenario", scenarioSchema],
    ["a platform", platformSchema],
    ["a protocol", protocolSchema],
  ] as const)("names every field of %s", (_, schema) => {
    for (const field of Object.keys(schema.shape)) expect(guide).toContain(`\`${field}\``);
  });

  test("names every guard, effect and event", () => {
    for (const word of [...Object.keys(GUARDS), ...Object.keys(EFFECTS)])
      expect(guide).toContain(`\`${word}\``);
  });
});
