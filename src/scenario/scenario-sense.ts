import { BUILT_IN_DELAYS, type Diagnostic, ID_PATTERN, isTimeZone } from "../model/index.ts";
import { isRealDate, isRealInstant } from "./dates.ts";
import { type Fault, fault, type Path } from "./fault.ts";
import { findNearest, nearest } from "./nearest.ts";
import { findParties, groupsOf, type Party, selects } from "./parties.ts";
import {
  DELAY_NAME,
  judgeDecisions,
  judgeMessage,
  judgeShares,
  listMachines,
  listProtocolCalls,
  listSelectors,
  type Machine,
  optionNames,
  PARTY_KINDS,
} from "./protocol-sense.ts";
import { asAmount, asList, asMillis, asTable, asText, at, field, isTable } from "./raw.ts";
import { type LoadedProtocol, placeInProtocol } from "./sources.ts";

/** What a scenario has that measures are named after. */
export interface MeasuredParts {
  readonly marks: readonly number[];
  readonly originals: readonly string[];
  readonly platforms: readonly { readonly id: string; readonly lanes: readonly string[] }[];
}

/** Names of all measures that a scenario with these parts may have: `id`, or `id@platform` for one platform's. */
export type MeasureLister = (parts: MeasuredParts) => ReadonlySet<string>;

export interface SenseOptions {
  readonly measures: MeasureLister | undefined;
  /** Whether the variant, or else the scenario as it stands, says something under this key. */
  readonly isSaidHere: (key: string) => boolean;
  readonly protocols: readonly LoadedProtocol[];
  /** Whether the author wrote this part in the scenario's own file, not in a shared profile. */
  readonly isOwn: (path: Path) => boolean;
}

/** Faults of the scenario's own files, and faults that lie in its protocols' files and have their place already. */
export interface Sense {
  readonly faults: readonly Fault[];
  readonly elsewhere: readonly Diagnostic[];
}

/** Sense of a whole scenario beyond shape: references, times, shares, and whether its protocols find what they name. */
export function judgeScenario(raw: unknown, options: SenseOptions): Sense {
  return new Judge(raw, options).run();
}

/** Those of the schema, as an author would write them. */
const DEFAULT_MARKS = ["PT1H", "P1D"];

/** Name of the scenario's own incident. */
const FIRST = "first";

const LENGTH_PLACES: readonly Path[] = [
  ["within"],
  ["extension"],
  ["repeats"],
  ["counts", "within"],
  ["renewable", "within"],
];

const MOST_PLATFORMS = 200;

/** How many services an entry stands for, where it says so. */
function asAlike(platform: unknown): number | undefined {
  const alike = field(platform, "alike");
  return typeof alike === "number" && alike >= 2 ? alike : undefined;
}

const MOST_OTHERS = 500;

class Judge {
  private readonly faults: Fault[] = [];
  private readonly elsewhere: Diagnostic[] = [];
  private readonly platforms: ReadonlySet<string>;
  private readonly parties: readonly Party[];
  private readonly decisions: ReadonlyMap<string, readonly string[]>;
  private readonly delays: ReadonlySet<string>;
  /** false when a protocol is missing or unreadable: names may be missing because of that */
  private readonly complete: boolean;
  private readonly protocols: readonly LoadedProtocol[];

  constructor(
    private readonly raw: unknown,
    private readonly options: SenseOptions,
  ) {
    this.protocols = options.protocols;
    this.platforms = new Set(Object.keys(asTable(field(raw, "platforms"))));
    this.parties = findParties(raw);
    const loaded = this.protocols.flatMap(({ parsed }) => (parsed === undefined ? [] : [parsed]));
    const named = new Set(asList(field(raw, "protocols")));
    for (const { raw: file } of loaded) for (const each of asList(field(file, "uses"))) named.add(each);
    this.complete = [...named].every((name) =>
      this.protocols.some((each) => each.id === name && each.parsed !== undefined),
    );
    this.decisions = new Map(
      loaded.flatMap(({ raw: file }) =>
        Object.entries(asTable(field(file, "decisions"))).map(
          ([name, each]) => [name, optionNames(each)] as const,
        ),
      ),
    );
    this.delays = new Set(loaded.flatMap(({ raw: file }) => Object.keys(asTable(field(file, "delays")))));
  }

  run(): Sense {
    this.judgeSizes();
    this.judgeNames();
    this.judgeWhat();
    this.judgeTimes();
    this.judgeRules();
    this.judgeChannels();
    this.judgeInjects();
    for (const party of this.parties) this.judgeParty(party);
    this.judgeReported();
    this.judgeQuality();
    this.judgeCalendars();
    this.judgeMeasures();
    this.judgeCompared();
    this.judgeProtocols();
    this.judgeIncidents();
    return { faults: this.faults, elsewhere: this.elsewhere };
  }

  private report(...given: Parameters<typeof fault>): void {
    this.faults.push(fault(...given));
  }

  private table(...path: Path): [string, unknown][] {
    return Object.entries(asTable(at(this.raw, path)));
  }

  private judgeSizes(): void {
    for (const [key, limit] of [
      ["platforms", MOST_PLATFORMS],
      ["actors", MOST_OTHERS],
      ["originals", MOST_OTHERS],
      ["lookalikes", MOST_OTHERS],
      ["variants", 50],
    ] as const) {
      const found = key === "platforms" ? this.countServices() : this.table(key).length;
      if (found > limit) this.report("scenario/too_many", [key], { found, limit }, "key");
    }
  }

  /** Services, each of several alike by itself. */
  private countServices(): number {
    return this.table("platforms").reduce((sum, [, each]) => sum + (asAlike(each) ?? 1), 0);
  }

  /** Several alike are named after their entry, with a number: nothing else may have such a name. */
  private judgeAlike(): void {
    for (const [name, each] of this.table("platforms")) {
      if (asAlike(each) === undefined) continue;
      for (const key of ["platforms", "actors"])
        for (const [other] of this.table(key))
          if (other.startsWith(`${name}-`) && /^\d{3}$/.test(other.slice(name.length + 1)))
            this.report("scenario/same_id", [key, other], { found: other }, "key");
    }
  }

  private judgeNames(): void {
    this.judgeAlike();
    for (const [name] of this.table("actors")) {
      if (this.platforms.has(name)) this.report("scenario/same_id", ["actors", name], { found: name }, "key");
    }
    if (this.table("variants").some(([name]) => name === "base"))
      this.report("scenario/reserved_id", ["variants", "base"], { found: "base" }, "key");
    for (const key of ["protocols", "include"]) this.judgeRepeats([key], asList(field(this.raw, key)));
  }

  private judgeRepeats(path: Path, names: readonly unknown[], tail: Path = []): void {
    const met = new Set<string>();
    for (const [index, name] of names.entries()) {
      const found = asText(name);
      if (found === undefined) continue;
      if (met.has(found)) this.report("scenario/listed_twice", [...path, index, ...tail], { found });
      met.add(found);
    }
  }

  private expectPlatform(found: unknown, path: Path, where: "key" | "value" = "value"): void {
    const name = asText(found);
    if (name === undefined || this.platforms.has(name) || !ID_PATTERN.test(name)) return;
    this.report(
      "scenario/unknown_platform",
      path,
      { found: name, nearest: nearest(name, this.platforms) },
      where,
    );
  }

  private expectOriginal(given: unknown, path: Path): void {
    const found = asText(given);
    const known = this.table("originals").map(([name]) => name);
    if (found === undefined || known.includes(found)) return;
    this.report("scenario/unknown_original", path, { found, nearest: nearest(found, known) });
  }

  private expectPlatforms(path: Path): void {
    for (const [name] of this.table(...path)) this.expectPlatform(name, [...path, name], "key");
  }

  private judgeWhat(): void {
    const originals = this.table("originals");
    if (isTable(field(this.raw, "originals")) && originals.length === 0)
      this.report("scenario/no_originals", ["originals"], {}, "key");
    for (const [name, original] of originals) {
      const path = ["originals", name];
      this.expectPlatform(field(original, "platform"), [...path, "platform"]);
      this.expectPlatforms([...path, "offspring"]);
      this.expectPlatforms([...path, "stream", "captures"]);
      const form = field(original, "form") ?? "recording";
      const streams = isTable(field(original, "stream"));
      if (streams && typeof form === "string" && form !== "livestream")
        this.report("scenario/stream_without_live", [...path, "stream"], { form }, "key");
      if (!streams && form === "livestream") this.report("scenario/live_without_stream", [...path, "form"]);
    }
    for (const [name, each] of this.table("lookalikes"))
      this.expectPlatform(field(each, "platform"), ["lookalikes", name, "platform"]);
    for (const platform of this.platforms) this.expectPlatforms(["platforms", platform, "offspring"]);
    const lawless = this.table("lookalikes").length === 0;
    const driven = this.table("actors").length > 0 || asList(field(this.raw, "protocols")).length > 0;
    if (lawless && driven) this.report("scenario/no_lookalikes", [], {}, "key");
  }

  private judgeTimes(): void {
    const starts = asText(at(this.raw, ["incident", "startsAt"]));
    if (starts !== undefined && /^\d{4}-\d{2}-\d{2}T/.test(starts) && !isRealInstant(starts)) {
      this.report("scenario/not_a_date", ["incident", "startsAt"], { found: starts });
    }
    const horizon = asMillis(field(this.raw, "horizon"));
    if (horizon === undefined) return;
    const until = String(field(this.raw, "horizon"));
    for (const [name, original] of this.table("originals")) {
      const path = ["originals", name];
      const posted = asMillis(field(original, "at"));
      if (posted !== undefined && posted >= horizon)
        this.report("scenario/original_after_horizon", [...path, "at"], {
          at: String(field(original, "at")),
          horizon: until,
        });
      const written = at(original, ["stream", "length"]);
      const length = asMillis(written);
      if (length !== undefined && length > horizon) {
        this.report("scenario/stream_after_horizon", [...path, "stream", "length"], {
          ends: String(isTable(written) ? written.value : written),
          horizon: until,
        });
      }
    }
    for (const [index, mark] of asList(field(this.raw, "marks")).entries()) {
      const instant = asMillis(mark);
      if (instant !== undefined && instant > horizon)
        this.report("scenario/mark_after_horizon", ["marks", index], { mark: String(mark), horizon: until });
    }
  }

  /** Further incidents, whose originals they are, and the ranks of protocols. */
  private judgeIncidents(): void {
    const incidents = this.table("incidents");
    for (const [name, each] of incidents) {
      const path = ["incidents", name];
      if (name === FIRST) this.report("scenario/reserved_id", path, { found: name }, "key");
      const [begins, ends] = [asMillis(field(each, "startsAt")), asMillis(field(each, "endsAt"))];
      if (begins !== undefined && ends !== undefined && ends < begins)
        this.report("scenario/incident_backwards", [...path, "endsAt"], {
          begins: String(field(each, "startsAt")),
          ends: String(field(each, "endsAt")),
        });
    }
    const names = incidents.map(([name]) => name);
    for (const [name, original] of this.table("originals")) {
      const found = asText(field(original, "incident"));
      if (found === undefined || names.includes(found)) continue;
      this.report("scenario/unknown_incident", ["originals", name, "incident"], {
        found,
        nearest: nearest(found, names),
      });
    }
    const run = this.protocols.map(({ id }) => id);
    for (const [index, name] of asList(field(this.raw, "precedence")).entries()) {
      const found = asText(name);
      if (found === undefined || run.includes(found)) continue;
      this.report("scenario/unknown_rank", ["precedence", index], { found, nearest: nearest(found, run) });
    }
    this.judgeRepeats(["precedence"], asList(field(this.raw, "precedence")));
  }

  /** Incidents, originals and roles that statecharts name in their guards and effects. */
  private judgeNamed(protocol: string, raw: unknown, tell: (given: Fault) => void): void {
    const incidents = [FIRST, ...this.table("incidents").map(([name]) => name)];
    const originals = this.table("originals").map(([name]) => name);
    for (const { call, path } of listProtocolCalls(raw)) {
      if (call.name === "incidentIs") {
        const asked = field(call.params, "incident");
        const named: [unknown, Path][] = Array.isArray(asked)
          ? asked.map((each, index) => [each, [...path, "params", "incident", index]])
          : [[asked, [...path, "params", "incident"]]];
        for (const [each, where] of named) {
          const found = asText(each);
          if (found !== undefined && !incidents.includes(found))
            tell(fault("scenario/unknown_incident", where, { found, nearest: nearest(found, incidents) }));
        }
      } else if (call.name === "establish") {
        const found = asText(field(call.params, "original"));
        if (found !== undefined && !originals.includes(found))
          tell(
            fault("scenario/unknown_original", [...path, "params", "original"], {
              found,
              nearest: nearest(found, originals),
            }),
          );
      } else if (call.name === "roleIs") this.judgeRoleNamed(protocol, raw, call.params, path, tell);
    }
  }

  private judgeRoleNamed(
    own: string,
    raw: unknown,
    params: unknown,
    path: Path,
    tell: (given: Fault) => void,
  ): void {
    const found = asText(field(params, "role"));
    const protocol = asText(field(params, "protocol")) ?? own;
    // A protocol that this scenario does not run has nobody in any state: that is an answer too.
    const other = protocol === own ? raw : this.protocols.find(({ id }) => id === protocol)?.parsed?.raw;
    if (found === undefined || other === undefined) return;
    const known = Object.keys(asTable(field(other, "roles")));
    if (!known.includes(found))
      tell(
        fault("scenario/unknown_role", [...path, "params", "role"], {
          found,
          protocol,
          nearest: nearest(found, known),
        }),
      );
  }

  private judgeRules(): void {
    const rules = field(this.raw, "rules");
    if (rules === undefined) return;
    this.expectPlatforms(["rules", "removal", "platforms"]);
    for (const index of asList(field(rules, "switches")).keys()) {
      this.expectPlatforms(["rules", "switches", index, "platforms"]);
      this.expectPlatforms(["rules", "switches", index, "removal", "platforms"]);
    }
    const other = this.protocols.find(({ parsed }) => field(parsed?.raw, "item") !== undefined);
    if (other !== undefined)
      this.report("scenario/rules_and_protocols", ["rules"], { protocol: other.id }, "key");
  }

  private judgeChannels(): void {
    const known = new Set([...PARTY_KINDS, ...this.parties.map((each) => each.id)]);
    for (const [index, channel] of asList(field(this.raw, "channels")).entries()) {
      const path = ["channels", index];
      this.faults.push(...judgeMessage(field(channel, "message"), [...path, "message"]));
      for (const end of ["from", "to"]) {
        const found = asText(field(channel, end));
        if (found === undefined || known.has(found)) continue;
        this.report("scenario/unknown_party", [...path, end], { found, nearest: nearest(found, known) });
      }
    }
  }

  private expectParty(given: unknown, path: Path, where: "key" | "value" = "value"): void {
    const found = asText(given);
    const known = this.parties.map((each) => each.id);
    if (found === undefined || known.includes(found)) return;
    this.report("scenario/unknown_party", path, { found, nearest: nearest(found, known) }, where);
  }

  /** What the scenario brings up: told to and done by parties that there are, before it ends. */
  private judgeInjects(): void {
    const horizon = asMillis(field(this.raw, "horizon"));
    for (const [name] of this.table("briefs")) this.expectParty(name, ["briefs", name], "key");
    for (const [name, inject] of this.table("injects")) {
      const path = ["injects", name];
      const due = asMillis(field(inject, "at"));
      if (due !== undefined && horizon !== undefined && due >= horizon)
        this.report("scenario/inject_after_horizon", [...path, "at"], {
          at: String(field(inject, "at")),
          horizon: String(field(this.raw, "horizon")),
        });
      for (const [index, to] of asList(field(inject, "to")).entries())
        this.expectParty(to, [...path, "to", index]);
      for (const key of ["when", "unless"]) this.judgeCondition(field(inject, key), [...path, key]);
      for (const [index, act] of asList(field(inject, "acts")).entries()) {
        const here = [...path, "acts", index];
        for (const key of ["from", "unreachable"]) this.expectParty(field(act, key), [...here, key]);
        for (const key of ["matchingDown", "reviewers", "wrongHash", "mirror", "excerpts", "appeals"])
          this.expectPlatform(field(act, key), [...here, key]);
        this.expectOriginal(field(act, "corrected"), [...here, "corrected"]);
        const to = field(act, "to");
        if (isTable(to) && to.actor !== undefined) this.expectParty(to.actor, [...here, "to", "actor"]);
        else if (to === "sender" || to === "self")
          this.report("scenario/inject_to_nobody", [...here, "to"], { found: to });
        else if (to !== undefined && !this.parties.some((party) => selects(to, party)))
          this.report("scenario/inject_to_nobody", [...here, "to"], { found: JSON.stringify(to) });
      }
    }
  }

  /** Whom a condition asks about must be there. */
  private judgeCondition(given: unknown, path: Path): void {
    for (const key of ["all", "any"])
      for (const [index, part] of asList(field(given, key)).entries())
        this.judgeCondition(part, [...path, key, index]);
    const inner = field(given, "not");
    if (inner !== undefined) this.judgeCondition(inner, [...path, "not"]);
    for (const [key, parties] of [
      ["state", ["actor"]],
      ["happened", ["actor", "other"]],
    ] as const)
      for (const party of parties) this.expectParty(at(given, [key, party]), [...path, key, party]);
  }

  private judgeParty({ path }: Party): void {
    const party = at(this.raw, path);
    const hours = at(party, ["contact", "hours"]);
    const [opens, closes] = [asText(field(hours, "opens")), asText(field(hours, "closes"))];
    if (opens !== undefined && opens === closes)
      this.report("scenario/never_open", [...path, "contact", "hours"], { opens, closes }, "key");
    for (const [decision, options] of Object.entries(asTable(field(party, "decisions"))))
      this.judgePolicy(options, decision, [...path, "decisions", decision]);
    const audience = Object.values(asTable(field(party, "audience"))).map(asAmount);
    const sum = audience.reduce<number>((total, each) => total + (each ?? 0), 0);
    if (sum > 1 + 1e-6)
      this.report(
        "scenario/shares_above_one",
        [...path, "audience"],
        { sum: Math.round(sum * 1e9) / 1e9 },
        "key",
      );
    const found = (asAmount(field(party, "recommended")) ?? 0) + (asAmount(field(party, "searched")) ?? 0);
    if (found > 1 + 1e-6)
      this.report(
        "scenario/shares_above_one",
        [...path, "searched"],
        { sum: Math.round(found * 1e9) / 1e9 },
        "key",
      );
    this.judgeThreshold(party, path);
    const lanes = asList(at(party, ["review", "lanes"])).map((each) => field(each, "id"));
    this.judgeRepeats([...path, "review", "lanes"], lanes, ["id"]);
    this.judgeOrdinaryWork(party, path);
    this.judgeDelayNames(field(party, "delays"), [...path, "delays"]);
  }

  /** Outside its curve a threshold counts as the nearest point, which is hardly what was meant. */
  private judgeThreshold(party: unknown, path: Path): void {
    const perceptual = at(party, ["matching", "perceptual"]);
    const threshold = asAmount(field(perceptual, "threshold"));
    const points = asList(field(perceptual, "curve")).flatMap(
      (each) => asAmount(field(each, "threshold")) ?? [],
    );
    if (threshold === undefined || points.length === 0) return;
    const [low, high] = [Math.min(...points), Math.max(...points)];
    if (threshold < low || threshold > high)
      this.report("scenario/threshold_off_curve", [...path, "matching", "perceptual", "threshold"], {
        found: threshold,
        low,
        high,
      });
  }

  /** Ordinary work comes for as long as there is time. */
  private judgeOrdinaryWork(party: unknown, path: Path): void {
    if (field(this.raw, "horizon") !== undefined) return;
    const lanes = asList(at(party, ["review", "lanes"]));
    const busy = lanes.findIndex((each) => (asAmount(field(each, "perHour")) ?? 0) > 0);
    if (busy >= 0)
      this.report("scenario/endless_work", [...path, "review", "lanes", busy, "perHour"], {
        platform: String(path.at(-1)),
      });
  }

  private judgePolicy(options: unknown, decision: string, path: Path): void {
    this.faults.push(...judgeShares(options, path));
    if (!this.complete || !this.options.isOwn(path)) return;
    const known = this.decisions.get(decision);
    if (known === undefined) {
      this.report(
        "scenario/unknown_decision",
        path,
        { found: decision, nearest: nearest(decision, this.decisions) },
        "key",
      );
      return;
    }
    for (const option of Object.keys(asTable(options))) {
      if (known.includes(option)) continue;
      this.report(
        "scenario/unknown_option",
        [...path, option],
        { found: option, decision, nearest: nearest(option, known) },
        "key",
      );
    }
  }

  /** A delay that nobody waits for is harmless, unless it looks like a slip of the pen. */
  private judgeDelayNames(delays: unknown, path: Path): void {
    const waited = this.waitedFor();
    if (!this.complete || this.protocols.length === 0) return;
    for (const name of Object.keys(asTable(delays))) {
      if (waited.has(name) || this.delays.has(name) || !this.options.isOwn([...path, name])) continue;
      const meant = findNearest(name, [...waited, ...this.delays]);
      if (meant !== undefined)
        this.report("scenario/unused_delay", [...path, name], { found: name, nearest: meant }, "key");
    }
  }

  private waited: ReadonlySet<string> | undefined;

  private waitedFor(): ReadonlySet<string> {
    this.waited ??= new Set(
      this.protocols.flatMap(({ parsed }) =>
        listProtocolCalls(parsed?.raw).flatMap(({ call }) => (call.kind === "delay" ? [call.name] : [])),
      ),
    );
    return this.waited;
  }

  private judgeReported(): void {
    for (const [index, row] of asList(field(this.raw, "reported")).entries()) {
      const [low, high] = [field(row, "low"), field(row, "high")];
      if (typeof low === "number" && typeof high === "number" && low > high)
        this.report("scenario/range_backwards", ["reported", index, "low"], { low, high });
    }
  }

  private judgeQuality(): void {
    const [low, high] = (["low", "high"] as const).map((key) => asAmount(at(this.raw, ["hashQuality", key])));
    if (low !== undefined && high !== undefined && low > high)
      this.report("scenario/range_backwards", ["hashQuality", "low"], { low, high });
  }

  private judgeCalendars(): void {
    for (const [name, calendar] of this.table("calendars")) {
      const path = ["calendars", name];
      const zone = asText(field(calendar, "timeZone"));
      if (zone !== undefined && !isTimeZone(zone))
        this.report("scenario/unknown_time_zone", [...path, "timeZone"], { found: zone });
      if (zone !== undefined && field(calendar, "utcOffset") !== undefined)
        this.report("scenario/two_zones", path, {}, "key");
      for (const [index, day] of asList(field(calendar, "holidays")).entries()) {
        const found = asText(day);
        if (found !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(found) && !isRealDate(found))
          this.report("scenario/not_a_date", [...path, "holidays", index], { found });
      }
    }
  }

  /** Clocks that count working days need a calendar that says which days these are; those that a message sets need one. */
  private judgeClocks(raw: unknown, tell: (given: Fault) => void): void {
    const calendars = Object.keys(asTable(field(this.raw, "calendars")));
    const placesOf = (selector: unknown) =>
      this.parties
        .filter((party) => selector === undefined || selects(selector, party))
        .map((party) => asText(at(this.raw, [...party.path, "jurisdiction"])) ?? "");
    for (const [duty, each] of Object.entries(asTable(field(raw, "duties")))) {
      const path = ["duties", duty];
      const debtor = field(each, "debtor") ?? "actor";
      const debtors = isTable(debtor) ? debtor : at(each, ["starts", debtor === "other" ? "other" : "actor"]);
      for (const place of LENGTH_PLACES) {
        const length = at(each, place);
        const counts = field(length, "workingDays") !== undefined || field(length, "ends") === "working-day";
        const of = asText(field(length, "of")) ?? "debtor";
        const named = of !== "debtor" && of !== "creditor";
        if (!isTable(length) || (!counts && !named)) continue;
        const creditor = at(each, ["starts", debtor === "other" ? "actor" : "other"]);
        const wanted = named ? [of] : placesOf(of === "debtor" ? debtors : creditor);
        // Of a creditor that nothing names anybody may be meant: those without a calendar are told of only where nobody has one.
        const isOpen = !named && (of === "debtor" ? debtors : creditor) === undefined;
        const lacking = wanted.filter((wantedThere) => !calendars.includes(wantedThere));
        const missing = isOpen && lacking.length < wanted.length ? undefined : lacking[0];
        if (missing === undefined) continue;
        tell(
          fault("scenario/no_calendar", [...path, ...place], {
            found: missing,
            duty,
            nearest: nearest(missing, calendars),
          }),
        );
      }
      const message = asText(at(each, ["starts", "what"]));
      if (field(each, "within") !== "message" || message === undefined) continue;
      const gives = this.protocols.some(({ parsed }) =>
        listProtocolCalls(parsed?.raw).some(
          ({ call }) =>
            call.name === "send" &&
            field(call.params, "message") === message &&
            field(call.params, "within") !== undefined,
        ),
      );
      if (!gives && this.complete)
        tell(fault("scenario/no_length_in_message", [...path, "within"], { found: message }));
    }
  }

  private judgeCompared(): void {
    if (!this.options.isSaidHere("compared")) return;
    const ids = this.table("variants").map(([id]) => id);
    const met = new Set<string>();
    for (const [index, each] of asList(field(this.raw, "compared")).entries()) {
      const found = asText(each);
      if (found === undefined) continue;
      const path: Path = ["compared", index];
      if (!ids.includes(found))
        this.report("scenario/unknown_variant", path, { found, nearest: nearest(found, new Set(ids)) });
      else if (met.has(found)) this.report("scenario/listed_twice", path, { found });
      met.add(found);
    }
  }

  private judgeMeasures(): void {
    const { measures, isSaidHere } = this.options;
    if (measures === undefined) return;
    const headline = asList(field(this.raw, "headline")).map((each, index) => [each, ["headline", index]]);
    const reported = asList(field(this.raw, "reported")).map((each, index) => [
      field(each, "measure"),
      ["reported", index, "measure"],
    ]);
    const said = [
      ...(isSaidHere("headline") ? headline : []),
      ...(isSaidHere("reported") ? reported : []),
    ] as [unknown, Path][];
    let known: ReadonlySet<string> | undefined;
    for (const [name, path] of said) {
      const found = asText(name);
      if (found === undefined) continue;
      known ??= measures(this.measuredParts());
      if (known.has(found)) continue;
      this.report("scenario/unknown_measure", path, { found, nearest: nearest(found, known) });
    }
  }

  private measuredParts(): MeasuredParts {
    const marks = asList(field(this.raw, "marks") ?? DEFAULT_MARKS).flatMap((each) => asMillis(each) ?? []);
    return {
      marks: [...new Set(marks)].sort((a, b) => a - b),
      originals: this.table("originals").map(([name]) => name),
      platforms: this.table("platforms").map(([id, each]) => ({
        id,
        lanes: asList(at(each, ["review", "lanes"])).flatMap((lane) => asText(field(lane, "id")) ?? []),
      })),
    };
  }

  // What the protocols name must be there. These faults lie in the protocols' files.

  private judgeProtocols(): void {
    const lives = { item: this.last("item"), hash: this.last("hash") };
    for (const protocol of this.protocols) {
      const { parsed } = protocol;
      if (parsed === undefined) continue;
      const tell = (given: Fault) => this.elsewhere.push(placeInProtocol(parsed, given));
      for (const machine of listMachines(parsed.raw)) {
        const overridden = machine.scope !== "actor" && lives[machine.scope] !== protocol;
        if (!overridden) this.judgeDelays(parsed.raw, machine, tell);
      }
      this.judgeSelectors(parsed.raw, tell);
      this.judgeGroups(parsed.raw, tell);
      this.judgeTerritories(parsed.raw, tell);
      this.judgeRoles(protocol.id, parsed.raw, tell);
      this.judgeClocks(parsed.raw, tell);
      this.judgeNamed(protocol.id, parsed.raw, tell);
      for (const { call, path } of listProtocolCalls(parsed.raw)) {
        if (call.name !== "matchUploads") continue;
        for (const [index, name] of asList(field(call.params, "platforms")).entries()) {
          const found = asText(name);
          if (found === undefined || this.platforms.has(found)) continue;
          tell(
            fault("scenario/unknown_platform", [...path, "params", "platforms", index], {
              found,
              nearest: nearest(found, this.platforms),
            }),
          );
        }
      }
      if (this.complete && asList(field(parsed.raw, "uses")).length > 0)
        for (const each of judgeDecisions(parsed.raw, this.decisions)) tell(each);
    }
    if (lives.item !== undefined) this.judgeLanes(lives.item);
  }

  /** The last protocol that declares this life overrides those that it uses. */
  private last(scope: "item" | "hash"): LoadedProtocol | undefined {
    return this.protocols.filter(({ parsed }) => field(parsed?.raw, scope) !== undefined).at(-1);
  }

  private judgeDelays(raw: unknown, machine: Machine, tell: (given: Fault) => void): void {
    if (!this.complete) return;
    const runners =
      machine.scope === "actor"
        ? this.parties.filter((party) => selects(at(raw, ["roles", machine.role ?? "", "for"]), party))
        : this.parties.filter((party) => party.platform);
    const seen = new Set<string>();
    for (const { call, path } of listProtocolCalls(raw)) {
      const inside = machine.path.every((step, index) => path[index] === step);
      if (!inside || call.kind !== "delay" || seen.has(call.name)) continue;
      seen.add(call.name);
      const { name } = call;
      const builtIn = Object.hasOwn(BUILT_IN_DELAYS, name) && BUILT_IN_DELAYS[name].includes(machine.scope);
      // One that can be no name is told of the protocol by itself.
      if (builtIn || this.delays.has(name) || !DELAY_NAME.test(name)) continue;
      const defines = (party: Party) => field(at(this.raw, [...party.path, "delays"]), name) !== undefined;
      const lacking = runners.find((party) => !defines(party));
      if (runners.length > 0 && lacking === undefined) continue;
      const known = [
        ...this.delays,
        ...Object.keys(BUILT_IN_DELAYS),
        ...this.parties.flatMap((party) => Object.keys(asTable(at(this.raw, [...party.path, "delays"])))),
      ];
      const who = runners.some(defines) ? lacking?.id : undefined;
      tell(
        fault(
          "scenario/unknown_delay",
          path,
          { found: name, who, nearest: who === undefined ? nearest(name, known) : undefined },
          "key",
        ),
      );
    }
  }

  private judgeSelectors(raw: unknown, tell: (given: Fault) => void): void {
    const ids = new Set(this.parties.map((each) => each.id));
    for (const { selector, path } of listSelectors(raw)) {
      const found = asText(field(selector, "actor"));
      if (found === undefined || ids.has(found)) continue;
      tell(fault("scenario/unknown_actor", [...path, "actor"], { found, nearest: nearest(found, ids) }));
    }
  }

  /** A territory that no service has an audience in: whatever is done there changes nothing. */
  private judgeTerritories(raw: unknown, tell: (given: Fault) => void): void {
    const peopled = new Set(
      [...this.platforms].flatMap((platform) =>
        Object.keys(asTable(at(this.raw, ["platforms", platform, "audience"]))),
      ),
    );
    const told = new Set<string>();
    for (const { call, path } of listProtocolCalls(raw)) {
      if (call.kind !== "effect") continue;
      const found = asText(field(call.params, "territory"));
      if (found === undefined || peopled.has(found) || told.has(found)) continue;
      told.add(found);
      const place = [...path, "params", "territory"];
      tell(fault("scenario/unknown_territory", place, { found, nearest: nearest(found, peopled) }));
    }
  }

  private judgeGroups(raw: unknown, tell: (given: Fault) => void): void {
    const peopled = groupsOf(this.parties);
    const told = new Set<string>();
    const expectPeople = (value: unknown, path: Path) => {
      const group = asText(value);
      if (group === undefined || peopled.has(group) || told.has(group)) return;
      told.add(group);
      tell(fault("scenario/empty_group", path, { group }));
    };
    for (const { selector, path } of listSelectors(raw))
      expectPeople(field(selector, "member"), [...path, "member"]);
    for (const { call, path } of listProtocolCalls(raw)) {
      if (call.name === "platformIs")
        expectPeople(field(call.params, "member"), [...path, "params", "member"]);
      if (["isMember", "shareHash", "originalOnMember"].includes(call.name))
        expectPeople(field(call.params, "group"), [...path, "params", "group"]);
    }
  }

  private judgeRoles(protocol: string, raw: unknown, tell: (given: Fault) => void): void {
    for (const [role, each] of Object.entries(asTable(field(raw, "roles")))) {
      const selector = field(each, "for");
      if (field(each, "optional") === true) continue;
      if (selector === undefined || this.parties.some((party) => selects(selector, party))) continue;
      tell(fault("scenario/role_of_nobody", ["roles", role, "for"], { role, protocol }, "key"));
    }
  }

  /** Items are queued for review on every platform that reviews: the lane must be there. */
  private judgeLanes({ parsed }: LoadedProtocol): void {
    const calls = listProtocolCalls(parsed?.raw).filter(
      ({ call, machine }) =>
        machine.scope === "item" && call.kind === "effect" && call.name === "enqueueReview",
    );
    const wanted = new Set(calls.flatMap(({ call }) => asText(field(call.params, "lane")) ?? []));
    for (const platform of this.platforms) {
      const path = ["platforms", platform, "review", "lanes"];
      const lanes = at(this.raw, path);
      if (!Array.isArray(lanes)) continue;
      const names = lanes.flatMap((each) => asText(field(each, "id")) ?? []);
      for (const found of wanted) {
        if (!names.includes(found))
          this.report(
            "scenario/unknown_lane",
            path,
            { found, platform, nearest: nearest(found, names) },
            "key",
          );
      }
    }
  }
}
