import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const MINUTE = 60_000;

export const construct: Construct = {
  number: 32,
  title: "Labels of a hash and a label for the event; members choose by them",
  field: "effects makeHash, shareHash, relabelHash: labels; platforms.*.matching.takes",
  example: "scenarios/cookbook/32-hash-labels.yaml",
  proves:
    "a member takes in only hashes with a label that it acts on; a label for the event opens it to one more",
  remove: {
    file: "scenarios/cookbook/32-hash-labels.yaml",
    path: ["platforms", "event-host", "matching", "takes"],
  },
  disable: {
    file: "simulation/hash-life.ts",
    from: "takes === undefined ||",
    to: "takes !== null ||",
  },
  holds: (bench) => {
    const { facts } = bench.play();
    const when = (wanted: string) =>
      facts.filter(({ kind }) => kind === wanted).map(({ at, platform }) => [platform, Number(at) / MINUTE]);
    assert.deepEqual(when("hash.ingested"), [
      ["broad-host", 75],
      ["event-host", 195],
    ]);
    assert.deepEqual(when("hash.passed-over"), [
      ["event-host", 60],
      ["listed-host", 60],
      ["listed-host", 180],
    ]);
  },
};
