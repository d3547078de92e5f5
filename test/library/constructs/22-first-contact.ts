import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 22,
  title: "First-contact memory",
  field: "guard firstContact {message, to}",
  example: "scenarios/cookbook/22-first-contact.yaml",
  proves: "the first order waits for its twelve hours' notice, the second goes at once",
  remove: {
    file: "scenarios/cookbook/protocols/22-first-contact.yaml",
    path: ["roles", "authority", "machine", "states", "choosing", "always", 0, "guard"],
  },
  disable: {
    file: "simulation/actor-guards.ts",
    from: "return others.every((to) => this.mail.contactsBetween(current.actor, to, params.message as string) === 0);",
    to: "return others.length > 0;",
  },
  holds: (bench) => {
    const sent = bench
      .play()
      .facts.flatMap(({ kind, at, message }) =>
        kind === "message.sent" ? [[Number(at) / HOUR, message]] : [],
      );
    assert.deepEqual(sent, [
      [0, "prior-notice"],
      [12, "direction"],
      [36, "direction"],
    ]);
  },
};
