import { jsonSchema, type SchemaName } from "../../scenario/index.ts";
import { printJson } from "../output.ts";
import { EXIT, type ExitCode } from "../problem.ts";

/** Prints the JSON Schema of one language. */
export async function schema(which: SchemaName): Promise<ExitCode> {
  await printJson(jsonSchema()[which]);
  return EXIT.ok;
}
