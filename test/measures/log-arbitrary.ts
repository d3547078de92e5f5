import * as fc from "fast-check";
import { type EventLog, MESSAGES } from "../../src/model/index.ts";
import { dutyOf, HOUR, LogBuilder, platformOf } from "../builders/log.ts";

/** Random but consistent logs: only what is online goes, only what went comes back, only what started stops. */

interface Copy {
  readonly item: string;
  readonly platform: string;
  readonly isLawful: boolean;
  readonly isOriginal: boolean;
  removedAt: number;
}

const SPEECHES = ["news", "satire", "a-kind-nobody-knows"];
const PLATFORMS = [
  platformOf("a", { members: ["industry"], lanes: ["urgent", "usual"] }),
  platformOf("b", { kind: "small-local", lanes: ["usual"] }),
  platformOf("c", { lanes: [] }),
];

/** One thing that happens: what, how much later, and two choices it makes. */
const step = fc.record({
  what: fc.constantFrom(
    ...([
      "post",
      "post",
      "post",
      "block",
      "remove",
      "remove",
      "restore",
      "report",
      "flag",
      "review",
    ] as const),
    ...([
      "order",
      "start",
      "stop",
      "suspend",
      "hash",
      "decide",
      "note",
      "count",
      "keep",
      "appeal",
      "over",
    ] as const),
  ),
  later: fc.integer({ min: 0, max: 20 * 60_000 }),
  a: fc.nat(1000),
  b: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export const anyLog: fc.Arbitrary<EventLog> = fc
  .record({
    steps: fc.array(step, { maxLength: 80 }),
    startsAt: fc.integer({ min: -HOUR, max: HOUR }),
    hasHorizon: fc.boolean(),
    /** most logs have an original */
    hasStream: fc.nat(3).map((n) => n > 0),
  })
  .map(({ steps, startsAt, hasHorizon, hasStream }) => {
    const teller = new Teller(startsAt, hasHorizon);
    if (hasStream) teller.stream();
    return teller.tell(steps);
  });

class Teller {
  private readonly story: LogBuilder;
  private readonly online: Copy[] = [];
  private readonly gone: Copy[] = [];
  private readonly duties: {
    readonly instance: number;
    dueAt: number;
    isSuspended: boolean;
    isExpired: boolean;
  }[] = [];
  private now: number;
  private live: Copy | undefined;
  private number = 0;
  private lastMessage = 0;

  constructor(startsAt: number, hasHorizon: boolean) {
    this.now = startsAt;
    this.story = new LogBuilder({
      platforms: PLATFORMS,
      horizon: hasHorizon ? 48 * HOUR : undefined,
      duties: [dutyOf("one-hour"), dutyOf("target", { kind: "own-target" })],
      originals: [{ id: "film", platform: "a", item: "" }],
    });
  }

  tell(steps: readonly Step[]): EventLog {
    for (const each of steps) {
      this.expire(this.now + each.later);
      this.now += each.later;
      this[each.what](each.a, each.b);
    }
    const end = this.story.header.horizon ?? this.now;
    this.expire(end + 1);
    for (const { id } of PLATFORMS)
      this.count(
        PLATFORMS.findIndex((p) => p.id === id),
        0,
        "end",
      );
    return this.story.ended(end, this.story.header.horizon === undefined ? "nothing-left" : "horizon");
  }

  private expire(before: number): void {
    for (const duty of this.duties.filter(
      (each) => !each.isSuspended && !each.isExpired && each.dueAt < before,
    )) {
      this.now = Math.max(this.now, duty.dueAt);
      this.story.dutyExpires(duty.instance, duty.dueAt);
      duty.isExpired = true;
    }
  }

  private at(a: number): string {
    return PLATFORMS[a % PLATFORMS.length].id;
  }

  private take(from: Copy[], a: number): Copy | undefined {
    return from.length === 0 ? undefined : from.splice(a % from.length, 1)[0];
  }

  post(a: number, b: number): void {
    const isLawful = b % 4 === 0;
    const origin = isLawful ? `lookalike:${SPEECHES[b % SPEECHES.length]}` : "copy";
    const item = this.story.posted(this.at(a), this.now, { origin, version: b });
    this.online.push({ item, platform: this.at(a), isLawful, isOriginal: false, removedAt: 0 });
  }

  /** The original goes on air. */
  stream(): void {
    const item = this.story.posted("a", this.now, { origin: "original" });
    this.story.add("original.posted", this.now, {
      item,
      platform: "a",
      original: "film",
      form: "livestream",
    });
    this.live = { item, platform: "a", isLawful: false, isOriginal: true, removedAt: 0 };
    this.online.push(this.live);
  }

  /** Its stream ends, by itself or cut. */
  over(_a: number, _b: number, by = "over"): void {
    if (this.live === undefined) return;
    const { item, platform } = this.live;
    this.story.add("stream.ended", this.now, { item, platform, by, views: this.seen() });
    this.live = undefined;
  }

  private seen(): number {
    return Math.max(0, this.now + HOUR);
  }

  block(a: number, b: number): void {
    this.story.blocked(this.at(a), this.now, {
      origin: b % 5 === 0 ? "lookalike:news" : "reupload",
      version: b,
    });
  }

  remove(a: number, b: number): void {
    const copy = this.take(this.online, a);
    if (copy === undefined) return;
    const status = copy.isLawful ? `lawful:${SPEECHES[b % SPEECHES.length]}` : "unlawful";
    const by = ["review", "sweep", "order", copy.isOriginal ? "scan" : "over", "an-unheard-cause"][b % 5];
    const cause =
      by === "order" && this.lastMessage > 0 ? { cause: this.lastMessage, wait: "decide:comply" } : {};
    const { item, platform } = copy;
    this.story.removed(item, platform, this.now, { status, by, ...cause });
    if (copy.isOriginal) {
      const fields = { item, platform, original: "film", by, postedAt: 0, views: this.seen() };
      this.story.add("original.removed", this.now, fields);
      if (copy.item === this.live?.item) this.over(a, b, "cut");
    }
    this.gone.push({ ...copy, removedAt: this.now });
  }

  restore(a: number): void {
    const copy = this.take(this.gone, a);
    if (copy === undefined) return;
    const { item, platform, removedAt } = copy;
    this.story.add("content.restored", this.now, { item, platform, removedAt });
    this.online.push(copy);
  }

  private about(
    kind: "content.reported" | "content.flagged" | "content.kept",
    a: number,
    fields: object,
  ): void {
    const copy = this.online[a % Math.max(1, this.online.length)];
    if (copy === undefined) return;
    const status = copy.isLawful ? "lawful:news" : "unlawful";
    this.story.add(kind, this.now, { item: copy.item, platform: copy.platform, status, ...fields });
  }

  report(a: number, b: number): void {
    this.about("content.reported", a, { category: b % 3 === 0 ? "wrong" : "right" });
  }

  flag(a: number): void {
    this.about("content.flagged", a, { by: "scan" });
  }

  keep(a: number): void {
    this.about("content.kept", a, {});
  }

  appeal(a: number): void {
    const copy = this.gone[a % Math.max(1, this.gone.length)];
    if (copy !== undefined)
      this.story.add("content.appealed", this.now, { item: copy.item, platform: copy.platform });
  }

  review(a: number, b: number): void {
    const lane = a % 2 === 0 ? "urgent" : "usual";
    const platform = lane === "urgent" ? "a" : ["a", "b"][b % 2];
    const verdict = ["unlawful", "lawful", "ordinary"][b % 3];
    const item = verdict === "ordinary" ? {} : { item: this.story.newItem() };
    this.story.add("review.finished", this.now, {
      ...item,
      platform,
      lane,
      verdict,
      waited: a * 7,
      lasted: b * 3,
    });
  }

  order(a: number, b: number): void {
    const message = MESSAGES[b % MESSAGES.length];
    const fields = { to: this.at(a), from: "police", message, "message-number": ++this.number, items: 1 };
    const cause = this.story.add("message.sent", this.now, fields);
    if (b % 7 === 0) {
      this.story.add("message.lost", this.now, { ...fields, cause });
      return;
    }
    const delivered = this.story.add("message.delivered", this.now, { ...fields, cause, wait: "channel" });
    this.lastMessage = this.story.add("message.opened", this.now, { ...fields, cause: delivered });
  }

  start(a: number, b: number): void {
    const instance = ++this.number;
    const dueAt = this.now + (a % 3) * 10 * 60_000;
    const cause = b % 2 === 0 && this.lastMessage > 0 ? { cause: this.lastMessage } : {};
    const duty = a % 2 === 0 ? "some-law/one-hour" : "some-law/target";
    if (a % 2 === 0) this.duties.push({ instance, dueAt, isSuspended: false, isExpired: false });
    this.story.dutyStarts(instance, this.now, dueAt, { duty, ...cause });
  }

  stop(a: number): void {
    const place = this.duties.findIndex((_, index) => index === a % Math.max(1, this.duties.length));
    if (place === -1) return;
    const [duty] = this.duties.splice(place, 1);
    this.story.dutyStops(duty.instance, this.now, duty.dueAt);
  }

  suspend(a: number): void {
    const duty = this.duties[a % Math.max(1, this.duties.length)];
    if (duty === undefined || duty.isExpired) return;
    const fields = { debtor: "here", duty: "some-law/one-hour", instance: duty.instance };
    if (duty.isSuspended) {
      duty.dueAt = this.now + 60_000;
      this.story.add("duty.restarted", this.now, { ...fields, dueAt: duty.dueAt });
    } else
      this.story.add("duty.suspended", this.now, { ...fields, left: Math.max(0, duty.dueAt - this.now) });
    duty.isSuspended = !duty.isSuspended;
  }

  hash(a: number, b: number): void {
    const kinds = ["hash.found", "hash.made", "hash.shared", "hash.ingested"] as const;
    this.story.add(kinds[a % kinds.length], this.now, { platform: this.at(b), version: b % 5 });
  }

  decide(a: number): void {
    this.story.add("decision.taken", this.now, {
      actor: "police",
      decision: a % 2 === 0 ? "assess-footage" : "issue",
      option: "yes",
    });
  }

  note(a: number): void {
    this.story.add("note.made", this.now, { actor: "police", note: a % 2 === 0 ? "activated" : "told" });
    if (a % 2 === 0) for (const [place] of PLATFORMS.entries()) this.count(place, a, "activation");
  }

  count(a: number, b: number, mark = "PT1H"): void {
    const online = this.online.filter(
      ({ platform, isLawful }) => platform === this.at(a) && !isLawful,
    ).length;
    this.story.counted(this.at(a), this.now, mark, Math.max(0, this.now) + b, online);
  }
}
