import {
  compileQuantile,
  type Distribution,
  exp,
  hashText,
  type Kernel,
  kernelFromHalfLife,
  PoissonTable,
  sqrt,
} from "../engine/index.ts";
import {
  type CivilCalendar,
  type Contact,
  type Delay,
  type DelayLaw,
  Dictionary,
  dayOfText,
  EFFECTS,
  epochMillis,
  eventsHeard,
  formatDuration,
  GUARDS,
  type LogCalendar,
  type MachineDefinition,
  type Matching,
  type Original,
  type Protocol,
  type RemovalRules,
  type Scenario,
  type Scope,
  type SpeechKind,
  type Standing,
  type StateDefinition,
  zoneOffsets,
} from "../model/index.ts";
import { MachineTables, type Vocabulary } from "../protocol/index.ts";
import { unfoldAlike } from "./alike.ts";
import { offsetOf } from "./calendar.ts";
import { type CompiledIncident, compileIncidents, incidentOf } from "./incidents.ts";
import { CHILD, childrenPurpose, delayPurpose } from "./purposes.ts";

/** A waiting time ready to be drawn. */
export interface CompiledDelay {
  readonly name: string;
  readonly law: DelayLaw;
  readonly purpose: number;
  readonly never: boolean;
  /** dictionary number of its name */
  readonly word: number;
  /** milliseconds at a uniform */
  readonly at: (u: number) => number;
}

/** What an item breeds and how often it is seen: one for each platform, and one for an original with figures of its own. */
export interface SpreadLaw {
  readonly kernel: Kernel;
  /** where its children come, by rising platform number */
  readonly routes: readonly Route[];
  /** where captures of the live stream come */
  readonly captures: readonly Route[];
  /** views of one item that is never removed */
  readonly views: number;
  /** milliseconds of live stream before the recording; 0 for none */
  readonly live: number;
  readonly recording: boolean;
  /** views a millisecond while live */
  readonly liveViews: number;
}

/** The way from items of one law to their children on one platform. */
export interface Route {
  readonly number: number;
  readonly law: SpreadLaw;
  readonly isCapture: boolean;
  /** kind of the children (`CHILD`) */
  readonly child: number;
  /** platform of the children, its lineage word, its law */
  readonly platform: number;
  readonly hash: number;
  /** expected children of one item that is never removed, its inverse, and the chance of none */
  readonly mean: number;
  readonly perChild: number;
  readonly none: number;
  /** share of the children that are edited into a form of their own */
  readonly mutation: number;
  /** what its children's draws are for */
  readonly purpose: number;
}

export interface CompiledRule {
  readonly delay: CompiledDelay;
  readonly found: number;
}

export interface CompiledLane {
  readonly id: string;
  readonly word: number;
  /** ordinary jobs a millisecond */
  readonly rate: number;
  readonly service: CompiledDelay;
  readonly hash: number;
  readonly meanService: number;
  /** mean of its square */
  readonly squareService: number;
}

export interface CompiledReview {
  readonly reviewers: number;
  readonly lanes: readonly CompiledLane[];
  readonly laneOf: ReadonlyMap<string, number>;
  readonly missed: number;
  readonly wrongful: number;
  readonly deadline: number;
  readonly queue: number;
  /** how much more often a lawful item in a language that nobody here reads is removed */
  readonly language: number;
  /** languages that reviewers read; undefined for all */
  readonly languages: ReadonlySet<string> | undefined;
  /** milliseconds; Infinity for none */
  readonly target: number;
  /** milliseconds of ordinary work before the start, after which the queue has forgotten that it began empty */
  readonly warmUp: number;
}

/** How well hashes of one kind match on a platform. */
export interface CompiledMatch {
  readonly recall: number;
  readonly falseMatch: number;
  /** share of edits of a known version that match it */
  readonly edits: number;
}

export interface CompiledPlatform {
  readonly number: number;
  readonly id: string;
  readonly word: number;
  readonly hash: number;
  readonly actor: number;
  readonly law: number;
  readonly public: boolean;
  readonly kind: string;
  readonly members: ReadonlySet<string>;
  readonly jurisdiction: string;
  readonly recommended: number;
  readonly searched: number;
  /** lawful views an hour of everything else on it */
  readonly ordinaryViews: number;
  /** share of uploaders who come back with another account while theirs is restricted */
  readonly evasion: number;
  readonly exact: CompiledMatch | undefined;
  readonly perceptual: CompiledMatch | undefined;
  /** labels of which a shared hash must carry one */
  readonly takes: ReadonlySet<string> | undefined;
  readonly recall: number;
  readonly sweep: number;
  readonly falseMatch: number;
  readonly reportPerView: number;
  readonly reportLive: number;
  readonly rightCategory: number;
  readonly scanRecall: number;
  readonly scanFalseAlarm: number;
  readonly scanDelay: CompiledDelay;
  readonly reupload: number;
  readonly reuploadDelay: CompiledDelay | undefined;
  /** -1: the platform's own matching decides */
  readonly reuploadBlocked: number;
  readonly review: CompiledReview | undefined;
  readonly audience: ReadonlyMap<string, number>;
}

export interface CompiledActor {
  readonly number: number;
  readonly id: string;
  readonly word: number;
  readonly hash: number;
  readonly kind: string;
  readonly members: ReadonlySet<string>;
  readonly jurisdiction: string;
  readonly public: boolean;
  /** -1 for an actor that is no platform */
  readonly platform: number;
  readonly contact: Contact;
  /** decisions that it can take at once; Infinity without a limit */
  readonly desks: number;
  readonly language: string | undefined;
  readonly authenticated: boolean;
  readonly statuses: readonly string[];
  /** a year's, 0 where none is stated */
  readonly turnover: number;
  readonly delays: Readonly<Record<string, Delay>>;
  readonly decisions: Readonly<Record<string, Readonly<Record<string, { readonly value: number }>>>>;
}

export interface CompiledOriginal {
  /** number of its incident */
  readonly incident: number;
  readonly category: string | undefined;
  /** what is believed of it at first, where that is wrong */
  readonly claim: Original["claim"];
  readonly id: string;
  readonly word: number;
  readonly platform: number;
  readonly at: number;
  readonly form: string;
  readonly formWord: number;
  readonly by: string;
  /** who posts it; empty for somebody who posts nothing else */
  readonly account: string;
  readonly law: number;
  readonly keyHi: number;
  readonly keyLo: number;
}

export interface CompiledLookalikes {
  readonly id: string;
  readonly platform: number;
  readonly count: PoissonTable;
  readonly arrives: CompiledDelay;
  readonly origin: number;
  readonly status: number;
  readonly speech: SpeechKind;
  readonly language: string;
  /** the piece that they all show; empty for pieces of their own */
  readonly clip: string;
  readonly sharesFrames: number;
  readonly hashHi: number;
  readonly hashLo: number;
  readonly law: number;
}

export interface CompiledSwitch {
  readonly at: CompiledDelay;
  readonly block: readonly number[];
  readonly sweep: readonly number[];
  /** by platform, originals and copies; absent when the removal rule stays */
  readonly removal: readonly { readonly original: CompiledRule; readonly copy: CompiledRule }[] | undefined;
}

export interface CompiledRole {
  readonly protocol: number;
  readonly id: string;
  readonly word: number;
  readonly per: string | undefined;
  readonly tables: MachineTables;
  readonly actors: readonly number[];
}

/** A scenario made ready to run: plain numbers, no seed. Shared by any number of replications; its tables grow as it is used. */
export interface CompiledScenario {
  /** parts of statecharts are counted as they take part */
  readonly isCounted: boolean;
  readonly scenario: Scenario;
  readonly dictionary: Dictionary;
  readonly platforms: readonly CompiledPlatform[];
  readonly actors: readonly CompiledActor[];
  readonly actorNumbers: ReadonlyMap<string, number>;
  readonly laws: readonly SpreadLaw[];
  readonly routes: readonly Route[];
  readonly originals: readonly CompiledOriginal[];
  readonly lookalikes: readonly CompiledLookalikes[];
  readonly rules: readonly { readonly original: CompiledRule; readonly copy: CompiledRule }[] | undefined;
  readonly switches: readonly CompiledSwitch[];
  readonly item: MachineTables | undefined;
  readonly itemProtocol: number;
  readonly hash: MachineTables | undefined;
  readonly hashProtocol: number;
  readonly roles: readonly CompiledRole[];
  readonly horizon: number;
  readonly cap: number;
  readonly population: number;
  /** Pareto index of the fertility marks; 0 for none */
  readonly fertility: number;
  /** share of edits that are translations */
  readonly translated: number;
  readonly hashQuality: { readonly low: number; readonly high: number };
  /** whether any platform matches edits of a version whose hash it knows */
  readonly matchesEdits: boolean;
  readonly marks: readonly { readonly at: number; readonly word: number }[];
  /** time 0 in milliseconds since 1970-01-01T00:00Z */
  readonly startEpoch: number;
  /** minutes from UTC of the incident's own zone */
  readonly utcOffset: number;
  /** the first is the scenario's own */
  readonly incidents: readonly CompiledIncident[];
  /** civil time by jurisdiction */
  readonly calendars: ReadonlyMap<string, CivilCalendar>;
  /** where a jurisdiction has none: the offset of the incident's own start */
  readonly ownCalendar: CivilCalendar;
  readonly endsAt: number;
  readonly beginsAt: number;
  readonly delayOf: (
    owner: { readonly delays: Readonly<Record<string, Delay>> } | undefined,
    protocol: number,
    name: string,
  ) => CompiledDelay | undefined;
}

/** What an actor is beyond its kind, defaults filled in. */
function standingOf({ desks, language, authenticated, statuses, turnover }: Standing) {
  return {
    desks: desks?.value ?? Number.POSITIVE_INFINITY,
    language,
    authenticated: authenticated !== false,
    statuses: statuses ?? [],
    turnover: turnover?.value ?? 0,
  };
}

const toDistribution = (law: DelayLaw): Distribution => law as Distribution;

function compileDelay(name: string, delay: Delay, dictionary: Dictionary): CompiledDelay {
  const never = delay.law.kind === "never";
  return {
    name,
    law: delay.law,
    purpose: delayPurpose(name),
    never,
    word: dictionary.number(name),
    at: never ? () => Number.POSITIVE_INFINITY : compileQuantile(toDistribution(delay.law)),
  };
}

const sortedEntries = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** Mean of a law and of its square. */
function momentsOf(law: DelayLaw): { readonly mean: number; readonly square: number } {
  switch (law.kind) {
    case "never":
      return { mean: Number.POSITIVE_INFINITY, square: Number.POSITIVE_INFINITY };
    case "fixed":
      return { mean: law.value, square: law.value * law.value };
    case "exponential":
      return { mean: law.mean, square: 2 * law.mean * law.mean };
    case "gamma":
      return { mean: law.mean, square: law.mean * law.mean * (1 + 1 / law.shape) };
    case "lognormal": {
      const spread = exp(law.sigma * law.sigma);
      return { mean: law.median * sqrt(spread), square: law.median * law.median * spread * spread };
    }
    case "shifted": {
      const { mean, square } = momentsOf(law.then);
      return { mean: law.by + mean, square: law.by * law.by + 2 * law.by * mean + square };
    }
    case "empirical": {
      const { values } = law;
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return { mean, square: values.reduce((sum, value) => sum + value * value, 0) / values.length };
    }
  }
}

/**
 * How long ordinary work must have run so that the queue no longer shows that it began empty: twelve relaxation times,
 * 1 / (c mu (1 - sqrt rho)^2) each for exponential handling and longer the more handling varies, by half of the mean
 * square over the squared mean; at most 200,000 jobs.
 */
function warmUpOf(reviewers: number, lanes: readonly CompiledLane[]): number {
  let rate = 0;
  let work = 0;
  let square = 0;
  for (const lane of lanes) {
    rate += lane.rate;
    work += lane.rate * lane.meanService;
    square += lane.rate * lane.squareService;
  }
  if (rate === 0) return 0;
  const load = Math.min(work / reviewers, 0.995);
  const gap = 1 - Math.sqrt(load);
  const mean = work / rate;
  const uneven = Math.max(1, square / rate / (2 * mean * mean));
  const relaxation = (uneven * mean) / (reviewers * gap * gap);
  return Math.ceil(Math.min(12 * relaxation + 5 * mean, 200_000 / rate));
}

function exactOf({ exact }: Matching): CompiledMatch | undefined {
  return exact === undefined
    ? undefined
    : { recall: exact.recall.value, falseMatch: exact.falseMatch.value, edits: 0 };
}

/** A perceptual hash at its threshold: between two points of the curve on a straight line, beyond them as at the last. */
function perceptualOf({ perceptual }: Matching): CompiledMatch | undefined {
  if (perceptual === undefined) return undefined;
  const { value: at } = perceptual.threshold;
  const curve = [...perceptual.curve].sort((a, b) => a.threshold - b.threshold);
  const above = curve.find(({ threshold }) => threshold >= at) ?? curve[curve.length - 1];
  const below = curve.findLast(({ threshold }) => threshold <= at) ?? curve[0];
  const span = above.threshold - below.threshold;
  const part = span > 0 ? (at - below.threshold) / span : 0;
  const between = (key: "recall" | "falseMatch" | "edits") =>
    below[key].value + part * (above[key].value - below[key].value);
  return { recall: between("recall"), falseMatch: between("falseMatch"), edits: between("edits") };
}

const words = (list: Readonly<Record<string, unknown>>) => new Set(Object.keys(list));

function collectRaised(state: StateDefinition | unknown, into: Set<string>): void {
  if (Array.isArray(state)) {
    for (const part of state) collectRaised(part, into);
  } else if (typeof state === "object" && state !== null) {
    const raised = (state as { raise?: unknown }).raise;
    if (typeof raised === "string") into.add(raised);
    for (const part of Object.values(state)) collectRaised(part, into);
  }
}

/** What a statechart of this scope may hear and say under a protocol: events fixed, raised and decided. */
export function vocabularyOf(scope: Scope, protocol: Protocol, machine: StateDefinition): Vocabulary {
  const events = new Set(eventsHeard(scope, protocol));
  collectRaised(machine, events);
  return { events: [...events], guards: words(GUARDS), effects: words(EFFECTS), delays: undefined };
}

/** Whether a selector over kinds and groups fits an actor (`self`, `sender` and hosting need a moment and are asked elsewhere). */
export function fitsActor(
  selector: {
    readonly kind?: string | readonly string[];
    readonly member?: string;
    readonly jurisdiction?: string;
    readonly public?: boolean;
  },
  actor: CompiledActor,
): boolean {
  if (selector.kind !== undefined) {
    const wanted = selector.kind;
    const isPlatform = actor.platform >= 0;
    const fits = (kind: string) =>
      kind === actor.kind || (kind === "platform" && isPlatform) || kind === "any";
    if (!(typeof wanted === "string" ? fits(wanted) : wanted.some(fits))) return false;
  }
  if (selector.member !== undefined && !actor.members.has(selector.member)) return false;
  if (selector.jurisdiction !== undefined && selector.jurisdiction !== actor.jurisdiction) return false;
  if (selector.public !== undefined && selector.public !== actor.public) return false;
  return true;
}

const WEEK: ReadonlySet<number> = new Set([1, 2, 3, 4, 5]);
const YEAR = 31_556_952_000;
/** So far a zone's changes of offset are looked up, in years before and after the incident. */
const YEARS_BEFORE = 2;
const YEARS_AFTER = 30;

/** Offsets of the zones that calendars name, as this machine's table has them; sorted by jurisdiction. */
export function zonesOf({ calendars = {}, incident }: Scenario): readonly LogCalendar[] {
  const start = epochMillis(incident.startsAt);
  return sortedEntries(calendars).flatMap(([id, { timeZone }]) =>
    timeZone === undefined
      ? []
      : [
          {
            id,
            timeZone,
            ...zoneOffsets(timeZone, start - YEARS_BEFORE * YEAR, start + YEARS_AFTER * YEAR),
          },
        ],
  );
}

function compileCalendars(scenario: Scenario): ReadonlyMap<string, CivilCalendar> {
  const zones = new Map(zonesOf(scenario).map(({ id, from, offsets }) => [id, { from, offsets }]));
  return new Map(
    Object.entries(scenario.calendars ?? {}).map(([id, { utcOffset, workingDays, holidays }]) => [
      id,
      {
        zone: zones.get(id) ?? { from: [0], offsets: [(utcOffset ?? 0) * 60_000] },
        workingDays: new Set(workingDays),
        holidays: new Set(holidays.map(dayOfText)),
      },
    ]),
  );
}

export interface CompileOptions {
  /** keep count of the parts of statecharts that took part in a step (slower, changes nothing else) */
  readonly coverage?: boolean;
}

/** A removal rule that a switch brings: its draws are not those of the rule before it. */
function afterSwitch(rule: CompiledRule, index: number): CompiledRule {
  return { ...rule, delay: { ...rule.delay, purpose: delayPurpose(`removal-${index + 1}`) } };
}

/**
 * Makes a checked scenario ready to run. Platforms, actors, originals and lookalikes are taken in the order of their ids,
 * so that the order of keys in a file changes nothing.
 * @throws on what the checks should have refused (a programmer's error)
 */
export function compile(asWritten: Scenario, options: CompileOptions = {}): CompiledScenario {
  const scenario = unfoldAlike(asWritten);
  const dictionary = new Dictionary();
  const platformEntries = sortedEntries(scenario.platforms);
  const actorEntries = sortedEntries(scenario.actors);
  const platformNumbers = new Map(platformEntries.map(([id], number) => [id, number]));
  const laws: SpreadLaw[] = [];
  const routes: Route[] = [];
  const delay = (name: string, given: Delay) => compileDelay(name, given, dictionary);

  const cache = new Map<unknown, Map<string, CompiledDelay | undefined>>();
  const delayOf: CompiledScenario["delayOf"] = (owner, protocol, name) => {
    const place = owner ?? scenario.protocols[protocol];
    const byName = cache.get(place) ?? new Map<string, CompiledDelay | undefined>();
    cache.set(place, byName);
    const key = `${protocol}/${name}`;
    if (byName.has(key)) return byName.get(key);
    let found = owner?.delays[name] ?? scenario.protocols[protocol]?.delays[name];
    for (let i = scenario.protocols.length - 1; i >= 0 && found === undefined; i--)
      found = scenario.protocols[i].delays[name];
    const compiled = found === undefined ? undefined : delay(name, found);
    byName.set(key, compiled);
    return compiled;
  };

  const spreadLaw = (
    halfLife: number,
    tail: number,
    offspring: Readonly<Record<string, { readonly value: number }>>,
    views: number,
    mutation: number,
    stream?: {
      live: number;
      recording: boolean;
      captures: Readonly<Record<string, { readonly value: number }>>;
      viewsPerHour: number;
    },
  ): number => {
    const bred = sortedEntries(offspring).filter(([id, mean]) => platformNumbers.has(id) && mean.value > 0);
    const captured = sortedEntries(stream?.captures ?? {}).filter(
      ([id, rate]) => platformNumbers.has(id) && rate.value > 0,
    );
    const live = stream?.live ?? 0;
    const law = {
      kernel: kernelFromHalfLife(scenario.kernel, halfLife, tail),
      routes: [] as Route[],
      captures: [] as Route[],
      views,
      live,
      recording: stream?.recording ?? true,
      liveViews: (stream?.viewsPerHour ?? 0) / 3_600_000,
    };
    const route = (id: string, mean: number, isCapture: boolean) => {
      const child = isCapture ? CHILD.capture : CHILD.copy;
      const made: Route = {
        number: routes.length,
        law,
        isCapture,
        child,
        platform: platformNumbers.get(id) as number,
        hash: hashText(id).lo,
        mean,
        perChild: 1 / mean,
        none: exp(-mean),
        mutation,
        purpose: childrenPurpose(child, id),
      };
      routes.push(made);
      return made;
    };
    law.routes.push(...bred.map(([id, mean]) => route(id, mean.value, false)));
    law.captures.push(...captured.map(([id, rate]) => route(id, (rate.value * live) / 3_600_000, true)));
    laws.push(law);
    return laws.length - 1;
  };

  const platforms: CompiledPlatform[] = platformEntries.map(([id, platform], number) => {
    const { lo } = hashText(id);
    const lanes = platform.review?.lanes.map(
      (lane): CompiledLane => ({
        id: lane.id,
        word: dictionary.number(lane.id),
        rate: lane.perHour.value / 3_600_000,
        service: delay("review", lane.service),
        hash: hashText(lane.id).lo,
        meanService: momentsOf(lane.service.law).mean,
        squareService: momentsOf(lane.service.law).square,
      }),
    );
    const again = platform.reupload ?? scenario.reupload;
    return {
      number,
      id,
      word: dictionary.number(id),
      hash: lo,
      actor: number,
      law: spreadLaw(
        platform.halfLife.value,
        platform.tail.value,
        platform.offspring,
        platform.views.value,
        (platform.mutation ?? scenario.mutation).value,
      ),
      public: platform.public,
      kind: platform.kind,
      members: new Set(platform.members),
      jurisdiction: platform.jurisdiction ?? "",
      recommended: platform.recommended.value,
      searched: platform.searched?.value ?? 0,
      ordinaryViews: platform.ordinaryViews?.value ?? 0,
      evasion: platform.accounts?.evasion.value ?? 0,
      exact: exactOf(platform.matching),
      perceptual: perceptualOf(platform.matching),
      takes: platform.matching.takes === undefined ? undefined : new Set(platform.matching.takes),
      recall: platform.matching.recall.value,
      sweep: platform.matching.sweep.value,
      falseMatch: platform.matching.falseMatch.value,
      reportPerView: platform.reports.perView.value,
      reportLive: platform.reports.live.value,
      rightCategory: platform.reports.rightCategory.value,
      scanRecall: platform.scan.recall.value,
      scanFalseAlarm: platform.scan.falseAlarm.value,
      scanDelay: delay("scan", platform.scan.delay),
      reupload: again?.probability.value ?? 0,
      reuploadDelay: again === undefined ? undefined : delay("reupload", again.delay),
      reuploadBlocked: again?.blocked?.value ?? -1,
      review:
        platform.review === undefined || lanes === undefined
          ? undefined
          : {
              reviewers: platform.review.reviewers.value,
              lanes,
              laneOf: new Map(lanes.map((lane, rank) => [lane.id, rank])),
              missed: platform.review.errors.missed.value,
              wrongful: platform.review.errors.wrongful.value,
              deadline: platform.review.errors.deadline.value,
              queue: platform.review.errors.queue.value,
              language: platform.review.errors.language?.value ?? 0,
              languages:
                platform.review.languages === undefined ? undefined : new Set(platform.review.languages),
              target: platform.review.target?.value ?? Number.POSITIVE_INFINITY,
              warmUp: warmUpOf(platform.review.reviewers.value, lanes),
            },
      audience: new Map(sortedEntries(platform.audience).map(([territory, part]) => [territory, part.value])),
    };
  });

  const actors: CompiledActor[] = [
    ...platformEntries.map(
      ([id, platform], number): CompiledActor => ({
        number,
        id,
        word: platforms[number].word,
        hash: platforms[number].hash,
        kind: platform.kind,
        members: platforms[number].members,
        jurisdiction: platform.jurisdiction ?? "",
        public: platform.public,
        platform: number,
        contact: platform.contact,
        ...standingOf(platform),
        delays: platform.delays,
        decisions: platform.decisions,
      }),
    ),
    ...actorEntries.map(([id, actor], index): CompiledActor => {
      const { lo } = hashText(id);
      return {
        number: platforms.length + index,
        id,
        word: dictionary.number(id),
        hash: lo,
        kind: actor.kind,
        members: new Set(actor.members),
        jurisdiction: actor.jurisdiction ?? "",
        public: true,
        platform: -1,
        contact: actor.contact,
        ...standingOf(actor),
        delays: actor.delays,
        decisions: actor.decisions,
      };
    }),
  ];

  const incidents = compileIncidents(scenario, dictionary);
  const originals = sortedEntries(scenario.originals).map(([id, original]): CompiledOriginal => {
    const number = platformNumbers.get(original.platform) as number;
    const home = scenario.platforms[original.platform];
    const own = original.views ?? original.halfLife ?? original.tail ?? original.offspring ?? original.stream;
    const law =
      own === undefined
        ? platforms[number].law
        : spreadLaw(
            (original.halfLife ?? home.halfLife).value,
            (original.tail ?? home.tail).value,
            original.offspring ?? home.offspring,
            (original.views ?? home.views).value,
            (home.mutation ?? scenario.mutation).value,
            original.stream === undefined
              ? undefined
              : {
                  live: original.stream.length.value,
                  recording: original.stream.recording,
                  captures: original.stream.captures,
                  viewsPerHour: original.stream.viewsPerHour.value,
                },
          );
    const { hi, lo } = hashText(`original:${id}`);
    return {
      incident: incidentOf(original, incidents),
      category: original.category,
      claim: original.claim,
      id,
      word: dictionary.number(id),
      platform: number,
      at: original.at,
      form: original.form,
      formWord: dictionary.number(original.form),
      by: original.by,
      account: original.account ?? "",
      law,
      keyHi: hi,
      keyLo: lo,
    };
  });

  const lookalikes = sortedEntries(scenario.lookalikes).map(([id, entry]): CompiledLookalikes => {
    const platform = platforms[platformNumbers.get(entry.platform) as number];
    const home = scenario.platforms[entry.platform];
    const { hi, lo } = hashText(`lookalikes:${id}`);
    return {
      id,
      platform: platform.number,
      count: new PoissonTable(entry.count.value),
      arrives: delay("arrives", entry.arrives),
      origin: dictionary.number(`lookalike:${entry.speech}`),
      status: dictionary.number(
        entry.language === undefined ? `lawful:${entry.speech}` : `lawful:${entry.speech}:${entry.language}`,
      ),
      speech: entry.speech,
      language: entry.language ?? "",
      clip: entry.clip ?? "",
      sharesFrames: entry.sharesFrames.value,
      hashHi: hi,
      hashLo: lo,
      law: spreadLaw(home.halfLife.value, home.tail.value, {}, entry.views.value, 0),
    };
  });

  const ruleOf = (given: RemovalRules, number: number): { original: CompiledRule; copy: CompiledRule } => {
    const own = given.platforms[platforms[number].id];
    const pick = (which: "originals" | "copies"): CompiledRule => {
      const rule = own?.[which] ?? own ?? given[which] ?? given;
      return { delay: delay("removal", rule.after), found: rule.found.value };
    };
    return { original: pick("originals"), copy: pick("copies") };
  };
  const removal = scenario.rules?.removal;
  const rules = removal === undefined ? undefined : platforms.map((_, number) => ruleOf(removal, number));
  const switches = (scenario.rules?.switches ?? []).map(
    (given, index): CompiledSwitch => ({
      at: delay(`switch-${index}`, given.at),
      block: platforms.map(({ id }) => (given.platforms[id]?.block ?? given.block).value),
      sweep: platforms.map(({ id }) => (given.platforms[id]?.sweep ?? given.sweep).value),
      removal:
        given.removal === undefined
          ? undefined
          : platforms.map((_, number) => {
              const { original, copy } = ruleOf(given.removal as RemovalRules, number);
              return { original: afterSwitch(original, index), copy: afterSwitch(copy, index) };
            }),
    }),
  );

  let item: MachineTables | undefined;
  let itemProtocol = -1;
  let hash: MachineTables | undefined;
  let hashProtocol = -1;
  const roles: CompiledRole[] = [];
  scenario.protocols.forEach((protocol, number) => {
    if (protocol.item !== undefined) {
      item = new MachineTables(
        { ...protocol.item, id: `${protocol.id}-item` } as MachineDefinition,
        vocabularyOf("item", protocol, protocol.item),
        options,
      );
      itemProtocol = number;
    }
    if (protocol.hash !== undefined) {
      hash = new MachineTables(
        { ...protocol.hash, id: `${protocol.id}-hash` } as MachineDefinition,
        vocabularyOf("hash", protocol, protocol.hash),
        options,
      );
      hashProtocol = number;
    }
    for (const [id, role] of sortedEntries(protocol.roles)) {
      const selector = role.for;
      const playing = actors.filter((actor) => {
        if (typeof selector === "string") return selector === "everyone";
        if ("actor" in selector) return selector.actor === actor.id;
        return fitsActor(selector, actor);
      });
      roles.push({
        protocol: number,
        id,
        word: dictionary.number(`${protocol.id}/${id}`),
        per: role.per,
        tables: new MachineTables(
          { ...role.machine, id: `${protocol.id}-${id}` } as MachineDefinition,
          vocabularyOf("actor", protocol, role.machine),
          options,
        ),
        actors: playing.map((actor) => actor.number),
      });
    }
  });

  const beginsAt = Math.min(0, ...originals.map(({ at }) => at));
  return {
    isCounted: options.coverage === true,
    scenario,
    dictionary,
    platforms,
    actors,
    actorNumbers: new Map(actors.map(({ id, number }) => [id, number])),
    laws,
    routes,
    originals,
    lookalikes,
    rules,
    switches,
    item,
    itemProtocol,
    hash,
    hashProtocol,
    roles,
    horizon: scenario.horizon ?? Number.POSITIVE_INFINITY,
    cap: scenario.cap ?? Number.POSITIVE_INFINITY,
    population: scenario.population?.value ?? Number.POSITIVE_INFINITY,
    fertility: scenario.fertility?.tail.value ?? 0,
    translated: scenario.translated?.value ?? 0,
    hashQuality: {
      low: scenario.hashQuality?.low.value ?? 100,
      high: scenario.hashQuality?.high.value ?? 100,
    },
    matchesEdits: platforms.some(({ perceptual }) => (perceptual?.edits ?? 0) > 0),
    marks: [...scenario.marks]
      .sort((a, b) => a - b)
      .map((at) => ({ at, word: dictionary.number(formatDuration(at)) })),
    startEpoch: epochMillis(scenario.incident.startsAt),
    utcOffset: offsetOf(scenario.incident.startsAt),
    incidents,
    calendars: compileCalendars(scenario),
    ownCalendar: {
      zone: { from: [0], offsets: [60_000 * offsetOf(scenario.incident.startsAt)] },
      workingDays: WEEK,
      holidays: new Set(),
    },
    endsAt: scenario.incident.endsAt,
    beginsAt,
    delayOf,
  };
}
