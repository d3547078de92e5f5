import { clock } from "../clocks/c22.ts";
import type { Construct } from "../rows.ts";

/** What C22 of the register shows, as a construct with an example of its own. */
export const construct: Construct = {
  ...clock,
  number: 5,
  title: "An open standard, judged afterwards",
  example: "scenarios/cookbook/05-open-standard.yaml",
  remove: { ...clock.remove, file: "scenarios/cookbook/protocols/05-open-standard.yaml" },
};
