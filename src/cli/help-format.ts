import { Help, type HelpConfiguration } from "commander";
import { HELP_TITLES, type Language, sayDefault, sayPlaceholders } from "../words/index.ts";

/** Spaces at which no line may break, with stand-ins that the library takes for letters. */
const KEPT_TOGETHER = [
  ["\u00a0", "\ue000"],
  ["\u202f", "\ue001"],
] as const;

/** How help is set: its own words in the language asked for, and no line that begins with a mark of French. */
export function helpFormat(language: Language): HelpConfiguration {
  return {
    styleUsage: (text) => sayPlaceholders(text, language),
    styleOptionTerm: (term) => sayPlaceholders(term, language),
    styleArgumentTerm: (term) => sayPlaceholders(`<${term}>`, language).slice(1, -1),
    styleSubcommandTerm: (term) => sayPlaceholders(term, language),
    styleTitle: (title) => HELP_TITLES[title]?.[language] ?? title,
    argumentDescription: ({ description, defaultValue }) =>
      defaultValue === undefined
        ? description
        : `${description} ${sayDefault(String(defaultValue), language)}`,
    optionDescription: ({ description, defaultValue, required, optional }) =>
      defaultValue === undefined || !(required || optional)
        ? description
        : `${description} ${sayDefault(String(defaultValue), language)}`,
    boxWrap(text, width) {
      const joined = KEPT_TOGETHER.reduce((all, [space, letter]) => all.replaceAll(space, letter), text);
      const set = Help.prototype.boxWrap.call(this, joined, width);
      return KEPT_TOGETHER.reduce((all, [space, letter]) => all.replaceAll(letter, space), set);
    },
  };
}
