import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "@swc/core";

/** A node of swc's tree, as far as the gates need to know it. */
export type SyntaxNode = { readonly type: string; readonly span?: { readonly start: number } } & Readonly<
  Record<string, unknown>
>;

export type Source = {
  readonly file: string;
  readonly text: string;
  readonly tree: SyntaxNode;
  lineOf(node: SyntaxNode): number;
  /** A name that no scope of this file binds: it can only be an ambient one. */
  isAmbient(identifier: SyntaxNode): boolean;
};

/** Every file below `root/folder`, named from `root` with forward slashes, in a fixed order. */
export function listFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

export function listModules(root: string): string[] {
  return listFiles(root, "src").filter((file) => /\.[cm]?tsx?$/.test(file));
}

// swc resolves scopes when it parses, but tells neither its number for "bound nowhere" nor where its
// positions start (they grow over all texts parsed so far). A name that we append answers both.
const PROBE = "__golden_hour_gate_probe__";

export function readSource(root: string, file: string): Source {
  const text = readFileSync(join(root, file), "utf8");
  const tree = parseSync(`${text}\n;${PROBE};`, {
    syntax: "typescript",
    tsx: file.endsWith("x"),
    target: "es2022",
  }) as unknown as SyntaxNode;
  let probe: SyntaxNode | undefined;
  walk(tree, (node) => {
    if (node.type === "Identifier" && node.value === PROBE) probe = node;
  });
  if (probe?.span === undefined) throw new Error(`${file}: the parser lost the probe`);
  const bytes = Buffer.from(text);
  const base = probe.span.start - (bytes.length + 2);
  const ambient = probe.ctxt;
  return {
    file,
    text,
    tree,
    lineOf: (node) =>
      node.span === undefined
        ? 1
        : bytes
            .subarray(0, node.span.start - base)
            .toString()
            .split("\n").length,
    isAmbient: (identifier) => identifier.ctxt === ambient,
  };
}

/** Visits every node with its parent, outermost first. */
export function walk(
  node: unknown,
  visit: (node: SyntaxNode, parent?: SyntaxNode) => void,
  parent?: SyntaxNode,
) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit, parent);
    return;
  }
  if (typeof node !== "object" || node === null) return;
  // Wrappers such as `{ spread, expression }` of an argument have no type: look through them.
  const typed = typeof (node as SyntaxNode).type === "string" ? (node as SyntaxNode) : undefined;
  if (typed !== undefined) visit(typed, parent);
  for (const [key, value] of Object.entries(node)) {
    if (key !== "span") walk(value, visit, typed ?? parent);
  }
}

export function isString(node: unknown): node is SyntaxNode & { readonly value: string } {
  return (node as SyntaxNode | undefined)?.type === "StringLiteral";
}
