import {
  type Contact,
  listCalls,
  type Protocol,
  type Scenario,
  type Selector,
  STATE_KINDS,
} from "../model/index.ts";

/** An actor or platform of a scenario, as far as selectors ask. */
export interface Party {
  readonly id: string;
  readonly kind: string;
  readonly members: readonly string[];
  readonly jurisdiction?: string;
  readonly public: boolean;
  readonly isPlatform: boolean;
  readonly contact: Contact;
}

/** Parties between whom nothing in the protocols tells a difference: one of them is looked at for all. */
export interface Group {
  /** of the first of them, in the order of the file */
  readonly id: string;
  readonly parties: readonly Party[];
}

export function partiesOf({ platforms, actors }: Pick<Scenario, "platforms" | "actors">): Party[] {
  return [
    ...Object.entries(platforms).map(([id, each]) => ({ id, ...each, isPlatform: true })),
    ...Object.entries(actors).map(([id, each]) => ({ id, ...each, public: true, isPlatform: false })),
  ];
}

/** Whether a selector means a party; who wrote to whom just now (`sender`, `self`) no selector can say. */
export function fitsParty(selector: Selector | undefined, party: Party): boolean {
  if (selector === undefined || selector === "everyone") return true;
  if (typeof selector === "string") return false;
  if ("actor" in selector) return selector.actor === party.id;
  if ("kind" in selector) {
    const kinds: readonly string[] = typeof selector.kind === "string" ? [selector.kind] : selector.kind;
    const isWanted = (each: string) =>
      each === "any" || each === party.kind || (each === "platform" && party.isPlatform);
    if (!kinds.some(isWanted)) return false;
  }
  const { member, public: open } = selector;
  if (member !== undefined && !party.members.includes(member)) return false;
  if (open !== undefined && open !== party.public) return false;
  return (
    !("jurisdiction" in selector) ||
    selector.jurisdiction === undefined ||
    selector.jurisdiction === party.jurisdiction
  );
}

/** False: what is sent there never arrives, unless somebody passes it on or it is served by posting. */
export const isReachable = ({ contact }: Party) => contact.reachable !== false;

export const isOfState = ({ kind }: Party) => STATE_KINDS.includes(kind);

/** Every selector that stands in a protocol: whom roles are for, whom messages and clocks concern, whom guards ask about. */
function selectorsIn({ roles, duties }: Protocol): Selector[] {
  const found: Selector[] = [];
  const look = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) return value.forEach(look);
    const table = value as Readonly<Record<string, unknown>>;
    if ("kind" in table || "member" in table || "actor" in table) found.push(table as unknown as Selector);
    if (typeof table.group === "string") found.push({ member: table.group });
    Object.values(table).forEach(look);
  };
  for (const { for: who, machine } of Object.values(roles)) {
    found.push(who);
    for (const { params } of listCalls(machine)) look(params);
  }
  for (const duty of Object.values(duties)) look(duty);
  return found;
}

/** The parties of a scenario, those together whom its protocols and injects treat alike. */
export function castOf(scenario: Pick<Scenario, "platforms" | "actors" | "injects" | "protocols">): Group[] {
  const selectors = [
    ...scenario.protocols.flatMap(selectorsIn),
    ...Object.values(scenario.injects).flatMap(({ acts }) =>
      acts.flatMap((act): Selector[] => ("send" in act ? [act.to, { actor: act.from }] : [])),
    ),
  ];
  const distinct = [...new Map(selectors.map((each) => [JSON.stringify(each), each])).values()];
  const groups = new Map<string, Party[]>();
  for (const party of partiesOf(scenario)) {
    const bits = distinct.map((selector) => (fitsParty(selector, party) ? 1 : 0)).join("");
    const key = [bits, party.public, party.isPlatform, isReachable(party), isOfState(party)].join("|");
    groups.set(key, [...(groups.get(key) ?? []), party]);
  }
  return [...groups.values()].map((parties) => ({ id: parties[0].id, parties }));
}
