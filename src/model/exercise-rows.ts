import type { MselRow } from "./exercise.ts";
import { asWritten } from "./ids.ts";
import type { InjectAct } from "./injects.ts";
import { formatDuration, type Quantity } from "./quantity.ts";

/** A number with its mark as a file has it. */
function quantityInFile({ value, mark }: Quantity, write: (value: number) => number | string): unknown {
  switch (mark.kind) {
    case "unmarked":
      return write(value);
    case "sourced":
      return { value: write(value), source: asWritten(mark.source) };
    case "assumed": {
      const range = { value: write(value), assumed: [write(mark.low), write(mark.high)] };
      return mark.because.en === "" ? range : { ...range, because: asWritten(mark.because) };
    }
  }
}

const asItIs = (value: number): number => value;

/** An act as a file has it. */
export function actInFile(act: InjectAct): Readonly<Record<string, unknown>> {
  const lasts = "lasts" in act ? { lasts: quantityInFile(act.lasts, formatDuration) } : {};
  const factor = "factor" in act ? { factor: quantityInFile(act.factor, asItIs) } : {};
  const wrong = "wrong" in act && act.wrong !== undefined ? { wrong: quantityInFile(act.wrong, asItIs) } : {};
  return { ...act, ...lasts, ...factor, ...wrong };
}

/** A row of the list of events as a file has it: `mselRow` reads it back to the same row. */
export function rowInFile(row: MselRow): Readonly<Record<string, unknown>> {
  const { at, due, title, subject, text, trigger, acts, expects, notesController, notesEvaluator, ...rest } =
    row;
  const given = {
    ...rest,
    title: asWritten(title),
    at: at === undefined ? undefined : formatDuration(at),
    due: due === undefined ? undefined : formatDuration(due),
    subject: subject === undefined ? undefined : asWritten(subject),
    text: text === undefined ? undefined : asWritten(text),
    trigger: trigger.kind === "condition" ? { ...trigger, until: formatDuration(trigger.until) } : trigger,
    acts: acts.map(actInFile),
    expects:
      expects === undefined
        ? undefined
        : {
            ...expects,
            text: asWritten(expects.text),
            ...(expects.within === undefined ? {} : { within: formatDuration(expects.within) }),
          },
    notesController: notesController === undefined ? undefined : asWritten(notesController),
    notesEvaluator: notesEvaluator === undefined ? undefined : asWritten(notesEvaluator),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
