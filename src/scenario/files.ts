import { z } from "zod";
import {
  type Diagnostic,
  id,
  type Protocol,
  protocolSchema,
  SCHEMA_VERSION,
  scenarioSchema,
  text,
} from "../model/index.ts";
import { arrange, type Fault, fault, type Path, type Position, toDiagnostic } from "./fault.ts";
import { judgeProtocol } from "./protocol-sense.ts";
import { isTable } from "./raw.ts";
import { judgeShape } from "./shape-faults.ts";
import { sortKeys } from "./sort-keys.ts";
import { readYaml, type YamlFile } from "./yaml-text.ts";

/**
 * Brings the text of another file: `include` names shared platforms (a path beside the scenario, or `library:NAME`),
 * `protocol` a protocol by id, `reference` a file about the library itself. Who reads decides what may be reached; this
 * room touches no disk.
 */
export type FileReader = (
  name: string,
  kind: "include" | "protocol" | "reference",
) =>
  | { readonly source: string; readonly text: string }
  | { readonly fault: "missing" | "outside" | "too-large" | "unreadable" };

/** A file with shared platforms: profiles that a scenario's platforms may start from, and channels. */
export const librarySchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  title: text.optional(),
  include: scenarioSchema.shape.include,
  platforms: z.record(id, z.record(z.string().max(64), z.unknown())).default({}),
  channels: scenarioSchema.shape.channels,
});

export type Locate = (path: Path | string) => Position;

export interface ParsedProtocol {
  readonly source: string;
  /** place of a part, by keys from the root, as a list or joined by dots */
  readonly locate: Locate;
  readonly raw: unknown;
  readonly file: YamlFile;
}

export type ProtocolResult =
  | {
      readonly ok: true;
      readonly protocol: Protocol;
      readonly parsed: ParsedProtocol;
      readonly warnings: readonly Diagnostic[];
    }
  | {
      readonly ok: false;
      readonly diagnostics: readonly Diagnostic[];
      readonly parsed?: ParsedProtocol;
      /** what stands in the file all the same, where its shape is right: fit to be looked at, never to be run */
      readonly protocol?: Protocol;
    };

/** A protocol file by itself: its shape and what can be judged without the scenario that uses it. */
export function parseProtocol(given: string, { source }: { readonly source: string }): ProtocolResult {
  const { file, faults } = readYaml(given, source);
  if (file === undefined) return { ok: false, diagnostics: arrange(faults) };
  const parsed = { source, locate: locator(file), raw: file.value, file };
  const shape = checkShape(protocolSchema, file.value);
  const found = [...shape.faults, ...judgeProtocol(file.value)];
  const diagnostics = arrange([...faults, ...found.map((each) => placeIn(file, each))]);
  if (shape.value === undefined) return { ok: false, diagnostics, parsed };
  const protocol = sortKeys(fillProtocol(shape.value));
  if (diagnostics.some((each) => each.severity === "error"))
    return { ok: false, diagnostics, parsed, protocol };
  return { ok: true, protocol, parsed, warnings: diagnostics };
}

function fillProtocol(given: z.output<typeof protocolSchema>): Protocol {
  const { schemaVersion: _, ...protocol } = given;
  return protocol;
}

export interface Library {
  readonly name: string;
  readonly file: YamlFile;
}

/** Shape of one value, as faults; the value when there are none. */
export function checkShape<T extends z.ZodType>(
  schema: T,
  value: unknown,
): { value?: z.output<T>; faults: Fault[] } {
  if (!isTable(value))
    return {
      faults: [
        fault("scenario/wrong_type", [], {
          found: Array.isArray(value) ? "list" : typeof value,
          expected: "table",
        }),
      ],
    };
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, faults: [] };
  return { faults: judgeShape(schema, value, result.error.issues) };
}

export function placeIn(file: YamlFile, given: Fault): Diagnostic {
  return toDiagnostic(given, file.source, file.find(given.path, given.at));
}

/** Takes keys as a list, or joined by dots; a key may hold dots itself (events do). */
export function locator(file: YamlFile): Locate {
  return (path) => {
    const steps = typeof path === "string" ? splitPath(file.value, path) : path;
    const { line, column } = file.find(steps);
    return { line, column };
  };
}

/** Keys of a dotted path: at each table the longest key that fits and leads on. */
export function splitPath(value: unknown, path: string): Path {
  if (path === "") return [];
  let best: Path = [];
  const keys = Array.isArray(value)
    ? value.map((_, index) => String(index))
    : isTable(value)
      ? Object.keys(value)
      : [];
  const fitting = keys
    .filter((key) => path === key || path.startsWith(`${key}.`))
    .sort((a, b) => b.length - a.length);
  for (const key of fitting) {
    const inner = Array.isArray(value) ? value[Number(key)] : (value as Record<string, unknown>)[key];
    const steps = [Array.isArray(value) ? Number(key) : key, ...splitPath(inner, path.slice(key.length + 1))];
    if (steps.join(".").length === path.length) return steps;
    if (steps.length > best.length) best = steps;
  }
  return best;
}
