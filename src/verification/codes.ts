import type { MachineFaultCode } from "../protocol/index.ts";

/**
 * What every finding tells: how sure it is, the story that shows it, how many others go back to the same and where, and
 * why the real protocol has this fault.
 */
const FOUND = [
  "answer",
  "story",
  "others?",
  "places?",
  "because?",
  "becauseFr?",
  "declaredIn?",
  "declaredInFr?",
] as const;

/** Of a scenario's actors: who, in which role of which protocol, under which variants. */
const TOGETHER = ["machine", "protocol", "actors", "variants", ...FOUND] as const;

/** Codes that this room makes itself, with the names of their details; one that ends in `?` may be absent. */
export const VERIFICATION_CODES = {
  "verification/unknown_param": ["call", "found", "expected", "nearest?"],
  "verification/missing_param": ["call", "expected"],
  "verification/bad_param": ["call", "param", "found"],
  "verification/never_used": ["part", "protocol", "seeds"],
  "verification/unknown_row": ["found", "nearest?"],
  "verification/mark_too_strong": ["mark", "row", "allowed"],
  "verification/mark_without_row": ["count", "first"],
  "verification/rights_name": ["found"],
  "verification/rights_otherwise": ["factor", "declared", "computed"],
  "scenario/supercritical": ["radius"],
  "verification/unreachable_state": ["state", "machine", ...FOUND],
  "verification/unreachable_transition": ["state", "event", "target", "machine", ...FOUND],
  "verification/dead_end": ["state", "option?", "machine", ...FOUND],
  "verification/option_unheard": ["state", "option", "machine", ...FOUND],
  "verification/same_choice": ["state", "event", "first", "second", "machine", ...FOUND],
  "verification/timer_never_fires": ["state", "delay", "faster", "ranges?", "machine", ...FOUND],
  "verification/message_unheard": ["message", "machine", ...FOUND],
  "verification/event_never_comes": ["event", "state", "machine", ...FOUND],
  "verification/role_never_acts": ["machine", "events", ...FOUND],
  "verification/waits_for_ever": ["roles", ...FOUND],
  "verification/duty_too_short": ["duty", "within", "least", ...FOUND],
  "verification/duty_never_stops": ["duty", "within?", ...FOUND],
  "verification/removal_without_ground": ["effect", "machine", ...FOUND],
  "verification/intrusion": ["effect", "machine", ...FOUND],
  "verification/general_monitoring": ["effect", "machine", "why", ...FOUND],
  "verification/order_out_of_scope": ["effect", "machine", "why", "where?", ...FOUND],
  "verification/limit_reached": ["states", ...FOUND],
  "verification/chart_limit": ["machine", "steps", ...FOUND],
  "verification/actors_unheard": ["message", ...TOGETHER],
  "verification/actor_never_acts": ["events", ...TOGETHER],
  "verification/actor_stuck": ["state", "option?", ...TOGETHER],
  "verification/actors_wait_for_ever": ["roles", "protocol", "variants", ...FOUND],
  "verification/duty_never_binds": ["duty", "protocol", "variants", ...FOUND],
  "verification/order_by_private": ["effect", ...TOGETHER],
  "verification/order_to_private": ["effect", "where", ...TOGETHER],
  "verification/private_scan": ["effect", ...TOGETHER],
  "verification/chain_without_ground": ["effect", ...TOGETHER],
  "verification/declared_not_found": ["found", "path"],
  "verification/declared_behind": ["found", "path", "behind", "at"],
  "verification/closed_hours": [
    "debtor",
    "duty",
    "protocol",
    "within",
    "share",
    "late",
    "lateLeast",
    "early?",
    "earlyLeast?",
    "because?",
    "becauseFr?",
    "answer",
    "source",
  ],
} as const satisfies Record<string, readonly string[]>;

/** Details of every fault in a statechart's structure. */
export const MACHINE_FAULT_DETAILS = ["found?", "nearest?", "expected?"] as const;

export type VerificationCode = keyof typeof VERIFICATION_CODES | MachineFaultCode;
