import { describe, expect, test } from "vitest";
import type { Protocol } from "../../src/model/index.ts";
import { parseProtocol } from "../../src/scenario/index.ts";
import { differenceOf } from "../../src/verification/index.ts";
import { differencePage, LANGUAGES, sayChange } from "../../src/words/index.ts";
import { SHIPPED } from "../exchange/statechart/shipped.ts";

const TEXT = `schemaVersion: 1
id: small
version: "1"
title: { en: Small, fr: Petit }
description: { en: A small one., fr: Un petit. }
binding: law
inForce: { from: "2020-01-01" }
delays:
  pause: { fixed: PT2H, source: a book }
decisions:
  answer:
    title: { en: Answer the order, fr: Répondre }
    options:
      comply: { value: 0.9, assumed: [0.8, 0.95], because: guess }
      refuse: { value: 0.1, assumed: [0, 0.2], because: guess }
    takes: { fixed: PT5M, source: a book }
roles:
  host:
    title: { en: Host, fr: Hébergeur }
    for: { kind: file-host }
    machine:
      initial: idle
      states:
        idle:
          mark: read
          on:
            removal-order.opened:
              - { target: deciding, guard: firstContact-free, mark: read }
              - { target: done, mark: read }
        deciding:
          mark: read
          entry: [{ type: decide, params: { decision: answer } }]
          on:
            answer.comply: { target: done, actions: [removeNamed], mark: read }
          after:
            pause: { target: idle, mark: assumed }
        done: { tags: [end], mark: assumed }
duties:
  hour:
    title: { en: One hour, fr: Une heure }
    instrument: a law
    kind: law
    source: a book
    starts: { fact: message.delivered, what: removal-order }
    stops: { fact: order.fulfilled }
    within: { value: PT1H, source: a book }
`.replace("firstContact-free", "isPublic");

function read(text: string): Protocol {
  const result = parseProtocol(text, { source: "small" });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.protocol;
}

const base = read(TEXT);

/** The sentences for one change of the text. */
function told(from: string, to: string, language: "en" | "fr" = "en"): string[] {
  if (!TEXT.includes(from)) throw new Error(`not there: ${from}`);
  const after = read(TEXT.replace(from, to));
  return differenceOf(base, after).map((each) =>
    sayChange(each, { before: base, after }, language).replaceAll("\u00a0", " "),
  );
}

/** Text of the duties' heading with a sanction before it. */
const sanction = (share: number) => `sanctions:
  fine:
    title: { en: A fine, fr: Une amende }
    kind: turnover
    amount: { value: ${share}, source: { en: a law, fr: une loi } }
    systematic: { n: 3, within: { value: P90D, source: a report } }
    source: { en: A law, fr: Une loi }
duties:`;

describe("the difference between two versions, in words", () => {
  test("nothing, where they are equal, whatever the order of keys and the comments", () => {
    const other = TEXT.replace("binding: law\n", "# a comment\n").replace("delays:", "binding: law\ndelays:");
    expect(differenceOf(base, read(other))).toEqual([]);
    const page = differencePage({ before: base, after: base, changes: [] }, "en");
    expect(page.at(-1)).toEqual({ kind: "paragraph", text: "Nothing differs." });
  });

  test.each([
    ["a version", 'version: "1"', 'version: "2"', "Changed: version — was: 1. Is now: 2."],
    [
      "dates",
      'from: "2020-01-01"',
      'from: "2021-01-01"',
      "Changed: dates in force — was: in force since 2020-01-01. Is now: in force since 2021-01-01.",
    ],
    [
      "a wait",
      "pause: { fixed: PT2H",
      "pause: { fixed: PT3H",
      "Changed: “pause” — was: 2 h [read in a book]. Is now: 3 h [read in a book].",
    ],
    [
      "a clock's length",
      "within: { value: PT1H",
      "within: { value: PT24H",
      "Changed: was: Within 1 h [read in a book], for whoever the start is about, one clock for each. Is now: Within 24 h [read in a book], for whoever the start is about, one clock for each.",
    ],
    [
      "a share",
      "assumed: [0.8, 0.95]",
      "assumed: [0.7, 0.95]",
      "Changed: “Answer the order”, “comply” — was: 90 % [assumed, 80 % to 95 %: guess]. Is now: 90 % [assumed, 70 % to 95 %: guess].",
    ],
    [
      "a state's mark",
      "done: { tags: [end], mark: assumed }",
      "done: { tags: [end], mark: read }",
      "Changed: “done” of “Host” — was: rests on [assumed]. Is now: rests on [read].",
    ],
    [
      "a guard",
      "guard: isPublic",
      "guard: emergency",
      "Changed: “idle” of “Host” — was: When the message “removal order” is opened, if its service is public, it goes to “deciding” of “Host” [read]. Is now: When the message “removal order” is opened, if the incident is an emergency, it goes to “deciding” of “Host” [read].",
    ],
    [
      "an effect",
      "actions: [removeNamed], ",
      "",
      "Changed: “deciding” of “Host” — was: When the decision on “Answer the order” is “comply”, removes what the message names; then it goes to “done” of “Host” [read]. Is now: When the decision on “Answer the order” is “comply”, it goes to “done” of “Host” [read].",
    ],
    [
      "who plays a role",
      "for: { kind: file-host }",
      "for: { kind: video }",
      "Changed: “Host” — was: Host, played by every file host. Is now: Host, played by every video platform.",
    ],
  ])("%s", (_, from, to, sentence) => {
    expect(told(from, to)).toEqual([sentence]);
  });

  test("what is added and what is removed, each with its parts", () => {
    const added = told("        done: {", "        late: { tags: [end], mark: recalled }\n        done: {");
    expect(added).toEqual(["Added: “late” of “Host”: it may end here. rests on [recalled]."]);
    const removed = told("          after:\n            pause: { target: idle, mark: assumed }\n", "");
    expect(removed).toHaveLength(2);
    expect(removed[1]).toContain(
      "Removed: “deciding” of “Host”: After the wait “pause” (2 h), it goes to “idle”",
    );
    expect(told("guard: isPublic, ", "reenter: true, ")[0]).toContain("Changed:");
  });

  test("a sanction with what it comes to, from which failure on, and where it was read", () => {
    expect(told("duties:", sanction(0.04), "fr").map((each) => each.replace(/\s+/g, " "))).toEqual([
      "Ajouté : « Une amende » : Une amende. Du chiffre d’affaires d’une année, au plus 4 % [lu dans une loi]. À partir de 3 manquements en 90 j [lu dans a report]. Une loi.",
    ]);
    const [four, six] = [0.04, 0.06].map((share) => read(TEXT.replace("duties:", sanction(share))));
    const [changed, ...others] = differenceOf(four, six);
    expect(others).toEqual([]);
    expect(sayChange(changed, { before: four, after: six }, "en").replaceAll("\u00a0", " ")).toBe(
      "Changed: “A fine” — was: Of a year's turnover at most 4 % [read in a law]. Is now: Of a year's turnover at most 6 % [read in a law].",
    );
  });

  test("a sentence ends once, and known faults are told by reason and source, in the reader's language", () => {
    const faults = `declaredFaults:
  - { code: verification/message_unheard, path: roles.host, because: { en: It is so., fr: C'est ainsi. }, source: { en: A law, fr: Une loi } }
roles:`;
    expect(told("\nroles:", `\n${faults}`, "fr").map((each) => each.replace(/\s+/g, " "))).toEqual([
      "Ajouté : défauts connus : C'est ainsi (Une loi).",
    ]);
    expect(told("en: A small one.", "en: Another.")).toEqual([
      "Changed: description — was: A small one. Is now: Another.",
    ]);
  });

  test("the order of candidates is a difference: the first that agrees is taken", () => {
    const swapped = TEXT.replace(/( {14}- \{ target: deciding.*\n)( {14}- \{ target: done.*\n)/, "$2$1");
    expect(differenceOf(base, read(swapped))).toHaveLength(2);
  });

  test("every shipped protocol equals itself, and differs from every other in both languages", () => {
    for (const [index, [, protocol]] of SHIPPED.entries()) {
      expect(differenceOf(protocol, structuredClone(protocol))).toEqual([]);
      const other = SHIPPED[(index + 1) % SHIPPED.length][1];
      const changes = differenceOf(protocol, other);
      expect(changes.length).toBeGreaterThan(3);
      for (const language of LANGUAGES) {
        const said = changes.map((each) => sayChange(each, { before: protocol, after: other }, language));
        for (const sentence of said) expect(sentence).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });
});
