import type { FactRecord, LogHeader, Text } from "../model/index.ts";
import type { Block } from "./blocks.ts";
import type { Names } from "./facts.ts";
import { type Language, tidy, type Words } from "./language.ts";
import { namesOf } from "./names.ts";
import { sayNumber } from "./numbers.ts";
import { assumptionBlocks, sayMoved } from "./run-page/assumptions.ts";
import { dutyBlocks } from "./run-page/duties.ts";
import type { RunPage } from "./run-page/lines.ts";
import { measureBlocks, platformBlocks } from "./run-page/measures.ts";
import { notesOf, SIMULATION_MARK } from "./run-page/notes.ts";
import { pathBlocks } from "./run-page/paths.ts";
import { unconfirmedBlocks } from "./run-page/unconfirmed.ts";
import { timelineOf } from "./timeline.ts";

/** The page of one run: every sentence of it, made from codes and values. */

const MOST_LINES = 70;

const HEADINGS = {
  timeline: { en: "What happened", fr: "Ce qui s’est passé" },
  duties: { en: "Deadlines", fr: "Délais" },
  measures: { en: "Measures", fr: "Mesures" },
  platforms: { en: "By platform", fr: "Par plateforme" },
  paths: { en: "Whose wait it hung on", fr: "À quelle attente cela a tenu" },
  unconfirmed: {
    en: "Unconfirmed steps that this outcome passed through",
    fr: "Étapes non confirmées par lesquelles ce résultat est passé",
  },
  assumptions: { en: "What was assumed", fr: "Ce qui a été supposé" },
  receipt: { en: "Receipt", fr: "Reçu" },
} as const satisfies Record<string, Words>;

export function runPage(page: RunPage, language: Language): Block[] {
  const { header } = page;
  const names = namesOf(header, page.titles, language);
  const heading = (key: keyof typeof HEADINGS): Block => ({ kind: "heading", text: HEADINGS[key][language] });
  return [
    ...titleOf(page.title, page.variantTitle, header, header.replication, language),
    ...notesOf(header, page.capped, language).map(({ text }): Block => ({ kind: "notice", text })),
    ...sayMoved(page.moved ?? [], language).map((text): Block => ({ kind: "notice", text })),
    heading("timeline"),
    ...timelineBlocks(page, names, language),
    heading("duties"),
    ...dutyBlocks(page, names, language),
    heading("measures"),
    ...measureBlocks(page, language),
    ...platformBlocks(page, names, language, heading("platforms")),
    heading("paths"),
    ...pathBlocks(page, names, language),
    heading("unconfirmed"),
    ...unconfirmedBlocks(page, names, language),
    heading("assumptions"),
    ...assumptionBlocks(page.assumptions, language),
    heading("receipt"),
    ...receiptBlocks(page, language),
  ];
}

export function titleOf(
  title: Text,
  variantTitle: Text,
  header: LogHeader,
  replication: number,
  language: Language,
): Block[] {
  const variant = { en: "variant", fr: "variante" }[language];
  const seed = { en: "seed", fr: "graine" }[language];
  const which =
    replication === 0 ? "" : ` · ${{ en: "replication", fr: "réplication" }[language]} ${replication}`;
  const text = tidy(
    `${title[language]} · ${variant} : ${variantTitle[language]} · ${seed} ${header.seed}${which}`.replace(
      " :",
      language === "en" ? ":" : " :",
    ),
    language,
  );
  return [{ kind: "title", text, mark: SIMULATION_MARK[language] }];
}

/**
 * Where single items have so many duties that only the first were kept, counting those would tell too few: they are left
 * to the list of deadlines, which says so, and to the measures.
 */
function wholeFacts({ facts, duties, dutiesTotal, header }: RunPage): readonly FactRecord[] {
  if (duties.length >= dutiesTotal) return facts;
  const originals = new Set(header.originals.map(({ item }) => item));
  return facts.filter(
    ({ kind, item }) => !kind.startsWith("duty.") || typeof item !== "string" || originals.has(item),
  );
}

function timelineBlocks(page: RunPage, names: Names, language: Language): Block[] {
  const { rows, left } = timelineOf(wholeFacts(page), page.header, names, language, MOST_LINES);
  const blocks: Block[] = [{ kind: "timeline", rows }];
  if (left > 0) {
    const more = {
      en: `${sayNumber(left, language)} ${left === 1 ? "kind of smaller event is" : "kinds of smaller events are"} left out here; --log FILE writes every fact.`,
      fr: `${sayNumber(left, language)} ${left === 1 ? "sorte d’événements mineurs est omise" : "sortes d’événements mineurs sont omises"} ici ; --log FICHIER écrit chaque fait.`,
    };
    blocks.push({ kind: "paragraph", text: tidy(more[language], language) });
  }
  return blocks;
}

function receiptBlocks({ header, digest, versions }: RunPage, language: Language): Block[] {
  const same = {
    en: "The same address always gives the same digest, on any machine.",
    fr: "La même adresse donne toujours la même empreinte, sur toute machine.",
  };
  const rows = [
    [{ en: "address", fr: "adresse" }[language], header.address],
    ...(header.scale === 1 ? [] : [[{ en: "scale", fr: "échelle" }[language], String(header.scale)]]),
    [{ en: "digest", fr: "empreinte" }[language], digest],
    [
      { en: "versions", fr: "versions" }[language],
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(", "),
    ],
  ];
  return [
    { kind: "table", columns: [{ text: "" }, { text: "", grows: true }], rows },
    { kind: "paragraph", text: same[language] },
  ];
}
