import {
  Draws,
  EventList,
  exponentialOfWord,
  hashText,
  LineageKey,
  quantile,
  splitSeed,
  unit,
  wordFor,
} from "../engine/index.ts";
import { BEYOND, type Dictionary, type Fact, type FactListener } from "../model/index.ts";
import { Broods, findAge, LEVEL_TO_AGE } from "./broods.ts";
import type { CompiledDelay, CompiledMatch, CompiledPlatform, CompiledScenario, Route } from "./compile.ts";
import { FactsOut, type Keep, KIND } from "./facts-out.ts";
import { FLAG, Items, STATUS } from "./items.ts";
import { CHILD, chancePurpose, PRIORITY, PURPOSE } from "./purposes.ts";
import { Reach } from "./reach.ts";
import { KNOWN, Versions } from "./versions.ts";

/** Kinds of entry in the event list. Timers of items' statecharts are numbered from `itemTimer` up. */
export const ENTRY = {
  /** the next child of a brood is due */
  birth: 1,
  removal: 2,
  switch: 3,
  streamEnd: 4,
  service: 5,
  ordinary: 6,
  delivery: 7,
  opening: 8,
  decision: 9,
  actorTimer: 10,
  hashTimer: 11,
  ingest: 12,
  duty: 13,
  mark: 14,
  end: 15,
  incident: 16,
  hour: 17,
  /** an item without an online parent: original, lookalike, re-upload */
  single: 18,
  /** what was done to an item or account for a term ends */
  term: 19,
  /** what is claimed of an original is corrected */
  claim: 20,
  /** a message arrives at who passes it on, or is passed on */
  relay: 21,
  /** what the scenario brings up at a set time */
  inject: 24,
  /** reviewers from outside leave */
  oversight: 25,
  itemTimer: 32,
} as const;

/** What the statecharts of items do when the world tells them something; absent when bare rules drive the run. */
export interface ItemMachines {
  start(row: number): void;
  tell(row: number, event: string): void;
  sweep(row: number, chance: number, number: number): void;
  /** fetches from memory what a timer of an item will need; what it returns means nothing */
  touch(timer: number, row: number): number;
}

/** Who is told what happens to items, besides the log. */
export interface Watchers {
  onReported(row: number): void;
  onOriginalRemoved(platform: number): void;
  /** an item was removed or restricted */
  onGone(row: number): void;
}

/** One wait made longer, for checking critical paths: the wait named by whose it is, what for and which time. */
export interface Stretch {
  readonly keyHi: number;
  readonly keyLo: number;
  readonly purpose: number;
  readonly index: number;
  readonly by: number;
}

/** Hears each drawn wait: whose, what for, which time, how long (ms), and the instant from which it runs. */
export type WaitListener = (
  keyHi: number,
  keyLo: number,
  purpose: number,
  index: number,
  ms: number,
  since: number,
) => void;

export interface WorldOptions {
  readonly listener?: FactListener;
  readonly keep?: Keep;
  readonly onKept?: (fact: Fact) => void;
  readonly onWait?: WaitListener;
  readonly stretch?: Stretch;
  readonly scale?: number;
  readonly wholeUploads?: number;
}

/** Purpose of the draw whether an item is ever found: the same as a statechart's chance named `found`. */
const FOUND = chancePurpose("found");

/** Fields that make up the state besides the columns and the event list. */
const WORLD_STATE = [
  "seedHi",
  "seedLo",
  "replication",
  "epoch",
  "now",
  "era",
  "cause",
  "wait",
  "events",
  "attempts",
  "everOnline",
  "isCapped",
  "switchesDone",
  "late",
  "ended",
  "flags",
  "askedTerritory",
  "askedLeak",
  "switchedBlock",
  "switchedSweep",
  "matchingDown",
  "settledViews",
  "online",
  "removalPhase",
  "marks",
  "deferred",
  "recentUploads",
  "recentMinute",
  "arrived",
] as const;

/** Numbers of the words that the world itself uses in facts. */
const wordsOf = (dictionary: Dictionary) => ({
  original: dictionary.number("original"),
  copy: dictionary.number("copy"),
  capture: dictionary.number("capture"),
  reupload: dictionary.number("reupload"),
  spread: dictionary.number("spread"),
  stream: dictionary.number("stream"),
  unlawful: dictionary.number("unlawful"),
  over: dictionary.number("over"),
  cut: dictionary.number("cut"),
  rule: dictionary.number("rule"),
  sweep: dictionary.number("sweep"),
  horizon: dictionary.number("horizon"),
  nothingLeft: dictionary.number("nothing-left"),
  endex: dictionary.number("endex"),
  capped: dictionary.number("capped"),
  end: dictionary.number("end"),
  activation: dictionary.number("activation"),
  schedule: dictionary.number("schedule"),
  hour: dictionary.number("hour"),
});
type WorldWords = Readonly<ReturnType<typeof wordsOf>>;

/** More items than this may not fit into memory: a scenario that means to have more must say so with a cap. */
const MOST_ITEMS = 10_000_000;

/**
 * Items for which there is room from the beginning: as many as the cap allows, where that is a large incident's worth.
 * A small scenario begins with little and grows: what it never uses is not free, because a comparison keeps dozens of
 * simulations ready, and memory that one of them gives back is cleared before another gets it.
 */
const LEAST_ROOM = 1024;
const LARGE_ROOM = 1_048_576;
const MOST_ROOM = 2_097_152;

/** Uploads of each platform that stay whole at a scale. */
const WHOLE_UPLOADS = 1000;
/** Weights are multiples of 2^-20: sums of some thousand millions of them are exact, so that what comes and goes leaves nothing. */
const WEIGHT_STEPS = 1_048_576;

/** How many items one that was kept at a scale stands for; it was kept with the inverse chance. */
function weightAt(scale: number): number {
  if (!(scale > 0 && scale <= 1)) throw new RangeError(`simulation/no_such_scale: ${scale}`);
  return Math.round(WEIGHT_STEPS / scale) / WEIGHT_STEPS;
}

/** A run grew past what fits into memory, and its scenario has no cap or horizon that ends it before. */
export class TooManyItemsError extends Error {
  readonly code = "simulation/too_many_items";
  readonly items: number;

  constructor(items: number) {
    super(`simulation/too_many_items: ${items}`);
    this.items = items;
  }
}

const MINUTE = 60_000;
const WORDS_OF_A_DRAW = 4294967296;
// Asked for at every upload: a name of their own saves the look into a large table.
const { "content.blocked": BLOCKED, "content.posted": POSTED, "content.removed": REMOVED } = KIND;

/** Flags of items that go another way than the many copies do. */
const APART = FLAG.original | FLAG.lawful;
/** Flags of which an unlawful item has at most one: where it comes from. */
const ORIGIN = FLAG.original | FLAG.reupload | FLAG.capture;
/** the hash was made as one of a kind */
const KNOWN_BY_KIND = KNOWN.exact | KNOWN.perceptual;
const NO_MATCH: CompiledMatch = { recall: 0, falseMatch: 0, edits: 0 };

/** Entries whose time hangs on chance: a branch draws it anew, though it lay beyond the horizon. */
const REDRAWN: ReadonlySet<number> = new Set([
  ENTRY.single,
  ENTRY.switch,
  ENTRY.service,
  ENTRY.ordinary,
  ENTRY.delivery,
  ENTRY.decision,
  ENTRY.actorTimer,
  ENTRY.hashTimer,
  ENTRY.ingest,
]);

interface Deferred {
  readonly time: number;
  readonly priority: number;
  readonly kind: number;
  readonly subject: number;
}

/**
 * The mutable state of one replication and what happens to items in it: births, blocks, removals, re-uploads, sweeps and
 * views. Bare rules and statecharts both act through it.
 *
 * `cause` and `wait` say why what happens now happens: the fact that set it going and the word of the wait in between.
 * Whoever takes an entry sets them; each fact becomes the cause of the next one of the same instant.
 *
 * At a scale F below 1, actors, messages, originals, lookalikes and the first uploads on each platform stay whole. A later
 * upload whose parent counts 1 is kept with chance F, by a draw of its own and before it is blocked or goes online; it and
 * all that descends from it then count 1/F. Whether it is kept hangs on nothing but the past and its own draw, so the
 * expected weight of every upload is 1, and sums are expected to be what they are at full size wherever items do not act
 * on each other. Queues, the uploads of the last hour, population and cap count by weight.
 */
export class World {
  readonly compiled: CompiledScenario;
  readonly facts: FactsOut;
  readonly list = new EventList();
  readonly draws = new Draws();
  readonly items: Items;
  readonly broods: Broods;
  readonly versions: Versions;
  readonly reach: Reach;
  readonly key = new LineageKey();
  /** kept only so that fetching ahead is not optimised away */
  foreseen = 0;
  /** broods that are due soon, then their parents */
  private soon = new Int32Array(0);
  machines: ItemMachines | undefined;
  /** whether an upload that matches a known hash ends right there, whatever else an item's life may hold */
  blocksAtOnce = true;
  watchers: Watchers | undefined;
  /** whether what is about to be posted by a restricted account is refused; recorded if it is */
  refuses: ((row: number) => boolean) | undefined;

  // Not numbers until `reset`, which are doubles as their values will be: were they whole numbers until then, all that was
  // compiled to begin a run would be dropped as soon as one is none.
  seedHi = Number.NaN;
  seedLo = Number.NaN;
  now = Number.NaN;
  cause = Number.NaN;
  replication = 0;
  epoch = 0;
  /** 0 until times pass 2^53 ms; later ones only order what is "beyond" */
  era = 0;
  wait = 0;
  events = 0;
  attempts = 0;
  /** unlawful items ever online */
  everOnline = 0;
  /** of an item that stands for several; 1 at full size */
  readonly weight: number;
  readonly isThinned: boolean;
  /** uploads that came on each platform at a scale, by weight; beyond those that stay whole it is not kept exactly */
  arrived: Float64Array;
  /** how many the upload at work stands for */
  counting = 1;
  private readonly wholeUploads: number;
  isCapped = false;
  /** how often each platform's matching was switched */
  switchesDone: Int32Array;
  ended = false;
  /** set by statecharts for everybody to see */
  flags = new Set<string>();
  /** the exchange of messages that what an actor does now belongs to, 0 for none: some clocks run for one exchange */
  exchange = 0;
  /** milliseconds that the message just told of gives its receiver, 0 for none */
  given = 0;
  /** territory of the restriction that a platform's actor is asking for */
  askedTerritory = "";
  /** share of that territory's audience that gets around it */
  askedLeak = 0;

  /** by platform: blocking share of bare switches, -1 while off */
  switchedBlock: Float64Array;
  switchedSweep: Float64Array;
  /** 1 where a platform compares no uploads with known hashes for now */
  matchingDown: Uint8Array;
  /** views of items that are gone, and of unlawful items in general, by platform */
  settledViews: Float64Array;
  online: Float64Array;
  /** removal rules in force, by platform */
  rules: CompiledScenario["rules"];
  removalPhase = 0;
  marks: Float64Array = new Float64Array(0);
  deferred: Deferred[] = [];
  /** what chance put beyond the horizon */
  late: Deferred[] = [];
  recentUploads = new Float64Array(60);
  recentMinute = -1;
  /** when the minute being counted ends, and its place */
  private recentUntil = Number.NEGATIVE_INFINITY;
  private recentPlace = -1;
  private readonly words: WorldWords;
  /**
   * What follows when an item goes online or is removed, by what is apart about it: copies, originals, lawful items. In
   * tables, because a branch for the few originals, which come first and once, would have the code for copies dropped.
   */
  private readonly whenOnline: readonly ((row: number) => void)[] = [
    (row) => this.beginSpread(row),
    (row) => this.beginOriginal(row),
    () => {},
  ];
  private readonly whenRemoved: readonly ((row: number, by: number) => void)[] = [
    (row) => this.tellGone(row),
    (row, by) => this.tellOriginalGone(row, by),
    (row) => this.tellGone(row),
  ];
  /** by the flags that tell where an unlawful item comes from */
  private readonly originWords: Int32Array;
  private readonly options: WorldOptions;
  /** whether somebody hears of waits or lengthens one */
  private readonly isChecked: boolean;

  constructor(compiled: CompiledScenario, options: WorldOptions) {
    this.compiled = compiled;
    this.options = options;
    this.isChecked = options.onWait !== undefined || options.stretch !== undefined;
    this.weight = weightAt(options.scale ?? 1);
    this.isThinned = this.weight !== 1;
    this.wholeUploads = options.wholeUploads ?? WHOLE_UPLOADS;
    this.facts = new FactsOut(compiled.dictionary, options.listener, options.keep ?? "none", options.onKept);
    const most = compiled.cap / this.weight;
    const room = most >= LARGE_ROOM && most < MOST_ROOM ? Math.ceil(most) : LEAST_ROOM;
    this.items = new Items(room);
    this.broods = new Broods(room);
    const platforms = compiled.platforms.length;
    this.versions = new Versions(platforms);
    this.reach = new Reach(this, platforms);
    this.switchedBlock = new Float64Array(platforms);
    this.switchedSweep = new Float64Array(platforms);
    this.matchingDown = new Uint8Array(platforms);
    this.settledViews = new Float64Array(platforms);
    this.online = new Float64Array(platforms);
    this.arrived = new Float64Array(platforms);
    this.switchesDone = new Int32Array(platforms);
    this.list.foresee = (kinds, subjects, count) => this.foresee(kinds, subjects, count);
    this.words = wordsOf(compiled.dictionary);
    this.originWords = new Int32Array(ORIGIN + 1).fill(this.words.copy);
    this.originWords[FLAG.original] = this.words.original;
    this.originWords[FLAG.reupload] = this.words.reupload;
    this.originWords[FLAG.capture] = this.words.capture;
  }

  /**
   * Fetches what entries that come soon will need, all at once: a full-size run would otherwise mostly wait for memory. The
   * loops over children are as short as they can be: the less there is between two of them, the more come at a time.
   */
  private foresee(kinds: Uint8Array, subjects: Int32Array, count: number): void {
    const { broods, items } = this;
    const { keyHi, law, status, born } = items;
    if (this.soon.length < count) this.soon = new Int32Array(subjects.length);
    const { soon } = this;
    let children = 0;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const subject = subjects[i];
      const kind = kinds[i];
      if (kind === ENTRY.birth) soon[children++] = subject;
      else if (kind === ENTRY.removal || kind >= ENTRY.itemTimer) {
        sum ^= keyHi[subject] ^ law[subject] ^ status[subject] ^ born[subject];
        if (kind >= ENTRY.itemTimer && this.machines !== undefined)
          sum ^= this.machines.touch(kind - ENTRY.itemTimer, subject);
      } else if (kind === ENTRY.single) sum ^= items.touch(subject);
    }
    broods.findParents(soon, children);
    for (let i = 0; i < children; i++) sum ^= status[soon[i]];
    this.foreseen = sum;
  }

  /** Starts a replication: everything that is known before the first entry is taken. */
  reset(seed: number, replication: number): void {
    const { compiled } = this;
    [this.seedHi, this.seedLo] = splitSeed(seed);
    this.replication = replication;
    this.epoch = 0;
    this.draws.rekey(this.seedHi, this.seedLo, replication, 0);
    this.list.clear();
    this.items.clear();
    this.broods.clear();
    this.versions.clear();
    this.facts.reset();
    this.era = 0;
    this.setNow(compiled.beginsAt);
    this.exchange = 0;
    this.given = 0;
    this.cause = 0;
    this.wait = 0;
    this.events = 0;
    this.attempts = 0;
    this.everOnline = 0;
    this.arrived.fill(0);
    this.counting = 1;
    this.isCapped = false;
    this.switchesDone.fill(0);
    this.late.length = 0;
    this.ended = false;
    if (this.flags.size > 0) this.flags.clear();
    this.switchedBlock.fill(-1);
    this.switchedSweep.fill(0);
    this.matchingDown.fill(0);
    this.settledViews.fill(0);
    this.online.fill(0);
    this.rules = compiled.rules;
    this.removalPhase = 0;
    this.reach.clear();
    this.deferred.length = 0;
    this.recentUploads.fill(0);
    this.recentMinute = -1;
    this.recentUntil = Number.NEGATIVE_INFINITY;
    this.recentPlace = 0;
  }

  setNow(time: number): void {
    this.now = time;
    this.facts.now = this.era > 0 ? BEYOND : time;
  }

  /** Opens an epoch: what is drawn from now on owes nothing to what would have been drawn before. */
  openEpoch(epoch: number): void {
    this.epoch = epoch;
    this.draws.rekey(this.seedHi, this.seedLo, this.replication, epoch);
  }

  /** Schedules an entry; past the horizon it never comes, past 2^53 ms it waits for the next era. */
  post(time: number, priority: number, kind: number, subject: number): void {
    if (this.comesNow(time, priority, kind, subject)) this.list.post(time, priority, kind, subject);
  }

  /** Schedules an entry as `post` does, and returns its handle in the event list, -1 for none. */
  schedule(time: number, priority: number, kind: number, subject: number): number {
    return this.comesNow(time, priority, kind, subject)
      ? this.list.schedule(time, priority, kind, subject)
      : -1;
  }

  /** Whether an entry belongs into the event list; one that comes later or perhaps is kept elsewhere. */
  private comesNow(time: number, priority: number, kind: number, subject: number): boolean {
    if (time > this.compiled.horizon && this.era === 0) {
      if (REDRAWN.has(kind)) this.late.push({ time, priority, kind, subject });
      return false;
    }
    if (time < BEYOND) return true;
    if (time < Number.POSITIVE_INFINITY) this.deferred.push({ time, priority, kind, subject });
    return false;
  }

  /** Goes on beyond 2^53 ms with what was put off; false when nothing was. Ages start again: all before is infinitely old. */
  nextEra(): boolean {
    if (this.deferred.length === 0 || this.compiled.horizon < Number.POSITIVE_INFINITY) return false;
    const due = this.deferred.map((entry, order) => ({ ...entry, order }));
    due.sort((a, b) => a.time - b.time || a.priority - b.priority || a.order - b.order);
    this.deferred = [];
    this.era++;
    this.events += this.list.taken;
    this.list.clear();
    this.setNow(0);
    const { published, publishedCount, born, since } = this.items;
    for (let i = 0; i < publishedCount; i++) {
      born[published[i]] = Number.NEGATIVE_INFINITY;
      since[published[i]] = Number.NEGATIVE_INFINITY;
    }
    this.broods.forgetBirths();
    for (const { time, kind, subject } of due) {
      // Another rule may have taken the place of the one that set this removal.
      if (kind === ENTRY.removal && this.items.due[subject] === time) this.items.due[subject] = 0;
      this.list.post(0, PRIORITY.removal, kind, subject);
    }
    return true;
  }

  /**
   * Draws a wait, in whole milliseconds: a function of whose it is (a 64-bit key), what for and which time.
   * Infinity for one that never ends.
   */
  drawWait(delay: CompiledDelay, keyHi: number, keyLo: number, index: number): number {
    if (delay.never) return Number.POSITIVE_INFINITY;
    this.draws.block(keyHi, keyLo, delay.purpose, index);
    return this.adjust(Math.floor(delay.at(unit(this.draws.w0))), keyHi, keyLo, delay.purpose, index);
  }

  /** Lets a check of critical paths hear of a wait and lengthen it; every wait passes here once it is drawn. */
  adjust(ms: number, keyHi: number, keyLo: number, purpose: number, index: number, since = this.now): number {
    if (!this.isChecked) return ms;
    const { onWait, stretch } = this.options;
    let adjusted = ms;
    if (
      stretch !== undefined &&
      stretch.keyHi === keyHi &&
      stretch.keyLo === keyLo &&
      stretch.purpose === purpose &&
      stretch.index === index
    )
      adjusted += stretch.by;
    onWait?.(keyHi, keyLo, purpose, index, adjusted, since);
    return adjusted;
  }

  /** A uniform about something: one draw of a block. */
  drawUniform(keyHi: number, keyLo: number, purpose: number, index: number): number {
    this.draws.block(keyHi, keyLo, purpose, index);
    return unit(this.draws.w0);
  }

  // ---- births -----------------------------------------------------------------------------------------------------

  /** Puts an original on its way. */
  scheduleOriginal(index: number): void {
    const { items, compiled } = this;
    const original = compiled.originals[index];
    const row = items.take();
    items.keyHi[row] = original.keyHi;
    items.keyLo[row] = original.keyLo;
    items.parent[row] = -1 - index;
    items.platform[row] = original.platform;
    items.status[row] = STATUS.pending;
    items.flags[row] = FLAG.original;
    items.law[row] = original.law;
    this.draws.block(original.keyHi, original.keyLo, PURPOSE.child, 0);
    items.block[row] = this.draws.w2;
    items.version[row] = this.versions.found(original.keyHi, original.keyLo, false);
    this.post(original.at, PRIORITY.birth, ENTRY.single, row);
  }

  /** Puts lawful lookalikes on their way: as many as their expected number gives, each at its own time. */
  scheduleLookalikes(index: number): void {
    const entry = this.compiled.lookalikes[index];
    const count = entry.count.count(this.drawUniform(entry.hashHi, entry.hashLo, PURPOSE.count, 0));
    for (let i = 0; i < count; i++) this.scheduleLookalike(index, i);
  }

  private scheduleLookalike(index: number, which: number): void {
    const { items, compiled, draws, key } = this;
    const entry = compiled.lookalikes[index];
    key.child(entry.hashHi, entry.hashLo, CHILD.lookalike, 0, which);
    const { hi, lo } = key;
    draws.block(hi, lo, PURPOSE.lookalike, 0);
    const sharesFrames = unit(draws.w1) < entry.sharesFrames && compiled.originals.length > 0;
    const blockWord = draws.w2;
    const at = this.drawWait(entry.arrives, hi, lo, 0);
    const row = items.take();
    items.keyHi[row] = hi;
    items.keyLo[row] = lo;
    items.parent[row] = -1 - index;
    items.platform[row] = entry.platform;
    items.status[row] = STATUS.pending;
    items.flags[row] = FLAG.lawful;
    items.law[row] = entry.law;
    items.block[row] = blockWord;
    items.version[row] = entry.clip === "" ? (sharesFrames ? 0 : -1) : this.clipVersion(entry.clip);
    this.post(at, PRIORITY.birth, ENTRY.single, row);
  }

  /** The version of a lawful piece that several show. */
  private clipVersion(clip: string): number {
    const { versions } = this;
    const { hi, lo } = hashText(`clip:${clip}`);
    for (let version = 0; version < versions.count; version++)
      if (versions.keyHi[version] === hi && versions.keyLo[version] === lo) return version;
    return this.foundLawful(hi, lo);
  }

  /** A version of lawful material: a hash of it is a mistake. */
  foundLawful(keyHi: number, keyLo: number): number {
    const version = this.versions.found(keyHi, keyLo, false);
    this.versions.isLawful[version] = 1;
    return version;
  }

  /** The next child of a brood is due; it is uploaded only while its parent is online. */
  childDue(brood: number): void {
    const { items, broods, compiled } = this;
    const route = compiled.routes[broods.routeOf(brood)];
    const parent = broods.parentOf(brood);
    const isListed = broods.isListed(brood);
    if (items.status[parent] !== STATUS.online) {
      // Not scheduled on: should the parent be restored, its brood is taken up again there.
      if (isListed) broods.take(brood, route, this.draws);
      else broods.setRests(brood, true);
      return;
    }
    broods.take(brood, route, this.draws);
    const { fate } = broods;
    this.key.tip(broods.stemHiOf(brood), broods.stemLoOf(brood), broods.index);
    const { hi, lo } = this.key;
    // Worked out early and posted late: until the time is known, all that does not hang on it gets done.
    if (!isListed) this.findNextChild(brood, route);
    const row = this.upload(brood, route, parent, fate, hi, lo);
    if (!isListed) this.postChild(brood, route);
    if (row >= 0) this.attempt(row, true);
  }

  /** A child is uploaded: its row, -1 for one that does not come or is stopped without one. */
  private upload(brood: number, route: Route, parent: number, fate: number, hi: number, lo: number): number {
    const { items, broods, compiled } = this;
    if (this.reach.isLowered && !this.isReached(parent, hi, lo)) return -1;
    if (this.isThinned && !this.isKept(parent, route.platform, hi, lo)) return -1;
    this.cause = broods.factOf(brood);
    this.wait = route.isCapture ? this.words.stream : this.words.spread;
    // One draw says whether it is edited and, if not, how it stands to blocking.
    const { mutation } = route;
    let block = fate;
    let isMutant = false;
    if (mutation > 0) {
      const u = unit(fate);
      isMutant = u < mutation;
      block = ((isMutant ? u / mutation : (u - mutation) / (1 - mutation)) * WORDS_OF_A_DRAW) | 0;
    }
    if (this.blocksAtOnce && !isMutant && this.blockAtOnce(brood, route, block, hi, lo)) return -1;
    const row = items.take();
    items.keyHi[row] = hi;
    items.keyLo[row] = lo;
    items.parent[row] = parent;
    items.platform[row] = route.platform;
    items.status[row] = STATUS.pending;
    items.flags[row] = (route.isCapture ? FLAG.capture : 0) | (this.counting === 1 ? 0 : FLAG.many);
    items.law[row] = compiled.platforms[route.platform].law;
    items.block[row] = block;
    items.version[row] = isMutant
      ? this.versions.found(hi, lo, true, broods.versionOf(brood))
      : broods.versionOf(brood);
    return row;
  }

  /**
   * The short way for the attempt that is stopped at upload and leaves nothing behind: what `attempt` would do, without a
   * row. False when it is not stopped, or when more than its own draw decides.
   */
  private blockAtOnce(brood: number, route: Route, block: number, keyHi: number, keyLo: number): boolean {
    const { broods, compiled } = this;
    const { platform } = route;
    const version = broods.versionOf(brood);
    if (unit(block) >= this.matchShare(version, platform)) return false;
    if (this.everOnline >= compiled.cap || compiled.population < Number.POSITIVE_INFINITY) return false;
    this.attempts++;
    this.countUpload();
    const origin = route.isCapture ? this.words.capture : this.words.copy;
    const { word } = compiled.platforms[platform];
    const name = this.versions.name[version];
    const { fact } = this.facts;
    fact.itemHi = keyHi;
    fact.itemLo = keyLo;
    fact.actor = word;
    fact.other = 0;
    fact.what = 0;
    fact.how = origin;
    fact.x = name;
    fact.y = 0;
    fact.cause = this.cause;
    fact.wait = this.wait;
    fact.weight = this.counting;
    this.facts.emit(BLOCKED);
    return true;
  }

  /** Share of uploads of an unlawful version that a platform stops: its recall once it knows the hash, or what a switch set. */
  private matchShare(version: number, platform: number): number {
    const { versions } = this;
    if (this.matchingDown[platform] !== 0) return 0;
    const known = versions.known[versions.place(version, platform)];
    if ((known & KNOWN.matched) !== 0) {
      return (known & KNOWN_BY_KIND) === 0
        ? this.compiled.platforms[platform].recall
        : this.matchByKind(known, platform).recall;
    }
    if (this.compiled.matchesEdits && versions.isMutant[version] !== 0) {
      const share = this.matchAsEdit(version, platform);
      if (share > 0) return share;
    }
    const switched = this.switchedBlock[platform];
    return switched >= 0 && versions.isMutant[version] === 0 ? switched : 0;
  }

  /** How a hash of one kind or both matches: a perceptual one takes in what an exact one does. */
  matchByKind(known: number, platform: number): CompiledMatch {
    const { exact, perceptual } = this.compiled.platforms[platform];
    const isPerceptual = (known & KNOWN.perceptual) !== 0 && perceptual !== undefined;
    const isExact = (known & KNOWN.exact) !== 0 && exact !== undefined;
    if (isPerceptual && isExact)
      return {
        recall: Math.max(exact.recall, perceptual.recall),
        falseMatch: Math.max(exact.falseMatch, perceptual.falseMatch),
        edits: perceptual.edits,
      };
    return (isPerceptual ? perceptual : isExact ? exact : undefined) ?? NO_MATCH;
  }

  /** Recall for an edit whose own hash is not known here, by the nearest known version that it still looks like. */
  private matchAsEdit(version: number, platform: number): number {
    const known = this.knownAsEdit(version, platform);
    return known < 0
      ? 0
      : this.matchByKind(this.versions.known[this.versions.place(known, platform)], platform).recall;
  }

  /**
   * The known version that an edit is matched as, -1 for none. Whether an edit still looks like what it was made from is
   * its own draw against the platform's share, the same on every platform: a wider threshold matches more of the same.
   */
  knownAsEdit(version: number, platform: number): number {
    const { versions, compiled } = this;
    const edits = compiled.platforms[platform].perceptual?.edits ?? 0;
    for (let at = version; versions.parent[at] >= 0; at = versions.parent[at]) {
      if (edits <= 0 || this.drawUniform(versions.keyHi[at], versions.keyLo[at], PURPOSE.edit, 0) >= edits)
        return -1;
      const known = versions.known[versions.place(versions.parent[at], platform)];
      if ((known & KNOWN.matched) !== 0 && (known & KNOWN.perceptual) !== 0) return versions.parent[at];
    }
    return -1;
  }

  /** The version as which a platform knows an item's content, -1 for none. */
  matchedVersion(row: number, platform: number): number {
    const version = this.items.version[row];
    if (version < 0) return -1;
    const known = this.versions.known[this.versions.place(version, platform)];
    return (known & KNOWN.matched) !== 0 ? version : this.knownAsEdit(version, platform);
  }

  /** Chance that a lawful item is taken for a version that is matched here. */
  falseMatchOf(version: number, platform: number): number {
    const known = this.versions.known[this.versions.place(version, platform)];
    return (known & KNOWN_BY_KIND) === 0
      ? this.compiled.platforms[platform].falseMatch
      : this.matchByKind(known, platform).falseMatch;
  }

  /** Whether a child still comes although its parent's reach was lowered: its own draw against the share that is left. */
  private isReached(parent: number, keyHi: number, keyLo: number): boolean {
    const keep = this.reach.keepShare(parent);
    if (keep >= 1) return true;
    this.draws.block(keyHi, keyLo, PURPOSE.child, 0);
    return unit(this.draws.w1) < keep;
  }

  /** At a scale: whether an upload is simulated. Then `counting` says how many it stands for. */
  private isKept(parent: number, platform: number, keyHi: number, keyLo: number): boolean {
    const { arrived, draws } = this;
    this.counting = 1;
    if ((this.items.flags[parent] & FLAG.many) !== 0) this.counting = this.weight;
    else if (arrived[platform] >= this.wholeUploads) {
      draws.block(keyHi, keyLo, PURPOSE.scale, 0);
      if (unit(draws.w0) * this.weight >= 1) return false;
      this.counting = this.weight;
    }
    arrived[platform] += this.counting;
    return true;
  }

  /** How many items one stands for. */
  weightOf(row: number): number {
    return (this.items.flags[row] & FLAG.many) === 0 ? 1 : this.weight;
  }

  /** An item that hangs on no online parent is due: an original, a lookalike or a re-upload. */
  singleDue(row: number): void {
    const { items } = this;
    const parent = items.parent[row];
    if (parent >= 0) {
      this.cause = items.dueFact[row];
      this.wait = this.compiled.platforms[items.platform[parent]].reuploadDelay?.word ?? 0;
      items.version[row] = items.version[parent];
      if (this.isThinned && !this.isKept(parent, items.platform[row], items.keyHi[row], items.keyLo[row]))
        return items.giveBack(row);
      if (this.counting !== 1) items.flags[row] |= FLAG.many;
    } else {
      this.counting = 1;
      // The scenario itself sets it going: the first fact.
      this.cause = 1;
      this.wait = this.words.schedule;
    }
    if (this.refuses?.(row) === true) return items.giveBack(row);
    this.attempt(row, parent >= 0);
  }

  /** Puts the brood's next child on its way, if one is left to come; one that was due before now comes now. */
  private scheduleChild(brood: number, route: Route): void {
    this.findNextChild(brood, route);
    this.postChild(brood, route);
  }

  /** Posts the child that `findNextChild` found. */
  postChild(brood: number, route: Route): void {
    const { given } = this.list;
    if (given[0] < this.now) given[0] = this.now;
    const at = given[0];
    if (at < BEYOND) {
      // One that comes after the horizon never comes, and a branch draws it anew anyway.
      if (at <= this.compiled.horizon || this.era > 0)
        this.list.postGiven(PRIORITY.birth, ENTRY.birth, brood);
    } else if (at < Number.POSITIVE_INFINITY) this.deferChildren(brood, route);
  }

  /** Finds when the next child is due, Infinity when none is left, and gives that instant to the event list. */
  findNextChild(brood: number, route: Route): void {
    const { broods } = this;
    const mark = this.compiled.fertility > 0 ? this.marks[broods.parentOf(brood)] : 1;
    LEVEL_TO_AGE[0] = broods.levelOf(brood);
    findAge(route, mark);
    const age = LEVEL_TO_AGE[0];
    const { given } = this.list;
    if (age === Number.POSITIVE_INFINITY) given[0] = age;
    else if (this.isChecked) given[0] = broods.bornOf(brood) + this.adjustAge(brood, age);
    else given[0] = broods.bornOf(brood) + age;
  }

  private adjustAge(brood: number, age: number): number {
    const { broods, key } = this;
    key.tip(broods.stemHiOf(brood), broods.stemLoOf(brood), broods.indexOf(brood));
    return this.adjust(age, key.hi, key.lo, PURPOSE.child, 0, broods.bornOf(brood));
  }

  /** When the next child is due, Infinity when none is left. */
  private childAt(brood: number, route: Route): number {
    this.findNextChild(brood, route);
    return this.list.given[0];
  }

  /** Beyond 2^53 ms only the order counts: each child that is left gets an entry of its own. */
  private deferChildren(brood: number, route: Route): void {
    const { broods, draws } = this;
    const mark = broods.mark(brood);
    for (
      let at = this.childAt(brood, route);
      at < Number.POSITIVE_INFINITY;
      at = this.childAt(brood, route)
    ) {
      this.deferred.push({ time: at, priority: PRIORITY.birth, kind: ENTRY.birth, subject: brood });
      broods.take(brood, route, draws);
    }
    broods.rewind(brood, mark);
    broods.setListed(brood);
  }

  /** Somebody tries to upload an item: it is blocked or goes online. */
  attempt(row: number, isOffspring: boolean): void {
    const { items, compiled } = this;
    if ((items.flags[row] & FLAG.lawful) === 0) {
      if (this.everOnline >= compiled.cap) {
        this.hitCap();
        items.giveBack(row);
        return;
      }
      if (this.everOnline >= MOST_ITEMS * this.weight && compiled.cap === Number.POSITIVE_INFINITY) {
        throw new TooManyItemsError(MOST_ITEMS);
      }
      if (compiled.population < Number.POSITIVE_INFINITY && isOffspring) {
        const left = 1 - this.everOnline / compiled.population;
        if (this.drawUniform(items.keyHi[row], items.keyLo[row], PURPOSE.population, 0) >= left) {
          items.giveBack(row);
          return;
        }
      }
      this.attempts++;
      this.countUpload();
    }
    if (this.machines !== undefined) this.machines.start(row);
    else if (unit(items.block[row]) < this.blockChance(row)) this.block(row);
    else this.goOnline(row);
    if (items.status[row] === STATUS.pending) items.giveBack(row);
  }

  private hitCap(): void {
    if (this.isCapped) return;
    this.isCapped = true;
    this.facts.about(KIND["cap.reached"], 0, 0, 0, 0, this.everOnline, 0, this.cause, 0);
  }

  /** Chance that this upload is stopped here and now. */
  blockChance(row: number): number {
    const { items, compiled } = this;
    const platform = compiled.platforms[items.platform[row]];
    if ((items.flags[row] & FLAG.reupload) !== 0 && platform.reuploadBlocked >= 0)
      return platform.reuploadBlocked;
    const version = items.version[row];
    if (version < 0) return 0;
    const share = this.matchShare(version, platform.number);
    return share > 0 && (items.flags[row] & FLAG.lawful) !== 0 && this.versions.isLawful[version] === 0
      ? this.falseMatchOf(version, platform.number)
      : share;
  }

  private originWord(row: number): number {
    const { flags, parent } = this.items;
    const flag = flags[row];
    if ((flag & FLAG.lawful) !== 0) return this.compiled.lookalikes[-1 - parent[row]].origin;
    return this.originWords[flag & ORIGIN];
  }

  /** `unlawful`, or `lawful:` and the kind of speech. */
  statusWord(row: number): number {
    return (this.items.flags[row] & FLAG.lawful) !== 0
      ? this.compiled.lookalikes[-1 - this.items.parent[row]].status
      : this.words.unlawful;
  }

  private versionName(row: number): number {
    const version = this.items.version[row];
    return version < 0 ? 0 : this.versions.name[version];
  }

  /** Records a fact about an item as the next link of what happens now. */
  note(kind: number, row: number, what: number, how: number, x: number, y: number): number {
    const { items } = this;
    if (this.isThinned) this.facts.fact.weight = this.weightOf(row);
    this.cause = this.facts.item(
      kind,
      items.keyHi[row],
      items.keyLo[row],
      this.compiled.platforms[items.platform[row]].word,
      what,
      how,
      x,
      y,
      this.cause,
      this.wait,
    );
    this.wait = 0;
    return this.cause;
  }

  /** The attempt is stopped at upload: recorded, never online. */
  block(row: number): void {
    this.note(BLOCKED, row, 0, this.originWord(row), this.versionName(row), 0);
  }

  /** The item goes online: it is seen, it breeds, and a bare rule may set its removal. */
  goOnline(row: number): void {
    const { items } = this;
    const platform = items.platform[row];
    const flags = items.flags[row];
    items.status[row] = STATUS.online;
    items.born[row] = this.now;
    items.reviews[row] = 0;
    items.removals[row] = 0;
    items.brood[row] = -1;
    items.fact[row] = this.note(POSTED, row, 0, this.originWord(row), this.versionName(row), 0);
    items.publish(row);
    this.joinVersion(row);
    if (this.reach.isLoweredOn(platform)) this.reach.change(row);
    this.whenOnline[flags & APART](row);
  }

  /** Of a copy, which is never live. */
  private beginSpread(row: number): void {
    const { items } = this;
    this.countOnline(row);
    const mark = this.compiled.fertility > 0 ? this.drawMark(row) : 1;
    this.openBroods(row, this.compiled.laws[items.law[row]].routes, CHILD.copy, mark);
    if (this.rules !== undefined) this.scheduleRemoval(row);
  }

  private countOnline(row: number): void {
    const weight = this.weightOf(row);
    this.online[this.items.platform[row]] += weight;
    this.everOnline += weight;
  }

  private beginOriginal(row: number): void {
    const { items, compiled } = this;
    const original = compiled.originals[-1 - items.parent[row]];
    this.cause = this.facts.item(
      KIND["original.posted"],
      items.keyHi[row],
      items.keyLo[row],
      compiled.platforms[items.platform[row]].word,
      original.word,
      original.formWord,
      0,
      0,
      this.cause,
      0,
    );
    this.countOnline(row);
    const mark = compiled.fertility > 0 ? this.drawMark(row) : 1;
    const law = compiled.laws[items.law[row]];
    if (law.live > 0) {
      items.flags[row] |= FLAG.live;
      this.post(this.now + law.live, PRIORITY.removal, ENTRY.streamEnd, row);
      this.openBroods(row, law.captures, CHILD.capture, mark);
    }
    if (law.live === 0 || law.recording) this.openBroods(row, law.routes, CHILD.copy, mark);
    if (this.rules !== undefined) this.scheduleRemoval(row);
  }

  private joinVersion(row: number): void {
    const version = this.items.version[row];
    if (version < 0) return;
    const { versions, items } = this;
    items.next[row] = -1;
    if (versions.head[version] < 0) versions.head[version] = row;
    else items.next[versions.tail[version]] = row;
    versions.tail[version] = row;
  }

  /** An item's own fertility: how many times the children of a common one it is expected to have. */
  private drawMark(row: number): number {
    const { items, draws } = this;
    const tail = this.compiled.fertility;
    draws.block(items.keyHi[row], items.keyLo[row], PURPOSE.mark, 0);
    // Pareto with mean 1: ((tail - 1) / tail) (1 - u)^(-1/tail), as a Lomax plus its scale.
    const least = (tail - 1) / tail;
    if (this.marks.length < items.capacity) {
      const next = new Float64Array(items.capacity);
      next.set(this.marks);
      this.marks = next;
    }
    this.marks[row] = least + quantile({ kind: "lomax", scale: least, tail }, unit(draws.w0));
    return this.marks[row];
  }

  /**
   * Draws the item's whole potential offspring on a kind of route, whatever cuts it later: the first child on each platform is
   * put on its way; each draws the next.
   */
  private openBroods(row: number, routes: readonly Route[], kind: number, mark: number): void {
    if (routes.length === 0) return;
    const { items, draws } = this;
    const longest = this.era === 0 ? this.compiled.horizon - this.now : Number.POSITIVE_INFINITY;
    draws.block(items.keyHi[row], items.keyLo[row], PURPOSE.first, kind);
    const { w0, w1 } = draws;
    for (let i = 0; i < routes.length; i++) {
      const route = routes[i];
      const word = wordFor(w0, w1, route.hash);
      // Most uploads breed nothing: no logarithm for those.
      if (mark === 1 && unit(word) <= route.none) continue;
      const level = exponentialOfWord(word);
      if (level >= route.mean * mark) continue;
      LEVEL_TO_AGE[0] = level;
      findAge(route, mark);
      if (LEVEL_TO_AGE[0] > longest) continue;
      this.scheduleChild(this.openBrood(row, route, level), route);
    }
  }

  openBrood(row: number, route: Route, level: number): number {
    const { items, key } = this;
    key.stem(items.keyHi[row], items.keyLo[row], route.child + CHILD.kinds * this.epoch, route.hash);
    const brood = this.broods.add(
      row,
      items.brood[row],
      route.number,
      key.hi,
      key.lo,
      items.version[row],
      items.born[row],
      items.fact[row],
      level,
    );
    items.brood[row] = brood;
    return brood;
  }

  // ---- removal ----------------------------------------------------------------------------------------------------

  /** The bare rule in force sets when this item goes, if it is found at all. */
  scheduleRemoval(row: number): void {
    const { items } = this;
    const pair = (this.rules as NonNullable<CompiledScenario["rules"]>)[items.platform[row]];
    const rule = (items.flags[row] & FLAG.original) !== 0 ? pair.original : pair.copy;
    items.due[row] = Number.POSITIVE_INFINITY;
    items.since[row] = this.now;
    items.dueFact[row] = this.cause;
    if (rule.delay.never) return;
    if (
      rule.found < 1 &&
      this.drawUniform(items.keyHi[row], items.keyLo[row], FOUND, this.removalPhase) >= rule.found
    )
      return;
    const due = this.now + this.drawWait(rule.delay, items.keyHi[row], items.keyLo[row], 0);
    items.due[row] = due;
    this.post(due, PRIORITY.removal, ENTRY.removal, row);
  }

  /** A bare removal is due, unless a later rule took its place. */
  removalDue(row: number): void {
    const { items } = this;
    if (items.status[row] !== STATUS.online || items.due[row] !== this.now) return;
    this.cause = items.dueFact[row];
    this.wait = (this.rules as NonNullable<CompiledScenario["rules"]>)[items.platform[row]].copy.delay.word;
    this.remove(row, this.words.rule);
  }

  /**
   * Takes an item down. Nothing happens to one that is not online. `isFinal`: false where its uploader sees nothing of it,
   * and so does not try again.
   */
  remove(row: number, by: number, isFinal = true): void {
    const { items } = this;
    if (items.status[row] !== STATUS.online) return;
    const number = items.platform[row];
    const flags = items.flags[row];
    const views = this.reach.viewsOf(row);
    items.status[row] = STATUS.removed;
    items.since[row] = this.now;
    if ((flags & FLAG.lawful) === 0) {
      const weight = (flags & FLAG.many) === 0 ? 1 : this.weight;
      this.online[number] -= weight;
      this.settledViews[number] += weight * views;
    }
    this.note(REMOVED, row, this.statusWord(row), by, this.era > 0 ? BEYOND : items.born[row], views);
    this.whenRemoved[flags & APART](row, by);
    if (isFinal) this.finishRemoval(row);
  }

  /** Whoever watches hears that an item is gone. */
  private tellGone(row: number): void {
    const removal = this.cause;
    this.watchers?.onGone(row);
    this.cause = removal;
  }

  private tellOriginalGone(row: number, by: number): void {
    const { items, compiled } = this;
    const removal = this.cause;
    const original = compiled.originals[-1 - items.parent[row]];
    this.cause = this.facts.item(
      KIND["original.removed"],
      items.keyHi[row],
      items.keyLo[row],
      compiled.platforms[items.platform[row]].word,
      original.word,
      by,
      this.era > 0 ? BEYOND : items.born[row],
      this.reach.viewsOf(row),
      removal,
      0,
    );
    if ((items.flags[row] & FLAG.live) !== 0) this.endStream(row, this.words.cut);
    this.watchers?.onOriginalRemoved(items.platform[row]);
    this.cause = removal;
    this.tellGone(row);
  }

  /** An item is gone for its uploader too, who may try again. */
  finishRemoval(row: number): void {
    const platform = this.compiled.platforms[this.items.platform[row]];
    if (platform.reupload > 0 && (this.items.flags[row] & FLAG.lawful) === 0)
      this.tryAgain(row, platform, this.cause);
  }

  /** After a removal somebody may put it up again: a child of the removal, whatever its parent does. */
  private tryAgain(row: number, platform: CompiledPlatform, removal: number): void {
    const { items, draws, key } = this;
    const time = items.removals[row]++;
    if (this.drawUniform(items.keyHi[row], items.keyLo[row], PURPOSE.reupload, time) >= platform.reupload)
      return;
    key.child(items.keyHi[row], items.keyLo[row], CHILD.reupload, platform.hash, time);
    const { hi, lo } = key;
    draws.block(hi, lo, PURPOSE.child, this.epoch);
    const { w2 } = draws;
    const wait = this.drawWait(platform.reuploadDelay as CompiledDelay, hi, lo, 0);
    const child = items.take();
    items.keyHi[child] = hi;
    items.keyLo[child] = lo;
    items.parent[child] = row;
    items.platform[child] = platform.number;
    items.status[child] = STATUS.pending;
    items.flags[child] = FLAG.reupload;
    items.law[child] = platform.law;
    items.block[child] = w2;
    items.dueFact[child] = removal;
    this.post(this.now + wait, PRIORITY.birth, ENTRY.single, child);
  }

  /** A stream ends: over by itself, or cut. */
  endStream(row: number, how: number): void {
    const { items } = this;
    items.flags[row] &= ~FLAG.live;
    this.note(KIND["stream.ended"], row, 0, how, this.reach.viewsOf(row), 0);
  }

  /** The stream's own end is due. */
  streamEnd(row: number): void {
    const { items } = this;
    if (items.status[row] !== STATUS.online || (items.flags[row] & FLAG.live) === 0) return;
    this.cause = items.fact[row];
    this.wait = this.words.stream;
    this.endStream(row, this.words.over);
    if (this.machines !== undefined) this.machines.tell(row, "stream.ended");
    if (!this.compiled.laws[items.law[row]].recording) this.remove(row, this.words.over);
  }

  /** Puts a removed item back online. */
  restore(row: number): void {
    const { items } = this;
    if (items.status[row] !== STATUS.removed) return;
    const removedAt = items.since[row];
    const seen = this.reach.viewsOf(row, removedAt);
    items.status[row] = STATUS.online;
    items.flags[row] = (items.flags[row] & ~FLAG.held) | FLAG.returned;
    if ((items.flags[row] & FLAG.lawful) === 0) {
      this.online[items.platform[row]] += this.weightOf(row);
      this.settledViews[items.platform[row]] -= this.weightOf(row) * seen;
    }
    this.reach.change(row, {}, seen);
    this.resumeBroods(row);
    this.note(KIND["content.restored"], row, this.statusWord(row), 0, removedAt, 0);
  }

  /** Children that would have come while the item was down never come; later ones do. */
  private resumeBroods(row: number): void {
    const { broods, compiled, draws } = this;
    for (let brood = this.items.brood[row]; brood >= 0; brood = broods.siblingOf(brood)) {
      if (!broods.rests(brood)) continue;
      broods.setRests(brood, false);
      const route = compiled.routes[broods.routeOf(brood)];
      while (this.childAt(brood, route) < this.now) broods.take(brood, route, draws);
      this.scheduleChild(brood, route);
    }
  }

  /**
   * Bare switching, by rule or by a statechart: from now on this share of uploads is blocked and what is up is swept.
   * Returns the fact of each platform's switch.
   */
  switchMatching(
    platforms: readonly number[],
    block: (platform: number) => number,
    sweep: (platform: number) => number,
  ): ReadonlyMap<number, number> {
    const { cause, wait } = this;
    const switchFacts = new Map<number, number>();
    for (const platform of platforms) {
      this.cause = cause;
      this.wait = wait;
      this.switchedBlock[platform] = block(platform);
      this.switchedSweep[platform] = sweep(platform);
      this.switchesDone[platform]++;
      this.cause = this.facts.about(
        KIND["matching.switched"],
        this.compiled.platforms[platform].word,
        0,
        0,
        0,
        block(platform),
        sweep(platform),
        this.cause,
        this.wait,
      );
      switchFacts.set(platform, this.cause);
    }
    this.wait = 0;
    const { items, versions } = this;
    const last = items.publishedCount;
    for (let i = 0; i < last; i++) {
      const row = items.published[i];
      const fact = switchFacts.get(items.platform[row]);
      if (fact === undefined || items.status[row] !== STATUS.online || items.version[row] < 0) continue;
      if (
        versions.isMutant[items.version[row]] !== 0 ||
        (this.machines === undefined && (items.flags[row] & FLAG.lawful) !== 0)
      )
        continue;
      const w = this.switchedSweep[items.platform[row]];
      const number = this.switchesDone[items.platform[row]];
      this.cause = fact;
      this.wait = 0;
      if (this.machines !== undefined) {
        this.machines.sweep(row, w, number);
        continue;
      }
      if (w <= 0 || this.drawUniform(items.keyHi[row], items.keyLo[row], PURPOSE.sweep, number) >= w)
        continue;
      this.remove(row, this.words.sweep);
    }
    return switchFacts;
  }

  /** After a switch that changes the removal rule: ages of what is up run anew from now. */
  changeRules(
    rules: NonNullable<CompiledScenario["rules"]>,
    phase: number,
    causes: ReadonlyMap<number, number>,
  ): void {
    this.rules = rules;
    this.removalPhase = phase;
    const { items } = this;
    const last = items.publishedCount;
    for (let i = 0; i < last; i++) {
      const row = items.published[i];
      if (items.status[row] !== STATUS.online || (items.flags[row] & FLAG.lawful) !== 0) continue;
      this.cause = causes.get(items.platform[row]) ?? 0;
      this.scheduleRemoval(row);
    }
  }

  // ---- what is seen ------------------------------------------------------------------------------------------------------

  /** The item can no longer be seen from a territory; elsewhere it goes on. */
  restrict(row: number, territory: string, leak = 0): void {
    const { items } = this;
    if (items.status[row] !== STATUS.online || (items.flags[row] & FLAG.restricted) !== 0) return;
    this.reach.restrict(row, territory, leak);
    this.note(KIND["content.restricted"], row, this.compiled.dictionary.number(territory), 0, 0, 0);
    const { cause } = this;
    this.watchers?.onGone(row);
    this.cause = cause;
  }

  /** Whether a platform is of a kind, group, jurisdiction, or in public. */
  platformFits(
    number: number,
    wanted: {
      readonly kind?: unknown;
      readonly member?: unknown;
      readonly public?: unknown;
      readonly jurisdiction?: unknown;
    },
  ): boolean {
    const platform = this.compiled.platforms[number];
    if (
      wanted.kind !== undefined &&
      !(Array.isArray(wanted.kind) ? wanted.kind.includes(platform.kind) : wanted.kind === platform.kind)
    )
      return false;
    if (wanted.member !== undefined && !platform.members.has(wanted.member as string)) return false;
    if (wanted.public !== undefined && wanted.public !== platform.public) return false;
    return wanted.jurisdiction === undefined || wanted.jurisdiction === platform.jurisdiction;
  }

  /** Views of unlawful items so far, by platform, at an instant that is not before now. Changes nothing. */
  viewsAt(at: number): Float64Array {
    const { items } = this;
    const views = Float64Array.from(this.settledViews);
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      if (items.status[row] !== STATUS.online || (items.flags[row] & FLAG.lawful) !== 0) continue;
      views[items.platform[row]] += this.weightOf(row) * this.reach.viewsOf(row, at);
    }
    return views;
  }

  /** Counts views and items of every platform at an instant, under a mark's word. */
  countViews(mark: number): void {
    const { compiled } = this;
    const views = this.viewsAt(this.now);
    const isEnd = mark === this.words.end;
    const reach = isEnd ? compiled.platforms.map(() => new Map<string, number>()) : undefined;
    if (reach !== undefined) this.reach.countByTerritory(views, reach);
    for (const platform of compiled.platforms) {
      this.facts.about(
        KIND["views.counted"],
        platform.word,
        0,
        mark,
        0,
        views[platform.number],
        this.online[platform.number],
        0,
        0,
      );
      if (reach === undefined) continue;
      for (const [territory, seen] of reach[platform.number]) {
        this.facts.about(
          KIND["reach.counted"],
          platform.word,
          0,
          compiled.dictionary.number(territory),
          0,
          seen,
          0,
          0,
          0,
        );
      }
    }
  }

  // ---- its state as data --------------------------------------------------------------------------------------

  /** All that a later `loadState` needs, as plain data that shares nothing with this world. */
  saveState(): object {
    const state: Record<string, unknown> = { list: this.list.snapshot() };
    for (const name of WORLD_STATE) state[name] = this[name];
    for (const part of ["items", "broods", "versions"] as const) state[part] = { ...this[part] };
    state.reach = this.reach.saveState();
    state.facts = { count: this.facts.count, digest: this.facts.digest.saveState() };
    return state;
  }

  loadState(state: object): void {
    const given = state as Record<string, never>;
    for (const name of WORLD_STATE) Object.assign(this, { [name]: given[name] });
    for (const part of ["items", "broods", "versions"] as const) Object.assign(this[part], given[part]);
    this.reach.loadState(given.reach);
    const { count, digest } = given.facts as { count: number; digest: readonly number[] };
    this.facts.count = count;
    this.facts.digest.loadState(digest);
    this.list.restore(given.list);
    this.recentUntil = Number.NEGATIVE_INFINITY;
    this.openEpoch(this.epoch);
    this.setNow(this.now);
  }

  // ---- what statecharts and people may ask -------------------------------------------------------------------------

  private countUpload(): void {
    if (this.now >= this.recentUntil) {
      if (this.machines === undefined || this.era > 0) return;
      const minute = Math.floor(this.now / MINUTE);
      if (minute !== this.recentMinute) this.forgetUploads(minute);
      this.recentUntil = (minute + 1) * MINUTE;
      this.recentPlace = ((minute % 60) + 60) % 60;
    }
    this.recentUploads[this.recentPlace] += this.counting;
  }

  private forgetUploads(minute: number): void {
    const from = Math.max(this.recentMinute + 1, minute - 59);
    for (let m = from; m <= minute; m++) this.recentUploads[((m % 60) + 60) % 60] = 0;
    this.recentMinute = minute;
  }

  /** Upload attempts in the last hour, whole minutes, by weight. */
  uploadsLastHour(): number {
    const minute = Math.floor(this.now / MINUTE);
    if (minute !== this.recentMinute) this.forgetUploads(minute);
    let sum = 0;
    for (const count of this.recentUploads) sum += count;
    return sum;
  }

  /** Word numbers that the log uses for itself. */
  get endWords(): WorldWords {
    return this.words;
  }
}
