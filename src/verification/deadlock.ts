import type { Protocol, Selector } from "../model/index.ts";
import { type AskedEffect, type Edge, type StoryStep, toStep } from "./exploration.ts";
import { type Finding, isMove, leavesOf, listensIn } from "./findings.ts";
import {
  type Charted,
  decisionOf,
  hears,
  mayReach,
  messageOf,
  type Sending,
  type Surroundings,
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
  readonly before: Joint | undefined;
  readonly step: StoryStep | undefined;
}

/**
 * Roles that wait for each other without end: a joint state, reached by some order of events, in which each of them can
 * go on only by a message that only the others send, and none of these is under way. `surroundings` must let every
 * message come, because what never comes is what is looked for.
 */
export function findWaitsForEver(protocol: Protocol, surroundings: Surroundings): Finding[] {
  const charts = surroundings.charts.filter(({ view }) => view.scope === "actor");
  const players = charts.map((chart, number) => toPlayer(chart, number));
  const sendersOf = (player: Player, message: string) =>
    players.filter(({ chart: { view } }) =>
      surroundings.sendings.some(
        (each) =>
          each.from === view &&
          each.message === message &&
          mayReach(each, player.chart.view, surroundings.sendings),
      ),
    );
  const suspects = keepWaiting(
    players.map((player) => ({
      player,
      ways: [...player.waits.values()].map((messages) => [...messages]),
    })),
    sendersOf,
  );
  if (!suspects.some(({ chart }) => chart.view.protocol === protocol)) return [];
  return search(protocol, keepRelevant(suspects, sendersOf), surroundings.sendings, sendersOf);
}

/** Those who may wait, and all who may help them, directly or through others: nobody else's steps matter. */
function keepRelevant(suspects: readonly Player[], sendersOf: SendersOf): Player[] {
  const kept = new Set(suspects);
  for (const player of kept)
    for (const event of [...player.chart.view.heard, `${player.chart.view.per}.opened`]) {
      const told = messageOf(event);
      if (told !== undefined) for (const each of sendersOf(player, told.message)) kept.add(each);
    }
  return [...kept].map((player, number) => {
    player.number = number;
    return player;
  });
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

type SendersOf = (player: Player, message: string) => readonly Player[];

/** Of some who wait, those whom nobody outside can help: the largest such set. `ways`: any of these may be how one waits. */
function keepWaiting(
  waiting: readonly { readonly player: Player; readonly ways: readonly (readonly string[])[] }[],
  sendersOf: SendersOf,
): Player[] {
  let left = waiting.filter(({ ways }) => ways.length > 0);
  for (;;) {
    const inside = new Set(left.map(({ player }) => player));
    const kept = left.filter(({ player, ways }) =>
      ways.some((messages) =>
        messages.every((message) => {
          const senders = sendersOf(player, message);
          return senders.length > 0 && senders.every((each) => inside.has(each));
        }),
      ),
    );
    if (kept.length === left.length) return kept.map(({ player }) => player);
    left = kept;
  }
}

function search(
  protocol: Protocol,
  players: readonly Player[],
  sendings: readonly Sending[],
  sendersOf: SendersOf,
): Finding[] {
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
    const sending = { from: from.chart.view, message: params.message as string, to: params.to as Selector };
    const known =
      reaches.get(key) ??
      players.filter(
        ({ chart: { view } }) => hears(view, sending.message) && mayReach(sending, view, sendings),
      );
    reaches.set(key, known);
    return known;
  };
  const after = (joint: Joint, player: Player, edge: Edge, pending: readonly string[]): Joint => {
    const more = new Set(pending);
    for (const { type, params } of edge.effects) {
      if (type === "decide") more.add(`${player.number}|decision|${params.decision as string}`);
      if (type === "send")
        for (const to of receiversOf(player, params))
          more.add(`${to.number}|message|${params.message as string}`);
    }
    const rows = joint.rows.map((row, number) => (number === player.number ? edge.to : row));
    return {
      rows,
      pending: [...more].sort(),
      before: joint,
      step: toStep(player.chart.view.name, edge),
    };
  };
  let starts: Joint[] = [
    { rows: players.map(() => UNOPENED), pending: [], before: undefined, step: undefined },
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
    const stuck = stuckIn(joint, players, sendersOf);
    if (stuck.some(({ chart }) => chart.view.protocol === protocol)) return [tell(protocol, joint, stuck)];
    if (queue.length > MOST_STATES)
      return [
        {
          code: "verification/limit_reached",
          path: ["roles"],
          answer: "limit reached",
          story: [],
          details: { states: MOST_STATES },
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
function settle(
  joint: Joint,
  pending: string,
  players: readonly Player[],
  after: (joint: Joint, player: Player, edge: Edge, pending: readonly string[]) => Joint,
): Joint[] {
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

function stuckIn(joint: Joint, players: readonly Player[], sendersOf: SendersOf): Player[] {
  const busy = new Set(joint.pending.map((each) => Number(each.split("|")[0])));
  const waiting = players.flatMap((player) => {
    const ways = player.waits.get(joint.rows[player.number]);
    return ways === undefined || busy.has(player.number) ? [] : [{ player, ways: [[...ways]] }];
  });
  const stuck = keepWaiting(waiting, sendersOf);
  const isBegun = stuck.some(({ number }) => joint.rows[number] !== UNOPENED);
  return isBegun && stuck.length > 1 ? stuck : [];
}

function tell(protocol: Protocol, joint: Joint, stuck: readonly Player[]): Finding {
  const story: StoryStep[] = [];
  for (let at: Joint | undefined = joint; at !== undefined; at = at.before)
    if (at.step !== undefined && at.step !== at.before?.step) story.unshift(at.step);
  const waits = stuck.map(({ number, chart, waits: ways }) => {
    const messages = [...(ways.get(joint.rows[number]) ?? [])].join("/");
    return `${chart.view.path[1]} (${messages})`;
  });
  const own = stuck.filter(({ chart }) => chart.view.protocol === protocol);
  // Told where somebody has come to, rather than where somebody has always been.
  const first = own.find(({ number, chart }) => !isAtStart(chart, joint.rows[number])) ?? own[0];
  const row = joint.rows[first.number];
  const leaf = row === UNOPENED ? [] : leavesOf(first.chart.view, row)[0].path;
  return {
    code: "verification/waits_for_ever",
    path: row === UNOPENED ? first.chart.view.path.slice(0, 2) : [...first.chart.view.path, ...leaf],
    answer: "found",
    story,
    details: { roles: waits.join(", ") },
  };
}

function isAtStart({ exploration }: Charted, row: number): boolean {
  return row === UNOPENED || exploration.starts.some(({ to }) => to === row);
}
