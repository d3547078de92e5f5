import type { Protocol } from "../../../src/model/index.ts";
import { capital, ProtocolTeller, sayDutyKind, sayLength, sayPattern } from "../../../src/words/index.ts";
import type { ScenarioDetail } from "../api/types.ts";
import { Frame } from "../components/frame.tsx";
import { useSettings } from "../settings.tsx";
import { useSay } from "../words/say.ts";
import { SCENARIO } from "../words/scenario.ts";

/** Every clock that a scenario's protocols know: its kind first, what starts it, how long it runs, and where that was read. */
export function Duties({ detail }: { readonly detail: ScenarioDetail }) {
  const say = useSay();
  const { language } = useSettings();
  const { duties } = detail.header;
  const told = (protocol: string, id: string) => {
    const definition = definitionOf(detail.definitions, protocol);
    const duty = definition?.duties[id];
    if (definition === undefined || duty === undefined) return { span: "", start: "" };
    const teller = new ProtocolTeller(definition, language, "none");
    return {
      span: teller.tidy(sayLength(duty.within, teller)),
      start: capital(teller.tidy(sayPattern(duty.starts, teller))),
    };
  };
  return (
    <section className="panel" aria-labelledby="duties">
      <h2 id="duties">{say(SCENARIO.duties)}</h2>
      {duties.length === 0 ? (
        <p className="quiet">{say(SCENARIO.noDuties)}</p>
      ) : (
        <Frame label={say(SCENARIO.duties)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say(SCENARIO.duty)}</th>
                <th scope="col">{say(SCENARIO.dutyKind)}</th>
                <th scope="col">{say(SCENARIO.within)}</th>
                <th scope="col">{say(SCENARIO.starts)}</th>
                <th scope="col">{say(SCENARIO.instrument)}</th>
                <th scope="col">{say(SCENARIO.source)}</th>
              </tr>
            </thead>
            <tbody>
              {duties.map(({ id, protocol, title, kind, counterfactual, instrument, source }) => (
                <tr key={`${protocol}/${id}`}>
                  <th scope="row">{title[language]}</th>
                  <td>
                    {sayDutyKind(kind, language)}
                    {counterfactual ? `, ${say(SCENARIO.counterfactual)}` : ""}
                  </td>
                  <td>{told(protocol, id).span}</td>
                  <td>{told(protocol, id).start}</td>
                  <td>{instrument[language]}</td>
                  <td className="small">{source[language]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Frame>
      )}
    </section>
  );
}

const definitionOf = (definitions: readonly Protocol[], id: string): Protocol | undefined =>
  definitions.find((each) => each.id === id);
