import { useMemo } from "react";
import { sayNumber } from "../../../src/words/index.ts";
import type { Sample } from "../api/types.ts";
import { type Line, Series, Stroke } from "../charts/series.tsx";
import { Frame } from "../components/frame.tsx";
import { Columns } from "../live/story.ts";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { useScene } from "./scene.ts";

/**
 * What stands on the services: uploads tried, blocked, visible; removed, lawful items as prominent as unlawful ones; views.
 * Of all services or of one, over time and as numbers.
 */
const COUNTS = [
  { column: "uploads.attempted", word: "attempted", token: "--outside", dash: [2, 3] },
  { column: "uploads.blocked", word: "blocked", token: "--ngos", dash: [8, 4] },
  { column: "items.online", word: "visible", token: "--platforms", dash: undefined },
  { column: "items.removed", word: "removed", token: "--bodies", dash: [12, 3] },
  { column: "lawful.removed", word: "lawful", token: "--authorities", dash: [5, 2, 1, 2] },
] as const;

interface Given {
  readonly samples: readonly Sample[];
  readonly latest: Sample | undefined;
  readonly at: number;
  readonly span: number;
  /** of one service; absent: of all together */
  readonly platform: string | undefined;
}

/** The samples up to an instant: a series of any column, and its value now. */
function useSamples({ samples, latest, at, platform }: Given) {
  const { stage, language } = useScene();
  const columns = useMemo(() => new Columns(stage), [stage]);
  const count = samplesUntil(samples, at);
  const last = samples[count - 1];
  // What stands now goes on from the last sample, where it is known for this instant.
  const now = latest !== undefined && latest.at <= at && latest.at >= (last?.at ?? 0) ? latest : last;
  const shown = useMemo(() => {
    const past = samples.slice(0, count);
    return now === undefined || now === past.at(-1) ? past : [...past, now];
  }, [samples, count, now]);
  const times = useMemo(() => shown.map((sample) => sample.at), [shown]);
  const of = (column: string) => shown.map(({ values }) => columns.value(values, column, platform));
  const number = (column: string, where = platform) =>
    sayNumber(now === undefined ? 0 : Math.round(columns.value(now.values, column, where)), language);
  return { shown, times, of, number };
}

export function CopiesPanel({
  onPlatform,
  ...given
}: Given & { readonly onPlatform: (platform: string | undefined) => void }) {
  const say = useSay();
  const { header, language } = useScene();
  const { platform, span } = given;
  const { shown, times, of, number } = useSamples(given);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the samples grow in place; their count says so
  const counts: Line[] = useMemo(
    () =>
      COUNTS.map(({ column, word, token, dash }) => ({
        label: say(REPLAY[word]),
        token,
        dash,
        values: of(column),
      })),
    [shown, platform, language],
  );
  const where = header.platforms.find(({ id }) => id === platform)?.title[language] ?? say(REPLAY.all);
  const found = say(REPLAY.copiesFound)(
    where,
    number("uploads.attempted"),
    number("uploads.blocked"),
    number("items.online"),
    number("items.removed"),
    number("lawful.removed"),
  );
  return (
    <section className="panel" aria-labelledby="copies">
      <div className="row">
        <h2 id="copies">{say(REPLAY.copies)}</h2>
        <label className="row">
          <span className="unseen">{say(REPLAY.service)}</span>
          <select
            value={platform ?? ""}
            onChange={({ target }) => onPlatform(target.value === "" ? undefined : target.value)}
          >
            <option value="">{say(REPLAY.all)}</option>
            {header.platforms.map(({ id, title }) => (
              <option key={id} value={id}>
                {title[language]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p>{found}</p>
      <dl className="big">
        {COUNTS.map(({ column, word, token, dash }) => (
          <div key={column}>
            <dt>
              <Stroke token={token} dash={dash} /> {say(REPLAY[word])}
            </dt>
            <dd>{number(column)}</dd>
          </div>
        ))}
      </dl>
      <Series label={found} times={times} lines={counts} span={span} language={language} />
      <details>
        <summary>{say(REPLAY.perService)}</summary>
        <Frame label={say(REPLAY.perService)}>
          <table>
            <caption>{say(REPLAY.perService)}</caption>
            <thead>
              <tr>
                <th scope="col">{say(REPLAY.service)}</th>
                {COUNTS.map(({ column, word }) => (
                  <th key={column} scope="col" className="number">
                    {say(REPLAY[word])}
                  </th>
                ))}
                <th scope="col" className="number">
                  {say(REPLAY.viewed)}
                </th>
              </tr>
            </thead>
            <tbody>
              {header.platforms.map(({ id, title }) => (
                <tr key={id}>
                  <th scope="row">{title[language]}</th>
                  {COUNTS.map(({ column }) => (
                    <td key={column} className="number">
                      {number(column, id)}
                    </td>
                  ))}
                  <td className="number">{number("views.total", id)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Frame>
      </details>
    </section>
  );
}

export function ViewsPanel(given: Given) {
  const say = useSay();
  const { header, language } = useScene();
  const { platform, span } = given;
  const { shown, times, of, number } = useSamples(given);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the samples grow in place; their count says so
  const views: Line[] = useMemo(
    () => [{ label: say(REPLAY.viewed), token: "--platforms" as const, values: of("views.total") }],
    [shown, platform, language],
  );
  const where = header.platforms.find(({ id }) => id === platform)?.title[language] ?? say(REPLAY.all);
  const viewed = say(REPLAY.viewsFound)(where, number("views.total"));
  return (
    <section className="panel" aria-labelledby="views">
      <h2 id="views">{say(REPLAY.views)}</h2>
      <p>{viewed}</p>
      <Series label={viewed} times={times} lines={views} span={span} language={language} />
    </section>
  );
}

function samplesUntil(samples: readonly Sample[], at: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (samples[middle].at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
