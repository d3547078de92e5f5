import type { FactRecord, LogHeader } from "../../model/index.ts";
import { type Language, SIMULATION_MARK, sayOutside } from "../../words/index.ts";
import { LogClock } from "./instants.ts";
import { addressOf, mailOf, messageName, orderName, partyName, runName } from "./names.ts";
import type { LogSource } from "./source.ts";

/**
 * Removal orders and the answers to them, in the printed forms of Regulation (EU) 2021/784 (Annexes I to III) as data: it
 * has no public machine schema. Orders of every protocol are written in this form; `legalBasis` says which clock one
 * started. States are "ZZ" (ISO 3166-1, user-assigned): those of a scenario are invented.
 */

const STATE = "ZZ";
/** Addresses listed of one order; `targetsTotal` counts all. */
const MOST_TARGETS = 100;
const MINUTE = 60_000;

interface OrderFields {
  readonly mark: string;
  readonly exercise: true;
  readonly reference: string;
}

export interface OrderDocument extends OrderFields {
  readonly annex: "I";
  readonly legalBasis: {
    readonly instrument: string;
    readonly protocol: string;
    readonly counterfactual: boolean;
  } | null;
  /** null: this order started no clock that is told */
  readonly deadlineMinutes: number | null;
  readonly preservationMonths: 6;
  readonly language: Language;
  readonly issuingMemberState: string;
  readonly addressee: string;
  readonly contactPoint: string;
  readonly addresseeMemberState: string;
  readonly issuedAt: string;
  readonly targets: readonly string[];
  readonly targetsTotal: number;
  readonly grounds: readonly ["incites"];
  readonly groundsExplanation: string;
  readonly nonDisclosure: boolean;
  readonly crossBorder: { readonly otherMemberState: boolean; readonly copySent: boolean };
  readonly authority: {
    readonly type: "judge_court_or_investigating_judge" | "law_enforcement" | "other_competent";
    readonly name: string;
    readonly fileNo: string;
    readonly email: string;
    readonly date: string;
    readonly stampAndSignature: string;
  };
  readonly followUp: { readonly issuing: string; readonly homeState: string | null };
  readonly redress: { readonly body: string; readonly nationalProvisionsUrl: string };
}

interface AnswerFields extends OrderFields {
  readonly addressee: string;
  readonly issuingAuthority: string;
  readonly authorityFileRef: string;
  readonly addresseeFileRef: string;
  readonly receivedAt: string;
  readonly provider: {
    readonly name: string;
    readonly mainEstablishmentState: string;
    readonly authorisedPerson: string;
    readonly contactEmail: string;
  };
  readonly date: string;
}

export interface DoneDocument extends AnswerFields {
  readonly annex: "II";
  readonly measure: "removed" | "disabled_in_all_member_states";
  readonly actedAt: string;
}

export interface UnableDocument extends AnswerFields {
  readonly annex: "III";
  readonly reasons: readonly ("force_majeure_or_impossibility" | "insufficient_information")[];
  readonly explanation: string;
  readonly clarificationNeeded?: string;
  readonly signature: string;
}

export type RemovalDocument = OrderDocument | DoneDocument | UnableDocument;

const ORDER = "removal-order";
const COPY = "order-copy";
const UNABLE: Readonly<Record<string, UnableDocument["reasons"][number]>> = {
  clarification: "insufficient_information",
  impossibility: "force_majeure_or_impossibility",
};

const AUTHORITY_TYPES: Readonly<Record<string, OrderDocument["authority"]["type"]>> = {
  court: "judge_court_or_investigating_judge",
  "referral-unit": "law_enforcement",
  investigators: "law_enforcement",
};

interface Sent {
  readonly fact: FactRecord;
  readonly number: number;
  readonly from: string;
  readonly to: string;
}

/** What a log tells of its orders, in the order in which things happened. */
export function removalDocuments({ header, facts }: LogSource, language: Language): RemovalDocument[] {
  const gathered = gather(facts);
  const writer = new Writer(header, language, gathered);
  return gathered.told.flatMap(({ fact, order }): RemovalDocument[] => {
    const time = writer.clock.iso(fact.at);
    if (time === undefined) return [];
    if (fact === order.fact) return [writer.order(order, time)];
    return [
      fact.kind === "order.fulfilled" ? writer.done(order, fact, time) : writer.unable(order, fact, time),
    ];
  });
}

interface Gathered {
  readonly told: readonly { readonly fact: FactRecord; readonly order: Sent }[];
  /** facts that something was delivered, by the message's number */
  readonly delivered: ReadonlyMap<number, FactRecord>;
  /** clocks that began, by the fact that began them */
  readonly clocks: ReadonlyMap<number, readonly FactRecord[]>;
  readonly copies: readonly Sent[];
  /** services that were told not to inform their users */
  readonly silenced: ReadonlySet<unknown>;
  /** facts about an order by the order's number */
  readonly about: ReadonlyMap<number, readonly number[]>;
}

function gather(facts: Iterable<FactRecord>): Gathered {
  const told: { fact: FactRecord; order: Sent }[] = [];
  const sentOrders = new Map<number, Sent>();
  const delivered = new Map<number, FactRecord>();
  const clocks = new Map<number, FactRecord[]>();
  const copies: Sent[] = [];
  const silenced = new Set<unknown>();
  const about = new Map<number, number[]>();
  const last = new Map<string, Sent>();
  for (const fact of facts) {
    const { kind, cause, message } = fact;
    const number = Number(fact["message-number"]);
    if (kind === "duty.started" && cause !== undefined) {
      const known = clocks.get(cause);
      if (known === undefined) clocks.set(cause, [fact]);
      else known.push(fact);
    }
    if (kind === "information.withheld") silenced.add(fact.platform);
    if (kind === "message.sent") {
      const sent: Sent = { fact, number, from: String(fact.from), to: String(fact.to) };
      if (message === ORDER) {
        sentOrders.set(number, sent);
        last.set(`${sent.to} ${sent.from}`, sent);
        told.push({ fact, order: sent });
      }
      if (message === COPY) copies.push(sent);
      const order = sentOrders.get(number) ?? last.get(`${sent.from} ${sent.to}`);
      if (order !== undefined && typeof message === "string" && Object.hasOwn(UNABLE, message))
        told.push({ fact, order });
    }
    const order = sentOrders.get(number);
    if (order === undefined) continue;
    const known = about.get(number);
    if (known === undefined) about.set(number, [fact.n]);
    else known.push(fact.n);
    const isReceipt = (kind === "message.delivered" || kind === "message.posted") && message === ORDER;
    if (isReceipt && !delivered.has(number)) delivered.set(number, fact);
    if (kind === "order.fulfilled") told.push({ fact, order });
  }
  return { told, delivered, clocks, copies, silenced, about };
}

class Writer {
  readonly clock: LogClock;
  private readonly names: ReadonlyMap<string, { readonly title: string; readonly kind: string }>;

  constructor(
    private readonly header: LogHeader,
    private readonly language: Language,
    private readonly gathered: Gathered,
  ) {
    this.clock = new LogClock(header.startsAt);
    this.names = new Map(
      [...header.platforms, ...header.actors].map(({ id, title, kind }) => [
        id,
        { title: title[language], kind },
      ]),
    );
  }

  private name(id: string): string {
    return `SIM ${this.names.get(id)?.title ?? id}`;
  }

  private fields({ number }: Sent): OrderFields {
    return {
      mark: SIMULATION_MARK[this.language],
      exercise: true,
      reference: orderName(this.header, number),
    };
  }

  order(order: Sent, issuedAt: string): OrderDocument {
    const { language, header, gathered } = this;
    const { number, from, to, fact } = order;
    const items = typeof fact.items === "number" ? fact.items : 0;
    const listed = Math.min(items, MOST_TARGETS);
    const reference = orderName(header, number);
    // A message about an order bears its number: so does the copy that went to another authority.
    const copy = gathered.copies.find((each) => each.number === number);
    const clock = this.clockOf(number);
    return {
      ...this.fields(order),
      annex: "I",
      ...clock,
      preservationMonths: 6,
      language,
      issuingMemberState: STATE,
      addressee: this.name(to),
      contactPoint: mailOf(to),
      addresseeMemberState: STATE,
      issuedAt,
      targets: Array.from({ length: listed }, (_, place) => addressOf(to, `${reference}/${place + 1}`)),
      targetsTotal: items,
      grounds: ["incites"],
      groundsExplanation: sayOutside("orderGrounds", language),
      nonDisclosure: gathered.silenced.has(to),
      crossBorder: { otherMemberState: copy !== undefined, copySent: copy !== undefined },
      authority: {
        type: AUTHORITY_TYPES[this.names.get(from)?.kind ?? ""] ?? "other_competent",
        name: this.name(from),
        fileNo: reference,
        email: mailOf(from),
        date: issuedAt,
        stampAndSignature: sayOutside("signature", language),
      },
      followUp: { issuing: mailOf(from), homeState: copy === undefined ? null : mailOf(copy.to) },
      redress: {
        body: sayOutside("redress", language),
        nationalProvisionsUrl: addressOf(from, "redress"),
      },
    };
  }

  /** The first clock that a fact about this order began; one of law before any other. */
  private clockOf(number: number): Pick<OrderDocument, "legalBasis" | "deadlineMinutes"> {
    const { clocks, about } = this.gathered;
    const started = (about.get(number) ?? []).flatMap((n) => clocks.get(n) ?? []);
    const found = started.flatMap(
      (each) => this.header.duties.find(({ id, protocol }) => `${protocol}/${id}` === each.duty) ?? [],
    );
    const duty = found.find(({ kind }) => kind === "law") ?? found[0];
    if (duty === undefined) return { legalBasis: null, deadlineMinutes: null };
    const protocol = this.header.protocols.find(({ id }) => id === duty.protocol);
    return {
      legalBasis: {
        instrument: duty.instrument[this.language],
        protocol: protocol?.title[this.language] ?? duty.protocol,
        counterfactual: duty.counterfactual,
      },
      deadlineMinutes: duty.within > 0 ? duty.within / MINUTE : null,
    };
  }

  private answer(order: Sent, date: string): AnswerFields {
    const { number, from, to, fact } = order;
    const received = this.gathered.delivered.get(number) ?? fact;
    return {
      ...this.fields(order),
      addressee: this.name(to),
      issuingAuthority: this.name(from),
      authorityFileRef: orderName(this.header, number),
      addresseeFileRef: messageName(this.header, number),
      receivedAt: this.clock.iso(received.at) ?? date,
      provider: {
        name: this.name(to),
        mainEstablishmentState: STATE,
        authorisedPerson: partyName(to),
        contactEmail: mailOf(to),
      },
      date,
    };
  }

  done(order: Sent, _fact: FactRecord, date: string): DoneDocument {
    return { ...this.answer(order, date), annex: "II", measure: "removed", actedAt: date };
  }

  unable(order: Sent, { message }: FactRecord, date: string): UnableDocument {
    const reason = UNABLE[String(message)];
    const explanation = sayOutside("unable", this.language);
    return {
      ...this.answer(order, date),
      annex: "III",
      reasons: [reason],
      explanation,
      ...(reason === "insufficient_information" ? { clarificationNeeded: explanation } : {}),
      signature: sayOutside("signature", this.language),
    };
  }
}

/** The documents as one JSON text under the marking. */
export function orders(log: LogSource, language: Language): string {
  const head = { mark: SIMULATION_MARK[language], exercise: true, note: sayOutside("nothing", language) };
  const documents = removalDocuments(log, language);
  return `${JSON.stringify({ ...head, run: runName(log.header), documents }, undefined, 2)}\n`;
}
