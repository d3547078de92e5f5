/**
 * The plan of the house: which room may import which, and what it may touch.
 * `imports.ts` and `purity.ts` hold the tree against this table; nothing else repeats it.
 */
export type Room = {
  readonly name: string;
  /** Other rooms it may import. */
  readonly rooms: readonly string[];
  /** A pure room touches nothing: no clock, no disk, no network, no chance of its own. */
  readonly pure: boolean;
  /** npm packages a pure room may import; the other rooms are free. */
  readonly packages: readonly string[];
};

const PURE = (name: string, rooms: readonly string[], packages: readonly string[] = []): Room => ({
  name,
  rooms,
  pure: true,
  packages,
});

const WORLDLY = (name: string, rooms: readonly string[]): Room => ({
  name,
  rooms,
  pure: false,
  packages: [],
});

export const ROOMS: readonly Room[] = [
  PURE("model", [], ["zod", "temporal-polyfill"]),
  PURE("engine", ["model"]),
  PURE("scenario", ["model"], ["yaml", "zod"]),
  PURE("protocol", ["model"], ["xstate"]),
  PURE("measures", ["model"]),
  // The engine too: whether a cascade can end hangs on distributions and kernels, and only the engine knows those.
  PURE("verification", ["model", "protocol", "engine"]),
  PURE("simulation", ["model", "engine", "protocol"]),
  PURE("words", ["model"]),
  // The engine too: intervals need its special functions, and what is resampled its draws. Verification: a scenario whose
  // assumed numbers were drawn anew must still be one that can end.
  PURE("experiment", ["model", "engine", "scenario", "simulation", "measures", "verification"]),
  PURE("exercise", ["model", "simulation", "measures"]),
  // Documents and sheets are zips of XML: libraries make them in memory, and what clocks of theirs wrote is taken out again.
  // What comes in as a sheet is taken apart by readers that know nothing but their text: csv-parse and saxes.
  PURE(
    "exchange",
    ["model", "measures", "experiment", "words"],
    ["csv-parse", "docx", "fflate", "saxes", "write-excel-file"],
  ),
  WORLDLY("runner", ["model", "experiment"]),
  WORLDLY("store", ["model", "scenario"]),
  WORLDLY("server", [
    "model",
    "scenario",
    "measures",
    "verification",
    "words",
    "experiment",
    "exercise",
    "exchange",
    "runner",
    "store",
  ]),
  WORLDLY("cli", [
    "model",
    "scenario",
    "measures",
    "verification",
    "words",
    "experiment",
    "exercise",
    "exchange",
    "runner",
    "store",
    "server",
  ]),
];

/** The one file that may call exp, log, sin and their kin: their last bits are watched there. */
export const ARITHMETIC = "src/engine/arithmetic.ts";

/** `src/engine/random.ts` -> `engine`; undefined for a file that stands in no room. */
export function roomOf(file: string): Room | undefined {
  const name = /^src\/([^/]+)\//.exec(file)?.[1];
  return ROOMS.find((room) => room.name === name);
}
