import { expect, test } from "vitest";
import { activeStates } from "../../web/src/statechart/active-states.ts";

const of = (name: string) => [...activeStates(name, "m")];

test("a plain state is active with the machine around it", () => {
  expect(of("calm")).toEqual(["m", "m.calm"]);
});

test("a nested state is active with each state around it", () => {
  expect(of("removed.appealed")).toEqual(["m", "m.removed", "m.removed.appealed"]);
});

test("regions are active side by side, each with its own path", () => {
  expect(of("active{hashes.open,comms.idle}")).toEqual([
    "m",
    "m.active",
    "m.active.hashes",
    "m.active.hashes.open",
    "m.active.comms",
    "m.active.comms.idle",
  ]);
});

test("regions at the root, and regions inside regions", () => {
  expect(of("{a{x,y.z},b}")).toEqual(["m", "m.a", "m.a.x", "m.a.y", "m.a.y.z", "m.b"]);
});

test("what is no name of a state ends nowhere, and harms nothing", () => {
  expect(of("")).toEqual(["m"]);
  expect(of("{a,")).toEqual(["m", "m.a"]);
  expect(of("}}..")).toEqual(["m"]);
});
