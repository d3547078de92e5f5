import { z } from "zod";
import { SPEECH_KINDS, type SpeechKind } from "./content-words.ts";
import { id, type Text, text } from "./ids.ts";
import { type Inject, inject } from "./injects.ts";
import { type DeclaredFault, declaredFault, type Protocol } from "./protocol.ts";
import {
  amount,
  type Delay,
  delay,
  duration,
  markedDuration,
  positiveAmount,
  positiveDuration,
  type Quantity,
  share,
  UNMARKED,
} from "./quantity.ts";

/**
 * The scenario language. A scenario says what happens (originals, lookalikes), where (platforms, from shared profiles),
 * who acts (actors, channels), by which protocols, and which variants are worth comparing. A scenario without actors may
 * give bare `rules` instead: removal ages and switches, for validation and teaching.
 */

export const SCHEMA_VERSION = 1;

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

const zero: Quantity = { value: 0, mark: UNMARKED };
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

const calendar = z
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

const lane = z.strictObject({ id, perHour: amount.default(zero), service: delay });
const review = z.strictObject({
  reviewers: positiveAmount.refine((given) => Number.isInteger(given.value), { error: "whole" }),
  lanes: z.array(lane).min(1).max(8),
  errors: z
    .strictObject({
      missed: share.default(zero),
      wrongful: share.default(zero),
      deadline: amount.default(zero),
      queue: amount.default(zero),
      language: amount
        .optional()
        .describe(
          "How much more often a lawful item in a language that nobody here reads is removed: 0 none.",
        ),
    })
    .default({ missed: zero, wrongful: zero, deadline: zero, queue: zero }),
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

const reupload = z.strictObject({
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
  views: amount.default(zero),
  recommended: share.default(zero),
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
        .default(zero)
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
      recall: share.default(zero),
      sweep: share.default(zero),
      falseMatch: share.default(zero),
      exact: z
        .strictObject({ recall: share.default(zero), falseMatch: share.default(zero) })
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
                falseMatch: share.default(zero),
                edits: share
                  .default(zero)
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
    .default({ recall: zero, sweep: zero, falseMatch: zero }),
  reports: z
    .strictObject({
      perView: share.default(zero),
      rightCategory: share.default({ value: 1, mark: UNMARKED }),
      live: share.default(zero).describe("Reports for each view while live."),
    })
    .default({ perView: zero, rightCategory: { value: 1, mark: UNMARKED }, live: zero }),
  scan: z
    .strictObject({ recall: share.default(zero), delay, falseAlarm: share.default(zero) })
    .default({ recall: zero, delay: { law: { kind: "fixed", value: 0 }, mark: UNMARKED }, falseAlarm: zero })
    .describe("The platform's own search over what is already up: classifiers, investigators."),
  review: review.optional(),
  contact: contact.default(() => ({ ...ALWAYS, days: [...ALWAYS.days] })),
  ...standing,
  delays: delayNames.default({}),
  decisions: decisionShares.default({}),
});

export interface Original {
  readonly platform: string;
  readonly at: number;
  readonly form: "livestream" | "recording" | "image" | "document" | "rumour" | "synthetic";
  readonly by: "perpetrator" | "accomplice" | "bystander" | "press" | "other";
  readonly title?: Text;
  /** who posts it; originals of one account share its strikes and suspensions */
  readonly account?: string;
  /** what kind of content it is, for the scopes of protocols */
  readonly category?: string;
  /** the incident that it belongs to; absent: the scenario's own */
  readonly incident?: string;
  /** what is believed of it until it is corrected, where that differs from what is true */
  readonly claim?: {
    readonly by?: Original["by"];
    readonly form?: Original["form"];
    readonly until?: number;
  };
  /** overrides of the platform's figures for this one item (for a livestream: for its recording) */
  readonly views?: Quantity;
  readonly halfLife?: Quantity;
  readonly tail?: Quantity;
  readonly offspring?: Readonly<Record<string, Quantity>>;
  readonly stream?: {
    readonly length: Quantity;
    /** copies an hour while live, by target platform */
    readonly captures: Readonly<Record<string, Quantity>>;
    /** views an hour while live */
    readonly viewsPerHour: Quantity;
    readonly recording: boolean;
  };
}

const form = z.enum(["livestream", "recording", "image", "document", "rumour", "synthetic"]);
const author = z.enum(["perpetrator", "accomplice", "bystander", "press", "other"]);

const original = z.strictObject({
  platform: id,
  at: duration.default(0),
  form: form.default("recording"),
  by: author.default("perpetrator"),
  title: text.optional(),
  account: id.optional().describe("Who posts it: originals of one account share strikes and suspensions."),
  category: id
    .optional()
    .describe("What kind of content it is: the guard inScope compares it with a protocol's scope."),
  incident: id.optional().describe("The incident it belongs to (incidents); absent: the scenario's own."),
  claim: z
    .strictObject({
      by: author.optional(),
      form: form.optional(),
      until: duration.optional().describe("When it is corrected; absent: only by the effect establish."),
    })
    .optional()
    .describe(
      "What is believed of it at first, where that is wrong: the guard originalIs asks what is believed.",
    ),
  views: amount.optional(),
  halfLife: markedDuration.optional(),
  tail: positiveAmount.optional(),
  offspring: z.record(id, amount).optional(),
  stream: z
    .strictObject({
      length: markedDuration,
      captures: z.record(id, amount).default({}),
      viewsPerHour: amount.default(zero),
      recording: z.boolean().default(true).describe("Whether a recording stays when the stream ends."),
    })
    .optional(),
});

/** Lawful items that resemble the unlawful ones: news, evidence, bystander footage, satire, counter-speech. */
export interface Lookalikes {
  readonly platform: string;
  readonly count: Quantity;
  readonly arrives: Delay;
  readonly speech: SpeechKind;
  /** what these items show, where it is one and the same piece: a hash of one is then a hash of all */
  readonly clip?: string;
  readonly language?: string;
  readonly sharesFrames: Quantity;
  readonly views: Quantity;
}

const lookalikes = z.strictObject({
  platform: id,
  count: amount.describe("Expected number."),
  arrives: delay.describe("When, after the start."),
  speech: z.enum(SPEECH_KINDS).default("news"),
  clip: id
    .optional()
    .describe("The same lawful piece wherever this name stands: a hash made of it by mistake matches all."),
  language: id.optional().describe("The language it is in, as reviewers' languages name it."),
  sharesFrames: share.default(zero).describe("Share that has frames in common with the unlawful original."),
  views: amount.default(zero),
});

export interface RemovalRule {
  readonly after: Delay;
  readonly found: Quantity;
}
export interface RemovalRules extends RemovalRule {
  readonly originals?: RemovalRule;
  readonly copies?: RemovalRule;
  readonly platforms: Readonly<
    Record<string, RemovalRule & { readonly originals?: RemovalRule; readonly copies?: RemovalRule }>
  >;
}
export interface Switch {
  readonly at: Delay;
  readonly sweep: Quantity;
  readonly block: Quantity;
  readonly platforms: Readonly<Record<string, { readonly sweep?: Quantity; readonly block?: Quantity }>>;
  readonly removal?: RemovalRules;
}
/** Bare rules, without actors: for validation and teaching. */
export interface Rules {
  readonly removal?: RemovalRules;
  readonly switches: readonly Switch[];
}

const one: Quantity = { value: 1, mark: UNMARKED };
const never: Delay = { law: { kind: "never" }, mark: UNMARKED };
const ruleFields = { after: delay.default(never), found: share.default(one) };
const rule = z.strictObject(ruleFields);
const rulesFor = { ...ruleFields, originals: rule.optional(), copies: rule.optional() };
const removal = z.strictObject({
  ...rulesFor,
  platforms: z.record(id, z.strictObject(rulesFor)).default({}),
});
const rules = z.strictObject({
  removal: removal.optional().describe("Age at which an item goes, and the chance that it is found at all."),
  switches: z
    .array(
      z.strictObject({
        at: delay.describe("When, after the start; fixed or random."),
        sweep: share.default(zero).describe("w: share of what is up that goes at once."),
        block: share.default(zero).describe("q: share of later uploads that is blocked."),
        platforms: z
          .record(id, z.strictObject({ sweep: share.optional(), block: share.optional() }))
          .default({}),
        removal: removal.optional(),
      }),
    )
    .max(20)
    .default([]),
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

const actor = z.strictObject({
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

const channel = z.strictObject({
  message: id.optional(),
  from: id.optional().describe("Kind or id of the sender."),
  to: id.optional().describe("Kind or id of the receiver."),
  delay,
  loss: share.default(zero),
});

/** A figure that was reported about the real incident, and the measure that should come near it. */
export interface ReportedFact {
  readonly id: string;
  readonly title: Text;
  readonly measure?: string;
  readonly scale: number;
  readonly value?: number | boolean;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly source: string;
  readonly confidence: "confirmed" | "secondary" | "derived";
  readonly status: "given" | "fitted" | "predicted" | "left-out";
  readonly reason?: Text;
  /** rows that are arithmetic on each other share a group and count once */
  readonly group?: string;
}

const reported = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_]{0,95}$/, { error: "id" }),
  title: text.optional(),
  measure: z.string().max(120).optional(),
  scale: z.number().default(1).describe("What one unit of the measure is worth in this row's unit."),
  value: z.union([z.number(), z.boolean()]).optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  unit: z.string().max(80),
  source: z.string().max(500),
  confidence: z.enum(["confirmed", "secondary", "derived"]),
  status: z.enum(["given", "fitted", "predicted", "left-out"]),
  reason: text.optional(),
  group: id.optional(),
});

/** An alternative design: what changes against the scenario as it stands (RFC 7396: objects merge, null removes). */
export interface Variant {
  readonly title: Text;
  /** what one asks by comparing it */
  readonly question?: Text;
  readonly overlay: Readonly<Record<string, unknown>>;
}

/** A further incident of the same scenario: times from the start of the first. */
export interface Incident {
  readonly title: Text;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly harm?: string;
}

const incident = z.strictObject({
  title: text.optional(),
  startsAt: duration.describe("When it begins, from the start of the scenario's own incident."),
  endsAt: duration.optional().describe("When the attack itself is over, counted alike; absent: at once."),
  harm: id.optional().describe("The kind of harm, for the guard matrix."),
});

export interface Scenario {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly title: Text;
  readonly story?: Text;
  /** what one plays or replays it for, in a sentence */
  readonly aim?: Text;
  /** what should be seen or practised */
  readonly objectives: readonly Text[];
  /** what an actor or platform knows before it starts, by id: its part */
  readonly briefs: Readonly<Record<string, Text>>;
  readonly incident: {
    readonly date?: string;
    readonly startsAt: string;
    readonly real: boolean;
    readonly endsAt: number;
    readonly harm?: string;
  };
  /** further incidents, at their own times */
  readonly incidents?: Readonly<Record<string, Incident>>;
  /** protocols by rank: the first goes before the others where they meet */
  readonly precedence?: readonly string[];
  readonly kernel: "exponential" | "power-law";
  readonly horizon?: number;
  readonly cap?: number;
  readonly population?: Quantity;
  readonly mutation: Quantity;
  /** share of edits that are translations */
  readonly translated?: Quantity;
  /** between which values the quality of a hash lies, from 0 to 100; 100 if absent */
  readonly hashQuality?: { readonly low: Quantity; readonly high: Quantity };
  readonly fertility?: { readonly tail: Quantity };
  readonly reupload?: Reupload;
  readonly platforms: Readonly<Record<string, Platform>>;
  readonly originals: Readonly<Record<string, Original>>;
  readonly lookalikes: Readonly<Record<string, Lookalikes>>;
  readonly actors: Readonly<Record<string, Actor>>;
  readonly channels: readonly Channel[];
  /** by jurisdiction */
  readonly calendars?: Readonly<Record<string, Calendar>>;
  readonly protocols: readonly Protocol[];
  readonly rules?: Rules;
  readonly marks: readonly number[];
  readonly injects: Readonly<Record<string, Inject>>;
  readonly headline: readonly string[];
  readonly reported: readonly ReportedFact[];
  readonly variants: Readonly<Record<string, Variant>>;
  /** ids of the variants that a comparison takes when none are named; empty where the author names none */
  readonly compared: readonly string[];
  readonly variant: string;
  /** what these actors cannot do together, and is meant: `check` tells it and goes on */
  readonly declaredFaults?: readonly DeclaredFault[];
}

/** Fields of a scenario file. `use` names a shared profile that a platform starts from; `protocols` names protocols. */
export const scenarioSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  id,
  title: text.optional(),
  story: text.optional(),
  aim: text.optional().describe("What one plays or replays it for, in a sentence."),
  objectives: z.array(text).max(12).default([]).describe("What should be seen or practised."),
  briefs: z
    .record(id, text)
    .default({})
    .describe("What an actor or platform knows before it starts, by its id: its part."),
  incident: z
    .strictObject({
      startsAt: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/, { error: "instant" })
        .default("2030-01-07T12:00:00Z"),
      real: z.boolean().default(false).describe("A real incident: serves hindcast and comparison only."),
      endsAt: duration.default(0).describe("When the attack itself is over."),
      harm: id.optional().describe("The kind of harm, for the guard matrix."),
    })
    .default({ startsAt: "2030-01-07T12:00:00Z", real: false, endsAt: 0 }),
  incidents: z
    .record(id, incident)
    .optional()
    .describe("Further incidents beside the first, each with its own start and end; originals name theirs."),
  precedence: z
    .array(id)
    .max(20)
    .optional()
    .describe(
      "Protocols by rank: where several are live for one incident, the first goes before the others.",
    ),
  kernel: z.enum(["exponential", "power-law"]).default("exponential"),
  horizon: positiveDuration.optional(),
  cap: z
    .int()
    .min(1)
    .max(50_000_000)
    .optional()
    .describe("Most items ever online; where it is hit every measure says so."),
  population: positiveAmount
    .optional()
    .describe("Finite population: each rate is multiplied by 1 - items/population."),
  mutation: share.default(zero),
  translated: share.optional().describe("Share of edited copies that are translations."),
  hashQuality: z
    .strictObject({ low: amount, high: amount })
    .optional()
    .describe("Between which values a hash's quality lies, each as likely, from 0 to 100; 100 if absent."),
  fertility: z
    .strictObject({ tail: positiveAmount.refine((given) => given.value > 1, { error: "tail-above-one" }) })
    .optional()
    .describe("Pareto marks with mean 1."),
  reupload: reupload.optional(),
  include: z
    .array(z.string().min(1).max(200))
    .max(20)
    .default([])
    .describe("Files with shared platforms, beside this one or library:NAME."),
  platforms: z.record(id, platformSchema),
  originals: z.record(id, original),
  lookalikes: z.record(id, lookalikes).default({}),
  actors: z.record(id, actor).default({}),
  channels: z.array(channel).max(200).default([]),
  calendars: z
    .record(id, calendar)
    .optional()
    .describe("Civil time by jurisdiction, for clocks that run in days, working days, months or years."),
  protocols: z.array(id).max(20).default([]),
  rules: rules.optional(),
  marks: z
    .array(positiveDuration)
    .max(12)
    .default([3_600_000, 86_400_000])
    .describe("Instants at which views and copies are counted."),
  injects: z
    .record(id, inject)
    .default({})
    .describe("What the scenario brings up at set times: told, and where it says so, done."),
  headline: z.array(z.string().max(120)).max(5).default([]),
  reported: z.array(reported).max(300).default([]),
  variants: z
    .record(
      id,
      z.strictObject({
        title: text.optional(),
        question: text.optional(),
        overlay: z.record(z.string().max(64), z.unknown()),
      }),
    )
    .default({}),
  compared: z
    .array(id)
    .max(5)
    .default([])
    .describe(
      "Variants that a comparison takes when none are named: at most five; the first three by id if not given.",
    ),
  declaredFaults: z
    .array(declaredFault)
    .max(200)
    .optional()
    .describe(
      "What these actors cannot do together, and is meant: check tells it and still agrees; one that it does not find is an error.",
    ),
});

export type ScenarioFile = z.output<typeof scenarioSchema>;
