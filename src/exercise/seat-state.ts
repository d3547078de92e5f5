import type { FactName, Scenario, Text } from "../model/index.ts";
import { isCounterfactual } from "../simulation/index.ts";
import type { SeatFact, SeatUpdate } from "./view.ts";

/** What a seat sees at a glance, made of its own updates and of nothing else. */
export interface SeatState {
  /** number of the last update taken in */
  readonly seq: number;
  readonly at: number;
  /** by `protocol/role`: you are here */
  readonly roles: Readonly<Record<string, { readonly state: string; readonly since: number }>>;
  /** decisions that are open to it, by their number */
  readonly open: readonly OpenDecision[];
  readonly duties: readonly SeatDuty[];
  /** numbers of facts that are messages and news for it, the oldest first */
  readonly inbox: readonly number[];
  readonly counts: Readonly<Partial<Record<FactName, number>>>;
  readonly isPlayedByPeople: boolean;
}

export interface OpenDecision {
  readonly number: number;
  readonly decision: string;
  readonly openedAt: number;
  /** when the default acts, milliseconds of exercise time */
  readonly dueAt: number;
  /** number of the fact that it came of, where the seat knows it */
  readonly because?: number;
}

export interface SeatDuty {
  readonly number: number;
  readonly duty: string;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly state: "running" | "stopped" | "expired" | "suspended" | "waived";
}

export const EMPTY_SEAT: SeatState = {
  seq: 0,
  at: 0,
  roles: {},
  open: [],
  duties: [],
  inbox: [],
  counts: {},
  isPlayedByPeople: false,
};

/** The seat after an update. @throws RangeError for one that does not follow on: something is missing between */
export function foldSeat(state: SeatState, { seq, at, facts, counts }: SeatUpdate): SeatState {
  if (seq !== state.seq + 1) throw new RangeError(`exercise/update_missing: ${state.seq + 1}`);
  const before: SeatState = { ...state, seq, at, counts: { ...state.counts, ...counts } };
  return facts.reduce(foldFact, before);
}

const DUTY_STATES: Readonly<Partial<Record<FactName, SeatDuty["state"]>>> = {
  "duty.stopped": "stopped",
  "duty.expired": "expired",
  "duty.suspended": "suspended",
  "duty.restarted": "running",
  "duty.waived": "waived",
  "duty.extended": "running",
  "duty.renewed": "running",
};

function foldFact(state: SeatState, fact: SeatFact): SeatState {
  const { kind, at, n } = fact;
  switch (kind) {
    case "state.entered":
      return {
        ...state,
        roles: { ...state.roles, [String(fact.role)]: { state: String(fact.state), since: at } },
      };
    case "seat.handed": {
      const isPlayedByPeople = fact.player === "person";
      return { ...state, isPlayedByPeople, open: isPlayedByPeople ? state.open : [] };
    }
    case "decision.opened":
      return { ...state, open: [...without(state.open, fact), opened(fact)] };
    case "decision.answered":
    case "decision.lapsed":
      return { ...state, open: without(state.open, fact) };
    case "message.opened":
    case "inject.delivered":
      return { ...state, inbox: [...state.inbox, n] };
    case "duty.started":
      return { ...state, duties: [...state.duties, started(fact)] };
    default:
      return withDuty(state, fact);
  }
}

const without = (open: readonly OpenDecision[], { number }: SeatFact) =>
  open.filter((each) => each.number !== Number(number));

function opened({ number, decision, at, dueAt, cause }: SeatFact): OpenDecision {
  return {
    number: Number(number),
    decision: String(decision),
    openedAt: at,
    dueAt: Number(dueAt),
    ...(cause === undefined ? {} : { because: cause }),
  };
}

function started({ instance, duty, at, dueAt }: SeatFact): SeatDuty {
  return {
    number: Number(instance),
    duty: String(duty),
    startedAt: at,
    dueAt: Number(dueAt),
    state: "running",
  };
}

/** A clock that stops, runs out or is moved; a suspended one has no due time until it runs again. */
function withDuty(state: SeatState, fact: SeatFact): SeatState {
  const next = DUTY_STATES[fact.kind];
  if (next === undefined) return state;
  const duties = state.duties.map((each): SeatDuty => {
    if (each.duty !== fact.duty || each.number !== Number(fact.instance)) return each;
    return { ...each, state: next, ...(next === "running" ? { dueAt: Number(fact.dueAt) } : {}) };
  });
  return { ...state, duties };
}

/** What a seat is told before it starts about the choices of its actor: its own, and of no other. */
export interface SeatDecision {
  readonly protocol: string;
  readonly decision: string;
  readonly title: Text;
  readonly options: readonly string[];
  /** what the default policy takes most often */
  readonly usual: string;
}

/** The decisions that an actor may be asked for under the protocols of a scenario, by protocol and name. */
export function decisionsOf(
  { protocols, actors, platforms }: Scenario,
  actor: string,
): readonly SeatDecision[] {
  const own = actors[actor]?.decisions ?? platforms[actor]?.decisions ?? {};
  return protocols.flatMap(({ id: protocol, decisions }) =>
    Object.keys(decisions)
      .sort()
      .map((decision): SeatDecision => {
        const shares = { ...decisions[decision].options, ...own[decision] };
        const options = Object.keys(shares).sort();
        const usual = options.reduce((best, each) => (shares[each].value > shares[best].value ? each : best));
        return { protocol, decision, title: decisions[decision].title, options, usual };
      }),
  );
}

/** The protocols that a scenario runs under: those not in force on its date are counterfactual, and said to be. */
export function protocolsTold({
  protocols,
  incident,
}: Scenario): { readonly id: string; readonly counterfactual: boolean }[] {
  return protocols.map((each) => ({ id: each.id, counterfactual: isCounterfactual(each, incident) }));
}
