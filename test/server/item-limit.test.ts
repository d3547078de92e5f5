import { expect, test } from "vitest";
import { MOST_ITEM_FACTS, TOO_MANY_FACTS } from "../../src/server/item-limit.ts";
import { HttpProblem } from "../../src/server/problem.ts";
import { runHandlers } from "../../src/server/routes/runs.ts";

/** A desk that fails in one way, and runs that have what it is given. */
function handlersWith(failure: Error) {
  const runs = { get: async () => ({ scenario: "five-seats" }), task: async () => ({}) };
  const desk = { call: () => Promise.reject(failure) };
  return runHandlers(runs as never, desk as never);
}

const asked = { params: { id: "r1", format: "statements" }, language: "en" };

test("a file that would hold too many items is refused, with what to do instead, and not cut short", async () => {
  const refused = Object.assign(new Error(TOO_MANY_FACTS), { code: TOO_MANY_FACTS });
  const answer = handlersWith(refused).exportRun(asked as never);
  await expect(answer).rejects.toBeInstanceOf(HttpProblem);
  await expect(answer).rejects.toMatchObject({
    code: "export/too_many_items",
    options: { limit: String(MOST_ITEM_FACTS), found: "five-seats" },
  });
});

test("another failure of the desk stays what it is", async () => {
  const failure = new Error("something else");
  await expect(handlersWith(failure).exportRun(asked as never)).rejects.toBe(failure);
});
