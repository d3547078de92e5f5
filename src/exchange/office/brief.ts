import { HeadingLevel, Paragraph, type Table, TableCell, TableRow } from "docx";
import { cleanText } from "../../model/index.ts";
import {
  BRIEF_WORDS,
  type Brief,
  type BriefSection,
  type BriefTable,
  type ComparisonPage,
  type Language,
  sayOutside,
  twoPagesOf,
} from "../../words/index.ts";
import { packDocument, ruledTable, runsOf } from "./docx.ts";

/**
 * The brief of a comparison as a document (DOCX) of two pages of A4 in the reader's language. The marking stands at the head
 * and at the foot of every page.
 */
export async function comparisonBrief(page: ComparisonPage, language: Language): Promise<Uint8Array> {
  const brief = twoPagesOf(page, language);
  return packDocument({
    language,
    mark: brief.mark,
    title: brief.title,
    description: sayOutside("nothing", language),
    foot: "Golden Hour",
    size: 18,
    children: bodyOf(brief, language),
  });
}

const TIGHT = { before: 0, after: 60 };

/** Without the stars that mark a stress. */
const text = (given: string): string => cleanText(given).replaceAll(/\*([^* ]+)\*/g, "$1");

const paragraph = (given: string, isQuiet = false) =>
  new Paragraph({ spacing: TIGHT, children: runsOf(text(given), { italics: isQuiet }) });

const item = (given: string) =>
  new Paragraph({ spacing: TIGHT, bullet: { level: 0 }, children: runsOf(text(given)) });

function bodyOf(brief: Brief, language: Language): (Paragraph | Table)[] {
  return [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      children: runsOf(text(`${BRIEF_WORDS.title[language]} · ${brief.title}`), { size: 30, bold: true }),
    }),
    ...brief.notices.map((each) => paragraph(each, true)),
    ...brief.sections.flatMap(sectionOf),
  ];
}

function sectionOf({ heading, paragraphs, items, tables }: BriefSection): (Paragraph | Table)[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      spacing: { before: 140, after: 60 },
      keepNext: true,
      children: runsOf(text(heading), { size: 22, bold: true }),
    }),
    ...paragraphs.map((each) => paragraph(each)),
    ...items.map(item),
    ...tables.flatMap(tableOf),
  ];
}

function tableOf({ caption, columns, rows }: BriefTable): (Paragraph | Table)[] {
  const cells = (row: readonly string[], isHead: boolean) =>
    row.map(
      (each) =>
        new TableCell({
          children: [new Paragraph({ children: runsOf(text(each), { bold: isHead, size: 17 }) })],
        }),
    );
  return [
    new Paragraph({
      spacing: TIGHT,
      keepNext: true,
      children: runsOf(text(caption), { bold: true }),
    }),
    ruledTable([
      new TableRow({ tableHeader: true, children: cells(columns, true) }),
      ...rows.map((row) => new TableRow({ children: cells(row, false) })),
    ]),
  ];
}
