import { clocksPage, readClocks } from "../library/tables.ts";
import { mutateAll, resultOf, write } from "./constructs.ts";
import type { SoakResult } from "./parts.ts";

/** Every clock of the register held against its two mutations; writes what it finds into the documentation. */
export async function soak(): Promise<SoakResult> {
  const rows = await readClocks();
  const { results, failures } = await mutateAll(rows);
  write("clocks.md", clocksPage(rows, results));
  return resultOf("clocks", rows, results, failures);
}
