import { describe, expect, test } from "vitest";
import { faultOf, playedScenario, type RecordHeading } from "../../src/exercise/index.ts";
import { type ExerciseFile, exerciseFile } from "../../src/model/index.ts";
import { sha256, TableHost } from "../../src/server/table-host.ts";
import { MemoryStore, type StoredEntry } from "../../src/store/index.ts";
import { loadScenario } from "../builders/library.ts";
import { tableFile } from "./table-file.ts";

/** Commands that come while others are at work are written down together, and acknowledged after that and not before. */

/** Counts what is written, and fails where it is told to. */
class WatchedStore extends MemoryStore {
  readonly lots: number[] = [];
  fails = false;

  override appendEntries(...given: Parameters<MemoryStore["appendEntries"]>): void {
    if (this.fails) throw new Error("disk full");
    this.lots.push(given[1].length);
    super.appendEntries(...given);
  }
}

const HEADING: RecordHeading = {
  format: "golden-hour-exercise",
  formatVersion: 1,
  exercise: "evening-watch",
  marking: "EXERCISE",
  scenario: "s",
  protocols: "p",
  parameters: "a",
  engineVersion: 3,
};

async function openTable(store: WatchedStore) {
  const file = exerciseFile.parse(tableFile([])) as ExerciseFile;
  const told: number[] = [];
  const failures: unknown[] = [];
  const host = new TableHost({
    id: "x-1",
    file,
    scenario: playedScenario(loadScenario(file.scenario), file),
    seed: 6,
    address: "a",
    heading: HEADING,
    store,
    now: () => 0,
    today: () => "2030-01-01T00:00:00.000Z",
    onItems: (view, items) => {
      if (view === "control") told.push(...items.flatMap(({ entry }) => entry?.n ?? []));
    },
    onFailure: (error) => failures.push(error),
  });
  await host.installDirector("p-1", "en");
  const note = (turn: number) =>
    host.act(
      "p-1",
      { kind: "note", note: "note", text: `Note ${turn}`, tag: "", row: "", task: "", seat: "" },
      `n-${turn}`,
    );
  return { host, note, told, failures };
}

const numbers = (entries: readonly StoredEntry[]) => entries.map(({ n }) => n);
const FORTY = Array.from({ length: 40 }, (_, turn) => turn);

describe("commands at one table", () => {
  test("that come while one is at work are written in one piece, in their order; each is there when it is acknowledged", async () => {
    const store = new WatchedStore();
    const { host, note, told, failures } = await openTable(store);
    store.lots.length = 0;
    const acted = FORTY.map(async (turn) => {
      const { n } = await note(turn);
      // Whoever is told that it is done finds it written, and whoever else was to be told was told.
      expect(numbers(store.entries("x-1"))).toContain(n);
      expect(told).toContain(n);
      return n;
    });
    expect(await Promise.all(acted)).toEqual(FORTY.map((turn) => turn + 3));
    expect(store.lots).toEqual([1, 39]);
    expect(numbers(store.entries("x-1"))).toEqual(told);
    expect(faultOf(host.written, sha256)).toBeUndefined();
    expect(host.written.entries.length).toBe(42);
    expect(failures).toEqual([]);
    await host.close();
  });

  test("that cannot be written down are all refused, none is told or seen, and the table is taken up anew", async () => {
    const store = new WatchedStore();
    const { host, note, told, failures } = await openTable(store);
    const first = note(0);
    const others = FORTY.slice(1).map(note);
    store.fails = true;
    const outcomes = await Promise.allSettled([first, ...others]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toEqual([]);
    expect(told).toEqual([1, 2]);
    expect(host.written.entries.length).toBe(2);
    expect(host.session.entries).toBe(2);
    expect(failures.map(String)).toEqual(["Error: disk full"]);
    expect(numbers(store.entries("x-1"))).toEqual([1, 2]);
    await expect(note(99)).rejects.toMatchObject({ code: "server/away" });
    await host.close();
  });

  test("the same command sent twice at once is done once, and both are told its number", async () => {
    const store = new WatchedStore();
    const { host, note } = await openTable(store);
    const [first, again] = await Promise.all([note(1), note(1)]);
    expect(again).toEqual(first);
    expect(numbers(store.entries("x-1"))).toEqual([1, 2, 3]);
    await host.close();
  });
});
