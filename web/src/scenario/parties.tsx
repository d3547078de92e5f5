import type { Contact, Delay } from "../../../src/model/index.ts";
import { scaleOf } from "../../../src/model/index.ts";
import {
  type Language,
  sayKind,
  sayMessage,
  sayNumber,
  sayShare,
  saySpan,
} from "../../../src/words/index.ts";
import type { ScenarioDetail } from "../api/types.ts";
import { ActorName, inOrder } from "../components/actor-kind.tsx";
import { Frame } from "../components/frame.tsx";
import { useSettings } from "../settings.tsx";
import { type Say, useSay } from "../words/say.ts";
import { FORM, SCENARIO } from "../words/scenario.ts";

/** Who there is, when each can be reached, how messages travel, and where copies go. */

export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const two = (value: number) => String(value).padStart(2, "0");
/** Minutes after midnight as HH:MM. */
export const clockOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

export function sayContact({ hours, days, reachable }: Contact, say: Say): string {
  if (reachable === false) return say(SCENARIO.closed);
  if (hours === "always" && days.length === 7) return say(SCENARIO.always);
  const on =
    days.length === 7 ? say(SCENARIO.everyDay) : days.map((day) => say(FORM[DAYS[day - 1]])).join(" ");
  return hours === "always" ? on : say(SCENARIO.hours)(clockOf(hours.opens), clockOf(hours.closes), on);
}

const saySpeed = (delay: Delay, language: Language): string =>
  delay.law.kind === "never" ? "–" : saySpan(scaleOf(delay.law), language);

export function Parties({ detail }: { readonly detail: ScenarioDetail }) {
  const say = useSay();
  const { language } = useSettings();
  const { scenario, briefs } = detail;
  const everybody = inOrder([
    ...Object.entries(scenario.platforms).map(([id, party]) => ({ id, ...party })),
    ...Object.entries(scenario.actors).map(([id, party]) => ({ id, ...party })),
  ]);
  return (
    <section className="panel" aria-labelledby="parties">
      <h2 id="parties">{say(SCENARIO.parties)}</h2>
      <Frame label={say(SCENARIO.parties)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(SCENARIO.party)}</th>
              <th scope="col">{say(SCENARIO.jurisdiction)}</th>
              <th scope="col">{say(SCENARIO.members)}</th>
              <th scope="col">{say(SCENARIO.contact)}</th>
              <th scope="col">{say(SCENARIO.languages)}</th>
              <th scope="col">{say(SCENARIO.brief)}</th>
            </tr>
          </thead>
          <tbody>
            {everybody.map(({ id, kind, title, jurisdiction, members, contact }) => (
              <tr key={id}>
                <th scope="row">
                  <ActorName kind={kind} name={title[language]} />
                </th>
                <td>{jurisdiction ?? ""}</td>
                <td>{members.join(", ")}</td>
                <td>{sayContact(contact, say)}</td>
                <td>{contact.languages?.join(", ") ?? say(SCENARIO.anyLanguage)}</td>
                <td>{Object.hasOwn(briefs, id) ? briefs[id][language] : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    </section>
  );
}

export function Reach({ detail }: { readonly detail: ScenarioDetail }) {
  const say = useSay();
  const { language } = useSettings();
  const { scenario } = detail;
  const titles = new Map(
    [...Object.entries(scenario.platforms), ...Object.entries(scenario.actors)].map(
      ([id, { title }]) => [id, title[language]] as const,
    ),
  );
  const who = (name: string | undefined) =>
    name === undefined ? say(SCENARIO.anybody) : (titles.get(name) ?? sayKind(name, language));
  return (
    <section className="panel" aria-labelledby="reach">
      <h2 id="reach">{say(SCENARIO.reach)}</h2>
      <p className="quiet">{say(SCENARIO.reachHint)}</p>
      <Frame label={say(SCENARIO.reach)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(SCENARIO.message)}</th>
              <th scope="col">{say(SCENARIO.from)}</th>
              <th scope="col">{say(SCENARIO.to)}</th>
              <th scope="col" className="number">
                {say(SCENARIO.takes)}
              </th>
              <th scope="col" className="number">
                {say(SCENARIO.lost)}
              </th>
            </tr>
          </thead>
          <tbody>
            {scenario.channels.map(({ message, from, to, delay, loss }, n) => (
              <tr key={n}>
                <th scope="row">
                  {message === undefined ? say(SCENARIO.anyMessage) : sayMessage(message, language)}
                </th>
                <td>{who(from)}</td>
                <td>{who(to)}</td>
                <td className="number">{saySpeed(delay, language)}</td>
                <td className="number">{sayShare(loss.value, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    </section>
  );
}

export function Services({ detail }: { readonly detail: ScenarioDetail }) {
  const say = useSay();
  const { language } = useSettings();
  const platforms = Object.entries(detail.scenario.platforms);
  const number = (value: number) => sayNumber(value, language);
  return (
    <section className="panel" aria-labelledby="services">
      <h2 id="services">{say(SCENARIO.platforms)}</h2>
      <Frame label={say(SCENARIO.platforms)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(SCENARIO.party)}</th>
              <td />
              <th scope="col" className="number">
                {say(SCENARIO.reviewers)}
              </th>
              <th scope="col" className="number">
                {say(SCENARIO.recall)}
              </th>
              <th scope="col" className="number">
                {say(SCENARIO.views)}
              </th>
              <th scope="col" className="number">
                {say(SCENARIO.halfLife)}
              </th>
            </tr>
          </thead>
          <tbody>
            {platforms.map(([id, platform]) => (
              <tr key={id}>
                <th scope="row">{platform.title[language]}</th>
                <td>{say(platform.public ? SCENARIO.isPublic : SCENARIO.isPrivate)}</td>
                <td className="number">
                  {platform.review === undefined ? "–" : number(platform.review.reviewers.value)}
                </td>
                <td className="number">{sayShare(platform.matching.recall.value, language)}</td>
                <td className="number">{number(platform.views.value)}</td>
                <td className="number">{saySpan(platform.halfLife.value, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
      <h3>{say(SCENARIO.spread)}</h3>
      <p className="quiet">{say(SCENARIO.spreadHint)}</p>
      <Frame label={say(SCENARIO.spread)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(SCENARIO.from)}</th>
              {platforms.map(([id, { title }]) => (
                <th key={id} scope="col" className="number">
                  {title[language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {platforms.map(([id, { title, offspring }]) => (
              <tr key={id}>
                <th scope="row">{title[language]}</th>
                {platforms.map(([target]) => (
                  <td key={target} className="number">
                    {Object.hasOwn(offspring, target) ? number(offspring[target].value) : "–"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    </section>
  );
}
