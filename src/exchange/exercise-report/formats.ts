import type { ExerciseDocument } from "../../words/index.ts";
import { documentAsDocx } from "./docx.ts";
import { documentAsHtml } from "./html.ts";
import { documentAsMarkdown } from "./markdown.ts";

/** The forms in which documents of an exercise leave, by the endings of their files. */
export const DOCUMENT_FORMATS = ["docx", "html", "md"] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export const DOCUMENT_TYPES: Readonly<Record<DocumentFormat, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html; charset=utf-8",
  md: "text/markdown; charset=utf-8",
};

/** A document in one of its forms; the same document always gives the same bytes. */
export async function writeDocument(
  document: ExerciseDocument,
  format: DocumentFormat,
): Promise<Uint8Array | string> {
  switch (format) {
    case "docx":
      return documentAsDocx(document);
    case "html":
      return documentAsHtml(document);
    case "md":
      return documentAsMarkdown(document);
    default:
      return format satisfies never;
  }
}
