import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatFinding } from "./finding.ts";
import { checkImports, judgeCoverage } from "./imports.ts";
import { listModules, readSource } from "./sources.ts";

const ROOT = join(import.meta.dirname, "../..");
const fixture = (name: string) => join(import.meta.dirname, "fixtures/imports", name);

async function faultsIn(name: string): Promise<string[]> {
  const { findings } = await checkImports(fixture(name));
  return findings.map(({ rule, file }) => `${rule} ${file}`);
}

describe("the import gate names each planted fault, and nothing else", () => {
  test.each([
    ["clean", []],
    ["forbidden-room", ["house/forbidden_room src/measures/index.ts"]],
    ["not-by-the-door", ["house/not_by_the_door src/engine/index.ts"]],
    ["node-builtin", ["house/node_builtin src/engine/index.ts"]],
    ["npm-package", ["house/npm_package src/engine/index.ts", "house/npm_package src/scenario/index.ts"]],
    ["second-calendar", ["house/second_calendar src/model/time.ts"]],
    ["unresolved", ["house/unresolved src/model/index.ts"]],
    ["outside", ["house/outside src/cli/index.ts"]],
    ["unknown-room", ["house/unknown_room src/attic/index.ts"]],
    ["inline-import-type", ["house/inline_import_type src/model/index.ts"]],
    ["computed-import", ["house/computed_import src/model/index.ts"]],
    ["door-exports-all", ["house/door_exports_all src/model/index.ts"]],
    ["empty", ["house/unseen src"]],
  ])("%s", async (name, faults) => {
    expect(await faultsIn(name)).toEqual(faults);
  });

  test("a cycle made of type imports alone", async () => {
    expect(new Set((await faultsIn("cycle")).map((fault) => fault.split(" ")[0]))).toEqual(
      new Set(["house/cycle"]),
    );
  });

  test("a fault is told with the place, the import and what is allowed", async () => {
    const [fault] = (await checkImports(fixture("forbidden-room"))).findings;
    expect(fault?.message).toBe("imports src/engine/index.ts: measures may import model");
  });
});

describe("the import gate is not content with reading nothing", () => {
  const sources = listModules(fixture("clean")).map((file) => readSource(fixture("clean"), file));

  test("modules that the cruiser did not list are faults", () => {
    expect(judgeCoverage(sources, []).map(({ rule, file }) => `${rule} ${file}`)).toEqual(
      listModules(fixture("clean")).map((file) => `house/unseen ${file}`),
    );
  });

  test("modules listed without their imports are faults", () => {
    const blind = sources.map(({ file }) => ({ source: file, dependencies: [] }));
    expect(judgeCoverage(sources, blind).map(({ file, line }) => `${file}:${line}`)).toEqual([
      "src/engine/index.ts:1",
      "src/model/index.ts:1",
      "src/model/item.ts:1",
      "src/store/index.ts:1",
      "src/store/index.ts:2",
    ]);
  });
});

// Said here a second time, from the plan of the house, so that a slip in the table of the gate is seen.
const MAY_IMPORT: Readonly<Record<string, string>> = {
  model: "",
  engine: "model",
  scenario: "model",
  protocol: "model",
  measures: "model",
  verification: "model protocol engine",
  simulation: "model engine protocol",
  words: "model",
  experiment: "model engine scenario simulation measures verification",
  exercise: "model simulation measures",
  exchange: "model measures experiment words",
  runner: "model experiment",
  store: "model scenario",
  server: "model scenario measures verification words experiment exercise exchange runner store",
  cli: "model scenario measures verification words experiment exercise exchange runner store server",
};

test("every pair of rooms is judged as the plan says", async () => {
  const rooms = Object.keys(MAY_IMPORT);
  const root = mkdtempSync(join(tmpdir(), "golden-hour-rooms-"));
  try {
    for (const room of rooms) {
      const others = rooms.filter((other) => other !== room);
      mkdirSync(join(root, "src", room), { recursive: true });
      writeFileSync(
        join(root, "src", room, "index.ts"),
        others.map((other) => `export type { T as ${other} } from "../${other}/index.ts";\n`).join(""),
      );
    }
    const { findings } = await checkImports(root);
    const refused = findings
      .filter(({ rule }) => rule === "house/forbidden_room")
      .map(({ file, message }) => `${file} -> ${/^imports (\S+):/.exec(message)?.[1]}`);
    const expected = rooms.flatMap((room) =>
      rooms
        .filter((other) => other !== room && !MAY_IMPORT[room]?.split(" ").includes(other))
        .map((other) => `src/${room}/index.ts -> src/${other}/index.ts`),
    );
    expect(refused.toSorted()).toEqual(expected.toSorted());
  } finally {
    rmSync(root, { recursive: true });
  }
});

test("this checkout is clean, and every module of it was read", async () => {
  const { findings, seen } = await checkImports(ROOT);
  expect(findings.map(formatFinding)).toEqual([]);
  expect(seen.toSorted()).toEqual(listModules(ROOT));
});
