import { expect, test } from "vitest";
import { differenceOfRows } from "../../src/exercise/index.ts";
import { type MselRow, mselRow } from "../../src/model/index.ts";

/** What other rows would change in a plan. */

const row = (number: string, more: object = {}): MselRow =>
  mselRow.parse({ number, title: `Row ${number}`, at: "PT5M", ...more }) as MselRow;

test("the same rows in another order, and with their keys in another order, change nothing", () => {
  const one = row("1", {
    trigger: { kind: "contingency", unless: { happened: { fact: "message.sent", actor: "a" } } },
  });
  const turned = row("1", {
    trigger: { unless: { happened: { actor: "a", fact: "message.sent" } }, kind: "contingency" },
  });
  expect(differenceOfRows([one, row("2")], [row("2"), turned])).toEqual([]);
});

test("rows that go and that say something else come in the old order, new ones after them", () => {
  const before = [row("1"), row("2"), row("3")];
  const after = [row("4"), row("3", { method: "radio", acts: [{ wrongHash: "p" }] }), row("1")];
  expect(differenceOfRows(before, after).map(({ number, is, columns }) => [number, is, columns])).toEqual([
    ["2", "removed", []],
    ["3", "changed", ["method", "acts"]],
    ["4", "added", []],
  ]);
});
