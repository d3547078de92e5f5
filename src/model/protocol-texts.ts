import { z } from "zod";
import { type Text, text } from "./ids.ts";

/** What people read instead of the names that stand in a protocol's file; never a part of what happens. */

/** Tables of such texts, and what the names in them are. */
export const TEXT_TABLES = ["states", "options", "waits", "names"] as const;
export type TextTable = (typeof TEXT_TABLES)[number];

export type ProtocolTexts = Readonly<Partial<Record<TextTable, Readonly<Record<string, Text>>>>>;

const table = z.record(z.string().min(1).max(200), text);

export const protocolTexts = z
  .strictObject({
    states: table
      .optional()
      .describe(
        "By a state's name, for every state of that name; or by role.state.state, for that one. item and hash stand for the life of a copy and of a hash.",
      ),
    options: table
      .optional()
      .describe("By an option's name, for every decision that has it; or by decision.option, for that one."),
    waits: table.optional().describe("By the name of a delay."),
    names: table
      .optional()
      .describe(
        "By any other name of this file: flags, counts, draws, notes, groups, labels, statuses, territories.",
      ),
  })
  .describe(
    "What people read instead of the names of this file, in English and French. It changes nothing in a run.",
  );

/** A table's own text of a name. */
function own(texts: ProtocolTexts | undefined, which: TextTable, name: string): Text | undefined {
  const given = texts?.[which];
  return given !== undefined && Object.hasOwn(given, name) ? given[name] : undefined;
}

interface Texted {
  readonly texts?: ProtocolTexts;
}

/** What a state is called: `machine` is a role's id, `item` or `hash`; `keys` lead from it to the state. */
export function textOfState({ texts }: Texted, machine: string, keys: readonly string[]): Text | undefined {
  return own(texts, "states", [machine, ...keys].join(".")) ?? own(texts, "states", keys.at(-1) ?? "");
}

export function textOfOption({ texts }: Texted, decision: string, option: string): Text | undefined {
  return own(texts, "options", `${decision}.${option}`) ?? own(texts, "options", option);
}

export function textOfWait({ texts }: Texted, name: string): Text | undefined {
  return own(texts, "waits", name);
}

/** Flags, counts, notes and whatever else a file names and the model has no words for. */
export function textOfName({ texts }: Texted, name: string): Text | undefined {
  return own(texts, "names", name);
}
