import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  type TableRow,
  TextRun,
  WidthType,
} from "docx";
import { cleanText } from "../../model/index.ts";
import type { Language } from "../../words/index.ts";
import { withoutClock } from "./zip.ts";

/**
 * What every document for word processors has (DOCX, A4): the marking at the head and at the foot of every page, the
 * page's number, the language, and no clock in the file. Every text is text: no field, no link, no markup of its own.
 */

/** What a document is made of; sizes of type in half points. */
export interface DocumentParts {
  readonly language: Language;
  readonly mark: string;
  readonly title: string;
  readonly description: string;
  /** behind the marking at the foot of every page */
  readonly foot: string;
  readonly size: number;
  readonly children: readonly (Paragraph | Table)[];
}

/** Twentieths of a point: 210 by 297 mm, and margins of 18 mm. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = { top: 1020, right: 1020, bottom: 1020, left: 1020 };

/** The bytes of a document: the same parts, the same bytes. */
export async function packDocument(parts: DocumentParts): Promise<Uint8Array> {
  const { language, mark, title, description, foot, size, children } = parts;
  const document = new Document({
    creator: "Golden Hour",
    title: cleanText(`${mark} · ${title}`),
    description: cleanText(description),
    styles: {
      default: {
        document: {
          run: { font: "Calibri", size, language: { value: language === "en" ? "en-GB" : "fr-FR" } },
        },
      },
    },
    sections: [
      {
        properties: { page: { size: A4, margin: MARGIN } },
        headers: { default: new Header({ children: [centred(runsOf(mark, { bold: true }))] }) },
        footers: {
          default: new Footer({
            children: [
              centred([
                new TextRun({ text: `${cleanText(`${mark} · ${foot}`)} · `, bold: true }),
                new TextRun({ children: [PageNumber.CURRENT, "/", PageNumber.TOTAL_PAGES] }),
              ]),
            ],
          }),
        },
        children,
      },
    ],
  });
  return withoutClock(new Uint8Array(await Packer.toArrayBuffer(document)));
}

const centred = (children: TextRun[]) => new Paragraph({ alignment: AlignmentType.CENTER, children });

export interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
  /** half points */
  readonly size?: number;
}

/** Lines of a text one below the other. */
export function runsOf(text: string, look: Look = {}): TextRun[] {
  return cleanText(text)
    .split(/\r\n|\r|\n/)
    .map((line, place) => new TextRun({ ...look, text: line, ...(place === 0 ? {} : { break: 1 }) }));
}

const LINE = { style: BorderStyle.SINGLE, size: 4, color: "999999" };

/** A table as wide as the page, with thin lines. */
export function ruledTable(rows: TableRow[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: {
      top: LINE,
      bottom: LINE,
      left: LINE,
      right: LINE,
      insideHorizontal: LINE,
      insideVertical: LINE,
    },
    rows,
  });
}
