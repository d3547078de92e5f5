import { pathOf } from "../api/client.ts";
import { Download } from "../components/download.tsx";
import { Link } from "../components/link.tsx";
import { addressOf } from "../router.ts";
import { CONTROL } from "../words/control.ts";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { usePlace } from "./place.tsx";

/** Each format under the name that people know it by. */
const FORMATS = [
  ["docx", "Word"],
  ["html", "HTML"],
  ["md", "Markdown"],
] as const;
const PAPERS = [
  ["manual", CONTROL.sitman],
  ["handbook", CONTROL.handbook],
] as const;

/** What can be taken away: papers for the day, and from ENDEX on the after-action report with the record it is made of. */
export function ReportsPanel() {
  const say = useSay();
  const { stage, state, language } = usePlace();
  const phase = state.clock?.phase ?? stage.phase;
  const isOver = phase !== "planned" && phase !== "running";
  const mayTakePapers = isOver || stage.you.role === "director";
  // What can be taken now stands first.
  const afterwards = (
    <section aria-labelledby="reports">
      <h2 id="reports">{say(CONTROL.afterwards)}</h2>
      {isOver ? (
        <ul className="plain-list">
          <li>
            <Paper name="report" title={say(CONTROL.report)} />
          </li>
          <li>
            <Download href={pathOf("exercises", stage.id, "record")}>{say(CONTROL.record)}</Download>
          </li>
          <li>
            <Link className="button" href={addressOf(["replay", stage.id])}>
              {say(REPLAY.replayExercise)}
            </Link>
          </li>
        </ul>
      ) : (
        <p className="quiet">{say(CONTROL.reportsAfter)}</p>
      )}
    </section>
  );
  return (
    <div className="stack">
      {isOver ? afterwards : null}
      {mayTakePapers ? (
        <section aria-labelledby="papers">
          <h2 id="papers">{say(CONTROL.papers)}</h2>
          <ul className="plain-list">
            {PAPERS.map(([name, title]) => (
              <li key={name}>
                <Paper name={name} title={say(title)} />
              </li>
            ))}
            {(stage.seats ?? []).map(({ id, title }) => (
              <li key={id}>
                <Paper
                  name="brief"
                  title={say(CONTROL.brief) + say(SHELL.colon) + title[language]}
                  seat={id}
                />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {isOver ? null : afterwards}
    </div>
  );
}

function Paper({
  name,
  title,
  seat,
}: {
  readonly name: string;
  readonly title: string;
  readonly seat?: string;
}) {
  const { stage, language } = usePlace();
  const query = new URLSearchParams({ lang: language, ...(seat === undefined ? {} : { seat }) }).toString();
  return (
    <div className="row paper">
      <span>{title}</span>
      {FORMATS.map(([format, said]) => (
        <Download
          key={format}
          href={`${pathOf("exercises", stage.id, "documents", name, format)}?${query}`}
          label={`${title} · ${said}`}
        >
          {said}
        </Download>
      ))}
    </div>
  );
}
