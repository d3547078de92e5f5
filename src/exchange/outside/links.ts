import {
  FACT_KINDS,
  type FactKind,
  type FactRecord,
  type LogHeader,
  MESSAGES,
  type MessageKind,
  type Slot,
} from "../../model/index.ts";
import { itemNameOutside, messageName, partyName, runName, syntheticHash } from "./names.ts";

/**
 * What a fact is about, as objects outside the simulation: which parties, items, hashes, messages and clocks, and in which
 * role each. Derived from the names of the slots in the table of facts.
 */

export const OBJECT_TYPES = [
  "run",
  "incident",
  "platform",
  "authority",
  "ngo",
  "organisation",
  "content_item",
  "hash",
  "order",
  "notice",
  "message",
  "deadline",
] as const;
export type ObjectType = (typeof OBJECT_TYPES)[number];

export interface ObjectLink {
  readonly id: string;
  readonly type: ObjectType;
  readonly qualifier: string;
}

const PARTIES: ReadonlySet<ObjectType> = new Set(["platform", "authority", "ngo", "organisation"]);

/** Whether objects of a type are somebody who acts. */
export const isParty = (type: ObjectType): boolean => PARTIES.has(type);

/** What actors are to the outside; every other kind is an organisation. */
const ACTOR_TYPES: Readonly<Record<string, ObjectType>> = {
  "referral-unit": "authority",
  "competent-authority": "authority",
  "home-authority": "authority",
  regulator: "authority",
  court: "authority",
  investigators: "authority",
  "alert-service": "ngo",
  "trusted-flagger": "ngo",
  hotline: "ngo",
  "rights-reviewer": "ngo",
  "victims-support": "ngo",
  "fact-checkers": "ngo",
};

/** Messages that bind and messages that point something out; every other one is a message. */
const MESSAGE_TYPES: Readonly<Partial<Record<MessageKind, ObjectType>>> = {
  "removal-order": "order",
  "blocking-order": "order",
  "app-removal-order": "order",
  direction: "order",
  notice: "notice",
  referral: "notice",
};

const isMessage = (kind: unknown): kind is MessageKind => MESSAGES.includes(kind as MessageKind);

/** How a party stands to a fact, by the name of its slot. */
const QUALIFIERS: Readonly<Record<string, string>> = {
  platform: "on_platform",
  to: "addressed_to",
  from: "issued_by",
  by: "done_by",
  actor: "done_by",
  debtor: "owed_by",
  creditor: "owed_to",
  target: "about",
};

const PARTY_SLOTS: readonly Slot[] = ["actor", "other"];

/** The objects of one log. */
export class Links {
  readonly run: string;
  private readonly header: LogHeader;
  private readonly parties = new Map<string, ObjectType>();
  private readonly originals: ReadonlyMap<string, string>;
  /** what began each number: answers and copies bear the number of what they are about, later facts only the number */
  private readonly messages = new Map<number, ObjectType>();

  constructor(header: LogHeader) {
    this.header = header;
    this.run = runName(header);
    for (const { id } of header.platforms) this.parties.set(id, "platform");
    for (const { id, kind } of header.actors) this.parties.set(id, ACTOR_TYPES[kind] ?? "organisation");
    this.originals = new Map(header.originals.map(({ id, item }) => [id, item]));
  }

  typeOfParty(id: string): ObjectType {
    return this.parties.get(id) ?? "organisation";
  }

  hash(version: number): string {
    return `SIM-HASH-${syntheticHash(this.header, version)}`;
  }

  /** All objects of a fact, the run first, each role once. Facts are to be asked about in their order. */
  of(fact: FactRecord): readonly ObjectLink[] {
    const { slots }: FactKind = FACT_KINDS[fact.kind];
    const links: ObjectLink[] = [{ id: this.run, type: "run", qualifier: "part_of" }];
    const add = (id: string, type: ObjectType, qualifier: string) => links.push({ id, type, qualifier });
    for (const slot of PARTY_SLOTS) {
      const name = slots[slot];
      const party = name === undefined ? undefined : fact[name];
      if (name !== undefined && typeof party === "string" && party !== "")
        add(partyName(party), this.typeOfParty(party), QUALIFIERS[name] ?? name);
    }
    if (typeof fact.item === "string") add(itemNameOutside(fact.item), "content_item", "about");
    const original = slots.what === "original" ? this.originals.get(String(fact.original)) : undefined;
    if (original !== undefined && original !== "" && original !== fact.item)
      add(itemNameOutside(original), "content_item", "about");
    if (slots.x === "version" && typeof fact.version === "number")
      add(this.hash(fact.version), "hash", slots.item === undefined ? "about" : "variant_of");
    const number = fact["message-number"];
    if (slots.x === "message-number" && typeof number === "number")
      add(messageName(this.header, number), this.typeOfMessage(number, fact.message), "about");
    if (slots.what === "duty" && typeof fact.instance === "number")
      add(`${this.run}-D-${String(fact.duty)}-${fact.instance}`, "deadline", "about");
    return links;
  }

  private typeOfMessage(number: number, kind: unknown): ObjectType {
    const known = this.messages.get(number);
    if (known !== undefined) return known;
    if (!isMessage(kind)) return "message";
    const type = MESSAGE_TYPES[kind] ?? "message";
    this.messages.set(number, type);
    return type;
  }
}

/** What a fact says beyond its number, kind and instant: names and values of its slots, in the order of the table. */
export function valuesOf(fact: FactRecord): readonly (readonly [string, string | number])[] {
  const { slots }: FactKind = FACT_KINDS[fact.kind];
  const names = [...Object.values(slots), "wait", "cause", "weight"];
  return names.flatMap((name) => {
    const value = fact[name];
    return typeof value === "number" || (typeof value === "string" && value !== "") ? [[name, value]] : [];
  });
}
