import { expect, test } from "vitest";
import {
  append,
  beginRecord,
  type Draft,
  type ExerciseRecord,
  entriesAfter,
  evolve,
  partsOfRow,
  planTable,
  playedScenario,
} from "../../src/exercise/index.ts";
import { type MselRow, mselRow } from "../../src/model/index.ts";
import { controlOf, NOTHING_STANDS, verdictsOf } from "../../src/server/table-control.ts";
import { readFile } from "../../src/server/table-files.ts";
import { sha256 } from "../../src/server/table-host.ts";
import { TableStreams } from "../../src/server/table-streams.ts";
import { loadScenario } from "../builders/library.ts";
import { tableFile } from "./table-file.ts";

/** How everything stands at the table, for those who lead, read from a record however long it is. */

const both = (text: string) => ({ en: text, fr: text });
const SEAT = "interior-ministry";
const ADDED = mselRow.parse({
  number: "9.01",
  title: both("One more"),
  text: both("Words."),
  at: "PT50M",
  expects: { text: both("They answer."), within: "PT5M" },
}) as MselRow;

const system = { role: "system" } as const;
const entered = (participant: string, name: string): Draft => ({
  kind: "entered",
  by: system,
  data: { participant, language: "en" },
  texts: { name, function: `of ${name}` },
});

test("control is told who is who, what was added and what is asked without a walk through the record", () => {
  const file = readFile(tableFile([SEAT]));
  const scenario = playedScenario(loadScenario(file.scenario), file);
  const row = partsOfRow(ADDED);
  const player = { role: "player", participant: "p-1", seat: SEAT } as const;
  const drafts: readonly Draft[] = [
    entered("p-1", "Ada"),
    { kind: "started", by: { role: "director" }, data: { time: 0, wall: 0 } },
    ...Array.from({ length: 50 }, (): Draft => ({ kind: "paused", by: system, data: {} })),
    { kind: "free-action", by: player, data: {}, texts: { text: "Ring the school." } },
    {
      kind: "row-added",
      by: system,
      data: { number: "9.01", row: "row-9-01", plan: row.data },
      texts: row.texts,
    },
    // Somebody who comes again is who they say they are then.
    entered("p-1", "Ada Nobody"),
  ];
  let record: ExerciseRecord = beginRecord({
    format: "golden-hour-exercise",
    formatVersion: 1,
    exercise: file.id,
    marking: "",
    scenario: "",
    protocols: "",
    parameters: "",
    engineVersion: 0,
  });
  let session = planTable(file, Object.keys(scenario.actors), []);
  let salt = 0;
  const tools = { hash: sha256, salt: () => String(salt++) };
  for (const draft of drafts) {
    record = append(record, draft, { at: 0, real: "2030-01-01T00:00:00Z" }, tools);
    for (const entry of entriesAfter(record, session.entries)) session = evolve(session, entry);
  }
  const told = new TableStreams({ file, scenario, record: () => record, onItems: () => undefined });
  Object.defineProperty(record, "entries", {
    get: () => {
      throw new Error("the whole record was asked for");
    },
  });
  const parts = { file, scenario, record, session, standing: NOTHING_STANDS, at: 0, told };
  const control = controlOf(parts);
  expect(control.participants).toEqual([
    expect.objectContaining({ id: "p-1", name: "Ada Nobody", function: "of Ada Nobody", part: "" }),
  ]);
  expect(control.rows.find(({ number }) => number === "9.01")).toMatchObject({
    title: both("One more"),
    added: { text: both("Words.") },
  });
  expect(control.actions).toEqual([{ action: 53, seat: SEAT, at: 0, text: "Ring the school." }]);
  expect(control.expected.map(({ row: number }) => number)).toEqual(["9.01"]);
  expect(verdictsOf(parts)).toBe("not-asked");
});
