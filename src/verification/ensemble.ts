import {
  type Diagnostic,
  type Duty,
  type FactPattern,
  type Protocol,
  patternsOf,
  type Scenario,
} from "../model/index.ts";
import { declaredNotFound, evidenceOf, tellFinding, tellOthers } from "./behaviour.ts";
import { castOf, fitsParty, type Group, isOfState, type Party, partiesOf } from "./cast.ts";
import { groupTogether } from "./causes.ts";
import type { Place } from "./criticality.ts";
import { findWaitsForEver, type WaitOptions } from "./deadlock.ts";
import type { AskedEffect, Edge, MachineView, Story } from "./exploration.ts";
import { type Finding, findDeadEnds, findIdle, findUnheard } from "./findings.ts";
import { isOrder, isScan, isTaking, stepsWith } from "./invariants.ts";
import { MADE_BY, MESSAGE_FACTS } from "./least-time.ts";
import { placeOf } from "./place-of-effect.ts";
import { Replayer } from "./replay.ts";
import {
  arrivesAt,
  type Charted,
  type ChartOptions,
  chart,
  decisionOf,
  mayBe,
  mayReach,
  messageOf,
  type Sending,
  type Surroundings,
  sendingOf,
} from "./surroundings.ts";

/** A scenario's actors under its protocols, as the searches take them. */
interface Ensemble {
  readonly scenario: Scenario;
  readonly cast: readonly Group[];
  /** whoever might play the roles: what is found here is the protocols' own matter */
  readonly anybody: Surroundings;
  readonly together: Surroundings;
  readonly options: ChartOptions;
}

/**
 * What a scenario's actors cannot do together, or do without end, although each of its protocols by itself could: who
 * plays which role, who can be reached, who is there at all. What a protocol cannot do whoever plays it is told with the
 * protocol, and not again here. The searches take every guard to be free that the scenario does not settle: what is said
 * never to happen never does, and a story may need luck, but nobody else.
 */
export function findInEnsemble(scenario: Scenario, memory: WaitOptions["memory"] = new Map()): Finding[] {
  const { protocols } = scenario;
  if (protocols.length === 0) return [];
  const cast = castOf(scenario);
  const sent = Object.values(scenario.injects).flatMap(({ acts }) =>
    acts.flatMap((act) => ("send" in act ? [{ message: act.send, from: act.from, to: act.to }] : [])),
  );
  const options = { cast, sent };
  const ensemble = {
    scenario,
    cast,
    anybody: chart(protocols),
    together: chart(protocols, options),
    options,
  };
  return merge([
    ...findLost(ensemble),
    ...findWaits(ensemble, memory),
    ...findUnbound(ensemble),
    ...findOrdersAstray(ensemble),
    ...findPrivateScans(ensemble),
    ...findGroundless(ensemble),
  ]);
}

type Path = Finding["path"];

const inScenario = ({ protocol }: MachineView, path: Path): Path => ["protocols", protocol.id, ...path];

const rolesOf = ({ charts }: Surroundings) => charts.filter(({ view }) => view.scope === "actor");

const nameOf = ({ group }: MachineView) => (group?.parties ?? []).map(({ id }) => id).join(", ");

/** The same finding for several actors is one finding. */
function merge(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key = keyOf(finding.code, finding.path.join("."));
    const first = merged.get(key);
    if (first === undefined) merged.set(key, finding);
    else if (typeof finding.details.actors === "string") {
      const actors = new Set([
        ...String(first.details.actors).split(", "),
        ...finding.details.actors.split(", "),
      ]);
      merged.set(key, { ...first, details: { ...first.details, actors: [...actors].join(", ") } });
    }
  }
  return [...merged.values()];
}

// ---- messages that nobody here hears, roles that never act here, states that nobody here leads out of -----------------

const LOST = {
  "verification/message_unheard": "verification/actors_unheard",
  "verification/role_never_acts": "verification/actor_never_acts",
  "verification/dead_end": "verification/actor_stuck",
} as const;

const lostIn = (charted: Charted, around: Surroundings) => [
  ...findUnheard(charted, around),
  ...findIdle(charted, around),
  ...findDeadEnds(charted),
];

const ownKeyOf = ({ protocol }: MachineView, { code, path }: Finding) =>
  `${protocol.id}|${code}|${path.join(".")}`;

function findLost({ anybody, together }: Ensemble): Finding[] {
  const known = new Set(
    rolesOf(anybody).flatMap((charted) =>
      lostIn(charted, anybody).map((each) => ownKeyOf(charted.view, each)),
    ),
  );
  const acting = new Set(
    rolesOf(together)
      .filter((charted) => findIdle(charted, together).length === 0)
      .map(({ view }) => `${view.protocol.id}|${view.name}`),
  );
  return rolesOf(together).flatMap((charted) =>
    lostIn(charted, together)
      .filter((each) => !known.has(ownKeyOf(charted.view, each)))
      // A role acts where anybody who plays it does.
      .filter(
        ({ code }) =>
          code !== "verification/role_never_acts" ||
          !acting.has(`${charted.view.protocol.id}|${charted.view.name}`),
      )
      // Nobody is stuck in what never begins.
      .filter(({ code }) => code !== "verification/dead_end" || begins(charted, together))
      .map((each) => ({
        ...each,
        code: LOST[each.code as keyof typeof LOST],
        path: inScenario(charted.view, each.path),
        details: { ...each.details, protocol: charted.view.protocol.id, actors: nameOf(charted.view) },
      })),
  );
}

/** Whether a role that a message opens is ever opened. */
function begins({ view }: Charted, { canHear }: Surroundings): boolean {
  return view.per === undefined || canHear(view, `${view.per}.delivered`);
}

// ---- actors that wait for each other for ever ---------------------------------------------------------------------------

function findWaits({ scenario, options }: Ensemble, memory: WaitOptions["memory"]): Finding[] {
  const { protocols } = scenario;
  const found = findWaitsForEver(chart(protocols, { ...options, strict: false }), () => true, { memory });
  if (found.length === 0) return [];
  // Roles that wait for each other whoever plays them are told with their protocol.
  const isKnown = findWaitsForEver(chart(protocols, { strict: false }), () => true).length > 0;
  if (isKnown && found[0].answer === "found") return [];
  return found.map((finding) => {
    const protocol = String(finding.details.protocol);
    const isLimit = finding.answer === "limit reached";
    return {
      ...finding,
      code: isLimit ? finding.code : "verification/actors_wait_for_ever",
      path: isLimit ? ["protocols"] : ["protocols", protocol, ...finding.path],
    };
  });
}

// ---- duties whose debtor is never bound ---------------------------------------------------------------------------------

function findUnbound(ensemble: Ensemble): Finding[] {
  const { scenario, together } = ensemble;
  const answer = together.charts.every(({ exploration }) => exploration.isComplete)
    ? "proved"
    : "limit reached";
  return scenario.protocols.flatMap((protocol) =>
    Object.entries(protocol.duties)
      .filter(([, duty]) => !mayBind(duty, protocol, ensemble))
      .map(
        ([id]): Finding => ({
          code: "verification/duty_never_binds",
          path: ["protocols", protocol.id, "duties", id],
          answer,
          story: [],
          details: { duty: id, protocol: protocol.id },
        }),
      ),
  );
}

function mayBind(duty: Duty, protocol: Protocol, ensemble: Ensemble): boolean {
  const parties = partiesOf(ensemble.scenario);
  const { debtor, starts } = duty;
  if (typeof debtor === "object" && !parties.some(({ id }) => id === debtor.actor)) return false;
  return patternsOf(starts).some((pattern) => mayHappen(pattern, protocol, ensemble, parties));
}

/** Whether a fact of this pattern can be made by, or about, somebody who is there. */
function mayHappen(
  pattern: FactPattern,
  protocol: Protocol,
  { scenario, together, cast }: Ensemble,
  parties: readonly Party[],
): boolean {
  const { fact, what, how, actor, other } = pattern;
  if (MESSAGE_FACTS.includes(fact))
    return together.sendings.some(
      (sending) =>
        (what === undefined || sending.message === what) &&
        mayBe(sending.from, other) &&
        cast.some((group) => fitsParty(actor, group.parties[0]) && arrivesAt(sending, group, together)),
    );
  if (fact === "decision.taken")
    return rolesOf(together).some(
      ({ view, exploration }) =>
        mayBe(view, actor) &&
        exploration.edges.some(({ effects }) =>
          effects.some(({ type, params }) => {
            if (type !== "decide" || (what !== undefined && params.decision !== what)) return false;
            const { options } = view.protocol.decisions[String(params.decision)] ?? { options: {} };
            return how === undefined || Object.hasOwn(options, how);
          }),
        ),
    );
  const isThere = parties.some((party) => fitsParty(actor, party));
  if (!isThere || !Object.hasOwn(MADE_BY, fact) || scenario.rules !== undefined) return isThere;
  // What a clock of one protocol watches, another may bring about.
  const makers = MADE_BY[fact];
  return together.charts.some(
    ({ view, exploration }) =>
      (view.scope !== "actor" || mayBe(view, actor)) &&
      exploration.edges.some(({ effects }) =>
        effects.some(
          ({ type, params }) =>
            makers.includes(type) &&
            (fact !== "note.made" || what === undefined || params.what === what) &&
            (fact !== "note.made" || view.protocol === protocol || protocol.uses.includes(view.protocol.id)),
        ),
      ),
  );
}

// ---- invariants across actors -------------------------------------------------------------------------------------------

interface Step {
  readonly effect: AskedEffect;
  readonly story: Story;
}

const NEVER = () => false;

function tell(code: string, charted: Charted, { effect, story }: Step, details: Finding["details"]): Finding {
  const { view } = charted;
  return {
    code,
    path: inScenario(view, placeOf(charted.view, effect)),
    answer: "found",
    story,
    details: {
      effect: effect.type,
      machine: view.name,
      protocol: view.protocol.id,
      actors: nameOf(view),
      ...details,
    },
  };
}

/** An order by whoever is no organ of a state, or to a service of this scenario whose content is not public. */
function findOrdersAstray({ together, cast }: Ensemble): Finding[] {
  return rolesOf(together).flatMap((charted) =>
    stepsWith(charted, NEVER, isOrder).flatMap((step) => {
      const sender = charted.view.group?.parties[0];
      const found: Finding[] = [];
      if (sender !== undefined && !isOfState(sender))
        found.push(tell("verification/order_by_private", charted, step, {}));
      const sending = sendingOf(charted.view, step.effect.params);
      const hidden = cast.filter(
        (group) =>
          group.parties[0].isPlatform && !group.parties[0].public && arrivesAt(sending, group, together),
      );
      if (sending.to !== "sender" && hidden.length > 0)
        found.push(
          tell("verification/order_to_private", charted, step, {
            where: hidden.flatMap(({ parties }) => parties.map(({ id }) => id)).join(", "),
          }),
        );
      return found;
    }),
  );
}

/** A service of this scenario whose content is not public, and which compares what passes between people. */
function findPrivateScans({ together }: Ensemble): Finding[] {
  return rolesOf(together)
    .filter(({ view: { group } }) => group?.parties[0].isPlatform === true && !group.parties[0].public)
    .flatMap((charted) =>
      stepsWith(charted, NEVER, isScan).map((step) => tell("verification/private_scan", charted, step, {})),
    );
}

/** How somebody comes to send a message without that anybody ever judged anything. */
interface Unfounded {
  readonly sending: Sending;
  readonly story: Story;
}

/**
 * What goes because somebody asked for it, where whoever asked had judged nothing either, nor had those who set him going:
 * a chain of messages from the incident to a removal in which nobody decides.
 */
function findGroundless({ together }: Ensemble): Finding[] {
  const roles = rolesOf(together);
  const unfounded = new Map<string, Unfounded>();
  const heardBy = (view: MachineView, message: string): Unfounded | undefined =>
    [...unfounded.values()].find(
      ({ sending }) => sending.message === message && mayReach(sending, view, together.sendings),
    );
  const isFounded =
    ({ view }: Charted) =>
    (edge: Edge) => {
      if (edge.event === "" && edge.from < 0) return false;
      const told = messageOf(edge.event);
      if (told !== undefined) return heardBy(view, told.message) === undefined;
      return decisionOf(edge.event, view.protocol) !== undefined || edge.event === "content.confirmed";
    };
  const before = ({ view }: Charted): Story | undefined => {
    if (view.per === undefined) return [];
    return heardBy(view, view.per)?.story;
  };
  const stepsOf = (charted: Charted, isMeant: (effect: AskedEffect) => boolean): Step[] => {
    const began = before(charted);
    if (began === undefined) return [];
    return stepsWith(charted, isFounded(charted), isMeant).map(({ effect, story }) => ({
      effect,
      story: joinStories(
        charted.view,
        began,
        story,
        (message) => heardBy(charted.view, message)?.story ?? [],
      ),
    }));
  };
  for (let known = -1; known !== unfounded.size; ) {
    known = unfounded.size;
    for (const charted of roles)
      for (const { effect, story } of stepsOf(charted, ({ type }) => type === "send")) {
        const sending = sendingOf(charted.view, effect.params);
        const key = `${charted.view.group?.id}|${charted.view.protocol.id}|${charted.view.name}|${JSON.stringify(effect.params)}`;
        if (!unfounded.has(key)) unfounded.set(key, { sending, story });
      }
  }
  return roles
    .filter(({ view }) => view.group?.parties[0].isPlatform === true)
    .flatMap((charted) =>
      stepsOf(charted, isTaking)
        // What needs nobody else is told with the protocol.
        .filter(({ story }) => story.some(({ actor }) => actor !== charted.view.group?.id))
        .map((step) => tell("verification/chain_without_ground", charted, step, {})),
    );
}

/** What set it going, and before each message that it hears how that came to be sent. */
function joinStories(view: MachineView, began: Story, own: Story, sentBy: (message: string) => Story): Story {
  const told = own.flatMap((step) => {
    const message = messageOf(step.event)?.message;
    const isOwn = message === undefined || message === view.per;
    return isOwn ? [step] : [...sentBy(message), step];
  });
  return [...began, ...told];
}

// ---- held against what the scenario declares ------------------------------------------------------------------------------

/** A scenario under one of its variants. */
export interface VariantOfScenario {
  readonly variant: string;
  readonly scenario: Scenario;
}

const keyOf = (code: string, path: string) => `${code}|${path}`;

/** What is found in some variants of a scenario: each finding once, with the variants in which it is. */
function findInVariants(variants: readonly VariantOfScenario[]): Finding[] {
  const memory: WaitOptions["memory"] = new Map();
  const found = new Map<string, { finding: Finding; readonly variants: string[] }>();
  const interned = new Map<string, Protocol>();
  const intern = (protocol: Protocol) => {
    const key = JSON.stringify(protocol);
    const known = interned.get(key) ?? protocol;
    interned.set(key, known);
    return known;
  };
  for (const { variant, scenario } of variants) {
    const alike = { ...scenario, protocols: scenario.protocols.map(intern) };
    for (const finding of findInEnsemble(alike, memory)) {
      const key = keyOf(finding.code, finding.path.join("."));
      const known = found.get(key) ?? { finding, variants: [] };
      known.variants.push(variant);
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ finding, variants: where }) => ({
    ...finding,
    details: { ...finding.details, variants: where.join(", ") },
  }));
}

/**
 * What a scenario's actors cannot do together, under any of its variants, each held against the faults that the scenario
 * declares: a declared one is a warning with its reason and source, any other an error, and a declared one that is not
 * found is an error too. What a search could not settle within its limits is a warning that says so.
 */
export function checkEnsemble(variants: readonly VariantOfScenario[], place: Place): Diagnostic[] {
  const declared = variants[0]?.scenario.declaredFaults ?? [];
  const found = findInVariants(variants);
  const protocols = new Map(
    variants.flatMap(({ scenario }) => scenario.protocols.map((each) => [each.id, each])),
  );
  const replayer = new Replayer([...protocols.values()]);
  const missing = declaredNotFound(declared, found, place);
  const declaredAs = ({ code, path }: Finding) =>
    declared.find((each) => each.code === code && each.path === path.join("."));
  // What is declared, and what a search left open, stands by itself.
  const isAlone = (each: Finding) => declaredAs(each) !== undefined || each.answer === "limit reached";
  const grouped = groupTogether(
    [...protocols.values()],
    found.filter((each) => !isAlone(each)),
    ({ details }) => String(details.variants).split(", "),
  );
  /** Nothing of a finding is lost that is told with another: its details and its run stand beside the other's. */
  const tellWhole = (other: Finding) => ({
    code: other.code,
    path: other.path.join("."),
    details: tellFinding(other, undefined).details,
    ...evidenceOf(replayer, other),
  });
  const othersOf = new Map(grouped.map(({ finding, others }) => [finding, others]));
  const told = found.filter((each) => isAlone(each) || othersOf.has(each));
  return [
    ...told.map((finding): Diagnostic => {
      const { path } = finding;
      return {
        ...tellFinding(finding, declaredAs(finding), tellOthers(othersOf.get(finding) ?? [], tellWhole)),
        ...place(path[0] === "protocols" ? ["protocols"] : path),
        ...evidenceOf(replayer, finding),
      };
    }),
    ...missing,
  ];
}
