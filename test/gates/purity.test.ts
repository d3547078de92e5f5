import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatFinding } from "./finding.ts";
import { ROOMS } from "./house.ts";
import { AMBIENT, checkPurity } from "./purity.ts";
import { listModules } from "./sources.ts";

const ROOT = join(import.meta.dirname, "../..");
const fixture = (name: string) => join(import.meta.dirname, "fixtures/purity", name);

function faultsIn(name: string): string[] {
  return checkPurity(fixture(name)).findings.map(({ rule, file, line }) => `${rule} ${file}:${line}`);
}

const lines = (rule: string, file: string, numbers: readonly number[]) =>
  numbers.map((line) => `${rule} ${file}:${line}`);

describe("the purity gate names each planted fault, and nothing else", () => {
  test("words in comments, strings, properties, types and local names are no fault, nor are worldly rooms", () => {
    const { findings, seen } = checkPurity(fixture("clean"));
    expect(findings).toEqual([]);
    expect(seen).toEqual(["src/engine/arithmetic.ts", "src/engine/index.ts"]);
  });

  test("every ambient name, one a line", () => {
    const numbers = [...AMBIENT].map((_, index) => index + 1);
    expect(faultsIn("ambient")).toEqual(lines("purity/ambient", "src/engine/index.ts", numbers));
    const told = checkPurity(fixture("ambient")).findings.map(({ message }) => message.split(":")[0]);
    expect(told).toEqual([...AMBIENT]);
  });

  test("an ambient name in a shorthand, a default, a type, a pattern", () => {
    expect(faultsIn("ambient-in-form")).toEqual(
      lines("purity/ambient", "src/measures/index.ts", [2, 3, 3, 4, 5, 9]),
    );
  });

  test("Math.random", () => {
    expect(faultsIn("chance")).toEqual(["purity/chance src/simulation/index.ts:1"]);
  });

  test("Math.pow and ** in every pure room, the arithmetic file included", () => {
    expect(faultsIn("power")).toEqual([
      ...lines("purity/power", "src/engine/arithmetic.ts", [1]),
      ...lines("purity/power", "src/words/index.ts", [1, 2, 4]),
    ]);
  });

  test("other transcendental calls outside the arithmetic file of the engine", () => {
    const numbers = Array.from({ length: 21 }, (_, index) => index + 1);
    expect(faultsIn("transcendental")).toEqual([
      ...lines("purity/transcendental", "src/engine/random.ts", numbers),
      "purity/transcendental src/simulation/arithmetic.ts:1",
    ]);
  });

  test("Math handed on under another name", () => {
    expect(faultsIn("math-escapes")).toEqual(lines("purity/math_escapes", "src/engine/index.ts", [1, 2, 3]));
  });

  test("the wall clock of Temporal", () => {
    expect(faultsIn("wall-clock")).toEqual(["purity/wall_clock src/model/calendar.ts:3"]);
  });

  test("an ambient name declared as if it were ours", () => {
    expect(faultsIn("declared")).toEqual(lines("purity/declared", "src/model/index.ts", [1, 2]));
  });
});

test("this checkout is clean, and every module of its pure rooms was read", () => {
  const { findings, seen } = checkPurity(ROOT);
  const pure = ROOMS.filter((room) => room.pure).map((room) => `src/${room.name}/`);
  expect(findings.map(formatFinding)).toEqual([]);
  expect(seen).toEqual(listModules(ROOT).filter((file) => pure.some((room) => file.startsWith(room))));
  expect(seen.length).toBeGreaterThan(0);
});
