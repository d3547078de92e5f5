import type { LogHeader } from "../../../src/model/index.ts";
import { capital, type Language, readable } from "../../../src/words/index.ts";

/**
 * The path of a number in a scenario, as a person reads it: parties by their titles, other parts as they are called. It
 * stands beside the path itself, never instead of it.
 */
export function sayPath(path: string, header: LogHeader, language: Language): string {
  const titles = new Map(
    [...header.platforms, ...header.actors].map(({ id, title }) => [id, title[language]]),
  );
  const parts = path.split(".");
  const isParty = parts[0] === "platforms" || parts[0] === "actors";
  const said = (isParty ? parts.slice(1) : parts).map((part) => titles.get(part) ?? readable(part));
  return capital(said.join(" · "));
}
