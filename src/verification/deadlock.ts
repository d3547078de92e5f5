import type { ClosedStep } from "../model/index.ts";
import { stepOf } from "./closed-ways.ts";
import { type AskedEffect, type Edge, type MachineView, type StoryStep, toStep } from "./exploration.ts";
import { type Finding, isMove, leavesOf, listensIn } from "./findings.ts";
import {
  type Charted,
  decisionOf,
  hears,
  mayReach,
  maySame,
  messageOf,
  type Sending,
  type Surroundings,
  sendingOf,
} from "./surroundings.ts";

/** Joint states of all roles that are looked at, at most. */
const MOST_STATES = 40_000;
/** A role that only a message opens, before that. */
const UNOPENED = -1;

interface Player {
  /** its place among those who are searched together */
  number: number;
  readonly chart: Charted;
  /** by row and event; timers under their own event */
  readonly moves: ReadonlyMap<number, readonly Edge[]>;
  /** rows in which only messages lead on, with the messages; absent for all others */
  readonly waits: ReadonlyMap<number, ReadonlySet<string>>;
}

interface Joint {
  readonly rows: readonly number[];
  /** messages under way and decisions not yet taken, as `number|kind|name` */
  readonly pending: readonly string[];
  /** what anybody has sent on the way here, as `number|message` */
  readonly sent: ReadonlySet<string>;
  readonly before: Joint | undefined;
  readonly step: StoryStep | undefined;
}

/** Who may send a message to somebody, and of those who only answer it, whoever would have to ask them first. */
interface Helper {
  readonly player: Player;
  /** absent where the message is sent unasked */
  readonly askedBy?: readonly { readonly player: Player; readonly message: string }[];
}

/**
 * Roles that wait for each other without end: a joint state, reached by some order of events, in which each of them can
 * go on only by a message that only the others send, and none of these is under way. `surroundings` must let every
 * message come, because what never comes is what is looked for.
 */
export function findWaitsForEver(
  surroundings: Surroundings,
  isOwn: (view: MachineView) => boolean,
  { mostStates = MOST_STATES, memory }: WaitOptions = {},
): Finding[] {
  const charts = surroundings.charts.filter(({ view }) => view.scope === "actor");
  const players = charts.map((chart, number) => toPlayer(chart, number));
  const { sendings } = surroundings;
  const helpers = new Map<string, readonly Helper[]>();
  const helpersOf: HelpersOf = (player, message) => {
    const key = `${nameOf(player)}|${message}`;
    const known = helpers.get(key) ?? findHelpers(players, sendings, player, message);
    helpers.set(key, known);
    return known;
  };
  const sendersOf: SendersOf = (player, message) => helpersOf(player, message).map((each) => each.player);
  const suspects = keepWaiting(
    players.map((player) => ({
      player,
      ways: [...player.waits].map(([row, messages]) => ({ row, messages: [...messages] })),
    })),
    helpersOf,
    (player, row, asker, message) => asker !== player || rowsWithout(player, message).has(row),
  );
  if (!suspects.some(({ chart }) => isOwn(chart.view))) return [];
  const relevant = keepRelevant(suspects, sendersOf);
  const key = memory === undefined ? "" : keyOf(relevant, sendersOf);
  const known = memory?.get(key);
  if (known !== undefined) return known;
  const found = search({ players: relevant, sendings, helpersOf, isOwn, mostStates });
  memory?.set(key, found);
  return found;
}

export interface WaitOptions {
  /** joint states that are looked at, at most */
  readonly mostStates?: number;
  /** what searches among the same roles came to, where several are alike */
  readonly memory?: Map<string, Finding[]>;
}

const numbers = new WeakMap<object, number>();
let numbered = 0;

/** A number for a walk through a statechart: two that have been looked at together are one object where they are alike. */
function numberOf({ chart: { exploration } }: Player): number {
  const known = numbers.get(exploration.edges) ?? numbered++;
  numbers.set(exploration.edges, known);
  return known;
}

const nameOf = ({ chart: { view } }: Player) => `${view.group?.id ?? ""}/${view.protocol.id}/${view.name}`;

/** What a search hangs on: who takes part, what each may do, and from whom each hears what. */
function keyOf(players: readonly Player[], sendersOf: SendersOf): string {
  return players
    .map((player) => {
      const heard = messagesOf(player).map(
        (message) => `${message}<${sendersOf(player, message).map(nameOf).sort().join()}`,
      );
      return `${nameOf(player)}#${numberOf(player)}:${heard.sort().join()}`;
    })
    .sort()
    .join(";");
}

/** Messages that may set a role going, or lead it on. */
function messagesOf({ chart: { view } }: Player): string[] {
  const told = [...view.heard, `${view.per}.opened`].flatMap((event) => messageOf(event)?.message ?? []);
  return [...new Set(told)];
}

/** Those who may wait, and all who may help them, directly or through others: nobody else's steps matter. */
function keepRelevant(suspects: readonly Player[], sendersOf: SendersOf): Player[] {
  const kept = new Set(suspects);
  for (const player of kept)
    for (const message of messagesOf(player)) for (const each of sendersOf(player, message)) kept.add(each);
  return oneOfEach([...kept], sendersOf).map((player, number) => {
    player.number = number;
    return player;
  });
}

/**
 * One of several actors who play the same parts in the same way and hear from the same roles: what one of them may come to
 * wait for, each may, and they wait alike.
 */
function oneOfEach(players: readonly Player[], sendersOf: SendersOf): Player[] {
  const roleOf = ({ chart: { view } }: Player) => `${view.protocol.id}/${view.name}`;
  const groups = new Map<string, { readonly seen: Set<string>; readonly players: Player[] }>();
  for (const player of players) {
    const { group } = player.chart.view;
    const id = group?.id ?? `${player.number}`;
    const { seen, players: own } = groups.get(id) ?? { seen: new Set(), players: [] };
    const heard = new Set(
      messagesOf(player).flatMap((message) =>
        sendersOf(player, message).map((each) => {
          const isOwn = group !== undefined && each.chart.view.group === group;
          return `${message}<${roleOf(each)}${isOwn ? " its own" : ""}`;
        }),
      ),
    );
    seen.add(`${roleOf(player)}#${numberOf(player)}:${[...heard].sort().join()}`);
    own.push(player);
    groups.set(id, { seen, players: own });
  }
  const kept = new Map<string, Player[]>();
  for (const { seen, players: own } of groups.values()) {
    const key = [...seen].sort().join(";");
    if (!kept.has(key)) kept.set(key, own);
  }
  return [...kept.values()].flat();
}

function toPlayer(chart: Charted, number: number): Player {
  const { view, exploration } = chart;
  const moves = new Map<number, Edge[]>();
  for (const edge of exploration.edges.filter((each) => isMove(each) && !isEcho(chart, each)))
    moves.set(edge.from, [...(moves.get(edge.from) ?? []), edge]);
  const waits = new Map<number, ReadonlySet<string>>();
  if (view.per !== undefined) waits.set(UNOPENED, new Set([view.per]));
  for (const row of exploration.rows) {
    const ways = (moves.get(row) ?? []).filter(
      ({ event, timer }) => timer !== undefined || decisionOf(event, view.protocol) === undefined,
    );
    const messages = ways.map(({ event, timer }) =>
      timer === undefined ? messageOf(event)?.message : undefined,
    );
    const isEnd = leavesOf(view, row).every((leaf) => leaf.isEnd);
    if (messages.length === 0 || isEnd || messages.includes(undefined)) continue;
    waits.set(row, new Set(messages as string[]));
  }
  return { number, chart, moves, waits };
}

/**
 * A step for which the event is only the occasion to ask again what nothing but a heard message changes: that a counter
 * has grown shows where it grows.
 */
function isEcho({ view }: Charted, { from, event, timer, answers }: Edge): boolean {
  return (
    from >= 0 &&
    timer === undefined &&
    answers.length > 0 &&
    answers.every(({ guard }) => guard === "counterAtLeast") &&
    !listensIn(view, from, event)
  );
}

type After = (joint: Joint, player: Player, edge: Edge, pending: readonly string[]) => Joint;

type SendersOf = (player: Player, message: string) => readonly Player[];
type HelpersOf = (player: Player, message: string) => readonly Helper[];

function findHelpers(
  players: readonly Player[],
  sendings: readonly Sending[],
  { chart: { view } }: Player,
  message: string,
): Helper[] {
  return players.flatMap((player): Helper[] => {
    const own = sendings.filter(
      (each) => each.from === player.chart.view && each.message === message && mayReach(each, view, sendings),
    );
    if (own.length === 0) return [];
    if (own.some(({ to }) => to !== "sender")) return [{ player }];
    // An answer goes to whoever asked: only what this actor sends brings it one.
    const asked = sendings.filter(
      (each) =>
        hears(player.chart.view, each.message) &&
        maySame(each.from, view) &&
        mayReach(each, player.chart.view, sendings),
    );
    // Who answers an answer goes on with what somebody else began.
    if (asked.length === 0 || asked.some(({ to }) => to === "sender")) return [{ player }];
    const askedBy = asked.flatMap(({ from, message: asking }) =>
      players.filter((each) => each.chart.view === from).map((each) => ({ player: each, message: asking })),
    );
    return [{ player, askedBy }];
  });
}

/** Rows that a role may stand in without ever having sent a message. */
function rowsWithout({ chart: { exploration } }: Player, message: string): ReadonlySet<number> {
  const silent = exploration.edges.filter(
    ({ effects }) => !effects.some(({ type, params }) => type === "send" && params.message === message),
  );
  const rows = new Set<number>([UNOPENED]);
  for (const row of rows) for (const { from, to } of silent) if (from === row) rows.add(to);
  return rows;
}

/** One way in which somebody may wait: where, and for which messages. */
interface Way {
  readonly row: number;
  readonly messages: readonly string[];
}

/** Whether somebody may wait in a row while this message, which would bring him an answer, was not sent. */
type MayBeUnsent = (player: Player, row: number, asker: Player, message: string) => boolean;

/**
 * Of some who wait, those whom nobody outside can help: the largest such set. `ways`: any of these may be how one waits.
 * Who only answers helps nobody who has not asked, and cannot before he is helped himself.
 */
function keepWaiting(
  waiting: readonly { readonly player: Player; readonly ways: readonly Way[] }[],
  helpersOf: HelpersOf,
  mayBeUnsent: MayBeUnsent,
): Player[] {
  let left = waiting.filter(({ ways }) => ways.length > 0);
  for (;;) {
    const inside = new Set(left.map(({ player }) => player));
    const kept = left.filter(({ player, ways }) =>
      ways.some(({ row, messages }) => {
        const isUnasked = ({ askedBy }: Helper) =>
          askedBy?.every(
            (each) => inside.has(each.player) && mayBeUnsent(player, row, each.player, each.message),
          ) === true;
        return messages.every((message) => {
          const helpers = helpersOf(player, message);
          return helpers.length > 0 && helpers.every((each) => inside.has(each.player) || isUnasked(each));
        });
      }),
    );
    if (kept.length === left.length) return kept.map(({ player }) => player);
    left = kept;
  }
}

interface Search {
  readonly players: readonly Player[];
  readonly sendings: readonly Sending[];
  readonly helpersOf: HelpersOf;
  /** of whom a fault is told */
  readonly isOwn: (view: MachineView) => boolean;
  readonly mostStates: number;
}

function search({ players, sendings, helpersOf, isOwn, mostStates }: Search): Finding[] {
  const seen = new Set<string>();
  const queue: Joint[] = [];
  const push = (joint: Joint) => {
    const key = `${joint.rows.join()};${joint.pending.join()}`;
    if (seen.has(key)) return;
    seen.add(key);
    queue.push(joint);
  };
  const reaches = new Map<string, readonly Player[]>();
  const receiversOf = (from: Player, params: AskedEffect["params"]): readonly Player[] => {
    const key = `${from.number}|${JSON.stringify(params.message)}|${JSON.stringify(params.to)}`;
    const sending = sendingOf(from.chart.view, params);
    const known =
      reaches.get(key) ??
      players.filter(
        ({ chart: { view } }) => hears(view, sending.message) && mayReach(sending, view, sendings),
      );
    reaches.set(key, known);
    return known;
  };
  const after: After = (joint, player, edge, pending) => {
    const more = new Set(pending);
    let { sent } = joint;
    for (const { type, params } of edge.effects) {
      if (type === "decide") more.add(`${player.number}|decision|${params.decision as string}`);
      if (type !== "send") continue;
      const asking = `${player.number}|${params.message as string}`;
      if (!sent.has(asking)) sent = new Set([...sent, asking]);
      for (const to of receiversOf(player, params))
        more.add(`${to.number}|message|${params.message as string}`);
    }
    const rows = joint.rows.map((row, number) => (number === player.number ? edge.to : row));
    return {
      rows,
      pending: [...more].sort(),
      sent,
      before: joint,
      step: toStep(player.chart.view, edge),
    };
  };
  let starts: Joint[] = [
    {
      rows: players.map(() => UNOPENED),
      pending: [],
      sent: new Set(),
      before: undefined,
      step: undefined,
    },
  ];
  for (const player of players.filter(({ chart }) => chart.view.per === undefined))
    starts = starts.flatMap((joint) =>
      player.chart.exploration.starts.map((edge) => ({
        ...after(joint, player, edge, joint.pending),
        before: undefined,
        step: undefined,
      })),
    );
  for (const joint of starts) push(joint);
  for (let at = 0; at < queue.length; at++) {
    const joint = queue[at];
    const stuck = stuckIn(joint, players, helpersOf);
    if (stuck.some(({ chart }) => isOwn(chart.view))) return [tell(isOwn, joint, stuck, helpersOf)];
    if (queue.length > mostStates)
      return [
        {
          code: "verification/limit_reached",
          path: ["roles"],
          answer: "limit reached",
          story: [],
          details: { states: mostStates },
        },
      ];
    for (const player of players)
      for (const edge of player.moves.get(joint.rows[player.number]) ?? [])
        if (
          edge.timer !== undefined ||
          (messageOf(edge.event) === undefined &&
            decisionOf(edge.event, player.chart.view.protocol) === undefined)
        )
          push(after(joint, player, edge, joint.pending));
    for (const each of joint.pending) for (const next of settle(joint, each, players, after)) push(next);
  }
  return [];
}

/** What comes of one message or decision that is under way. */
function settle(joint: Joint, pending: string, players: readonly Player[], after: After): Joint[] {
  const [number, kind, name] = pending.split("|");
  const player = players[Number(number)];
  const { view, exploration } = player.chart;
  const rest = joint.pending.filter((each) => each !== pending);
  const row = joint.rows[player.number];
  if (kind === "decision") {
    const taken = (player.moves.get(row) ?? []).filter(
      ({ event, timer }) => timer === undefined && decisionOf(event, view.protocol) === name,
    );
    const left = { ...joint, pending: rest };
    return taken.length > 0 ? taken.map((edge) => after(joint, player, edge, rest)) : [left];
  }
  let reached: Joint[] = [{ ...joint, pending: rest }];
  if (view.per === name && row === UNOPENED)
    reached = exploration.starts.map((edge) =>
      after(joint, player, { ...edge, event: `${name}.delivered` }, rest),
    );
  // Opened as soon as delivered: what waits between does not change who waits for whom.
  for (const event of [`${name}.delivered`, `${name}.opened`])
    reached = reached.flatMap((at) => {
      const heard = (player.moves.get(at.rows[player.number]) ?? []).filter((edge) => edge.event === event);
      return heard.length === 0 ? [at] : heard.map((edge) => after(at, player, edge, at.pending));
    });
  return reached;
}

function stuckIn(joint: Joint, players: readonly Player[], helpersOf: HelpersOf): Player[] {
  const busy = new Set(joint.pending.map((each) => Number(each.split("|")[0])));
  const waiting = players.flatMap((player) => {
    const row = joint.rows[player.number];
    const messages = player.waits.get(row);
    return messages === undefined || busy.has(player.number)
      ? []
      : [{ player, ways: [{ row, messages: [...messages] }] }];
  });
  const stuck = keepWaiting(
    waiting,
    helpersOf,
    (_, __, asker, message) => !joint.sent.has(`${asker.number}|${message}`),
  );
  const isBegun = stuck.some(({ number }) => joint.rows[number] !== UNOPENED);
  const waitsForOther = stuck.some((player) =>
    helpersIn(joint, player, helpersOf).some((each) => each !== player),
  );
  return isBegun && waitsForOther ? stuck : [];
}

/** Those from whom somebody would have to hear where a joint state has left him. */
function helpersIn({ rows }: Joint, player: Player, helpersOf: HelpersOf): Player[] {
  const messages = player.waits.get(rows[player.number]) ?? [];
  return [...messages].flatMap((message) => helpersOf(player, message).map((each) => each.player));
}

function tell(isOwn: Search["isOwn"], joint: Joint, stuck: readonly Player[], helpersOf: HelpersOf): Finding {
  const story: StoryStep[] = [];
  for (let at: Joint | undefined = joint; at !== undefined; at = at.before)
    if (at.step !== undefined && at.step !== at.before?.step) story.unshift(at.step);
  const name = ({ chart: { view } }: Player, messages: Iterable<string>) =>
    `${view.group === undefined ? "" : `${view.group.id}: `}${view.path[1]} (${[...messages].join("/")})`;
  const waits = stuck.map((player) => name(player, player.waits.get(joint.rows[player.number]) ?? []));
  // Who only answers, and has not been asked.
  const silent = new Map<Player, Set<string>>();
  for (const player of stuck)
    for (const message of player.waits.get(joint.rows[player.number]) ?? [])
      for (const { player: helper, askedBy = [] } of helpersOf(player, message))
        if (!stuck.includes(helper))
          silent.set(
            helper,
            new Set([...(silent.get(helper) ?? []), ...askedBy.map(({ message: asking }) => asking)]),
          );
  for (const [player, messages] of silent) waits.push(name(player, messages));
  const own = stuck.filter(({ chart }) => isOwn(chart.view));
  // Told where somebody has come to, rather than where somebody has always been.
  const first = own.find(({ number, chart }) => !isAtStart(chart, joint.rows[number])) ?? own[0];
  const row = joint.rows[first.number];
  const leaf = row === UNOPENED ? [] : leavesOf(first.chart.view, row)[0].path;
  return {
    code: "verification/waits_for_ever",
    path: row === UNOPENED ? first.chart.view.path.slice(0, 2) : [...first.chart.view.path, ...leaf],
    answer: "found",
    story,
    details: { roles: waits.join(", "), protocol: first.chart.view.protocol.id },
    closed: [first, ...stuck.filter((each) => each !== first)].flatMap((player) =>
      missingFor(player, joint.rows[player.number]),
    ),
  };
}

/** What somebody waits for where he stands, each a step that he never takes. */
function missingFor({ chart: { view }, moves, waits }: Player, row: number): ClosedStep[] {
  const why = "nobody-causes";
  if (row === UNOPENED) return [{ ...stepOf(view, { from: row, event: `${view.per}.delivered` }), why }];
  const awaited = waits.get(row) ?? new Set();
  const ways = (moves.get(row) ?? []).filter(({ event, timer }) => {
    const message = timer === undefined ? messageOf(event)?.message : undefined;
    return message !== undefined && awaited.has(message);
  });
  return ways.map((edge) => ({
    ...stepOf(view, edge),
    answers: edge.answers,
    to: view.tables.stateName(edge.to),
    why,
  }));
}

function isAtStart({ exploration }: Charted, row: number): boolean {
  return row === UNOPENED || exploration.starts.some(({ to }) => to === row);
}
