import type { Finding, GateReport } from "./finding.ts";
import { ARITHMETIC, roomOf } from "./house.ts";
import { isString, listModules, readSource, type Source, type SyntaxNode, walk } from "./sources.ts";

/** Clocks, timers, chance, output, network, and the roads to any of them. */
export const AMBIENT: ReadonlySet<string> = new Set([
  "Date",
  "performance",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "console",
  "process",
  "fetch",
  "crypto",
  "globalThis",
  "global",
  "window",
  "self",
  "eval",
  "Function",
  "require",
  "Buffer",
]);

/** Equal to the last bit everywhere. */
export const EXACT: ReadonlySet<string> = new Set(
  (
    "sqrt floor ceil round trunc abs min max imul clz32 sign fround " +
    "PI E LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2"
  ).split(" "),
);

/** Holds the pure rooms of `root/src` to purity; comments, strings, properties and local names are no concern. */
export function checkPurity(root: string): GateReport {
  const files = listModules(root).filter((file) => roomOf(file)?.pure);
  return { findings: files.flatMap((file) => judge(readSource(root, file))), seen: files };
}

function judge(source: Source): Finding[] {
  const findings: Finding[] = [];
  const report = (rule: string, node: SyntaxNode, message: string) =>
    findings.push({ rule, file: source.file, line: source.lineOf(node), message });
  walk(source.tree, (node, parent) => {
    if (isName(node) && source.isAmbient(node)) {
      if (AMBIENT.has(node.value))
        report("purity/ambient", node, `${node.value}: a pure room is handed what it needs`);
      if (node.value === "Math") {
        const fault = judgeMath(source.file, node, parent);
        if (fault !== undefined) report(fault.rule, node, fault.message);
      }
    }
    if (isPower(node)) report("purity/power", node, "** differs in its last bits between Node versions");
    if (node.type === "MemberExpression" && isName(node.object) && node.object.value === "Temporal") {
      if (memberName(node) === "Now") report("purity/wall_clock", node, "Temporal.Now reads the wall clock");
    }
    for (const name of declaredNames(node)) {
      if (AMBIENT.has(name) || name === "Math") {
        report("purity/declared", node, `declare ${name}: the ambient one, made to look like our own`);
      }
    }
  });
  return findings;
}

function judgeMath(file: string, math: SyntaxNode, parent: SyntaxNode | undefined) {
  const name = parent?.type === "MemberExpression" && parent.object === math ? memberName(parent) : undefined;
  if (name === undefined) {
    return {
      rule: "purity/math_escapes",
      message: "Math is used only as Math.name, so that the gate can read it",
    };
  }
  if (name === "random") return { rule: "purity/chance", message: "Math.random: draw from a named stream" };
  if (name === "pow") {
    return { rule: "purity/power", message: "Math.pow differs in its last bits between Node versions" };
  }
  if (!EXACT.has(name) && file !== ARITHMETIC) {
    return { rule: "purity/transcendental", message: `Math.${name} is called only in ${ARITHMETIC}` };
  }
  return undefined;
}

function isName(node: unknown): node is SyntaxNode & { readonly value: string } {
  return (node as SyntaxNode | undefined)?.type === "Identifier";
}

/** `o.name` and `o["name"]` -> `name`; undefined when the name is computed. */
function memberName(node: SyntaxNode): string | undefined {
  const property = node.property as SyntaxNode;
  if (isName(property)) return property.value;
  const computed = property.type === "Computed" ? property.expression : undefined;
  return isString(computed) ? computed.value : undefined;
}

function isPower(node: SyntaxNode): boolean {
  return (
    (node.type === "BinaryExpression" && node.operator === "**") ||
    (node.type === "AssignmentExpression" && node.operator === "**=")
  );
}

/** What `declare const a, b`, `declare function c` or `declare class D` claim to exist. */
function declaredNames(node: SyntaxNode): string[] {
  if (node.declare !== true) return [];
  const declarations = (node.declarations ?? [node]) as readonly SyntaxNode[];
  return declarations
    .map((each) => each.id ?? each.identifier)
    .flatMap((id) => (isName(id) ? [id.value] : []));
}
