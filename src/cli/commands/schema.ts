import { jsonSchema } from "../../scenario/index.ts";
import { printJson } from "../output.ts";
import { EXIT, type ExitCode } from "../problem.ts";

export const SCHEMAS = ["scenario", "protocol", "library", "register"] as const;
export type SchemaName = (typeof SCHEMAS)[number];

/** Prints the JSON Schema of one language. */
export async function schema(which: SchemaName): Promise<ExitCode> {
  await printJson(jsonSchema()[which]);
  return EXIT.ok;
}
