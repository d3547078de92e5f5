import type { Block } from "../blocks.ts";
import { tidy } from "../language.ts";
import { sayNumber } from "../numbers.ts";
import { sayDutyKind } from "../vocabulary.ts";
import type { ComparedLine, KernelWord, SummaryLine } from "./data.ts";
import type { Teller } from "./teller.ts";
import { sayEstimate, sayInterval, sayMeasured } from "./values.ts";
import { sayVerdict } from "./verdicts.ts";

/** Deadlines: never a share of those met without the number started. */

const STARTED = "duties.started.";
const WRONGFUL = ["met", "missed", "open"] as const;

/** Deadlines of every variant under one kernel, a table; a sentence where none started. */
export function dutyBlocks(teller: Teller, kernel: KernelWord): Block[] {
  const { language, page, others } = teller;
  const kinds = kindsOf(teller, kernel);
  if (kinds.length === 0) {
    return [
      { kind: "paragraph", text: { en: "No deadline started.", fr: "Aucun délai n’a commencé." }[language] },
    ];
  }
  const rows = kinds.flatMap((kind) =>
    [page.baseline, ...others].flatMap((variant) => {
      const row = dutyRow(teller, kernel, variant, kind);
      return row === undefined ? [] : [row];
    }),
  );
  const blocks: Block[] = [
    {
      kind: "table",
      columns: [
        { text: { en: "deadlines", fr: "délais" }[language], grows: true },
        { text: { en: "variant", fr: "variante" }[language], grows: true },
        { text: { en: "started", fr: "commencés" }[language], right: true },
        { text: { en: "met", fr: "tenus" }[language], right: true },
        { text: { en: "share met (interval)", fr: "part tenue (intervalle)" }[language], grows: true },
        { text: { en: "verdict on it", fr: "verdict" }[language], grows: true },
      ],
      rows,
    },
  ];
  const wrongful = others.flatMap((variant) => sayWrongful(teller, kernel, variant));
  return [...blocks, ...wrongful.map((text): Block => ({ kind: "paragraph", text: tidy(text, language) }))];
}

function kindsOf({ page, others, row }: Teller, kernel: KernelWord): string[] {
  const found = page.tables
    .filter((table) => table.kernel === kernel)
    .flatMap(({ measures }) => measures)
    .filter(({ id, platform }) => platform === undefined && id.startsWith(STARTED))
    .map(({ id }) => id.slice(STARTED.length));
  const hasStarted = (kind: string) =>
    others.some((variant) => {
      const line = row(variant, kernel, STARTED + kind);
      return (line?.baseline?.estimate ?? 0) > 0 || (line?.variant?.estimate ?? 0) > 0;
    });
  return [...new Set(found)].filter(hasStarted);
}

/** The baseline stands in every table of a variant, alike: it is taken from the first that has the row. */
function lineOf(
  teller: Teller,
  kernel: KernelWord,
  variant: string,
  name: string,
): { readonly line: ComparedLine; readonly side: SummaryLine } | undefined {
  const isBase = variant === teller.page.baseline;
  for (const of of isBase ? teller.others : [variant]) {
    const line = teller.row(of, kernel, name);
    const side = isBase ? line?.baseline : line?.variant;
    if (line !== undefined && side !== undefined && side !== null) return { line, side };
  }
  return undefined;
}

function dutyRow(
  teller: Teller,
  kernel: KernelWord,
  variant: string,
  kind: string,
): readonly string[] | undefined {
  const { language, page } = teller;
  const started = lineOf(teller, kernel, variant, STARTED + kind);
  if (started === undefined || started.side.estimate === 0) return undefined;
  const met = lineOf(teller, kernel, variant, `duties.met.${kind}`);
  const share = lineOf(teller, kernel, variant, `duties.met.share.${kind}`);
  const isBase = variant === page.baseline;
  return [
    sayKindOf(teller, variant, kind),
    teller.tag(variant),
    sayEstimate(started.side, started.line, language),
    met === undefined ? "–" : sayEstimate(met.side, met.line, language),
    share === undefined ? "–" : shareWithInterval(teller, share.line, share.side),
    isBase
      ? { en: "baseline", fr: "référence" }[language]
      : share === undefined
        ? "–"
        : sayVerdict(share.line.verdict, language),
  ];
}

function sayKindOf(teller: Teller, variant: string, kind: string): string {
  const said = sayDutyKind(kind, teller.language);
  const whole = teller.measure(STARTED + kind, variant);
  const mark = /\(\*[^*]+\*\)$/.exec(whole)?.[0] ?? "";
  return mark === "" ? said : `${said} ${mark}`;
}

function shareWithInterval({ language }: Teller, line: ComparedLine, side: SummaryLine): string {
  const estimate = sayEstimate(side, line, language);
  const interval = sayInterval(
    side.interval,
    (value) => sayMeasured(value, line, language),
    side.n,
    language,
  );
  return tidy(`${estimate} (${interval})`, language);
}

/** What an unlawful order started stands outside every share. */
function sayWrongful(teller: Teller, kernel: KernelWord, variant: string): string[] {
  const { language } = teller;
  const counts = WRONGFUL.map((how) => teller.row(variant, kernel, `duties.wrongful-order.${how}`));
  const means = counts.map((line) => line?.variant?.estimate ?? 0);
  if (means.every((mean) => mean === 0)) return [];
  const [met, missed, open] = means.map((mean) => sayNumber(mean, language));
  const who = teller.name(variant);
  return [
    {
      en: `“${who}”: deadlines started by an order that was unlawful in truth stand outside this count; on average ${met} were met, ${missed} missed, ${open} open.`,
      fr: `« ${who} » : les délais nés d’une injonction en vérité illicite restent hors de ce décompte ; en moyenne ${met} ont été tenus, ${missed} manqués, ${open} en cours.`,
    }[language],
  ];
}
