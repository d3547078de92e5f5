import { type ComparisonPage, comparisonPage, type Language } from "../../words/index.ts";
import { blockOf, html, raw } from "./html.ts";

/** The whole page. */
export function reportPage(page: ComparisonPage, language: Language): string {
  const blocks = comparisonPage(page, language);
  const [title] = blocks;
  const name = title.kind === "title" ? title.text : "";
  const body = html`<h1>${name}</h1>${blocks.map((block) => blockOf(block, name))}`;
  return html`${raw("<!doctype html>\n")}<html lang="${language}"><head><meta charset="utf-8"><title>${name}</title></head><body>${body}</body></html>\n`
    .html;
}
