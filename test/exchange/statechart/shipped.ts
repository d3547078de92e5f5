import { machinesOf, type Protocol } from "../../../src/model/index.ts";
import { PROTOCOL_IDS, readShippedProtocol } from "../../library/shipped.ts";

/** Every shipped protocol, so that one that is added is covered. */
export const SHIPPED: readonly (readonly [string, Protocol])[] = PROTOCOL_IDS.map((id) => [
  id,
  readShippedProtocol(id),
]);

/** A protocol with what no shipped one may have: history, regions, an end inside, wildcards, raised events, timers. */
export const EVERYTHING: Protocol = {
  id: "everything",
  version: "1",
  title: { en: "Everything", fr: "Tout" },
  description: { en: "All parts.", fr: "Toutes les parties." },
  reconstructed: false,
  binding: "practice",
  sources: [],
  uses: [],
  duties: {},
  decisions: {},
  delays: {
    short: { law: { kind: "fixed", value: 90_500 }, mark: { kind: "unmarked" } },
    drawn: { law: { kind: "lognormal", median: 60_000, sigma: 1 }, mark: { kind: "unmarked" } },
    later: {
      law: { kind: "shifted", by: 1000, then: { kind: "empirical", values: [3000, 1000, 2000] } },
      mark: { kind: "unmarked" },
    },
  },
  roles: {
    "2nd-desk": {
      title: { en: "Desk: “two” <1>", fr: "Cellule : « deux » <1>" },
      for: "everyone",
      machine: {
        initial: "calm",
        on: { "incident.ended": { target: ".calm", mark: "recalled" } },
        states: {
          calm: {
            mark: "assumed",
            description: 'Quiet; -- nothing; to do: "yet" #1 {really}',
            on: {
              "alert.*": {
                target: "busy",
                guard: { and: ["isPublic", { not: { or: ["emergency", "originalUp"] } }] },
              },
              "incident.began": {
                actions: [{ raise: "alert.opened" }, { type: "setFlag", params: { flag: "up" } }],
              },
              "hour.passed": { target: "calm" },
              "content.reported": { target: "calm", reenter: true },
            },
          },
          busy: {
            initial: "both",
            exit: "endSurge",
            after: { short: "calm", drawn: { target: "closed" }, later: { actions: "endSurge" } },
            onDone: { target: "closed" },
            states: {
              both: {
                type: "parallel",
                states: {
                  left: {
                    initial: "one",
                    states: { one: { on: { "notice.opened": "two" } }, two: { type: "final" } },
                  },
                  right: {
                    initial: "one",
                    states: {
                      one: { always: { guard: "emergency", target: "two" } },
                      two: { type: "final" },
                    },
                  },
                },
                onDone: "over",
              },
              over: { type: "final" },
              last: { type: "history", history: "deep", target: "both" },
            },
          },
          closed: { tags: ["end"], mark: "recalled", on: { "update.delivered": "#again" } },
          back: { id: "again", always: { target: "busy.last" } },
        },
      },
    },
  },
};

export const EVERY_PROTOCOL = [...SHIPPED, ["everything", EVERYTHING] as const];

/** Each statechart of each protocol by itself. */
export const EVERY_MACHINE = EVERY_PROTOCOL.flatMap(([id, protocol]) =>
  machinesOf(protocol).map((machine) => [`${id}/${machine.name}`, protocol, machine] as const),
);
