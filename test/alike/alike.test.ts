import { describe, expect, test } from "vitest";
import { assumptionsOf } from "../../src/experiment/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";

const FEW = '{ value: 0.4, assumed: [0.2, 0.5], because: "Invented." }';
const THIRD = `{ value: ${0.4 / 3}, assumed: [${0.2 / 3}, ${0.5 / 3}], because: "Invented." }`;
const MANY = FEW.replace("value: 0.4, assumed: [0.2, 0.5]", "value: 12, assumed: [3, 30]");
const FOUR = FEW.replace("value: 0.4, assumed: [0.2, 0.5]", "value: 4, assumed: [1, 10]");

const platform = (title: string, more: string, offspring: string) =>
  `{ title: { en: Host${title}, fr: Hébergeur${title} }, kind: small-local, halfLife: { value: PT1H, assumed: [PT30M, PT2H], because: "Invented." }, views: { value: 10, assumed: [5, 20], because: "Invented." }, offspring: ${offspring}${more} }`;

const story = (platforms: string, rest: string) => `
schemaVersion: 1
id: hosts
title: { en: Hosts, fr: Hébergeurs }
horizon: P1D
platforms:
  origin: { offspring: ${rest} }
${platforms}
`;

const COMPACT = `${story(`  host: ${platform("", ", alike: 3", `{ host: ${FEW}, origin: ${FEW} }`)}`, `{ host: ${FEW} }`)}
originals:
  first: { platform: host }
  second: { platform: origin, offspring: { host: ${MANY} } }
lookalikes: { own: { platform: host, count: ${FEW}, arrives: { fixed: PT2H, assumed: [PT1H, PT4H], because: "Invented." } } }
rules: { removal: { after: PT3H, platforms: { host: { after: PT1H } } } }
`;

const each = (of: (id: string) => string) => ["host-001", "host-002", "host-003"].map(of);
const thirds = `{ ${each((id) => `${id}: ${THIRD}`).join(", ")} }`;
const own = `{ ${each((id) => `${id}: ${THIRD}`).join(", ")}, origin: ${FEW} }`;
const LONG = `${story(each((id) => `  ${id}: ${platform(` ${Number(id.slice(-1))}`, "", own)}`).join("\n"), thirds)}
originals:
  first: { platform: host-001 }
  second: { platform: origin, offspring: ${thirds.replaceAll(THIRD, FOUR)} }
lookalikes:
${[1, 2, 3].map((n) => `  own-00${n}: { platform: host-00${n}, count: ${THIRD}, arrives: { fixed: PT2H, assumed: [PT1H, PT4H], because: "Invented." } }`).join("\n")}
rules: { removal: { after: PT3H, platforms: { ${each((id) => `${id}: { after: PT1H }`).join(", ")} } } }
`;

function read(text: string) {
  const result = parseScenario(text, { source: "hosts", read: () => ({ fault: "missing" as const }) });
  return result;
}

function scenarioOf(text: string) {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.scenario;
}

const faults = (text: string) => {
  const result = read(text);
  return result.ok ? [] : result.diagnostics.map(({ code, path }) => `${code} ${path}`);
};

describe("so many services alike, written once", () => {
  test("are what they are when each is written by itself, with their share of what comes to all", () => {
    const [compact, long] = [compile(scenarioOf(COMPACT)), compile(scenarioOf(LONG))];
    expect(compact.platforms.map(({ id }) => id)).toEqual(["host-001", "host-002", "host-003", "origin"]);
    expect(compact.scenario.platforms["host-002"].title).toEqual({ en: "Host 2", fr: "Hébergeur 2" });
    const digest = (compiled: typeof compact) => (seed: number) => {
      const simulation = new Simulation(compiled);
      simulation.reset(seed, 0);
      const { digest: found, attempts } = simulation.run();
      expect(attempts).toBeGreaterThan(0);
      return found.hex();
    };
    const seeds = [1, 2, 3, 4, 5];
    expect(seeds.map(digest(compact))).toEqual(seeds.map(digest(long)));
  });

  test("an assumption about all of them is one assumption", () => {
    const paths = assumptionsOf(scenarioOf(COMPACT)).map(({ path }) => path);
    expect(paths).toContain("platforms.host.views");
    expect(paths.filter((path) => path.endsWith(".views"))).toHaveLength(1);
  });

  test("a scenario without any is compiled as it is", () => {
    const scenario = scenarioOf(LONG);
    expect(compile(scenario).scenario).toBe(scenario);
  });

  test("the names that they get are nobody else's, and all together they are no more than a scenario may have", () => {
    expect(faults(COMPACT.replace("  host: {", "  host-007: { kind: video }\n  host: {"))).toEqual([
      "scenario/same_id platforms.host-007",
    ]);
    expect(faults(COMPACT.replace("alike: 3", "alike: 200"))).toEqual(["scenario/too_many platforms"]);
    expect(faults(COMPACT.replace("alike: 3", "alike: 1"))).toHaveLength(1);
  });
});
