import {
  type Diagnostic,
  EFFECTS,
  eventsHeard,
  GUARDS,
  listCalls,
  type MachineCall,
  type Protocol,
  type Scenario,
  type Scope,
  type StateDefinition,
  type Word,
} from "../model/index.ts";
import { findMachineFaults, findNearest, type MachineFault } from "../protocol/index.ts";

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

/** Every statechart of the scenario's protocols: its structure, its names, and the parameters of its guards and effects. */
export function checkProtocols(scenario: Scenario, place: PlaceInProtocol = NOWHERE): Diagnostic[] {
  return scenario.protocols.flatMap((protocol) =>
    listMachines(protocol).flatMap((machine) => {
      const tell = (code: string, path: Path, details: Diagnostic["details"]): Diagnostic => {
        const full = [...machine.path, ...path];
        return { code, severity: "error", path: full.join("."), details, ...place(protocol.id, full) };
      };
      return [
        ...checkStructure(machine, protocol, tell),
        ...listCalls(machine.definition).flatMap((call) => checkParams(call, machine.scope, tell)),
      ];
    }),
  );
}

type Tell = (code: string, path: Path, details: Diagnostic["details"]) => Diagnostic;

function listMachines({ roles, item, hash }: Protocol): Machine[] {
  const machines = Object.entries(roles).map(
    ([role, { machine }]): Machine => ({
      scope: "actor",
      definition: machine,
      path: ["roles", role, "machine"],
    }),
  );
  if (item !== undefined) machines.push({ scope: "item", definition: item, path: ["item"] });
  if (hash !== undefined) machines.push({ scope: "hash", definition: hash, path: ["hash"] });
  return machines;
}

function checkStructure({ scope, definition, path }: Machine, protocol: Protocol, tell: Tell): Diagnostic[] {
  const vocabulary = {
    events: eventsHeard(scope, protocol),
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
  if (word === undefined || !word.scopes.includes(scope)) return [];
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
