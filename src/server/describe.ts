import type { RunSubject } from "../exchange/index.ts";
import { assumptionsOf, headerFor, prepare } from "../experiment/index.ts";
import {
  type ChartState,
  type ChartTransition,
  chartMachine,
  type MachineMark,
  type MachineOfProtocol,
  machinesOf,
  type Protocol,
  statesBelow,
  type Text,
  textOfState,
} from "../model/index.ts";
import { type Heading, numbersOf } from "../scenario/index.ts";
import { LANGUAGES, notesOf, ProtocolTeller, protocolPage } from "../words/index.ts";
import type { DrawnMachine, ProtocolCard, ProtocolDetail, ScenarioCard, ScenarioDetail } from "./contract.ts";

/** What the library tells of scenarios and protocols. Pure: data in, data out. */

const BASE_TITLE: Text = { en: "as it stands", fr: "tel quel" };

export function scenarioCard({ variants, horizon, protocols, ...heading }: Heading): ScenarioCard {
  return {
    ...heading,
    horizon: horizon ?? null,
    protocols: [...protocols],
    variants: [
      { id: "base", title: BASE_TITLE, origin: "shipped" },
      ...variants.map((each) => ({ ...each, origin: "shipped" as const })),
    ],
  };
}

/** A scenario under one variant. `card`: of the scenario as it stands. */
export function scenarioDetail(card: ScenarioCard, subject: RunSubject): ScenarioDetail {
  const { scenario, variantTitle } = subject;
  const header = headerFor(prepare(scenario), { seed: 1, replication: 0 });
  const { protocols, ...rest } = scenario;
  return {
    ...card,
    protocols: protocols.map(({ id }) => id),
    variant: scenario.variant,
    variantTitle,
    objectives: [...scenario.objectives],
    briefs: { ...scenario.briefs },
    header,
    scenario: { ...rest, protocols: protocols.map(({ id }) => id) },
    definitions: [...protocols],
    titles: titlesAsTables(subject),
    assumptions: assumptionsOf(scenario),
    numbers: numbersOf(scenario).map(({ path, value, unit, mark }) => ({
      path,
      value,
      unit,
      mark: { ...mark },
    })),
    notes: { en: notesOf(header, false, "en"), fr: notesOf(header, false, "fr") },
  };
}

/** Titles that stand in protocols, as JSON can hold them. */
export function titlesAsTables({ titles }: Pick<RunSubject, "titles">) {
  return { decisions: Object.fromEntries(titles.decisions), roles: Object.fromEntries(titles.roles) };
}

export function protocolCard(protocol: Protocol, usedBy: readonly string[]): ProtocolCard {
  const { id, version, title, description, group, binding, reconstructed } = protocol;
  return {
    id,
    version,
    title,
    description,
    group: group ?? null,
    binding,
    reconstructed,
    usedBy: [...usedBy],
  };
}

export function protocolDetail(protocol: Protocol, usedBy: readonly string[]): ProtocolDetail {
  const machines = machinesOf(protocol);
  return {
    ...protocolCard(protocol, usedBy),
    machines: machines.map((machine) => drawMachine(machine, protocol)),
    page: { en: protocolPage(protocol, machines, "en"), fr: protocolPage(protocol, machines, "fr") },
    protocol: protocol as Protocol & Record<string, unknown>,
  };
}

const markOf = (mark: MachineMark | undefined) => (typeof mark === "object" ? mark.mark : mark) ?? null;

function drawMachine(machine: MachineOfProtocol, protocol: Protocol): DrawnMachine {
  const chart = chartMachine(machine, protocol);
  const tellers = Object.fromEntries(
    LANGUAGES.map((language) => [language, new ProtocolTeller(protocol, language, "none")]),
  ) as Readonly<Record<(typeof LANGUAGES)[number], ProtocolTeller>>;
  const both = (say: (teller: ProtocolTeller) => string): Text => ({
    en: say(tellers.en),
    fr: say(tellers.fr),
  });
  const all = statesBelow(chart);
  const parents = new Map(all.flatMap((state) => state.states.map((child) => [child.id, state.id] as const)));
  const title = machine.role?.title ?? { en: machine.name, fr: machine.name };
  return {
    name: machine.name,
    scope: machine.scope,
    title,
    states: all.map((state) => ({
      id: state.id,
      parent: parents.get(state.id) ?? null,
      name: state.name,
      title:
        state === chart
          ? title
          : (textOf(protocol, machine.name, state) ?? both((teller) => titleOf(teller, state))),
      kind: state.kind,
      initial: state.initial ?? null,
      history: state.history ?? null,
      fallback: state.fallback ?? null,
      isEnd: state.isEnd,
      mark: markOf(state.mark),
      entry: both((teller) => (state.entry.length === 0 ? "" : teller.effects(state.entry))),
      exit: both((teller) => (state.exit.length === 0 ? "" : teller.effects(state.exit))),
    })),
    transitions: all.flatMap(({ transitions }) => transitions).map((step) => drawTransition(step, both)),
  };
}

/** What the protocol's texts call a state, as its sentences do. */
function textOf(protocol: Protocol, machine: string, { id }: ChartState): Text | undefined {
  return textOfState(protocol, machine, id.split(".").slice(1));
}

function titleOf(teller: ProtocolTeller, { name }: ChartState): string {
  return teller.quote(name).slice(1, -1).trim();
}

function drawTransition(
  step: ChartTransition,
  both: (say: (teller: ProtocolTeller) => string) => Text,
): DrawnMachine["transitions"][number] {
  return {
    id: step.path.join("."),
    source: step.source,
    target: step.target ?? null,
    label: both((teller) => teller.label(step)),
    trigger: { ...step.trigger },
    isGuarded: step.guard !== undefined,
    mark: markOf(step.mark),
  };
}
