import { expect, test } from "vitest";
import { Views } from "../../src/exercise/index.ts";
import { Dictionary, FACT_KINDS, type Fact, type FactName } from "../../src/model/index.ts";

/** A clock that a message started, and the message is passed on before it is opened. */

const SENDER = "ministry";
const RELAY = "network";
const RECEIVER = "small-host";

interface Told {
  readonly kind: FactName;
  readonly at: number;
  readonly cause: number;
  readonly actor: string;
  readonly other?: string;
}

/** What the receiver's view holds after these facts, numbered from 1; a clock that the first one started is the second. */
function viewAfter(told: readonly Told[]): readonly (readonly [string, number])[] {
  const dictionary = new Dictionary();
  const views = new Views(dictionary, [SENDER, RELAY, RECEIVER]);
  for (const [index, { kind, at, cause, actor, other = "" }] of told.entries())
    views.onFact({
      number: index + 1,
      at,
      kind: FACT_KINDS[kind].code,
      cause,
      actor: dictionary.number(actor),
      other: dictionary.number(other),
      what: dictionary.number("removal-order"),
      how: 0,
      x: 7,
      y: 0,
      weight: 1,
      itemHi: 0,
      itemLo: 0,
      wait: 0,
    } as unknown as Fact);
  views.known(1_000_000);
  return views.take(RECEIVER).flatMap(({ facts }) => facts.map((fact) => [fact.kind, fact.at] as const));
}

const message = { actor: RECEIVER, other: SENDER } as const;
const SENT: Told = { kind: "message.sent", at: 10, cause: 0, ...message };
const STARTED: Told = { kind: "duty.started", at: 10, cause: 1, actor: RECEIVER, other: SENDER };
const RELAYED: Told = { kind: "message.relayed", at: 20, cause: 1, actor: RELAY, other: SENDER };

test("is known to its debtor from when the message is opened, and not before", () => {
  const delivered: Told = { kind: "message.delivered", at: 30, cause: 3, ...message };
  const opened: Told = { kind: "message.opened", at: 40, cause: 4, ...message };
  expect(viewAfter([SENT, STARTED, RELAYED, delivered])).toEqual([]);
  const whole = viewAfter([SENT, STARTED, RELAYED, delivered, opened]);
  expect(whole.map(([kind]) => kind)).toEqual(["duty.started", "message.delivered", "message.opened"]);
  for (const [, at] of whole) expect(at).toBe(40);
});

test("the same whether it was passed on or came straight", () => {
  const straight = viewAfter([
    SENT,
    STARTED,
    { kind: "message.delivered", at: 30, cause: 1, ...message },
    { kind: "message.opened", at: 40, cause: 3, ...message },
  ]);
  expect(straight.map(([kind]) => kind)).toEqual(["duty.started", "message.delivered", "message.opened"]);
});

test("stays hidden where what was passed on was for somebody else", () => {
  const other: Told = { kind: "message.delivered", at: 30, cause: 3, actor: RELAY, other: SENDER };
  expect(viewAfter([{ ...SENT, actor: RELAY }, { ...STARTED, cause: 1 }, RELAYED, other])).toEqual([]);
});
