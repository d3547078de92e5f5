import { cleanText, FACT_KINDS, type FactKind, type FactName } from "../../model/index.ts";
import { SIMULATION_MARK } from "../../words/index.ts";

import { LogClock } from "./instants.ts";
import { Links, type ObjectLink, type ObjectType, valuesOf } from "./links.ts";
import { itemNameOutside, partyName } from "./names.ts";
import type { LogSource } from "./source.ts";

/**
 * A log as OCEL 2.0 (object-centric event log), JSON form. The published schema wants every value as a text; its meaning
 * is the type that its attribute declares. What an object is at the beginning bears the instant 1970-01-01T00:00:00Z.
 * Facts that lie beyond all calendars have no instant there and are left out.
 */

const FIRST = "1970-01-01T00:00:00Z";

type AttributeType = "string" | "integer" | "float" | "boolean";

interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
}

const text = (name: string): Attribute => ({ name, type: "string" });
const COMMON: readonly Attribute[] = [text("mark"), { name: "exercise", type: "boolean" }];
const PARTY: readonly Attribute[] = [...COMMON, text("kind"), text("title-en"), text("title-fr")];

const OBJECT_ATTRIBUTES: Readonly<Record<ObjectType, readonly Attribute[]>> = {
  run: [
    ...COMMON,
    text("scenario"),
    text("variant"),
    { name: "seed", type: "integer" },
    { name: "replication", type: "integer" },
    text("address"),
  ],
  incident: [...COMMON, text("title")],
  platform: PARTY,
  authority: PARTY,
  ngo: PARTY,
  organisation: PARTY,
  content_item: COMMON,
  hash: COMMON,
  order: COMMON,
  notice: COMMON,
  message: COMMON,
  deadline: COMMON,
};

const named = (names: readonly (string | undefined)[], type: AttributeType): readonly Attribute[] =>
  names.flatMap((name) => (name === undefined ? [] : [{ name, type }]));

/** Attributes of a kind of fact: its words and numbers, and what every fact may have. */
function attributesOf(kind: FactName): readonly Attribute[] {
  const { slots }: FactKind = FACT_KINDS[kind];
  const words = [slots.item, slots.actor, slots.other, slots.what, slots.how, "wait"];
  const numbers = [slots.x, slots.y, "weight"];
  return [
    { name: "at", type: "float" },
    { name: "cause", type: "integer" },
    ...named(words, "string"),
    ...named(numbers, "float"),
    { name: "exercise", type: "boolean" },
  ];
}

interface OcelObject {
  readonly type: ObjectType;
  readonly attributes: Readonly<Record<string, string>>;
  readonly relationships: readonly { readonly objectId: string; readonly qualifier: string }[];
}

export function* ocel(log: LogSource): Generator<string> {
  const { header, facts } = log;
  const clock = new LogClock(header.startsAt);
  const links = new Links(header);
  const kinds = new Set<FactName>();
  const objects = objectsOf(log, links);
  yield '{\n"events": [';
  let separator = "\n";
  for (const fact of facts) {
    const time = clock.iso(fact.at);
    if (time === undefined) continue;
    kinds.add(fact.kind);
    const relationships = links.of(fact);
    for (const link of relationships) keep(objects, link, links.run);
    const values = [["at", fact.at], ...valuesOf(fact), ["exercise", true]] as const;
    const event = {
      id: `${links.run}-${fact.n}`,
      type: fact.kind,
      time,
      attributes: values.map(([name, value]) => ({ name, value: cleanText(String(value)) })),
      relationships: relationships.map(({ id, qualifier }) => ({ objectId: id, qualifier })),
    };
    yield separator + JSON.stringify(event);
    separator = ",\n";
  }
  yield '\n],\n"objects": [';
  separator = "\n";
  const types = new Set<ObjectType>();
  for (const [id, { type, attributes, relationships }] of objects) {
    types.add(type);
    const common = { mark: SIMULATION_MARK.en, exercise: "true", ...attributes };
    const values = Object.entries(common).map(([name, value]) => ({
      name,
      time: FIRST,
      value: cleanText(value),
    }));
    yield separator + JSON.stringify({ id, type, attributes: values, relationships });
    separator = ",\n";
  }
  const eventTypes = [...kinds].map((name) => ({ name, attributes: attributesOf(name) }));
  const objectTypes = [...types].map((name) => ({ name, attributes: OBJECT_ATTRIBUTES[name] }));
  yield `\n],\n"eventTypes": ${JSON.stringify(eventTypes)},\n"objectTypes": ${JSON.stringify(objectTypes)}\n}\n`;
}

/** The run, its incident, its parties and its originals: they are there before anything happens. */
function objectsOf({ header }: LogSource, links: Links): Map<string, OcelObject> {
  const { run } = links;
  const incident = `SIM-INCIDENT-${header.scenario}`;
  const partOf = [{ objectId: run, qualifier: "part_of" }];
  const objects = new Map<string, OcelObject>([
    [
      run,
      {
        type: "run",
        attributes: {
          scenario: header.scenario,
          variant: header.variant,
          seed: String(header.seed),
          replication: String(header.replication),
          address: header.address,
        },
        relationships: [{ objectId: incident, qualifier: "about" }],
      },
    ],
    [incident, { type: "incident", attributes: { title: `SIM ${header.scenario}` }, relationships: [] }],
  ]);
  for (const { id, kind, title } of [...header.platforms, ...header.actors])
    objects.set(partyName(id), {
      type: links.typeOfParty(id),
      attributes: { kind, "title-en": title.en, "title-fr": title.fr },
      relationships: partOf,
    });
  for (const { platform, item } of header.originals)
    if (item !== "")
      objects.set(itemNameOutside(item), {
        type: "content_item",
        attributes: {},
        relationships: [...partOf, { objectId: partyName(platform), qualifier: "on_platform" }],
      });
  return objects;
}

function keep(objects: Map<string, OcelObject>, { id, type }: ObjectLink, run: string): void {
  if (objects.has(id)) return;
  objects.set(id, { type, attributes: {}, relationships: [{ objectId: run, qualifier: "part_of" }] });
}
