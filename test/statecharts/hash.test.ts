import { describe, expect, test } from "vitest";
import { type FactRecord, type Protocol, type Scenario, toRecord } from "../../src/model/index.ts";
import { parseProtocol } from "../../src/scenario/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { readShipped } from "../library/shipped.ts";

/** A copy is confirmed ten minutes after it went up; what happens to its hash is the test's. */
const protocolWith = (hash: string, roles = "{}"): Protocol => {
  const text = `
schemaVersion: 1
id: hashes
version: "1"
title: { en: "Hashes", fr: "Empreintes" }
description: { en: "For a test.", fr: "Pour un essai." }
binding: practice
delays:
  found: { fixed: PT10M, assumed: [PT1M, PT1H], because: "A test." }
  later: { fixed: PT30M, assumed: [PT1M, PT1H], because: "A test." }
  ingest: { fixed: PT1H, assumed: [PT1M, PT2H], because: "A test." }
item:
  id: copy
  initial: posted
  states:
    posted:
      mark: assumed
      always: [{ target: up, actions: [publish], mark: assumed }]
    up:
      mark: assumed
      after: { found: { target: known, actions: [confirm], mark: assumed } }
      on: { hash.ingested: { guard: sweepFinds, target: gone, actions: [{ type: remove, params: { by: sweep } }], mark: assumed } }
    known: { mark: assumed }
    gone: { mark: assumed }
hash:
  id: hash
  initial: confirmed
  states:
${hash}
roles: ${roles}
`;
  const result = parseProtocol(text, { source: "hashes" });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.protocol;
};

function play(scenario: Scenario): FactRecord[] {
  const facts: FactRecord[] = [];
  const simulation: Simulation = new Simulation(compile(scenario), {
    keep: "all",
    onKept: (fact) => facts.push(toRecord(fact, simulation.dictionary)),
  });
  simulation.reset(1, 0);
  simulation.run();
  return facts;
}

const { scenario: shipped } = readShipped("livestreamed-attack");
const small = { ...shipped, lookalikes: {}, cap: 50, horizon: 86_400_000, marks: [], channels: [] };

const MAKES = `
    confirmed:
      mark: assumed
      entry: [makeHash]`;

/** Every lawful item shares frames with the original, and is taken for it wherever anybody looks. */
const confusable = (sweep: number): Scenario => ({
  ...small,
  platforms: Object.fromEntries(
    Object.entries(small.platforms).map(([id, platform]) => {
      const { matching } = platform;
      const changed = {
        ...matching,
        sweep: { ...matching.sweep, value: sweep },
        falseMatch: { ...matching.falseMatch, value: 1 },
      };
      return [id, { ...platform, matching: changed }];
    }),
  ),
  lookalikes: Object.fromEntries(
    Object.entries(shipped.lookalikes).map(([id, entry]) => [
      id,
      {
        ...entry,
        arrives: { ...entry.arrives, law: { kind: "fixed" as const, value: 0 } },
        sharesFrames: { ...entry.sharesFrames, value: 1 },
      },
    ]),
  ),
  protocols: [protocolWith(MAKES)],
});

const lawfulRemovals = (sweep: number) =>
  play(confusable(sweep)).filter(({ kind, status }) => kind === "content.removed" && status !== "unlawful");

describe("a platform that begins to match a version", () => {
  test("sweeps what it takes for it, and takes nothing down where it does not sweep", () => {
    expect(lawfulRemovals(1).length).toBeGreaterThan(0);
    expect(lawfulRemovals(0)).toEqual([]);
  });
});

describe("a hash", () => {
  test("that was withdrawn on its way is taken in by nobody", () => {
    const hash = `
    confirmed:
      mark: assumed
      entry: [makeHash, { type: shareHash, params: { group: consortium } }]
      after: { later: { target: gone, actions: [withdrawHash], mark: assumed } }
    gone: { mark: assumed }`;
    const facts = play({ ...small, protocols: [protocolWith(hash)] });
    expect(facts.filter(({ kind }) => kind === "hash.shared").length).toBeGreaterThan(0);
    expect(facts.filter(({ kind }) => kind === "hash.withdrawn").length).toBeGreaterThan(0);
    expect(facts.filter(({ kind }) => kind === "hash.ingested")).toEqual([]);
  });

  test("goes on when what it sets going confirms another version meanwhile", () => {
    const hash = `
    confirmed:
      mark: assumed
      entry: [makeHash, { type: shareHash, params: { group: consortium } }]`;
    const roles = `
  service:
    title: { en: "Service", fr: "Service" }
    for: { kind: livestream }
    machine:
      initial: asking
      states:
        asking:
          mark: assumed
          on:
            incident.began: { target: listening, mark: assumed }
        listening:
          mark: assumed
          after: { found: { actions: [{ type: send, params: { message: request, to: self, items: original } }], mark: assumed } }
          on:
            request.opened: { target: knowing, mark: assumed }
        knowing:
          mark: assumed
          on:
            hash.ingested: { actions: [confirmNamed], mark: assumed }`;
    const [stream] = Object.values(small.originals);
    const originals = {
      first: { ...stream, at: 60_000 },
      second: { ...stream, at: 120_000 },
    };
    const facts = play({ ...small, originals, protocols: [protocolWith(hash, roles)] });
    const found = facts.filter(({ kind }) => kind === "hash.found");
    expect(found.length).toBeGreaterThan(1);
    expect(found[1].at, "both in the same instant").toBe(found[0].at);
    expect(facts.filter(({ kind }) => kind === "hash.shared")).toHaveLength(found.length);
  });
});
