import type { FactRecord } from "../../model/index.ts";
import { xmlValue } from "../text-safety.ts";
import { LogClock } from "./instants.ts";
import { isParty, Links, type ObjectLink, type ObjectType, valuesOf } from "./links.ts";
import type { LogSource } from "./source.ts";

/**
 * A log as XES (IEEE 1849). Tools of process mining see one case a trace, so the notion of a case is chosen: the whole
 * `incident`, each `order` (and each notice or other message), or each `item`. Facts of no such case are left out, and so
 * is what lies beyond all calendars.
 */
export const CASES = ["incident", "order", "item"] as const;
export type CaseNotion = (typeof CASES)[number];

const CASE_TYPES: Readonly<Record<CaseNotion, readonly ObjectType[]>> = {
  incident: ["run"],
  order: ["order", "notice", "message"],
  item: ["content_item"],
};

const EXTENSIONS = [
  ["Concept", "concept"],
  ["Time", "time"],
  ["Lifecycle", "lifecycle"],
  ["Organizational", "org"],
] as const;

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
`;

const EPOCH = "1970-01-01T00:00:00.000Z";

type AttributeTag = "string" | "date" | "int" | "float" | "boolean";

const attribute = (tag: AttributeTag, key: string, value: string): string =>
  `<${tag} key="${xmlValue(key)}" value="${xmlValue(value)}"/>`;

export function* xes({ header, facts }: LogSource, notion: CaseNotion = "incident"): Generator<string> {
  const clock = new LogClock(header.startsAt);
  const links = new Links(header);
  const traces = new Map<string, string[]>();
  for (const fact of facts) {
    const time = clock.iso(fact.at);
    const about = links.of(fact);
    if (time === undefined) continue;
    const cases = new Set(about.filter(({ type }) => CASE_TYPES[notion].includes(type)).map(({ id }) => id));
    if (cases.size === 0) continue;
    const event = eventOf(fact, time, about);
    for (const id of cases) {
      const events = traces.get(id);
      if (events === undefined) traces.set(id, [event]);
      else events.push(event);
    }
  }
  yield HEAD;
  for (const [name, prefix] of EXTENSIONS)
    yield `<extension name="${name}" prefix="${prefix}" uri="http://www.xes-standard.org/${prefix}.xesext"/>\n`;
  yield `<global scope="trace">${attribute("string", "concept:name", "UNKNOWN")}</global>\n`;
  yield `<global scope="event">${attribute("string", "concept:name", "UNKNOWN")}${attribute("date", "time:timestamp", EPOCH)}${attribute("string", "lifecycle:transition", "complete")}</global>\n`;
  yield '<classifier name="Activity" keys="concept:name"/>\n';
  yield `${attribute("string", "concept:name", `SIM ${header.scenario} ${header.variant} ${links.run}`)}\n`;
  yield `${attribute("boolean", "exercise", "true")}\n${attribute("string", "mark", "SIMULATION")}\n`;
  for (const [id, events] of traces) {
    yield `<trace>${attribute("string", "concept:name", id)}${attribute("boolean", "exercise", "true")}\n`;
    yield* events;
    yield "</trace>\n";
  }
  yield "</log>\n";
}

function eventOf(fact: FactRecord, time: string, about: readonly ObjectLink[]): string {
  const party = about.find(({ type }) => isParty(type));
  const attributes = [
    attribute("string", "concept:name", fact.kind),
    attribute("date", "time:timestamp", time),
    attribute("string", "lifecycle:transition", "complete"),
    ...(party === undefined
      ? []
      : [attribute("string", "org:resource", party.id), attribute("string", "org:role", party.type)]),
    attribute("int", "fact", String(fact.n)),
    ...valuesOf(fact).map(([name, value]) =>
      typeof value === "string"
        ? attribute("string", `fact:${name}`, value)
        : attribute(Number.isSafeInteger(value) ? "int" : "float", `fact:${name}`, String(value)),
    ),
  ];
  return `<event>${attributes.join("")}</event>\n`;
}
