import { describe, expect, test } from "vitest";
import { MeasureFold } from "../../src/measures/index.ts";
import { type FactRecord, toRecord } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { compile, headerOf, Simulation } from "../../src/simulation/index.ts";

const HOUR = 3_600_000;
const MARK = "mark: { mark: assumed, source: invented }";

const head = (id: string, uses: string) => `
schemaVersion: 1
id: ${id}
version: "1"
title: { en: "Protocol ${id}", fr: "Protocole ${id}" }
description: { en: "For this test", fr: "Pour ce test" }
binding: voluntary
sources: [invented]
uses: [${uses}]
`;

const LIFE = `
schemaVersion: 1
id: life
version: "1"
title: { en: Life, fr: Vie }
description: { en: "For this test", fr: "Pour ce test" }
binding: practice
sources: [invented]
item:
  initial: posted
  states:
    posted: { ${MARK}, always: { target: up, actions: [publish], ${MARK} } }
    up: { ${MARK}, on: { removal.asked: { target: down, actions: [{ type: remove, params: { by: order } }], ${MARK} } } }
    down: { ${MARK}, on: { restoration.asked: { target: up, actions: [restore], ${MARK} } } }
`;

/** Orders the original away an hour after the start; the host obeys at once, and notes each notice that it hears of. */
const AWAY = `${head("away", "life")}
delays: { hour: { fixed: PT1H, assumed: [PT30M, PT2H], because: invented } }
roles:
  desk:
    title: { en: One, fr: Un }
    for: { kind: competent-authority }
    machine:
      initial: waiting
      states:
        waiting: { ${MARK}, after: { hour: { target: ordering, ${MARK} } } }
        ordering: { ${MARK}, tags: [end], entry: [{ type: send, params: { message: removal-order, to: { kind: platform }, items: original } }] }
  host:
    title: { en: One, fr: Un }
    for: { kind: platform }
    per: removal-order
    machine:
      initial: delivered
      states:
        delivered: { ${MARK}, on: { removal-order.opened: { target: done, actions: [removeNamed], ${MARK} } } }
        done: { ${MARK}, tags: [end] }
  hearer:
    title: { en: One, fr: Un }
    for: { kind: platform }
    per: notice
    machine:
      initial: delivered
      states:
        delivered: { ${MARK}, tags: [end], entry: [{ type: note, params: { what: heard-away } }] }
`;

/** Writes about the original six minutes after the start, and after its wait has it put back. */
const BACK = `${head("back", "life")}
delays:
  soon: { fixed: PT6M, assumed: [PT1M, PT30M], because: invented }
  a-while: { fixed: PT174M, assumed: [PT20M, PT6H], because: invented }
roles:
  flagger:
    title: { en: One, fr: Un }
    for: { kind: trusted-flagger }
    machine:
      initial: writing
      states:
        writing: { ${MARK}, after: { soon: { target: written, ${MARK} } } }
        written: { ${MARK}, tags: [end], entry: [{ type: send, params: { message: notice, to: { kind: platform }, items: original } }] }
  host:
    title: { en: One, fr: Un }
    for: { kind: platform }
    per: notice
    machine:
      initial: delivered
      states:
        delivered: { ${MARK}, entry: [{ type: note, params: { what: heard-back } }], on: { notice.opened: { target: weighing, ${MARK} } } }
        weighing: { ${MARK}, after: { a-while: { target: restoring, ${MARK} } } }
        restoring: { ${MARK}, tags: [end], entry: [restoreNamed] }
`;

const scenarioText = (more: string) => `
schemaVersion: 1
id: opposite
horizon: P1D
incident: { endsAt: PT10M }
platforms: { host: { kind: file-host } }
originals: { one: { platform: host } }
lookalikes: { report: { platform: host, count: { value: 1, assumed: [0, 2], because: invented }, arrives: { fixed: PT20H, assumed: [PT10H, PT22H], because: invented } } }
actors:
  desk: { kind: competent-authority }
  flagger: { kind: trusted-flagger }
protocols: [life, away, back]
${more}
`;

const FILES: Readonly<Record<string, string>> = { life: LIFE, away: AWAY, back: BACK };

function play(more = "", files: Readonly<Record<string, string>> = {}) {
  const result = parseScenario(scenarioText(more), {
    source: "opposite",
    read: (name) => ({ source: name, text: files[name] ?? FILES[name] }),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  const compiled = compile(result.scenario);
  const fold = new MeasureFold(headerOf(compiled, { seed: 1, replication: 0 }), compiled.dictionary);
  const facts: FactRecord[] = [];
  const simulation = new Simulation(compiled, {
    keep: "all",
    listener: fold,
    onKept: (fact) => facts.push(toRecord(fact, compiled.dictionary)),
  });
  simulation.reset(1, 0);
  simulation.run();
  fold.finish();
  const measures = new Map(fold.measures().map(({ id, value }) => [id, value]));
  const story = facts.flatMap(({ kind, at, ...rest }) =>
    kind === "content.removed" || kind === "content.restored" || kind.startsWith("demand.")
      ? [[kind, Number(at) / HOUR, ...(kind === "demand.contradicted" ? [rest.against, rest.outcome] : [])]]
      : [],
  );
  return { facts, measures, story };
}

const counts = (measures: ReadonlyMap<string, number | null>) =>
  ["demands.repeated", "demands.contradicted", "demands.set-aside"].map((id) => measures.get(id));

describe("several mechanisms at once", () => {
  test("where none goes first by statement, the later demand holds, and the contradiction is counted", () => {
    const { story, measures } = play();
    expect(story).toEqual([
      ["demand.repeated", 1],
      ["content.removed", 1],
      ["demand.contradicted", 3, "away", "obeyed"],
      ["content.restored", 3],
    ]);
    expect(counts(measures)).toEqual([1, 1, 0]);
  });

  test("a mechanism that goes first holds against a later demand, which is set aside", () => {
    const { story, measures } = play("precedence: [away, back]");
    expect(story).toEqual([
      ["demand.repeated", 1],
      ["content.removed", 1],
      ["demand.contradicted", 3, "away", "set-aside"],
    ]);
    expect(counts(measures)).toEqual([1, 1, 1]);
    expect(measures.get("items.online")).toBe(0);
  });

  test("against a mechanism that comes second, the demand of the first is carried out", () => {
    expect(play("precedence: [back, away]").story).toContainEqual(["content.restored", 3]);
    // Named alone it goes before all that are not named.
    expect(play("precedence: [back]").story).toContainEqual(["demand.contradicted", 3, "away", "obeyed"]);
  });

  test("an order that is set aside is not fulfilled", () => {
    const early = { back: BACK.replace("fixed: PT174M", "fixed: PT24M") };
    const { story, facts, measures } = play("precedence: [back, away]", early);
    expect(story).toContainEqual(["demand.contradicted", 1, "back", "set-aside"]);
    expect(story.some(([kind]) => kind === "content.removed")).toBe(false);
    expect(facts.some(({ kind }) => kind === "order.fulfilled")).toBe(false);
    expect(measures.get("items.online")).toBe(1);
  });

  test("a message is heard under the protocol that sent it, and under any where the scenario brings it up", () => {
    const notes = ({ facts }: ReturnType<typeof play>) =>
      facts.flatMap((fact) => (fact.kind === "note.made" ? [[Number(fact.at) / HOUR, fact.note]] : []));
    expect(notes(play())).toEqual([[0.1, "heard-back"]]);
    const more = `injects: { letter: { at: PT5H, title: { en: A letter, fr: Une lettre }, acts: [{ send: notice, from: flagger, to: { kind: platform }, items: original }] } }`;
    expect(notes(play(more))).toEqual([
      [0.1, "heard-back"],
      [5, "heard-away"],
      [5, "heard-back"],
    ]);
  });

  test("protocols of which one builds on the other are one mechanism: nothing is counted between them", () => {
    const kin = { back: BACK.replace("uses: [life]", "uses: [life, away]") };
    const { story, measures, facts } = play("precedence: [away, back]", kin);
    expect(story).toEqual([
      ["content.removed", 1],
      ["content.restored", 3],
    ]);
    expect(measures.has("demands.contradicted")).toBe(false);
    expect(facts.filter(({ kind }) => kind === "note.made")).toHaveLength(2);
  });
});
