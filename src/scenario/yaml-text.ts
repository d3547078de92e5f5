import {
  type Alias,
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { type Diagnostic, strangeSign } from "../model/index.ts";
import { scanTokens } from "./depth.ts";
import { type Fault, fault, type Path, type Position, toDiagnostic } from "./fault.ts";
import { nearest } from "./nearest.ts";

export const LARGEST_FILE = 1_048_576;
export const DEEPEST = 64;
const MOST_PARTS = 100_000;
const MOST_ALIASES = 100;
const MOST_ALIASED_NODES = 10_000;

/** Parts that the parser may hold open: a few for each level. */
const MOST_OPEN = 3 * DEEPEST;

const COMPOSE = {
  logLevel: "error",
  merge: false,
  prettyErrors: false,
  resolveKnownTags: false,
  schema: "core",
  uniqueKeys: false,
  version: "1.2",
} as const;

const CORE_TAGS: ReadonlySet<string> = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `tag:yaml.org,2002:${name}`),
);

/** One YAML file as plain data, with the places of its parts. */
export interface YamlFile {
  readonly source: string;
  readonly value: unknown;
  /** Place of the part at a path, or of the nearest part around it; `depth` says how much of the path exists. */
  find(path: Path, at?: "key" | "value"): Position & { readonly depth: number };
}

export interface YamlResult {
  readonly faults: readonly Diagnostic[];
  /** absent when the text could not be read at all */
  readonly file?: YamlFile;
}

/**
 * YAML 1.2 core to plain data, holding the text to what a scenario may be: size, encoding, depth, one document, text
 * keys, each once, core tags, few aliases that do not expand. Takes linear time; no exception leaves it.
 */
export function readYaml(text: string, source: string): YamlResult {
  const whole = (given: Fault) => ({ faults: [toDiagnostic(given, source, { line: 0, column: 0 })] });
  const placed = (given: Fault, offset: number) => ({
    faults: [toDiagnostic(given, source, positionOf(text, offset))],
  });
  if (isLargerThan(text, LARGEST_FILE))
    return whole(fault("scenario/too_large", [], { limit: LARGEST_FILE }));
  const strange = findStrangeCharacter(text);
  if (strange !== undefined)
    return placed(fault("scenario/wrong_encoding", [], { found: strange.what }), strange.offset);
  try {
    const excess = scanTokens(text, { depth: DEEPEST, parts: MOST_PARTS });
    if (excess?.of === "depth")
      return placed(fault("scenario/too_deep", [], { limit: DEEPEST }), excess.offset);
    if (excess?.of === "parts")
      return placed(fault("scenario/too_many_parts", [], { limit: MOST_PARTS }), excess.offset);
    return new Reader(text, source).read();
  } catch (error) {
    const problem = error instanceof Error ? error.name : "unknown";
    return whole(fault("scenario/internal", [], { problem }));
  }
}

class Reader {
  private readonly faults: Diagnostic[] = [];
  private readonly lines = new LineCounter();
  private readonly anchors = new Map<string, Part & { readonly node: Node }>();
  private readonly targets = new Map<Alias, Node>();
  /** the pairs of a map by key, made when somebody first asks where a part of it stands */
  private readonly indexes = new Map<YAMLMap, ReadonlyMap<unknown, Pair<Node | null, Node | null>>>();
  private aliases = 0;
  private aliasedNodes = 0;
  private refused = false;

  constructor(
    private readonly text: string,
    private readonly source: string,
  ) {}

  read(): YamlResult {
    const { tokens, stoppedAt } = this.parseTokens();
    const composed = new Composer(COMPOSE).compose(tokens, true, this.text.length);
    const { value: document } = composed.next();
    if (document === undefined) return { faults: this.faults };
    const second = composed.next().value;
    const directive = /^%[^\n\r]*/m.exec(this.text);
    if (directive !== null && document.directives?.yaml.explicit) {
      this.report(fault("scenario/directive", [], { found: directive[0] }), directive.index);
      return { faults: this.faults };
    }
    for (const error of document.errors) {
      if (error.code !== "TAG_RESOLVE_FAILED")
        this.report(fault("scenario/syntax", [], { problem: error.code.toLowerCase() }), error.pos[0]);
    }
    if (stoppedAt !== undefined && this.faults.length === 0) {
      this.report(fault("scenario/too_deep", [], { limit: DEEPEST }), stoppedAt);
    }
    if (second) this.report(fault("scenario/many_documents", []), second.range[0]);
    if (this.faults.length > 0) return { faults: this.faults };
    const root = document.contents as Node | null;
    if (root === null || (isScalar(root) && root.value === null)) {
      this.report(fault("scenario/empty", []), 0);
      return { faults: this.faults };
    }
    const { value } = this.convert(root, [], 1);
    if (this.refused) return { faults: this.faults };
    const find = (path: Path, at: "key" | "value" = "value") => this.find(root, path, at);
    return { faults: this.faults, file: { source: this.source, value, find } };
  }

  /**
   * The parser fed token by token, so that it can be stopped when it nests deeper than its text: where indentation is
   * wrong it may see levels that no bracket or column shows, and it recurses once for each. What it has read by then
   * holds the error.
   */
  private parseTokens(): { readonly tokens: readonly CST.Token[]; readonly stoppedAt?: number } {
    const parser = new Parser(this.lines.addNewLine);
    const tokens: CST.Token[] = [];
    this.lines.addNewLine(0);
    let stoppedAt: number | undefined;
    for (const lexeme of new Lexer().lex(this.text)) {
      for (const token of parser.next(lexeme)) tokens.push(token);
      if (parser.stack.length > MOST_OPEN) {
        stoppedAt = parser.offset;
        break;
      }
    }
    for (const token of parser.end()) tokens.push(token);
    return { tokens, stoppedAt };
  }

  private report(given: Fault, offset: number): void {
    this.faults.push(toDiagnostic(given, this.source, this.position(offset)));
  }

  /** Nothing can be made of this file: says why once and reads no further. */
  private refuse(given: Fault, node: Node): Part {
    if (!this.refused) this.report(given, startOf(node));
    this.refused = true;
    return NOTHING;
  }

  private position(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }

  private convert(node: Node, path: Path, depth: number): Part {
    if (this.refused) return NOTHING;
    if (depth > DEEPEST) return this.refuse(fault("scenario/too_deep", path, { limit: DEEPEST }), node);
    if (isAlias(node)) return this.follow(node, path, depth);
    const { tag } = node;
    if (tag !== undefined && !CORE_TAGS.has(tag))
      this.report(fault("scenario/tag", path, { found: tag }), startOf(node));
    const result = this.convertPlain(node, path, depth);
    const anchor = (node as Scalar).anchor;
    if (anchor !== undefined) this.anchors.set(anchor, { node, ...result });
    return result;
  }

  private convertPlain(node: Node, path: Path, depth: number): Part {
    if (isScalar(node)) {
      if (typeof node.value === "string") this.judgeSigns(node.value, path, startOf(node));
      return { value: node.value, size: 1, height: 1 };
    }
    if (isMap(node)) return this.convertMap(node, path, depth);
    const value: unknown[] = [];
    let size = 1;
    let height = 0;
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const inner = item === null ? NOTHING : this.convert(item as Node, [...path, index], depth + 1);
        value.push(inner.value);
        size += inner.size;
        height = Math.max(height, inner.height);
      }
    }
    return { value, size, height: height + 1 };
  }

  private convertMap(node: YAMLMap, path: Path, depth: number): Part {
    const value: Record<string, unknown> = {};
    const lines = new Map<string, number>();
    let size = 1;
    let height = 0;
    for (const pair of node.items as Pair<Node | null, Node | null>[]) {
      const key = this.readKey(pair, path, startOf(node));
      const inner =
        pair.value === null ? NOTHING : this.convert(pair.value, [...path, key ?? "?"], depth + 1);
      size += inner.size + 1;
      height = Math.max(height, inner.height);
      if (key === undefined || this.refused) continue;
      const at = startOf(pair.key as Node);
      const first = lines.get(key);
      if (first !== undefined) {
        this.report(fault("scenario/duplicate_key", [...path, key], { found: key, firstLine: first }), at);
        continue;
      }
      lines.set(key, this.position(at).line);
      Object.defineProperty(value, key, {
        value: inner.value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return { value, size, height: height + 1 };
  }

  /** Signs that stand in the file as an escape, or that are no control characters, and yet are no text. */
  private judgeSigns(text: string, path: Path, offset: number): void {
    const sign = strangeSign(text);
    if (sign !== undefined) this.report(fault("scenario/strange_sign", path, { found: sign }), offset);
  }

  /** A key as text; undefined, and a fault, when it is none or may not be one. */
  private readKey(pair: Pair<Node | null, Node | null>, path: Path, mapStart: number): string | undefined {
    const { key } = pair;
    if (!isScalar(key) || typeof key.value !== "string") {
      const found =
        key === null
          ? "nothing"
          : isScalar(key)
            ? String(key.source ?? key.value)
            : isAlias(key)
              ? "alias"
              : "collection";
      this.report(fault("scenario/key_not_text", path, { found }), key === null ? mapStart : startOf(key));
      return undefined;
    }
    if (key.tag !== undefined && !CORE_TAGS.has(key.tag)) {
      this.report(fault("scenario/tag", [...path, key.value], { found: key.tag }), startOf(key));
    }
    if (key.anchor !== undefined)
      this.anchors.set(key.anchor, { node: key, value: key.value, size: 1, height: 1 });
    this.judgeSigns(key.value, [...path, key.value], startOf(key));
    if (key.value === "<<" && key.type === "PLAIN") {
      this.report(fault("scenario/merge_key", [...path, "<<"]), startOf(key));
      return undefined;
    }
    if (key.value === "__proto__") {
      this.report(
        fault("scenario/unknown_key", [...path, key.value], { found: key.value, expected: "" }),
        startOf(key),
      );
      return undefined;
    }
    return key.value;
  }

  private follow(alias: Alias, path: Path, depth: number): Part {
    this.aliases += 1;
    if (this.aliases > MOST_ALIASES)
      return this.refuse(fault("scenario/too_many_aliases", path, { limit: MOST_ALIASES }), alias);
    const target = this.anchors.get(alias.source);
    if (target === undefined) {
      const like = nearest(alias.source, this.anchors);
      return this.refuse(
        fault("scenario/unknown_alias", path, {
          found: alias.source,
          // An anchor is there from behind its own node on only.
          nearest: () => (this.anchors.has(alias.source) ? undefined : like()),
        }),
        alias,
      );
    }
    this.aliasedNodes += target.size;
    if (this.aliasedNodes > MOST_ALIASED_NODES) {
      return this.refuse(fault("scenario/alias_expands", path, { limit: MOST_ALIASED_NODES }), alias);
    }
    if (depth + target.height - 1 > DEEPEST) {
      return this.refuse(fault("scenario/too_deep", path, { limit: DEEPEST }), alias);
    }
    this.targets.set(alias, target.node);
    return target;
  }

  private indexOf(node: YAMLMap): ReadonlyMap<unknown, Pair<Node | null, Node | null>> {
    const known = this.indexes.get(node);
    if (known !== undefined) return known;
    const index = new Map<unknown, Pair<Node | null, Node | null>>();
    for (const pair of node.items as Pair<Node | null, Node | null>[]) {
      if (isScalar(pair.key) && !index.has(pair.key.value)) index.set(pair.key.value, pair);
    }
    this.indexes.set(node, index);
    return index;
  }

  private find(root: Node, path: Path, at: "key" | "value"): Position & { depth: number } {
    let node: Node | null = root;
    let best = startOf(root);
    let depth = 0;
    for (const step of path) {
      if (isAlias(node)) node = this.targets.get(node) ?? null;
      if (isMap(node)) {
        const pair = this.indexOf(node).get(step);
        if (pair === undefined) break;
        node = pair.value;
        const byKey =
          node === null ||
          !isScalar(node) ||
          isEmptyScalar(node) ||
          (at === "key" && depth === path.length - 1);
        best = startOf(byKey ? (pair.key as Node) : (node as Node));
      } else if (isSeq(node)) {
        const item: unknown = node.items[Number(step)];
        if (item === undefined || item === null) break;
        node = item as Node;
        best = startOf(node);
      } else break;
      depth += 1;
    }
    return { ...this.position(best), depth };
  }
}

/** What a node becomes: `size` counts its nodes, `height` its levels, aliases followed. */
interface Part {
  readonly value: unknown;
  readonly size: number;
  readonly height: number;
}

const NOTHING: Part = { value: null, size: 1, height: 1 };

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function isEmptyScalar(node: Scalar): boolean {
  return node.range !== null && node.range !== undefined && node.range[0] === node.range[1];
}

/** Whether the UTF-8 form has more bytes than `limit`; reads no further than needed. */
function isLargerThan(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // Half of a surrogate pair counts two: the pair has four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  return bytes > limit;
}

/** What UTF-8 text never holds: a byte order mark, NUL and other controls, or what stands for unreadable bytes. */
function findStrangeCharacter(text: string): { what: string; offset: number } | undefined {
  for (let offset = 0; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code >= 0x20 && code < 0x7f) continue;
    if (code === 0xfeff) return { what: "byte-order-mark", offset };
    if (code === 0xfffd) return { what: "unreadable-bytes", offset };
    if (code === 0) return { what: "nul", offset };
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d)
      return { what: "control-character", offset };
    if (code >= 0x7f && code < 0xa0 && code !== 0x85) return { what: "control-character", offset };
    if (code >= 0xd800 && code <= 0xdfff) {
      const next = text.charCodeAt(offset + 1);
      if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return { what: "unreadable-bytes", offset };
      offset += 1;
    }
  }
  return undefined;
}

function positionOf(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf("\n"); next >= 0 && next < offset; next = text.indexOf("\n", next + 1)) {
    line += 1;
    start = next + 1;
  }
  return { line, column: offset - start + 1 };
}
