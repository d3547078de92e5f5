import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse, parseDocument } from "yaml";
import { goldenHour, ROOT } from "../cli/command.ts";

type Change = Readonly<Record<string, unknown>>;

interface Fault {
  readonly id: string;
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
    for (const finding of JSON.parse(stdout).diagnostics as Finding[]) {
      const id = /([^/]+)\.yaml$/.exec(finding.source)?.[1] ?? "";
      found.set(id, [...(found.get(id) ?? []), finding]);
    }
  }
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const of = (id: string) => found.get(id) ?? [];
const named = ({ code, path }: Finding) => `${code} ${path}`;

test.each(faults.map((fault) => [fault.id, fault] as const))(
  "%s: found at its place, with a story",
  (id, fault) => {
    const told = of(id).find(({ code, path }) => code === fault.code && path === fault.at);
    expect(of(id).map(named)).toContain(`${fault.code} ${fault.at}`);
    expect(told?.details.story).toEqual(expect.any(String));
    // What is proved never to happen has no run that shows it; six plants are told so, by a sentence alone.
    if (told?.details.answer === "found") expect(told.trace?.length).toBeGreaterThan(0);
  },
);

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
