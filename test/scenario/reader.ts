import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FileReader } from "../../src/scenario/index.ts";

/** Reads what a scenario names from a folder: includes by path, protocols from `protocols/`. */
export function readerBeside(folder: string): FileReader {
  return (name, kind) => {
    if (kind === "include" && (name.startsWith("/") || name.split("/").includes("..")))
      return { fault: "outside" };
    const source = kind === "protocol" ? `protocols/${name}.yaml` : name;
    const path = join(folder, source);
    return existsSync(path) ? { source, text: readFileSync(path, "utf8") } : { fault: "missing" };
  };
}

/** Reads from texts in memory. */
export function readerOf(texts: Readonly<Record<string, string>>): FileReader {
  return (name, kind) => {
    const source = kind === "protocol" ? `${name}.yaml` : name;
    return Object.hasOwn(texts, source) ? { source, text: texts[source] } : { fault: "missing" };
  };
}
