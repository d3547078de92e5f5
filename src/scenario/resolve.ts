import { scenarioSchema } from "../model/index.ts";
import { type Fault, fault, type Path } from "./fault.ts";
import type { Library } from "./files.ts";
import { nearest } from "./nearest.ts";
import { PARTY_KINDS } from "./protocol-sense.ts";
import { asList, asTable, asText, field, isTable, mapTable, mergePatch, type Table } from "./raw.ts";
import { keysAt } from "./schema-shape.ts";
import type { YamlFile } from "./yaml-text.ts";

/** Where a part of the resolved scenario may have been written: `path` in `file`. First the one that overrides. */
export interface Origin {
  readonly file: YamlFile;
  readonly path: Path;
}

export interface Resolved {
  /** the scenario as if everything had been written in one file */
  readonly value: Table;
  readonly faults: readonly Fault[];
  origins(path: Path): readonly Origin[];
}

/** What a variant changes, and where that was written. */
export interface Change {
  readonly overlay: Table;
  origin(path: Path): Origin;
}

interface Profile {
  readonly library: Library;
  readonly value: unknown;
}

/**
 * Joins a scenario file, a variant's overlay and the shared profiles that its platforms start from: profile, then what
 * the scenario says, then what the variant says, by RFC 7396. References of a profile to platforms that the scenario
 * does not have are dropped, as are shared channels from or to parties that it does not have, and references of the file to platforms that the variant takes away.
 */
export function resolve(main: YamlFile, libraries: readonly Library[], change: Change | undefined): Resolved {
  const faults: Fault[] = [];
  const overlay = change?.overlay ?? {};
  const profiles = collectProfiles(libraries, faults);
  const own = asTable(field(main.value, "platforms"));
  const changed = asTable(field(overlay, "platforms"));
  const together = asTable(mergePatch(own, changed));
  const names = new Set(Object.keys(together));
  const gone = new Set(Object.keys(own).filter((name) => !names.has(name)));
  const used = new Map<string, readonly string[]>();
  const platforms: Record<string, unknown> = {};
  /** the platforms as the overlay finds them */
  const met: Record<string, unknown> = { ...own };
  for (const name of names) {
    const use = asText(field(field(changed, name), "use")) ?? asText(field(own[name], "use"));
    if (!isTable(together[name]) || use === undefined) {
      platforms[name] = without(together[name], gone);
      continue;
    }
    const { value, chain } = startFrom(use, profiles, ["platforms", name, "use"], faults);
    used.set(name, chain);
    const mine = mergePatch(withoutStrangers(value, names), without(own[name] ?? {}, gone));
    platforms[name] = mergePatch(mine, changed[name] ?? {});
    met[name] = mergePatch(value, own[name] ?? {});
  }
  const merged = asTable(mergePatch(main.value, overlay));
  findEmptyRemovals(overlay, { ...asTable(main.value), platforms: met }, [], faults);
  const ownChannels = field(merged, "channels");
  const parties = new Set([...PARTY_KINDS, ...names, ...Object.keys(asTable(merged.actors))]);
  const isHere = (end: unknown) => typeof end !== "string" || parties.has(end);
  const shared = libraries
    .flatMap((library) =>
      asList(field(library.file.value, "channels")).map((value, index) => ({ library, value, index })),
    )
    .filter(({ value }) => isHere(field(value, "from")) && isHere(field(value, "to")));
  const channels =
    ownChannels === undefined || Array.isArray(ownChannels)
      ? [...asList(ownChannels), ...shared.map((each) => each.value)]
      : ownChannels;
  const value: Record<string, unknown> = { ...merged, channels };
  if (isTable(merged.platforms)) value.platforms = platforms;
  if (gone.size > 0 && isTable(merged.originals))
    value.originals = mapTable(merged.originals, (each) => withoutCaptures(each, gone));

  const origins = (path: Path): readonly Origin[] => {
    const found: Origin[] = [];
    if (change !== undefined) found.push(change.origin(path));
    if (path[0] === "channels" && typeof path[1] === "number" && path[1] >= asList(ownChannels).length) {
      const from = shared[path[1] - asList(ownChannels).length];
      if (from !== undefined)
        return [{ file: from.library.file, path: ["channels", from.index, ...path.slice(2)] }];
    }
    found.push({ file: main, path });
    if (path[0] === "platforms") {
      for (const name of used.get(String(path[1])) ?? []) {
        const profile = profiles.get(name);
        if (profile !== undefined)
          found.push({ file: profile.library.file, path: ["platforms", name, ...path.slice(2)] });
      }
    }
    return found;
  };
  return { value, faults, origins };
}

/**
 * Removals (`null`) of what is not there: most likely a slip of the pen. What a schema knows under this name may be
 * absent, because one overlay is often put over several platforms.
 */
function findEmptyRemovals(overlay: Table, target: Table, path: Path, faults: Fault[]): void {
  for (const [name, change] of Object.entries(overlay)) {
    const here = [...path, name];
    if (isTable(change)) findEmptyRemovals(change, asTable(field(target, name)), here, faults);
    if (change !== null || Object.hasOwn(target, name)) continue;
    const lawful = keysAt(scenarioSchema, path);
    if (lawful.includes(name)) continue;
    const known = [...Object.keys(target), ...lawful];
    faults.push(
      fault("scenario/removes_nothing", here, { found: name, nearest: nearest(name, known) }, "key"),
    );
  }
}

function collectProfiles(libraries: readonly Library[], faults: Fault[]): Map<string, Profile> {
  const profiles = new Map<string, Profile>();
  for (const library of libraries) {
    for (const [name, value] of Object.entries(asTable(field(library.file.value, "platforms")))) {
      const other = profiles.get(name);
      if (other !== undefined)
        faults.push(
          fault(
            "scenario/profile_twice",
            ["include"],
            { found: name, other: other.library.file.source },
            "key",
          ),
        );
      else profiles.set(name, { library, value });
    }
  }
  return profiles;
}

/** A profile with those that it starts from in turn; `chain` names them, the nearest first. */
function startFrom(
  use: string,
  profiles: ReadonlyMap<string, Profile>,
  path: Path,
  faults: Fault[],
): { value: unknown; chain: string[] } {
  const chain: string[] = [];
  const parts: unknown[] = [];
  let next: string | undefined = use;
  while (next !== undefined) {
    const profile = profiles.get(next);
    if (profile === undefined) {
      faults.push(fault("scenario/unknown_profile", path, { found: next, nearest: nearest(next, profiles) }));
      break;
    }
    if (chain.includes(next)) {
      faults.push(fault("scenario/circular", path, { chain: [...chain, next].join(" > ") }));
      break;
    }
    chain.push(next);
    parts.unshift(profile.value);
    next = asText(field(profile.value, "use"));
  }
  return { value: parts.reduce((merged, part) => mergePatch(merged, part), {}), chain };
}

function withoutStrangers(profile: unknown, names: ReadonlySet<string>): unknown {
  return keepKeys(profile, "offspring", (name) => names.has(name));
}

function without(platform: unknown, gone: ReadonlySet<string>): unknown {
  return gone.size === 0 ? platform : keepKeys(platform, "offspring", (name) => !gone.has(name));
}

function withoutCaptures(original: unknown, gone: ReadonlySet<string>): unknown {
  const stream = field(original, "stream");
  const kept = keepKeys(original, "offspring", (name) => !gone.has(name));
  return isTable(stream)
    ? { ...asTable(kept), stream: keepKeys(stream, "captures", (name) => !gone.has(name)) }
    : kept;
}

function keepKeys(value: unknown, key: string, keep: (name: string) => boolean): unknown {
  const inner = field(value, key);
  if (!isTable(value) || !isTable(inner)) return value;
  return { ...value, [key]: Object.fromEntries(Object.entries(inner).filter(([name]) => keep(name))) };
}
