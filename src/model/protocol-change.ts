import type { ChartState, ChartTransition, MachineOfProtocol } from "./machine-chart.ts";
import type { Decision, Duty, Protocol } from "./protocol.ts";
import type { Delay, Quantity } from "./quantity.ts";

/** What may differ between two versions of a protocol, by the part that differs. */
export interface PartsOfProtocol {
  /** a field of the protocol itself, such as its version or dates in force */
  readonly head: unknown;
  /** a role, or the life of a copy or hash, as a whole */
  readonly machine: MachineOfProtocol;
  readonly state: ChartState;
  readonly transition: ChartTransition;
  readonly wait: Delay;
  readonly choice: Decision;
  readonly option: Quantity;
  readonly clock: Duty;
  readonly sanction: NonNullable<Protocol["sanctions"]>[string];
}

/** One difference: without `before` it was added, without `after` removed. */
export type ProtocolChange = {
  readonly [Part in keyof PartsOfProtocol]: {
    readonly part: Part;
    /** a state's id, or the name of the role, wait, choice, clock or field */
    readonly at: string;
    readonly before?: PartsOfProtocol[Part];
    readonly after?: PartsOfProtocol[Part];
  };
}[keyof PartsOfProtocol];
