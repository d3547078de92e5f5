import { expect, test } from "vitest";
import type { Contact } from "../../src/model/index.ts";
import { canonicalText } from "../../src/scenario/index.ts";
import { findClosedHours, leastTimesByHour } from "../../src/verification/index.ts";
import { minutesUntilOpen } from "../../src/verification/opening.ts";
import { readShippedWith } from "../library/shipped.ts";

const HOUR = 3_600_000;
const NOWHERE = () => ({ source: "s.yaml", line: 1, column: 1 });
const at = (hour: number, day = 2) => (day - 1) * 1440 + hour * 60;

/** The removal order of the Union, and a service where nobody is from 22:00 to 08:00. */
const scenario = (contact: object) => {
  const read = readShippedWith("livestreamed-attack", "nobody-there", {
    protocols: ["life-of-a-copy", "hash-sharing", "eu-removal-order"],
    headline: null,
  });
  const [id] = Object.entries(read.platforms).find(([, { kind }]) => kind === "large-social") ?? [""];
  const always: Contact = { hours: "always", days: [1, 2, 3, 4, 5, 6, 7], utcOffset: 0 };
  const platforms = Object.fromEntries(
    Object.entries(read.platforms).map(([name, each]) => [
      name,
      { ...each, contact: { ...always, ...(name === id ? contact : {}) } },
    ]),
  );
  return { id, scenario: { ...read, platforms } };
};

const NIGHT = { hours: { opens: 8 * 60, closes: 22 * 60 } };

test("the hour runs from delivery: at 03:00 nobody can meet it, at 14:00 an instant service can", () => {
  const { id, scenario: given } = scenario(NIGHT);
  const order = leastTimesByHour(given).find(
    ({ duty, debtor }) => duty === "remove-within-the-hour" && debtor === id,
  );
  expect(order?.at(at(3))).toBe(5 * HOUR);
  expect(order?.canBeMet(at(3))).toBe(false);
  expect(order?.at(at(14))).toBe(0);
  expect(order?.canBeMet(at(14))).toBe(true);
  expect(order?.at(at(7))).toBe(HOUR);
  expect(order?.canBeMet(at(7))).toBe(true);
  expect(order?.canBeMet(at(7) - 1)).toBe(false);
});

test("is told with both times of day, and not where somebody is always there", () => {
  const { id, scenario: given } = scenario(NIGHT);
  const found = findClosedHours(given, NOWHERE, NOWHERE).filter(
    ({ details }) => details.duty === "remove-within-the-hour",
  );
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ severity: "warning", path: `platforms.${id}.contact` });
  expect(found[0].details).toMatchObject({
    within: HOUR,
    late: "03:00",
    lateLeast: 5 * HOUR,
    early: "14:00",
    earlyLeast: 0,
  });
  expect(found[0].details).not.toHaveProperty("because");
  expect(findClosedHours(scenario({}).scenario, NOWHERE, NOWHERE)).toEqual([]);
});

test("hours that are meant are told with the reason, which does not count towards the scenario's address", () => {
  const because = { en: "One desk, by day.", fr: "Un seul bureau, le jour." };
  const { scenario: given } = scenario({ ...NIGHT, because });
  const [found] = findClosedHours(given, NOWHERE, NOWHERE);
  expect(found.details).toMatchObject({ because: because.en, becauseFr: because.fr });
  const { id, scenario: silent } = scenario(NIGHT);
  expect(canonicalText(given)).toBe(canonicalText(silent));
  expect(canonicalText(given)).not.toBe(canonicalText(scenario({}).scenario));
  expect(given.platforms[id].contact).toHaveProperty("because");
});

test.each([
  ["within its hours", at(9), 0],
  ["at the minute of opening", at(8), 0],
  ["a minute before", at(8) - 1, 1],
  ["at the minute of closing", at(22), 600],
  ["on the last evening of the week", at(23, 7), 540],
])("a contact point opens %s", (_, minute, wait) => {
  const contact: Contact = { ...NIGHT, days: [1, 2, 3, 4, 5, 6, 7], utcOffset: 0 };
  expect(minutesUntilOpen(contact, minute)).toBe(wait);
});

test("what comes at the weekend waits for Monday, and a night shift belongs to the day on which it began", () => {
  const days = { ...NIGHT, days: [1, 2, 3, 4, 5], utcOffset: 0 };
  expect(minutesUntilOpen(days, at(12, 6))).toBe((12 + 24 + 8) * 60);
  const nights = { hours: { opens: 20 * 60, closes: 4 * 60 }, days: [5], utcOffset: 0 };
  expect(minutesUntilOpen(nights, at(3, 6))).toBe(0);
  expect(minutesUntilOpen(nights, at(3, 5))).toBe(17 * 60);
});
