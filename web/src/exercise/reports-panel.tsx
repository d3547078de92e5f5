import { pathOf } from "../api/client.ts";
import { CONTROL } from "../words/control.ts";
import { useSay } from "../words/say.ts";
import { usePlace } from "./place.tsx";

const REPORTS = ["docx", "html", "md"] as const;

/** What can be taken away: the after-action report, and the record that it is made of. */
export function ReportsPanel() {
  const say = useSay();
  const { stage, state, language } = usePlace();
  const phase = state.clock?.phase ?? stage.phase;
  const isOver = phase !== "planned" && phase !== "running";
  if (!isOver) return <p className="quiet">{say(CONTROL.reportsAfter)}</p>;
  const link = (name: string) => `${pathOf("exercises", stage.id, name)}?lang=${language}`;
  return (
    <ul className="plain-list">
      {REPORTS.map((format) => (
        <li key={format}>
          <a className="button" href={link(`report.${format}`)} download>
            {say(CONTROL[format])}
          </a>
        </li>
      ))}
      <li>
        <a className="button" href={link("record")} download>
          {say(CONTROL.record)}
        </a>
      </li>
    </ul>
  );
}
