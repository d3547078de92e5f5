import { expect, test } from "vitest";
import { accountOf } from "../../src/exercise/index.ts";
import { fileOf, both, PlayedExercise } from "../builders/exercise.ts";
import { loadScenario } from "../builders/library.ts";

test("probe", () => {
  const MIN = 60_000;
  const scenario = loadScenario("second-attack");
  const silent = new PlayedExercise(fileOf({ scenario: "second-attack", seats: [{ id: "a", actor: "interior-ministry", title: both("x"), brief: both("b") }] }), scenario);
  silent.ask("director", { kind: "start" });
  silent.go(3 * 60 * MIN);
  const t = performance.now();
  const taken = silent.facts.filter((f) => f.kind === "decision.taken");
  console.log(taken.map((f) => [Number(f.at) / MIN, f.actor, f.decision, f.option].join(" ")).slice(0, 60).join("\n"));
  console.log(Object.keys(scenario.actors), Object.keys(scenario.platforms), Object.keys(scenario.injects));
  silent.ask("director", { kind: "end" });
  const account = accountOf(silent.source);
  console.log(performance.now() - t, account.played.digest, silent.digest, account.alone?.digest, account.facts.length, silent.facts.length);
  console.log(JSON.stringify(account.coverage.slice(0, 2)).slice(0, 600), account.coverage.map((c) => `${c.machine} ${c.used}/${c.all}`));
  expect(account.played.digest).toBe(silent.digest);
  expect(account.facts).toEqual(silent.facts);
});
