import { z } from "zod";
import {
  amount,
  duration,
  exerciseFile,
  FACT_KINDS,
  id,
  markedDuration,
  positiveAmount,
  positiveDuration,
  protocolSchema,
  registerSchema,
  scenarioSchema,
  selector,
  share,
} from "../model/index.ts";
import { librarySchema } from "./files.ts";
import { HOVER } from "./hover.ts";
import { referenceSchema } from "./reference.ts";
import { machineReference, statechartDefinitions } from "./statechart-schema.ts";
import { textAsOneShape } from "./text-schema.ts";

type Schema = Record<string, unknown>;

/** The languages of files that an author writes. */
export const SCHEMA_NAMES = ["scenario", "protocol", "library", "register", "reference", "exercise"] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/**
 * JSON Schemas (draft 2020-12) of what an author writes, for editors: scenarios, protocols with their statecharts, files of
 * shared platforms, the register of facts, files about the library, exercises. Every property has a text to show while the pointer
 * rests on it.
 */
export function jsonSchema(): Readonly<Record<SchemaName, object>> {
  return {
    scenario: withProfiles(describe(scenarioSchema, "Golden Hour scenario")),
    protocol: withStatecharts(describe(protocolSchema, "Golden Hour protocol")),
    library: describe(librarySchema, "Golden Hour shared platforms"),
    register: describe(registerSchema, "Golden Hour register of facts"),
    reference: describe(referenceSchema, "Golden Hour groups and glossary"),
    exercise: describe(exerciseFile, "Golden Hour exercise"),
  };
}

function describe(schema: z.ZodType, title: string): Schema {
  const made = z.toJSONSchema(schema, { io: "input", target: "draft-2020-12", override });
  explain(made, "");
  return { title, ...made };
}

/**
 * A platform that uses a profile gives only what differs: within it nothing is needed, and null takes a figure of the
 * profile away. What is missing in the end, `check` tells.
 */
function withProfiles(schema: Schema): Schema {
  const { platforms } = schema.properties as Record<string, Schema>;
  needNothing(platforms.additionalProperties);
  return schema;
}

const NOTHING: Schema = { type: "null", description: "Takes away what the profile says." };

/** What a number's mark is told by. */
const MARKED_BY = ["source", "assumed", "because"] as const;

/** A number that was sourced and is now assumed, or the other way round: the profile's mark is taken away. */
function takeMarkAway({ properties }: { readonly properties: Schema }): void {
  if (!MARKED_BY.some((name) => Object.hasOwn(properties, name))) return;
  for (const name of MARKED_BY) properties[name] ??= NOTHING;
}

/** Of tables within tables; alternatives, such as the forms of a number, keep what tells them apart but for the mark. */
function needNothing(schema: unknown): void {
  if (!isTable(schema)) return;
  if (Array.isArray(schema.anyOf)) {
    for (const each of schema.anyOf as unknown[])
      if (isTable(each) && isTable(each.properties)) takeMarkAway({ properties: each.properties });
  } else if (isTable(schema.properties) && schema.type === "object") {
    delete schema.required;
    const inside = schema.properties;
    for (const [name, each] of Object.entries(inside)) {
      needNothing(each);
      inside[name] = orNothing(each as Schema);
    }
  } else if (isTable(schema.additionalProperties))
    schema.additionalProperties = orNothing(schema.additionalProperties);
}

function orNothing({ description, ...schema }: Schema): Schema {
  const told = description === undefined ? {} : { description };
  return Array.isArray(schema.anyOf)
    ? { ...schema, anyOf: [...(schema.anyOf as unknown[]), NOTHING], ...told }
    : { anyOf: [schema, NOTHING], ...told };
}

/** Roles, the life of a copy and that of a hash as statecharts, in place of plain objects. */
function withStatecharts(schema: Schema): Schema {
  const { properties, $defs } = schema as { properties: Record<string, Schema>; $defs?: Schema };
  const role = (properties.roles.additionalProperties as Schema).properties as Record<string, Schema>;
  role.machine = { ...machineReference("actor"), description: role.machine.description };
  for (const scope of ["item", "hash"] as const)
    properties[scope] = { ...machineReference(scope), description: properties[scope].description };
  const definitions = statechartDefinitions();
  explain(definitions, "");
  return { ...schema, $defs: { ...$defs, ...definitions } };
}

/** Texts are one shape. Defaults are kept where an author could write them so; tables hold what parsing makes of them. */
function override({ jsonSchema: given }: { readonly jsonSchema: { default?: unknown } }): void {
  if (typeof given.default === "object") delete given.default;
  textAsOneShape(given as Schema);
}

const isTable = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Descriptions that say how a value is written, not what it means. */
const SHAPES: ReadonlySet<unknown> = new Set(
  [id, share, amount, positiveAmount, duration, positiveDuration, markedDuration, selector].map(
    (shape) => z.toJSONSchema(shape, { io: "input" }).description,
  ),
);

/**
 * Gives every property that says nothing of itself the text for its name, or for its name within `parent`; a kind of fact is
 * one of those that there are.
 */
function explain(schema: unknown, parent: string): void {
  if (Array.isArray(schema)) for (const each of schema) explain(each, parent);
  if (!isTable(schema)) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key !== "properties" || !isTable(value)) {
      explain(value, parent);
      continue;
    }
    for (const [name, property] of Object.entries(value)) {
      if (!isTable(property)) continue;
      if (name === "fact" && property.type === "string") property.enum = Object.keys(FACT_KINDS);
      const text = HOVER[`${parent}.${name}`] ?? HOVER[name];
      const shape = property.description;
      if (text !== undefined && shape === undefined) property.description = text;
      else if (text !== undefined && SHAPES.has(String(shape)))
        property.description = `${text} ${String(shape)}`;
      explain(property, name);
    }
  }
}
