import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseProtocol, parseScenario } from "../../src/scenario/index.ts";
import { checkProtocols } from "../../src/verification/index.ts";
import { BROKEN_FILES } from "../broken/table.ts";
import { readerBeside, readerOf } from "../scenario/reader.ts";
import { PROTOCOL, SCENARIO, TEXTS } from "../scenario/samples.ts";

function check(protocol: string) {
  const result = parseScenario(SCENARIO, {
    source: "s.yaml",
    read: readerOf({ ...TEXTS, "swift.yaml": protocol }),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return checkProtocols(result.scenario, result.parsed.placeInProtocol);
}

describe("the statecharts of a scenario's protocols", () => {
  it("are good in the sample", () => {
    expect(check(PROTOCOL)).toEqual([]);
  });

  it.each([
    ["a target that is no state", "target: gone", "target: gonne", "protocol/target_unknown", 40],
    ["an effect that nobody knows", "entry: publish", "entry: publsh", "protocol/effect_unknown", 36],
    ["an effect of another scope", "entry: publish", "entry: surge", "protocol/effect_unknown", 36],
    ["a parameter misspelt", "name: look", "nmae: look", "verification/unknown_param", 40],
    ["a parameter out of range", "of: { value: 0.4,", "of: { value: 4,", "verification/bad_param", 40],
    ["a parameter left out", "params: { by: desk }", "params: {}", "verification/missing_param", 41],
    [
      "an event that never comes",
      "assess.lawful: idle",
      "assess.lawfull: idle",
      "protocol/event_unknown",
      31,
    ],
  ])("are told %s, at its place", (_, from, to, code, line) => {
    const found = check(PROTOCOL.replace(from, to));
    expect(found.map((each) => each.code)).toContain(code);
    expect(found.find((each) => each.code === code)).toMatchObject({
      source: "swift.yaml",
      line,
      severity: "error",
    });
  });
});

const FOLDER = join(import.meta.dirname, "../broken");
const SLIPPED = BROKEN_FILES.filter(({ machines }) => machines !== undefined);

describe("statecharts in a file that is faulty elsewhere too", () => {
  it.each(SLIPPED.map((each) => [each.file, each] as const))(
    "are looked at all the same: %s",
    (_, { file, kind, machines }) => {
      const text = readFileSync(join(FOLDER, file), "utf8");
      const result =
        kind === "scenario"
          ? parseScenario(text, { source: file, read: readerBeside(FOLDER) })
          : parseProtocol(text, { source: file });
      if (result.ok) throw new Error("no fault");
      const protocols = "protocols" in result ? result.protocols : [result.parsed];
      const found = protocols.flatMap((each) =>
        checkProtocols({ protocols: [each?.raw] }, (__, path) => ({
          source: file,
          ...(each?.locate(path) ?? { line: 0, column: 0 }),
        })),
      );
      const told = found.map(({ line, column, code }) => `${line}:${column} ${code}`);
      expect(told.toSorted()).toEqual(machines?.toSorted());
    },
  );

  it.each([
    [
      "names that are no tables",
      { id: "x", decisions: [], duties: 3, roles: { desk: null }, item: { states: { a: {} } } },
    ],
    ["decisions without options", { id: "x", decisions: { assess: 3 }, roles: [], item: {} }],
    ["nothing", null],
    ["no id", { roles: { desk: { machine: { initial: 3, states: [] } } } }],
  ])("throw nothing over %s", (_, raw) => {
    expect(() => checkProtocols({ protocols: [raw] })).not.toThrow();
  });
});
