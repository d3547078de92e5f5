import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of source files, to hold a table against the codes that stand there. */
export function sourceText(...files: readonly string[]): string {
  return files.map((file) => readFileSync(join(import.meta.dirname, "../..", file), "utf8")).join("\n");
}
