import { clock } from "../clocks/c27.ts";
import type { Construct } from "../rows.ts";

/** What C27 of the register shows, as a construct with an example of its own. */
export const construct: Construct = {
  ...clock,
  number: 7,
  title: "Working days, holidays and time zones",
  example: "scenarios/cookbook/07-working-days.yaml",
  remove: { ...clock.remove, file: "scenarios/cookbook/protocols/07-working-days.yaml" },
};
