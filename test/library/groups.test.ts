import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseReference } from "../../src/scenario/index.ts";
import { libraryPage } from "../../src/words/index.ts";
import { LIBRARY, PROTOCOL_IDS, readShippedProtocol } from "./shipped.ts";

/** The families that the facts list, the models of governance, and what is simply done. */
const WANTED = [
  "christchurch-call",
  "gifct-2019-2025",
  "gifct-2025",
  "hash-sharing",
  "eu-crisis-protocol",
  "eu-removal-order",
  "eu-exposure",
  "french-2020",
  "netzdg",
  "dsa-redress",
  "dsa-crisis",
  "australia",
  "uk-crisis",
  "india-singapore-new-zealand",
  "referral-units",
  "alert-service-hotlines",
  "account-rules",
  "governance",
  "practice",
];

const groups = LIBRARY.reference.flatMap(({ path }) => {
  const result = parseReference(readFileSync(path, "utf8"), { source: path });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.reference.groups;
});

test("the groups are the seventeen of the facts, in their order, the models of governance, and practice", () => {
  expect(groups.map(({ id }) => id)).toEqual(WANTED);
});

test.each(PROTOCOL_IDS)("%s stands in one of them", (id) => {
  expect(WANTED).toContain(readShippedProtocol(id).group);
});

const protocol = (id: string, group?: string) => ({
  id,
  group,
  version: "2",
  title: { en: `the ${id}`, fr: `le ${id}` },
  binding: "law" as const,
  reconstructed: id === "first",
  inForce: { from: "2020-01-01", to: id === "first" ? "2021-01-01" : undefined },
});

test("the page shows each protocol once, below its group, and a group of nobody's not at all", () => {
  const page = {
    scenarios: [],
    platforms: [],
    models: [],
    exercises: [],
    groups: [
      { id: "red", title: { en: "Red", fr: "Rouge" } },
      { id: "blue", title: { en: "Blue", fr: "Bleu" } },
      { id: "green", title: { en: "Green", fr: "Vert" } },
    ],
    protocols: [
      protocol("first", "blue"),
      protocol("second"),
      protocol("third", "red"),
      protocol("fourth", "x"),
    ],
  };
  const said = (language: "en" | "fr") =>
    libraryPage(page, language).flatMap((block) =>
      block.kind === "paragraph" ? [block.text] : block.kind === "list" ? block.items : [],
    );
  expect(said("en")).toEqual([
    "Red (red)",
    "third (2): the third [law; in force since 2020-01-01]",
    "Blue (blue)",
    "first (2): the first [law; in force 2020-01-01 to 2021-01-01; reconstructed from public sources]",
    "Without a group",
    "second (2): the second [law; in force since 2020-01-01]",
    "fourth (2): the fourth [law; in force since 2020-01-01]",
  ]);
  expect(said("fr")).toContain(
    "first (2)\u00a0: le first [loi\u00a0; en vigueur du 2020-01-01 au 2021-01-01\u00a0; reconstitué d’après des sources publiques]",
  );
});
