import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROTOCOL_IDS } from "../library/shipped.ts";
import { goldenHour, goldenHourJson } from "./command.ts";

const [FIRST, SECOND] = PROTOCOL_IDS;

test("a protocol is written to stdout or to a file, in each format", async () => {
  const folder = mkdtempSync(join(tmpdir(), "golden-hour-export-"));
  try {
    const heads = { text: "=====", mermaid: "stateDiagram-v2", scxml: "<?xml", xstate: '"machines"' };
    for (const [format, head] of Object.entries(heads)) {
      const printed = await goldenHour("export", FIRST, "--to", format);
      expect(printed).toMatchObject({ code: 0, stderr: "" });
      expect(printed.stdout).toContain(head);
      const out = join(folder, format);
      expect(await goldenHour("export", FIRST, "--to", format, "--out", out)).toMatchObject({
        code: 0,
        stdout: "",
      });
      expect(readFileSync(out, "utf8")).toBe(printed.stdout);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("JSON holds the content and what was lost; one role of XState stands by itself", async () => {
  interface Answer {
    readonly protocol: string;
    readonly text: string;
    readonly lost: readonly { readonly code: string; readonly sentence: string }[];
  }
  const { protocol, text, lost } = await goldenHourJson<Answer>("export", FIRST, "--to", "scxml");
  expect(protocol).toBe(FIRST);
  expect(text).toContain("<scxml");
  expect(lost.length).toBeGreaterThan(5);
  for (const { sentence } of lost) expect(sentence).not.toBe("");
  const all = JSON.parse((await goldenHour("export", FIRST, "--to", "xstate")).stdout) as {
    machines: Record<string, { id: string }>;
  };
  const [role] = Object.keys(all.machines);
  const one: unknown = JSON.parse(
    (await goldenHour("export", FIRST, "--to", "xstate", "--role", role)).stdout,
  );
  expect(one).toEqual(all.machines[role]);
});

test("an unknown protocol, role or format, and a scenario, are told in one sentence", async () => {
  const wrong = [
    ["export", "no-such-protocol", "--to", "text"],
    ["export", FIRST, "--to", "text", "--role", "no-such-role"],
    ["export", FIRST, "--to", "nothing"],
    ["export", FIRST],
    ["export", "livestreamed-attack", "--to", "text"],
    ["diff", FIRST, "no-such-protocol"],
    ["diff", FIRST],
  ];
  for (const args of wrong) {
    const { code, stdout, stderr } = await goldenHour(...args);
    expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
    expect(stderr.trim().split("\n")).toHaveLength(1);
  }
});

test("diff says what differs, and exits 0 whether anything does or not", async () => {
  const same = await goldenHour("diff", FIRST, FIRST);
  expect(same.code).toBe(0);
  expect(same.stdout).toContain("Nothing differs.");
  const other = await goldenHour("diff", FIRST, SECOND, "--lang", "fr");
  expect(other.code).toBe(0);
  expect(other.stdout).toContain("Modifié");
  interface Answer {
    readonly changes: readonly { readonly kind: string; readonly sentence: string }[];
  }
  const { changes } = await goldenHourJson<Answer>("diff", FIRST, SECOND);
  expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(["added", "removed", "changed"]));
});
