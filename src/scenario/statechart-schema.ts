import { z } from "zod";
import {
  BUILT_IN_DELAYS,
  EFFECTS,
  GUARDS,
  MESSAGES,
  type Scope,
  WORLD_EVENTS,
  type Word,
} from "../model/index.ts";
import { isTextOfTwo } from "./text-schema.ts";

/**
 * The JSON Schema of statecharts: states, transitions, guards and effects with their parameters, made from the vocabulary,
 * one set of definitions for each kind of statechart. It is what editors complete and explain from; what a schema cannot
 * know (whether a target exists, whether a decision has that option) is for the check.
 */
type Schema = Readonly<Record<string, unknown>>;

const SCOPES: readonly Scope[] = ["actor", "item", "hash"];
const PLAYED: Readonly<Record<Scope, string>> = {
  actor: "a role that a platform, authority, body or NGO plays",
  item: "the life of one copy",
  hash: "the life of one version's hash",
};

const reference = (kind: string, scope: Scope): Schema => ({ $ref: `#/$defs/${kind}-${scope}` });
const oneOrMore = (part: Schema): Schema => ({ anyOf: [part, { type: "array", items: part, minItems: 1 }] });
const described = (given: Schema, description: string): Schema => ({ ...given, description });

const STATE_NAME = "^[A-Za-z][A-Za-z0-9_-]{0,63}$";
/** Texts stand apart, each in a definition of its own: a validator that has them inline everywhere runs out of stack. */
const SENTENCE = { $ref: "#/$defs/sentence" };
const inEach = (most: number): Schema => ({
  type: ["string", "object"],
  maxLength: most,
  properties: { en: SENTENCE, fr: SENTENCE },
  required: ["en", "fr"],
  additionalProperties: false,
});
const TEXTS: Readonly<Record<string, Schema>> = {
  sentence: { type: "string", minLength: 1, maxLength: 4000 },
  description: inEach(4000),
  reason: inEach(500),
};
const DESCRIPTION: Schema = {
  $ref: "#/$defs/description",
  description:
    "What a reader should know of it, in a sentence, or one in English and one in French; nothing hangs on it.",
};
const ROW: Schema = {
  type: "string",
  pattern: "^[a-z0-9][a-z0-9-]{0,63}$",
  description:
    "Row of the register of facts that this stands on; where absent, that of the state, the role or the protocol.",
};
const MARK_NAME: Schema = {
  anyOf: [
    { const: "read", description: "Read in a source." },
    { const: "recalled", description: "From memory, not confirmed." },
    { const: "assumed", description: "Nobody told us." },
  ],
};
const MARK: Schema = {
  anyOf: [
    ...(MARK_NAME.anyOf as Schema[]),
    {
      type: "object",
      properties: {
        mark: described(MARK_NAME, "How sure it is."),
        source: { type: "string", minLength: 1, maxLength: 500, description: "Where it was read." },
      },
      required: ["mark"],
      additionalProperties: false,
    },
  ],
  description: "How sure it is that the real protocol has this: read, recalled or assumed.",
};
const COMMON = { mark: MARK, row: ROW, description: DESCRIPTION };

/** The definitions of all three kinds of statechart, by name. */
export function statechartDefinitions(): Readonly<Record<string, Schema>> {
  return {
    ...TEXTS,
    ...Object.fromEntries(
      SCOPES.flatMap((scope) => [
        [`machine-${scope}`, machine(scope)],
        [`state-${scope}`, state(scope)],
        [`transition-${scope}`, transition(scope)],
        [`guard-${scope}`, guard(scope)],
        [`effect-${scope}`, effect(scope)],
      ]),
    ),
  };
}

/** What stands for a whole statechart of a kind. */
export const machineReference = (scope: Scope): Schema => reference("machine", scope);

function stateProperties(scope: Scope): Readonly<Record<string, Schema>> {
  const transitions = oneOrMore(reference("transition", scope));
  const effects = oneOrMore(reference("effect", scope));
  return {
    id: {
      type: "string",
      pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",
      description: "A name by which a target elsewhere finds this state: #NAME.",
    },
    initial: { type: "string", pattern: STATE_NAME, description: "The state inside that is entered first." },
    type: {
      anyOf: [
        { const: "parallel", description: "What is inside goes on side by side." },
        { const: "final", description: "It ends here: nothing is heard any more." },
        { const: "history", description: "Goes back to where it was." },
      ],
      description: "What kind of state it is, where it is not a plain one.",
    },
    history: {
      anyOf: [
        { const: "shallow", description: "The state inside, at its own beginning." },
        { const: "deep", description: "To the last detail." },
      ],
      description: "Of a history state: how much it remembers.",
    },
    target: {
      type: "string",
      description: "Of a history state: where to go while nothing is remembered.",
    },
    states: {
      type: "object",
      propertyNames: { pattern: STATE_NAME },
      additionalProperties: reference("state", scope),
      minProperties: 1,
      description: "The states inside, by name.",
    },
    entry: described(effects, "What is done on entering."),
    exit: described(effects, "What is done on leaving."),
    on: events(scope, transitions),
    after: delays(scope, transitions),
    always: described(transitions, "Taken at once where its guard agrees; the first that agrees."),
    onDone: described(transitions, "Taken when the states inside have come to their end."),
    tags: {
      type: "array",
      items: { type: "string", maxLength: 64 },
      description:
        "end: nothing more is expected here. active: the protocol is live, for protocols that yield to it.",
    },
    ...COMMON,
  };
}

function state(scope: Scope): Schema {
  return {
    type: "object",
    properties: stateProperties(scope),
    additionalProperties: false,
    description: "A state: what is done in it, and what leads out of it.",
  };
}

function machine(scope: Scope): Schema {
  return { ...state(scope), description: `A statechart: ${PLAYED[scope]}.` };
}

function transition(scope: Scope): Schema {
  const target: Schema = {
    type: "string",
    maxLength: 500,
    description:
      "Where it leads: a state beside this one, .name for one inside, #id for one that has an id. Absent: the state is kept.",
  };
  return {
    anyOf: [
      target,
      {
        type: "object",
        properties: {
          target,
          guard: described(reference("guard", scope), "Taken only where this agrees."),
          actions: described(oneOrMore(reference("effect", scope)), "What is done on the way."),
          reenter: {
            type: "boolean",
            description: "The state is left and entered again, even where the target lies in it.",
          },
          ...COMMON,
        },
        additionalProperties: false,
      },
    ],
    description: "A transition: its target, or target, guard and actions.",
  };
}

/** Words without parameters may stand by their name alone; every one may be called with `type` and `params`. */
function calls(words: Readonly<Record<string, Word>>, scope: Scope): Schema[] {
  return Object.entries(words)
    .filter(([, { scopes }]) => scopes.includes(scope))
    .flatMap(([name, word]) => {
      const params = paramsOf(word, scope);
      const says = String(params.description ?? "");
      const isNeeded = Array.isArray(params.required) && params.required.length > 0;
      const call: Schema = {
        type: "object",
        properties: { type: { const: name, description: says }, params, ...COMMON },
        required: isNeeded ? ["type", "params"] : ["type"],
        additionalProperties: false,
        description: says,
      };
      return isNeeded ? [call] : [{ const: name, description: says }, call];
    });
}

function paramsOf({ params }: Word, scope: Scope): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(params, {
    io: "input",
    override: nested(scope),
  }) as Record<string, unknown>;
  return schema;
}

/** Guards within a guard are guards of the same kind of statechart; the reason of a number is a definition of its own. */
function nested(scope: Scope) {
  return ({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void => {
    const isGuard = jsonSchema.description === GUARD_SAID;
    if (!isGuard && !isTextOfTwo(jsonSchema)) return;
    for (const key of Object.keys(jsonSchema)) if (key !== "description") delete jsonSchema[key];
    Object.assign(jsonSchema, isGuard ? reference("guard", scope) : { $ref: "#/$defs/reason" });
  };
}

/** How the vocabulary describes a guard that is another one's parameter. */
const GUARD_SAID = "A guard: its name, or type and params.";

function guard(scope: Scope): Schema {
  const own = reference("guard", scope);
  const combination = (key: string, given: Schema, says: string): Schema => ({
    type: "object",
    properties: { [key]: described(given, says) },
    required: [key],
    additionalProperties: false,
  });
  const list: Schema = { type: "array", items: own, minItems: 1 };
  return {
    anyOf: [
      ...calls(GUARDS, scope),
      combination("and", list, "Every one of these agrees."),
      combination("or", list, "At least one of these agrees."),
      combination("not", own, "This one does not agree."),
    ],
    description: "A guard: a question to the world.",
  };
}

function effect(scope: Scope): Schema {
  return {
    anyOf: [
      ...calls(EFFECTS, scope),
      {
        type: "object",
        properties: {
          raise: {
            type: "string",
            maxLength: 128,
            description: "An event that it tells itself, in the same step.",
          },
        },
        required: ["raise"],
        additionalProperties: false,
      },
    ],
    description: "An effect: something that is asked of the world.",
  };
}

/** The world's events and messages by name; decisions, clocks, own events and wildcards by their form. */
function events(scope: Scope, transitions: Schema): Schema {
  const told = Object.entries(WORLD_EVENTS[scope]).map(([name, says]) => [
    name,
    described(transitions, says),
  ]);
  const messages =
    scope === "actor"
      ? MESSAGES.flatMap((message) => [
          [
            `${message}.delivered`,
            described(transitions, `A message (${message}) has arrived at the contact point, opened or not.`),
          ],
          [`${message}.opened`, described(transitions, `Somebody has opened a message (${message}).`)],
        ])
      : [];
  return {
    type: "object",
    properties: Object.fromEntries([...told, ...messages]),
    propertyNames: { pattern: "^(\\*|[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*(\\.\\*)?)$" },
    additionalProperties: transitions,
    description:
      "What is heard: the world's events, messages (delivered, opened), a decision's option (decision.option), a clock (duty.expired, duty.stopped), * or prefix.*.",
  };
}

const WAITS: Readonly<Record<string, string>> = {
  userReport: "Until the first user report of this item.",
  platformScan: "Until the service's own search finds this item; never for what it misses.",
};

function delays(scope: Scope, transitions: Schema): Schema {
  const known = Object.entries(BUILT_IN_DELAYS)
    .filter(([, scopes]) => scopes.includes(scope))
    .map(([name]) => [name, described(transitions, WAITS[name] ?? "A wait that the world draws.")]);
  return {
    type: "object",
    properties: Object.fromEntries(known),
    propertyNames: { pattern: "^[a-z][A-Za-z0-9-]{0,63}$" },
    additionalProperties: transitions,
    description: "What is waited for: names of delays, of the protocol, the platform or the actor.",
  };
}
