import type { Protocol } from "../../../src/model/index.ts";
import type { Stage } from "../../../src/server/contract.ts";
import type { ProtocolTitles, RunPage } from "../../../src/words/index.ts";

/** What the server answers: its contract, and what the pages make of it. */

export type {
  Clock,
  Command,
  Comparison,
  ComparisonRequest,
  DrawnMachine,
  ExerciseReplay,
  OwnVariant,
  ProblemDocument,
  ProtocolCard,
  ProtocolDetail,
  Run,
  RunRequest,
  Sample,
  ScenarioCard,
  ScenarioDetail,
  Snapshot,
  Stage,
  Update,
  VariantRequest,
} from "../../../src/server/contract.ts";

/** Titles as the words look them up, with the protocols whose states and options have names of their own. */
export const titlesOf = (
  { decisions, roles }: Pick<Stage["titles"], "decisions" | "roles">,
  protocols: readonly Protocol[],
): ProtocolTitles => ({
  decisions: new Map(Object.entries(decisions)),
  roles: new Map(Object.entries(roles)),
  protocols,
});

/** The page of a run, as `GET /runs/:id/page` answers. */
export interface RunAnswer {
  readonly page: Omit<RunPage, "titles">;
  readonly titles: Stage["titles"];
}
