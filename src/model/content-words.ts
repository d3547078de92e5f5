import { z } from "zod";
import { id } from "./ids.ts";
import { amount, markedDuration, share } from "./quantity.ts";
import { type Scope, servicesOfAKind, type Word } from "./word.ts";

/**
 * Words about single items, accounts, reach and hashes: what a platform can do besides taking down, what a user is told
 * and may contest, what is kept as evidence, and what a label on a hash means. `vocabulary.ts` takes them in.
 */

const flag = z.string().regex(/^[a-z][A-Za-z0-9-]{0,63}$/, { error: "name" });
const none = z.strictObject({});
const word = (scopes: readonly Scope[], says: string, params: z.ZodType = none): Word => ({
  scopes,
  params: params.describe(says),
});

/** Kinds of lawful speech that a lookalike may be: the exemptions that laws know, and what is only lawful. */
export const SPEECH_KINDS = [
  "news",
  "evidence",
  "bystander",
  "satire",
  "counter-speech",
  "research",
  "art",
] as const;
export type SpeechKind = (typeof SPEECH_KINDS)[number];

/**
 * Where content comes from, in truth. An item may answer to several: an edited copy of a perpetrator's recording is
 * `perpetrator` and `edit`.
 */
export const PROVENANCES = [
  "perpetrator",
  "accomplice",
  "bystander",
  "press",
  "other",
  "news",
  "evidence",
  "satire",
  "counter-speech",
  "research",
  "art",
  "edit",
  "translation",
  "synthetic",
] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** Who decides on a complaint: the platform itself, a certified body outside it, a court. */
export const REDRESS = ["platform", "body", "court"] as const;
export type RedressBody = (typeof REDRESS)[number];

/** What an account may lose for a time. */
export const CAPABILITIES = ["stream", "upload"] as const;
export type Capability = (typeof CAPABILITIES)[number];

export const HASH_KINDS = ["exact", "perceptual"] as const;
export type HashKind = (typeof HASH_KINDS)[number];

/** By which way people in a territory are kept from a service. */
export const BLOCKING_MEANS = ["access", "search", "app-store"] as const;
export type BlockingMeans = (typeof BLOCKING_MEANS)[number];

const speeches = z.array(z.enum(SPEECH_KINDS)).min(1).max(20);
const provenances = z.array(z.enum(PROVENANCES)).min(1).max(20);
const labels = z
  .array(flag)
  .min(1)
  .max(20)
  .describe("Names of entities, behaviours, media or events, as the sharing body's taxonomy has them.");
const term = markedDuration.optional();
const leak = share
  .optional()
  .describe(
    "Share of the territory's audience that gets around it, by a virtual private network or otherwise.",
  );
const platforms = z
  .union([z.enum(["named", "hosting"]), servicesOfAKind])
  .describe(
    "Which services: those of the items named in the message at hand, all that host unlawful items now, or all of a kind, group or jurisdiction.",
  );

export const CONTENT_GUARDS = {
  speechIs: word(
    ["item"],
    "This lawful item is of one of these kinds of speech, and is recognised as such by its own draw.",
    z.strictObject({
      of: speeches,
      seen: share
        .optional()
        .describe("Share of such items that whoever looks recognises as what they are; all if absent."),
    }),
  ),
  provenanceIs: word(
    ["item"],
    "This item comes from one of these sources, as far as a label or a look can tell.",
    z.strictObject({
      of: provenances,
      recall: share.optional().describe("Share of such items that are recognised; all if absent."),
      falseMatch: share
        .optional()
        .describe("Share of other items that are taken for such all the same; none if absent."),
    }),
  ),
  isPreserved: word(["item"], "A copy of this item is put aside as evidence, and its term is not over."),
  isLabelled: word(["item"], "Some label was put on this item."),
  userInformed: word(["item"], "The uploader was told what was done, with reasons or not."),
  informationWithheld: word(["item"], "The uploader must not be told yet."),
  strikesAtLeast: word(
    ["item"],
    "The account that posted this item has had so many strikes on this platform.",
    z.strictObject({ n: z.int().min(1).max(1000) }),
  ),
  accountRestricted: word(
    ["item"],
    "The account that posted this item may not do this now; without from, it lacks anything.",
    z.strictObject({ from: z.enum(CAPABILITIES).optional() }),
  ),
  hashLabelIs: word(
    ["item", "hash"],
    "The hash by which this platform knows the version carries this label.",
    z.strictObject({ label: flag }),
  ),
  hashQualityAtLeast: word(
    ["hash"],
    "The hash can be told apart well enough: its own quality from 0 to 100, drawn within the scenario's `hashQuality`.",
    z.strictObject({ quality: amount }),
  ),
  feedbackAtLeast: word(
    ["hash"],
    "So many members have agreed or disagreed with this version's hash.",
    z.strictObject({ verdict: z.enum(["agree", "disagree"]), n: z.int().min(1).max(1000) }),
  ),
} as const;

export const CONTENT_EFFECTS = {
  hide: word(
    ["item"],
    "Out of sight until somebody decides: nothing is lost, and its uploader does not try again.",
    z.strictObject({ by: flag }),
  ),
  disable: word(["item"], "Access disabled, the file kept.", z.strictObject({ by: flag })),
  preserve: word(
    ["item", "actor"],
    "A copy is put aside as evidence, for a term if one is given; in an actor's hands: of the items named.",
    z.strictObject({ for: term }),
  ),
  purge: word(
    ["item", "actor"],
    "Deleted for good: what was not preserved is lost as evidence and can no longer be restored.",
  ),
  informUser: word(
    ["item", "actor"],
    "The uploader is told, with reasons unless it is said otherwise; held back while information is withheld.",
    z.strictObject({ reasons: z.boolean().optional().describe("Whether a statement of reasons is given.") }),
  ),
  withholdInformation: word(
    ["item", "actor"],
    "The uploader must not be told, for a term; what was held back is told when it ends.",
    z.strictObject({ for: term }),
  ),
  discloseInformation: word(
    ["item", "actor"],
    "The uploader may be told from now on; what was held back is told at once.",
  ),
  complain: word(
    ["item"],
    "The uploader contests what was done to the item.",
    z.strictObject({ to: z.enum(REDRESS) }),
  ),
  decideComplaint: word(
    ["item"],
    "The platform, a body or a court decides on the complaint; what follows from it is the statechart's to do.",
    z.strictObject({ by: z.enum(REDRESS), result: z.enum(["confirmed", "reversed"]) }),
  ),
  label: word(
    ["item", "actor"],
    "A notice beside the item: a warning, an event label, a correction, a provenance label.",
    z.strictObject({
      as: flag,
      effect: share
        .optional()
        .describe("Share of the item's later views and copies that the label prevents."),
    }),
  ),
  unlabel: word(
    ["item", "actor"],
    "A label is taken back: what it prevented comes again from then on.",
    z.strictObject({ as: flag }),
  ),
  officialInformation: word(
    ["actor"],
    "Official information beside everything about the event on this platform.",
    z.strictObject({
      effect: share.optional().describe("Share of later views and copies that it prevents."),
    }),
  ),
  redirect: word(["actor"], "Of those who search, this share is led elsewhere.", z.strictObject({ share })),
  recommendationOff: word(["actor"], "Nothing about the event is recommended any more, or is again."),
  recommendationOn: word(["actor"], "Recommendation of what belongs to the event is switched on again."),
  strike: word(["item"], "One more strike against the account that posted the item."),
  restrictAccount: word(
    ["item", "actor"],
    "The account that posted the item loses a capability, for a term if one is given.",
    z.strictObject({
      for: term,
      from: z
        .array(z.enum(CAPABILITIES))
        .min(1)
        .max(2)
        .optional()
        .describe("What it can no longer do: stream, upload; both if absent."),
    }),
  ),
  restoreAccount: word(["item", "actor"], "The account gets back what it had lost, before its term is over."),
  blockAccess: word(
    ["actor"],
    "People in a territory can no longer reach a service by this way.",
    z.strictObject({
      platforms,
      territory: id,
      means: z
        .enum(BLOCKING_MEANS)
        .optional()
        .describe("access: all views; search: those that come by search; app-store: those of new installs."),
      coverage: share
        .optional()
        .describe(
          "Share of the territory's audience that goes by this provider, engine or store; all if absent.",
        ),
      leak,
    }),
  ),
  unblockAccess: word(
    ["actor"],
    "What this actor blocked there can be reached again.",
    z.strictObject({ platforms, territory: id }),
  ),
  hashFeedback: word(
    ["item"],
    "A member that looked at matched content agrees or disagrees with the hash.",
    z.strictObject({ verdict: z.enum(["agree", "disagree"]) }),
  ),
  relabelHash: word(
    ["hash"],
    "The hash's labels are replaced: members whose filter no longer takes it drop it, others take it in.",
    z.strictObject({ labels }),
  ),
  publishLedger: word(
    ["actor"],
    "Counts so far are published: restrictions, statements of reasons, complaints, restorations.",
  ),
} as const;

/** Names of the effects above. */
export const CONTENT_WORDS = Object.keys(CONTENT_EFFECTS) as readonly (keyof typeof CONTENT_EFFECTS)[];

/** Parameters that older words gained. */
export const CONTENT_PARAMS = { labels, leak, hashKind: z.enum(HASH_KINDS) } as const;
