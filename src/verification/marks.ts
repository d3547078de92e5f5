import {
  type Diagnostic,
  findNearest,
  type MachineMarkName,
  type Register,
  SURENESS,
} from "../model/index.ts";
import type { PlaceInProtocol } from "./check.ts";

/**
 * How sure each part of a protocol says it is, held against the register of facts. A part may be at most as sure as the
 * row that it names; without a row of its own that of its state, role or protocol counts; without any it can only be
 * assumed.
 */

type Path = readonly (string | number)[];

/** A part that carries a mark: its own, or for a guard or effect that of its transition or state. */
export interface MarkedPart {
  readonly kind: "state" | "transition" | "guard" | "effect" | "duty" | "delay" | "right";
  readonly path: Path;
  readonly mark?: MachineMarkName;
  /** the row that it stands on, its own or inherited */
  readonly row?: string;
  /** names where it was read beside its mark, as a file outside the library may */
  readonly isSourced: boolean;
}

/** What parts inherit. */
interface Heritage {
  readonly row?: string;
  readonly mark?: MachineMarkName;
}

type Table = Readonly<Record<string, unknown>>;

const DEEPEST = 64;

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function tableOf(value: unknown): Table {
  return isTable(value) ? value : {};
}

function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(tableOf(value));
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** One or several, each with its path. */
function listOf(value: unknown, path: Path): [unknown, Path][] {
  if (Array.isArray(value)) return value.map((each, index) => [each, [...path, index]]);
  return value === undefined ? [] : [[value, path]];
}

function markOf(value: unknown): MachineMarkName | undefined {
  const name = isTable(value) ? value.mark : value;
  return typeof name === "string" && Object.hasOwn(SURENESS, name) ? (name as MachineMarkName) : undefined;
}

/** Every part of a protocol, as written, that a mark speaks of. Takes any value and leaves out what has not the shape. */
export function listMarkedParts(protocol: unknown): MarkedPart[] {
  const root = tableOf(protocol);
  const row = textOf(root.row);
  const parts: MarkedPart[] = [];
  for (const [name, role] of entriesOf(root.roles)) {
    const inherited = { row: textOf(tableOf(role).row) ?? row };
    visitState(tableOf(role).machine, ["roles", name, "machine"], inherited, parts, 0);
  }
  for (const life of ["item", "hash"]) visitState(root[life], [life], { row }, parts, 0);
  for (const [name, each] of entriesOf(root.duties)) {
    const duty = tableOf(each);
    parts.push({
      kind: "duty",
      path: ["duties", name],
      mark: markOf(duty.mark),
      row: textOf(duty.row) ?? row,
      isSourced: textOf(duty.source) !== undefined,
    });
  }
  for (const [name, each] of entriesOf(root.rights))
    for (const [factor, value] of entriesOf(tableOf(each).factors)) {
      const given = tableOf(value);
      parts.push({
        kind: "right",
        path: ["rights", name, "factors", factor],
        ...inherit(given, { row: textOf(tableOf(tableOf(each).decision).row) ?? row }),
        isSourced: false,
      });
    }
  for (const [name, each] of entriesOf(root.delays)) {
    const delay = tableOf(each);
    const isSourced = textOf(delay.source) !== undefined;
    parts.push({
      kind: "delay",
      path: ["delays", name],
      // A number with a source says that it was read, one with a range that it is assumed.
      mark: isSourced ? "read" : "assumed",
      row: textOf(delay.row) ?? row,
      isSourced,
    });
  }
  return parts;
}

/** A part with its own row and mark, or those inherited; a nested part inherits from it. */
function inherit(part: Table, { row, mark }: Heritage): Heritage {
  return { row: textOf(part.row) ?? row, mark: markOf(part.mark) ?? mark };
}

function namesSource(part: Table): boolean {
  return textOf(tableOf(part.mark).source) !== undefined;
}

function visitState(given: unknown, path: Path, above: Heritage, parts: MarkedPart[], depth: number): void {
  if (!isTable(given) || depth > DEEPEST) return;
  const inner = entriesOf(given.states);
  const { row } = inherit(given, above);
  const mark = markOf(given.mark);
  // A state that only holds others may leave its mark to them, and a machine's root is its role.
  if (mark !== undefined || (inner.length === 0 && depth > 0))
    parts.push({ kind: "state", path, mark, row, isSourced: namesSource(given) });
  const here = { row, mark };
  for (const key of ["entry", "exit"]) visitEffects(given[key], [...path, key], here, parts);
  for (const key of ["on", "after"]) {
    for (const [name, list] of entriesOf(given[key]))
      visitTransitions(list, [...path, key, name], here, parts);
  }
  for (const key of ["always", "onDone"]) visitTransitions(given[key], [...path, key], here, parts);
  for (const [name, child] of inner) visitState(child, [...path, "states", name], { row }, parts, depth + 1);
}

function visitTransitions(list: unknown, path: Path, { row }: Heritage, parts: MarkedPart[]): void {
  for (const [each, at] of listOf(list, path)) {
    const transition = tableOf(each);
    const here = inherit(transition, { row });
    parts.push({ kind: "transition", path: at, ...here, isSourced: namesSource(transition) });
    visitGuard(transition.guard, [...at, "guard"], here, parts, 0);
    visitEffects(transition.actions, [...at, "actions"], here, parts);
  }
}

function visitGuard(guard: unknown, path: Path, above: Heritage, parts: MarkedPart[], depth: number): void {
  if (!isTable(guard) || depth > DEEPEST) return;
  for (const key of ["not", "and", "or"]) {
    for (const [each, at] of listOf(guard[key], [...path, key]))
      visitGuard(each, at, above, parts, depth + 1);
  }
  addCall("guard", guard, path, above, parts);
}

function visitEffects(list: unknown, path: Path, above: Heritage, parts: MarkedPart[]): void {
  for (const [each, at] of listOf(list, path)) if (isTable(each)) addCall("effect", each, at, above, parts);
}

/** A guard or effect speaks for itself only where it has a row or a mark of its own. */
function addCall(
  kind: "guard" | "effect",
  call: Table,
  path: Path,
  above: Heritage,
  parts: MarkedPart[],
): void {
  if (call.row === undefined && call.mark === undefined) return;
  parts.push({ kind, path, ...inherit(call, above), isSourced: namesSource(call) });
}

/** What is wrong with one part's mark; undefined when it claims no more than its row. */
export type MarkFault =
  | { readonly code: "verification/mark_missing" }
  | { readonly code: "verification/unknown_row"; readonly found: string; readonly nearest?: string }
  | { readonly code: "verification/mark_without_row"; readonly mark: MachineMarkName }
  | {
      readonly code: "verification/mark_too_strong";
      readonly mark: MachineMarkName;
      readonly row: string;
      readonly allowed: MachineMarkName;
    };

export function judgeMark({ mark, row }: MarkedPart, register: Register): MarkFault | undefined {
  if (row !== undefined && !Object.hasOwn(register.rows, row)) {
    const nearest = findNearest(row, Object.keys(register.rows));
    return { code: "verification/unknown_row", found: row, ...(nearest !== undefined && { nearest }) };
  }
  if (mark === undefined) return { code: "verification/mark_missing" };
  if (row === undefined)
    return mark === "assumed" ? undefined : { code: "verification/mark_without_row", mark };
  const allowed = register.rows[row].mark;
  return SURENESS[mark] > SURENESS[allowed]
    ? { code: "verification/mark_too_strong", mark, row, allowed }
    : undefined;
}

/**
 * What `check` tells of a protocol's marks: rows that are not there, and claims surer than their row (errors); and, once
 * for each protocol, parts that say more than assumed and name neither a row nor where it was read (a warning). A file of
 * one's own may leave marks out; the shipped ones may not, which a test holds.
 */
export function checkMarks(protocol: unknown, register: Register, place: PlaceInProtocol): Diagnostic[] {
  const id = textOf(tableOf(protocol).id) ?? "";
  const unfounded: Path[] = [];
  const found = listMarkedParts(protocol).flatMap((part): Diagnostic[] => {
    const fault = judgeMark(part, register);
    if (fault === undefined || fault.code === "verification/mark_missing") return [];
    if (fault.code === "verification/mark_without_row") {
      if (!part.isSourced) unfounded.push(part.path);
      return [];
    }
    const { code, ...details } = fault;
    const own = [...part.path, fault.code === "verification/unknown_row" ? "row" : "mark"];
    return [
      { code, severity: "error", path: part.path.join("."), details: { ...details }, ...place(id, own) },
    ];
  });
  if (unfounded.length === 0) return found;
  const [first] = unfounded;
  const details = { count: unfounded.length, first: first.join(".") };
  const code = "verification/mark_without_row";
  return [...found, { code, severity: "warning", path: first.join("."), details, ...place(id, first) }];
}
