import type { LogShape, MeasureDefinition, Row } from "./definition.ts";
import type { MeasureEntry } from "./table/entry.ts";
import { isMember } from "./table/header.ts";
import { MEASURE_TABLE } from "./table.ts";

/** A row and how it is read. */
export interface ReadableRow extends Row {
  readonly read: MeasureEntry["read"];
}

const PLACE = /<[a-z]+>/;

/** The smallest scale at which what hangs on first copies is still told, of all services together. */
const FIRSTS_DOWN_TO = 0.1;

/** Definitions of all measures, in the order of their rows. */
export const MEASURES: readonly MeasureDefinition[] = MEASURE_TABLE.map((entry) => definitionOf(entry));

/** The definition as plain data, which may cross to a worker or a page. */
function definitionOf(entry: MeasureEntry, verdictNeeds = entry.verdictNeeds): MeasureDefinition {
  const { id, unit, per, direction, smallestDifference, smallestDifferenceIs, kind, reads } = entry;
  const { survivesScale, survivesNaming } = entry;
  const definition = {
    id,
    unit,
    per,
    direction,
    smallestDifference,
    smallestDifferenceIs,
    survivesScale,
    survivesNaming,
    kind,
    reads,
  };
  return {
    ...definition,
    ...(verdictNeeds === undefined ? {} : { verdictNeeds }),
    ...(entry.openBeside === undefined ? {} : { openBeside: entry.openBeside }),
    ...(entry.hangsOnFirsts && { hangsOnFirsts: entry.hangsOnFirsts }),
    ...(entry.carriedByUploads && { carriedByUploads: entry.carriedByUploads }),
    ...(entry.arisesFrom === undefined ? {} : { arisesFrom: entry.arisesFrom }),
  };
}

/** All rows under a header: for each measure the total, members and others, then its platforms as the header sorts them. */
export function layOut(shape: LogShape): readonly ReadableRow[] {
  return MEASURE_TABLE.flatMap((measure) => {
    const entry = isLost(measure, shape) ? { ...measure, survivesScale: false } : measure;
    if (entry.names === undefined) {
      return entry.exists === undefined || entry.exists(shape, 0)
        ? rowsOf(entry, definitionOf(entry), entry.id, 0, shape)
        : [];
    }
    return entry.names(shape).flatMap((name, index) => {
      if (entry.exists !== undefined && !entry.exists(shape, index)) return [];
      const fill = (id: string) => id.replace(PLACE, name);
      const verdictNeeds = entry.verdictNeeds === undefined ? undefined : fill(entry.verdictNeeds);
      return rowsOf(entry, definitionOf(entry, verdictNeeds), fill(entry.id), index, shape);
    });
  });
}

/** Whether a measure that survives in general does not survive here. */
function isLost(
  { survivesNaming, hangsOnFirsts }: MeasureEntry,
  { namesItems, scale = 1 }: LogShape,
): boolean {
  return (namesItems === true && !survivesNaming) || (hangsOnFirsts === true && scale < FIRSTS_DOWN_TO);
}

function rowsOf(
  entry: MeasureEntry,
  definition: MeasureDefinition,
  id: string,
  index: number,
  shape: LogShape,
): ReadableRow[] {
  const everywhere = shape.platforms.map((_, platform) => platform);
  const { unit, read } = entry;
  const row = (over: readonly number[], suffix = ""): ReadableRow => ({
    id: id + suffix,
    unit,
    definition,
    over,
    index,
    read,
  });
  const rows = [
    row(everywhere.filter((platform) => entry.among === undefined || entry.among(shape, platform))),
  ];
  if (entry.per === "run") return rows;
  if (entry.per === "group")
    rows.push(...groupsOf(everywhere, shape).map(([name, over]) => row(over, `.${name}`)));
  const ofOne = definition.hangsOnFirsts ? { ...definition, survivesScale: false } : definition;
  for (const platform of everywhere) {
    if (entry.existsAt !== undefined && !entry.existsAt(shape, index, platform)) continue;
    rows.push({ ...row([platform]), definition: ofOne, platform: shape.platforms[platform].id });
  }
  return rows;
}

/** Members of a protocol's groups and all others; nothing where nobody is a member. */
function groupsOf(everywhere: readonly number[], shape: LogShape): (readonly [string, readonly number[]])[] {
  const members = everywhere.filter((platform) => isMember(shape, platform));
  if (members.length === 0) return [];
  return [
    ["members", members],
    ["non-members", everywhere.filter((platform) => !isMember(shape, platform))],
  ];
}
