import { describe, expect, it } from "vitest";
import { jsonSchema, numbersOf, parseScenario, withNumbers } from "../../src/scenario/index.ts";
import { readerOf } from "./reader.ts";
import { SCENARIO, TEXTS } from "./samples.ts";

function sampleOf(text: string) {
  const result = parseScenario(text, { source: "sample.yaml", read: readerOf(TEXTS) });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.scenario;
}

const scenario = sampleOf(SCENARIO);
const numbers = new Map(numbersOf(scenario).map((each) => [each.path, each]));

const GUARD = "protocols.swift.item.states.up.after.secondLook.0.guard.params.of";
const OPTION = "protocols.swift.decisions.assess.options.unlawful";

describe("the numbers of a scenario", () => {
  it("are those of the scenario and of its protocols, each with unit and mark", () => {
    expect(numbers.get("platforms.agora.views")).toMatchObject({
      value: 100,
      unit: "1",
      mark: { low: 50, high: 200 },
    });
    expect(numbers.get("platforms.agora.halfLife")).toMatchObject({ value: 3_600_000, unit: "ms" });
    expect(numbers.get("lookalikes.news.arrives")).toMatchObject({ value: 7_200_000, unit: "ms" });
    expect(numbers.get("protocols.swift.duties.answer.within")).toMatchObject({
      value: 3_600_000,
      unit: "ms",
    });
    expect(numbers.get(GUARD)).toMatchObject({ value: 0.4, unit: "1", mark: { kind: "assumed", low: 0.2 } });
  });

  it("come in the order of their paths", () => {
    expect([...numbers.keys()]).toEqual([...numbers.keys()].sort());
  });

  it("stay what they are when nothing is changed", () => {
    expect(withNumbers(scenario, new Map())).toEqual(scenario);
    const same = new Map([...numbers.values()].map((each) => [each.path, each.value]));
    expect(numbersOf(withNumbers(scenario, same)).map((each) => each.path)).toEqual([...numbers.keys()]);
  });

  it("are replaced one by one, the old scenario untouched", () => {
    const before = JSON.stringify(scenario);
    const changed = withNumbers(
      scenario,
      new Map([
        ["platforms.agora.views", 7],
        ["lookalikes.news.arrives", 1000],
        [GUARD, 0.5],
      ]),
    );
    const after = new Map(numbersOf(changed).map((each) => [each.path, each.value]));
    expect(after.get("platforms.agora.views")).toBe(7);
    expect(after.get("lookalikes.news.arrives")).toBe(1000);
    expect(after.get(GUARD)).toBe(0.5);
    expect(JSON.stringify(scenario)).toBe(before);
    expect(changed.platforms.bazaar).toBe(scenario.platforms.bazaar);
  });

  it("of a decision's options go on adding up to 1", () => {
    const { options } = withNumbers(scenario, new Map([[OPTION, 0.9]])).protocols[0].decisions.assess;
    expect(options.unlawful.value).toBe(0.9);
    expect(options.lawful.value).toBeCloseTo(0.1, 12);
  });

  it("of an audience that is told in full go on adding up to 1, and no other exceeds 1", () => {
    const audiences = sampleOf(`
schemaVersion: 1
id: audiences
platforms:
  full: { audience: { here: 0.5, there: 0.25, elsewhere: 0.25 } }
  part: { audience: { here: 0.25, there: 0.5 } }
originals: { clip: { platform: full } }
`);
    const shares = (change: [string, number]) => {
      const { full, part } = withNumbers(audiences, new Map([change])).platforms;
      return [full, part].map((each) => Object.values(each.audience).map(({ value }) => value));
    };
    expect(shares(["platforms.full.audience.here", 0.75])[0]).toEqual([0.125, 0.75, 0.125]);
    expect(shares(["platforms.part.audience.here", 0.4])[1]).toEqual([0.4, 0.5]);
    expect(shares(["platforms.part.audience.here", 0.7])[1]).toEqual([0.7, expect.closeTo(0.3, 12)]);
  });

  it("of a delay are whole milliseconds, and a mean never vanishes", () => {
    const waits = sampleOf(`
schemaVersion: 1
id: waits
platforms: { one: {} }
originals: { clip: { platform: one } }
channels:
  - { delay: { shifted: { by: PT1S, then: { exponential: { mean: PT2S } } } } }
  - { delay: { gamma: { mean: PT10S, shape: 2 } } }
`);
    const law = (scale: number, channel = 0) =>
      withNumbers(waits, new Map([[`channels.${channel}.delay`, scale]])).channels[channel].delay.law;
    expect(law(1000)).toEqual({ kind: "shifted", by: 333, then: { kind: "exponential", mean: 667 } });
    expect(law(0, 1)).toEqual({ kind: "gamma", mean: 1, shape: 2 });
  });
});

describe("the schemas for editors", () => {
  it("describe what an author writes, with every field named", () => {
    const { scenario: schema, protocol, library } = jsonSchema() as Record<string, Record<string, unknown>>;
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(Object.keys(schema.properties as object)).toContain("lookalikes");
    expect(schema.required).toEqual(["schemaVersion", "id", "platforms", "originals"]);
    expect(Object.keys(protocol.properties as object)).toContain("duties");
    expect(Object.keys(library.properties as object)).toEqual(
      expect.arrayContaining(["platforms", "channels"]),
    );
  });
});
