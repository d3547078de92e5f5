import { z } from "zod";
import { SPEECH_KINDS, type SpeechKind } from "./content-words.ts";
import { id, type Text, text } from "./ids.ts";
import {
  amount,
  type Delay,
  delay,
  duration,
  markedDuration,
  positiveAmount,
  type Quantity,
  share,
  ZERO,
} from "./quantity.ts";

/** What is posted first, and the lawful items that resemble it. */

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

export const original = z.strictObject({
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
      viewsPerHour: amount.default(ZERO),
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

export const lookalikes = z.strictObject({
  platform: id,
  count: amount.describe("Expected number."),
  arrives: delay.describe("When, after the start."),
  speech: z.enum(SPEECH_KINDS).default("news"),
  clip: id
    .optional()
    .describe("The same lawful piece wherever this name stands: a hash made of it by mistake matches all."),
  language: id.optional().describe("The language it is in, as reviewers' languages name it."),
  sharesFrames: share.default(ZERO).describe("Share that has frames in common with the unlawful original."),
  views: amount.default(ZERO),
});
