import { type Block, type Language, type RunPage, runPage, SIMULATION_MARK } from "../words/index.ts";
import { blockOf, type Html, html, plain, raw } from "./report/html.ts";
import { STYLE } from "./report/style.ts";

/**
 * A run as one page of HTML that needs nothing else: the words and numbers that the command line prints, with its timeline.
 * No script, no network, no other file.
 */
export function runReport(page: RunPage, language: Language): string {
  const blocks = runPage(page, language);
  const title = blocks.flatMap((block) => (block.kind === "title" ? [block.text] : [])).join(" · ");
  const notices = blocks.flatMap((block) => (block.kind === "notice" ? [html`<li>${block.text}</li>`] : []));
  const sections = sectionsOf(blocks).map(
    ({ heading, inside }, n) =>
      html`<section aria-labelledby="s${n}"><h2 id="s${n}">${heading}</h2>\n${inside.map((block) => pieceOf(block, heading))}</section>\n`,
  );
  const mark = SIMULATION_MARK[language];
  return html`${raw("<!doctype html>\n")}<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>${mark} · ${plain(title)} · Golden Hour</title><style>${raw(STYLE)}</style></head>
<body>
<p class="each-page" aria-hidden="true">${mark}</p>
<header><div class="bar"><span>Golden Hour</span><span class="mark">${mark}</span></div>
<h1>${title}</h1>
<div class="notices"><ul>${notices}</ul></div>
</header>
<main>
${sections}</main>
<footer><p class="mark">${mark}</p></footer>
</body></html>
`.html;
}

interface Part {
  readonly heading: string;
  readonly inside: Block[];
}

function sectionsOf(blocks: readonly Block[]): readonly Part[] {
  const parts: Part[] = [];
  for (const block of blocks) {
    if (block.kind === "heading") parts.push({ heading: block.text, inside: [] });
    else if (block.kind !== "title" && block.kind !== "notice") parts.at(-1)?.inside.push(block);
  }
  return parts;
}

function pieceOf(block: Block, heading: string): Html {
  switch (block.kind) {
    case "timeline":
      return html`<ol class="timeline">${block.rows.map(
        ({ clock, local, text }) =>
          html`<li><span class="quiet">${clock}${local === "" ? "" : ` (${local})`}</span> ${text}</li>\n`,
      )}</ol>\n`;
    case "entries":
      return html`<ul>${block.rows.map(
        ({ label, text, detail }) =>
          html`<li><strong>${label}</strong> ${text}<br><span class="quiet">${detail}</span></li>\n`,
      )}</ul>\n`;
    default:
      return blockOf(block, heading);
  }
}
