import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Finding, GateReport } from "./finding.ts";
import { isString, listFiles, readSource, type Source, walk } from "./sources.ts";

/** Rooms whose values a page may use, each by its door. */
const DOORS: ReadonlySet<string> = new Set(
  ["model", "measures", "words"].map((room) => `src/${room}/index.ts`),
);
/** Whose types alone a page may use. */
const CONTRACT = "src/server/contract.ts";

/** Ways from a text to markup or to a program: none of them is taken. */
const SINKS: ReadonlySet<string> = new Set([
  "dangerouslySetInnerHTML",
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "srcDoc",
  "srcdoc",
  "eval",
  "Function",
]);

/**
 * Holds the pages below `root/web` to what they may do: values only from the doors of model, measures and words, types also
 * from the server's contract, no text made into markup, no address of another machine.
 */
export function checkWeb(root: string): GateReport {
  const files = listFiles(root, "web/src").filter((file) => /\.tsx?$/.test(file));
  const findings = files.flatMap((file) => judge(readSource(root, file)));
  const others = listFiles(root, "web").filter((file) => /\.(html|css)$/.test(file));
  for (const file of others) findings.push(...addressesIn(file, readFileSync(join(root, file), "utf8")));
  if (files.length === 0)
    findings.push({ rule: "web/unseen", file: "web", message: "no file found: the gate has read nothing" });
  return { findings, seen: [...files, ...others] };
}

function judge(source: Source): Finding[] {
  const findings: Finding[] = [];
  const { file } = source;
  walk(source.tree, (node) => {
    const line = source.lineOf(node);
    if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type) && isString(node.source)) {
      const fault = faultOf(file, node.source.value, node.typeOnly === true);
      if (fault !== undefined) findings.push({ rule: "web/forbidden_import", file, line, message: fault });
    }
    if (node.type === "Identifier" && SINKS.has(String(node.value)))
      findings.push({
        rule: "web/markup",
        file,
        line,
        message: `${String(node.value)}: a text stays a text`,
      });
  });
  return [...findings, ...addressesIn(file, source.text)];
}

function faultOf(file: string, specifier: string, isType: boolean): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  if (!target.startsWith("src/")) return undefined;
  if (DOORS.has(target) || (target === CONTRACT && isType)) return undefined;
  return `imports ${target}: pages use ${[...DOORS].join(", ")}, and of ${CONTRACT} the types`;
}

/** An address with a host of its own; names of XML vocabularies are none. */
function addressesIn(file: string, text: string): Finding[] {
  return [...text.matchAll(/\b(?:https?|wss?):\/\/(?!www\.w3\.org\/)[^\s"'`)]+/g)].map(([address], n) => ({
    rule: "web/address",
    file,
    line: text.slice(0, text.indexOf(address, n)).split("\n").length,
    message: `${address}: a page asks nobody but the server it came from`,
  }));
}
