import { clock } from "../clocks/c23.ts";
import type { Construct } from "../rows.ts";

/** What C23 of the register shows, as a construct with an example of its own. */
export const construct: Construct = {
  ...clock,
  number: 53,
  title: "A rule that changes with the date",
  example: "scenarios/cookbook/53-rules-by-date.yaml",
  remove: { ...clock.remove, file: "scenarios/cookbook/protocols/53-rules-by-date.yaml" },
};
