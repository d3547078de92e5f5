import type { MachineFaultCode } from "../protocol/index.ts";

/** Codes that this room makes itself, with the names of their details; one that ends in `?` may be absent. */
export const VERIFICATION_CODES = {
  "verification/unknown_param": ["call", "found", "expected", "nearest?"],
  "verification/missing_param": ["call", "expected"],
  "verification/bad_param": ["call", "param", "found"],
  "verification/never_used": ["part", "protocol", "seeds"],
  "scenario/supercritical": ["radius"],
} as const satisfies Record<string, readonly string[]>;

/** Details of every fault in a statechart's structure. */
export const MACHINE_FAULT_DETAILS = ["found?", "nearest?", "expected?"] as const;

export type VerificationCode = keyof typeof VERIFICATION_CODES | MachineFaultCode;
