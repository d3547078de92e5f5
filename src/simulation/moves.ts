import type { Criterion, Inject, MessageKind } from "../model/index.ts";
import type { AnswerFault } from "./actor-decisions.ts";
import type { RowFault, RowMove } from "./injects.ts";

/**
 * What is done to a running simulation from outside: who plays whom, decisions that people take, what they tell each
 * other, and what control does to the list of events. With the instants at which they were made, moves and the seed give
 * the same log again.
 */
export type Move =
  | { readonly kind: "seat"; readonly actor: string; readonly by: "person" | "model" }
  /** the least time that people have for a decision from now on, milliseconds */
  | { readonly kind: "patience"; readonly ms: number }
  /** `decision`: its number, as the fact tells it that it is open */
  | {
      readonly kind: "decide";
      readonly actor: string;
      readonly decision: number;
      readonly option: string;
    }
  /** a message over the channel between two actors; its words are no part of the model */
  | { readonly kind: "tell"; readonly from: string; readonly to: string; readonly message: MessageKind }
  | { readonly kind: "row"; readonly row: string; readonly does: RowMove }
  /** rows due at `from` or later come so much later */
  | { readonly kind: "shift"; readonly from: number; readonly by: number }
  /** what no plan holds; `actor`: whose doing led to it */
  | { readonly kind: "bring"; readonly row: string; readonly inject: Inject; readonly actor?: string }
  /** a row more in the plan: it comes at its time, or by hand where that has passed or it has a condition */
  | {
      readonly kind: "add";
      readonly row: string;
      readonly inject: Inject;
      /** what players should do once it came: for who judges that, no part of the model */
      readonly expected?: Criterion;
    }
  /** a copy goes its own way: what nobody can know yet is drawn anew, as an epoch of its own (1 or more) */
  | { readonly kind: "branch"; readonly epoch: number }
  /** the run ends here */
  | { readonly kind: "end" };

/** Why a move cannot be made; it has changed nothing then, but that what was due has happened. */
export type MoveFault = AnswerFault | RowFault | "unknown_actor" | "ended";
