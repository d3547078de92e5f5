import { useState } from "react";
import { sayClock, sayMessage, sayNumber } from "../../../src/words/index.ts";
import { groupOf, KindShape } from "../components/actor-kind.tsx";
import { Frame } from "../components/frame.tsx";
import type { SentMessage, Story } from "../live/story.ts";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { useScene } from "./scene.ts";

/** Who sends what to whom: all messages up to an instant, by pair; what is under way or unopened stands apart. */
interface Pair {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  count: number;
  /** sent, and not yet opened */
  waiting: number;
  last: SentMessage;
}

const ROW = 30;
const WIDTH = 620;
const MARGIN = 230;
const RECENT = 10 * 60_000;

export function FlowPanel({ story, at }: { readonly story: Story; readonly at: number }) {
  const say = useSay();
  const { language, names, actors } = useScene();
  const [isWhole, setWhole] = useState(false);
  const sent = story.messages.filter(({ sentAt }) => sentAt <= at);
  const has = (when: number | undefined) => when !== undefined && when <= at;
  const n = (count: number) => sayNumber(count, language);
  const found = say(REPLAY.flowFound)(
    n(sent.length),
    n(sent.filter(({ deliveredAt }) => has(deliveredAt)).length),
    n(sent.filter(({ openedAt }) => has(openedAt)).length),
    n(sent.filter(({ lostAt }) => has(lostAt)).length),
  );
  const pairs = pairsOf(sent, at);
  const statusOf = (message: SentMessage) => {
    if (has(message.openedAt)) return `${say(REPLAY.opened)} ${sayClock(message.openedAt ?? 0)}`;
    if (has(message.lostAt)) return say(REPLAY.lostWord);
    return has(message.deliveredAt) ? say(REPLAY.unopened) : say(REPLAY.underway);
  };
  const shown = isWhole ? pairs : pairs.slice(0, 12);
  return (
    <section className="panel flow" aria-labelledby="flow">
      <h2 id="flow">{say(REPLAY.flow)}</h2>
      <p>{found}</p>
      {sent.length === 0 ? null : <FlowPicture pairs={pairs} at={at} label={found} order={actors} />}
      {pairs.length === 0 ? null : (
        <Frame label={say(REPLAY.flow)}>
          <table>
            <caption className="unseen">{say(REPLAY.flow)}</caption>
            <thead>
              <tr>
                <th scope="col">{say(REPLAY.message)}</th>
                <th scope="col">{say(REPLAY.flowFrom)}</th>
                <th scope="col">{say(REPLAY.flowTo)}</th>
                <th scope="col" className="number">
                  {say(REPLAY.count)}
                </th>
                <th scope="col">{say(REPLAY.latest)}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ from, to, kind, count, last }) => (
                <tr key={`${from} ${to} ${kind}`}>
                  <th scope="row">{sayMessage(kind, language)}</th>
                  <td>{names.who(from)}</td>
                  <td>{names.who(to)}</td>
                  <td className="number">{n(count)}</td>
                  <td>
                    {say(REPLAY.sent)} {sayClock(last.sentAt)}, {statusOf(last)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Frame>
      )}
      {pairs.length > 12 ? (
        <button type="button" className="plain" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? "−" : "+"} {say(REPLAY.more)(n(pairs.length - 12))}
        </button>
      ) : null}
    </section>
  );
}

/** Pairs with the latest message first. */
function pairsOf(sent: readonly SentMessage[], at: number): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const message of sent) {
    const { from, to, kind } = message;
    const key = JSON.stringify([from, to, kind]);
    const isOpen =
      !(message.openedAt !== undefined && message.openedAt <= at) && message.lostAt === undefined;
    const pair = pairs.get(key);
    if (pair === undefined)
      pairs.set(key, { from, to, kind, count: 1, waiting: isOpen ? 1 : 0, last: message });
    else {
      pair.count++;
      if (isOpen) pair.waiting++;
      pair.last = message;
    }
  }
  return [...pairs.values()].sort((a, b) => b.last.sentAt - a.last.sentAt);
}

/** Senders on the left, receivers on the right, in the order of all pages; what moved lately is drawn heavier. */
function FlowPicture({
  pairs,
  at,
  label,
  order,
}: {
  readonly pairs: readonly Pair[];
  readonly at: number;
  readonly label: string;
  readonly order: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
}) {
  const senders = order.filter(({ id }) => pairs.some(({ from }) => from === id));
  const receivers = order.filter(({ id }) => pairs.some(({ to }) => to === id));
  const height = Math.max(senders.length, receivers.length) * ROW + 8;
  const y = (list: typeof order, id: string) => list.findIndex((each) => each.id === id) * ROW + ROW / 2 + 4;
  return (
    <div className="frame plot">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} width={WIDTH} height={height} role="img" aria-label={label}>
        {pairs.map(({ from, to, kind, count, waiting, last }) => {
          const sender = order.find(({ id }) => id === from);
          const isNew = at - last.sentAt < RECENT;
          const [top, bottom] = [y(senders, from), y(receivers, to)];
          const middle = WIDTH / 2;
          return (
            <path
              key={`${from} ${to} ${kind}`}
              className={`of-${groupOf(sender?.kind ?? "")}`}
              d={`M${MARGIN} ${top}C${middle} ${top} ${middle} ${bottom} ${WIDTH - MARGIN} ${bottom}`}
              fill="none"
              stroke="var(--hue)"
              strokeWidth={Math.min(9, 1.25 + Math.sqrt(count))}
              strokeOpacity={isNew ? 0.95 : 0.4}
              strokeDasharray={waiting > 0 ? "6 4" : undefined}
            />
          );
        })}
        {senders.map(({ id, kind, name }) => (
          <PartyLabel key={id} kind={kind} name={name} x={MARGIN - 8} y={y(senders, id)} anchor="end" />
        ))}
        {receivers.map(({ id, kind, name }) => (
          <PartyLabel
            key={id}
            kind={kind}
            name={name}
            x={WIDTH - MARGIN + 8}
            y={y(receivers, id)}
            anchor="start"
          />
        ))}
      </svg>
    </div>
  );
}

const MOST_NAME = 28;

function PartyLabel({
  kind,
  name,
  x,
  y,
  anchor,
}: {
  readonly kind: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
}) {
  const side = anchor === "end" ? -1 : 1;
  const short = name.length > MOST_NAME ? `${name.slice(0, MOST_NAME - 1)}…` : name;
  return (
    <g>
      <g transform={`translate(${x + (side < 0 ? -14 : 0)} ${y - 7})`}>
        <KindShape kind={kind} />
      </g>
      <text x={x + side * 20} y={y + 4.5} textAnchor={anchor} fontSize="12.5" fill="var(--ink)">
        <title>{name}</title>
        {short}
      </text>
    </g>
  );
}
