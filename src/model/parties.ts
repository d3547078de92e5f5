import { z } from "zod";
import { id, type Text, text } from "./ids.ts";
import {
  amount,
  type Delay,
  delay,
  markedDuration,
  positiveAmount,
  type Quantity,
  share,
  UNMARKED,
  ZERO,
} from "./quantity.ts";

/**
 * Who is there: the platforms of a scenario, from shared profiles, the actors beside them, when each of them can be reached
 * and how their messages travel.
 */

export const PLATFORM_KINDS = [
  "large-social",
  "video",
  "livestream",
  "messaging",
  "file-host",
  "fringe-board",
  "small-local",
  "community",
  "private-holders",
] as const;
export const ACTOR_KINDS = [
  "referral-unit",
  "competent-authority",
  "home-authority",
  "regulator",
  "court",
  "investigators",
  "hash-body",
  "board-member",
  "coordinator",
  "secretariat",
  "alert-service",
  "trusted-flagger",
  "hotline",
  "rights-reviewer",
  "victims-support",
  "fact-checkers",
  "access-provider",
  "search-engine",
  "app-store",
  "infrastructure",
  "press",
] as const;

export type PlatformKind = (typeof PLATFORM_KINDS)[number];
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Most services that one entry may stand for. */
const MOST_ALIKE = 200;

const delayNames = z.record(z.string().regex(/^[a-z][A-Za-z0-9-]{0,63}$/), delay);

/** Opening hours of a contact point, in minutes after local midnight, and the zone's offset from UTC in minutes. */
export interface Contact {
  readonly hours: "always" | { readonly opens: number; readonly closes: number };
  readonly days: readonly number[];
  readonly utcOffset: number;
  /** false: no contact point is known; what is sent there never arrives, unless it is served by posting */
  readonly reachable?: boolean;
  /** languages that it takes; absent: all */
  readonly languages?: string[];
  /** why these hours are meant, where a duty cannot be met at some of them */
  readonly because?: Text;
}

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: "clock" })
  .transform((given) => Number(given.slice(0, 2)) * 60 + Number(given.slice(3)));
const offset = z
  .string()
  .regex(/^[+-]([01]\d):[0-5]\d$/, { error: "offset" })
  .transform(
    (given) => (given.startsWith("-") ? -1 : 1) * (Number(given.slice(1, 3)) * 60 + Number(given.slice(4))),
  );

const contact = z
  .strictObject({
    hours: z.union([z.literal("always"), z.strictObject({ opens: clock, closes: clock })]).default("always"),
    days: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .default([1, 2, 3, 4, 5, 6, 7])
      .describe("1 Monday to 7 Sunday."),
    utcOffset: offset.default(0),
    reachable: z
      .boolean()
      .optional()
      .describe(
        "false: nobody knows where to write; nothing arrives, unless somebody passes it on (via) or it is served by posting.",
      ),
    languages: z
      .array(id)
      .min(1)
      .max(30)
      .optional()
      .describe("Languages it takes; absent: all. The guard languageUnderstood asks."),
    because: text
      .optional()
      .describe(
        "Why these hours are meant: check adds it where it finds that a duty cannot be met at some of them.",
      ),
  })
  .describe("When somebody opens what arrives.");

const ALWAYS: Contact = { hours: "always", days: [1, 2, 3, 4, 5, 6, 7], utcOffset: 0 };

/** The civil time of a jurisdiction: what "working day", "the same date three months later" and "in force" mean there. */
export interface Calendar {
  /** IANA name, such as Europe/Paris; without it a fixed offset holds */
  readonly timeZone?: string;
  /** minutes from UTC; 0 where neither is given */
  readonly utcOffset?: number;
  /** 1 Monday to 7 Sunday */
  readonly workingDays: readonly number[];
  /** YYYY-MM-DD */
  readonly holidays: readonly string[];
}

export const calendar = z
  .strictObject({
    timeZone: z.string().min(1).max(64).optional().describe("IANA name, such as Europe/Paris."),
    utcOffset: offset.optional().describe("A fixed offset instead, such as +01:00."),
    workingDays: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .default([1, 2, 3, 4, 5])
      .describe("1 Monday to 7 Sunday."),
    holidays: z
      .array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: "date" }))
      .max(2000)
      .default([])
      .describe("Days that are no working days, YYYY-MM-DD."),
  })
  .describe("Civil time of a jurisdiction: its zone, its week, its holidays.");

/** How reviewers decide, and how load and time pressure push them (design.md section 2: its own documented model). */
export interface ReviewErrors {
  /** share of unlawful items kept by a reviewer with time and no queue */
  readonly missed: Quantity;
  /** share of lawful items removed by a reviewer with time and no queue */
  readonly wrongful: Quantity;
  /** how much a deadline about to pass multiplies `wrongful`: 0 none */
  readonly deadline: Quantity;
  /** how much a full queue multiplies `wrongful`: 0 none */
  readonly queue: Quantity;
  /** how much more often a lawful item in a language that nobody here reads is removed: 0 none */
  readonly language?: Quantity;
}

export interface Lane {
  readonly id: string;
  /** ordinary jobs an hour, besides the incident's */
  readonly perHour: Quantity;
  /** handling time in this lane */
  readonly service: Delay;
}

export interface Review {
  readonly reviewers: Quantity;
  /** first is served first; a running job is not interrupted */
  readonly lanes: readonly Lane[];
  readonly errors: ReviewErrors;
  /** the platform's own target from report to decision */
  readonly target?: Quantity;
  /** languages that reviewers read; all if absent */
  readonly languages?: readonly string[];
}

/** People who work at a service, and how long each message that somebody opens there keeps one of them. */
export interface Staff {
  readonly people: Quantity;
  /** milliseconds */
  readonly perMessage: Quantity;
}

const lane = z.strictObject({ id, perHour: amount.default(ZERO), service: delay });
const review = z.strictObject({
  reviewers: positiveAmount.refine((given) => Number.isInteger(given.value), { error: "whole" }),
  lanes: z.array(lane).min(1).max(8),
  errors: z
    .strictObject({
      missed: share.default(ZERO),
      wrongful: share.default(ZERO),
      deadline: amount.default(ZERO),
      queue: amount.default(ZERO),
      language: amount
        .optional()
        .describe(
          "How much more often a lawful item in a language that nobody here reads is removed: 0 none.",
        ),
    })
    .default({ missed: ZERO, wrongful: ZERO, deadline: ZERO, queue: ZERO }),
  target: markedDuration.optional(),
  languages: z.array(id).min(1).max(50).optional().describe("Languages that reviewers read; all if absent."),
});

export interface Platform extends Standing {
  /** so many services, each exactly like this one; absent: one */
  readonly alike?: number;
  readonly kind: PlatformKind;
  readonly title: Text;
  readonly jurisdiction?: string;
  readonly members: readonly string[];
  /** false for private messages: no notice, order or sweep reaches what nobody can see */
  readonly public: boolean;
  /** kernel half-life, milliseconds */
  readonly halfLife: Quantity;
  /** exponent of the power-law kernel */
  readonly tail: Quantity;
  /** expected direct offspring of one item that is never removed, by target platform */
  readonly offspring: Readonly<Record<string, Quantity>>;
  /** expected views of one item that is never removed */
  readonly views: Quantity;
  /** share of offspring and views that comes by recommendation */
  readonly recommended: Quantity;
  /** share of the audience in each territory */
  readonly audience: Readonly<Record<string, Quantity>>;
  /** probability that a copy made here becomes a visually distinct version */
  readonly mutation?: Quantity;
  readonly reupload?: Reupload;
  /** share of offspring and views that comes by search */
  readonly searched?: Quantity;
  /** lawful views an hour of everything else on the service: what a block of the whole service takes with it */
  readonly ordinaryViews?: Quantity;
  /** private messages an hour that are compared with hashes as soon as a service that is not public matches any */
  readonly messagesPerHour?: Quantity;
  /** share of suspended uploaders who come back with another account */
  readonly accounts?: { readonly evasion: Quantity };
  readonly staff?: Staff;
  readonly matching: Matching;
  readonly reports: { readonly perView: Quantity; readonly rightCategory: Quantity; readonly live: Quantity };
  readonly scan: { readonly recall: Quantity; readonly delay: Delay; readonly falseAlarm: Quantity };
  readonly review?: Review;
  readonly contact: Contact;
  readonly delays: Readonly<Record<string, Delay>>;
  /** replaces the protocols' probabilities: decision -> option -> share */
  readonly decisions: Readonly<Record<string, Readonly<Record<string, Quantity>>>>;
}

/** How well a service matches what it has the hash of. */
export interface Matching {
  readonly recall: Quantity;
  readonly sweep: Quantity;
  readonly falseMatch: Quantity;
  /** byte-identical copies only */
  readonly exact?: { readonly recall: Quantity; readonly falseMatch: Quantity };
  /** look-alikes within a distance; between two points of the curve figures lie on a straight line */
  readonly perceptual?: { readonly threshold: Quantity; readonly curve: readonly ThresholdPoint[] };
  /** labels that a shared hash must carry to be taken in; any if absent */
  readonly takes?: readonly string[];
}

export interface ThresholdPoint {
  readonly threshold: number;
  readonly recall: Quantity;
  readonly falseMatch: Quantity;
  /** share of edits of a known version that are matched although their own hash is not known */
  readonly edits: Quantity;
}
/** What an actor or platform is, beyond its kind. */
export interface Standing {
  /** decisions it can take at once; others wait in the order in which they came; absent: any number */
  readonly desks?: Quantity;
  /** language in which it writes */
  readonly language?: string;
  /** false: nobody can tell whether what it sends comes from who it says it is */
  readonly authenticated?: boolean;
  /** statuses it has from the start */
  readonly statuses?: readonly string[];
  /** a year's turnover, in the scenario's money */
  readonly turnover?: Quantity;
}

const standing = {
  desks: positiveAmount
    .refine((given) => Number.isInteger(given.value), { error: "whole" })
    .optional()
    .describe("Decisions it can take at once; the others wait in the order in which they came."),
  language: id.optional().describe("The language in which it writes."),
  authenticated: z
    .boolean()
    .optional()
    .describe(
      "false: nobody can tell whether what it sends comes from who it says it is (guard senderAuthenticated).",
    ),
  statuses: z
    .array(id)
    .min(1)
    .max(20)
    .optional()
    .describe("Statuses it has from the start, such as trusted-flagger (guard statusIs)."),
  turnover: positiveAmount
    .optional()
    .describe("A year's turnover, in the scenario's money: for sanctions that are a share of it."),
};

export interface Reupload {
  readonly probability: Quantity;
  readonly delay: Delay;
  /** chance to be blocked; when absent, the platform's own matching decides */
  readonly blocked?: Quantity;
}

export const reupload = z.strictObject({
  probability: share,
  delay: delay.default({ law: { kind: "fixed", value: 0 }, mark: UNMARKED }),
  blocked: share.optional(),
});
const decisionShares = z.record(id, z.record(id, share));
const half: Quantity = {
  value: 0.25,
  mark: {
    kind: "assumed",
    low: 0.2,
    high: 1,
    because: {
      en: "Default of the power-law tail on fast platforms; facts: PNAS 2023 fits.",
      fr: "Valeur par défaut de la queue en loi de puissance sur les services rapides ; facts : ajustements PNAS 2023.",
    },
  },
};
const halfLifeDefault: Quantity = { value: 3_600_000, mark: UNMARKED };

export const platformSchema = z.strictObject({
  use: id.optional().describe("A shared profile from an included file that this platform starts from."),
  alike: z
    .int()
    .min(2)
    .max(MOST_ALIKE)
    .optional()
    .describe(
      "So many services, each like this one, named after it with a number: NAME-001. What is expected to come to it (offspring, captures, count of lookalikes) is of all together.",
    ),
  kind: z.enum(PLATFORM_KINDS).default("large-social"),
  title: text.optional(),
  jurisdiction: id.optional(),
  members: z.array(id).max(20).default([]).describe("Groups this platform belongs to."),
  public: z.boolean().default(true),
  halfLife: markedDuration.default(halfLifeDefault),
  tail: positiveAmount.default(half),
  offspring: z.record(id, amount).default({}),
  views: amount.default(ZERO),
  recommended: share.default(ZERO),
  audience: z.record(id, share).default({}),
  mutation: share.optional(),
  reupload: reupload.optional(),
  searched: share.optional().describe("Share of offspring and views that comes by search."),
  ordinaryViews: amount
    .optional()
    .describe(
      "Lawful views an hour of everything else on it: what a block of the whole service takes with it.",
    ),
  messagesPerHour: amount
    .optional()
    .describe(
      "Private messages an hour, all compared with hashes once a service that is not public matches any.",
    ),
  accounts: z
    .strictObject({
      evasion: share
        .default(ZERO)
        .describe("Share of uploaders who come back with another account while theirs is restricted."),
    })
    .optional(),
  staff: z
    .strictObject({
      people: positiveAmount.describe("People who work there."),
      perMessage: markedDuration.describe("How long one of them is kept by each message that is opened."),
    })
    .optional()
    .describe("For counting what the response costs a service per head."),
  matching: z
    .strictObject({
      recall: share.default(ZERO),
      sweep: share.default(ZERO),
      falseMatch: share.default(ZERO),
      exact: z
        .strictObject({ recall: share.default(ZERO), falseMatch: share.default(ZERO) })
        .optional()
        .describe("For hashes made as exact: byte-identical copies only."),
      perceptual: z
        .strictObject({
          threshold: amount.describe("Greatest distance that still counts as a match."),
          curve: z
            .array(
              z.strictObject({
                threshold: z.number().min(0).max(1024),
                recall: share,
                falseMatch: share.default(ZERO),
                edits: share
                  .default(ZERO)
                  .describe(
                    "Share of edits of a known version that match although their own hash is not known.",
                  ),
              }),
            )
            .min(1)
            .max(20)
            .describe("By rising threshold; in between on a straight line."),
        })
        .optional()
        .describe("For hashes made as perceptual: look-alikes within a distance."),
      takes: z
        .array(z.string().regex(/^[a-z][A-Za-z0-9-]{0,63}$/, { error: "name" }))
        .max(20)
        .optional()
        .describe("Labels of which a shared hash must carry one to be taken in; any hash if absent."),
    })
    .default({ recall: ZERO, sweep: ZERO, falseMatch: ZERO }),
  reports: z
    .strictObject({
      perView: share.default(ZERO),
      rightCategory: share.default({ value: 1, mark: UNMARKED }),
      live: share.default(ZERO).describe("Reports for each view while live."),
    })
    .default({ perView: ZERO, rightCategory: { value: 1, mark: UNMARKED }, live: ZERO }),
  scan: z
    .strictObject({ recall: share.default(ZERO), delay, falseAlarm: share.default(ZERO) })
    .default({ recall: ZERO, delay: { law: { kind: "fixed", value: 0 }, mark: UNMARKED }, falseAlarm: ZERO })
    .describe("The platform's own search over what is already up: classifiers, investigators."),
  review: review.optional(),
  contact: contact.default(() => ({ ...ALWAYS, days: [...ALWAYS.days] })),
  ...standing,
  delays: delayNames.default({}),
  decisions: decisionShares.default({}),
});

export interface Actor extends Standing {
  readonly kind: ActorKind;
  readonly title: Text;
  readonly jurisdiction?: string;
  readonly members: readonly string[];
  readonly contact: Contact;
  readonly delays: Readonly<Record<string, Delay>>;
  readonly decisions: Readonly<Record<string, Readonly<Record<string, Quantity>>>>;
}

export const actor = z.strictObject({
  kind: z.enum(ACTOR_KINDS),
  title: text.optional(),
  jurisdiction: id.optional(),
  members: z.array(id).max(20).default([]),
  contact: contact.default(() => ({ ...ALWAYS, days: [...ALWAYS.days] })),
  ...standing,
  delays: delayNames.default({}),
  decisions: decisionShares.default({}),
});

/** How a message travels: the first channel whose conditions fit carries it. */
export interface Channel {
  readonly message?: string;
  readonly from?: string;
  readonly to?: string;
  readonly delay: Delay;
  readonly loss: Quantity;
}

export const channel = z.strictObject({
  message: id.optional(),
  from: id.optional().describe("Kind or id of the sender."),
  to: id.optional().describe("Kind or id of the receiver."),
  delay,
  loss: share.default(ZERO),
});
