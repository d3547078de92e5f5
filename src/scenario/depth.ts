import { CST, Lexer } from "yaml";

type Collection = "seq" | "map";

/** Marks that the lexer puts between tokens; they stand for no character of the text. */
const SYNTHETIC: ReadonlySet<string> = new Set(["doc-mode", "flow-error-end", "scalar"]);
const FILLING: ReadonlySet<string> = new Set(["space", "newline", "comment"]);
const KEY_STARTS: ReadonlySet<string> = new Set([
  "alias",
  "anchor",
  "tag",
  "single-quoted-scalar",
  "double-quoted-scalar",
  "flow-map-start",
  "flow-seq-start",
]);

export interface Excess {
  readonly of: "depth" | "parts";
  readonly offset: number;
}

/**
 * Where the text first nests deeper than `depth` or has more than `parts` tokens (besides space and comments), counted
 * before anything is parsed: the parser recurses once a level, a few thousand levels abort the process, and each part
 * costs microseconds. Flow collections nest by brackets, block collections by the columns of their keys and dashes.
 * Linear; stops at the first token too many.
 */
export function scanTokens(
  text: string,
  limits: { readonly depth: number; readonly parts: number },
): Excess | undefined {
  const open: { readonly column: number; readonly kind: Collection }[] = [];
  let flow = 0;
  let parts = 0;
  let offset = 0;
  let lineStart = 0;
  let keyColumn: number | undefined;
  let scalarNext = false;

  const enter = (column: number, kind: Collection) => {
    while ((open.at(-1)?.column ?? -1) > column) open.pop();
    // A key where a list stands ends the list; a dash where a table stands begins one inside it.
    const beside = open.at(-1);
    if (beside?.column === column && beside.kind === "seq" && kind === "map") open.pop();
    const top = open.at(-1);
    if (top?.column !== column || top.kind !== kind) open.push({ column, kind });
  };

  for (const token of new Lexer().lex(text)) {
    const type: string = scalarNext ? "plain" : (CST.tokenType(token) ?? "other");
    if (SYNTHETIC.has(type)) {
      scalarNext = type === "scalar";
      if (type !== "scalar") flow = 0;
      continue;
    }
    scalarNext = false;
    if (!FILLING.has(type)) parts += 1;
    if (parts > limits.parts) return { of: "parts", offset };
    const column = offset - lineStart;
    if (flow === 0) {
      if (type === "plain" || KEY_STARTS.has(type)) keyColumn ??= column;
      else if (type === "seq-item-ind") enter(column, "seq");
      else if (type === "explicit-key-ind") enter(column, "map");
      else if (type === "map-value-ind") enter(keyColumn ?? column, "map");
      else if (type === "doc-start" || type === "doc-end") open.length = 0;
      if (type === "seq-item-ind" || type === "explicit-key-ind" || type === "map-value-ind")
        keyColumn = undefined;
    }
    if (type === "flow-map-start" || type === "flow-seq-start") flow += 1;
    else if (type === "flow-map-end" || type === "flow-seq-end") flow = Math.max(0, flow - 1);
    if (open.length + flow > limits.depth) return { of: "depth", offset };
    const newline = token.lastIndexOf("\n");
    if (newline >= 0) {
      lineStart = offset + newline + 1;
      if (flow === 0) keyColumn = undefined;
    }
    offset += token.length;
  }
  return undefined;
}
