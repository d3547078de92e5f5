import { useMemo, useState } from "react";
import { type Block, runPage } from "../../../src/words/index.ts";
import { pathOf } from "../api/client.ts";
import { type RunAnswer, titlesOf } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Answered } from "../components/answered.tsx";
import { Blocks } from "../components/blocks.tsx";
import { Download } from "../components/download.tsx";
import { RUN_DOWNLOADS } from "../words/downloads.ts";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { definitionsOf, useScene } from "./scene.ts";

/** What the run came to: the same words and numbers as the command line prints, whose wait it hung on, and the receipt. */

const FORMATS = [
  "html",
  "xlsx",
  "csv",
  "json",
  "log",
  "events",
  "cloudevents",
  "ocel",
  "xes",
  "statements",
  "orders-html",
  "orders",
  "hashes",
] as const;

export function Ending({
  isOver,
  isReady,
}: {
  /** play has come to the end */
  readonly isOver: boolean;
  /** the result is there */
  readonly isReady: boolean;
}) {
  const say = useSay();
  const { stage, language } = useScene();
  const [isAsked, setAsked] = useState(false);
  const isShown = (isOver || isAsked) && isReady;
  return (
    <section className="stack" aria-labelledby="ending">
      <h2 id="ending">{say(REPLAY.results)}</h2>
      {isShown ? (
        <Results />
      ) : (
        <div>
          <p className="quiet">{say(REPLAY.resultsWait)}</p>
          <button type="button" disabled={!isReady} onClick={() => setAsked(true)}>
            {say(REPLAY.reveal)}
          </button>
        </div>
      )}
      {isReady ? (
        <details className="no-print">
          <summary>{say(REPLAY.downloads)}</summary>
          <ul className="downloads">
            {FORMATS.map((format) => (
              <li key={format}>
                <Download href={`${pathOf("runs", stage.run.id, "exports", format)}?lang=${language}`}>
                  {say(RUN_DOWNLOADS[format].name)}
                </Download>{" "}
                <span>{say(RUN_DOWNLOADS[format].what)}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function Results() {
  const { stage } = useScene();
  const [answer, again] = useAnswer<RunAnswer>(pathOf("runs", stage.run.id, "page"));
  return (
    <Answered answer={answer} again={again}>
      {(given) => <Sections given={given} />}
    </Answered>
  );
}

function Sections({ given: { page, titles } }: { readonly given: RunAnswer }) {
  const { language, protocols } = useScene();
  const sections = useMemo(
    () => sectionsOf(runPage({ ...page, titles: titlesOf(titles, definitionsOf(protocols)) }, language)),
    [page, titles, protocols, language],
  );
  return (
    <div className="columns">
      {sections.map(({ heading, blocks }) => (
        <section key={heading} className="panel">
          <h3>{heading}</h3>
          <Blocks blocks={blocks} caption={heading} />
        </section>
      ))}
    </div>
  );
}

/** The parts of the run's page that the player does not show already: all but its title and its timeline. */
function sectionsOf(blocks: readonly Block[]): { heading: string; blocks: Block[] }[] {
  const sections: { heading: string; blocks: Block[] }[] = [];
  for (const block of blocks) {
    if (block.kind === "heading") sections.push({ heading: block.text, blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  }
  return sections.filter(({ blocks: inside }) => !inside.some(({ kind }) => kind === "timeline"));
}
