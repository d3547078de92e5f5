import {
  type Diagnostic,
  EFFECTS,
  eventsHeard,
  findNearest,
  GUARDS,
  listCalls,
  type MachineCall,
  type Scope,
  type StateDefinition,
  type Word,
} from "../model/index.ts";
import { findMachineFaults, type MachineFault } from "../protocol/index.ts";

type Path = readonly (string | number)[];

/** Where a part of a protocol's file was written. */
export type PlaceInProtocol = (
  protocol: string,
  path: Path,
) => { readonly source: string; readonly line: number; readonly column: number };

const NOWHERE: PlaceInProtocol = (protocol) => ({ source: protocol, line: 0, column: 0 });

interface Machine {
  readonly scope: Scope;
  readonly definition: StateDefinition;
  readonly path: Path;
}

/**
 * Every statechart of some protocols: its structure, its names, and the parameters of its guards and effects. Takes
 * protocols as read or as written: what is faulty elsewhere in a file keeps no statechart from being looked at.
 */
export function checkProtocols(
  { protocols }: { readonly protocols: readonly unknown[] },
  place: PlaceInProtocol = NOWHERE,
): Diagnostic[] {
  return protocols.filter(isTable).flatMap((protocol) => {
    const id = typeof protocol.id === "string" ? protocol.id : "";
    const names = namesOf(protocol);
    return listMachines(protocol).flatMap((machine) => {
      const tell = (code: string, path: Path, details: Diagnostic["details"]): Diagnostic => {
        const full = [...machine.path, ...path];
        return { code, severity: "error", path: full.join("."), details, ...place(id, full) };
      };
      return [
        ...checkStructure(machine, names, tell),
        ...listCalls(machine.definition).flatMap((call) => checkParams(call, machine.scope, tell)),
      ];
    });
  });
}

type Tell = (code: string, path: Path, details: Diagnostic["details"]) => Diagnostic;

type Table = Readonly<Record<string, unknown>>;

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function entriesOf(value: unknown): [string, unknown][] {
  return isTable(value) ? Object.entries(value) : [];
}

/** What a protocol adds to the events that its statecharts may hear. */
type NamingPart = Parameters<typeof eventsHeard>[1];

function namesOf(protocol: Table): NamingPart {
  const decisions = entriesOf(protocol.decisions).map(([name, each]) => [
    name,
    { options: isTable(each) && isTable(each.options) ? each.options : {} },
  ]);
  const duties = Object.fromEntries(entriesOf(protocol.duties));
  return { decisions: Object.fromEntries(decisions), duties } as unknown as NamingPart;
}

/** A part that is no table at all is a fault of the file's shape and told there. */
function listMachines({ roles, item, hash }: Table): Machine[] {
  const machines = entriesOf(roles).map(([role, each]) => ({
    scope: "actor" as Scope,
    definition: isTable(each) ? each.machine : undefined,
    path: ["roles", role, "machine"] as Path,
  }));
  machines.push({ scope: "item", definition: item, path: ["item"] });
  machines.push({ scope: "hash", definition: hash, path: ["hash"] });
  return machines.filter((machine): machine is Machine => isTable(machine.definition));
}

function checkStructure({ scope, definition, path }: Machine, names: NamingPart, tell: Tell): Diagnostic[] {
  const vocabulary = {
    events: eventsHeard(scope, names),
    guards: wordsOf(GUARDS, scope),
    effects: wordsOf(EFFECTS, scope),
  };
  const named = { ...definition, id: definition.id ?? String(path[1] ?? path[0]) };
  return findMachineFaults(named, vocabulary).map((fault) => tell(fault.code, fault.path, detailsOf(fault)));
}

function detailsOf({ name, nearest, expected }: MachineFault): Record<string, string> {
  const details = { found: name, nearest, expected };
  return Object.fromEntries(
    Object.entries(details).filter(
      (each): each is [string, (typeof each)[1] & string] => each[1] !== undefined,
    ),
  );
}

function wordsOf(words: Readonly<Record<string, Word>>, scope: Scope): ReadonlySet<string> {
  return new Set(Object.keys(words).filter((name) => words[name].scopes.includes(scope)));
}

function checkParams(call: MachineCall, scope: Scope, tell: Tell): Diagnostic[] {
  const words: Readonly<Record<string, Word>> =
    call.kind === "guard" ? GUARDS : call.kind === "effect" ? EFFECTS : {};
  const word = Object.hasOwn(words, call.name) ? words[call.name] : undefined;
  if (word === undefined || !word.scopes.includes(scope))
    return isInner(call) ? [unknownGuard(call, scope, tell)] : [];
  const given = call.params ?? {};
  const result = word.params.safeParse(given);
  if (result.success) return [];
  const known = keysOf(word);
  return result.error.issues.flatMap((issue) => {
    const path = issue.path as Path;
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((found) => {
        const nearest = findNearest(found, known);
        const details = {
          call: call.name,
          found,
          expected: known.join(", "),
          ...(nearest !== undefined && { nearest }),
        };
        return tell("verification/unknown_param", [...call.path, "params", ...path, found], details);
      });
    }
    const found = valueAt(given, path);
    const where = [...call.path, "params", ...path];
    if (found === undefined)
      return [tell("verification/missing_param", where, { call: call.name, expected: path.join(".") })];
    return [
      tell("verification/bad_param", where, { call: call.name, param: path.join("."), found: show(found) }),
    ];
  });
}

/** A guard that stands in the parameters of another: no part of the statechart's structure, so its name is looked at here. */
function isInner({ kind, path }: MachineCall): boolean {
  return kind === "guard" && path.includes("params");
}

function unknownGuard({ name, path }: MachineCall, scope: Scope, tell: Tell): Diagnostic {
  const nearest = findNearest(name, [...wordsOf(GUARDS, scope)]);
  return tell("protocol/guard_unknown", path, { found: name, ...(nearest !== undefined && { nearest }) });
}

function keysOf(word: Word): string[] {
  const { shape } = word.params as unknown as { readonly shape?: object };
  return Object.keys(shape ?? {});
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[step];
  }
  return here;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 80);
}
