import type { Typed } from "../../model/index.ts";
import { type Language, tidy, type Words } from "../language.ts";
import { EXERCISE_MARK } from "../msel.ts";

/**
 * A document of an exercise, before anybody decides in which form it leaves. All texts are plain: whatever stands in them is
 * text, never markup, and an address that somebody typed is no link.
 */
export type DocumentBlock =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string; readonly isQuiet?: true }
  | { readonly kind: "list"; readonly items: readonly string[]; readonly isNumbered?: true }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** names and what they stand for */
  | {
      readonly kind: "fields";
      readonly caption: string;
      readonly rows: readonly (readonly [string, string])[];
    };

export interface ExerciseDocument {
  readonly language: Language;
  /** stands on every page */
  readonly mark: string;
  readonly title: string;
  readonly subtitle: string;
  /** what must be said before anything else */
  readonly notices: readonly string[];
  readonly blocks: readonly DocumentBlock[];
}

/** The marking of every page: that it is an exercise, and the exercise's own line. */
export function markOf(marking: string, language: Language): string {
  const mark = EXERCISE_MARK[language];
  if (marking.trim() === "" || marking.trim() === mark) return mark;
  return marking.includes(mark) ? marking : `${mark} · ${marking}`;
}

const SECOND = 1000;
const DAY = 86_400_000;
const two = (value: number) => String(value).padStart(2, "0");
const DAYS: Words = { en: "D", fr: "J" };

/** Exercise time as days and clock from STARTEX: `D+0 00:47:12`, in French `J+0 00:47:12`; before it with a minus. */
export function sayExerciseTime(at: number, language: Language): string {
  if (!Number.isFinite(at) || Math.abs(at) > Number.MAX_SAFE_INTEGER / 2) return "–";
  const size = Math.abs(at);
  const days = Math.floor(size / DAY);
  const seconds = Math.floor((size - days * DAY) / SECOND);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
  return `${DAYS[language]}${at < 0 ? "-" : "+"}${days} ${clock}`;
}

/** An instant of the outside world, `2030-03-07 09:00:12`; UTC, as the head of its column says. */
export function sayReal(real: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})/.exec(real);
  return match === null ? "–" : `${match[1]} ${match[2]}`;
}

const DELETED: Words = {
  en: "[deleted; the record’s digest of it stands]",
  fr: "[effacé ; l’empreinte au registre demeure]",
};

/** What was typed, in quotation marks of the language; that it was deleted where it was. */
export function quoteTyped(text: Typed, language: Language): string {
  if (text === null) return tidy(DELETED[language], language);
  return language === "en" ? `“${text}”` : `«\u00a0${text}\u00a0»`;
}

/** What was typed as it stands. */
export const sayTyped = (text: Typed, language: Language): string =>
  text === null ? tidy(DELETED[language], language) : text;

/** Words marked *like this* in sentences of ours, without the marks. */
export const unmarked = (text: string): string => text.replaceAll(/\*([^* ]+)\*/g, "$1");
