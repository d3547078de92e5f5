import { z } from "zod";
import { CONTENT_EFFECTS, CONTENT_GUARDS, CONTENT_PARAMS } from "./content-words.ts";
import { id } from "./ids.ts";
import { type Protocol, selector } from "./protocol.ts";
import { amount, markedDuration, share } from "./quantity.ts";
import type { Scope, Word } from "./word.ts";

/**
 * The words that statecharts may use: what they hear (events), ask (guards) and ask for (effects), each declared once
 * with the shape of its parameters. Three kinds of statechart exist: of an `actor` (a role that a platform, authority,
 * body or NGO plays), of an `item` (the life of one copy) and of a `hash` (the life of one version's hash).
 */

const none = z.strictObject({});
const word = (scopes: readonly Scope[], params: z.ZodType = none): Word => ({ scopes, params });
const flag = z.string().regex(/^[a-z][A-Za-z0-9-]{0,63}$/, { error: "name" });

/** The messages that actors send. A notice, a referral, a removal order and an alert are four different messages. */
export const MESSAGES = [
  "alert",
  "notice",
  "referral",
  "removal-order",
  "order-copy",
  "takedown-request",
  "blocking-request",
  "update",
  "request",
  "clarification",
  "impossibility",
  "report-back",
  "vote-call",
  "vote",
  "activation",
  "stand-down",
  "annulment",
  "confirmation",
  "threat-to-life",
] as const;
export type MessageKind = (typeof MESSAGES)[number];

/** Questions a statechart may ask of the world. */
export const GUARDS = {
  /** this version's hash is known here and this upload's own draw is below the platform's recall */
  matchesKnownHash: word(["item"]),
  /** this item's own draw is below the platform's sweep share */
  sweepFinds: word(["item"]),
  isOriginal: word(["item"]),
  isLawful: word(["item"]),
  isLive: word(["item"]),
  rightCategory: word(["item"]),
  /** a draw of this item's own, named so that two questions do not share it */
  chance: word(["item", "hash", "actor"], z.strictObject({ of: share, name: flag })),
  platformIs: word(
    ["item", "hash"],
    z.strictObject({
      kind: z.union([id, z.array(id).min(1).max(20)]).optional(),
      member: id.optional(),
      public: z.boolean().optional(),
      jurisdiction: id.optional(),
    }),
  ),
  versionIsKnown: word(["item"]),
  flagIs: word(["actor", "item", "hash"], z.strictObject({ flag })),
  counterAtLeast: word(["actor"], z.strictObject({ counter: flag, n: z.int().min(0).max(1_000_000) })),
  isMember: word(["actor"], z.strictObject({ group: id })),
  isPublic: word(["actor"]),
  /** the actor has never before received this kind of message from this sender */
  firstContact: word(["actor"], z.strictObject({ message: z.enum(MESSAGES), to: selector.optional() })),
  crossBorder: word(["actor"]),
  emergency: word(["actor"]),
  originalIs: word(
    ["actor"],
    z.strictObject({ form: z.array(z.string()).optional(), by: z.array(z.string()).optional() }),
  ),
  originalOnMember: word(["actor"], z.strictObject({ group: id })),
  originalUp: word(["actor"]),
  anythingNamed: word(["actor"]),
  /** something named in the message at hand is still online */
  namedItemsUp: word(["actor"]),
  incidentOver: word(["actor"], z.strictObject({ since: markedDuration.optional() })),
  /** fewer upload attempts in the last hour than this */
  uploadsBelow: word(["actor"], z.strictObject({ perHour: amount })),
  uploadsAtLeast: word(["actor"], z.strictObject({ perHour: amount })),
  ...CONTENT_GUARDS,
} as const satisfies Record<string, Word>;

/** What a statechart may ask for. */
export const EFFECTS = {
  block: word(["item"]),
  publish: word(["item"]),
  report: word(["item"]),
  flag: word(["item"], z.strictObject({ by: flag })),
  enqueueReview: word(["item"], z.strictObject({ lane: id })),
  remove: word(["item"], z.strictObject({ by: flag })),
  keep: word(["item"]),
  restore: word(["item"]),
  /** without a territory: the one that the platform's actor asked for */
  restrict: word(["item"], z.strictObject({ territory: id.optional(), leak: CONTENT_PARAMS.leak })),
  appeal: word(["item"]),
  /** the platform now knows that this version is unlawful */
  confirm: word(
    ["item"],
    z.strictObject({
      asFound: z
        .boolean()
        .optional()
        .describe("A hash is made of whatever was found unlawful, also where that was a mistake."),
    }),
  ),

  /** the finder matches this version at upload and sweeps what is up */
  makeHash: word(
    ["hash"],
    z.strictObject({
      kind: CONTENT_PARAMS.hashKind
        .optional()
        .describe(
          "By this kind's own recall and false matches on each platform; else by the platform's one.",
        ),
      labels: CONTENT_PARAMS.labels.optional(),
    }),
  ),
  /** every other member of the group ingests it after its own wait `ingest` */
  shareHash: word(["hash"], z.strictObject({ group: id, labels: CONTENT_PARAMS.labels.optional() })),
  withdrawHash: word(["hash"]),

  send: word(
    ["actor"],
    z.strictObject({
      message: z.enum(MESSAGES),
      to: selector,
      items: z
        .union([z.literal("same"), z.literal("original"), z.int().min(1).max(10_000)])
        .optional()
        .describe(
          "Which items it names: those of the message at hand, the original, or so many that are publicly up, oldest first.",
        ),
      wrong: share.optional().describe("Share of named items that is a lawful lookalike instead."),
    }),
  ),
  decide: word(["actor"], z.strictObject({ decision: id })),
  count: word(["actor"], z.strictObject({ counter: flag, by: z.int().min(-1000).max(1000).optional() })),
  clearCounter: word(["actor"], z.strictObject({ counter: flag })),
  setFlag: word(["actor"], z.strictObject({ flag })),
  clearFlag: word(["actor"], z.strictObject({ flag })),
  surge: word(
    ["actor"],
    z.strictObject({ reviewers: amount.describe("Factor on the number of reviewers.") }),
  ),
  endSurge: word(["actor"]),
  removeNamed: word(
    ["actor"],
    z.strictObject({
      copies: z
        .enum(["named", "identical", "similar"])
        .optional()
        .describe(
          "What goes: only what is named, what is identical to it, or what is similar too (edits, and lawful lookalikes by false matches). The copies are found by the platform's own sweep.",
        ),
    }),
  ),
  restrictNamed: word(["actor"], z.strictObject({ territory: id, leak: CONTENT_PARAMS.leak })),
  restoreNamed: word(["actor"]),
  confirmNamed: word(["actor"]),
  /** this share of what recommendation would have brought no longer comes: of everything here, or of one item */
  demote: word(["item", "actor"], z.strictObject({ by: share })),
  matchUploads: word(
    ["actor"],
    z.strictObject({
      block: share,
      sweep: share,
      platforms: z.union([z.literal("all"), z.array(id)]).optional(),
    }),
  ),
  note: word(["actor"], z.strictObject({ what: flag })),
  ...CONTENT_EFFECTS,
} as const satisfies Record<string, Word>;

export type GuardName = keyof typeof GUARDS;
export type EffectName = keyof typeof EFFECTS;

/** Waits that the world itself draws; every other delay is named in the protocol, the platform or the actor. */
export const BUILT_IN_DELAYS: Readonly<Record<string, readonly Scope[]>> = {
  /** until the first user report of this item: its views times the chance that a view leads to a report */
  userReport: ["item"],
  /** until the platform's own search finds this item; never for the share that it misses */
  platformScan: ["item"],
};

const ITEM_EVENTS = [
  "hash.ingested",
  "review.unlawful",
  "review.lawful",
  "removal.asked",
  "restriction.asked",
  "restoration.asked",
  "stream.ended",
  "account.restored",
];
/** A hash hears what members say of it. */
const HASH_EVENTS = ["feedback.agree", "feedback.disagree"];
const ACTOR_EVENTS = [
  "incident.began",
  "incident.ended",
  "content.reported",
  "content.confirmed",
  "original.removed",
  "version.confirmed",
  "hash.ingested",
  "hour.passed",
];

/** Every event that a statechart of this scope may hear under this protocol: fixed ones, messages, results of decisions, clocks. */
export function eventsHeard(scope: Scope, protocol: Protocol): readonly string[] {
  if (scope === "item") return ITEM_EVENTS;
  if (scope === "hash") return HASH_EVENTS;
  const events = [...ACTOR_EVENTS];
  for (const message of MESSAGES) events.push(`${message}.delivered`, `${message}.opened`);
  for (const [decision, { options }] of Object.entries(protocol.decisions)) {
    for (const option of Object.keys(options)) events.push(`${decision}.${option}`);
  }
  for (const duty of Object.keys(protocol.duties)) events.push(`${duty}.expired`, `${duty}.stopped`);
  return events;
}
