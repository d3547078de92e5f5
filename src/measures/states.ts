import { BEYOND, type FactRecord } from "../model/index.ts";

/** How long an actor's role was in a state. */
export interface TimeInState {
  readonly actor: string;
  /** `protocol/role` */
  readonly role: string;
  readonly state: string;
  readonly ms: number;
  readonly entered: number;
  /** still in it at the end */
  readonly open: boolean;
}

/** Views of unlawful items within a territory, from one platform. */
export interface TerritoryViews {
  readonly territory: string;
  readonly platform: string;
  readonly views: number;
}

interface Stay {
  ms: number;
  entered: number;
  since: number | undefined;
}

const timeOf = ({ at }: FactRecord) => (at === "beyond" ? BEYOND : at);

/**
 * Time that each actor spent in each state of each of its roles, in the order in which they were first entered. A role
 * that opens once for each message says nothing of which message it speaks: its times run from one entry to the next.
 */
export function timeInStates(facts: Iterable<FactRecord>): TimeInState[] {
  const roles = new Map<
    string,
    {
      readonly actor: string;
      readonly role: string;
      readonly stays: Map<string, Stay>;
      now: Stay | undefined;
    }
  >();
  let end = 0;
  for (const record of facts) {
    end = timeOf(record);
    if (record.kind !== "state.entered") continue;
    const actor = String(record.actor);
    const role = String(record.role);
    const key = JSON.stringify([actor, role]);
    const known = roles.get(key) ?? { actor, role, stays: new Map<string, Stay>(), now: undefined };
    roles.set(key, known);
    leave(known.now, end);
    const state = String(record.state);
    const stay = known.stays.get(state) ?? { ms: 0, entered: 0, since: undefined };
    known.stays.set(state, stay);
    stay.entered++;
    stay.since = end;
    known.now = stay;
  }
  return [...roles.values()].flatMap(({ actor, role, stays }) =>
    [...stays].map(([state, { ms, entered, since }]) => ({
      actor,
      role,
      state,
      entered,
      ms: since === undefined ? ms : ms + end - since,
      open: since !== undefined,
    })),
  );
}

function leave(stay: Stay | undefined, at: number): void {
  if (stay?.since === undefined) return;
  stay.ms += at - stay.since;
  stay.since = undefined;
}

/** Views by territory, as the run counted them at its end. Territories are words of the scenario, so they are no rows. */
export function viewsByTerritory(facts: Iterable<FactRecord>): TerritoryViews[] {
  const rows: TerritoryViews[] = [];
  for (const record of facts) {
    if (record.kind !== "reach.counted") continue;
    rows.push({
      territory: String(record.territory),
      platform: String(record.platform),
      views: Number(record.views),
    });
  }
  return rows;
}
