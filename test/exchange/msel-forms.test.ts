import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import {
  mselCexf,
  mselCsv,
  readActs,
  readCondition,
  readMsel,
  readTrigger,
  writeActs,
  writeCondition,
  writeTrigger,
} from "../../src/exchange/index.ts";
import { type MselRow, mselRow } from "../../src/model/index.ts";
import { SUBJECT } from "./msel-habits.ts";

const both = (text: string) => ({ en: text, fr: text });
const row = (given: Readonly<Record<string, unknown>>): MselRow => mselRow.parse(given) as MselRow;
const rows = [
  row({ number: "2", title: "Order", at: "PT30M", to: ["video-site"], method: "order", score: 5 }),
  row({
    number: "1",
    title: { en: "Report", fr: "Alerte" },
    at: "PT10M",
    to: ["hotline"],
    method: "email",
    text: "=A link, described",
    expects: { text: "Pass it on", owner: "all", actors: ["hotline"], within: "PT20M" },
    trigger: {
      kind: "condition",
      when: { state: { actor: "video-site", in: ["in review", "open"] } },
      until: "P1DT1H",
    },
    acts: [
      {
        send: "alert",
        from: "hotline",
        to: { kind: "file-host", public: true },
        wrong: { value: 0.2, assumed: [0.1, 0.4], because: 'says "so"' },
      },
      { unreachable: "police-unit", lasts: { value: "PT2H", source: "facts/x" } },
    ],
  }),
  row({ number: "3", title: "By hand", trigger: { kind: "manual" } }),
];
const source = {
  id: "night-watch",
  title: { en: "Night watch", fr: "Garde de nuit" },
  aim: both("To see"),
  scope: both("Two hours"),
  marking: both("EXERCISE ONLY"),
  overview: { contact: both("control@exercise.example") },
  duration: 7_200_000,
  type: "tabletop",
  rows,
} as const;

describe("what a row does, as a line that a person reads and edits", () => {
  const { trigger, acts } = rows[1];

  test("in the words of the sheet's language", () => {
    expect(writeTrigger(trigger, "en", (at) => `+${at}`)).toBe(
      'when state video-site in "in review", open until +90000000',
    );
    expect(writeTrigger(trigger, "fr", (at) => `+${at}`)).toBe(
      'quand état video-site dans "in review", open jusque +90000000',
    );
    expect(writeActs(acts, "en")).toBe(
      'send alert from hotline to kind file-host public yes wrong 0.2 (assumed 0.1 to 0.4 because "says ""so""");\n' +
        'unreachable police-unit for PT2H (source "facts/x")',
    );
    expect(writeActs(acts, "fr")).toContain("injoignable police-unit pendant PT2H");
    const happened = {
      not: { happened: { fact: "message.sent", actor: "police-unit", atLeast: 2 } },
    } as const;
    expect(writeCondition(happened, "en")).toBe("not (happened message.sent actor police-unit at-least 2)");
  });

  test("is read in either language, with or without accents and capitals", () => {
    const french = "Toutes (etat a dans x; survenu order.issued au-moins 2)";
    expect(readCondition(french)).toEqual({
      ok: true,
      value: {
        all: [{ state: { actor: "a", in: ["x"] } }, { happened: { fact: "order.issued", atLeast: 2 } }],
      },
    });
    expect(readTrigger("sauf-si state a in x", () => undefined)).toEqual({
      ok: true,
      value: { kind: "contingency", unless: { state: { actor: "a", in: ["x"] } } },
    });
  });

  test.each([
    ["state a", 8, "", "in"],
    ["all (state a in x", 18, "", ")"],
    ["happened f at-least many", 21, "many", "1, 2, 3 …"],
    ["whenever", 1, "whenever", "state, happened, all, any, not"],
    ['state a in "open', 12, '"open', '"'],
  ])("%s is refused at its place", (text, at, found, expected) => {
    expect(readCondition(text)).toEqual({ ok: false, fault: { at, found, expected } });
  });

  test("depth that nobody can read is refused, and nothing breaks", () => {
    expect(readCondition("not (".repeat(10_000)).ok).toBe(false);
    expect(readActs("mirror a copies 5; mirror b").ok).toBe(false);
  });
});

const edited = (change: (csv: string) => string) => {
  const reading = readMsel(new TextEncoder().encode(change(mselCsv(source, "en"))), SUBJECT);
  if (!reading.ok) throw new Error(reading.code);
  return reading.preview;
};

describe("our own sheet that somebody has edited", () => {
  test("a time changed in one of its two columns only is told, not taken", () => {
    const { faults, isReady } = edited((csv) => csv.replace("D+0 00:30:00", "D+0 00:45:00"));
    expect(isReady).toBe(false);
    expect(faults).toEqual([
      expect.objectContaining({
        code: "msel/times_differ",
        line: 2,
        column: "E",
        found: "D+0 00:45:00 / PT30M",
      }),
    ]);
    const { rows: moved } = edited((csv) => csv.replace("D+0 00:30:00,PT30M", "D+0 00:45:00,"));
    expect(moved[0].row.at).toBe(2_700_000);
  });

  test("a column of somebody's own is left, and said to be", () => {
    const preview = edited((csv) =>
      csv.replace("Marking,", "Mine,Marking,").replaceAll(/^(?=EXERCISE)/gm, "keep,"),
    );
    expect(preview.notes).toEqual([expect.objectContaining({ kind: "column-left", found: "Mine" })]);
    expect(preview.rows.map(({ row: read }) => read)).toEqual(rows);
  });

  test("every fault is told at once, each at its place", () => {
    const { faults } = edited((csv) =>
      csv
        .replace("unreachable police-unit for", "unreachable police-unit")
        .replace("contextual,Order,", `contextual,${"x".repeat(4001)},`)
        .replace(",5,approved", ",five,approved"),
    );
    expect(faults.map(({ code, line, column }) => `${code} ${column}${line}`)).toEqual([
      "msel/not_a_number Y2",
      "msel/not_written_so X3",
      "msel/too_long D2",
    ]);
  });

  test("an answer that is none is refused, and the question stays", () => {
    const bytes = new TextEncoder().encode("No,Time,Title,To,Method\n1,T+90,One,Hotline,Phone");
    const reading = readMsel(bytes, SUBJECT, { "time-unit": "fortnights" });
    if (!reading.ok) throw new Error(reading.code);
    expect(reading.preview.questions).toEqual([
      expect.objectContaining({ id: "time-unit", refused: "fortnights", suggested: "minutes", lines: [2] }),
    ]);
    expect(reading.preview.rows[0]).toMatchObject({ isOpen: true, row: { at: 5_400_000 } });
  });
});

const whole = (properties: Readonly<Record<string, unknown>>, optional: readonly string[] = []) => ({
  type: "object",
  additionalProperties: false,
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
});

const idsOf = (id: string) =>
  JSON.parse(mselCexf({ ...source, id }, "en")).injects.map((each: { uuid: string }) => each.uuid);

describe("the Common Exercise Format", () => {
  const uuid = {
    type: "string",
    pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
  };
  const text = { type: "string", minLength: 1 };
  const texts = { type: "array", items: text };
  /** What format-description.md of the MISP project's CEXF says of each key. */
  const validate = new Ajv({ allErrors: true }).compile(
    whole({
      exercise: whole({
        uuid,
        name: text,
        description: text,
        expanded: text,
        namespace: text,
        tags: { type: "array", items: { type: "string", pattern: '^[a-z-]+:[a-z-]+="[^"]+"$' } },
        meta: { type: "object", additionalProperties: { type: "string" } },
        total_duration: { type: "string", pattern: "^\\d+$" },
        version: { type: "string", pattern: "^[1-9]\\d*$" },
      }),
      inject_flow: {
        type: "array",
        items: whole({
          description: text,
          inject_uuid: uuid,
          reporting_callback: { type: "array" },
          requirements: { type: "object" },
          sequence: whole({
            trigger: texts,
            completion_trigger: texts,
            followed_by: { type: "array", items: uuid },
          }),
          timing: whole({ triggered_at: { type: ["integer", "null"] } }),
        }),
      },
      inject_payloads: {
        type: "array",
        items: whole({
          uuid,
          name: text,
          type: text,
          parameters: { type: "object", additionalProperties: text },
        }),
      },
      injects: {
        type: "array",
        items: whole({
          uuid,
          name: text,
          action: text,
          action_payload_resource_uuid: uuid,
          target_tool: text,
          inject_evaluation: {
            type: "array",
            items: whole({
              parameters: { type: "array", items: { type: "object" } },
              result: text,
              score_range: { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 },
            }),
          },
        }),
      },
    }),
  );

  test.each(["en", "fr"] as const)(
    "is as its description says, marked, in the order of the clock, in %s",
    (language) => {
      const cexf = JSON.parse(mselCexf(source, language));
      expect([validate(cexf), validate.errors]).toEqual([true, null]);
      expect(cexf.exercise.name).toMatch(/^(?:EXERCISE|EXERCICE) /);
      expect(cexf.exercise.total_duration).toBe("7200");
      type Flow = {
        readonly inject_uuid: string;
        readonly timing: { readonly triggered_at: number | null };
        readonly sequence: { readonly trigger: readonly string[]; readonly followed_by: readonly string[] };
      };
      const flow = cexf.inject_flow as readonly Flow[];
      expect(flow.map(({ timing }) => timing.triggered_at)).toEqual([600, 1800, null]);
      expect(flow[0].sequence.trigger).toEqual(["startex"]);
      expect(flow.map(({ sequence }) => sequence.followed_by)).toEqual([
        [flow[1].inject_uuid],
        [flow[2].inject_uuid],
        [],
      ]);
      const uuids = new Set(
        [...cexf.injects, ...cexf.inject_payloads].map((each: { uuid: string }) => each.uuid),
      );
      expect(uuids.size).toBe(6);
      for (const inject of cexf.injects) expect(uuids.has(inject.action_payload_resource_uuid)).toBe(true);
    },
  );

  test("names stay fixed from one export to the next, and differ between exercises", () => {
    expect(idsOf("night-watch")).toEqual(idsOf("night-watch"));
    expect(idsOf("day-watch")).not.toEqual(idsOf("night-watch"));
  });
});
