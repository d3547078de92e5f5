import type { z } from "zod";
import { type Fault, fault, type Path } from "./fault.ts";
import { FORMS, suggestDuration, suggestId } from "./hints.ts";
import { nearest } from "./nearest.ts";
import { at, field, isTable } from "./raw.ts";
import { keysAt } from "./schema-shape.ts";

type Issue = z.core.$ZodIssue;

/** What a person calls the types that zod names. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "number",
  int: "whole-number",
  boolean: "true-or-false",
  array: "list",
  tuple: "list",
  object: "table",
  record: "table",
  duration: "duration",
  "positive-duration": "duration",
  "non-negative-duration": "duration",
};
const DURATIONS: ReadonlySet<string> = new Set(["duration", "positive-duration", "non-negative-duration"]);

/** What zod found wrong with `value`, as faults of ours: one for each thing to mend, never a union's whole list. */
export function judgeShape(schema: z.ZodType, value: unknown, issues: readonly Issue[]): Fault[] {
  return issues.flatMap((issue) => new Translator(schema, value).translate(issue, []));
}

class Translator {
  constructor(
    private readonly schema: z.ZodType,
    private readonly root: unknown,
  ) {}

  translate(issue: Issue, prefix: Path): Fault[] {
    const path = [...prefix, ...(issue.path as Path)];
    const found = at(this.root, path);
    if (issue.code === "unrecognized_keys") return this.unknownKeys(issue.keys, path);
    if (issue.code === "invalid_key") return issue.issues.slice(0, 1).map((inner) => judgeKey(inner, path));
    if (found === undefined)
      return [fault("scenario/missing", path, { expected: String(path.at(-1) ?? "") })];
    switch (issue.code) {
      case "invalid_type":
        return [judgeType(issue.expected, issue.message, path, found)];
      case "invalid_value":
        return [judgeChoice(issue.values.map(String), path, found)];
      case "too_big":
      case "too_small":
        return [judgeSize(issue, path, found)];
      case "invalid_format":
        return [judgeText(issue.message, path, found)];
      case "invalid_union": {
        // Told apart by one key, of which this is no value: there are no branches to look into.
        const options: unknown = Reflect.get(issue, "options");
        if (issue.errors.length === 0 && Array.isArray(options))
          return [judgeChoice(options.map(String), path, found)];
        return this.judgeUnion(issue.errors, path, found);
      }
      case "custom":
        return [judgeRule(issue.message, path, found, at(this.root, path.slice(0, -1)))];
      default:
        return [fault("scenario/bad_value", path, { found: show(found), expected: issue.code })];
    }
  }

  private unknownKeys(keys: readonly string[], path: Path): Fault[] {
    const allowed = keysAt(this.schema, path);
    return keys.map((key) => {
      const details = { found: key, expected: allowed.join(", "), nearest: nearest(key, allowed) };
      return fault("scenario/unknown_key", [...path, key], details, "key");
    });
  }

  /** The branch that the author most likely meant. */
  private judgeUnion(branches: readonly (readonly Issue[])[], path: Path, found: unknown): Fault[] {
    if (isTable(found) && field(found, "source") !== undefined && field(found, "assumed") !== undefined) {
      return [fault("scenario/two_marks", path, {}, "key")];
    }
    const scalar = !isTable(found) && !Array.isArray(found);
    const isFar = (each: Issue) =>
      each.path.length === 0 && (each.code === "invalid_type" || (each.code === "invalid_value" && !scalar));
    const near = branches.filter((issues) => issues.length > 0 && !issues.some(isFar));
    if (scalar) return this.judgeScalar(branches, near, path, found);
    if (near.length === 0) return [wrongType(expectedBy(branches), path, found)];
    const least = Math.min(...near.map((issues) => weigh(issues, found)));
    const best = near.filter((issues) => weigh(issues, found) === least);
    if (best.length > 1 && isTable(found)) {
      const allowed = keysAt(this.schema, path);
      const strangers = best[0].flatMap((each) => (each.code === "unrecognized_keys" ? each.keys : []));
      const nowhere = strangers.filter((key) => !allowed.includes(key));
      if (nowhere.length > 0) return this.unknownKeys(nowhere, path);
      if (strangers.length > 0)
        return [fault("scenario/one_only", path, { found: Object.keys(found).join(", ") }, "key")];
      if (best.every((issues) => issues.every((each) => at(found, each.path as Path) === undefined))) {
        const wanted = new Set(best.flatMap((issues) => issues.map((each) => String(each.path[0]))));
        return [fault("scenario/missing", path, { expected: [...wanted].join(", ") }, "key")];
      }
    }
    return best[0].flatMap((issue) => this.translate(issue, path));
  }

  private judgeScalar(
    branches: readonly (readonly Issue[])[],
    near: readonly (readonly Issue[])[],
    path: Path,
    found: unknown,
  ): Fault[] {
    const spoken = near.filter((issues) => issues[0].code !== "invalid_value");
    if (spoken.length > 0) return spoken[0].flatMap((issue) => this.translate(issue, path));
    const first = branches[0]?.[0];
    if (first?.code === "invalid_type" && DURATIONS.has(first.message)) return this.translate(first, path);
    if (typeof found === "number" && !Number.isFinite(found))
      return [fault("scenario/out_of_range", path, { found: String(found) })];
    const choices = near.flatMap((issues) =>
      issues.flatMap((each) => (each.code === "invalid_value" ? each.values.map(String) : [])),
    );
    const other = expectedBy(branches).filter((each) => each !== "table");
    if (choices.length > 0 && typeof found === "string") return [judgeChoice(choices, path, found)];
    return [wrongType(other.length > 0 ? other : expectedBy(branches), path, found)];
  }
}

/** Strange and missing keys count more than a wrong value under a right key. */
function weigh(issues: readonly Issue[], found: unknown): number {
  let weight = 0;
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys") weight += 2 * issue.keys.length;
    else weight += at(found, issue.path as Path) === undefined ? 2 : 1;
  }
  return weight;
}

function expectedBy(branches: readonly (readonly Issue[])[]): string[] {
  const names = branches.flatMap((issues) => issues.filter((each) => each.path.length === 0).map(typeName));
  return [...new Set(names.filter((each) => each !== undefined))];
}

function typeName(issue: Issue): string | undefined {
  if (issue.code !== "invalid_type") return undefined;
  return TYPE_NAMES[issue.message] ?? TYPE_NAMES[issue.expected] ?? issue.expected;
}

function wrongType(expected: readonly string[], path: Path, found: unknown): Fault {
  return fault(
    "scenario/wrong_type",
    path,
    { found: nameType(found), expected: expected.join(", ") },
    isTable(found) ? "key" : "value",
  );
}

function judgeType(expected: string, message: string, path: Path, found: unknown): Fault {
  if (DURATIONS.has(message) && (typeof found === "number" || typeof found === "string"))
    return judgeDuration(message, path, found);
  if (expected === "int" && typeof found === "number") return fault("scenario/not_whole", path, { found });
  if (typeof found === "number" && !Number.isFinite(found))
    return fault("scenario/out_of_range", path, { found: String(found) });
  return wrongType([TYPE_NAMES[message] ?? TYPE_NAMES[expected] ?? expected], path, found);
}

function judgeDuration(kind: string, path: Path, found: unknown): Fault {
  return fault("scenario/bad_duration", path, {
    found: show(found),
    expected: kind,
    hint: suggestDuration(found, kind === "duration"),
  });
}

function judgeChoice(choices: readonly string[], path: Path, found: unknown): Fault {
  const last = path.at(-1);
  if (last === "schemaVersion")
    return fault("scenario/schema_version", path, { found: show(found), expected: choices.join(", ") });
  return fault("scenario/not_one_of", path, {
    found: show(found),
    expected: choices.join(", "),
    nearest: typeof found === "string" ? nearest(found, choices) : undefined,
  });
}

function judgeSize(issue: Issue & { code: "too_big" | "too_small" }, path: Path, found: unknown): Fault {
  const big = issue.code === "too_big";
  const limit = Number(issue.code === "too_big" ? issue.maximum : issue.minimum);
  if (DURATIONS.has(issue.message)) return judgeDuration(issue.message, path, found);
  if (typeof found === "string") {
    return big
      ? fault("scenario/too_long", path, { found: found.length, limit })
      : fault("scenario/empty_text", path);
  }
  if (typeof found !== "number") {
    const count = Array.isArray(found) ? found.length : isTable(found) ? Object.keys(found).length : 0;
    return fault(big ? "scenario/too_many" : "scenario/too_few", path, { found: count, limit }, "key");
  }
  if (big && limit === 1) return fault("scenario/above_one", path, { found });
  if (!big && limit === 0)
    return fault(found < 0 ? "scenario/negative" : "scenario/not_positive", path, { found });
  return fault("scenario/out_of_range", path, { found, [big ? "high" : "low"]: limit });
}

function judgeText(form: string, path: Path, found: unknown): Fault {
  if (form === "id")
    return fault("scenario/bad_id", path, { found: show(found), nearest: suggestId(show(found)) });
  return fault("scenario/bad_form", path, { found: show(found), expected: form, hint: FORMS[form] ?? "" });
}

function judgeKey(issue: Issue, path: Path): Fault {
  const found = String(path.at(-1));
  if (issue.message === "id")
    return fault("scenario/bad_id", path, { found, nearest: suggestId(found) }, "key");
  if (issue.code === "too_big")
    return fault("scenario/too_long", path, { found: found.length, limit: Number(issue.maximum) }, "key");
  return fault("scenario/bad_form", path, { found, expected: "name", hint: FORMS.name }, "key");
}

/** Rules that the schemas themselves name. */
function judgeRule(rule: string, path: Path, found: unknown, around: unknown): Fault {
  if (DURATIONS.has(rule)) return judgeDuration(rule, path, found);
  if (rule === "two-marks") return fault("scenario/two_marks", path.slice(0, -1), {}, "key");
  if (rule === "whole")
    return fault("scenario/not_whole", path, { found: show(isTable(found) ? found.value : found) });
  if (rule === "tail-above-one")
    return fault("scenario/out_of_range", path, {
      found: show(isTable(found) ? found.value : found),
      low: 1,
    });
  if (rule === "option-count") return fault("scenario/too_few", path, { found: 0, limit: 1 }, "key");
  if (rule === "range-excludes-value" && Array.isArray(found)) {
    return fault("scenario/range_excludes_value", path, {
      value: show(scaleWritten(around)),
      low: show(found[0]),
      high: show(found[1]),
    });
  }
  return fault("scenario/bad_value", path, { found: show(found), expected: rule });
}

/** The number that a range speaks of, as the author wrote it. */
function scaleWritten(around: unknown): unknown {
  for (const path of [
    ["value"],
    ["fixed"],
    ["exponential", "mean"],
    ["gamma", "mean"],
    ["lognormal", "median"],
  ]) {
    const found = at(around, path);
    if (found !== undefined) return found;
  }
  return "";
}

function nameType(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "true-or-false";
  return typeof value === "number" ? "number" : "table";
}

function show(value: unknown): string {
  return typeof value === "object" ? nameType(value) : String(value);
}
