import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rowsOfModels } from "../../src/cli/commands/list.ts";
import { openHouse } from "../../src/cli/compose.ts";
import { headerFor, prepare, Recording } from "../../src/experiment/index.ts";
import { type FactRecord, listCalls, type Scenario } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { openFile } from "../../src/store/index.ts";
import { checkProtocols } from "../../src/verification/index.ts";
import { meanOf, meansOf } from "./means.ts";
import { governancePage } from "./models-page.ts";
import { LIBRARY, MODELS, REFERENCES, readShipped, SCENARIO_IDS } from "./shipped.ts";

const [SELF, COMMAND, TOGETHER] = MODELS;
const ALL = SCENARIO_IDS.flatMap((id) => MODELS.map((model) => [id, model] as const));
const under = (id: string, model: string): Scenario => readShipped(id, model).scenario;

const kindsOf = ({ actors }: Scenario) => Object.values(actors).map(({ kind }) => kind);

function digestOf(scenario: Scenario): string {
  const simulation = new Simulation(compile(scenario));
  simulation.reset(1, 0);
  return simulation.run().digest.hex();
}

const down = (of: ReadonlyMap<string, number>) => meanOf(of, "lawful.hours.down");
const restored = (of: ReadonlyMap<string, number>) => meanOf(of, "lawful.restored");

function factsOf(scenario: Scenario, seed = 1): readonly FactRecord[] {
  const recording = new Recording(prepare(scenario), { seed, replication: 0 });
  while (recording.advance(4096));
  return recording.finish().facts;
}

describe("models of governance", () => {
  test("are three", () => {
    expect(MODELS).toHaveLength(3);
  });

  test.each(ALL)("%s under %s: reads without a warning, verifies and runs to its end", (id, model) => {
    const { scenario, warnings } = readShipped(id, model);
    expect(warnings).toEqual([]);
    expect(checkProtocols(scenario)).toEqual([]);
    const simulation = new Simulation(compile({ ...scenario, cap: 1000 }));
    simulation.reset(1, 0);
    expect(simulation.run().endedAt).toBe(scenario.horizon);
  });

  test("who is there, what happens and what is brought up stay the scenario's", () => {
    for (const id of SCENARIO_IDS) {
      const base = readShipped(id).scenario;
      for (const model of MODELS) {
        const scenario = under(id, model);
        for (const part of ["originals", "lookalikes", "injects", "incident", "horizon"] as const)
          expect(scenario[part]).toEqual(base[part]);
        expect(Object.keys(scenario.platforms)).toEqual(Object.keys(base.platforms));
        for (const [actor, { kind }] of Object.entries(base.actors))
          expect(scenario.actors[actor].kind).toBe(kind);
      }
    }
  });

  test("whoever a model cannot do without is added only where nobody of the kind is there", () => {
    for (const id of SCENARIO_IDS)
      for (const model of MODELS) {
        const [before, after] = [kindsOf(readShipped(id).scenario), kindsOf(under(id, model))];
        const added = after.filter((kind) => !before.includes(kind));
        expect(after).toHaveLength(before.length + new Set(added).size);
      }
  });

  test("a real incident under one is counterfactual, an invented one is not", () => {
    for (const id of SCENARIO_IDS)
      for (const model of MODELS) {
        const scenario = under(id, model);
        const { protocols } = headerFor(prepare(scenario), { seed: 1, replication: 0 });
        const marked = protocols.find((each) => each.id === model)?.counterfactual;
        expect(marked).toBe(scenario.incident.real);
      }
  });

  test("a file from anywhere takes them: bare rules give way, and a variant of its own of that name goes first", () => {
    const { read } = openFile(LIBRARY, LIBRARY.scenarios[0].path) as {
      read: Parameters<typeof parseScenario>[1]["read"];
    };
    const bare = `schemaVersion: 1
id: bare
horizon: P1D
platforms: { only: { halfLife: PT1H, offspring: { only: 0.5 } } }
originals: { first: { platform: only } }
rules: { removal: { after: PT2H } }
`;
    const result = parseScenario(bare, { source: "bare.yaml", read, variant: COMMAND });
    expect(result).toMatchObject({ ok: true, scenario: { variant: COMMAND } });
    if (result.ok) expect(result.scenario.rules).toBeUndefined();
    const own = `${bare}variants: { ${COMMAND}: { title: Mine, overlay: { horizon: P2D } } }\n`;
    const mine = parseScenario(own, { source: "bare.yaml", read, variant: COMMAND });
    expect(mine).toMatchObject({ ok: true, scenario: { horizon: 172_800_000, protocols: [] } });
  });

  test("change deciders, orders and clocks", () => {
    const id = "livestreamed-attack";
    const facts = new Map(MODELS.map((model) => [model, factsOf(under(id, model))]));
    const removedBy = (model: string) =>
      new Set(
        facts
          .get(model)
          ?.filter(({ kind }) => kind === "original.removed")
          .map(({ by }) => by),
      );
    const sent = (model: string) =>
      new Set(
        facts
          .get(model)
          ?.filter(({ kind }) => kind === "message.sent")
          .map(({ message }) => message),
      );
    const clocks = (model: string) =>
      under(id, model).protocols.find((each) => each.id === model)?.duties["answer-in-time"];
    // Who decides: reviewers where platforms or all together govern, the administration under command.
    const decided = (model: string) =>
      new Set(
        facts
          .get(model)
          ?.filter(({ kind }) => kind === "decision.taken")
          .map(({ decision }) => decision),
      );
    expect(decided(COMMAND)).toContain("assess-footage");
    for (const model of [SELF, TOGETHER]) expect(decided(model)).not.toContain("assess-footage");
    const means = new Map(MODELS.map((model) => [model, meansOf(under(id, model), 5)]));
    const byOrder = (model: string) => meanOf(means.get(model) as never, "lawful.removed.by.order");
    expect(byOrder(COMMAND)).toBeGreaterThan(0);
    for (const model of [SELF, TOGETHER]) {
      expect(byOrder(model)).toBe(0);
      expect(removedBy(model)).not.toContain("order");
    }
    // What binds: an order takes identical copies under command only, and who refuses is cut off only there.
    const acts = (model: string) =>
      under(id, model)
        .protocols.filter((each) => each.model === true)
        .flatMap(({ roles }) => Object.values(roles).flatMap(({ machine }) => listCalls(machine)))
        .map(({ name, params }) => `${name} ${JSON.stringify(params ?? {})}`)
        .join("\n");
    expect(acts(COMMAND)).toContain('"copies":"identical"');
    expect(acts(COMMAND)).toContain("blockAccess");
    for (const model of [SELF, TOGETHER]) expect(acts(model)).not.toMatch(/identical|blockAccess|sanction/);
    expect(sent(SELF)).toContain("referral");
    expect(sent(TOGETHER)).toContain("notice");
    expect(sent(COMMAND)).not.toContain("notice");
    // By when, and of what kind.
    expect(MODELS.map((model) => clocks(model)?.kind)).toEqual(["own-target", "law", "law"]);
    const lengths = MODELS.map((model) => clocks(model)?.within as { readonly value: number } | undefined);
    expect(lengths.map((each) => (each?.value ?? 0) / 3_600_000)).toEqual([24, 1, 24]);
  });

  test("under another model's protocols nothing of a model is left: switched off, all three are the scenario", () => {
    const base = readShipped("unlawful-order").scenario;
    const digests = [base, ...MODELS.map((model) => under("unlawful-order", model))].map(digestOf);
    expect(new Set(digests).size).toBe(4);
    const off = MODELS.map((model) =>
      digestOf({
        ...under("unlawful-order", model),
        protocols: base.protocols,
        actors: base.actors,
        platforms: base.platforms,
      }),
    );
    expect(new Set([digests[0], ...off]).size).toBe(1);
  });
});

describe("their parameters", () => {
  const rows = rowsOfModels(openHouse());

  test("stand side by side, each sourced or assumed with its range", () => {
    expect(rows.length).toBeGreaterThan(40);
    for (const { path, numbers } of rows)
      for (const number of numbers) {
        if (number === undefined) continue;
        const isAssumed = number.low !== undefined && number.high !== undefined;
        expect([path, isAssumed || number.source !== undefined]).toEqual([path, true]);
      }
    const shared = rows.filter(({ numbers }) => numbers.every((each) => each !== undefined));
    expect(shared.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["delays.awareness", "duties.answer-in-time.within", "delays.nextRound"]),
    );
  });

  test("the page of the documentation shows them as they are", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/governance.md"), "utf8");
    expect(page).toBe(governancePage());
  });

  test("the measures that the argument is about are five, and each model's scenario is judged by them", () => {
    const [headline] = REFERENCES.flatMap((each) => (each.headline.length > 0 ? [each.headline] : []));
    expect(headline).toHaveLength(5);
    for (const model of MODELS) expect(under("night-watch", model).headline).toEqual(headline);
  });
});

describe("misuse: orders against lawful speech", () => {
  const SEEDS = 12;
  const id = "unlawful-order";
  const means = (variant?: string) => meansOf(readShipped(id, variant).scenario, SEEDS);
  const [withReview, without] = [means(), means("without-review")];

  test("review restores lawful items, and without it only their own uploaders' objections do", () => {
    expect(restored(withReview)).toBeGreaterThan(restored(without));
    expect(down(withReview)).toBeLessThan(down(without));
    const watchful = means("watchful-review");
    expect(restored(watchful)).toBeGreaterThan(restored(withReview));
    expect(down(watchful)).toBeLessThan(down(withReview));
  });

  test("with annulment taken out of the protocol, a review that finds the breach restores nothing", () => {
    const { scenario } = readShipped(id, "watchful-review");
    const unheard = scenario.protocols.map((protocol) =>
      JSON.parse(
        JSON.stringify(protocol).replaceAll('"restoreNamed"', '{"type":"note","params":{"what":"nothing"}}'),
      ),
    );
    const off = meansOf({ ...scenario, protocols: unheard }, SEEDS);
    expect(restored(off)).toBeLessThan(restored(means("watchful-review")) / 2);
  });

  test("under command the lists take most, together next to nothing, and what goes comes back", () => {
    const [self, command, together] = MODELS.map((model) => means(model));
    expect(meanOf(command, "lawful.removed.by.order")).toBeGreaterThan(50);
    expect(restored(command)).toBeLessThan(0.1 * meanOf(command, "lawful.removed"));
    for (const other of [self, together])
      expect(meanOf(other, "lawful.removed")).toBeLessThan(0.25 * meanOf(command, "lawful.removed"));
    expect(restored(together)).toBeGreaterThan(0.6 * meanOf(together, "lawful.removed"));
    expect(down(together)).toBeLessThan(down(self));
    expect(meanOf(command, "item.hours")).toBeLessThan(meanOf(together, "item.hours"));
  });
});
