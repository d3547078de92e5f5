import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { type Diagnostic, ID_PATTERN } from "../model/index.ts";
import type { FileReader } from "../scenario/index.ts";
import { codeOf, LARGEST, type ReadFault, readTextFile } from "./read-file.ts";

/** One shipped file. */
export interface ShippedFile {
  readonly id: string;
  readonly path: string;
}

/** What came with the product: scenarios, protocols, shared platform profiles, finished exercises, files about these, each sorted by id, and the register of facts. */
export interface Library {
  readonly root: string;
  readonly scenarios: readonly ShippedFile[];
  readonly protocols: readonly ShippedFile[];
  readonly platforms: readonly ShippedFile[];
  readonly reference: readonly ShippedFile[];
  readonly exercises: readonly ShippedFile[];
  readonly register?: ShippedFile;
}

/** A file that was found, with the means to read what it names. */
export interface OpenedFile {
  readonly ok: true;
  /** as it is told to the reader of a diagnostic */
  readonly source: string;
  readonly path: string;
  readonly text: string;
  readonly read: FileReader;
}

export type Opening = OpenedFile | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const YAML = ".yaml";
/** The one file beside the scenarios that is none. */
const REGISTER = "register";
const EXERCISES = "exercises";
const INCLUDE_PREFIX = "library:";

/** Lists the shipped files below a folder; their texts are read when they are asked for. */
export function readLibrary(root: string): Library {
  const here = list(root);
  return {
    root,
    scenarios: here.filter(({ id }) => id !== REGISTER),
    register: here.find(({ id }) => id === REGISTER),
    protocols: list(join(root, "protocols")),
    platforms: list(join(root, "platforms")),
    reference: list(join(root, "library")),
    exercises: list(join(root, EXERCISES)),
  };
}

function list(folder: string): ShippedFile[] {
  return names(folder)
    .filter((name) => name.endsWith(YAML) && ID_PATTERN.test(basename(name, YAML)))
    .map((name) => ({ id: basename(name, YAML), path: join(folder, name) }));
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

const FAULT_CODES: Readonly<Record<ReadFault, string>> = {
  missing: "store/file_missing",
  "not-a-file": "store/not_a_file",
  "too-large": "store/too_large",
  unreadable: "store/unreadable",
};

function refuse(source: string, fault: ReadFault, problem: string): Opening {
  const details: Record<string, string | number> = {};
  if (fault === "too-large") details.limit = LARGEST;
  if (fault === "unreadable") details.problem = problem;
  return {
    ok: false,
    diagnostics: [
      { code: FAULT_CODES[fault], severity: "error", source, line: 0, column: 0, path: "", details },
    ],
  };
}

/** Finds a shipped scenario by its id; undefined when there is none of that name. */
export function findShipped(library: Library, id: string): ShippedFile | undefined {
  return library.scenarios.find((file) => file.id === id);
}

/** Opens a file by its path, told under the name by which it was asked for. */
export function openFile(library: Library, path: string, source = path): Opening {
  const reading = readTextFile(path);
  if (!reading.ok) return refuse(source, reading.fault, reading.problem);
  return { ok: true, source, path, text: reading.text, read: readerBeside(library, path, source) };
}

/**
 * Reads what a scenario file names. Included files lie inside the file's own folder, links followed, or in the library;
 * protocols lie in `protocols/` beside it, or in the library.
 */
function readerBeside(library: Library, path: string, source: string): FileReader {
  const folder = dirname(resolve(path));
  const told = dirname(source);
  const shipped = (kind: "platforms" | "protocols" | "library", id: string): ReturnType<FileReader> => {
    if (!ID_PATTERN.test(id)) return { fault: "missing" };
    const name = join(kind, id + YAML);
    return bring(library.root, name, tell(join(library.root, name)));
  };
  return (name, kind) => {
    if (kind === "include") {
      if (name.startsWith(INCLUDE_PREFIX)) return shipped("platforms", name.slice(INCLUDE_PREFIX.length));
      return bring(folder, name, join(told, name));
    }
    if (!ID_PATTERN.test(name)) return { fault: "missing" };
    // What the library says of itself is nobody else's to say.
    if (kind === "reference") return shipped("library", name);
    const own = join("protocols", name + YAML);
    const beside = bring(folder, own, join(told, own));
    return "fault" in beside && beside.fault === "missing" ? shipped("protocols", name) : beside;
  };
}

function bring(within: string, name: string, shown: string): ReturnType<FileReader> {
  const found = findInside(within, name);
  if (typeof found !== "string") return found;
  const reading = readTextFile(found);
  if (reading.ok) return { source: shown, text: reading.text };
  return { fault: reading.fault === "not-a-file" ? "unreadable" : reading.fault };
}

/** The real path of `name` when it lies inside `folder`, whatever dots and links it takes; a fault otherwise. */
function findInside(
  folder: string,
  name: string,
): string | { readonly fault: "missing" | "outside" | "unreadable" } {
  if (isAbsolute(name) || name.includes("\0") || !isInside(folder, resolve(folder, name)))
    return { fault: "outside" };
  try {
    const real = realpathSync(resolve(folder, name));
    return isInside(realpathSync(folder), real) ? real : { fault: "outside" };
  } catch (error) {
    const code = codeOf(error);
    return { fault: code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unreadable" };
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A path as short as it can be told from where the command runs. */
export function tell(path: string): string {
  const way = relative(process.cwd(), path);
  return way === "" || way.startsWith("..") || isAbsolute(way) ? path : way;
}

/**
 * The file of a scenario that an exercise names: beside the exercise or, where that lies in a folder of exercises, beside
 * this folder; else in the library. Undefined where there is none.
 */
export function findPlayed(library: Library, exercise: string, id: string): string | undefined {
  if (!ID_PATTERN.test(id)) return undefined;
  const folder = dirname(resolve(exercise));
  const around = basename(folder) === EXERCISES ? [folder, dirname(folder)] : [folder];
  const beside = around
    .map((each) => join(each, id + YAML))
    .find((path) => path !== resolve(exercise) && existsSync(path));
  return beside ?? findShipped(library, id)?.path;
}

/** Which language a file is written in. */
export type FileKind = "scenario" | "protocol" | "platforms" | "reference" | "register" | "exercise";

/**
 * What a file means to be: by the folder that it lies in, or else by its keys. A file that cannot be told is taken for a
 * scenario, so that its faults are those of a scenario.
 */
export function kindOfFile(path: string, text: string): FileKind {
  const folder = basename(dirname(resolve(path)));
  if (folder === "protocols") return "protocol";
  if (folder === "platforms") return "platforms";
  if (folder === "library") return "reference";
  if (folder === EXERCISES) return "exercise";
  const has = (...keys: string[]) =>
    keys.some((key) => text.startsWith(`${key}:`) || text.includes(`\n${key}:`));
  if (has("originals", "incident")) return "scenario";
  if (has("scenario") && has("seats")) return "exercise";
  if (has("rows") && has("sources")) return "register";
  if (has("binding", "roles", "hash", "item", "inForce")) return "protocol";
  return has("schemaVersion") && has("platforms", "channels") && !has("id") ? "platforms" : "scenario";
}

/** Files to check below a path: the file itself, or every .yaml below a folder, in the order of their names. */
export function listYaml(
  path: string,
): { readonly files: readonly string[] } | { readonly fault: ReadFault; readonly problem: string } {
  try {
    if (!statSync(path).isDirectory()) return { files: [path] };
    return { files: walk(path) };
  } catch (error) {
    const code = codeOf(error);
    return { fault: code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unreadable", problem: code };
  }
}

const SKIPPED: ReadonlySet<string> = new Set(["node_modules"]);

/** Links to folders are not followed, so no ring of links is walked. */
function walk(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || SKIPPED.has(entry.name)) return [];
    if (entry.isDirectory()) return walk(path);
    return entry.name.endsWith(YAML) ? [path] : [];
  });
}
