/** The two languages of the product. A table of words names both for every key: a missing one does not compile. */
export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

export type Both<T> = Readonly<Record<Language, T>>;

/** A fixed text in both languages. */
export type Words = Both<string>;

/** A sentence made from values, in both languages. */
export type Sentence<Values> = Both<(given: Values) => string>;

const NO_BREAK = "\u00a0";

/** French puts a space that never breaks before double punctuation and inside its quotation marks. */
export function tidy(text: string, language: Language): string {
  if (language === "en") return text;
  return text.replaceAll(/ ([:;!?»%])/g, `${NO_BREAK}$1`).replaceAll("« ", `«${NO_BREAK}`);
}

/** First letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
