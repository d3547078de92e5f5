import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 47,
  title: "Burden shift: a notice creates a presumption",
  field: "effect setStatus; guard statusIs {status, of}",
  example: "scenarios/cookbook/47-burden-shift.yaml",
  proves: "after a notice that arrived the host must show; where the notice was lost the applicant must",
  remove: {
    file: "scenarios/cookbook/protocols/47-burden-shift.yaml",
    path: ["roles", "host", "machine", "states", "idle", "on", "notice.delivered", "actions", 0],
  },
  disable: {
    file: "simulation/actor-guards.ts",
    from: "return whose.some((number) => this.records.hasStatus(number, params.status as string));",
    to: "return false;",
  },
  holds: (bench) => {
    const shown = (overlay = {}) =>
      bench
        .play({ overlay })
        .facts.filter(({ kind, actor }) => kind === "state.entered" && actor === "judge")
        .at(-1)?.state;
    assert.equal(shown(), "host-must-show");
    const lost = { channels: [{ message: "notice", delay: "PT0S", loss: 1 }] };
    assert.equal(shown(lost), "applicant-must-show");
  },
};
