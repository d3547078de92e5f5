import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { goldenHour, goldenHourJson } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "golden-hour-rehearse-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const SHIPPED = join(import.meta.dirname, "../../scenarios/exercises/first-three-hours.yaml");

/** The shipped exercise on a small part of its volume, in a file of somebody's own. */
const own = join(folder, "mine.yaml");
const text = readFileSync(SHIPPED, "utf8").replace("id: first-three-hours", "id: mine");
writeFileSync(own, text.replace("scale: 0.2", "scale: 0.02"));

test("a rehearsal of an own file reads within 100 columns, marked, in the language asked for", async () => {
  const { code, stdout, stderr } = await goldenHour("rehearse", own, "--replications", "3", "--lang", "fr");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const lines = stdout.split("\n");
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  expect(lines[0]).toContain("EXERCICE");
  expect(stdout).toMatch(/À la main seulement\s: CTL-1/);
  for (const seat of ["order-desk", "live-desk", "large-desk", "host-desk"])
    expect(lines.some((line) => line.startsWith(seat))).toBe(true);
});

test("the same seed gives the same rehearsal for machines, and exercises are listed for them", async () => {
  const args = ["rehearse", own, "--replications", "2", "--seed", "5", "--json"];
  const [first, second, listed] = await Promise.all([
    goldenHourJson(...args),
    goldenHourJson(...args),
    goldenHourJson("list", "--json"),
  ]);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ exercise: "mine", replications: 2, seed: 5, realTime: 2_700_000 });
  const { exercises } = listed as { exercises: { id: string; rows: number }[] };
  expect(exercises.map(({ id, rows }) => [id, rows >= 25])).toEqual([
    ["first-three-hours", true],
    ["half-a-day-of-demands", true],
    ["two-attacks-one-team", true],
  ]);
});

test("a faulty exercise is refused with every fault at its place", async () => {
  const path = join(folder, "faulty.yaml");
  const faulty = text.replace("id: mine", "id: faulty").replace("actor: file-hosting", "actor: file-host");
  writeFileSync(path, faulty.replace("objective: aware", "objective: awar"));
  for (const command of ["check", "rehearse"]) {
    const { code, stdout, stderr } = await goldenHour(command, path);
    expect(code).toBe(2);
    const told = command === "check" ? stdout : stderr;
    expect(told).toMatch(/faulty\.yaml:\d+:\d+ .*“file-host”.*file-hosting/);
    expect(told).toMatch(/faulty\.yaml:\d+:\d+ .*objective “awar”.*aware/);
  }
});
