import { type Diagnostic, ID_PATTERN } from "../model/index.ts";
import { type Fault, fault, type Path } from "./fault.ts";
import {
  checkShape,
  type FileReader,
  type Library,
  librarySchema,
  type ParsedProtocol,
  type ProtocolResult,
  parseProtocol,
  placeIn,
} from "./files.ts";
import { type Models, readModels } from "./models.ts";
import { asList, asText, field } from "./raw.ts";
import { MODELS_FILE } from "./reference.ts";
import { readYaml } from "./yaml-text.ts";

const FAULT_CODES = {
  missing: "scenario/file_missing",
  outside: "scenario/file_outside",
  "too-large": "scenario/file_too_large",
  unreadable: "scenario/file_unreadable",
} as const;

interface LoadedLibrary {
  readonly library?: Library;
  readonly diagnostics: readonly Diagnostic[];
}

/** A protocol as read: with its own faults, which may leave it without a `protocol` to run. */
export interface LoadedProtocol {
  readonly id: string;
  readonly result: ProtocolResult;
  readonly parsed?: ParsedProtocol;
}

/** As many names as a list may hold; what stands beyond is a fault of shape and no reason to read more files. */
const MOST_NAMES = 20;

type Report = (given: Fault) => void;

/** The files behind one scenario, each read once however often it is named. */
export class Sources {
  private readonly libraries = new Map<string, LoadedLibrary | undefined>();
  private readonly protocols = new Map<string, LoadedProtocol | undefined>();

  constructor(private readonly reader: FileReader) {}

  /** Included files in order, each once, those that a file includes before it. */
  loadLibraries(raw: unknown, report: Report): { libraries: Library[]; diagnostics: Diagnostic[] } {
    const libraries: Library[] = [];
    const diagnostics: Diagnostic[] = [];
    const met = new Set<string>();
    const visit = (value: unknown, chain: readonly string[], tell: Report) => {
      for (const [index, entry] of asList(field(value, "include")).slice(0, MOST_NAMES).entries()) {
        const name = asText(entry);
        if (name === undefined) continue;
        const path: Path = ["include", index];
        if (chain.includes(name))
          tell(fault("scenario/circular", path, { chain: [...chain, name].join(" > ") }));
        if (met.has(name)) continue;
        met.add(name);
        const loaded = this.library(name, path, tell);
        if (loaded === undefined) continue;
        for (const each of loaded.diagnostics) diagnostics.push(each);
        const { library } = loaded;
        if (library === undefined) continue;
        visit(library.file.value, [...chain, name], (given) =>
          diagnostics.push(placeIn(library.file, given)),
        );
        libraries.push(library);
      }
    };
    visit(raw, [], report);
    return { libraries, diagnostics };
  }

  private library(name: string, path: Path, report: Report): LoadedLibrary | undefined {
    const read = this.open(name, "include", path, report);
    if (read === undefined) return undefined;
    const known = this.libraries.get(name);
    if (known !== undefined) return known;
    const { file, faults } = readYaml(read.text, read.source);
    const loaded: LoadedLibrary =
      file === undefined
        ? { diagnostics: faults }
        : {
            library: { name, file },
            diagnostics: [
              ...faults,
              ...checkShape(librarySchema, file.value).faults.map((each) => placeIn(file, each)),
            ],
          };
    this.libraries.set(name, loaded);
    return loaded;
  }

  /** Protocols in the order given, each once, those that one uses before it. */
  loadProtocols(raw: unknown, report: Report): { protocols: LoadedProtocol[]; diagnostics: Diagnostic[] } {
    const protocols: LoadedProtocol[] = [];
    const diagnostics: Diagnostic[] = [];
    const met = new Set<string>();
    const visit = (names: readonly unknown[], key: string, chain: readonly string[], tell: Report) => {
      for (const [index, entry] of names.slice(0, MOST_NAMES).entries()) {
        const name = asText(entry);
        // Only ids name files; any other name is told as a fault of shape.
        if (name === undefined || !ID_PATTERN.test(name)) continue;
        const path: Path = [key, index];
        if (chain.includes(name))
          tell(fault("scenario/circular", path, { chain: [...chain, name].join(" > ") }));
        if (met.has(name)) continue;
        met.add(name);
        const loaded = this.protocol(name, path, tell);
        if (loaded === undefined) continue;
        const { parsed, result } = loaded;
        for (const each of result.ok ? result.warnings : result.diagnostics) diagnostics.push(each);
        if (parsed !== undefined) {
          const inner: Report = (given) => diagnostics.push(placeInProtocol(parsed, given));
          if (result.ok && result.protocol.id !== name)
            inner(fault("scenario/id_mismatch", ["id"], { found: result.protocol.id, expected: name }));
          visit(asList(field(parsed.raw, "uses")), "uses", [...chain, name], inner);
        }
        protocols.push(loaded);
      }
    };
    visit(asList(field(raw, "protocols")), "protocols", [], report);
    return { protocols, diagnostics };
  }

  private protocol(name: string, path: Path, report: Report): LoadedProtocol | undefined {
    const read = this.open(name, "protocol", path, report);
    if (read === undefined) return undefined;
    const known = this.protocols.get(name);
    if (known !== undefined) return known;
    const result = parseProtocol(read.text, { source: read.source });
    const loaded = { id: name, result, parsed: result.parsed };
    this.protocols.set(name, loaded);
    return loaded;
  }

  private known: { readonly models: Models | undefined } | undefined;

  /** The library's models of governance; none where nobody brings any. */
  models(): Models | undefined {
    if (this.known === undefined) {
      const read = this.reader(MODELS_FILE, "reference");
      this.known = { models: "fault" in read ? undefined : readModels(read) };
    }
    return this.known.models;
  }

  private readonly opened = new Map<string, ReturnType<FileReader>>();

  private open(name: string, kind: "include" | "protocol", path: Path, report: Report) {
    const key = `${kind} ${name}`;
    let read = this.opened.get(key);
    if (read === undefined) {
      read = this.reader(name, kind);
      this.opened.set(key, read);
    }
    if (!("fault" in read)) return read;
    report(fault(FAULT_CODES[read.fault], path, { found: name, kind }));
    return undefined;
  }
}

export function placeInProtocol(parsed: ParsedProtocol, given: Fault): Diagnostic {
  return placeIn(parsed.file, given);
}
