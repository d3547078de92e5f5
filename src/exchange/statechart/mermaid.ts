import {
  type ChartState,
  type ChartTransition,
  chartMachine,
  type MachineMark,
  type MachineOfProtocol,
  type Protocol,
  statesBelow,
} from "../../model/index.ts";
import { type Language, LOSS_HEADING, type Loss, ProtocolTeller, sayLoss } from "../../words/index.ts";
import { type Exported, lossesBeside } from "./losses.ts";

/**
 * A Mermaid state diagram (stateDiagram-v2): one statechart, or all of a protocol side by side. States that nobody read
 * in a source are dashed; arrows cannot be dashed there, so what they rest on stands in brackets behind their words.
 */
export function exportMermaid(
  protocol: Protocol,
  machines: readonly MachineOfProtocol[],
  language: Language,
): Exported {
  const losses: readonly Loss[] = lossesBeside(protocol, machines, language);
  const writer = new Diagram(protocol, language);
  const title = `${protocol.title[language]} (${protocol.id}, ${protocol.version})`;
  const lines = [
    "stateDiagram-v2",
    `  %% ${plain(title)}`,
    `  %% ${plain(LOSS_HEADING[language])}`,
    ...losses.map((each) => `  %% - ${plain(sayLoss(each, language))}`),
    ...machines.flatMap((machine) => writer.machine(machine)),
    ...writer.classes(),
    "",
  ];
  return { text: lines.join("\n"), losses };
}

/** A comment is one line; braces in it would be taken for a directive, and a page that it is pasted into might take tags. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[{}]/g, "").replaceAll("<", "‹").replaceAll(">", "›");
}

const markOf = (mark: MachineMark | undefined) => (typeof mark === "object" ? mark.mark : mark);

class Diagram {
  private readonly protocol: Protocol;
  private readonly language: Language;
  private readonly say: ProtocolTeller;
  private readonly unconfirmed = new Map<string, string[]>();
  private readonly ids = new Map<string, string>();

  constructor(protocol: Protocol, language: Language) {
    this.protocol = protocol;
    this.language = language;
    this.say = new ProtocolTeller(protocol, language, "none");
  }

  machine(machine: MachineOfProtocol): string[] {
    const chart = chartMachine(machine, this.protocol);
    const title = machine.role?.title[this.language] ?? machine.name;
    const all = statesBelow(chart);
    for (const { id } of all) this.idOf(id);
    return [
      ...this.state(chart, title, 1),
      ...all.flatMap(({ transitions }) => transitions.map((each) => `  ${this.arrow(each)}`)),
    ];
  }

  /** Letters, digits and underscores; no two states share one. */
  private idOf(id: string): string {
    const known = this.ids.get(id);
    if (known !== undefined) return known;
    const base = `s_${id.replaceAll(/[^A-Za-z0-9]/g, "_")}`;
    const taken = new Set(this.ids.values());
    let name = base;
    for (let more = 2; taken.has(name); more++) name = `${base}_${more}`;
    this.ids.set(id, name);
    return name;
  }

  private state(state: ChartState, title: string, depth: number): string[] {
    const pad = "  ".repeat(depth);
    const id = this.idOf(state.id);
    const mark = markOf(state.mark);
    if (mark === "assumed" || mark === "recalled")
      this.unconfirmed.set(mark, [...(this.unconfirmed.get(mark) ?? []), id]);
    const doing = [
      state.entry.length === 0
        ? ""
        : `${{ en: "on entering", fr: "à l’entrée" }[this.language]} ${this.say.effects(state.entry)}`,
      state.exit.length === 0
        ? ""
        : `${{ en: "on leaving", fr: "à la sortie" }[this.language]} ${this.say.effects(state.exit)}`,
    ].filter((each) => each !== "");
    const name = `${pad}state "${coded([title, ...doing].join(" / "))}" as ${id}`;
    if (state.states.length === 0) return state.isEnd ? [name, `${pad}${id} --> [*]`] : [name];
    const inside = state.states.map((child) => this.state(child, this.titleOf(child), depth + 1));
    const lines =
      state.kind === "parallel"
        ? inside.flatMap((each, index) => (index === 0 ? each : [`${pad}  --`, ...each]))
        : inside.flat();
    const first = state.initial === undefined ? [] : [`${pad}  [*] --> ${this.idOf(state.initial)}`];
    return [`${name} {`, ...first, ...lines, `${pad}}`];
  }

  private titleOf({ id }: ChartState): string {
    const [machine, ...keys] = id.split(".");
    return this.say.stateName(machine, keys);
  }

  private arrow(step: ChartTransition): string {
    const target = step.target ?? step.source;
    return `${this.idOf(step.source)} --> ${this.idOf(target)} : ${coded(this.say.label(step))}`;
  }

  classes(): string[] {
    const drawn: Readonly<Record<string, string>> = {
      assumed: "stroke-dasharray: 3 4",
      recalled: "stroke-dasharray: 8 3",
    };
    return [...this.unconfirmed].flatMap(([mark, ids]) => [
      `  classDef ${mark} ${drawn[mark]}`,
      ...ids.map((id) => `  class ${id} ${mark}`),
    ]);
  }
}

/** Signs that mean something to Mermaid, as the codes that it draws them from. */
function coded(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[#;:"<>{}[\]|`%&]/g, (sign) => `#${sign.codePointAt(0)};`);
}
