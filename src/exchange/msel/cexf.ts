import { cleanText, Digest, type ExerciseFile, type MselRow, writeOffset } from "../../model/index.ts";
import {
  EXERCISE_MARK,
  INJECT_KIND_WORDS,
  type Language,
  METHOD_WORDS,
  MSEL_CELL_WORDS,
  PLANNING_STATUS_WORDS,
} from "../../words/index.ts";

import { writeActs, writeCondition, writeOwners, writeTrigger } from "./written.ts";

/**
 * An exercise in the Common Exercise Format (CEXF, the MISP project's format-description.md): one JSON object with
 * `exercise`, `inject_flow`, `inject_payloads` and `injects`. Its words for actions, payloads and tools are those of cyber
 * exercises; ours carry a namespace. Its scores are ranges, and what is expected of players is told in words, since it knows
 * no state of a protocol. Seeds, briefs and seats stay at home: the format has no place that only control would read.
 */

const NAMESPACE = "golden-hour";
/** What a row that nobody scores could bring. */
const NO_SCORE = [0, 0] as const;

export type CexfSource = Pick<
  ExerciseFile,
  "id" | "title" | "aim" | "scope" | "marking" | "duration" | "type" | "rows"
>;

interface Flow {
  readonly description: string;
  readonly inject_uuid: string;
  readonly reporting_callback: readonly never[];
  readonly requirements: Readonly<Record<string, never>>;
  readonly sequence: {
    readonly trigger: readonly string[];
    readonly completion_trigger: readonly string[];
    readonly followed_by: readonly string[];
  };
  /** whole seconds after STARTEX; null where no clock brings it */
  readonly timing: { readonly triggered_at: number | null };
}

/** A UUID of version 4's shape that is fixed for what it names, as the format asks. */
export function uuidOf(...names: readonly string[]): string {
  const digest = new Digest();
  for (const name of names) digest.text(name);
  const hex = digest.hex();
  const variant = "89ab"[Number.parseInt(hex[16], 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function mselCexf(source: CexfSource, language: Language): string {
  const { id, title, aim, scope, marking, duration, type, rows } = source;
  const ordered = inOrder(rows);
  const uuid = (row: MselRow, what: "inject" | "payload") => uuidOf(id, what, row.number);
  const mark = EXERCISE_MARK[language];
  return `${JSON.stringify(
    {
      exercise: {
        uuid: uuidOf(id, "exercise"),
        name: cleanText(`${mark} · ${title[language]}`),
        description: cleanText(aim[language]),
        expanded: cleanText(`${mark}\n\n${aim[language]}\n\n${scope[language]}\n\n${marking[language]}`),
        namespace: NAMESPACE,
        tags: [`exercise:generic="${NAMESPACE}"`, `${NAMESPACE}:type="${type}"`],
        meta: { marking: cleanText(marking[language]), exercise: id },
        total_duration: String(Math.max(0, Math.ceil(duration / 1000))),
        version: "1",
      },
      inject_flow: ordered.map(
        (row, place): Flow => ({
          description: cleanText(row.title[language]),
          inject_uuid: uuid(row, "inject"),
          reporting_callback: [],
          requirements: {},
          sequence: {
            trigger: [
              place === 0
                ? "startex"
                : `${NAMESPACE}:${writeTrigger(row.trigger, "en", writeOffset).replaceAll("\n", " ")}`,
            ],
            completion_trigger: ["completion"],
            followed_by: place + 1 < ordered.length ? [uuid(ordered[place + 1], "inject")] : [],
          },
          timing: { triggered_at: row.at === undefined ? null : Math.floor(row.at / 1000) },
        }),
      ),
      inject_payloads: rows.map((row) => ({
        uuid: uuid(row, "payload"),
        name: cleanText(row.number),
        type: `${NAMESPACE}:${row.method}`,
        parameters: parametersOf(row, language),
      })),
      injects: rows.map((row) => ({
        uuid: uuid(row, "inject"),
        name: cleanText(`${row.number} · ${row.title[language]}`),
        action: `${NAMESPACE}:${row.kind}`,
        action_payload_resource_uuid: uuid(row, "payload"),
        target_tool: NAMESPACE,
        inject_evaluation: evaluationOf(row, language),
      })),
    },
    undefined,
    2,
  )}\n`;
}

const rank = ({ at }: MselRow) => at ?? Number.POSITIVE_INFINITY;
const order = ({ groupOrder }: MselRow) => groupOrder ?? Number.POSITIVE_INFINITY;
const less = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

/** As the clock brings them; what only a hand brings stands last. */
function inOrder(rows: readonly MselRow[]): readonly MselRow[] {
  return rows
    .map((row, place) => ({ row, place }))
    .sort(
      (a, b) => less(rank(a.row), rank(b.row)) || less(order(a.row), order(b.row)) || less(a.place, b.place),
    )
    .map(({ row }) => row);
}

function parametersOf(
  row: MselRow,
  language: Language,
): Readonly<Record<string, string | readonly string[]>> {
  const { kind, method, from, to, subject, text, acts, planningStatus } = row;
  const given = {
    exercise: EXERCISE_MARK[language],
    kind: INJECT_KIND_WORDS[kind][language],
    method: METHOD_WORDS[method][language],
    from: from?.[language] ?? "",
    to: to.length === 0 ? MSEL_CELL_WORDS.everybody[language] : to.join(", "),
    subject: subject?.[language] ?? "",
    content: text?.[language] ?? "",
    acts: writeActs(acts, language),
    planning_status: PLANNING_STATUS_WORDS[planningStatus][language],
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value === "" ? [] : [[key, cleanText(value)]])),
  );
}

function evaluationOf({ expects, score }: MselRow, language: Language) {
  if (expects === undefined) return [];
  const words = { all: MSEL_CELL_WORDS.all[language], any: MSEL_CELL_WORDS.any[language] };
  const values = [writeOwners(expects, words)];
  if (expects.when !== undefined) values.push(writeCondition(expects.when, language));
  return [
    {
      parameters: [{ [`${NAMESPACE}.expected-action`]: { comparison: "is", values } }],
      result: cleanText(expects.text[language]),
      score_range: score === undefined ? NO_SCORE : [Math.min(0, score), Math.max(0, score)],
    },
  ];
}
