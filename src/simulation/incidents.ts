import type { Dictionary, Original, Scenario } from "../model/index.ts";

/** One incident of a scenario. The first is the scenario's own; it has number 0 and the name `first`. */
export interface CompiledIncident {
  readonly id: string;
  readonly word: number;
  readonly beginsAt: number;
  readonly endsAt: number;
  readonly harm: string | undefined;
}

/** The name of the scenario's own incident. */
export const FIRST_INCIDENT = "first";

/** The scenario's own incident, then the further ones by their ids: the order of keys in a file changes nothing. */
export function compileIncidents(scenario: Scenario, dictionary: Dictionary): readonly CompiledIncident[] {
  const { endsAt, harm } = scenario.incident;
  const further = Object.entries(scenario.incidents ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    { id: FIRST_INCIDENT, word: dictionary.number(FIRST_INCIDENT), beginsAt: 0, endsAt, harm },
    ...further.map(([id, each]) => ({
      id,
      word: dictionary.number(id),
      beginsAt: each.startsAt,
      endsAt: each.endsAt,
      harm: each.harm,
    })),
  ];
}

/** Number of the incident that an original belongs to. */
export function incidentOf({ incident }: Original, incidents: readonly CompiledIncident[]): number {
  return incident === undefined ? 0 : incidents.findIndex(({ id }) => id === incident);
}
