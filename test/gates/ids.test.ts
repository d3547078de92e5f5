import { join } from "node:path";
import { expect, test } from "vitest";
import { formatFinding } from "./finding.ts";
import { checkIds, shippedIds } from "./ids.ts";

const ROOT = join(import.meta.dirname, "../..");
const fixture = (name: string) => join(import.meta.dirname, "fixtures/ids", name);

const faultsIn = (name: string) =>
  checkIds(fixture(name)).findings.map(
    ({ rule, file, line, message }) => `${rule} ${file}:${line} ${message.split(" ")[0]}`,
  );

test("ids are the names of incidents, of protocols, and the keys of platform profiles", () => {
  expect(shippedIds(fixture("planted"))).toEqual([
    "blue-lamp-2",
    "lantern",
    "messenger",
    "quiet-harbour",
    "small-forum",
  ]);
});

test("the ids gate names each planted id, and no common word", () => {
  expect(faultsIn("planted")).toEqual([
    "ids/shipped_id src/model/index.ts:3 blue-lamp-2",
    "ids/shipped_id src/model/index.ts:4 lantern",
    "ids/shipped_id src/model/index.ts:5 messenger",
    "ids/shipped_id src/model/index.ts:2 quiet-harbour",
    "ids/shipped_id src/model/index.ts:6 small-forum",
  ]);
});

test("code that knows no id is clean", () => {
  expect(faultsIn("clean")).toEqual([]);
});

test("a library without ids is not a clean one", () => {
  expect(faultsIn("empty")).toEqual(["ids/unseen scenarios:undefined no"]);
});

test("this checkout is clean", () => {
  const { findings, seen } = checkIds(ROOT);
  expect(findings.map(formatFinding)).toEqual([]);
  expect(seen.length).toBeGreaterThan(0);
});
