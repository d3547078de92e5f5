import { clock } from "../clocks/c16.ts";
import type { Construct } from "../rows.ts";

/** What C16 of the register shows, as a construct with an example of its own. */
export const construct: Construct = {
  ...clock,
  number: 9,
  title: "A measure that lapses and may be renewed",
  example: "scenarios/cookbook/09-lapse-and-renewal.yaml",
  remove: { ...clock.remove, file: "scenarios/cookbook/protocols/09-lapse-and-renewal.yaml" },
};
