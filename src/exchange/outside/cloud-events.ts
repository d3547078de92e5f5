import type { FactRecord } from "../../model/index.ts";
import { SIMULATION_MARK } from "../../words/index.ts";
import { LogClock } from "./instants.ts";
import { isParty, Links, valuesOf } from "./links.ts";
import type { LogSource } from "./source.ts";

/**
 * A log as CloudEvents 1.0, one JSON object a line (structured mode). `time` is simulated time. The type's domain is one
 * that nobody can own; `exercise` says of each record that it is none of a real event.
 */

/** The reverse of a reserved domain (RFC 2606), and the version of what `data` holds. */
const TYPE_PREFIX = "example.golden-hour.";
const TYPE_VERSION = ".v1";

const number = (n: number) => String(n).padStart(9, "0");

export function* cloudEvents({ header, facts }: LogSource): Generator<string> {
  const clock = new LogClock(header.startsAt);
  const links = new Links(header);
  for (const fact of facts) yield `${JSON.stringify(eventOf(fact, clock, links))}\n`;
}

function eventOf(fact: FactRecord, clock: LogClock, links: Links) {
  const [, ...about] = links.of(fact);
  const time = clock.iso(fact.at);
  const [subject] = about.filter(({ qualifier }) => qualifier === "about");
  const actor = about.find(({ type }) => isParty(type));
  return {
    specversion: "1.0",
    id: `${links.run}-${fact.n}`,
    source: `/runs/${links.run}${actor === undefined ? "" : `/actors/${encodeURIComponent(actor.id)}`}`,
    type: `${TYPE_PREFIX}${fact.kind}${TYPE_VERSION}`,
    ...(time === undefined ? {} : { time }),
    ...(subject === undefined ? {} : { subject: `${subject.type}/${subject.id}` }),
    datacontenttype: "application/json",
    sequence: number(fact.n),
    simrun: links.run,
    exercise: true,
    mark: SIMULATION_MARK.en,
    data: Object.fromEntries([["at", fact.at], ...valuesOf(fact)]),
  };
}
