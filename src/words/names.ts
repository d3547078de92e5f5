import type { LogHeader, Text } from "../model/index.ts";
import type { Names } from "./facts.ts";
import type { Language } from "./language.ts";
import type { ClockForm } from "./told.ts";
import { COUNTERFACTUAL, readable, sayDutyKind } from "./vocabulary.ts";

/** Titles that stand in the scenario's protocols and not in a log's header. */
export interface ProtocolTitles {
  readonly decisions: ReadonlyMap<string, Text>;
  /** by `protocol/role` */
  readonly roles: ReadonlyMap<string, Text>;
}

export const NO_TITLES: ProtocolTitles = { decisions: new Map(), roles: new Map() };

const last = (id: string) => readable(id.slice(id.lastIndexOf("/") + 1));

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
  return {
    who: (id) => people.get(id) ?? id,
    duty: (id) => duties.get(id) ?? last(id),
    dutyKind: (id) => kinds.get(id) ?? "",
    dutyForm: (id) => forms.get(id) ?? "deadline",
    decision: (id) => titles.decisions.get(id)?.[language] ?? readable(id),
    inject: (id) => injects.get(id) ?? readable(id),
    role: (id) => titles.roles.get(id)?.[language] ?? last(id),
  };
}
