import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Down an hour after it came; a day to complain; fourteen days, then forty-five, then forty-five again. */
const WAITS: Readonly<Record<string, number>> = {
  platform: 15 * DAY,
  body: 60 * DAY,
  court: 105 * DAY,
};

export const construct: Construct = {
  number: 48,
  title: "Individual redress: reasons, complaint, outside body, court, restoration",
  field: "effects informUser, complain, decideComplaint, restore; guard userInformed",
  example: "scenarios/cookbook/48-individual-redress.yaml",
  proves:
    "who is told why complains, goes on where it is confirmed, and is back online in the instant in which somebody reverses it",
  remove: {
    file: "scenarios/cookbook/protocols/48-three-stages.yaml",
    path: ["item", "states", "examined", "on", "review.unlawful", "actions", 1],
  },
  disable: {
    file: "simulation/content-acts.ts",
    from: "dictionary.number(params.result as string),",
    to: 'dictionary.number("confirmed"),',
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const lawful = measures.get("lawful.removed") ?? 0;
    assert.ok(lawful > 300);
    assert.equal(measures.get("lawful.told"), lawful);
    assert.equal(measures.get("users.told.why"), lawful + 1);
    let before = lawful;
    let restored = 0;
    for (const body of ["platform", "body", "court"]) {
      assert.equal(measures.get(`complaints.to.${body}`), before);
      const reversed = measures.get(`complaints.reversed.${body}`) ?? 0;
      assert.equal(measures.get(`complaints.reversed.share.${body}`), reversed / before);
      // Half, four standard deviations either way.
      assert.ok(
        Math.abs(reversed / before - 0.5) < 2 / Math.sqrt(before),
        `${body}: ${reversed} of ${before}`,
      );
      const back = facts.filter(
        ({ kind, at, removedAt }) =>
          kind === "content.restored" && Number(at) - Number(removedAt) === WAITS[body],
      );
      assert.equal(back.length, reversed);
      restored += reversed;
      before -= reversed;
    }
    assert.equal(measures.get("lawful.restored"), restored);
  },
};
