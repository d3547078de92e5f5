import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 23,
  title: "Contact-point registry: reachable, authenticated, language, posting",
  field:
    "contact.reachable, contact.languages, actor.language, actor.authenticated; send with posting; guards languageUnderstood, senderAuthenticated",
  example: "scenarios/cookbook/23-contact-points.yaml",
  proves:
    "a known host reads it, a foreign one asks, an unauthenticated sender is doubted, and the unreachable host is served six hours after posting and opens nothing",
  remove: {
    file: "scenarios/cookbook/23-contact-points.yaml",
    path: ["platforms", "nowhere", "contact", "reachable"],
  },
  disable: {
    file: "simulation/actor-messages.ts",
    from: "if (isReachable || message.via >= 0) return this.transmit(message);",
    to: "return this.transmit(message);",
  },
  holds: (bench) => {
    const { facts } = bench.play();
    const seen = (kind: string, from: string) =>
      facts.flatMap((fact) =>
        fact.kind === kind && fact.from === from ? [[Number(fact.at) / HOUR, fact.to]] : [],
      );
    assert.deepEqual(seen("message.posted", "authority"), [[0, "nowhere"]]);
    assert.deepEqual(seen("message.delivered", "authority"), [
      [0, "foreign"],
      [0, "known"],
      [6, "nowhere"],
    ]);
    assert.deepEqual(seen("message.opened", "authority"), [
      [0, "foreign"],
      [0, "known"],
    ]);
    assert.deepEqual(
      facts.flatMap(({ kind, from, message }) =>
        kind === "message.sent" && message !== "direction" ? [[from, message]] : [],
      ),
      [["foreign", "clarification"]],
    );
    // The stranger's directions are doubted by both that opened them.
    assert.equal(
      facts.filter(({ kind, note }) => kind === "note.made" && note === "notAuthenticated").length,
      2,
    );
  },
};
