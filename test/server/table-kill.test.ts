import { expect, test } from "vitest";
import { killTableOften } from "./killed-table.ts";

/** What somebody at the table was told is done is done, however the server ends. Fifty times in the soak. */
test("killed in the midst of an exercise: what was acknowledged is there once, everybody is back in their seat, and the clock goes on where it stood", async () => {
  const { faults, acknowledged, decisions, returns } = await killTableOften(2, 19);
  expect(faults).toEqual([]);
  expect(decisions).toBeGreaterThanOrEqual(16);
  expect(acknowledged).toBeGreaterThan(decisions);
  expect(returns).toBeGreaterThanOrEqual(6);
});
