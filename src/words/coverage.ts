import type { Language, Words } from "./language.ts";
import { tidy } from "./language.ts";
import { sayNumber } from "./numbers.ts";

/** What runs have used of protocols, and what they have not. */

interface Share {
  readonly used: number;
  readonly all: number;
}

export interface CoverageLine {
  readonly protocol: string;
  readonly states: Share;
  readonly transitions: Share;
  readonly guards: Share;
  readonly unused: readonly {
    readonly kind: string;
    readonly path: string;
    readonly source: string;
    readonly line: number;
    readonly column: number;
  }[];
}

const KINDS: Readonly<Record<string, Words>> = {
  state: { en: "state never entered", fr: "état jamais atteint" },
  transition: { en: "transition never taken", fr: "transition jamais prise" },
  guard: { en: "guard that never said no", fr: "garde qui n’a jamais dit non" },
};

const COUNTED: Readonly<Record<"states" | "transitions" | "guards", Words>> = {
  states: { en: "states", fr: "états" },
  transitions: { en: "transitions", fr: "transitions" },
  guards: { en: "guards", fr: "gardes" },
};

/** One line for each protocol with its shares, then one for each part that no run has used, with its place. */
export function coverageLines(
  protocols: readonly CoverageLine[],
  { seeds, variants }: { readonly seeds: number; readonly variants: number },
  language: Language,
): string[] {
  const say = (value: number) => sayNumber(value, language);
  const shares = (each: CoverageLine) =>
    (Object.keys(COUNTED) as (keyof typeof COUNTED)[])
      .filter((kind) => each[kind].all > 0)
      .map((kind) => {
        const { used, all } = each[kind];
        const of = { en: "of", fr: "sur" }[language];
        return `${say(used)} ${of} ${say(all)} ${COUNTED[kind][language]}`;
      })
      .join(", ");
  const used = { en: "used", fr: "utilisés" }[language];
  const lines = protocols.flatMap((each) => [
    tidy(`${each.protocol}${{ en: ":", fr: " :" }[language]} ${shares(each)} ${used}`, language),
    ...each.unused.map(
      ({ kind, path, source, line, column }) =>
        `  ${source}:${line}:${column} ${KINDS[kind]?.[language] ?? kind} (${path})`,
    ),
  ]);
  const total = {
    en: `${say(seeds)} seeds under each of ${say(variants)} variants.`,
    fr: `${say(seeds)} graines sous chacune des ${say(variants)} variantes.`,
  };
  return [...lines, tidy(total[language], language)];
}
