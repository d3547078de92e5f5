import { describe, expect, test } from "vitest";
import type { FactRecord } from "../../src/model/index.ts";
import {
  type Block,
  libraryPage,
  NO_TITLES,
  namesOf,
  notesOf,
  type RunPage,
  runPage,
  timelineOf,
} from "../../src/words/index.ts";
import { dutyOf, headerOf, platformOf } from "../builders/log.ts";

const header = headerOf({
  platforms: [platformOf("agora", { title: { en: "Agora", fr: "Agora" } }), platformOf("bazaar")],
  duties: [dutyOf("remove")],
  hasLookalikes: true,
  pressureMatters: true,
  horizon: 86_400_000,
});

const page = (more: Partial<RunPage> = {}): RunPage => ({
  header,
  title: { en: "A scenario", fr: "Un scénario" },
  variantTitle: { en: "as it stands", fr: "tel quel" },
  titles: NO_TITLES,
  facts: [],
  capped: false,
  duties: [],
  dutiesTotal: 0,
  measures: [],
  headline: [],
  paths: [],
  unconfirmed: [],
  assumptions: [],
  digest: "d",
  versions: { engine: 1 },
  ...more,
});

const textOf = (blocks: readonly Block[]) => JSON.stringify(blocks);
const codes = (...args: Parameters<typeof notesOf>) => notesOf(...args).map(({ code }) => code);

describe("the notes", () => {
  test("say first that it is a simulation, and on a real incident what it serves", () => {
    expect(codes(header, false, "en")).toEqual(["simulation"]);
    expect(codes({ ...header, real: true }, false, "en")).toEqual(["real-incident"]);
  });

  test("mark a law that was not in force, and what was reconstructed", () => {
    const protocol = {
      id: "p",
      version: "1",
      title: { en: "P", fr: "P" },
      binding: "law",
      reconstructed: true,
      counterfactual: true,
    };
    const notes = notesOf({ ...header, protocols: [protocol] }, false, "en");
    expect(notes.map(({ code }) => code)).toEqual(["simulation", "counterfactual", "reconstructed"]);
    expect(notes[1].text).toContain("*counterfactual*");
  });

  test("say when wrongful removals cannot depend on deadlines, cannot be seen, or a cap was reached", () => {
    expect(codes({ ...header, pressureMatters: false }, false, "fr")).toContain("no-pressure");
    expect(codes({ ...header, hasLookalikes: false }, false, "fr")).toContain("no-lookalikes");
    expect(codes(header, true, "fr")).toContain("capped");
    expect(codes({ ...header, horizon: undefined }, false, "fr")).toContain("no-horizon");
  });
});

describe("the page of a run", () => {
  test("bears the mark at its head in both languages", () => {
    for (const language of ["en", "fr"] as const)
      expect(runPage(page(), language)[0]).toMatchObject({ kind: "title", mark: "SIMULATION" });
  });

  test("shows a duty with its kind, its clocks and how it ended", () => {
    const duty = {
      id: "remove",
      protocol: "some-law",
      instrument: { en: "A law", fr: "Une loi" },
      kind: "law" as const,
      counterfactual: true,
      debtor: "agora",
      creditor: "",
      item: null,
      startedAt: 0,
      dueAt: 3_600_000,
      stoppedAt: 3_660_000,
      outcome: "missed" as const,
      lateBy: 60_000,
      wrongfulOrder: false,
    };
    const entry = runPage(page({ duties: [duty], dutiesTotal: 1 }), "en").find(
      (block) => block.kind === "entries",
    );
    expect(entry?.kind === "entries" && entry.rows[0]).toMatchObject({
      mood: "bad",
      label: "missed",
      text: "remove (law, *counterfactual*)",
    });
    expect(textOf([entry as Block])).toContain("due T+01:00 (13:00)");
    expect(textOf([entry as Block])).toContain("1 min late");
    expect(textOf([entry as Block])).toContain("A law");
    const french = textOf(runPage(page({ duties: [duty], dutiesTotal: 1 }), "fr"));
    expect(french).toContain("Une loi");
    expect(french).not.toContain("A law");
  });

  test("never names a deadline of a law that was not in force without saying so", () => {
    const duties = [
      {
        id: "remove",
        protocol: "some-law",
        title: { en: "Remove it", fr: "Retirer" },
        instrument: { en: "A law", fr: "Une loi" },
        kind: "law" as const,
        source: { en: "-", fr: "-" },
        within: 3_600_000,
        counterfactual: true,
      },
    ];
    const started: FactRecord = {
      n: 1,
      at: 0,
      kind: "duty.started",
      debtor: "agora",
      duty: "some-law/remove",
      instance: 1,
      dueAt: 3_600_000,
    };
    const step = { record: started, at: 0, waited: 0, wait: "", count: 1, broken: false };
    const measures = [{ id: "duties.missed.law", unit: "count", value: 1 }];
    const text = textOf(
      runPage(
        page({
          header: { ...header, duties },
          facts: [started],
          paths: [{ of: "duty", id: "some-law/remove", outcome: "missed", steps: [step] }],
          measures,
        }),
        "en",
      ),
    );
    expect(text).toContain("a clock starts, “Remove it” (law, *counterfactual*)");
    expect(text).toContain("“Remove it” (law, *counterfactual*; missed)");
    expect(text).toContain("Deadlines missed: law (*counterfactual*)");
  });

  test("cuts a long list of assumptions and says where the rest is", () => {
    const assumptions = Array.from({ length: 40 }, (_, n) => ({
      path: `a.${n}`,
      value: 1,
      low: 0,
      high: 2,
      unit: "1",
      because: { en: "", fr: "" },
    }));
    expect(textOf(runPage(page({ assumptions }), "en"))).toContain("15 more: see --json.");
  });

  test("does not take what has not come for a number", () => {
    const measures = [{ id: "time.report", unit: "ms", value: null, status: "open", atLeast: 86_400_000 }];
    expect(textOf(runPage(page({ measures }), "en"))).toContain("not by T+24:00");
  });
});

const fact = (
  n: number,
  at: number,
  kind: FactRecord["kind"],
  more: Record<string, unknown>,
): FactRecord => ({ n, at, kind, ...more });

describe("the timeline", () => {
  const names = namesOf(header, NO_TITLES, "en");

  test("tells what repeats once, with how often and until when", () => {
    const facts = [1, 2, 3].map((n) =>
      fact(n, n * 600_000, "hash.shared", { platform: "agora", version: n }),
    );
    const { rows } = timelineOf(facts, header, names, "en", 10);
    expect(rows).toEqual([
      {
        clock: "T+00:10",
        local: "12:10",
        text: "Agora: shares the hash of a version. (and 2 more times, until T+00:30)",
      },
    ]);
  });

  test("tells together what several do in one minute", () => {
    const facts = ["agora", "bazaar"].map((to, n) =>
      fact(n + 1, 0, "message.sent", { to, from: "press", message: "alert", "message-number": n, items: 0 }),
    );
    const { rows } = timelineOf(facts, header, names, "en", 10);
    expect(rows.map(({ text }) => text)).toEqual(["press: sends Agora and bazaar an alert."]);
  });

  test("leaves out what weighs least, and counts it", () => {
    const facts = [
      fact(1, 0, "state.entered", { actor: "agora", role: "p/r", state: "calm" }),
      fact(2, 1, "incident.reported", { platform: "agora", item: "0000000000000001" }),
    ];
    const { rows, left } = timelineOf(facts, header, names, "en", 1);
    expect(left).toBe(1);
    expect(rows[0].text).toContain("first report");
  });
});

test("duties of single items that were not all kept are not counted in the timeline", () => {
  const started = fact(1, 0, "duty.started", {
    debtor: "agora",
    creditor: "",
    duty: "some-law/remove",
    item: "0000000000000009",
    instance: 0,
    dueAt: 1,
  });
  const told = (dutiesTotal: number) =>
    textOf(runPage(page({ facts: [started], dutiesTotal }), "en").filter(({ kind }) => kind === "timeline"));
  expect(told(0)).toContain("a clock starts");
  expect(told(5)).not.toContain("a clock starts");
});

test("what is listed stands behind a colon as its language sets it", () => {
  const listed = {
    scenarios: [],
    groups: [],
    protocols: [],
    exercises: [],
    platforms: [{ id: "host", title: { en: "A host", fr: "Un hébergeur" } }],
    models: [],
  };
  expect(JSON.stringify(libraryPage(listed, "en"))).toContain("host: A host");
  expect(JSON.stringify(libraryPage(listed, "fr"))).toContain("host\u00a0: Un hébergeur");
});
