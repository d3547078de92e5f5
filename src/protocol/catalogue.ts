import type { PlainData } from "../model/index.ts";

/** `incoming`: the event that was sent, or the timer that fired; otherwise the type of an event raised inside the step. */
export type About = "incoming" | (string & {});

/** A guard or an effect with its parameters and the event it is about. */
export interface Call {
  readonly type: string;
  readonly params: PlainData | undefined;
  readonly about: About;
}

/** Numbers calls as they are first met; equal calls have one number. The list only grows. */
export class Catalogue {
  readonly calls: Call[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(type: string, params: PlainData | undefined, about: About): number {
    const key = `${about}\n${type}\n${params === undefined ? "" : writeCanonically(params)}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.calls.push(Object.freeze({ type, params, about })) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

/** JSON with the keys of objects in order. */
export function writeCanonically(value: PlainData): string {
  if (Array.isArray(value)) return `[${value.map(writeCanonically).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const record = value as Readonly<Record<string, PlainData>>;
  return `{${Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${writeCanonically(record[key])}`)
    .join(",")}}`;
}
