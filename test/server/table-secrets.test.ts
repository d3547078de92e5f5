import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS } from "../../src/server/operations.ts";
import { type Started, startServer, until } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";

/**
 * All that a server sends to those who must not know, while an exercise runs: every header and body of every route, every
 * packet and acknowledgement of a socket. Whatever is hidden from them has a mark in it that must never be found there, and
 * what they are sent has the shape that is written down here and nothing besides: a new field is a decision, not an accident.
 */

const TOKEN = "a-token-of-the-operator";
const SEED = 987_654_321;
const both = (text: string) => ({ en: text, fr: text });
const hidden = (what: string) => both(`HIDDEN ${what}`);

const move = (number: number, at: string, words: (what: string) => object) => ({
  number,
  at,
  title: words(`title of move ${number}`),
  situation: words(`situation of move ${number}`),
  questions: [words(`question of move ${number}`)],
});

const [A, B] = ["interior-ministry", "secretariat"];
const plain = tableFile([A, B]);
const FILE = {
  ...plain,
  seed: SEED,
  duration: "PT6H",
  patience: "PT6H",
  aim: hidden("aim"),
  scope: hidden("scope"),
  overview: { threat: hidden("threat"), sponsor: hidden("sponsor"), contact: hidden("contact") },
  moves: [move(0, "PT0S", both), move(1, "PT5H", hidden)],
  rows: [
    {
      number: "1.01",
      title: hidden("title 1"),
      text: both("Open words."),
      at: "PT1M",
      to: [A],
      method: "phone",
    },
    {
      number: "1.02",
      title: hidden("title 2"),
      text: hidden("words 2"),
      at: "PT1M",
      to: [B],
      method: "phone",
    },
    {
      number: "1.03",
      title: hidden("title 3"),
      text: hidden("words 3"),
      at: "PT4H",
      to: [A],
      method: "phone",
    },
    {
      number: "1.04",
      kind: "expected-action",
      title: hidden("title 4"),
      at: "PT1M",
      expects: {
        text: hidden("expectation"),
        when: { happened: { fact: "decision.answered" } },
        within: "PT3H",
      },
    },
  ],
  notes: { facilitator: hidden("note f"), controller: hidden("note c"), evaluator: hidden("note e") },
  seats: [
    { ...plain.seats[0], brief: both("Brief of A.") },
    { ...plain.seats[1], brief: hidden("brief of B") },
  ],
};

const WATCHED = ["player", "adviser", "observer", "projector", "waiting"] as const;
type Watched = (typeof WATCHED)[number];

let server: Started;
let wall = 1000;
let x = "";
const keys = new Map<string, string>();
/** all that was sent to somebody, as text */
const sent = new Map<Watched, string[]>(WATCHED.map((who) => [who, []]));
/** packets of the sockets and answers of their messages */
const packets = new Map<Watched, { readonly name: string; readonly given: Record<string, unknown> }[]>(
  WATCHED.map((who) => [who, []]),
);
const headersSeen = new Set<string>();
const sockets: Socket[] = [];
let names = 0;

type Body = Record<string, unknown>;

async function ask(who: string, method: string, path: string, body?: unknown, isOperator = false) {
  const key = keys.get(who);
  const cookies = [
    ...(key === undefined ? [] : [`golden-hour-${x}=${key}`]),
    ...(isOperator ? [`golden-hour=${TOKEN}`] : []),
  ];
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: {
      cookie: cookies.join("; "),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  const all = sent.get(who as Watched);
  if (all !== undefined) {
    all.push(`${method} ${path}\n${headers.join("\n")}\n${text}`);
    for (const [name] of response.headers) headersSeen.add(name);
  }
  const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "") && !text.includes("\n");
  return {
    isDone: response.ok,
    body: (isJson && text !== "" ? JSON.parse(text) : {}) as Body,
    key: response.headers.getSetCookie()[0]?.split(";")[0].split("=")[1] ?? "",
  };
}
const api = (who: string, method: string, path: string, body?: unknown, isOperator = false) =>
  ask(who, method, `/api/v1${path}`, body, isOperator);
const command = (who: string, given: object) =>
  api(who, "POST", `/exercises/${x}/commands`, { id: `c-${names++}`, command: given });
const done = async (who: string, given: object) =>
  expect([given, (await command(who, given)).isDone]).toEqual([given, true]);

/** Somebody follows by socket: every packet and every answer is kept. */
async function follow(who: Watched): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${server.port}`, {
    transports: ["websocket"],
    extraHeaders: { cookie: `golden-hour-${x}=${keys.get(who)}` },
    forceNew: true,
  });
  const keep = (name: string, given: Body) => {
    packets.get(who)?.push({ name, given });
    sent.get(who)?.push(JSON.stringify(given));
  };
  socket.onAny((name: string, given: Body) => keep(name, given));
  keep("sat", (await socket.emitWithAck("sit", { exercise: x })) as Body);
  sockets.push(socket);
  return socket;
}

const stageOf = async (who: string) => (await api(who, "GET", `/exercises/${x}`)).body;
const itemsOf = async (who: string) =>
  (await api(who, "GET", `/exercises/${x}/updates`)).body.items as readonly Body[];

beforeAll(async () => {
  server = await startServer({
    token: TOKEN,
    clock: { now: () => wall, today: () => "2031-05-06T07:08:09.000Z" },
  });
  const made = await api("nobody", "POST", "/exercises", { file: FILE }, true);
  expect(made.body).toEqual(expect.objectContaining({ phase: "planned" }));
  x = String(made.body.id);
  keys.set("director", String(made.body.key));
  const { code } = await stageOf("director");
  for (const who of [...WATCHED, "other"]) {
    const joined = await api("nobody", "POST", `/exercises/${x}/join`, {
      code,
      name: `HIDDEN name of ${who}`,
    });
    keys.set(who, joined.key);
    const { participant } = joined.body;
    if (who === "waiting") continue;
    const role = who === "adviser" || who === "other" ? "player" : who;
    const seat = { player: A, adviser: A, other: B }[who];
    await done("director", {
      kind: "admit",
      participant,
      role,
      ...(seat === undefined ? {} : { seat }),
      deciding: who !== "adviser",
    });
  }
  for (const who of WATCHED) await follow(who);
  await done("director", { kind: "start" });
  await done("director", { kind: "speed", speed: 60 });
  wall += 3000;
  // The first row has come, and so has all else that was due.
  await until(async () =>
    (await itemsOf("player")).some(({ words }) => words !== undefined) ? true : undefined,
  );
  await done("other", { kind: "free-action", text: "HIDDEN action of B" });
  await done("other", { kind: "tell-control", text: "HIDDEN words of B to control" });
  await done("director", { kind: "note", text: "HIDDEN note of control" });
  await done("director", {
    kind: "improvise",
    title: "HIDDEN heading for B",
    text: "HIDDEN words for B",
    to: [B],
  });
  await done("director", { kind: "row", number: "1.03", does: "hold", reason: "HIDDEN reason" });
  await done("director", { kind: "pause", reason: "HIDDEN why it stands" });
  await done("director", { kind: "resume" });
  await done("player", { kind: "tell-control", text: "Words of A." });
  await done("director", { kind: "release", text: "Released to all." });
  // Everybody asks for everything that there is, with a key alone and with what a browser of the operator would send.
  for (const who of WATCHED)
    for (const { method, path } of Object.values(OPERATIONS)) {
      const places = path.startsWith("/exercises/:id")
        ? [path.replace(":id", x)]
        : [path.replaceAll(/:\w+/g, "second-attack")];
      const [place] = places.map((each) => each.replace(":name", "report").replace(":format", "csv"));
      if (place.endsWith("/join")) continue;
      const body = method === "post" ? {} : undefined;
      await api(who, method.toUpperCase(), place, body);
      await api(who, method.toUpperCase(), place, body, true);
    }
  for (const who of WATCHED)
    for (const given of [
      { kind: "row", number: "1.03", does: "send" },
      { kind: "row", number: "9.99", does: "send" },
      { kind: "decide", decision: 999, option: "none", reason: "" },
      { kind: "correct", entry: 3, text: "No." },
      { kind: "correct-own", own: 99, text: "No." },
      { kind: "rule-action", action: 1, ruling: { kind: "none" } },
      { kind: "hand-over", seat: B, to: "model" },
    ])
      await command(who, given);
  for (const who of WATCHED)
    for (const path of [
      `/exercises/${x}/documents/brief/md?seat=${B}`,
      `/exercises/${x}/documents/brief/md?seat=none`,
    ])
      await api(who, "GET", path);
  // Whoever follows has been told of the last thing that everybody may know.
  for (const who of WATCHED.filter((each) => each !== "waiting"))
    await until(() =>
      sent.get(who)?.some((text) => text.includes("Released to all.")) === true ? true : undefined,
    );
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await server?.close();
});

const keysOf = (given: unknown) => Object.keys(given as object).sort();
const CARD = ["createdAt", "duration", "id", "marking", "mode", "phase", "title"];
const STAGE = [...CARD, "clock", "head", "move", "stream", "you"];
const CLOCK = ["at", "isFrozen", "isPaused", "isRunning", "move", "phase", "speed"];
const SHAPES: Readonly<Record<Watched, readonly string[]>> = {
  player: [...STAGE, "brief", "decisions", "parties", "protocols", "seats"],
  adviser: [...STAGE, "brief", "decisions", "parties", "protocols", "seats"],
  observer: [...STAGE, "seats"],
  projector: [...STAGE, "seats"],
  waiting: STAGE,
};

describe.each(WATCHED)("what is sent to %s", (who) => {
  const all = () => (sent.get(who) ?? []).join("\n\n");

  test("holds nothing that is hidden from them: no words, no names, no seed, no key of the record", () => {
    const text = all();
    expect(text.length).toBeGreaterThan(5000);
    expect(/HIDDEN[^"\n]{0,60}/.exec(text)?.[0]).toBeUndefined();
    const stored = server.store.list("exercise").find(({ id }) => id === x);
    const heading = Object.values(stored?.heading ?? {}).filter((each) =>
      /^[0-9a-f]{32,}$/.test(String(each)),
    );
    const entries = server.store.entries(x).map((each) => JSON.parse(each.text) as { entry: Body });
    const hashes = entries
      .flatMap(({ entry }) => Object.values(entry))
      .filter((each) => /^[0-9a-f]{32,}$/.test(String(each)));
    expect(hashes.length).toBeGreaterThan(10);
    const secrets = [SEED, stored?.secret, stored?.code, stored?.address, ...heading, ...hashes];
    expect(secrets.filter((secret) => text.includes(String(secret)))).toEqual([]);
  });

  test("has the shape that it may have, and no field besides", async () => {
    const stage = await stageOf(who);
    expect(keysOf(stage)).toEqual([...SHAPES[who]].sort());
    expect(keysOf(stage.clock)).toEqual(CLOCK);
    expect(keysOf(stage.you)).toEqual(["isDeciding", "language", "participant", "role", "seat"]);
    const items = who === "waiting" ? [] : await itemsOf(who);
    // Numbers are their own: without a gap, and as many as they have.
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, place) => place + 1));
    expect(stage.head).toBe(items.length);
    const told = packets.get(who) ?? [];
    for (const { name, given } of told) {
      if (name === "sat") expect(keysOf(given)).toEqual(["ok", "stage"]);
      else expect([name, keysOf(given)]).toEqual(["table", ["clock", "exercise", "items", "stream"]]);
    }
    const live = told.flatMap(({ given }) => (given.items ?? []) as readonly Body[]);
    for (const item of [...items, ...live]) {
      for (const key of keysOf(item)) expect(["at", "done", "learnt", "seq", "words"]).toContain(key);
      for (const words of Object.values((item.words ?? {}) as Record<string, Body>))
        for (const key of keysOf(words)) expect(["from", "method", "subject", "text"]).toContain(key);
      const deed = (item.done ?? { data: {} }) as { data: Body };
      for (const key of keysOf(deed)) expect(["by", "data", "isYours", "kind", "texts"]).toContain(key);
      for (const key of keysOf(deed.data)) expect(DATA).toContain(key);
    }
  });

  test("an acknowledgement tells when it was done, and nothing of the record", async () => {
    if (who !== "player") return expect((await command(who, { kind: "start" })).isDone).toBe(false);
    const { body } = await command(who, { kind: "tell-control", text: "More." });
    expect(keysOf(body)).toEqual(["at", "entry"]);
    expect(body.entry).toBeNull();
  });
});

/** Fields of what is told of deeds: none counts what others did, none is a time of the wall. */
const DATA = [
  "action",
  "move",
  "own",
  "questions",
  "ruling",
  "seat",
  "situation",
  "speed",
  "title",
  "to",
  "why",
];

/** Headers of any answer: none of them hangs on what is played. An entity tag would tell whether something has changed. */
const HEADERS: readonly string[] = [
  "cache-control",
  "connection",
  "content-disposition",
  "content-encoding",
  "content-length",
  "content-security-policy",
  "content-type",
  "cross-origin-resource-policy",
  "date",
  "keep-alive",
  "ratelimit",
  "ratelimit-policy",
  "referrer-policy",
  "transfer-encoding",
  "vary",
  "x-content-type-options",
  "x-dns-prefetch-control",
  "x-download-options",
  "x-frame-options",
  "x-permitted-cross-domain-policies",
  "x-xss-protection",
];

test("headers are those of any answer, and no other", () => {
  expect(headersSeen.size).toBeGreaterThan(10);
  for (const header of headersSeen) expect(HEADERS).toContain(header);
});
