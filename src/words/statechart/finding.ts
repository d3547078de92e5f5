import type { Diagnostic } from "../../model/index.ts";
import { sayMessage } from "../vocabulary.ts";
import type { ProtocolTeller } from "./teller.ts";

type Details = Diagnostic["details"];

/**
 * What a finding about a protocol says, with the protocol's own words for its roles, states, waits and duties instead of
 * the names in its file: these stand in the finding's path. A protocol without texts keeps its names.
 */
export function detailsInWords(details: Details, teller: ProtocolTeller): Details {
  const machine = bare(String(details.machine ?? ""));
  const said = (name: string, say: (value: string) => string) =>
    typeof details[name] === "string" && details[name] !== "" ? { [name]: say(details[name]) } : {};
  return {
    ...details,
    ...said("machine", () => teller.inside(teller.role(machine))),
    ...said("state", (name) => teller.inside(teller.place(`${machine}.${name}`))),
    ...said("delay", (name) => teller.inside(teller.waitName(name))),
    ...said("faster", (name) => teller.inside(teller.waitName(name))),
    ...said("message", (name) => sayMessage(name, teller.language)),
    ...said("duty", (name) => teller.inside(teller.duty(name))),
    ...said("story", (story) => sayStory(story, teller)),
  };
}

const bare = (machine: string) => machine.replace(/^roles\./, "");

/** `police: incident.began > after awareness (flagIs: no)` as who does what when, in its order. */
function sayStory(story: string, teller: ProtocolTeller): string {
  const colon = teller.language === "en" ? ":" : " :";
  return story
    .split(" > ")
    .map((step) => {
      const [, who, what, asked] = /^(?:([^:() ]+): )?([^()]*?)(?: \((.*)\))?$/.exec(step) ?? [];
      if (what === undefined) return step;
      const role = who === undefined ? "" : `${teller.inside(teller.role(who))}${colon} `;
      const trigger = what.startsWith("after ")
        ? teller.trigger({ kind: "after", delay: what.slice("after ".length) })
        : teller.trigger({ kind: "event", name: what });
      const answers = asked === undefined ? "" : ` (${sayAnswers(asked, teller)})`;
      return teller.tidy(`${role}${trigger.charAt(0).toLowerCase()}${trigger.slice(1)}${answers}`);
    })
    .join(" > ");
}

/** `flagIs: yes, isLive: no`: questions by their names, as the file has them. */
function sayAnswers(asked: string, { language }: ProtocolTeller): string {
  if (language === "en") return asked;
  return asked.replaceAll(/: yes\b/g, " : oui").replaceAll(/: no\b/g, " : non");
}
