import { clock } from "../clocks/c08.ts";
import type { Construct } from "../rows.ts";

/** What C08 of the register shows, as a construct with an example of its own. */
export const construct: Construct = {
  ...clock,
  number: 8,
  title: "So many within a rolling window",
  example: "scenarios/cookbook/08-rolling-counter.yaml",
  remove: { ...clock.remove, file: "scenarios/cookbook/protocols/08-rolling-counter.yaml" },
};
