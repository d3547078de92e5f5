import { lazy, Suspense } from "react";
import { sayLocal, saySpan } from "../../../src/words/index.ts";
import { pathOf } from "../api/client.ts";
import type { ScenarioDetail } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Answered } from "../components/answered.tsx";
import { Download } from "../components/download.tsx";
import { Link } from "../components/link.tsx";
import { usePageTitle } from "../components/page-title.ts";
import { addressOf, go } from "../router.ts";
import { Charts } from "../scenario/charts.tsx";
import { Duties } from "../scenario/duties.tsx";
import { Numbers } from "../scenario/numbers.tsx";
import { Parties, Reach, Services } from "../scenario/parties.tsx";
import { useSettings } from "../settings.tsx";
import { LIBRARY } from "../words/library.ts";
import { useSay } from "../words/say.ts";
import { SCENARIO } from "../words/scenario.ts";
import { SHELL } from "../words/shell.ts";

const VariantForm = lazy(() =>
  import("../scenario/variant-form.tsx").then((m) => ({ default: m.VariantForm })),
);

/** One scenario under one variant: what happens, who is there, what they owe, what is assumed; and a variant by form. */
export function ScenarioPage({ id, address }: { readonly id: string; readonly address: URL }) {
  const variant = address.searchParams.get("variant") ?? "base";
  const isMaking = address.searchParams.get("make") === "1";
  const query = new URLSearchParams({ variant });
  const [answer, again] = useAnswer<ScenarioDetail>(`${pathOf("scenarios", id)}?${query.toString()}`);
  return (
    <Answered answer={answer} again={again}>
      {(detail) => <Scenario key={detail.variant} detail={detail} isMaking={isMaking} again={again} />}
    </Answered>
  );
}

function Scenario({
  detail,
  isMaking,
  again,
}: {
  readonly detail: ScenarioDetail;
  readonly isMaking: boolean;
  readonly again: () => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const { id, title, story, aim, objectives, real, variants, variant, header, notes } = detail;
  usePageTitle(title[language]);
  const address = (more: Readonly<Record<string, string | number | undefined>>) =>
    addressOf(["scenarios", id], { variant: variant === "base" ? undefined : variant, ...more });
  return (
    <div className="stack">
      <div>
        <p className="quiet small">
          <Link href="/">{say(LIBRARY.title)}</Link>
        </p>
        <h1>{title[language]}</h1>
        {real ? <p className="notice">{say(SCENARIO.real)}</p> : null}
        <div className="row no-print">
          <label className="row">
            <span>{say(SCENARIO.variant)}</span>
            <select
              value={variant}
              onChange={({ target }) =>
                go(addressOf(["scenarios", id], { variant: target.value }), { replace: true })
              }
            >
              {variants.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.title[language]}
                  {each.origin === "own" ? ` (${say(SCENARIO.own)})` : ""}
                </option>
              ))}
            </select>
          </label>
          {real ? null : (
            <Link className="button first" href={addressOf(["replay"], { scenario: id, variant, open: 1 })}>
              {say(LIBRARY.replay)}
            </Link>
          )}
          {variants.length > 1 ? (
            <Link className="button" href={addressOf(["compare"], { scenario: id })}>
              {say(LIBRARY.compare)}
            </Link>
          ) : null}
          <Link
            className="button"
            href={address({ make: isMaking ? undefined : 1 })}
            aria-expanded={isMaking}
          >
            {say(SCENARIO.make)}
          </Link>
          <Download href={pathOf("scenarios", id, "file")}>{say(SCENARIO.file)}</Download>
        </div>
      </div>
      {isMaking ? (
        <Suspense fallback={<p className="quiet">{say(SHELL.loading)}</p>}>
          <VariantForm detail={detail} onKept={again} />
        </Suspense>
      ) : null}
      <div className="columns">
        <section className="panel" aria-labelledby="story">
          <h2 id="story">{say(SCENARIO.story)}</h2>
          <p>{story?.[language]}</p>
          <p className="quiet">
            {say(SCENARIO.start)} {header.startsAt.slice(0, 10)} {sayLocal(header.startsAt, 0)}
            {header.horizon === undefined
              ? ""
              : ` · ${say(SCENARIO.lasts)} ${saySpan(header.horizon, language)}`}
          </p>
        </section>
        <section className="panel" aria-labelledby="aim">
          <h2 id="aim">{say(SCENARIO.aim)}</h2>
          <p>{aim?.[language]}</p>
          {objectives.length === 0 ? null : <h3>{say(SCENARIO.objectives)}</h3>}
          <ul>
            {objectives.map((each) => (
              <li key={each.en}>{each[language]}</li>
            ))}
          </ul>
          <ul className="notice small">
            {notes[language].map(({ code, text }) => (
              <li key={`${code} ${text}`}>{text}</li>
            ))}
          </ul>
        </section>
      </div>
      <Parties detail={detail} />
      <Reach detail={detail} />
      <Services detail={detail} />
      <Duties detail={detail} />
      <Charts detail={detail} />
      <Numbers detail={detail} />
    </div>
  );
}
