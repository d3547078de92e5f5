import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rightsPage } from "../exercise/rights-page.ts";
import type { SoakResult } from "./parts.ts";

/** Writes the page of rights anew. */
export function soak(): SoakResult {
  const page = rightsPage();
  writeFileSync(join(import.meta.dirname, "../../docs/rights.md"), page);
  return { rows: [{ rights: page.split("\n").filter((line) => line.includes("(`")).length }], failures: [] };
}
