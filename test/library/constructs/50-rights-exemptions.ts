import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 50,
  title: "Rights exemptions: press, research, art, counter-speech, evidence",
  field: "guard speechIs: of, seen; lookalikes.*.speech",
  example: "scenarios/cookbook/50-rights-exemptions.yaml",
  proves:
    "what is exempt stays by the share that is recognised, each kind of speech counted; what is not exempt goes",
  remove: {
    file: "scenarios/cookbook/protocols/50-exempt-speech.yaml",
    path: ["item", "states", "visible", "after", "looking", 0, "guard", "params", "seen"],
  },
  disable: {
    file: "simulation/content-acts.ts",
    from: "if (speech === undefined || !(of as readonly string[]).includes(speech)) return false;",
    to: "if (speech === undefined || of === undefined) return false;",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    for (const speech of ["research", "art", "evidence"]) {
      const posted = facts.filter(
        ({ kind, origin }) => kind === "content.posted" && origin === `lookalike:${speech}`,
      ).length;
      const removed = measures.get(`lawful.removed.speech.${speech}`) ?? Number.NaN;
      // One in ten of some three hundred, four standard deviations either way.
      assert.ok(
        posted > 200 && Math.abs(removed / posted - 0.1) < 0.07,
        `${speech}: ${removed} of ${posted}`,
      );
    }
    const satire = facts.filter(({ origin }) => origin === "lookalike:satire").length;
    assert.ok((measures.get("lawful.removed.speech.satire") ?? 0) > 0.8 * satire);
    assert.equal(measures.get("items.removed"), 1);
  },
};
