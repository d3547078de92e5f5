/**
 * The server: the product over HTTP and sockets.
 *
 * What for: to let pages and programs read the library, run and compare, and follow live sessions. What in: requests and
 * socket messages, parsed once by the schemas of `contract.ts`; parts that are handed in: a store, a library, clocks. What
 * out: JSON, files, problem documents, numbered streams. What never: an error that is not a problem document, a path or a
 * stack in an answer, an update that was told before it was written down, a wall clock anywhere but in the host.
 */
export type { ComparisonsOptions } from "./comparisons.ts";
export type {
  ClientMessages,
  Clock,
  Command,
  Comparison,
  ComparisonRequest,
  DrawnMachine,
  OwnVariant,
  ProblemDocument,
  ProtocolCard,
  ProtocolDetail,
  Refusal,
  Run,
  RunRequest,
  Sample,
  ScenarioCard,
  ScenarioDetail,
  ServerMessages,
  Snapshot,
  Stage,
  Update,
  VariantRequest,
} from "./contract.ts";
export { protocolCard, protocolDetail, scenarioCard, scenarioDetail } from "./describe.ts";
export { HoldLost, type Ledger } from "./ledger.ts";
export { ListenError, type ServeOptions, type Serving, serve } from "./listen.ts";
export { partiesFor, type ReadingLimits, readMselApart } from "./msel-reading.ts";
export { OwnLedger } from "./own-ledger.ts";
export { HttpProblem } from "./problem.ts";
export type { ServerClock } from "./runs.ts";
export { LEASE_MS, SharedLedger, type SharedLedgerOptions } from "./shared-ledger.ts";
export type { Asked, Found, Group, ReadExercise, Shelf, ShelfFault } from "./shelf.ts";
export { type LifeSettings, USUAL_LIVES } from "./table-lives.ts";
export { answerCalls, ThreadCaller } from "./threads.ts";
