import type { BlockingMeans, Capability, Provenance, SpeechKind } from "../model/index.ts";
import { CAPABILITIES, itemName, PROVENANCES } from "../model/index.ts";
import { KIND } from "./facts-out.ts";
import { FLAG, STATUS } from "./items.ts";
import { PRIORITY, PURPOSE } from "./purposes.ts";
import type { ReachMeasure } from "./reach.ts";
import { ENTRY, type World } from "./world.ts";

type Params = Readonly<Record<string, unknown>>;

const value = (quantity: unknown) => (quantity as { value: number }).value;
const shareOf = (quantity: unknown, otherwise: number) =>
  quantity === undefined ? otherwise : value(quantity);

/** The end of something that was done for a term. */
interface Term {
  readonly kind: "information" | "account";
  readonly row: number;
  readonly until: number;
  readonly cause: number;
}

/** Until when an account may not do something; Infinity for without end. */
type Loss = Partial<Record<Capability, number>>;

/** Who asks for something, for which items, and how each is done for the same reason. */
export interface Asking {
  readonly actor: number;
  /** its own platform, -1 for none */
  readonly platform: number;
  /** items named in the message at hand */
  readonly rows: readonly number[];
  readonly forOneReason: (work: () => void) => void;
}

/** What the words about hashes reach beyond items. */
export interface HashNews {
  onFeedback(row: number, verdict: string): void;
}

/** Effects that an actor asks for, of each item named on its own platform. */
const ON_NAMED: ReadonlySet<string> = new Set([
  "preserve",
  "purge",
  "informUser",
  "withholdInformation",
  "discloseInformation",
  "label",
  "unlabel",
  "restrictAccount",
  "restoreAccount",
]);

/** What a ledger counts of a platform's items, by their flags. */
const LEDGER = {
  restrictions: FLAG.restricted,
  statements: FLAG.reasoned,
  complaints: FLAG.complained,
  restorations: FLAG.returned,
} as const;

/**
 * What is done to single items and accounts besides putting online and taking down: keeping as evidence, telling the
 * uploader or not yet, redress, labels, suspensions, access blocks, published counts. Nothing here draws for anybody else:
 * each draw is the item's own, under a purpose of its own.
 */
export class ContentActs {
  private readonly world: World;
  private readonly news: HashNews;
  private readonly accountWord: number;
  private readonly purgeWord: number;
  private readonly termWord: number;
  private preservedUntil = new Map<number, number>();
  private withheldUntil = new Map<number, number>();
  /** what an uploader is told once information is no longer withheld: with reasons or not */
  private heldBack = new Map<number, boolean>();
  /** by item: its labels, each with the share of later views and copies that it prevents */
  private labels = new Map<number, ReadonlyMap<string, number>>();
  private strikes = new Map<string, number>();
  private losses = new Map<string, Loss>();
  private terms: Term[] = [];
  private published = new Map<number, number>();

  constructor(world: World, news: HashNews) {
    this.world = world;
    this.news = news;
    const { dictionary } = world.compiled;
    this.accountWord = dictionary.number("account");
    this.purgeWord = dictionary.number("purge");
    this.termWord = dictionary.number("term");
  }

  reset(): void {
    if (this.preservedUntil.size > 0) this.preservedUntil.clear();
    if (this.withheldUntil.size > 0) this.withheldUntil.clear();
    if (this.heldBack.size > 0) this.heldBack.clear();
    if (this.labels.size > 0) this.labels.clear();
    if (this.strikes.size > 0) this.strikes.clear();
    if (this.losses.size > 0) this.losses.clear();
    this.terms = [];
    if (this.published.size > 0) this.published.clear();
  }

  saveState(): object {
    const { preservedUntil, withheldUntil, heldBack, labels, strikes, losses, terms, published } = this;
    return { preservedUntil, withheldUntil, heldBack, labels, strikes, losses, terms, published };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  // ---- guards -------------------------------------------------------------------------------------------------------

  /** Answers a question about an item; undefined for one that is not asked here. */
  ask(type: string, params: Params, row: number): boolean | undefined {
    const { items, versions, compiled } = this.world;
    const flags = items.flags[row];
    switch (type) {
      case "speechIs":
        return this.isSpeech(row, params);
      case "provenanceIs":
        return this.isFrom(row, params);
      case "isPreserved":
        return this.isPreserved(row);
      case "isLabelled":
        return (flags & FLAG.labelled) !== 0;
      case "userInformed":
        return (flags & FLAG.told) !== 0;
      case "informationWithheld":
        return (flags & FLAG.withheld) !== 0;
      case "strikesAtLeast":
        return (this.strikes.get(this.accountOf(row)) ?? 0) >= (params.n as number);
      case "accountRestricted":
        return params.from === undefined
          ? CAPABILITIES.some((each) => this.hasLost(this.accountOf(row), each))
          : this.hasLost(this.accountOf(row), params.from as Capability);
      case "hashLabelIs": {
        const platform = compiled.platforms[items.platform[row]].number;
        const version = this.world.matchedVersion(row, platform);
        return version >= 0 && (versions.labels.get(version) ?? []).includes(params.label as string);
      }
      default:
        return undefined;
    }
  }

  /** Which kind of speech a lawful item is; undefined for an unlawful one. */
  private speechOf(row: number): SpeechKind | undefined {
    const { items, compiled } = this.world;
    return (items.flags[row] & FLAG.lawful) === 0
      ? undefined
      : compiled.lookalikes[-1 - items.parent[row]].speech;
  }

  private isSpeech(row: number, { of, seen }: Params): boolean {
    const speech = this.speechOf(row);
    if (speech === undefined || !(of as readonly string[]).includes(speech)) return false;
    return seen === undefined || this.uniform(row, PURPOSE.speech) < value(seen);
  }

  private isFrom(row: number, { of, recall, falseMatch }: Params): boolean {
    const isTrue = this.provenancesOf(row).some((each) => (of as readonly string[]).includes(each));
    const chance = isTrue ? shareOf(recall, 1) : shareOf(falseMatch, 0);
    return chance >= 1 || (chance > 0 && this.uniform(row, PURPOSE.provenance) < chance);
  }

  private uniform(row: number, purpose: number): number {
    const { items } = this.world;
    return this.world.drawUniform(items.keyHi[row], items.keyLo[row], purpose, 0);
  }

  /** Where an item comes from in truth. */
  private provenancesOf(row: number): readonly Provenance[] {
    const speech = this.speechOf(row);
    if (speech !== undefined) return [speech];
    const { items, versions, compiled } = this.world;
    const version = items.version[row];
    const root = versions.rootOf(version);
    const original = compiled.originals.find(
      ({ keyHi, keyLo }) => keyHi === versions.keyHi[root] && keyLo === versions.keyLo[root],
    );
    const found: Provenance[] = [(original?.by ?? "other") as Provenance];
    if (original?.form === "synthetic") found.push("synthetic");
    if (versions.isMutant[version] !== 0) {
      found.push("edit");
      const { keyHi, keyLo } = versions;
      const u = this.world.drawUniform(keyHi[version], keyLo[version], PURPOSE.translation, 0);
      if (u < compiled.translated) found.push("translation");
    }
    return found;
  }

  // ---- effects on one item ------------------------------------------------------------------------------------------

  /** Does something to an item; false for what is not done here. */
  act(type: string, params: Params, row: number): boolean {
    const { dictionary } = this.world.compiled;
    switch (type) {
      case "hide":
        this.hold(row, dictionary.number(params.by as string), "hidden");
        return true;
      case "disable":
        this.hold(row, dictionary.number(params.by as string), "disabled");
        return true;
      case "preserve":
        this.preserve(row, params.for === undefined ? undefined : value(params.for));
        return true;
      case "purge":
        this.purge(row);
        return true;
      case "informUser":
        this.inform(row, params.reasons !== false);
        return true;
      case "withholdInformation":
        this.withhold(row, params.for === undefined ? undefined : value(params.for));
        return true;
      case "discloseInformation":
        this.disclose(row);
        return true;
      case "complain":
        this.world.items.flags[row] |= FLAG.complained;
        this.note(KIND["complaint.made"], row, params.to as string);
        return true;
      case "decideComplaint":
        this.world.note(
          KIND["complaint.decided"],
          row,
          dictionary.number(params.by as string),
          dictionary.number(params.result as string),
          0,
          0,
        );
        return true;
      case "label":
        this.label(row, params.as as string, shareOf(params.effect, 0));
        return true;
      case "unlabel":
        this.unlabel(row, params.as as string);
        return true;
      case "demote":
        if (this.isOnline(row) && this.world.reach.demoteItem(row, value(params.by)))
          this.note(KIND["content.demoted"], row, "", value(params.by));
        return true;
      case "strike":
        this.strike(row);
        return true;
      case "restrictAccount":
        this.restrictAccount(
          row,
          (params.from as readonly Capability[] | undefined) ?? CAPABILITIES,
          params.for === undefined ? undefined : value(params.for),
        );
        return true;
      case "restoreAccount":
        this.restoreAccount(row);
        return true;
      case "hashFeedback":
        this.news.onFeedback(row, params.verdict as string);
        return true;
      default:
        return false;
    }
  }

  private isOnline(row: number): boolean {
    return this.world.items.status[row] === STATUS.online;
  }

  private note(kind: number, row: number, how: string, x = 0, y = 0): void {
    const { world } = this;
    world.note(kind, row, world.statusWord(row), world.compiled.dictionary.number(how), x, y);
  }

  /** Out of sight, the file kept whole; hidden: not even its uploader notices. */
  private hold(row: number, by: number, form: "hidden" | "disabled"): void {
    if (!this.isOnline(row)) return;
    const { world } = this;
    world.remove(row, by, form === "disabled");
    world.items.flags[row] |= FLAG.held;
    this.note(KIND["content.held"], row, form);
  }

  /** What was hidden goes for good, for its uploader too; nothing where it was not hidden. */
  finishHold(row: number): void {
    const { world } = this;
    if (world.items.status[row] !== STATUS.removed || (world.items.flags[row] & FLAG.held) === 0) return;
    world.items.flags[row] &= ~FLAG.held;
    this.note(KIND["content.held"], row, "removed");
    world.finishRemoval(row);
  }

  private isPreserved(row: number): boolean {
    if ((this.world.items.flags[row] & FLAG.preserved) === 0) return false;
    return (this.preservedUntil.get(row) ?? 0) > this.world.now;
  }

  private preserve(row: number, term: number | undefined): void {
    const { world } = this;
    // What was deleted for good cannot be put aside any more.
    if (world.items.status[row] === STATUS.purged) return;
    const until = term === undefined ? Number.POSITIVE_INFINITY : world.now + term;
    if (this.isPreserved(row) && until <= (this.preservedUntil.get(row) ?? 0)) return;
    world.items.flags[row] |= FLAG.preserved;
    this.preservedUntil.set(row, until);
    const isDown = world.items.status[row] === STATUS.removed;
    this.note(KIND["content.preserved"], row, "", term === undefined ? 0 : until, isDown ? 1 : 0);
  }

  private purge(row: number): void {
    const { world } = this;
    if (this.isOnline(row)) world.remove(row, this.purgeWord);
    if (world.items.status[row] !== STATUS.removed) return;
    world.items.status[row] = STATUS.purged;
    this.note(KIND["content.purged"], row, this.isPreserved(row) ? "preserved" : "lost");
  }

  private inform(row: number, withReasons: boolean): void {
    const { items } = this.world;
    const flags = items.flags[row];
    if ((flags & FLAG.withheld) !== 0) {
      this.heldBack.set(row, withReasons || this.heldBack.get(row) === true);
      return;
    }
    if ((flags & FLAG.told) !== 0 && (!withReasons || (flags & FLAG.reasoned) !== 0)) return;
    items.flags[row] |= withReasons ? FLAG.told | FLAG.reasoned : FLAG.told;
    this.note(KIND["user.informed"], row, withReasons ? "reasons" : "notice");
  }

  private withhold(row: number, term: number | undefined): void {
    const { world } = this;
    const until = term === undefined ? Number.POSITIVE_INFINITY : world.now + term;
    const isWithheld = (world.items.flags[row] & FLAG.withheld) !== 0;
    if (isWithheld && until <= (this.withheldUntil.get(row) ?? 0)) return;
    world.items.flags[row] |= FLAG.withheld;
    this.withheldUntil.set(row, until);
    this.note(KIND["information.withheld"], row, "", term === undefined ? 0 : until);
    this.setTerm("information", row, until);
  }

  private disclose(row: number): void {
    const { items } = this.world;
    if ((items.flags[row] & FLAG.withheld) === 0) return;
    items.flags[row] &= ~FLAG.withheld;
    this.withheldUntil.delete(row);
    const withReasons = this.heldBack.get(row);
    this.heldBack.delete(row);
    if (withReasons !== undefined) this.inform(row, withReasons);
  }

  private label(row: number, as: string, effect: number): void {
    if (!this.isOnline(row)) return;
    const known = this.labels.get(row);
    if (known?.has(as) === true) return;
    this.labels.set(row, new Map(known).set(as, effect));
    this.world.items.flags[row] |= FLAG.labelled;
    this.note(KIND["content.labelled"], row, as, effect, this.isWrongLabel(row, as) ? 1 : 0);
    this.world.reach.label(row, effect);
  }

  /** Takes a label back, also from what is down meanwhile: where it comes back, it comes back without. */
  unlabel(row: number, as: string): void {
    const known = this.labels.get(row);
    if (known?.has(as) !== true) return;
    const left = new Map(known);
    left.delete(as);
    this.labels.set(row, left);
    if (left.size === 0) this.world.items.flags[row] &= ~FLAG.labelled;
    this.note(KIND["content.unlabelled"], row, as);
    this.world.reach.relabel(row, [...left.values()]);
  }

  /** Whether a label says of an item's origin what is not true. */
  isWrongLabel(row: number, label: string): boolean {
    const says = (PROVENANCES as readonly string[]).includes(label);
    return says && !(this.provenancesOf(row) as readonly string[]).includes(label);
  }

  /** Items that carry any of these labels, with those they carry. */
  labelsSaying(names: readonly string[]): readonly (readonly [number, readonly string[]])[] {
    return [...this.labels].map(
      ([row, labels]) => [row, [...labels.keys()].filter((label) => names.includes(label))] as const,
    );
  }

  // ---- accounts -----------------------------------------------------------------------------------------------------

  /**
   * The account that posted an item, by platform: the one that the scenario names for an original; whoever uploads again
   * after a removal is who uploaded before; else nobody who posts anything else.
   */
  private accountOf(row: number): string {
    const { items, compiled } = this.world;
    let first = row;
    while ((items.flags[first] & FLAG.reupload) !== 0) first = items.parent[first];
    const platform = compiled.platforms[items.platform[first]].id;
    const named =
      (items.flags[first] & FLAG.original) === 0 ? "" : compiled.originals[-1 - items.parent[first]].account;
    return named === ""
      ? `${platform}/${itemName(items.keyHi[first], items.keyLo[first])}`
      : `${platform}/@${named}`;
  }

  private hasLost(account: string, capability: Capability): boolean {
    if (this.losses.size === 0) return false;
    return (this.losses.get(account)?.[capability] ?? Number.NEGATIVE_INFINITY) > this.world.now;
  }

  private strike(row: number): void {
    const account = this.accountOf(row);
    const strikes = (this.strikes.get(account) ?? 0) + 1;
    this.strikes.set(account, strikes);
    this.note(KIND["account.struck"], row, "", strikes);
  }

  private restrictAccount(row: number, from: readonly Capability[], term: number | undefined): void {
    const { world } = this;
    const account = this.accountOf(row);
    const until = term === undefined ? Number.POSITIVE_INFINITY : world.now + term;
    const loss: Loss = { ...this.losses.get(account) };
    for (const capability of from) loss[capability] = Math.max(loss[capability] ?? until, until);
    this.losses.set(account, loss);
    const { dictionary } = world.compiled;
    const lost = CAPABILITIES.filter((each) => from.includes(each)).join(",");
    world.note(
      KIND["account.restricted"],
      row,
      dictionary.number(lost),
      0,
      term === undefined ? 0 : until,
      0,
    );
    this.setTerm("account", row, until);
    if (from.includes("stream")) this.cutStreams(account);
  }

  /** A stream that the account has under way is cut and goes. */
  private cutStreams(account: string): void {
    const { world } = this;
    const { items } = world;
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      if ((items.flags[row] & FLAG.live) !== 0 && this.accountOf(row) === account)
        world.remove(row, this.accountWord);
    }
  }

  private restoreAccount(row: number): void {
    const account = this.accountOf(row);
    if (!CAPABILITIES.some((each) => this.hasLost(account, each))) return;
    this.losses.delete(account);
    this.giveBack(row, "asked");
  }

  private giveBack(row: number, why: string): void {
    this.note(KIND["account.restored"], row, why);
    this.world.machines?.tell(row, "account.restored");
  }

  /** Whether what is about to be posted is refused because its account is restricted; then that is recorded. */
  refuses(row: number): boolean {
    if (this.losses.size === 0) return false;
    const { items, compiled } = this.world;
    if ((items.flags[row] & FLAG.lawful) !== 0) return false;
    const account = this.accountOf(row);
    const isStream =
      (items.flags[row] & FLAG.original) !== 0 &&
      compiled.originals[-1 - items.parent[row]].form === "livestream";
    const lost = this.hasLost(account, "upload")
      ? "upload"
      : isStream && this.hasLost(account, "stream")
        ? "stream"
        : undefined;
    if (lost === undefined) return false;
    const { evasion } = compiled.platforms[items.platform[row]];
    if (evasion > 0 && this.uniform(row, PURPOSE.account) < evasion) return false;
    this.note(KIND["account.refused"], row, lost);
    return true;
  }

  // ---- terms --------------------------------------------------------------------------------------------------------

  private setTerm(kind: Term["kind"], row: number, until: number): void {
    if (until === Number.POSITIVE_INFINITY) return;
    const { world } = this;
    this.terms.push({ kind, row, until, cause: world.cause });
    world.post(until, PRIORITY.action, ENTRY.term, this.terms.length - 1);
  }

  /** A term is over, unless it was made longer or ended before. */
  termDue(number: number): void {
    const { kind, row, until, cause } = this.terms[number];
    const { world } = this;
    world.cause = cause;
    world.wait = this.termWord;
    if (kind === "information") {
      if (this.withheldUntil.get(row) === until) this.disclose(row);
      return;
    }
    const account = this.accountOf(row);
    const loss = this.losses.get(account);
    if (loss === undefined || CAPABILITIES.some((each) => (loss[each] ?? until) > until)) return;
    this.losses.delete(account);
    this.giveBack(row, "term");
  }

  // ---- what actors ask for ------------------------------------------------------------------------------------------

  /** Does what an actor asks for; false for what is not done here. */
  actFor(type: string, params: Params, asking: Asking): boolean {
    if (ON_NAMED.has(type)) {
      for (const row of asking.rows)
        if (this.world.items.platform[row] === asking.platform)
          asking.forOneReason(() => {
            this.act(type, params, row);
            // What the copy's own life does it knows; what others do to it, it is told.
            if (type === "label") this.world.machines?.tell(row, "label.put");
          });
      return true;
    }
    switch (type) {
      case "officialInformation":
        this.changeReach(asking, "information", shareOf(params.effect, 0));
        return true;
      case "redirect":
        this.changeReach(asking, "redirection", value(params.share));
        return true;
      case "recommendationOff":
        this.changeReach(asking, "recommendation", 1);
        return true;
      case "recommendationOn":
        this.changeReach(asking, "recommendation", 0);
        return true;
      case "blockAccess":
        this.blockAccess(params, asking);
        return true;
      case "unblockAccess":
        this.unblockAccess(params, asking);
        return true;
      case "publishLedger":
        this.publishLedger(asking);
        return true;
      default:
        return false;
    }
  }

  private changeReach({ platform }: Asking, measure: Exclude<ReachMeasure, "demotion">, share: number): void {
    const { world } = this;
    if (platform < 0 || !world.reach.set(platform, measure, share)) return;
    const { dictionary, platforms } = world.compiled;
    world.cause = world.facts.about(
      KIND["reach.changed"],
      platforms[platform].word,
      0,
      dictionary.number(measure),
      0,
      world.reach.platformShare(platform),
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
  }

  private platformsMeant(wanted: unknown, rows: readonly number[]): readonly number[] {
    const { world } = this;
    const all = world.compiled.platforms.map(({ number }) => number);
    if (wanted === "named") {
      const named = new Set(rows.map((row) => world.items.platform[row]));
      return all.filter((number) => named.has(number));
    }
    if (wanted === "hosting") return all.filter((number) => world.online[number] > 0);
    return all.filter((number) => world.platformFits(number, wanted as object));
  }

  private blockAccess({ platforms, territory, means, coverage, leak }: Params, asking: Asking): void {
    const { world } = this;
    for (const platform of this.platformsMeant(platforms, asking.rows)) {
      const change = world.reach.block({
        by: asking.actor,
        platform,
        territory: territory as string,
        means: (means as BlockingMeans | undefined) ?? "access",
        coverage: shareOf(coverage, 1),
        leak: shareOf(leak, 0),
      });
      if (change !== undefined)
        asking.forOneReason(() =>
          this.noteBlock(KIND["access.blocked"], asking.actor, territory as string, change),
        );
    }
  }

  private unblockAccess({ platforms, territory }: Params, asking: Asking): void {
    const { world } = this;
    for (const platform of this.platformsMeant(platforms, asking.rows)) {
      const change = world.reach.unblock(asking.actor, platform, territory as string);
      if (change !== undefined)
        asking.forOneReason(() =>
          this.noteBlock(KIND["access.unblocked"], asking.actor, territory as string, change),
        );
    }
  }

  private noteBlock(
    kind: number,
    actor: number,
    territory: string,
    { platform, means, share }: { readonly platform: number; readonly means: string; readonly share: number },
  ): void {
    const { world } = this;
    const { actors, platforms, dictionary } = world.compiled;
    world.facts.about(
      kind,
      platforms[platform].word,
      actors[actor].word,
      dictionary.number(territory),
      dictionary.number(means),
      share,
      share * platforms[platform].ordinaryViews,
      world.cause,
      world.wait,
    );
  }

  /** Counts of a platform's items since it last published; what changed back since then is not counted twice. */
  private publishLedger({ actor, platform, forOneReason }: Asking): void {
    if (platform < 0) return;
    const { world } = this;
    const { items, compiled } = world;
    const counts = { removals: 0, restrictions: 0, statements: 0, complaints: 0, restorations: 0 };
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      if (items.platform[row] !== platform) continue;
      const weight = world.weightOf(row);
      if (items.status[row] !== STATUS.online || (items.flags[row] & FLAG.returned) !== 0)
        counts.removals += weight;
      for (const [entry, flag] of Object.entries(LEDGER))
        if ((items.flags[row] & flag) !== 0) counts[entry as keyof typeof LEDGER] += weight;
    }
    const since = this.published.get(platform) ?? 0;
    this.published.set(platform, world.now);
    for (const [entry, count] of Object.entries(counts))
      forOneReason(() => {
        world.facts.about(
          KIND["ledger.published"],
          compiled.actors[actor].word,
          0,
          compiled.dictionary.number(entry),
          0,
          count,
          since,
          world.cause,
          world.wait,
        );
      });
  }
}
