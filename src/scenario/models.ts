import { listCalls } from "../model/index.ts";
import { findParties } from "./parties.ts";
import { asList, asTable, field, isTable, mapTable, type Table } from "./raw.ts";
import { type GovernanceModel, parseReference, type Reference } from "./reference.ts";
import type { Origin } from "./resolve.ts";
import { readYaml, type YamlFile } from "./yaml-text.ts";

/** Models of governance as the library has them, with the file that their places are told in. */
export interface Models extends Pick<Reference, "models" | "headline" | "services"> {
  readonly file: YamlFile;
}

/** The library's models; none where it has no such file, or one that cannot be read (`check` tells why). */
export function readModels(given: { readonly source: string; readonly text: string }): Models | undefined {
  const { file } = readYaml(given.text, given.source);
  const result = parseReference(given.text, { source: given.source });
  return file === undefined || !result.ok ? undefined : { ...result.reference, file };
}

/**
 * What a model changes of one scenario: its protocols stand instead of the scenario's, bare rules and ranks of protocols
 * go, and whoever the model cannot do without is added where the scenario has nobody of that kind. All that is the
 * scenario's own (what happens, where, who is there, what is brought up) stays.
 */
export function overlayOf({ protocols, parties }: GovernanceModel, scenario: unknown): Table {
  const here = findParties(scenario);
  const kinds = new Set(here.map(({ kind }) => kind));
  const taken = new Set(here.map(({ id }) => id));
  const added = Object.entries(parties)
    .filter(([, party]) => !kinds.has(String(party.kind)))
    .map(([name, party]) => [freeName(name, taken), party] as const);
  const gone = ["rules", "precedence"].filter((key) => field(scenario, key) !== undefined);
  return {
    protocols,
    ...(added.length > 0 && { actors: Object.fromEntries(added) }),
    ...Object.fromEntries(gone.map((key) => [key, null])),
  };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
  return free;
}

/** Where a part of a model's overlay was written. */
export function originIn({ file }: Models, model: string, path: Origin["path"]): Origin {
  const [first, ...rest] = path;
  const place = first === "actors" ? ["parties", ...rest] : path;
  return { file, path: ["models", model, ...place] };
}

/**
 * The scenario as it stands under a model: without what its platforms and actors say of choices that none of the model's
 * protocols (`protocols`, as they stand in their files) knows (others decide now; a choice that the model has too, with the same options, stays as it is said),
 * with the measures that models are judged by and the figures that services of a kind are counted by where they say none.
 */
export function underModel(
  scenario: Table,
  protocols: readonly unknown[],
  { services, headline }: Models,
): Table {
  const known = new Map<string, string>();
  for (const raw of protocols)
    for (const [name, each] of Object.entries(asTable(field(raw, "decisions"))))
      known.set(name, optionsOf(field(each, "options")));
  const keep = (party: unknown): unknown => {
    const decisions = field(party, "decisions");
    if (!isTable(party) || !isTable(decisions)) return party;
    const kept = Object.entries(decisions).filter(([name, each]) => known.get(name) === optionsOf(each));
    return { ...party, decisions: Object.fromEntries(kept) };
  };
  const lanes = lanesWanted(protocols);
  const counted = (platform: unknown): unknown => {
    const kept = withLanes(keep(platform), lanes);
    const figures = services[String(field(platform, "kind"))];
    return isTable(kept) && figures !== undefined ? { ...figures, ...kept } : kept;
  };
  const changed: Record<string, unknown> = { ...scenario };
  if (headline.length > 0) changed.headline = headline;
  if (isTable(scenario.platforms)) changed.platforms = mapTable(scenario.platforms, counted);
  if (isTable(scenario.actors)) changed.actors = mapTable(scenario.actors, keep);
  return changed;
}

/** Review lanes that the life of a copy puts items into; the first that it names goes before all else. */
function lanesWanted(protocols: readonly unknown[]): readonly string[] {
  const life = protocols
    .map((raw) => field(raw, "item"))
    .filter(isTable)
    .at(-1);
  const calls = listCalls(life).filter(({ kind, name }) => kind === "effect" && name === "enqueueReview");
  return [...new Set(calls.map(({ params }) => String(field(params, "lane"))))];
}

/** A service whose lanes have other names reviews what a model names as it reviews what stands first with it. */
function withLanes(platform: unknown, wanted: readonly string[]): unknown {
  const review = field(platform, "review");
  const own = asList(field(review, "lanes"));
  if (!isTable(platform) || !isTable(review) || own.length === 0) return platform;
  const known = own.map((lane) => field(lane, "id"));
  // Ordinary work stays where it is: a lane that is added brings none.
  const { perHour: _, ...handling } = asTable(own[0]);
  const added = wanted.filter((id) => !known.includes(id)).map((id) => ({ ...handling, id }));
  const isFirst = ({ id }: { readonly id: string }) => id === wanted[0];
  const lanes = [...added.filter(isFirst), ...own, ...added.filter((lane) => !isFirst(lane))];
  return { ...platform, review: { ...review, lanes } };
}

const optionsOf = (options: unknown): string => Object.keys(asTable(options)).sort().join(" ");
