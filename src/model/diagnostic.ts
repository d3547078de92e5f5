/**
 * What is wrong with a file, as data: where, which rule, what was found and what would be right. The sentence is made
 * from these in `words`.
 */
export interface Diagnostic {
  /** room/what_went_wrong */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly source: string;
  /** from 1; 0 when the file as a whole is meant */
  readonly line: number;
  readonly column: number;
  /** keys from the root, joined by dots */
  readonly path: string;
  /** values the sentence needs: found, expected, nearest right name */
  readonly details: Readonly<Record<string, string | number>>;
  /** of a finding: the run that shows it, as the statecharts' own tables played it */
  readonly trace?: readonly TraceStep[];
}

/** One step of a run that shows a finding. */
export interface TraceStep {
  readonly protocol: string;
  /** `roles.<id>`, `item` or `hash` */
  readonly machine: string;
  /** whose statechart, where a scenario says who plays the role */
  readonly actor?: string;
  /** what is heard; of a timer, its name in the machine */
  readonly event: string;
  /** the name of the delay that has passed */
  readonly timer?: string;
  /** true where the statechart begins with this step */
  readonly opens?: boolean;
  /** the questions that the step asks, in their order, and the answers under which it goes this way */
  readonly answers: readonly { readonly guard: string; readonly is: boolean }[];
  /** the state in which the step ends */
  readonly state: string;
  /** what the statechart asks for in this step, in order */
  readonly effects: readonly {
    readonly type: string;
    readonly params: Readonly<Record<string, unknown>>;
  }[];
}
