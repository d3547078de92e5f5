import type { Row } from "../measures/index.ts";
import type { Scenario } from "../model/index.ts";
import { FULL_SCALE } from "./address.ts";
import { nameOfRow } from "./comparison.ts";
import type { Setting } from "./work.ts";

/** A variant as a comparison holds it. */
export interface ComparedVariant {
  readonly name: string;
  readonly scenario: Scenario;
  readonly layout: readonly Row[];
  readonly doesNotArise: ReadonlySet<string>;
  /** by place among the kernels */
  readonly settings: readonly Setting[];
}

/** Of what is another number at this scale, and of what does not arise, nothing is said. */
export function isTold({ layout, doesNotArise }: ComparedVariant, measure: string, scale: number): boolean {
  const row = layout.find((each) => nameOfRow(each) === measure);
  if (row === undefined) return true;
  const { id, survivesScale } = row.definition;
  return (scale === FULL_SCALE || survivesScale) && !doesNotArise.has(id);
}
