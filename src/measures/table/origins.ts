import type { FactName } from "../../model/index.ts";
import type { Origin } from "../definition.ts";

// Facts that measures are made of.

export const LIFE = [
  "content.posted",
  "content.removed",
  "content.restored",
] as const satisfies readonly FactName[];

export const DUTIES = [
  "duty.started",
  "duty.stopped",
  "duty.suspended",
  "duty.restarted",
  "duty.expired",
  "duty.waived",
  "duty.judged",
] as const;

/** Whether an order was unlawful in truth shows in the removals it caused. */
export const JUDGED = [
  ...DUTIES,
  "message.delivered",
  "content.removed",
] as const satisfies readonly FactName[];

export const BOUNDS = ["scenario.ended"] as const;

// What steps of a protocol come from.

export const REPORTED: readonly Origin[] = [{ effect: "report" }];

export const FOUND: readonly Origin[] = [{ effect: "report" }, { effect: "flag" }];

export const CONFIRMED: readonly Origin[] = [{ effect: "confirm" }, { effect: "confirmNamed" }];

export const ASSESSED: readonly Origin[] = [
  { effect: "decide", with: { key: "decision", text: "assess", begins: true } },
];

export const ACTIVATED: readonly Origin[] = [{ effect: "note", with: { key: "what", text: "activated" } }];

export const SHARED: readonly Origin[] = [{ effect: "shareHash" }];

export const ALERTED: readonly Origin[] = [{ effect: "send", with: { key: "message", text: "alert" } }];

export const SENT: readonly Origin[] = [{ effect: "send" }];
