import { parse } from "yaml";
import { parseDuration, type Text } from "../model/index.ts";
import { asTable } from "./raw.ts";

/** What stands at the head of a scenario's file: enough to list it. */
export interface Heading {
  readonly id: string;
  readonly title: Text;
  readonly aim?: Text;
  readonly story?: Text;
  readonly real: boolean;
  /** milliseconds */
  readonly horizon?: number;
  readonly platforms: number;
  readonly actors: number;
  readonly originals: number;
  readonly protocols: readonly string[];
  readonly variants: readonly { readonly id: string; readonly title: Text; readonly question?: Text }[];
}

function both(given: unknown): Text | undefined {
  const { en, fr } = asTable(given);
  return typeof en === "string" && typeof fr === "string" ? { en, fr } : undefined;
}

/**
 * The heading of a file that is known to be sound, as those that ship are: a list of scenarios need not wait until all of
 * them are read and judged.
 */
export function headingOf(text: string): Heading {
  const file = asTable(parse(text, { uniqueKeys: false }));
  const id = String(file.id);
  const count = (key: string) => Object.keys(asTable(file[key])).length;
  const aim = both(file.aim);
  const story = both(file.story);
  const horizon = typeof file.horizon === "string" ? parseDuration(file.horizon) : undefined;
  return {
    id,
    title: both(file.title) ?? { en: id, fr: id },
    ...(aim === undefined ? {} : { aim }),
    ...(story === undefined ? {} : { story }),
    real: asTable(file.incident).real === true,
    ...(horizon === undefined ? {} : { horizon }),
    platforms: count("platforms"),
    actors: count("actors"),
    originals: count("originals"),
    protocols: Array.isArray(file.protocols) ? file.protocols.map(String) : [],
    variants: Object.entries(asTable(file.variants)).map(([name, variant]) => {
      const { title, question } = asTable(variant);
      const asked = both(question);
      return {
        id: name,
        title: both(title) ?? { en: name, fr: name },
        ...(asked === undefined ? {} : { question: asked }),
      };
    }),
  };
}
