import { clock } from "../clocks/c02.ts";
import type { Construct } from "../rows.ts";

/** What C02 of the register shows, as a construct with an example of its own. */
export const construct: Construct = {
  ...clock,
  number: 3,
  title: "A clock that is held and begins anew",
  example: "scenarios/cookbook/03-late-stop-and-restart.yaml",
  remove: { ...clock.remove, file: "scenarios/cookbook/protocols/03-late-stop-and-restart.yaml" },
};
