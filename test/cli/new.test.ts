import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goldenHour } from "./command.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-new-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(["en", "fr"])("a scenario to begin with, in %s", (language) => {
  test("passes check without an error, and runs", async () => {
    const file = join(folder, `my-case-${language}.yaml`);
    const written = await goldenHour("new", file, "--lang", language);
    expect({ code: written.code, stderr: written.stderr }).toEqual({ code: 0, stderr: "" });
    expect(written.stdout).toContain(file);
    const text = readFileSync(file, "utf8");
    expect(text).toContain(`\nid: my-case-${language}\n`);
    const [, schema = ""] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
    expect(JSON.parse(readFileSync(fileURLToPath(schema), "utf8"))).toMatchObject({
      title: "Golden Hour scenario",
    });
    const checked = await goldenHour("check", file, "--json");
    expect(checked.code).toBe(0);
    const { errors, diagnostics } = JSON.parse(checked.stdout) as {
      errors: number;
      diagnostics: { source: string }[];
    };
    expect(errors).toBe(0);
    expect(diagnostics.filter(({ source }) => source === file)).toEqual([]);
    expect((await goldenHour("run", file, "--json")).code).toBe(0);
  });
});

test("replaces nothing that is there", async () => {
  const file = join(folder, "twice.yaml");
  expect((await goldenHour("new", file)).code).toBe(0);
  const before = readFileSync(file, "utf8");
  const again = await goldenHour("new", file);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain("twice.yaml");
  expect(readFileSync(file, "utf8")).toBe(before);
});

test.each([
  ["a name that cannot be an id", () => join(folder, "My Case.yaml")],
  ["a folder that is not there", () => join(folder, "absent", "case.yaml")],
])("refuses %s", async (_, file) => {
  const { code, stdout, stderr } = await goldenHour("new", file());
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).not.toBe("");
});
