import type { Block, Mood } from "../../words/index.ts";

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

const fill = (given: Given): string => {
  if (given === undefined) return "";
  if (typeof given === "string" || typeof given === "number") return escapeText(String(given));
  return "html" in given ? given.html : given.map(fill).join("");
};

/** A template of HTML: what is put in is escaped unless it is HTML already. */
export function html(parts: TemplateStringsArray, ...given: readonly Given[]): Html {
  return { html: parts.reduce((text, part, place) => text + fill(given[place - 1]) + part) };
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
    html`<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  );
}

export function frame(label: string, inside: Html): Html {
  return html`<div class="frame" role="region" aria-label="${label}" tabindex="0">${inside}</div>\n`;
}

const SYMBOLS: Readonly<Record<Mood, string>> = { good: "▲", bad: "▼", open: "?", plain: "=" };

/** A verdict: a symbol, a word and a colour, never one of them alone. */
export function verdict(mood: Mood, word: string): Html {
  return html`<span class="verdict ${mood}"><span aria-hidden="true">${SYMBOLS[mood]}</span> ${word}</span>`;
}

/** A block of words as HTML. `caption` names a table. */
export function blockOf(block: Block, caption: string): Html {
  switch (block.kind) {
    case "title":
    case "timeline":
      return html``;
    case "notice":
    case "paragraph":
      return html`<p>${block.text}</p>\n`;
    case "heading":
      return html`<h3>${block.text}</h3>\n`;
    case "list":
      return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>\n`;
    case "entries":
      return html`<ul class="findings">${block.rows.map(
        ({ mood, label, text, detail }) =>
          html`<li>${verdict(mood, label)}<div><p>${text}</p><p class="quiet">${detail}</p></div></li>`,
      )}</ul>\n`;
    case "table":
      return table({ caption, columns: block.columns, rows: block.rows });
    default:
      return block satisfies never;
  }
}
