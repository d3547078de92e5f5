import { type FormEvent, useState } from "react";
import { pathOf, post, Refused } from "../api/client.ts";
import type { Comparison, ComparisonRequest, ScenarioCard, ScenarioDetail } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Answered, Problem } from "../components/answered.tsx";
import { Link } from "../components/link.tsx";
import { addressOf, go } from "../router.ts";
import { useSettings } from "../settings.tsx";
import { COMPARE } from "../words/compare.ts";
import { useSay } from "../words/say.ts";
import { Sliders } from "./sliders.tsx";

/** What to compare: everything is filled in, so that one more click compares. */
export function CompareForm({
  scenarios,
  query,
}: {
  readonly scenarios: readonly ScenarioCard[];
  readonly query: URLSearchParams;
}) {
  const say = useSay();
  const { language } = useSettings();
  const several = scenarios.filter(({ variants }) => variants.length > 1);
  const [scenario, setScenario] = useState(query.get("scenario") ?? several[0]?.id ?? "");
  const card = scenarios.find(({ id }) => id === scenario);
  return (
    <div className="stack">
      <label className="field panel">
        <span>{say(COMPARE.scenario)}</span>
        <select value={scenario} onChange={({ target }) => setScenario(target.value)}>
          {(card === undefined || several.includes(card) ? several : [card, ...several]).map(
            ({ id, title }) => (
              <option key={id} value={id}>
                {title[language]}
              </option>
            ),
          )}
        </select>
      </label>
      {card === undefined ? null : <Variants key={card.id} card={card} query={query} />}
    </div>
  );
}

/** Enough for intervals that say something, few enough to be there soon; a wanted precision asks for more. */
const USUAL = 100;
const MOST = 100_000;
/** So many variants are ticked to begin with: more make a long wait and a wide family of verdicts. */
const FIRST = 4;

function Variants({ card, query }: { readonly card: ScenarioCard; readonly query: URLSearchParams }) {
  const say = useSay();
  const { language } = useSettings();
  const named = (query.get("variants") ?? "")
    .split(",")
    .filter((id) => card.variants.some((v) => v.id === id));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(named.length > 0 ? ["base", ...named] : card.variants.slice(0, FIRST).map(({ id }) => id)),
  );
  const [baseline, setBaseline] = useState("base");
  const [replications, setReplications] = useState(USUAL);
  const [isPrecise, setPrecise] = useState(false);
  const [precision, setPrecision] = useState(0.1);
  const [assumptions, setAssumptions] = useState<"fixed" | "vary">("fixed");
  const [hasTornado, setTornado] = useState(false);
  const [seed, setSeed] = useState(1);
  const [moved, setMoved] = useState<ReadonlyMap<string, number>>(new Map());
  const [isStarting, setStarting] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const others = [...chosen].filter((id) => id !== baseline);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setStarting(true);
    setRefused(undefined);
    const request: ComparisonRequest = {
      scenario: card.id,
      variants: others,
      baseline,
      replications,
      assumptions,
      seed,
      ...(isPrecise ? { precision } : {}),
      ...(hasTornado ? {} : { sensitivity: 0 }),
      ...(moved.size > 0 ? { assume: Object.fromEntries(moved) } : {}),
    };
    post<Comparison>(pathOf("comparisons"), request, language).then(
      ({ id }) => go(addressOf(["compare", id])),
      (error: unknown) => {
        setStarting(false);
        setRefused(error instanceof Refused ? error : new Refused(undefined, error));
      },
    );
  };
  const tick = (id: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const move = (path: string, value: number | undefined) => {
    const next = new Map(moved);
    if (value === undefined) next.delete(path);
    else next.set(path, value);
    setMoved(next);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="row">
        <button type="submit" className="first" disabled={isStarting || others.length === 0}>
          {isStarting ? say(COMPARE.starting) : say(COMPARE.start)}
        </button>
        <Link href={addressOf(["scenarios", card.id], { make: 1 })}>{say(COMPARE.makeVariant)}</Link>
        {others.length === 0 ? <span role="alert">{say(COMPARE.tooFew)}</span> : null}
      </div>
      {refused === undefined ? null : <Problem refused={refused} />}
      <div className="columns">
        <fieldset>
          <legend>{say(COMPARE.variants)}</legend>
          {card.variants.map(({ id, title, question }) => (
            <label key={id} className="tick">
              <input
                type="checkbox"
                checked={chosen.has(id) || id === baseline}
                disabled={id === baseline}
                onChange={({ target }) => tick(id, target.checked)}
              />
              <span>
                {title[language]}
                {question === undefined ? null : <span className="quiet small"> · {question[language]}</span>}
              </span>
            </label>
          ))}
          <label className="field">
            <span>
              {say(COMPARE.baseline)} ({say(COMPARE.baselineHint)})
            </span>
            <select value={baseline} onChange={({ target }) => setBaseline(target.value)}>
              {card.variants.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title[language]}
                </option>
              ))}
            </select>
          </label>
        </fieldset>
        <fieldset className="stack">
          <legend>{say(COMPARE.replications)}</legend>
          <label className="field">
            <span>
              {say(COMPARE.replications)} ({say(COMPARE.replicationsHint)})
            </span>
            <input
              type="number"
              min={1}
              max={MOST}
              value={replications}
              onChange={({ target }) => setReplications(clamp(Number(target.value), 1, MOST))}
            />
          </label>
          <label className="tick">
            <input
              type="checkbox"
              checked={isPrecise}
              onChange={({ target }) => setPrecise(target.checked)}
            />
            <span>{say(COMPARE.precision)}</span>
          </label>
          {isPrecise ? (
            <label className="field">
              <span>{say(COMPARE.precisionHint)}</span>
              <input
                type="number"
                min={0.01}
                max={1}
                step={0.01}
                value={precision}
                onChange={({ target }) => setPrecision(clamp(Number(target.value), 0.01, 1))}
              />
            </label>
          ) : null}
          <div role="radiogroup" aria-label={say(COMPARE.doubt)}>
            {(["fixed", "vary"] as const).map((each) => (
              <label key={each} className="tick">
                <input
                  type="radio"
                  name="assumptions"
                  checked={assumptions === each}
                  onChange={() => setAssumptions(each)}
                />
                <span>{say(COMPARE[each])}</span>
              </label>
            ))}
          </div>
          <label className="tick">
            <input
              type="checkbox"
              checked={hasTornado}
              onChange={({ target }) => setTornado(target.checked)}
            />
            <span>{say(COMPARE.tornado)}</span>
          </label>
          <label className="field">
            <span>{say(COMPARE.seed)}</span>
            <input
              type="number"
              min={0}
              value={seed}
              onChange={({ target }) => setSeed(clamp(Number(target.value), 0, Number.MAX_SAFE_INTEGER))}
            />
          </label>
        </fieldset>
      </div>
      <Assumed scenario={card.id} moved={moved} onMove={move} />
    </form>
  );
}

const clamp = (value: number, low: number, high: number): number =>
  Number.isFinite(value)
    ? Math.min(high, Math.max(low, low >= 1 || low === 0 ? Math.trunc(value) : value))
    : low;

function Assumed({
  scenario,
  moved,
  onMove,
}: {
  readonly scenario: string;
  readonly moved: ReadonlyMap<string, number>;
  readonly onMove: (path: string, value: number | undefined) => void;
}) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const [answer, again] = useAnswer<ScenarioDetail>(isOpen ? pathOf("scenarios", scenario) : undefined);
  return (
    <details className="panel" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {say(COMPARE.sliders)} {moved.size === 0 ? "" : `(${moved.size})`}
      </summary>
      {isOpen ? (
        <Answered answer={answer} again={again}>
          {({ assumptions, header }) => (
            <Sliders assumptions={assumptions} header={header} moved={moved} onMove={onMove} />
          )}
        </Answered>
      ) : null}
    </details>
  );
}
