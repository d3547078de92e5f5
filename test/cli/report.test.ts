import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mammoth from "mammoth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { writeRecord } from "../../src/exercise/index.ts";
import { playEveningWatch, REASONS, WATCH_GIVEN } from "../builders/evening-watch.ts";
import { goldenHour } from "./command.ts";

/** Documents of exercises on the command line. */

let folder: string;
const at = (name: string) => join(folder, name);
const played = playEveningWatch();
const { seed, address, record } = played;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-report-"));
  const file = { ...WATCH_GIVEN };
  writeFileSync(at("record.jsonl"), writeRecord(record, { file, seed, address }));
  writeFileSync(at("bare.jsonl"), writeRecord(record));
  writeFileSync(
    at("changed.jsonl"),
    writeRecord(record, { file, seed, address }).replace("decided", "undecided"),
  );
  writeFileSync(at("other.jsonl"), writeRecord(record, { file: { ...file, scale: 0.02 }, seed, address }));
  writeFileSync(at("evening-watch.yaml"), stringify(file));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a record becomes an after-action report, with every reason and the digest of the table", async () => {
  const { code, stdout, stderr } = await goldenHour("report", at("record.jsonl"), "--to", "md");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(REASONS.silence);
  expect(stdout).toContain(played.digest);
  const out = at("report.docx");
  const written = await goldenHour(
    "report",
    at("record.jsonl"),
    "--to",
    "docx",
    "--lang",
    "fr",
    "--out",
    out,
  );
  expect(written).toMatchObject({ code: 0, stdout: "", stderr: "" });
  const { value } = await mammoth.extractRawText({ buffer: readFileSync(out) });
  for (const reason of Object.values(REASONS)) expect(value).toContain(reason);
});

test("a file that was changed, has no plan or was played with something else is refused in a sentence", async () => {
  for (const [name, said] of [
    ["bare.jsonl", "does not hold what was played"],
    ["changed.jsonl", "is not a whole record"],
    ["other.jsonl", "was played with other files"],
  ] as const) {
    const { code, stderr, stdout } = await goldenHour("report", at(name), "--to", "html");
    expect([name, code, stdout]).toEqual([name, 2, ""]);
    expect(stderr).toContain(said);
  }
  const docx = await goldenHour("report", at("record.jsonl"), "--to", "docx");
  expect(docx.code).toBe(2);
});

test("an exercise that was not played has a manual, a handbook and briefs, and no report", async () => {
  const file = at("evening-watch.yaml");
  const brief = await goldenHour("report", file, "--to", "md", "--document", "brief", "--seat", "ministry");
  expect([brief.code, brief.stderr]).toEqual([0, ""]);
  expect(brief.stdout).toContain("You answer for the state.");
  expect(brief.stdout).not.toContain("They ask what is known.");
  const handbook = await goldenHour("report", file, "--to", "html", "--document", "handbook", "--lang", "fr");
  expect(handbook.stdout).toContain("They ask what is known. (fr)");
  const manual = await goldenHour("report", file, "--to", "md", "--document", "manual");
  expect(manual.stdout).toContain("Nothing is known yet.");
  const refused = await goldenHour("report", file, "--to", "md");
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("has not been played");
  const nobody = await goldenHour("report", file, "--to", "md", "--document", "brief", "--seat", "minister");
  expect(nobody.code).toBe(2);
  expect(nobody.stderr).toContain("ministry, host, body");
});
