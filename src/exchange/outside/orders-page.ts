import {
  type Language,
  ORDER_WORDS,
  type OrderWord,
  SIMULATION_MARK,
  sayOrderCode,
  sayOrderWord,
  sayOutside,
} from "../../words/index.ts";
import { type Html, html, raw } from "../report/html.ts";
import { type RemovalDocument, removalDocuments } from "./orders.ts";
import type { LogSource } from "./source.ts";

/** Removal orders and answers to be printed: one sheet each, with the marking at its head and its foot. */

const STYLE = `body{font:11pt/1.45 system-ui,sans-serif;margin:0;color:#111;background:#fff}
.sheet{max-width:46rem;margin:0 auto;padding:2rem;border-bottom:1px dashed #888;break-after:page}
.mark{text-align:center;font-weight:700;letter-spacing:.3em;border:2px solid #111;padding:.3em}
h1{font-size:1.3rem}dl{display:grid;grid-template-columns:14rem 1fr;gap:.3rem 1rem}dt{font-weight:600}
dd{margin:0;overflow-wrap:anywhere}ul{margin:0;padding-left:1.2em}
@media (max-width:40rem){dl{grid-template-columns:1fr}.sheet{padding:1rem}}`;

const TITLES = { I: "annexI", II: "annexII", III: "annexIII" } as const satisfies Record<string, OrderWord>;
/** Told elsewhere on the sheet. */
const APART: ReadonlySet<string> = new Set(["mark", "exercise", "annex"]);

export function ordersPage(log: LogSource, language: Language): string {
  const documents = removalDocuments(log, language);
  const title = sayOrderWord("title", language);
  const sheets = documents.map((each) => sheetOf(each, language));
  const none = html`<p>${sayOutside("noOrders", language)}</p>`;
  const body = sheets.length > 0 ? sheets : [marked(html`<h1>${title}</h1>${none}`, language)];
  return html`${raw("<!doctype html>\n")}<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>${SIMULATION_MARK[language]} · ${title} · Golden Hour</title><style>${raw(STYLE)}</style></head>
<body><main>
${body}</main></body></html>
`.html;
}

const marked = (inside: Html, language: Language): Html =>
  html`<article class="sheet"><p class="mark">${SIMULATION_MARK[language]}</p>${inside}<p>${sayOutside("nothing", language)}</p><p class="mark">${SIMULATION_MARK[language]}</p></article>\n`;

function sheetOf(document: RemovalDocument, language: Language): Html {
  const fields = Object.entries(document).filter(([name]) => !APART.has(name));
  const rows = fields.flatMap(([name, value]) => rowsOf(name, value, language));
  return marked(html`<h1>${sayOrderWord(TITLES[document.annex], language)}</h1><dl>${rows}</dl>`, language);
}

const isWord = (name: string): name is OrderWord => Object.hasOwn(ORDER_WORDS, name);

/** A field as one row; a group without a word of its own as the rows of its fields. */
function rowsOf(name: string, value: unknown, language: Language): Html[] {
  if (value === null || value === undefined) return [];
  if (!isWord(name) && typeof value === "object" && !Array.isArray(value))
    return Object.entries(value).flatMap(([inner, given]) => rowsOf(inner, given, language));
  const label = isWord(name) ? sayOrderWord(name, language) : name;
  return [html`<dt>${label}</dt><dd>${shown(value, language)}</dd>`];
}

function shown(value: unknown, language: Language): Html {
  if (Array.isArray(value))
    return html`<ul>${value.map((each) => html`<li>${shown(each, language)}</li>`)}</ul>`;
  if (typeof value === "boolean") return html`${sayOrderWord(value ? "yes" : "no", language)}`;
  if (typeof value === "object" && value !== null) {
    const parts = Object.values(value).filter((each) => each !== null);
    return html`${parts.map((each) => html`${shown(each, language)}<br>`)}`;
  }
  return html`${sayOrderCode(String(value), language)}`;
}
