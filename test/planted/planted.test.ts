import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, parseDocument } from "yaml";
import { goldenHour, ROOT } from "../cli/command.ts";

type Change = Readonly<Record<string, unknown>>;

interface Fault {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly protocol: string;
  readonly at: string;
  readonly change: Change;
  readonly twin: Change;
}

interface Finding {
  readonly code: string;
  readonly path: string;
  readonly source: string;
  readonly sentence: string;
  readonly details: { readonly story?: string; readonly answer?: string };
  readonly trace?: readonly unknown[];
  readonly closed?: readonly unknown[];
  /** others that go back to the same cause */
  readonly also?: readonly Pick<Finding, "code" | "path">[];
}

const faults: readonly Fault[] = parse(readFileSync(join(import.meta.dirname, "faults.yaml"), "utf8"));

/** A shipped protocol under another id, with these changes; `null` takes away. */
function copy(protocol: string, id: string, change: Change): string {
  const doc = parseDocument(readFileSync(join(ROOT, "scenarios/protocols", `${protocol}.yaml`), "utf8"));
  doc.set("id", id);
  for (const [path, value] of Object.entries(change)) {
    const steps = path.split("/").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    if (value === null) doc.deleteIn(steps);
    else doc.setIn(steps, doc.createNode(value));
  }
  return String(doc);
}

let folder = "";
const found = new Map<string, Finding[]>();
/** by group: what the check wrote, as a file */
const written = new Map<string, string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-planted-"));
  for (const group of ["untouched", "planted", "twins"]) mkdirSync(join(folder, group));
  const write = (group: string, id: string, text: string) =>
    writeFileSync(join(folder, group, `${id}.yaml`), text);
  for (const { id, protocol, change, twin } of faults) {
    write("untouched", `${protocol}-untouched`, copy(protocol, `${protocol}-untouched`, {}));
    write("planted", id, copy(protocol, id, change));
    write("twins", `${id}-twin`, copy(protocol, `${id}-twin`, twin));
  }
  for (const group of ["untouched", "planted", "twins"]) {
    const { stdout } = await goldenHour("check", join(folder, group), "--json");
    written.set(group, join(folder, `${group}.json`));
    writeFileSync(join(folder, `${group}.json`), stdout);
    for (const finding of JSON.parse(stdout).diagnostics as Finding[]) {
      const id = /([^/]+)\.yaml$/.exec(finding.source)?.[1] ?? "";
      found.set(id, [...(found.get(id) ?? []), finding]);
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const of = (id: string) => found.get(id) ?? [];
const named = ({ code, path }: Pick<Finding, "code" | "path">) => `${code} ${path}`;

test.each(faults.map((fault) => [fault.id, fault] as const))(
  "%s: found at its place, with a story",
  (id, fault) => {
    const wanted = `${fault.code} ${fault.at}`;
    // One wait that two states share is one finding, which names the other state.
    const told = of(id).find((each) => [each, ...(each.also ?? [])].map(named).includes(wanted));
    expect(of(id).flatMap((each) => [each, ...(each.also ?? [])].map(named))).toContain(wanted);
    expect(told?.code).toBe(fault.code);
    expect(told?.details.story).toEqual(expect.any(String));
    expect(told?.trace?.length).toBeGreaterThan(0);
  },
);

test("there are three of each kind at least, and thirty in all", () => {
  const kinds = new Map<string, number>();
  for (const { kind } of faults) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  expect(kinds.size).toBe(12);
  for (const count of kinds.values()) expect(count).toBeGreaterThanOrEqual(3);
  expect(faults.length).toBeGreaterThanOrEqual(30);
});

test("every finding has a run, and of what never happens the step that is missing", () => {
  const told = faults.flatMap(({ id }) => of(id)).filter(({ code }) => code.startsWith("verification/"));
  const judged = told.filter(({ details }) => details.answer !== undefined);
  expect(judged.filter(({ trace }) => trace === undefined).map(named)).toEqual([]);
  const never = judged.filter(({ code }) => /unreachable|never/.test(code));
  expect(never.filter(({ closed }) => closed === undefined).map(named)).toEqual([]);
});

const replay = (file: string) => goldenHour("check", join(folder, "planted"), "--replay", file, "--json");

describe("the runs that show them", () => {
  test("go as told when the engine plays them again", async () => {
    const { code, stdout } = await replay(written.get("planted") as string);
    const { played, failed, withoutRun } = JSON.parse(stdout);
    expect({ code, failed, withoutRun }).toEqual({ code: 0, failed: 0, withoutRun: expect.any(Number) });
    expect(played).toBeGreaterThanOrEqual(faults.length);
  });

  test("are told apart from forged ones: another end, another effect, a missing step that leads elsewhere", async () => {
    const told = JSON.parse(readFileSync(written.get("planted") as string, "utf8"));
    const shown = (told.diagnostics as Finding[]).filter(({ trace }) => trace !== undefined);
    const last = (each: Finding) => each.trace?.at(-1) as { state: string; effects: unknown[] };
    const open = shown.find(({ closed }) =>
      closed?.some((step) => (step as { to?: string }).to !== undefined),
    );
    last(shown[0]).state = "elsewhere";
    last(shown[1]).effects.push({ type: "note", params: { what: "forged" } });
    for (const step of open?.closed ?? []) (step as { to: string }).to = "elsewhere";
    const forged = join(folder, "forged.json");
    writeFileSync(forged, JSON.stringify(told));
    const { code, stdout } = await replay(forged);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).failed).toBe(3);
  });

  test("come from a file of findings, or the command says that it is none", async () => {
    const { code, stderr } = await replay(join(folder, "planted", `${faults[0].id}.yaml`));
    expect(code).toBe(2);
    expect(stderr).toContain("check --json");
  });
});

test.each(faults.map((fault) => [fault.id, fault] as const))(
  "%s: nothing new on its twin",
  (id, { protocol }) => {
    const before = of(`${protocol}-untouched`).map(named);
    expect(
      of(`${id}-twin`)
        .map(named)
        .filter((finding) => !before.includes(finding)),
    ).toEqual([]);
  },
);
