import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { goldenHour, goldenHourAlone, goldenHourAt, goldenHourJson, STACK } from "./command.ts";

describe("a line that cannot be understood ends with 2 and one sentence", () => {
  test.each([
    [["rn"], "“run”"],
    [[], "run, compare, check, coverage, rehearse, hindcast, new, schema, list, export, report, diff, msel"],
    [["livestreamed-attack"], "golden-hour run livestreamed-attack"],
    [["first-three-hours"], "golden-hour rehearse first-three-hours"],
    [["frobnicate"], "golden-hour --help"],
    [["--lang", "fr", "frobnicate"], "Il n’y a pas de commande"],
    [["--lang=fr", "run", "livestreamed-attack", "--variant", "zzz"], "variante"],
    [["--lang", "fr"], "Nommez une commande"],
    [["new", "/nowhere/at/all.yaml"], "its folder does not exist"],
    [["run"], "<scenario>"],
    [["run", "livestreamed-atack"], "“livestreamed-attack”"],
    [["run", "livestreamed-attack", "--sed", "1"], "“--seed”"],
    [["run", "livestreamed-attack", "--seed"], "--seed"],
    [["run", "livestreamed-attack", "--seed", "-1"], "whole number from 0"],
    [["run", "livestreamed-attack", "--seed", "1.5"], "whole number"],
    [["run", "livestreamed-attack", "--seed", "99999999999999999999"], "0 to 9007199254740991"],
    [["run", "livestreamed-attack", "--replications", "1e3"], "1 to 1000000000"],
    [["run", "livestreamed-attack", "--variant", "nothing-like-it"], "french-law-2020"],
    [["run", "livestreamed-attack", "--replications", "0"], "whole number from 1"],
    [["run", "livestreamed-attack", "--replications", "2", "--log", "x"], "cannot be given together"],
    [["run", "livestreamed-attack", "--variant", "frnch-law-2020"], "“french-law-2020”"],
    [["run", "livestreamed-attack", "--lang", "de"], "en, fr"],
    [["run", "livestreamed-attack", "halle-2019"], "fewer arguments"],
    [["run", "/nowhere/at/all.yaml"], "no such file"],
    [["run", "/dev/zero"], "not a file"],
    [["check"], "<file>"],
    [["hindcast", "livestreamed-attack"], "no reported figures"],
    [["schema", "nonsense"], "scenario, protocol, library"],
    [["rehearse"], "<exercise>"],
    [["rehearse", "first-three-hour"], "“first-three-hours”"],
    [["rehearse", "five-seats"], "no exercise"],
    [["rehearse", "first-three-hours", "--replications", "0"], "whole number from 1"],
    [["run", "first-three-hours"], "golden-hour rehearse"],
  ])("%j", async (args, hint) => {
    const { code, stdout, stderr } = await goldenHour(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(hint);
    expect(stderr).not.toMatch(STACK);
  });

  test("so does a process of its own", async () => {
    const { code, stdout, stderr } = await goldenHourAlone("rn");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("“run”");
    expect(stderr).not.toMatch(STACK);
  });

  test("in French when asked", async () => {
    const { stderr } = await goldenHour("run", "livestreamed-atack", "--lang", "fr");
    expect(stderr).toContain("Vouliez-vous dire");
  });
});

test("the help of compare says where finished replications lie, how much room they take and how to be rid of them", async () => {
  const data = join(tmpdir(), "some where");
  const env = { ...process.env, GOLDEN_HOUR_DATA: data, GOLDEN_HOUR_KEEP_MB: "37" };
  const { stdout } = await goldenHourAt({ env }, "compare", "--help");
  expect(stdout).toContain(join(data, "results"));
  expect(stdout).toContain("37 MB");
  expect(stdout).toContain("Delete the folder");
});

test("help is in the language asked for, its headings too, and no line begins with a mark of French", async () => {
  for (const args of [["--help"], ["compare", "--help"], ["msel", "--help"]]) {
    const { code, stdout } = await goldenHour(...args, "--lang", "fr");
    expect(code).toBe(0);
    expect(stdout).toContain("Utilisation\u00a0:");
    expect(stdout).not.toMatch(/Usage:|Options:|Commands:|Arguments:|default:|display help/);
    expect(stdout).not.toMatch(/^\s*[;:!?»]/m);
  }
});

test("help and version are answers, not errors", async () => {
  for (const args of [["--help"], ["run", "--help"], ["--version"]]) {
    const { code, stdout, stderr } = await goldenHourAlone(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.length).toBeGreaterThan(4);
  }
});

test("the library lists scenarios with their variants, protocols and profiles", async () => {
  interface Listed {
    readonly scenarios: readonly {
      readonly id: string;
      readonly title: string;
      readonly real: boolean;
      readonly variants: readonly { readonly id: string }[];
    }[];
    readonly groups: readonly { readonly id: string; readonly title: string }[];
    readonly protocols: readonly {
      readonly id: string;
      readonly version: string;
      readonly group: string;
      readonly binding: string;
      readonly reconstructed: boolean;
    }[];
    readonly platforms: readonly { readonly id: string }[];
  }
  const { scenarios, groups, protocols, platforms } = await goldenHourJson<Listed>("list");
  for (const { variants } of scenarios) expect(variants[0].id).toBe("base");
  expect(scenarios.length).toBeGreaterThanOrEqual(3);
  expect(protocols.length).toBeGreaterThanOrEqual(4);
  expect(platforms.length).toBeGreaterThanOrEqual(1);
  for (const { group, binding, reconstructed } of protocols) {
    expect(groups.map(({ id }) => id)).toContain(group);
    expect(["law", "voluntary", "practice"]).toContain(binding);
    expect(typeof reconstructed).toBe("boolean");
  }
  const text = await goldenHour("list");
  for (const { id } of [...scenarios, ...protocols]) expect(text.stdout).toContain(id);
});

test("the schema is a JSON Schema of scenario files", async () => {
  for (const which of ["scenario", "protocol", "library"]) {
    const { code, stdout } = await goldenHour("schema", which);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: expect.stringContaining("json-schema.org"),
      type: "object",
    });
    expect((await goldenHour("schema", which, "--json")).stdout).toBe(stdout);
  }
});
