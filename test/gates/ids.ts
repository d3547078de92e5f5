import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import type { Finding, GateReport } from "./finding.ts";
import { listFiles } from "./sources.ts";

/**
 * Incidents, protocols and platform profiles are data: no file in `src` knows one of them by its id.
 * An id with a hyphen is found as a word anywhere; one without (it may be a common word) as a quoted text.
 */
export function checkIds(root: string): GateReport {
  const ids = shippedIds(root);
  const files = listFiles(root, "src");
  const findings = files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return ids.flatMap((id) => placesOf(id, text).map((line) => shippedIdFinding(file, line, id)));
  });
  if (ids.length === 0) {
    findings.push({
      rule: "ids/unseen",
      file: "scenarios",
      message: "no id found: the gate has read nothing",
    });
  }
  if (files.length === 0) {
    findings.push({ rule: "ids/unseen", file: "src", message: "no file found: the gate has read nothing" });
  }
  return { findings, seen: files };
}

export function shippedIds(root: string): string[] {
  const yaml = listFiles(root, "scenarios").filter((file) => file.endsWith(".yaml"));
  // The register of facts is one file that the product looks for by its name, not one of many.
  const named = yaml.filter(
    (file) => /^scenarios\/(protocols\/)?[^/]+$/.test(file) && file !== "scenarios/register.yaml",
  );
  const profiles = yaml.filter((file) => /^scenarios\/platforms\/[^/]+$/.test(file));
  return [
    ...new Set([
      ...named.map((file) => basename(file, ".yaml")),
      ...profiles.flatMap((file) => platformIds(readFileSync(join(root, file), "utf8"))),
    ]),
  ].sort();
}

function platformIds(text: string): string[] {
  const document: unknown = parse(text);
  const platforms = (document as { platforms?: unknown } | null)?.platforms;
  if (Array.isArray(platforms)) throw new Error("platforms is a list: the ids gate expects ids as keys");
  return typeof platforms === "object" && platforms !== null ? Object.keys(platforms) : [];
}

/** Lines, from 1, on which the id stands. */
function placesOf(id: string, text: string): number[] {
  const literal = id.replaceAll(/[^\w-]/g, "\\$&");
  const pattern = id.includes("-") ? `(?<![\\w-])${literal}(?![\\w-])` : `(["'\`])${literal}\\1`;
  return [...text.matchAll(new RegExp(pattern, "g"))].map(
    (match) => text.slice(0, match.index).split("\n").length,
  );
}

function shippedIdFinding(file: string, line: number, id: string): Finding {
  return {
    rule: "ids/shipped_id",
    file,
    line,
    message: `${id} is the id of shipped data: code must not know it`,
  };
}
