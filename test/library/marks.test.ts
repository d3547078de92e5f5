import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Register } from "../../src/model/index.ts";
import { parseRegister } from "../../src/scenario/index.ts";
import { judgeMark, listMarkedParts, type MarkFault } from "../../src/verification/index.ts";
import { LIBRARY, PROTOCOL_IDS, readShippedProtocol } from "./shipped.ts";

const TEXT = readFileSync(LIBRARY.register?.path ?? "", "utf8");

function read(text: string): Register {
  const result = parseRegister(text, { source: "register.yaml" });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.register;
}

const REGISTER = read(TEXT);

/** A protocol's file as its author wrote it. */
function readRaw(id: string): Record<string, unknown> {
  const file = join(LIBRARY.root, "protocols", `${id}.yaml`);
  return parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}

/** Faults of every part, with its place. */
function faultsIn(raw: unknown): (MarkFault & { readonly at: string })[] {
  return listMarkedParts(raw).flatMap((part) => {
    const fault = judgeMark(part, REGISTER);
    return fault === undefined ? [] : [{ ...fault, at: `${part.kind} ${part.path.join(".")}` }];
  });
}

describe("the register of facts", () => {
  test("reads without a fault", () => {
    expect(parseRegister(TEXT, { source: "register.yaml" }).ok).toBe(true);
  });

  test("has rows of every section from 1 to 14, of each of the 32 clocks and of each of the 17 sketches", () => {
    const sections = new Set(Object.values(REGISTER.rows).map(({ section }) => section));
    for (const section of ["1", "2.1", "2.2", "2.3", "2.4", "2.5", "4.1", "4.2", "4.3", "4.4"])
      expect(sections).toContain(section);
    for (const section of [3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]) expect(sections).toContain(String(section));
    for (let sketch = 1; sketch <= 17; sketch++) expect(sections).toContain(`17.${sketch}`);
    for (let clock = 1; clock <= 32; clock++)
      expect(REGISTER.rows).toHaveProperty(`k-c${String(clock).padStart(2, "0")}`);
  });

  test("the clocks that nobody confirmed are recalled", () => {
    for (const clock of ["c04", "c09", "c10", "c16", "c18", "c25", "c32", "c07-yearly"])
      expect(REGISTER.rows[`k-${clock}`].mark).toBe("recalled");
  });

  test.each([
    [
      "a row that says read and not where",
      /mark: read, sources: \[V1, V2\]/,
      "mark: read",
      "scenario/row_unread",
      "rows.s5-text",
    ],
    [
      "a row that names a source and is not read",
      /mark: read, sources: \[V1, V2\]/,
      "mark: recalled, sources: [V1, V2]",
      "scenario/row_read",
      "rows.s5-text.mark",
    ],
    [
      "a source that is not listed",
      /mark: read, sources: \[V1, V2\]/,
      "mark: read, sources: [V1, V9]",
      "scenario/unknown_source",
      "rows.s5-text.sources.1",
    ],
  ])("tells %s, with its place", (_, from, to, code, path) => {
    const result = parseRegister(TEXT.replace(from, to), { source: "register.yaml" });
    expect(result.ok ? [] : result.diagnostics.map((each) => [each.code, each.path])).toEqual([[code, path]]);
  });
});

/** A protocol of one role with one state. */
const role = (state: object, more: object = {}) => ({
  id: "small",
  roles: { one: { ...more, machine: { initial: "a", states: { a: state } } } },
});

describe("marks of the shipped protocols", () => {
  // Protocols that have been brought to the register name rows.
  const founded = PROTOCOL_IDS.filter((id) => JSON.stringify(readRaw(id)).includes('"row":'));

  test.each(founded)("%s: every part has one, and none is surer than its row", (id) => {
    readShippedProtocol(id);
    expect(faultsIn(readRaw(id))).toEqual([]);
  });
});

describe("a mark is held against the register", () => {
  test("without a row a part can only be assumed", () => {
    expect(faultsIn(role({ mark: "assumed" }))).toEqual([]);
    expect(faultsIn(role({ mark: "read" }))).toMatchObject([
      { code: "verification/mark_without_row", mark: "read", at: "state roles.one.machine.states.a" },
    ]);
  });

  test("a part may be weaker than its row and never stronger", () => {
    const recalled = { row: "k-c04" };
    expect(faultsIn(role({ mark: "recalled", ...recalled }))).toEqual([]);
    expect(faultsIn(role({ mark: "assumed", ...recalled }))).toEqual([]);
    expect(faultsIn(role({ mark: "read", ...recalled }))).toMatchObject([
      { code: "verification/mark_too_strong", row: "k-c04", allowed: "recalled" },
    ]);
  });

  test("a row is inherited from state, role and protocol, the nearest first", () => {
    const state = { mark: "read", on: { "incident.began": { mark: "read" } } };
    expect(faultsIn({ ...role(state), row: "k-c02" })).toEqual([]);
    expect(faultsIn(role(state, { row: "k-c02" }))).toEqual([]);
    expect(faultsIn(role({ ...state, row: "k-c02" }))).toEqual([]);
    expect(faultsIn({ ...role({ ...state, row: "k-c02" }), row: "k-c04" })).toEqual([]);
    expect(faultsIn({ ...role(state, { row: "k-c04" }), row: "k-c02" })).toHaveLength(2);
  });

  test("a guard with a row of its own is held to it with its transition's mark", () => {
    const guard = { type: "crossBorder", row: "k-c04" };
    const withMark = (mark: string) =>
      role({ mark: "read", row: "k-c02", always: [{ mark, guard }, { mark: "read" }] });
    expect(faultsIn(withMark("recalled"))).toEqual([]);
    expect(faultsIn(withMark("read"))).toMatchObject([
      { code: "verification/mark_too_strong", at: "guard roles.one.machine.states.a.always.0.guard" },
    ]);
  });

  test("duties have a mark, a sourced delay counts as read, an assumed one needs no row", () => {
    const found = faultsIn({
      duties: { hour: { source: "somewhere" } },
      delays: { a: { fixed: "PT1H", source: "somewhere" }, b: { fixed: "PT1H", assumed: ["PT1M", "PT2H"] } },
    });
    expect(found.map(({ code, at }) => [code, at])).toEqual([
      ["verification/mark_missing", "duty duties.hour"],
      ["verification/mark_without_row", "delay delays.a"],
    ]);
  });

  test("a row that does not exist is told with the nearest one", () => {
    expect(faultsIn(role({ mark: "read", row: "k-c2" }))).toMatchObject([
      { code: "verification/unknown_row", found: "k-c2", nearest: expect.stringMatching(/^k-c/) },
    ]);
  });

  test("every state and transition of a shipped protocol is among the parts", () => {
    const kinds = new Map<string, number>();
    for (const { kind } of listMarkedParts(readRaw("life-of-a-copy")))
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expect(kinds.get("state")).toBeGreaterThan(10);
    expect(kinds.get("transition")).toBeGreaterThan(15);
    expect(kinds.get("delay")).toBe(5);
  });
});
