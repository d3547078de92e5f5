import { cookbookPage } from "../library/cookbook.ts";
import { readClocks, readConstructs } from "../library/tables.ts";
import { write } from "./constructs.ts";
import type { SoakResult } from "./parts.ts";

/** Writes the page of the cookbook from the examples. */
export async function soak(): Promise<SoakResult> {
  const [constructs, clocks] = await Promise.all([readConstructs(), readClocks()]);
  write("cookbook.md", cookbookPage(constructs, clocks));
  return { rows: [{ what: "cookbook", examples: constructs.length + clocks.length }], failures: [] };
}
