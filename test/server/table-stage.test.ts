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
    duration: "PT6H",
    patience: "PT6H",
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
          when: { happened: { fact: "decision.taken", what: "decide-request" } },
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
});
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
});

test("two seats of one actor are refused", async () => {
  const file = tableFile(["interior-ministry", "secretariat"]);
  const [first, second] = file.seats;
  const twice = { ...file, seats: [first, { ...second, actor: first.actor }] };
  const response = await server.post("/api/v1/exercises", { file: twice }, bearer("director"));
  expect(await response.json()).toMatchObject({ code: "library/faulty" });
});

interface Item {
  readonly at: number;
  readonly learnt?: { readonly facts: readonly { readonly kind: string; readonly at: number }[] };
  readonly done?: {
    readonly kind: string;
    readonly data: Record<string, unknown>;
    readonly texts: Record<string, string>;
    readonly isYours?: true;
  };
  readonly entry?: {
    readonly n: number;
    readonly kind: string;
    readonly at: number;
    readonly data: Record<string, unknown>;
  };
  readonly texts?: Record<string, string>;
}
interface Page {
  readonly items: readonly Item[];
  readonly clock: { readonly at: number; readonly isPaused: boolean; readonly isRunning: boolean };
}
const page = (who: Who) => read<Page>(who, "/updates?since=0");
const deeds = async (who: Who) =>
  (await page(who)).items.flatMap(({ done: deed }) => (deed === undefined ? [] : [deed]));
const refused = async (who: Who, command: object) => act(who, command);

test("a seat is told its own number of what it wrote, and corrects it in the open", async () => {
  await done("player", { kind: "tell-control", text: "We have told the polise." });
  const told = (await deeds("player")).find(({ texts }) => texts.text === "We have told the polise.");
  // The decision before it was the first.
  expect(told?.data.own).toBe(2);
  expect(await refused("adviser", { kind: "correct-own", own: 2, text: "Not mine." })).toBe(
    "exercise/not_yours",
  );
  for (const own of [0, 3, 9999])
    expect(await refused("player", { kind: "correct-own", own, text: "None." })).toBe(
      "exercise/unknown_entry",
    );
  // No number of the record, be it one's own or nobody's, tells a seat anything.
  for (const entry of [1, 5, 9999])
    expect(await refused("player", { kind: "correct", entry, text: "None." })).toBe("exercise/unknown_entry");
  expect(await refused("player", { kind: "correct-own", own: 2, text: "" })).toBe("exercise/bad_text");
  await done("player", { kind: "correct-own", own: 2, text: "We have told the police." });
  // Of several at one seat each is told which words are theirs to correct.
  const yours = async (who: Who) => (await deeds(who)).map(({ data, isYours }) => [data.own, isYours]);
  for (const own of [1, 2]) {
    expect(await yours("player")).toContainEqual([own, true]);
    expect(await yours("adviser")).toContainEqual([own, undefined]);
  }
  const corrected = (await deeds("adviser")).find(({ kind }) => kind === "corrected");
  expect(corrected).toMatchObject({ data: { own: 2 }, texts: { text: "We have told the police." } });
  expect(corrected?.data).not.toHaveProperty("entry");
  const written = (await page("director")).items;
  const old = written.find(({ texts }) => texts?.text === "We have told the polise.");
  expect(written.find(({ entry }) => entry?.kind === "corrected")?.entry?.data).toMatchObject({
    entry: old?.entry?.n,
  });
  // The next one is not counted by the correction.
  await done("player", { kind: "free-action", text: "Ring the school." });
  expect((await deeds("player")).at(-1)?.data.own).toBe(3);
});

const isAsked = async () => (await control()).open.some(({ seat }) => seat === "interior-ministry");

/** Answers whatever waits, and what comes of that, so that nothing does. */
async function answerAll(): Promise<void> {
  for (;;) {
    const asked = (await control()).open.find(({ seat }) => seat === "interior-ministry");
    if (asked === undefined) return;
    const { number, options } = asked;
    await done("player", { kind: "decide", decision: number, option: options[0], reason: "" });
  }
}

const stepEnds = async () =>
  (await page("director")).items.flatMap(({ entry }) => (entry?.kind === "step-ended" ? [entry] : []));

/** Steps, and gives what the record says of where it stands then. */
async function step(to?: "minute") {
  const before = (await stepEnds()).length;
  await done("director", { kind: "step", ...(to === undefined ? {} : { to }) });
  const ended = await until(async () => (await stepEnds())[before]);
  expect((await page("director")).clock).toMatchObject({ isPaused: true, isRunning: false, at: ended.at });
  return ended;
}

test("a step by a minute goes a minute of exercise time, whatever waits", async () => {
  await done("director", { kind: "pause" });
  const from = (await page("director")).clock.at;
  for (const minutes of [1, 2]) {
    const ended = await step("minute");
    expect([ended.at, ended.data]).toEqual([
      from + minutes * MINUTE,
      expect.objectContaining({ why: "minute", asked: [] }),
    ]);
  }
});

test("a step goes to the instant of the next decision, stands there, and says whose it is", async () => {
  expect(await refused("player", { kind: "step" })).toBe("exercise/not_allowed");
  await answerAll();
  let steps = 0;
  for (; steps < 3; steps++) {
    const ended = await step();
    if (ended.data.why === "end") break;
    expect(await isAsked()).toBe(true);
    const asked = (await page("player")).items
      .flatMap(({ learnt }) => learnt?.facts ?? [])
      .filter(({ kind }) => kind === "decision.opened")
      .at(-1);
    expect(asked?.at).toBe(ended.at);
    const own = (await control()).open.filter(({ seat }) => seat === "interior-ministry");
    expect(ended.data).toMatchObject({
      why: "decision",
      asked: own.map(({ actor, decision }) => ({ actor, decision })),
    });
    await answerAll();
  }
  expect(steps).toBeGreaterThan(0);
});

interface Replay {
  readonly facts: readonly { readonly n: number; readonly kind: string }[];
  readonly entries: readonly {
    readonly kind: string;
    readonly texts: Record<string, string>;
    readonly corrections: readonly { readonly text: string }[];
  }[];
  readonly digest?: string;
  readonly from: number;
  readonly endedAt: number;
}

let copy = { id: "", key: "" };

test("a copy goes its own way, and ENDEX ends the exercise it went off from", async () => {
  const response = await server.post(`/api/v1/exercises/${x}/branch`, {}, bearer("director"));
  copy = (await response.json()) as typeof copy;
  expect(await read<{ code: string }>("director", "/replay")).toMatchObject({ code: "exercise/not_allowed" });
  await done("director", { kind: "end" });
});

test("from ENDEX on it is there for the player: the run of the table, and what was done beside it", async () => {
  const replay = await read<Replay>("evaluator", "/replay");
  const live = (await page("evaluator")).items.flatMap(
    (item) => (item as { facts?: readonly { n: number; kind: string }[] }).facts ?? [],
  );
  expect(replay.facts).toEqual(live);
  expect(replay.digest).toMatch(/^[0-9a-f]{32}$/);
  const told = replay.entries.find(({ texts }) => texts.text === "We have told the polise.");
  expect(told?.corrections.map(({ text }) => text)).toEqual(["We have told the police."]);
  expect(JSON.stringify(replay.entries)).not.toMatch(/"participant"|"name"/);
  for (const who of ["player", "adviser"] as const)
    expect(await read<{ code: string }>(who, "/replay")).toMatchObject({ code: "exercise/not_allowed" });
  // Its file alone gives the same, steps and corrections and all.
  const file = await server.get(`/api/v1/exercises/${x}/record`, bearer("evaluator"));
  const record = await file.text();
  const again = await server.post("/api/v1/replays", { record });
  expect(await again.json()).toEqual(replay);
  // The report knows the old words and the new ones.
  const report = await server.get(`/api/v1/exercises/${x}/documents/report/md`, bearer("director"));
  const said = await report.text();
  for (const words of ["We have told the polise.", "We have told the police."]) expect(said).toContain(words);
  expect(said).toContain(replay.digest);
});

test("a file that was changed, cut off, or is something else is refused, and nothing comes of it", async () => {
  const record = await (await server.get(`/api/v1/exercises/${x}/record`, bearer("director"))).text();
  const lines = record.split("\n");
  const played = lines.find((line) => line.startsWith('{"played"')) ?? "";
  const without = lines.filter((line) => line !== played).join("\n");
  const codeOf = async (text: string) => {
    const response = await server.post("/api/v1/replays", { record: text });
    return response.ok ? "done" : ((await response.json()) as { code: string }).code;
  };
  expect(await codeOf("something else")).toBe("exercise/bad_record");
  expect(await codeOf(record.replace("We have told the polise.", "We were never told."))).toBe(
    "exercise/bad_record",
  );
  expect(await codeOf(record.replace('"speed-set"', '"speed-sat"').replace('"stepped"', '"stopped"'))).toBe(
    "exercise/bad_record",
  );
  expect(await codeOf(without)).toBe("exercise/record_without_plan");
  expect(await codeOf(without + played.replace(/"seed":\d+\}\}$/, '"seed":7}}'))).toBe(
    "exercise/record_of_another",
  );
  expect(await codeOf(without + played.replace(/"seed":\d+\}\}$/, '"seed":1e400}}'))).toBe(
    "exercise/bad_record",
  );
  expect(await codeOf(`${lines[0]}\n${played}`)).toBe("exercise/bad_record");
  expect(await codeOf("x".repeat(8_000_000))).toMatch(/^request\//);
});

test("a copy has its report and its replay, and both say that it is a copy", async () => {
  const own = { authorization: `Bearer ${copy.key}` };
  const ask = (path: string) => server.get(`/api/v1/exercises/${copy.id}${path}`, own);
  const command = async (given: object) => {
    const response = await server.post(
      `/api/v1/exercises/${copy.id}/commands`,
      { id: `k-${names++}`, command: given },
      own,
    );
    expect([given, response.status]).toEqual([given, 200]);
  };
  await command({ kind: "start" });
  await command({ kind: "improvise", title: "A tip", text: "Only in the copy." });
  await command({ kind: "end" });
  const replay = (await (await ask("/replay")).json()) as Replay;
  expect(replay.from).toBeGreaterThan(0);
  expect(replay.endedAt).toBeGreaterThanOrEqual(replay.from);
  for (const [lang, words] of [
    ["en", "A COPY"],
    ["fr", "UNE COPIE"],
  ]) {
    const report = await (await ask(`/documents/report/md?lang=${lang}`)).text();
    expect(report).toContain(words);
    expect(report).toContain("Only in the copy.");
    expect(report).toContain(replay.digest);
  }
  const record = await (await ask("/record")).text();
  expect(await (await server.post("/api/v1/replays", { record })).json()).toEqual(replay);
});

test("a step past a decision that waits stands where its time has run out, and says whose it was", async () => {
  const file = { ...tableFile(["interior-ministry"]), patience: "PT5M", speed: 1 };
  const made = await server.make<{ id: string; key: string }>("/exercises", { file });
  const leads = { authorization: `Bearer ${made.key}` };
  const at = (path: string) => `/api/v1/exercises/${made.id}${path}`;
  const ask = async <T>(path: string): Promise<T> => (await (await server.get(at(path), leads)).json()) as T;
  let asks = 0;
  const command = async (given: object) =>
    expect((await server.post(at("/commands"), { id: `s-${asks++}`, command: given }, leads)).ok).toBe(true);
  const { code } = await ask<{ code: string }>("");
  const joined = await server.post(at("/join"), { code, name: "" });
  const { participant } = (await joined.json()) as { participant: string };
  await command({ kind: "admit", participant, role: "player", seat: "interior-ministry" });
  await command({ kind: "start" });
  const ends = async () =>
    (await ask<Page>("/updates?since=0")).items.flatMap(({ entry }) =>
      entry?.kind === "step-ended" ? [entry] : [],
    );
  const own = async () =>
    (await ask<Controlled>("/control")).open.filter(({ seat }) => seat === "interior-ministry");
  await until(async () => ((await own()).length > 0 ? true : undefined));
  await command({ kind: "pause" });
  for (let steps = 0; ; steps++) {
    const waiting = await own();
    await command({ kind: "step" });
    const ended = await until(async () => (await ends())[steps]);
    expect(ended.data.why).not.toBe("end");
    if (ended.data.why === "decision") continue;
    const due = Math.min(...waiting.map(({ dueAt }) => dueAt));
    const whose = waiting.filter(({ dueAt }) => dueAt === due);
    expect([ended.at, ended.data]).toEqual([
      due,
      expect.objectContaining({
        why: "ran-out",
        asked: whose.map(({ actor, decision }) => ({ actor, decision })),
      }),
    ]);
    break;
  }
  await command({ kind: "end" });
});
