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
  /** of a finding that something never happens: the steps that are missing where the run ends */
  readonly closed?: readonly ClosedStep[];
  /** of a finding: others that go back to the same missing thing, and are not told by themselves */
  readonly also?: readonly OtherFinding[];
}

/** What is told with another finding; its details and its run where they are not those of the other. */
export interface OtherFinding extends Pick<Diagnostic, "code" | "path" | "trace" | "closed"> {
  readonly details?: Diagnostic["details"];
}

/** Why a step is never taken. */
export const CLOSED_WHYS = [
  /** nobody can cause the event */
  "nobody-causes",
  /** the wait is endless, cut short, or never begun */
  "never-runs-down",
  /** the questions are never answered so */
  "never-agrees",
  /** the state does not listen to the event */
  "nothing-listens",
  /** no step of the statechart leads there */
  "no-way",
  /** nothing in the protocols makes the fact */
  "never-made",
] as const;

/** How a statechart's question is answered at one step. */
export interface GuardAnswer {
  readonly guard: string;
  /** what the question asks about, where it has parameters */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly is: boolean;
}

/** A step that is never taken, and with which what is said never to happen would begin. */
export interface ClosedStep {
  readonly protocol: string;
  /** `roles.<id>`, `item` or `hash`; `duties.<id>` of a clock */
  readonly machine: string;
  readonly actor?: string;
  /** the state in which it would be taken; empty at the beginning */
  readonly state: string;
  /** what would be heard; empty where there is no such step */
  readonly event: string;
  readonly timer?: string;
  /** the answers under which it would be taken, and where it would lead; absent where there is no such step */
  readonly answers?: readonly GuardAnswer[];
  readonly to?: string;
  readonly why: (typeof CLOSED_WHYS)[number];
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
  readonly answers: readonly GuardAnswer[];
  /** the state in which the step ends */
  readonly state: string;
  /** what the statechart asks for in this step, in order */
  readonly effects: readonly {
    readonly type: string;
    readonly params: Readonly<Record<string, unknown>>;
  }[];
}
