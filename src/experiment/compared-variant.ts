import type { Row } from "../measures/index.ts";
import type { Scenario } from "../model/index.ts";
import { lostAtScale, type MeasuredReplication, nameOfRow } from "./comparison.ts";
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

/**
 * Which rows of a variant are told, these replications of it being what they are: of what is another number at this scale, and
 * of what does not arise, nothing is said.
 */
export function toldOf(
  { layout, doesNotArise }: ComparedVariant,
  replications: readonly MeasuredReplication[],
  scale: number,
): (measure: string) => boolean {
  const lost = lostAtScale({ layout, replications }, scale);
  return (measure) => {
    const row = layout.find((each) => nameOfRow(each) === measure);
    return row === undefined || !(lost.has(measure) || doesNotArise.has(row.definition.id));
  };
}
