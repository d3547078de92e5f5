import { z } from "zod";
import { id } from "./ids.ts";
import { amount, markedDuration, share } from "./quantity.ts";
import { servicesOfAKind, type Word } from "./word.ts";

/**
 * Words of cooperative oversight: somebody from outside looks at how services decide, and has errors of its own. Nothing
 * here knows the truth better than those who look: what an overseer finds is drawn by its own two errors, and what is
 * said of a service's errors comes from what was looked at. `vocabulary.ts` takes them in.
 */

const word = (says: string, params: z.ZodType): Word => ({
  scopes: ["actor"],
  params: params.describe(says),
});

const services = z
  .union([z.enum(["public", "all"]), servicesOfAKind])
  .describe(
    "Which services: public (all whose content is public), all, or all of a kind, group or jurisdiction.",
  );
const errors = {
  missed: share.describe("Share of what is wrong that whoever looks takes for right."),
  wrongful: share.describe("Share of what is right that whoever looks takes for wrong."),
};

export const OVERSIGHT_EFFECTS = {
  placeReviewers: word(
    "Reviewers of this actor sit inside services for a set time and look at verdicts of review there before they take effect; what they see otherwise is put right. Placing them again replaces them.",
    z.strictObject({
      platforms: services,
      reviewers: amount.describe("People, in each service."),
      for: markedDuration.describe("How long they stay."),
      sees: share.describe("Share of the verdicts that they look at."),
      missed: share.describe("Share of unlawful items that they would keep."),
      wrongful: share.describe("Share of lawful items that they would take down."),
    }),
  ),
  sampleRemovals: word(
    "Draws so many of the items that are down on each service at random, none twice, and looks at each again. What is found to have gone wrongly is named in sample.found, service by service; it answers with to: sender, items: same.",
    z.strictObject({
      platforms: services,
      size: amount.describe("At most so many of each service."),
      missed: share.describe("Share of wrongful removals that the look takes for right."),
      wrongful: share.describe("Share of rightful removals that the look takes for wrong."),
    }),
  ),
  controlProvenance: word(
    "Looks at labels that say where content comes from (label with as: a provenance) and takes off those it finds wrong.",
    z.strictObject({
      platforms: services,
      share: share.describe("Share of the labels not looked at yet that it looks at."),
      ...errors,
    }),
  ),
  followPledges: word(
    "Looks at what came of the clocks of these duties that have ended since it last looked, debtor by debtor: kept or broken (pledge.broken, from the debtor).",
    z.strictObject({
      duties: z.array(id).min(1).max(20).describe("Duties of the protocol, such as pledges."),
    }),
  ),
} as const;

/** Names of the effects above. */
export const OVERSIGHT_WORDS = Object.keys(OVERSIGHT_EFFECTS) as readonly (keyof typeof OVERSIGHT_EFFECTS)[];

/** What an actor hears of its own oversight. */
export const OVERSIGHT_EVENTS = {
  "oversight.ended": "placeReviewers",
  "sample.found": "sampleRemovals",
  "pledge.broken": "followPledges",
} as const satisfies Readonly<Record<string, keyof typeof OVERSIGHT_EFFECTS>>;
