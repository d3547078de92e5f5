import { expect, test } from "vitest";
import type * as Measured from "../../src/measures/index.ts";
import type * as Model from "../../src/model/index.ts";
import type * as Simulated from "../../src/simulation/index.ts";
import { withMutant } from "./grow.ts";

test("a change to a room reaches the rooms that stand on it, and no other", async () => {
  const change = {
    file: "model/ids.ts",
    from: "export const BEYOND = 9_007_199_254_740_992;",
    to: "export const BEYOND = 7;",
  };
  const [model, simulated] = await withMutant([change], async (open) => [
    await open<typeof Model>("model"),
    await open<typeof Simulated>("simulation"),
  ]);
  expect(model.BEYOND).toBe(7);
  expect(simulated.Simulation).not.toBe((await import("../../src/simulation/index.ts")).Simulation);
  const own = await withMutant(
    [{ file: "simulation/version.ts", from: "ENGINE_VERSION", to: "ENGINE_VERSION" }],
    (open) => open<typeof Measured>("measures"),
  );
  expect(own.MeasureFold).toBe((await import("../../src/measures/index.ts")).MeasureFold);
});

test("a place that is not there, or there twice, is refused", async () => {
  for (const from of ["nothing of the kind", "export"])
    await expect(
      withMutant([{ file: "simulation/index.ts", from, to: "" }], async () => undefined),
    ).rejects.toThrow("does not hold once");
});
