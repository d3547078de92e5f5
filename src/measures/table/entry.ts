import type { FactName } from "../../model/index.ts";
import type {
  Breakdown,
  Direction,
  LogShape,
  MeasureDefinition,
  MeasureKind,
  Origin,
  Row,
  Unit,
} from "../definition.ts";
import type { Tally } from "../tally.ts";

/** An entry of the table: the definition, which rows it has under a header, and how a row is read from the tally. */
export interface MeasureEntry extends MeasureDefinition {
  /** names for the place in the id */
  readonly names?: (shape: LogShape) => readonly string[];
  /** false when the header rules the measure out */
  readonly exists?: (shape: LogShape, index: number) => boolean;
  /** false when it has no row of its own for this platform */
  readonly existsAt?: (shape: LogShape, index: number, platform: number) => boolean;
  /** platforms that its total takes together, where it is not all of them */
  readonly among?: (shape: LogShape, platform: number) => boolean;
  readonly read: (tally: Tally, row: Row) => number;
}

// Columns of an entry: id, unit, finest rows, direction, smallest difference that matters, the rest.

interface Rest {
  readonly kind: MeasureKind;
  readonly reads: readonly FactName[];
  readonly read: MeasureEntry["read"];
  /** sums do unless it is said; others do where it is said */
  readonly survivesScale?: boolean;
  /** only what hangs on actors or on the original alone */
  readonly survivesNaming?: boolean;
  readonly hangsOnFirsts?: true;
  readonly carriedByUploads?: true;
  readonly verdictNeeds?: string;
  readonly openBeside?: string;
  readonly arisesFrom?: readonly Origin[];
  readonly names?: MeasureEntry["names"];
  readonly exists?: MeasureEntry["exists"];
  readonly existsAt?: MeasureEntry["existsAt"];
  readonly among?: MeasureEntry["among"];
}

/** `5%` is a share of the baseline's value, a number stands in the measure's own unit. */
type Difference = number | "5%" | "10%";

export function measure(
  id: string,
  unit: Unit,
  per: Breakdown,
  direction: Direction,
  difference: Difference,
  rest: Rest,
): MeasureEntry {
  const relative = typeof difference === "string";
  return {
    id,
    unit,
    per,
    direction,
    smallestDifference: relative ? Number.parseInt(difference, 10) / 100 : difference,
    smallestDifferenceIs: relative ? "relative" : "absolute",
    ...rest,
    survivesScale: rest.survivesScale ?? rest.kind === "sum",
    survivesNaming: rest.survivesNaming ?? false,
  };
}
