/** Documents of exercises, before and after: every sentence of them, in both languages. */
export { afterActionReport } from "./after-action.ts";
export {
  type DocumentBlock,
  type ExerciseDocument,
  markOf,
  sayExerciseTime,
  sayReal,
} from "./document.ts";
export { controllerHandbook, type PlanSource, playerBrief, situationManual } from "./plan-documents.ts";
export {
  ENTRY_WORDS,
  EXPECTATION_END_WORDS,
  HOT_WASH_QUESTION_WORDS,
  HOT_WASH_WORDS,
  PAUSE_WORDS,
  RATING_WORDS,
  ROLE_WORDS,
  ROW_END_WORDS,
} from "./terms.ts";
