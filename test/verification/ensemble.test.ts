import { describe, expect, test } from "vitest";
import type { Diagnostic, Scenario } from "../../src/model/index.ts";
import { checkEnsemble, Replayer } from "../../src/verification/index.ts";
import { sayDiagnostic } from "../../src/words/index.ts";
import { readShipped, SCENARIO_IDS } from "../library/shipped.ts";
import { SOUND } from "./planted.ts";
import { type Changeable, protocolOf } from "./replay.ts";

const PLACE = () => ({ source: "planted.yaml", line: 1, column: 1 });

/** A scenario by itself, as if it had no variants. */
const told = (scenario: Scenario) => checkEnsemble([{ variant: "base", scenario }], PLACE);

/** Each finding, and those that are told with it. */
const withOthers = (found: readonly Diagnostic[]): Diagnostic[] =>
  found.flatMap((each) => [each, ...(each.also ?? []).map((other) => ({ ...each, ...other }))]);

const ORDERS = () => readShipped("unclear-order").scenario;
const HASHES = () => readShipped("livestreamed-attack").scenario;

/** A small scenario of one public service, one authority and whoever is added, under one small protocol. */
function cast(text: string, change: (scenario: Changeable) => void = () => undefined): Scenario {
  const { platforms, actors, ...rest } = ORDERS();
  const [platform] = Object.values(platforms);
  const [actor] = Object.values(actors);
  const scenario = structuredClone({
    ...rest,
    platforms: { service: { ...platform, kind: "large-social", public: true } },
    actors: { authority: { ...actor, kind: "competent-authority", members: [] } },
    injects: {},
    variants: {},
  }) as Changeable;
  change(scenario);
  return { ...scenario, protocols: [protocolOf(text)] } as Scenario;
}

function spoilt(scenario: Scenario, change: (scenario: Changeable) => void): Scenario {
  const { protocols, ...rest } = scenario;
  const copy = structuredClone(rest) as Changeable;
  change(copy);
  return { ...copy, protocols } as Scenario;
}

/** Who is ordered waits for a court to confirm, who ordered waits for an answer. */
const CONFIRMED = SOUND.replace(
  "        idle: { on: { removal-order.opened: examining } }",
  "        idle: { on: { removal-order.opened: asked } }\n        asked: { entry: { type: send, params: { message: clarification, to: sender } }, on: { confirmation.delivered: examining } }",
)
  .replace(
    "            impossibility.delivered: done\n",
    "            impossibility.delivered: done\n            clarification.delivered: { actions: [{ type: note, params: { what: asked } }] }\n",
  )
  .replace("          after:\n            patience: done\n", "")
  .replace(
    "duties:\n",
    "  court:\n    title: Court\n    for: { kind: court }\n    machine: { initial: still, states: { still: { after: { patience: { target: said, actions: [{ type: send, params: { message: confirmation, to: { kind: platform } } }] } } }, said: { tags: [end] } } }\nduties:\n",
  )
  .replace(
    "              - { target: resting, actions: [removeNamed] }",
    "              - { target: resting, actions: [removeNamed, { type: send, params: { message: report-back, to: sender } }] }",
  );
const addCourt = (scenario: Changeable, more: object = {}) => {
  scenario.actors.court = { ...scenario.actors.authority, kind: "court", ...more };
};

interface Plant {
  readonly what: string;
  readonly code: string;
  readonly path: string;
  /** who must take part in the run that shows it */
  readonly actors?: readonly string[];
  readonly scenario: () => Scenario;
  /** the same without the fault */
  readonly twin: () => Scenario;
}

const PLANTS: readonly Plant[] = [
  {
    what: "no authority of the home state is there to hear of an order",
    code: "verification/actors_unheard",
    path: "protocols.eu-removal-order.roles.host.machine.states.carriedOut.states.review.states.scrutinised.entry.0",
    twin: ORDERS,
    scenario: () =>
      spoilt(ORDERS(), ({ actors }) => {
        for (const [id, { kind }] of Object.entries<Changeable>(actors))
          if (kind === "home-authority") delete actors[id];
      }),
  },
  {
    what: "nobody knows where to write to any host",
    code: "verification/actors_unheard",
    path: "protocols.eu-removal-order.roles.issuing-authority.machine.states.ordering.entry.0",
    twin: ORDERS,
    scenario: () =>
      spoilt(ORDERS(), ({ platforms }) => {
        for (const each of Object.values<Changeable>(platforms)) each.contact.reachable = false;
      }),
  },
  {
    what: "the board that is called to vote has no members",
    code: "verification/actors_unheard",
    path: "protocols.content-incident-protocol.roles.secretariat.machine.states.voting.entry.1",
    twin: HASHES,
    scenario: () =>
      spoilt(HASHES(), ({ actors }) => {
        for (const [id, { kind }] of Object.entries<Changeable>(actors))
          if (kind === "board-member") delete actors[id];
      }),
  },
  {
    what: "hosts wait for orders, and nobody is there to give any",
    code: "verification/actor_never_acts",
    path: "protocols.eu-removal-order.roles.host",
    twin: ORDERS,
    scenario: () =>
      spoilt(ORDERS(), ({ actors }) => {
        for (const [id, { kind }] of Object.entries<Changeable>(actors))
          if (kind === "competent-authority") delete actors[id];
      }),
  },
  {
    what: "a board waits to be called, and there is no secretariat",
    code: "verification/actor_never_acts",
    path: "protocols.content-incident-protocol.roles.board-member",
    twin: HASHES,
    scenario: () =>
      spoilt(HASHES(), ({ actors }) => {
        for (const [id, { kind }] of Object.entries<Changeable>(actors))
          if (kind === "secretariat") delete actors[id];
      }),
  },
  {
    what: "the home authority can be reached by nobody",
    code: "verification/actor_never_acts",
    path: "protocols.eu-removal-order.roles.home-authority",
    twin: ORDERS,
    scenario: () =>
      spoilt(ORDERS(), ({ actors }) => {
        for (const each of Object.values<Changeable>(actors))
          if (each.kind === "home-authority") each.contact.reachable = false;
      }),
  },
  {
    what: "a service waits for a court that is not there, and the authority for the service",
    code: "verification/actors_wait_for_ever",
    path: "protocols.sound.roles.service.machine.states.asked",
    actors: ["service", "authority"],
    twin: () => cast(CONFIRMED, addCourt),
    scenario: () =>
      cast(
        CONFIRMED.replace("to: { kind: platform } } }] } } }", "to: { kind: messaging } } }] } } }").replace(
          "duties:\n",
          "  second:\n    title: Second\n    for: { kind: competent-authority }\n    machine: { initial: still, states: { still: { on: { report-back.delivered: { target: said, actions: [{ type: send, params: { message: confirmation, to: { kind: platform } } }] } } }, said: { tags: [end] } } }\nduties:\n",
        ),
        addCourt,
      ),
  },
  {
    what: "the court writes to other services only, and the authority confirms nothing before it is answered",
    code: "verification/actors_wait_for_ever",
    path: "protocols.sound.roles.authority.machine.states.ordering",
    actors: ["service", "authority"],
    twin: () => cast(CONFIRMED, addCourt),
    scenario: () =>
      cast(
        CONFIRMED.replace("to: { kind: platform } } }] } } }", "to: { member: chosen } } }] } } }").replace(
          "            report-back.delivered: done\n",
          "            report-back.delivered: { target: done, actions: [{ type: send, params: { message: confirmation, to: sender } }] }\n",
        ),
        addCourt,
      ),
  },
  {
    what: "the court writes to services of another state, and the authority confirms nothing before it is answered",
    code: "verification/actors_wait_for_ever",
    path: "protocols.sound.roles.authority.machine.states.ordering",
    actors: ["service", "authority"],
    twin: () => cast(CONFIRMED, addCourt),
    scenario: () =>
      cast(
        CONFIRMED.replace(
          "to: { kind: platform } } }] } } }",
          "to: { kind: platform, jurisdiction: elsewhere } } }] } } }",
        ).replace(
          "            report-back.delivered: done\n",
          "            report-back.delivered: { target: done, actions: [{ type: send, params: { message: confirmation, to: sender } }] }\n",
        ),
        addCourt,
      ),
  },
  {
    what: "a clock for the home authority, and there is none",
    code: "verification/duty_never_binds",
    path: "protocols.eu-removal-order.duties.own-motion-check",
    twin: ORDERS,
    scenario: () =>
      spoilt(ORDERS(), ({ actors }) => {
        for (const [id, { kind }] of Object.entries<Changeable>(actors))
          if (kind === "home-authority") delete actors[id];
      }),
  },
  {
    what: "a clock from a message that nobody here can be sent",
    code: "verification/duty_never_binds",
    path: "protocols.eu-removal-order.duties.remove-within-the-hour",
    twin: ORDERS,
    scenario: () =>
      spoilt(ORDERS(), ({ actors }) => {
        for (const [id, { kind }] of Object.entries<Changeable>(actors))
          if (kind === "competent-authority") delete actors[id];
      }),
  },
  {
    what: "a clock whose debtor is named and not there",
    code: "verification/duty_never_binds",
    path: "protocols.sound.duties.obey",
    twin: () =>
      cast(
        SOUND.replace(
          "    within: { value: PT1H",
          "    debtor: { actor: service }\n    within: { value: PT1H",
        ),
      ),
    scenario: () =>
      cast(
        SOUND.replace(
          "    within: { value: PT1H",
          "    debtor: { actor: nobody }\n    within: { value: PT1H",
        ),
      ),
  },
  {
    what: "a body without the power of a state gives orders",
    code: "verification/order_by_private",
    path: "protocols.sound.roles.authority.machine.states.ordering.entry",
    actors: ["authority"],
    twin: () => cast(SOUND),
    scenario: () =>
      cast(SOUND.replace("for: { kind: competent-authority }", "for: { member: orders }"), ({ actors }) => {
        actors.authority.kind = "alert-service";
        actors.authority.members = ["orders"];
      }),
  },
  {
    what: "an order may go to a service whose content is not public",
    code: "verification/order_to_private",
    path: "protocols.sound.roles.authority.machine.states.ordering.entry",
    actors: ["authority"],
    twin: () => cast(SOUND),
    scenario: () =>
      cast(SOUND, ({ platforms }) => {
        platforms.closed = { ...platforms.service, public: false };
      }),
  },
  {
    what: "a closed service joins those who compare everything",
    code: "verification/private_scan",
    path: "protocols.sound.roles.member.machine.states.still.on.incident.began.actions.0",
    actors: ["service"],
    twin: () =>
      cast(
        SOUND.replace(
          "duties:\n",
          "  member:\n    title: Member\n    for: { member: matching }\n    machine: { initial: still, states: { still: { on: { incident.began: { actions: [{ type: matchUploads, params: { block: 1, sweep: 1 } }] } } } } }\nduties:\n",
        ),
        ({ platforms }) => {
          platforms.service.members = ["matching"];
        },
      ),
    scenario: () =>
      cast(
        SOUND.replace(
          "duties:\n",
          "  member:\n    title: Member\n    for: { member: matching }\n    machine: { initial: still, states: { still: { on: { incident.began: { actions: [{ type: matchUploads, params: { block: 1, sweep: 1 } }] } } } } }\nduties:\n",
        ),
        ({ platforms }) => {
          platforms.service.members = ["matching"];
          platforms.service.public = false;
        },
      ),
  },
  {
    what: "an authority orders what nobody has looked at, and the service obeys at once",
    code: "verification/chain_without_ground",
    path: "protocols.sound.roles.service.machine.states.idle.on.removal-order.opened.actions.0",
    actors: ["authority", "service"],
    twin: () => cast(SOUND),
    scenario: () =>
      cast(
        SOUND.replace(
          "idle: { on: { removal-order.opened: examining } }",
          "idle: { on: { removal-order.opened: { target: examining, actions: [{ type: restrictNamed, params: { territory: union } }] } } }",
        ),
      ),
  },
];

describe("actors of a scenario together", () => {
  test.each(PLANTS.map((plant) => [plant.what, plant] as const))("%s: is found", (_, plant) => {
    const scenario = plant.scenario();
    const found = withOthers(told(scenario));
    expect(found.map(({ code, path }) => `${code} ${path}`)).toContain(`${plant.code} ${plant.path}`);
    const fault = found.find(({ code, path }) => code === plant.code && path === plant.path);
    expect(fault?.severity).toBe("error");
    expect(["proved", "found"]).toContain(fault?.details.answer);
    for (const language of ["en", "fr"] as const)
      expect(sayDiagnostic(fault as (typeof found)[number], language).sentence).not.toContain(
        "verification/",
      );
    // What shows it can be played, by those whom it is about.
    const played = new Set((fault?.trace ?? []).map(({ actor }) => actor));
    for (const actor of plant.actors ?? []) expect([...played]).toContain(actor);
    if (fault?.details.answer === "found" && fault.details.story !== "")
      expect(fault.trace?.length).toBeGreaterThan(0);
  });

  test.each(PLANTS.map((plant) => [plant.what, plant] as const))("without that (%s): nothing", (_, plant) => {
    const codes = told(plant.twin()).filter(({ severity }) => severity === "error");
    expect(codes.map(({ code, path }) => `${code} ${path}`)).not.toContain(`${plant.code} ${plant.path}`);
    expect(codes.filter(({ code }) => code === plant.code)).toEqual([]);
  });

  test.each(SCENARIO_IDS)("%s: declares all that is found in it, and nothing else", (id) => {
    const variants = readShipped(id).variants.map((variant) => ({
      variant,
      scenario: readShipped(id, variant).scenario,
    }));
    const found = checkEnsemble(variants, PLACE);
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(found.filter(({ details }) => details.because === undefined)).toEqual([]);
  });

  test("what goes back to one thing that is missing is told once, and nothing of it is lost", () => {
    const plant = PLANTS.find(({ what }) => what.includes("nobody is there to give any"));
    const found = told((plant as (typeof PLANTS)[number]).scenario());
    // Whoever waits for an order, who would hear from them, and every clock that an order starts.
    // Two clocks wait for what the authority itself does, and nobody waits for that.
    expect(found.map(({ path }) => path)).toEqual([
      "protocols.eu-removal-order.roles.host",
      "protocols.eu-removal-order.duties.notice-before-first-order",
      "protocols.eu-removal-order.duties.silence",
    ]);
    const [{ also = [], details }] = found;
    expect(details.others).toBe(also.length);
    expect(also.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "protocols.eu-removal-order.roles.scrutiny",
        "protocols.eu-removal-order.duties.remove-within-the-hour",
      ]),
    );
    for (const other of also) expect(other.details).toMatchObject({ variants: "base", answer: "proved" });
  });

  test("the same of one role at several places is told once, where its story is shortest", () => {
    const plant = PLANTS.find(({ what }) => what === "the home authority can be reached by nobody");
    const found = told((plant as (typeof PLANTS)[number]).scenario());
    const alike = found.filter(({ code }) => code === "verification/actors_unheard");
    const all = withOthers(found).filter(({ code }) => code === "verification/actors_unheard");
    expect(new Set(alike.map(({ details }) => details.message)).size).toBe(alike.length);
    expect(all.length).toBe(2);
    for (const each of all) expect(each.trace?.length).toBeGreaterThan(0);
  });

  test("what stands in one variant only is not told with what stands in others", () => {
    const [plant] = PLANTS;
    const codesIn = (variants: readonly string[]) =>
      withOthers(
        checkEnsemble(
          variants.map((variant) => ({ variant, scenario: plant.scenario() })),
          PLACE,
        ),
      ).map(({ code, path }) => `${code} ${path}`);
    expect(codesIn(["base", "other"]).sort()).toEqual(codesIn(["base"]).sort());
    const mixed = checkEnsemble(
      [
        { variant: "base", scenario: PLANTS[1].scenario() },
        { variant: "alone", scenario: plant.scenario() },
      ],
      PLACE,
    );
    for (const { details, also = [] } of mixed)
      for (const other of also)
        for (const variant of String(other.details?.variants).split(", "))
          expect(String(details.variants).split(", ")).toContain(variant);
  });

  test("a declared fault that stands behind another is told so, and is no second error", () => {
    const plant = PLANTS.find(({ what }) => what.includes("nobody is there to give any"));
    const declaredFaults = [
      {
        code: "verification/actors_unheard",
        path: "protocols.eu-removal-order.roles.host.machine.states.hindered.entry.0",
        because: { en: "So it is.", fr: "C’est ainsi." },
        source: { en: "none", fr: "aucune" },
      },
    ];
    const scenario = { ...(plant as (typeof PLANTS)[number]).scenario(), declaredFaults };
    const [hidden] = told(scenario).filter(({ code }) => code.includes("declared"));
    expect(hidden).toMatchObject({
      code: "verification/declared_behind",
      severity: "warning",
      details: {
        behind: "verification/actor_never_acts",
        at: "protocols.eu-removal-order.roles.host",
      },
    });
    for (const language of ["en", "fr"] as const)
      expect(sayDiagnostic(hidden, language).sentence).toContain("roles.host");
  });

  test("a declared fault that is not there is an error", () => {
    const declaredFaults = [
      {
        code: "verification/actors_unheard",
        path: "protocols.nothing",
        because: { en: "So it is.", fr: "C’est ainsi." },
        source: { en: "none", fr: "none" },
      },
    ];
    expect(told({ ...ORDERS(), declaredFaults }).map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "error verification/declared_not_found",
    ]);
  });

  test("a fault in one variant only is told with that variant", () => {
    const [plant] = PLANTS;
    const found = checkEnsemble(
      [
        { variant: "base", scenario: ORDERS() },
        { variant: "alone", scenario: plant.scenario() },
      ],
      PLACE,
    );
    expect(found.find(({ code }) => code === plant.code)?.details.variants).toBe("alone");
  });
});

describe("a story", () => {
  test("that asks for an answer which nobody gave is not played", () => {
    const protocol = protocolOf(SOUND);
    const step = { protocol: "sound", machine: "roles.service", event: "removal-order.opened", answers: [] };
    const ask = { protocol: "sound", machine: "roles.service", event: "answer.comply" };
    const replayer = new Replayer([protocol]);
    expect(replayer.play([step, { ...ask, answers: [] }])).toMatchObject({ problem: "question-unanswered" });
    const yes = { guard: "namedItemsUp", is: true };
    expect(replayer.play([step, { ...ask, answers: [yes, yes] }])).toMatchObject({
      problem: "answer-unasked",
    });
    expect(replayer.play([{ ...step, event: "vote.opened" }])).toMatchObject({
      problem: "nobody-hears",
      at: 0,
    });
    const played = replayer.play([step, { ...ask, answers: [yes] }]);
    expect(played.ok && played.steps.map(({ state }) => state)).toEqual(["examining", "resting"]);
    expect(played.ok && played.steps[1].effects.map(({ type }) => type)).toEqual(["removeNamed", "send"]);
  });
});
