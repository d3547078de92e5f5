import { useEffect, useState } from "react";
import { sayNumber, sayShare } from "../../../src/words/index.ts";
import { get, pathOf, post, Refused } from "../api/client.ts";
import { Problem } from "../components/answered.tsx";
import { Frame } from "../components/frame.tsx";
import { Pick } from "../components/pick.tsx";
import { addressOf } from "../router.ts";
import { CONTROL } from "../words/control.ts";
import { useSay } from "../words/say.ts";
import { sayInstant } from "./clocks.tsx";
import { usePlace } from "./place.tsx";

interface Chance {
  readonly protocol: string;
  readonly id: string;
  readonly debtor: string;
  /** null: it may still start */
  readonly instance: number | null;
  readonly n: number;
  readonly kept: number;
  readonly chance: number;
  readonly low: number;
  readonly high: number;
}

interface Forecast {
  readonly number: number;
  readonly status: "running" | "done" | "failed";
  readonly at: number;
  /** exercise time of the planned ENDEX; null: that has passed */
  readonly ends: number | null;
  readonly scale: number;
  readonly wanted: number;
  readonly played: number;
  readonly chances: readonly Chance[];
  readonly other?: {
    readonly variant: string;
    readonly moves: number;
    readonly notMade: number;
    readonly chances: readonly Chance[];
  };
}

interface Variant {
  readonly id: string;
  readonly title: { readonly en: string; readonly fr: string };
}

const AGAIN = 1500;

/** What the model would do from the present state on, asked of the workers while the exercise goes on. */
export function ForecastPanel() {
  const say = useSay();
  const { stage, state, language } = usePlace();
  const [forecast, setForecast] = useState<Forecast>();
  const [refused, setRefused] = useState<Refused>();
  const [variant, setVariant] = useState("");
  const variants = useVariants();
  const path = pathOf("exercises", stage.id, "forecast");
  const fail = (error: unknown) =>
    setRefused(error instanceof Refused ? error : new Refused(undefined, error));
  const isRunning = forecast?.status === "running" && state.clock?.phase === "running";
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again while it is being reckoned
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => {
      get<Forecast>(path, language).then(setForecast, fail);
    }, AGAIN);
    return () => clearInterval(timer);
  }, [path, isRunning]);
  const ask = () => {
    setRefused(undefined);
    post<Forecast>(path, variant === "" ? {} : { variant }, language).then(setForecast, fail);
  };
  return (
    <section className="stack" aria-labelledby="forecast">
      <h2 id="forecast">{say(CONTROL.forecast)}</h2>
      <p className="notice">
        <strong>{say(CONTROL.forecastFor)}</strong>
      </p>
      <div className="row">
        {variants.length === 0 ? null : (
          <Pick
            label={say(CONTROL.beside)}
            value={variant}
            onChange={setVariant}
            options={[
              ["", say(CONTROL.noOther)],
              ...variants.map(({ id, title }) => [id, title[language]] as const),
            ]}
          />
        )}
        <button type="button" disabled={state.clock?.phase !== "running" || isRunning} onClick={ask}>
          {say(CONTROL.forecastAsk)}
        </button>
        <span role="status" className="quiet">
          {state.clock?.phase === "planned" ? say(CONTROL.forecastFrom) : ""}
          {forecast === undefined || !isRunning
            ? ""
            : say(CONTROL.forecastRunning)(forecast.played, forecast.wanted)}
        </span>
      </div>
      {refused === undefined ? null : <Problem refused={refused} />}
      {forecast === undefined || forecast.played === 0 ? null : <Chances forecast={forecast} />}
      <Branch />
    </section>
  );
}

/** A copy with the past of this exercise, as one of its own. */
function Branch() {
  const say = useSay();
  const { stage, language } = usePlace();
  const [copy, setCopy] = useState<string>();
  const [refused, setRefused] = useState<Refused>();
  const [isBusy, setBusy] = useState(false);
  const make = () => {
    setBusy(true);
    post<{ readonly id: string }>(pathOf("exercises", stage.id, "branch"), { language }, language)
      .then(
        ({ id }) => setCopy(id),
        (error: unknown) => setRefused(error instanceof Refused ? error : new Refused(undefined, error)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <div>
      <p className="quiet">{say(CONTROL.branchFor)}</p>
      <div className="row">
        <button type="button" disabled={isBusy} onClick={make}>
          {say(CONTROL.branch)}
        </button>
        {copy === undefined ? null : (
          <a className="button" href={addressOf(["exercise", copy])} target="_blank" rel="noreferrer">
            {say(CONTROL.branched)}
          </a>
        )}
      </div>
      {refused === undefined ? null : <Problem refused={refused} />}
    </div>
  );
}

/** Other variants of the scenario, where whoever leads may see them. */
function useVariants(): readonly Variant[] {
  const { stage, language } = usePlace();
  const [found, setFound] = useState<readonly Variant[]>([]);
  const scenario = stage.file?.scenario;
  const own = stage.file?.variant;
  // biome-ignore lint/correctness/useExhaustiveDependencies: titles come in both languages
  useEffect(() => {
    if (scenario === undefined) return;
    const called = new AbortController();
    get<{ variants: readonly Variant[] }>(pathOf("scenarios", scenario), language, called.signal).then(
      ({ variants }) => setFound(variants.filter(({ id }) => id !== own)),
      () => undefined,
    );
    return () => called.abort();
  }, [scenario, own]);
  return found;
}

const keyOf = ({ protocol, id, debtor, instance }: Chance) => `${protocol}/${id} ${debtor} ${instance}`;

function Chances({ forecast }: { readonly forecast: Forecast }) {
  const say = useSay();
  const { names, language } = usePlace();
  const { at, ends, played, scale, chances, other } = forecast;
  const others = new Map(other?.chances.map((each) => [keyOf(each), each]));
  const interval = ({ low, high }: Chance) => `${sayShare(low, language)} – ${sayShare(high, language)}`;
  return (
    <>
      <p>
        {say(CONTROL.forecastAt)(sayInstant(at), played, sayNumber(scale, language))}{" "}
        {ends === null ? say(CONTROL.forecastOpen) : say(CONTROL.forecastTo)(sayInstant(ends))}
      </p>
      <Frame label={say(CONTROL.forecast)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(CONTROL.duty)}</th>
              <th scope="col">{say(CONTROL.debtor)}</th>
              <th scope="col" className="number">
                {say(CONTROL.chance)}
              </th>
              <th scope="col" className="number">
                {say(CONTROL.interval)}
              </th>
              <th scope="col" className="number">
                {say(CONTROL.continuations)}
              </th>
              {other === undefined ? null : (
                <th scope="col" className="number">
                  {say(CONTROL.underOther)}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {chances.map((each) => {
              const beside = others.get(keyOf(each));
              return (
                <tr key={keyOf(each)}>
                  <th scope="row">
                    {names.duty(`${each.protocol}/${each.id}`)}
                    {each.instance === null ? (
                      <span className="quiet small"> {say(CONTROL.mayStart)}</span>
                    ) : null}
                  </th>
                  <td>{names.who(each.debtor)}</td>
                  <td className="number">{sayShare(each.chance, language)}</td>
                  <td className="number">{interval(each)}</td>
                  <td className="number">{each.n}</td>
                  {other === undefined ? null : (
                    <td className="number">
                      {beside === undefined
                        ? "–"
                        : `${sayShare(beside.chance, language)} (${interval(beside)})`}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Frame>
      {other === undefined ? null : (
        <p className="quiet small">{say(CONTROL.replayed)(other.moves, other.notMade)}</p>
      )}
    </>
  );
}
