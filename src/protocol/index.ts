/**
 * Protocols as statecharts: from a machine written as data to the fastest faithful way of running it.
 *
 * In: a machine definition (room `model`), a vocabulary of the names it may use, and a host: the simulated world, which
 * answers guards, carries out effects and keeps timers.
 * Out: the faults of a definition, all at once, as data; a real XState machine; the same machine as tables that are grown
 * by asking XState each thing once and do 20 to 100 times its speed; XState's own actor behind the same host, as the judge
 * whom tests hold the tables to.
 * Never: a clock, a random draw, the length of a delay, a message between actors, a word of text for a reader. Machines
 * keep no data: what they count or remember beyond their states lives in the world. Numbers of rows, guards, effects and
 * timers depend on what was met first and must reach no log; names are stable.
 *
 * Where tables and XState's actor could differ, the actor is right. One rule is ours: an event that no state of the
 * machine listens to is not delivered, where an actor would use the occasion to try its `always` transitions again.
 */
export {
  type BuildOptions,
  buildMachine,
  FaultyMachineError,
  listHeard,
  listParts,
  listTimers,
  type Meanings,
  type ProtocolEvent,
  type Timer,
} from "./build.ts";
export type { About, Call } from "./catalogue.ts";
export { EndlessStepError } from "./endless-step.ts";
export { findMachineFaults, type MachineFault, type MachineFaultCode } from "./faults.ts";
export { Interpreter } from "./interpreter.ts";
export { type Host, MachineTables, type TableOptions } from "./tables.ts";
export type { Names, Vocabulary } from "./vocabulary.ts";
