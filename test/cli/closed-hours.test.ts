import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { goldenHour, ROOT } from "./command.ts";

/** The shipped incident under the Union's order, with a large service where nobody is from 22:00 to 08:00. */
const VARIANT = `variants:
  nobody-at-night:
    title: { en: Nobody at night, fr: Personne la nuit }
    overlay:
      protocols: [life-of-a-copy, hash-sharing, eu-removal-order]
      headline: null
      platforms:
        large-platform: { contact: { hours: { opens: "08:00", closes: "22:00" }, utcOffset: "+02:00" } }
  ordered-at-three:
    title: { en: Ordered at night, fr: Ordonné la nuit }
    overlay:
      incident: { startsAt: "2024-05-14T02:00:00+02:00" }
      protocols: [life-of-a-copy, hash-sharing, eu-removal-order]
      headline: null
      platforms:
        large-platform: { contact: { hours: { opens: "08:00", closes: "22:00" }, utcOffset: "+02:00" } }
`;

let folder = "";
let file = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-night-"));
  file = join(folder, "livestreamed-attack.yaml");
  const text = readFileSync(join(ROOT, "scenarios/livestreamed-attack.yaml"), "utf8");
  const own = text
    .slice(0, text.search(/^variants:\n/m))
    .replace(/^compared: .*\n/m, "")
    .replace("platforms/profiles.yaml", "library:profiles");
  writeFileSync(file, own + VARIANT);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Told {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly sentence: string;
    readonly details: Readonly<Record<string, string | number>>;
  }[];
}

test("check gives the least time for an order delivered at 03:00 and at 14:00, and says which can be met", async () => {
  const { code, stdout } = await goldenHour("check", file, "--json", "--lang", "en");
  expect(code).toBe(0);
  const told = (JSON.parse(stdout) as Told).diagnostics.filter(
    ({ code: what, details }) =>
      what === "verification/closed_hours" &&
      details.duty === "remove-within-the-hour" &&
      details.debtor === "large-platform",
  );
  expect(told).toHaveLength(1);
  expect(told[0].details).toMatchObject({ late: "03:00", lateLeast: 5 * 3_600_000, early: "14:00" });
  expect(told[0].sentence).toMatch(/delivered at 03:00 it takes 5 h at least, at 14:00 /);
});

test("an order that lies unopened at night is due an hour after delivery: opening it late restarts nothing", async () => {
  const { code, stdout } = await goldenHour(
    "run",
    file,
    "--variant",
    "ordered-at-three",
    "--seed",
    "1",
    "--json",
  );
  expect(code).toBe(0);
  const { duties } = JSON.parse(stdout) as {
    duties: { id: string; debtor: string; startedAt: number; dueAt: number | null; outcome: string }[];
  };
  const night = duties.filter(
    ({ id, debtor }) => id === "remove-within-the-hour" && debtor === "large-platform",
  );
  expect(night.length).toBeGreaterThan(0);
  const [first] = night;
  expect(first.dueAt).toBe(first.startedAt + 3_600_000);
  expect(first.outcome).toBe("missed");
});
