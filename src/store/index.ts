/**
 * The disk: where scenarios come from, where files go, where finished replications are kept, and what the server keeps.
 *
 * What for: to find a shipped scenario by its id or a user's by its path, to read what it names and nothing else, and to
 * write a file that is there whole or not at all. What in: paths and ids. What out: texts with the means to read what
 * they name, or diagnostics. What never: a file outside the folder of the one that names it, a file over 1 MB, a pipe or
 * device, a half-written result, a judgement on what a text says.
 */
export { FileInProgress } from "./file-in-progress.ts";
export { FileStore } from "./file-store.ts";
export { MemoryStore } from "./memory-store.ts";
export { codeOf, type FileReading, LARGEST, type ReadFault, readTextFile } from "./read-file.ts";
export type {
  ArchiveLine,
  RecordKind,
  RecordOf,
  StoredComparison,
  StoredExercise,
  StoredRecord,
  StoredRun,
  StoredUpdate,
  StoredVariant,
} from "./records.ts";
export { FileResultStore, MemoryResultStore, type ResultStore } from "./results.ts";
export {
  type FileKind,
  findPlayed,
  findShipped,
  kindOfFile,
  type Library,
  listYaml,
  type OpenedFile,
  type Opening,
  openFile,
  readLibrary,
  type ShippedFile,
  tell,
} from "./scenario-library.ts";
export {
  type BesideChain,
  exportStore,
  type ImportResult,
  importInto,
  type Store,
  type StoredEntry,
  StoreError,
  type StoreFault,
} from "./store.ts";
