import { runCoverage } from "../../experiment/index.ts";
import type { Diagnostic, Protocol, Register, Scenario, Text } from "../../model/index.ts";
import {
  applyVariant,
  type FileReader,
  type ParsedProtocol,
  parseProtocol,
  parseReference,
  parseRegister,
  parseScenario,
} from "../../scenario/index.ts";
import { kindOfFile, listYaml, type OpenedFile, openFile, tell } from "../../store/index.ts";
import {
  addProbes,
  canBeBuilt,
  checkBehaviour,
  checkEnsemble,
  checkMarks,
  checkRights,
  findClosedHours,
  findUnused,
  type LimbListed,
  listRights,
  type MachineUse,
  type VariantOfScenario,
} from "../../verification/index.ts";
import {
  checkSummary,
  closedLines,
  diagnosticLine,
  type FindingNames,
  type Language,
  PROGRESS,
  ProtocolTeller,
  rightsLines,
  sayDiagnostic,
  traceLines,
} from "../../words/index.ts";
import {
  arrange,
  checkExercise,
  checkMachines,
  checkScenario,
  type House,
  openExercise,
  openScenario,
  placeIn,
  subjectOf,
} from "../compose.ts";
import type { Config } from "../config.ts";
import { print, printJson, startProgress } from "../output.ts";
import { EXIT, type ExitCode, FaultyFiles } from "../problem.ts";
import { type ProtocolsOf, replayFindings } from "./replay-findings.ts";

export interface CheckOptions {
  readonly json: boolean;
  /** with which each variant is run too, for parts that never took part; 0 for none */
  readonly seeds: number;
  /** whether the run that shows a finding is told with it, step by step */
  readonly story: boolean;
  /** findings whose runs are played again on these files, instead of looking for any */
  readonly replay?: string;
}

/** Says everything that is wrong with files, at once. */
export async function check(
  house: House,
  config: Config,
  language: Language,
  paths: readonly string[],
  { json, seeds, story, replay }: CheckOptions,
): Promise<ExitCode> {
  const found: Diagnostic[] = [];
  const usage = new Usage(seeds);
  const shelf = new Shelf(house);
  if (replay !== undefined) return replayFindings(replay, protocolsAt(house, shelf, paths), language, json);
  const listed = paths.map((path) => filesAt(house, path));
  const all = listed.flatMap((each) => each.files);
  const files = all.length;
  found.push(...listed.flatMap((each) => each.diagnostics));
  const progress = startProgress(config, files, PROGRESS.files[language]);
  for (const [done, file] of all.entries()) {
    found.push(...checkFile(house, file, usage, shelf));
    progress.update(done + 1);
  }
  progress.stop();
  found.push(...usage.findUnused());
  const diagnostics = arrange(found);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  const namesOf = ({ source, details }: Diagnostic) =>
    shelf.namesOf(source, String(details.protocol ?? ""), language);
  if (json) {
    const told = diagnostics.map((each) => ({
      ...each,
      ...sayDiagnostic(each, language, namesOf(each)),
    }));
    const rights = shelf.rights.map((each) => ({ ...each, lines: rightsLines(each, language) }));
    await printJson({ files, errors, warnings, diagnostics: told, rights });
  } else {
    const lines = [
      ...diagnostics.flatMap((each) => {
        const names = namesOf(each);
        const shown = story && names !== undefined;
        return [
          diagnosticLine(each, language, names),
          ...(shown ? traceLines(each.trace ?? [], names) : []),
          ...(shown ? closedLines(each.closed ?? [], names) : []),
        ];
      }),
      ...shelf.rights.flatMap((each) => rightsLines(each, language)),
      checkSummary(files, errors, warnings, language),
    ];
    await print(`${lines.join("\n")}\n`);
  }
  return errors > 0 ? EXIT.badInput : EXIT.ok;
}

interface Listed {
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A file, all files of a folder, or a shipped scenario or exercise by its id. */
function filesAt(house: House, path: string): Listed {
  const listed = listYaml(path);
  if ("files" in listed) {
    if (listed.files.length > 0) return { files: listed.files, diagnostics: [] };
    return {
      files: [],
      diagnostics: [
        {
          code: "store/no_files",
          severity: "error",
          source: path,
          line: 0,
          column: 0,
          path: "",
          details: {},
        },
      ],
    };
  }
  try {
    const isExercise = house.library.exercises.some(({ id }) => id === path);
    const { path: file } = isExercise ? openExercise(house, path) : openScenario(house, path);
    return { files: [file], diagnostics: [] };
  } catch (error) {
    if (error instanceof FaultyFiles) return { files: [], diagnostics: error.diagnostics };
    throw error;
  }
}

/** By each file that findings may be about: its protocols and those that they stand beside. */
function protocolsAt(house: House, shelf: Shelf, paths: readonly string[]): ProtocolsOf {
  const bySource = new Map<string, readonly Protocol[]>();
  const faults: Diagnostic[] = [];
  for (const path of paths) {
    const { files, diagnostics } = filesAt(house, path);
    faults.push(...diagnostics);
    for (const file of files) {
      const opened = openFile(house.library, file);
      if (!opened.ok) faults.push(...opened.diagnostics);
      else for (const [source, protocols] of shelf.protocolsIn(opened)) bySource.set(source, protocols);
    }
  }
  if (faults.length > 0) throw new FaultyFiles(faults);
  return bySource;
}

function checkFile(house: House, path: string, usage: Usage, shelf: Shelf): readonly Diagnostic[] {
  const opened = openFile(house.library, path);
  if (!opened.ok) return opened.diagnostics;
  switch (kindOfFile(path, opened.text)) {
    case "scenario": {
      const { result, diagnostics } = checkScenario(opened);
      if (result !== undefined) usage.add(opened);
      // A fault elsewhere hides none in what its protocols do, nor in what its actors do together where all is known of them.
      return [...diagnostics, ...shelf.checkScenario(opened)];
    }
    case "protocol":
      return checkProtocol(opened, shelf);
    case "platforms":
      return checkPlatforms(opened);
    case "reference": {
      const result = parseReference(opened.text, { source: opened.source });
      return result.ok ? result.warnings : result.diagnostics;
    }
    case "register":
      return checkRegister(opened);
    case "exercise": {
      const result = checkExercise(house, opened);
      return result.ok ? result.warnings : result.diagnostics;
    }
  }
}

/** A protocol by itself: what can be judged without a scenario that uses it. */
function checkProtocol(opened: OpenedFile, shelf: Shelf): readonly Diagnostic[] {
  const { text, source, read } = opened;
  const result = parseProtocol(text, { source });
  const machines = checkMachines(result.parsed === undefined ? [] : [result.parsed]);
  const found = [...(result.ok ? result.warnings : result.diagnostics), ...machines];
  const { protocol, parsed } = result;
  // A fault elsewhere in the file hides none in what its statecharts do, as long as these can be built.
  if (protocol === undefined || parsed === undefined || !canBeBuilt(protocol)) return found;
  return [...found, ...shelf.check(protocol, parsed, read, result.ok && machines.length === 0)];
}

type Titles = Map<string, Text>;

/** Protocols as they stand beside each other: what one asks for, another may answer. */
class Shelf {
  private readonly house: House;
  private readonly known = new Map<string, Protocol | undefined>();
  /** by id, as each file's reader brings them */
  private readonly found = new WeakMap<FileReader, Map<string, Protocol | undefined>>();
  private readonly texts = new WeakMap<FileReader, Map<string, string>>();
  private readonly checked = new Set<string>();
  /** protocols looked at, by their file */
  private readonly bySource = new Map<string, Protocol>();
  /** what actors, services and variants are called, by the scenario's file; and actors and services of all of them */
  private readonly titles = new Map<string, { readonly people: Titles; readonly variants: Titles }>();
  private readonly anybody: Titles = new Map();
  /** limbs of laws that a court weighed, of the protocols looked at */
  readonly rights: LimbListed[] = [];
  /** once it has been looked for */
  private facts: { readonly register: Register | undefined } | undefined;

  constructor(house: House) {
    this.house = house;
  }

  /** What a scenario's protocols, and its actors at their hours, cannot do; each protocol is looked at once. */
  checkScenario({ text, source, read }: OpenedFile): Diagnostic[] {
    const base = parseScenario(text, { source, read, judgeVariants: false });
    if (!base.ok) return base.protocols.flatMap((parsed) => this.checkBeside(parsed, read));
    const variants: VariantOfScenario[] = [];
    const found = base.variants.flatMap((variant) => {
      const result = applyVariant(base.parsed, variant);
      if (!result.ok) return [];
      const { scenario, parsed } = result;
      this.addTitles(source, variant, scenario);
      if (!scenario.protocols.every(canBeBuilt))
        return parsed.protocols.flatMap((each) => this.checkBeside(each, read));
      variants.push({ variant, scenario });
      const place = placeIn(parsed.protocols);
      const contacts = [...Object.entries(scenario.platforms), ...Object.entries(scenario.actors)].map(
        ([id, { contact, kind, members }]) => ({ id, contact, kind, members }),
      );
      const key = JSON.stringify([source, scenario.protocols.map(({ id }) => id), contacts]);
      if (this.checked.has(key)) return [];
      this.checked.add(key);
      return [
        ...scenario.protocols.flatMap((protocol, index) =>
          this.check(protocol, parsed.protocols[index], read),
        ),
        ...findClosedHours(scenario, (path) => parsed.place(path), place),
      ];
    });
    return [...found, ...checkEnsemble(variants, (path) => base.parsed.place(path))];
  }

  /** A protocol of a scenario with faults: what its own statecharts do is looked at all the same, if they can be built. */
  private checkBeside(parsed: ParsedProtocol, read: FileReader): Diagnostic[] {
    const { id } = parsed.raw as { readonly id?: unknown };
    const reading = typeof id === "string" ? read(id, "protocol") : undefined;
    if (reading === undefined || "fault" in reading || reading.source !== parsed.source) return [];
    const { protocol } = parseProtocol(reading.text, { source: reading.source });
    return protocol === undefined || !canBeBuilt(protocol) ? [] : this.check(protocol, parsed, read, false);
  }

  check(protocol: Protocol, parsed: ParsedProtocol, read: FileReader, isSound = true): Diagnostic[] {
    if (this.checked.has(parsed.source)) return [];
    this.checked.add(parsed.source);
    // The same file was read already where another builds on it: what was found out about it then holds.
    const own = this.known.get(parsed.source) ?? protocol;
    if (isSound) this.known.set(parsed.source, own);
    this.bySource.set(parsed.source, protocol);
    this.rights.push(...listRights(protocol));
    return [
      ...this.checkMarks(parsed),
      ...checkRights(protocol, placeIn([parsed])),
      ...checkBehaviour(own, this.around(own, read), placeIn([parsed])),
    ];
  }

  /** By source: the protocols of a file, and of the files that a scenario's protocols stand in, with what is around them. */
  protocolsIn({ text, source, read, path }: OpenedFile): Map<string, readonly Protocol[]> {
    const found = new Map<string, readonly Protocol[]>();
    const kind = kindOfFile(path, text);
    if (kind === "protocol") {
      const { protocol } = parseProtocol(text, { source });
      if (protocol !== undefined && canBeBuilt(protocol))
        found.set(source, [protocol, ...this.around(protocol, read)]);
    }
    if (kind !== "scenario") return found;
    const base = parseScenario(text, { source, read, judgeVariants: false });
    if (!base.ok) return found;
    const all = new Map<string, Protocol>();
    for (const variant of base.variants) {
      const result = applyVariant(base.parsed, variant);
      if (!result.ok) continue;
      for (const [index, protocol] of result.scenario.protocols.entries()) {
        all.set(protocol.id, protocol);
        found.set(result.parsed.protocols[index].source, [protocol, ...this.around(protocol, read)]);
      }
    }
    return found.set(source, [...all.values()]);
  }

  /** The words of the protocol that stands in a file, or of the one that a finding about a scenario's actors names. */
  namesOf(source: string, id: string, language: Language): FindingNames | undefined {
    // A finding may pass through a protocol that only stands beside the one it is about.
    const find = (protocol: string) =>
      [...this.bySource.values(), ...this.known.values()].find((each) => each?.id === protocol);
    const tellerOf = (protocol: Protocol | undefined) =>
      protocol === undefined ? undefined : new ProtocolTeller(protocol, language, "none");
    const own = tellerOf(this.bySource.get(source) ?? find(id));
    if (own === undefined) return undefined;
    // A profile's titles are those that the scenarios give which start from it.
    const titles = this.titles.get(source);
    const titleIn = (given: Titles) => (name: string) => given.get(name)?.[language] ?? name;
    const tellers = new Map([[own.id, own]]);
    return {
      own,
      protocol: (protocol) => {
        const known = tellers.get(protocol) ?? tellerOf(find(protocol));
        if (known !== undefined) tellers.set(protocol, known);
        return known;
      },
      who: titleIn(titles?.people ?? this.anybody),
      variant: titleIn(titles?.variants ?? new Map()),
    };
  }

  /** Notes what a scenario's actors, services and variants are called. */
  private addTitles(source: string, variant: string, scenario: Scenario): void {
    const titles = this.titles.get(source) ?? { people: new Map(), variants: new Map() };
    this.titles.set(source, titles);
    titles.variants.set(variant, subjectOf(scenario).variantTitle);
    for (const [id, each] of [...Object.entries(scenario.platforms), ...Object.entries(scenario.actors)]) {
      titles.people.set(id, each.title);
      this.anybody.set(id, each.title);
    }
  }

  /** Whether a protocol is as sure as the register of facts lets it be; nothing where no register came with the product. */
  checkMarks(parsed: ParsedProtocol): Diagnostic[] {
    const register = this.register();
    return register === undefined ? [] : checkMarks(parsed.raw, register, placeIn([parsed]));
  }

  private register(): Register | undefined {
    const file = this.house.library.register;
    if (this.facts === undefined && file !== undefined) {
      const opened = openFile(this.house.library, file.path, tell(file.path));
      const result = opened.ok ? parseRegister(opened.text, { source: opened.source }) : undefined;
      this.facts = { register: result?.ok === true ? result.register : undefined };
    }
    return this.facts?.register;
  }

  /** Those that it uses, those of the library that use it, and what these use in turn. */
  private around(protocol: Protocol, read: FileReader): Protocol[] {
    const found = new Map<string, Protocol>();
    const add = (id: string) => {
      const each = id === protocol.id ? undefined : this.find(id, read);
      if (each === undefined || found.has(id)) return;
      found.set(id, each);
      each.uses.forEach(add);
    };
    protocol.uses.forEach(add);
    const reached = new Set([protocol.id]);
    for (const id of reached)
      for (const { id: other } of this.house.library.protocols)
        if (this.mentions(other, id, read) && this.find(other, read)?.uses.includes(id) === true)
          reached.add(other);
    for (const id of reached) add(id);
    return [...found.values()];
  }

  /** Whether a protocol's file names another at all: most do not, and need not be parsed to know that they do not use it. */
  private mentions(id: string, other: string, read: FileReader): boolean {
    const byId = this.texts.get(read) ?? new Map<string, string>();
    this.texts.set(read, byId);
    const reading = byId.has(id) ? undefined : read(id, "protocol");
    if (reading !== undefined) byId.set(id, "fault" in reading ? "" : reading.text);
    return byId.get(id)?.includes(other) === true;
  }

  private find(id: string, read: FileReader): Protocol | undefined {
    const byId = this.found.get(read) ?? new Map<string, Protocol | undefined>();
    this.found.set(read, byId);
    if (!byId.has(id)) byId.set(id, this.look(id, read));
    return byId.get(id);
  }

  private look(id: string, read: FileReader): Protocol | undefined {
    const reading = read(id, "protocol");
    if ("fault" in reading) return undefined;
    const { source, text } = reading;
    if (!this.known.has(source)) {
      const result = parseProtocol(text, { source });
      const isSound = result.ok && checkMachines([result.parsed]).length === 0;
      this.known.set(source, isSound ? result.protocol : undefined);
    }
    return this.known.get(source);
  }
}

/** The register of facts itself. */
function checkRegister({ text, source }: OpenedFile): readonly Diagnostic[] {
  const result = parseRegister(text, { source });
  return result.ok ? [] : result.diagnostics;
}

/** Shared profiles, read as an empty scenario would include them; only what concerns the file itself is told. */
function checkPlatforms({ text, source, read }: OpenedFile): readonly Diagnostic[] {
  const around = "schemaVersion: 1\nid: around\ninclude: [this]\nplatforms: {}\noriginals: {}\n";
  const result = parseScenario(around, {
    source: "",
    read: (name, kind) => (name === "this" ? { source, text } : read(name, kind)),
  });
  const found = result.ok ? result.warnings : result.diagnostics;
  return found.filter((each) => each.source !== "");
}

/** What took part of the protocols of all scenarios checked together, each run under each of its variants. */
class Usage {
  private readonly seeds: readonly number[];
  private readonly uses: MachineUse[] = [];
  private readonly protocols = new Map<string, { readonly protocol: Protocol; readonly place: Place }>();

  constructor(seeds: number) {
    this.seeds = Array.from({ length: seeds }, (_, index) => index + 1);
  }

  add({ text, source, read }: OpenedFile): void {
    if (this.seeds.length === 0) return;
    const base = parseScenario(text, { source, read });
    if (!base.ok) return;
    for (const variant of base.variants) {
      const result = applyVariant(base.parsed, variant);
      if (!result.ok) continue;
      const { scenario, parsed } = result;
      this.uses.push(...runCoverage(addProbes(scenario), { seeds: this.seeds }));
      for (const protocol of scenario.protocols)
        this.protocols.set(protocol.id, { protocol, place: placeIn(parsed.protocols) });
    }
  }

  findUnused(): Diagnostic[] {
    return [...this.protocols.values()].flatMap(({ protocol, place }) =>
      findUnused([protocol], this.uses).map(
        ({ kind, path }): Diagnostic => ({
          code: "verification/never_used",
          severity: "warning",
          path: path.join("."),
          details: { part: kind, protocol: protocol.id, seeds: this.seeds.length },
          ...place(protocol.id, path),
        }),
      ),
    );
  }
}

type Place = ReturnType<typeof placeIn>;
