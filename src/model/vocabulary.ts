import { z } from "zod";
import { CONTENT_EFFECTS, CONTENT_GUARDS, CONTENT_PARAMS, CONTENT_WORDS } from "./content-words.ts";
import { id, text } from "./ids.ts";
import { OVERSIGHT_EFFECTS, OVERSIGHT_WORDS } from "./oversight-words.ts";
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
const oneOrMore = <T extends z.ZodType>(part: T, most = 20) =>
  z.union([part, z.array(part).min(1).max(most)]);
const harm = id.describe("A kind of harm, as the scenario names it (incident.harm).");
/** Another guard by its name, or with parameters: as a statechart writes it. Its own schema is looked at where it stands. */
const guardCall = z
  .union([
    flag,
    z.strictObject({
      type: flag,
      params: z.record(z.string().max(64), z.unknown()).optional(),
      mark: z.unknown().optional(),
      row: id.optional(),
      description: z.union([z.string().max(1000), text]).optional(),
    }),
  ])
  .describe("A guard: its name, or type and params.");

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
  // From here on: kinds that the first engine did not know (see FIRST_MESSAGES).
  "acknowledgement",
  "prior-notice",
  "direction",
  "blocking-order",
  "dereferencing-request",
  "app-removal-order",
  "url-list",
  "recommendation",
  "crisis-decision",
  "complaint",
  "outcome",
  "statement-of-reasons",
  "counter-notice",
  "dispute",
  "appeal",
  "court-application",
  "ruling",
  "scrutiny-request",
  "exposure-decision",
  "measures-report",
  "public-report",
  "crime-report",
  "hotline-report",
  "hash-dispute",
  "suspension",
  "warning",
  "preservation-request",
  "public-statement",
  "handover",
  "fact-check",
  "correction",
  "offer-of-intrusion",
] as const;
export type MessageKind = (typeof MESSAGES)[number];
/** So many kinds of message every log counts; the others only where a protocol of the scenario may send them. */
export const FIRST_MESSAGES = 19;

/** By these somebody asks a service to take down what they name, or orders it. */
export const DEMANDS: readonly MessageKind[] = [
  "alert",
  "notice",
  "referral",
  "removal-order",
  "takedown-request",
  "request",
  "direction",
  "warning",
];

/** Who may act with the power of a state. What such actors do beyond their messages is outside the model. */
export const STATE_KINDS: readonly string[] = [
  "referral-unit",
  "competent-authority",
  "home-authority",
  "regulator",
  "court",
  "investigators",
];

/** Questions a statechart may ask of the world. */
export const GUARDS = {
  /** this version's hash is known here and this upload's own draw is below the platform's recall */
  matchesKnownHash: word(
    ["item"],
    none.describe(
      "This version's hash is known here, and this upload is among those that matching recognises.",
    ),
  ),
  /** this item's own draw is below the platform's sweep share */
  sweepFinds: word(["item"], none.describe("The search among what is already up finds this item.")),
  isOriginal: word(["item"], none.describe("This item is an original, not a copy.")),
  isLawful: word(["item"], none.describe("This item is lawful in truth, whatever anybody believes.")),
  isLive: word(["item"], none.describe("This item is a livestream that still runs.")),
  rightCategory: word(["item"], none.describe("This item was reported under the right category.")),
  /** a draw of this item's own, named so that two questions do not share it */
  chance: word(
    ["item", "hash", "actor"],
    z
      .strictObject({ of: share, name: flag })
      .describe("A draw of its own agrees with this probability; two questions of the same name share it."),
  ),
  platformIs: word(
    ["item", "hash"],
    z
      .strictObject({
        kind: z.union([id, z.array(id).min(1).max(20)]).optional(),
        member: id.optional(),
        public: z.boolean().optional(),
        jurisdiction: id.optional(),
      })
      .describe("The service is of this kind, group, jurisdiction, or public."),
  ),
  versionIsKnown: word(["item"], none.describe("The service already knows that this version is unlawful.")),
  flagIs: word(
    ["actor", "item", "hash"],
    z.strictObject({ flag }).describe("A flag is set: flags are the whole world's."),
  ),
  counterAtLeast: word(
    ["actor"],
    z
      .strictObject({ counter: flag, n: z.int().min(0).max(1_000_000) })
      .describe("A counter of this actor has come to n or more."),
  ),
  isMember: word(["actor"], z.strictObject({ group: id }).describe("This actor is a member of the group.")),
  isPublic: word(["actor"], none.describe("This actor's service can be seen by the public.")),
  /** the actor has never before received this kind of message from this sender */
  firstContact: word(
    ["actor"],
    z
      .strictObject({ message: z.enum(MESSAGES), to: selector.optional() })
      .describe(
        "This actor never before received such a message from this sender; with to: never sent one there.",
      ),
  ),
  crossBorder: word(
    ["actor"],
    none.describe("The sender's state is not the one where the service is established."),
  ),
  emergency: word(["actor"], none.describe("The attack goes on, or has been over for less than a day.")),
  originalIs: word(
    ["actor"],
    z
      .strictObject({ form: z.array(z.string()).optional(), by: z.array(z.string()).optional() })
      .describe("An original of the incident is believed to be of this form, or by this author."),
  ),
  originalOnMember: word(
    ["actor"],
    z.strictObject({ group: id }).describe("An original is on a member of the group."),
  ),
  originalUp: word(["actor"], none.describe("An original is still online.")),
  anythingNamed: word(["actor"], none.describe("The message at hand names at least one item.")),
  /** something named in the message at hand is still online */
  namedItemsUp: word(["actor"], none.describe("Something that the message at hand names is still online.")),
  incidentOver: word(
    ["actor"],
    z
      .strictObject({ since: markedDuration.optional() })
      .describe("The attack itself is over, for so long if since is given."),
  ),
  /** fewer upload attempts in the last hour than this */
  uploadsBelow: word(
    ["actor"],
    z
      .strictObject({ perHour: amount })
      .describe("There were fewer upload attempts in the last hour than this."),
  ),
  uploadsAtLeast: word(
    ["actor"],
    z
      .strictObject({ perHour: amount })
      .describe("There were at least so many upload attempts in the last hour."),
  ),
  ...CONTENT_GUARDS,

  all: word(
    ["actor"],
    z
      .strictObject({ of: z.array(guardCall).min(1).max(20) })
      .describe("Every one of these guards agrees; asked of the world as one question."),
  ),
  any: word(
    ["actor"],
    z
      .strictObject({ of: z.array(guardCall).min(1).max(20) })
      .describe("At least one of these guards agrees; asked of the world as one question."),
  ),
  not: word(["actor"], z.strictObject({ guard: guardCall }).describe("This guard does not agree.")),
  countWithin: word(
    ["actor"],
    z
      .strictObject({
        counter: flag.describe("A counter that the effect count moves."),
        window: markedDuration.describe("How far back is looked, from now."),
        n: z.int().min(1).max(1_000_000),
      })
      .describe(
        "The counter went up by n or more within the window before now: two final orders in twelve months.",
      ),
  ),
  matrix: word(
    ["actor"],
    z
      .strictObject({
        perHour: z
          .array(amount)
          .min(1)
          .max(10)
          .describe(
            "Rising numbers of upload attempts in the last hour: where one column ends and the next begins.",
          ),
        levels: z
          .record(harm, z.array(flag).min(2).max(11))
          .describe("For each kind of harm its levels by rising virality: one more than numbers in perHour."),
        is: oneOrMore(flag).describe("The levels at which this guard agrees."),
      })
      .describe("Harm times virality gives a level. A harm that is not listed has none."),
  ),
  dateIs: word(
    ["actor"],
    z
      .strictObject({
        from: z.iso.date().optional().describe("First day, YYYY-MM-DD."),
        to: z.iso.date().optional().describe("Last day, YYYY-MM-DD."),
      })
      .describe(
        "Today, by the calendar of the incident's zone, lies in this span: a rule that changes by date.",
      ),
  ),
  alreadyNamed: word(
    ["actor"],
    z
      .strictObject({
        message: oneOrMore(z.enum(MESSAGES))
          .optional()
          .describe("Only earlier messages of these kinds; absent: the kind at hand."),
        how: z
          .enum(["all", "any"])
          .default("all")
          .describe("All of what the message at hand names, or anything of it."),
      })
      .describe(
        "What the message at hand names was named to this actor before, by whomever: the same address from two states.",
      ),
  ),
  statusIs: word(
    ["actor"],
    z
      .strictObject({
        status: id,
        of: selector.optional().describe("Whose status; absent: the actor's own."),
      })
      .describe("Somebody selected has this status: trusted-flagger, under-inquiry, exposed."),
  ),
  languageUnderstood: word(
    ["actor"],
    none.describe("The message at hand is in a language that this contact point takes (contact.languages)."),
  ),
  contactKnown: word(
    ["actor"],
    z
      .strictObject({ to: selector })
      .describe(
        "Everybody selected can be reached at a contact point (contact.reachable), and there is somebody.",
      ),
  ),
  senderAuthenticated: word(
    ["actor"],
    none.describe(
      "The message at hand can be shown to come from who it says it is from (actor.authenticated).",
    ),
  ),
  removedShareAtLeast: word(
    ["actor"],
    z
      .strictObject({ share, group: id.optional().describe("Only on the platforms of this group.") })
      .describe(
        "So large a share of the unlawful items that ever went online is down: ordinary means suffice.",
      ),
  ),
  inScope: word(
    ["actor"],
    none.describe(
      "The protocol's scope covers, today, the category of an original of the incident (protocol.scope).",
    ),
  ),
  incidentIs: word(
    ["actor"],
    z
      .strictObject({ incident: oneOrMore(id) })
      .describe(
        "The role, the message at hand or the incident last told of is this one (first: the scenario's own).",
      ),
  ),
  yields: word(
    ["actor"],
    none.describe(
      "A protocol that comes first (scenario.precedence) is active for this incident: one of its roles is in a state tagged active.",
    ),
  ),
  roleIs: word(
    ["actor"],
    z
      .strictObject({
        role: id,
        protocol: id.optional().describe("Absent: this protocol."),
        state: oneOrMore(flag).describe("Names of states; within another state it counts as in both."),
        of: selector.optional().describe("Whose role; absent: anybody's."),
      })
      .describe("Somebody plays this role and is in one of these states."),
  ),
  namedHeld: word(
    ["actor"],
    none.describe("Something that the message at hand names is held for an investigation."),
  ),
} as const satisfies Record<string, Word>;

/** What a statechart may ask for. */
export const EFFECTS = {
  block: word(["item"], none.describe("The upload is stopped: it never goes online.")),
  publish: word(["item"], none.describe("The upload goes online.")),
  report: word(["item"], none.describe("A user's report reaches the service.")),
  flag: word(["item"], z.strictObject({ by: flag }).describe("The service's own tools find the item.")),
  enqueueReview: word(
    ["item"],
    z.strictObject({ lane: id }).describe("The item waits for a reviewer in this lane."),
  ),
  remove: word(
    ["item"],
    z.strictObject({ by: flag }).describe("The item is taken down, and by whom or what is said."),
  ),
  keep: word(["item"], none.describe("The item stays up after a review.")),
  restore: word(["item"], none.describe("What was taken down is put back.")),
  /** without a territory: the one that the platform's actor asked for */
  restrict: word(
    ["item"],
    z
      .strictObject({ territory: id.optional(), leak: CONTENT_PARAMS.leak })
      .describe("The item is made unreachable in a territory; without one, in that of the actor who asked."),
  ),
  appeal: word(["item"], none.describe("The uploader contests the removal.")),
  /** the platform now knows that this version is unlawful */
  confirm: word(
    ["item"],
    z
      .strictObject({
        asFound: z
          .boolean()
          .optional()
          .describe("A hash is made of whatever was found unlawful, also where that was a mistake."),
      })
      .describe("The service now knows that this version is unlawful: its hash begins its own life."),
  ),

  /** the finder matches this version at upload and sweeps what is up */
  makeHash: word(
    ["hash"],
    z
      .strictObject({
        kind: CONTENT_PARAMS.hashKind
          .optional()
          .describe(
            "By this kind's own recall and false matches on each platform; else by the platform's one.",
          ),
        labels: CONTENT_PARAMS.labels.optional(),
      })
      .describe(
        "The finder makes a hash of this version, matches it at upload and looks for it among what is up.",
      ),
  ),
  /** every other member of the group ingests it after its own wait `ingest` */
  shareHash: word(
    ["hash"],
    z
      .strictObject({ group: id, labels: CONTENT_PARAMS.labels.optional() })
      .describe("Every other member of the group takes the hash in, after its own wait ingest."),
  ),
  withdrawHash: word(["hash"], none.describe("The hash is taken back from everybody who matches it.")),

  send: word(
    ["actor"],
    z
      .strictObject({
        message: z.enum(MESSAGES),
        to: selector,
        items: z
          .union([z.literal("same"), z.literal("original"), z.int().min(1).max(10_000)])
          .optional()
          .describe(
            "Which items it names: those of the message at hand, the original, or so many that are publicly up, oldest first.",
          ),
        wrong: share.optional().describe("Share of named items that is a lawful lookalike instead."),
        within: markedDuration
          .optional()
          .describe(
            "The time that this message gives its receiver; a duty with within: message runs for it.",
          ),
        via: selector
          .optional()
          .describe(
            "Who passes it on: it goes there first, waits for that contact point and its delay relay, then goes on.",
          ),
        posting: markedDuration
          .optional()
          .describe(
            "Service by posting: where the receiver has no contact point it counts as delivered so long after it was posted in public.",
          ),
        deduplicate: z
          .boolean()
          .optional()
          .describe(
            "Leaves out what a message of this kind has named to this receiver already; nothing is sent when nothing is left.",
          ),
        onlyNew: z
          .boolean()
          .optional()
          .describe(
            "Names only what no message of this kind has named to this receiver yet: the next ones, not the same again.",
          ),
        deconflict: z.boolean().optional().describe("Leaves out what is held for an investigation."),
        language: id
          .optional()
          .describe("The language it is written in; absent: the sender's own (actor.language)."),
      })
      .describe("A message goes to everybody selected, by the channel that fits."),
  ),
  decide: word(
    ["actor"],
    z
      .strictObject({
        decision: id,
        first: z
          .boolean()
          .optional()
          .describe("Where decisions wait for a desk: before all that are not first (a threat to life)."),
      })
      .describe("A named decision is begun; its option is heard as decision.option when it is taken."),
  ),
  count: word(
    ["actor"],
    z
      .strictObject({ counter: flag, by: z.int().min(-1000).max(1000).optional() })
      .describe("A counter of this actor goes up by one, or by so many."),
  ),
  clearCounter: word(
    ["actor"],
    z.strictObject({ counter: flag }).describe("A counter of this actor goes back to nothing."),
  ),
  setFlag: word(["actor"], z.strictObject({ flag }).describe("A flag of the whole world is set.")),
  clearFlag: word(["actor"], z.strictObject({ flag }).describe("A flag of the whole world is cleared.")),
  surge: word(
    ["actor"],
    z
      .strictObject({ reviewers: amount.describe("Factor on the number of reviewers.") })
      .describe("The service calls in more reviewers."),
  ),
  endSurge: word(["actor"], none.describe("The service goes back to its ordinary reviewers.")),
  removeNamed: word(
    ["actor"],
    z
      .strictObject({
        copies: z
          .enum(["named", "identical", "similar"])
          .optional()
          .describe(
            "What goes: only what is named, what is identical to it, or what is similar too (edits, and lawful lookalikes by false matches). The copies are found by the platform's own sweep.",
          ),
      })
      .describe("What the message at hand names is taken down."),
  ),
  restrictNamed: word(
    ["actor"],
    z
      .strictObject({ territory: id, leak: CONTENT_PARAMS.leak })
      .describe("What the message at hand names is made unreachable in a territory."),
  ),
  restoreNamed: word(["actor"], none.describe("What the message at hand names is put back.")),
  confirmNamed: word(
    ["actor"],
    none.describe("What the message at hand names is known for unlawful from now on."),
  ),
  /** this share of what recommendation would have brought no longer comes: of everything here, or of one item */
  demote: word(
    ["item", "actor"],
    z
      .strictObject({ by: share })
      .describe(
        "This share of what recommendation would have brought no longer comes: of everything here, or of one item.",
      ),
  ),
  matchUploads: word(
    ["actor"],
    z
      .strictObject({
        block: share,
        sweep: share,
        platforms: z.union([z.literal("all"), z.array(id)]).optional(),
      })
      .describe("From now on so much of the uploads is blocked, and so much of what is up found."),
  ),
  note: word(
    ["actor"],
    z
      .strictObject({ what: flag })
      .describe(
        "Noted for the record; duties and measures may start or stop with it. activated marks the activation.",
      ),
  ),
  ...CONTENT_EFFECTS,
  setStatus: word(
    ["actor"],
    z
      .strictObject({ status: id, of: selector.optional().describe("Whose; absent: the actor's own.") })
      .describe("Gives a status: under-inquiry, exposed, presumed-to-know."),
  ),
  clearStatus: word(
    ["actor"],
    z
      .strictObject({ status: id, of: selector.optional().describe("Whose; absent: the actor's own.") })
      .describe("Takes a status away."),
  ),
  sanction: word(
    ["actor"],
    z
      .strictObject({
        sanction: id.describe("One of the protocol's sanctions."),
        of: selector.describe("Who incurs it."),
      })
      .describe(
        "A consequence that the protocol threatens is incurred (sanction.incurred): a fact, no verdict on guilt. One that needs a system of failures only counts the failure until there are enough.",
      ),
  ),
  intrude: word(
    ["actor"],
    z
      .strictObject({ of: selector.describe("Whose systems.") })
      .describe(
        "Asks to break into systems. Always refused: to private actors it is forbidden, what a state may do is outside the model (action.refused).",
      ),
  ),
  monitorGenerally: word(
    ["actor"],
    z
      .strictObject({ of: selector.describe("Whose service.") })
      .describe(
        "Asks that everything that users post is watched. Always refused: no general obligation to monitor (action.refused).",
      ),
  ),
  establish: word(
    ["actor"],
    z
      .strictObject({ original: id.optional().describe("Absent: all of the incident.") })
      .describe(
        "From now on what is true of an original is believed, whatever was claimed (original.claim).",
      ),
  ),
  holdNamed: word(["actor"], none.describe("What the message at hand names is held for an investigation.")),
  releaseNamed: word(
    ["actor"],
    none.describe("What the message at hand names is no longer held for an investigation."),
  ),
  ...OVERSIGHT_EFFECTS,
} as const satisfies Record<string, Word>;

/** Effects and guards that the first engine did not know: a log says which of them its protocols use. */
export const LATER_WORDS: readonly (EffectName | GuardName)[] = [
  "setStatus",
  "sanction",
  "intrude",
  "monitorGenerally",
  "establish",
  "holdNamed",
  ...CONTENT_WORDS,
  ...OVERSIGHT_WORDS,
];

/** Fields of actors, platforms and originals that the first engine did not know. */
const LATER_FIELDS = ["desks", "reachable", "claim"] as const;
/** Parameters of `send` that measures count. */
export const LATER_WAYS = ["deduplicate", "deconflict", "via"] as const;
/** Said of a log where hashes are made of whatever was found unlawful. */
export const MISTAKES = "mistake";

/** Said of a log where several mechanisms that know nothing of each other may act. */
export const SEVERAL = "mechanisms";

/** Every word that a log's header may say of its scenario: what is counted about one exists only where it is said. */
export const HEADER_WORDS: readonly string[] = [
  ...LATER_WORDS,
  ...LATER_FIELDS,
  ...LATER_WAYS,
  MISTAKES,
  SEVERAL,
  ...MESSAGES.slice(FIRST_MESSAGES),
];

export type GuardName = keyof typeof GUARDS;
export type EffectName = keyof typeof EFFECTS;

/** Waits that the world itself draws; every other delay is named in the protocol, the platform or the actor. */
export const BUILT_IN_DELAYS: Readonly<Record<string, readonly Scope[]>> = {
  /** until the first user report of this item: its views times the chance that a view leads to a report */
  userReport: ["item"],
  /** until the platform's own search finds this item; never for the share that it misses */
  platformScan: ["item"],
};

/** What the world tells each kind of statechart of, beside messages, decisions and clocks; each with what it says. */
export const WORLD_EVENTS = {
  item: {
    "hash.ingested": "The service takes in this version's hash.",
    "review.unlawful": "A reviewer takes the item for unlawful, rightly or not.",
    "review.lawful": "A reviewer takes the item for lawful, rightly or not.",
    "removal.asked": "The service is asked, or has decided, to take the item down.",
    "restriction.asked": "The service is asked to make the item unreachable in a territory.",
    "restoration.asked": "The service is asked to put the item back.",
    "stream.ended": "The livestream is over.",
    "account.restored": "The account that posted the item may do again what it could not.",
    "label.put": "A label was put on the item.",
  },
  /** a hash hears what members say of it */
  hash: {
    "feedback.agree": "A member agrees with the hash.",
    "feedback.disagree": "A member disagrees with the hash.",
  },
  actor: {
    "incident.began": "The incident begins: for actors who learn of it by themselves.",
    "incident.ended": "The attack itself is over.",
    "content.reported": "A user reports an item on this service for the first time.",
    "content.confirmed": "This service confirms an unlawful item for the first time.",
    "original.removed": "An original is taken down on this service.",
    "version.confirmed": "This service confirms a version that it had not known.",
    "hash.ingested": "This service takes in a hash that was shared.",
    "hour.passed": "Another full hour of the run has passed.",
    "claim.corrected": "What was wrongly claimed of an original is put right.",
    "action.refused": "What this actor asked for is forbidden, and refused.",
    "oversight.ended": "Reviewers whom this actor had placed in a service leave it.",
    "sample.found":
      "A sample of this actor shows removals that it finds wrong; they are named, from the service.",
    "pledge.broken": "This actor finds that a debtor broke a pledge; told as from the debtor.",
  },
} as const satisfies Record<Scope, Readonly<Record<string, string>>>;

/** Every event that a statechart of this scope may hear under this protocol: fixed ones, messages, results of decisions, clocks. */
export function eventsHeard(scope: Scope, protocol: Protocol): readonly string[] {
  if (scope !== "actor") return Object.keys(WORLD_EVENTS[scope]);
  const events: string[] = Object.keys(WORLD_EVENTS.actor);
  for (const message of MESSAGES) events.push(`${message}.delivered`, `${message}.opened`);
  for (const [decision, { options }] of Object.entries(protocol.decisions)) {
    for (const option of Object.keys(options)) events.push(`${decision}.${option}`);
  }
  for (const duty of Object.keys(protocol.duties)) events.push(`${duty}.expired`, `${duty}.stopped`);
  return events;
}
