import {
  BEYOND,
  type FactName,
  FIRST_MESSAGES,
  formatDuration,
  MESSAGES,
  type PlatformKind,
  REDRESS,
  SEVERAL,
} from "../model/index.ts";
import type {
  Breakdown,
  Direction,
  LogShape,
  MeasureDefinition,
  MeasureKind,
  Origin,
  Row,
  Unit,
} from "./definition.ts";
import { DUTY_ENDS, type DutyEnd } from "./duty-counts.ts";
import { margin } from "./oversight.ts";
import { REMOVAL_AGES } from "./removal-ages.ts";
import type { Tally } from "./tally.ts";
import { CAUSES, DUTY_KINDS, type DutyFormWord, formOf, lanesOf, SPEECHES } from "./words.ts";

/** An entry of the table: the definition, which rows it has under a header, and how a row is read from the tally. */
export interface MeasureEntry extends MeasureDefinition {
  /** names for the place in the id */
  readonly names?: (shape: LogShape) => readonly string[];
  /** false when the header rules the measure out */
  readonly exists?: (shape: LogShape, index: number) => boolean;
  /** false when it has no row of its own for this platform */
  readonly existsAt?: (shape: LogShape, index: number, platform: number) => boolean;
  /** platforms that its total takes together, where it is not all of them */
  readonly among?: (shape: LogShape, platform: number) => boolean;
  readonly read: (tally: Tally, row: Row) => number;
}

type Columns = (tally: Tally) => Float64Array;

/** Services without staff of their own for this. */
const SMALL_KINDS: ReadonlySet<string> = new Set(["small-local", "community"] satisfies PlatformKind[]);

/** Kinds of speech that every scenario with lookalikes tells apart. */
const USUAL_SPEECHES = 5;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

// How a row is read. All take the row's platforms together, so that a total needs no entry of its own.

const add = (cells: Float64Array, row: Row): number => {
  const { over } = row;
  let total = 0;
  for (let i = 0; i < over.length; i++) total += cells[over[i]];
  return total;
};

const sum = (columns: Columns) => (tally: Tally, row: Row) => add(columns(tally), row);

const ratio = (tally: Tally, over: number, under: number) => {
  tally.per(under);
  return under === 0 ? tally.absent() : over / under;
};

const share = (over: Columns, under: Columns) => (tally: Tally, row: Row) =>
  ratio(tally, add(over(tally), row), add(under(tally), row));

/** Hours of so many items: `area` holds instants of going less those of coming, `running` those not gone yet. */
const hours = (tally: Tally, area: number, running: number): number => {
  if (running === 0) return area / HOUR;
  const total = (area + running * tally.judgedAt) / HOUR;
  return tally.ended && tally.horizon !== undefined ? total : tally.open(total);
};

const itemHours = (tally: Tally, row: Row): number =>
  hours(tally, add(tally.exposure.area, row), add(tally.exposure.running, row));

const online = (tally: Tally, row: Row): number => {
  let total = 0;
  for (const platform of row.over) total += tally.exposure.online(platform);
  return total;
};

const instant = (tally: Tally, at: number | undefined): number => {
  if (at === undefined) return tally.open(tally.judgedAt);
  return at < BEYOND ? at : tally.open(BEYOND);
};

const first = (counts: Columns, instants: Columns) => (tally: Tally, row: Row) => {
  const came = counts(tally);
  const at = instants(tally);
  let earliest: number | undefined;
  for (const platform of row.over) {
    if (came[platform] > 0 && (earliest === undefined || at[platform] < earliest)) earliest = at[platform];
  }
  if (earliest === undefined && add(tally.exposure.posted, row) === 0) return tally.absent();
  return instant(tally, earliest);
};

const lastRemoval = (tally: Tally, row: Row): number => {
  const { posted, removed, lastRemoval: instants } = tally.exposure;
  if (add(posted, row) === 0) return tally.absent();
  if (online(tally, row) > 0) return tally.open(tally.judgedAt);
  let latest: number | undefined;
  for (const platform of row.over) {
    if (removed[platform] > 0 && (latest === undefined || instants[platform] > latest))
      latest = instants[platform];
  }
  return instant(tally, latest);
};

/**
 * What was counted at a mark; where nothing was left to happen before it, what was counted last. A mark that the run did
 * not reach is open, with the count at the end.
 */
const atMark = (counted: Columns, afterwards: Columns | undefined) => (tally: Tally, row: Row) => {
  const isQuiet = tally.isQuietUntil(tally.marks[row.index]);
  let isOpen = false;
  let total = 0;
  for (const platform of row.over) {
    const cell = tally.counted.cell(row.index, platform);
    if (tally.counted.countedAt[cell] === 1) total += counted(tally)[cell];
    else {
      isOpen ||= !isQuiet;
      total += afterwards === undefined ? tally.exposure.online(platform) : afterwards(tally)[platform];
    }
  }
  return isOpen ? tally.open(total) : total;
};

/** Of the services that had carried anything by a mark, the share that an alert had reached by then. */
const reachedByMark = (tally: Tally, { index, over }: Row): number => {
  const { counted, exposure, coordination } = tally;
  let carried = 0;
  let reached = 0;
  for (const platform of over) {
    const cell = counted.cell(index, platform);
    const isCounted = counted.countedAt[cell] === 1;
    const carries = isCounted ? counted.carriedAt[cell] : Number(exposure.posted[platform] > 0);
    carried += carries;
    reached += carries * (isCounted ? counted.alertedAt[cell] : coordination.alerted[platform]);
  }
  const found = ratio(tally, reached, carried);
  return tally.isQuietUntil(tally.marks[index]) || carried === 0 ? found : tally.open(found);
};

/** Whether a service carried something and heard of it from nobody. */
const isUnreached = ({ exposure, coordination }: Tally, platform: number): boolean =>
  exposure.posted[platform] > 0 && coordination.alerted[platform] === 0;

const viewsAfterActivation = (tally: Tally, row: Row): number => {
  const { views, viewsAtActivation, countedAtActivation } = tally.counted;
  if (tally.coordination.activation === undefined) return tally.absent();
  for (const platform of row.over) if (countedAtActivation[platform] === 0) return tally.absent();
  return add(views, row) - add(viewsAtActivation, row);
};

/** Open until the run has ended: more may still be removed by that age. */
const removedByAge = (tally: Tally, { index, over }: Row): number => {
  const { ages } = tally.exposure;
  let removed = 0;
  let watched = 0;
  for (const platform of over) {
    removed += ages.removedBy(index, platform);
    watched += ages.watchedFor(index, platform);
  }
  const found = ratio(tally, removed, watched);
  return tally.ended || watched === 0 ? found : tally.open(found);
};

const itemsAfterActivation = (tally: Tally, row: Row): number =>
  tally.coordination.activation === undefined
    ? tally.absent()
    : add(tally.exposure.posted, row) - add(tally.exposure.postedAtActivation, row);

type OfOriginal = (tally: Tally, original: number) => number;
type IsMeant = (tally: Tally, original: number) => boolean;

const hasCome: IsMeant = ({ originals }, original) => originals.came[original] > 0;
const isStream: IsMeant = ({ originals }, original) => originals.isStream[original] === 1;
const isRecorded: IsMeant = ({ originals }, original) => originals.isRecorded[original] === 1;
const isTold: IsMeant = ({ originals }, original) => originals.isTold[original] === 1;

const originalOnline: OfOriginal = (tally, original) => {
  const { originals } = tally;
  const running = originals.came[original] - originals.went[original];
  const length = originals.area[original] + running * tally.judgedAt;
  return running > 0 || length >= BEYOND ? tally.open(length) : length;
};

const streamLength: OfOriginal = (tally, original) => {
  const { hasEnded, endedAt, startedAt } = tally.originals;
  const end = hasEnded[original] === 1 ? endedAt[original] : tally.judgedAt;
  const length = end - startedAt[original];
  return hasEnded[original] === 0 || end >= BEYOND ? tally.open(length) : length;
};

/** All of its time but the stream's. */
const recordingOnline: OfOriginal = (tally, original) =>
  originalOnline(tally, original) - streamLength(tally, original);

const removedAfter: OfOriginal = (tally, original) => {
  const { isAnswered, answeredAfter, toldAt } = tally.originals;
  if (isAnswered[original] === 1)
    return answeredAfter[original] < BEYOND ? answeredAfter[original] : tally.open(answeredAfter[original]);
  return tally.open(tally.judgedAt - toldAt[original]);
};

/** At least so many while it is up. */
const originalViews: OfOriginal = (tally, original) => {
  const { originals } = tally;
  return originals.isUp(original) ? tally.open(originals.seen[original]) : originals.seen[original];
};

const recordingViews: OfOriginal = (tally, original) =>
  originalViews(tally, original) - tally.originals.seenLive[original];

const streamViews: OfOriginal = (tally, original) => {
  const { hasEnded, seenLive } = tally.originals;
  return hasEnded[original] === 1 ? seenLive[original] : tally.open(0);
};

/** One original's, by its place in the header. */
const ofOne = (isMeant: IsMeant, of: OfOriginal) => (tally: Tally, row: Row) =>
  isMeant(tally, row.index) ? of(tally, row.index) : tally.absent();

/** All originals that are meant, put together by `join`; open as soon as one of them is, absent where none is meant. */
const ofAll =
  (isMeant: IsMeant, of: OfOriginal, join: (a: number, b: number) => number) => (tally: Tally) => {
    let joined: number | undefined;
    for (let original = 0; original < tally.originals.came.length; original++) {
      if (!isMeant(tally, original)) continue;
      const value = of(tally, original);
      joined = joined === undefined ? value : join(joined, value);
    }
    return joined ?? tally.absent();
  };

const longest = (isMeant: IsMeant, of: OfOriginal) => ofAll(isMeant, of, Math.max);
const together = (isMeant: IsMeant, of: OfOriginal) => ofAll(isMeant, of, (a, b) => a + b);

const lawfulDown = (tally: Tally, row: Row): number => {
  const { lawfulDown: area, lawfulRemoved, lawfulRestored } = tally.exposure;
  return hours(tally, add(area, row), add(lawfulRemoved, row) - add(lawfulRestored, row));
};

const highest = (columns: Columns) => (tally: Tally, row: Row) => {
  const cells = columns(tally);
  let most = 0;
  for (const platform of row.over) if (cells[platform] > most) most = cells[platform];
  return most;
};

const laneSum = (tally: Tally, row: Row, cells: Float64Array): number => {
  let total = 0;
  for (const platform of row.over) total += cells[tally.workload.cell(row.index, platform)];
  return total;
};

const allLanes = (tally: Tally, row: Row, cells: Float64Array): number => {
  let total = 0;
  for (let cell = 0; cell < cells.length; cell++)
    if (row.over.includes(cell % tally.platforms)) total += cells[cell];
  return total;
};

const lateness = (tally: Tally, kind: number): number => {
  const { all, wrongful } = tally.duties;
  const missed = dutyCount(tally, "missed", kind);
  tally.per(missed);
  if (missed === 0) return tally.absent();
  const late = all.lateStops[kind] - wrongful.lateStops[kind];
  const stopped = all.lateStopped[kind] - wrongful.lateStopped[kind];
  const due = all.due[kind] - wrongful.due[kind];
  const mean = (stopped + (missed - late) * tally.judgedAt - due) / missed;
  return late < missed ? tally.open(mean) : mean;
};

type DutyColumn = "started" | "suspended" | DutyEnd;

const cellsOf = (line: Tally["duties"]["all"], column: DutyColumn) =>
  column === "started" || column === "suspended" ? line[column] : line.ends[column];

/** Unlawful items that are down and of which nothing was put aside. */
const unsecured = ({ exposure, treatment }: Tally, row: Row): number =>
  add(exposure.removed, row) - add(exposure.returned, row) - add(treatment.preservedDown, row);

const byBody = (cells: (tally: Tally) => Float64Array) => (tally: Tally, row: Row) => {
  let sumOfAll = 0;
  for (const platform of row.over) sumOfAll += cells(tally)[row.index * tally.platforms + platform];
  return sumOfAll;
};

/** How long members matched hashes of lawful material, on average; open while one still does. */
const misledFor = (tally: Tally, row: Row): number => {
  const { misled, misledUntil, misledStill } = tally.treatment;
  const still = add(misledStill, row);
  const mean = ratio(tally, add(misledUntil, row) + still * tally.judgedAt, add(misled, row));
  return still > 0 ? tally.open(mean) : mean;
};

const lawfulViewsAway = (tally: Tally, row: Row): number => {
  const { lawfulViewsArea, lawfulViewsRate } = tally.treatment;
  const rate = add(lawfulViewsRate, row);
  const views = add(lawfulViewsArea, row) + (rate * tally.judgedAt) / HOUR;
  return rate === 0 || (tally.ended && tally.horizon !== undefined) ? views : tally.open(views);
};

const scanned = (tally: Tally, row: Row): number => {
  const { scans, scansSince } = tally.treatment;
  let total = 0;
  let isRunning = false;
  for (const platform of row.over) {
    const rate = tally.effort[platform].messagesPerHour ?? 0;
    if (scans[platform] === 0 || rate === 0) continue;
    isRunning = true;
    total += (rate * (tally.judgedAt - scansSince[platform])) / HOUR;
  }
  return !isRunning || (tally.ended && tally.horizon !== undefined) ? total : tally.open(total);
};

/** Hours of review and of reading messages. */
const staffHours = (tally: Tally, row: Row): number => {
  let total = 0;
  for (const platform of row.over) {
    const { perMessage } = tally.effort[platform].staff ?? { perMessage: 0 };
    total += tally.workload.lasted[platform] + tally.treatment.opened[platform] * perMessage;
  }
  return total / HOUR;
};

/** Hours that orders and requests to take something down kept people of the services that say how long one takes. */
const demandHours = (tally: Tally, row: Row): number => {
  let total = 0;
  for (const platform of row.over)
    total += tally.treatment.demanded[platform] * (tally.effort[platform].staff?.perMessage ?? 0);
  return total / HOUR;
};

/** What one order or request costs each of the people who work where it was opened, all of these taken together. */
const hoursOfOne = (tally: Tally, row: Row): number => {
  let perHead = 0;
  let opened = 0;
  for (const platform of row.over) {
    const { people, perMessage } = tally.effort[platform].staff ?? { people: 1, perMessage: 0 };
    const count = tally.treatment.demanded[platform];
    perHead += (count * perMessage) / people;
    opened += count;
  }
  return ratio(tally, perHead / HOUR, opened);
};

/** The same, of those alone that carried something and heard of it from nobody. */
const unreachedHours = (tally: Tally, row: Row): number =>
  staffHours(tally, { ...row, over: row.over.filter((platform) => isUnreached(tally, platform)) });

const peopleOf = (tally: Tally, row: Row): number => {
  let total = 0;
  for (const platform of row.over) total += tally.effort[platform].staff?.people ?? 0;
  return total;
};

/** Duties that no unlawful order started. */
const dutyCount = ({ duties: { all, wrongful } }: Tally, column: DutyColumn, kind: number): number =>
  cellsOf(all, column)[kind] - cellsOf(wrongful, column)[kind];

const openDuties = (tally: Tally, kind: number): number => {
  let open = dutyCount(tally, "started", kind) - dutyCount(tally, "suspended", kind);
  for (const end of DUTY_ENDS) open -= dutyCount(tally, end, kind);
  return open;
};

const hasForm =
  (...forms: DutyFormWord[]) =>
  (duty: LogShape["duties"][number]) =>
    forms.includes(formOf(duty));

/** How clocks of other forms than a deadline ended: a row for each kind of duty that may end so. */
const dutyEnd = (
  id: string,
  end: DutyEnd,
  direction: Direction,
  isMeant: (duty: LogShape["duties"][number]) => boolean,
) =>
  measure(id, "count", "run", direction, 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: (shape, index) => shape.duties.some((duty) => duty.kind === DUTY_KINDS[index] && isMeant(duty)),
    ...(direction === "none" ? {} : { verdictNeeds: "duties.started.<kind>" }),
    read: (tally, { index }) => dutyCount(tally, end, index),
  });

const total = (cells: Float64Array): number => {
  let all = 0;
  for (const cell of cells) all += cell;
  return all;
};

const outsideShare = (columns: Columns) => (tally: Tally, row: Row) => {
  const cells = columns(tally);
  return ratio(tally, add(cells, row), total(cells));
};

// What a header must hold.

const marksOf = (shape: LogShape) => shape.marks.map(formatDuration);
const originalsOf = (shape: LogShape) => shape.originals.map(({ id }) => id);
const hasActors = (shape: LogShape) => shape.protocols.length > 0 || shape.actors.length > 0;
/** Whether a protocol of the scenario uses a word that the first engine did not know. */
const usesWord = (shape: LogShape, word: string) => shape.words?.includes(word) === true;
const hasLookalikes = (shape: LogShape) => shape.hasLookalikes;
const hasReview = (shape: LogShape) => lanesOf(shape).length > 0;
const hasLane = (shape: LogShape, index: number, platform: number) =>
  shape.platforms[platform].lanes.includes(lanesOf(shape)[index]);
const reviews = (shape: LogShape, _index: number, platform: number) =>
  shape.platforms[platform].lanes.length > 0;
const hasDutyKind = (shape: LogShape, index: number) =>
  shape.duties.some(({ kind }) => kind === DUTY_KINDS[index]);
const hasDuties = (shape: LogShape) => shape.duties.length > 0;
/** Who works together in any group of the protocol. */
export const isMember = (shape: LogShape, platform: number) => shape.platforms[platform].members.length > 0;
const isOutside = (shape: LogShape, platform: number) => !isMember(shape, platform);
const isSmall = (shape: LogShape, platform: number) => SMALL_KINDS.has(shape.platforms[platform].kind);
/** Small services, and somebody whom nobody knows how to reach. */
const hasHiddenAndSmall = (shape: LogShape) =>
  usesWord(shape, "reachable") && shape.platforms.some((_, platform) => isSmall(shape, platform));
const hasOutside = (shape: LogShape) => {
  const members = shape.platforms.filter((_, platform) => isMember(shape, platform)).length;
  return members > 0 && members < shape.platforms.length;
};

/** Whether a statechart of the scenario may do one of these. */
const says =
  (...words: readonly string[]) =>
  (shape: LogShape) =>
    shape.words?.some((word) => words.includes(word)) === true;
const hasLookalikesAndSays =
  (...words: readonly string[]) =>
  (shape: LogShape) =>
    hasLookalikes(shape) && says(...words)(shape);
const saysStaff = (shape: LogShape, platform: number) => shape.platforms[platform].staff !== undefined;
const hasStaff = (shape: LogShape, platform: number) =>
  isSmall(shape, platform) && saysStaff(shape, platform);
const comparesMessages = (shape: LogShape, platform: number) =>
  !shape.platforms[platform].public && shape.platforms[platform].messagesPerHour !== undefined;
const anyPlatform = (is: (shape: LogShape, platform: number) => boolean) => (shape: LogShape) =>
  shape.platforms.some((_, platform) => is(shape, platform));
/** Kinds of speech beyond the usual five have a row only where a scenario has them. */
const hasSpeech = (shape: LogShape, index: number) =>
  hasLookalikes(shape) &&
  (index < USUAL_SPEECHES ||
    SPEECHES[index] === "other" ||
    shape.speeches?.includes(SPEECHES[index]) === true);

// Columns of an entry: id, unit, finest rows, direction, smallest difference that matters, the rest.

interface Rest {
  readonly kind: MeasureKind;
  readonly reads: readonly FactName[];
  readonly read: MeasureEntry["read"];
  /** sums do unless it is said; others do where it is said */
  readonly survivesScale?: boolean;
  /** only what hangs on actors or on the original alone */
  readonly survivesNaming?: boolean;
  readonly verdictNeeds?: string;
  readonly openBeside?: string;
  readonly arisesFrom?: readonly Origin[];
  readonly names?: MeasureEntry["names"];
  readonly exists?: MeasureEntry["exists"];
  readonly existsAt?: MeasureEntry["existsAt"];
  readonly among?: MeasureEntry["among"];
}

/** `5%` is a share of the baseline's value, a number stands in the measure's own unit. */
type Difference = number | "5%" | "10%";

function measure(
  id: string,
  unit: Unit,
  per: Breakdown,
  direction: Direction,
  difference: Difference,
  rest: Rest,
): MeasureEntry {
  const relative = typeof difference === "string";
  return {
    id,
    unit,
    per,
    direction,
    smallestDifference: relative ? Number.parseInt(difference, 10) / 100 : difference,
    smallestDifferenceIs: relative ? "relative" : "absolute",
    ...rest,
    survivesScale: rest.survivesScale ?? rest.kind === "sum",
    survivesNaming: rest.survivesNaming ?? false,
  };
}

const LIFE = ["content.posted", "content.removed", "content.restored"] as const satisfies readonly FactName[];
const DUTIES = [
  "duty.started",
  "duty.stopped",
  "duty.suspended",
  "duty.restarted",
  "duty.expired",
  "duty.waived",
  "duty.judged",
] as const;
/** Whether an order was unlawful in truth shows in the removals it caused. */
const JUDGED = [...DUTIES, "message.delivered", "content.removed"] as const satisfies readonly FactName[];
const BOUNDS = ["scenario.ended"] as const;

// What steps of a protocol come from.

const REPORTED: readonly Origin[] = [{ effect: "report" }];
const FOUND: readonly Origin[] = [{ effect: "report" }, { effect: "flag" }];
const CONFIRMED: readonly Origin[] = [{ effect: "confirm" }, { effect: "confirmNamed" }];
const ASSESSED: readonly Origin[] = [
  { effect: "decide", with: { key: "decision", text: "assess", begins: true } },
];
const ACTIVATED: readonly Origin[] = [{ effect: "note", with: { key: "what", text: "activated" } }];
const SHARED: readonly Origin[] = [{ effect: "shareHash" }];
const ALERTED: readonly Origin[] = [{ effect: "send", with: { key: "message", text: "alert" } }];
const SENT: readonly Origin[] = [{ effect: "send" }];

/** Every measure there is, once. */
export const MEASURE_TABLE: readonly MeasureEntry[] = [
  // Exposure: only unlawful items.
  measure("items.total", "items", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.posted"],
    read: sum((tally) => tally.exposure.posted),
  }),
  measure("items.removed", "items", "group", "none", "5%", {
    kind: "sum",
    reads: ["content.removed"],
    read: sum((tally) => tally.exposure.removed),
  }),
  measure("items.removed.at.<mark>", "items", "group", "none", "5%", {
    kind: "sum",
    reads: ["views.counted", "content.removed", ...BOUNDS],
    names: marksOf,
    read: atMark(
      (tally) => tally.counted.removedAt,
      (tally) => tally.exposure.removed,
    ),
  }),
  measure("items.online", "items", "group", "lower-better", "5%", { kind: "sum", reads: LIFE, read: online }),
  measure("items.online.peak", "items", "platform", "lower-better", "5%", {
    kind: "peak",
    reads: LIFE,
    read: (tally, row) =>
      row.platform === undefined ? tally.exposure.highest : tally.exposure.peak[row.over[0]],
  }),
  measure("items.online.at.<mark>", "items", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["views.counted", ...LIFE, ...BOUNDS],
    names: marksOf,
    read: atMark((tally) => tally.counted.onlineAt, undefined),
  }),
  measure("items.after.activation", "items", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.posted", "note.made"],
    arisesFrom: ACTIVATED,
    exists: hasActors,
    read: itemsAfterActivation,
  }),
  measure("items.outside.share", "share", "run", "none", 0.02, {
    kind: "ratio",
    reads: ["content.posted"],
    survivesScale: true,
    exists: hasOutside,
    among: isOutside,
    read: outsideShare((tally) => tally.exposure.posted),
  }),
  measure("uploads.attempted", "attempts", "group", "none", "5%", {
    kind: "sum",
    reads: ["content.posted", "content.blocked"],
    read: (tally, row) => add(tally.exposure.posted, row) + add(tally.exposure.blocked, row),
  }),
  measure("uploads.blocked", "attempts", "group", "none", "5%", {
    kind: "sum",
    reads: ["content.blocked"],
    read: sum((tally) => tally.exposure.blocked),
  }),
  measure("uploads.blocked.share", "share", "group", "higher-better", 0.02, {
    kind: "ratio",
    reads: ["content.posted", "content.blocked"],
    survivesScale: true,
    read: (tally, row) => {
      const blocked = add(tally.exposure.blocked, row);
      return ratio(tally, blocked, blocked + add(tally.exposure.posted, row));
    },
  }),
  measure("item.hours", "hours", "group", "lower-better", "5%", {
    kind: "length",
    reads: [...LIFE, ...BOUNDS],
    survivesScale: true,
    openBeside: "items.online",
    read: itemHours,
  }),
  measure("item.hours.mean", "hours", "group", "lower-better", "5%", {
    kind: "ratio",
    reads: [...LIFE, ...BOUNDS],
    survivesScale: true,
    openBeside: "items.online",
    read: (tally, row) => ratio(tally, itemHours(tally, row), add(tally.exposure.posted, row)),
  }),
  // A curve, point by point. A point alone gets no verdict: to remove some at once and the rest never is not better than to
  // remove all a little later. Hours online judge the whole.
  measure("removal.within.<age>", "share", "group", "none", 0.02, {
    kind: "ratio",
    reads: ["content.posted", "content.removed", "content.restored", ...BOUNDS],
    survivesScale: true,
    names: () => REMOVAL_AGES.map(formatDuration),
    read: removedByAge,
  }),
  measure("items.reported", "items", "group", "none", "5%", {
    kind: "sum",
    reads: ["content.reported"],
    read: sum((tally) => tally.exposure.reported),
  }),
  measure("items.reported.wrong.share", "share", "platform", "none", 0.02, {
    kind: "ratio",
    reads: ["content.reported"],
    survivesScale: true,
    read: share(
      (tally) => tally.exposure.reportedWrong,
      (tally) => tally.exposure.reported,
    ),
  }),
  measure("items.kept", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.kept"],
    exists: hasReview,
    read: sum((tally) => tally.exposure.kept),
  }),
  measure("items.returned", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.restored", "content.removed"],
    exists: hasActors,
    read: sum((tally) => tally.exposure.returned),
  }),
  measure("items.restrictions", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.restricted"],
    exists: hasActors,
    read: sum((tally) => tally.exposure.restricted),
  }),

  // Views of unlawful items.
  measure("views.total", "views", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["views.counted"],
    read: sum((tally) => tally.counted.views),
  }),
  measure("views.at.<mark>", "views", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["views.counted", ...BOUNDS],
    names: marksOf,
    read: atMark(
      (tally) => tally.counted.viewsAt,
      (tally) => tally.counted.views,
    ),
  }),
  measure("views.after.activation", "views", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["views.counted", "note.made"],
    arisesFrom: ACTIVATED,
    exists: hasActors,
    read: viewsAfterActivation,
  }),
  measure("views.outside.share", "share", "run", "none", 0.02, {
    kind: "ratio",
    reads: ["views.counted"],
    survivesScale: true,
    exists: hasOutside,
    among: isOutside,
    read: outsideShare((tally) => tally.counted.views),
  }),

  // When: instants since the incident's start.
  measure("time.report", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["incident.reported"],
    arisesFrom: REPORTED,
    read: (tally) => instant(tally, tally.coordination.firstReport),
  }),
  measure("time.report.platform", "ms", "platform", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["content.reported", "content.posted"],
    arisesFrom: REPORTED,
    read: first(
      (tally) => tally.exposure.reported,
      (tally) => tally.exposure.firstReport,
    ),
  }),
  measure("time.detection", "ms", "platform", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["content.reported", "content.flagged", "content.posted"],
    arisesFrom: FOUND,
    read: first(
      (tally) => tally.exposure.found,
      (tally) => tally.exposure.firstFound,
    ),
  }),
  measure("time.confirmation", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["incident.confirmed"],
    arisesFrom: CONFIRMED,
    read: (tally) => instant(tally, tally.coordination.firstConfirmation),
  }),
  measure("time.assessment", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["decision.taken"],
    survivesNaming: true,
    arisesFrom: ASSESSED,
    exists: hasActors,
    survivesScale: true,
    read: (tally) => instant(tally, tally.coordination.firstAssessment),
  }),
  measure("time.activation", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["note.made"],
    survivesNaming: true,
    arisesFrom: ACTIVATED,
    exists: hasActors,
    survivesScale: true,
    read: (tally) => instant(tally, tally.coordination.activation),
  }),
  measure("time.hash.shared", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["hash.shared"],
    arisesFrom: SHARED,
    exists: hasActors,
    read: (tally) => instant(tally, tally.coordination.firstShare),
  }),
  measure("time.removal.first", "ms", "platform", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["content.removed", "content.posted"],
    read: first(
      (tally) => tally.exposure.takenDown,
      (tally) => tally.exposure.firstRemoval,
    ),
  }),
  measure("time.removal.last", "ms", "platform", "lower-better", 10 * MINUTE, {
    kind: "instant",
    reads: LIFE,
    read: lastRemoval,
  }),
  measure("time.end", "ms", "run", "none", MINUTE, {
    kind: "instant",
    reads: BOUNDS,
    read: (tally) => (tally.ended ? instant(tally, tally.now) : tally.open(tally.now)),
  }),

  // The originals, one by one or all of them: the longest time, the sum of views. They stay whole at a scale, but how long
  // one is up may hang on which copy of it is recognised first.
  measure("original.online", "ms", "run", "lower-better", MINUTE, {
    kind: "length",
    reads: ["original.posted", "original.removed", ...BOUNDS],
    read: longest(hasCome, originalOnline),
  }),
  measure("original.online.<original>", "ms", "run", "lower-better", MINUTE, {
    kind: "length",
    reads: ["original.posted", "original.removed", ...BOUNDS],
    names: originalsOf,
    read: ofOne(hasCome, originalOnline),
  }),
  measure("original.views", "views", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["original.posted", "original.removed", "stream.ended", "content.restored"],
    survivesScale: false,
    read: together(hasCome, originalViews),
  }),
  measure("original.views.<original>", "views", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["original.posted", "original.removed", "stream.ended", "content.restored"],
    survivesScale: false,
    names: originalsOf,
    read: ofOne(hasCome, originalViews),
  }),
  measure("original.flagged", "items", "run", "none", 1, {
    kind: "sum",
    reads: ["original.posted", "content.flagged"],
    survivesNaming: true,
    exists: hasActors,
    read: together(hasCome, ({ originals }, original) => originals.flagged[original]),
  }),
  measure("original.removed.after", "ms", "run", "lower-better", MINUTE, {
    kind: "length",
    reads: ["original.posted", "original.removed", "content.restored", "message.delivered", ...BOUNDS],
    exists: hasActors,
    read: longest(isTold, removedAfter),
  }),
  measure("stream.length", "ms", "run", "lower-better", MINUTE, {
    kind: "length",
    reads: ["original.posted", "stream.ended", ...BOUNDS],
    survivesNaming: true,
    survivesScale: true,
    read: longest(isStream, streamLength),
  }),
  measure("stream.views", "views", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["original.posted", "stream.ended"],
    survivesNaming: true,
    read: together(isStream, streamViews),
  }),
  measure("stream.reported", "items", "run", "none", 1, {
    kind: "sum",
    reads: ["original.posted", "stream.ended", "content.reported"],
    survivesNaming: true,
    exists: hasActors,
    read: together(isStream, ({ originals }, original) => originals.reportedLive[original]),
  }),
  measure("recording.online", "ms", "run", "lower-better", MINUTE, {
    kind: "length",
    reads: ["original.posted", "original.removed", "stream.ended", "content.restored", ...BOUNDS],
    read: longest(isRecorded, recordingOnline),
  }),
  measure("recording.views", "views", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["original.posted", "original.removed", "stream.ended", "content.restored"],
    survivesScale: false,
    read: together(isRecorded, recordingViews),
  }),

  // What lawful material suffered.
  // What of it is blocked, and so what is left to be posted, hangs on when the first copy of a version was recognised.
  measure("lawful.total", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.posted"],
    survivesScale: false,
    exists: hasLookalikes,
    read: sum((tally) => tally.exposure.lawfulPosted),
  }),
  measure("lawful.removed", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.removed"],
    exists: hasLookalikes,
    read: sum((tally) => tally.exposure.lawfulRemoved),
  }),
  measure("lawful.removed.share", "share", "platform", "lower-better", 0.005, {
    kind: "ratio",
    reads: ["content.removed", "content.posted"],
    exists: hasLookalikes,
    survivesScale: true,
    read: share(
      (tally) => tally.exposure.lawfulRemoved,
      (tally) => tally.exposure.lawfulPosted,
    ),
  }),
  measure("lawful.removed.by.<cause>", "items", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.removed"],
    survivesScale: false,
    exists: hasLookalikes,
    names: () => CAUSES,
    read: (tally, row) => tally.exposure.byCause[row.index],
  }),
  measure("lawful.removed.speech.<speech>", "items", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.removed"],
    survivesScale: false,
    exists: hasSpeech,
    names: () => SPEECHES,
    read: (tally, row) => tally.exposure.bySpeech[row.index],
  }),
  measure("lawful.blocked", "attempts", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.blocked"],
    survivesScale: false,
    exists: hasLookalikes,
    read: sum((tally) => tally.exposure.lawfulBlocked),
  }),
  measure("lawful.hours.down", "hours", "platform", "lower-better", "5%", {
    kind: "length",
    reads: ["content.removed", "content.restored", ...BOUNDS],
    survivesScale: true,
    exists: hasLookalikes,
    read: lawfulDown,
  }),
  measure("lawful.restored", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.removed", "content.restored"],
    exists: hasLookalikes,
    read: sum((tally) => tally.exposure.lawfulRestored),
  }),
  measure("lawful.restored.after", "ms", "platform", "lower-better", HOUR, {
    kind: "ratio",
    reads: ["content.removed", "content.restored"],
    exists: hasLookalikes,
    survivesScale: true,
    read: share(
      (tally) => tally.exposure.restoredAfter,
      (tally) => tally.exposure.lawfulRestored,
    ),
  }),
  measure("appeals", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.appealed"],
    exists: hasLookalikes,
    read: sum((tally) => tally.exposure.appealed),
  }),
  measure("orders.wrongful", "count", "run", "lower-better", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    exists: (shape) => hasLookalikes(shape) && hasActors(shape),
    read: (tally) => tally.orders.wrongfulOrders,
  }),

  // Duties, never mixing law with promise. What an unlawful order started stands on its own lines.
  measure("duties.started.<kind>", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    read: (tally, { index }) => dutyCount(tally, "started", index),
  }),
  measure("duties.met.<kind>", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    read: (tally, { index }) => dutyCount(tally, "met", index),
  }),
  measure("duties.missed.<kind>", "count", "run", "lower-better", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    verdictNeeds: "duties.started.<kind>",
    read: (tally, { index }) => dutyCount(tally, "missed", index),
  }),
  measure("duties.open.<kind>", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    read: (tally, { index }) => openDuties(tally, index),
  }),
  measure("duties.suspended.<kind>", "count", "run", "none", 1, {
    kind: "sum",
    reads: DUTIES,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    read: (tally, { index }) => dutyCount(tally, "suspended", index),
  }),
  measure("duties.met.share.<kind>", "share", "run", "higher-better", 0.02, {
    kind: "ratio",
    reads: JUDGED,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    verdictNeeds: "duties.started.<kind>",
    read: (tally, { index }) => {
      const met = dutyCount(tally, "met", index);
      const broken = dutyCount(tally, "missed", index) + dutyCount(tally, "tooEarly", index);
      return ratio(tally, met, met + broken);
    },
  }),
  measure("duties.lateness.<kind>", "ms", "run", "lower-better", MINUTE, {
    kind: "ratio",
    reads: [...JUDGED, ...BOUNDS],
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    read: (tally, { index }) => lateness(tally, index),
  }),
  dutyEnd("duties.too-early.<kind>", "tooEarly", "lower-better", hasForm("minimum-wait")),
  dutyEnd("duties.waived.<kind>", "waived", "none", ({ waivable }) => waivable === true),
  dutyEnd("duties.used.<kind>", "used", "none", hasForm("window")),
  dutyEnd("duties.lapsed.<kind>", "lapsed", "none", hasForm("window", "expiry")),
  dutyEnd("duties.ended.<kind>", "ended", "none", hasForm("expiry")),
  dutyEnd("duties.judged.met.<kind>", "judgedMet", "none", hasForm("judged")),
  dutyEnd("duties.judged.missed.<kind>", "judgedMissed", "lower-better", hasForm("judged")),
  measure("duties.wrongful-order.met", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    exists: hasDuties,
    read: ({ duties }) => total(duties.wrongful.ends.met),
  }),
  measure("duties.wrongful-order.missed", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    exists: hasDuties,
    read: ({ duties }) => total(duties.wrongful.ends.missed),
  }),
  measure("duties.wrongful-order.open", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    exists: hasDuties,
    read: ({ duties: { wrongful } }) =>
      DUTY_ENDS.reduce((open, end) => open - total(wrongful.ends[end]), total(wrongful.started)),
  }),

  // Work.
  measure("reviews.finished", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["review.finished"],
    exists: hasReview,
    existsAt: reviews,
    read: sum((tally) => tally.workload.jobs),
  }),
  measure("reviewer.hours", "hours", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["review.finished"],
    exists: hasReview,
    existsAt: reviews,
    read: (tally, row) => add(tally.workload.lasted, row) / HOUR,
  }),
  measure("review.wait", "ms", "platform", "lower-better", MINUTE, {
    kind: "ratio",
    reads: ["review.finished"],
    exists: hasReview,
    existsAt: reviews,
    read: share(
      (tally) => tally.workload.waited,
      (tally) => tally.workload.jobs,
    ),
  }),
  measure("review.wait.longest", "ms", "platform", "lower-better", MINUTE, {
    kind: "peak",
    reads: ["review.finished"],
    exists: hasReview,
    existsAt: reviews,
    read: highest((tally) => tally.workload.longestWait),
  }),
  // An item that stands for many takes all their reviews at once: what waits in a lower lane waits longer, and more of it is
  // still waiting at the end.
  measure("review.jobs.lane.<lane>", "count", "lane", "none", "5%", {
    kind: "sum",
    reads: ["review.finished"],
    survivesScale: false,
    names: lanesOf,
    existsAt: hasLane,
    read: (tally, row) => laneSum(tally, row, tally.workload.laneJobs),
  }),
  measure("review.wait.lane.<lane>", "ms", "lane", "lower-better", MINUTE, {
    kind: "ratio",
    reads: ["review.finished"],
    names: lanesOf,
    existsAt: hasLane,
    read: (tally, row) =>
      ratio(
        tally,
        laneSum(tally, row, tally.workload.laneWaited),
        laneSum(tally, row, tally.workload.laneJobs),
      ),
  }),
  measure("reviewers.busy", "people", "platform", "none", "5%", {
    kind: "ratio",
    reads: ["review.finished", ...BOUNDS],
    survivesScale: true,
    exists: hasReview,
    existsAt: reviews,
    read: (tally, row) =>
      ratio(tally, allLanes(tally, row, tally.workload.laneLasted), Math.max(0, tally.now)),
  }),
  measure("queue.peak", "count", "platform", "lower-better", "10%", {
    kind: "peak",
    reads: ["queue.counted"],
    exists: hasReview,
    existsAt: reviews,
    read: highest((tally) => tally.workload.queuePeak),
  }),
  measure("crises.entered", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["crisis.entered"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.crises,
  }),

  // Working together.
  measure("messages.sent", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["message.sent"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.sent,
  }),
  measure("messages.sent.<message>", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["message.sent"],
    survivesScale: false,
    exists: (shape, index) =>
      hasActors(shape) && (index < FIRST_MESSAGES || usesWord(shape, MESSAGES[index])),
    names: () => MESSAGES,
    read: (tally, row) => tally.coordination.sentByKind[row.index],
  }),
  measure("messages.duplicates", "count", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["message.delivered"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.duplicates,
  }),
  measure("messages.lost", "count", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["message.lost"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.lost,
  }),
  measure("messages.withheld", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["message.withheld"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "deduplicate") || usesWord(shape, "deconflict"),
    read: (tally) => tally.coordination.withheld,
  }),
  measure("demands.repeated", "items", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["demand.repeated"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, SEVERAL),
    read: (tally) => tally.coordination.repeated,
  }),
  measure("demands.contradicted", "items", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["demand.contradicted"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, SEVERAL),
    read: (tally) => tally.coordination.contradicted,
  }),
  measure("demands.set-aside", "items", "run", "none", "5%", {
    kind: "sum",
    reads: ["demand.contradicted"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, SEVERAL),
    read: (tally) => tally.coordination.setAside,
  }),
  measure("messages.relayed", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["message.relayed"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "via"),
    read: (tally) => tally.coordination.relayed,
  }),
  measure("messages.undeliverable", "count", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["message.undeliverable"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "reachable"),
    read: (tally) => tally.coordination.undeliverable,
  }),
  measure("decisions.waited", "count", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["decision.begun"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "desks"),
    read: (tally) => tally.coordination.waited,
  }),
  measure("decisions.wait", "ms", "run", "lower-better", MINUTE, {
    kind: "ratio",
    reads: ["decision.begun"],
    exists: (shape) => usesWord(shape, "desks"),
    read: (tally) => ratio(tally, tally.coordination.waitedFor, tally.coordination.waited),
  }),
  measure("decisions.waiting.peak", "count", "run", "lower-better", 1, {
    kind: "peak",
    reads: ["decision.queued"],
    exists: (shape) => usesWord(shape, "desks"),
    read: (tally) => tally.coordination.mostWaiting,
  }),
  measure("sanctions.incurred", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["sanction.incurred"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "sanction"),
    read: (tally) => tally.coordination.sanctions,
  }),
  measure("sanctions.money", "money", "run", "none", "5%", {
    kind: "sum",
    reads: ["sanction.incurred"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "sanction"),
    read: (tally) => tally.coordination.money,
  }),
  measure("actions.refused", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["action.refused"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "intrude") || usesWord(shape, "monitorGenerally"),
    read: (tally) => tally.coordination.refused,
  }),
  measure("time.claim.corrected", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["claim.corrected"],
    exists: (shape) => usesWord(shape, "claim"),
    read: (tally) => instant(tally, tally.coordination.correction),
  }),
  measure("messages.opened.after", "ms", "run", "lower-better", MINUTE, {
    kind: "ratio",
    reads: ["message.sent", "message.opened"],
    arisesFrom: SENT,
    exists: hasActors,
    read: (tally) => ratio(tally, tally.coordination.openedAfter, tally.coordination.opened),
  }),
  measure("alert.coverage", "share", "run", "higher-better", 0.02, {
    kind: "ratio",
    reads: ["message.delivered"],
    arisesFrom: ALERTED,
    exists: hasActors,
    read: (tally, row) => ratio(tally, add(tally.coordination.alerted, row), row.over.length),
  }),
  measure("alert.unreached.small", "count", "run", "lower-better", 1, {
    kind: "sum",
    reads: ["message.delivered"],
    arisesFrom: ALERTED,
    survivesScale: false,
    exists: (shape) => hasActors(shape) && shape.platforms.some((_, platform) => isSmall(shape, platform)),
    among: isSmall,
    read: (tally, row) => row.over.length - add(tally.coordination.alerted, row),
  }),
  measure("alert.coverage.small.at.<mark>", "share", "run", "higher-better", 0.02, {
    kind: "ratio",
    reads: ["message.delivered", "content.posted", "views.counted", ...BOUNDS],
    arisesFrom: ALERTED,
    names: marksOf,
    exists: hasHiddenAndSmall,
    among: isSmall,
    read: reachedByMark,
  }),
  measure("alert.unreached.small.carrying", "count", "run", "lower-better", 1, {
    kind: "sum",
    reads: ["message.delivered", "content.posted"],
    arisesFrom: ALERTED,
    survivesScale: false,
    exists: hasHiddenAndSmall,
    among: isSmall,
    read: (tally, { over }) => over.filter((platform) => isUnreached(tally, platform)).length,
  }),
  measure("staff.hours.small.unreached", "hours", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["review.finished", "message.opened", "message.delivered", "content.posted"],
    arisesFrom: ALERTED,
    survivesScale: false,
    exists: (shape) => usesWord(shape, "reachable") && anyPlatform(hasStaff)(shape),
    among: hasStaff,
    read: unreachedHours,
  }),
  measure("orders.fulfilled", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["order.fulfilled"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.ordersFulfilled,
  }),
  measure("decisions.taken", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["decision.taken"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.decisions,
  }),
  measure("versions.found", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["hash.found"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.found.size,
  }),
  measure("versions.hashed", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["hash.made"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.hashed.size,
  }),
  measure("versions.shared", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["hash.shared"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.shared.size,
  }),
  measure("hashes.ingested", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["hash.ingested"],
    survivesScale: false,
    exists: hasActors,
    read: sum((tally) => tally.coordination.ingested),
  }),
  measure("hashes.withdrawn", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["hash.withdrawn"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.withdrawn,
  }),
  // What is kept, told and contested, and what else is done than to take down.
  measure("lawful.removed.language.<language>", "items", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.removed"],
    survivesScale: false,
    names: (shape) => shape.languages ?? [],
    read: (tally, row) => tally.treatment.byLanguage[row.index],
  }),
  measure("evidence.preserved", "items", "platform", "higher-better", "5%", {
    kind: "sum",
    reads: ["content.preserved"],
    exists: says("preserve", "purge"),
    read: sum((tally) => tally.treatment.preserved),
  }),
  measure("evidence.lost", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.purged"],
    exists: says("preserve", "purge"),
    read: sum((tally) => tally.treatment.evidenceLost),
  }),
  measure("evidence.unsecured", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.preserved", "content.removed", "content.restored"],
    exists: says("preserve", "purge"),
    read: unsecured,
  }),
  measure("users.told", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["user.informed"],
    exists: says("informUser", "withholdInformation"),
    read: sum((tally) => tally.treatment.told),
  }),
  measure("users.told.why", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["user.informed"],
    exists: says("informUser", "withholdInformation"),
    read: sum((tally) => tally.treatment.reasoned),
  }),
  measure("users.withheld", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["information.withheld"],
    exists: says("withholdInformation"),
    read: sum((tally) => tally.treatment.withheld),
  }),
  // Of more that is taken down wrongly more can be told: to tell many is no good in itself.
  measure("lawful.told", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["user.informed"],
    exists: hasLookalikesAndSays("informUser", "withholdInformation"),
    read: sum((tally) => tally.treatment.lawfulTold),
  }),
  measure("complaints.to.<body>", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["complaint.made"],
    names: () => REDRESS,
    exists: says("complain", "decideComplaint"),
    read: byBody((tally) => tally.treatment.complaints),
  }),
  measure("complaints.reversed.<body>", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["complaint.decided"],
    names: () => REDRESS,
    exists: says("complain", "decideComplaint"),
    read: byBody((tally) => tally.treatment.reversed),
  }),
  measure("complaints.reversed.share.<body>", "share", "run", "none", 0.02, {
    kind: "ratio",
    reads: ["complaint.decided"],
    survivesScale: true,
    names: () => REDRESS,
    exists: says("complain", "decideComplaint"),
    read: (tally, row) =>
      ratio(
        tally,
        byBody(({ treatment }) => treatment.reversed)(tally, row),
        byBody(({ treatment }) => treatment.decided)(tally, row),
      ),
  }),
  measure("items.labelled", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.labelled"],
    exists: says("label"),
    read: sum((tally) => tally.treatment.labelled),
  }),
  measure("lawful.labelled", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.labelled"],
    exists: hasLookalikesAndSays("label"),
    read: sum((tally) => tally.treatment.lawfulLabelled),
  }),
  measure("labels.wrong", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.labelled"],
    exists: says("label"),
    read: sum((tally) => tally.treatment.labelledWrong),
  }),
  measure("labels.withdrawn", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.unlabelled"],
    exists: says("unlabel", "controlProvenance"),
    read: sum((tally) => tally.treatment.unlabelled),
  }),
  measure("accounts.struck", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["account.struck"],
    exists: says("strike"),
    read: sum((tally) => tally.treatment.struck),
  }),
  measure("accounts.restricted", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["account.restricted"],
    exists: says("restrictAccount"),
    read: sum((tally) => tally.treatment.accounts),
  }),
  measure("accounts.refused", "attempts", "platform", "none", "5%", {
    kind: "sum",
    reads: ["account.refused"],
    exists: says("restrictAccount"),
    read: sum((tally) => tally.treatment.refused),
  }),
  measure("access.blocks", "count", "platform", "none", 1, {
    kind: "sum",
    reads: ["access.blocked"],
    survivesScale: false,
    exists: says("blockAccess"),
    read: sum((tally) => tally.treatment.blocks),
  }),
  measure("lawful.unreachable", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["access.blocked", "access.unblocked", "content.posted", "content.removed", "content.restored"],
    exists: hasLookalikesAndSays("blockAccess"),
    read: (tally, { over }) => {
      let items = 0;
      for (const platform of over) items += tally.treatment.unreachable(platform);
      return items;
    },
  }),
  measure("lawful.views.unreachable", "views", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["access.blocked", "access.unblocked", ...BOUNDS],
    exists: says("blockAccess"),
    read: lawfulViewsAway,
  }),
  measure("private.scanned", "count", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["hash.made", "hash.ingested", "matching.switched", ...BOUNDS],
    exists: anyPlatform(comparesMessages),
    existsAt: (shape, _, platform) => comparesMessages(shape, platform),
    among: comparesMessages,
    read: scanned,
  }),
  measure("staff.hours.small", "hours", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["review.finished", "message.opened"],
    survivesScale: false,
    exists: anyPlatform(hasStaff),
    existsAt: (shape, _, platform) => hasStaff(shape, platform),
    among: hasStaff,
    read: staffHours,
  }),
  measure("staff.hours.small.head", "hours", "platform", "lower-better", "5%", {
    kind: "ratio",
    reads: ["review.finished", "message.opened"],
    exists: anyPlatform(hasStaff),
    existsAt: (shape, _, platform) => hasStaff(shape, platform),
    among: hasStaff,
    read: (tally, row) => ratio(tally, staffHours(tally, row), peopleOf(tally, row)),
  }),
  measure("demands.opened", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["message.opened"],
    survivesScale: false,
    exists: anyPlatform(saysStaff),
    existsAt: (shape, _, platform) => saysStaff(shape, platform),
    among: saysStaff,
    read: sum((tally) => tally.treatment.demanded),
  }),
  measure("demands.hours", "hours", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["message.opened"],
    survivesScale: false,
    exists: anyPlatform(saysStaff),
    existsAt: (shape, _, platform) => saysStaff(shape, platform),
    among: saysStaff,
    read: demandHours,
  }),
  measure("demands.hours.head", "hours", "platform", "lower-better", "5%", {
    kind: "ratio",
    reads: ["message.opened"],
    exists: anyPlatform(saysStaff),
    existsAt: (shape, _, platform) => saysStaff(shape, platform),
    among: saysStaff,
    read: (tally, row) => ratio(tally, demandHours(tally, row), peopleOf(tally, row)),
  }),
  measure("demands.hours.head.each", "hours", "platform", "lower-better", "5%", {
    kind: "ratio",
    reads: ["message.opened"],
    exists: anyPlatform(saysStaff),
    existsAt: (shape, _, platform) => saysStaff(shape, platform),
    among: saysStaff,
    read: hoursOfOne,
  }),
  measure("hashes.mistaken", "count", "run", "lower-better", 1, {
    kind: "sum",
    reads: ["hash.mistaken"],
    survivesScale: false,
    exists: says("mistake"),
    read: sum((tally) => tally.treatment.mistaken),
  }),
  measure("hashes.mistaken.reached", "count", "platform", "lower-better", 1, {
    kind: "sum",
    reads: ["hash.mistaken", "hash.ingested"],
    survivesScale: false,
    exists: says("mistake"),
    read: sum((tally) => tally.treatment.misled),
  }),
  measure("hashes.mistaken.lived", "ms", "run", "lower-better", HOUR, {
    kind: "ratio",
    reads: ["hash.mistaken", "hash.ingested", "hash.dropped", ...BOUNDS],
    exists: says("mistake"),
    read: misledFor,
  }),
  measure("hashes.disputed", "count", "platform", "none", 1, {
    kind: "sum",
    reads: ["hash.feedback"],
    survivesScale: false,
    exists: says("hashFeedback"),
    read: sum((tally) => tally.treatment.disagreements),
  }),
  measure("hashes.relabelled", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["hash.relabelled"],
    survivesScale: false,
    exists: says("relabelHash"),
    read: sum((tally) => tally.treatment.relabelled),
  }),
  measure("ledgers.published", "count", "platform", "none", 1, {
    kind: "sum",
    reads: ["ledger.published"],
    survivesScale: false,
    exists: says("publishLedger"),
    read: sum((tally) => tally.treatment.ledgers),
  }),
  // Who looks over whose shoulder: what overseers found is what they say of others, with errors of their own.
  measure("oversight.hours", "hours", "platform", "none", "5%", {
    kind: "sum",
    reads: ["oversight.began", "oversight.ended", ...BOUNDS],
    survivesScale: false,
    exists: says("placeReviewers"),
    read: (tally, { over }) => tally.oversight.hours(over, tally.now),
  }),
  measure("verdicts.corrected", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["verdict.corrected"],
    survivesScale: false,
    exists: says("placeReviewers"),
    read: sum((tally) => tally.oversight.corrected),
  }),
  measure("samples.size", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["removals.sampled"],
    survivesScale: false,
    exists: says("sampleRemovals"),
    read: sum((tally) => tally.oversight.looked),
  }),
  measure("samples.wrong.share", "share", "platform", "none", 0.02, {
    kind: "ratio",
    reads: ["removals.sampled"],
    exists: says("sampleRemovals"),
    read: share(
      (tally) => tally.oversight.foundWrong,
      (tally) => tally.oversight.looked,
    ),
  }),
  measure("samples.wrong.margin", "share", "platform", "lower-better", 0.02, {
    kind: "peak",
    reads: ["removals.sampled"],
    exists: says("sampleRemovals"),
    read: (tally, row) => margin(add(tally.oversight.foundWrong, row), add(tally.oversight.looked, row)),
  }),
  measure("labels.controlled", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["label.controlled"],
    exists: says("controlProvenance"),
    read: sum((tally) => tally.oversight.controlled),
  }),
  measure("labels.wrong.left", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.labelled", "label.controlled"],
    exists: says("controlProvenance"),
    read: (tally, row) => add(tally.treatment.labelledWrong, row) - add(tally.oversight.withdrawnWrong, row),
  }),
  measure("pledges.kept", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["pledge.followed"],
    survivesScale: false,
    exists: says("followPledges"),
    read: (tally) => tally.oversight.kept,
  }),
  measure("pledges.broken", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["pledge.followed"],
    survivesScale: false,
    exists: says("followPledges"),
    read: (tally) => tally.oversight.broken,
  }),
  measure("capped", "yes/no", "run", "lower-better", 1, {
    kind: "flag",
    reads: ["cap.reached", ...BOUNDS],
    read: (tally) => (tally.capped ? 1 : 0),
  }),
];
