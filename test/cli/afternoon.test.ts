import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isMap, isScalar, parseDocument } from "yaml";
import { goldenHour, goldenHourAt, ROOT } from "./command.ts";

/** The guide as somebody would follow it: its commands are run, its lines put into the file, in their order. */
const GUIDE = readFileSync(join(ROOT, "scenarios/README.md"), "utf8");
const CHAPTER = GUIDE.slice(
  GUIDE.indexOf("## An afternoon"),
  GUIDE.indexOf("\n## ", GUIDE.indexOf("## An afternoon") + 4),
);
const BLOCKS = [...CHAPTER.matchAll(/^```(sh|yaml|text)\n(.*?)^```$/gms)].map(([, kind, text]) => ({
  kind,
  text,
}));
const FILE = "my-scenario.yaml";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-afternoon-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = () => readFileSync(join(folder, FILE), "utf8");

/** Puts each part of a snippet in the place of the one of its name, or at the end where there is none. */
function putIn(file: string, snippet: string): string {
  const given = parseDocument(snippet);
  if (given.errors.length > 0 || !isMap(given.contents)) throw new Error(`no table: ${snippet}`);
  const keys = given.contents.items.map(({ key }) => (isScalar(key) ? String(key.value) : ""));
  const lines = snippet.trimEnd().split("\n");
  const starts = keys.map((key) => lines.findIndex((line) => line.startsWith(`${key}:`)));
  return keys.reduce((text, key, index) => {
    const part = lines.slice(starts[index], starts[index + 1]).join("\n");
    const old = new RegExp(`^${key}:.*\\n(?:[ \\-].*\\n|\\n(?= ))*`, "m");
    return old.test(text) ? text.replace(old, () => `${part}\n`) : `${text.trimEnd()}\n${part}\n`;
  }, file);
}

function run(command: string) {
  const [program, ...args] = command.split(" ");
  expect(program).toBe("golden-hour");
  return goldenHourAt({ cwd: folder }, ...args);
}

describe("an afternoon", () => {
  test("the guide has its commands, its lines and one slip", () => {
    const kinds = BLOCKS.map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual([...Array(4).fill("sh"), "text", ...Array(7).fill("yaml")]);
  });

  test("every command of the guide goes through, and what is written in between passes check each time", async () => {
    const commands: string[] = [];
    for (const { kind, text } of BLOCKS) {
      if (kind === "yaml") {
        const before = read();
        writeFileSync(join(folder, FILE), putIn(before, text));
        expect(read()).not.toBe(before);
      }
      if (kind !== "sh") continue;
      for (const command of text.trimEnd().split("\n")) {
        const { code, stderr } = await run(command);
        expect({ command, code, stderr }).toEqual({
          command,
          code: 0,
          stderr: expect.not.stringMatching(/error|Error/),
        });
        commands.push(command.split(" ")[1]);
      }
    }
    expect(commands).toEqual(["new", "check", "run", "list", "export", "diff", "check", "run", "compare"]);
    expect(readFileSync(join(folder, "my-scenario.html"), "utf8")).toContain("ferry terminal");
    const { stdout } = await goldenHour("check", join(folder, FILE), "--json");
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { source: string; code: string }[] };
    const own = diagnostics.filter(({ source }) => source.endsWith(FILE));
    // What the scenario is about, as the guide says: nobody opens an order at night.
    expect(new Set(own.map(({ code }) => code))).toEqual(new Set(["verification/closed_hours"]));
  }, 1_200_000);

  test("the slip is told as the guide says", async () => {
    const slip = BLOCKS.find(({ kind }) => kind === "text")?.text.trimEnd() ?? "";
    const news = "  news:\n    platform: large-platform\n";
    expect(read()).toContain(news);
    writeFileSync(join(folder, FILE), read().replace(news, news.replace("platform\n", "platfrom\n")));
    const { code, stdout } = await goldenHourAt({ cwd: folder }, "check", FILE);
    expect(code).toBe(2);
    expect(stdout.split("\n")[0]).toBe(slip);
  });
});
