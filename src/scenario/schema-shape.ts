import type { z } from "zod";
import type { Path } from "./fault.ts";

/** The parts of a zod schema that this file looks into. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly items?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
}

/** Keys that some form of the value at `path` may have, for hints; none where any key goes. */
export function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  let here = unfold(schema);
  for (const step of path) here = here.flatMap((each) => enter(each, step)).flatMap(unfold);
  return [...new Set(here.flatMap((each) => Object.keys(definitionOf(each).shape ?? {})))];
}

function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

/** The forms behind defaults, transforms and unions. */
function unfold(schema: z.ZodType): z.ZodType[] {
  const { type, options, innerType, in: input } = definitionOf(schema);
  if (type === "union" && options !== undefined) return options.flatMap(unfold);
  if (innerType !== undefined) return unfold(innerType);
  if (type === "pipe" && input !== undefined) return unfold(input);
  return [schema];
}

function enter(schema: z.ZodType, step: string | number): z.ZodType[] {
  const { type, shape, valueType, element, items } = definitionOf(schema);
  if (type === "object" && shape !== undefined) return Object.hasOwn(shape, step) ? [shape[step]] : [];
  if (type === "record" && valueType !== undefined) return [valueType];
  if (type === "array" && element !== undefined) return [element];
  if (type === "tuple" && items !== undefined)
    return [items[Number(step)]].filter((each) => each !== undefined);
  return [];
}
