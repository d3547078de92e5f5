import type { Protocol, Scenario } from "../model/index.ts";
import { isDelay, isQuantity } from "./numbers.ts";
import { asTable, isTable, type Table } from "./raw.ts";
import { compareKeys } from "./sort-keys.ts";

const TOLD_ONLY = [
  "title",
  "story",
  "aim",
  "objectives",
  "briefs",
  "injects",
  "variants",
  "compared",
  "variant",
  "reported",
  "headline",
  "declaredFaults",
];
/** Kind and addressees stand in the fact of its delivery, so they determine a log. */
const TOLD_OF_INJECTS = ["title", "text", "from", "expects"];

/**
 * The stable form of a scenario, for addresses and digests: all that determines what happens, and nothing else. Titles,
 * stories, descriptions, the wording of marks, sources, reported facts, the choice of headline measures, the list of
 * variants, those compared first and the name of the one applied are left out; keys are sorted. Of a mark the range remains, because numbers
 * are drawn from it.
 */
export function canonicalText(scenario: Scenario): string {
  return write({
    ...drop(asTable(scenario), TOLD_ONLY),
    incident: drop(scenario.incident, ["real"]),
    platforms: dropReasons(dropFromEach(scenario.platforms, ["title"])),
    originals: dropFromEach(scenario.originals, ["title"]),
    actors: dropReasons(dropFromEach(scenario.actors, ["title"])),
    ...(scenario.incidents !== undefined && { incidents: dropFromEach(scenario.incidents, ["title"]) }),
    ...(Object.keys(scenario.injects).length > 0 && {
      injects: dropFromEach(scenario.injects, TOLD_OF_INJECTS),
    }),
    protocols: scenario.protocols.map(plainProtocol),
  });
}

function plainProtocol(protocol: Protocol): Table {
  const { item, hash } = protocol;
  return {
    ...drop(asTable(protocol), [
      "title",
      "description",
      "group",
      "sources",
      "row",
      "reconstructed",
      "model",
      "declaredFaults",
      "rights",
      "territory",
      "texts",
    ]),
    roles: mapEach(dropFromEach(protocol.roles, ["title", "row", "optional"]), (role) => ({
      ...asTable(role),
      machine: plainState(asTable(role).machine),
    })),
    decisions: dropFromEach(protocol.decisions, ["title"]),
    duties: mapEach(
      dropFromEach(protocol.duties, ["title", "source", "mark", "row", "clock"]),
      namedInEnglish,
    ),
    ...(protocol.sanctions !== undefined && {
      sanctions: dropFromEach(protocol.sanctions, ["title", "source"]),
    }),
    item: item === undefined ? undefined : plainState(item),
    hash: hash === undefined ? undefined : plainState(hash),
  };
}

/**
 * An instrument's name decides nothing, but addresses given before it had a French one were made with it: the English
 * one stands for both.
 */
function namedInEnglish(duty: unknown): Table {
  const table = asTable(duty);
  return { ...table, instrument: asTable(table.instrument).en };
}

/** Opening hours without the reason that is given for them. */
const dropReasons = (parties: Table): Table =>
  mapEach(parties, (party) => {
    const { contact, ...rest } = asTable(party);
    return { ...rest, contact: drop(asTable(contact), ["because"]) };
  });

function dropFromEach(table: Readonly<Record<string, unknown>>, keys: readonly string[]): Table {
  return Object.fromEntries(Object.entries(table).map(([name, each]) => [name, drop(asTable(each), keys)]));
}

function drop(table: object, keys: readonly string[]): Table {
  return Object.fromEntries(Object.entries(table).filter(([key]) => !keys.includes(key)));
}

const DISPLAY = ["description", "mark", "row", "tags"];

/** A statechart without what only people read. States and events may have any name, so keys are dropped by their place. */
function plainState(state: unknown): unknown {
  if (!isTable(state)) return state;
  const plain: Record<string, unknown> = { ...drop(state, DISPLAY) };
  // The one tag that a guard (`yields`) looks at.
  if (Array.isArray(state.tags) && state.tags.includes("active")) plain.tags = ["active"];
  if (isTable(state.states)) plain.states = mapEach(state.states, plainState);
  for (const key of ["on", "after"])
    if (isTable(state[key])) plain[key] = mapEach(asTable(state[key]), plainList);
  for (const key of ["always", "onDone", "entry", "exit"])
    if (state[key] !== undefined) plain[key] = plainList(state[key]);
  return plain;
}

function mapEach(table: Table, change: (value: unknown) => unknown): Table {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));
}

/** Transitions, actions and guards, one or several. */
function plainList(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainList);
  if (!isTable(value)) return value;
  const plain: Record<string, unknown> = { ...drop(value, DISPLAY) };
  for (const key of ["actions", "guard", "and", "or", "not"])
    if (plain[key] !== undefined) plain[key] = plainList(plain[key]);
  if (isTable(value.params)) plain.params = mapEach(value.params, plainParam);
  // Guards within a guard: all and any hold a list, not holds one.
  for (const key of ["of", "guard"]) {
    const inner = isTable(value.params) ? value.params[key] : undefined;
    if (inner !== undefined && ["all", "any", "not"].includes(String(value.type)))
      plain.params = { ...asTable(plain.params), [key]: plainList(inner) };
  }
  return plain;
}

/** A parameter as written: of a marked number the value and the range. */
function plainParam(value: unknown): unknown {
  return isTable(value) && value.value !== undefined ? drop(value, ["source", "because"]) : inEnglish(value);
}

/**
 * Of a number deeper within a parameter the wording counts too, and addresses must not move because a French text came
 * beside an English one: the English one stands for both.
 */
function inEnglish(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inEnglish);
  if (!isTable(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      (key === "because" || key === "source") && isTable(each) ? each.en : inEnglish(each),
    ]),
  );
}

function write(value: unknown): string {
  if (isQuantity(value) || isDelay(value)) {
    const { mark } = value;
    const range = mark.kind === "assumed" ? { assumed: [mark.low, mark.high] } : {};
    return write(isQuantity(value) ? { value: value.value, ...range } : { law: value.law, ...range });
  }
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  if (!isTable(value)) return JSON.stringify(value) ?? "null";
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort(compareKeys)
    .map((key) => `${JSON.stringify(key)}:${write(value[key])}`)
    .join(",")}}`;
}
