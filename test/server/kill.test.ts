import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MAIN, runProcess } from "../cli/command.ts";
import { kill, killOften, startIn } from "./killed.ts";

describe("golden-hour serve", () => {
  test("has its file to itself: a second one says so and ends with 3", async () => {
    const data = mkdtempSync(join(tmpdir(), "golden-hour-kill-"));
    const first = await startIn(data);
    const env = { ...process.env, GOLDEN_HOUR_DATA: data, REDIS_URL: "" };
    const second = await runProcess(process.execPath, [MAIN, "serve", "--port", "0"], { env });
    expect([second.code, second.stderr]).toEqual([3, expect.stringContaining("one at a time")]);
    await kill(first);
    rmSync(data, { recursive: true, force: true });
  });

  test("killed twice in the midst of writes and of a comparison: what was acknowledged is there, and the digest is the same", async () => {
    const { faults, acknowledged, digests } = await killOften(2, 1);
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(2);
    expect(digests[0]).toBe(digests[1]);
  });
});
