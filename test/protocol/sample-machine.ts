import type { MachineDefinition } from "../../src/model/machine-definition.ts";
import type { Vocabulary } from "../../src/protocol/index.ts";

/** A platform's part in an invented protocol: it learns of an incident, assesses, activates, shares hashes, stands down. */
export const SAMPLE_MACHINE: MachineDefinition = {
  id: "platform",
  initial: "quiet",
  states: {
    quiet: {
      on: {
        "content.reported": { target: "assessing", actions: "openCase" },
        "alert.delivered": [
          {
            target: "active",
            guard: { type: "trusted", params: { least: 2 } },
            actions: ["openCase", "tellTeam"],
          },
          { target: "assessing", actions: "openCase" },
        ],
      },
    },
    assessing: {
      entry: { type: "ask", params: { decision: "assess" } },
      after: { review: { target: "assessing", reenter: true, actions: "remind" } },
      on: {
        "assess.confirm": { target: "active", actions: ["countVote", "tellTeam"] },
        "assess.decline": { target: "quiet", actions: "closeCase" },
        "vote.delivered": { actions: "countVote" },
      },
      always: { target: "active", guard: { type: "votes", params: { least: 3 } }, actions: "tellTeam" },
    },
    active: {
      type: "parallel",
      tags: ["active"],
      entry: "startClock",
      exit: "stopClock",
      states: {
        hashes: {
          initial: "closed",
          states: {
            closed: { on: { "hash.ready": { target: "open", guard: "hasHash", actions: "shareHash" } } },
            open: {
              after: { sweep: { actions: "sweep", reenter: true } },
              on: { "hash.disputed": "closed" },
            },
          },
        },
        comms: {
          initial: "idle",
          states: {
            idle: { on: { "update.due": { target: "speaking", actions: "draft" } } },
            speaking: { after: { clearance: "idle" }, on: { "update.due": { actions: "draft" } } },
          },
        },
        duty: {
          initial: "running",
          states: {
            running: { after: { hour: { target: "late", actions: "noteLate" } }, on: { "order.met": "met" } },
            late: { on: { "order.met": { target: "met", guard: { not: "disputed" } } } },
            met: {},
          },
        },
      },
      on: {
        "stand.down": [
          { target: "quiet", guard: { and: ["calm", { not: "disputed" }] }, actions: "closeCase" },
          { actions: "refuse" },
        ],
      },
    },
  },
};

export const SAMPLE_VOCABULARY: Vocabulary = {
  events: [
    "content.reported",
    "alert.delivered",
    "assess.confirm",
    "assess.decline",
    "vote.delivered",
    "hash.ready",
    "hash.disputed",
    "update.due",
    "order.met",
    "stand.down",
  ],
  guards: new Set(["trusted", "votes", "hasHash", "disputed", "calm"]),
  effects: new Set([
    "openCase",
    "closeCase",
    "tellTeam",
    "ask",
    "remind",
    "countVote",
    "startClock",
    "stopClock",
    "shareHash",
    "sweep",
    "draft",
    "noteLate",
    "refuse",
  ]),
  delays: ["review", "sweep", "clearance", "hour"],
};
