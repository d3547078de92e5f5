import type { Trigger } from "../../model/index.ts";
import type { Block } from "../blocks.ts";
import type { Names } from "../facts.ts";
import { type Language, tidy, type Words } from "../language.ts";
import { ProtocolTeller } from "../statechart/teller.ts";
import type { RunPage, UnconfirmedLine } from "./lines.ts";

/** Steps that an outcome passed through and that were recalled or assumed. */

const UNCONFIRMED = {
  none: {
    en: "None: all that it passed through was read in a source.",
    fr: "Aucune : tout ce par quoi il est passé a été lu dans une source.",
  },
  recalled: { en: "recalled", fr: "retenu de mémoire" },
  assumed: { en: "assumed", fr: "supposé" },
  state: { en: "state", fr: "état" },
  transition: { en: "transition", fr: "transition" },
  duty: { en: "deadline", fr: "délai" },
} as const satisfies Record<string, Words>;
const MOST_UNCONFIRMED = 30;

/** States, transitions and duties in the words of their protocol; recalled ones first, as they can be looked up. */
export function unconfirmedBlocks(
  { unconfirmed, titles }: RunPage,
  names: Names,
  language: Language,
): Block[] {
  const tellers = new Map(
    titles.protocols.map((each) => [each.id, new ProtocolTeller(each, language, "none")] as const),
  );
  if (unconfirmed.length === 0) return [{ kind: "paragraph", text: UNCONFIRMED.none[language] }];
  const count = (mark: UnconfirmedLine["mark"]) => unconfirmed.filter((each) => each.mark === mark).length;
  const counted = {
    en: `${count("recalled")} recalled and not confirmed, ${count("assumed")} assumed; the rest was read in a source.`,
    fr: `${count("recalled")} retenues de mémoire et non confirmées, ${count("assumed")} supposées ; le reste a été lu dans une source.`,
  };
  const order = [...unconfirmed].sort((a, b) => (a.mark === b.mark ? 0 : a.mark === "recalled" ? -1 : 1));
  const items = order.slice(0, MOST_UNCONFIRMED).map((line) => {
    const said = sayUnconfirmed(line, tellers.get(line.protocol), names, language);
    return `${said} (${UNCONFIRMED[line.mark][language]})`;
  });
  const left = order.length - items.length;
  if (left > 0)
    items.push(
      { en: `… and ${left} more (--json has all).`, fr: `… et ${left} de plus (--json les donne toutes).` }[
        language
      ],
    );
  return [
    { kind: "paragraph", text: tidy(counted[language], language) },
    { kind: "list", items: items.map((each) => tidy(each, language)) },
  ];
}

/** Where it is, and what: a state, a step from one to another with what sets it off, or a clock. */
function sayUnconfirmed(
  { protocol, machine, kind, name, event = "", target }: UnconfirmedLine,
  teller: ProtocolTeller | undefined,
  names: Names,
  language: Language,
): string {
  const colon = language === "en" ? ":" : " :";
  const word = UNCONFIRMED[kind][language];
  if (kind === "duty" || teller === undefined) {
    const where = [protocol, machine].filter((each) => each !== "").join("/");
    if (kind !== "duty")
      return `${where}${colon} ${word} ${name}${event === "" ? "" : ` --${event}--> ${target ?? name}`}`;
    const title = names.duty(`${protocol}/${name}`);
    return `${where}${colon} ${word} ${language === "en" ? `“${title}”` : `« ${title} »`}`;
  }
  const place = (state: string) =>
    state === "" ? teller.role(machine) : teller.place(`${machine}.${state}`);
  const where = `${protocol}, ${teller.role(machine)}${colon}`;
  if (kind === "state") return `${where} ${word} ${place(name)}`;
  const trigger = triggerOf(event);
  const when = trigger === undefined ? "" : `, ${lower(teller.trigger(trigger))}`;
  return `${where} ${word} ${place(name)} → ${place(target ?? name)}${when}`;
}

/** A transition's key as what sets it off: an event has a dot in its name, a delay has none. */
function triggerOf(key: string): Trigger | undefined {
  if (key === "") return undefined;
  if (key === "always") return { kind: "always" };
  if (key === "onDone") return { kind: "done" };
  return key.includes(".") || key === "*" ? { kind: "event", name: key } : { kind: "after", delay: key };
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
