import { HeadingLevel, Paragraph, type Table, TableCell, TableRow } from "docx";
import type { DocumentBlock, ExerciseDocument } from "../../words/index.ts";
import { packDocument, ruledTable, runsOf } from "../office/docx.ts";

/** A document of an exercise for word processors (DOCX, A4), marked on every page. */
export async function documentAsDocx(document: ExerciseDocument): Promise<Uint8Array> {
  const { language, mark, title, subtitle, notices, blocks } = document;
  return packDocument({
    language,
    mark,
    title,
    description: subtitle,
    foot: title,
    size: 20,
    children: [
      new Paragraph({ heading: HeadingLevel.TITLE, children: runsOf(title, { bold: true, size: 36 }) }),
      new Paragraph({ spacing: SPACED, children: runsOf(subtitle, { size: 24 }) }),
      ...notices.map((each) => new Paragraph({ spacing: SPACED, children: runsOf(each, { italics: true }) })),
      ...blocks.flatMap(piecesOf),
    ],
  });
}

const SPACED = { before: 0, after: 80 };
const INDENT = { left: 360, hanging: 300 };

const HEADINGS = {
  1: { heading: HeadingLevel.HEADING_1, size: 28 },
  2: { heading: HeadingLevel.HEADING_2, size: 24 },
  3: { heading: HeadingLevel.HEADING_3, size: 21 },
} as const;

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
    ruledTable(made),
    new Paragraph({ children: [] }),
  ];
}
