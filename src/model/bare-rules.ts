import { z } from "zod";
import { id } from "./ids.ts";
import { type Delay, delay, NEVER, type Quantity, share, UNMARKED, ZERO } from "./quantity.ts";

/** Bare rules instead of actors: removal ages and switches, for validation and teaching. */

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
const ruleFields = { after: delay.default(NEVER), found: share.default(one) };
const rule = z.strictObject(ruleFields);
const rulesFor = { ...ruleFields, originals: rule.optional(), copies: rule.optional() };
const removal = z.strictObject({
  ...rulesFor,
  platforms: z.record(id, z.strictObject(rulesFor)).default({}),
});
export const rules = z.strictObject({
  removal: removal.optional().describe("Age at which an item goes, and the chance that it is found at all."),
  switches: z
    .array(
      z.strictObject({
        at: delay.describe("When, after the start; fixed or random."),
        sweep: share.default(ZERO).describe("w: share of what is up that goes at once."),
        block: share.default(ZERO).describe("q: share of later uploads that is blocked."),
        platforms: z
          .record(id, z.strictObject({ sweep: share.optional(), block: share.optional() }))
          .default({}),
        removal: removal.optional(),
      }),
    )
    .max(20)
    .default([]),
});
