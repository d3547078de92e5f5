import {
  type LogHeader,
  type Protocol,
  type Text,
  textOfName,
  textOfOption,
  textOfState,
  textOfWait,
} from "../model/index.ts";
import type { Names } from "./facts.ts";
import type { Language } from "./language.ts";
import { sayStateValue } from "./state-value.ts";
import type { ClockForm } from "./told.ts";
import { COUNTERFACTUAL, readable, sayDutyKind, sayName } from "./vocabulary.ts";

/** Titles and texts that stand in the scenario's protocols and not in a log's header. */
export interface ProtocolTitles {
  readonly decisions: ReadonlyMap<string, Text>;
  /** by `protocol/role` */
  readonly roles: ReadonlyMap<string, Text>;
  /** what their states, options, waits and other names are called */
  readonly protocols: readonly Protocol[];
}

export const NO_TITLES: ProtocolTitles = { decisions: new Map(), roles: new Map(), protocols: [] };

/** The titles of a scenario's protocols. */
export function titlesOf(protocols: readonly Protocol[]): ProtocolTitles {
  return {
    decisions: new Map(
      protocols.flatMap(({ decisions }) => Object.entries(decisions).map(([id, { title }]) => [id, title])),
    ),
    roles: new Map(
      protocols.flatMap(({ id, roles }) =>
        Object.entries(roles).map(([role, { title }]) => [`${id}/${role}`, title]),
      ),
    ),
    protocols,
  };
}

const split = (name: string): readonly [string, string] => {
  const slash = name.lastIndexOf("/");
  return [name.slice(0, Math.max(slash, 0)), name.slice(slash + 1)];
};
const last = (id: string) => readable(split(id)[1]);

/** The names of a log's actors, duties, decisions and roles in one language. */
export function namesOf(header: LogHeader, titles: ProtocolTitles, language: Language): Names {
  const people = new Map(
    [...header.platforms, ...header.actors].map(({ id, title }) => [id, title[language]]),
  );
  const duties = new Map(
    header.duties.map(({ id, protocol, title }) => [`${protocol}/${id}`, title[language]]),
  );
  const kinds = new Map(
    header.duties.map(({ id, protocol, kind, counterfactual }) => [
      `${protocol}/${id}`,
      sayDutyKind(kind, language) + (counterfactual ? `, ${COUNTERFACTUAL[language]}` : ""),
    ]),
  );
  const forms = new Map<string, ClockForm>(
    header.duties.map(({ id, protocol, form, judged }) => [
      `${protocol}/${id}`,
      judged === true ? "judged" : (form ?? "deadline"),
    ]),
  );
  const injects = new Map((header.injects ?? []).map(({ id, title }) => [id, title[language]]));
  const { protocols } = titles;
  const byId = new Map(protocols.map((each) => [each.id, each]));
  // A fact does not say whose word it is: the last protocol that has one for it, as for the titles of decisions.
  const find = (text: (protocol: Protocol) => Text | undefined) =>
    protocols.map(text).findLast((each) => each !== undefined)?.[language];
  const said = (text: (protocol: Protocol) => Text | undefined, name: string) => find(text) ?? readable(name);
  return {
    who: (id) => people.get(id) ?? id,
    duty: (id) => duties.get(id) ?? last(id),
    dutyKind: (id) => kinds.get(id) ?? "",
    dutyForm: (id) => forms.get(id) ?? "deadline",
    decision: (id) => titles.decisions.get(id)?.[language] ?? readable(id),
    option: (decision, option) =>
      said(
        (each) =>
          Object.hasOwn(each.decisions, decision) ? textOfOption(each, decision, option) : undefined,
        option,
      ),
    protocol: (id) => header.protocols.find((each) => each.id === id)?.title[language] ?? readable(id),
    inject: (id) => injects.get(id) ?? readable(id),
    role: (id) => titles.roles.get(id)?.[language] ?? last(id),
    state: (id, state) => {
      const [protocol, role] = split(id);
      const of = byId.get(protocol);
      return sayStateValue(
        state,
        (keys) => {
          const given = of === undefined ? undefined : textOfState(of, role, keys);
          return given?.[language] ?? readable(keys.at(-1) ?? "");
        },
        language,
      );
    },
    wait: (name) => find((each) => textOfWait(each, name)),
    named: (name) => find((each) => textOfName(each, name)) ?? sayName(name, language),
    sanction: (id) => {
      const [protocol, sanction] = split(id);
      return byId.get(protocol)?.sanctions?.[sanction]?.title[language] ?? last(id);
    },
  };
}
