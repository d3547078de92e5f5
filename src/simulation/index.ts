/**
 * The simulation: a checked scenario made ready and run, one replication at a time.
 *
 * In: a scenario (data) and a seed. Out: facts, in order, to whoever listens, and their digest. Never: a judgement (late,
 * met, better), a sentence, a file, a clock; never a draw that depends on the order of events.
 */

export type { OpenChoice } from "./actor-decisions.ts";
export { type CompiledScenario, type CompileOptions, compile, vocabularyOf, zonesOf } from "./compile.ts";
export { headerOf, isCounterfactual } from "./header.ts";
export type { RowMove, RowState } from "./injects.ts";
export type { Move, MoveFault } from "./moves.ts";
export {
  type PlatformView,
  type RunOutcome,
  Simulation,
  type SimulationOptions,
  type Snapshot,
} from "./simulation.ts";
export { ENGINE_VERSION } from "./version.ts";
export { type Stretch, TooManyItemsError } from "./world.ts";
