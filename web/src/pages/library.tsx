import { useMemo, useState } from "react";
import { type Language, sayBinding } from "../../../src/words/index.ts";
import { pathOf } from "../api/client.ts";
import type { ProtocolCard, ScenarioCard } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Answered } from "../components/answered.tsx";
import { Link } from "../components/link.tsx";
import { usePageTitle } from "../components/page-title.ts";
import { addressOf } from "../router.ts";
import { useSettings } from "../settings.tsx";
import { LIBRARY } from "../words/library.ts";
import { useSay } from "../words/say.ts";

interface Group {
  readonly id: string;
  readonly title: { readonly en: string; readonly fr: string };
}

/** What there is to look at and to run: the first screen offers an invented scenario, real ones never come first. */
export function LibraryPage() {
  const say = useSay();
  usePageTitle(say(LIBRARY.title));
  const [scenarios, askScenarios] = useAnswer<{ scenarios: ScenarioCard[]; groups: Group[] }>(
    pathOf("scenarios"),
  );
  const [protocols, askProtocols] = useAnswer<{ protocols: ProtocolCard[] }>(pathOf("protocols"));
  const again = () => {
    askScenarios();
    askProtocols();
  };
  return (
    <div className="stack">
      <div>
        <h1>{say(LIBRARY.title)}</h1>
        <p className="lead">{say(LIBRARY.lead)}</p>
      </div>
      <Answered answer={scenarios} again={again}>
        {(listed) => (
          <Answered answer={protocols} again={again}>
            {(held) => (
              <Shelves scenarios={listed.scenarios} groups={listed.groups} protocols={held.protocols} />
            )}
          </Answered>
        )}
      </Answered>
    </div>
  );
}

function Shelves({
  scenarios,
  groups,
  protocols,
}: {
  readonly scenarios: readonly ScenarioCard[];
  readonly groups: readonly Group[];
  readonly protocols: readonly ProtocolCard[];
}) {
  const say = useSay();
  const { language } = useSettings();
  const [asked, setAsked] = useState("");
  const words = useMemo(() => wordsOf(asked), [asked]);
  const found = scenarios.filter((each) => holds(textOfScenario(each, language), words));
  const held = protocols.filter((each) => holds(textOfProtocol(each, groups, language), words));
  const first = firstOf(scenarios);
  return (
    <>
      {first === undefined || asked !== "" ? null : <First scenario={first} />}
      <search>
        <label className="field">
          <span>{say(LIBRARY.search)}</span>
          <input
            type="search"
            value={asked}
            placeholder={say(LIBRARY.searchHint)}
            onChange={({ target }) => setAsked(target.value)}
          />
        </label>
        <p className="quiet small" role="status">
          {asked === ""
            ? ""
            : say(LIBRARY.found)(
                say(LIBRARY.scenarioCount)(found.length),
                say(LIBRARY.protocolCount)(held.length),
              )}
        </p>
      </search>
      <section aria-labelledby="scenarios">
        <h2 id="scenarios">{say(LIBRARY.scenarios)}</h2>
        <p className="quiet">{say(LIBRARY.scenariosFor)}</p>
        {found.length === 0 ? <p>{say(LIBRARY.none)}</p> : null}
        <ul className="cards">
          {found.map((each) => (
            <ScenarioItem key={each.id} scenario={each} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="protocols">
        <h2 id="protocols">{say(LIBRARY.protocols)}</h2>
        <p className="quiet">{say(LIBRARY.protocolsFor)}</p>
        {held.length === 0 ? <p>{say(LIBRARY.none)}</p> : null}
        {shelvesOf(held, groups, say(LIBRARY.withoutGroup), language).map(({ title, inside }) => (
          <details key={title} open={asked !== "" || undefined}>
            <summary>
              {title} <span className="quiet">({inside.length})</span>
            </summary>
            <ul className="cards">
              {inside.map((each) => (
                <ProtocolItem key={each.id} protocol={each} />
              ))}
            </ul>
          </details>
        ))}
      </section>
    </>
  );
}

function First({ scenario: { id, title, story, aim } }: { readonly scenario: ScenarioCard }) {
  const say = useSay();
  const { language } = useSettings();
  return (
    <section className="hero" aria-labelledby="first">
      <p className="quiet small">{say(LIBRARY.begin)}</p>
      <h2 id="first">{title[language]}</h2>
      <p>{(aim ?? story)?.[language]}</p>
      <div className="row">
        <Link className="button first" href={addressOf(["replay"], { scenario: id, open: 1 })}>
          {say(LIBRARY.replay)}
        </Link>
        <Link className="button" href={addressOf(["compare"], { scenario: id })}>
          {say(LIBRARY.compare)}
        </Link>
        <Link href={addressOf(["scenarios", id])}>{say(LIBRARY.look)}</Link>
      </div>
    </section>
  );
}

function ScenarioItem({ scenario }: { readonly scenario: ScenarioCard }) {
  const { id, title, aim, story, real, platforms, actors, variants } = scenario;
  const say = useSay();
  const { language } = useSettings();
  const named = title[language];
  return (
    <li className="card">
      <h3>
        <Link href={addressOf(["scenarios", id])}>{named}</Link>
      </h3>
      {real ? <p className="mood-soon small">{say(LIBRARY.real)}</p> : null}
      <p>{shortened((aim ?? story)?.[language] ?? "")}</p>
      <p className="quiet small">
        {say(LIBRARY.size)(platforms, actors)} · {say(LIBRARY.variants)(variants.length)}
      </p>
      <div className="row">
        {real ? null : (
          <Link
            href={addressOf(["replay"], { scenario: id, open: 1 })}
            aria-label={`${say(LIBRARY.replay)} · ${named}`}
            className="button"
          >
            {say(LIBRARY.replay)}
          </Link>
        )}
        {variants.length > 1 ? (
          <Link
            href={addressOf(["compare"], { scenario: id })}
            aria-label={`${say(LIBRARY.compare)} · ${named}`}
            className="button"
          >
            {say(LIBRARY.compare)}
          </Link>
        ) : null}
      </div>
    </li>
  );
}

function ProtocolItem({ protocol }: { readonly protocol: ProtocolCard }) {
  const { id, title, description, version, binding, reconstructed } = protocol;
  const say = useSay();
  const { language } = useSettings();
  return (
    <li className="card">
      <h4>
        <Link href={addressOf(["protocols", id])}>{title[language]}</Link>
      </h4>
      <p>{shortened(description[language])}</p>
      <p className="quiet small">
        {sayBinding(binding, language)} · {say(LIBRARY.version)} {version}
        {reconstructed ? ` · ${say(LIBRARY.reconstructed)}` : ""}
      </p>
    </li>
  );
}

/** An invented scenario with the most ways to play it: there is most to see and to compare. */
function firstOf(scenarios: readonly ScenarioCard[]): ScenarioCard | undefined {
  return scenarios
    .filter(({ real, variants }) => !real && variants.length > 1)
    .reduce<ScenarioCard | undefined>(
      (best, each) => (best === undefined || each.variants.length > best.variants.length ? each : best),
      undefined,
    );
}

const MOST = 240;

/** The first sentences of a text: as many as fit a card. */
function shortened(text: string): string {
  if (text.length <= MOST) return text;
  const end = text.lastIndexOf(". ", MOST);
  return end > MOST / 3 ? text.slice(0, end + 1) : `${text.slice(0, text.lastIndexOf(" ", MOST))} …`;
}

/** Small letters without accents: “ecole” finds “École”. */
const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

const wordsOf = (asked: string): string[] =>
  plain(asked)
    .split(/\s+/)
    .filter((word) => word !== "");

const holds = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word));

function textOfScenario(
  { id, title, aim, story, variants, protocols }: ScenarioCard,
  language: Language,
): string {
  const texts = [id, title[language], aim?.[language], story?.[language]];
  const ways = variants.flatMap((each) => [each.title[language], each.question?.[language]]);
  return plain([...texts, ...ways, ...protocols].join(" "));
}

function textOfProtocol(
  { id, title, description, group, usedBy }: ProtocolCard,
  groups: readonly Group[],
  language: Language,
): string {
  const family = groups.find((each) => each.id === group)?.title[language];
  return plain([id, title[language], description[language], family, ...usedBy].join(" "));
}

function shelvesOf(
  protocols: readonly ProtocolCard[],
  groups: readonly Group[],
  others: string,
  language: Language,
): readonly { readonly title: string; readonly inside: readonly ProtocolCard[] }[] {
  const known = new Set(groups.map(({ id }) => id));
  return [
    ...groups.map(({ id, title }) => ({
      title: title[language],
      inside: protocols.filter(({ group }) => group === id),
    })),
    { title: others, inside: protocols.filter(({ group }) => group === null || !known.has(group)) },
  ].filter(({ inside }) => inside.length > 0);
}
