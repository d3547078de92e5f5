import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FACT_BY_CODE, type FactName } from "../../src/model/index.ts";
import { parseProtocol } from "../../src/scenario/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { readShipped } from "../library/shipped.ts";

const EMPTY = parseProtocol(readFileSync(join(import.meta.dirname, "empty.yaml"), "utf8"), {
  source: "empty",
});

/** Everything that some protocol does; what is left is that items appear and are seen. */
const DONE_BY_PROTOCOLS: readonly FactName[] = [
  "content.blocked",
  "content.removed",
  "content.restored",
  "content.restricted",
  "content.reported",
  "content.flagged",
  "content.kept",
  "content.queued",
  "content.appealed",
  "original.removed",
  "incident.reported",
  "incident.confirmed",
  "hash.found",
  "hash.made",
  "hash.shared",
  "hash.ingested",
  "hash.withdrawn",
  "matching.switched",
  "message.sent",
  "message.delivered",
  "message.opened",
  "message.lost",
  "decision.taken",
  "state.entered",
  "order.fulfilled",
  "crisis.entered",
  "crisis.left",
  "note.made",
  "duty.started",
];

describe("under a protocol that only publishes", () => {
  test.each(["livestreamed-attack", "halle-2019"])("nothing in %s is reported, shared or removed", (id) => {
    if (!EMPTY.ok) throw new Error(JSON.stringify(EMPTY.diagnostics));
    const { scenario } = readShipped(id);
    const counts = new Map<string, number>();
    const onFact = ({ kind }: { kind: number }) => {
      const name = FACT_BY_CODE[kind] as string;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    };
    const simulation = new Simulation(compile({ ...scenario, cap: 20_000, protocols: [EMPTY.protocol] }), {
      listener: { onFact },
    });
    for (const seed of [1, 2, 3]) {
      simulation.reset(seed, 0);
      simulation.run();
    }
    expect(DONE_BY_PROTOCOLS.filter((name) => counts.has(name))).toEqual([]);
    expect(counts.get("content.posted")).toBeGreaterThan(1000);
    expect(counts.get("original.posted")).toBe(3 * Object.keys(scenario.originals).length);
    // Ordinary work goes on as before.
    expect(counts.get("review.finished")).toBeGreaterThan(1000);
  });
});
