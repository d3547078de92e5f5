import type { Language } from "./language.ts";

/** What a state is called; `keys` lead to it from its role. */
type CallState = (keys: readonly string[]) => string;

/**
 * A state as a log names it, `active{hashes.open,desk.idle}`, with the names that people read: `active (hashes › open; desk ›
 * idle)`.
 */
export function sayStateValue(
  value: string,
  call: CallState,
  language: Language,
  above: readonly string[] = [],
): string {
  return regionsOf(value)
    .map((region) => {
      const end = region.search(/[.{]/);
      if (end < 0) return call([...above, region]);
      const keys = end === 0 ? above : [...above, region.slice(0, end)];
      const name = end === 0 ? "" : call(keys);
      if (region[end] === ".")
        return `${name} › ${sayStateValue(region.slice(end + 1), call, language, keys)}`;
      const inside = sayStateValue(region.slice(end + 1, region.lastIndexOf("}")), call, language, keys);
      return name === "" ? inside : `${name} (${inside})`;
    })
    .join(language === "en" ? "; " : "\u00a0; ");
}

/** The parts between commas, but for commas inside braces. */
function regionsOf(value: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === "{") depth++;
    else if (value[at] === "}") depth--;
    else if (value[at] === "," && depth === 0) {
      parts.push(value.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, value.slice(from)];
}
