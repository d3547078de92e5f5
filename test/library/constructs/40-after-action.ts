import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const MINUTE = 60_000;

export const construct: Construct = {
  number: 40,
  title: "Mandatory after-action",
  field: "message public-report; a duty that starts with the note stoodDown",
  example: "scenarios/cookbook/40-after-action.yaml",
  proves:
    "the duty to publish starts when the body stands down and is met by the report three days later, which is put on record; without it, it is missed",
  remove: {
    file: "scenarios/cookbook/protocols/40-after-action.yaml",
    path: ["roles", "body", "machine", "states", "closed", "entry"],
  },
  disable: {
    file: "simulation/actor-messages.ts",
    from: 'message.fact = this.record(KIND["message.sent"], message);',
    to: "message.fact = 1;",
  },
  holds: (bench) => {
    const { facts, duties } = bench.play();
    assert.deepEqual(
      duties.map(({ id, kind, startedAt, stoppedAt, outcome }) => [
        id,
        kind,
        startedAt / MINUTE,
        (stoppedAt ?? Number.NaN) / MINUTE,
        outcome,
      ]),
      [["publish-summary", "voluntary", 10, 10 + 3 * 1440, "met"]],
    );
    assert.equal(facts.filter(({ note }) => note === "onRecord").length, 1);
  },
};
