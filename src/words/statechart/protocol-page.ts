import {
  type ChartState,
  type ChartTransition,
  chartMachine,
  type MachineOfProtocol,
  machinesOf,
  type Protocol,
  statesBelow,
} from "../../model/index.ts";
import type { Block } from "../blocks.ts";
import { capital, type Language } from "../language.ts";
import { sayShare } from "../numbers.ts";
import { RECONSTRUCTED, sayInForce } from "../pages.ts";
import { sayBinding } from "../vocabulary.ts";
import { sayClockLines } from "./clocks.ts";
import { sayPlace } from "./finding.ts";
import { saySanction } from "./sanctions.ts";
import { MACHINE_TITLES, ProtocolTeller } from "./teller.ts";

/** A protocol in plain sentences: who does what when, every state, step, question, effect and clock. */
export function protocolPage(
  protocol: Protocol,
  machines: readonly MachineOfProtocol[],
  language: Language,
): Block[] {
  return new Page(protocol, language).blocks(machines);
}

class Page {
  private readonly say: ProtocolTeller;
  private readonly protocol: Protocol;
  private readonly language: Language;

  constructor(protocol: Protocol, language: Language) {
    this.protocol = protocol;
    this.language = language;
    this.say = new ProtocolTeller(protocol, language, "full");
  }

  private of(en: string, fr: string): string {
    return this.say.tidy({ en, fr }[this.language]);
  }

  blocks(machines: readonly MachineOfProtocol[]): Block[] {
    const whole = machines.length === machinesOf(this.protocol).length;
    return [
      ...this.head(),
      ...machines.flatMap((each) => this.machine(each)),
      ...(whole
        ? [...this.choices(), ...this.waits(), ...this.clocks(), ...this.sanctions(), ...this.declared()]
        : []),
    ];
  }

  private head(): Block[] {
    const { title, id, version, description, reconstructed, binding, inForce, sources, uses } = this.protocol;
    const facts = [
      sayBinding(binding, this.language),
      sayInForce(inForce, this.language),
      uses.length > 0 ? this.of(`builds on ${uses.join(", ")}`, `s’appuie sur ${uses.join(", ")}`) : "",
    ];
    const known = this.of(
      "[read]: read in a source; [recalled]: from memory; [assumed]: nobody told us.",
      "[lu] : lu dans une source ; [de mémoire] : sans source sous les yeux ; [supposé] : personne ne l’a dit.",
    );
    return [
      { kind: "title", text: `${title[this.language]} (${id}, ${version})`, mark: "" },
      ...(reconstructed
        ? [{ kind: "notice" as const, text: `${capital(RECONSTRUCTED[this.language])}.` }]
        : []),
      { kind: "paragraph", text: description[this.language] },
      {
        kind: "paragraph",
        text: `${capital(facts.filter((each) => each !== "").join(this.of("; ", " ; ")))}. ${known}`,
      },
      ...(sources.length > 0
        ? [
            this.heading("Sources", "Sources"),
            { kind: "list" as const, items: sources.map((each) => each[this.language]) },
          ]
        : []),
    ];
  }

  private heading(en: string, fr: string): Block {
    return { kind: "heading", text: { en, fr }[this.language] };
  }

  private machine(machine: MachineOfProtocol): Block[] {
    const { role, scope } = machine;
    const chart = chartMachine(machine, this.protocol);
    const title =
      scope === "actor" ? role?.title[this.language] : capital(MACHINE_TITLES[scope][this.language]);
    const states = statesBelow(chart).slice(1);
    const items = [...this.own(chart), ...states.flatMap((state) => this.state(state, chart))];
    return [
      { kind: "heading", text: title ?? machine.name },
      { kind: "paragraph", text: [...this.player(machine), this.beginning(chart)].join(" ") },
      { kind: "list", items },
    ];
  }

  private player({ role, scope }: MachineOfProtocol): string[] {
    if (scope === "item")
      return [this.of("Each upload goes its own way.", "Chaque dépôt suit son propre chemin.")];
    if (scope === "hash")
      return [
        this.of(
          "Each version that a service confirms goes its own way.",
          "Chaque version qu’un service confirme suit son propre chemin.",
        ),
      ];
    if (role === undefined) return [];
    const who = this.say.to(role.for);
    const played = this.of(`Played by ${who}.`, `Rôle tenu par ${who}.`);
    if (role.per === undefined) return [played];
    const message = this.say.message(role.per);
    return [
      played,
      this.of(
        `Begun anew for each message ${message} that is delivered.`,
        `Repris pour chaque message ${message} remis.`,
      ),
    ];
  }

  private beginning(chart: ChartState): string {
    if (chart.kind === "parallel")
      return this.of("Several things go on side by side.", "Plusieurs choses se déroulent en parallèle.");
    const first = statesBelow(chart).find(({ id }) => id === chart.initial);
    return first === undefined
      ? ""
      : this.of(`It begins in ${this.place(first)}.`, `Le début est ${this.place(first)}.`);
  }

  /** What holds wherever the machine is. */
  private own(chart: ChartState): string[] {
    const steps = this.steps(chart, chart);
    if (steps.length === 0) return [];
    return [this.of("Wherever it is", "Où qu’il en soit"), ...steps];
  }

  private place({ id }: Pick<ChartState, "id">): string {
    return this.say.place(id);
  }

  private state(state: ChartState, chart: ChartState): string[] {
    const mark = this.say.mark(state.mark);
    const colon = this.language === "en" ? ":" : " :";
    const description = state.description === undefined ? "" : `${colon} ${state.description[this.language]}`;
    const head = this.say.tidy(`${this.place(state)}${mark}${description}`);
    return [head, ...this.steps(state, chart)];
  }

  private steps(state: ChartState, chart: ChartState): string[] {
    const lines: string[] = [];
    if (state.kind === "history") lines.push(this.remembers(state));
    if (state.kind === "parallel" && state !== chart)
      lines.push(
        this.of("What is inside goes on side by side.", "Ce qui est à l’intérieur se déroule en parallèle."),
      );
    if (state.initial !== undefined && state !== chart)
      lines.push(
        this.of(
          `It begins in ${this.place({ id: state.initial })}.`,
          `Le début est ${this.place({ id: state.initial })}.`,
        ),
      );
    if (state.entry.length > 0)
      lines.push(
        this.of(
          `On entering: ${this.say.effects(state.entry)}.`,
          `À l’entrée : ${this.say.effects(state.entry)}.`,
        ),
      );
    if (state.exit.length > 0)
      lines.push(
        this.of(
          `On leaving: ${this.say.effects(state.exit)}.`,
          `À la sortie : ${this.say.effects(state.exit)}.`,
        ),
      );
    lines.push(...state.transitions.map((each) => this.transition(each)));
    if (state.isEnd && state.transitions.length === 0)
      lines.push(this.of("It ends here.", "Tout s’arrête ici."));
    else if (state.isEnd) lines.push(this.of("It may end here.", "Tout peut s’arrêter ici."));
    return lines.map((line) => `  ${line}`);
  }

  private remembers({ history, fallback }: ChartState): string {
    const deep = history === "deep";
    const first =
      fallback === undefined
        ? ""
        : this.of(
            `; the first time ${this.place({ id: fallback })}`,
            ` ; la première fois ${this.place({ id: fallback })}`,
          );
    return `${this.of(
      `Goes back to where it was${deep ? ", to the last detail" : ""}`,
      `Revient où l’on en était${deep ? ", dans le détail" : ""}`,
    )}${first}.`;
  }

  private transition(step: ChartTransition): string {
    const { trigger, guard, actions, target, source, reenter, mark, description } = step;
    const when = this.say.trigger(trigger);
    const asked =
      guard === undefined ? "" : this.of(`, if ${this.say.guard(guard)}`, `, si ${this.say.guard(guard)}`);
    const done = actions.map((each) => this.say.effect(each));
    if (target === source && reenter) done.push(this.of("it begins again here", "tout reprend ici"));
    else if (target === source) done.push(this.of("it stays here", "on reste ici"));
    else if (target !== undefined)
      done.push(
        this.of(`it goes to ${this.place({ id: target })}`, `on passe à ${this.place({ id: target })}`),
      );
    if (done.length === 0) done.push(this.of("nothing changes", "rien ne change"));
    const what = done.join(this.of("; then ", " ; puis "));
    const why = description === undefined ? "" : ` ${description[this.language]}`;
    return this.say.tidy(
      `${when}${asked}${this.language === "en" ? ":" : " :"} ${what}${this.say.mark(mark)}.${why}`,
    );
  }

  private choices(): Block[] {
    const items = Object.entries(this.protocol.decisions).flatMap(([id, { options, takes }]) => {
      const colon = this.language === "en" ? ":" : " :";
      return [
        this.say.tidy(
          `${this.say.decision(id)} ${this.of("takes", "prend")}${colon} ${this.say.delay(takes)}`,
        ),
        ...Object.entries(options).map(([option, given]) =>
          this.say.tidy(
            `  ${this.say.option(id, option)}${colon} ${this.say.quantity(given, (value) => sayShare(value, this.language))}`,
          ),
        ),
      ];
    });
    return items.length === 0 ? [] : [this.heading("Choices", "Choix"), { kind: "list", items }];
  }

  private waits(): Block[] {
    const items = Object.entries(this.protocol.delays).map(([name, delay]) =>
      this.say.tidy(
        `${this.say.waitName(name)}${this.language === "en" ? ":" : " :"} ${this.say.delay(delay)}`,
      ),
    );
    return items.length === 0 ? [] : [this.heading("Waits", "Attentes"), { kind: "list", items }];
  }

  private clocks(): Block[] {
    const items = Object.values(this.protocol.duties).flatMap((duty) =>
      sayClockLines(duty, this.protocol, this.say),
    );
    return items.length === 0 ? [] : [this.heading("Clocks", "Délais"), { kind: "list", items }];
  }

  private sanctions(): Block[] {
    const colon = { en: ":", fr: " :" }[this.language];
    const items = Object.values(this.protocol.sanctions ?? {}).map((each) =>
      this.say.tidy(
        `${each.title[this.language]}${colon} ${saySanction(each, this.say, this.language).join(" ")}`,
      ),
    );
    return items.length === 0 ? [] : [this.heading("Sanctions", "Sanctions"), { kind: "list", items }];
  }

  private declared(): Block[] {
    const colon = { en: ":", fr: " :" }[this.language];
    const items = (this.protocol.declaredFaults ?? []).map(({ path, because, source }) =>
      this.say.tidy(
        `${sayPlace(path.split("."), this.say)}${colon} ${because[this.language].replace(/\.$/, "")} (${source[this.language]}).`,
      ),
    );
    if (items.length === 0) return [];
    return [
      this.heading("Known faults of the real protocol", "Défauts connus du protocole réel"),
      { kind: "list", items },
    ];
  }
}
