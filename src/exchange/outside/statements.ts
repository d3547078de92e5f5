import type { FactName, FactRecord, LogHeader } from "../../model/index.ts";
import { type Language, SIMULATION_MARK, sayBy, sayOutside, sayStatementFacts } from "../../words/index.ts";
import { csvLine } from "../text-safety.ts";
import { LogClock } from "./instants.ts";
import { runName } from "./names.ts";
import type { LogSource } from "./source.ts";

/**
 * What platforms did to single items as statements of reasons for the DSA Transparency Database, in the vocabulary in force
 * since 1 July 2025. The database takes batches of 1 to 100; the file holds them one after the other under the marking.
 *
 * Left out: what private services did (the duty is that of online platforms); what authorities ordered (Article 9 is no
 * case for it, and of removal orders it is disputed); what happened before 2020 (the database knows no such date). Who
 * wrote a statement cannot know more than the service did: the ground is what it acted on, never what was true.
 */

/** Facts that a statement is made of; all are about single items, so the log must have kept those. */
export const STATEMENT_FACTS: readonly FactName[] = [
  "content.removed",
  "content.restricted",
  "content.demoted",
  "content.labelled",
  "account.restricted",
  "content.reported",
];

const BATCH = 100;
const FIRST_DATE = "2020-01-01";
const LAST_DATE = "2038-01-01";

export interface Statement {
  readonly decision_visibility?: readonly string[];
  readonly decision_account?: string;
  readonly end_date_account_restriction?: string;
  readonly decision_ground: "DECISION_GROUND_ILLEGAL_CONTENT" | "DECISION_GROUND_INCOMPATIBLE_CONTENT";
  readonly illegal_content_legal_ground?: string;
  readonly illegal_content_explanation?: string;
  readonly incompatible_content_ground?: string;
  readonly incompatible_content_explanation?: string;
  readonly category: string;
  readonly category_specification: readonly string[];
  readonly content_type: readonly string[];
  readonly content_language?: string;
  readonly content_date: string;
  readonly application_date: string;
  readonly decision_facts: string;
  readonly source_type: string;
  readonly automated_detection: "Yes" | "No";
  readonly automated_decision: string;
  readonly puid: string;
}

interface Told {
  readonly statement: Statement;
  readonly platform: string;
  readonly createdAt: string;
}

const VISIBILITY: Readonly<Partial<Record<FactName, string>>> = {
  "content.removed": "DECISION_VISIBILITY_CONTENT_REMOVED",
  "content.restricted": "DECISION_VISIBILITY_CONTENT_DISABLED",
  "content.demoted": "DECISION_VISIBILITY_CONTENT_DEMOTED",
  "content.labelled": "DECISION_VISIBILITY_CONTENT_LABELLED",
};

interface Source {
  readonly type: string;
  readonly isDetectedByMachine: boolean;
  readonly decision: "FULLY" | "PARTIALLY" | "NOT_AUTOMATED";
}

const FOUND: Source = { type: "SOURCE_VOLUNTARY", isDetectedByMachine: true, decision: "FULLY" };
const SCANNED: Source = { ...FOUND, decision: "PARTIALLY" };
const OWN: Source = { type: "SOURCE_VOLUNTARY", isDetectedByMachine: false, decision: "NOT_AUTOMATED" };
const NOTICED: Source = { ...OWN, type: "SOURCE_ARTICLE_16" };
const TOLD: Source = { ...OWN, type: "SOURCE_TYPE_OTHER_NOTIFICATION" };
const FLAGGED: Source = { ...OWN, type: "SOURCE_TRUSTED_FLAGGER" };

const SOURCES: Readonly<Record<string, Source>> = {
  rule: FOUND,
  sweep: FOUND,
  match: FOUND,
  scan: SCANNED,
  notice: NOTICED,
  referral: TOLD,
  asked: TOLD,
};
/** Ways of coming down that no statement is written for. */
const NO_STATEMENT: ReadonlySet<unknown> = new Set(["order", "purge"]);

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  livestream: "CONTENT_TYPE_VIDEO",
  recording: "CONTENT_TYPE_VIDEO",
  image: "CONTENT_TYPE_IMAGE",
  document: "CONTENT_TYPE_TEXT",
  rumour: "CONTENT_TYPE_TEXT",
  synthetic: "CONTENT_TYPE_SYNTHETIC_MEDIA",
};
const FALSEHOODS: ReadonlySet<unknown> = new Set(["rumour", "synthetic"]);

function* statementsOf({ header, facts }: LogSource, language: Language): Generator<Told> {
  const clock = new LogClock(header.startsAt);
  const run = runName(header);
  const open = new Set(header.platforms.filter((each) => each.public).map(({ id }) => id));
  const kinds = new Map(header.actors.map(({ id, kind }) => [id, kind]));
  const reported = new Set<unknown>();
  /** senders of messages by the fact that they were opened */
  const senders = new Map<number, string | undefined>();
  let form = "recording";
  for (const fact of facts) {
    if (fact.kind === "content.reported") reported.add(fact.item);
    if (fact.kind === "message.opened") senders.set(fact.n, kinds.get(String(fact.from)));
    if (fact.kind === "original.posted") form = String(fact.form);
    const isAccount = fact.kind === "account.restricted";
    const visibility = VISIBILITY[fact.kind];
    const platform = String(fact.platform);
    if (!isAccount && visibility === undefined) continue;
    if (!open.has(platform) || NO_STATEMENT.has(fact.by)) continue;
    const date = clock.date(fact.at);
    const from = typeof fact.postedAt === "number" ? clock.date(fact.postedAt) : date;
    const createdAt = clock.iso(fact.at);
    if (date === undefined || from === undefined || createdAt === undefined) continue;
    if (date < FIRST_DATE || date >= LAST_DATE) continue;
    const source = sourceOf(fact, reported, senders);
    const until = typeof fact.until === "number" && fact.until > 0 ? clock.date(fact.until) : undefined;
    const what = `${fact.kind}${typeof fact.by === "string" ? ` ${sayBy(fact.by, language)}` : ""}`;
    yield {
      platform,
      createdAt,
      statement: {
        ...(visibility === undefined ? {} : { decision_visibility: [visibility] }),
        ...(isAccount ? { decision_account: "DECISION_ACCOUNT_SUSPENDED" } : {}),
        ...(isAccount && until !== undefined ? { end_date_account_restriction: until } : {}),
        ...groundOf(source, language),
        ...categoryOf(source, form),
        content_type: [CONTENT_TYPES[form] ?? "CONTENT_TYPE_VIDEO"],
        ...languageOf(fact),
        content_date: from,
        application_date: date,
        decision_facts: sayStatementFacts({ run, fact: fact.n, what }, language),
        source_type: source.type,
        automated_detection: source.isDetectedByMachine ? "Yes" : "No",
        automated_decision: `AUTOMATED_DECISION_${source.decision}`,
        puid: `${run}-${fact.n}`,
      },
    };
  }
}

function sourceOf(
  fact: FactRecord,
  reported: ReadonlySet<unknown>,
  senders: ReadonlyMap<number, string | undefined>,
): Source {
  const sender = fact.cause === undefined ? undefined : senders.get(fact.cause);
  if (sender === "trusted-flagger") return FLAGGED;
  if (typeof fact.by === "string" && Object.hasOwn(SOURCES, fact.by)) return SOURCES[fact.by];
  return reported.has(fact.item) ? NOTICED : OWN;
}

/** Own initiative stands on the service's terms, what others pointed out on a law. */
function groundOf(source: Source, language: Language) {
  const explanation = sayOutside("explanation", language);
  return source.type === "SOURCE_VOLUNTARY"
    ? {
        decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT" as const,
        incompatible_content_ground: sayOutside("ownRules", language),
        incompatible_content_explanation: explanation,
      }
    : {
        decision_ground: "DECISION_GROUND_ILLEGAL_CONTENT" as const,
        illegal_content_legal_ground: sayOutside("law", language),
        illegal_content_explanation: explanation,
      };
}

function categoryOf(source: Source, form: string) {
  const [category, keyword] = FALSEHOODS.has(form)
    ? ["NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS", "MISINFORMATION_DISINFORMATION"]
    : source === NOTICED
      ? ["VIOLENCE", "INCITEMENT_VIOLENCE_HATRED"]
      : ["RISK_FOR_PUBLIC_SECURITY", "TERRORIST_CONTENT"];
  return {
    category: `STATEMENT_CATEGORY_${category}`,
    category_specification: [`KEYWORD_${keyword}`],
  };
}

/** Only lookalikes have a language, and only where the scenario tells one. */
function languageOf({ status }: FactRecord): { readonly content_language?: string } {
  const tongue = typeof status === "string" ? (status.split(":")[2] ?? "") : "";
  return /^[a-z]{2}$/.test(tongue) ? { content_language: tongue.toUpperCase() } : {};
}

/** One JSON document: the marking, and bodies for `POST /statements` as the database takes them. */
export function* statements(log: LogSource, language: Language): Generator<string> {
  const head = { mark: SIMULATION_MARK[language], exercise: true, note: sayOutside("nothing", language) };
  yield `${JSON.stringify({ ...head, run: runName(log.header) }).slice(0, -1)},"batches":[`;
  let batch: Statement[] = [];
  let separator = "\n";
  const close = () => {
    const text = `${separator}{"statements":[\n${batch.map((each) => JSON.stringify(each)).join(",\n")}\n]}`;
    separator = ",\n";
    batch = [];
    return text;
  };
  for (const { statement } of statementsOf(log, language)) {
    batch.push(statement);
    if (batch.length === BATCH) yield close();
  }
  if (batch.length > 0) yield close();
  yield "\n]}\n";
}

/** Columns of the database's daily archives, in their order. */
export const ARCHIVE_COLUMNS = [
  "uuid",
  "decision_visibility",
  "decision_visibility_other",
  "end_date_visibility_restriction",
  "decision_monetary",
  "decision_monetary_other",
  "end_date_monetary_restriction",
  "decision_provision",
  "end_date_service_restriction",
  "decision_account",
  "end_date_account_restriction",
  "account_type",
  "decision_ground",
  "decision_ground_reference_url",
  "illegal_content_legal_ground",
  "illegal_content_explanation",
  "incompatible_content_ground",
  "incompatible_content_explanation",
  "incompatible_content_illegal",
  "category",
  "category_addition",
  "category_specification",
  "category_specification_other",
  "content_type",
  "content_type_other",
  "content_language",
  "content_date",
  "content_id_ean",
  "territorial_scope",
  "application_date",
  "decision_facts",
  "source_type",
  "source_identity",
  "automated_detection",
  "automated_decision",
  "platform_name",
  "platform_uid",
  "created_at",
] as const;

/** The form that analysts load: a daily archive, one line a statement. Arrays are JSON in one cell. */
export function* statementsCsv(log: LogSource, language: Language): Generator<string> {
  const titles = platformTitles(log.header, language);
  yield csvLine(ARCHIVE_COLUMNS);
  for (const { statement, platform, createdAt } of statementsOf(log, language)) {
    const fields: Readonly<Record<string, unknown>> = {
      ...statement,
      uuid: statement.puid,
      platform_name: `SIM ${titles.get(platform) ?? platform}`,
      platform_uid: `SIM-${platform}`,
      created_at: createdAt.slice(0, 19).replace("T", " "),
    };
    yield csvLine(
      ARCHIVE_COLUMNS.map((name) => {
        const value = fields[name];
        return Array.isArray(value) ? JSON.stringify(value) : value === undefined ? "" : String(value);
      }),
    );
  }
}

const platformTitles = ({ platforms }: LogHeader, language: Language) =>
  new Map(platforms.map(({ id, title }) => [id, title[language]]));
