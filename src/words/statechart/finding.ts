import type { ActionCall, ClosedStep, Diagnostic, FactName, TraceStep, Trigger } from "../../model/index.ts";
import { sayStateValue } from "../state-value.ts";
import { sayMessage } from "../vocabulary.ts";
import { sayPattern } from "./patterns.ts";
import { GUARD_PHRASES } from "./phrases.ts";
import type { ProtocolTeller } from "./teller.ts";

type Details = Diagnostic["details"];
type Answers = NonNullable<ClosedStep["answers"]>;

/** Whose words a finding is said in: these of its protocols, and the titles of its scenario. */
export interface FindingNames {
  /** of the protocol that the finding is about */
  readonly own: ProtocolTeller;
  /** of a protocol that one of its steps is in; undefined where nobody read it */
  protocol(id: string): ProtocolTeller | undefined;
  /** what an actor or a service is called; its id where nobody knows it */
  who(id: string): string;
  /** what a variant is called; its id where nobody knows it */
  variant(id: string): string;
}

/** What a finding is said from, beside its details. */
export type Evidence = Partial<Pick<Diagnostic, "path" | "trace" | "also">>;

const WORDS = {
  en: { yes: "yes", no: "no", colon: ":", and: "and", beginning: "from the beginning" },
  fr: { yes: "oui", no: "non", colon: " :", and: "et", beginning: "dès le début" },
} as const;

const bare = (machine: string) => machine.replace(/^roles\./, "");
const small = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
/** `a, b (c, d)` by the commas outside brackets. */
const listed = (list: string) => list.split(/, (?![^(]*\))/);

/**
 * What a finding says, with the protocol's own words for its roles, states, waits, choices and duties, and the titles of the
 * actors that it names, instead of the names in their files: these stand in the finding's path.
 */
export function detailsInWords(details: Details, names: FindingNames, evidence: Evidence = {}): Details {
  const { own } = names;
  const machine = bare(String(details.machine ?? ""));
  const said = (name: string, say: (value: string) => string) =>
    typeof details[name] === "string" && details[name] !== "" ? { [name]: say(details[name]) } : {};
  const everyone = (ids: string) => listed(ids).map(names.who).join(", ");
  return {
    ...details,
    ...said("machine", () => own.inside(own.role(machine))),
    ...said("state", (name) => own.inside(own.place(`${machine}.${name}`))),
    ...said("target", (name) => own.inside(own.stateOf(machine, name.replace(/^[#.]+/, "")))),
    ...said("delay", (name) => own.inside(own.waitName(name))),
    ...said("faster", (name) => own.inside(own.waitName(name))),
    ...said("message", (name) => sayMessage(name, own.language)),
    ...said("duty", (name) => own.inside(own.duty(name))),
    ...said("protocol", () => own.title),
    ...said("option", (name) => sayOption(name, own)),
    ...said("event", (name) => small(own.trigger(triggerOf(name, evidence.path ?? "")))),
    ...said("events", (list) =>
      listed(list)
        .map((name) => small(own.trigger({ kind: "event", name })))
        .join(", "),
    ),
    ...said("effect", (name) => sayEffect(name, own, evidence.trace)),
    ...said("actors", everyone),
    ...said("debtor", everyone),
    // A territory has the name that its protocol gives it.
    ...said("where", (list) => (details.why === undefined ? everyone(list) : own.inside(own.quote(list)))),
    ...said("roles", (list) =>
      listed(list)
        .map((each) => sayWaiting(each, names))
        .join(", "),
    ),
    ...said("variants", (list) =>
      listed(list)
        .map((id) => own.enclose(names.variant(id)))
        .join(", "),
    ),
    ...said("places", (list) => sayPlaces(evidence.also, names) ?? list),
    ...said("story", (story) => sayStory(story, names, evidence.trace)),
  };
}

/** What a transition waits for, by where it stands. */
function triggerOf(name: string, path: string): Trigger {
  if (name === "always") return { kind: "always" };
  if (name === "onDone") return { kind: "done" };
  return path.includes(`.after.${name}`) ? { kind: "after", delay: name } : { kind: "event", name };
}

function sayOption(event: string, own: ProtocolTeller): string {
  const dot = event.lastIndexOf(".");
  const [decision, option] = [event.slice(0, dot), event.slice(dot + 1)];
  return `${own.option(decision, option)} (${own.decision(decision)})`;
}

/** What is asked for, with its parameters where the run that shows it asks for it. */
function sayEffect(name: string, own: ProtocolTeller, trace: Evidence["trace"] = []): string {
  const asked = trace.flatMap(({ effects }) => effects).findLast(({ type }) => type === name);
  return asked === undefined ? own.inside(own.quote(name)) : sayAsked(asked, own);
}

/** What a step asks for, as its statechart does. */
export function sayAsked(effect: TraceStep["effects"][number], teller: ProtocolTeller): string {
  return teller.effect(effect as ActionCall);
}

/** `host: answers (alert/removal-order)`: who waits, as what, and for which messages. */
function sayWaiting(waiting: string, { own, who }: FindingNames): string {
  const [, actor, role, messages] = /^(?:(.*): )?([^ ]+) \((.*)\)$/.exec(waiting) ?? [];
  if (role === undefined) return waiting;
  const waited = messages.split("/").map((each) => own.message(each));
  const title = actor === undefined ? "" : `${who(actor)}${WORDS[own.language].colon} `;
  return own.tidy(`${title}${own.role(role)} (${waited.join(", ")})`);
}

/** Where the others are that go back to the same: a duty, a role, or a state in it. */
function sayPlaces(also: Evidence["also"], names: FindingNames): string | undefined {
  if (also === undefined) return undefined;
  const places = also.map(({ path, details = {} }) => {
    const keys = path.split(".");
    // Among the actors of a scenario, a path begins with the protocol.
    const together = keys[0] === "protocols";
    const own = (together && names.protocol(keys[1])) || names.own;
    const actors = typeof details.actors === "string" ? listed(details.actors).map(names.who).join(", ") : "";
    return sayPlace(keys.slice(together ? 2 : 0), own, actors);
  });
  return [...new Set(places)].join(names.own.language === "en" ? "; " : " ; ");
}

/** Where something stands in a protocol, by its keys from the root: a duty, a role (who plays it there), or a state in it. */
export function sayPlace([part, name, ...rest]: readonly string[], own: ProtocolTeller, actors = ""): string {
  if (part === "duties") return own.duty(name);
  const role = part === "roles" ? name : part;
  const states = (part === "roles" ? rest : [name, ...rest]).join(".").match(/(?<=states\.)[^.]+/g) ?? [];
  const title = own.role(role);
  const who = actors === "" || actors === own.inside(title) ? title : `${title} (${actors})`;
  return states.length === 0 ? who : `${who}, ${own.place([role, ...states].join("."))}`;
}

type Step = Pick<TraceStep, "protocol" | "machine" | "actor">;

/** Who does something: an actor in its role, a role that anybody may play, or the clock of a duty. */
export function whoDoes({ protocol, machine, actor }: Step, names: FindingNames): string {
  const teller = names.protocol(protocol) ?? names.own;
  if (machine.startsWith("duties.")) return teller.duty(machine.slice("duties.".length));
  const role = teller.inside(teller.role(bare(machine)));
  if (actor === undefined) return role;
  const title = names.who(actor);
  return title === role ? title : `${title} (${role})`;
}

/** What is heard, as it follows a colon: a fact that a clock waits for, the end of a wait, or an event. */
export function whatComes(
  { protocol, machine, event, timer }: Step & Pick<TraceStep, "event" | "timer">,
  names: FindingNames,
): string {
  const teller = names.protocol(protocol) ?? names.own;
  if (event === "") return "";
  if (timer !== undefined) return small(teller.trigger({ kind: "after", delay: timer }));
  if (event === "beginning") return WORDS[teller.language].beginning;
  if (!machine.startsWith("duties.")) return small(teller.trigger({ kind: "event", name: event }));
  const [fact, what] = event.split(" ");
  return sayPattern({ fact: fact as FactName, ...(what !== undefined && { what }) }, teller);
}

/** How the questions of a step are answered; nothing where it asks none. */
export function howAnswered(answers: Answers, protocol: string, names: FindingNames): string {
  const teller = names.protocol(protocol) ?? names.own;
  const { yes, no, colon } = WORDS[teller.language];
  const said = answers.map(({ guard, params, is }) => {
    const isKnown = params !== undefined || !Object.hasOwn(GUARD_PHRASES, guard);
    const question = isKnown ? teller.guard({ type: guard, params }) : teller.guard(guard);
    return `${question}${colon} ${is ? yes : no}`;
  });
  return teller.tidy(said.join(", "));
}

/** A state that a step ends in or begins in, in quotation marks. */
export function whereItIs(protocol: string, machine: string, state: string, names: FindingNames): string {
  const teller = names.protocol(protocol) ?? names.own;
  return teller.enclose(
    sayStateValue(state, (keys) => teller.stateName(bare(machine), keys), teller.language),
  );
}

/** Who does what when, in its order; each is named where another was before. */
function sayStory(story: string, names: FindingNames, trace: Evidence["trace"]): string {
  const { language } = names.own;
  const { colon } = WORDS[language];
  const steps = trace ?? readStory(story, names.own.id);
  let last = "";
  return steps
    .map((step) => {
      const who = whoDoes(step, names);
      const named = who === last ? "" : `${who}${colon} `;
      last = who;
      const asked = howAnswered(step.answers, step.protocol, names);
      return names.own.tidy(`${named}${whatComes(step, names)}${asked === "" ? "" : ` (${asked})`}`);
    })
    .join(" > ");
}

/** `police: incident.began > after awareness (flagIs: no)`, of a finding whose run could not be played. */
function readStory(story: string, protocol: string) {
  let machine = "";
  let actor: string | undefined;
  return story.split(" > ").map((step) => {
    const [, who, what = step, asked] = /^(?:([^:() ]+): )?([^()]*?)(?: \((.*)\))?$/.exec(step) ?? [];
    if (who !== undefined) {
      const slash = who.lastIndexOf("/");
      machine = who.slice(slash + 1);
      actor = slash < 0 ? undefined : who.slice(0, slash);
    }
    const answers = (asked === undefined ? [] : asked.split(", ")).map((each) => {
      const [guard, is] = each.split(": ");
      return { guard, is: is === "yes" };
    });
    const timer = what.startsWith("after ") ? { timer: what.slice("after ".length) } : {};
    return { protocol, machine, ...(actor !== undefined && { actor }), event: what, ...timer, answers };
  });
}
