import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { readerOf } from "../scenario/reader.ts";
import { changedIn, livesOf } from "./scenarios.ts";

const SEEDS = 40;
const PLACES = ["aaa", "zzz"] as const;

const read = (file: string) => readFileSync(join(import.meta.dirname, file), "utf8");
const TEXTS = {
  "response.yaml": read("protocols/response.yaml"),
  "alone.yaml": read("protocols/alone.yaml"),
};

/** The scenario of a file after a change to its text, under protocols after a change to theirs. */
function parse(
  file: "response" | "alone",
  change: (text: string) => string = (text) => text,
  texts: Readonly<Record<string, string>> = TEXTS,
): Scenario {
  const result = parseScenario(change(read(`${file}.yaml`)), { source: file, read: readerOf(texts) });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.scenario;
}

/** Puts lines after the line that begins a part of a file; a change that changes nothing is an error. */
const under =
  (part: string, line: string) =>
  (text: string): string => {
    const changed = text.replace(`\n${part}:\n`, `\n${part}:\n${line}\n`);
    if (changed === text) throw new Error(part);
    return changed;
  };

function expectUnchanged(base: Scenario, larger: Scenario, others?: { readonly isSame: boolean }): void {
  let items = 0;
  let facts = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const before = livesOf(base, seed);
    const after = livesOf(larger, seed);
    items += before.lives.size;
    expect(changedIn(before.lives, after.lives)).toEqual([]);
    if (others === undefined) continue;
    const there = new Set(after.others);
    const gone = before.others.filter((fact) => !there.has(fact));
    facts += before.others.length;
    expect(gone).toEqual([]);
    expect(after.others.length === before.others.length).toBe(others.isSame);
  }
  expect(items).toBeGreaterThan(10 * SEEDS);
  if (others !== undefined) expect(facts).toBeGreaterThan(20 * SEEDS);
}

describe("under a protocol, nothing that is added changes what was drawn for anything else", () => {
  it.each(PLACES)("an actor that nobody hears of: %s", (place) => {
    const larger = parse("response", under("actors", `  ${place}: { kind: press }`));
    expectUnchanged(parse("response"), larger, { isSame: true });
  });

  it.each(PLACES)("a platform that nobody uploads to: %s", (place) => {
    const larger = parse("response", under("platforms", `  ${place}: { kind: community, halfLife: PT1H }`));
    expectUnchanged(parse("response"), larger, { isSame: false });
  });

  it.each(PLACES)("a platform that others upload to, where each item lives for itself: %s", (place) => {
    const line = `  ${place}: { kind: community, halfLife: PT1H, offspring: { social: 0.2 } }`;
    const larger = parse("alone", (text) =>
      under(
        "platforms",
        line,
      )(text)
        .replaceAll("offspring: {", `offspring: { ${place}: 0.3,`)
        .replace(`${place}: 0.3, social: 0.2 }`, "social: 0.2 }"),
    );
    expectUnchanged(parse("alone"), larger);
  });

  it.each(PLACES)("another original, where each item lives for itself: %s", (place) => {
    expectUnchanged(parse("alone"), parse("alone", under("originals", `  ${place}: { platform: board }`)));
  });

  it.each([
    ["before", "$2, $1"],
    ["after", "$1, $2"],
  ])("a second message to somebody who does nothing with it, %s the first", (_, order) => {
    const actors = under("actors", "  paper: { kind: press }");
    const first = "{ type: send, params: { message: alert, to: { kind: referral-unit } } }";
    const second = "{ type: send, params: { message: update, to: { kind: press } } }";
    const louder = TEXTS["response.yaml"].replace(first, order.replace("$1", first).replace("$2", second));
    expect(louder).not.toBe(TEXTS["response.yaml"]);
    const larger = parse("response", actors, { ...TEXTS, "response.yaml": louder });
    expectUnchanged(parse("response", actors), larger, { isSame: false });
  });
});
