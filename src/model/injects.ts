import { z } from "zod";
import { type Condition, condition } from "./condition.ts";
import { id, type Text, text } from "./ids.ts";
import { type Selector, selector } from "./protocol.ts";
import { amount, duration, markedDuration, type Quantity, share } from "./quantity.ts";
import { MESSAGES, type MessageKind } from "./vocabulary.ts";

/**
 * Injects: what a scenario brings up at a set time besides its own course. In a replay they act as written here; at a
 * table the same rows open the list of events (MSEL), and a controller may hold or skip them.
 */

export const INJECT_KINDS = [
  "contextual",
  "information",
  "contingency",
  "expected-action",
  "facilitation",
] as const;
export type InjectKind = (typeof INJECT_KINDS)[number];
/** Those that are delivered to seats; the others are for who runs the exercise. */
export const KINDS_FOR_SEATS: readonly InjectKind[] = ["contextual", "information", "contingency"];

/** What an inject does in the model; most only tell. Each act leaves its facts, whose cause is the inject. */
export type InjectAct =
  | {
      readonly send: MessageKind;
      readonly from: string;
      readonly to: Selector;
      readonly items?: "original" | number;
      readonly wrong?: Quantity;
      readonly lawful?: number;
    }
  | { readonly unreachable: string; readonly lasts: Quantity }
  | { readonly matchingDown: string; readonly lasts: Quantity }
  | { readonly reviewers: string; readonly factor: Quantity; readonly lasts: Quantity }
  /** lawful material that is up on this platform is taken for unlawful: a hash is made of it */
  | { readonly wrongHash: string }
  /** a new place shows copies of the first original: so many uploads on this platform, now */
  | { readonly mirror: string; readonly copies: number }
  /** lawful excerpts come up on this platform, as its lookalikes that share frames do */
  | { readonly excerpts: string; readonly copies: number }
  /** uploaders contest so many removals on this platform, the oldest first */
  | { readonly appeals: string; readonly copies: number }
  /** what was claimed of an original is no longer believed */
  | { readonly corrected: string };

export interface Inject {
  readonly at: number;
  readonly kind: InjectKind;
  readonly title: Text;
  readonly text?: Text;
  /** who says so: an actor's id, or somebody outside the model in words */
  readonly from?: string;
  /** actors and platforms that are told */
  readonly to: readonly string[];
  readonly expects?: Text;
  readonly acts: readonly InjectAct[];
  /** not at a set time, but at the first whole minute from `at` to `until` at which this holds */
  readonly when?: Condition;
  /** milliseconds after the start; a day after `at` where absent */
  readonly until?: number;
  /** at its time only where this does not hold: what was expected is missing */
  readonly unless?: Condition;
  /** by hand only */
  readonly manual?: boolean;
}

const copies = z.int().min(1).max(10_000).describe("How many.");

/** What an inject does in the model, as it stands in a file. */
export const injectAct = z
  .union([
    z
      .strictObject({
        send: z.enum(MESSAGES),
        from: id.describe("Actor or platform that sends it, whatever its protocol says."),
        to: selector,
        items: z.union([z.literal("original"), z.int().min(1).max(10_000)]).optional(),
        wrong: share.optional().describe("Share of named items that is a lawful lookalike instead."),
        lawful: z
          .int()
          .min(1)
          .max(10_000)
          .optional()
          .describe(
            "So many lawful lookalikes that it names besides, whether anything unlawful is up or not.",
          ),
      })
      .describe(
        "A message that no protocol foresees: a forged alert, a second order, a threat in a comment.",
      ),
    z
      .strictObject({ unreachable: id, lasts: markedDuration })
      .describe("Nobody opens messages at this actor's contact point for so long."),
    z
      .strictObject({ matchingDown: id, lasts: markedDuration })
      .describe("This platform compares no uploads with known hashes for so long."),
    z
      .strictObject({ reviewers: id, factor: amount, lasts: markedDuration })
      .describe("This platform has so many times its reviewers for so long."),
    z
      .strictObject({ wrongHash: id })
      .describe(
        "Lawful material that is up on this platform is taken for unlawful, and a hash is made of it.",
      ),
    z
      .strictObject({ mirror: id, copies })
      .describe("Somebody uploads the first original so many times on this platform."),
    z
      .strictObject({ excerpts: id, copies })
      .describe("So many lawful excerpts come up on this platform, like its lookalikes that share frames."),
    z
      .strictObject({ appeals: id, copies })
      .describe("Uploaders contest so many removals on this platform, the oldest first."),
    z
      .strictObject({ corrected: id })
      .describe("What was wrongly claimed of this original is put right; everybody hears of it."),
  ])
  .describe("What the inject does in the model.");

export const inject = z.strictObject({
  at: duration.describe("When, after the start."),
  kind: z.enum(INJECT_KINDS).default("contextual"),
  title: text,
  text: text.optional().describe("What is delivered, word for word; descriptors only, never media."),
  from: z.string().min(1).max(120).optional().describe("Who says so."),
  to: z.array(id).max(50).default([]).describe("Actors and platforms that are told; empty: everybody."),
  expects: text.optional().describe("What the players should do, and by when."),
  acts: z.array(injectAct).max(10).default([]),
  when: condition.optional().describe("Not at a set time, but once this holds: looked at every minute."),
  until: duration.optional().describe("Until when a condition is looked at; a day where absent."),
  unless: condition.optional().describe("A contingency: only where this does not hold at its time."),
  manual: z.boolean().optional().describe("Only by hand: no clock brings it."),
});
