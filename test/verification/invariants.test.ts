import { describe, expect, test } from "vitest";
import { checkBehaviour, findInProtocol } from "../../src/verification/index.ts";
import { PROTOCOL_IDS, readShippedProtocol } from "../library/shipped.ts";
import { aroundShipped, type Changeable, replay, spoil } from "./replay.ts";

const PLACE = () => ({ source: "planted.yaml", line: 1, column: 1 });

const CODES = [
  "verification/removal_without_ground",
  "verification/intrusion",
  "verification/general_monitoring",
  "verification/order_out_of_scope",
];

const breachesOf = (protocol: ReturnType<typeof spoil>, id: string) =>
  findInProtocol(protocol, aroundShipped(id)).filter(({ code }) => CODES.includes(code));

interface Plant {
  readonly what: string;
  readonly id: string;
  readonly code: string;
  readonly path: string;
  readonly details?: Readonly<Record<string, string>>;
  change(protocol: Changeable): void;
}

const PLANTS: readonly Plant[] = [
  {
    what: "a copy goes when a timer runs out, whatever it is",
    id: "life-of-a-copy",
    code: CODES[0],
    path: "item.states.visible.states.unreviewed.after.platformScan.actions",
    change: ({ item }) => {
      item.states.visible.states.unreviewed.after.platformScan = {
        target: "#gone",
        actions: [{ type: "remove", params: { by: "age" } }],
      };
    },
  },
  {
    what: "a copy is taken down by a user's report alone",
    id: "life-of-a-copy",
    code: CODES[0],
    path: "item.states.visible.states.unreviewed.states.reportedUrgent.entry",
    change: ({ item }) => {
      item.states.visible.states.unreviewed.states.reportedUrgent.entry = [
        { type: "remove", params: { by: "report" } },
      ];
    },
  },
  {
    what: "a service restricts accounts as soon as an incident begins",
    id: "content-incident-protocol",
    code: CODES[0],
    path: "roles.member.machine.states.normal.on.incident.began.actions",
    change: ({ roles }) => {
      roles.member.machine.states.normal.on["incident.began"] = {
        actions: [{ type: "restrictAccount", params: { for: "P30D" } }],
      };
    },
  },
  {
    what: "a service hacks back",
    id: "eu-removal-order",
    code: CODES[1],
    path: "roles.host.machine.states.acting.entry",
    change: ({ roles }) => {
      roles.host.machine.states.acting.entry.push({
        type: "intrude",
        params: { of: { kind: "fringe-board" } },
      });
    },
  },
  {
    what: "an alert service breaks into a board",
    id: "ad-hoc-2019",
    code: CODES[1],
    path: "roles.alert-service.machine.states.alerting.entry",
    change: ({ roles }) => {
      roles["alert-service"].machine.states.alerting.entry.push({
        type: "intrude",
        params: { of: { kind: "fringe-board" } },
      });
    },
  },
  {
    what: "members of a group, whoever they are, intrude",
    id: "hash-sharing",
    code: CODES[1],
    path: "roles.member.machine.states.matching.entry",
    change: ({ roles }) => {
      roles.member.machine.states.matching.entry = [
        { type: "intrude", params: { of: { kind: "file-host" } } },
      ];
    },
  },
  {
    what: "an authority asks that everything be watched",
    id: "eu-removal-order",
    code: CODES[2],
    path: "roles.issuing-authority.machine.states.preparing.entry",
    details: { why: "all" },
    change: ({ roles }) => {
      roles["issuing-authority"].machine.states.preparing.entry.push({
        type: "monitorGenerally",
        params: { of: { kind: "large-social" } },
      });
    },
  },
  {
    what: "a host scans all uploads because of an order",
    id: "eu-removal-order",
    code: CODES[2],
    path: "roles.host.machine.states.acting.entry",
    details: { why: "order" },
    change: ({ roles }) => {
      roles.host.machine.states.acting.entry.push({ type: "matchUploads", params: { block: 1, sweep: 1 } });
    },
  },
  {
    what: "a messenger scans private messages",
    id: "hash-sharing",
    code: CODES[2],
    path: "roles.messenger.machine.states.idle.on.incident.began.actions",
    details: { why: "private" },
    change: ({ roles }) => {
      roles.messenger = {
        title: { en: "Messenger", fr: "Messagerie" },
        for: { kind: "messaging" },
        machine: {
          initial: "idle",
          states: {
            idle: {
              on: {
                "incident.began": {
                  target: "scanning",
                  actions: [
                    {
                      type: "matchUploads",
                      params: { block: 0, sweep: { value: 0.5, source: { en: "invented", fr: "invented" } } },
                    },
                  ],
                },
              },
            },
            scanning: { tags: ["end"] },
          },
        },
      };
    },
  },
  {
    what: "an order names nothing",
    id: "eu-removal-order",
    code: CODES[3],
    path: "roles.issuing-authority.machine.states.ordering.entry",
    details: { why: "unnamed" },
    change: ({ roles }) => {
      delete roles["issuing-authority"].machine.states.ordering.entry[0].params.items;
    },
  },
  {
    what: "an order goes to messengers",
    id: "eu-removal-order",
    code: CODES[3],
    path: "roles.issuing-authority.machine.states.ordering.entry",
    details: { why: "not-public" },
    change: ({ roles }) => {
      roles["issuing-authority"].machine.states.ordering.entry[0].params.to = {
        kind: ["large-social", "messaging"],
        hosting: "items",
      };
    },
  },
  {
    what: "an order is carried out beyond its territory",
    id: "eu-removal-order",
    code: CODES[3],
    path: "roles.host.machine.states.acting.on.choose-scope.union-only.actions",
    details: { why: "territory", where: "world" },
    change: ({ roles }) => {
      roles.host.machine.states.acting.on["choose-scope.union-only"].actions[0].params.territory = "world";
    },
  },
];

describe("what no protocol may come to", () => {
  test.each(PROTOCOL_IDS)("%s: nothing of it but what it declares", (id) => {
    const protocol = readShippedProtocol(id);
    const declared = (protocol.declaredFaults ?? []).map(({ code, path }) => `${code} ${path}`);
    const breaches = breachesOf(protocol, id).map(({ code, path }) => `${code} ${path.join(".")}`);
    expect(breaches.filter((each) => !declared.includes(each))).toEqual([]);
  });

  test.each(PLANTS.map((plant) => [plant.what, plant] as const))(
    "%s: found, with a story that replays",
    (_, plant) => {
      const protocol = spoil(plant.id, (each) => plant.change(each));
      const found = breachesOf(protocol, plant.id);
      expect(found.map(({ code }) => code)).toEqual([plant.code]);
      const [breach] = found;
      expect(breach.answer).toBe("found");
      expect(breach.path.join(".")).toMatch(new RegExp(`^${plant.path.replaceAll(".", "\\.")}`));
      expect(breach.details).toMatchObject(plant.details ?? {});
      expect(() => replay([protocol, ...aroundShipped(plant.id)], breach.story)).not.toThrow();
    },
  );

  test("an organ of a state that asks to intrude is no private actor", () => {
    const protocol = spoil("eu-removal-order", ({ roles }) => {
      roles["issuing-authority"].machine.states.preparing.entry.push({
        type: "intrude",
        params: { of: { kind: "fringe-board" } },
      });
    });
    expect(breachesOf(protocol, "eu-removal-order")).toEqual([]);
  });

  test("a service that scans by its own choice does not monitor by order", () => {
    const protocol = spoil("hash-sharing", ({ roles }) => {
      roles.member.machine.states.matching.entry = [{ type: "matchUploads", params: { block: 1, sweep: 1 } }];
    });
    expect(breachesOf(protocol, "hash-sharing")).toEqual([]);
  });

  test("a breach may be declared as a fault of the real protocol", () => {
    const [, , , plant] = PLANTS;
    const protocol = spoil(plant.id, (each) => plant.change(each));
    const [breach] = breachesOf(protocol, plant.id);
    const declaredFaults = [
      ...(protocol.declaredFaults ?? []),
      {
        code: breach.code,
        path: breach.path.join("."),
        because: { en: "It is offered.", fr: "Elle est offerte." },
        source: { en: "invented", fr: "invented" },
      },
    ];
    const told = checkBehaviour({ ...protocol, declaredFaults }, aroundShipped(plant.id), PLACE);
    expect(told.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(told.find(({ code }) => code === breach.code)).toMatchObject({
      severity: "warning",
      details: { because: "It is offered." },
    });
  });
});
