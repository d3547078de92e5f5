import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
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

import { withoutClock } from "./zip.ts";

/**
 * The brief of a comparison as a document (DOCX) of two pages of A4 in the reader's language. The marking stands at the head
 * and at the foot of every page.
 */
export async function comparisonBrief(page: ComparisonPage, language: Language): Promise<Uint8Array> {
  const brief = twoPagesOf(page, language);
  const document = new Document({
    creator: "Golden Hour",
    title: cleanText(`${brief.mark} · ${brief.title}`),
    description: sayOutside("nothing", language),
    styles: {
      default: {
        document: {
          run: { font: "Calibri", size: 18, language: { value: language === "en" ? "en-GB" : "fr-FR" } },
        },
      },
    },
    sections: [
      {
        properties: { page: { size: A4, margin: MARGIN } },
        headers: { default: new Header({ children: [marking(brief.mark)] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({ text: `${brief.mark} · Golden Hour · `, bold: true }),
                  new TextRun({ children: [PageNumber.CURRENT, "/", PageNumber.TOTAL_PAGES] }),
                ],
              }),
            ],
          }),
        },
        children: bodyOf(brief, language),
      },
    ],
  });
  return withoutClock(new Uint8Array(await Packer.toArrayBuffer(document)));
}

/** Twentieths of a point: 210 by 297 mm, and margins of 18 mm. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = { top: 1020, right: 1020, bottom: 1020, left: 1020 };
const TIGHT = { before: 0, after: 60 };

const text = (given: string): string => cleanText(given).replaceAll(/\*([^* ]+)\*/g, "$1");

const marking = (mark: string) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: mark, bold: true })] });

const paragraph = (given: string, isQuiet = false) =>
  new Paragraph({ spacing: TIGHT, children: [new TextRun({ text: text(given), italics: isQuiet })] });

const item = (given: string) =>
  new Paragraph({ spacing: TIGHT, bullet: { level: 0 }, children: [new TextRun({ text: text(given) })] });

function bodyOf(brief: Brief, language: Language): (Paragraph | Table)[] {
  return [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      children: [
        new TextRun({ text: text(`${BRIEF_WORDS.title[language]} · ${brief.title}`), size: 30, bold: true }),
      ],
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
      children: [new TextRun({ text: text(heading), size: 22, bold: true })],
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
          children: [
            new Paragraph({ children: [new TextRun({ text: text(each), bold: isHead, size: 17 })] }),
          ],
        }),
    );
  const border = { style: BorderStyle.SINGLE, size: 4, color: "999999" };
  return [
    new Paragraph({
      spacing: TIGHT,
      keepNext: true,
      children: [new TextRun({ text: text(caption), bold: true })],
    }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      borders: {
        top: border,
        bottom: border,
        left: border,
        right: border,
        insideHorizontal: border,
        insideVertical: border,
      },
      rows: [
        new TableRow({ tableHeader: true, children: cells(columns, true) }),
        ...rows.map((row) => new TableRow({ children: cells(row, false) })),
      ],
    }),
  ];
}
