import { clock } from "../clocks/c01.ts";
import type { Construct } from "../rows.ts";

/** What C01 of the register shows, as a construct with an example of its own. */
export const construct: Construct = {
  ...clock,
  number: 4,
  title: "A wait that must be kept, unless it is waived",
  example: "scenarios/cookbook/04-minimum-wait.yaml",
  remove: { ...clock.remove, file: "scenarios/cookbook/protocols/04-minimum-wait.yaml" },
};
