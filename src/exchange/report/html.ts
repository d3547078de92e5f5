import type { Block, VerdictLine } from "../../words/index.ts";

/** Pieces of a page in HTML. Every text that comes from outside is escaped here and nowhere else. */

/** HTML that is whole: made by this folder, texts escaped. */
export interface Html {
  readonly html: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeText = (text: string): string => text.replaceAll(/[&<>"']/g, (each) => ESCAPES[each]);

type Given = Html | string | number | undefined | readonly (Html | string)[];

/** Words that were marked *like this* for a page of plain text, without the marks. */
export const plain = (text: string): string => text.replaceAll(/\*([^* ]+)\*/g, "$1");

/** As text of an element: marked words stand out, and a number stays with its sign of per cent. */
const textOf = (text: string): string =>
  escapeText(text)
    .replaceAll(" %", "&nbsp;%")
    .replaceAll(/\*([^* ]+)\*/g, "<em>$1</em>");

const fill = (given: Given, isAttribute: boolean): string => {
  if (given === undefined) return "";
  if (typeof given === "number") return String(given);
  if (typeof given === "string") return isAttribute ? escapeText(plain(given)) : textOf(given);
  return "html" in given ? given.html : given.map((each) => fill(each, isAttribute)).join("");
};

/** A template of HTML: what is put in is escaped unless it is HTML already. */
export function html(parts: TemplateStringsArray, ...given: readonly Given[]): Html {
  const isAttribute = (place: number) => /="[^"<>]*$/.test(parts[place]);
  return {
    html: parts.reduce((text, part, place) => text + fill(given[place - 1], isAttribute(place - 1)) + part),
  };
}

/** Style sheets are ours, whole. */
export const raw = (text: string): Html => ({ html: text });

export interface TableOptions {
  readonly caption: string;
  /** columns that name the row; the others hold numbers and words */
  readonly headers?: number;
  readonly columns: readonly { readonly text: string; readonly right?: boolean }[];
  readonly rows: readonly (readonly (string | Html)[])[];
}

/** A table in a frame of its own that scrolls, so that the page never does sideways. */
export function table({ caption, headers = 1, columns, rows }: TableOptions): Html {
  const head = columns.map(({ text, right }) =>
    right === true ? html`<th scope="col" class="number">${text}</th>` : html`<th scope="col">${text}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell, place) => {
      if (place < headers) return html`<th scope="row">${cell}</th>`;
      return columns[place]?.right === true ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`;
    });
    return html`<tr>${cells}</tr>`;
  });
  return frame(
    caption,
    html`<table>${captionOf(caption)}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  );
}

/** A table's caption stays in sight, and as wide as the screen, while the table is scrolled. */
export const captionOf = (text: string): Html => html`<caption><span>${text}</span></caption>`;

export function frame(label: string, inside: Html): Html {
  return html`<div class="frame" role="region" aria-label="${label}" tabindex="0">${inside}</div>\n`;
}

const SYMBOLS: Readonly<Record<VerdictLine["kind"], string>> = {
  better: "▲",
  worse: "▼",
  "no-difference": "=",
  "depends-on": "◆",
  "cannot-tell-yet": "?",
  none: "–",
};

/** A verdict: a symbol, a word and a colour, never one of them alone; its reason below. */
export function verdict(kind: VerdictLine["kind"], word: string, why = ""): Html {
  const reason = why === "" ? "" : html`<span class="note">${why}</span>`;
  return html`<span class="verdict is-${kind}"><span aria-hidden="true">${SYMBOLS[kind]}</span> ${word}</span>${reason}`;
}

/** A block of words as HTML. `caption` names a table. */
export function blockOf(block: Block, caption: string): Html {
  switch (block.kind) {
    case "title":
    case "timeline":
    case "entries":
      return html``;
    case "notice":
    case "paragraph":
      return html`<p>${block.text}</p>\n`;
    case "heading":
      return html`<h3>${block.text}</h3>\n`;
    case "list":
      return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>\n`;
    case "table":
      return table({ caption, columns: block.columns, rows: block.rows });
    default:
      return block satisfies never;
  }
}
