import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { CloudEvent } from "cloudevents";
import { parse as parseCsv } from "csv-parse/sync";
import { SaxesParser } from "saxes";
import { expect } from "vitest";
import { z } from "zod";
import { ARCHIVE_COLUMNS, readHashList } from "../../src/exchange/index.ts";

/** A reader for each outside form: by a schema, or by a program that others wrote. Each answers how much it found. */

export const MARK = "SIMULATION";

/** Addresses that nobody can own (RFC 2606), and names of vocabularies, which are no addresses. */
const RESERVED = /^(?:[\w.-]+\.)?(?:example|invalid)$|^www\.xes-standard\.org$|^www\.w3\.org$/;

/** Every host that a text names, as an address or behind an @. */
export function hostsIn(text: string): string[] {
  const found = text.matchAll(/(?:https?:\/\/|mailto:|[\w.+-]@)((?:[a-z0-9-]+\.)+[a-z]{2,})/gi);
  return [...new Set([...found].map(([, host]) => host.toLowerCase()))];
}

export function expectReserved(text: string): void {
  expect(hostsIn(text).filter((host) => !RESERVED.test(host))).toEqual([]);
}

export function readCloudEvents(text: string): number {
  const ids = new Set<string>();
  let last = "";
  for (const line of text.trimEnd().split("\n")) {
    const given = JSON.parse(line);
    // The SDK of the specification checks attributes, extensions and times in its strict mode.
    const event = new CloudEvent(given, true);
    const isOurs =
      event.validate() === true &&
      event.exercise === true &&
      event.mark === MARK &&
      event.id.startsWith("SIM-") &&
      /^example\.golden-hour\.[a-z.-]+\.v1$/.test(event.type) &&
      String(event.sequence) > last &&
      Buffer.byteLength(line) < 65_536;
    if (!isOurs) throw new Error(line);
    last = String(event.sequence);
    ids.add(`${event.source} ${event.id}`);
  }
  expect(ids.size).toBe(text.trimEnd().split("\n").length);
  return ids.size;
}

const named = { type: "object", properties: { name: { type: "string" } }, required: ["name"] } as const;
const typed = {
  type: "array",
  items: {
    ...named,
    properties: {
      name: { type: "string" },
      attributes: {
        type: "array",
        items: {
          ...named,
          properties: {
            name: { type: "string" },
            type: { enum: ["string", "time", "integer", "float", "boolean"] },
          },
          required: ["name", "type"],
        },
      },
    },
    required: ["name", "attributes"],
  },
} as const;
const related = {
  type: "array",
  items: {
    type: "object",
    properties: { objectId: { type: "string" }, qualifier: { type: "string" } },
    required: ["objectId", "qualifier"],
  },
} as const;
const ISO = "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$";
const valued = (withTime: boolean) => ({
  type: "array",
  items: {
    type: "object",
    properties: {
      name: { type: "string" },
      value: { type: "string" },
      ...(withTime ? { time: { type: "string", pattern: ISO } } : {}),
    },
    required: withTime ? ["name", "value", "time"] : ["name", "value"],
  },
});

/** What the published schema of OCEL 2.0 (JSON) demands, and of types and times also what its text does. */
const checkOcel = new Ajv({ allErrors: true, strict: false }).compile<OcelLog>({
  type: "object",
  required: ["eventTypes", "objectTypes", "events", "objects"],
  additionalProperties: false,
  properties: {
    eventTypes: typed,
    objectTypes: typed,
    events: {
      type: "array",
      items: {
        type: "object",
        required: ["id", "type", "time"],
        properties: {
          id: { type: "string" },
          type: { type: "string" },
          time: { type: "string", pattern: ISO },
          attributes: valued(false),
          relationships: related,
        },
      },
    },
    objects: {
      type: "array",
      items: {
        type: "object",
        required: ["id", "type"],
        properties: {
          id: { type: "string" },
          type: { type: "string" },
          attributes: valued(true),
          relationships: related,
        },
      },
    },
  },
});

interface Valued {
  readonly name: string;
  readonly value: string;
}
interface Thing {
  readonly id: string;
  readonly type: string;
  readonly attributes: readonly Valued[];
  readonly relationships: readonly { readonly objectId: string; readonly qualifier: string }[];
}
interface Typed {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
}
interface OcelLog {
  readonly eventTypes: readonly Typed[];
  readonly objectTypes: readonly Typed[];
  readonly events: readonly Thing[];
  readonly objects: readonly Thing[];
}

const FORMS: Readonly<Record<string, RegExp>> = {
  string: /^[\s\S]*$/,
  integer: /^-?\d+$/,
  float: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/,
  boolean: /^(true|false)$/,
};

export function readOcel(text: string): { readonly events: number; readonly objects: number } {
  const log: unknown = JSON.parse(text);
  if (!checkOcel(log)) throw new Error(JSON.stringify(checkOcel.errors?.slice(0, 3)));
  const { events, objects, eventTypes, objectTypes } = log;
  const ids = new Set([...events, ...objects].map(({ id }) => id));
  expect(ids.size).toBe(events.length + objects.length);
  expect([...ids].filter((id) => !id.startsWith("SIM-"))).toEqual([]);
  const known = new Set(objects.map(({ id }) => id));
  for (const [things, types] of [
    [events, eventTypes],
    [objects, objectTypes],
  ] as const) {
    const declared = new Map(
      types.map(({ name, attributes }) => [name, new Map(attributes.map((each) => [each.name, each.type]))]),
    );
    const wrong = things.flatMap(({ id, type, attributes, relationships }) => [
      ...attributes
        .filter(({ name, value }) => FORMS[declared.get(type)?.get(name) ?? ""]?.test(value) !== true)
        .map((each) => ({ id, type, ...each })),
      ...relationships.filter(({ objectId }) => !known.has(objectId)).map((each) => ({ id, ...each })),
    ]);
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(things.filter(({ attributes }) => !attributes.some(({ name }) => name === "exercise"))).toEqual(
      [],
    );
  }
  expect(events.filter(({ relationships }) => relationships.length === 0)).toEqual([]);
  return { events: events.length, objects: objects.length };
}

interface XesReader {
  readonly XesImporter: {
    apply(text: string): {
      readonly traces: readonly {
        readonly events: readonly {
          readonly attributes: Readonly<Record<string, { readonly value: unknown }>>;
        }[];
        readonly attributes: Readonly<Record<string, { readonly value: unknown }>>;
      }[];
    };
  };
}

const ATTRIBUTES = new Set(["string", "date", "int", "float", "boolean", "id", "list"]);
/** In which order the parts of a log come (IEEE 1849, section on the log element). */
const ORDER = ["extension", "global", "classifier", "attribute", "trace"];

/**
 * It puts its parts into the global scope, as pages of its time did. It can also ask a service on the network, and for that
 * loads a client which starts a process of its own that outlives the tests and holds their output open: that one stays out.
 */
function xesReader(): XesReader {
  const load = createRequire(import.meta.url);
  const client = createRequire(load.resolve("pm4js/init.js")).resolve("retus");
  load.cache[client] ??= { id: client, filename: client, loaded: true, exports: () => {} } as NodeJS.Module;
  load("pm4js/init.js");
  return globalThis as unknown as XesReader;
}

/** By its structure with a strict XML parser, then by a program of process mining. */
export function readXes(text: string): { readonly traces: number; readonly events: number } {
  const open: string[] = [];
  let place = 0;
  const wrong: string[] = [];
  const hold = (isRight: boolean, what: string) => {
    if (!isRight) wrong.push(what);
  };
  const instants = new RegExp(ISO);
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const parent = open.at(-1);
    if (parent === "log") {
      const rank = ORDER.indexOf(ATTRIBUTES.has(name) ? "attribute" : name);
      hold(rank >= place, `${name} out of order`);
      place = rank;
    }
    if (parent === "event") hold(ATTRIBUTES.has(name), `${name} in an event`);
    if (ATTRIBUTES.has(name))
      hold(Object.keys(attributes).join() === "key,value", `${name} without key or value`);
    if (name === "date") hold(instants.test(attributes.value), attributes.value);
    if (name === "int") hold(/^-?\d+$/.test(attributes.value), attributes.value);
    if (name === "float") hold(Number.isFinite(Number(attributes.value)), attributes.value);
    open.push(name);
  });
  parser.on("closetag", () => open.pop());
  parser.write(text).close();
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(text).toContain('<boolean key="exercise" value="true"/>');
  const { traces } = xesReader().XesImporter.apply(text);
  const names = traces.map(({ attributes }) => String(attributes["concept:name"].value));
  expect(names.filter((name) => !name.startsWith("SIM-"))).toEqual([]);
  return { traces: traces.length, events: traces.reduce((sum, { events }) => sum + events.length, 0) };
}

export function readTable(text: string): readonly Readonly<Record<string, string>>[] {
  return parseCsv(text, { bom: true, columns: true, relax_column_count: false });
}

const YES_NO = z.enum(["Yes", "No"]);
const DATE = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const short = z.string().min(1).max(500);
const upper = (prefix: string, words: string) =>
  z.enum(words.split(" ").map((word) => `${prefix}${word}`) as [string, ...string[]]);

/** Rules of the DSA Transparency Database for one statement, as its own validator has them since 1 July 2025. */
const statementSchema = z
  .strictObject({
    decision_visibility: z
      .array(
        upper(
          "DECISION_VISIBILITY_",
          "CONTENT_REMOVED CONTENT_DISABLED CONTENT_DEMOTED CONTENT_AGE_RESTRICTED CONTENT_INTERACTION_RESTRICTED CONTENT_LABELLED",
        ),
      )
      .min(1)
      .optional(),
    decision_account: z.enum(["DECISION_ACCOUNT_SUSPENDED", "DECISION_ACCOUNT_TERMINATED"]).optional(),
    end_date_account_restriction: DATE.optional(),
    decision_ground: upper("DECISION_GROUND_", "ILLEGAL_CONTENT INCOMPATIBLE_CONTENT"),
    illegal_content_legal_ground: short.optional(),
    illegal_content_explanation: z.string().min(1).max(2000).optional(),
    incompatible_content_ground: short.optional(),
    incompatible_content_explanation: z.string().min(1).max(2000).optional(),
    category: upper(
      "STATEMENT_CATEGORY_",
      "ILLEGAL_OR_HARMFUL_SPEECH NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS PROTECTION_OF_MINORS RISK_FOR_PUBLIC_SECURITY VIOLENCE",
    ),
    category_specification: z.array(
      upper("KEYWORD_", "INCITEMENT_VIOLENCE_HATRED MISINFORMATION_DISINFORMATION TERRORIST_CONTENT OTHER"),
    ),
    content_type: z
      .array(upper("CONTENT_TYPE_", "APP AUDIO IMAGE PRODUCT SYNTHETIC_MEDIA TEXT VIDEO"))
      .min(1),
    content_language: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    content_date: DATE.refine((date) => date >= "2000-01-01" && date <= "2038-01-01"),
    application_date: DATE.refine((date) => date >= "2020-01-01" && date <= "2038-01-01"),
    decision_facts: z.string().min(1).max(5000).startsWith(MARK),
    source_type: upper("SOURCE_", "ARTICLE_16 TRUSTED_FLAGGER TYPE_OTHER_NOTIFICATION VOLUNTARY"),
    automated_detection: YES_NO,
    automated_decision: upper("AUTOMATED_DECISION_", "FULLY PARTIALLY NOT_AUTOMATED"),
    puid: z
      .string()
      .regex(/^SIM-[a-zA-Z0-9-_]+$/)
      .max(500),
  })
  .refine((each) => each.decision_visibility !== undefined || each.decision_account !== undefined)
  .refine((each) => {
    const isIllegal = each.decision_ground === "DECISION_GROUND_ILLEGAL_CONTENT";
    const [given, other] = isIllegal
      ? [each.illegal_content_legal_ground, each.incompatible_content_ground]
      : [each.incompatible_content_ground, each.illegal_content_legal_ground];
    return given !== undefined && other === undefined;
  });

const statementsSchema = z.strictObject({
  mark: z.literal(MARK),
  exercise: z.literal(true),
  note: z.string(),
  run: z.string().startsWith("SIM-"),
  batches: z.array(z.strictObject({ statements: z.array(statementSchema).min(1).max(100) })),
});

export function readStatements(text: string): number {
  const { batches } = statementsSchema.parse(JSON.parse(text));
  const all = batches.flatMap(({ statements }) => statements);
  expect(new Set(all.map(({ puid }) => puid)).size).toBe(all.length);
  return all.length;
}

export function readArchive(text: string): number {
  const rows = readTable(text);
  if (rows.length > 0) expect(Object.keys(rows[0])).toEqual([...ARCHIVE_COLUMNS]);
  for (const row of rows) {
    expect(row.platform_name.startsWith("SIM ")).toBe(true);
    expect(row.decision_facts.startsWith(MARK)).toBe(true);
    expect(Array.isArray(JSON.parse(row.content_type))).toBe(true);
  }
  return rows.length;
}

const instant = z.string().regex(new RegExp(ISO));
const order = { mark: z.literal(MARK), exercise: z.literal(true), reference: z.string().startsWith("SIM-") };
const answer = {
  ...order,
  addressee: z.string().startsWith("SIM "),
  issuingAuthority: z.string().startsWith("SIM "),
  authorityFileRef: z.string().startsWith("SIM-"),
  addresseeFileRef: z.string().startsWith("SIM-"),
  receivedAt: instant,
  provider: z.strictObject({
    name: z.string().startsWith("SIM "),
    mainEstablishmentState: z.literal("ZZ"),
    authorisedPerson: z.string().startsWith("SIM-"),
    contactEmail: z.string().endsWith(".invalid"),
  }),
  date: instant,
};
const basis = z.strictObject({
  instrument: z.string(),
  protocol: z.string(),
  counterfactual: z.boolean(),
});

/** The printed forms of Annexes I to III, field by field. */
const orderSchema = z.discriminatedUnion("annex", [
  z.strictObject({
    ...order,
    annex: z.literal("I"),
    legalBasis: basis.nullable(),
    deadlineMinutes: z.number().positive().nullable(),
    preservationMonths: z.literal(6),
    language: z.enum(["en", "fr"]),
    issuingMemberState: z.literal("ZZ"),
    addressee: z.string().startsWith("SIM "),
    contactPoint: z.string().endsWith(".invalid"),
    addresseeMemberState: z.literal("ZZ"),
    issuedAt: instant,
    targets: z.array(z.string().regex(/^https:\/\/[a-z0-9-]+\.example\/simulation\/SIM-/)).max(100),
    targetsTotal: z.int().min(0),
    grounds: z
      .array(
        z.enum([
          "incites",
          "solicits_offence",
          "solicits_group_participation",
          "instructs_weapons_or_methods",
          "threatens",
        ]),
      )
      .min(1),
    groundsExplanation: z.string().min(1),
    nonDisclosure: z.boolean(),
    crossBorder: z.strictObject({ otherMemberState: z.boolean(), copySent: z.boolean() }),
    authority: z.strictObject({
      type: z.enum(["judge_court_or_investigating_judge", "law_enforcement", "other_competent"]),
      name: z.string().startsWith("SIM "),
      fileNo: z.string().startsWith("SIM-"),
      email: z.string().endsWith(".invalid"),
      date: instant,
      stampAndSignature: z.string().min(1),
    }),
    followUp: z.strictObject({ issuing: z.string(), homeState: z.string().nullable() }),
    redress: z.strictObject({ body: z.string(), nationalProvisionsUrl: z.string() }),
  }),
  z.strictObject({
    ...answer,
    annex: z.literal("II"),
    measure: z.enum(["removed", "disabled_in_all_member_states"]),
    actedAt: instant,
  }),
  z
    .strictObject({
      ...answer,
      annex: z.literal("III"),
      reasons: z
        .array(z.enum(["force_majeure_or_impossibility", "manifest_errors", "insufficient_information"]))
        .min(1),
      explanation: z.string().min(1),
      clarificationNeeded: z.string().min(1).optional(),
      signature: z.string().min(1),
    })
    .refine(
      ({ reasons, clarificationNeeded }) =>
        (reasons[0] === "force_majeure_or_impossibility") === (clarificationNeeded === undefined),
    ),
]);

export function readOrders(text: string): Readonly<Record<"I" | "II" | "III", number>> {
  const { documents } = z
    .strictObject({
      mark: z.literal(MARK),
      exercise: z.literal(true),
      note: z.string(),
      run: z.string().startsWith("SIM-"),
      documents: z.array(orderSchema),
    })
    .parse(JSON.parse(text));
  const issued = new Map<string, string>();
  const counts = { I: 0, II: 0, III: 0 };
  for (const each of documents) {
    counts[each.annex]++;
    if (each.annex === "I") issued.set(each.reference, each.issuedAt);
    // An answer has an order, received after it was issued and answered after it was received.
    else {
      expect(each.receivedAt >= (issued.get(each.reference) ?? "9")).toBe(true);
      expect(each.date >= each.receivedAt).toBe(true);
    }
  }
  return counts;
}

const descriptorSchema = z.looseObject({
  id: z.string().startsWith("SIM-"),
  raw_indicator: z.string(),
  type: z.literal("HASH_PDQ"),
  owner: z.strictObject({
    id: z.string().startsWith("SIM-"),
    name: z.string().startsWith("SIM "),
    email: z.string().endsWith(".invalid"),
  }),
  confidence: z.number().min(0).max(100),
  added_on: z.int(),
  last_updated: z.int(),
  tags: z.array(z.string()).min(1),
});

export function readHashes(text: string): number {
  const { data } = z
    .looseObject({
      mark: z.literal(MARK),
      exercise: z.literal(true),
      data: z.array(
        z.looseObject({
          id: z.string().startsWith("SIM-"),
          indicator: z.string().regex(/^[0-9a-f]{64}$/),
          type: z.literal("HASH_PDQ"),
          creation_time: z.int(),
          last_updated: z.int(),
          should_delete: z.boolean(),
          status: z.enum(["MALICIOUS", "NON_MALICIOUS", "SUSPICIOUS", "UNKNOWN"]),
          tags: z.array(z.string()),
          descriptors: z.object({ data: z.array(descriptorSchema).min(1) }).optional(),
        }),
      ),
      paging: z.looseObject({ cursors: z.looseObject({ after: z.string() }) }),
    })
    .parse(JSON.parse(text));
  for (const each of data) expect(each.descriptors === undefined).toBe(each.should_delete);
  const reading = readHashList(text);
  if (!reading.ok) throw new Error(reading.code);
  expect(reading.entries.map(({ indicator }) => indicator)).toEqual(data.map(({ indicator }) => indicator));
  return data.length;
}
