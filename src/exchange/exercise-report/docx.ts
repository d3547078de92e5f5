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
import type { DocumentBlock, ExerciseDocument } from "../../words/index.ts";
import { withoutClock } from "../office/zip.ts";

/**
 * A document of an exercise for word processors (DOCX, A4). The marking stands at the head and at the foot of every page.
 * Every text is text: no field, no link, no markup of its own.
 */
export async function documentAsDocx(document: ExerciseDocument): Promise<Uint8Array> {
  const { language, mark, title, subtitle, notices, blocks } = document;
  const made = new Document({
    creator: "Golden Hour",
    title: cleanText(`${mark} · ${title}`),
    description: cleanText(subtitle),
    styles: {
      default: {
        document: {
          run: { font: "Calibri", size: 20, language: { value: language === "en" ? "en-GB" : "fr-FR" } },
        },
      },
    },
    sections: [
      {
        properties: { page: { size: A4, margin: MARGIN } },
        headers: { default: new Header({ children: [marking(mark)] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({ text: `${cleanText(`${mark} · ${title}`)} · `, bold: true }),
                  new TextRun({ children: [PageNumber.CURRENT, "/", PageNumber.TOTAL_PAGES] }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            children: runsOf(title, { bold: true, size: 36 }),
          }),
          new Paragraph({ spacing: SPACED, children: runsOf(subtitle, { size: 24 }) }),
          ...notices.map(
            (each) => new Paragraph({ spacing: SPACED, children: runsOf(each, { italics: true }) }),
          ),
          ...blocks.flatMap(piecesOf),
        ],
      },
    ],
  });
  return withoutClock(new Uint8Array(await Packer.toArrayBuffer(made)));
}

/** Twentieths of a point: 210 by 297 mm, and margins of 18 mm. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = { top: 1020, right: 1020, bottom: 1020, left: 1020 };
const SPACED = { before: 0, after: 80 };
const INDENT = { left: 360, hanging: 300 };

const HEADINGS = {
  1: { heading: HeadingLevel.HEADING_1, size: 28 },
  2: { heading: HeadingLevel.HEADING_2, size: 24 },
  3: { heading: HeadingLevel.HEADING_3, size: 21 },
} as const;

interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly size?: number;
}

/** Lines of a text one below the other. */
function runsOf(text: string, look: Look = {}): TextRun[] {
  return cleanText(text)
    .split(/\r\n|\r|\n/)
    .map((line, place) => new TextRun({ ...look, text: line, ...(place === 0 ? {} : { break: 1 }) }));
}

const marking = (mark: string) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: runsOf(mark, { bold: true }) });

function piecesOf(block: DocumentBlock): (Paragraph | Table)[] {
  switch (block.kind) {
    case "heading": {
      const { heading, size } = HEADINGS[block.level];
      return [
        new Paragraph({
          heading,
          keepNext: true,
          spacing: { before: 200, after: 80 },
          children: runsOf(block.text, { bold: true, size }),
        }),
      ];
    }
    case "paragraph":
      return [
        new Paragraph({
          spacing: SPACED,
          children: runsOf(block.text, block.isQuiet === true ? { italics: true } : {}),
        }),
      ];
    case "list":
      return block.items.map((item, place) =>
        block.isNumbered === true
          ? new Paragraph({ spacing: SPACED, indent: INDENT, children: runsOf(`${place + 1}. ${item}`) })
          : new Paragraph({ spacing: SPACED, bullet: { level: 0 }, children: runsOf(item) }),
      );
    case "table":
      return tableOf(block.caption, block.columns, block.rows);
    case "fields":
      return tableOf(block.caption, undefined, block.rows);
    default:
      return block satisfies never;
  }
}

/** From so many columns on the type is smaller. */
const MANY = 6;

function tableOf(
  caption: string,
  columns: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
): (Paragraph | Table)[] {
  const width = columns?.length ?? 2;
  const size = width >= MANY ? 15 : 18;
  const border = { style: BorderStyle.SINGLE, size: 4, color: "999999" };
  const cell = (text: string, isHead: boolean) =>
    new TableCell({ children: [new Paragraph({ children: runsOf(text, { bold: isHead, size }) })] });
  const isName = (place: number) => columns === undefined && place === 0;
  const made = [
    ...(columns === undefined
      ? []
      : [new TableRow({ tableHeader: true, children: columns.map((each) => cell(each, true)) })]),
    ...rows.map((row) => new TableRow({ children: row.map((each, place) => cell(each, isName(place))) })),
  ];
  // A table without a row is a file that some programs do not open.
  if (made.length === 0) return [];
  return [
    new Paragraph({ spacing: SPACED, keepNext: true, children: runsOf(caption, { bold: true, size: 18 }) }),
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
      rows: made,
    }),
    new Paragraph({ children: [] }),
  ];
}
