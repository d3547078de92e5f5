import type { Scenario } from "../model/index.ts";
import { findParties, groupsOf, selects } from "./parties.ts";

/** Everything of a scenario that a row of the list of events may name, besides its parties themselves. */
export interface Cast {
  /** ids of the parties that are platforms */
  readonly platforms: readonly string[];
  readonly originals: readonly string[];
  readonly groups: readonly string[];
  readonly jurisdictions: readonly string[];
  /** who plays which role of which protocol */
  readonly roles: readonly { readonly actor: string; readonly protocol: string; readonly role: string }[];
}

/** What forms may offer where conditions and acts of a row are put together: what is not offered would be refused. */
export function castOf(scenario: Scenario): Cast {
  const parties = findParties(scenario);
  return {
    platforms: parties.flatMap(({ id, platform }) => (platform ? [id] : [])),
    originals: Object.keys(scenario.originals),
    groups: [...groupsOf(parties)].sort(),
    jurisdictions: [...new Set(parties.flatMap(({ jurisdiction }) => jurisdiction ?? []))].sort(),
    roles: parties.flatMap((party) =>
      scenario.protocols.flatMap(({ id, roles }) =>
        Object.entries(roles).flatMap(([role, { for: whose }]) =>
          selects(whose, party) ? [{ actor: party.id, protocol: id, role }] : [],
        ),
      ),
    ),
  };
}
