import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ComparisonPage,
  curveOf,
  findingsOf,
  headlineRows,
  LANGUAGES,
  noticesOf,
  tellerOf,
} from "../../src/words/index.ts";
import { type Started, startServer, until } from "../builders/server.ts";
import { goldenHourJson } from "../cli/command.ts";
import type { ComparisonResult, Run, ScenarioCard, Stage, Update } from "./types.ts";

let server: Started;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

interface Measured {
  readonly digest: string;
  readonly measures: readonly object[];
  readonly [other: string]: unknown;
}

describe("the library", () => {
  test("lists invented incidents before real ones, each with its variants", async () => {
    const { scenarios } = await server.read<{ scenarios: ScenarioCard[] }>("/scenarios");
    const reals = scenarios.map(({ real }) => real);
    expect(reals.indexOf(true)).toBe(reals.filter((real) => !real).length);
    expect(scenarios.every(({ variants }) => variants[0].id === "base")).toBe(true);
  });
});

describe("a run", () => {
  test("has the numbers that the command line prints for the same seed", async () => {
    const run = await server.make<Run>("/runs", {
      scenario: "livestreamed-attack",
      variant: "eu-one-hour-order",
      seed: 7,
    });
    const done = await until(async () => {
      const now = await server.read<Run>(`/runs/${run.id}`);
      return now.status === "running" ? undefined : now;
    });
    expect(done.status).toBe("done");
    const result = await server.read<Measured>(`/runs/${run.id}/result`);
    const { timing: _, ...printed } = await goldenHourJson<Measured>(
      "run",
      "livestreamed-attack",
      "--variant",
      "eu-one-hour-order",
      "--seed",
      "7",
    );
    const { versions: __, ...told } = result;
    const { versions: ___, ...said } = printed;
    expect(told).toEqual(said);
  });

  test("played at full speed comes to the digest's last fact, with updates numbered without a gap", async () => {
    const run = await server.make<Run>("/runs", { scenario: "private-messenger", seed: 3 });
    await server.make(`/runs/${run.id}/commands`, { command: { kind: "seek", to: 1e12 } });
    await until(async () =>
      (await server.read<Run>(`/runs/${run.id}`)).clock.phase === "ended" ? true : undefined,
    );
    const { updates, head } = await server.read<{ updates: Update[]; head: number }>(
      `/runs/${run.id}/updates`,
    );
    expect(updates.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, i) => i + 1));
    const facts = updates.flatMap((update) => update.facts);
    expect(facts.at(-1)?.kind).toBe("scenario.ended");
    const { facts: logged } = await server.read<{ facts: readonly object[] }>(`/runs/${run.id}/log`);
    expect(facts).toEqual(logged);
    const { columns } = await server.read<Stage>(`/runs/${run.id}/stage`);
    expect(
      updates.flatMap((update) => update.samples).every(({ values }) => values.length % columns.length === 0),
    ).toBe(true);
  });
});

describe("a comparison", () => {
  test("has the numbers that the command line prints for the same seed", async () => {
    const asked = { scenario: "private-messenger", replications: 20, seed: 5, sensitivity: 0 };
    const { id } = await server.make<{ id: string }>("/comparisons", asked);
    await until(async () => {
      const { status } = await server.read<{ status: string }>(`/comparisons/${id}`);
      return status === "waiting" || status === "running" ? undefined : status;
    });
    const { versions: _, ...told } = await server.read<ComparisonResult>(`/comparisons/${id}/result`);
    const {
      timing: __,
      versions: ___,
      ...printed
    } = await goldenHourJson<ComparisonResult>(
      "compare",
      "private-messenger",
      "--replications",
      "20",
      "--seed",
      "5",
    );
    expect(told).toEqual(printed);

    // In brief, what it says is the same, without the measures that are no headline.
    const { versions: ____, ...brief } = await server.read<ComparisonResult>(
      `/comparisons/${id}/result?brief=1`,
    );
    expect(brief.digest).toBe(told.digest);
    expect(JSON.stringify(brief).length).toBeLessThan(JSON.stringify(told).length / 5);
    for (const language of LANGUAGES) {
      const [whole, short] = [told, brief].map((page) => {
        const teller = tellerOf({ ...page, versions: {} } as unknown as ComparisonPage, language);
        return [
          noticesOf(teller),
          ...teller.others.flatMap((variant) => [
            findingsOf(teller, variant),
            headlineRows(teller, variant),
            curveOf(teller, variant, teller.own),
          ]),
        ];
      });
      expect(short).toEqual(whole);
    }
  });
});
