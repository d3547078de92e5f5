import {
  type ChartState,
  isRecord,
  type PartsOfProtocol,
  type Protocol,
  type ProtocolChange,
} from "../../model/index.ts";
import type { Block } from "../blocks.ts";
import { type Language, tidy, type Words } from "../language.ts";
import { sayShare } from "../numbers.ts";
import { sayInForce } from "../pages.ts";
import { sayBinding } from "../vocabulary.ts";
import { sayClockLines } from "./clocks.ts";
import { saySanction } from "./sanctions.ts";
import { ProtocolTeller } from "./teller.ts";

/** Two versions of a protocol and what differs between them. */
export interface DifferencePage {
  readonly before: Protocol;
  readonly after: Protocol;
  readonly changes: readonly ProtocolChange[];
}

const PARTS: Readonly<Record<keyof PartsOfProtocol, Words>> = {
  head: { en: "The protocol", fr: "Le protocole" },
  machine: { en: "Roles", fr: "Rôles" },
  state: { en: "States", fr: "États" },
  transition: { en: "Steps", fr: "Étapes" },
  wait: { en: "Waits", fr: "Attentes" },
  choice: { en: "Choices", fr: "Choix" },
  option: { en: "Shares of choices", fr: "Parts des choix" },
  clock: { en: "Clocks", fr: "Délais" },
  sanction: { en: "Sanctions", fr: "Sanctions" },
};

const FIELDS: Readonly<Record<string, Words>> = {
  version: { en: "version", fr: "version" },
  title: { en: "title", fr: "titre" },
  description: { en: "description", fr: "description" },
  binding: { en: "kind", fr: "nature" },
  group: { en: "group", fr: "groupe" },
  reconstructed: { en: "reconstructed from public sources", fr: "reconstitué d’après des sources publiques" },
  inForce: { en: "dates in force", fr: "dates de vigueur" },
  uses: { en: "builds on", fr: "s’appuie sur" },
  sources: { en: "sources", fr: "sources" },
  scope: { en: "what it covers", fr: "ce qu’il couvre" },
  declaredFaults: { en: "known faults", fr: "défauts connus" },
};

const sayProtocol = ({ id, version }: Protocol) => `${id} (${version})`;

/** What differs, in sentences under the kinds of part; one sentence where nothing does. */
export function differencePage(page: DifferencePage, language: Language): Block[] {
  const { before, after, changes } = page;
  const title = {
    en: `From ${sayProtocol(before)} to ${sayProtocol(after)}`,
    fr: `De ${sayProtocol(before)} à ${sayProtocol(after)}`,
  };
  const head: Block = { kind: "title", text: title[language], mark: "" };
  if (changes.length === 0)
    return [head, { kind: "paragraph", text: { en: "Nothing differs.", fr: "Rien ne diffère." }[language] }];
  const parts = Object.keys(PARTS) as (keyof PartsOfProtocol)[];
  const blocks = parts.flatMap((part): Block[] => {
    const items = changes.filter((each) => each.part === part).map((each) => sayChange(each, page, language));
    return items.length === 0
      ? []
      : [
          { kind: "heading", text: PARTS[part][language] },
          { kind: "list", items },
        ];
  });
  return [head, ...blocks];
}

/** One difference as a sentence: "Added: …", "Removed: …", or "Changed: … was …, is now …". */
export function sayChange(
  change: ProtocolChange,
  { before, after }: Omit<DifferencePage, "changes">,
  language: Language,
): string {
  const [was, is] = [new Side(before, language), new Side(after, language)];
  const at = (change.after === undefined ? was : is).at(change);
  const colon = language === "en" ? ":" : " :";
  const word = (en: string, fr: string) => ({ en, fr })[language];
  if (change.before === undefined)
    return tidy(
      `${word("Added", "Ajouté")}${colon} ${join(at, is.say({ ...change, before: change.after } as ProtocolChange), colon)}`,
      language,
    );
  if (change.after === undefined)
    return tidy(`${word("Removed", "Supprimé")}${colon} ${join(at, was.say(change), colon)}`, language);
  const [old, now] = differing(
    was.say(change),
    is.say({ ...change, before: change.after } as ProtocolChange),
  );
  return tidy(
    `${word("Changed", "Modifié")}${colon} ${at}${at === "" ? "" : " — "}${word("was", "était")}${colon} ${old || word("(nothing)", "(rien)")} ${word("Is now", "Est désormais")}${colon} ${now || word("(nothing)", "(rien)")}`,
    language,
  );
}

const join = (at: string, lines: readonly string[], colon: string) =>
  at === "" ? lines.join(" ") : lines.length === 0 ? `${at}.` : `${at}${colon} ${lines.join(" ")}`;

/** Of two lists of sentences those that the other does not have. */
function differing(old: readonly string[], now: readonly string[]): readonly [string, string] {
  const [before, after] = [
    old.filter((each) => !now.includes(each)),
    now.filter((each) => !old.includes(each)),
  ];
  // Where the sentences are the same in another order, all are told.
  return before.length === 0 && after.length === 0
    ? [old.join(" "), now.join(" ")]
    : [before.join(" "), after.join(" ")];
}

/** The words of one of the two versions. */
class Side {
  private readonly teller: ProtocolTeller;
  private readonly language: Language;
  private readonly protocol: Protocol;

  constructor(protocol: Protocol, language: Language) {
    this.protocol = protocol;
    this.language = language;
    this.teller = new ProtocolTeller(protocol, language, "full");
  }

  private of(en: string, fr: string): string {
    return { en, fr }[this.language];
  }

  /** Which part it is about. */
  at({ part, at }: ProtocolChange): string {
    const { teller } = this;
    switch (part) {
      case "head":
        return Object.hasOwn(FIELDS, at) ? FIELDS[at][this.language] : at;
      case "machine":
        return teller.role(at);
      case "state":
      case "transition":
        return this.place(at);
      case "wait":
        return teller.waitName(at);
      case "choice":
        return teller.decision(at);
      case "option": {
        const dot = at.lastIndexOf(".");
        const [decision, option] = [at.slice(0, dot), at.slice(dot + 1)];
        return `${teller.decision(decision)}, ${teller.option(decision, option)}`;
      }
      case "clock":
        return "";
      case "sanction":
        return teller.sanction(at);
      default:
        return part satisfies never;
    }
  }

  private place(id: string): string {
    const [machine, ...keys] = id.split(".");
    if (keys.length === 0) return this.teller.role(machine);
    return `${this.teller.place(id)} ${this.of("of", "de")} ${this.teller.role(machine)}`;
  }

  /** What the part of this side is, as sentences. */
  say(change: ProtocolChange): string[] {
    const { teller, language } = this;
    switch (change.part) {
      case "head":
        return this.head(change.at, change.before);
      case "machine": {
        const role = change.before?.role;
        if (role === undefined) return [];
        const per =
          role.per === undefined
            ? ""
            : this.of(
                `, for each ${teller.message(role.per)}`,
                `, pour chaque message ${teller.message(role.per)}`,
              );
        return [`${role.title[language]}, ${this.of("played by", "tenu par")} ${teller.to(role.for)}${per}.`];
      }
      case "state":
        return change.before === undefined ? [] : this.state(change.before);
      case "transition":
        return change.before === undefined ? [] : [`${this.step(change.before)}.`];
      case "wait":
        return change.before === undefined ? [] : [`${teller.delay(change.before)}.`];
      case "choice":
        return change.before === undefined
          ? []
          : [
              `${this.of("takes", "prend")} ${teller.delay(change.before.takes)}.`,
              ...this.options(change.at, change.before.options),
            ];
      case "option":
        return change.before === undefined
          ? []
          : [`${teller.quantity(change.before, (value) => sayShare(value, language))}.`];
      case "clock":
        return change.before === undefined
          ? []
          : sayClockLines(change.before, this.protocol, teller).map((line) => line.trim());
      case "sanction":
        return change.before === undefined
          ? []
          : [`${change.before.title[language]}.`, ...saySanction(change.before, teller, language)];
      default:
        return change satisfies never;
    }
  }

  private options(decision: string, options: PartsOfProtocol["choice"]["options"]): string[] {
    return Object.entries(options).map(
      ([name, share]) =>
        `${this.teller.option(decision, name)} ${this.teller.quantity(share, (value) => sayShare(value, this.language))}.`,
    );
  }

  private step(step: PartsOfProtocol["transition"]): string {
    const { trigger, guard, actions, target, reenter, description, mark } = step;
    const asked =
      guard === undefined
        ? ""
        : this.of(`, if ${this.teller.guard(guard)}`, `, si ${this.teller.guard(guard)}`);
    const done = actions.map((each) => this.teller.effect(each));
    if (target !== undefined)
      done.push(
        this.of(
          `it ${reenter ? "enters" : "goes to"} ${this.place(target)}${reenter ? " anew" : ""}`,
          `on ${reenter ? "entre de nouveau dans" : "passe à"} ${this.place(target)}`,
        ),
      );
    const why = description === undefined ? "" : ` (${description[this.language]})`;
    const what =
      done.length === 0
        ? this.of("nothing changes", "rien ne change")
        : done.join(this.of("; then ", " ; puis "));
    return `${this.teller.trigger(trigger)}${asked}, ${what}${why}${this.teller.mark(mark)}`;
  }

  private state(state: ChartState): string[] {
    const { kind, initial, entry, exit, isEnd, mark, description, delays, history, fallback } = state;
    const lines = [
      kind === "parallel"
        ? this.of("what is inside goes on side by side", "l’intérieur se déroule en parallèle")
        : "",
      initial === undefined
        ? ""
        : this.of(`begins in ${this.place(initial)}`, `commence par ${this.place(initial)}`),
      history === undefined
        ? ""
        : this.of(`goes back to where it was (${history})`, `revient où l’on en était (${history})`),
      fallback === undefined
        ? ""
        : this.of(`the first time ${this.place(fallback)}`, `la première fois ${this.place(fallback)}`),
      entry.length === 0
        ? ""
        : this.of(`on entering ${this.teller.effects(entry)}`, `à l’entrée ${this.teller.effects(entry)}`),
      exit.length === 0
        ? ""
        : this.of(`on leaving ${this.teller.effects(exit)}`, `à la sortie ${this.teller.effects(exit)}`),
      delays.length === 0
        ? ""
        : `${this.of("waits", "attend")} ${delays.map((each) => this.teller.wait(each)).join(", ")}`,
      isEnd ? this.of("it may end here", "tout peut s’arrêter ici") : "",
      mark === undefined ? "" : `${this.of("rests on", "repose sur")}${this.teller.mark(mark)}`,
      description?.[this.language] ?? "",
    ];
    return lines.filter((each) => each !== "").map((each) => `${each.replace(/\.$/, "")}.`);
  }

  private head(field: string, value: unknown): string[] {
    if (value === undefined) return [this.of("(none)", "(rien)")];
    if (field === "declaredFaults")
      return (value as NonNullable<Protocol["declaredFaults"]>).map(
        ({ because, source }) => `${because[this.language].replace(/\.$/, "")} (${source[this.language]}).`,
      );
    return [`${this.headline(field, value).replace(/\.$/, "")}.`];
  }

  private headline(field: string, value: unknown): string {
    if (field === "binding") return sayBinding(String(value), this.language);
    if (field === "inForce") return sayInForce(value as Protocol["inForce"], this.language);
    if (typeof value === "boolean") return value ? this.of("yes", "oui") : this.of("no", "non");
    return this.plain(value);
  }

  /** Whatever it is: a text in this language, a list, or its parts by name. */
  private plain(value: unknown): string {
    if (Array.isArray(value)) return value.map((each) => this.plain(each)).join("; ");
    if (!isRecord(value)) return String(value);
    if ("en" in value && "fr" in value) return String(value[this.language]);
    return Object.entries(value)
      .map(([key, each]) => `${key} ${this.plain(each)}`)
      .join(", ");
  }
}
