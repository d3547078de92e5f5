import { cleanText } from "../../model/index.ts";
import type { DocumentBlock, ExerciseDocument } from "../../words/index.ts";
import { captionOf, escapeText, frame, type Html, html, raw } from "../report/html.ts";
import { STYLE } from "../report/style.ts";

/**
 * A document of an exercise as one page of HTML that needs nothing else: no script, no network, no other file, and it says so
 * to the browser. The marking stands at its head, at its foot and on each printed page.
 */
export function documentAsHtml(document: ExerciseDocument): string {
  const { language, mark, title, subtitle, notices, blocks } = document;
  const sections = sectionsOf(blocks);
  const labels = new Labels();
  const pieceOf = (block: DocumentBlock) => piece(block, labels);
  const contents = sections.flatMap(({ heading }, n) =>
    heading === undefined ? [] : [html`<li><a href="#s${n}">${text(heading)}</a></li>`],
  );
  const body = sections.map(({ heading, inside }, n) =>
    heading === undefined
      ? html`${inside.map(pieceOf)}`
      : html`<section aria-labelledby="s${n}"><h2 id="s${n}">${text(heading)}</h2>\n<p class="mark-line">${text(mark)}</p>\n${inside.map(pieceOf)}</section>\n`,
  );
  return html`${raw("<!doctype html>\n")}<html lang="${language}">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no, date=no, email=no, address=no, url=no"><link rel="icon" href="data:,"><title>${text(`${mark} · ${title} · Golden Hour`)}</title><style>${raw(STYLE + OWN_STYLE)}</style></head>
<body>
<p class="each-page" aria-hidden="true">${text(mark)}</p>
<p class="each-page at-foot" aria-hidden="true">${text(mark)}</p>
<header><div class="bar"><span>Golden Hour</span><span class="mark">${text(mark)}</span></div>
<h1>${text(title)}</h1>
<p>${text(subtitle)}</p>
<div class="notices"><ul>${notices.map((each) => html`<li>${text(each)}</li>`)}</ul></div>
<nav aria-label="${raw(escapeText(CONTENTS[language]))}"><ul>${contents}</ul></nav>
</header>
<main>
${body}</main>
<footer><p class="mark">${text(mark)}</p></footer>
</body></html>
`.html;
}

const CONTENTS = { en: "Contents", fr: "Sommaire" } as const;
/** Nothing is loaded, run or sent. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
const OWN_STYLE = `
.mark-line{display:none}
table.fields th{width:16em;max-width:40%;font-weight:600}
td,th{white-space:normal}
@media print{table{width:100%;font-size:8.5pt}td,th{overflow-wrap:anywhere;padding:2px 6px}.at-foot{top:auto;bottom:0}.mark-line{display:block;font-size:8pt;font-weight:700;letter-spacing:.1em}body{margin:8mm 0}a{text-decoration:none}}
`;

/** A text with its lines, and nothing in it that is more than text. */
const text = (given: string): Html => raw(escapeText(cleanText(given)).replaceAll(/\r\n|\r|\n/g, "<br>"));

interface Section {
  readonly heading: string | undefined;
  readonly inside: DocumentBlock[];
}

function sectionsOf(blocks: readonly DocumentBlock[]): readonly Section[] {
  const sections: Section[] = [];
  for (const block of blocks) {
    if (block.kind === "heading" && block.level === 1) sections.push({ heading: block.text, inside: [] });
    else if (sections.length === 0) sections.push({ heading: undefined, inside: [block] });
    else sections[sections.length - 1].inside.push(block);
  }
  return sections;
}

/** Names of tables, none twice: who listens to the page goes from one to the next by them. */
class Labels {
  private readonly given = new Map<string, number>();

  of(caption: string): string {
    const times = (this.given.get(caption) ?? 0) + 1;
    this.given.set(caption, times);
    return times === 1 ? caption : `${caption} (${times})`;
  }
}

function piece(block: DocumentBlock, labels: Labels): Html {
  switch (block.kind) {
    case "heading":
      return block.level === 3 ? html`<h4>${text(block.text)}</h4>\n` : html`<h3>${text(block.text)}</h3>\n`;
    case "paragraph":
      return block.isQuiet === true
        ? html`<p class="quiet">${text(block.text)}</p>\n`
        : html`<p>${text(block.text)}</p>\n`;
    case "list": {
      const items = block.items.map((item) => html`<li>${text(item)}</li>\n`);
      return block.isNumbered === true ? html`<ol>${items}</ol>\n` : html`<ul>${items}</ul>\n`;
    }
    case "table": {
      const head = block.columns.map((each) => html`<th scope="col">${text(each)}</th>`);
      const rows = block.rows.map(
        (row) =>
          html`<tr>${row.map((cell, place) => (place === 0 ? html`<th scope="row">${text(cell)}</th>` : html`<td>${text(cell)}</td>`))}</tr>\n`,
      );
      return frame(
        labels.of(cleanText(block.caption)),
        html`<table>${captionOf(cleanText(block.caption))}<thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`,
      );
    }
    case "fields": {
      const rows = block.rows.map(
        ([name, value]) => html`<tr><th scope="row">${text(name)}</th><td>${text(value)}</td></tr>\n`,
      );
      return frame(
        labels.of(cleanText(block.caption)),
        html`<table class="fields">${captionOf(cleanText(block.caption))}<tbody>${rows}</tbody></table>`,
      );
    }
    default:
      return block satisfies never;
  }
}
