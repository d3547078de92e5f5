import type { AccountDuty, AccountExpectation } from "../../model/index.ts";
import type { ExerciseTeller } from "./teller.ts";
import { EXPECTATION_END_WORDS } from "./terms.ts";

/** Counts and outcomes that several parts of the report tell. */

export const count = <T>(given: readonly T[], is: (each: T) => boolean) => given.filter(is).length;

/** Deadlines that count in a headline: those of an order that was unlawful in truth stand apart. */
export const headlineDuties = (duties: readonly AccountDuty[]) =>
  duties.filter(({ form, wrongfulOrder }) => form === "deadline" && !wrongfulOrder);

export function expectationSaid(teller: ExerciseTeller, each: AccountExpectation): string {
  const end = teller.say(EXPECTATION_END_WORDS[each.end]);
  if (each.metAt === undefined) return end;
  const by = each.dueAt === undefined ? "" : teller.clock(each.dueAt);
  const at = teller.clock(each.metAt);
  return by === ""
    ? `${end} (${at})`
    : teller.say({ en: `${end} (${at}, due ${by})`, fr: `${end} (${at}, échéance ${by})` });
}
