import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { GOLDEN, pathOf, play, read, write } from "./logs.ts";

describe("golden logs", () => {
  test("are recorded, each of them and nothing else", () => {
    const found = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".jsonl"));
    const wanted = GOLDEN.map((each) => basename(pathOf(each)));
    expect(found.sort()).toEqual(wanted.sort());
  });

  test("come back from their lines as they went", () => {
    const log = play(GOLDEN[0]);
    expect(read(write(log))).toEqual(JSON.parse(JSON.stringify(log)));
    expect(log.facts.length).toBeGreaterThan(50);
  });

  test.for(GOLDEN)("$id, $variant: replays fact by fact, to the same digest", (each) => {
    const kept = read(readFileSync(pathOf(each), "utf8"));
    const now = read(write(play(each)));
    for (const [index, fact] of kept.facts.entries()) expect(now.facts[index]).toEqual(fact);
    expect(now.facts.length).toBe(kept.facts.length);
    expect(now.head).toEqual(kept.head);
  });
});
