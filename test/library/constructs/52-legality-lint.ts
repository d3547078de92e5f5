import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 52,
  title: "Legality lint on a variant: what a court weighed, limb by limb",
  field: "rights",
  example: "scenarios/cookbook/52-legality-lint.yaml",
  proves:
    "who decides, when a judge can rule, whether appeal suspends and who is informed are listed as declared and as the protocol shows them",
  remove: { file: "scenarios/cookbook/protocols/52-legality-lint.yaml", path: ["rights"] },
  disable: {
    file: "verification/rights.ts",
    from: 'allowedBy(protocol, asks.ruling) <= allowedBy(protocol, duty) ? "before-deadline" : "soon-after"',
    to: '"before-deadline"',
  },
  holds: (bench) => {
    const [limb] = bench.rights();
    assert.equal(limb?.decision.number, "12/2023");
    const listed = limb.factors.map(({ factor, is, computed, weighed }) => [factor, is, computed, weighed]);
    assert.deepEqual(listed, [
      ["decider", "administration", "administration", undefined],
      ["judge", "soon-after", "soon-after", "for"],
      ["appeal", "not-suspensive", "not-suspensive", undefined],
      ["penalty", "each-miss", undefined, undefined],
      ["independent", "informed", "informed", "for"],
    ]);
  },
};
