import { expect, test } from "vitest";
import { checkRights, listRights } from "../../src/verification/index.ts";
import { rightsLines } from "../../src/words/index.ts";
import { readShippedProtocol } from "../library/shipped.ts";
import { spoil } from "./replay.ts";

const PLACE = () => ({ source: "law.yaml", line: 1, column: 1 });

/** Factors of a limb of the French law of 2020 that the court held against it, with their values. */
function heldAgainst(limb: string): string[] {
  const found = listRights(readShippedProtocol("french-2020")).find((each) => each.limb === limb);
  return (found?.factors ?? [])
    .filter(({ weighed }) => weighed === "against")
    .map(({ factor, is }) => `${factor}: ${is}`);
}

test("what was held against the one-hour limb and against the 24-hour limb stands apart, with the decision", () => {
  expect(heldAgainst("one-hour")).toEqual([
    "decider: administration",
    "manifest: not-required",
    "judge: not-in-time",
    "appeal: not-suspensive",
    "sanction: penal",
  ]);
  expect(heldAgainst("day-after-notice")).toEqual([
    "decider: operator",
    "penalty: each-miss",
    "defence: not-defined",
    "breadth: every-report",
  ]);
  for (const { decision } of listRights(readShippedProtocol("french-2020")))
    expect(decision).toMatchObject({ number: "2020-801 DC", date: "2020-06-18" });
});

test.each(["en", "fr"] as const)(
  "in words it never says lawful or unlawful, failed or passed (%s)",
  (language) => {
    for (const limb of listRights(readShippedProtocol("french-2020"))) {
      const lines = rightsLines(
        {
          ...limb,
          title: { en: "A limb", fr: "Un volet" },
          factors: limb.factors.filter(({ factor }) => factor !== "manifest"),
        },
        language,
      );
      expect(lines[0]).toContain("2020-801 DC");
      expect(lines.join(" ")).not.toMatch(
        /\b(un)?lawful\b|\bfail(s|ed)?\b|\bpass(es|ed)?\b|\b(il)?licite|conforme/i,
      );
    }
  },
);

test("what a law declares is compared with what its own machine shows", () => {
  expect(checkRights(readShippedProtocol("french-2020"), PLACE)).toEqual([]);
  const declared = (change: (rights: Record<string, { factors: Record<string, { is: string }> }>) => void) =>
    checkRights(
      spoil("french-2020", ({ rights }) => change(rights)),
      PLACE,
    ).map(({ code, path, details }) => [code, path, details.computed]);
  expect(declared((rights) => Object.assign(rights["one-hour"].factors.decider, { is: "court" }))).toEqual([
    ["verification/rights_otherwise", "rights.one-hour.factors.decider", "administration"],
  ]);
  expect(
    declared((rights) => Object.assign(rights["one-hour"].factors.judge, { is: "before-deadline" })),
  ).toEqual([["verification/rights_otherwise", "rights.one-hour.factors.judge", "not-in-time"]]);
  expect(
    declared((rights) => Object.assign(rights["one-hour"].factors.independent, { is: "informed" })),
  ).toEqual([["verification/rights_otherwise", "rights.one-hour.factors.independent", "not-informed"]]);
});

test("an appeal that holds the clock is suspensive", () => {
  const protocol = spoil("french-2020", ({ rights, duties }) => {
    rights["one-hour"].asks.appeal = "court-application";
    duties["hour-after-demand"].suspendedBy = { fact: "message.sent", what: "court-application" };
  });
  expect(checkRights(protocol, PLACE)).toMatchObject([
    {
      path: "rights.one-hour.factors.appeal",
      details: { declared: "not-suspensive", computed: "suspensive" },
    },
  ]);
});

test("a name that leads nowhere is a fault", () => {
  const protocol = spoil("french-2020", ({ rights }) =>
    Object.assign(rights["one-hour"], { duty: "no-such" }),
  );
  expect(checkRights(protocol, PLACE)).toMatchObject([
    { code: "verification/rights_name", path: "rights.one-hour.duty", details: { found: "no-such" } },
  ]);
});
