import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BROKEN_FILES } from "../broken/table.ts";
import { goldenHour, goldenHourAlone, ROOT, STACK } from "./command.ts";

/** `3:5 some/code`, or `a-file.yaml 3:5 some/code`; a fault of a file as a whole has no place in its line. */
function tells(line: string, fault: string): boolean {
  const [code, place] = fault.split(" ").reverse();
  return line.includes(` ${code} `) && (place.startsWith("0:") || line.includes(`:${place} `));
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-check-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("everything that ships is clean", async () => {
  const { code, stdout, stderr } = await goldenHourAlone("check", "scenarios");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/ 0 errors/);
  // What is found all the same is meant, and says why.
  const findings = stdout.split("\n").filter((line) => line.includes(" warning "));
  expect(findings.length).toBeGreaterThan(20);
  const explained = / Declared as a fault of the real protocol: | These hours are meant: /;
  expect(findings.filter((line) => !explained.test(line))).toEqual([]);
});

describe("a broken file", () => {
  test.each(BROKEN_FILES.map(({ file, faults, machines = [] }) => [file, [...faults, ...machines]] as const))(
    "%s: every fault with its place, exit 2",
    async (file, faults) => {
      const { code, stdout, stderr } = await goldenHour("check", join("test/broken", file));
      expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
      expect(stdout).not.toMatch(STACK);
      const lines = stdout.split("\n");
      expect(faults.filter((fault) => !lines.some((line) => tells(line, fault)))).toEqual([]);
    },
  );

  test("is refused by run with the same faults", async () => {
    const file = join("test/broken", BROKEN_FILES[0].file);
    const { code, stdout, stderr } = await goldenHourAlone("run", file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const fault of BROKEN_FILES[0].faults) expect(stderr).toContain(fault);
  });

  test("tells its faults as JSON with sentence and hint", async () => {
    const { code, stdout } = await goldenHour("check", join("test/broken", BROKEN_FILES[0].file), "--json");
    expect(code).toBe(2);
    const { errors, diagnostics } = JSON.parse(stdout);
    expect(errors).toBe(BROKEN_FILES[0].faults.length);
    expect(diagnostics[0]).toMatchObject({
      severity: "error",
      line: expect.any(Number),
      sentence: expect.any(String),
      hint: expect.any(String),
    });
  });
});

const reported = (id: string, measure: string) =>
  `  - { id: ${id}, measure: "${measure}", value: 1, unit: items, source: s, confidence: derived, status: predicted }\n`;

const withLonely = (platform: string) =>
  `schemaVersion: 1\nid: beside\nprotocols: [lonely]\nplatforms: { agora: {} }\noriginals: { clip: { platform: ${platform} } }\n`;

const codesOf = async (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  const { stdout } = await goldenHour("check", file, "--json");
  rmSync(file);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
  return diagnostics.map(({ code }) => code);
};

describe("a fault in a scenario", () => {
  const SHIPPED = readFileSync(join(ROOT, "scenarios/night-watch.yaml"), "utf8").replace(
    "platforms/profiles.yaml",
    "library:profiles",
  );
  const PROTOCOL = readFileSync(join(ROOT, "test/broken/protocols/lonely.yaml"), "utf8");

  test("hides none in what its actors do together, where all is known of them", async () => {
    const whole = await codesOf("night-watch.yaml", SHIPPED);
    expect(whole).toContain("verification/closed_hours");
    const spoilt = SHIPPED.replace(
      /^variants:\n/m,
      "variants:\n  wrong: { overlay: { platforms: { nobody: { reach: -1 } } } }\n",
    );
    expect(spoilt).not.toBe(SHIPPED);
    const found = await codesOf("night-watch.yaml", spoilt);
    expect(found.length).toBeGreaterThan(whole.length);
    expect(found).toEqual(expect.arrayContaining(whole));
  });

  test("hides none in what its protocols do", async () => {
    mkdirSync(join(folder, "protocols"));
    writeFileSync(join(folder, "protocols/lonely.yaml"), PROTOCOL);
    const right = (await codesOf("beside.yaml", withLonely("agora"))).filter((code) =>
      code.startsWith("verification/"),
    );
    const wrong = await codesOf("beside.yaml", withLonely("agorra"));
    expect(right.length).toBeGreaterThan(0);
    expect(wrong).toContain("scenario/unknown_platform");
    expect(wrong).toEqual(
      expect.arrayContaining(right.filter((code) => /dead_end|unreachable|never/.test(code))),
    );
    rmSync(join(folder, "protocols"), { recursive: true });
  });
});

describe("names that lead nowhere", () => {
  test("measures of the headline and of reported figures, with the nearest right one; those of later words are known", async () => {
    const file = join(folder, "measures.yaml");
    const text =
      "schemaVersion: 1\nid: measures\nplatforms: { agora: {} }\noriginals: { clip: { platform: agora } }\nmarks: [PT6H]\n" +
      "headline: [views.totl, items.online.at.PT6H, items.online.at.PT7H, original.online.clip, lawful.removed.by.sweep]\n" +
      `reported:\n${reported("one", "items.total@agora")}${reported("two", "items.total@agorra")}` +
      reported("three", "evidence.preserved") +
      reported("four", "demands.hours.head@agora");
    writeFileSync(file, text);
    const { code, stdout } = await goldenHour("check", file);
    expect(code).toBe(2);
    const found = stdout.split("\n").filter((line) => line.includes("scenario/unknown_measure"));
    expect(found.map((line) => /Did you mean “(.*)”/.exec(line)?.[1])).toEqual([
      "views.total",
      "items.online.at.PT6H",
      "items.total@agora",
    ]);
    rmSync(file);
  });

  test("a scenario whose file has another name is told so, and runs", async () => {
    const file = join(folder, "other-name.yaml");
    writeFileSync(
      file,
      "schemaVersion: 1\nid: own-name\nplatforms: { agora: {} }\noriginals: { clip: { platform: agora } }\n",
    );
    const { code, stdout } = await goldenHour("check", file);
    expect(code).toBe(0);
    expect(stdout).toContain("other-name.yaml:2:5 warning scenario/id_not_file");
    rmSync(file);
  });
});

test.each([
  ["a protocol's id", "eu-removal-order", "protocol"],
  ["a protocol's file", "scenarios/protocols/eu-removal-order.yaml", "protocol"],
  ["a file of profiles", "scenarios/platforms/profiles.yaml", "profiles"],
])("run refuses %s as what it is", async (_, argument, kind) => {
  const { code, stdout, stderr } = await goldenHour("run", argument);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("cli/not_a_scenario");
  expect(stderr).toContain(kind);
});

describe("files that are not read", () => {
  test("fifty megabytes", async () => {
    const large = join(folder, "large.yaml");
    writeFileSync(large, "");
    truncateSync(large, 50_000_000);
    const { code, stdout } = await goldenHour("check", large);
    expect(code).toBe(2);
    expect(stdout).toContain("larger than 1 MB");
  });

  test.each([
    ["a folder without any", () => folder, "no .yaml file"],
    ["a device", () => "/dev/zero", "not a file"],
    ["nothing", () => join(folder, "absent.yaml"), "no such file"],
  ])("%s", async (_, place, words) => {
    if (place() === folder) rmSync(join(folder, "large.yaml"), { force: true });
    const { code, stdout, stderr } = await goldenHour("check", place());
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(words);
    expect(stdout + stderr).not.toMatch(STACK);
  });

  test("an include that leads out of the folder", async () => {
    const sly = join(folder, "sly.yaml");
    writeFileSync(
      sly,
      `schemaVersion: 1\nid: sly\ninclude: [${join("..", "..", ROOT, "package.json")}]\nplatforms: {}\noriginals: {}\n`,
    );
    const { code, stdout } = await goldenHour("check", sly);
    expect(code).toBe(2);
    expect(stdout).toContain("scenario/file_outside");
  });
});
