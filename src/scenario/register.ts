import { type Diagnostic, type Register, registerSchema } from "../model/index.ts";
import { arrange, type Fault, fault } from "./fault.ts";
import { checkShape, placeIn } from "./files.ts";
import { nearest } from "./nearest.ts";
import { asList, asTable, asText, field } from "./raw.ts";
import { sortKeys } from "./sort-keys.ts";
import { readYaml } from "./yaml-text.ts";

export type RegisterResult =
  | { readonly ok: true; readonly register: Register }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The register of facts, or everything that is wrong with its file. */
export function parseRegister(given: string, { source }: { readonly source: string }): RegisterResult {
  const { file, faults } = readYaml(given, source);
  if (file === undefined) return { ok: false, diagnostics: arrange(faults) };
  const shape = checkShape(registerSchema, file.value);
  const found = [...shape.faults, ...judgeRows(file.value)].map((each) => placeIn(file, each));
  if (shape.value === undefined || faults.length + found.length > 0)
    return { ok: false, diagnostics: arrange([...faults, ...found]) };
  const { schemaVersion: _, ...register } = shape.value;
  return { ok: true, register: sortKeys(register) };
}

/** Read means read somewhere, and what was read somewhere is not recalled. */
function judgeRows(raw: unknown): Fault[] {
  const known = Object.keys(asTable(field(raw, "sources")));
  return Object.entries(asTable(field(raw, "rows"))).flatMap(([name, row]) => {
    const mark = asText(field(row, "mark"));
    const sources = asList(field(row, "sources"));
    const path = ["rows", name];
    const faults: Fault[] = [];
    if (mark === "read" && sources.length === 0) faults.push(fault("scenario/row_unread", path, {}, "key"));
    if (mark !== undefined && mark !== "read" && sources.length > 0)
      faults.push(fault("scenario/row_read", [...path, "mark"], { found: mark }));
    for (const [index, source] of sources.entries()) {
      const found = asText(source);
      if (found !== undefined && !known.includes(found))
        faults.push(
          fault("scenario/unknown_source", [...path, "sources", index], {
            found,
            nearest: nearest(found, known),
          }),
        );
    }
    return faults;
  });
}
