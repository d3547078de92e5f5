import { governancePage } from "../library/models-page.ts";
import { write } from "./constructs.ts";
import type { SoakResult } from "./parts.ts";

/** Writes the models' parameters into the documentation. */
export function soak(): SoakResult {
  const page = governancePage();
  write("governance.md", page);
  return { rows: [{ page: "governance.md", lines: page.split("\n").length }], failures: [] };
}
