import { useState } from "react";
import type { Mark } from "../../../src/model/index.ts";
import { sayNumber, saySpan } from "../../../src/words/index.ts";
import type { ScenarioDetail } from "../api/types.ts";
import { sayPath } from "../compare/path-words.ts";
import { Frame } from "../components/frame.tsx";
import { useSettings } from "../settings.tsx";
import { useSay } from "../words/say.ts";
import { SCENARIO } from "../words/scenario.ts";

/** Every number of a scenario with its mark: the range in which it could as well lie, or where it was read. */
const FEW = 25;

export function Numbers({ detail }: { readonly detail: ScenarioDetail }) {
  const say = useSay();
  const { language } = useSettings();
  const [asked, setAsked] = useState("");
  const [most, setMost] = useState(FEW);
  const numbers = detail.numbers.map((each) => ({
    ...each,
    mark: each.mark as Mark,
    said: sayPath(each.path, detail.header, language),
  }));
  const count = (kind: Mark["kind"]) => numbers.filter(({ mark }) => mark.kind === kind).length;
  const wanted = asked.trim().toLowerCase();
  const found = numbers
    .filter(({ mark }) => mark.kind !== "unmarked")
    .filter(({ path, said }) => wanted === "" || `${path} ${said}`.toLowerCase().includes(wanted));
  const tell = (value: number, unit: string) =>
    unit === "ms" ? saySpan(value, language) : sayNumber(value, language);
  return (
    <section className="panel" aria-labelledby="numbers">
      <h2 id="numbers">{say(SCENARIO.numbers)}</h2>
      <p>
        {say(SCENARIO.numbersFound)(
          sayNumber(count("assumed"), language),
          sayNumber(count("sourced"), language),
        )}
      </p>
      <label className="field no-print">
        <span>{say(SCENARIO.find)}</span>
        <input type="search" value={asked} onChange={({ target }) => setAsked(target.value)} />
      </label>
      <Frame label={say(SCENARIO.numbers)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(SCENARIO.number)}</th>
              <th scope="col" className="number">
                {say(SCENARIO.value)}
              </th>
              <th scope="col">{say(SCENARIO.rangeOrSource)}</th>
              <th scope="col">{say(SCENARIO.because)}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, most).map(({ path, said, value, unit, mark }) => (
              <tr key={path}>
                <th scope="row">{said}</th>
                <td className="number">{tell(value, unit)}</td>
                <td>
                  {mark.kind === "assumed" ? `${tell(mark.low, unit)} … ${tell(mark.high, unit)}` : null}
                  {mark.kind === "sourced" ? mark.source[language] : null}
                </td>
                <td className="small">{mark.kind === "assumed" ? mark.because[language] : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
      {found.length > most ? (
        <button type="button" onClick={() => setMost(most + 4 * FEW)}>
          {say(SCENARIO.earlier)} ({sayNumber(found.length - most, language)})
        </button>
      ) : null}
    </section>
  );
}
