/**
 * A protocol's machine as plain data, in XState's own vocabulary.
 *
 * Nothing here runs: names of guards, effects, delays and events are looked up
 * in a vocabulary when the machine is checked and built (room `protocol`).
 * The language is closed: no functions, no `invoke`, `spawn`, `assign`, `sendTo`.
 */

import type { Text } from "./ids.ts";

/** Where a part of a protocol comes from. */
export type MachineMarkName = "read" | "recalled" | "assumed";

/** Carried along for display; the machine never looks at it. */
export type MachineMark = MachineMarkName | { readonly mark: MachineMarkName; readonly source?: string };

/** Anything JSON can hold. */
export type PlainData =
  | null
  | boolean
  | number
  | string
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };

/** A named question to the world, with its parameters, or a combination of such questions. */
export type GuardCall =
  | string
  | {
      readonly type: string;
      readonly params?: PlainData;
      readonly mark?: MachineMark;
      /** the row of the register of facts that this stands on; inherited from the state, the role, the protocol */
      readonly row?: string;
      readonly description?: string | Text;
    }
  | { readonly not: GuardCall }
  | { readonly and: readonly GuardCall[] }
  | { readonly or: readonly GuardCall[] };

/** A named effect, with its parameters, or an event that the machine sends to itself inside the same step. */
export type ActionCall =
  | string
  | {
      readonly type: string;
      readonly params?: PlainData;
      readonly mark?: MachineMark;
      /** the row of the register of facts that this stands on; inherited from the state, the role, the protocol */
      readonly row?: string;
      readonly description?: string | Text;
    }
  | { readonly raise: string };

export type ActionList = ActionCall | readonly ActionCall[];

/** A target alone, or a target with its conditions and effects. Without a target the state is kept. */
export type TransitionDefinition =
  | string
  | {
      readonly target?: string;
      readonly guard?: GuardCall;
      readonly actions?: ActionList;
      readonly reenter?: boolean;
      readonly mark?: MachineMark;
      /** the row of the register of facts that this stands on; inherited from the state, the role, the protocol */
      readonly row?: string;
      readonly description?: string | Text;
    };

/** Candidates in order; the first whose guard agrees is taken. */
export type TransitionList = TransitionDefinition | readonly TransitionDefinition[];

export interface StateDefinition {
  readonly id?: string;
  readonly initial?: string;
  readonly type?: "parallel" | "final" | "history";
  readonly history?: "shallow" | "deep";
  /** Of a history state: where to go while nothing is remembered; relative to its parent, or `#id`. */
  readonly target?: string;
  readonly states?: Readonly<Record<string, StateDefinition>>;
  readonly entry?: ActionList;
  readonly exit?: ActionList;
  /** Keys are event types, `*`, or `prefix.*`. */
  readonly on?: Readonly<Record<string, TransitionList>>;
  /** Keys are names of delays; their length is drawn when the state is entered. */
  readonly after?: Readonly<Record<string, TransitionList>>;
  readonly always?: TransitionList;
  readonly onDone?: TransitionList;
  readonly tags?: readonly string[];
  readonly mark?: MachineMark;
  readonly row?: string;
  readonly description?: string | Text;
}

export interface MachineDefinition extends StateDefinition {
  readonly id: string;
}
