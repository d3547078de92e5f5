import { useId, useState } from "react";
import type { LogHeader } from "../../../src/model/index.ts";
import { sayNumber, saySpan } from "../../../src/words/index.ts";
import type { ScenarioDetail } from "../api/types.ts";
import { useSettings } from "../settings.tsx";
import { COMPARE } from "../words/compare.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { sayPath } from "./path-words.ts";

/** Assumed numbers within their ranges: each by a slider, by buttons of the keyboard and by a number. */

type Assumption = ScenarioDetail["assumptions"][number];

const FEW = 8;
const STEPS = 100;

export function Sliders({
  assumptions,
  header,
  moved,
  onMove,
}: {
  readonly assumptions: readonly Assumption[];
  readonly header: LogHeader;
  readonly moved: ReadonlyMap<string, number>;
  readonly onMove: (path: string, value: number | undefined) => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const [asked, setAsked] = useState("");
  const [most, setMost] = useState(FEW);
  const named = assumptions.map((each) => ({ ...each, said: sayPath(each.path, header, language) }));
  const wanted = asked.trim().toLowerCase();
  const found = named.filter(
    ({ path, said, because }) =>
      wanted === "" || `${path} ${said} ${because[language]}`.toLowerCase().includes(wanted),
  );
  const sorted = [
    ...named.filter(({ path }) => moved.has(path)),
    ...found.filter(({ path }) => !moved.has(path)),
  ];
  const shown = sorted.slice(0, Math.max(most, moved.size));
  return (
    <div className="stack">
      <p className="quiet small">{say(COMPARE.slidersHint)}</p>
      <label className="field">
        <span>{say(COMPARE.sliderFind)}</span>
        <input type="search" value={asked} onChange={({ target }) => setAsked(target.value)} />
      </label>
      <p className="quiet small" role="status">
        {say(COMPARE.sliderShown)(sayNumber(shown.length, language), sayNumber(assumptions.length, language))}
      </p>
      <ul className="sliders">
        {shown.map((each) => (
          <Slider key={each.path} assumption={each} value={moved.get(each.path)} onMove={onMove} />
        ))}
      </ul>
      {sorted.length > shown.length ? (
        <div>
          <button type="button" onClick={() => setMost(most + 3 * FEW)}>
            +
          </button>
        </div>
      ) : null}
    </div>
  );
}

function Slider({
  assumption: { path, said, value: written, low, high, unit, because },
  value = written,
  onMove,
}: {
  readonly assumption: Assumption & { readonly said: string };
  readonly value: number | undefined;
  readonly onMove: (path: string, value: number | undefined) => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const hint = useId();
  const tell = (number: number) => (unit === "ms" ? saySpan(number, language) : sayNumber(number, language));
  // Ranges over several powers of ten are moved in equal ratios, others in equal steps.
  const isWide = low > 0 && high / low > 30;
  const toStep = (number: number) =>
    Math.round(
      STEPS * (isWide ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low || 1)),
    );
  const fromStep = (step: number) => {
    const share = step / STEPS;
    const exact = isWide ? low * Math.exp(share * Math.log(high / low)) : low + share * (high - low);
    return unit === "ms" ? Math.round(exact) : Number(exact.toPrecision(6));
  };
  const factor = unit === "ms" ? 60_000 : 1;
  const set = (number: number) => onMove(path, Math.min(high, Math.max(low, number)));
  return (
    <li>
      <div>
        <strong>{said}</strong>
        {say(SHELL.colon)}
        {tell(value)} <span className="quiet small">({say(COMPARE.range)(tell(low), tell(high))})</span>
      </div>
      <div className="slider">
        <input
          type="range"
          aria-label={said}
          aria-valuetext={tell(value)}
          aria-describedby={hint}
          min={0}
          max={STEPS}
          step={1}
          value={toStep(value)}
          disabled={low === high}
          onChange={({ target }) => set(fromStep(Number(target.value)))}
        />
        <label className="row">
          <span className="unseen">{said}</span>
          <input
            type="number"
            min={low / factor}
            max={high / factor}
            step="any"
            value={Number((value / factor).toPrecision(6))}
            onChange={({ target }) => {
              if (target.value !== "") set(Number(target.value) * factor);
            }}
          />
          {unit === "ms" ? <span className="small">{say(COMPARE.minutes)}</span> : null}
        </label>
        <button type="button" disabled={value === written} onClick={() => onMove(path, undefined)}>
          {say(COMPARE.reset)}
          <span className="unseen">: {said}</span>
        </button>
      </div>
      <p id={hint} className="quiet small">
        {because[language]} <code>{path}</code>
      </p>
    </li>
  );
}
