import { inBoth, NO_REASON, parseDuration, type Text } from "../../model/index.ts";
import { type Language, tidy } from "../language.ts";
import { sayNumber, sayShare, saySpan } from "../numbers.ts";

/** How much of a number's mark is said: all of it, its range only, or nothing. */
export type Detail = "full" | "range" | "none";

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : String(JSON.stringify(value));

/** The parameters of a guard or an effect as its file has them, and how each kind of them is said. */
export class Given {
  readonly language: Language;
  private readonly params: Readonly<Record<string, unknown>>;
  private readonly detail: Detail;

  constructor(params: unknown, language: Language, detail: Detail) {
    this.params = isTable(params) ? params : {};
    this.language = language;
    this.detail = detail;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.params, name);
  }

  raw(name: string): unknown {
    return this.has(name) ? this.params[name] : undefined;
  }

  /** A name or a number as it stands. */
  name(name: string): string {
    return textOf(this.raw(name));
  }

  /** One name or several. */
  list(name: string): readonly string[] {
    const value = this.raw(name);
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map(textOf);
  }

  share(name: string): string {
    return this.quantity(name, (value) => sayShare(Number(value), this.language));
  }

  number(name: string): string {
    return this.quantity(name, (value) => sayNumber(Number(value), this.language));
  }

  span(name: string): string {
    return this.quantity(name, (value) => {
      const ms = parseDuration(String(value));
      return ms === undefined ? textOf(value) : saySpan(ms, this.language);
    });
  }

  /** A bare number, or one under `value` with where it comes from. */
  private quantity(name: string, say: (value: unknown) => string): string {
    const given = this.raw(name);
    if (!isTable(given)) return say(given);
    return say(given.value) + this.origin(given, say);
  }

  private origin(given: Readonly<Record<string, unknown>>, say: (value: unknown) => string): string {
    if (this.detail === "none") return "";
    const said = sayOrigin(given, say, this.language, this.detail);
    return said === "" ? "" : tidy(` (${said})`, this.language);
  }
}

/** "read in …" or "assumed, 5 min to 1 h: …"; nothing where the file says nothing. */
export function sayOrigin(
  given: Readonly<Record<string, unknown>>,
  say: (value: unknown) => string,
  language: Language,
  detail: Detail,
): string {
  if (given.source !== undefined) return saySource(inBoth(given.source as string | Text), language, detail);
  if (!Array.isArray(given.assumed)) return "";
  const [low, high] = given.assumed.map(say);
  const because = given.because === undefined ? NO_REASON : inBoth(given.because as string | Text);
  return sayAssumed(low, high, because[language], language, detail);
}

export function saySource(source: Text, language: Language, detail: Detail): string {
  const word = { en: "read", fr: "lu" }[language];
  return detail === "full" ? `${word} ${{ en: "in", fr: "dans" }[language]} ${source[language]}` : word;
}

export function sayAssumed(
  low: string,
  high: string,
  because: string,
  language: Language,
  detail: Detail,
): string {
  const range = { en: `assumed, ${low} to ${high}`, fr: `supposé, de ${low} à ${high}` }[language];
  const reason = because.replace(/\.$/, "");
  return detail === "full" && reason !== "" ? `${range}${language === "en" ? ":" : " :"} ${reason}` : range;
}
