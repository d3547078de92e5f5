import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goldenHour } from "./command.ts";

const EXERCISE = "first-three-hours";
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-msel-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("an exercise's list of events as a sheet", () => {
  test.each(["csv", "xlsx"])(
    "as %s comes back as the same rows, and is written the same again",
    async (form) => {
      const [sheet, again, copy] = [`one.${form}`, `two.${form}`, `${EXERCISE}-${form}.yaml`].map((name) =>
        join(folder, name),
      );
      const made = await goldenHour("msel", "export", EXERCISE, "--to", form, "--out", sheet, "--lang", "fr");
      expect([made.code, made.stderr]).toEqual([0, ""]);
      const read = await goldenHour("msel", "import", sheet, "--exercise", EXERCISE, "--accept", copy);
      expect([read.code, read.stderr]).toEqual([0, ""]);
      expect(read.stdout).toContain(copy);
      const checked = await goldenHour("check", copy, "--json");
      const { diagnostics } = JSON.parse(checked.stdout) as {
        diagnostics: { code: string; severity: string }[];
      };
      // It lies under another name than its id: the only thing that may be wrong with it.
      expect(diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([]);
      const twice = await goldenHour("msel", "export", copy, "--to", form, "--out", again, "--lang", "fr");
      expect([twice.code, twice.stderr]).toEqual([0, ""]);
      const [before, after] = [sheet, again].map((path) => readFileSync(path));
      if (form === "csv") expect(after.equals(before)).toBe(true);
      else expect(await readSheet(after)).toEqual(await readSheet(before));
      expect(form === "csv" ? before.toString("utf8") : (await readSheet(before))[0][0]).toContain(
        "EXERCICE",
      );
    },
  );

  test("as CEXF is one object, marked", async () => {
    const { code, stdout } = await goldenHour("msel", "export", EXERCISE, "--to", "cexf");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      exercise: { name: expect.stringMatching(/^EXERCISE EXERCISE EXERCISE/), namespace: "golden-hour" },
    });
  });
});

describe("a team's own list of events", () => {
  const sheet = "No,Time,Title,To,Method\n1,T+90,One,Nobody we know,Phone\n";

  test("is told with its questions, and nothing is written before they are answered", async () => {
    const [file, answers, out] = ["own.csv", "answers.json", "own.yaml"].map((name) => join(folder, name));
    writeFileSync(file, sheet);
    const asked = await goldenHour("msel", "import", file, "--exercise", EXERCISE, "--accept", out, "--json");
    expect(asked.code).toBe(1);
    const { questions } = JSON.parse(asked.stdout) as { questions: { id: string }[] };
    expect(questions.map(({ id }) => id)).toEqual(["time-unit", "actor:Nobody we know"]);
    expect(() => readFileSync(out)).toThrow(/ENOENT/);
    writeFileSync(answers, JSON.stringify({ "time-unit": "minutes", "actor:Nobody we know": "everybody" }));
    const line = ["msel", "import", file, "--exercise", EXERCISE, "--answers", answers, "--accept", out];
    expect((await goldenHour(...line)).code).toBe(0);
    expect(readFileSync(out, "utf8")).toContain("at: PT1H30M");
    const again = await goldenHour(...line);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining(out)]);
  });

  test("is refused with a sentence where it is too large", async () => {
    const file = join(folder, "large.csv");
    writeFileSync(file, sheet + "2,T+90,Two,All,Phone\n".repeat(6000));
    const { code, stderr } = await goldenHour("msel", "import", file, "--exercise", EXERCISE);
    expect([code, stderr]).toEqual([2, expect.stringContaining("more than 5,000 rows")]);
  });
});
