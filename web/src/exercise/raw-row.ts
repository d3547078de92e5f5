import type { Text } from "../../../src/model/index.ts";
import type { Language } from "../../../src/words/index.ts";

/** A row of the list of events as a file has it, or as it was typed so far: what it says is what the file would say. */
export type RawRow = Readonly<Record<string, unknown>>;

/** What a reader of one language reads there. */
export function textIn(given: unknown, language: Language): string {
  if (typeof given === "string") return given;
  return String((given as Partial<Text> | undefined)?.[language] ?? "");
}

/** One text that serves both languages goes on doing so; an empty one is none. */
export function written(old: unknown, text: string, language: Language): unknown {
  if (typeof old !== "object" || old === null) return text === "" ? undefined : text;
  const next = { ...(old as Text), [language]: text };
  return next.en === "" && next.fr === "" ? undefined : next;
}

export const listIn = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given : []);
export const namesIn = (given: unknown): readonly string[] => listIn(given).map(String);
export const wordIn = (given: unknown): string => (typeof given === "string" ? given : "");
export const tableIn = (given: unknown): RawRow =>
  typeof given === "object" && given !== null && !Array.isArray(given) ? (given as RawRow) : {};
