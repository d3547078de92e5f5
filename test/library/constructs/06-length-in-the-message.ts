import { clock } from "../clocks/c24.ts";
import type { Construct } from "../rows.ts";

/** What C24 of the register shows, as a construct with an example of its own. */
export const construct: Construct = {
  ...clock,
  number: 6,
  title: "The message says how long",
  example: "scenarios/cookbook/06-length-in-the-message.yaml",
  remove: { ...clock.remove, file: "scenarios/cookbook/protocols/06-length-in-the-message.yaml" },
};
