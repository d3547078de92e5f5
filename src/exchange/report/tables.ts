import {
  exploratoryLines,
  type HeadlineCell,
  headlineRows,
  isZero,
  type KernelWord,
  type MeasureRow,
  measureRow,
  PICTURE_WORDS,
  sayKernel,
  type Teller,
  TURNS,
  TURNS_MARK,
} from "../../words/index.ts";
import { captionOf, frame, type Html, html, table, verdict } from "./html.ts";

/** Tables that are too wide for blocks: kernels side by side, and every measure. */

/** The headline measures of one variant, both kernels side by side. */
export function headlineTableOf(teller: Teller, variant: string): Html {
  const { page, language, name } = teller;
  const word = (key: keyof typeof PICTURE_WORDS) => PICTURE_WORDS[key][language];
  const caption = `${name(variant)} · ${word("against")} ${name(page.baseline)}`;
  const groups = page.kernels.map(
    (kernel) =>
      html`<th scope="colgroup" colspan="4" class="group first">${sayKernel(kernel, language)}</th>`,
  );
  const columns = page.kernels.map(
    () =>
      html`<th scope="col" class="number first">${word("baseline")}</th><th scope="col" class="number">${word("variant")}</th><th scope="col">${word("difference")}</th><th scope="col">${word("verdict")}</th>`,
  );
  const rows = headlineRows(teller, variant).map(
    ({ measure, label, cells, turnsOver }) =>
      html`<tr data-measure="${measure}"><th scope="row">${label}${
        turnsOver ? html`<span class="note">${TURNS_MARK} ${TURNS[language]}</span>` : ""
      }</th>${cells.map(kernelCells)}</tr>\n`,
  );
  return frame(
    caption,
    html`<table data-variant="${variant}">${captionOf(caption)}<thead><tr><th rowspan="2" scope="col">${word("measure")}</th>${groups}</tr><tr>${columns}</tr></thead><tbody>${rows}</tbody></table>`,
  );
}

const note = (text: string) => (text === "" ? "" : html`<span class="note">${text}</span>`);

function kernelCells(cell: HeadlineCell): Html {
  const { kernel, baseline, variant, difference, interval, restriction, settings } = cell;
  // The count of settings says why itself.
  const isCounted = settings !== "" && cell.kind === "cannot-tell-yet";
  return html`<td class="number first" data-kernel="${kernel}" data-of="baseline">${baseline}</td><td class="number" data-kernel="${kernel}" data-of="variant">${variant}</td><td data-kernel="${kernel}" data-of="difference">${difference}${
    interval === "" ? "" : html` <span class="interval">(${interval})</span>`
  }${note(restriction)}</td><td class="broad" data-kernel="${kernel}" data-of="verdict">${verdict(cell.kind, cell.word, isCounted ? "" : cell.why)}${note(settings)}</td>`;
}

/** Every other measure of one variant under one kernel; those that are zero everywhere in one line below. */
export function measuresTable(teller: Teller, variant: string, kernel: KernelWord): Html {
  const { language, name } = teller;
  const word = (key: keyof typeof PICTURE_WORDS) => PICTURE_WORDS[key][language];
  const lines = exploratoryLines(teller, variant, kernel);
  const rows = lines.filter((line) => !isZero(line)).map((line) => measureRow(teller, variant, line));
  const zero = lines.filter(isZero).map((line) => measureRow(teller, variant, line).label);
  const columns = [
    { text: word("measure") },
    { text: `${word("baseline")} / ${word("variant")}` },
    { text: word("mean"), right: true },
    { text: word("median"), right: true },
    { text: "5 %", right: true },
    { text: "95 %", right: true },
    { text: word("open"), right: true },
    { text: word("difference") },
    { text: word("verdict") },
  ];
  const caption = `${name(variant)} · ${sayKernel(kernel, language)}`;
  return html`${table({ caption, columns, rows: rows.flatMap((row) => bothSides(row, word)) })}${
    zero.length === 0 ? "" : html`<p class="quiet">${word("zero")} ${zero.join("; ")}.</p>`
  }`;
}

const sideCells = ({ estimate, interval, median, p5, p95, open }: MeasureRow["baseline"]) => [
  html`${estimate}${interval === "" ? "" : html` <span class="interval">(${interval})</span>`}`,
  median,
  p5,
  p95,
  open,
];

function bothSides(row: MeasureRow, word: (key: keyof typeof PICTURE_WORDS) => string) {
  const label =
    row.restriction === ""
      ? html`${row.label}`
      : html`${row.label}<span class="note">${row.restriction}</span>`;
  const difference =
    row.interval === ""
      ? html`${row.difference}`
      : html`${row.difference} <span class="interval">(${row.interval})</span>`;
  return [
    [label, word("baseline"), ...sideCells(row.baseline), "", ""],
    [
      html`<span class="unseen">${row.label}</span>`,
      word("variant"),
      ...sideCells(row.variant),
      difference,
      verdict(row.kind, row.word, row.why),
    ],
  ];
}
