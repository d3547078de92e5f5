import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import {
  assumptionTable,
  COMPARISON_HEADINGS,
  type ComparisonPage,
  dutyBlocks,
  exploratoryLines,
  findingsOf,
  headlineRows,
  isZero,
  type Mood,
  measureRow,
  methodOf,
  moodOf,
  noticesOf,
  PICTURE_WORDS,
  RECEIPT,
  receiptRows,
  SIMULATION_MARK,
  sayDistributions,
  sayKernel,
  sayNumber,
  sayPrecision,
  sayTally,
  sayTornadoMethod,
  sayTradeOff,
  type Teller,
  tellerOf,
  tidy,
  titleOfComparison,
} from "../../../src/words/index.ts";
import { pathOf } from "../api/client.ts";
import type { Comparison } from "../api/types.ts";
import { Intervals } from "../charts/intervals.tsx";
import { Blocks, SIGNS, Table } from "../components/blocks.tsx";
import { Download } from "../components/download.tsx";
import { Failure } from "../components/failure.tsx";
import { Frame } from "../components/frame.tsx";
import { useSettings } from "../settings.tsx";
import { COMPARE } from "../words/compare.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { Picks } from "./picks.tsx";

const pictures = () => import("../charts/comparison-pictures.tsx");
const Distribution = lazy(() => pictures().then((m) => ({ default: m.Distribution })));
const Curves = lazy(() => pictures().then((m) => ({ default: m.Curves })));
const TradeOff = lazy(() => pictures().then((m) => ({ default: m.TradeOff })));
const Tornado = lazy(() => pictures().then((m) => ({ default: m.Tornado })));

/** What a comparison found: the sentence and the verdicts first, then pictures, then everything else, then the receipt. */
export function Findings({
  page,
  comparison,
}: {
  readonly page: ComparisonPage;
  readonly comparison: Comparison;
}) {
  const say = useSay();
  const { language } = useSettings();
  const teller = useMemo(() => tellerOf(page, language, { letters: true }), [page, language]);
  const sections: readonly (readonly [string, string, ReactNode])[] = [
    ["findings", COMPARISON_HEADINGS.findings[language], <Sentences key="f" teller={teller} />],
    ["headlines", COMPARISON_HEADINGS.headlines[language], <Headlines key="h" teller={teller} />],
    ["distributions", PICTURE_WORDS.distributions[language], <Distributions key="d" teller={teller} />],
    ["curves", PICTURE_WORDS.curves[language], <AllCurves key="c" teller={teller} />],
    ["duties", COMPARISON_HEADINGS.duties[language], <Duties key="u" teller={teller} />],
    ["trade-off", COMPARISON_HEADINGS.tradeOff[language], <AllTradeOffs key="t" teller={teller} />],
    ["tornado", COMPARISON_HEADINGS.tornado[language], <Tornadoes key="o" teller={teller} />],
    ["runs", say(COMPARE.open), <Picks key="p" teller={teller} comparison={comparison} />],
    ["measures", say(COMPARE.measures), <Measures key="m" teller={teller} />],
    ["assumptions", COMPARISON_HEADINGS.assumptions[language], <Assumptions key="a" teller={teller} />],
    ["receipt", COMPARISON_HEADINGS.receipt[language], <Receipt key="r" teller={teller} />],
  ];
  const shown = sections.filter(([id]) => hasAny(id, page));
  return (
    <>
      <div>
        <h1>{titleOfComparison(teller)}</h1>
        <Key teller={teller} />
        {page.isPartial ? (
          <p className="notice" role="status">
            {say(COMPARE.partial)(sayNumber(page.replications, language))}
          </p>
        ) : null}
        <ul className="notice small">
          {noticesOf(teller).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <nav aria-label={say(COMPARE.sections)} className="no-print">
          <ul className="key small">
            {shown.map(([id, heading]) => (
              <li key={id}>
                <a href={`#${id}`}>{heading}</a>
              </li>
            ))}
          </ul>
        </nav>
        <Downloads teller={teller} comparison={comparison} />
      </div>
      {shown.map(([id, heading, inside]) => (
        <section key={id} id={id} className="panel" aria-labelledby={`${id}-heading`}>
          <h2 id={`${id}-heading`}>{heading}</h2>
          <Failure>
            <Suspense fallback={<p className="quiet">{say(SHELL.loading)}</p>}>{inside}</Suspense>
          </Failure>
        </section>
      ))}
    </>
  );
}

function hasAny(id: string, page: ComparisonPage): boolean {
  if (id === "tornado") return page.tornado.length > 0;
  if (id === "trade-off") return page.tradeOff.length > 0;
  if (id === "distributions") return page.distributions.length > 0;
  // What is left out of the tables while it runs comes when it rests.
  return !page.isPartial || (id !== "measures" && id !== "duties" && id !== "runs");
}

function Letter({ teller, variant }: { readonly teller: Teller; readonly variant: string }) {
  const place = teller.page.variants.findIndex(({ name }) => name === variant);
  return (
    <span className="letter" style={{ color: `var(--hue-${place % 6})` }}>
      {teller.letter(variant)}
    </span>
  );
}

function Key({ teller }: { readonly teller: Teller }) {
  const { page, name, language } = teller;
  return (
    <ul className="key" aria-label={PICTURE_WORDS.key[language]}>
      {page.variants.map((variant) => (
        <li key={variant.name}>
          <Letter teller={teller} variant={variant.name} />
          <span>
            {name(variant.name)}
            {variant.name === page.baseline ? (
              <span className="quiet"> ({PICTURE_WORDS.baseline[language]})</span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Verdict({ mood, word }: { readonly mood: Mood; readonly word: string }) {
  return (
    <span className={`sign mood-${mood}`}>
      <span aria-hidden="true">{SIGNS[mood]}</span> {word}
    </span>
  );
}

function Sentences({ teller }: { readonly teller: Teller }) {
  const { others, name, own, language } = teller;
  return (
    <>
      {others.map((variant) => (
        <div key={variant}>
          <h3>
            <Letter teller={teller} variant={variant} /> {name(variant)}
          </h3>
          <p className="lead">{sayTally(teller, variant)}</p>
          <ul className="findings">
            {findingsOf(teller, variant).map(({ measure, mood, label, text, detail }) => (
              <li key={measure}>
                <Verdict mood={mood} word={label} />
                <div>
                  {text}
                  <div className="quiet small">{detail}</div>
                </div>
              </li>
            ))}
          </ul>
          <Intervals teller={teller} variant={variant} />
        </div>
      ))}
      {[sayTradeOff(teller, own) ?? "", sayPrecision(teller)]
        .filter((text) => text !== "")
        .map((text) => (
          <p key={text}>{text}</p>
        ))}
      <details>
        <summary>{PICTURE_WORDS.method[language]}</summary>
        {methodOf(teller).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </details>
    </>
  );
}

function Headlines({ teller }: { readonly teller: Teller }) {
  const say = useSay();
  const { others, name, page, language } = teller;
  return others.map((variant) => {
    const caption = `${name(variant)} · ${PICTURE_WORDS.against[language]} ${name(page.baseline)}`;
    return (
      <Frame key={variant} label={caption}>
        <table data-variant={variant}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{PICTURE_WORDS.measure[language]}</th>
              <th scope="col">{say(COMPARE.perKernel)}</th>
              <th scope="col" className="number">
                {say(COMPARE.baselineValue)}
              </th>
              <th scope="col" className="number">
                {say(COMPARE.variantValue)}
              </th>
              <th scope="col">{say(COMPARE.difference)}</th>
              <th scope="col">{say(COMPARE.verdict)}</th>
            </tr>
          </thead>
          <tbody>
            {headlineRows(teller, variant).flatMap(({ measure, label, cells }) =>
              cells.map((cell, n) => (
                <tr key={`${measure} ${cell.kernel}`} data-measure={measure} data-kernel={cell.kernel}>
                  <th scope="row">
                    {n === 0 ? label : <span className="unseen">{label}</span>}
                    {n === 0 && cell.restriction !== "" ? (
                      <div className="quiet small">{cell.restriction}</div>
                    ) : null}
                  </th>
                  <td>{sayKernel(cell.kernel, language)}</td>
                  <td className="number" data-of="baseline">
                    {cell.baseline}
                  </td>
                  <td className="number" data-of="variant">
                    {cell.variant}
                  </td>
                  <td data-of="difference">
                    {cell.difference}
                    {cell.interval === "" ? "" : ` (${cell.interval})`}
                  </td>
                  <td data-of="verdict">
                    <Verdict
                      mood={moodOf({ kind: cell.kind } as Parameters<typeof moodOf>[0])}
                      word={cell.word}
                    />
                    <div className="quiet small">{cell.settings === "" ? cell.why : cell.settings}</div>
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </Frame>
    );
  });
}

function Distributions({ teller }: { readonly teller: Teller }) {
  const { page, language, own } = teller;
  return (
    <>
      <p className="quiet small">{PICTURE_WORDS.distributionIs[language]}</p>
      <div className="columns">
        {page.family.measures
          .filter((measure) => sayDistributions(teller, measure, own) !== "")
          .map((measure) => (
            <Distribution key={measure} teller={teller} measure={measure} />
          ))}
      </div>
    </>
  );
}

function AllCurves({ teller }: { readonly teller: Teller }) {
  const { page, language } = teller;
  return (
    <>
      <p className="quiet small">{PICTURE_WORDS.curveIs[language]}</p>
      <div className="columns">
        {page.kernels.map((kernel) => (
          <Curves key={kernel} teller={teller} kernel={kernel} />
        ))}
      </div>
    </>
  );
}

function AllTradeOffs({ teller }: { readonly teller: Teller }) {
  const { page, language } = teller;
  return (
    <>
      <p className="quiet small">{PICTURE_WORDS.tradeOffIs[language]}</p>
      <div className="columns">
        {page.tradeOff.map(({ kernel }) => (
          <TradeOff key={kernel} teller={teller} kernel={kernel} />
        ))}
      </div>
    </>
  );
}

function Tornadoes({ teller }: { readonly teller: Teller }) {
  const { page, language } = teller;
  return (
    <>
      <p>{sayTornadoMethod(teller)}</p>
      <p className="quiet small">{PICTURE_WORDS.tornadoIs[language]}</p>
      <div className="columns">
        {page.tornado.map((tornado) => (
          <Tornado key={`${tornado.variant} ${tornado.measure}`} teller={teller} tornado={tornado} />
        ))}
      </div>
    </>
  );
}

function Duties({ teller }: { readonly teller: Teller }) {
  const { page, language } = teller;
  return page.kernels.map((kernel) => (
    <div key={kernel}>
      {page.kernels.length > 1 ? <h3>{sayKernel(kernel, language)}</h3> : null}
      <Blocks blocks={dutyBlocks(teller, kernel)} caption={sayKernel(kernel, language)} />
    </div>
  ));
}

/** Every other measure, of one variant under one kernel at a time: they are hundreds. */
function Measures({ teller }: { readonly teller: Teller }) {
  const { page, language, others, name } = teller;
  return (
    <>
      <p>{PICTURE_WORDS.exploratory[language]}</p>
      {others.flatMap((variant) =>
        page.kernels.map((kernel) => {
          const title = `${name(variant)} · ${sayKernel(kernel, language)}`;
          return (
            <Lazy key={title} summary={title}>
              {() => <MeasureTable teller={teller} variant={variant} kernel={kernel} caption={title} />}
            </Lazy>
          );
        }),
      )}
    </>
  );
}

function Lazy({ summary, children }: { readonly summary: string; readonly children: () => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen ? children() : null}
    </details>
  );
}

function MeasureTable({
  teller,
  variant,
  kernel,
  caption,
}: {
  readonly teller: Teller;
  readonly variant: string;
  readonly kernel: Teller["own"];
  readonly caption: string;
}) {
  const say = useSay();
  const { language } = teller;
  const lines = exploratoryLines(teller, variant, kernel);
  const rows = lines.filter((line) => !isZero(line)).map((line) => measureRow(teller, variant, line));
  const zero = lines.filter(isZero).map((line) => measureRow(teller, variant, line).label);
  const side = ({ estimate, interval }: (typeof rows)[number]["baseline"]) =>
    interval === "" ? estimate : `${estimate} (${interval})`;
  return (
    <>
      <Table
        caption={caption}
        columns={[
          { text: PICTURE_WORDS.measure[language] },
          { text: say(COMPARE.baselineValue), right: true },
          { text: say(COMPARE.variantValue), right: true },
          { text: say(COMPARE.difference) },
          { text: say(COMPARE.verdict) },
        ]}
        rows={rows.map((row) => [
          row.restriction === "" ? row.label : `${row.label} (${row.restriction})`,
          side(row.baseline),
          side(row.variant),
          row.interval === "" ? row.difference : `${row.difference} (${row.interval})`,
          row.why === "" ? row.word : `${row.word} (${row.why})`,
        ])}
      />
      {zero.length === 0 ? null : (
        <p className="quiet small">
          {PICTURE_WORDS.zero[language]} {zero.join("; ")}.
        </p>
      )}
    </>
  );
}

function Assumptions({ teller }: { readonly teller: Teller }) {
  const { page, language } = teller;
  const heading = COMPARISON_HEADINGS.assumptions[language];
  const block = assumptionTable(teller);
  return (
    <Lazy summary={`${heading} (${page.assumed.length})`}>
      {() =>
        block.kind === "table" ? <Table caption={heading} columns={block.columns} rows={block.rows} /> : null
      }
    </Lazy>
  );
}

function Receipt({ teller }: { readonly teller: Teller }) {
  const { language } = teller;
  return (
    <>
      <Table
        caption={COMPARISON_HEADINGS.receipt[language]}
        columns={[
          { text: PICTURE_WORDS.name[language] },
          { text: PICTURE_WORDS.content[language], grows: true },
        ]}
        rows={receiptRows(teller)}
      />
      <p>{tidy(RECEIPT[language], language)}</p>
    </>
  );
}

const FORMATS = ["html", "docx", "xlsx", "csv", "json"] as const;

function Downloads({ teller, comparison }: { readonly teller: Teller; readonly comparison: Comparison }) {
  const say = useSay();
  const { language } = useSettings();
  const [told, setTold] = useState("");
  const copy = () => {
    const mark = SIMULATION_MARK[language];
    const lines = teller.others.flatMap((variant) => [
      sayTally(teller, variant),
      ...findingsOf(teller, variant).map(({ label, text }) => `${label}: ${text}`),
    ]);
    const text = [`${mark} · Golden Hour · ${titleOfComparison(teller)}`, ...lines, mark].join("\n");
    const copying = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    copying.then(
      () => setTold(say(COMPARE.copied)),
      () => setTold(say(COMPARE.notCopied)),
    );
  };
  if (teller.page.isPartial) return null;
  return (
    <div className="row no-print" role="toolbar" aria-label={say(COMPARE.downloads)}>
      {FORMATS.map((format) => (
        <Download
          key={format}
          href={`${pathOf("comparisons", comparison.id, "exports", format)}?lang=${language}`}
        >
          {say(COMPARE[format])}
        </Download>
      ))}
      <button type="button" onClick={copy}>
        {say(COMPARE.copy)}
      </button>
      <button type="button" onClick={() => window.print()}>
        {say(COMPARE.print)}
      </button>
      <span role="status">{told}</span>
    </div>
  );
}
