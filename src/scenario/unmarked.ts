import type { Scenario } from "../model/index.ts";
import { type Fault, fault, type Path } from "./fault.ts";
import { listSlots } from "./numbers.ts";

const SHOWN = 5;

/**
 * Numbers that somebody wrote down without saying where they come from, in one warning. A scenario with neither actors
 * nor protocols needs no marks (validation, teaching); a number that nobody wrote is a default, not a claim.
 */
export function judgeNumbers(scenario: Scenario, isWritten: (path: Path) => boolean): Fault[] {
  if (Object.keys(scenario.actors).length === 0 && scenario.protocols.length === 0) return [];
  const unmarked = listSlots(scenario).filter(
    (each) => each.mark.kind === "unmarked" && isWritten(each.steps),
  );
  if (unmarked.length === 0) return [];
  const first = unmarked.slice(0, SHOWN).map((each) => each.path);
  return [fault("scenario/unmarked_numbers", [], { count: unmarked.length, first: first.join(", ") })];
}
