import { afterAll, beforeAll, expect, test } from "vitest";
import type { Controlled } from "../../src/server/table-shapes.ts";
import { type Started, startServer, until } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";

/** What the table tells control and its players about what they did and should do. */

const both = (text: string) => ({ en: text, fr: text });
const MINUTE = 60_000;

let server: Started;
let x = "";
const keys = { director: "", player: "", adviser: "", evaluator: "" };
type Who = keyof typeof keys;
let names = 0;

beforeAll(async () => {
  server = await startServer();
  const file = {
    ...tableFile(["interior-ministry", "secretariat"]),
    duration: "PT3H",
    patience: "PT3H",
    rows: [
      {
        number: "1.01",
        kind: "expected-action",
        title: both("They decide"),
        at: "PT1M",
        expects: {
          text: both("Somebody decides."),
          when: { happened: { fact: "decision.answered" } },
          actors: ["interior-ministry"],
          within: "PT3H",
        },
      },
      {
        number: "1.02",
        kind: "expected-action",
        title: both("They panic"),
        at: "PT1M",
        expects: {
          text: both("Nobody does this."),
          when: { happened: { fact: "decision.taken", what: "never" } },
          within: "PT2M",
        },
      },
      {
        number: "1.03",
        kind: "contingency",
        title: both("A reminder"),
        text: both("Decide."),
        at: "PT2H",
        trigger: {
          kind: "contingency",
          unless: { happened: { fact: "decision.answered", actor: "interior-ministry" } },
        },
      },
    ],
  };
  const made = await server.make<{ id: string; participant: string; key: string }>("/exercises", { file });
  x = made.id;
  keys.director = made.key;
  for (const [who, role, seat, deciding] of [
    ["player", "player", "interior-ministry", true],
    ["adviser", "player", "interior-ministry", false],
    ["evaluator", "evaluator", undefined, false],
  ] as const) {
    const { code } = await read<{ code: string }>("director", "");
    const joined = await server.post(`/api/v1/exercises/${x}/join`, { code, name: who });
    const { participant } = (await joined.json()) as { participant: string };
    keys[who] = joined.headers.getSetCookie()[0].split(";")[0].split("=")[1];
    await done("director", {
      kind: "admit",
      participant,
      role,
      ...(seat === undefined ? {} : { seat }),
      deciding,
    });
  }
  await done("director", { kind: "start" });
}, 60_000);
afterAll(() => server?.close());

const bearer = (who: Who) => ({ authorization: `Bearer ${keys[who]}` });

async function read<T>(who: Who, path: string): Promise<T> {
  const response = await server.get(`/api/v1/exercises/${x}${path}`, bearer(who));
  return (await response.json()) as T;
}

/** The code of the refusal, or `done`. */
async function act(who: Who, command: object): Promise<string> {
  const response = await server.post(
    `/api/v1/exercises/${x}/commands`,
    { id: `c-${names++}`, command },
    bearer(who),
  );
  return response.ok ? "done" : ((await response.json()) as { code: string }).code;
}

const done = async (who: Who, command: object) =>
  expect([command, await act(who, command)]).toEqual([command, "done"]);

const control = () => read<Controlled>("evaluator", "/control");
const expected = async (row: string) => (await control()).expected.find((each) => each.row === row);

test("control is told how each expected action stands, and what a contingency still waits for", async () => {
  const missed = await until(async () => {
    const found = await expected("1.02");
    return found?.end === "missed" ? found : undefined;
  });
  expect(missed).toMatchObject({ from: MINUTE, dueAt: 3 * MINUTE, metAt: null });
  expect(await expected("1.01")).toMatchObject({ end: "not-yet", from: MINUTE });
  expect((await control()).contingencies).toEqual([{ row: "1.03", id: "row-1-03", at: null, fact: null }]);
  const asked = await until(async () =>
    (await control()).open.find(({ seat }) => seat === "interior-ministry"),
  );
  await done("player", { kind: "decide", decision: asked.number, option: asked.options[0], reason: "Law." });
  const met = await expected("1.01");
  expect(met).toMatchObject({ end: "met", each: [{ actor: "interior-ministry", at: met?.metAt }] });
  const { items } = await read<{ items: { facts?: { n: number; kind: string; at: number }[] }[] }>(
    "evaluator",
    "/updates?since=0",
  );
  const shown = items.flatMap(({ facts = [] }) => facts).find(({ n }) => n === met?.each[0].fact);
  expect(shown).toMatchObject({ kind: "decision.answered", at: met?.metAt });
  expect((await control()).contingencies).toEqual([
    { row: "1.03", id: "row-1-03", at: shown?.at, fact: shown?.n },
  ]);
  // Nobody who plays is told.
  expect(await read<{ code: string }>("player", "/control")).toMatchObject({ code: "exercise/not_allowed" });
  expect(JSON.stringify(await read("player", "/updates?since=0"))).not.toMatch(/expect|1\.0[12]/);
}, 120_000);
