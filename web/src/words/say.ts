import { type Both, type Language, tidy } from "../../../src/words/index.ts";
import { useSettings } from "../settings.tsx";

/** A table of a page's texts: each key in both languages, a text or a sentence made from values. */
export type Texts = Readonly<Record<string, Both<string | ((...given: never[]) => string)>>>;

export type Say = <T extends string | ((...given: never[]) => string)>(both: Both<T>) => T;

/** Texts in one language, with the spaces that French wants. */
export function sayIn(language: Language): Say {
  return (both) => {
    const said = both[language];
    return (typeof said === "string" ? tidy(said, language) : tidied(said, language)) as typeof said;
  };
}

function tidied(sentence: (...given: never[]) => string, language: Language) {
  return (...given: never[]) => tidy(sentence(...given), language);
}

export function useSay(): Say {
  return sayIn(useSettings().language);
}
