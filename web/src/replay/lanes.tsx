import { memo } from "react";
import { type Names, sayClock, saySpan } from "../../../src/words/index.ts";
import { groupOf, KindShape } from "../components/actor-kind.tsx";
import { Frame } from "../components/frame.tsx";
import { type LaneRow, laneRows, type Story } from "../live/story.ts";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { useScene } from "./scene.ts";
import { gridOf } from "./window.ts";

/** Lanes by actor: the state of each role over time, in words on the hue of the actor's kind. */
export function Lanes({
  story,
  count,
  at,
  span,
  chosen,
  onChoose,
}: {
  readonly story: Story;
  /** how many facts are known: a change of it means new stays */
  readonly count: number;
  readonly at: number;
  /** exercise time that fits the width */
  readonly span: number;
  readonly chosen: string | undefined;
  readonly onChoose: (actor: string) => void;
}) {
  const say = useSay();
  const { actors, names, language } = useScene();
  const lanes = actors.map((actor) => ({ actor, rows: laneRows(story.stays.get(actor.id) ?? [], at) }));
  const moving = lanes.filter(({ rows }) => rows.length > 0);
  const quiet = lanes.filter(({ rows }) => rows.length === 0);
  const cursor = Math.min(1, Math.max(0, at / span));
  return (
    <section className="panel lanes" aria-labelledby="actors" data-facts={count}>
      <h2 id="actors">{say(REPLAY.actors)}</h2>
      <p className="quiet small">{say(REPLAY.actorsHint)}</p>
      <div className="lane scale" aria-hidden="true">
        <span />
        <div className="track">
          {gridOf(span).map((tick) => (
            <span key={tick} className="tick" style={{ left: `${(100 * tick) / span}%` }}>
              {sayClock(tick)}
            </span>
          ))}
        </div>
      </div>
      <ul>
        {moving.map(({ actor, rows }) => (
          <li key={actor.id} className="lane">
            <button
              type="button"
              className="name"
              aria-pressed={actor.id === chosen}
              onClick={() => onChoose(actor.id)}
            >
              <KindShape kind={actor.kind} /> <span>{actor.name}</span>
            </button>
            <div className={`track of-${groupOf(actor.kind)}`} aria-hidden="true">
              {rows.map(({ role, stays }) => (
                <Track key={role} role={role} names={names} stays={stays} size={stays.length} span={span} />
              ))}
              <div className="ahead" style={{ left: `${100 * cursor}%` }} />
            </div>
          </li>
        ))}
      </ul>
      {quiet.length === 0 ? null : (
        <p className="quiet small">
          {say(REPLAY.quietActors)}
          {say(SHELL.colon)}
          {quiet.map(({ actor }) => actor.name).join(", ")}.
        </p>
      )}
      <details>
        <summary>{say(REPLAY.lanesTable)}</summary>
        <Frame label={say(REPLAY.lanesTable)}>
          <table>
            <caption>{say(REPLAY.lanesTable)}</caption>
            <thead>
              <tr>
                <th scope="col">{say(REPLAY.actor)}</th>
                <th scope="col">{say(REPLAY.role)}</th>
                <th scope="col">{say(REPLAY.state)}</th>
                <th scope="col" className="number">
                  {say(REPLAY.sinceColumn)}
                </th>
              </tr>
            </thead>
            <tbody>
              {moving.flatMap(({ actor, rows }) =>
                rows.map(({ role, stays }) => {
                  const last = stays[stays.length - 1];
                  return (
                    <tr key={`${actor.id} ${role}`}>
                      <th scope="row">{actor.name}</th>
                      <td>{names.role(role)}</td>
                      <td>{names.state(role, last.state)}</td>
                      <td className="number">{saySpan(at - last.from, language)}</td>
                    </tr>
                  );
                }),
              )}
            </tbody>
          </table>
        </Frame>
      </details>
    </section>
  );
}

/**
 * One role's stays. Each is drawn to the end of the next, the last to the end of the picture, where a cover hides what has
 * not come yet: so a clock that moves redraws the cover and nothing else.
 */
const Track = memo(
  function Track({
    role,
    names,
    stays,
    span,
  }: {
    readonly role: string;
    readonly names: Names;
    readonly stays: LaneRow["stays"];
    readonly size: number;
    readonly span: number;
  }) {
    return (
      <div className="row-track" title={names.role(role)}>
        {stays.map(({ state, from, until, fact }, n) => {
          const end = n === stays.length - 1 ? Number.POSITIVE_INFINITY : until;
          if (from > span) return null;
          const left = (100 * Math.max(0, from)) / span;
          const width = (100 * Math.min(end, span)) / span - left;
          return (
            <span
              key={fact}
              className={`stay tint-${shadeOf(state)}`}
              style={{ left: `${left}%`, width: `${width}%` }}
              title={`${names.role(role)}, ${names.state(role, state)}, ${sayClock(from)}`}
            >
              {width > 1.5 ? names.state(role, state) : ""}
            </span>
          );
        })}
      </div>
    );
  },
  (old, fresh) =>
    old.size === fresh.size &&
    old.span === fresh.span &&
    old.role === fresh.role &&
    old.names === fresh.names &&
    old.stays[0]?.fact === fresh.stays[0]?.fact,
);

const SHADES = 4;

/** Neighbouring states stand apart; the same state has the same shade wherever it comes. */
function shadeOf(state: string): number {
  let sum = 0;
  for (let n = 0; n < state.length; n++) sum = (sum * 31 + state.charCodeAt(n)) % 9973;
  return sum % SHADES;
}
