import { z } from "zod";
import {
  actedSchema,
  actSchema,
  clockSchema,
  comparisonSchema,
  progressMessageSchema,
  proposeSchema,
  refusalSchema,
  resultMessageSchema,
  riseSchema,
  sitSchema,
  snapshotMessageSchema,
  stageSchema,
  tableMessageSchema,
  tableStageSchema,
  unwatchSchema,
  updatesMessageSchema,
  watchComparisonSchema,
  watchSchema,
} from "./contract.ts";

/** Messages of the sockets: what clients send, with what they are answered, and what the server sends. */
const FROM_CLIENT = {
  watch: {
    title: "Watch a run, from the last update that one has",
    payload: watchSchema,
    answer: z.object({ ok: z.literal(true), stage: stageSchema }),
  },
  unwatch: {
    title: "Watch a run no longer",
    payload: unwatchSchema,
    answer: z.object({ ok: z.literal(true) }),
  },
  command: {
    title: "Ask the player of a run for something",
    payload: proposeSchema,
    answer: z.object({ ok: z.literal(true), seq: z.int(), clock: clockSchema }),
  },
  "watch-comparison": {
    title: "Be told how far a comparison has come",
    payload: watchComparisonSchema,
    answer: z.object({ ok: z.literal(true), comparison: comparisonSchema }),
  },
  "unwatch-comparison": {
    title: "No longer be told",
    payload: watchComparisonSchema,
    answer: z.object({ ok: z.literal(true) }),
  },
  sit: {
    title: "Follow one's own stream of an exercise, from the last step that one has",
    payload: sitSchema,
    answer: z.object({ ok: z.literal(true), stage: tableStageSchema }),
  },
  rise: {
    title: "Follow an exercise no longer",
    payload: riseSchema,
    answer: z.object({ ok: z.literal(true) }),
  },
  act: {
    title: "Ask the table of an exercise for something",
    payload: actSchema,
    answer: actedSchema.extend({ ok: z.literal(true) }),
  },
} as const;

const FROM_SERVER = {
  updates: { title: "Numbered updates that follow on without a gap", payload: updatesMessageSchema },
  snapshot: { title: "Many updates in one", payload: snapshotMessageSchema },
  result: { title: "The result of a run is there", payload: resultMessageSchema },
  progress: { title: "How far a comparison has come", payload: progressMessageSchema },
  table: { title: "Steps of one's own stream, and the clock", payload: tableMessageSchema },
} as const;

/** The names of all messages: for tests. */
export const MESSAGE_NAMES = [...Object.keys(FROM_CLIENT), ...Object.keys(FROM_SERVER)];

const schemaOf = (schema: z.ZodType) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    unrepresentable: "any",
    io: "input",
    reused: "inline",
  });
  return rest;
};

const ref = (name: string) => ({ $ref: `#/channels/live/messages/${name}` });

/** The description of the sockets (AsyncAPI 3.0), made from the schemas that their messages are parsed with. */
export function asyncApiDocument(version: string): object {
  const messages: Record<string, object> = {};
  const operations: Record<string, object> = {};
  for (const [name, { title, payload, answer }] of Object.entries(FROM_CLIENT)) {
    messages[name] = { name, title, payload: schemaOf(payload) };
    messages[`${name}-answer`] = {
      name: `${name}-answer`,
      title: "Its acknowledgement",
      payload: schemaOf(z.union([answer, refusalSchema])),
    };
    operations[name] = {
      action: "receive",
      title,
      channel: { $ref: "#/channels/live" },
      messages: [ref(name)],
      reply: { channel: { $ref: "#/channels/live" }, messages: [ref(`${name}-answer`)] },
    };
  }
  for (const [name, { title, payload }] of Object.entries(FROM_SERVER)) {
    messages[name] = { name, title, payload: schemaOf(payload) };
    operations[name] = { action: "send", title, channel: { $ref: "#/channels/live" }, messages: [ref(name)] };
  }
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Golden Hour, live",
      version,
      description:
        "Socket.IO events on the default namespace. Each stream of a run is numbered from 1 without a gap.",
      license: { name: "Apache-2.0" },
    },
    defaultContentType: "application/json",
    channels: { live: { address: "/socket.io/", title: "Live sessions and progress", messages } },
    operations,
  };
}
