/** What a part of the soak says of itself: lines of a table, and what failed. */
export interface SoakResult {
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  readonly failures: readonly string[];
}

/** Parts by name: each file exports `soak()`, which gives a SoakResult or a promise of one, and each runs in a process of its own. */
export const PARTS: Readonly<Record<string, string>> = {
  "closed-forms/removal": "./removal.ts",
  "closed-forms/crisis": "./crisis.ts",
  "closed-forms/branching": "./branching.ts",
  statecharts: "./statecharts.ts",
  backends: "./backends.ts",
  intervals: "./intervals.ts",
  scale: "./scale.ts",
  constructs: "./constructs.ts",
  clocks: "./clocks.ts",
  runs: "./runs.ts",
  decide: "./decide.ts",
  pressure: "./pressure.ts",
  "critical-path": "./critical-path.ts",
  governance: "./governance.ts",
  cookbook: "./cookbook.ts",
  "wrong-requests": "./wrong-requests.ts",
  kills: "./kills.ts",
  "table-kills": "./table-kills.ts",
  forecast: "./forecast.ts",
  rights: "./rights.ts",
  properties: "./properties.ts",
};
