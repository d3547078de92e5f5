import {
  assumptionTable,
  type Block,
  COMPARISON_HEADINGS,
  type ComparisonPage,
  commandOf,
  curveTable,
  deadlineTable,
  distributionTable,
  dutyBlocks,
  findingsOf,
  type Language,
  methodOf,
  noticesOf,
  PICTURE_WORDS,
  RECEIPT,
  receiptRows,
  SIMULATION_MARK,
  sayCurves,
  sayDistributions,
  sayKernel,
  sayPrecision,
  sayTally,
  sayTornado,
  sayTornadoMethod,
  sayTradeOff,
  shapeOf,
  type Teller,
  tellerOf,
  titleOfComparison,
  tornadoTable,
  tradeOffTable,
} from "../../words/index.ts";
import { agesOf, curvePicture, drawnDeadlines, toldAge } from "./curve.ts";
import { distributionPicture } from "./distribution.ts";
import { blockOf, type Html, html, plain, raw, table, verdict } from "./html.ts";
import { STYLE } from "./style.ts";
import { hueOf } from "./svg.ts";
import { headlineTableOf, measuresTable } from "./tables.ts";
import { tornadoPicture } from "./tornado.ts";
import { tradeOffPicture } from "./trade-off.ts";

/** The whole page: what was found first, then pictures, each with a sentence above and a table below, then the rest. */

interface Section {
  readonly id: string;
  readonly heading: string;
  readonly inside: readonly Html[];
}

export function reportPage(page: ComparisonPage, language: Language): string {
  const teller = tellerOf(page, language, { letters: true });
  const title = titleOfComparison(teller);
  const isEmpty = page.replications === 0;
  const sections = [
    findings(teller),
    ...(isEmpty
      ? []
      : [
          headlines(teller),
          distributions(teller),
          curves(teller),
          duties(teller),
          tradeOff(teller),
          tornado(teller),
          measures(teller),
        ]),
    assumptions(teller),
    receipt(teller),
  ].filter(({ inside }) => inside.length > 0);
  const contents = sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`);
  const body = sections.map(
    ({ id, heading, inside }) =>
      html`<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${heading}</h2>\n${inside}</section>\n`,
  );
  const word = wordsOf(language);
  return html`${raw("<!doctype html>\n")}<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>${plain(title)} · Golden Hour</title><style>${raw(STYLE)}</style></head>
<body>
<p class="each-page" aria-hidden="true">${SIMULATION_MARK[language]}</p>
<a class="skip" href="#findings">${word("skip")}</a>
<header><div class="bar"><span>Golden Hour</span><span class="mark">${SIMULATION_MARK[language]}</span></div>
<h1>${title}</h1>
${key(teller)}
<div class="notices"><h2>${word("notices")}</h2><ul>${noticesOf(teller).map((text) => html`<li>${text}</li>`)}</ul></div>
<nav aria-label="${word("contents")}"><ul>${contents}</ul></nav>
</header>
<main>
${body}</main>
<footer><p>${word("print")}</p></footer>
</body></html>
`.html;
}

const wordsOf =
  (language: Language) =>
  (word: keyof typeof PICTURE_WORDS): string =>
    PICTURE_WORDS[word][language];

const paragraph = (text: string, look = ""): Html =>
  text === "" ? html`` : html`<p class="${look}">${text}</p>\n`;

const details = (summary: string, inside: Html): Html =>
  html`<details><summary>${summary}</summary>\n${inside}</details>\n`;

const tableOf = (block: Block, caption: string): Html => blockOf(block, caption);

const letter = (teller: Teller, variant: string): Html => {
  const place = teller.page.variants.findIndex(({ name }) => name === variant);
  return html`<span class="letter-box ${hueOf(place)}">${teller.letter(variant)}</span>`;
};

/** Which letter is which variant, throughout the page. */
function key(teller: Teller): Html {
  const { page, language, name } = teller;
  const items = page.variants.map(
    (variant) =>
      html`<li>${letter(teller, variant.name)}<span>${name(variant.name)}${
        variant.name === page.baseline
          ? html` <span class="quiet">(${PICTURE_WORDS.baseline[language]})</span>`
          : ""
      }</span></li>`,
  );
  return html`<ul class="key" aria-label="${PICTURE_WORDS.key[language]}">${items}</ul>`;
}

function section(
  id: keyof typeof COMPARISON_HEADINGS,
  { language }: Teller,
  inside: readonly Html[],
): Section {
  return { id, heading: COMPARISON_HEADINGS[id][language], inside };
}

function findings(teller: Teller): Section {
  const { others, name, language, own } = teller;
  const inside = others.flatMap((variant) => [
    html`<h3>${letter(teller, variant)} ${name(variant)}</h3>\n`,
    paragraph(sayTally(teller, variant)),
    html`<ul class="findings">${findingsOf(teller, variant).map(
      ({ kind, label, text, detail }) =>
        html`<li><div>${verdict(kind, label)}</div><div><p>${text}</p><p class="quiet">${detail}</p></div></li>`,
    )}</ul>\n`,
  ]);
  return section("findings", teller, [
    ...inside,
    paragraph(sayTradeOff(teller, own) ?? ""),
    paragraph(sayPrecision(teller)),
    html`<h3>${PICTURE_WORDS.method[language]}</h3>\n`,
    ...methodOf(teller).map((text) => paragraph(text)),
  ]);
}

function headlines(teller: Teller): Section {
  const { others, name } = teller;
  return section(
    "headlines",
    teller,
    others.map(
      (variant) =>
        html`<h3>${letter(teller, variant)} ${name(variant)}</h3>\n${headlineTableOf(teller, variant)}`,
    ),
  );
}

function distributions(teller: Teller): Section {
  const { page, language, own } = teller;
  const found = page.family.measures.flatMap((measure, n) => {
    const shape = shapeOf(teller, measure);
    const drawn =
      shape === undefined ? undefined : distributionPicture(teller, measure, shape, `distribution-${n}`);
    if (drawn === undefined) return [];
    const title = teller.measure(measure, page.baseline);
    return [
      html`<h3>${title}</h3>\n`,
      paragraph(sayDistributions(teller, measure, own)),
      drawn,
      tableOf(distributionTable(teller, measure), title),
    ];
  });
  return {
    id: "distributions",
    heading: PICTURE_WORDS.distributions[language],
    inside: found.length === 0 ? [] : [paragraph(PICTURE_WORDS.distributionIs[language], "quiet"), ...found],
  };
}

function curves(teller: Teller): Section {
  const { page, language } = teller;
  const ages = agesOf(teller);
  const heading = PICTURE_WORDS.curves[language];
  if (ages.length < 2) return { id: "curves", heading, inside: [] };
  const told = toldAge(ages);
  const drawn = page.kernels.map((kernel, n) => {
    const title = `${heading} · ${sayKernel(kernel, language)}`;
    return html`<div><h3>${sayKernel(kernel, language)}</h3>\n${paragraph(sayCurves(teller, kernel, told.age, told.ms))}${curvePicture(teller, kernel, ages, `curve-${n}`)}${details(PICTURE_WORDS.numbers[language], tableOf(curveTable(teller, kernel, ages), title))}</div>`;
  });
  const deadlines = drawnDeadlines(teller, ages);
  return {
    id: "curves",
    heading,
    inside: [
      paragraph(PICTURE_WORDS.curveIs[language], "quiet"),
      html`<div class="pair">${drawn}</div>\n`,
      deadlines.length === 0
        ? html``
        : tableOf(deadlineTable(teller, deadlines), PICTURE_WORDS.deadlines[language]),
    ],
  };
}

function duties(teller: Teller): Section {
  const { page, language } = teller;
  return section(
    "duties",
    teller,
    page.kernels.flatMap((kernel) => {
      const how = sayKernel(kernel, language);
      const title = page.kernels.length > 1 ? [html`<h3>${how}</h3>\n`] : [];
      return [...title, ...dutyBlocks(teller, kernel).map((block) => tableOf(block, how))];
    }),
  );
}

function tradeOff(teller: Teller): Section {
  const { page, language } = teller;
  if (page.tradeOff.length === 0) return section("tradeOff", teller, []);
  const drawn = page.tradeOff.map(({ kernel, points }, n) => {
    const block = tradeOffTable(teller, kernel);
    const how = sayKernel(kernel, language);
    return html`<div><h3>${how}</h3>\n${paragraph(sayTradeOff(teller, kernel) ?? "")}${tradeOffPicture(teller, kernel, points, `trade-off-${n}`)}${block === undefined ? "" : tableOf(block, how)}</div>`;
  });
  return section("tradeOff", teller, [
    paragraph(PICTURE_WORDS.tradeOffIs[language], "quiet"),
    html`<div class="pair">${drawn}</div>\n`,
  ]);
}

function tornado(teller: Teller): Section {
  const { page, language, name } = teller;
  if (page.tornado.length === 0) return section("tornado", teller, []);
  const drawn = page.tornado.map((line, n) => {
    const title = `${teller.measure(line.measure, line.variant)} · ${name(line.variant)}`;
    const drawing = tornadoPicture(teller, line, `tornado-${n}`);
    const numbers =
      drawing === undefined
        ? html``
        : details(
            PICTURE_WORDS.numbers[language],
            tableOf(tornadoTable(teller, line, { withShifts: true }), title),
          );
    return html`<div><h3>${letter(teller, line.variant)} ${teller.measure(line.measure, line.variant)}</h3>\n${paragraph(sayTornado(teller, line))}${drawing ?? ""}${numbers}</div>`;
  });
  return section("tornado", teller, [
    paragraph(sayTornadoMethod(teller)),
    paragraph(PICTURE_WORDS.tornadoIs[language], "quiet"),
    html`<div class="pair">${drawn}</div>\n`,
  ]);
}

function measures(teller: Teller): Section {
  const { page, language, others, name } = teller;
  return section("measures", teller, [
    paragraph(PICTURE_WORDS.exploratory[language]),
    ...others.flatMap((variant) =>
      page.kernels.map((kernel) =>
        details(`${name(variant)} · ${sayKernel(kernel, language)}`, measuresTable(teller, variant, kernel)),
      ),
    ),
  ]);
}

function assumptions(teller: Teller): Section {
  const { page, language } = teller;
  const heading = COMPARISON_HEADINGS.assumptions[language];
  return section("assumptions", teller, [
    details(`${heading} (${page.assumed.length})`, tableOf(assumptionTable(teller), heading)),
  ]);
}

function receipt(teller: Teller): Section {
  const { page, language } = teller;
  const command = commandOf(page);
  const rows = receiptRows(teller).map(([name, content]) => [
    name,
    content === command || /^[0-9a-f]{32}$/.test(content) ? html`<code>${content}</code>` : content,
  ]);
  return section("receipt", teller, [
    table({
      caption: COMPARISON_HEADINGS.receipt[language],
      columns: [{ text: PICTURE_WORDS.name[language] }, { text: PICTURE_WORDS.content[language] }],
      rows,
    }),
    paragraph(RECEIPT[language]),
  ]);
}
