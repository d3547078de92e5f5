import {
  type ActionCall,
  type ChartState,
  type ChartTransition,
  chartMachine,
  type DelayLaw,
  type MachineOfProtocol,
  type Protocol,
  statesBelow,
} from "../../model/index.ts";
import { type Language, LOSS_HEADING, type Loss, sayLoss } from "../../words/index.ts";
import {
  type Exported,
  lossesBeside,
  lossesOfChart,
  lossesOfDelays,
  nameOfAction,
  nameOfGuard,
  nameOfTrigger,
} from "./losses.ts";

/**
 * State Chart XML (W3C Recommendation, 1 September 2015) with the null data model. One statechart, or all of a protocol as
 * regions of one parallel state. Ids are the machine's name and the keys down to a state, joined by dots.
 *
 * Delays become a `send` on entering, cancelled on leaving (section 6.2), an end inside becomes `done.state.ID`
 * (section 3.7), transitions whose target lies inside are internal (section 3.13), as in XState unless they reenter.
 */
export function exportScxml(
  protocol: Protocol,
  machines: readonly MachineOfProtocol[],
  language: Language,
): Exported {
  const charts = machines.map((each) => chartMachine(each, protocol, "expanded"));
  const losses: Loss[] = [
    ...machines.flatMap((each) => wildcardsOf(chartMachine(each, protocol))),
    ...charts.flatMap((chart) => [
      ...selfTransitionsOf(chart),
      ...lossesOfChart(chart, language),
      ...lossesOfDelays(chart, protocol, language),
    ]),
    ...lossesBeside(protocol, machines, language),
  ];
  const name = machines.length === 1 ? machines[0].name : protocol.id;
  const root = rootId(protocol, machines);
  const writer = new Writer(protocol);
  const body =
    charts.length === 1
      ? writer.state(charts[0], 1)
      : [`  <parallel id="${root}">`, ...charts.flatMap((chart) => writer.state(chart, 2)), "  </parallel>"];
  const initial = charts.length === 1 ? toId(charts[0].id) : root;
  const head = [
    `${protocol.title[language]} (${protocol.id}, ${protocol.version})`,
    LOSS_HEADING[language],
    ...losses.map((each) => `- ${sayLoss(each, language)}`),
  ];
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<!--",
    ...head.map(toComment),
    "-->",
    `<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null" name="${toXml(name)}" initial="${initial}">`,
    ...body,
    "</scxml>",
    "",
  ].join("\n");
  return { text, losses };
}

/** The state around all statecharts: named so that it is no machine's name. */
function rootId({ id }: Protocol, machines: readonly MachineOfProtocol[]): string {
  let root = toId(id);
  while (machines.some(({ name }) => toId(name) === root)) root += "_";
  return root;
}

function wildcardsOf(chart: ChartState): Loss[] {
  return statesBelow(chart).flatMap(({ transitions }) =>
    transitions.flatMap(({ source, trigger }): Loss[] =>
      trigger.kind === "event" && trigger.name.includes("*")
        ? [{ code: "wildcard", at: source, what: trigger.name }]
        : [],
    ),
  );
}

/** XState neither leaves nor enters a state without parts that a transition leads back to; SCXML would. */
function keepsState({ kind }: ChartState, { source, target, reenter }: ChartTransition): boolean {
  return target === source && !reenter && kind === "atomic";
}

function selfTransitionsOf(chart: ChartState): Loss[] {
  return statesBelow(chart).flatMap((state) =>
    state.transitions
      .filter((step) => keepsState(state, step))
      .map(
        ({ source, trigger }): Loss => ({
          code: "self-transition",
          at: source,
          what: nameOfTrigger(trigger),
        }),
      ),
  );
}

/** A name as an XML id: letter or underscore first. */
export function toId(id: string): string {
  return /^[A-Za-z_]/.test(id) ? id : `_${id}`;
}

function toXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Two hyphens would end a comment. */
function toComment(text: string): string {
  return text
    .replaceAll(/-(?=-)/g, "- ")
    .replace(/-$/, "- ")
    .replaceAll(/\s+/g, " ");
}

/** A usual length of a wait in milliseconds: its fixed value, median or mean. */
function usualLength(law: DelayLaw): number | undefined {
  switch (law.kind) {
    case "never":
      return undefined;
    case "fixed":
      return law.value;
    case "exponential":
    case "gamma":
      return law.mean;
    case "lognormal":
      return law.median;
    case "shifted": {
      const then = usualLength(law.then);
      return then === undefined ? undefined : law.by + then;
    }
    case "empirical":
      return [...law.values].sort((a, b) => a - b)[Math.floor(law.values.length / 2)];
    default:
      return law satisfies never;
  }
}

const sayLength = (ms: number) => (ms % 1000 === 0 ? `${ms / 1000}s` : `${Math.round(ms)}ms`);

class Writer {
  private readonly protocol: Protocol;

  constructor(protocol: Protocol) {
    this.protocol = protocol;
  }

  state(state: ChartState, depth: number): string[] {
    const pad = "  ".repeat(depth);
    const id = toId(state.id);
    if (state.kind === "history") return this.history(state, pad);
    const tag = state.kind === "final" ? "final" : state.kind === "parallel" ? "parallel" : "state";
    const initial = state.initial === undefined ? "" : ` initial="${toId(state.initial)}"`;
    const inside = [
      ...this.entry(state, `${pad}  `),
      ...this.exit(state, `${pad}  `),
      ...state.transitions.flatMap((each) => this.transition(state, each, `${pad}  `)),
      ...state.states.flatMap((each) => this.state(each, depth + 1)),
    ];
    if (inside.length === 0) return [`${pad}<${tag} id="${id}"${initial}/>`];
    return [`${pad}<${tag} id="${id}"${initial}>`, ...inside, `${pad}</${tag}>`];
  }

  private history({ id, history, fallback }: ChartState, pad: string): string[] {
    const above = id.slice(0, id.lastIndexOf("."));
    const target = fallback ?? this.firstOf(above);
    return [
      `${pad}<history id="${toId(id)}" type="${history ?? "shallow"}">`,
      `${pad}  <transition target="${toId(target)}"/>`,
      `${pad}</history>`,
    ];
  }

  private readonly first = new Map<string, string>();

  private firstOf(id: string): string {
    return this.first.get(id) ?? id;
  }

  private entry(state: ChartState, pad: string): string[] {
    if (state.initial !== undefined) this.first.set(state.id, state.initial);
    const sends = state.delays.flatMap((delay) => {
      const length = this.lengthOf(delay);
      if (length === undefined) return [];
      const event = eventOf(delay, state.id);
      return [`<send event="${event}" id="${event}" delay="${sayLength(length)}"/>`];
    });
    return wrap("onentry", [...state.entry.map(content), ...sends], pad);
  }

  private exit(state: ChartState, pad: string): string[] {
    const cancels = state.delays
      .filter((delay) => this.lengthOf(delay) !== undefined)
      .map((delay) => `<cancel sendid="${eventOf(delay, state.id)}"/>`);
    return wrap("onexit", [...state.exit.map(content), ...cancels], pad);
  }

  private lengthOf(delay: string): number | undefined {
    return Object.hasOwn(this.protocol.delays, delay)
      ? usualLength(this.protocol.delays[delay].law)
      : undefined;
  }

  private transition(state: ChartState, step: ChartTransition, pad: string): string[] {
    const { trigger, guard, target, source, reenter, actions } = step;
    const event = {
      event: () => (trigger.kind === "event" ? trigger.name : ""),
      after: () => (trigger.kind === "after" ? eventOf(trigger.delay, source) : ""),
      always: () => "",
      done: () => `done.state.${toId(source)}`,
    }[trigger.kind]();
    const isInside = target !== undefined && (target === source || target.startsWith(`${source}.`));
    const attributes = [
      event === "" ? "" : ` event="${toXml(event)}"`,
      guard === undefined ? "" : ` cond="${toXml(nameOfGuard(guard))}"`,
      target === undefined || keepsState(state, step) ? "" : ` target="${toId(target)}"`,
      isInside && !reenter && !keepsState(state, step) ? ' type="internal"' : "",
    ].join("");
    if (actions.length === 0) return [`${pad}<transition${attributes}/>`];
    return [
      `${pad}<transition${attributes}>`,
      ...actions.map((each) => `${pad}  ${content(each)}`),
      `${pad}</transition>`,
    ];
  }
}

const eventOf = (delay: string, state: string) => `after.${delay}.${toId(state)}`;

/** An effect is a name that a log shows; what a machine tells itself is raised. */
function content(action: ActionCall): string {
  if (typeof action === "object" && "raise" in action) return `<raise event="${toXml(action.raise)}"/>`;
  return `<log label="${toXml(nameOfAction(action))}"/>`;
}

function wrap(tag: string, lines: readonly string[], pad: string): string[] {
  if (lines.length === 0) return [];
  return [`${pad}<${tag}>`, ...lines.map((line) => `${pad}  ${line}`), `${pad}</${tag}>`];
}
