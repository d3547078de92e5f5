/**
 * A comparison as one page of HTML that needs nothing else: no network, no script, no other file. It is read on a screen
 * in light or dark, printed, or sent on; pictures are drawn as SVG, each beside a table of its numbers.
 *
 * What in: the comparison's document and what its names mean. What out: the page's text. Every number on it is the
 * document's, rounded by the words' rules.
 */
import type { ComparisonPage, Language } from "../words/index.ts";
import { reportPage } from "./report/page.ts";

export function comparisonReport(page: ComparisonPage, language: Language): string {
  return reportPage(page, language);
}
