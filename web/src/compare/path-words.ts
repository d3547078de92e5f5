import type { LogHeader } from "../../../src/model/index.ts";
import { capital, type Language, readable } from "../../../src/words/index.ts";
import { PATH } from "../words/path.ts";

/**
 * The path of a number in a scenario, as a person reads it: parties, injects, protocols and clocks by their titles,
 * fields in the reader's language, other parts as their author called them. It stands beside the path itself, never instead of it.
 */
export function sayPath(path: string, header: LogHeader, language: Language): string {
  const titles = new Map(
    [
      ...header.protocols,
      ...header.duties,
      ...(header.injects ?? []),
      ...header.platforms,
      ...header.actors,
    ].map(({ id, title }) => [id, title[language]]),
  );
  const parts = path.split(".");
  const isParty = parts[0] === "platforms" || parts[0] === "actors";
  const said = (isParty ? parts.slice(1) : parts).map(
    (part) => titles.get(part) ?? (Object.hasOwn(PATH, part) ? PATH[part][language] : readable(part)),
  );
  return capital(said.join(" · "));
}
