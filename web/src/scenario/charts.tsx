import { useState } from "react";
import { pathOf } from "../api/client.ts";
import type { ProtocolDetail, ScenarioDetail } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Answered } from "../components/answered.tsx";
import { Link } from "../components/link.tsx";
import { addressOf } from "../router.ts";
import { useSettings } from "../settings.tsx";
import { Statechart } from "../statechart/statechart.tsx";
import { useSay } from "../words/say.ts";
import { SCENARIO } from "../words/scenario.ts";

/** The statecharts of a scenario's protocols, each drawn when it is opened. */
export function Charts({ detail }: { readonly detail: ScenarioDetail }) {
  const say = useSay();
  return (
    <section className="panel" aria-labelledby="charts">
      <h2 id="charts">{say(SCENARIO.charts)}</h2>
      {detail.header.protocols.map(({ id, title }, n) => (
        <OneProtocol key={id} id={id} title={title} isFirst={n === detail.header.protocols.length - 1} />
      ))}
    </section>
  );
}

function OneProtocol({
  id,
  title,
  isFirst,
}: {
  readonly id: string;
  readonly title: { readonly en: string; readonly fr: string };
  readonly isFirst: boolean;
}) {
  const say = useSay();
  const { language } = useSettings();
  const [isOpen, setOpen] = useState(isFirst);
  const [answer, again] = useAnswer<ProtocolDetail>(isOpen ? pathOf("protocols", id) : undefined);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title[language]}</summary>
      {isOpen ? (
        <Answered answer={answer} again={again}>
          {({ machines }) => (
            <div className="stack">
              <p>
                <Link href={addressOf(["protocols", id])}>{say(SCENARIO.wholeProtocol)}</Link>
              </p>
              {machines.map((machine) => (
                <div key={machine.name}>
                  <h3>{machine.title[language]}</h3>
                  <Statechart machine={machine} name={machine.title[language]} />
                </div>
              ))}
            </div>
          )}
        </Answered>
      ) : null}
    </details>
  );
}
