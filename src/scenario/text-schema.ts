type Schema = Record<string, unknown>;

const isTable = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether it is the choice between one text and a text in each language. */
export function isTextOfTwo({ anyOf }: Schema): boolean {
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return false;
  const [once, each] = anyOf as Schema[];
  if (once.type !== "string" || each.type !== "object" || !isTable(each.properties)) return false;
  return Object.keys(each.properties).join() === "en,fr";
}

/**
 * A text, or one in each language, as one shape instead of a choice between two: such a text stands beside every number,
 * and a validator that tries each choice by itself runs out of stack.
 */
export function textAsOneShape(schema: Schema): void {
  if (!isTextOfTwo(schema)) return;
  const [once, each] = schema.anyOf as Schema[];
  delete schema.anyOf;
  Object.assign(schema, once, each, { type: ["string", "object"] });
}
