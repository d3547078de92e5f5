import { pathOf } from "../api/client.ts";
import type { ProtocolDetail } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Answered } from "../components/answered.tsx";
import { Blocks } from "../components/blocks.tsx";
import { Link } from "../components/link.tsx";
import { usePageTitle } from "../components/page-title.ts";
import { addressOf } from "../router.ts";
import { useSettings } from "../settings.tsx";
import { Statechart } from "../statechart/statechart.tsx";
import { LIBRARY } from "../words/library.ts";
import { PROTOCOL } from "../words/protocol.ts";
import { useSay } from "../words/say.ts";

/** One protocol: each of its statecharts drawn, then the whole in plain sentences with its sources. */
export function ProtocolPage({ id }: { readonly id: string }) {
  const [answer, again] = useAnswer<ProtocolDetail>(pathOf("protocols", id));
  return (
    <Answered answer={answer} again={again}>
      {(protocol) => <Protocol protocol={protocol} />}
    </Answered>
  );
}

function Protocol({ protocol }: { readonly protocol: ProtocolDetail }) {
  const { title, description, machines, page, usedBy, version } = protocol;
  const say = useSay();
  const { language } = useSettings();
  usePageTitle(title[language]);
  const blocks = page[language].filter(({ kind }) => kind !== "title");
  return (
    <div className="stack">
      <div>
        <p className="quiet small">
          <Link href="/">{say(LIBRARY.title)}</Link> · {say(LIBRARY.version)} {version}
        </p>
        <h1>{title[language]}</h1>
        <p className="lead">{description[language]}</p>
        {usedBy.length === 0 ? null : (
          <p>
            {say(LIBRARY.usedBy)}{" "}
            {usedBy.map((each, n) => (
              <span key={each}>
                {n === 0 ? "" : ", "}
                <Link href={addressOf(["scenarios", each])}>{each}</Link>
              </span>
            ))}
          </p>
        )}
      </div>
      {machines.map((machine) => (
        <section key={machine.name} className="panel">
          <h2>{machine.title[language]}</h2>
          <Statechart machine={machine} name={machine.title[language]} />
        </section>
      ))}
      <section className="panel" aria-label={say(PROTOCOL.sentences)}>
        <h2>{say(PROTOCOL.sentences)}</h2>
        <Blocks blocks={blocks} caption={title[language]} />
      </section>
    </div>
  );
}
