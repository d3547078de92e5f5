import { expect, test } from "vitest";
import {
  HASH_PREFIX,
  LOG_FORMATS,
  type LogFormatName,
  type LogSource,
  readHashList,
} from "../../src/exchange/index.ts";
import { LogBuilder, MINUTE } from "../builders/log.ts";
import { readShipped, SCENARIO_IDS } from "../library/shipped.ts";
import { logOf } from "./outside.ts";
import {
  expectReserved,
  MARK,
  readArchive,
  readCloudEvents,
  readHashes,
  readOcel,
  readOrders,
  readStatements,
  readTable,
  readXes,
} from "./readers.ts";

const written = (name: LogFormatName, log: LogSource, language: "en" | "fr" = "en") =>
  [...LOG_FORMATS[name].write(log, language)].join("");

const totals = { statements: 0, I: 0, II: 0, III: 0, hashes: 0, items: 0 };

test.each(SCENARIO_IDS)("%s: each export is what its readers expect, marked, and leads nowhere", (id) => {
  const log = logOf(readShipped(id).scenario);
  const facts = [...log.facts];
  const inTime = facts.filter(({ at }) => at !== "beyond");
  const texts = new Map<LogFormatName, string>();
  for (const name of Object.keys(LOG_FORMATS) as LogFormatName[]) {
    const text = written(name, log);
    texts.set(name, text);
    const isEmpty = name === "statements-csv" && text.split("\r\n").length < 3;
    expect([name, text.includes(MARK)]).toEqual([name, !isEmpty]);
  }
  expectReserved([...texts.values()].join("\n"));
  const text = (name: LogFormatName) => texts.get(name) as string;

  expect(readCloudEvents(text("cloudevents"))).toBe(facts.length);
  expect(readOcel(text("ocel")).events).toBe(inTime.length);
  expect(readXes(text("xes"))).toEqual({ traces: 1, events: inTime.length });
  totals.items += readXes(text("xes-items")).traces;
  readXes(text("xes-orders"));

  const rows = readTable(text("events"));
  expect(rows.map(({ number, kind }) => [Number(number), kind])).toEqual(
    facts.map(({ n, kind }) => [n, kind]),
  );
  expect(rows.filter(({ marking, run }) => marking !== MARK || !run.startsWith("SIM-"))).toEqual([]);

  const statements = readStatements(text("statements"));
  expect(readArchive(text("statements-csv"))).toBe(statements);
  totals.statements += statements;
  const annexes = readOrders(text("orders"));
  const sheets = text("orders-html").split('<article class="sheet">').slice(1);
  expect(sheets).toHaveLength(Math.max(1, annexes.I + annexes.II + annexes.III));
  for (const sheet of sheets) expect(sheet.split(`<p class="mark">${MARK}</p>`)).toHaveLength(3);
  for (const annex of ["I", "II", "III"] as const) totals[annex] += annexes[annex];
  totals.hashes += readHashes(text("hashes"));
});

test("the shipped scenarios show every kind of document", () => {
  expect(Object.entries(totals).filter(([, count]) => count < 10)).toEqual([]);
});

test("documents speak the language that is asked for", () => {
  const log = logOf(readShipped(SCENARIO_IDS[0]).scenario);
  expect(written("statements", log, "fr")).toContain("Produit par une simulation");
  expect(written("orders-html", log, "fr")).toContain('lang="fr"');
});

test("a list with a hash that is not synthetic is refused as a whole", () => {
  const log = logOf(readShipped("livestreamed-attack").scenario);
  const text = written("hashes", log);
  expect(text).toContain(`"${HASH_PREFIX}`);
  expect(readHashList(text.replace(`"${HASH_PREFIX}`, '"f8f8f0cee0f4a84f'))).toEqual({
    ok: false,
    code: "exchange/real_hash",
  });
  expect(readHashList("{")).toMatchObject({ ok: false, code: "exchange/not_json" });
  expect(readHashList('{"data":[null]}')).toMatchObject({ ok: false });
  expect(readHashList('{"data":[{"descriptors":{"data":1}}]}')).toMatchObject({ ok: false });
});

test("what lies beyond all calendars has no instant, and stands where a form can do without one", () => {
  const builder = new LogBuilder({ address: "a".repeat(32) });
  builder.add("note.made", MINUTE, { actor: "here", note: "in-time" });
  const ended = builder.ended();
  const log = {
    ...ended,
    facts: ended.facts.map((each) => (each.kind === "note.made" ? { ...each, at: "beyond" as const } : each)),
  };
  expect(readCloudEvents(written("cloudevents", log))).toBe(3);
  expect(readTable(written("events", log)).map(({ time }) => time)).toEqual([
    "2030-01-07T12:00:00.000Z",
    "",
    "2030-01-08T12:00:00.000Z",
  ]);
  expect(readOcel(written("ocel", log)).events).toBe(2);
  expect(readXes(written("xes", log)).events).toBe(2);
});

test("a service's answer follows the mechanism that it acted on", () => {
  const builder = new LogBuilder({
    address: "b".repeat(32),
    platforms: [
      {
        id: "here",
        kind: "large-social",
        title: { en: "Here", fr: "Ici" },
        members: [],
        public: true,
        lanes: [],
      },
      {
        id: "private",
        kind: "messaging",
        title: { en: "P", fr: "P" },
        members: [],
        public: false,
        lanes: [],
      },
    ],
    actors: [{ id: "flagger", kind: "trusted-flagger", title: { en: "F", fr: "F" } }],
  });
  const by = (how: string, at: number, fields = {}) => {
    const item = builder.posted("here", at);
    builder.removed(item, "here", at + 1, { by: how, ...fields });
  };
  by("sweep", 1);
  by("order", 10);
  by("referral", 20);
  const opened = builder.add("message.opened", 30, {
    to: "here",
    from: "flagger",
    message: "notice",
    "message-number": 1,
    items: 1,
  });
  by("notice", 31, { cause: opened });
  const hidden = builder.posted("private", 40);
  builder.removed(hidden, "private", 41);
  const reported = builder.posted("here", 50);
  builder.add("content.reported", 51, {
    item: reported,
    platform: "here",
    category: "right",
    status: "unlawful",
  });
  builder.removed(reported, "here", 52, { by: "review" });
  const log = builder.ended();
  const { batches } = JSON.parse(written("statements", log)) as {
    batches: { statements: { source_type: string; automated_detection: string }[] }[];
  };
  expect(
    batches[0].statements.map(({ source_type, automated_detection }) => [source_type, automated_detection]),
  ).toEqual([
    ["SOURCE_VOLUNTARY", "Yes"],
    ["SOURCE_TYPE_OTHER_NOTIFICATION", "No"],
    ["SOURCE_TRUSTED_FLAGGER", "No"],
    ["SOURCE_ARTICLE_16", "No"],
  ]);
});
